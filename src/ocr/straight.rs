//! Straightens a page that was photographed aslant: its drawn lines tell how level and upright lean
//! across it.

use crate::geom::{Point, Rect, Warp};
use crate::ocr::strokes::{Stroke, Strokes};

/// Lines shorter than this part of the longer side of the page do not tell.
const LONG: f32 = 0.08;
/// A line at the page's edge is moved by less than this, in points: the page is straight already.
const STRAIGHT: f32 = 0.35;
/// Lines whose slopes differ by less lean alike.
const SAME_LEAN: f32 = 0.002;
/// How often lines that lean otherwise are left out.
const ROUNDS: usize = 4;
/// Fewer lines of a direction do not tell how it changes across the page.
const FEWEST: usize = 2;

/// From the straightened picture to the picture as it is; `None` where it is straight, or nothing
/// tells.
pub(super) fn warp(strokes: &Strokes, (width, height): (usize, usize), scale: f32) -> Option<Warp> {
    let (w, h) = (width as f32, height as f32);
    let least = LONG * w.max(h);
    let level = Lean::of(&strokes.level, least)?;
    let upright = Lean::of(&strokes.upright, least)?;
    let sides = Rect::new(upright.first, level.first, upright.last, level.last);
    if sides.width() < least || sides.height() < least / 2.0 {
        return None;
    }
    let middle = sides.center();
    let corner = |x: f32, y: f32| {
        // The level line through (middle, y) and the upright one through (x, middle) meet at the
        // corner.
        let (s, t) = (level.at(y), upright.at(x));
        let cx = (x + t * (y - middle.y) - s * t * middle.x) / (1.0 - s * t);
        Point { x: cx, y: y + s * (cx - middle.x) }
    };
    let corners = [
        corner(sides.x0, sides.y0),
        corner(sides.x1, sides.y0),
        corner(sides.x1, sides.y1),
        corner(sides.x0, sides.y1),
    ];
    let warp = Warp::of_corners(&sides, corners)?;
    let moved = |x: f32, y: f32| {
        let (u, v) = warp.apply(x, y);
        (u - x).abs().max((v - y).abs())
    };
    let most = [(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)]
        .iter()
        .map(|(x, y)| moved(*x, *y))
        .fold(0.0, f32::max);
    (most > STRAIGHT * scale && most < 0.25 * w.max(h)).then_some(warp)
}

/// How lines of one direction lean, and how that changes from the first to the last.
struct Lean {
    first: f32,
    last: f32,
    at_first: f32,
    at_last: f32,
}

impl Lean {
    /// By weighted least squares over the lines long enough, those left out that lean otherwise;
    /// `None` where they are too few.
    fn of(strokes: &[Stroke], least: f32) -> Option<Lean> {
        let mut long: Vec<&Stroke> = strokes.iter().filter(|s| s.length() >= least).collect();
        for _ in 0..ROUNDS {
            let lean = Lean::fit(&long, least)?;
            let off = |s: &Stroke| (s.slope - lean.at(s.pos)).abs();
            let mut all: Vec<f32> = long.iter().map(|s| off(s)).collect();
            all.sort_by(f32::total_cmp);
            let most = (3.0 * all[all.len() / 2]).max(SAME_LEAN);
            let before = long.len();
            long.retain(|s| off(s) <= most);
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
        // A line's slope is known the better the longer it is.
        let weight = |s: &Stroke| f64::from(s.length()).powi(2);
        let sum = |of: &dyn Fn(&Stroke) -> f64| long.iter().map(|s| weight(s) * of(s)).sum::<f64>();
        let (n, x) = (sum(&|_| 1.0), sum(&|s| f64::from(s.pos)));
        let (y, xy) =
            (sum(&|s| f64::from(s.slope)), sum(&|s| f64::from(s.pos) * f64::from(s.slope)));
        let xx = sum(&|s| f64::from(s.pos).powi(2));
        let spread = xx / n - (x / n).powi(2);
        let change = if spread > 1.0 { (xy / n - x * y / n / n) / spread } else { 0.0 };
        let at = |pos: f32| (y / n + change * (f64::from(pos) - x / n)) as f32;
        Some(Lean { first, last, at_first: at(first), at_last: at(last) })
    }

    fn at(&self, pos: f32) -> f32 {
        let part = (pos - self.first) / (self.last - self.first);
        self.at_first + part * (self.at_last - self.at_first)
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
