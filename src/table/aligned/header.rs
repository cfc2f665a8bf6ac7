//! Lines that name columns: pieces with wide gaps between them.

use std::collections::BTreeSet;

use crate::geom::Rect;
use crate::layout::Line;
use crate::table::Vocabulary;
use crate::table::item::starts_item;
use crate::table::numbering::leading_number;

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
/// A header takes at most this many lines.
pub(super) const HEADER_LINES: usize = 5;
/// Lines of a header stand at most this far below each other (in font sizes).
const LEADING: f32 = 2.0;
/// Pieces that share more than this (in points) from left to right are of one heading.
const TOUCH: f32 = 0.5;
/// How many lines below a header are looked at for numbers.
const NUMBERED_LINES: usize = 12;

/// A piece of a line: what wide gaps separate from the rest.
struct Piece {
    bbox: Rect,
    text: String,
}

/// The columns that a line names, as the boxes of its headings.
pub(super) struct Header {
    pub headings: Vec<Rect>,
    /// How many lines it takes.
    pub lines: usize,
    /// How it is known.
    pub known: Known,
    /// Whether its words are known, whatever else it is known by.
    pub in_known_words: bool,
}

/// How a header is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// It is set off from the rows: between level lines, or on a coloured ground.
    SetOff,
    /// By its words.
    Words,
    /// By nothing but the lines below it, which have as many pieces.
    Pieces,
    /// By its font, and by the numbers below it.
    Font,
}

impl Header {
    /// The header that the first of these lines are, if they are one; `set_off`: how many of them
    /// are set off from what follows.
    pub fn at_start(
        lines: &[Line],
        set_off: usize,
        vocabulary: &Vocabulary,
    ) -> Option<Header> {
        let (line, below) = lines.split_first()?;
        let header = |headings, height: usize, known| Header {
            headings,
            lines: height,
            known,
            in_known_words: is_known(&stack(&lines[..height.min(lines.len())]), vocabulary),
        };
        if let Some(headings) = headings_of(&lines[..set_off.min(lines.len())]) {
            return Some(header(headings, set_off, Known::SetOff));
        }
        if let Some(headings) = headings(line, vocabulary) {
            return Some(header(headings, header_height(lines), Known::Words));
        }
        if let Some((headings, height)) = stacked(lines, vocabulary) {
            return Some(header(headings, height, Known::Words));
        }
        if let Some(headings) = unknown_headings(line, below) {
            return Some(header(headings, header_height(lines), Known::Pieces));
        }
        let height = bold_height(lines)?;
        let headings = headings_of(&lines[..height])?;
        numbers_below(&headings, &lines[height..]).then(|| header(headings, height, Known::Font))
    }
}

/// Whether a line names columns in words that are known.
pub(super) fn names_columns(line: &Line, vocabulary: &Vocabulary) -> bool {
    headings(line, vocabulary).is_some()
}

/// The headings of a line that names columns in words that are known.
fn headings(line: &Line, vocabulary: &Vocabulary) -> Option<Vec<Rect>> {
    let pieces = pieces(line);
    is_known(&pieces, vocabulary).then(|| boxes(pieces))
}

/// Whether pieces name columns in words that are known.
fn is_known(pieces: &[Piece], vocabulary: &Vocabulary) -> bool {
    let mut meanings: Vec<_> = pieces.iter().filter_map(|p| vocabulary.meaning(&p.text)).collect();
    let known = meanings.len();
    meanings.sort_unstable();
    meanings.dedup();
    meanings.len() >= HEADER_COLUMNS && known * 10 >= pieces.len() * KNOWN_OF_TEN
}

/// The headings that lines name together, each heading over one or more of them; `None` where they
/// are too few, or no words.
fn headings_of(lines: &[Line]) -> Option<Vec<Rect>> {
    let pieces = stack(lines);
    let words = pieces.iter().all(|p| may_be_heading(&p.text));
    (pieces.len() >= HEADER_COLUMNS && words).then(|| boxes(pieces))
}

/// The header that a line with headings makes together with lines right above it, which hold the
/// beginnings of some of them; how many lines it takes.
fn stacked(lines: &[Line], vocabulary: &Vocabulary) -> Option<(Vec<Rect>, usize)> {
    let most = HEADER_LINES.min(lines.len());
    (2..=most).find_map(|height| {
        let lines = &lines[..height];
        let pieces = stack(lines);
        let whole = lines.iter().all(|line| pieces_of_one_heading(line, &pieces));
        (is_one_set(lines) && whole && is_known(&pieces, vocabulary))
            .then(|| (boxes(pieces), header_height_from(lines, height)))
    })
}

/// Whether each piece of a line stands in a heading of its own.
fn pieces_of_one_heading(line: &Line, headings: &[Piece]) -> bool {
    let own = pieces(line);
    let of = |piece: &Piece| headings.iter().position(|h| h.bbox.overlap_x(&piece.bbox) > 0.0);
    own.iter().all(|p| !starts_item(&p.text))
        && own.windows(2).all(|pair| of(&pair[0]) != of(&pair[1]))
}

/// Whether lines stand close below each other, in one font.
fn is_one_set(lines: &[Line]) -> bool {
    lines.windows(2).all(|pair| {
        let (above, below) = (&pair[0], &pair[1]);
        below.baseline - above.baseline <= LEADING * below.size.max(above.size)
            && fonts_of(below).is_subset(&fonts_of(above))
    })
}

/// The pieces of several lines, those that stand above each other put together; from left to right.
fn stack(lines: &[Line]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut all: Vec<Piece> = lines.iter().flat_map(pieces).collect();
    all.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    for piece in all {
        match out.last_mut().filter(|last| last.bbox.overlap_x(&piece.bbox) > TOUCH) {
            Some(last) => {
                let above = piece.bbox.y0 < last.bbox.y0;
                last.bbox = last.bbox.union(&piece.bbox);
                last.text = if above {
                    format!("{}{}", piece.text, last.text)
                } else {
                    format!("{}{}", last.text, piece.text)
                };
            }
            None => out.push(piece),
        }
    }
    out
}

/// How many of the first lines are the header: those in its font where the body's is another, and
/// remarks in brackets.
fn header_height(lines: &[Line]) -> usize {
    header_height_from(lines, 1)
}

/// [`header_height`] of a header that takes at least so many lines.
fn header_height_from(lines: &[Line], least: usize) -> usize {
    let fonts = fonts_of(&lines[0]);
    let distinct = lines.iter().any(|line| fonts_of(line).is_disjoint(&fonts));
    let below = lines[least..].iter();
    least
        + below
            .take_while(|line| distinct && fonts_of(line).is_subset(&fonts) || is_remark(line))
            .count()
}

/// How many of the first lines are in a font that the line below them has not; `None` where there is
/// no such line.
fn bold_height(lines: &[Line]) -> Option<usize> {
    let fonts = fonts_of(lines.first()?);
    let height = lines.iter().take_while(|line| fonts_of(line).is_subset(&fonts)).count();
    let next = lines.get(height)?;
    (height <= HEADER_LINES && fonts_of(next).is_disjoint(&fonts) && is_one_set(&lines[..height]))
        .then_some(height)
}

/// Whether numbers stand below the first of some headings: one at once, and the next one below it.
fn numbers_below(headings: &[Rect], below: &[Line]) -> bool {
    let Some(limit) = headings.get(1).map(|h| h.x0) else { return false };
    let numbers: Vec<u32> = below
        .iter()
        .take(NUMBERED_LINES)
        .filter_map(|line| pieces(line).into_iter().next())
        .filter(|piece| piece.bbox.x0 < limit)
        .filter_map(|piece| leading_number(&piece.text))
        .collect();
    let at_once = below.first().and_then(|line| pieces(line).into_iter().next());
    at_once.is_some_and(|piece| leading_number(&piece.text).is_some())
        && matches!(numbers.as_slice(), [a, b, ..] if *b == a + 1)
}

/// The fonts of a line's clusters.
fn fonts_of(line: &Line) -> BTreeSet<u16> {
    line.printed().map(|c| c.font).collect()
}

/// Whether all of a line stands in brackets.
fn is_remark(line: &Line) -> bool {
    let text = line.text();
    text.starts_with('(') && text.ends_with(')')
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
        let named = |headings| names_columns(&made(&[headings])[0], &Vocabulary::default());
        assert!(named(["โครงการ", "ตัวชี้วัด", "งบประมาณ"]));
        assert!(!named(["โครงการ", "ท่าเรือ", "งบประมาณ"]));
    }

    #[test]
    fn unknown_headings_need_lines_with_as_many_pieces_below() {
        let header = ["ท่าเรือ", "ออก", "กลับ"];
        let row = ["ลำพู", "เช้า", "เย็น"];
        let found = Header::at_start(&made(&[header, row, row]), 0, &Vocabulary::default()).expect("a header");
        assert_eq!((found.headings.len(), found.known), (3, Known::Pieces));
        assert!(Header::at_start(&made(&[header, row]), 0, &Vocabulary::default()).is_none(), "too few lines");
        assert!(Header::at_start(&made(&[["๑.", "ออก", "กลับ"], row, row]), 0, &Vocabulary::default()).is_none(), "an item");
    }

    #[test]
    fn headings_of_several_lines_are_put_together() {
        let page = MadePage::new()
            .text(400.0, 100.0, "งบ")
            .text(50.0, 108.0, "ที่")
            .text(200.0, 108.0, "โครงการ")
            .text(300.0, 108.0, "ตัวชี้วัด")
            .text(395.0, 116.0, "ประมาณ")
            .text(50.0, 140.0, "๑");
        let lines = lines(Frame::of(&page.0), clusters(&page.0));
        for (set_off, known) in [(3, Known::SetOff), (0, Known::Words)] {
            let found = Header::at_start(&lines, set_off, &Vocabulary::default()).expect("a header");
            assert_eq!((found.headings.len(), found.known), (4, known), "{set_off}");
        }
    }
}
