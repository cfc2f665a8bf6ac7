//! What is drawn on a page, glyph by glyph: texts at places, and a table with all its lines around
//! them.

use raingan::finding::Finding;
use raingan::geom::{Point, Rect, Turn};
use raingan::pdf::{Document, Evidence, Glyph, Page, Ruling, RulingKind, Visibility};
use raingan::report::from_document;
use raingan::table::Vocabulary;
use raingan::{Options, Report, page::ReadPage};

/// Size of all text, in points.
pub const SIZE: f32 = 14.0;
/// The part of the size above the baseline, and below it.
const ABOVE: f32 = 0.9;
const BELOW: f32 = 0.3;
/// Thickness of a line.
const THICK: f32 = 0.5;

/// A page to be drawn on.
pub fn sheet() -> Page {
    Page { number: 1, width: 842.0, height: 595.0, ..Page::default() }
}

/// A glyph of a text at a place, so wide.
pub fn glyph(text: &str, x: f32, y: f32, width: f32) -> Glyph {
    Glyph {
        text: text.into(),
        origin: Point { x, y },
        bbox: Rect::new(x, y - ABOVE * SIZE, x + width, y + BELOW * SIZE),
        size: SIZE,
        font: 0,
        turn: Turn::None,
        visibility: Visibility::Shown,
        evidence: Evidence::Claimed,
        confidence: None,
    }
}

/// How wide a character is drawn: marks above and below have no width.
pub fn advance(c: char) -> f32 {
    match c {
        'ั' | 'ิ'..='ฺ' | '็'..='๎' => 0.0,
        ',' | '.' | ' ' => 0.25 * SIZE,
        _ => 0.5 * SIZE,
    }
}

/// Draws a text, a glyph a character; gives where it ends.
pub fn text(page: &mut Page, text: &str, x: f32, y: f32) -> f32 {
    let mut at = x;
    for c in text.chars() {
        let mut said = [0; 4];
        page.glyphs.push(glyph(c.encode_utf8(&mut said), at, y, advance(c)));
        at += advance(c);
    }
    at
}

/// Draws the lines of a table with these borders of columns and rows.
pub fn grid(page: &mut Page, columns: &[f32], rows: &[f32]) {
    let (Some(left), Some(right)) = (columns.first(), columns.last()) else { return };
    let (Some(top), Some(bottom)) = (rows.first(), rows.last()) else { return };
    let level = rows.iter().map(|y| Rect::new(*left, *y, *right, *y));
    let upright = columns.iter().map(|x| Rect::new(*x, *top, *x, *bottom));
    let drawn = |line| Ruling { line, thickness: THICK, kind: RulingKind::Drawn };
    page.rulings.extend(level.chain(upright).map(drawn));
}

/// The report of a page.
pub fn report(page: &Page) -> Report {
    let pages = vec![ReadPage::of(page, &Vocabulary::default())];
    let findings: Vec<Finding> = Vec::new();
    let document = Document { page_count: 1, pages, unread: Vec::new(), findings };
    from_document(b"", &Options::default(), document)
}
