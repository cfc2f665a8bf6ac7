//! Cells that span several rows: their text belongs to each of them.

use crate::layout::Line;
use crate::table::{Cell, Row};

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

    /// For each column of a row, the lines of a cell above that spans it too.
    pub fn covered(&self, row: &Row, columns: usize) -> Vec<Option<Vec<Line>>> {
        let mut covered = vec![None; columns];
        let reaching = self.cells.iter().filter(|cell| row.top < cell.bbox.y1 - REACHES_DOWN);
        for cell in reaching {
            if let Some(column) = covered.get_mut(cell.column) {
                *column = Some(cell.lines.clone());
            }
        }
        covered
    }
}
