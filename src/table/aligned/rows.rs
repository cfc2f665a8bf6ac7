//! The rows of a table without upright lines: between level lines, or by how text starts.

use std::collections::BTreeSet;

use super::columns::{Columns, usual_step};
use super::rules::Rules;
use crate::layout::{Line, compose, ended};
use crate::table::Row;
use crate::table::item::{opens_first_child, starts_item};

/// A step down this much larger than the usual one separates rows.
const WIDE_STEP: f32 = 1.5;
/// The bottom of a row that the page's end cuts lies this far (in points) below its last baseline.
const BELOW_TEXT: f32 = 1.0;

/// Rows between level lines.
pub(super) fn between_rules(columns: &Columns, body: &[Line], rules: &Rules) -> Vec<Row> {
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
            out.push(Row { closed_bottom, ..columns.row(&inside, top, bottom) });
        }
    }
    out
}

/// Rows by how their text starts: a column that had ended starts again.
pub(super) fn by_starts(columns: &Columns, lines: &[Line]) -> Vec<Row> {
    let body = Body::of(columns, lines);
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
    fn of(columns: &Columns, lines: &'a [Line]) -> Body<'a> {
        let grid: Vec<Vec<Option<Line>>> = lines.iter().map(|l| columns.parts(l)).collect();
        let header = header_height(lines);
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

/// Whether some things are at least two of three of all.
pub(super) fn are_most(some: usize, all: usize) -> bool {
    some * 3 >= all * 2
}

/// Whether a line has text in every column.
fn is_full(parts: &[Option<Line>]) -> bool {
    parts.iter().all(Option::is_some)
}

/// How many of the first lines are the header: those in its font where the body's is another, and
/// remarks in brackets.
fn header_height(lines: &[Line]) -> usize {
    let fonts = fonts_of(&lines[0]);
    let distinct = lines.iter().any(|line| fonts_of(line).is_disjoint(&fonts));
    let below = lines[1..].iter();
    1 + below
        .take_while(|line| distinct && fonts_of(line).is_subset(&fonts) || is_remark(line))
        .count()
}

/// The fonts of a line's clusters.
fn fonts_of(line: &Line) -> BTreeSet<u16> {
    line.printed().map(|c| c.font).collect()
}

/// Whether all of a line stands in brackets.
fn is_remark(line: &Line) -> bool {
    let text = line.text();
    text.starts_with('(') && text.ends_with(')')
}

/// Whether a line starts an item.
fn opens_item(line: &Line) -> bool {
    starts_item(&compose(std::slice::from_ref(line)).text)
}
