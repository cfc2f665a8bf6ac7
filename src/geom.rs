//! Points and boxes on a page.
//!
//! One convention everywhere: PDF points (1/72 inch), origin at the **top left** of the page as it is displayed,
//! y growing **downwards**.

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
    fn a_right_turn_moves_the_top_left_corner_to_the_top_right() {
        assert_eq!(Turn::Right.point(Point { x: 0.0, y: 0.0 }, 200.0, 100.0), Point { x: 100.0, y: 0.0 });
    }

    #[test]
    fn boxes_that_touch_share_an_edge_and_those_apart_share_nothing() {
        let a = Rect::new(0.0, 0.0, 2.0, 2.0);
        assert_eq!(a.intersection(&Rect::new(2.0, 0.0, 3.0, 1.0)), Some(Rect::new(2.0, 0.0, 2.0, 1.0)));
        assert_eq!(a.intersection(&Rect::new(2.1, 0.0, 3.0, 1.0)), None);
    }
}
