//! Level lines that cross the columns of a row without bordering it.

use std::cell::LazyCell;
use std::ops::Range;

use crate::geom::{Point, Rect};
use crate::table::edges::{Edge, Edges};

/// Lines that end this near each other (in points) meet.
const MEET: f32 = 3.0;
/// An upright line that ends this near a level one (in points) ends at it.
const ENDS: f32 = 2.0;
/// Lines nearer than this (in points) stand at one height.
const SNAP: f32 = 3.0;
/// A shorter upright line (in points) may be the side of a bar or the back of an arrow's head.
const STUB: f32 = 20.0;
/// A line stands in a column of which it covers at least this part.
const COVERED: f32 = 0.3;
/// The head of an arrow lies this near the end of its line (in points).
pub(super) const HEAD: f32 = 4.0;
/// A line across more columns than this is the line of a drawing.
const MOST_COLUMNS: usize = 120;
/// Pairs of level and upright lines beyond this number are a drawing.
const MOST_PAIRS: usize = 2_000_000;

/// What else a page shows that tells a border from a line that marks.
pub(in crate::table) struct Around<'a> {
    /// Where its text stands; few pages have lines that are asked about it.
    pub texts: LazyCell<Vec<Point>, &'a dyn Fn() -> Vec<Point>>,
    /// Small drawings: heads of arrows.
    pub shapes: &'a [Rect],
}

/// A level line that may mark the cells it crosses.
struct Candidate {
    /// Its place among the level edges.
    at: usize,
    /// Whether the head of an arrow lies at one of its ends.
    headed: bool,
}

/// Takes the lines that mark cells out of a page's edges, and returns them.
///
/// A border goes from upright line to upright line, and there is text above or below it. A line that
/// marks cells crosses uprights that go on above and below it, and its cells are otherwise blank.
pub(in crate::table) fn take_lines(edges: &mut Edges, around: &Around<'_>) -> Vec<Edge> {
    if edges.level.len() * edges.upright.len() > MOST_PAIRS {
        return Vec::new();
    }
    edges.level.sort_by(|a, b| a.pos.total_cmp(&b.pos));
    let mut uprights = edges.upright.clone();
    uprights.sort_by(|a, b| a.pos.total_cmp(&b.pos));
    let found: Vec<Candidate> = (0..edges.level.len())
        .filter_map(|at| candidate(at, &edges.level, &uprights, around))
        .collect();
    let candidates: Vec<usize> = found.iter().map(|c| c.at).collect();
    let mut taken = vec![false; edges.level.len()];
    for c in &found {
        taken[c.at] = c.headed || !goes_on_as_border(c.at, &edges.level, &uprights, &candidates);
    }
    let lines: Vec<Edge> = split_off(&mut edges.level, &taken);
    let loose: Vec<bool> =
        edges.upright.iter().map(|u| is_loose(u, &edges.level, &lines)).collect();
    split_off(&mut edges.upright, &loose);
    lines
}

/// Takes out those of the edges that are `taken`.
fn split_off(edges: &mut Vec<Edge>, taken: &[bool]) -> Vec<Edge> {
    let mut out = Vec::new();
    let mut flags = taken.iter();
    edges.retain(|edge| {
        let goes = flags.next().copied().unwrap_or(false);
        if goes {
            out.push(*edge);
        }
        !goes
    });
    out
}

/// Whether a level edge may mark cells. `levels` and `uprights` are in order.
fn candidate(
    at: usize,
    levels: &[Edge],
    uprights: &[Edge],
    around: &Around<'_>,
) -> Option<Candidate> {
    let line = &levels[at];
    let near = near(uprights, line);
    if near.is_empty() || uprights[near.clone()].iter().any(|u| ends_at(u, line.pos)) {
        return None;
    }
    let through: Vec<f32> =
        uprights.iter().filter(|u| runs_through(u, line.pos)).map(|u| u.pos).collect();
    if !leaves_room(line, &through) {
        return None;
    }
    let columns = columns_of(line, &through);
    let headed = around.shapes.iter().any(|shape| is_head(shape, line));
    let inside = !columns.is_empty() && columns.len() <= MOST_COLUMNS;
    let in_row = inside && columns.iter().all(|c| cell_around(at, c, levels).is_some());
    let blank = || {
        let mut cells = columns.iter().filter_map(|c| cell_around(at, c, levels));
        cells.all(|cell| !around.texts.iter().any(|p| cell.contains(*p)))
    };
    (in_row && (headed || blank())).then_some(Candidate { at, headed })
}

/// The uprights between the ends of a level line; they are in order.
fn near(uprights: &[Edge], line: &Edge) -> Range<usize> {
    uprights.partition_point(|u| u.pos < line.from - MEET)
        ..uprights.partition_point(|u| u.pos <= line.to + MEET)
}

/// Whether an upright line ends at a level one, as at a border.
fn ends_at(upright: &Edge, y: f32) -> bool {
    upright.length() > STUB && ((upright.from - y).abs() <= ENDS || (upright.to - y).abs() <= ENDS)
}

fn runs_through(upright: &Edge, y: f32) -> bool {
    upright.length() > STUB && upright.from < y - ENDS && upright.to > y + ENDS
}

/// Whether a row goes on beside a line: it does not reach from the first upright to the last.
fn leaves_room(line: &Edge, through: &[f32]) -> bool {
    match (through.first(), through.last()) {
        (Some(left), Some(right)) if through.len() > 2 => {
            line.from > left + MEET || line.to < right - MEET
        }
        _ => false,
    }
}

/// The columns between uprights that a line stands in.
fn columns_of(line: &Edge, through: &[f32]) -> Vec<Edge> {
    let columns = through.windows(2).map(|pair| Edge { pos: line.pos, from: pair[0], to: pair[1] });
    columns
        .filter(|c| {
            let inside = line.from >= c.from - MEET && line.to <= c.to + MEET;
            c.length() > MEET && (line.covers(c.from, c.to) >= COVERED || inside)
        })
        .collect()
}

/// The cell in which a line stands: in a column, between the next lines above and below it.
fn cell_around(at: usize, column: &Edge, levels: &[Edge]) -> Option<Rect> {
    let middle = (column.from + column.to) / 2.0;
    let spans = |e: &&Edge| e.from <= middle && e.to >= middle;
    let above = levels[..at].iter().rev().find(spans)?;
    let below = levels[at + 1..].iter().find(spans)?;
    Some(Rect::new(column.from, above.pos, column.to, below.pos))
}

/// Whether a drawing is the head of an arrow that a line is.
fn is_head(shape: &Rect, line: &Edge) -> bool {
    let level = shape.y0 <= line.pos + 1.0 && shape.y1 >= line.pos - 1.0;
    let small = shape.height() <= STUB && shape.width() <= STUB;
    let at_end = |x: f32| shape.x0 - HEAD <= x && x <= shape.x1 + HEAD;
    level && small && (at_end(line.from) || at_end(line.to))
}

/// Whether a border stands at the height of a line, of which it may be a piece; `candidates` are no
/// borders, nor is what meets no upright line.
fn goes_on_as_border(at: usize, levels: &[Edge], uprights: &[Edge], candidates: &[usize]) -> bool {
    let y = levels[at].pos;
    let from = levels.partition_point(|e| e.pos < y - SNAP);
    let to = levels.partition_point(|e| e.pos <= y + SNAP);
    let meets = |i: usize| !near(uprights, &levels[i]).is_empty();
    (from..to).any(|i| i != at && !candidates.contains(&i) && meets(i))
}

/// Whether a short upright line only touches lines that mark cells: the side of a bar.
fn is_loose(upright: &Edge, borders: &[Edge], lines: &[Edge]) -> bool {
    let touches = |e: &Edge| {
        upright.pos >= e.from - HEAD
            && upright.pos <= e.to + HEAD
            && e.pos >= upright.from - MEET
            && e.pos <= upright.to + MEET
    };
    upright.length() <= STUB && lines.iter().any(touches) && !borders.iter().any(touches)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn e(pos: f32, from: f32, to: f32) -> Edge {
        Edge { pos, from, to }
    }

    /// A table of four columns and three rows of 40 points, and these level lines in it.
    fn table(lines: &[Edge]) -> Edges {
        let mut level: Vec<Edge> = (0..4).map(|i| e(i as f32 * 40.0, 0.0, 200.0)).collect();
        level.extend(lines);
        let upright = (0..5).map(|i| e(i as f32 * 50.0, 0.0, 120.0)).collect();
        Edges { level, upright }
    }

    /// The lines taken out of that table, with text in the first column.
    fn taken(lines: &[Edge], shapes: &[Rect]) -> Vec<Edge> {
        let texts = || (0..12).map(|i| Point { x: 10.0, y: i as f32 * 10.0 }).collect();
        take_lines(&mut table(lines), &Around { texts: LazyCell::new(&texts), shapes })
    }

    #[test]
    fn a_line_across_blank_cells_marks_them_wherever_it_ends() {
        for line in [e(60.0, 75.0, 125.0), e(50.0, 51.0, 199.0), e(100.0, 101.0, 149.0)] {
            assert_eq!(taken(&[line], &[]), [line]);
        }
        let two = [e(60.0, 75.0, 95.0), e(60.0, 110.0, 190.0)];
        assert_eq!(taken(&two, &[]), two[1..], "a line that meets no upright parts nothing");
    }

    #[test]
    fn a_border_has_text_beside_it_or_goes_on_or_reaches_all_across() {
        assert!(taken(&[e(60.0, 0.0, 100.0)], &[]).is_empty(), "text");
        assert!(taken(&[e(60.0, 0.0, 60.0), e(60.0, 100.0, 200.0)], &[]).is_empty(), "goes on");
        assert!(taken(&[], &[]).is_empty(), "rows");
        let head = Rect::new(196.0, 58.0, 199.0, 62.0);
        assert_eq!(taken(&[e(60.0, 30.0, 198.0)], &[head]).len(), 1, "an arrow over text");
    }

    #[test]
    fn the_sides_of_a_bar_go_with_it() {
        let mut edges = table(&[e(56.0, 60.0, 140.0), e(64.0, 60.0, 140.0)]);
        edges.upright.extend([e(60.0, 56.0, 64.0), e(140.0, 56.0, 64.0)]);
        let lines =
            take_lines(&mut edges, &Around { texts: LazyCell::new(&Vec::new), shapes: &[] });
        assert_eq!((lines.len(), edges.level.len(), edges.upright.len()), (2, 4, 5));
    }
}
