//! Points that were lost: where the white between two digits of a number is as wide as a full stop or
//! a comma makes it, though none was read there, both are doubted.
//!
//! Only what lies above the points is looked at, so that it does not matter whether one is still in
//! the picture: where dirt was taken out, it may have gone with it.

use compact_str::format_compact;

use crate::ocr::parts::INK;
use crate::ocr::recogniser::{Character, HEIGHT};
use crate::ocr::text_line::{Cut, TextLine};
use crate::ocr::usual::median;

/// Above the baseline by this much, in body heights, no point reaches …
const ABOVE_POINTS: f32 = 0.35;
/// … and digits reach up to here.
const DIGITS: f32 = 1.4;
/// White between two digits that a point may have made, in body heights: over 27 faces of Thai papers
/// it is 0.55 to 0.7 with a point, and 0.15 to 0.3 without …
const POINT: f32 = 0.46;
/// … and beside an Arabic 1, which is narrow, up to 0.57 without.
const BESIDE_ONE: f32 = 0.7;
/// It is wider than most between digits of the line by this factor.
const WIDER: f32 = 1.6;
/// Where a space was read between two digits it is one where more than this is white, in body heights.
const SPACE: f32 = 0.78;
/// What a speck is read as.
const POINTS: [&str; 8] = [".", ",", "'", "‘", "’", "`", "·", "-"];
/// Fewer gaps do not say how wide most are.
const FEWEST: usize = 3;
/// How sure at most the digits on either side are.
const DOUBTED: f32 = 0.9;

/// Doubts the digits of a line that was read between which a point may have been lost.
pub(super) fn doubt_lost(line: &TextLine, cut: &Cut, characters: &mut [Character]) {
    let pairs = pairs(characters);
    if pairs.is_empty() {
        return;
    }
    let inked = inked_above_points(line, cut);
    let per_column = cut.pixels.height as f32 / HEIGHT as f32;
    let gaps: Vec<f32> = pairs
        .iter()
        .map(|pair| {
            let [from, to] = [pair.left, pair.right].map(|at| middle(&characters[at]) * per_column);
            white_between(&inked, from, to) / line.body.max(1.0)
        })
        .collect();
    let close: Vec<f32> =
        pairs.iter().zip(&gaps).filter(|(p, _)| !p.is_spaced()).map(|(_, gap)| *gap).collect();
    let usual = median(close.iter().copied()).filter(|_| close.len() >= FEWEST).unwrap_or(0.0);
    for (Pair { left, right }, gap) in pairs.into_iter().zip(gaps) {
        let has_one = [left, right].iter().any(|at| characters[*at].text == "1");
        let least = if has_one { BESIDE_ONE } else { POINT };
        let is_space = right - left > 1 && gap > SPACE;
        if gap < least || gap < WIDER * usual || is_space {
            continue;
        }
        let other = format_compact!("{}.", characters[left].text);
        characters[left].runner_up = Some((other, 1.0 - DOUBTED));
        for at in [left, right] {
            characters[at].confidence = characters[at].confidence.min(DOUBTED);
        }
    }
}

/// Doubts the points of a line on a page from which dirt was taken out: a speck may look like one where
/// nothing stands on one side of it.
pub(super) fn doubt_added(characters: &mut [Character]) {
    for at in 0..characters.len() {
        let before = at.checked_sub(1).and_then(|before| characters.get(before));
        let stands_at_an_end = is_open(before) || is_open(characters.get(at + 1));
        let is_dot = POINTS.contains(&characters[at].text.as_str());
        if is_dot && stands_at_an_end {
            characters[at].confidence = characters[at].confidence.min(DOUBTED);
        }
    }
}

/// Whether no character stands at a place.
fn is_open(at: Option<&Character>) -> bool {
    at.is_none_or(Character::is_space)
}

/// The middle of a character, in columns of the network.
fn middle(c: &Character) -> f32 {
    (c.start + c.end) / 2.0
}

/// Two digits that follow each other, with nothing or a space between them.
#[derive(Debug, Clone, Copy)]
struct Pair {
    left: usize,
    right: usize,
}

impl Pair {
    fn is_spaced(self) -> bool {
        self.right - self.left > 1
    }
}

fn pairs(characters: &[Character]) -> Vec<Pair> {
    let pairs = (0..characters.len()).filter_map(|left| {
        let is_spaced = characters.get(left + 1).is_some_and(Character::is_space);
        let right = left + 1 + usize::from(is_spaced);
        [left, right].iter().all(|at| is_digit(characters.get(*at))).then_some(Pair { left, right })
    });
    pairs.collect()
}

fn is_digit(at: Option<&Character>) -> bool {
    at.and_then(Character::single).is_some_and(char::is_numeric)
}

/// Which columns of a line's window have ink where digits are and points are not.
fn inked_above_points(line: &TextLine, cut: &Cut) -> Vec<bool> {
    let [top, bottom] = [DIGITS, ABOVE_POINTS].map(|above| {
        let y = (line.baseline - above * line.body - cut.y).max(0.0).round() as usize;
        y.min(cut.pixels.height)
    });
    let mut inked = vec![false; cut.pixels.width];
    for y in top..bottom {
        for (inked, v) in inked.iter_mut().zip(cut.pixels.row(y)) {
            *inked |= *v < INK;
        }
    }
    inked
}

/// The longest stretch of white columns between two places, in columns.
fn white_between(inked: &[bool], from: f32, to: f32) -> f32 {
    let first = (from.max(0.0) as usize).min(inked.len());
    let last = (to.max(0.0) as usize).clamp(first, inked.len());
    let between = inked[first..last].split(|inked| *inked).map(<[bool]>::len);
    between.max().unwrap_or(0) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Rect;
    use crate::ocr::gray::Gray;
    use crate::ocr::recogniser::DOUBTFUL;

    /// Which digits of a number are doubted whose bars of 8 pixels stand at these columns; body 20.
    fn doubted(text: &str, columns: &[usize]) -> String {
        let mut gray = Gray::white(400, 60);
        let mut characters = Vec::new();
        for (c, x) in text.chars().zip(columns) {
            if c != ' ' {
                (20..44).for_each(|y| gray.fill_row(y, *x..x + 8, 0));
            }
            characters.push(Character {
                text: format_compact!("{c}"),
                confidence: 0.999,
                runner_up: None,
                start: *x as f32 + 3.0,
                end: *x as f32 + 5.0,
            });
        }
        // A point that is still there says nothing.
        (40..44).for_each(|y| gray.fill_row(y, 52..56, 0));
        let line = TextLine {
            x0: 10.0,
            x1: 390.0,
            baseline: 44.0,
            body: 20.0,
            clip: Rect::new(0.0, 0.0, 400.0, 60.0),
            ..TextLine::default()
        };
        let cut = Cut { pixels: gray, x: 0.0, y: 0.0 };
        let scale = HEIGHT as f32 / 60.0;
        characters.iter_mut().for_each(|c| (c.start, c.end) = (c.start * scale, c.end * scale));
        doubt_lost(&line, &cut, &mut characters);
        let found = characters.iter().filter(|c| c.confidence < DOUBTFUL);
        found.map(|c| c.text.as_str()).collect()
    }

    #[test]
    fn white_as_wide_as_a_point_between_digits_is_doubted() {
        assert_eq!(doubted("39", &[40, 60]), "39");
        assert_eq!(doubted("39", &[40, 52]), "");
        assert_eq!(doubted("19", &[40, 58]), "", "a 1 is narrow");
        assert_eq!(doubted("518620", &[40, 52, 64, 84, 96, 108]), "86");
        assert_eq!(doubted("5186", &[40, 60, 80, 100]), "", "letters far apart");
        assert_eq!(doubted("ก9", &[40, 62]), "");
        assert_eq!(doubted("3 9", &[40, 48, 60]), "39", "a space in place of a point");
    }

    #[test]
    fn a_point_at_an_end_is_doubted_where_there_was_dirt() {
        let doubted = |text: &str| -> usize {
            let of = |c: char| Character {
                text: format_compact!("{c}"),
                confidence: 0.999,
                runner_up: None,
                start: 0.0,
                end: 0.0,
            };
            let mut line: Vec<Character> = text.chars().map(of).collect();
            doubt_added(&mut line);
            line.iter().filter(|c| c.confidence < DOUBTFUL).count()
        };
        assert_eq!(
            (doubted("๓."), doubted(".2 ก"), doubted("2.5"), doubted("ก.พ.๖๗")),
            (1, 1, 0, 0)
        );
    }
}
