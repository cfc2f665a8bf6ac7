//! Sheets that are too wide for a page: spreadsheets print their columns to the right on pages of their
//! own, the rows at the same heights. The pieces are one table.

use super::header::{Header, text_of};
use super::{Block, Cell, PageBlocks, Row, Table, Vocabulary};
use crate::finding::{Code, Finding};
use crate::role::Role;

/// Rows whose borders are this near to each other, in points, stand at the same height.
const SAME_HEIGHT: f32 = 1.0;
/// Columns whose borders are this near to each other, in points, are the same columns.
const SAME_COLUMN: f32 = 2.0;
/// Fewer rows than these stand at the same heights by chance.
const FEWEST_ROWS: usize = 3;
/// At least this part of the rows to the left goes on to the right: others are blank there.
const GO_ON: f32 = 0.5;
/// Pages between the left part of a sheet and its right one, at most.
const FURTHEST: usize = 60;

/// Puts the tables of pages that are the right part of a sheet beside those that are its left part; the
/// findings where that is a guess.
pub(super) fn put_together(pages: &mut [PageBlocks], vocabulary: &Vocabulary) -> Vec<Finding> {
    let mut findings = Vec::new();
    for right in 1..pages.len() {
        let Some(piece) = only_table(&pages[right]) else { continue };
        let Some(heads) = Heads::of(piece, vocabulary) else { continue };
        let first = right.saturating_sub(FURTHEST);
        let found = (first..right).find_map(|left| {
            let table = only_table(&pages[left])?;
            repeated_columns(table, piece, &heads, vocabulary).map(|repeated| (left, repeated))
        });
        if let Some((left, repeated)) = found {
            findings.extend((repeated == 0).then(|| guessed(pages[left].page, piece)));
            put_beside(pages, left, right, repeated);
        }
    }
    findings
}

/// The finding that a table was put beside that of another page by the heights of its rows.
fn guessed(left: u32, piece: &Table) -> Finding {
    let th = format!(
        "ตารางหน้านี้ไม่มีคอลัมน์ชื่อโครงการ แต่แถวอยู่ระดับเดียวกับตารางในหน้า {left} จึงอ่านเป็นคอลัมน์ทางขวาของตารางนั้น"
    );
    let en = format!(
        "this table names no projects, and its rows stand at the heights of those of page {left}: \
         read as the columns to their right"
    );
    let region = piece.frame.region(&piece.bbox);
    Finding::new(Code::JoinGuessed, th, en).on_page(piece.frame.page).seen("", &[region])
}

/// Puts the table of a page beside another, and those of the pages behind both as far as these are the rows
/// that follow.
fn put_beside(pages: &mut [PageBlocks], left: usize, right: usize, repeated: usize) {
    let Some((of_left, of_right)) = columns_of(pages, left).zip(columns_of(pages, right)) else {
        return;
    };
    for step in 0..right - left {
        let (l, r) = (left + step, right + step);
        let Some((own_left, own_right)) = columns_of(pages, l).zip(columns_of(pages, r)) else {
            return;
        };
        let rows = only_table(&pages[l]).zip(only_table(&pages[r]));
        if !are_same(&own_left, &of_left)
            || !are_same(&own_right, &of_right)
            || rows.is_none_or(|(l, r)| places(l, r).is_none())
        {
            return;
        }
        let Some(piece) = take_table(&mut pages[r]) else { return };
        if let Some(table) = pages[l].blocks.iter_mut().find_map(Block::as_table_mut) {
            add_right(table, piece, repeated);
        }
    }
}

/// The borders of the columns of the one table that a page has.
fn columns_of(pages: &[PageBlocks], at: usize) -> Option<Vec<f32>> {
    pages.get(at).and_then(only_table).map(|table| table.columns.clone())
}

/// The one table of a page.
fn only_table(page: &PageBlocks) -> Option<&Table> {
    let mut tables = page.blocks.iter().filter_map(Block::as_table);
    tables.next().filter(|_| tables.next().is_none())
}

fn take_table(page: &mut PageBlocks) -> Option<Table> {
    let at = page.blocks.iter().position(|block| block.as_table().is_some())?;
    match page.blocks.remove(at) {
        Block::Table(table) => Some(table),
        Block::Lines(_) => None,
    }
}

/// What the headings of a piece say.
struct Heads {
    /// The text of each column's.
    texts: Vec<String>,
    /// Whether one of them names projects, or numbers them.
    name_items: bool,
    /// Whether one of them is known.
    any_known: bool,
}

impl Heads {
    /// The headings of a piece; `None` where it has none.
    fn of(piece: &Table, vocabulary: &Vocabulary) -> Option<Heads> {
        let header = Header::of(piece, &[], vocabulary);
        if header.rows.is_empty() || piece.rows.len() < FEWEST_ROWS {
            return None;
        }
        let names = [Role::Project, Role::Measure, Role::Number];
        let mut meanings = header.headings.iter().filter_map(|heading| heading.meaning);
        Some(Heads {
            texts: header.headings.iter().map(|h| h.text().to_owned()).collect(),
            any_known: meanings.clone().next().is_some(),
            name_items: meanings.any(|role| names.contains(&role)),
        })
    }
}

/// How many of the first columns of a piece a table has, too, where the piece is its right part: its rows
/// stand at the same heights, and either it says the same names again, or no names at all.
fn repeated_columns(
    table: &Table,
    piece: &Table,
    heads: &Heads,
    vocabulary: &Vocabulary,
) -> Option<usize> {
    let places = places(table, piece)?;
    if are_same(&table.columns, &piece.columns) {
        return None;
    }
    let of_table = Heads::of(table, vocabulary)?;
    let repeated = (0..piece.column_count().min(table.column_count()))
        .take_while(|column| says_same(table, piece, &places, *column))
        .count();
    let new = heads.texts.get(repeated..).unwrap_or_default();
    let is_new = !new.is_empty()
        && new.iter().any(|text| !text.is_empty() && !of_table.texts.contains(text));
    let names_again = repeated > 0 && of_table.name_items;
    let names_none = repeated == 0 && !heads.name_items && heads.any_known && of_table.name_items;
    (is_new && (names_again || names_none)).then_some(repeated)
}

/// For each row of a piece, the row of a table that stands at its height; `None` where one has none.
fn places(table: &Table, piece: &Table) -> Option<Vec<usize>> {
    let rows = piece.rows.iter().map(|row| table.rows.iter().position(|r| are_level(r, row)));
    let places: Vec<usize> = rows.collect::<Option<_>>()?;
    (places.len() as f32 >= GO_ON * table.rows.len() as f32).then_some(places)
}

/// Whether two rows stand at the same height.
fn are_level(a: &Row, b: &Row) -> bool {
    (a.top - b.top).abs() <= SAME_HEIGHT && (a.bottom - b.bottom).abs() <= SAME_HEIGHT
}

/// Whether two tables have the same columns.
fn are_same(a: &[f32], b: &[f32]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= SAME_COLUMN)
}

/// Whether a column of a piece says in each row what that of a table does, and says something in several.
fn says_same(table: &Table, piece: &Table, places: &[usize], column: usize) -> bool {
    let mut said = 0;
    for (row, at) in piece.rows.iter().zip(places) {
        let (own, other) = (text_at(row, column), text_at(&table.rows[*at], column));
        if own != other {
            return false;
        }
        said += usize::from(!own.is_empty());
    }
    said >= FEWEST_ROWS
}

/// What the cell of a row says that begins in a column.
fn text_at(row: &Row, column: usize) -> String {
    let cell = row.cells.iter().find(|cell| cell.column == column);
    cell.map(|cell| text_of(&cell.lines)).unwrap_or_default()
}

/// Adds the columns of a piece behind those of a table, but for its first ones, which say the same again.
fn add_right(table: &mut Table, piece: Table, repeated: usize) {
    let Some(places) = places(table, &piece) else { return };
    let count = table.column_count();
    let (end, from) = (table.columns[count], piece.columns[repeated]);
    table.columns.extend(piece.columns[repeated + 1..].iter().map(|x| x - from + end));
    for (row, at) in piece.rows.into_iter().zip(places) {
        let right = row.cells.into_iter().filter_map(|cell| moved(cell, repeated, count));
        table.rows[at].cells.extend(right);
    }
}

/// A cell of a piece as one of the table that it is put beside; `None` where it is said there already.
fn moved(mut cell: Cell, repeated: usize, count: usize) -> Option<Cell> {
    let end = (cell.column + cell.span).checked_sub(repeated).filter(|end| *end > 0)?;
    let column = cell.column.saturating_sub(repeated);
    (cell.column, cell.span) = (count + column, end - column);
    Some(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Frame;
    use crate::table::made::{MadePage, show_blocks};
    use crate::table::segment;

    /// The blocks of a page of a sheet: borders of its columns, and what stands in each row.
    fn page(number: u32, xs: &[f32], rows: &[&[&str]]) -> PageBlocks {
        let ys: Vec<f32> = (0..=rows.len()).map(|i| 100.0 + 20.0 * i as f32).collect();
        let mut made = MadePage::new().grid(xs, &ys);
        for (row, y) in rows.iter().zip(&ys) {
            for (text, x) in row.iter().zip(xs) {
                made = made.text(x + 2.0, y + 15.0, text);
            }
        }
        let mut page = segment(&made.0);
        page.page = number;
        for block in &mut page.blocks {
            let lines = block.lines_mut().into_iter();
            lines.for_each(|line| line.frame = Frame { page: number, ..line.frame });
        }
        page
    }

    const LEFT: &[f32] = &[50.0, 90.0, 250.0];
    const RIGHT: &[f32] = &[50.0, 150.0, 260.0];
    const FIRST: &[&[&str]] =
        &[&["ที่", "โครงการ"], &["1", "โครงการขุดลอกคลอง"], &["2", "โครงการปลูกป่า"]];
    const MONEY: &[&[&str]] =
        &[&["งบประมาณ", "ผู้รับผิดชอบ"], &["20,000", "กองช่าง"], &["15,000", "กองคลัง"]];

    /// How many tables each page has left, and the first table.
    fn joined(mut pages: Vec<PageBlocks>) -> (Vec<usize>, Vec<String>, usize) {
        let findings = put_together(&mut pages, &Vocabulary::default());
        let tables =
            |p: &PageBlocks| p.blocks.iter().filter(|block| block.as_table().is_some()).count();
        let counts = pages.iter().map(tables).collect();
        (counts, show_blocks(&pages[0].blocks), findings.len())
    }

    #[test]
    fn the_right_part_of_a_sheet_is_put_beside_its_left_part() {
        let (counts, shown, findings) = joined(vec![page(1, LEFT, FIRST), page(2, RIGHT, MONEY)]);
        assert_eq!((counts.as_slice(), findings), ([1, 0].as_slice(), 1));
        assert_eq!(shown[1], "[1 | โครงการขุดลอกคลอง | 20,000 | กองช่าง]");
    }

    #[test]
    fn columns_that_each_part_says_again_are_said_once() {
        let again: Vec<Vec<&str>> =
            FIRST.iter().zip(MONEY).map(|(a, b)| [*a, &b[..1]].concat()).collect();
        let rows: Vec<&[&str]> = again.iter().map(Vec::as_slice).collect();
        let right = page(2, &[50.0, 90.0, 250.0, 330.0], &rows);
        let (counts, shown, findings) = joined(vec![page(1, LEFT, FIRST), right]);
        assert_eq!((counts.as_slice(), findings), ([1, 0].as_slice(), 0), "that is sure");
        assert_eq!(shown[2], "[2 | โครงการปลูกป่า | 15,000]");
    }

    #[test]
    fn the_rows_of_two_pages_go_on_each_beside_its_own() {
        let more: &[&[&str]] = &[&["3", "โครงการอบรม"], &["4", "โครงการแข่งขัน"]];
        let money: &[&[&str]] = &[&["900", "กองช่าง"], &["800", "กองคลัง"]];
        let pages = vec![
            page(1, LEFT, FIRST),
            page(2, LEFT, more),
            page(3, RIGHT, MONEY),
            page(4, RIGHT, money),
        ];
        assert_eq!(joined(pages).0, [1, 1, 0, 0]);
    }

    #[test]
    fn tables_that_go_on_or_stand_by_themselves_stay() {
        let next: &[&[&str]] = &[&["ที่", "โครงการ"], &["3", "โครงการอบรม"], &["4", "โครงการวิ่ง"]];
        assert_eq!(joined(vec![page(1, LEFT, FIRST), page(2, LEFT, next)]).0, [1, 1]);
        let other = page(2, &[50.0, 110.0, 260.0], next);
        assert_eq!(joined(vec![page(1, LEFT, FIRST), other]).0, [1, 1], "it names projects");
        let unknown: &[&[&str]] = &[&["ก", "ข"], &["20,000", "กองช่าง"], &["15,000", "กองคลัง"]];
        let unknown = page(2, RIGHT, unknown);
        assert_eq!(joined(vec![page(1, LEFT, FIRST), unknown]).0, [1, 1], "nothing is known of it");
        let mut lower = page(2, RIGHT, MONEY);
        for row in lower.blocks.iter_mut().filter_map(Block::as_table_mut).flat_map(|t| &mut t.rows)
        {
            (row.top, row.bottom) = (row.top + 7.0, row.bottom + 7.0);
        }
        assert_eq!(joined(vec![page(1, LEFT, FIRST), lower]).0, [1, 1], "at other heights");
    }
}
