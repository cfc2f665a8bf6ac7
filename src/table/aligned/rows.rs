//! The rows of a table without upright lines: between level lines, or by how text starts.

use super::columns::{Columns, are_most, usual_step};
use super::rules::Rules;
use crate::layout::{Line, compose, ended};
use crate::table::Row;
use crate::table::item::{opens_first_child, starts_item};
use crate::table::numbering::leading_number;

/// A step down this much larger than the usual one separates rows.
const WIDE_STEP: f32 = 1.5;
/// A line of no row stands below a table by more than this many of the usual steps.
const APART: f32 = 1.3;
/// The bottom of a row that the page's end cuts lies this far (in points) below its last baseline.
const BELOW_TEXT: f32 = 1.0;

/// Rows between level lines.
pub(super) fn between_rules(columns: &Columns, body: &[Line], rules: &Rules) -> Vec<Row> {
    if rules.are_three() {
        return between_three(columns, body, rules);
    }
    let mut ys = rules.ys.clone();
    let lowest = body.iter().map(|l| l.baseline).fold(f32::NEG_INFINITY, f32::max);
    if lowest > rules.bottom() {
        ys.push(lowest + BELOW_TEXT);
    }
    let mut out: Vec<Row> = Vec::new();
    for pair in ys.windows(2) {
        let (top, bottom) = (pair[0], pair[1]);
        let inside: Vec<Line> =
            body.iter().filter(|l| l.baseline > top && l.baseline <= bottom).cloned().collect();
        if !inside.is_empty() {
            let closed_bottom = top < rules.bottom();
            out.push(Row { closed_bottom, ..columns.row_or_title(&inside, top, bottom) });
        }
    }
    out
}

/// Rows where lines are drawn only around the header and below the last row.
fn between_three(columns: &Columns, body: &[Line], rules: &Rules) -> Vec<Row> {
    let header = rules.header_lines(body);
    let mut out = by_starts(columns, body, header);
    if out.len() > 2 && !Body::of(columns, body, header).shows_rows() {
        out.truncate(1);
        out.push(columns.row(&body[header..], rules.ys[1], rules.bottom()));
    }
    let count = out.len();
    for (i, row) in out.iter_mut().enumerate() {
        let top = [rules.ys[0], rules.ys[1]].get(i).copied().unwrap_or(row.top);
        let bottom = match i {
            0 => rules.ys[1],
            _ if i + 1 == count => row.bottom.max(rules.bottom()),
            _ => row.bottom,
        };
        reach(row, top, bottom);
    }
    out
}

/// Lets a row and its cells reach from one height to another.
fn reach(row: &mut Row, top: f32, bottom: f32) {
    (row.top, row.bottom) = (top, bottom);
    for cell in &mut row.cells {
        (cell.bbox.y0, cell.bbox.y1) = (top, bottom);
    }
}

/// Rows by how their text starts: a column that had ended starts again. `header`: how many of the
/// lines are the header, which is one row.
pub(in crate::table) fn by_starts(columns: &Columns, lines: &[Line], header: usize) -> Vec<Row> {
    let body = Body::of(columns, lines, header);
    let mut starts = vec![0, body.header];
    starts.extend((body.header + 1..lines.len()).filter(|i| body.starts_row(*i)));
    starts.push(lines.len());
    starts.dedup();
    let mut edges: Vec<f32> = starts.iter().map(|i| body.top(*i)).collect();
    // A taller line may reach above the line before; its row does not.
    for i in 1..edges.len() {
        edges[i] = edges[i].max(edges[i - 1]);
    }
    let spans = starts.windows(2).zip(edges.windows(2));
    spans.map(|(line, edge)| columns.row(&lines[line[0]..line[1]], edge[0], edge[1])).collect()
}

/// How many of the lines below a header without known words are rows of its table: where the rows
/// are numbered, those above a line that stands apart and starts no row.
pub(in crate::table) fn numbered_height(columns: &Columns, below: &[Line]) -> usize {
    let number = |line: &Line| {
        let first = columns.parts(line).into_iter().next().flatten();
        first.and_then(|first| leading_number(&first.text()))
    };
    if below.first().and_then(number).is_none() {
        return below.len();
    }
    let step = usual_step(below);
    let apart = |pair: &[Line]| {
        pair[1].baseline - pair[0].baseline > APART * step && number(&pair[1]).is_none()
    };
    below.windows(2).position(apart).map_or(below.len(), |last| last + 1)
}

/// The lines of a table, and what shows where a row starts among them.
struct Body<'a> {
    lines: &'a [Line],
    /// What of each line stands in each column.
    grid: Vec<Vec<Option<Line>>>,
    /// How many of the first lines are the header.
    header: usize,
    /// The usual step from baseline to baseline below the header, in points.
    step: f32,
    /// Whether the rows are numbered, so that only an item starts one.
    numbered: bool,
    /// Whether most lines fill every column, so that each of these is a row.
    dense: bool,
}

impl<'a> Body<'a> {
    fn of(columns: &Columns, lines: &'a [Line], header: usize) -> Body<'a> {
        let grid: Vec<Vec<Option<Line>>> = lines.iter().map(|l| columns.parts(l)).collect();
        let below = &grid[header..];
        let full = below.iter().filter(|parts| is_full(parts)).count();
        Body {
            lines,
            header,
            step: usual_step(&lines[header..]),
            numbered: below.first().is_some_and(|parts| parts[0].as_ref().is_some_and(opens_item)),
            dense: are_most(full, below.len()),
            grid,
        }
    }

    /// Whether its rows can be told apart by more than how their lines end.
    fn shows_rows(&self) -> bool {
        self.numbered || self.dense
    }

    /// Where line `i` starts, or the last line ends.
    fn top(&self, i: usize) -> f32 {
        match self.lines.get(i) {
            Some(line) => line.bbox.y0,
            None => self.lines[self.lines.len() - 1].bbox.y1,
        }
    }

    /// Whether a row starts at line `i`: it fills every column where most lines do, or its first
    /// column has text there and no other column goes on with a wrapped line.
    fn starts_row(&self, i: usize) -> bool {
        if self.dense && is_full(&self.grid[i]) {
            return true;
        }
        let Some(first) = &self.grid[i][0] else { return false };
        if self.lines[i].baseline - self.lines[i - 1].baseline > WIDE_STEP * self.step {
            return true;
        }
        let others = (1..self.grid[i].len()).filter(|column| self.restarts(i, *column)).count();
        let first_restarts = self.restarts(i, 0);
        if opens_item(first) {
            let is_child = opens_first_child(&first.text());
            return others > 0 || first_restarts || !is_child && self.all_ended(i, 1);
        }
        !self.numbered && (first_restarts && others > 0 || others > 1 || self.all_ended(i, 0))
    }

    /// Whether a column has text at line `i` and none on the line before.
    fn restarts(&self, i: usize, column: usize) -> bool {
        self.grid[i][column].is_some() && self.grid[i - 1][column].is_none()
    }

    /// Whether at least half of the columns from `from` on have text at line `i` and on the line
    /// before, and each of them had ended its paragraph there.
    fn all_ended(&self, i: usize, from: usize) -> bool {
        let columns = self.grid[i].iter().zip(&self.grid[i - 1]).skip(from);
        let both: Vec<(&Line, &Line)> =
            columns.filter_map(|(now, before)| Some((now.as_ref()?, before.as_ref()?))).collect();
        // A row starts in most of its columns at once.
        both.len() * 2 >= self.grid[i].len() - from
            && both.iter().all(|(now, before)| ended(before, now))
    }
}

/// Whether a line has text in every column.
fn is_full(parts: &[Option<Line>]) -> bool {
    parts.iter().all(Option::is_some)
}

/// Whether a line starts an item.
fn opens_item(line: &Line) -> bool {
    starts_item(&compose(std::slice::from_ref(line)).text)
}
