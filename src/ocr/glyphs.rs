//! The characters of a line → glyphs with their boxes: marks with their base, borders where the ink
//! is thinnest.

use compact_str::CompactString;

use crate::geom::{Point, Rect, Turn};
use crate::ocr::lines::{Cut, TextLine};
use crate::ocr::recogniser::{Character, DOUBTFUL, HEIGHT};
use crate::pdf::{Confidence, Doubt, Evidence, Glyph, Visibility};
use crate::thai::text::is_mark;

/// A letter's body is this part of the font size in the faces of these reports.
const BODY: f32 = 0.42;
/// What a glyph's box reaches above and below its baseline, in parts of the font size: as in the
/// PDF reader.
const ASCENT: f32 = 0.80;
const DESCENT: f32 = 0.25;
/// White wider than this (in body heights) between letters stays a gap though no space was read
/// there.
const GAP: f32 = 1.2;
/// Nearer than this part of the way to where a neighbour was noticed there is no border.
const NOTICED: f32 = 0.25;
/// Darker than this, on evened-out paper, is ink.
const INK: u8 = 170;

/// The glyphs of a line and what is doubtful about them.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub glyphs: Vec<Glyph>,
    pub doubts: Vec<Doubt>,
}

/// A base with its marks.
struct Piece {
    text: CompactString,
    /// First and last character of the line it consists of.
    members: std::ops::Range<usize>,
    /// Where it was noticed, in columns of the cut.
    middle: f32,
}

/// The glyphs of a line that was read; `scale`: pixels a point.
pub(super) fn glyphs(line: &TextLine, cut: &Cut, characters: &[Character], scale: f32) -> Said {
    let per_column = cut.pixels.height as f32 / HEIGHT as f32;
    let pieces = pieces(characters, per_column);
    let borders = borders(line, cut, &pieces);
    let size = line.body / BODY / scale;
    let baseline = line.baseline / scale;
    let mut said = Said::default();
    for (piece, (from, to)) in pieces.iter().zip(borders) {
        let (x0, x1) = ((cut.x + from) / scale, (cut.x + to) / scale);
        let bbox = Rect::new(x0, baseline - ASCENT * size, x1, baseline + DESCENT * size);
        let members = &characters[piece.members.clone()];
        let least = members.iter().map(|c| c.confidence).fold(1.0, f32::min);
        let is_space = piece.text.trim().is_empty();
        if !is_space {
            said.doubts
                .extend(members.iter().filter(|c| c.confidence < DOUBTFUL).map(|c| doubt(c, bbox)));
        }
        said.glyphs.push(Glyph {
            text: piece.text.clone(),
            origin: Point { x: x0, y: baseline },
            bbox,
            size,
            font: u16::MAX,
            turn: Turn::None,
            visibility: Visibility::Shown,
            evidence: Evidence::Picture,
            confidence: Some(Confidence::new(if is_space { 1.0 } else { least })),
        });
    }
    said
}

fn doubt(c: &Character, bbox: Rect) -> Doubt {
    let other = c.runner_up.clone();
    Doubt {
        text: c.text.clone(),
        confidence: Confidence::new(c.confidence),
        other: other.map(|(text, _)| text),
        bbox,
    }
}

/// Characters put together as bases with their marks.
fn pieces(characters: &[Character], per_column: f32) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for (i, c) in characters.iter().enumerate() {
        let middle = (c.start + c.end) / 2.0 * per_column;
        let joins = c.text.chars().next().is_some_and(|c| is_mark(c) || c == '\u{E4D}' || c == 'ำ');
        match out.last_mut() {
            Some(last) if joins && !last.text.trim().is_empty() => {
                last.text.push_str(&c.text);
                last.members.end = i + 1;
            }
            _ => out.push(Piece { text: c.text.clone(), members: i..i + 1, middle }),
        }
    }
    let drawn = |p: &Piece| !p.text.trim().is_empty();
    let first = out.iter().position(drawn).unwrap_or(out.len());
    let last = out.iter().rposition(drawn).map_or(0, |i| i + 1);
    out.truncate(last);
    out.split_off(first.min(last))
}

/// Where each piece begins and ends, in columns of the cut.
fn borders(line: &TextLine, cut: &Cut, pieces: &[Piece]) -> Vec<(f32, f32)> {
    let ink = ink(cut);
    let (first, last) = (line.x0 - cut.x, line.x1 - cut.x);
    let mut out: Vec<(f32, f32)> = Vec::with_capacity(pieces.len());
    // Each border lies between the places where its neighbours were noticed, so that none loses its
    // width.
    let mut from = first.min(pieces.first().map_or(first, |p| p.middle));
    for pair in pieces.windows(2) {
        let (white_from, white_to) = whitest(&ink, pair[0].middle, pair[1].middle);
        let spaces = pair.iter().any(|p| p.text.trim().is_empty());
        if !spaces && white_to - white_from > GAP * line.body {
            out.push((from, white_from.max(from)));
            from = white_to.max(from);
        } else {
            // A space begins where ink ends and ends where it begins.
            let border = match pair {
                [_, b] if b.text.trim().is_empty() => white_from,
                [a, _] if a.text.trim().is_empty() => white_to,
                _ => (white_from + white_to) / 2.0,
            };
            out.push((from, border.max(from)));
            from = border.max(from);
        }
    }
    if !pieces.is_empty() {
        out.push((from, last.max(from)));
    }
    out
}

/// How many dark pixels each column has.
fn ink(cut: &Cut) -> Vec<u16> {
    let mut out = vec![0; cut.pixels.width];
    for y in 0..cut.pixels.height {
        for (count, v) in out.iter_mut().zip(cut.pixels.row(y)) {
            *count += u16::from(*v < INK);
        }
    }
    out
}

/// The longest run of columns with least ink between two places, their neighbourhood left out: a
/// character may be noticed near its end, and what is white there is not the border that is looked
/// for.
fn whitest(ink: &[u16], from: f32, to: f32) -> (f32, f32) {
    let near = NOTICED * (to - from);
    let (start, end) =
        ((from + near).max(0.0) as usize, ((to - near).max(0.0).ceil() as usize).min(ink.len()));
    if end <= start + 1 {
        return ((from + to) / 2.0, (from + to) / 2.0);
    }
    let least = ink[start..end].iter().copied().min().unwrap_or(0);
    let (mut best, mut run) = ((start, start), start);
    let inked = (start..end).filter(|x| ink[*x] > least).chain([end]);
    for x in inked {
        if x - run > best.1 - best.0 {
            best = (run, x);
        }
        run = x + 1;
    }
    (best.0 as f32, best.1 as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ocr::gray::Gray;

    /// A line with a bar of 8 pixels every 12, each a letter that is noticed at `noticed` of its
    /// bar.
    fn read(text: &str, noticed: f32) -> Said {
        let letters = text.chars().count();
        let mut pixels = Gray::white(12 * letters + 4, 48);
        for i in 0..letters {
            for y in 20..37 {
                pixels.pixels[y * (12 * letters + 4) + 4 + 12 * i..][..8].fill(0);
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
        let clip = (0.0, 0.0, 1e3, 1e3);
        let line = TextLine {
            x0: 4.0,
            x1: 12.0 * letters as f32,
            baseline: 37.0,
            body: 17.0,
            clip,
            free_above: false,
            stubs: None,
        };
        glyphs(&line, &Cut { pixels, x: 0.0, y: 0.0 }, &characters, 1.0)
    }

    #[test]
    fn every_letter_has_a_width_wherever_it_was_noticed() {
        for noticed in [0.0, 4.0, 8.0, 10.0] {
            let said = read("ธรรมร", noticed);
            assert_eq!(said.glyphs.len(), 5);
            for g in &said.glyphs {
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
    fn a_doubtful_character_is_told_with_what_else_it_may_be() {
        let said = read("๓", 4.0);
        assert_eq!((said.doubts.len(), said.doubts[0].other.as_deref()), (1, Some("x")));
        assert_eq!(said.doubts[0].bbox, said.glyphs[0].bbox);
    }
}
