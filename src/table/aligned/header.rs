//! A line that names columns: pieces with wide gaps between them.

use crate::geom::Rect;
use crate::layout::Line;
use crate::table::heading::meaning;
use crate::table::item::starts_item;

/// Pieces of a header line stand at least this far apart (part of the font size).
const HEADER_GAP: f32 = 0.9;
/// A header without lines around it must name at least this many columns.
const HEADER_COLUMNS: usize = 3;
/// Of ten pieces of a header in known words, at least this many are known.
const KNOWN_OF_TEN: usize = 6;
/// How many lines below a header of unknown words are looked at.
const REGULAR_ROWS: usize = 4;
/// With fewer lines below it a line of unknown words is no header.
const FEWEST_ROWS: usize = 2;

/// A piece of a line: what wide gaps separate from the rest.
struct Piece {
    bbox: Rect,
    text: String,
}

/// The columns that a line names, as the boxes of its headings.
pub(super) struct Header {
    pub headings: Vec<Rect>,
    /// Whether it names them in words that are known.
    pub known: bool,
}

impl Header {
    /// The header that the first of these lines is, if it is one.
    pub fn at_start(lines: &[Line]) -> Option<Header> {
        let (line, below) = lines.split_first()?;
        match headings(line) {
            Some(headings) => Some(Header { headings, known: true }),
            None => Some(Header { headings: unknown_headings(line, below)?, known: false }),
        }
    }
}

/// Whether a line names columns in words that are known.
pub(super) fn names_columns(line: &Line) -> bool {
    headings(line).is_some()
}

/// The headings of a line that names columns in words that are known.
fn headings(line: &Line) -> Option<Vec<Rect>> {
    let pieces = pieces(line);
    let mut meanings: Vec<_> = pieces.iter().filter_map(|p| meaning(&p.text)).collect();
    let known = meanings.len();
    meanings.sort_unstable();
    meanings.dedup();
    let names_columns =
        meanings.len() >= HEADER_COLUMNS && known * 10 >= pieces.len() * KNOWN_OF_TEN;
    names_columns.then(|| boxes(pieces))
}

/// The headings of a line that may name columns in words that are not known: as many as the lines
/// below it mostly have pieces.
fn unknown_headings(line: &Line, below: &[Line]) -> Option<Vec<Rect>> {
    let header = pieces(line);
    if header.len() < HEADER_COLUMNS || !header.iter().all(|p| may_be_heading(&p.text)) {
        return None;
    }
    let counts: Vec<usize> = below.iter().take(REGULAR_ROWS).map(|l| pieces(l).len()).collect();
    let alike = counts.iter().filter(|count| **count == header.len()).count();
    let regular = counts.len() >= FEWEST_ROWS && alike * 2 > counts.len();
    regular.then(|| boxes(header))
}

/// Whether a text has letters and starts no item.
fn may_be_heading(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !starts_item(text)
}

/// The pieces of a line, from left to right.
fn pieces(line: &Line) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for c in line.printed() {
        match out.last_mut() {
            Some(piece) if c.bbox.x0 - piece.bbox.x1 <= HEADER_GAP * c.size => {
                piece.bbox = piece.bbox.union(&c.bbox);
                piece.text.push_str(&c.text);
            }
            _ => out.push(Piece { bbox: c.bbox, text: c.text.to_string() }),
        }
    }
    out
}

fn boxes(pieces: Vec<Piece>) -> Vec<Rect> {
    pieces.into_iter().map(|piece| piece.bbox).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Frame, clusters, lines};
    use crate::table::made::MadePage;

    /// Lines of texts that start at 50, 200 and 400.
    fn made(rows: &[[&str; 3]]) -> Vec<Line> {
        let mut page = MadePage::new();
        for (i, row) in rows.iter().enumerate() {
            for (x, text) in [50.0, 200.0, 400.0].into_iter().zip(row) {
                page = page.text(x, 100.0 + 20.0 * i as f32, text);
            }
        }
        lines(Frame::of(&page.0), clusters(&page.0))
    }

    #[test]
    fn three_known_headings_name_columns_and_two_do_not() {
        assert!(names_columns(&made(&[["โครงการ", "ตัวชี้วัด", "งบประมาณ"]])[0]));
        assert!(!names_columns(&made(&[["โครงการ", "หมายเหตุ", "งบประมาณ"]])[0]));
    }

    #[test]
    fn unknown_headings_need_lines_with_as_many_pieces_below() {
        let header = ["ท่าเรือ", "ออก", "กลับ"];
        let row = ["ลำพู", "เช้า", "เย็น"];
        let found = Header::at_start(&made(&[header, row, row])).expect("a header");
        assert_eq!((found.headings.len(), found.known), (3, false));
        assert!(Header::at_start(&made(&[header, row])).is_none(), "too few lines");
        assert!(Header::at_start(&made(&[["๑.", "ออก", "กลับ"], row, row])).is_none(), "an item");
    }
}
