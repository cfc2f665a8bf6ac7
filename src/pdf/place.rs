//! Where a glyph stands on the page, and whether the clip lets it be seen.

use hayro_interpret::font::Glyph as DrawnGlyph;
use hayro_interpret::kurbo::{Affine, Point as KPoint, Rect as KRect};

use super::model::{Glyph, Visibility};
use crate::geom::{Point, Rect, Turn};

/// What a glyph's box reaches above its baseline, in parts of the font size. Thai fonts
/// set upper marks up to about 0.9 and lower vowels down to 0.3; the box is for placing text in
/// cells and for showing where it is, not its ink.
const ASCENT: f64 = 0.80;
/// What a glyph's box reaches below its baseline, in parts of the font size, likewise.
const DESCENT: f64 = 0.25;
/// A box thinner than this many points is that of a mark without an advance.
const NO_ADVANCE: f32 = 0.01;

/// Letters of a smaller font size (in points) are dots at most.
const SMALLEST: f64 = 1.0;
/// Letters that are this narrow, in parts of their size, have no width.
const NARROWEST: f64 = 0.01;

/// A glyph that starts within this part of the advance of the one before may be drawn over it …
const DRAWN_OVER: f64 = 0.5;
/// … where the one after it starts behind this part of that advance.
const WHOLE: f64 = 0.95;

/// A mark lies this near to what bears it (in font sizes).
const NEAR: f32 = 1.0;

/// In thousandths of the font size.
pub(super) fn advance_of(glyph: &DrawnGlyph<'_>) -> f64 {
    let advance = match glyph {
        DrawnGlyph::Outline(g) => g.advance_width(),
        DrawnGlyph::Type3(g) => g.advance_width(),
    };
    f64::from(advance.unwrap_or(0.0))
}

/// How a glyph is set: what the transforms of all glyphs of a run have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// The transform without the place.
    linear: [f64; 4],
    /// The font size in points.
    size: f64,
    /// The length of a thousandth of the font size along the run, in points.
    unit: f64,
    /// The direction of the run, of length 1.
    direction: (f64, f64),
    turn: Turn,
    /// Whether all of this is finite: what is so in 64 bits need not be in 32.
    finite: bool,
}

impl Setting {
    /// Whether nobody can see what is set so: as good as without height or width.
    pub fn is_lost(&self) -> bool {
        self.size < SMALLEST || self.unit * 1000.0 < NARROWEST * self.size
    }

    /// How a glyph with this transform is set.
    pub fn of(at: Affine) -> Setting {
        let [a, b, c, d, ..] = at.as_coeffs();
        let unit = length(a, b);
        let (ux, uy) = if unit > 0.0 { (a / unit, b / unit) } else { (1.0, 0.0) };
        let turn = match (ux.abs() >= uy.abs(), ux > 0.0, uy > 0.0) {
            (true, true, _) => Turn::None,
            (true, false, _) => Turn::Half,
            (false, _, true) => Turn::Right,
            (false, _, false) => Turn::Left,
        };
        let size = length(c, d) * 1000.0;
        let linear = [a, b, c, d];
        let finite = (size as f32).is_finite() && linear.iter().all(|v| v.is_finite());
        Setting { linear, size, unit, direction: (ux, uy), turn, finite }
    }

    /// Whether a glyph with this transform is set so.
    pub fn is_of(&self, at: Affine) -> bool {
        let [a, b, c, d, ..] = at.as_coeffs();
        self.linear == [a, b, c, d]
    }

    /// Where a glyph with this transform stands: its origin, its box, its size and the way it runs.
    /// `None` where the transform is not finite.
    ///
    /// The advance of the font's widths is wrong for stretched fallback fonts and for Type 3, so
    /// that the next glyph's origin bounds it from above: but for one that is drawn over it, as the
    /// fill spaces of spreadsheets are, which the glyph `beyond` tells.
    pub fn place(
        &self,
        at: Affine,
        advance: f64,
        next: Option<KPoint>,
        beyond: impl FnOnce() -> Option<KPoint>,
    ) -> Option<(Point, Rect, f32, Turn)> {
        let [.., x, y] = at.as_coeffs();
        let Setting { size, direction: (ux, uy), turn, .. } = *self;
        let mut width = self.unit * advance;
        if let Some(next) = next {
            let along = |to: KPoint| (to.x - x) * ux + (to.y - y) * uy;
            let ahead = along(next);
            if ahead > 0.0 && ahead < width {
                let drawn_over = ahead < DRAWN_OVER * width
                    && beyond().is_some_and(|to| along(to) >= WHOLE * width);
                if !drawn_over {
                    width = ahead;
                }
            }
        }
        let (up, down) = (size * ASCENT, size * DESCENT);
        let bbox = match (ux, uy) {
            // Most text is level: the same box with fewer steps.
            (1.0, 0.0) if width >= 0.0 => {
                let (x0, x1) = (x as f32, (x + width) as f32);
                Rect { x0, y0: (y - up) as f32, x1, y1: (y + down) as f32 }
            }
            _ => slanted_box((x, y), (ux, uy), width, up, down),
        };
        // The origin lies within the box.
        let finite = self.finite && bbox.is_finite();
        finite.then_some((Point { x: x as f32, y: y as f32 }, bbox, size as f32, turn))
    }
}

/// The box of a glyph that runs from a place in a direction of length 1, `width` wide, and reaches `up`
/// and `down` across it.
fn slanted_box((x, y): (f64, f64), (ux, uy): (f64, f64), width: f64, up: f64, down: f64) -> Rect {
    let far = (x + ux * width, y + uy * width);
    // Perpendicular to the run, towards the top of the letters.
    let (tx, ty) = (uy, -ux);
    Rect::new(
        (x - tx * down).min(far.0 + tx * up).min(x + tx * up).min(far.0 - tx * down) as f32,
        (y - ty * down).min(far.1 + ty * up).min(y + ty * up).min(far.1 - ty * down) as f32,
        (x - tx * down).max(far.0 + tx * up).max(x + tx * up).max(far.0 - tx * down) as f32,
        (y - ty * down).max(far.1 + ty * up).max(y + ty * up).max(far.1 - ty * down) as f32,
    )
}

/// Whether a glyph shows: the middle of its letters lies inside the clip. A cluster of the next
/// page that a producer draws again at the foot of this one reaches into the page only with its
/// upper marks.
pub(super) fn inside(clip: &KRect, bbox: &Rect, turn: Turn) -> bool {
    let c = bbox.center();
    let (x, y) = (f64::from(c.x), f64::from(c.y));
    // Marks have no advance: their box is a line, which may stand right on the clip's edge.
    let slack = if bbox.width().min(bbox.height()) < NO_ADVANCE {
        f64::from(bbox.width().max(bbox.height())) * 0.5
    } else {
        0.0
    };
    let (sx, sy) =
        if matches!(turn, Turn::None | Turn::Half) { (slack, 0.0) } else { (0.0, slack) };
    x >= clip.x0 - sx && x <= clip.x1 + sx && y >= clip.y0 - sy && y <= clip.y1 + sy
}

/// Whether a glyph is a mark on one that the clip cuts away.
pub(super) fn is_on_clipped(last: Option<&Glyph>, bbox: &Rect, size: f32) -> bool {
    let is_mark = bbox.width().min(bbox.height()) < NO_ADVANCE;
    is_mark
        && last.is_some_and(|last| {
            let (a, b) = (last.bbox.center(), bbox.center());
            last.visibility == Visibility::Clipped
                && (a.x - b.x).abs().max((a.y - b.y).abs()) <= NEAR * size
        })
}

/// The length of a vector. Pages are neither so large nor so small that its square leaves the range
/// of numbers, which is all that the much slower `f64::hypot` guards against.
pub(super) fn length(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

/// How much a transform magnifies lengths: the mean of both axes.
pub(super) fn scale_of(t: Affine) -> f64 {
    let [a, b, c, d, ..] = t.as_coeffs();
    (length(a, b) + length(c, d)) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_goes_with_the_letter_that_the_clip_cuts_away() {
        let bbox = Rect::new(10.0, 0.0, 16.0, 10.0);
        let letter = |visibility| Glyph { bbox, size: 10.0, visibility, ..Glyph::default() };
        let mark = Rect::new(16.0, 0.0, 16.0, 10.0);
        let on = |visibility, bbox: Rect| is_on_clipped(Some(&letter(visibility)), &bbox, 10.0);
        assert!(on(Visibility::Clipped, mark) && !on(Visibility::Shown, mark));
        assert!(!on(Visibility::Clipped, Rect::new(16.0, 0.0, 22.0, 10.0)), "a letter");
        assert!(!on(Visibility::Clipped, Rect::new(90.0, 0.0, 90.0, 10.0)), "elsewhere");
    }

    #[test]
    fn the_next_glyph_bounds_a_box_unless_it_is_drawn_over_it() {
        let width = |next: f64, beyond: Option<f64>| {
            let at = Affine::scale(0.01);
            let point = |x| KPoint::new(x, 0.0);
            let beyond = || beyond.map(point);
            Setting::of(at).place(at, 600.0, Some(point(next)), beyond).unwrap().1.width()
        };
        assert_eq!(width(4.0, Some(8.0)), 4.0, "a stretched font");
        assert_eq!(width(9.0, None), 6.0);
        assert_eq!(width(1.0, Some(6.0)), 6.0, "a space is painted over it");
        assert_eq!(width(1.0, Some(2.0)), 1.0);
        assert_eq!(width(1.0, None), 1.0);
    }
}
