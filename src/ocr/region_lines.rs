//! The lines of text of one region: letters strung together along their baselines, and what stands
//! beside them.

use std::cmp::Reverse;
use std::ops::Range;

use crate::ocr::labels::label;
use crate::ocr::parts::Part;
use crate::ocr::sizes::{self, Apart};
use crate::ocr::text_line::TextLine;
use crate::ocr::usual::{median, most_frequent};

/// Pieces of these heights, in body heights, are letters that stand on the baseline.
pub(super) const LETTER: Range<f32> = 0.72..1.45;
/// Letters whose bottoms differ by less than this, in body heights, stand on one baseline.
pub(super) const SAME_BASELINE: f32 = 0.33;
/// Lines of a page; a dense one has 150.
pub(super) const MOST_LINES: usize = 1_500;

/// Pieces of these heights, in body heights of the page, say how high the letters of a region are.
const REGION_LETTER: Range<f32> = 0.55..2.5;
/// Pieces of these heights, in body heights of the region, say how high the letters of a line are.
const LINE_LETTER: Range<f32> = 0.75..1.35;
/// As many letters are needed before a body height of a region's or a line's own is believed …
const ENOUGH: usize = 8;
/// … or that all letters of the region are larger than the page's by this factor.
const LARGER: f32 = 1.5;
/// A wider gap, in body heights, parts two lines.
const GAP: f32 = 3.5;
/// Baselines nearer than this, in body heights, are one: the line of fewer letters is vowels and
/// marks of the other.
const NEAREST: f32 = 1.35;
/// Lines that touch and whose baselines differ by less than this, in body heights, are one.
const GROWN_TOGETHER: f32 = SAME_BASELINE * 1.5;
/// The last letters of a line, whose mean says where the next one should stand.
const LAST: usize = 6;
/// Smaller pieces, in body heights, are specks …
const SPECK: f32 = 0.15;
/// … or a full stop, where they end this near to the baseline, in body heights, …
const ON_BASELINE: f32 = 0.2;
/// … and nearer than this to the end of the line, in body heights.
const STOP_GAP: f32 = 0.6;
/// The middle of what stands beside letters lies no further above their baseline, in body heights.
const BESIDE_ABOVE: f32 = 1.2;
/// The middle of what stands beside letters lies no further below their baseline, in body heights.
const BESIDE_BELOW: f32 = 0.4;
/// What stands beside letters is no higher than this, in body heights: a bracket.
const BESIDE_HEIGHT: f32 = 2.6;
/// Widths of a dash that stands alone, in body heights.
const DASH_WIDTH: Range<f32> = 0.25..4.0;
/// A dash is lower than this, in body heights.
const DASH_HEIGHT: f32 = 0.5;
/// A dash is wider than high by more than this factor.
const DASH_SHAPE: f32 = 1.5;
/// How far its middle lies above the baseline, in body heights.
const DASH_RISE: f32 = 0.4;

/// The lines of the pieces of one region; `usual`: the body height of the page.
pub(super) fn region_lines(parts: &[Part], usual: f32) -> Vec<TextLine> {
    let body = own_body(parts, usual);
    let Apart { lines: larger, rest } = sizes::larger(parts, body);
    let mut lines = lines_of(&rest, body);
    if lines.is_empty() && larger.is_empty() {
        lines.extend(lone_dash(parts, usual));
    }
    lines.extend(larger);
    let smaller = sizes::smaller(&rest, &lines, body);
    lines.extend(smaller);
    merge(lines)
}

/// The lines of letters of one body height.
fn lines_of(parts: &[Part], body: f32) -> Vec<TextLine> {
    let mut chains = chains(parts, body);
    // The fullest first: what overlaps one of those, too near to be a line, are marks of it.
    chains.sort_by(|a, b| b.letters().cmp(&a.letters()).then(a.x0.total_cmp(&b.x0)));
    let mut kept: Vec<Chain> = Vec::new();
    for chain in chains {
        if !kept.iter().any(|fuller| chain.is_marks_of(fuller, body)) {
            kept.push(chain);
        }
    }
    kept.iter().map(|c| c.line(parts, body)).collect()
}

/// The body height of a region: its own where enough letters say so, else the page's.
fn own_body(parts: &[Part], usual: f32) -> f32 {
    let heights = parts.iter().map(|p| p.height() as f32);
    let heights: Vec<f32> = heights.filter(|h| REGION_LETTER.contains(&(h / usual))).collect();
    match most_frequent(heights.iter().copied()) {
        Some(own) if heights.len() >= ENOUGH => own,
        Some(own) if heights.iter().all(|h| *h > LARGER * usual) => own,
        _ => usual,
    }
}

/// Lines that grew into each other are one.
fn merge(mut lines: Vec<TextLine>) -> Vec<TextLine> {
    lines.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut out: Vec<TextLine> = Vec::new();
    for line in lines {
        let same = out.iter_mut().find(|o| {
            (o.baseline - line.baseline).abs() < GROWN_TOGETHER * o.body
                && line.x0 <= o.x1
                && LINE_LETTER.contains(&(line.body / o.body))
        });
        match same {
            Some(one) => one.x1 = one.x1.max(line.x1),
            None => out.push(line),
        }
    }
    out
}

/// Letters one after another on one baseline.
struct Chain {
    x0: f32,
    x1: f32,
    /// Where each of its letters stands, from left to right.
    bottoms: Vec<f32>,
}

/// Strings letters together from left to right.
fn chains(parts: &[Part], body: f32) -> Vec<Chain> {
    let letters = parts.iter().filter(|p| LETTER.contains(&(p.height() as f32 / body)));
    let mut letters: Vec<&Part> = letters.collect();
    letters.sort_by_key(|p| (p.x0, p.y0));
    let mut out: Vec<Chain> = Vec::new();
    for letter in letters {
        let bottom = letter.y1 as f32;
        let fitting = out.iter_mut().filter(|chain| chain.goes_on_with(letter, body));
        let nearest = fitting.min_by(|a, b| a.off(bottom).total_cmp(&b.off(bottom)));
        if let Some(chain) = nearest {
            chain.add(letter);
        } else if out.len() < MOST_LINES {
            out.push(Chain::new(letter));
        }
    }
    out
}

impl Chain {
    fn new(letter: &Part) -> Chain {
        let bottoms = vec![letter.y1 as f32];
        Chain { x0: letter.x0 as f32, x1: letter.x1 as f32, bottoms }
    }

    fn add(&mut self, letter: &Part) {
        self.x1 = self.x1.max(letter.x1 as f32);
        self.bottoms.push(letter.y1 as f32);
    }

    fn letters(&self) -> usize {
        self.bottoms.len()
    }

    /// Whether a letter right of it is its next one.
    fn goes_on_with(&self, letter: &Part, body: f32) -> bool {
        letter.x0 as f32 - self.x1 < GAP * body && self.off(letter.y1 as f32) < SAME_BASELINE * body
    }

    /// How far from the row of its last letters a letter stands.
    fn off(&self, bottom: f32) -> f32 {
        let last = &self.bottoms[self.letters().saturating_sub(LAST)..];
        (last.iter().sum::<f32>() / last.len().max(1) as f32 - bottom).abs()
    }

    /// The row that most of its letters stand on.
    fn baseline(&self) -> f32 {
        median(self.bottoms.iter().copied()).unwrap_or_default()
    }

    /// Whether it lies so near to a chain of more letters that it is vowels and marks of that.
    fn is_marks_of(&self, fuller: &Chain, body: f32) -> bool {
        let shared = self.x1.min(fuller.x1 + body) - self.x0.max(fuller.x0 - body);
        (self.baseline() - fuller.baseline()).abs() < NEAREST * body && shared > 0.0
    }

    /// The line, with what stands on it beside its letters: dashes, brackets, stops.
    fn line(&self, parts: &[Part], body: f32) -> TextLine {
        let baseline = self.baseline();
        let beside = parts.iter().filter(|p| stands_beside(p, baseline, body));
        let mut beside: Vec<&Part> = beside.collect();
        beside.sort_by_key(|p| p.x0);
        let x1 = self.end(&beside, body);
        beside.retain(|p| !is_speck(p, body));
        beside.sort_by_key(|p| Reverse(p.x1));
        let x0 = self.start(&beside, x1, body);
        let within = beside.into_iter().filter(|p| p.x0 as f32 >= x0 && p.x1 as f32 <= x1);
        let within: Vec<&Part> = within.collect();
        let label = label(within.iter().copied(), baseline, body);
        let body = line_body(within.iter().map(|p| p.height() as f32), body);
        TextLine { x0, x1, baseline, body, label, ..TextLine::default() }
    }

    /// Where the line ends with what stands right of its letters; `beside` is in order from the
    /// left.
    fn end(&self, beside: &[&Part], body: f32) -> f32 {
        let mut end = self.x1;
        for p in beside {
            let gap = if is_speck(p, body) { STOP_GAP } else { GAP };
            let from = p.x0 as f32;
            if from >= self.x0 && from - end < gap * body {
                end = end.max(p.x1 as f32);
            }
        }
        end
    }

    /// Where the line that ends at `end` starts with what stands left of its letters; `beside` is
    /// in order from the right.
    fn start(&self, beside: &[&Part], end: f32, body: f32) -> f32 {
        let mut start = self.x0;
        for p in beside {
            let to = p.x1 as f32;
            if to <= end && start - to < GAP * body {
                start = start.min(p.x0 as f32);
            }
        }
        start
    }
}

fn is_speck(p: &Part, body: f32) -> bool {
    p.side() < SPECK * body
}

/// Whether a piece may belong to a line with this baseline, as far as its height and its place
/// above and below tell.
fn stands_beside(p: &Part, baseline: f32, body: f32) -> bool {
    let y = p.center().1;
    let is_stop = (p.y1 as f32 - baseline).abs() < ON_BASELINE * body;
    (!is_speck(p, body) || is_stop)
        && y > baseline - BESIDE_ABOVE * body
        && y < baseline + BESIDE_BELOW * body
        && p.height() as f32 <= BESIDE_HEIGHT * body
}

/// The body height of a line: its own where enough of the heights of its pieces say so, else that
/// of its region.
fn line_body(heights: impl Iterator<Item = f32>, body: f32) -> f32 {
    let own: Vec<f32> = heights.filter(|h| LINE_LETTER.contains(&(h / body))).collect();
    if own.len() < ENOUGH {
        return body;
    }
    most_frequent(own.into_iter()).unwrap_or(body)
}

/// A dash that stands alone in its region.
fn lone_dash(parts: &[Part], body: f32) -> Option<TextLine> {
    let mut dashes = parts.iter().filter(|p| is_dash(p, body));
    let (Some(only), None) = (dashes.next(), dashes.next()) else { return None };
    let (x0, x1) = (only.x0 as f32, only.x1 as f32);
    let baseline = only.center().1 + DASH_RISE * body;
    Some(TextLine { x0, x1, baseline, body, ..TextLine::default() })
}

fn is_dash(p: &Part, body: f32) -> bool {
    let (width, height) = (p.width() as f32 / body, p.height() as f32 / body);
    DASH_WIDTH.contains(&width) && height < DASH_HEIGHT && width > DASH_SHAPE * height
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The body height of these pages.
    const BODY: f32 = 20.0;

    fn part(x0: usize, width: usize, y0: usize, y1: usize) -> Part {
        Part { x0, y0, x1: x0 + width, y1, ink: width * (y1 - y0) / 2 }
    }

    /// Letters of 10 × 20 pixels that stand on row `bottom`, the first one at `x0`.
    fn letters(count: usize, x0: usize, bottom: usize) -> Vec<Part> {
        (0..count).map(|i| part(x0 + 14 * i, 10, bottom - 20, bottom)).collect()
    }

    fn places(lines: &[TextLine]) -> Vec<(f32, f32, f32)> {
        lines.iter().map(|l| (l.x0, l.x1, l.baseline)).collect()
    }

    #[test]
    fn letters_on_one_baseline_are_a_line_with_what_stands_beside_them() {
        let mut parts = letters(10, 100, 200);
        parts.push(part(60, 6, 175, 205)); // a bracket before it
        parts.push(part(250, 12, 188, 191)); // a dash behind it
        parts.push(part(264, 2, 197, 199)); // a full stop
        parts.push(part(290, 2, 197, 199)); // dirt
        assert_eq!(places(&region_lines(&parts, BODY)), [(60.0, 266.0, 200.0)]);
    }

    #[test]
    fn a_wide_gap_parts_two_lines_and_a_slope_does_not() {
        let apart = [letters(4, 100, 200), letters(4, 100 + 52 + 71, 200)].concat();
        assert_eq!(region_lines(&apart, BODY).len(), 2);
        let near = [letters(4, 100, 200), letters(4, 100 + 52 + 60, 200)].concat();
        assert_eq!(region_lines(&near, BODY).len(), 1);
        let leaning = (0..40).map(|i| part(100 + 14 * i, 10, 180 + i / 2, 200 + i / 2));
        let leaning: Vec<Part> = leaning.collect();
        assert_eq!(region_lines(&leaning, BODY).len(), 1);
    }

    #[test]
    fn what_stands_too_near_above_a_line_is_marks_of_it() {
        let marks = letters(3, 110, 175);
        let parts = [letters(10, 100, 200), marks].concat();
        assert_eq!(places(&region_lines(&parts, BODY)), [(100.0, 236.0, 200.0)]);
        let line_above = [letters(10, 100, 200), letters(3, 110, 172)].concat();
        assert_eq!(region_lines(&line_above, BODY).len(), 2);
    }

    #[test]
    fn a_region_of_larger_letters_has_a_body_height_of_its_own() {
        let title: Vec<Part> = (0..9).map(|i| part(100 + 30 * i, 24, 160, 200)).collect();
        let lines = region_lines(&title, BODY);
        assert_eq!((lines.len(), lines[0].body), (1, 40.0));
        let few = region_lines(&title[..3], BODY);
        assert_eq!(few[0].body, 40.0, "all of them are larger");
    }

    #[test]
    fn a_dash_alone_is_a_line_and_two_are_none() {
        let dash = part(100, 12, 188, 191);
        let lines = region_lines(&[dash], BODY);
        assert_eq!(places(&lines), [(100.0, 112.0, 189.5 + 8.0)]);
        assert!(region_lines(&[dash, part(130, 12, 188, 191)], BODY).is_empty());
        assert!(region_lines(&[part(100, 4, 190, 200)], BODY).is_empty(), "a stroke is no dash");
        assert!(region_lines(&[], BODY).is_empty());
    }
}
