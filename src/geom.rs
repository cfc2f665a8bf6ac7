//! Points and boxes on a page.
//!
//! One convention everywhere: PDF points (1/72 inch), origin at the **top left** of the page as it
//! is displayed, y growing **downwards**.

use serde::{Deserialize, Serialize};

/// A place on a page, in points from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Points from the left edge.
    pub x: f32,
    /// Points from the top edge.
    pub y: f32,
}

/// An upright box in points: `x0 <= x1`, `y0 <= y1`, origin top left, y down.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

impl Rect {
    /// The box between two corners given in any order.
    ///
    /// ```
    /// use raingan::geom::Rect;
    /// assert_eq!(Rect::new(5.0, 1.0, 2.0, 3.0), Rect { x0: 2.0, y0: 1.0, x1: 5.0, y1: 3.0 });
    /// ```
    pub fn new(x0: f32, y0: f32, x1: f32, y1: f32) -> Rect {
        Rect { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) }
    }

    /// Whether each of its sides is a number.
    pub fn is_finite(&self) -> bool {
        [self.x0, self.y0, self.x1, self.y1].iter().all(|v| v.is_finite())
    }

    /// Width in points.
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Height in points.
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// The middle of the box.
    pub fn center(&self) -> Point {
        Point { x: (self.x0 + self.x1) / 2.0, y: (self.y0 + self.y1) / 2.0 }
    }

    /// The smallest box around both.
    pub fn union(&self, other: &Rect) -> Rect {
        Rect {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// The box both share; `None` where they do not meet.
    pub fn intersection(&self, other: &Rect) -> Option<Rect> {
        let r = Rect {
            x0: self.x0.max(other.x0),
            y0: self.y0.max(other.y0),
            x1: self.x1.min(other.x1),
            y1: self.y1.min(other.y1),
        };
        (r.x0 <= r.x1 && r.y0 <= r.y1).then_some(r)
    }

    /// Whether the point lies inside or on the edge.
    pub fn contains(&self, p: Point) -> bool {
        p.x >= self.x0 && p.x <= self.x1 && p.y >= self.y0 && p.y <= self.y1
    }

    /// The box grown by `by` points on every side.
    pub fn grow(&self, by: f32) -> Rect {
        Rect::new(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)
    }

    /// The length two boxes share from left to right, in points; 0 where they share none.
    pub fn overlap_x(&self, other: &Rect) -> f32 {
        (self.x1.min(other.x1) - self.x0.max(other.x0)).max(0.0)
    }

    /// The length two boxes share from top to bottom, in points; 0 where they share none.
    pub fn overlap_y(&self, other: &Rect) -> f32 {
        (self.y1.min(other.y1) - self.y0.max(other.y0)).max(0.0)
    }
}

/// The smallest box around all of them; `None` for none.
pub fn bounds<'a>(rects: impl IntoIterator<Item = &'a Rect>) -> Option<Rect> {
    rects.into_iter().copied().reduce(|a, b| a.union(&b))
}

/// A quarter turn, clockwise, as `/Rotate` counts them (ISO 32000-2, 7.7.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Turn {
    /// Upright.
    #[default]
    None,
    /// 90° clockwise.
    Right,
    /// Upside down.
    Half,
    /// 270° clockwise.
    Left,
}

impl Turn {
    /// Degrees clockwise: 0, 90, 180 or 270.
    pub fn degrees(self) -> u16 {
        match self {
            Turn::None => 0,
            Turn::Right => 90,
            Turn::Half => 180,
            Turn::Left => 270,
        }
    }

    /// This turn and then another.
    pub fn then(self, next: Turn) -> Turn {
        match (self.degrees() + next.degrees()) % 360 {
            90 => Turn::Right,
            180 => Turn::Half,
            270 => Turn::Left,
            _ => Turn::None,
        }
    }

    /// The turn that undoes this one.
    pub fn inverse(self) -> Turn {
        match self {
            Turn::Right => Turn::Left,
            Turn::Left => Turn::Right,
            other => other,
        }
    }

    /// Where a point lands when a page of `width` × `height` points is turned by this.
    pub fn point(self, p: Point, width: f32, height: f32) -> Point {
        match self {
            Turn::None => p,
            Turn::Right => Point { x: height - p.y, y: p.x },
            Turn::Half => Point { x: width - p.x, y: height - p.y },
            Turn::Left => Point { x: p.y, y: width - p.x },
        }
    }

    /// Where a box lands when a page of `width` × `height` points is turned by this.
    pub fn rect(self, r: &Rect, width: f32, height: f32) -> Rect {
        let a = self.point(Point { x: r.x0, y: r.y0 }, width, height);
        let b = self.point(Point { x: r.x1, y: r.y1 }, width, height);
        Rect::new(a.x, a.y, b.x, b.y)
    }

    /// Width and height of a page of `width` × `height` points after this turn.
    pub fn size(self, width: f32, height: f32) -> (f32, f32) {
        match self {
            Turn::None | Turn::Half => (width, height),
            Turn::Right | Turn::Left => (height, width),
        }
    }
}

/// Where points of one plane lie in another, straight lines staying straight: a shift, a turn, a
/// picture taken aslant.
///
/// `x' = (m0·x + m1·y + m2) / w`, `y' = (m3·x + m4·y + m5) / w`, `w = m6·x + m7·y + 1`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Warp(pub [f32; 8]);

impl Warp {
    /// Every point stays where it is.
    pub const NONE: Warp = Warp([1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]);

    /// A turn by an angle around a point; clockwise as seen, y pointing down.
    pub fn turn(degrees: f32, around: Point) -> Warp {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (x, y) = (around.x, around.y);
        Warp([cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y, 0.0, 0.0])
    }

    /// Where a point lies.
    pub fn apply(&self, x: f32, y: f32) -> (f32, f32) {
        let m = &self.0;
        let w = m[6] * x + m[7] * y + 1.0;
        ((m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w)
    }

    /// The upright box around where the corners of a box lie.
    pub fn rect(&self, r: &Rect) -> Rect {
        let [(x0, y0), corners @ ..] =
            [(r.x0, r.y0), (r.x1, r.y0), (r.x1, r.y1), (r.x0, r.y1)].map(|(x, y)| self.apply(x, y));
        let mut around = Rect { x0, y0, x1: x0, y1: y0 };
        for (x, y) in corners {
            around = around.union(&Rect { x0: x, y0: y, x1: x, y1: y });
        }
        around
    }

    /// Its nine numbers, row by row.
    fn matrix(&self) -> [f64; 9] {
        let m = self.0.map(f64::from);
        [m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], 1.0]
    }

    /// The map with these nine numbers, row by row; `None` where the plane would be turned inside
    /// out.
    fn of(m: [f64; 9]) -> Option<Warp> {
        let unit = m[8];
        let out = [m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7]].map(|v| (v / unit) as f32);
        out.iter().all(|v| v.is_finite()).then_some(Warp(out))
    }

    /// This map and then another.
    pub fn then(&self, next: &Warp) -> Option<Warp> {
        let (a, b) = (next.matrix(), self.matrix());
        let mut product = [0.0; 9];
        for (row, column) in (0..3).flat_map(|row| (0..3).map(move |column| (row, column))) {
            product[row * 3 + column] = (0..3).map(|k| a[row * 3 + k] * b[k * 3 + column]).sum();
        }
        Warp::of(product)
    }

    /// The way back; `None` where there is none.
    pub fn inverse(&self) -> Option<Warp> {
        let [a, b, c, d, e, f, g, h, i] = self.matrix();
        let adjugate = [
            e * i - f * h,
            c * h - b * i,
            b * f - c * e,
            f * g - d * i,
            a * i - c * g,
            c * d - a * f,
            d * h - e * g,
            b * g - a * h,
            a * e - b * d,
        ];
        Warp::of(adjugate)
    }

    /// The same map where both planes are measured in units `by` times as large.
    pub fn scaled(&self, by: f32) -> Warp {
        let m = &self.0;
        Warp([m[0], m[1], m[2] / by, m[3], m[4], m[5] / by, m[6] * by, m[7] * by])
    }

    /// The map that leads the corners of a box (from its top left, clockwise) to four points;
    /// `None` where they are no quadrilateral.
    pub fn of_corners(r: &Rect, to: [Point; 4]) -> Option<Warp> {
        // From the unit square (Heckbert, "Fundamentals of Texture Mapping", 1989, section 2.2.3).
        let [p0, p1, p2, p3] = to.map(|p| (f64::from(p.x), f64::from(p.y)));
        let (dx1, dx2, dx3) = (p1.0 - p2.0, p3.0 - p2.0, p0.0 - p1.0 + p2.0 - p3.0);
        let (dy1, dy2, dy3) = (p1.1 - p2.1, p3.1 - p2.1, p0.1 - p1.1 + p2.1 - p3.1);
        let det = dx1 * dy2 - dx2 * dy1;
        let (g, h) = ((dx3 * dy2 - dx2 * dy3) / det, (dx1 * dy3 - dx3 * dy1) / det);
        let square = [
            p1.0 - p0.0 + g * p1.0,
            p3.0 - p0.0 + h * p3.0,
            p0.0,
            p1.1 - p0.1 + g * p1.1,
            p3.1 - p0.1 + h * p3.1,
            p0.1,
            g,
            h,
            1.0,
        ];
        let (w, h) = (r.width(), r.height());
        let unit = Warp([1.0 / w, 0.0, -r.x0 / w, 0.0, 1.0 / h, -r.y0 / h, 0.0, 0.0]);
        unit.then(&Warp::of(square)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_and_its_inverse_cancel() {
        let r = Rect::new(10.0, 20.0, 35.0, 50.0);
        for turn in [Turn::None, Turn::Right, Turn::Half, Turn::Left] {
            let (w, h) = turn.size(200.0, 100.0);
            let there = turn.rect(&r, 200.0, 100.0);
            assert_eq!(turn.inverse().rect(&there, w, h), r, "{turn:?}");
        }
    }

    #[test]
    fn a_warp_leads_corners_where_they_belong_and_back() {
        let r = Rect::new(10.0, 20.0, 210.0, 120.0);
        let to = [(12.0, 18.0), (205.0, 25.0), (215.0, 118.0), (8.0, 125.0)]
            .map(|(x, y)| Point { x, y });
        let warp = Warp::of_corners(&r, to).unwrap();
        let back = warp.inverse().unwrap();
        for (from, to) in
            [(r.x0, r.y0), (r.x1, r.y0), (r.x1, r.y1), (r.x0, r.y1)].into_iter().zip(to)
        {
            let (x, y) = warp.apply(from.0, from.1);
            assert!((x - to.x).abs() < 1e-2 && (y - to.y).abs() < 1e-2, "{from:?} {x} {y}");
            let (x, y) = back.apply(to.x, to.y);
            assert!((x - from.0).abs() < 1e-2 && (y - from.1).abs() < 1e-2, "{to:?} {x} {y}");
        }
        let half = warp.scaled(2.0);
        let (x, y) = half.apply(5.0, 10.0);
        assert!((x - 6.0).abs() < 1e-2 && (y - 9.0).abs() < 1e-2);
    }

    #[test]
    fn a_right_turn_moves_the_top_left_corner_to_the_top_right() {
        assert_eq!(
            Turn::Right.point(Point { x: 0.0, y: 0.0 }, 200.0, 100.0),
            Point { x: 100.0, y: 0.0 }
        );
    }

    #[test]
    fn boxes_that_touch_share_an_edge_and_those_apart_share_nothing() {
        let a = Rect::new(0.0, 0.0, 2.0, 2.0);
        assert_eq!(
            a.intersection(&Rect::new(2.0, 0.0, 3.0, 1.0)),
            Some(Rect::new(2.0, 0.0, 2.0, 1.0))
        );
        assert_eq!(a.intersection(&Rect::new(2.1, 0.0, 3.0, 1.0)), None);
    }
}
