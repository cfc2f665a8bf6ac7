//! Edges → grids: lines that meet form a grid, and what no line separates is one cell.

use std::ops::Range;

use crate::geom::Rect;
use crate::table::edges::{Edge, Edges};
use crate::union::UnionFind;

/// Lines that end this near each other (in points) meet.
const MEET: f32 = 3.0;
/// Lines nearer than this (in points) stand at one place of the grid.
const SNAP: f32 = 3.0;
/// An edge separates two boxes where it covers at least this part of their side.
const SEPARATES: f32 = 0.5;
/// Lines of a page beyond this number are a drawing, a map: the tables of a page have some
/// hundreds.
const MOST_EDGES: usize = 20_000;
/// Elementary boxes of a grid beyond this number, likewise: with 6 points a side a page of A2 has
/// fewer.
const MOST_BOXES: usize = 60_000;
/// Lines that stick out of the grid further than this (in points) enclose a column or row without
/// an outer border.
const STICKS_OUT: f32 = 8.0;

/// The cells that edges which meet enclose.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    /// The x of every upright line, outer borders included.
    pub xs: Vec<f32>,
    /// The y of every level line, outer borders included.
    pub ys: Vec<f32>,
    /// The cell each elementary box (row by row) belongs to.
    pub cell_of: Vec<usize>,
    /// The cells, by their first box.
    pub cells: Vec<Span>,
    /// Whether a line is drawn all along each y.
    pub drawn: Vec<bool>,
}

/// A block of elementary boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// Its first column.
    pub left: usize,
    /// The column behind its last.
    pub right: usize,
    /// Its first row.
    pub top: usize,
    /// The row below its last.
    pub bottom: usize,
}

/// More lines than tables have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMany;

/// Sorts edges into groups that meet: level and upright edges of each.
///
/// # Errors
///
/// [`TooMany`], where a page has more edges than its tables can have.
pub(super) fn groups(edges: &Edges) -> Result<Vec<Edges>, TooMany> {
    let (h, v) = (edges.level.len(), edges.upright.len());
    if h + v > MOST_EDGES {
        return Err(TooMany);
    }
    let mut sets = UnionFind::new(h + v);
    let mut by_place: Vec<usize> = (0..v).collect();
    by_place.sort_by(|a, b| edges.upright[*a].pos.total_cmp(&edges.upright[*b].pos));
    for (i, level) in edges.level.iter().enumerate() {
        let first = by_place.partition_point(|j| edges.upright[*j].pos < level.from - MEET);
        for j in &by_place[first..] {
            let upright = &edges.upright[*j];
            if upright.pos > level.to + MEET {
                break;
            }
            if meet(level, upright) {
                sets.join(i, h + j);
            }
        }
    }
    let mut out: Vec<Edges> = Vec::new();
    let mut index = vec![usize::MAX; h + v];
    for (i, edge) in edges.level.iter().chain(&edges.upright).enumerate() {
        let root = sets.root(i);
        if index[root] == usize::MAX {
            index[root] = out.len();
            out.push(Edges::default());
        }
        let group = &mut out[index[root]];
        if i < h { group.level.push(*edge) } else { group.upright.push(*edge) }
    }
    Ok(out)
}

/// Whether a level and an upright edge touch or cross.
fn meet(level: &Edge, upright: &Edge) -> bool {
    upright.pos >= level.from - MEET
        && upright.pos <= level.to + MEET
        && level.pos >= upright.from - MEET
        && level.pos <= upright.to + MEET
}

impl Grid {
    /// The grid of a group of edges that meet; `None` where they enclose nothing.
    ///
    /// # Errors
    ///
    /// [`TooMany`], where it has more boxes than a table can have.
    pub fn new(group: &Edges) -> Result<Option<Grid>, TooMany> {
        let xs = positions(&group.upright, &group.level);
        let ys = positions(&group.level, &group.upright);
        let (columns, rows) = (xs.len().saturating_sub(1), ys.len().saturating_sub(1));
        if columns == 0 || rows == 0 {
            return Ok(None);
        }
        if columns * rows > MOST_BOXES {
            return Err(TooMany);
        }
        let group = Edges { level: in_order(&group.level), upright: in_order(&group.upright) };
        let mut sets = joined_boxes(&group, &xs, &ys);
        let (cell_of, cells) = regions(&mut sets, columns, rows);
        let (left, right) = (xs[0], xs[columns]);
        let drawn = ys
            .iter()
            .map(|y| covered(&group.level, *y, left, right) > SEPARATES * (right - left))
            .collect();
        Ok(Some(Grid { xs, ys, cell_of, cells, drawn }))
    }

    /// The whole grid's box.
    pub fn bbox(&self) -> Rect {
        let (right, bottom) = (self.xs[self.xs.len() - 1], self.ys[self.ys.len() - 1]);
        Rect::new(self.xs[0], self.ys[0], right, bottom)
    }

    /// The box of a cell.
    pub fn cell_box(&self, cell: &Span) -> Rect {
        Rect::new(self.xs[cell.left], self.ys[cell.top], self.xs[cell.right], self.ys[cell.bottom])
    }

    /// The cell that a point lies in, as an index into [`Grid::cells`].
    pub fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        self.cell_near(x, y, &mut (0, 0))
    }

    /// The same, where the point asked about before lay in the box at this column and row of the
    /// grid: text mostly goes on where it was.
    pub fn cell_near(&self, x: f32, y: f32, last: &mut (usize, usize)) -> Option<usize> {
        let column = place_near(&self.xs, x, last.0)?;
        let row = place_near(&self.ys, y, last.1)?;
        *last = (column, row);
        self.cell_of.get(row * (self.xs.len() - 1) + column).copied()
    }
}

/// The elementary boxes between lines at `xs` and `ys`, row by row, those joined that no edge of
/// the group separates; the group's edges are in order.
fn joined_boxes(group: &Edges, xs: &[f32], ys: &[f32]) -> UnionFind {
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let mut sets = UnionFind::new(columns * rows);
    for r in 0..rows {
        for c in 0..columns {
            let here = r * columns + c;
            if c + 1 < columns && !separated(&group.upright, xs[c + 1], ys[r], ys[r + 1]) {
                sets.join(here, here + 1);
            }
            if r + 1 < rows && !separated(&group.level, ys[r + 1], xs[c], xs[c + 1]) {
                sets.join(here, here + columns);
            }
        }
    }
    sets
}

/// Which of the gaps between ascending borders a value lies in; `last`: likely this one.
fn place_near(borders: &[f32], at: f32, last: usize) -> Option<usize> {
    match borders.get(last..last + 2) {
        Some([from, to]) if *from <= at && at < *to => Some(last),
        _ => place(borders, at),
    }
}

/// Which of the gaps between ascending borders a value lies in.
fn place(borders: &[f32], at: f32) -> Option<usize> {
    let after = borders.partition_point(|b| *b <= at);
    (after > 0 && after < borders.len()).then(|| after - 1)
}

/// Where lines stand: each place once, and the ends of the lines across them where those stick out.
fn positions(lines: &[Edge], across: &[Edge]) -> Vec<f32> {
    let mut all: Vec<f32> = lines.iter().map(|e| e.pos).collect();
    all.sort_by(f32::total_cmp);
    let mut out: Vec<f32> = Vec::with_capacity(all.len() + 2);
    for p in all {
        if out.last().is_none_or(|last| p - last > SNAP) {
            out.push(p);
        }
    }
    let from = across.iter().map(|e| e.from).fold(f32::INFINITY, f32::min);
    let to = across.iter().map(|e| e.to).fold(f32::NEG_INFINITY, f32::max);
    if out.first().is_none_or(|first| first - from > STICKS_OUT) && from.is_finite() {
        out.insert(0, from);
    }
    if out.last().is_none_or(|last| to - last > STICKS_OUT) && to.is_finite() {
        out.push(to);
    }
    out
}

/// The lines in order of where they stand.
fn in_order(lines: &[Edge]) -> Vec<Edge> {
    let mut lines = lines.to_vec();
    lines.sort_by(|a, b| a.pos.total_cmp(&b.pos));
    lines
}

/// Those of the lines, which are in order, that stand at `pos`.
fn lines_at(lines: &[Edge], pos: f32) -> Range<usize> {
    lines.partition_point(|e| pos - e.pos > SNAP)..lines.partition_point(|e| e.pos - pos <= SNAP)
}

/// The length of `from..to` that lines at `pos` cover; `lines` are in order.
fn covered(lines: &[Edge], pos: f32, from: f32, to: f32) -> f32 {
    let at = lines[lines_at(lines, pos)].iter();
    at.map(|e| e.covers(from, to)).sum::<f32>().min(1.0) * (to - from)
}

/// Whether lines at `pos`, which are in order, part what lies on both sides of `from..to`.
fn separated(lines: &[Edge], pos: f32, from: f32, to: f32) -> bool {
    covered(lines, pos, from, to) >= SEPARATES * (to - from)
}

/// The regions of joined boxes, numbered row by row by their first box.
fn regions(sets: &mut UnionFind, columns: usize, rows: usize) -> (Vec<usize>, Vec<Span>) {
    let mut index = vec![usize::MAX; columns * rows];
    let mut cells: Vec<Span> = Vec::new();
    let mut cell_of = Vec::with_capacity(columns * rows);
    for at in 0..columns * rows {
        let (r, c) = (at / columns, at % columns);
        let root = sets.root(at);
        if index[root] == usize::MAX {
            index[root] = cells.len();
            cells.push(Span { left: c, right: c + 1, top: r, bottom: r + 1 });
        }
        let cell = &mut cells[index[root]];
        cell.left = cell.left.min(c);
        cell.right = cell.right.max(c + 1);
        cell.bottom = cell.bottom.max(r + 1);
        cell_of.push(index[root]);
    }
    (cell_of, cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn e(pos: f32, from: f32, to: f32) -> Edge {
        Edge { pos, from, to }
    }

    /// Three columns, a header spanning the last two, two rows.
    fn sample() -> Edges {
        Edges {
            level: vec![e(0.0, 0.0, 90.0), e(20.0, 0.0, 90.0), e(40.0, 0.0, 90.0)],
            upright: vec![
                e(0.0, 0.0, 40.0),
                e(30.0, 0.0, 40.0),
                e(60.0, 20.0, 40.0),
                e(90.0, 0.0, 40.0),
            ],
        }
    }

    #[test]
    fn what_no_line_separates_is_one_cell() {
        let grid = Grid::new(&sample()).unwrap().unwrap();
        assert_eq!(grid.cells.len(), 5);
        assert_eq!(grid.cells[1], Span { left: 1, right: 3, top: 0, bottom: 1 });
        assert_eq!(grid.cell_at(75.0, 10.0), Some(1));
        assert_eq!(grid.cell_at(95.0, 10.0), None);
    }

    #[test]
    fn a_grid_without_a_bottom_line_is_closed_by_where_its_columns_end() {
        let mut open = sample();
        open.level.pop();
        let grid = Grid::new(&open).unwrap().unwrap();
        assert_eq!(grid.ys, [0.0, 20.0, 40.0]);
        assert_eq!(grid.drawn, [true, true, false]);
    }

    #[test]
    fn lines_that_do_not_meet_are_different_groups() {
        let mut two = sample();
        two.level.push(e(200.0, 0.0, 90.0));
        assert_eq!(groups(&two).unwrap().len(), 2);
    }

    #[test]
    fn a_drawing_of_many_lines_is_refused_at_once_and_squared_paper_is_a_grid() {
        // Scattered pieces, none of which meet: too many. Lines all across: as many boxes as a page
        // may have, and more.
        let piece = |i: usize| {
            e((i % 5_000) as f32 * 2.5, (i / 5_000) as f32 * 20.0, (i / 5_000) as f32 * 20.0 + 10.0)
        };
        let pieces: Vec<Edge> = (0..400_000).map(piece).collect();
        assert_eq!(groups(&Edges { level: pieces.clone(), upright: pieces }), Err(TooMany));
        let across = |n: usize| Edges {
            level: (0..n).map(|i| e(i as f32 * 4.0, 0.0, 4_000.0)).collect(),
            upright: (0..n).map(|i| e(i as f32 * 4.0, 0.0, 4_000.0)).collect(),
        };
        assert_eq!(Grid::new(&across(1_000)), Err(TooMany));
        let paper = across(200);
        assert_eq!(groups(&paper).unwrap().len(), 1);
        let grid = Grid::new(&paper).unwrap().unwrap();
        assert_eq!((grid.cells.len(), grid.cell_at(5.0, 9.0)), (200 * 200, Some(2 * 200 + 1)));
    }
}
