//! Cells that span several rows: their text belongs to each of them.

use crate::layout::Line;
use crate::table::logical::{covered_columns, marks_all};
use crate::table::{Cell, Heading, Row};

/// A row begins at least this far (in points) above the end of a cell that spans it.
const REACHES_DOWN: f32 = 1.0;

/// The cells of a piece that reach down below their own row.
#[derive(Default)]
pub(super) struct Spanned {
    cells: Vec<Cell>,
}

impl Spanned {
    /// Takes the cells of a row that span more than it.
    pub fn add(&mut self, row: &Row) {
        self.cells.retain(|cell| cell.bbox.y1 > row.bottom);
        let spanning = row.cells.iter().filter(|cell| cell.row_span > 1 && !cell.lines.is_empty());
        self.cells.extend(spanning.cloned());
    }

    /// Takes a cell that goes on from the page before, with what it says there.
    pub fn carry(&mut self, cell: Cell) {
        self.cells.push(cell);
    }

    /// For each column of a row, whether what stands in a cell above marks it, which spans it too.
    pub fn marks(&self, row: &Row, columns: &[Heading]) -> Vec<bool> {
        let mut marks = vec![false; columns.len()];
        for cell in self.reaching(row).filter(|cell| cell.marked || marks_all(cell, columns)) {
            marks[covered_columns(cell, columns.len())].iter_mut().for_each(|mark| *mark = true);
        }
        marks
    }

    /// The cells above a row that reach down into it.
    fn reaching(&self, row: &Row) -> impl Iterator<Item = &Cell> {
        let top = row.top;
        self.cells.iter().filter(move |cell| top < cell.bbox.y1 - REACHES_DOWN)
    }

    /// For each column of a row, the lines of a cell above that spans it too.
    pub fn covered(&self, row: &Row, columns: usize) -> Vec<Option<Vec<Line>>> {
        let mut covered = vec![None; columns];
        for cell in self.reaching(row) {
            if let Some(column) = covered.get_mut(cell.column) {
                *column = Some(cell.lines.clone());
            }
        }
        covered
    }
}
