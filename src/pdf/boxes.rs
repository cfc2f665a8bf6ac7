//! Which paths are boxes, and which of those stay level.

use hayro_interpret::kurbo::{
    Affine, BezPath, PathEl, PathSeg, Point as KPoint, Rect as KRect, Shape,
};

/// A filled box at most this many points thick is a drawn line; the thickest borders Word offers
/// are 6 pt, cell shading starts at the height of a line of text.
pub(super) const RULING_THICKNESS: f64 = 4.5;
/// A thinner box hides nothing, not even with others beside it.
pub(super) const THINNEST_COVER: f64 = 1.0;
/// A line may lean this many points along its length and still be level or upright.
pub(super) const RULING_LEAN: f64 = 0.8;
/// Points of a path, at least, that can be a box.
const FEWEST_CORNERS: usize = 4;
/// Points of a path, at most, that is taken for a thin box whatever its corners: a line with ends.
const MOST_CORNERS: usize = 6;
/// Such a path is this many times as long as it is thick: the head of an arrow is no box.
const OBLONG: f64 = 3.0;
/// A dot of a dotted line is at most this many points across,
const DOT: f64 = 3.0;
/// and at most this many times as long one way as the other.
const ROUND: f64 = 1.3;
/// More boxes than these in one path are a pattern.
const MOST_BOXES: usize = 64;
/// A box with rounded corners fills at least this part of the box around it; an ellipse 0.785.
const ROUNDED: f64 = 0.9;
/// How high the strips are that stand for a filled shape that is no box, in points, and how many there
/// are at most.
const STRIP: f64 = 2.0;
const MOST_STRIPS: f64 = 24.0;
/// A shape narrower or lower than this, in points, hides no text.
const SMALLEST_SHAPE: f64 = 6.0;
/// The elements of a path that is one shape of a few sides.
const CORNERS: std::ops::RangeInclusive<usize> = 4..=40;
/// Lines of one path, at most, that are looked at.
const MOST_LINES: usize = 2_000;
/// A wave is at most this high, in points, and at least this many times as long …
const WAVE: (f64, f64) = (6.0, 4.0);
/// … and has this many arcs, or strokes where it is jagged.
const FEWEST_CURVES: usize = 2;
const FEWEST_STROKES: usize = 4;
/// The lines of a scribble fill this part of the box around them, those that cross counted twice.
const SCRIBBLED: f64 = 0.5;
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

/// The box of a small round shape by the ends of its curves: a dot, as dotted lines are made of.
pub(super) fn round_dot(points: &[KPoint]) -> Option<KRect> {
    let around =
        points.iter().fold(KRect::from_points(points[0], points[0]), |r, p| r.union_pt(*p));
    let (short, long) = (around.width().min(around.height()), around.width().max(around.height()));
    (long <= DOT && long <= ROUND * short).then_some(around)
}

/// The boxes that a path fills whole: it is nothing but boxes, and none lies in another, which might
/// be a hole; or it is one with rounded corners, or another shape, in strips.
pub(super) fn whole_boxes(path: &BezPath, transform: Affine) -> Vec<KRect> {
    let boxes = match rounded_box(path, transform) {
        Some(rounded) => vec![rounded],
        None => sharp_boxes(path, transform),
    };
    if boxes.is_empty() { polygon_strips(path, transform) } else { boxes }
}

/// Whether a path is one box with sharp corners.
pub(super) fn is_box(path: &BezPath) -> bool {
    sharp_boxes(path, Affine::IDENTITY).len() == 1
}

/// Level strips that lie within a shape of straight sides, where two of these stand on their height.
pub(super) fn strips(corners: &[KPoint]) -> Vec<KRect> {
    let low = corners.iter().map(|c| c.y).fold(f64::INFINITY, f64::min);
    let high = corners.iter().map(|c| c.y).fold(f64::NEG_INFINITY, f64::max);
    let count = ((high - low) / STRIP).ceil().clamp(1.0, MOST_STRIPS);
    let step = (high - low) / count;
    let strips = (0..count as u32).filter_map(|i| {
        let from = low + f64::from(i) * step;
        let crossed: Vec<f64> = corners
            .iter()
            .zip(corners.iter().cycle().skip(1))
            .filter_map(|(a, b)| crossing(*a, *b, from + step / 2.0))
            .collect();
        let [a, b] = *crossed.as_slice() else { return None };
        Some(KRect::new(a.min(b), from, a.max(b), from + step))
    });
    strips.collect()
}

/// Where a side of a shape crosses a height.
fn crossing(a: KPoint, b: KPoint, y: f64) -> Option<f64> {
    ((a.y < y) != (b.y < y)).then(|| a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
}

/// The strips of a filled path that is one shape of a few straight sides, large enough to hide text.
fn polygon_strips(path: &BezPath, transform: Affine) -> Vec<KRect> {
    let elements = path.elements();
    let around = transform.transform_rect_bbox(path.control_box());
    let large = around.width().min(around.height()) >= SMALLEST_SHAPE;
    if !large || !CORNERS.contains(&elements.len()) {
        return Vec::new();
    }
    let mut corners = Vec::with_capacity(elements.len());
    for (i, element) in elements.iter().enumerate() {
        match *element {
            PathEl::MoveTo(p) if i == 0 => corners.push(transform * p),
            PathEl::LineTo(p) => corners.push(transform * p),
            PathEl::ClosePath if i + 1 == elements.len() => {}
            _ => return Vec::new(),
        }
    }
    strips(&corners)
}

/// The box of a path that is one with rounded corners.
fn rounded_box(path: &BezPath, transform: Affine) -> Option<KRect> {
    let is_curve = |el: &&PathEl| matches!(el, PathEl::QuadTo(..) | PathEl::CurveTo(..));
    let starts = path.elements().iter().filter(|el| matches!(el, PathEl::MoveTo(_)));
    let curved = path.elements().iter().any(|el| is_curve(&el)) && is_level(transform);
    let around = path.bounding_box();
    (curved && starts.count() == 1 && path.area().abs() >= ROUNDED * around.area())
        .then(|| transform.transform_rect_bbox(around))
}

/// The boxes that a thick stroke fills: its straight parts that run level or upright, or the box around
/// a scribble.
pub(super) fn stroked_boxes(path: &BezPath, transform: Affine, width: f64) -> Vec<KRect> {
    if width <= THINNEST_COVER {
        return Vec::new();
    }
    let lines = path.segments().take(MOST_LINES).filter_map(|segment| match segment {
        PathSeg::Line(line) => Some((transform * line.p0, transform * line.p1)),
        _ => None,
    });
    let lines: Vec<(KPoint, KPoint)> = lines.collect();
    match scribble(&lines, width) {
        Some(rect) => vec![rect],
        None => lines.iter().take(MOST_BOXES).filter_map(|line| level_box(*line, width)).collect(),
    }
}

/// The box that a pen of a width fills along a line; `None` where that leans.
pub(super) fn level_box((a, b): (KPoint, KPoint), width: f64) -> Option<KRect> {
    let rect = KRect::from_points(a, b);
    match (rect.width() <= RULING_LEAN, rect.height() <= RULING_LEAN) {
        (false, true) => Some(rect.inflate(0.0, width / 2.0)),
        (true, false) => Some(rect.inflate(width / 2.0, 0.0)),
        _ => None,
    }
}

/// The box around the lines of a pen that lean and that fill most of it: somebody scribbled there.
pub(super) fn scribble(lines: &[(KPoint, KPoint)], width: f64) -> Option<KRect> {
    if lines.iter().all(|line| level_box(*line, width).is_some()) {
        return None;
    }
    let (first, rest) = lines.split_first()?;
    let around = rest
        .iter()
        .fold(KRect::from_points(first.0, first.1), |rect, (a, b)| rect.union_pt(*a).union_pt(*b));
    let around = around.inflate(width / 2.0, width / 2.0);
    let drawn: f64 = lines.iter().map(|(a, b)| a.distance(*b) * width).sum();
    (drawn >= SCRIBBLED * around.area()).then_some(around)
}

/// The box around a path that is a wavy or jagged line along a level one.
pub(super) fn wave(path: &BezPath, transform: Affine) -> Option<KRect> {
    let elements = path.elements();
    let starts = elements.iter().filter(|el| matches!(el, PathEl::MoveTo(_))).count();
    let curved = elements.iter().any(|el| matches!(el, PathEl::QuadTo(..) | PathEl::CurveTo(..)));
    let closed = elements.iter().any(|el| matches!(el, PathEl::ClosePath));
    let fewest = if curved { FEWEST_CURVES } else { FEWEST_STROKES };
    if starts != 1 || closed || !(fewest + 1..MOST_LINES).contains(&elements.len()) {
        return None;
    }
    let around = transform.transform_rect_bbox(path.bounding_box());
    let (width, height) = (around.width(), around.height());
    (height > RULING_LEAN && height <= WAVE.0 && width >= WAVE.1 * height).then_some(around)
}

/// The boxes of a path that is nothing but boxes, none in another.
fn sharp_boxes(path: &BezPath, transform: Affine) -> Vec<KRect> {
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
    use hayro_interpret::kurbo::{Circle, Line, RoundedRect};

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
    fn a_path_of_one_box_is_one() {
        let mut path = KRect::new(0.0, 0.0, 595.0, 842.0).to_path(0.1);
        assert!(is_box(&path));
        path.extend(KRect::new(0.0, 900.0, 90.0, 990.0).path_elements(0.1));
        assert!(!is_box(&path) && !is_box(&Circle::new((50.0, 50.0), 20.0).to_path(0.1)));
    }

    #[test]
    fn rounded_corners_make_a_box_and_a_circle_is_none() {
        let whole = |path: BezPath| whole_boxes(&path, Affine::scale(2.0));
        let rounded = RoundedRect::new(0.0, 0.0, 90.0, 20.0, 4.0).to_path(0.1);
        assert_eq!(whole(rounded)[0].round(), KRect::new(0.0, 0.0, 180.0, 40.0));
        assert!(whole(Circle::new((50.0, 50.0), 20.0).to_path(0.1)).is_empty());
    }

    #[test]
    fn a_thick_stroke_is_a_box_and_a_thin_one_a_line() {
        let path = Line::new((10.0, 50.0), (90.0, 50.0)).to_path(0.1);
        let boxes = stroked_boxes(&path, Affine::IDENTITY, 12.0);
        assert_eq!(boxes, [KRect::new(10.0, 44.0, 90.0, 56.0)]);
        assert!(stroked_boxes(&path, Affine::IDENTITY, 1.0).is_empty());
        let leaning = Line::new((10.0, 50.0), (40.0, 90.0)).to_path(0.1);
        assert!(stroked_boxes(&leaning, Affine::IDENTITY, 5.0).is_empty());
    }

    #[test]
    fn lines_that_fill_their_box_are_a_scribble() {
        let mut path = BezPath::new();
        path.move_to((10.0, 50.0));
        for i in 1..=7 {
            path.line_to((10.0 + 5.0 * f64::from(i), if i % 2 == 0 { 50.0 } else { 62.0 }));
        }
        let boxes = stroked_boxes(&path, Affine::IDENTITY, 4.0);
        assert_eq!(boxes, [KRect::new(8.0, 48.0, 47.0, 64.0)]);
        assert!(stroked_boxes(&path, Affine::IDENTITY, 1.2).is_empty(), "one reads between them");
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

    #[test]
    fn a_filled_shape_is_its_strips() {
        let point = |x, y| KPoint::new(x, y);
        let wedge = strips(&[point(0.0, 0.0), point(24.0, 0.0), point(0.0, 24.0)]);
        assert_eq!(wedge.len(), 12);
        assert_eq!(wedge[0], KRect::new(0.0, 0.0, 23.0, 2.0), "the widest is below");
        assert!(strips(&[]).is_empty());
        assert!(strips(&[point(1.0, 1.0), point(9.0, 1.0)]).is_empty(), "without height");
    }
}
