//! The characters of a line → glyphs with their boxes: marks with their base, borders where the ink
//! is thinnest.

use std::ops::Range;

use compact_str::CompactString;

use crate::geom::{Point, Rect, Turn};
use crate::ocr::parts::INK;
use crate::ocr::recogniser::{Character, DOUBTFUL, HEIGHT};
use crate::ocr::signs::Sign;
use crate::ocr::text_line::{Cut, TextLine};
use crate::pdf::{Confidence, Doubt, Evidence, Glyph, Visibility};
use crate::thai::text::is_mark;

/// A letter's body is this part of the font size in the faces of these reports.
const BODY: f32 = 0.42;
/// What a glyph's box reaches above its baseline, in parts of the font size: as in the PDF reader.
const ASCENT: f32 = 0.80;
/// What a glyph's box reaches below its baseline, in parts of the font size, likewise.
const DESCENT: f32 = 0.25;
/// White wider than this, in body heights, between letters stays a gap though no space was read
/// there.
const GAP: f32 = 1.2;
/// Nearer than this part of the way to where a neighbour was noticed there is no border.
const NOTICED: f32 = 0.25;
/// A sign stands beside a line of text whose middle lies no further beyond it, in body heights, …
const BESIDE: f32 = 0.3;
/// … and that is no further away, in body heights.
const FAR: f32 = 20.0;
/// What the network's own measure is worth: pairs of it and of a confidence, with straight lines from one
/// to the next.
///
/// Of 2,704 lines and values on made pages with each kind of dirt, those whose least sure character had
/// a measure of 0.93 or more had 9 of 20,509 characters wrong (of 0.98 or more 4 of 13,698), and all that
/// the network, spelling or a second look doubts is at 0.9 or below.
const WORTH: [(f32, f32); 4] = [(0.0, 0.0), (0.9, 0.9), (0.93, DOUBTFUL), (1.0, 1.0)];
/// The upper half of a sara am, which the network may write alone.
const NIKHAHIT: char = '\u{E4D}';
/// Sara am, which stands on a letter and beside it.
const SARA_AM: char = 'ำ';

/// The text of a line.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub glyphs: Vec<Glyph>,
    /// Its characters that may be others.
    pub doubts: Vec<Doubt>,
}

/// The glyphs of a line that was read; `scale`: pixels a point.
pub(super) fn glyphs(line: &TextLine, cut: &Cut, characters: &[Character], scale: f32) -> Text {
    let per_column = cut.pixels.height as f32 / HEIGHT as f32;
    let pieces = pieces(characters, per_column);
    let borders = borders(line, cut, &pieces);
    let size = line.body / BODY / scale;
    let baseline = line.baseline / scale;
    let mut text = Text::default();
    for (piece, (from, to)) in pieces.iter().zip(borders) {
        let (x0, x1) = ((cut.x + from) / scale, (cut.x + to) / scale);
        let members = &characters[piece.members.clone()];
        let confidence = piece.confidence(members);
        let glyph = seen(piece.text.clone(), (x0, x1), (baseline, size), confidence);
        if !piece.is_space() {
            let doubtful = members.iter().filter(|c| told(c.confidence) < DOUBTFUL);
            text.doubts.extend(doubtful.map(|c| doubt(c, glyph.bbox)));
        }
        text.glyphs.push(glyph);
    }
    text
}

/// The confidence to tell of a character that the network measures so.
fn told(measure: f32) -> f32 {
    let piece = WORTH.windows(2).find(|piece| measure <= piece[1].0);
    piece.map_or(1.0, |piece| {
        let ((from, low), (to, high)) = (piece[0], piece[1]);
        low + (measure - from) / (to - from) * (high - low)
    })
}

/// The glyph of a sign that was told by its ink: one of the line of text that it stands beside.
pub(super) fn of_sign(sign: &Sign, lines: &[TextLine], scale: f32) -> Glyph {
    let Rect { x0, y0, x1, y1 } = sign.place;
    let beside = lines.iter().filter(|l| {
        let middle = l.middle();
        middle > y0 - BESIDE * l.body
            && middle < y1 + BESIDE * l.body
            && gap(l, &sign.place) < FAR * l.body
    });
    // Lines that the sign stands within are all as near.
    let nearest =
        beside.min_by(|a, b| gap(a, &sign.place).max(0.0).total_cmp(&gap(b, &sign.place).max(0.0)));
    let (baseline, body) = nearest.map_or((y1, y1 - y0), |l| (l.baseline, l.body));
    let (baseline, size) = (baseline / scale, body / BODY / scale);
    let text = CompactString::from_iter([sign.text]);
    let confidence = Confidence::new(sign.confidence);
    seen(text, (x0 / scale, x1 / scale), (baseline, size), confidence)
}

/// How far a line of text ends before a place, or begins behind it; below 0 where it does neither.
fn gap(line: &TextLine, place: &Rect) -> f32 {
    (line.x0 - place.x1).max(place.x0 - line.x1)
}

/// What was seen from one column of the page to another, on a baseline, in a size; all in points.
fn seen(
    text: CompactString,
    (x0, x1): (f32, f32),
    (baseline, size): (f32, f32),
    confidence: Confidence,
) -> Glyph {
    Glyph {
        text,
        origin: Point { x: x0, y: baseline },
        bbox: Rect::new(x0, baseline - ASCENT * size, x1, baseline + DESCENT * size),
        size,
        font: u16::MAX,
        turn: Turn::None,
        visibility: Visibility::Shown,
        evidence: Evidence::Picture,
        confidence: Some(confidence),
    }
}

fn doubt(c: &Character, bbox: Rect) -> Doubt {
    let other = c.runner_up.clone();
    Doubt {
        text: c.text.clone(),
        confidence: Confidence::new(told(c.confidence)),
        other: other.map(|(text, _)| text),
        bbox,
    }
}

/// A base with its marks.
struct Piece {
    text: CompactString,
    /// The characters of the line that it consists of.
    members: Range<usize>,
    /// Where it was noticed, in columns of the cut.
    middle: f32,
}

impl Piece {
    fn is_space(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// How sure the least sure of its characters is; of white space nothing is doubted.
    fn confidence(&self, members: &[Character]) -> Confidence {
        if self.is_space() {
            return Confidence::new(1.0);
        }
        Confidence::new(told(members.iter().map(|c| c.confidence).fold(1.0, f32::min)))
    }
}

/// Characters put together as bases with their marks; white space at both ends is left out.
fn pieces(characters: &[Character], per_column: f32) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for (i, c) in characters.iter().enumerate() {
        let middle = (c.start + c.end) / 2.0 * per_column;
        match out.last_mut().filter(|last| stands_on_a_base(c) && !last.is_space()) {
            Some(last) => {
                last.text.push_str(&c.text);
                last.members.end = i + 1;
            }
            None => out.push(Piece { text: c.text.clone(), members: i..i + 1, middle }),
        }
    }
    let first = out.iter().position(|p| !p.is_space()).unwrap_or(out.len());
    let last = out.iter().rposition(|p| !p.is_space()).map_or(0, |i| i + 1);
    out.truncate(last);
    out.split_off(first.min(last))
}

/// Whether a character is part of what stands before it.
fn stands_on_a_base(c: &Character) -> bool {
    c.text.chars().next().is_some_and(|c| is_mark(c) || c == NIKHAHIT || c == SARA_AM)
}

/// Where each piece begins and ends, in columns of the cut.
fn borders(line: &TextLine, cut: &Cut, pieces: &[Piece]) -> Vec<(f32, f32)> {
    let ink = ink_of_columns(cut);
    let (first, last) = (line.x0 - cut.x, line.x1 - cut.x);
    let mut out: Vec<(f32, f32)> = Vec::with_capacity(pieces.len());
    // Each border lies between the places where its neighbours were noticed, so that none loses its
    // width.
    let mut from = first.min(pieces.first().map_or(first, |p| p.middle));
    for pair in pieces.windows(2) {
        let [left, right] = pair else { continue };
        let white = whitest(&ink, left.middle, right.middle);
        // A space begins where ink ends and ends where it begins.
        let (end, start) = if right.is_space() {
            (white.from, white.from)
        } else if left.is_space() {
            (white.to, white.to)
        } else if white.to - white.from > GAP * line.body {
            (white.from, white.to)
        } else {
            let middle = (white.from + white.to) / 2.0;
            (middle, middle)
        };
        out.push((from, end.max(from)));
        from = start.max(from);
    }
    if !pieces.is_empty() {
        out.push((from, last.max(from)));
    }
    out
}

/// How many dark pixels each column has.
fn ink_of_columns(cut: &Cut) -> Vec<u16> {
    let mut out = vec![0; cut.pixels.width];
    for y in 0..cut.pixels.height {
        for (count, v) in out.iter_mut().zip(cut.pixels.row(y)) {
            *count += u16::from(*v < INK);
        }
    }
    out
}

/// Columns between two pieces with least ink.
struct White {
    from: f32,
    to: f32,
}

/// The longest run of columns with least ink between two places, their neighbourhood left out: a
/// character may be noticed near its end, and what is white there is not the border that is looked
/// for.
fn whitest(ink: &[u16], from: f32, to: f32) -> White {
    let near = NOTICED * (to - from);
    let start = (from + near).max(0.0) as usize;
    let end = ((to - near).max(0.0).ceil() as usize).min(ink.len());
    if end <= start + 1 {
        let middle = (from + to) / 2.0;
        return White { from: middle, to: middle };
    }
    let least = ink[start..end].iter().copied().min().unwrap_or(0);
    let (mut longest, mut run) = (start..start, start);
    let inked = (start..end).filter(|x| ink[*x] > least).chain([end]);
    for x in inked {
        if x - run > longest.len() {
            longest = run..x;
        }
        run = x + 1;
    }
    White { from: longest.start as f32, to: longest.end as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ocr::gray::Gray;

    /// A line with a bar of 8 pixels every 12, each a letter that is noticed at `noticed` of its
    /// bar.
    fn read(text: &str, noticed: f32) -> Text {
        let letters = text.chars().count();
        let mut pixels = Gray::white(12 * letters + 4, 48);
        for i in 0..letters {
            for y in 20..37 {
                pixels.fill_row(y, 4 + 12 * i..12 + 12 * i, 0);
            }
        }
        let at = |i: usize| 4.0 + 12.0 * i as f32 + noticed;
        let character = |(i, c): (usize, char)| Character {
            text: CompactString::from_iter([c]),
            confidence: 0.9,
            runner_up: Some(("x".into(), 0.1)),
            start: at(i) - 1.5,
            end: at(i) + 1.5,
        };
        let characters: Vec<Character> = text.chars().enumerate().map(character).collect();
        let x1 = 12.0 * letters as f32;
        let line = TextLine { x0: 4.0, x1, baseline: 37.0, body: 17.0, ..TextLine::default() };
        glyphs(&line, &Cut { pixels, x: 0.0, y: 0.0 }, &characters, 1.0)
    }

    #[test]
    fn what_is_told_rises_with_the_measure_and_doubts_stay_doubts() {
        for (measure, confidence) in
            [(0.0, 0.0), (0.5, 0.5), (0.9, 0.9), (0.93, DOUBTFUL), (1.0, 1.0)]
        {
            assert!((told(measure) - confidence).abs() < 1e-6, "{measure}");
        }
        let all: Vec<f32> = (0..=1000).map(|n| told(n as f32 / 1000.0)).collect();
        assert!(all.is_sorted() && all.iter().all(|told| (0.0..=1.0).contains(told)));
        assert!(told(0.929) < DOUBTFUL);
    }

    #[test]
    fn every_letter_has_a_width_wherever_it_was_noticed() {
        for noticed in [0.0, 4.0, 8.0, 10.0] {
            let text = read("ธรรมร", noticed);
            assert_eq!(text.glyphs.len(), 5);
            for g in &text.glyphs {
                // Noticed behind its ink, the last one loses half of it; none may lose all.
                assert!(
                    (3.0..20.0).contains(&g.bbox.width()),
                    "{noticed}: {} {}",
                    g.text,
                    g.bbox.width()
                );
            }
        }
    }

    #[test]
    fn a_doubtful_character_is_noted_with_what_else_it_may_be() {
        let text = read("๓", 4.0);
        assert_eq!((text.doubts.len(), text.doubts[0].other.as_deref()), (1, Some("x")));
        assert_eq!(text.doubts[0].bbox, text.glyphs[0].bbox);
    }

    #[test]
    fn a_mark_joins_its_letter_and_white_space_at_the_ends_is_left_out() {
        let text = read(" ท่ ำ ", 4.0);
        let read: Vec<&str> = text.glyphs.iter().map(|g| g.text.as_str()).collect();
        assert_eq!(read, ["ท่", " ", "ำ"]);
        assert_eq!(text.glyphs[1].confidence, Some(Confidence::new(1.0)), "a space is sure");
    }

    #[test]
    fn a_border_lies_in_the_widest_white_and_not_where_a_letter_was_noticed() {
        let ink = [5, 0, 5, 5, 0, 0, 0, 5, 5, 0, 5, 5];
        let white = whitest(&ink, 0.0, 11.0);
        assert_eq!((white.from, white.to), (4.0, 7.0));
        let close = whitest(&ink, 3.0, 4.0);
        assert_eq!((close.from, close.to), (3.5, 3.5));
    }
}
