//! Hand-made pages and tables for the tests of this room, and how these tests write down what became
//! of them. Letters are of 10 points and 5 points wide.

use unicode_segmentation::UnicodeSegmentation;

use crate::geom::{Point, Rect, Turn};
use crate::layout::{Cluster, Frame, Line, lines};
use crate::pdf::{Glyph, Page, Ruling, RulingKind};
use crate::table::{Block, Cell, Origin, Row, Table};

const SIZE: f32 = 10.0;
const LETTER: f32 = 5.0;
const ASCENT: f32 = 8.0;
const DESCENT: f32 = 2.5;
const WIDTH: f32 = 600.0;
const HEIGHT: f32 = 800.0;
/// The width of each column of a [`piece()`]: twenty letters fill it.
const COLUMN: f32 = 100.0;
/// From line to line of a [`piece()`].
const LEADING: f32 = 14.0;

/// A page of 600 × 800 points.
pub(super) struct MadePage(pub Page);

impl MadePage {
    pub fn new() -> MadePage {
        MadePage(Page { number: 1, width: WIDTH, height: HEIGHT, ..Page::default() })
    }

    /// Text from x on, on a baseline.
    pub fn text(self, x: f32, baseline: f32, text: &str) -> MadePage {
        self.sized_text(1.0, x, baseline, text)
    }

    /// Texts in columns that begin at these x: column, baseline, text.
    pub fn texts(self, xs: &[f32], texts: &[(usize, f32, &str)]) -> MadePage {
        texts.iter().fold(self, |page, (at, y, text)| page.text(xs[*at], *y, text))
    }

    /// Text of letters that are larger by a factor, from x on, on a baseline.
    pub fn sized_text(mut self, times: f32, x: f32, baseline: f32, text: &str) -> MadePage {
        let (top, bottom) = (baseline - times * ASCENT, baseline + times * DESCENT);
        for (i, letter) in text.graphemes(true).enumerate() {
            let x = x + i as f32 * times * LETTER;
            let bbox = Rect::new(x, top, x + times * LETTER, bottom);
            let glyph = glyph(letter, Point { x, y: baseline }, bbox, Turn::None);
            self.0.glyphs.push(Glyph { size: times * SIZE, ..glyph });
        }
        self
    }

    /// Text that runs up the page from y on.
    pub fn sideways(mut self, x: f32, y: f32, text: &str) -> MadePage {
        for (i, letter) in text.graphemes(true).enumerate() {
            let y = y - i as f32 * LETTER;
            let bbox = Rect::new(x - ASCENT, y - LETTER, x + DESCENT, y);
            self.0.glyphs.push(glyph(letter, Point { x, y }, bbox, Turn::Left));
        }
        self
    }

    /// A drawn line.
    pub fn line(mut self, x0: f32, y0: f32, x1: f32, y1: f32) -> MadePage {
        let line = Rect::new(x0, y0, x1, y1);
        self.0.rulings.push(Ruling { line, thickness: 0.5, kind: RulingKind::Drawn });
        self
    }

    /// A grid of drawn lines at all of these places.
    pub fn grid(self, xs: &[f32], ys: &[f32]) -> MadePage {
        let (left, right) = (xs[0], xs[xs.len() - 1]);
        let (top, bottom) = (ys[0], ys[ys.len() - 1]);
        let page = ys.iter().fold(self, |page, y| page.line(left, *y, right, *y));
        xs.iter().fold(page, |page, x| page.line(*x, top, *x, bottom))
    }
}

fn glyph(text: &str, origin: Point, bbox: Rect, turn: Turn) -> Glyph {
    Glyph { text: text.into(), origin, bbox, size: SIZE, turn, ..Glyph::default() }
}

/// Each line outside tables, and each row of a table.
pub(super) fn show_blocks(blocks: &[Block]) -> Vec<String> {
    blocks.iter().flat_map(show_block).collect()
}

fn show_block(block: &Block) -> Vec<String> {
    match block {
        Block::Lines(lines) => lines.iter().map(Line::text).collect(),
        Block::Table(table) => table.rows.iter().map(show_row).collect(),
    }
}

/// `[ก | ข]`; a cell that spans columns as `ก ×2`, one that spans rows as `ก ↓2`.
fn show_row(row: &Row) -> String {
    let cells: Vec<String> = row.cells.iter().map(show_cell).collect();
    format!("[{}]", cells.join(" | "))
}

fn show_cell(cell: &Cell) -> String {
    let across = if cell.span > 1 { format!(" ×{}", cell.span) } else { String::new() };
    let down = if cell.row_span > 1 { format!(" ↓{}", cell.row_span) } else { String::new() };
    format!("{}{across}{down}", show_lines(&cell.lines))
}

/// The texts of lines with `/` between them.
pub(super) fn show_lines(lines: &[Line]) -> String {
    lines.iter().map(Line::text).collect::<Vec<_>>().join(" / ")
}

/// A piece of a ruled table on a page, whose top is `top`: its rows with the text of each column, a
/// row of one text across them all. `/` parts the lines of a cell.
pub(super) fn piece(page: u32, top: f32, rows: &[&[&str]]) -> Table {
    let columns = rows.iter().map(|row| row.len()).max().expect("a row");
    let frame = Frame { page, size: (WIDTH, HEIGHT), ..Frame::NOWHERE };
    let mut bottom = top;
    let rows = rows.iter().map(|texts| made_row(frame, &mut bottom, columns, texts)).collect();
    let right = COLUMN * columns as f32;
    Table {
        frame: frame.within(0.0, right),
        bbox: Rect::new(0.0, top, right, bottom),
        origin: Origin::Ruled,
        columns: (0..=columns).map(|i| i as f32 * COLUMN).collect(),
        rows,
    }
}

/// A row below the one before, which ended at `bottom`.
fn made_row(frame: Frame, bottom: &mut f32, columns: usize, texts: &[&str]) -> Row {
    let top = *bottom;
    let height = texts.iter().map(|t| t.split('/').count()).max().unwrap_or(1) as f32 * LEADING;
    *bottom = top + height;
    let span = if texts.len() == 1 { columns } else { 1 };
    let cells = texts.iter().enumerate().map(|(column, text)| {
        let (x0, x1) = (column as f32 * COLUMN, (column + span) as f32 * COLUMN);
        let clusters = made_clusters(x0, top, text);
        Cell {
            column,
            span,
            row_span: 1,
            bbox: Rect::new(x0, top, x1, *bottom),
            lines: lines(frame.within(x0, x1), clusters),
            marked: false,
        }
    });
    let cells = cells.collect();
    Row { top, bottom: *bottom, closed_top: true, closed_bottom: true, cells }
}

fn made_clusters(x0: f32, top: f32, text: &str) -> Vec<Cluster> {
    let mut out = Vec::new();
    for (nth, line) in text.split('/').enumerate() {
        let baseline = top + nth as f32 * LEADING + ASCENT;
        for (i, letter) in line.graphemes(true).enumerate() {
            let x = x0 + i as f32 * LETTER;
            let bbox = Rect::new(x, baseline - ASCENT, x + LETTER, baseline + DESCENT);
            out.push(Cluster {
                text: letter.into(),
                bbox,
                baseline,
                size: SIZE,
                ..Cluster::default()
            });
        }
    }
    out
}

/// The same piece without a line below its last row.
pub(super) fn cut(mut piece: Table) -> Table {
    piece.rows.last_mut().expect("a row").closed_bottom = false;
    piece
}
