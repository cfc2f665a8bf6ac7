//! Pieces of ink → lines of text: what stands on one baseline within one region, and what drawn
//! lines leave of the window each is read through.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::geom::{Point, Rect};
use crate::ocr::crests;
use crate::ocr::gray::Gray;
use crate::ocr::leaders::leaders;
use crate::ocr::leftover;
use crate::ocr::parts::{self, Part};
use crate::ocr::region_lines::{LETTER, MOST_LINES, SAME_BASELINE, region_lines};
use crate::ocr::regions::Regions;
use crate::ocr::signs::{self, Sign};
use crate::ocr::stroke::{Stroke, Strokes};
use crate::ocr::taken::Taken;
use crate::ocr::text_line::{Band, TextLine};
use crate::ocr::usual::most_frequent;

/// Heights of pieces, in points, that may belong to text: a full stop to the tallest bracket.
const HEIGHTS: Range<f32> = 0.25..75.0;
/// A wider piece, in points, is no letter.
const WIDEST: f32 = 200.0;
/// The lowest body height, in points, that text can have.
const LOWEST_BODY: f32 = 2.2;
/// A smaller piece, in body heights, is dirt, not even a full stop.
const TINIEST: f32 = 0.07;
/// Discs and squares are at least this high and wide, in body heights.
const SOLID_SIDE: f32 = 0.8;
/// Their width and height differ by no more than this part of the longer one.
const SOLID_UNLIKE: f32 = 0.35;
/// They fill at least this part of their box; a disc fills 0.79 of it.
const SOLID_FILLED: f32 = 0.66;
/// Grays of the inside of a disc differ by no more; those of a blurred letter by its strokes.
const ONE_GRAY: u8 = 70;
/// Ink that goes on into a drawn line from below is a mark where no more columns of it stand beside
/// each other, in body heights; more is the drawn line itself.
const WIDEST_STUB: f32 = 0.6;
/// Marks that go on into a drawn line take no more than this part of the columns of the line of
/// text; more is the drawn line itself.
const STUB_COLUMNS: f32 = 0.3;
/// A mark above a drawn line ends no further above it, in body heights, where it belongs to the
/// line below.
const HANGS: f32 = 0.45;
/// What such a mark stands on begins no further below it, in body heights.
const STANDS: f32 = 0.4;
/// Such a mark may stand this far beside what it stands on, in body heights.
const BESIDE: f32 = 0.15;
/// What hangs below a letter begins this near to its baseline, in body heights.
const BELOW_LETTER: f32 = 0.12;
/// A level stroke cuts a window short where it runs along this part of the line of text.
const ALONG: f32 = 0.3;
/// An upright stroke cuts a window short where it stands no further inside the line of text than
/// this, in body heights.
const WITHIN: f32 = 0.3;

/// What stands alone in a cell is narrower than this, in body heights.
const LONE: f32 = 2.5;
/// Heights of a sign that stands alone in a cell, in body heights.
const LONE_HEIGHT: Range<f32> = 0.4..2.4;

/// How far below the baseline an underline lies, in body heights.
const UNDERLINE: Range<f32> = 0.04..0.5;
/// An underline is no longer than the text on either side, in body heights.
const UNDERLINE_ENDS: f32 = 1.0;

/// What was found on a page.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The lines of text, from top to bottom.
    pub lines: Vec<TextLine>,
    /// Drawn lines that run through marks of the line of text below them.
    pub through: Vec<Rect>,
    /// Filled discs and squares as high as letters.
    pub solid: Vec<Part>,
    /// Boxes to tick, and ticks.
    pub signs: Vec<Sign>,
    /// Dots of dotted lines to fill in.
    pub dots: Vec<Part>,
    /// Crests and emblems.
    pub crests: Vec<Rect>,
    /// Places of words that belong to no line.
    pub left: Vec<Rect>,
}

/// The lines of text among pieces of ink; `scale`: pixels a point.
pub(super) fn find(
    gray: &Gray,
    parts: &[Part],
    strokes: &Strokes,
    regions: &Regions,
    scale: f32,
    taken: Taken,
) -> Found {
    let parts = parts.iter().copied().filter(|p| may_be_text(p, scale));
    let parts: Vec<Part> = parts.collect();
    let Some(body) = body_height(&parts, scale) else { return Found::default() };
    let parts = parts.into_iter().filter(|p| p.side() >= TINIEST * body);
    let (mut solid, mut parts): (Vec<Part>, Vec<Part>) =
        parts.partition(|p| is_solid(p, body, gray));
    let is_sharp = taken == Taken::ByScanner;
    let signs = if is_sharp { signs::find(gray, &parts, body) } else { Vec::new() };
    parts.retain(|p| !signs.iter().any(|sign| sign.owns(p)));
    parts.extend(signs.iter().flat_map(|sign| sign.beside(gray)));
    solid.retain(|p| !signs.iter().any(|sign| sign.owns(p)));
    let crests = if is_sharp { crests::find(gray, &parts, body) } else { Vec::new() };
    parts.retain(|p| !crests.iter().any(|crest| holds(crest, p)));
    solid.retain(|p| !crests.iter().any(|crest| holds(crest, p)));
    let dots = if is_sharp { leaders(&parts, body) } else { Vec::new() };
    let (dots, parts) = apart(&parts, &dots.into_iter().collect());
    let mut lines = in_regions(&parts, regions, body);
    let hung = hung_marks(&lines, &parts, strokes);
    if !hung.is_empty() {
        let marks = hung.iter().map(|mark| mark.part).collect();
        lines = in_regions(&apart(&parts, &marks).1, regions, body);
    }
    let mut through = Vec::new();
    let all = lines.clone();
    for line in &mut lines {
        line.clip = clip(line, strokes);
        line.free_above = is_free_above(line, &all);
        let under = if is_sharp { underlines(line, strokes) } else { Vec::new() };
        if !under.is_empty() {
            line.clip.y1 = line.bottom();
            through.extend(under);
        }
        let Some(ceiling) = Ceiling::of(line, strokes) else { continue };
        if has_hung_mark(line, &ceiling, &hung, &parts) {
            line.clip.y0 = line.top();
            let Band { top, bottom } = ceiling.band();
            through.push(Rect { x0: line.x0, y0: top, x1: line.x1, y1: bottom });
        } else if has_stubs(gray, line, ceiling.band().bottom) {
            line.stubs = Some(ceiling.band());
        }
    }
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.x0.total_cmp(&b.x0)));
    let left = leftover::places(&parts, &lines, body);
    Found { lines, through, solid, signs, dots, crests, left }
}

/// Whether the middle of a piece lies in a place.
fn holds(place: &Rect, p: &Part) -> bool {
    let (x, y) = p.center();
    place.contains(Point { x, y })
}

fn may_be_text(p: &Part, scale: f32) -> bool {
    HEIGHTS.contains(&(p.height() as f32 / scale)) && p.width() as f32 / scale < WIDEST
}

/// The height of most pieces of a page: that of its letters without what rises above them.
fn body_height(parts: &[Part], scale: f32) -> Option<f32> {
    let heights = parts.iter().map(|p| p.height() as f32);
    most_frequent(heights.filter(|h| *h / scale >= LOWEST_BODY))
}

/// The lines of each region.
fn in_regions(parts: &[Part], regions: &Regions, body: f32) -> Vec<TextLine> {
    let mut by_region: BTreeMap<u32, Vec<Part>> = BTreeMap::new();
    for p in parts {
        let (x, y) = p.center();
        by_region.entry(regions.at(x, y)).or_default().push(*p);
    }
    let mut out = Vec::new();
    for (region, parts) in by_region {
        let mut lines = region_lines(&parts, body);
        if regions.is_enclosed(region) {
            // Labels stand in running text: a cell begins with a number, which is higher than letters.
            lines.iter_mut().for_each(|line| line.label = None);
            lines.extend(lone_sign(&parts, body).filter(|_| lines.is_empty()));
            if let [only] = lines.as_mut_slice() {
                only.is_lone = only.x1 - only.x0 < LONE * only.body;
            }
        }
        out.extend(lines);
        if out.len() > MOST_LINES {
            break;
        }
    }
    out.truncate(MOST_LINES);
    out
}

/// The line of the largest piece of a cell in which no letters stand, where it may be a sign.
fn lone_sign(parts: &[Part], body: f32) -> Option<TextLine> {
    let largest = parts.iter().max_by_key(|p| p.width() * p.height())?;
    let (x0, x1) = (largest.x0 as f32, largest.x1 as f32);
    let line = TextLine { x0, x1, baseline: largest.y1 as f32, body, ..TextLine::default() };
    LONE_HEIGHT.contains(&(largest.height() as f32 / body)).then_some(line)
}

/// Whether a piece is a filled disc or square.
fn is_solid(p: &Part, body: f32, gray: &Gray) -> bool {
    let (width, height) = (p.width() as f32, p.height() as f32);
    width.min(height) >= SOLID_SIDE * body
        && (width - height).abs() <= SOLID_UNLIKE * width.max(height)
        && p.ink as f32 >= SOLID_FILLED * width * height
        && has_one_gray(p, gray)
}

/// Whether the middle of a piece, half as wide and high as it is, is of one gray.
fn has_one_gray(p: &Part, gray: &Gray) -> bool {
    let (dx, dy) = (p.width() / 4, p.height() / 4);
    let inside = (p.y0 + dy..p.y1 - dy).flat_map(|y| &gray.row(y)[p.x0 + dx..p.x1 - dx]);
    let (least, most) = inside.fold((255u8, 0u8), |(least, most), v| (least.min(*v), most.max(*v)));
    most.saturating_sub(least) <= ONE_GRAY
}

/// The drawn line that cuts the window of a line of text short above.
#[derive(Debug, Clone, Copy)]
struct Ceiling {
    /// The row in its middle.
    y: f32,
    /// Half of its thickness.
    half: f32,
}

impl Ceiling {
    fn of(line: &TextLine, strokes: &Strokes) -> Option<Ceiling> {
        let along = strokes.level.iter().filter(|s| runs_along(s, line));
        let ceilings = along.map(|s| Ceiling { y: s.at(center(line)), half: s.reach() });
        ceilings
            .filter(|c| c.y < line.middle() && c.y > line.top())
            .max_by(|a, b| a.y.total_cmp(&b.y))
    }

    fn band(&self) -> Band {
        Band { top: self.y - self.half, bottom: self.y + self.half }
    }
}

/// The column in the middle of a line of text.
fn center(line: &TextLine) -> f32 {
    (line.x0 + line.x1) / 2.0
}

/// The places of the strokes that underline a line of text.
fn underlines(line: &TextLine, strokes: &Strokes) -> Vec<Rect> {
    let under = strokes.level.iter().filter(|s| is_underline(s, line));
    under.map(|s| place_of(s, s.at(center(line)))).collect()
}

/// The place of a level stroke whose middle lies in row `y`.
fn place_of(s: &Stroke, y: f32) -> Rect {
    Rect::new(s.from, y - s.reach(), s.to, y + s.reach())
}

/// Whether a level stroke underlines a line of text, or words of it: it is no longer, and marks
/// below the letters cross it.
fn is_underline(s: &Stroke, line: &TextLine) -> bool {
    let below = s.at(center(line)) - line.baseline;
    (UNDERLINE.start * line.body..UNDERLINE.end * line.body).contains(&below)
        && s.from > line.x0 - UNDERLINE_ENDS * line.body
        && s.to < line.x1 + UNDERLINE_ENDS * line.body
}

/// Whether a level stroke runs along a good part of a line of text.
fn runs_along(s: &Stroke, line: &TextLine) -> bool {
    s.to.min(line.x1) - s.from.max(line.x0) >= ALONG * (line.x1 - line.x0)
}

/// Whether marks of a line of text reach into the drawn line above it, which ends at row `bottom`.
fn has_stubs(gray: &Gray, line: &TextLine, bottom: f32) -> bool {
    let row = bottom.max(0.0).round() as usize;
    if row + 2 > gray.height {
        return false;
    }
    let first = (line.x0.max(0.0) as usize).min(gray.width);
    let last = (line.x1.max(0.0) as usize).min(gray.width);
    let (upper, lower) = (gray.row(row), gray.row(row + 1));
    let dark: Vec<bool> = (first..last).map(|x| upper[x].max(lower[x]) < parts::INK).collect();
    let count = dark.iter().filter(|d| **d).count();
    let widest = dark.split(|d| !d).map(<[bool]>::len).max().unwrap_or(0);
    count > 0
        && count as f32 <= STUB_COLUMNS * dark.len() as f32
        && widest as f32 <= WIDEST_STUB * line.body
}

/// A mark that stands above a drawn line though the line of text it belongs to is below it: text
/// without any space above it rises over the ruling of its cell.
#[derive(Debug, Clone, Copy)]
struct HungMark {
    /// Its place among the pieces.
    part: usize,
    /// The row in the middle of that drawn line.
    under: f32,
}

fn hung_marks(lines: &[TextLine], parts: &[Part], strokes: &Strokes) -> Vec<HungMark> {
    let mut out = Vec::new();
    for line in lines {
        let Some(ceiling) = Ceiling::of(line, strokes) else { continue };
        let cell = Below::new(line, ceiling, parts);
        for (part, p) in parts.iter().enumerate() {
            if is_above(p, line) && cell.owns(p) && !lines.iter().any(|l| cell.is_left_to(l, p)) {
                out.push(HungMark { part, under: ceiling.y });
            }
        }
    }
    out
}

/// A line of text right below a drawn line.
struct Below<'a> {
    line: &'a TextLine,
    ceiling: Ceiling,
    /// The pieces that marks of the line may stand on.
    near: Vec<&'a Part>,
}

impl<'a> Below<'a> {
    fn new(line: &'a TextLine, ceiling: Ceiling, parts: &'a [Part]) -> Below<'a> {
        let (left, right) = (line.x0 - line.body, line.x1 + line.body);
        let near = parts.iter().filter(|p| (p.x0 as f32) < right && p.x1 as f32 > left);
        Below { line, ceiling, near: near.collect() }
    }

    /// Whether a piece above the drawn line looks like a mark of this line of text: no higher than
    /// one, close above the drawn line, with something below it to stand on.
    fn owns(&self, p: &Part) -> bool {
        let body = self.line.body;
        let (top, bottom) = (p.y0 as f32, p.y1 as f32);
        bottom <= self.ceiling.band().bottom
            && self.ceiling.y - bottom < HANGS * body
            && p.height() as f32 <= LETTER.start * body
            && top > self.line.top()
            && self.near.iter().any(|o| self.carries(o, p))
    }

    /// Whether a piece begins below the drawn line, where a mark above it would stand on it.
    fn carries(&self, o: &Part, mark: &Part) -> bool {
        let body = self.line.body;
        let from = o.y0 as f32;
        let shared = o.x1.min(mark.x1) as f32 - o.x0.max(mark.x0) as f32;
        from > self.ceiling.band().top
            && from - (mark.y1 as f32) < STANDS * body
            && shared > -BESIDE * body
    }

    /// Whether a piece belongs to another line, which stands above the drawn line.
    fn is_left_to(&self, other: &TextLine, p: &Part) -> bool {
        other.x0 <= p.x1 as f32
            && p.x0 as f32 <= other.x1
            && other.baseline < self.ceiling.y
            && (p.y0 as f32) < other.baseline + BELOW_LETTER * other.body
            && p.y1 as f32 > other.top()
    }
}

/// Whether a piece lies over a line of text, as far as left and right go.
fn is_above(p: &Part, line: &TextLine) -> bool {
    let x = p.center().0;
    x > line.left() && x < line.right()
}

/// The pieces at some places among them, and the others.
fn apart(parts: &[Part], places: &BTreeSet<usize>) -> (Vec<Part>, Vec<Part>) {
    let all = parts.iter().enumerate();
    let (these, others): (Vec<_>, Vec<_>) = all.partition(|(at, _)| places.contains(at));
    let pieces = |some: Vec<(usize, &Part)>| some.into_iter().map(|(_, p)| *p).collect();
    (pieces(these), pieces(others))
}

/// Whether one of the marks above a drawn line belongs to the line of text below it.
fn has_hung_mark(line: &TextLine, ceiling: &Ceiling, hung: &[HungMark], parts: &[Part]) -> bool {
    hung.iter().any(|mark| mark.under == ceiling.y && is_above(&parts[mark.part], line))
}

/// Whether no other line is so near above a line of text that it reaches into its window.
fn is_free_above(line: &TextLine, all: &[TextLine]) -> bool {
    !all.iter().any(|other| {
        other.baseline < line.baseline - SAME_BASELINE * line.body
            && other.bottom() > line.top()
            && other.x0 <= line.x1
            && line.x0 <= other.x1
    })
}

/// What drawn lines leave of the window of a line of text.
pub(super) fn clip(line: &TextLine, strokes: &Strokes) -> Rect {
    let mut clip = Rect { x0: line.left(), y0: line.top(), x1: line.right(), y1: line.bottom() };
    let middle = line.middle();
    for s in strokes.level.iter().filter(|s| runs_along(s, line)) {
        let y = s.at(center(line));
        if y < middle {
            clip.y0 = clip.y0.max(y + s.reach());
        } else {
            clip.y1 = clip.y1.min(y - s.reach());
        }
    }
    for s in strokes.upright.iter().filter(|s| s.from <= middle && s.to >= middle) {
        let x = s.at(middle);
        if x < line.x0 + WITHIN * line.body {
            clip.x0 = clip.x0.max(x + s.reach());
        }
        if x > line.x1 - WITHIN * line.body {
            clip.x1 = clip.x1.min(x - s.reach());
        }
    }
    clip
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pixels a point: letters of 20 pixels are 10 points high.
    const SCALE: f32 = 2.0;

    /// A page of ink: what is drawn on it, its pieces and its drawn lines.
    struct Paper {
        gray: Gray,
        parts: Vec<Part>,
        strokes: Strokes,
    }

    impl Paper {
        fn new() -> Paper {
            Paper { gray: Gray::white(600, 400), parts: Vec::new(), strokes: Strokes::default() }
        }

        /// A black box that counts as a piece whose ink fills this part of it.
        fn piece(mut self, x0: usize, width: usize, rows: Range<usize>, filled: f32) -> Paper {
            let Range { start: y0, end: y1 } = rows.clone();
            rows.for_each(|y| self.gray.fill_row(y, x0..x0 + width, 0));
            let ink = (width as f32 * (y1 - y0) as f32 * filled) as usize;
            self.parts.push(Part { x0, y0, x1: x0 + width, y1, ink });
            self
        }

        /// Letters of 10 × 20 pixels that stand on row `bottom`, the first one at `x0`.
        fn letters(self, count: usize, x0: usize, bottom: usize) -> Paper {
            (0..count).fold(self, |p, i| p.piece(x0 + 14 * i, 10, bottom - 20..bottom, 0.5))
        }

        /// A drawn line of three pixels across the page, its middle at row `y`.
        fn level(mut self, y: f32) -> Paper {
            let stroke = Stroke { from: 0.0, to: 600.0, pos: y, slope: 0.0, thickness: 3.0 };
            self.strokes.level.push(stroke);
            self
        }

        /// A drawn line of three pixels from top to bottom, its middle at column `x`.
        fn upright(mut self, x: f32) -> Paper {
            let stroke = Stroke { from: 0.0, to: 400.0, pos: x, slope: 0.0, thickness: 3.0 };
            self.strokes.upright.push(stroke);
            self
        }

        fn found(&self) -> Found {
            let size = (self.gray.width, self.gray.height);
            let regions = Regions::new(&self.strokes, size, SCALE);
            find(&self.gray, &self.parts, &self.strokes, &regions, SCALE, Taken::ByScanner)
        }
    }

    fn places(found: &Found) -> Vec<(f32, f32, f32)> {
        found.lines.iter().map(|l| (l.x0, l.x1, l.baseline)).collect()
    }

    #[test]
    fn two_lines_with_a_mark_a_speck_and_a_disc_are_two_lines() {
        let paper = Paper::new()
            .letters(10, 100, 200)
            .letters(8, 100, 260)
            .piece(128, 6, 170..176, 0.6) // a mark above the first line
            .piece(400, 1, 100..101, 1.0) // a speck
            .piece(300, 20, 240..260, 0.79); // a disc beside the second line
        let found = paper.found();
        assert_eq!(places(&found), [(100.0, 236.0, 200.0), (100.0, 208.0, 260.0)]);
        assert!(found.lines.iter().all(|l| l.body == 20.0 && l.stubs.is_none()));
        assert_eq!(found.solid, [Part { x0: 300, y0: 240, x1: 320, y1: 260, ink: 316 }]);
        assert!(found.through.is_empty());
    }

    #[test]
    fn a_square_of_many_grays_is_a_letter_and_no_disc() {
        let mut paper = Paper::new().letters(10, 100, 200).piece(240, 20, 180..200, 0.79);
        paper.gray.fill_row(190, 246..254, 200);
        let found = paper.found();
        assert!(found.solid.is_empty());
        assert_eq!(places(&found), [(100.0, 260.0, 200.0)]);
    }

    #[test]
    fn a_drawn_line_parts_letters_that_stand_on_one_baseline_and_clips_both_lines() {
        let letters = || Paper::new().letters(8, 100, 200).letters(8, 220, 200);
        assert_eq!(places(&letters().found()), [(100.0, 328.0, 200.0)]);
        let found = letters().upright(214.0).found();
        assert_eq!(places(&found), [(100.0, 208.0, 200.0), (220.0, 328.0, 200.0)]);
        assert_eq!((found.lines[0].clip.x1, found.lines[1].clip.x0), (211.5, 216.5));
    }

    #[test]
    fn a_line_right_above_is_seen_and_one_far_above_is_not() {
        let found = Paper::new().letters(8, 100, 200).letters(8, 100, 245).found();
        assert_eq!(found.lines.iter().map(|l| l.free_above).collect::<Vec<_>>(), [true, false]);
        let found = Paper::new().letters(8, 100, 200).letters(8, 100, 265).found();
        assert!(found.lines.iter().all(|l| l.free_above));
    }

    #[test]
    fn a_mark_above_the_ruling_of_its_cell_belongs_to_the_line_below() {
        let found =
            Paper::new().letters(8, 100, 200).piece(128, 6, 167..173, 0.6).level(174.0).found();
        assert_eq!(places(&found), [(100.0, 208.0, 200.0)]);
        assert_eq!(found.through, [Rect::new(100.0, 171.5, 208.0, 176.5)]);
        assert_eq!(found.lines[0].clip.y0, found.lines[0].top(), "its window is whole again");
    }

    #[test]
    fn what_hangs_from_a_line_above_the_ruling_stays_with_that_line() {
        let found = Paper::new()
            .letters(8, 100, 166)
            .letters(8, 100, 200)
            .piece(128, 6, 167..173, 0.6)
            .level(174.0)
            .found();
        assert!(found.through.is_empty());
        assert_eq!(found.lines[1].clip.y0, 176.5);
    }

    #[test]
    fn marks_that_reach_into_a_ruling_leave_stubs_there() {
        let mut paper = Paper::new().letters(8, 100, 200).level(174.0);
        assert_eq!(paper.found().lines[0].stubs, None);
        (176..180).for_each(|y| paper.gray.fill_row(y, 130..134, 0));
        let stubs = paper.found().lines[0].stubs;
        assert_eq!(stubs, Some(Band { top: 171.5, bottom: 176.5 }));
        (176..180).for_each(|y| paper.gray.fill_row(y, 100..208, 0));
        assert_eq!(paper.found().lines[0].stubs, None, "that is the drawn line itself");
    }

    #[test]
    fn an_underline_is_taken_out_and_the_border_of_a_cell_clips() {
        let mut paper = Paper::new().letters(8, 100, 200);
        let under = |from, to| Stroke { from, to, pos: 205.0, slope: 0.0, thickness: 3.0 };
        paper.strokes.level = vec![under(100.0, 210.0)];
        let found = paper.found();
        assert_eq!(found.through, [Rect::new(100.0, 202.5, 210.0, 207.5)]);
        assert_eq!(found.lines[0].clip.y1, found.lines[0].bottom());
        paper.strokes.level = vec![under(20.0, 400.0)];
        let found = paper.found();
        assert!(found.through.is_empty() && found.lines[0].clip.y1 == 202.5);
    }

    #[test]
    fn a_page_without_text_has_no_lines() {
        let found = Paper::new().piece(100, 1, 100..101, 1.0).level(174.0).found();
        assert!(found.lines.is_empty() && found.solid.is_empty());
    }
}
