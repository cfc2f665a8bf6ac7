//! Tables that go on on the next page: those without upright lines and without their headings there, where
//! the columns of the page before tell what stands there.

use std::ops::Range;

use crate::finding::Finding;
use crate::geom::{Rect, bounds};
use crate::layout::{Line, lines as set};
use crate::table::aligned::{Columns, Rules, by_starts, cut_row, in_bands, numbered_height};
use crate::table::edges::Edge;
use crate::table::headed::are_of_columns;
use crate::table::numbering::leading_number;
use crate::table::unruled::headings_of;
use crate::table::{Block, Origin, PageBlocks, Row, Table, Vocabulary, beside, segment, sideways};

/// A table has at least this many columns.
const COLUMNS: usize = 3;
/// Outer borders stand at least this far (in points) from the text.
const BORDER: f32 = 1.0;

/// Puts the parts of sheets that are too wide for a page together, and makes tables of the lines at the
/// top of pages that are rows of the table which ends the page before; with the findings of what was
/// guessed there.
pub fn carry_on(pages: &mut [PageBlocks], vocabulary: &Vocabulary) -> Vec<Finding> {
    let mut findings = sideways::put_together(pages, vocabulary);
    for at in 1..pages.len() {
        let (before, after) = pages.split_at_mut(at);
        let Some(Block::Table(last)) = before[at - 1].blocks.last() else { continue };
        let page = &mut after[0];
        let Some((table, taken)) = top_of(page, last, vocabulary) else { continue };
        // Also where they are drawn on the page before: here they may not be.
        findings.push(segment::columns_by_text(&table));
        let left = taken.left;
        page.blocks.splice(..taken.blocks, [Block::Table(table)]);
        if !left.is_empty() {
            page.blocks.insert(1, Block::Lines(left));
        }
    }
    findings
}

/// What is taken from the top of a page.
struct Taken {
    /// So many blocks.
    blocks: usize,
    /// The lines of them that are left.
    left: Vec<Line>,
}

/// Whether a block is lines, or a table without a header and without upright lines, which is nothing
/// but what was found at first sight.
fn is_loose(block: &Block, vocabulary: &Vocabulary) -> bool {
    block.as_table().is_none_or(|table| {
        table.origin != Origin::Ruled && headings_of(table.rows.first(), vocabulary) == 0
    })
}

/// The rows of a table that a page begins with. Of a table found at first sight all lines must be
/// rows.
fn top_of(page: &PageBlocks, last: &Table, vocabulary: &Vocabulary) -> Option<(Table, Taken)> {
    let loose = page.blocks.iter().take_while(|block| is_loose(block, vocabulary)).count();
    (1..=loose).rev().find_map(|blocks| {
        let lines = lines_of(&page.blocks[..blocks]);
        let (table, used) = rest(last, &lines, &page.rules, vocabulary)?;
        let may_be_left =
            page.blocks[blocks - 1].as_lines().is_some_and(|own| used >= lines.len() - own.len());
        let counts = last.origin != Origin::Ruled || counts_on(last, &table);
        let taken = Taken { blocks, left: lines[used..].to_vec() };
        (counts && (taken.left.is_empty() || may_be_left)).then_some((table, taken))
    })
}

/// The lines that blocks of a page were found among.
fn lines_of(blocks: &[Block]) -> Vec<Line> {
    if let [Block::Lines(lines)] = blocks {
        return lines.clone();
    }
    let all: Vec<&Line> = blocks.iter().flat_map(lines_in).collect();
    let Some(first) = all.first() else { return Vec::new() };
    let frame = first.frame.within(0.0, first.frame.size.0);
    set(frame, all.iter().flat_map(|line| line.clusters.iter().cloned()).collect())
}

/// All lines of a block, those of a table cell by cell.
fn lines_in(block: &Block) -> Vec<&Line> {
    match block {
        Block::Lines(lines) => lines.iter().collect(),
        Block::Table(table) => table.rows.iter().flat_map(Row::lines).collect(),
    }
}

/// The rows of a table that some lines at the top of the next page begin with, and how many of the
/// lines these are.
fn rest(
    table: &Table,
    lines: &[Line],
    rules: &[Edge],
    vocabulary: &Vocabulary,
) -> Option<(Table, usize)> {
    let frame = lines.first()?.frame;
    let same_sheet = frame.size == table.frame.size && frame.turn == table.frame.turn;
    if table.column_count() < COLUMNS || !same_sheet {
        return None;
    }
    let columns = Columns::between(frame, reaching(&table.columns, lines), vocabulary);
    let ruled = Rules::going_on(rules, table.bbox.x0, table.bbox.x1, &lines[0]);
    let used = match &ruled {
        Some(rules) => {
            let end = lines.iter().take_while(|line| line.baseline <= rules.bottom()).count();
            end + cut_row(&columns, &lines[end..])
        }
        None => {
            let used = columns.height(lines, 0, false);
            numbered_height(&columns, &lines[..used])
        }
    };
    let body = &lines[..used];
    let parted = ruled.as_ref().is_none_or(|rules| keep_in_bands(&columns, body, rules));
    if body.is_empty() || !columns.hold(body) || !parted {
        return None;
    }
    let mut rows = match &ruled {
        Some(rules) => in_bands(&columns, body, rules),
        None => by_starts(&columns, body, 0),
    };
    if !are_of_columns(&rows, columns.count()) {
        return None;
    }
    rows.iter_mut().for_each(beside::part_lines);
    Some((columns.into_table(table.origin, rows)?, used))
}

/// Whether rows begin between level lines right away, and no title stands in one band with a row:
/// headings above the next table are no rows of the last one.
fn keep_in_bands(columns: &Columns, body: &[Line], rules: &Rules) -> bool {
    let at_once = body.first().is_some_and(|first| columns.keeps(first));
    at_once && !rules.ys.windows(2).any(|band| is_mixed(columns, body, band[0]..band[1]))
}

/// Whether some lines between two heights keep to the columns and others do not.
fn is_mixed(columns: &Columns, body: &[Line], band: Range<f32>) -> bool {
    let own = body.iter().filter(|l| l.baseline > band.start && l.baseline <= band.end);
    let kept = own.clone().filter(|line| columns.keeps(line)).count();
    kept > 0 && kept < own.count()
}

/// Whether rows count on from those of a table with lines, as those do that no line parts and those
/// without a ground among others that have one. The end of a row that the page cut has no number.
fn counts_on(before: &Table, rows: &Table) -> bool {
    let last = before.rows.iter().rev().find_map(number_of);
    last.is_some_and(|last| rows.rows.iter().find_map(number_of) == Some(last + 1))
}

/// The number that a row's first cell begins with.
fn number_of(row: &Row) -> Option<u32> {
    leading_number(&row.cells.first()?.lines.first()?.text())
}

/// Borders that reach around lines, too.
fn reaching(borders: &[f32], lines: &[Line]) -> Vec<f32> {
    let mut borders = borders.to_vec();
    let around = bounds(lines.iter().map(|line| &line.bbox));
    if let (Some(Rect { x0, x1, .. }), [left, .., right]) = (around, borders.as_mut_slice()) {
        *left = left.min(x0 - BORDER);
        *right = right.max(x1 + BORDER);
    }
    borders
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::made::{MadePage, show_blocks};

    const XS: [f32; 4] = [50.0, 100.0, 280.0, 420.0];

    /// A page with texts below each other: column, baseline, text.
    fn page(texts: &[(usize, f32, &str)]) -> PageBlocks {
        segment::segment(&MadePage::new().texts(&XS, texts).0)
    }

    /// The blocks of the second of two pages, the first of which ends with a table without lines.
    fn second(texts: &[(usize, f32, &str)]) -> Vec<String> {
        let first = page(&[
            (0, 100.0, "ที่"),
            (1, 100.0, "โครงการ"),
            (2, 100.0, "ตัวชี้วัด"),
            (3, 100.0, "งบประมาณ"),
            (0, 120.0, "๑"),
            (1, 120.0, "ปลูกป่า"),
            (2, 120.0, "๕๐ ไร่"),
            (3, 120.0, "๑๐๐"),
        ]);
        let mut pages = vec![first, page(texts)];
        let found = carry_on(&mut pages, &Vocabulary::default());
        let is_table = matches!(pages[1].blocks.as_slice(), [Block::Table(_), ..]);
        assert_eq!(found.len(), usize::from(is_table), "what is guessed is said");
        show_blocks(&pages[1].blocks)
    }

    #[test]
    fn rows_go_on_without_their_headings() {
        let rows = second(&[
            (0, 60.0, "๒"),
            (1, 60.0, "อบรมผู้นำ"),
            (2, 60.0, "๒๐ คน"),
            (3, 60.0, "๕๐"),
            (1, 74.0, "และเยาวชน"),
            (0, 94.0, "๓"),
            (1, 94.0, "ตรวจน้ำ"),
            (2, 94.0, "๒ ครั้ง"),
            (3, 94.0, "๒๐"),
        ]);
        let expected = ["[๒ | อบรมผู้นำ / และเยาวชน | ๒๐ คน | ๕๐]", "[๓ | ตรวจน้ำ | ๒ ครั้ง | ๒๐]"];
        assert_eq!(rows, expected);
    }

    #[test]
    fn headings_above_the_next_table_are_no_rows_of_the_last() {
        let level = |page: MadePage, y: f32| page.line(50.0, y, 500.0, y);
        let row = |page: MadePage, y: f32, texts: [&str; 4]| {
            XS.iter().zip(texts).fold(page, |page, (x, text)| page.text(*x, y, text))
        };
        let first = level(level(level(MadePage::new(), 88.0), 106.0), 126.0);
        let first = row(first, 100.0, ["ที่", "โครงการ", "ตัวชี้วัด", "งบประมาณ"]);
        let first = row(first, 120.0, ["๑", "ปลูกป่า", "๕๐ ไร่", "๑๐๐"]);
        let next = level(level(MadePage::new(), 96.0), 116.0);
        let next = next.text(50.0, 60.0, "กลยุทธ์ที่ ๒ สร้างวัฒนธรรมสุจริตให้เกิดขึ้นในทุกหน่วยงานของตำบลแห่งนี้");
        let next = row(next, 90.0, ["๑", "อบรม", "๒๐ คน", "๕๐"]);
        let next = row(next, 110.0, ["๒", "ตรวจ", "๒ ครั้ง", "๒๐"]);
        let mut pages = vec![segment::segment(&first.0), segment::segment(&next.0)];
        let alone = show_blocks(&pages[1].blocks);
        carry_on(&mut pages, &Vocabulary::default());
        assert_eq!(show_blocks(&pages[1].blocks), alone);
    }

    #[test]
    fn prose_on_the_next_page_is_no_row() {
        let prose = [
            (0, 60.0, "ปัญหาและอุปสรรคในการดำเนินงานตามแผนที่พบในปีนี้คือการขาดบุคลากรที่มีความรู้"),
            (0, 76.0, "จึงควรจัดอบรม"),
        ];
        assert_eq!(second(&prose), segment_alone(&prose));
        let list = [(0, 60.0, "ผู้จัดทำ"), (1, 76.0, "นาย ก")];
        assert_eq!(second(&list), segment_alone(&list));
    }

    fn segment_alone(texts: &[(usize, f32, &str)]) -> Vec<String> {
        show_blocks(&page(texts).blocks)
    }
}
