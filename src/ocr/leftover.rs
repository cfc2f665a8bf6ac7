//! Ink as large as letters that no line of text accounts for: it was not read.

use crate::geom::Rect;
use crate::ocr::parts::Part;
use crate::ocr::text_line::TextLine;

/// Heights of letters, in body heights of the page: from …
const LOWEST: f32 = 0.55;
/// … to.
const HIGHEST: f32 = 4.0;
/// A letter is wider than this part of its height; a stroke is not …
const NARROWEST: f32 = 0.22;
/// … and no wider than this.
const WIDEST: f32 = 3.0;
/// Ink fills at most this part of the box of a letter.
const FILLED: f32 = 0.75;
/// Letters of one word stand nearer than this part of their height.
const NEAR: f32 = 0.9;
/// They share at least this part of their rows.
const BESIDE: f32 = 0.5;
/// Heights of letters of one word differ by less than this factor.
const ALIKE: f32 = 1.9;
/// Fewer letters may be a picture or dirt.
const FEWEST: usize = 3;
/// What belongs to a line lies within this many body heights of its ends …
const ENDS: f32 = 0.6;
/// … reaches at most this far above its baseline, in body heights, …
const ABOVE: f32 = 2.2;
/// … and at most this far below.
const BELOW: f32 = 0.75;
/// More pieces than these are dirt or a picture, and none of them counts.
const MOST: usize = 3_000;
/// Places of a page; more say no more.
const MOST_PLACES: usize = 60;

/// The places of words that none of the lines of a page holds; `body`: the page's body height.
pub(super) fn places(parts: &[Part], lines: &[TextLine], body: f32) -> Vec<Rect> {
    let free =
        parts.iter().filter(|p| is_letter(p, body)).filter(|p| !lines.iter().any(|l| holds(l, p)));
    let mut free: Vec<&Part> = free.collect();
    if free.len() > MOST {
        return Vec::new();
    }
    free.sort_by_key(|p| (p.x0, p.y0));
    let mut words: Vec<Vec<&Part>> = Vec::new();
    for p in free {
        match words.iter_mut().find(|word| word.last().is_some_and(|last| follows(last, p))) {
            Some(word) => word.push(p),
            None => words.push(vec![p]),
        }
    }
    let words = words.iter().filter(|word| word.len() >= FEWEST);
    let places = words.filter_map(|w| w.iter().map(|p| p.bounds()).reduce(|a, b| a.union(&b)));
    places.take(MOST_PLACES).collect()
}

/// Whether a piece looks like a letter, where a body is so high.
fn is_letter(p: &Part, body: f32) -> bool {
    let (width, height) = (p.width() as f32, p.height() as f32);
    (LOWEST * body..HIGHEST * body).contains(&height)
        && (NARROWEST * height..WIDEST * height).contains(&width)
        && (p.ink as f32) < FILLED * width * height
}

fn holds(line: &TextLine, p: &Part) -> bool {
    let ((x, y), body) = (p.center(), line.body);
    x > line.x0 - ENDS * body
        && x < line.x1 + ENDS * body
        && y > line.baseline - ABOVE * body
        && y < line.baseline + BELOW * body
}

/// Whether a piece is the next letter of a word behind another.
fn follows(last: &Part, p: &Part) -> bool {
    let (a, b) = (last.height() as f32, p.height() as f32);
    let shared = last.y1.min(p.y1) as f32 - last.y0.max(p.y0) as f32;
    let gap = p.x0 as f32 - last.x1 as f32;
    a.max(b) < ALIKE * a.min(b) && shared > BESIDE * a.min(b) && gap < NEAR * a.max(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(count: usize, x0: usize, bottom: usize) -> Vec<Part> {
        let part = |x0: usize| Part { x0, y0: bottom - 20, x1: x0 + 10, y1: bottom, ink: 90 };
        (0..count).map(|i| part(x0 + 14 * i)).collect()
    }

    #[test]
    fn a_word_that_no_line_holds_is_told() {
        let line =
            TextLine { x0: 100.0, x1: 240.0, baseline: 200.0, body: 20.0, ..TextLine::default() };
        let parts = [letters(10, 100, 200), letters(4, 100, 300), letters(2, 400, 300)].concat();
        assert_eq!(places(&parts, &[line], 20.0), [Rect::new(100.0, 280.0, 152.0, 300.0)]);
    }
}
