//! Rows that nothing parts in a table whose columns are drawn: below a shaded heading, or between
//! upright lines alone. Numbers below each other, and texts side by side, tell them apart.

use crate::layout::{Frame, Line, compose, lines as set};
use crate::table::aligned::{Body, Columns, by_starts, is_number_of_page, numbered_height};
use crate::table::edges::Edge;
use crate::table::headed;
use crate::table::header::first_char;
use crate::table::numbering::leading_number;
use crate::table::total::are_total;
use crate::table::{Cell, Row, Table, Vocabulary};
use crate::thai::text::is_thai_letter;

/// Borders nearer than this (in points) are the same.
const SAME_BORDER: f32 = 3.0;
/// Text may stick out of the table by this much (in points).
const STICKS_OUT: f32 = 3.0;
/// Baselines nearer than this are one (part of the font size).
const SAME_BASELINE: f32 = 0.3;
/// The lines of a header stand at most this far above the rows (in font sizes).
const HEADER_HEIGHT: f32 = 4.0;
/// A header among the rows of a box has at most this many lines.
const HEADER_LINES: usize = 4;
/// A table has at least this many columns.
const COLUMNS: usize = 3;

/// Adds to the tables that filled boxes draw the rows below them that have no fill, and to headings in
/// boxes those that level lines (`rules`) part. `tables` stand from top to bottom, with whether each is
/// drawn by fills; what is no row comes back.
pub(super) fn extend(
    tables: &mut Vec<(Table, bool)>,
    frame: Frame,
    mut lines: Vec<Line>,
    rules: &[Edge],
    vocabulary: &Vocabulary,
) -> Vec<Line> {
    for at in 0..tables.len() {
        let top = at.checked_sub(1).map_or(0.0, |before| tables[before].0.bbox.y1);
        if tables[at].1 {
            add_header(&mut tables[at].0, top, frame, &mut lines, vocabulary);
        }
    }
    let mut at = 0;
    while at < tables.len() {
        let (above, below) = tables.split_at_mut(at + 1);
        let (table, filled) = &mut above[at];
        let next = below.first();
        let next_goes_on =
            next.is_some_and(|(next, filled)| *filled && goes_on(next, table, vocabulary));
        let end = next.map_or(f32::INFINITY, |(next, _)| next.bbox.y0);
        let columns = Columns::between(frame, table.columns.clone(), vocabulary);
        let below = headed::lines_below(table, rules, end);
        let ruled = !below.is_empty()
            && (*filled || headed::is_header(table, vocabulary))
            && headed::add_rows(table, &columns, below, &mut lines);
        let added = *filled && !ruled && add_rows(table, &columns, end, next_goes_on, &mut lines);
        let between = |l: &Line| l.baseline > table.bbox.y1 && l.baseline < end;
        if added && next_goes_on && !lines.iter().any(between) {
            let (next, _) = tables.remove(at + 1);
            append(&mut tables[at].0, next);
        } else {
            at += 1;
        }
    }
    lines
}

/// Whether the borders of a table all lie at those of another one, which it goes on: its first row
/// is no header.
fn goes_on(table: &Table, other: &Table, by: &Vocabulary) -> bool {
    let same = |a: &f32, b: &f32| (a - b).abs() <= SAME_BORDER;
    let outer = |f: fn(&[f32]) -> Option<&f32>| {
        f(&table.columns).zip(f(&other.columns)).is_some_and(|(a, b)| same(a, b))
    };
    let texts = |table: &Table| -> Vec<String> {
        let cells = table.rows.iter().take(1).flat_map(|row| &row.cells);
        cells.map(|cell| compose(&cell.lines).text).collect()
    };
    outer(<[f32]>::first)
        && outer(<[f32]>::last)
        && table.columns.iter().all(|x| other.columns.iter().any(|border| same(x, border)))
        && headings_of(table.rows.first(), by) < COLUMNS
        && texts(table) != texts(other)
}

/// How many cells of a row are headings in known words.
pub(super) fn headings_of(row: Option<&Row>, by: &Vocabulary) -> usize {
    let cells = row.into_iter().flat_map(|row| &row.cells);
    cells.filter(|cell| by.meaning(&compose(&cell.lines).text).is_some()).count()
}

/// Whether a row names most columns, most of them in known words.
fn names_columns(row: &Row, by: &Vocabulary) -> bool {
    let (filled, known) = (row.filled(), headings_of(Some(row), by));
    known >= COLUMNS && known * 2 > filled && filled * 2 > row.cells.len()
}

/// Adds the header of a table that has none: the lines right above it, below `top`, that name most of
/// its columns in known words.
fn add_header(table: &mut Table, top: f32, frame: Frame, lines: &mut Vec<Line>, by: &Vocabulary) {
    if table.column_count() < COLUMNS || headings_of(table.rows.first(), by) >= COLUMNS {
        return;
    }
    let columns = Columns::between(frame, table.columns.clone(), by);
    let is_above = |line: &Line| line.baseline < table.bbox.y0 && line.baseline > top;
    let end = lines.iter().rposition(is_above).map_or(0, |last| last + 1);
    let fits = |line: &&Line| {
        is_above(line)
            && table.bbox.y0 - line.baseline <= HEADER_HEIGHT * line.size
            && columns.keeps(line)
    };
    let most = lines[..end].iter().rev().take_while(fits).count();
    let header = (1..=most).rev().find_map(|count| {
        let own = &lines[end - count..end];
        let top = own.iter().map(|line| line.bbox.y0).fold(table.bbox.y0, f32::min);
        let row = columns.row(own, top, table.bbox.y0);
        names_columns(&row, by).then_some((row, count))
    });
    if let Some((row, count)) = header {
        table.bbox.y0 = row.top;
        table.rows.insert(0, row);
        lines.drain(end - count..end);
    }
}

/// Appends the rows of a table whose borders lie at those of another one.
fn append(table: &mut Table, next: Table) {
    let place = |x: f32| table.columns.iter().position(|border| (border - x).abs() <= SAME_BORDER);
    for mut row in next.rows {
        for cell in &mut row.cells {
            let borders =
                (next.columns.get(cell.column), next.columns.get(cell.column + cell.span));
            if let (Some(left), Some(right)) = borders
                && let (Some(left), Some(right)) = (place(*left), place(*right))
            {
                (cell.column, cell.span) = (left, right.saturating_sub(left).max(1));
            }
        }
        table.rows.push(row);
    }
    table.bbox = table.bbox.union(&next.bbox);
}

/// Adds the lines below a table that are rows of it, down to `end`; whether there were any. Where
/// the table goes on there, all of them are, unless some are prose.
fn add_rows(
    table: &mut Table,
    columns: &Columns,
    end: f32,
    goes_on: bool,
    lines: &mut Vec<Line>,
) -> bool {
    if table.column_count() < COLUMNS {
        return false;
    }
    let (left, right) = (table.bbox.x0 - STICKS_OUT, table.bbox.x1 + STICKS_OUT);
    let first = lines.iter().position(|line| line.baseline > table.bbox.y1).unwrap_or(lines.len());
    let fits = |line: &&Line| {
        line.baseline < end
            && line.bbox.x0 >= left
            && line.bbox.x1 <= right
            && !is_number_of_page(line)
    };
    let count = lines[first..].iter().take_while(fits).count();
    let below = &lines[first..first + count];
    let all = goes_on && columns.hold(below);
    let below = if all { below } else { &below[..columns.height(below, 0, false)] };
    let count = if all { below.len() } else { numbered_height(columns, below) };
    let below = &below[..count];
    let rows = if all { by_starts(columns, below, 0) } else { rows_of(columns, below) };
    let Some(last) = rows.last() else { return false };
    table.bbox.y1 = last.bottom;
    table.rows.extend(rows);
    lines.drain(first..first + count);
    true
}

/// The rows that lines between known columns are, where they are numbered or most of them full; none
/// where they are not.
fn rows_of(columns: &Columns, lines: &[Line]) -> Vec<Row> {
    if !lines.iter().any(|line| columns.keeps(line)) {
        return Vec::new();
    }
    let rows = by_starts(columns, lines, 0);
    let filled = rows.first().map_or(0, Row::filled);
    let full = |row: &&Row| row.cells.iter().all(|cell| !cell.lines.is_empty());
    let dense = rows.iter().filter(full).count() * 3 >= rows.len() * 2;
    let shows_rows = dense || Body::of(columns, lines, 0).shows_rows();
    if filled * 2 > columns.count() && shows_rows { rows } else { Vec::new() }
}

fn starts_with_number(line: &Line) -> bool {
    number_of(line).is_some()
}

/// The number that a line starts with.
fn number_of(line: &Line) -> Option<u32> {
    // Most lines begin with a letter.
    match first_char(std::slice::from_ref(line)) {
        Some(first) if is_thai_letter(first) => None,
        _ => leading_number(&line.text()),
    }
}

/// Parts the rows of a ruled table that no line parts.
pub(super) fn split(table: &mut Table, frame: Frame, by: &Vocabulary) {
    if table.column_count() < COLUMNS {
        return;
    }
    spread(table, frame, by);
    headed::spread(table, frame, by);
    part_header(table, frame, by);
    let starts: Vec<Vec<f32>> = table.rows.iter().map(starts_of).collect();
    let numbered = |row: &&Row| first_line(row).is_some_and(starts_with_number);
    let several = starts.iter().filter(|starts| starts.len() > 1).count();
    if several == 0 || several != table.rows.iter().filter(numbered).count() {
        return;
    }
    let rows = std::mem::take(&mut table.rows);
    for (row, starts) in rows.into_iter().zip(starts) {
        if starts.len() > 1 { table.rows.extend(cut(row, &starts)) } else { table.rows.push(row) }
    }
}

/// The first line of the first cell with text.
fn first_line(row: &Row) -> Option<&Line> {
    row.cells.iter().find_map(|cell| cell.lines.first())
}

/// The baselines at which rows start within a row: its first cell with text counts from line to
/// line, and most other cells have a line at each of these. Lists side by side count in each cell.
fn starts_of(row: &Row) -> Vec<f32> {
    let cells: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.lines.is_empty()).collect();
    let Some((key, others)) = cells.split_first() else { return Vec::new() };
    if others.len() + 1 < COLUMNS || row.cells.iter().any(|cell| cell.row_span > 1) {
        return Vec::new();
    }
    let numbers: Vec<(u32, &Line)> =
        key.lines.iter().filter_map(|line| Some((number_of(line)?, line))).collect();
    let counts = numbers.windows(2).all(|pair| pair[1].0 == pair[0].0 + 1);
    let at_once = key.lines.first().is_some_and(starts_with_number);
    let side_by_side = numbers.iter().all(|(_, line)| {
        let beside: Vec<&Line> = others.iter().filter_map(|cell| line_at(cell, line)).collect();
        let listed = beside.iter().filter(|line| starts_with_number(line)).count();
        beside.len() * 2 > others.len() && listed * 2 < beside.len()
    });
    if !(counts && at_once && side_by_side) {
        return Vec::new();
    }
    let mut starts: Vec<f32> = numbers.iter().map(|(_, line)| line.baseline).collect();
    starts.extend(sum_of(row, &cells).map(|line| line.baseline));
    starts
}

/// The last line of a row, where it stands below the numbers of the first cell and sums others.
fn sum_of<'a>(row: &'a Row, cells: &[&Cell]) -> Option<&'a Line> {
    let last = row.lines().max_by(|a, b| a.baseline.total_cmp(&b.baseline))?;
    let texts: Vec<String> =
        cells.iter().filter_map(|cell| line_at(cell, last)).map(Line::text).collect();
    let (label, beside) = texts.split_first()?;
    (line_at(cells.first()?, last).is_none() && are_total(label, beside)).then_some(last)
}

/// The line of a cell that stands on the baseline of another.
fn line_at<'a>(cell: &'a Cell, line: &Line) -> Option<&'a Line> {
    cell.lines.iter().find(|l| (l.baseline - line.baseline).abs() <= SAME_BASELINE * line.size)
}

/// A row cut above the lines on these baselines.
fn cut(row: Row, starts: &[f32]) -> Vec<Row> {
    let above = |line: &Line, start: f32| line.baseline < start - SAME_BASELINE * line.size;
    let mut tops: Vec<f32> = starts.to_vec();
    for (top, start) in tops.iter_mut().zip(starts) {
        let lines = row.lines().filter(|line| !above(line, *start));
        *top = lines.map(|line| line.bbox.y0).fold(*start, f32::min);
    }
    tops[0] = row.top;
    let bottoms = tops[1..].iter().copied().chain([row.bottom]);
    let ends = starts[1..].iter().copied().chain([f32::INFINITY]);
    let count = starts.len();
    tops.iter()
        .zip(bottoms)
        .zip(starts.iter().zip(ends))
        .enumerate()
        .map(|(i, ((top, bottom), (start, end)))| {
            let cells = row.cells.iter().map(|cell| {
                let own = |l: &&Line| (i == 0 || !above(l, *start)) && above(l, end);
                let lines = cell.lines.iter().filter(own).cloned().collect();
                let bbox = crate::geom::Rect { y0: *top, y1: bottom, ..cell.bbox };
                Cell { lines, bbox, ..cell.clone() }
            });
            Row {
                top: *top,
                bottom,
                closed_top: i > 0 || row.closed_top,
                closed_bottom: i + 1 < count || row.closed_bottom,
                cells: cells.collect(),
            }
        })
        .collect()
}

/// Parts the header of a table with nothing but upright lines from its rows.
fn part_header(table: &mut Table, frame: Frame, by: &Vocabulary) {
    let [row] = table.rows.as_slice() else { return };
    if row.cells.len() != table.column_count() {
        return;
    }
    let columns = Columns::between(frame, table.columns.clone(), by);
    let clusters = row.lines().flat_map(|line| line.clusters.iter().cloned());
    let lines = set(frame, clusters.collect());
    let most = lines.len().saturating_sub(1).min(HEADER_LINES);
    let header = (1..=most).rev().find_map(|count| {
        let header = columns.row(&lines[..count], row.top, lines[count].bbox.y0);
        names_columns(&header, by).then_some((header, count))
    });
    let Some((header, count)) = header else { return };
    let rows = rows_of(&columns, &lines[count..]);
    if !rows.is_empty() {
        table.rows = std::iter::once(header).chain(rows).collect();
    }
}

/// Spreads a body that is one box below ruled headings over the columns of these.
fn spread(table: &mut Table, frame: Frame, by: &Vocabulary) {
    let count = table.column_count();
    let [header, body] = table.rows.as_slice() else { return };
    if !(body.is_across(count) && header.cells.len() == count) {
        return;
    }
    let columns = Columns::between(frame, table.columns.clone(), by);
    let lines: Vec<Line> = body.lines().cloned().collect();
    if lines.iter().all(|line| columns.keeps(line)) {
        let mut rows = rows_of(&columns, &lines);
        if let Some(last) = rows.last_mut() {
            (last.bottom, last.closed_bottom) = (body.bottom, body.closed_bottom);
            table.rows.truncate(1);
            table.rows.extend(rows);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::table::made::{MadePage, show_blocks};
    use crate::table::segment;

    const XS: [f32; 4] = [50.0, 200.0, 350.0, 500.0];

    /// Headings and three rows of text, 20 points apart.
    fn written(page: MadePage, first: &[&str]) -> MadePage {
        let heads = ["โครงการ", "ตัวชี้วัด", "งบประมาณ"];
        let page = XS.iter().zip(heads).fold(page, |page, (x, t)| page.text(x + 2.0, 115.0, t));
        first.iter().enumerate().fold(page, |page, (i, first)| {
            let y = 135.0 + 20.0 * i as f32;
            page.text(52.0, y, first).text(202.0, y, "ไร่").text(352.0, y, "บาท")
        })
    }

    #[test]
    fn numbered_rows_between_uprights_alone_are_told_apart() {
        let page =
            written(MadePage::new().grid(&XS, &[100.0, 120.0, 200.0]), &["๑. ก", "๒. ข", "ค"]);
        let rows = show_blocks(&segment(&page.0).blocks);
        assert_eq!(rows[1..], ["[๑. ก | ไร่ | บาท]", "[๒. ข / ค | ไร่ / ไร่ | บาท / บาท]"]);
        let one = written(MadePage::new().grid(&XS, &[100.0, 120.0, 200.0]), &["ก", "ข"]);
        assert_eq!(show_blocks(&segment(&one.0).blocks).len(), 2);
    }

    #[test]
    fn the_header_between_uprights_alone_is_parted_from_its_rows() {
        let page = written(MadePage::new().grid(&XS, &[100.0, 200.0]), &["๑. ก", "๒. ข", "๓. ค"]);
        let rows = show_blocks(&segment(&page.0).blocks);
        let expected = [
            "[โครงการ | ตัวชี้วัด | งบประมาณ]",
            "[๑. ก | ไร่ | บาท]",
            "[๒. ข | ไร่ | บาท]",
            "[๓. ค | ไร่ | บาท]",
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_body_of_one_box_has_the_columns_of_its_headings() {
        let page = MadePage::new().grid(&XS, &[100.0, 120.0]).grid(&[50.0, 500.0], &[120.0, 200.0]);
        let rows = show_blocks(&segment(&written(page, &["๑. ก", "๒. ข"]).0).blocks);
        assert_eq!(rows[1..], ["[๑. ก | ไร่ | บาท]", "[๒. ข | ไร่ | บาท]"]);
    }
}
