//! Straightens a page that was photographed aslant: its drawn lines say how level and upright lean
//! across it.

use crate::geom::{Point, Rect, Warp};
use crate::ocr::stroke::{Stroke, Strokes};
use crate::ocr::usual::median;

/// Lines shorter than this part of the longer side of the page say nothing.
const LONG: f32 = 0.08;
/// A page on which no corner moves by more than this, in points, is straight already.
const STRAIGHT: f32 = 0.35;
/// A page on which a corner moves by this part of its longer side was not photographed so: its
/// lines were misread.
const MOST_MOVED: f32 = 0.25;
/// Lines whose slopes differ by less lean alike.
const SAME_LEAN: f32 = 0.002;
/// Lines that lean otherwise than most by more than this factor of the usual difference are left
/// out.
const OTHERWISE: f32 = 3.0;
/// How often lines that lean otherwise are left out.
const ROUNDS: usize = 4;
/// Fewer lines of a direction do not say how it changes across the page.
const FEWEST: usize = 2;
/// Lines whose places differ by less than this on average (in pixels, squared) stand all at one
/// place: they do not say how the lean changes.
const ONE_PLACE: f64 = 1.0;

/// From the straightened picture to the picture as it is, of a size in pixels; `scale`: pixels a
/// point. `None` where it is straight, or too few lines say how it leans.
pub(super) fn warp(strokes: &Strokes, (width, height): (usize, usize), scale: f32) -> Option<Warp> {
    let (w, h) = (width as f32, height as f32);
    let least = LONG * w.max(h);
    let leans = Leans {
        level: Lean::of(&strokes.level, least)?,
        upright: Lean::of(&strokes.upright, least)?,
    };
    let sides = leans.sides();
    if sides.width() < least || sides.height() < least / 2.0 {
        return None;
    }
    let Rect { x0, y0, x1, y1 } = sides;
    let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)].map(|(x, y)| leans.crossing(x, y));
    let warp = Warp::of_corners(&sides, corners)?;
    let of_page = [(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)];
    let most = of_page.iter().map(|(x, y)| moved(&warp, *x, *y)).fold(0.0, f32::max);
    (most > STRAIGHT * scale && most < MOST_MOVED * w.max(h)).then_some(warp)
}

/// By how many pixels a place is moved, left and right or up and down.
fn moved(warp: &Warp, x: f32, y: f32) -> f32 {
    let (u, v) = warp.apply(x, y);
    (u - x).abs().max((v - y).abs())
}

/// How the lines of both directions lean.
struct Leans {
    level: Lean,
    upright: Lean,
}

impl Leans {
    /// The box between the first and the last lines.
    fn sides(&self) -> Rect {
        Rect::new(self.upright.first, self.level.first, self.upright.last, self.level.last)
    }

    /// Where two lines cross: the level one that passes `y` in the middle between the sides, and
    /// the upright one that passes `x` there.
    fn crossing(&self, x: f32, y: f32) -> Point {
        let middle = self.sides().center();
        let (s, t) = (self.level.at(y), self.upright.at(x));
        let crossing = (x + t * (y - middle.y) - s * t * middle.x) / (1.0 - s * t);
        Point { x: crossing, y: y + s * (crossing - middle.x) }
    }
}

/// How lines of one direction lean, and how that changes from the first to the last.
struct Lean {
    /// Where the first and the last line lie across.
    first: f32,
    last: f32,
    /// The slopes there.
    at_first: f32,
    at_last: f32,
}

impl Lean {
    /// By weighted least squares over the lines at least so long, those left out that lean
    /// otherwise; `None` where they are too few.
    fn of(strokes: &[Stroke], least: f32) -> Option<Lean> {
        let mut long: Vec<&Stroke> = strokes.iter().filter(|s| s.length() >= least).collect();
        for _ in 0..ROUNDS {
            let lean = Lean::fit(&long, least)?;
            let usual = median(long.iter().map(|s| lean.off(s)))?;
            let most = (OTHERWISE * usual).max(SAME_LEAN);
            let before = long.len();
            long.retain(|s| lean.off(s) <= most);
            if long.len() == before {
                return Some(lean);
            }
        }
        Lean::fit(&long, least)
    }

    fn fit(long: &[&Stroke], least: f32) -> Option<Lean> {
        let first = long.iter().map(|s| s.pos).fold(f32::INFINITY, f32::min);
        let last = long.iter().map(|s| s.pos).fold(f32::NEG_INFINITY, f32::max);
        if long.len() < FEWEST || last - first < least / 2.0 {
            return None;
        }
        let line = Fit::of(long);
        Some(Lean { first, last, at_first: line.at(first), at_last: line.at(last) })
    }

    /// The slope of lines at a place across.
    fn at(&self, pos: f32) -> f32 {
        let part = (pos - self.first) / (self.last - self.first);
        self.at_first + part * (self.at_last - self.at_first)
    }

    /// How much a line leans otherwise.
    fn off(&self, s: &Stroke) -> f32 {
        (s.slope - self.at(s.pos)).abs()
    }
}

/// Slopes as a function of the place across: the straight line nearest to those of some strokes.
struct Fit {
    /// The mean place and the mean slope.
    pos: f64,
    slope: f64,
    /// How much the slope grows with each pixel across.
    change: f64,
}

impl Fit {
    /// A stroke's slope is known the better the longer it is.
    fn of(long: &[&Stroke]) -> Fit {
        let (mut n, mut x, mut y, mut xy, mut xx) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for s in long {
            let weight = f64::from(s.length()).powi(2);
            let (pos, slope) = (f64::from(s.pos), f64::from(s.slope));
            n += weight;
            x += weight * pos;
            y += weight * slope;
            xy += weight * (pos * slope);
            xx += weight * pos.powi(2);
        }
        let spread = xx / n - (x / n).powi(2);
        let change = if spread > ONE_PLACE { (xy / n - x * y / n / n) / spread } else { 0.0 };
        Fit { pos: x / n, slope: y / n, change }
    }

    fn at(&self, pos: f32) -> f32 {
        (self.slope + self.change * (f64::from(pos) - self.pos)) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(pos: f32, slope: f32) -> Stroke {
        Stroke { from: 100.0, to: 900.0, pos, slope, thickness: 2.0 }
    }

    #[test]
    fn lines_that_fan_out_are_laid_level() {
        let strokes = Strokes {
            level: vec![stroke(100.0, 0.01), stroke(500.0, 0.0), stroke(900.0, -0.01)],
            upright: vec![stroke(100.0, 0.0), stroke(900.0, 0.0)],
        };
        let warp = warp(&strokes, (1000, 1000), 2.0).unwrap();
        for (x, y) in [(100.0, 100.0), (900.0, 100.0), (100.0, 900.0)] {
            let expected = y + if y < 500.0 { 0.01 } else { -0.01 } * (x - 500.0);
            assert!((warp.apply(x, y).1 - expected).abs() < 0.5, "{x} {y}: {:?}", warp.apply(x, y));
        }
    }

    #[test]
    fn a_straight_page_is_left_alone() {
        let all = vec![stroke(100.0, 0.0), stroke(900.0, 0.0)];
        assert_eq!(warp(&Strokes { level: all.clone(), upright: all }, (1000, 1000), 2.0), None);
        assert_eq!(warp(&Strokes::default(), (1000, 1000), 2.0), None);
    }
}
