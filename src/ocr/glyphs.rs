//! The characters of a line → glyphs with their boxes: marks with their base, borders where the ink is thinnest.

use compact_str::CompactString;

use crate::geom::{Point, Rect, Turn};
use crate::ocr::lines::{Cut, TextLine};
use crate::ocr::recogniser::{Character, DOUBTFUL, HEIGHT};
use crate::pdf::{Confidence, Doubt, Glyph, Visibility};
use crate::thai::text::is_mark;

/// A letter's body is this part of the font size in the faces of these reports.
const BODY: f32 = 0.42;
/// What a glyph's box reaches above and below its baseline, in parts of the font size: as in the PDF reader.
const ASCENT: f32 = 0.80;
const DESCENT: f32 = 0.25;
/// White wider than this (in body heights) between letters stays a gap though no space was read there.
const GAP: f32 = 1.2;
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
            said.doubts.extend(members.iter().filter(|c| c.confidence < DOUBTFUL).map(|c| doubt(c, bbox)));
        }
        said.glyphs.push(Glyph {
            text: piece.text.clone(),
            origin: Point { x: x0, y: baseline },
            bbox,
            size,
            font: u16::MAX,
            turn: Turn::None,
            visibility: Visibility::Shown,
            confidence: Some(Confidence::new(if is_space { 1.0 } else { least })),
        });
    }
    said
}

fn doubt(c: &Character, bbox: Rect) -> Doubt {
    let other = c.runner_up.clone();
    Doubt { text: c.text.clone(), confidence: Confidence::new(c.confidence), other: other.map(|(text, _)| text), bbox }
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
    let mut from = first;
    for pair in pieces.windows(2) {
        let (white_from, white_to) = whitest(&ink, pair[0].middle.max(from), pair[1].middle);
        let spaces = pair.iter().any(|p| p.text.trim().is_empty());
        if !spaces && white_to - white_from > GAP * line.body {
            out.push((from, white_from));
            from = white_to;
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

/// The longest run of columns with least ink between two places.
fn whitest(ink: &[u16], from: f32, to: f32) -> (f32, f32) {
    let (start, end) = (from.max(0.0) as usize, (to.max(0.0).ceil() as usize).min(ink.len()));
    if end <= start + 1 {
        return ((from + to) / 2.0, (from + to) / 2.0);
    }
    let least = ink[start..end].iter().copied().min().unwrap_or(0);
    let (mut best, mut run) = ((start, start), start);
    for x in start..=end {
        if x == end || ink[x] > least {
            if x - run > best.1 - best.0 {
                best = (run, x);
            }
            run = x + 1;
        }
    }
    (best.0 as f32, best.1 as f32)
}
