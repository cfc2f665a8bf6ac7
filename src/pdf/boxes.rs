//! Which paths are boxes, and which of those stay level.

use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point as KPoint, Rect as KRect};

/// A filled box at most this many points thick is a drawn line; the thickest borders Word offers
/// are 6 pt, cell shading starts at the height of a line of text.
pub(super) const RULING_THICKNESS: f64 = 4.5;
/// A line may lean this many points along its length and still be level or upright.
pub(super) const RULING_LEAN: f64 = 0.8;
/// Points of a path, at least, that can be a box.
const FEWEST_CORNERS: usize = 4;
/// Points of a path, at most, that is taken for a thin box whatever its corners: a line with ends.
const MOST_CORNERS: usize = 6;
/// Such a path is this many times as long as it is thick: the head of an arrow is no box.
const OBLONG: f64 = 3.0;
/// More boxes than these in one path are a pattern.
const MOST_BOXES: usize = 64;
/// A coefficient smaller than this turns nothing.
const LEVEL: f64 = 1e-6;

/// The box of a closed polygon that fills its own bounding box (or is too thin to tell); `None` for
/// other shapes.
pub(super) fn boxed(points: &[KPoint]) -> Option<KRect> {
    if points.len() < FEWEST_CORNERS {
        return None;
    }
    let mut r = KRect::from_points(points[0], points[1]);
    for p in points {
        r = r.union_pt(*p);
    }
    let (short, long) = (r.width().min(r.height()), r.width().max(r.height()));
    let thin = short <= RULING_THICKNESS && long >= OBLONG * short && points.len() <= MOST_CORNERS;
    (thin || points.iter().all(|p| is_corner(p, &r))).then_some(r)
}

/// The boxes that a path fills whole: it is nothing but boxes, and none lies in another, which might
/// be a hole.
pub(super) fn whole_boxes(path: &BezPath, transform: Affine) -> Vec<KRect> {
    let mut boxes: Vec<KRect> = Vec::new();
    let mut points: Vec<KPoint> = Vec::with_capacity(MOST_CORNERS);
    for el in path.elements().iter().chain([&PathEl::MoveTo(KPoint::ZERO)]) {
        match *el {
            PathEl::MoveTo(p) => {
                if points.len() > 1 {
                    let Some(rect) = boxed(&points) else { return Vec::new() };
                    let apart = boxes.iter().all(|b| b.intersect(rect).is_zero_area());
                    if !apart || boxes.len() >= MOST_BOXES {
                        return Vec::new();
                    }
                    boxes.push(rect);
                }
                points.clear();
                points.push(transform * p);
            }
            PathEl::LineTo(p) if points.len() < MOST_CORNERS => points.push(transform * p),
            PathEl::ClosePath => {}
            _ => return Vec::new(),
        }
    }
    boxes
}

/// Whether a box stays level or upright under a transform.
pub(super) fn is_level(t: Affine) -> bool {
    let [a, b, c, d, ..] = t.as_coeffs();
    (b.abs() < LEVEL && c.abs() < LEVEL) || (a.abs() < LEVEL && d.abs() < LEVEL)
}

/// Whether a point lies at a corner of a box.
fn is_corner(p: &KPoint, r: &KRect) -> bool {
    (is_near(p.x, r.x0) || is_near(p.x, r.x1)) && (is_near(p.y, r.y0) || is_near(p.y, r.y1))
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= RULING_LEAN
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::kurbo::Shape;

    fn whole(boxes: &[KRect]) -> usize {
        let mut path = BezPath::new();
        boxes.iter().for_each(|b| path.extend(b.path_elements(0.1)));
        whole_boxes(&path, Affine::IDENTITY).len()
    }

    #[test]
    fn a_box_within_a_box_may_be_a_hole() {
        let (outer, inner) = (KRect::new(0.0, 0.0, 90.0, 40.0), KRect::new(5.0, 5.0, 80.0, 30.0));
        let below = KRect::new(0.0, 50.0, 90.0, 90.0);
        assert_eq!(whole(&[outer]), 1);
        assert_eq!(whole(&[outer, below]), 2);
        assert_eq!(whole(&[outer, inner]), 0);
    }

    #[test]
    fn two_lines_are_no_box() {
        let mut path = BezPath::new();
        for y in [0.0, 40.0] {
            path.move_to((0.0, y));
            path.line_to((90.0, y));
        }
        assert!(whole_boxes(&path, Affine::IDENTITY).is_empty());
    }
}
