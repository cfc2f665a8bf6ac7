//! Lines whose letters are much larger than those around them, headings, or much smaller, small
//! print: each has a body height of its own.

use std::ops::Range;

use crate::ocr::parts::Part;
use crate::ocr::text_line::TextLine;
use crate::ocr::usual::{median, most_frequent};

/// The body height of larger lines, in that of the letters around them: what is less is an
/// ascender, a digit or a bracket.
const LARGER: Range<f32> = 1.42..8.0;
/// The body height of smaller lines, likewise: what is less is dirt.
const SMALLER: Range<f32> = 0.38..0.8;
/// Letters of one line are this high, in the body height of the line.
const ALIKE: Range<f32> = 0.68..1.55;
/// Letters of one line stand on rows that differ by less than this, in body heights.
const SAME_BASELINE: f32 = 0.3;
/// A wider gap, in body heights, parts two lines.
const GAP: f32 = 2.5;
/// A letter is wider than this part of its height; a bracket or a stroke is not.
const WIDE: f32 = 0.4;
/// Larger letters that make a line: fewer may be signs.
const FEWEST_LARGER: usize = 3;
/// Smaller letters that make a line: fewer may be marks or dirt.
const FEWEST_SMALLER: usize = 4;
/// The last letters of a line, whose middle says how high the next one should be and where it
/// should stand.
const LAST: usize = 6;
/// Letters of the usual height so near beside larger ones on one baseline, in body heights of
/// those, …
const BESIDE: f32 = 1.5;
/// … and as many of them as this part of the larger ones show that these are ascenders.
const USUAL: f32 = 0.34;
/// What belongs to a line reaches at most this far above its baseline, in body heights.
const ABOVE: f32 = 1.95;
/// The middle of what belongs to a line lies at most this far below its baseline, in body heights.
const BELOW: f32 = 0.55;
/// The middle of a mark lies at least this far above the baseline, in body heights.
const MARKS: f32 = 0.95;
/// What belongs to a line is no higher than this, in body heights: a bracket.
const HIGHEST: f32 = 2.2;
/// What belongs to a line begins this near to its letters, in body heights.
const NEAR: f32 = 0.6;
/// Letters of another size in one region; more are dirt or a picture.
const MOST_LETTERS: usize = 4_000;
/// Chains of one region; a dense page has 150 lines.
const MOST_CHAINS: usize = 200;

/// The lines of another size among pieces, and the pieces that belong to none of them.
pub(super) struct Apart {
    pub lines: Vec<TextLine>,
    pub rest: Vec<Part>,
}

/// Takes the lines of much larger letters out of the pieces of a region, whose letters have the
/// body height `usual` otherwise.
pub(super) fn larger(parts: &[Part], usual: f32) -> Apart {
    let tall = of_height(parts, LARGER.start * usual * ALIKE.start, LARGER.end * usual);
    let chains = chains(&tall);
    let mut lines: Vec<TextLine> = Vec::new();
    for chain in chains {
        let Some(line) = chain.line() else { continue };
        let is_larger = LARGER.contains(&(line.body / usual));
        let wide = chain.letters.iter().filter(|p| is_wide(p)).count();
        if is_larger && wide >= FEWEST_LARGER && !stands_among_usual(&chain, &line, parts, usual) {
            lines.push(grown(line, parts));
        }
    }
    largest_first(&mut lines);
    let rest = parts.iter().filter(|p| !lines.iter().any(|line| belongs(p, line, parts, usual)));
    Apart { rest: rest.copied().collect(), lines }
}

/// The lines of much smaller letters among pieces that belong to none of the lines of a region.
pub(super) fn smaller(parts: &[Part], lines: &[TextLine], usual: f32) -> Vec<TextLine> {
    let low = of_height(parts, SMALLER.start * usual, SMALLER.end * usual / ALIKE.start);
    let free = low.into_iter().filter(|p| !lines.iter().any(|line| is_within(p, line)));
    let chains = chains(&free.collect::<Vec<_>>());
    let found = chains.iter().filter(|c| c.letters.len() >= FEWEST_SMALLER);
    let found = found.filter_map(Chain::line);
    let mut found: Vec<TextLine> = found.filter(|l| SMALLER.contains(&(l.body / usual))).collect();
    largest_first(&mut found);
    found.into_iter().map(|line| grown(line, parts)).collect()
}

/// The widest lines first; of those that lie over each other only the first.
fn largest_first(lines: &mut Vec<TextLine>) {
    lines.sort_by(|a, b| {
        ((b.x1 - b.x0) * b.body).total_cmp(&((a.x1 - a.x0) * a.body)).then(a.x0.total_cmp(&b.x0))
    });
    let mut kept: Vec<TextLine> = Vec::new();
    for line in lines.drain(..) {
        if !kept.iter().any(|other| overlap(other, &line)) {
            kept.push(line);
        }
    }
    *lines = kept;
}

/// Whether one line lies in the marks or the body of a larger one.
fn overlap(larger: &TextLine, other: &TextLine) -> bool {
    let shared = larger.x1.min(other.x1) - larger.x0.max(other.x0);
    let above = larger.baseline - other.baseline;
    shared > 0.0 && above > -BELOW * larger.body && above < ABOVE * larger.body
}

/// The pieces of a height within a range, in pixels, from left to right.
fn of_height(parts: &[Part], least: f32, most: f32) -> Vec<Part> {
    let found = parts.iter().copied().filter(|p| (least..most).contains(&(p.height() as f32)));
    let mut found: Vec<Part> = found.collect();
    found.sort_by_key(|p| (p.x0, p.y0));
    found
}

fn is_wide(p: &Part) -> bool {
    p.width() as f32 > WIDE * p.height() as f32
}

/// Letters of like height one after another on one baseline.
struct Chain {
    x1: f32,
    letters: Vec<Part>,
}

/// Strings letters together from left to right, each chain of letters of its own height.
fn chains(letters: &[Part]) -> Vec<Chain> {
    let mut out: Vec<Chain> = Vec::new();
    if letters.len() > MOST_LETTERS {
        return out;
    }
    for p in letters {
        let has_room = out.len() < MOST_CHAINS;
        let nearest = out
            .iter_mut()
            .filter_map(|chain| Some((chain.off(p)?, chain)))
            .min_by(|(a, _), (b, _)| a.total_cmp(b));
        match nearest {
            Some((_, chain)) => {
                chain.x1 = chain.x1.max(p.x1 as f32);
                chain.letters.push(*p);
            }
            None if has_room => {
                out.push(Chain { x1: p.x1 as f32, letters: vec![*p] });
            }
            None => {}
        }
    }
    out
}

impl Chain {
    /// How far a letter stands from the row of the last letters; `None` where it is not the next
    /// one.
    fn off(&self, p: &Part) -> Option<f32> {
        let last = &self.letters[self.letters.len().saturating_sub(LAST)..];
        let body = median(last.iter().map(|p| p.height() as f32))?;
        let off = (median(last.iter().map(|p| p.y1 as f32))? - p.y1 as f32).abs();
        let fits = ALIKE.contains(&(p.height() as f32 / body))
            && off < SAME_BASELINE * body
            && p.x0 as f32 - self.x1 < GAP * body;
        fits.then_some(off)
    }

    fn line(&self) -> Option<TextLine> {
        let body = most_frequent(self.letters.iter().map(|p| p.height() as f32))?;
        let baseline = median(self.letters.iter().map(|p| p.y1 as f32))?;
        let x0 = self.letters.iter().map(|p| p.x0).min()? as f32;
        Some(TextLine { x0, x1: self.x1, baseline, body, ..TextLine::default() })
    }
}

/// Whether letters of the usual height stand beside the letters of a chain on their baseline: then
/// those are ascenders, brackets, or letters grown together with their marks.
fn stands_among_usual(chain: &Chain, line: &TextLine, parts: &[Part], usual: f32) -> bool {
    let (from, to) = (line.x0 - BESIDE * line.body, line.x1 + BESIDE * line.body);
    let beside = parts.iter().filter(|p| {
        let (height, x) = (p.height() as f32 / usual, p.center().0);
        ALIKE.contains(&height)
            && is_wide(p)
            && (p.y1 as f32 - line.baseline).abs() < SAME_BASELINE * usual
            && x > from
            && x < to
            && !chain.letters.contains(p)
    });
    beside.count() as f32 > USUAL * chain.letters.len() as f32
}

/// The line with what stands at its ends: a bracket, a dash, a thin letter.
fn grown(mut line: TextLine, parts: &[Part]) -> TextLine {
    let inside = |p: &&Part| {
        let y = p.center().1;
        y < line.baseline
            && y > line.baseline - line.body
            && p.side() > (1.0 - MARKS) * 3.0 * line.body
            && p.height() as f32 <= HIGHEST * line.body
    };
    let mut beside: Vec<Part> = parts.iter().filter(inside).copied().collect();
    let near = NEAR * line.body;
    beside.sort_by_key(|p| p.x0);
    for p in &beside {
        if p.x0 as f32 >= line.x0 && p.x0 as f32 - line.x1 < near {
            line.x1 = line.x1.max(p.x1 as f32);
        }
    }
    beside.sort_by_key(|p| std::cmp::Reverse(p.x1));
    for p in &beside {
        if p.x1 as f32 <= line.x1 && line.x0 - (p.x1 as f32) < near {
            line.x0 = line.x0.min(p.x0 as f32);
        }
    }
    line
}

/// Whether a piece lies within a line of its region, its marks among it.
fn is_within(p: &Part, line: &TextLine) -> bool {
    let ((x, y), near) = (p.center(), NEAR * line.body);
    x > line.x0 - near
        && x < line.x1 + near
        && y > line.baseline - ABOVE * line.body
        && y < line.baseline + BELOW * line.body
        && p.height() as f32 <= HIGHEST * line.body
}

/// Whether a piece belongs to a line of larger letters: what lies where the marks of the line do
/// and is strung together with more pieces than the line has room for is another line.
fn belongs(p: &Part, line: &TextLine, parts: &[Part], usual: f32) -> bool {
    if !is_within(p, line) {
        return false;
    }
    if p.center().1 > line.baseline - MARKS * line.body {
        return true;
    }
    let bottom = p.y1 as f32;
    let beside = parts.iter().filter(|o| {
        (o.y1 as f32 - bottom).abs() < SAME_BASELINE * usual
            && ALIKE.contains(&(o.height() as f32 / usual))
            && is_within(o, line)
    });
    (beside.count() as f32) < (line.x1 - line.x0) / line.body
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The body height of the text around.
    const USUAL: f32 = 20.0;

    fn part(x0: usize, width: usize, y0: usize, y1: usize) -> Part {
        Part { x0, y0, x1: x0 + width, y1, ink: width * (y1 - y0) / 2 }
    }

    /// Letters of a height and half as wide that stand on row `bottom`, the first one at `x0`.
    fn letters(count: usize, height: usize, x0: usize, bottom: usize) -> Vec<Part> {
        let step = height * 7 / 10;
        (0..count).map(|i| part(x0 + step * i, height / 2, bottom - height, bottom)).collect()
    }

    #[test]
    fn a_heading_among_text_has_a_body_height_of_its_own_and_takes_its_marks() {
        let heading = [letters(6, 40, 100, 200), vec![part(105, 16, 140, 154)]].concat();
        let text = [letters(30, 20, 100, 120), letters(30, 20, 100, 260)].concat();
        let found = larger(&[heading, text.clone()].concat(), USUAL);
        let lines: Vec<_> = found.lines.iter().map(|l| (l.x0, l.x1, l.baseline, l.body)).collect();
        assert_eq!(lines, [(100.0, 260.0, 200.0, 40.0)]);
        assert_eq!(found.rest, text);
    }

    #[test]
    fn ascenders_and_brackets_among_letters_are_no_heading() {
        let text = letters(12, 20, 100, 200);
        let tall = [part(130, 12, 165, 200), part(145, 12, 166, 200), part(160, 4, 160, 204)];
        let all = [text, tall.to_vec()].concat();
        assert!(larger(&all, USUAL).lines.is_empty());
    }

    #[test]
    fn small_print_is_found_and_marks_of_a_line_are_none() {
        let line =
            TextLine { x0: 100.0, x1: 400.0, baseline: 200.0, body: 20.0, ..TextLine::default() };
        let marks = letters(6, 12, 110, 176);
        let print = letters(20, 12, 100, 250);
        let found = smaller(&[marks, print].concat(), &[line], USUAL);
        assert_eq!(found.iter().map(|l| (l.baseline, l.body)).collect::<Vec<_>>(), [(250.0, 12.0)]);
    }
}
