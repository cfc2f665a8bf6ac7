//! The cells of a table that something drawn marks.

use super::fills::{bars, filled_otherwise, grounds, prints};
use super::lines::HEAD;
use crate::geom::{Rect, bounds};
use crate::layout::Cluster;
use crate::pdf::{Fill, Page};
use crate::table::edges::Edge;
use crate::table::{Cell, Row, Table};

/// What goes across a cell covers at least this part of its width.
const COVERED: f32 = 0.3;
/// What lies nearer than this (in points) to a cell's upper or lower border is the border.
const BORDER: f32 = 1.5;
/// What reaches further than this (in points) out of a cell goes across others, too.
const BEYOND: f32 = 3.0;
/// What covers this part of a table's width is a band or a line of the table's own.
const ALL_ACROSS: f32 = 0.95;
/// A line under a text is longer than it by no more than this, in points.
const UNDERLINE: f32 = 8.0;
/// A tick is at most this wide and high, in points.
const TICK: f32 = 30.0;
/// The side of a box to tick is at most this long, in points.
const TICK_BOX: f32 = 20.0;
/// More drawings in one cell than this are a picture, or letters drawn as curves.
const MOST_DRAWN: usize = 4;
/// Rows with as many drawings in as many cells as this have one in every cell: empty tick boxes.
const BOXES: usize = 3;
/// Dashes and arrow heads of one arrow stand nearer than this (part of the font size).
const RUN_GAP: f32 = 0.6;
/// An arrow written across cells has at least this many characters.
const RUN: usize = 3;
/// What arrows and lines are written with.
const ARROW: &str = "-–—−‐‑―─━═=_<>‹›«»←→↔⇐⇒⇔⟵⟶⟷⟸⟹⟺➔➜➝➞➤►◄▶◀▬.…·•●*~";

/// What a page shows beside its text and the borders of its tables.
#[derive(Default)]
pub(in crate::table) struct Drawn {
    /// Lines, arrows and other drawings that are longer than high.
    stretches: Vec<Rect>,
    /// Ticks and other small drawings.
    spots: Vec<Rect>,
    fills: Vec<Fill>,
}

impl Drawn {
    /// What a page shows; `lines`: its level lines, those that mark cells among them.
    pub fn of<'a>(page: &Page, lines: impl Iterator<Item = &'a Edge>) -> Drawn {
        let lines: Vec<&Edge> = lines.collect();
        let mut stretches: Vec<Rect> = lines
            .iter()
            .filter(|e| e.length() > TICK_BOX || !is_of_box(e, &lines))
            .map(|e| Rect::new(e.from, e.pos, e.to, e.pos))
            .collect();
        let mut spots = Vec::new();
        for drawing in page.shapes.iter().chain(&page.images) {
            if drawing.width() <= TICK && drawing.height() <= TICK {
                spots.push(*drawing);
            } else if drawing.height() <= TICK {
                stretches.push(*drawing);
            }
        }
        Drawn { stretches, spots, fills: page.fills.clone() }
    }

    /// What of it lies in a box.
    fn within(&self, bbox: &Rect) -> Drawn {
        let meets = |r: &&Rect| r.intersection(bbox).is_some();
        let stretches: Vec<Rect> = self.stretches.iter().filter(meets).copied().collect();
        let is_head = |spot: &Rect| stretches.iter().any(|line| touches_end(spot, line));
        let spots = self.spots.iter().filter(meets).filter(|s| !is_head(s)).copied().collect();
        let fills = self.fills.iter().filter(|f| f.rect.intersection(bbox).is_some());
        Drawn { spots, fills: fills.copied().collect(), stretches }
    }

    fn is_empty(&self) -> bool {
        self.stretches.is_empty() && self.spots.is_empty() && self.fills.is_empty()
    }
}

/// Whether a short level line is a side of a box to tick: nothing lies between its two sides, as the
/// border between two rows does that are marked in one column.
fn is_of_box(line: &Edge, lines: &[&Edge]) -> bool {
    let mut twins = lines.iter().filter(|other| are_box(line, other));
    twins.any(|twin| {
        let (top, bottom) = (line.pos.min(twin.pos) + BORDER, line.pos.max(twin.pos) - BORDER);
        let between = |e: &&Edge| e.pos > top && e.pos < bottom;
        !lines.iter().any(|e| between(e) && e.from <= line.from && e.to >= line.to)
    })
}

/// Whether two short level lines are the upper and the lower side of a box to tick.
fn are_box(a: &Edge, b: &Edge) -> bool {
    let height = (a.pos - b.pos).abs();
    let twins = (a.from - b.from).abs() <= 1.0 && (a.to - b.to).abs() <= 1.0;
    twins && height >= a.length() / 2.0 && height <= a.length() * 2.0
}

/// Whether a small drawing lies at the end of a line: the head of an arrow.
fn touches_end(spot: &Rect, line: &Rect) -> bool {
    let level = spot.y0 <= line.y1 + 1.0 && spot.y1 >= line.y0 - 1.0;
    let at = |x: f32| spot.x0 - HEAD <= x && x <= spot.x1 + HEAD;
    level && line.height() < spot.height() && (at(line.x0) || at(line.x1))
}

/// Marks the cells of a table that something drawn marks.
pub(in crate::table) fn mark(table: &mut Table, drawn: &Drawn) {
    let drawn = drawn.within(&table.bbox);
    for row in &mut table.rows {
        mark_written(row);
    }
    if drawn.is_empty() {
        return;
    }
    let grounds = grounds(&table.rows, &drawn.fills);
    for (row, cell) in filled_otherwise(&table.rows, &grounds) {
        table.rows[row].cells[cell].marked = true;
    }
    let across = table.bbox;
    for row in &mut table.rows {
        for cell in &mut row.cells {
            cell.marked |= is_crossed(cell, &across, &drawn);
        }
        mark_ticks(row, &drawn.spots);
    }
}

/// Whether a line, an arrow or a bar goes across a cell.
fn is_crossed(cell: &Cell, table: &Rect, drawn: &Drawn) -> bool {
    let lines = drawn.stretches.iter().filter(|r| lies_level(r, &cell.bbox));
    lines.chain(bars(&drawn.fills, cell)).any(|r| {
        let all_across = r.overlap_x(table) >= ALL_ACROSS * table.width();
        let apart = !prints(cell) || reaches_out(r, &cell.bbox) || outreaches_text(r, cell);
        !all_across && goes_across(r, &cell.bbox) && apart
    })
}

/// Whether something lies between a cell's upper and lower border.
fn lies_level(r: &Rect, cell: &Rect) -> bool {
    let middle = r.center().y;
    middle > cell.y0 + BORDER && middle < cell.y1 - BORDER && r.height() <= cell.height()
}

/// Whether something covers enough of a cell's width, or lies in it.
fn goes_across(r: &Rect, cell: &Rect) -> bool {
    let inside = r.x0 >= cell.x0 - 1.0 && r.x1 <= cell.x1 + 1.0;
    inside || r.overlap_x(cell) >= COVERED * cell.width()
}

fn reaches_out(r: &Rect, cell: &Rect) -> bool {
    r.x0 < cell.x0 - BEYOND || r.x1 > cell.x1 + BEYOND
}

/// Whether something is longer than the text of its cell is wide, which it may underline.
fn outreaches_text(r: &Rect, cell: &Cell) -> bool {
    let text = bounds(cell.lines.iter().map(|line| &line.bbox));
    text.is_some_and(|text| r.width() > text.width() + UNDERLINE)
}

/// Marks the blank cells of a row in which a tick is drawn. Where every cell has a box to tick, those
/// with more in them than the others.
fn mark_ticks(row: &mut Row, spots: &[Rect]) {
    let drawn_in = |cell: &Cell| {
        let inside = spots.iter().filter(|s| cell.bbox.contains(s.center())).count();
        if prints(cell) || inside > MOST_DRAWN { 0 } else { inside }
    };
    let counts: Vec<usize> = row.cells.iter().map(drawn_in).collect();
    let drawn = || counts.iter().copied().filter(|n| *n > 0);
    let (fewest, most) = (drawn().min().unwrap_or(0), drawn().max().unwrap_or(0));
    let least = if drawn().count() >= BOXES && most > fewest { fewest + 1 } else { 1 };
    for (cell, count) in row.cells.iter_mut().zip(counts) {
        cell.marked |= count >= least;
    }
}

/// Marks the cells of a row that an arrow of dashes crosses.
fn mark_written(row: &mut Row) {
    let mut dashes: Vec<&Cluster> =
        row.lines().flat_map(|line| &line.clusters).filter(|c| is_arrow(c)).collect();
    if dashes.len() < RUN {
        return;
    }
    dashes.sort_by(|a, b| {
        (a.baseline, a.bbox.x0)
            .partial_cmp(&(b.baseline, b.bbox.x0))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let runs: Vec<Rect> = dashes
        .chunk_by(|a, b| a.baseline == b.baseline && b.bbox.x0 - a.bbox.x1 <= RUN_GAP * a.size)
        .filter(|run| run.len() >= RUN)
        .map(|run| run[1..].iter().fold(run[0].bbox, |all, c| all.union(&c.bbox)))
        .collect();
    if runs.is_empty() {
        return;
    }
    for cell in &mut row.cells {
        let plain = cell.lines.iter().flat_map(|l| l.printed()).all(is_arrow);
        cell.marked |= plain
            && runs.iter().any(|run| {
                reaches_out(run, &cell.bbox)
                    && lies_level(run, &cell.bbox)
                    && goes_across(run, &cell.bbox)
            });
    }
}

/// Whether a cluster is what arrows and lines are written with.
fn is_arrow(c: &Cluster) -> bool {
    // All but the signs of arrows are Thai and spaces on nearly every page, which shows in the first
    // byte.
    !matches!(c.text.as_bytes().first(), Some(0xE0 | b' '))
        && c.text.chars().all(|c| !c.is_ascii_alphanumeric() && ARROW.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::made::MadePage;

    #[test]
    fn lines_in_two_rows_of_one_column_are_marks_and_no_box_to_tick() {
        let line = |pos, from, to| Edge { pos, from, to };
        let two = [line(110.0, 400.0, 418.0), line(130.0, 400.0, 418.0)];
        let stretches =
            |lines: &[Edge]| Drawn::of(&MadePage::new().0, lines.iter()).stretches.len();
        assert_eq!(stretches(&two), 0);
        assert_eq!(stretches(&[two[0], two[1], line(120.0, 40.0, 420.0)]), 3);
    }
}
