//! A grid on its way to become a table: the text of each of its cells.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::geom::{Point, Rect};
use crate::layout::{self, Cluster, Frame, Line};
use crate::table::grid::{Grid, Span};
use crate::table::{Cell, Origin, Row, Table, overflow};

/// A column narrower than this (in points) holds no letter: the gap between two lines that should
/// be one.
const NARROWEST: f32 = 6.0;
/// A box stands in the columns of which it covers at least this part.
const COVERED: f32 = 0.5;

/// A grid with what stands in each of its cells.
pub(super) struct Filling {
    grid: Grid,
    /// The clusters of each cell, in drawing order.
    clusters: Vec<Vec<Cluster>>,
    /// The lines of each cell that run in another direction than the page.
    turned: Vec<Vec<Line>>,
}

/// What stands in a grid that is no table.
pub(super) struct Spilled {
    pub clusters: Vec<Cluster>,
    /// Lines that run in another direction than the page.
    pub turned: Vec<Line>,
}

/// Gives every cluster to the cell its middle lies in, or its text belongs to; what lies in none
/// comes back.
pub(super) fn fill(fillings: &mut [Filling], clusters: Vec<Cluster>) -> Vec<Cluster> {
    let mut last = (0, 0);
    let place = |c: &Cluster| {
        let at = c.anchor();
        let mut fillings = fillings.iter().enumerate();
        fillings.find_map(|(i, f)| Some((i, f.grid.cell_near(at.x, at.y, &mut last)?)))
    };
    let mut cells: Vec<Option<(usize, usize)>> = clusters.iter().map(place).collect();
    overflow::settle(&clusters, &mut cells, |(i, cell)| {
        fillings[i].grid.cell_box(&fillings[i].grid.cells[cell])
    });
    make_room(fillings, &cells);
    let mut outside = Vec::new();
    for (c, cell) in clusters.into_iter().zip(cells) {
        match cell {
            Some((i, cell)) => fillings[i].clusters[cell].push(c),
            None => outside.push(c),
        }
    }
    outside
}

/// Makes room for the clusters that come into each cell: they are large, and a table has many cells.
fn make_room(fillings: &mut [Filling], cells: &[Option<(usize, usize)>]) {
    let mut counts: Vec<Vec<usize>> =
        fillings.iter().map(|filling| vec![0; filling.clusters.len()]).collect();
    for (filling, cell) in cells.iter().flatten() {
        counts[*filling][*cell] += 1;
    }
    for (filling, counts) in fillings.iter_mut().zip(counts) {
        filling.clusters.iter_mut().zip(counts).for_each(|(cell, count)| cell.reserve_exact(count));
    }
}

/// Places text that was turned to be read: what lies in a cell is that cell's, line by line; the lines
/// that lie in none come back.
pub(super) fn place_turned(
    fillings: &mut [Filling],
    frame: Frame,
    clusters: Vec<Cluster>,
) -> Vec<Line> {
    let at = |cluster: &Cluster| {
        let middle = upright_middle(frame, cluster);
        let mut cells = fillings.iter().enumerate();
        cells.find_map(|(i, f)| Some((i, f.grid.cell_at(middle.x, middle.y)?)))
    };
    let mut cells: Vec<Option<(usize, usize)>> = clusters.iter().map(at).collect();
    overflow::keep_whole(&clusters, &mut cells);
    let mut placed: BTreeMap<(usize, usize), Vec<Cluster>> = BTreeMap::new();
    let mut outside = Vec::new();
    for (cluster, cell) in clusters.into_iter().zip(cells) {
        match cell {
            Some(cell) => placed.entry(cell).or_default().push(cluster),
            None => outside.push(cluster),
        }
    }
    for ((filling, cell), clusters) in placed {
        fillings[filling].turned[cell].extend(layout::lines(frame, clusters));
    }
    layout::lines(frame, outside)
}

/// The middle of a cluster that was turned to be read, on the page as it was before.
fn upright_middle(frame: Frame, cluster: &Cluster) -> Point {
    let (width, height) = frame.size;
    frame.turn.inverse().point(cluster.bbox.center(), width, height)
}

impl Filling {
    /// A grid without any text yet.
    pub fn new(grid: Grid) -> Filling {
        let n = grid.cells.len();
        Filling { grid, clusters: vec![Vec::new(); n], turned: vec![Vec::new(); n] }
    }

    /// The table.
    ///
    /// # Errors
    ///
    /// Where it turns out to be none, with what is written in it.
    pub fn finish(self, frame: Frame) -> Result<Table, Spilled> {
        let columns = self.columns();
        if !self.is_table(columns.len() - 1) {
            return Err(Spilled {
                clusters: self.clusters.into_iter().flatten().collect(),
                turned: self.turned.into_iter().flatten().collect(),
            });
        }
        let bbox = self.grid.bbox();
        let rows = self.rows(frame, &columns);
        let frame = frame.within(bbox.x0, bbox.x1);
        Ok(Table { frame, bbox, origin: Origin::Ruled, columns, rows })
    }

    /// Whether a grid with this many columns is a table: it has two or more of them, and text; where
    /// it has just two, a row with text in both.
    fn is_table(&self, columns: usize) -> bool {
        match columns {
            0 | 1 => false,
            2 => self.most_filled() >= 2,
            _ => self.most_filled() >= 1,
        }
    }

    /// How many cells with text start in the row that has the most of them.
    fn most_filled(&self) -> usize {
        let mut filled = vec![0usize; self.grid.ys.len()];
        for (_, span) in self.grid.cells.iter().enumerate().filter(|(i, _)| !self.is_blank(*i)) {
            filled[span.top] += 1;
        }
        filled.into_iter().max().unwrap_or(0)
    }

    fn is_blank(&self, cell: usize) -> bool {
        self.clusters[cell].iter().all(Cluster::is_space) && self.turned[cell].is_empty()
    }

    /// The column borders of the table: every upright place where cells end, outer borders
    /// included.
    fn columns(&self) -> Vec<f32> {
        let xs = &self.grid.xs;
        let mut used = vec![false; xs.len()];
        used[0] = true;
        used[xs.len() - 1] = true;
        for (i, span) in self.grid.cells.iter().enumerate() {
            // A cell across the whole table (a section row) says nothing of its columns.
            let across = span.left == 0 && span.right == xs.len() - 1;
            let is_wide = self.grid.cell_box(span).width() > NARROWEST;
            if !across && (is_wide || !self.is_blank(i)) {
                used[span.left] = true;
                used[span.right] = true;
            }
        }
        xs.iter().zip(used).filter(|(_, used)| *used).map(|(x, _)| *x).collect()
    }

    /// The rows with text, from top to bottom.
    fn rows(self, frame: Frame, columns: &[f32]) -> Vec<Row> {
        let Filling { grid, clusters, turned } = self;
        let mut rows: Vec<Row> = (0..grid.ys.len() - 1).map(|i| blank_row(&grid, i)).collect();
        for ((span, clusters), turned) in grid.cells.iter().zip(clusters).zip(turned) {
            let bbox = grid.cell_box(span);
            let mut lines = layout::lines(frame.within(bbox.x0, bbox.x1), clusters);
            lines.extend(turned);
            rows[span.top].cells.push(cell(span, bbox, columns, lines));
        }
        for row in &mut rows {
            row.cells.sort_by_key(|c| c.column);
        }
        rows.retain(|r| !r.is_blank());
        rows
    }
}

/// A row of a grid, from one level place to the next, without its cells.
fn blank_row(grid: &Grid, i: usize) -> Row {
    Row {
        top: grid.ys[i],
        bottom: grid.ys[i + 1],
        closed_top: grid.drawn[i],
        closed_bottom: grid.drawn[i + 1],
        cells: Vec::new(),
    }
}

/// A cell of a grid as one of a table with these column borders.
fn cell(span: &Span, bbox: Rect, columns: &[f32], lines: Vec<Line>) -> Cell {
    let covered = covered_columns(columns, &bbox);
    Cell {
        column: covered.start,
        span: covered.len(),
        row_span: span.bottom - span.top,
        bbox,
        lines,
        marked: false,
    }
}

/// The columns a box covers at least half of; one that is narrower than half a column stands in the
/// column its middle lies in.
fn covered_columns(borders: &[f32], bbox: &Rect) -> Range<usize> {
    let covers = |i: &usize| covers_half(bbox, borders[*i], borders[*i + 1]);
    let columns = 0..borders.len() - 1;
    match (columns.clone().find(covers), columns.clone().rfind(covers)) {
        (Some(first), Some(last)) => first..last + 1,
        _ => {
            let after = borders.partition_point(|x| *x <= bbox.center().x);
            let column = after.saturating_sub(1).min(columns.len().saturating_sub(1));
            column..column + 1
        }
    }
}

/// Whether a box covers at least half of the way between two places.
fn covers_half(bbox: &Rect, from: f32, to: f32) -> bool {
    to.min(bbox.x1) - from.max(bbox.x0) >= COVERED * (to - from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_stands_in_the_columns_it_covers_half_of() {
        let borders = [0.0, 100.0, 200.0, 300.0];
        for (x0, x1, columns) in
            [(0.0, 100.0, 0..1), (98.0, 301.0, 1..3), (0.0, 300.0, 0..3), (140.0, 160.0, 1..2)]
        {
            assert_eq!(covered_columns(&borders, &Rect::new(x0, 0.0, x1, 10.0)), columns);
        }
    }
}
