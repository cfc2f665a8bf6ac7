//! Pieces of ink → lines of text: what stands on one baseline within one region, and the window
//! each is read through.

use std::collections::{BTreeMap, BTreeSet};

use crate::ocr::gray::Gray;
use crate::ocr::marks;
use crate::ocr::parts::{self, Part};
use crate::ocr::regions::Regions;
use crate::ocr::strokes::{Stroke, Strokes};

/// A line of text in a picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TextLine {
    /// First and last column of its ink.
    pub x0: f32,
    pub x1: f32,
    pub baseline: f32,
    /// Height of a letter's body, without what rises above it or hangs below.
    pub body: f32,
    /// What drawn lines leave of its window: left, top, right, bottom.
    pub clip: (f32, f32, f32, f32),
    /// Top and bottom of the drawn line above, where marks reach into it.
    pub stubs: Option<(f32, f32)>,
    /// Whether no other line is so near above that something of it reaches into the window.
    pub free_above: bool,
}

/// What was found on a page.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub lines: Vec<TextLine>,
    /// Drawn lines that run through marks of a line below them: left and right end, top and bottom.
    pub through: Vec<(f32, f32, f32, f32)>,
    /// Filled discs and squares as high as letters.
    pub solid: Vec<Part>,
}

/// A window of gray cut around a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cut {
    pub pixels: Gray,
    /// Column and row of the picture at its top left.
    pub x: f32,
    pub y: f32,
}

/// What a window reaches above and below the baseline, in body heights: the recogniser learnt from
/// such windows.
pub(super) const ABOVE: f32 = 2.17;
pub(super) const BELOW: f32 = 0.62;
/// White left and right of a line, in body heights.
const MARGIN: f32 = 0.3;
/// Body heights in points that text can have.
const BODIES: (f32, f32) = (2.2, 30.0);
/// Smaller pieces (in body heights) are specks.
const SPECK: f32 = 0.15;
/// Specks from this size on that stand on the baseline nearer to its end than that (in body
/// heights) are a full stop.
const STOP: (f32, f32) = (0.07, 0.6);
/// Pieces at least so high and wide (in body heights) that are as high as wide (within a part) and
/// have this part of their box filled are discs and squares, where their inside is of one gray. A
/// disc fills 0.79 of its box.
const SOLID: (f32, f32, f32) = (0.8, 0.35, 0.66);
/// Grays of the inside of a disc differ by no more; those of a blurred letter by its strokes.
const ONE_GRAY: u8 = 70;
/// Ink that goes on into a drawn line from below: columns of it next to each other (in body
/// heights), and the part of the line's columns, at most. More is the drawn line itself.
const STUB: (f32, f32) = (0.6, 0.3);
/// A mark above a drawn line ends no further above it (in body heights) than this, where it belongs
/// to the line below.
const HANGS: f32 = 0.45;
/// What it stands on begins no further below it (in body heights).
const STANDS: f32 = 0.4;
/// What hangs below a letter begins at its baseline (within so many body heights).
const BELOW_LETTER: f32 = 0.12;
/// Pieces this high (in body heights) are letters that stand on the baseline.
const LETTER: (f32, f32) = (0.72, 1.45);
/// Letters whose bottoms differ by less than this (in body heights) stand on one baseline.
const SAME_BASELINE: f32 = 0.33;
/// A wider gap (in body heights) parts two lines.
const GAP: f32 = 3.5;
/// Baselines nearer than this (in body heights) are one: the smaller one is vowels and marks of the
/// other.
const NEAREST: f32 = 1.35;
/// So many letters are needed before a region's own body height is believed.
const ENOUGH: usize = 8;
/// Lines of a page; a dense one has 150.
const MOST_LINES: usize = 1_500;
/// Rows and columns at the edge of a window that are this dark are the rest of a drawn line.
const RULED: f32 = 0.45;

/// The lines of text among pieces of ink; `scale`: pixels a point.
pub(super) fn find(
    gray: &Gray,
    parts: &[Part],
    strokes: &Strokes,
    regions: &Regions,
    scale: f32,
) -> Found {
    let sound = |p: &&Part| {
        let h = p.height() as f32 / scale;
        (0.25..BODIES.1 * 2.5).contains(&h) && p.width() as f32 / scale < 200.0
    };
    let parts: Vec<Part> = parts.iter().filter(sound).copied().collect();
    let Some(body) =
        mode_of(parts.iter().map(|p| p.height() as f32).filter(|h| *h / scale >= BODIES.0))
    else {
        return Found::default();
    };
    let tiny = |p: &Part| (p.width().max(p.height()) as f32) < STOP.0 * body;
    let (solid, parts): (Vec<Part>, Vec<Part>) =
        parts.into_iter().filter(|p| !tiny(p)).partition(|p| is_solid(p, body, gray));
    let mut lines = in_regions(&parts, regions, body);
    let hung = hung(&lines, &parts, strokes);
    if !hung.is_empty() {
        let marks: BTreeSet<usize> = hung.iter().map(|(mark, _)| *mark).collect();
        let others: Vec<Part> =
            parts.iter().enumerate().filter(|(i, _)| !marks.contains(i)).map(|(_, p)| *p).collect();
        lines = in_regions(&others, regions, body);
    }
    let mut through = Vec::new();
    let all = lines.clone();
    for line in &mut lines {
        line.clip = clip(line, strokes);
        line.free_above = is_free_above(line, &all);
        let Some((y, half)) = ceiling(line, strokes) else { continue };
        let over = hung.iter().any(|(mark, under)| *under == y && is_above(&parts[*mark], line));
        if over {
            line.clip.1 = line.baseline - ABOVE * line.body;
            through.push((line.x0, line.x1, y - half, y + half));
        } else if has_stubs(gray, line, y + half) {
            line.stubs = Some((y - half, y + half));
        }
    }
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.x0.total_cmp(&b.x0)));
    Found { lines, through, solid }
}

/// The lines of each region.
fn in_regions(parts: &[Part], regions: &Regions, body: f32) -> Vec<TextLine> {
    let mut by_region: BTreeMap<u32, Vec<Part>> = BTreeMap::new();
    for p in parts {
        let (x, y) = p.center();
        by_region.entry(regions.at(x, y)).or_default().push(*p);
    }
    let mut out = Vec::new();
    for parts in by_region.into_values() {
        out.extend(of_region(parts, body));
        if out.len() > MOST_LINES {
            break;
        }
    }
    out.truncate(MOST_LINES);
    out
}

fn is_solid(p: &Part, body: f32, gray: &Gray) -> bool {
    let (w, h) = (p.width() as f32, p.height() as f32);
    let (least, unlike, filled) = SOLID;
    let round = w.min(h) >= least * body
        && (w - h).abs() <= unlike * w.max(h)
        && p.ink as f32 >= filled * w * h;
    round && {
        let (dx, dy) = (p.width() / 4, p.height() / 4);
        let inside = (p.y0 + dy..p.y1 - dy).flat_map(|y| &gray.row(y)[p.x0 + dx..p.x1 - dx]);
        let (least, most) =
            inside.fold((255u8, 0u8), |(least, most), v| (least.min(*v), most.max(*v)));
        most.saturating_sub(least) <= ONE_GRAY
    }
}

/// Whether marks of a line reach into the drawn line above it, which ends at row `y`.
fn has_stubs(gray: &Gray, line: &TextLine, y: f32) -> bool {
    let row = y.max(0.0).round() as usize;
    if row + 2 > gray.height {
        return false;
    }
    let (x0, x1) =
        ((line.x0.max(0.0) as usize).min(gray.width), (line.x1.max(0.0) as usize).min(gray.width));
    let dark: Vec<bool> =
        (x0..x1).map(|x| gray.row(row)[x].max(gray.row(row + 1)[x]) < parts::INK).collect();
    let count = dark.iter().filter(|d| **d).count();
    let widest = dark.split(|d| !d).map(<[bool]>::len).max().unwrap_or(0);
    count > 0 && count as f32 <= STUB.1 * dark.len() as f32 && widest as f32 <= STUB.0 * line.body
}

/// Marks that stand above a drawn line though the line of text they belong to is below it, each by
/// its place among the pieces, with the height of that drawn line: text without any space above it
/// rises over the ruling of its cell.
fn hung(lines: &[TextLine], parts: &[Part], strokes: &Strokes) -> Vec<(usize, f32)> {
    let mut out = Vec::new();
    for line in lines {
        let Some((y, half)) = ceiling(line, strokes) else { continue };
        let body = line.body;
        let near = |p: &&Part| (p.x0 as f32) < line.x1 + body && p.x1 as f32 > line.x0 - body;
        let near: Vec<&Part> = parts.iter().filter(near).collect();
        let is_mark = |p: &Part| {
            let (top, bottom) = (p.y0 as f32, p.y1 as f32);
            let hangs = bottom <= y + half
                && y - bottom < HANGS * body
                && p.height() as f32 <= LETTER.0 * body;
            let below = |o: &&&Part| {
                let from = o.y0 as f32;
                let shared = o.x1.min(p.x1) as f32 - o.x0.max(p.x0) as f32;
                from > y - half && from - bottom < STANDS * body && shared > -0.15 * body
            };
            let of_upper = |l: &TextLine| {
                let over = l.x0 <= p.x1 as f32 && p.x0 as f32 <= l.x1 && l.baseline < y;
                over && top < l.baseline + BELOW_LETTER * l.body
                    && bottom > l.baseline - ABOVE * l.body
            };
            hangs
                && top > line.baseline - ABOVE * body
                && near.iter().any(|o| below(&o))
                && !lines.iter().any(of_upper)
        };
        let marks = parts.iter().enumerate().filter(|(_, p)| is_above(p, line) && is_mark(p));
        out.extend(marks.map(|(i, _)| (i, y)));
    }
    out
}

/// Whether a piece lies over a line, as far as left and right go.
fn is_above(p: &Part, line: &TextLine) -> bool {
    let x = p.center().0;
    x > line.x0 - MARGIN * line.body && x < line.x1 + MARGIN * line.body
}

/// The drawn line that cuts a line's window short above, and half of its thickness.
fn ceiling(line: &TextLine, strokes: &Strokes) -> Option<(f32, f32)> {
    let middle = line.baseline - line.body / 2.0;
    let level = strokes.level.iter().filter(|s| covers(s, line));
    let level = level.map(|s| (s.at((line.x0 + line.x1) / 2.0), s.thickness / 2.0 + 1.0));
    let above = level.filter(|(y, _)| *y < middle && *y > line.baseline - ABOVE * line.body);
    above.max_by(|a, b| a.0.total_cmp(&b.0))
}

/// Whether a level stroke runs along a good part of a line.
fn covers(s: &Stroke, line: &TextLine) -> bool {
    s.to.min(line.x1) - s.from.max(line.x0) >= 0.3 * (line.x1 - line.x0)
}

fn is_free_above(line: &TextLine, all: &[TextLine]) -> bool {
    let top = line.baseline - ABOVE * line.body;
    let reaches = |o: &TextLine| {
        o.baseline < line.baseline - SAME_BASELINE * line.body
            && o.baseline + BELOW * o.body > top
            && o.x0 <= line.x1
            && line.x0 <= o.x1
    };
    !all.iter().any(reaches)
}

/// The most frequent height: the middle of the tenth of heights that holds most.
fn mode_of(heights: impl Iterator<Item = f32>) -> Option<f32> {
    let mut all: Vec<f32> = heights.collect();
    all.sort_by(f32::total_cmp);
    mode(&all)
}

/// See [`mode_of`]; of values in order.
pub(super) fn mode(all: &[f32]) -> Option<f32> {
    let mut best = (0, 0);
    let mut end = 0;
    for start in 0..all.len() {
        while end < all.len() && all[end] <= all[start] * 1.1 + 0.5 {
            end += 1;
        }
        if end - start > best.1 - best.0 {
            best = (start, end);
        }
    }
    all.get((best.0 + best.1) / 2).copied()
}

/// The lines of one region; `usual`: the body height of the page.
fn of_region(parts: Vec<Part>, usual: f32) -> Vec<TextLine> {
    let body = own_body(&parts, usual);
    let mut chains = chains(&parts, body);
    // The fullest first: what overlaps one of those, too near to be a line, are marks of it.
    chains.sort_by(|a, b| b.letters.cmp(&a.letters).then(a.x0.total_cmp(&b.x0)));
    let mut kept: Vec<Chain> = Vec::new();
    for chain in chains {
        let marks_of = |k: &Chain| {
            let shared = chain.x1.min(k.x1 + body) - chain.x0.max(k.x0 - body);
            (chain.base() - k.base()).abs() < NEAREST * body && shared > 0.0
        };
        if !kept.iter().any(marks_of) {
            kept.push(chain);
        }
    }
    let mut lines: Vec<TextLine> = kept.iter().map(|c| c.line(&parts, body)).collect();
    if lines.is_empty() {
        lines.extend(dash(&parts, usual));
    }
    merge(lines)
}

/// Lines that grew into each other are one.
fn merge(mut lines: Vec<TextLine>) -> Vec<TextLine> {
    lines.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut out: Vec<TextLine> = Vec::new();
    for line in lines {
        let same = |o: &&mut TextLine| {
            (o.baseline - line.baseline).abs() < SAME_BASELINE * 1.5 * o.body && line.x0 <= o.x1
        };
        match out.iter_mut().find(same) {
            Some(one) => one.x1 = one.x1.max(line.x1),
            None => out.push(line),
        }
    }
    out
}

/// The body height of a region: its own where enough letters tell, else the page's.
fn own_body(parts: &[Part], usual: f32) -> f32 {
    let heights =
        || parts.iter().map(|p| p.height() as f32).filter(|h| (0.55..2.5).contains(&(h / usual)));
    match mode_of(heights()) {
        Some(own) if heights().count() >= ENOUGH => own,
        // A few letters, all of them larger.
        Some(own) if heights().all(|h| h > 1.5 * usual) => own,
        _ => usual,
    }
}

/// Letters one after another on one baseline.
struct Chain {
    x0: f32,
    x1: f32,
    letters: usize,
    bottoms: Vec<f32>,
}

impl Chain {
    /// Where its last letters stand.
    fn last_base(&self) -> f32 {
        let last = &self.bottoms[self.bottoms.len().saturating_sub(6)..];
        last.iter().sum::<f32>() / last.len().max(1) as f32
    }

    fn base(&self) -> f32 {
        let mut all = self.bottoms.clone();
        all.sort_by(f32::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or_default()
    }

    /// The line, with what stands on it beside its letters: dashes, brackets, stops.
    fn line(&self, parts: &[Part], body: f32) -> TextLine {
        let base = self.base();
        let is_speck = |p: &Part| (p.width().max(p.height()) as f32) < SPECK * body;
        let here = |p: &&Part| {
            let y = p.center().1;
            let stands = !is_speck(p) || (p.y1 as f32 - base).abs() < 0.2 * body;
            stands
                && y > base - 1.2 * body
                && y < base + 0.4 * body
                && p.height() as f32 <= 2.6 * body
        };
        let mut beside: Vec<&Part> = parts.iter().filter(here).collect();
        let (mut x0, mut x1) = (self.x0, self.x1);
        beside.sort_by_key(|p| p.x0);
        for p in &beside {
            let gap = if is_speck(p) { STOP.1 } else { GAP };
            if p.x0 as f32 >= x0 && p.x0 as f32 - x1 < gap * body {
                x1 = x1.max(p.x1 as f32);
            }
        }
        beside.retain(|p| !is_speck(p));
        beside.sort_by_key(|p| std::cmp::Reverse(p.x1));
        for p in &beside {
            if p.x1 as f32 <= x1 && x0 - (p.x1 as f32) < GAP * body {
                x0 = x0.min(p.x0 as f32);
            }
        }
        let own = beside
            .iter()
            .filter(|p| p.x0 as f32 >= x0 && p.x1 as f32 <= x1)
            .map(|p| p.height() as f32);
        let own: Vec<f32> = own.filter(|h| (0.75..1.35).contains(&(h / body))).collect();
        let own = if own.len() >= ENOUGH { mode_of(own.into_iter()).unwrap_or(body) } else { body };
        TextLine {
            x0,
            x1,
            baseline: base,
            body: own,
            clip: (0.0, 0.0, 0.0, 0.0),
            free_above: false,
            stubs: None,
        }
    }
}

/// Strings letters together from left to right.
fn chains(parts: &[Part], body: f32) -> Vec<Chain> {
    let letter = |p: &&Part| (LETTER.0..LETTER.1).contains(&(p.height() as f32 / body));
    let mut letters: Vec<&Part> = parts.iter().filter(letter).collect();
    letters.sort_by_key(|p| (p.x0, p.y0));
    let mut out: Vec<Chain> = Vec::new();
    for p in letters {
        let (x0, x1, bottom) = (p.x0 as f32, p.x1 as f32, p.y1 as f32);
        let off = |c: &Chain| (c.last_base() - bottom).abs();
        let fits = |i: &usize| x0 - out[*i].x1 < GAP * body && off(&out[*i]) < SAME_BASELINE * body;
        match (0..out.len()).filter(fits).min_by(|a, b| off(&out[*a]).total_cmp(&off(&out[*b]))) {
            Some(chain) => {
                let chain = &mut out[chain];
                chain.x1 = chain.x1.max(x1);
                chain.letters += 1;
                chain.bottoms.push(bottom);
            }
            None if out.len() < MOST_LINES => {
                out.push(Chain { x0, x1, letters: 1, bottoms: vec![bottom] })
            }
            None => {}
        }
    }
    out
}

/// A dash that stands alone in its cell.
fn dash(parts: &[Part], body: f32) -> Option<TextLine> {
    let is_dash = |p: &&Part| {
        let (w, h) = (p.width() as f32 / body, p.height() as f32 / body);
        (0.25..4.0).contains(&w) && h < 0.5 && w > 1.5 * h
    };
    let [only] = parts.iter().filter(is_dash).collect::<Vec<_>>()[..] else { return None };
    let baseline = only.center().1 + 0.4 * body;
    let (x0, x1) = (only.x0 as f32, only.x1 as f32);
    Some(TextLine {
        x0,
        x1,
        baseline,
        body,
        clip: (0.0, 0.0, 0.0, 0.0),
        free_above: false,
        stubs: None,
    })
}

/// What drawn lines leave of a line's window.
fn clip(line: &TextLine, strokes: &Strokes) -> (f32, f32, f32, f32) {
    let margin = MARGIN * line.body;
    let (mut left, mut right) = (line.x0 - margin, line.x1 + margin);
    let (mut top, mut bottom) =
        (line.baseline - ABOVE * line.body, line.baseline + BELOW * line.body);
    let middle = line.baseline - line.body / 2.0;
    for s in &strokes.level {
        let (y, half) = (s.at((line.x0 + line.x1) / 2.0), s.thickness / 2.0 + 1.0);
        if !covers(s, line) {
            continue;
        }
        if y < middle { top = top.max(y + half) } else { bottom = bottom.min(y - half) }
    }
    for s in &strokes.upright {
        if s.from > middle || s.to < middle {
            continue;
        }
        let (x, half) = (s.at(middle), s.thickness / 2.0 + 1.0);
        if x < line.x0 + 0.3 * line.body {
            left = left.max(x + half)
        }
        if x > line.x1 - 0.3 * line.body {
            right = right.min(x - half)
        }
    }
    (left, top, right, bottom)
}

impl TextLine {
    /// As [`TextLine::cut`], with what marks leave in the drawn line above made whole: the ink
    /// below goes on through it.
    pub fn cut_through(&self, gray: &Gray) -> Cut {
        let mut cut = self.cut(gray);
        let Some((from, to)) = self.stubs else { return cut };
        let row = |y: f32| ((y - cut.y).max(0.0).round() as usize).min(cut.pixels.height);
        let (top, bottom, width) = (row(from), row(to), cut.pixels.width);
        if bottom < cut.pixels.height {
            for x in 0..width {
                let below = cut.pixels.pixels[bottom * width + x];
                let filled = if below < parts::INK { below } else { 255 };
                (top..bottom).for_each(|y| cut.pixels.pixels[y * width + x] = filled);
            }
        }
        cut
    }

    /// Cuts the line's window out of a picture; white where drawn lines or the page's end cut it
    /// short.
    pub fn cut(&self, gray: &Gray) -> Cut {
        let (left, right) =
            ((self.x0 - MARGIN * self.body).round(), (self.x1 + MARGIN * self.body).round());
        let (top, bottom) = (
            (self.baseline - ABOVE * self.body).round(),
            (self.baseline + BELOW * self.body).round(),
        );
        let (width, height) = ((right - left).max(1.0) as usize, (bottom - top).max(1.0) as usize);
        let mut pixels = Gray::white(width, height);
        let inner =
            |v: f32, origin: f32, most: usize| ((v - origin).max(0.0).round() as usize).min(most);
        let (x0, x1) = (inner(self.clip.0, left, width), inner(self.clip.2, left, width));
        let (y0, y1) = (inner(self.clip.1, top, height), inner(self.clip.3, top, height));
        for y in y0..y1 {
            let Some(from) = row_at(gray, top as i64 + y as i64) else { continue };
            for x in x0..x1 {
                let at = left as i64 + x as i64;
                if let Some(v) = usize::try_from(at).ok().and_then(|at| from.get(at)) {
                    pixels.pixels[y * width + x] = *v;
                }
            }
        }
        trim(&mut pixels, (x0, y0, x1, y1), (0.35 * self.body) as usize);
        if self.free_above {
            marks::lower(&mut pixels, ((ABOVE - 1.0) * self.body) as usize, self.body);
        }
        Cut { pixels, x: left, y: top }
    }
}

fn row_at(gray: &Gray, y: i64) -> Option<&[u8]> {
    usize::try_from(y).ok().filter(|y| *y < gray.height).map(|y| gray.row(y))
}

/// Whitens rows and columns at the edges of `inner` that are mostly dark, at most `deep` of them a
/// side.
fn trim(gray: &mut Gray, (x0, y0, x1, y1): (usize, usize, usize, usize), deep: usize) {
    let width = gray.width;
    let dark_row = |g: &Gray, y: usize| {
        let dark = g.row(y)[x0..x1].iter().filter(|v| **v < 190).count();
        dark as f32 > RULED * (x1 - x0) as f32
    };
    let dark_column = |g: &Gray, x: usize| {
        let dark = (y0..y1).filter(|y| g.pixels[y * width + x] < 190).count();
        dark as f32 > 0.8 * (y1 - y0) as f32
    };
    if x1 <= x0 || y1 <= y0 {
        return;
    }
    let rows = (y0..y1.min(y0 + deep)).chain(y1.saturating_sub(deep).max(y0)..y1);
    for y in rows.collect::<Vec<_>>() {
        if dark_row(gray, y) {
            gray.pixels[y * width + x0..y * width + x1].fill(255);
        }
    }
    let columns = (x0..x1.min(x0 + deep)).chain(x1.saturating_sub(deep).max(x0)..x1);
    for x in columns.collect::<Vec<_>>() {
        if dark_column(gray, x) {
            (y0..y1).for_each(|y| gray.pixels[y * width + x] = 255);
        }
    }
}
