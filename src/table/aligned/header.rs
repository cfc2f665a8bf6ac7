//! Lines that name columns: pieces with wide gaps between them.

use std::collections::BTreeSet;

use crate::geom::Rect;
use crate::layout::Line;
use crate::table::Vocabulary;
use crate::table::item::starts_item;
use crate::table::numbering::leading_number;

use super::stack::{Group, Piece, Stack, TOUCH, boxes, pieces};

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
/// How many lines below a header are looked at for numbers.
const NUMBERED_LINES: usize = 12;

/// The columns that lines name.
pub(super) struct Header {
    /// The boxes of their headings, from left to right.
    pub headings: Vec<Rect>,
    /// The headings above several of these.
    pub groups: Vec<Group>,
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
    /// are set off from what follows; `together`: how many of them no line parts.
    pub fn at_start(
        lines: &[Line],
        set_off: usize,
        together: usize,
        by: &Vocabulary,
    ) -> Option<Header> {
        let (line, below) = lines.split_first()?;
        if let Some(stack) = headings_of(&lines[..set_off.min(lines.len())]) {
            return Some(Header::of(stack, set_off, Known::SetOff, by));
        }
        let own = &lines[..together.min(lines.len())];
        if let Some(header) = in_words(own, by) {
            return Some(header);
        }
        if let Some(leaves) = unknown_headings(line, below) {
            let stack = Stack { leaves, groups: Vec::new() };
            return Some(Header::of(stack, header_height(own), Known::Pieces, by));
        }
        let height = bold_height(lines).filter(|height| *height <= together)?;
        let stack = headings_of(&lines[..height]).filter(|_| !has_title(&lines[..height], by))?;
        let header = Header::of(stack, height, Known::Font, by);
        numbers_below(&header.headings, &lines[height..]).then_some(header)
    }

    /// Whether other lines start with the same headings as the first of its own.
    pub fn is_repeated(&self, own: &[Line], others: &[Line]) -> bool {
        let texts = |line: &Line| -> Vec<String> {
            pieces(line).into_iter().map(|piece| piece.text).collect()
        };
        others.len() > self.lines && (0..self.lines).all(|i| texts(&own[i]) == texts(&others[i]))
    }

    fn of(stack: Stack, lines: usize, known: Known, by: &Vocabulary) -> Header {
        let in_known_words = is_known(&stack.leaves, by);
        let headings = boxes(&stack.leaves);
        Header { headings, groups: stack.groups, lines, known, in_known_words }
    }
}

/// The header in known words that the first of some lines are, which nothing drawn parts.
pub(super) fn in_words(lines: &[Line], by: &Vocabulary) -> Option<Header> {
    let leaves = pieces(lines.first()?);
    let (stack, height) = if is_known(&leaves, by) {
        (Stack { leaves, groups: Vec::new() }, header_height(lines))
    } else {
        stacked(lines, by)?
    };
    // Lines below those whose words are known may part a heading among several columns.
    let whole = Stack::of(&lines[..height]);
    let parts = whole.leaves.len() > stack.leaves.len()
        && whole.leaves.iter().all(|leaf| may_be_heading(&leaf.text));
    Some(Header::of(if parts { whole } else { stack }, height, Known::Words, by))
}

/// Whether lines name columns in known words, all of them together.
pub(super) fn are_known(lines: &[Line], by: &Vocabulary) -> bool {
    is_known(&Stack::of(lines).leaves, by) && !has_title(lines, by)
}

/// Whether pieces name columns in words that are known.
fn is_known(pieces: &[Piece], by: &Vocabulary) -> bool {
    let mut meanings: Vec<_> = pieces.iter().filter_map(|p| by.meaning(&p.text)).collect();
    let known = meanings.len();
    meanings.sort_unstable();
    meanings.dedup();
    meanings.len() >= HEADER_COLUMNS && known * 10 >= pieces.len() * KNOWN_OF_TEN
}

/// The headings that lines name together, each heading over one or more of them; `None` where they
/// are too few, or no words.
fn headings_of(lines: &[Line]) -> Option<Stack> {
    let stack = Stack::of(lines);
    let words = stack.leaves.iter().all(|p| may_be_heading(&p.text));
    (stack.leaves.len() >= HEADER_COLUMNS && words).then_some(stack)
}

/// The header that a line with headings makes together with lines right above it, which hold the
/// beginnings of some of them; how many lines it takes.
fn stacked(lines: &[Line], by: &Vocabulary) -> Option<(Stack, usize)> {
    let most = HEADER_LINES.min(lines.len());
    (2..=most).find_map(|height| {
        let own = &lines[..height];
        let stack = Stack::of(own);
        let whole = own.iter().all(|line| pieces_of_one_heading(line, &stack.leaves));
        (is_one_set(own) && whole && is_known(&stack.leaves, by) && !has_title(own, by))
            .then(|| (stack, header_height_from(lines, height)))
    })
}

/// Whether the first of some lines is no part of the header that the others are, but a title above
/// it: all it says stands over several headings or none, or over one that is known without it.
fn has_title(lines: &[Line], by: &Vocabulary) -> bool {
    let Some((first, below)) = lines.split_first() else { return false };
    let own = pieces(first);
    let leaves = Stack::of(below).leaves;
    let alone = own.len() == 1;
    !below.is_empty()
        && own.iter().all(|piece| {
            let known = by.meaning(&piece.text).is_some();
            let mut under = leaves.iter().filter(|leaf| leaf.bbox.overlap_x(&piece.bbox) > TOUCH);
            match (under.next(), under.next()) {
                (Some(only), None) => !known && by.meaning(&only.text).is_some(),
                (Some(_), Some(_)) => alone || !known,
                (None, _) => !known,
            }
        })
}

/// Whether each piece of a line stands in a heading of its own.
fn pieces_of_one_heading(line: &Line, headings: &[Piece]) -> bool {
    let own = pieces(line);
    let of = |piece: &Piece| headings.iter().position(|h| h.bbox.overlap_x(&piece.bbox) > 0.0);
    own.iter().all(|p| !starts_item(&p.text))
        && own.windows(2).all(|pair| of(&pair[0]).is_none() || of(&pair[0]) != of(&pair[1]))
}

/// Whether lines stand close below each other, in one font.
fn is_one_set(lines: &[Line]) -> bool {
    lines.windows(2).all(|pair| {
        let (above, below) = (&pair[0], &pair[1]);
        below.baseline - above.baseline <= LEADING * below.size.max(above.size)
            && fonts_of(below).is_subset(&fonts_of(above))
    })
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

/// Whether two lines have a font in common.
pub(super) fn share_font(line: &Line, other: &Line) -> bool {
    !fonts_of(line).is_disjoint(&fonts_of(other))
}

/// Whether all of a line stands in brackets.
fn is_remark(line: &Line) -> bool {
    let text = line.text();
    text.starts_with('(') && text.ends_with(')')
}

/// The headings of a line that may name columns in words that are not known: as many as the lines
/// below it mostly have pieces.
fn unknown_headings(line: &Line, below: &[Line]) -> Option<Vec<Piece>> {
    let header = pieces(line);
    if header.len() < HEADER_COLUMNS || !header.iter().all(|p| may_be_heading(&p.text)) {
        return None;
    }
    let counts: Vec<usize> = below.iter().take(REGULAR_ROWS).map(|l| pieces(l).len()).collect();
    let alike = counts.iter().filter(|count| **count == header.len()).count();
    let regular = counts.len() >= FEWEST_ROWS && alike * 2 > counts.len();
    regular.then_some(header)
}

/// Whether a text has letters and starts no item.
fn may_be_heading(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !starts_item(text)
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
        assert!(are_known(&made(&[["โครงการ", "ตัวชี้วัด", "งบประมาณ"]]), &Vocabulary::default()));
        assert!(!are_known(&made(&[["โครงการ", "ท่าเรือ", "งบประมาณ"]]), &Vocabulary::default()));
    }

    #[test]
    fn unknown_headings_need_lines_with_as_many_pieces_below() {
        let header = ["ท่าเรือ", "ออก", "กลับ"];
        let row = ["ลำพู", "เช้า", "เย็น"];
        let found = Header::at_start(&made(&[header, row, row]), 0, 3, &Vocabulary::default())
            .expect("a header");
        assert_eq!((found.headings.len(), found.known), (3, Known::Pieces));
        assert!(
            Header::at_start(&made(&[header, row]), 0, 2, &Vocabulary::default()).is_none(),
            "too few lines"
        );
        assert!(
            Header::at_start(
                &made(&[["๑.", "ออก", "กลับ"], row, row]),
                0,
                3,
                &Vocabulary::default()
            )
            .is_none(),
            "an item"
        );
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
            let found =
                Header::at_start(&lines, set_off, 4, &Vocabulary::default()).expect("a header");
            assert_eq!((found.headings.len(), found.known), (4, known), "{set_off}");
        }
    }
}
