//! Signs that the recogniser does not know, told by their ink: boxes to tick, empty or ticked, and
//! ticks that stand alone.

use std::ops::Range;

use crate::geom::Rect;
use crate::ocr::gray::Gray;
use crate::ocr::parts::{self, INK, Part};

/// Sides of boxes, in body heights.
const SIDE: Range<f32> = 0.7..2.6;
/// A box with a tick that reaches beyond it is no larger than this, in body heights.
const REACHES: f32 = 5.0;
/// A box's height differs from its width by less than this part of it.
const SQUARE: f32 = 0.22;
/// A side of a box is dark along at least this part of its length.
const DRAWN: f32 = 0.9;
/// Ends of the upper and the lower side differ by no more than this part of the side.
const CORNER: f32 = 0.17;
/// How far a side may lean, in parts of it: pixels beside it that count for it.
const LEANS: f32 = 0.04;
/// A side is no thicker than this part of its length: a bold letter's strokes are thicker.
const THICKEST: f32 = 0.17;
/// Rows and columns at a corner that have ink in it, in parts of the side: a letter is round.
const SHARP: f32 = 0.07;
/// This part of a corner is dark.
const CORNER_INK: f32 = 0.6;
/// Pixels that a side may be thick however small the box is.
const THIN_SIDE: f32 = 3.5;
/// A row that is dark along this part of a side is part of it: what fills a box leaves a rim.
const ALONG_SIDE: f32 = 0.85;
/// Rows with a long run among which the upper side of a box is looked for.
const LOOKED_AT: usize = 3;
/// What lies this near to a side, in parts of it, is the side.
const FRAME: f32 = 0.2;
/// A box of whose inside more than this part is dark is ticked.
const TICKED: f32 = 0.035;
/// Ink that reaches beyond an empty box by more than this part of its side is a letter's.
const BEYOND: f32 = 0.18;
/// What a pen drew beyond a box is taken out up to here, in widths of the box.
const BEYOND_BOX: f32 = 1.2;
/// A piece that reaches further right of its box than this, in widths of the box, may hold letters of the
/// label behind it.
const LABEL: f32 = 0.3;
/// A cross has at least this part of the ink of its fullest quarter in the upper left one, where a
/// tick has next to none.
const CROSS: f32 = 0.35;
/// Widths and heights of a tick, in body heights.
const TICK: Range<f32> = 0.55..3.2;
/// The lowest place of a tick lies within this part of its width.
const LOWEST: Range<f32> = 0.12..0.58;
/// The short arm of a tick begins this far below its top, in parts of its height.
const SHORT_ARM: Range<f32> = 0.25..0.9;
/// It leads down by at least this, in parts of the height.
const DEEPER: f32 = 0.05;
/// The long arm ends this near to the top, in parts of the height.
const LONG_ARM: f32 = 0.22;
/// Columns of a tick that have ink in one stretch, as a part of all.
const ONE_STRETCH: f32 = 0.9;
/// A tick fills at most this part of its box.
const THIN: f32 = 0.5;
/// A piece of which more than this part lies in the place of a sign is part of it.
const OWNED: f32 = 0.4;
/// Pieces nearer than this to a tick, in body heights, …
const ALONE: f32 = 0.6;
/// … and at least so high are letters beside it: it is no tick then.
const LETTER: f32 = 0.5;
/// A box as small as a letter, with a tick that leads out of it, has at least this side, in pixels: a
/// smaller one may be a ๑.
const FINE: f32 = 17.0;
/// A sign smaller than this, in body heights, may be a letter …
const LETTER_SIZED: f32 = 1.15;
/// … and is one where another stands nearer than this, in parts of its side, …
const LOOSE_WORD: f32 = 0.8;
/// … but not where nothing stands before it for this long, and a space behind: the box of a label.
const BEFORE_LABEL: f32 = 2.0;
/// Boxes whose sides differ by no more than this part are of one form: where one stands free, the
/// others are boxes too, however near to their labels.
const SAME_FORM: f32 = 0.13;
/// What leads out of a box by at least this part of its side, up to the right, ticks it.
const TICKS_OUT: f32 = 0.12;
/// A box of which more than this part is dark inside is filled, and no cross stands in it.
const FULL: f32 = 0.68;
/// Sides of a box that was scribbled over, in those of the empty ones of its form: a pen goes beyond
/// it.
const SCRIBBLED: Range<f32> = 0.85..1.6;
/// It stands below or beside one of them, but for this part of its side.
const ALIGNED: f32 = 0.3;
/// What was scribbled over is dark in at least this part of its box.
const MOSTLY_DARK: f32 = 0.42;
/// How sure it is that a box was scribbled over: look at it.
const SURE_SCRIBBLED: f32 = 0.9;
/// Letters of one word stand nearer than this, in parts of their height; a full stop does.
const WORD: f32 = 0.4;
/// Large letters stand nearer than this on both sides, in parts of their height.
const LARGE_WORD: f32 = 0.3;
/// What stands in a word is at least so high, in parts of a letter's height.
const STOP: f32 = 0.15;
/// A round sign reaches beyond the frame in it on both sides by more than this part of its side, and
/// by a pixel, …
const BULGE: f32 = 0.04;
/// … along at least this part of its height: what a pen drew crosses a side.
const ROUND: f32 = 0.4;
/// What ticks a box as small as a letter reaches beyond its left and its lower side by at most this
/// part of it.
const TICK_BEGINS: f32 = 0.1;
/// A box that is not ticked.
const EMPTY: char = '☐';
/// No signs are looked for among more pieces: they are dirt. A dense page has 10,000.
const MOST_PARTS: usize = 15_000;
/// How sure it is that a box is ticked or empty.
const SURE_BOX: f32 = 0.99;
/// How sure it is that a tick that stands alone is one.
const SURE_TICK: f32 = 0.95;

/// A sign told by its ink.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sign {
    pub text: char,
    /// Its place, in pixels.
    pub place: Rect,
    /// All of its ink, in pixels: a tick reaches beyond its box.
    pub ink: Rect,
    pub confidence: f32,
}

/// The boxes to tick among pieces of ink, and the ticks beside which no letter stands.
pub(super) fn find(gray: &Gray, parts: &[Part], body: f32) -> Vec<Sign> {
    if parts.len() > MOST_PARTS {
        return Vec::new();
    }
    let mut found = boxes(gray, parts, body);
    let is_free: Vec<bool> = found.iter().map(|sign| !stands_in_word(sign, parts, body)).collect();
    let form: Vec<Rect> = found
        .iter()
        .zip(&is_free)
        .filter(|(sign, free)| **free && sign.text == EMPTY)
        .map(|(sign, _)| sign.place)
        .collect();
    let mut is_free = is_free.into_iter();
    found.retain(|sign| is_free.next() == Some(true) || begins_label(sign, &form, parts, body));
    let others = parts.iter().filter(|p| !found.iter().any(|sign| sign.owns(p)));
    let scribbled: Vec<Sign> = others.filter_map(|p| scribbled(p, &form, parts)).collect();
    found.extend(scribbled);
    let free = parts.iter().filter(|p| !found.iter().any(|sign| sign.owns(p)));
    let ticks = free.filter_map(|p| tick(gray, p, body).filter(|_| is_alone(p, parts, body)));
    let ticks: Vec<Sign> = ticks.collect();
    found.extend(ticks);
    found
}

/// Whether no letter stands beside a piece.
fn is_alone(p: &Part, parts: &[Part], body: f32) -> bool {
    let near = (ALONE * body) as usize;
    let (x0, x1) = (p.x0.saturating_sub(near), p.x1 + near);
    !parts.iter().any(|o| {
        o != p
            && o.height() as f32 >= LETTER * body
            && (o.x0 < x1 && o.x1 > x0)
            && (o.y0 < p.y1 && o.y1 > p.y0)
    })
}

/// Whether letters stand so near beside a sign that it is one of them: a letter may look like a box,
/// and like one with something in it.
fn stands_in_word(sign: &Sign, parts: &[Part], body: f32) -> bool {
    let side = sign.place.height();
    if side < LETTER_SIZED * body {
        let reaches = sign.ink.x1 - sign.place.x1 > BEYOND * side;
        let from = if reaches { &sign.place } else { &sign.ink };
        let [left, right] = white_beside(sign, from, parts);
        let is_before_label = left >= BEFORE_LABEL * side && right >= WORD * side;
        return left.min(right) < LOOSE_WORD * side && !is_before_label;
    }
    let [left, right] = white_beside(sign, &sign.place, parts);
    let near = left.min(right) < WORD * side;
    near && sign.text != EMPTY || left.max(right) < LARGE_WORD * side
}

/// Whether a ticked box near to what stands behind it is one for sure: nothing stands before it, and it
/// is as large as boxes that stand free (`form`), or what ticks it leads out of it.
fn begins_label(sign: &Sign, form: &[Rect], parts: &[Part], body: f32) -> bool {
    let side = sign.place.height();
    let [left, _] = white_beside(sign, &sign.place, parts);
    let mut sides = form.iter().map(Rect::height);
    let is_of_form = sides.any(|other| (side - other).abs() <= SAME_FORM * other);
    let begins = TICKS_OUT * side;
    let ticks_out = sign.ink.x1 - sign.place.x1 > begins && sign.place.y0 - sign.ink.y0 > begins;
    let is_ticked = sign.text != EMPTY;
    is_ticked && is_of_form && left >= LOOSE_WORD * side
        || is_ticked && ticks_out && side >= LETTER_SIZED * body && left >= BEFORE_LABEL * side
}

/// The box of a form that was scribbled over, so that its sides cannot be told from what fills it: a
/// piece as large as the boxes of the form that stand free, below or beside one of them, and mostly
/// dark.
fn scribbled(p: &Part, form: &[Rect], parts: &[Part]) -> Option<Sign> {
    let (place, (x, y)) = (p.bounds(), p.center());
    let is_of_form = form.iter().any(|other| {
        let (side, middle) = (other.height(), other.center());
        let near = ALIGNED * side;
        [place.width(), place.height()].iter().all(|s| SCRIBBLED.contains(&(s / side)))
            && ((x - middle.x).abs() <= near || (y - middle.y).abs() <= near)
    });
    let is_dark = p.ink as f32 >= MOSTLY_DARK * place.width() * place.height();
    let sign = Sign { text: '☑', place, ink: place, confidence: SURE_SCRIBBLED };
    let [left, _] = white_beside(&sign, &place, parts);
    (is_of_form && is_dark && left >= LOOSE_WORD * place.height()).then_some(sign)
}

/// How far it is from a sign whose outline is `from` to what is left and right of it, as high as the
/// sign or nearly so, in pixels.
fn white_beside(sign: &Sign, from: &Rect, parts: &[Part]) -> [f32; 2] {
    let Rect { y0, y1, .. } = sign.place;
    let least = STOP * (y1 - y0);
    let beside = parts.iter().filter(|o| {
        let shared = y1.min(o.y1 as f32) - y0.max(o.y0 as f32);
        o.height() as f32 >= least && shared >= least
    });
    let gaps = beside.map(|o| [from.x0 - o.x1 as f32, o.x0 as f32 - from.x1]);
    gaps.fold([f32::INFINITY; 2], |[left, right], [l, r]| {
        [if l >= 0.0 { left.min(l) } else { left }, if r >= 0.0 { right.min(r) } else { right }]
    })
}

impl Sign {
    /// Takes it out of a picture: its box, and what a pen drew beyond that.
    pub fn take_out(&self, gray: &mut Gray) {
        let near = BEYOND_BOX * self.place.width();
        let of_box = Square::within(&self.place.grow(1.0), gray);
        let reach = self.ink.grow(1.0).intersection(&self.place.grow(near)).unwrap_or(self.place);
        let reach = Square::within(&reach, gray);
        for (x, y) in pen_beyond(gray, &of_box, &reach) {
            for (x, y) in
                [(x, y), (x + 1, y), (x.wrapping_sub(1), y), (x, y + 1), (x, y.wrapping_sub(1))]
            {
                gray.whiten(x, y);
            }
        }
        of_box.y.clone().for_each(|y| gray.fill_row(y, of_box.x.clone(), 255));
    }

    /// The pieces of ink that a piece holds beside it: letters that what ticks it runs into.
    pub fn beside(&self, gray: &Gray) -> Vec<Part> {
        if self.ink.x1 - self.place.x1 <= LABEL * self.place.width() {
            return Vec::new();
        }
        let all = Square::within(&self.ink, gray);
        let mut cut = Gray::white(all.x.len(), all.y.len());
        for y in all.y.clone() {
            cut.pixels[(y - all.y.start) * all.x.len()..][..all.x.len()]
                .copy_from_slice(&gray.row(y)[all.x.clone()]);
        }
        let (x, y) = (all.x.start as f32, all.y.start as f32);
        let [place, ink] =
            [self.place, self.ink].map(|r| Rect::new(r.x0 - x, r.y0 - y, r.x1 - x, r.y1 - y));
        Sign { place, ink, ..*self }.take_out(&mut cut);
        let beyond = self.place.x1 as usize;
        let pieces = parts::parts(&cut).unwrap_or_default().into_iter().map(|p| Part {
            x0: p.x0 + all.x.start,
            x1: p.x1 + all.x.start,
            y0: p.y0 + all.y.start,
            y1: p.y1 + all.y.start,
            ink: p.ink,
        });
        let least = STOP * self.place.height();
        pieces.filter(|p| p.x0 >= beyond && p.side() >= least).collect()
    }

    /// Whether a piece is part of it.
    pub fn owns(&self, p: &Part) -> bool {
        let Rect { x0, y0, x1, y1 } = self.place;
        let wide = x1.min(p.x1 as f32) - x0.max(p.x0 as f32);
        let high = y1.min(p.y1 as f32) - y0.max(p.y0 as f32);
        let shared = wide.max(0.0) * high.max(0.0);
        p.bounds() == self.ink || shared > OWNED * (p.width() * p.height()) as f32
    }
}

/// The boxes to tick among pieces of ink.
fn boxes(gray: &Gray, parts: &[Part], body: f32) -> Vec<Sign> {
    let may_be = parts.iter().filter(|p| {
        let short = p.width().min(p.height()) as f32;
        short >= SIDE.start * body && p.side() <= REACHES * body
    });
    may_be.filter_map(|p| box_of(gray, p, body)).collect()
}

/// The box that a piece is, with a tick in it or not.
fn box_of(gray: &Gray, p: &Part, body: f32) -> Option<Sign> {
    let frame = frame(gray, p, body)?;
    let side = frame.x.len() as f32;
    let inset = (FRAME * side).ceil() as usize;
    let inside = Square {
        x: frame.x.start + inset..frame.x.end.saturating_sub(inset),
        y: frame.y.start + inset..frame.y.end.saturating_sub(inset),
    };
    let beyond = Beyond::of(p, &frame);
    let text = match inside.ink(gray) > TICKED {
        // A bowl of an 8: what ticks a box as small as a letter stays within it, or leads out of its
        // upper right corner.
        true if side < LETTER_SIZED * body && beyond.most() > BEYOND * side => {
            if side < FINE || !beyond.is_of_a_tick(side) {
                return None;
            }
            '☑'
        }
        true if is_cross(gray, &inside) && inside.ink(gray) < FULL => '☒',
        true => '☑',
        // What ticks a box leads through it; the stem of a p leads away from its bowl.
        false if beyond.most() > BEYOND * side => return None,
        false => EMPTY,
    };
    Some(Sign { text, place: frame.bounds(), ink: p.bounds(), confidence: SURE_BOX })
}

/// How far a piece reaches beyond the frame in it, in pixels.
struct Beyond {
    left: f32,
    right: f32,
    above: f32,
    below: f32,
}

impl Beyond {
    fn of(p: &Part, frame: &Square) -> Beyond {
        Beyond {
            left: (frame.x.start - p.x0) as f32,
            right: (p.x1 - frame.x.end) as f32,
            above: (frame.y.start - p.y0) as f32,
            below: p.y1.saturating_sub(frame.y.end) as f32,
        }
    }

    fn most(&self) -> f32 {
        self.left.max(self.right).max(self.above).max(self.below)
    }

    /// Whether it reaches up to the right, as the long arm of a tick does.
    fn is_of_a_tick(&self, side: f32) -> bool {
        let begins = TICK_BEGINS * side + 1.0;
        self.right.min(self.above) > begins && self.left.max(self.below) <= begins
    }
}

/// Columns and rows of a picture.
#[derive(Debug, Clone, PartialEq)]
struct Square {
    x: Range<usize>,
    y: Range<usize>,
}

impl Square {
    /// The pixels of a picture within a place.
    fn within(place: &Rect, gray: &Gray) -> Square {
        let [left, right] =
            [place.x0, place.x1].map(|x| (x.max(0.0).round() as usize).min(gray.width));
        let [top, bottom] =
            [place.y0, place.y1].map(|y| (y.max(0.0).round() as usize).min(gray.height));
        Square { x: left..right, y: top..bottom }
    }

    /// The part of it that is dark.
    fn ink(&self, gray: &Gray) -> f32 {
        let dark = self.y.clone().flat_map(|y| &gray.row(y)[self.x.clone()]);
        let dark = dark.filter(|v| **v < INK).count();
        dark as f32 / (self.x.len() * self.y.len()).max(1) as f32
    }

    fn bounds(&self) -> Rect {
        let [x0, x1] = [self.x.start, self.x.end].map(|x| x as f32);
        let [y0, y1] = [self.y.start, self.y.end].map(|y| y as f32);
        Rect::new(x0, y0, x1, y1)
    }

    /// Whether there is ink right at each of its corners.
    fn has_corners(&self, gray: &Gray) -> bool {
        let size = (SHARP * self.x.len() as f32).ceil() as usize + 1;
        let columns = [self.x.start..self.x.start + size, self.x.end - size..self.x.end];
        let rows = [self.y.start..self.y.start + size, self.y.end - size..self.y.end];
        let mut corners = columns.iter().flat_map(|x| rows.iter().map(move |y| (x, y)));
        corners.all(|(x, y)| Square { x: x.clone(), y: y.clone() }.ink(gray) >= CORNER_INK)
    }

    /// Its quarters: upper left, upper right, lower left, lower right.
    fn quarters(&self) -> [Square; 4] {
        let (x, y) = (self.x.start.midpoint(self.x.end), self.y.start.midpoint(self.y.end));
        let (left, right) = (self.x.start..x, x..self.x.end);
        let (upper, lower) = (self.y.start..y, y..self.y.end);
        [(&left, &upper), (&right, &upper), (&left, &lower), (&right, &lower)]
            .map(|(x, y)| Square { x: x.clone(), y: y.clone() })
    }
}

/// The dark pixels that a pen drew beyond a box, within `reach`: those that lead on from it, right of it
/// only up to the right, as what ticks a box leads. A label that it runs into stays.
fn pen_beyond(gray: &Gray, of_box: &Square, reach: &Square) -> Vec<(usize, usize)> {
    let mut seen = vec![false; reach.x.len() * reach.y.len()];
    let (mut open, mut out) = (Vec::new(), Vec::new());
    for y in of_box.y.clone() {
        let is_edge = [of_box.y.start, of_box.y.end - 1].contains(&y);
        let columns = of_box.x.clone();
        let edge = columns.filter(|x| is_edge || [of_box.x.start, of_box.x.end - 1].contains(x));
        // What touches a box is dark there and at its side, but for the soft edge between.
        open.extend(edge.map(|x| (x, y)));
    }
    while let Some((x, y)) = open.pop() {
        for (dx, dy) in (-1i64..=1).flat_map(|dx| (-1i64..=1).map(move |dy| (dx, dy))) {
            let (Some(to_x), Some(to_y)) =
                (x.checked_add_signed(dx as isize), y.checked_add_signed(dy as isize))
            else {
                continue;
            };
            let leads = to_x < of_box.x.end || dx >= 0 && dy <= 0;
            if !leads || !reach.x.contains(&to_x) || !reach.y.contains(&to_y) {
                continue;
            }
            let at = (to_y - reach.y.start) * reach.x.len() + to_x - reach.x.start;
            let is_inside = of_box.x.contains(&to_x) && of_box.y.contains(&to_y);
            if seen[at] || is_inside || gray.row(to_y)[to_x] >= INK {
                continue;
            }
            seen[at] = true;
            open.push((to_x, to_y));
            out.push((to_x, to_y));
        }
    }
    out
}

/// Whether what stands in a box is a cross and no tick.
fn is_cross(gray: &Gray, inside: &Square) -> bool {
    let ink = inside.quarters().map(|quarter| quarter.ink(gray));
    let most = ink.iter().copied().fold(0.0, f32::max);
    ink[0] > CROSS * most
}

/// The square frame that a piece has in it: an upper and a lower side of like length below each
/// other, and sides that join their ends.
fn frame(gray: &Gray, p: &Part, body: f32) -> Option<Square> {
    let least = (SIDE.start * body) as usize;
    let rows: Vec<(usize, Range<usize>)> = (p.y0..p.y1)
        .filter_map(|y| Some((y, longest_run(gray, y, p.x0..p.x1)?)))
        .filter(|(_, run)| run.len() >= least)
        .collect();
    // The first row may be the tip of a corner, or what a pen drew.
    for (top, upper) in rows.iter().take(LOOKED_AT) {
        let side = upper.len() as f32;
        if side > SIDE.end * body {
            continue;
        }
        let near = CORNER * side;
        let matching = rows.iter().rev().find(|(bottom, lower)| {
            let height = (bottom + 1).saturating_sub(*top) as f32;
            (height - side).abs() <= SQUARE * side
                && upper.start.abs_diff(lower.start) as f32 <= near
                && upper.end.abs_diff(lower.end) as f32 <= near
        });
        let Some((bottom, lower)) = matching else { continue };
        let frame = Square {
            // What a pen drew may go on beyond one of them.
            x: upper.start.max(lower.start)..upper.end.min(lower.end),
            y: *top..bottom + 1,
        };
        let upper_half = rows.iter().filter(|(y, _)| (*y as f32) < *top as f32 + side / 2.0);
        let thick = upper_half.filter(|(_, run)| run.len() as f32 >= ALONG_SIDE * side).count();
        let is_thin = thick as f32 <= (THICKEST * side).max(THIN_SIDE);
        if is_thin
            && frame.has_corners(gray)
            && has_sides(gray, &frame)
            && !is_round(gray, p, &frame, body)
        {
            return Some(frame);
        }
    }
    None
}

/// Whether a piece bulges on both sides of the frame in it: one as small as a letter anywhere, a larger
/// one, which a pen may have crossed, along much of its height.
fn is_round(gray: &Gray, p: &Part, frame: &Square, body: f32) -> bool {
    let side = frame.x.len() as f32;
    let bulge = (BULGE * side) as usize + 1;
    let beyond = [p.x0..frame.x.start.saturating_sub(bulge), frame.x.end + bulge..p.x1];
    if side < LETTER_SIZED * body {
        return beyond.iter().all(|columns| !columns.is_empty());
    }
    beyond.into_iter().all(|columns| {
        let rows = frame.y.clone();
        let bulging = rows.filter(|y| columns.clone().any(|x| gray.row(*y)[x] < INK)).count();
        bulging as f32 >= ROUND * frame.y.len() as f32
    })
}

/// The longest run of ink in some columns of a row.
fn longest_run(gray: &Gray, y: usize, columns: Range<usize>) -> Option<Range<usize>> {
    let mut best: Option<Range<usize>> = None;
    let mut start = None;
    for x in columns.start..=columns.end {
        let is_ink = x < columns.end && gray.row(y)[x] < INK;
        match (is_ink, start) {
            (true, None) => start = Some(x),
            (false, Some(from)) => {
                if best.as_ref().is_none_or(|b| x - from > b.len()) {
                    best = Some(from..x);
                }
                start = None;
            }
            _ => {}
        }
    }
    best
}

/// Whether the left and the right side of a frame are drawn.
fn has_sides(gray: &Gray, frame: &Square) -> bool {
    let near = (LEANS * frame.x.len() as f32).ceil() as usize + 1;
    [frame.x.start, frame.x.end.saturating_sub(1)].into_iter().all(|x| {
        let columns = x.saturating_sub(near)..(x + near + 1).min(gray.width);
        let dark = frame.y.clone();
        let dark = dark.filter(|y| gray.row(*y)[columns.clone()].iter().any(|v| *v < INK));
        dark.count() as f32 >= DRAWN * frame.y.len() as f32
    })
}

/// The tick that a piece is, where it is one.
fn tick(gray: &Gray, p: &Part, body: f32) -> Option<Sign> {
    let (width, height) = (p.width() as f32 / body, p.height() as f32 / body);
    let is_thin = (p.ink as f32) < THIN * (p.width() * p.height()) as f32;
    if !TICK.contains(&width) || !TICK.contains(&height) || !is_thin {
        return None;
    }
    let arms = Arms::of(gray, p)?;
    let sign = Sign { text: '✓', place: p.bounds(), ink: p.bounds(), confidence: SURE_TICK };
    arms.are_of_a_tick().then_some(sign)
}

/// The middle of the ink of each column of a piece, in parts of its height from the top, and how
/// many columns have ink in one stretch.
struct Arms {
    middles: Vec<f32>,
    single: usize,
}

impl Arms {
    fn of(gray: &Gray, p: &Part) -> Option<Arms> {
        let mut arms = Arms { middles: Vec::with_capacity(p.width()), single: 0 };
        for x in p.x0..p.x1 {
            let inked: Vec<usize> = (p.y0..p.y1).filter(|y| gray.row(*y)[x] < INK).collect();
            let (first, last) = (*inked.first()?, *inked.last()?);
            arms.single += usize::from(last + 1 - first == inked.len());
            let middle = (first + last + 1) as f32 / 2.0 - p.y0 as f32;
            arms.middles.push(middle / p.height() as f32);
        }
        Some(arms)
    }

    /// Whether a short arm leads down from the left, and a long one up to the right from where it
    /// ends.
    fn are_of_a_tick(&self) -> bool {
        let count = self.middles.len();
        let lowest = (0..count).max_by(|a, b| self.middles[*a].total_cmp(&self.middles[*b]));
        let Some(lowest) = lowest else { return false };
        let (first, last) = (self.middles[0], self.middles[count - 1]);
        let half = self.middles[lowest..].get((count - lowest) / 2).copied().unwrap_or(1.0);
        self.single as f32 >= ONE_STRETCH * count as f32
            && LOWEST.contains(&(lowest as f32 / count as f32))
            && SHORT_ARM.contains(&first)
            && self.middles[lowest] - first > DEEPER
            && last <= LONG_ARM
            && half < self.middles[lowest]
            && half > last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ocr::parts::parts;

    const BODY: f32 = 18.0;

    /// A picture with a frame of 24 pixels whose upper left corner lies at 40, 40.
    fn framed() -> Gray {
        let mut gray = Gray::white(120, 120);
        for i in 0..2 {
            gray.fill_row(40 + i, 40..64, 0);
            gray.fill_row(62 + i, 40..64, 0);
            gray.fill_column(40 + i, 40..64, 0);
            gray.fill_column(62 + i, 40..64, 0);
        }
        gray
    }

    /// A stroke of 3 pixels from one place to another.
    fn draw(gray: &mut Gray, (x0, y0): (f32, f32), (x1, y1): (f32, f32)) {
        for i in 0..=200 {
            let t = i as f32 / 200.0;
            let (x, y) = ((x0 + t * (x1 - x0)) as usize, (y0 + t * (y1 - y0)) as usize);
            (y - 1..y + 2).for_each(|y| gray.fill_row(y, x - 1..x + 2, 0));
        }
    }

    fn texts(gray: &Gray) -> String {
        boxes(gray, &parts(gray).unwrap(), BODY).iter().map(|s| s.text).collect()
    }

    #[test]
    fn a_box_is_empty_ticked_or_crossed() {
        assert_eq!(texts(&framed()), "☐");
        let mut ticked = framed();
        draw(&mut ticked, (46.0, 54.0), (51.0, 58.0));
        draw(&mut ticked, (51.0, 58.0), (70.0, 34.0));
        assert_eq!(texts(&ticked), "☑");
        let mut crossed = framed();
        draw(&mut crossed, (42.0, 42.0), (61.0, 61.0));
        draw(&mut crossed, (61.0, 42.0), (42.0, 61.0));
        assert_eq!(texts(&crossed), "☒");
    }

    #[test]
    fn a_pen_may_cross_both_sides_of_a_box_and_tick_a_small_one() {
        let mut crossed = framed();
        draw(&mut crossed, (36.0, 48.0), (48.0, 62.0));
        draw(&mut crossed, (48.0, 62.0), (75.0, 28.0));
        assert_eq!(texts(&crossed), "☑");
        let mut small = framed();
        draw(&mut small, (45.0, 52.0), (50.0, 58.0));
        draw(&mut small, (50.0, 58.0), (71.0, 34.0));
        let found = boxes(&small, &parts(&small).unwrap(), 24.0);
        assert_eq!(found.iter().map(|s| s.text).collect::<String>(), "☑");
    }

    #[test]
    fn a_box_as_small_as_a_letter_stands_before_its_label() {
        let mut gray = framed();
        (40..64).for_each(|y| gray.fill_row(y, 76..79, 0));
        (40..64).for_each(|y| gray.fill_row(y, 82..85, 0));
        assert_eq!(find(&gray, &parts(&gray).unwrap(), 24.0).len(), 1);
    }

    /// Copies a box of [`framed`], with what is in it, some rows lower.
    fn below(gray: &mut Gray, other: &Gray, by: usize) {
        for y in 30..70 {
            for x in 30..80 {
                gray.pixels[(y + by) * 120 + x] = other.row(y)[x];
            }
        }
    }

    #[test]
    fn a_ticked_box_close_to_its_label_is_one_where_empty_ones_of_its_size_are() {
        let mut ticked = framed();
        draw(&mut ticked, (46.0, 54.0), (51.0, 58.0));
        draw(&mut ticked, (51.0, 58.0), (60.0, 46.0));
        (40..64).for_each(|y| ticked.fill_row(y, 68..71, 0));
        let all = |gray: &Gray| find(gray, &parts(gray).unwrap(), BODY);
        assert!(all(&ticked).is_empty(), "it may be a letter");
        let mut both = framed();
        below(&mut both, &ticked, 46);
        let texts: String = all(&both).iter().map(|sign| sign.text).collect();
        assert_eq!(texts, "☐☑");
    }

    #[test]
    fn a_label_that_a_pen_runs_into_stays() {
        let mut gray = framed();
        draw(&mut gray, (46.0, 52.0), (51.0, 58.0));
        draw(&mut gray, (51.0, 58.0), (74.0, 34.0));
        (44..64).for_each(|y| gray.fill_row(y, 67..70, 0));
        (40..46).for_each(|y| gray.fill_row(y, 67..69, 0));
        let found = find(&gray, &parts(&gray).unwrap(), BODY);
        assert_eq!(found.iter().map(|sign| sign.text).collect::<String>(), "☑");
        let beside = found[0].beside(&gray);
        assert_eq!(beside.len(), 1, "{beside:?}");
        assert!(beside[0].x0 >= 66 && beside[0].y1 == 64, "{beside:?}");
        found[0].take_out(&mut gray);
        assert!(gray.row(60)[68] == 0 && gray.row(50)[41] == 255 && gray.row(36)[72] == 255);
    }

    #[test]
    fn a_box_that_is_filled_but_for_a_rim_and_one_scribbled_over_are_ticked() {
        let mut filled = framed();
        (46..58).for_each(|y| filled.fill_row(y, 46..58, 0));
        assert_eq!(texts(&filled), "☑");
        let mut scribbled = framed();
        for i in 0..5 {
            let y = 42.0 + 4.0 * i as f32;
            draw(&mut scribbled, (37.0, y), (67.0, y + 2.0));
        }
        let mut both = framed();
        below(&mut both, &scribbled, 46);
        let found = find(&both, &parts(&both).unwrap(), BODY);
        assert_eq!(found.iter().map(|sign| sign.text).collect::<String>(), "☐☑");
        assert!(found[1].confidence < 0.98);
    }

    #[test]
    fn the_bowl_of_a_letter_is_no_box() {
        let mut gray = framed();
        (64..76).for_each(|y| gray.fill_row(y, 40..42, 0));
        assert_eq!(texts(&gray), "", "p");
        let mut gray = framed();
        (30..40).for_each(|y| gray.fill_row(y, 40..42, 0));
        assert_eq!(texts(&gray), "", "b");
    }

    /// What is found where a stem stands this many pixels left and right of a box, for a body height.
    fn among_letters(away: usize, body: f32) -> usize {
        let mut gray = framed();
        (40..64).for_each(|y| gray.fill_row(y, 37 - away..40 - away, 0));
        (40..64).for_each(|y| gray.fill_row(y, 64 + away..67 + away, 0));
        find(&gray, &parts(&gray).unwrap(), body).len()
    }

    #[test]
    fn what_is_as_high_as_letters_and_stands_among_them_is_one() {
        assert_eq!(among_letters(10, 24.0), 0, "a letter of a loose word");
        assert_eq!(among_letters(22, 24.0), 1, "a box between spaces");
        assert_eq!(among_letters(10, BODY), 1, "a large box");
        assert_eq!(among_letters(4, BODY), 0, "a letter of a heading");
    }

    #[test]
    fn a_round_letter_is_no_box() {
        let mut gray = Gray::white(120, 120);
        for i in 0..3 {
            gray.fill_row(40 + i, 43..61, 0);
            gray.fill_row(61 + i, 43..61, 0);
            gray.fill_column(40 + i, 43..61, 0);
            gray.fill_column(61 + i, 43..61, 0);
        }
        for (x, y) in [(42, 42), (61, 42), (42, 61), (61, 61)] {
            gray.fill_row(y, x..x + 1, 0);
        }
        assert_eq!(texts(&gray), "");
    }

    #[test]
    fn a_frame_that_is_open_or_too_wide_is_no_box() {
        let mut open = framed();
        (42..62).for_each(|y| open.fill_row(y, 60..66, 255));
        assert_eq!(texts(&open), "");
        let mut wide = framed();
        [40, 41, 62, 63].into_iter().for_each(|y| wide.fill_row(y, 40..100, 0));
        assert_eq!(texts(&wide), "");
    }

    /// The tick that strokes from point to point are.
    fn drawn(points: &[(f32, f32)]) -> Option<char> {
        let mut gray = Gray::white(120, 120);
        points.windows(2).for_each(|pair| draw(&mut gray, pair[0], pair[1]));
        tick(&gray, &parts(&gray).unwrap()[0], BODY).map(|s| s.text)
    }

    #[test]
    fn a_tick_alone_is_told_from_a_slash_and_from_a_v() {
        assert_eq!(drawn(&[(40.0, 52.0), (46.0, 60.0), (60.0, 38.0)]), Some('✓'));
        assert_eq!(drawn(&[(40.0, 60.0), (56.0, 36.0)]), None);
        assert_eq!(drawn(&[(40.0, 38.0), (48.0, 60.0), (56.0, 38.0)]), None);
    }
}
