//! What the table stages hand on.

use crate::finding::Finding;
use crate::geom::Rect;
use crate::layout::health::Health;
use crate::layout::{Frame, Line};
use crate::table::edges::Edge;

/// The blocks of one page, from top to bottom.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PageBlocks {
    /// Page number, from 1.
    pub page: u32,
    /// Height of the page's reading frame in points.
    pub height: f32,
    /// Tables and the lines between them.
    pub blocks: Vec<Block>,
    /// What its text layer is worth, and what of it was repaired.
    pub health: Health,
    /// What was odd about them.
    pub findings: Vec<Finding>,
    /// The level lines that border no table.
    pub(crate) rules: Vec<Edge>,
}

/// A table, or lines outside any table.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Lines of text that follow each other.
    Lines(Vec<Line>),
    /// A table.
    Table(Table),
}

impl Block {
    /// The table that it is, if it is one.
    pub fn as_table(&self) -> Option<&Table> {
        match self {
            Block::Table(table) => Some(table),
            Block::Lines(_) => None,
        }
    }

    /// The table that it is, if it is one, to be changed.
    pub fn as_table_mut(&mut self) -> Option<&mut Table> {
        match self {
            Block::Table(table) => Some(table),
            Block::Lines(_) => None,
        }
    }

    /// The lines that it is, if it is no table.
    pub fn as_lines(&self) -> Option<&[Line]> {
        match self {
            Block::Lines(lines) => Some(lines),
            Block::Table(_) => None,
        }
    }

    /// All lines in it.
    pub fn lines_mut(&mut self) -> Vec<&mut Line> {
        match self {
            Block::Lines(lines) => lines.iter_mut().collect(),
            Block::Table(table) => table
                .rows
                .iter_mut()
                .flat_map(|r| &mut r.cells)
                .flat_map(|c| &mut c.lines)
                .collect(),
        }
    }
}

/// How a table's borders are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// All borders are drawn.
    Ruled,
    /// Rows are drawn, columns are guessed from where text stands.
    Rows,
    /// Nothing is drawn.
    Aligned,
    /// Another program transcribed it.
    Transcript,
}

/// A table as it stands on one page.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The page and the table's left and right border.
    pub frame: Frame,
    /// Its box in the page's reading frame.
    pub bbox: Rect,
    /// How its borders are known.
    pub origin: Origin,
    /// The x of its column borders, one more than it has columns.
    pub columns: Vec<f32>,
    /// Its physical rows, from top to bottom; rows without any text are left out.
    pub rows: Vec<Row>,
}

impl Table {
    /// How many columns it has.
    pub fn column_count(&self) -> usize {
        self.columns.len() - 1
    }
}

/// A physical row: as ruled on one page.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Top border.
    pub top: f32,
    /// Bottom border.
    pub bottom: f32,
    /// Whether a line is drawn at its top (a row that goes on from the page before may lack it).
    pub closed_top: bool,
    /// Whether a line is drawn at its bottom (a row cut by the page's end may lack it).
    pub closed_bottom: bool,
    /// Its cells from left to right; a cell merged from above is not repeated.
    pub cells: Vec<Cell>,
}

/// A cell with its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its first column, from 0.
    pub column: usize,
    /// How many columns it spans.
    pub span: usize,
    /// How many physical rows it spans.
    pub row_span: usize,
    /// Its box in the page's reading frame.
    pub bbox: Rect,
    /// The lines in it.
    pub lines: Vec<Line>,
    /// Whether something is drawn in it that marks it: an arrow or a line across it, a fill that its
    /// neighbours have not. Ticks that are text are among its lines.
    pub marked: bool,
}

impl Cell {
    /// Whether it stands in a column, or spans it with others.
    pub fn covers(&self, column: usize) -> bool {
        (self.column..self.column + self.span).contains(&column)
    }
}

impl Row {
    /// The lines of all its cells.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.cells.iter().flat_map(|cell| &cell.lines)
    }

    /// In how many of its cells text stands.
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.lines.is_empty()).count()
    }

    /// Whether it is one cell across all columns of its table, of which there are more than one.
    pub fn is_across(&self, columns: usize) -> bool {
        matches!(self.cells.as_slice(), [only] if only.span == columns && columns > 1)
    }

    /// Whether none of its cells says anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|c| c.lines.is_empty())
    }
}
