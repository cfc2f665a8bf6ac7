//! Rows below ruled headings that nothing but level lines part: the headings stand in boxes, and the
//! upright lines end with them.

use crate::geom::Rect;
use crate::layout::{Frame, Line, compose};
use crate::table::aligned::{Columns, rows_within};
use crate::table::edges::Edge;
use crate::table::{Row, Table, Vocabulary};

/// A table has at least this many columns.
const COLUMNS: usize = 3;
/// The lines below headings start and end within this of their boxes (in points).
const SAME_ENDS: f32 = 6.0;
/// A line nearer below the headings than this (in points) is their own.
const OWN_BORDER: f32 = 3.0;
/// Lines, that below the headings among them, which part no rows: there are as many of them at the end
/// of a table whose rows no line parts.
const PARTING: usize = 2;
/// Text may stick out of the table by this much (in points).
const STICKS_OUT: f32 = 3.0;

/// Whether a table is nothing but headings, most of them in known words.
pub(super) fn is_header(table: &Table, by: &Vocabulary) -> bool {
    let known = |row: &Row| {
        let meanings = row.cells.iter().map(|cell| by.meaning(&compose(&cell.lines).text));
        meanings.flatten().count()
    };
    let of_rows: Vec<usize> = table.rows.iter().map(known).collect();
    let last = of_rows.last().copied().unwrap_or(0);
    table.column_count() >= COLUMNS
        && of_rows.iter().sum::<usize>() >= COLUMNS
        && (of_rows.len() == 1 || last >= COLUMNS - 1)
}

/// Where the level lines lie below a table that are as long as it is, down to `end`, from the top.
pub(super) fn lines_below(table: &Table, rules: &[Edge], end: f32) -> Vec<f32> {
    let Rect { x0: left, x1: right, y1: top, .. } = table.bbox;
    let below = rules.iter().filter(|rule| {
        let same_ends =
            (rule.from - left).abs() <= SAME_ENDS && (rule.to - right).abs() <= SAME_ENDS;
        same_ends && rule.pos > top + OWN_BORDER && rule.pos < end
    });
    let mut ys: Vec<f32> = below.map(|rule| rule.pos).collect();
    ys.sort_by(f32::total_cmp);
    ys
}

/// Adds to a table the rows that level lines below it part; whether there were any.
pub(super) fn add_rows(
    table: &mut Table,
    columns: &Columns,
    mut ys: Vec<f32>,
    lines: &mut Vec<Line>,
) -> bool {
    let (left, top, right) = (table.bbox.x0, table.bbox.y1, table.bbox.x1);
    let Some(bottom) = ys.last().copied() else { return false };
    ys.insert(0, top);
    let first = lines.iter().position(|line| line.baseline > top).unwrap_or(lines.len());
    let count = lines[first..].iter().take_while(|line| line.baseline <= bottom).count();
    let body = &lines[first..first + count];
    let inside = |l: &Line| l.bbox.x0 >= left - STICKS_OUT && l.bbox.x1 <= right + STICKS_OUT;
    let rows: Vec<Row> = ys
        .windows(2)
        .flat_map(|pair| {
            let own = body.iter().filter(|l| l.baseline > pair[0] && l.baseline <= pair[1]);
            let own: Vec<Line> = own.cloned().collect();
            rows_within(columns, &own, pair[0], pair[1])
        })
        .collect();
    // A single line is the table's end, which parts nothing.
    let parted = ys.len() > PARTING || body.len() == 1;
    if !parted || !body.iter().all(inside) || !are_of_columns(&rows, columns.count()) {
        return false;
    }
    table.rows.extend(rows.into_iter().map(closed));
    table.bbox.y1 = bottom;
    lines.drain(first..first + count);
    true
}

/// Spreads rows that are boxes across a whole table, below ruled headings, over the columns of these.
pub(super) fn spread(table: &mut Table, frame: Frame, by: &Vocabulary) {
    let count = table.column_count();
    let header = table.rows.iter().take_while(|row| !row.is_across(count)).count();
    let (head, body) = table.rows.split_at(header);
    let single = head.iter().any(|row| row.cells.len() == count);
    if !single || body.len() < 2 || !body.iter().all(|row| row.is_across(count)) {
        return;
    }
    let columns = Columns::between(frame, table.columns.clone(), by);
    let rows: Vec<Row> = body
        .iter()
        .flat_map(|row| {
            let lines: Vec<Line> = row.lines().cloned().collect();
            rows_within(&columns, &lines, row.top, row.bottom)
        })
        .collect();
    if are_of_columns(&rows, count) {
        table.rows.truncate(header);
        table.rows.extend(rows.into_iter().map(closed));
    }
}

/// Whether most rows fill most of the columns.
pub(super) fn are_of_columns(rows: &[Row], columns: usize) -> bool {
    let full = rows.iter().filter(|row| row.filled() * 2 > columns).count();
    full > 0 && full * 2 >= rows.len()
}

/// A row between lines.
fn closed(row: Row) -> Row {
    Row { closed_top: true, closed_bottom: true, ..row }
}

#[cfg(test)]
mod tests {
    use crate::table::made::{MadePage, show_blocks};
    use crate::table::segment;

    const XS: [f32; 4] = [50.0, 200.0, 350.0, 500.0];

    /// Boxes of headings, and two rows of text below them.
    fn written() -> MadePage {
        let page = MadePage::new().grid(&XS, &[100.0, 120.0]);
        let rows =
            [["โครงการ", "ตัวชี้วัด", "งบประมาณ"], ["ปลูกป่า", "ไร่", "บาท"], ["ดับไฟ", "จุด", "บาท"]];
        rows.iter().enumerate().fold(page, |page, (i, row)| {
            let y = 115.0 + 20.0 * i as f32;
            XS.iter().zip(row).fold(page, |page, (x, text)| page.text(x + 2.0, y, text))
        })
    }

    fn rows(page: &MadePage) -> Vec<String> {
        show_blocks(&segment(&page.0).blocks)
    }

    #[test]
    fn level_lines_part_the_rows_below_boxes_of_headings() {
        let page = written().line(50.0, 140.0, 500.0, 140.0).line(50.0, 160.0, 500.0, 160.0);
        let want = ["[โครงการ | ตัวชี้วัด | งบประมาณ]", "[ปลูกป่า | ไร่ | บาท]", "[ดับไฟ | จุด | บาท]"];
        assert_eq!(rows(&page), want);
        let framed = page.line(50.0, 120.0, 50.0, 160.0).line(500.0, 120.0, 500.0, 160.0);
        assert_eq!(rows(&framed), want);
        let three = written().line(50.0, 160.0, 500.0, 160.0);
        assert_ne!(rows(&three).len(), 2, "the line at its end parts nothing");
        let short = written().line(50.0, 140.0, 150.0, 140.0);
        assert_eq!(rows(&short).len(), 3, "no line of the table");
    }

    #[test]
    fn titles_across_a_table_stay_titles() {
        let page = MadePage::new()
            .grid(&XS, &[100.0, 120.0])
            .grid(&[50.0, 500.0], &[120.0, 140.0, 160.0])
            .text(52.0, 135.0, "ยุทธศาสตร์ที่")
            .text(52.0, 155.0, "กลยุทธ์ที่");
        let heads = XS.iter().zip(["โครงการ", "ตัวชี้วัด", "งบประมาณ"]);
        let page = heads.fold(page, |page, (x, text)| page.text(x + 2.0, 115.0, text));
        assert_eq!(rows(&page)[1..], ["[ยุทธศาสตร์ที่ ×3]", "[กลยุทธ์ที่ ×3]"]);
    }
}
