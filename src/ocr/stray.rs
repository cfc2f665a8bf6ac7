//! Short upright lines that are no rulings: the stem of a letter that dirt has made longer.

use crate::ocr::stroke::{Stroke, Strokes};

/// An upright line shorter than this, in points, may be a letter's stem.
const SHORT: f32 = 26.0;
/// Pieces of one ruling lie this near beside each other, in points.
const SAME_LINE: f32 = 1.5;
/// A ruling meets a level one this near to its end, in points.
const MEETS: f32 = 3.0;

/// Takes away short upright lines that do not lead from one level line to another and of which no
/// piece stands above or below them; `scale`: pixels a point.
pub(super) fn drop(strokes: &mut Strokes, scale: f32) {
    let Strokes { level, upright } = &*strokes;
    let kept = upright.iter().copied().filter(|stroke| !is_stray(stroke, level, upright, scale));
    strokes.upright = kept.collect();
}

fn is_stray(stroke: &Stroke, level: &[Stroke], upright: &[Stroke], scale: f32) -> bool {
    let leads = meets(stroke, stroke.from, level, scale) && meets(stroke, stroke.to, level, scale);
    stroke.to - stroke.from < SHORT * scale && !leads && !goes_on(stroke, upright, scale)
}

/// Whether an end of an upright line lies on a level one.
fn meets(stroke: &Stroke, end: f32, level: &[Stroke], scale: f32) -> bool {
    let (x, near) = (stroke.at(end), MEETS * scale);
    level.iter().any(|level| {
        (level.from - near..=level.to + near).contains(&x) && (level.at(x) - end).abs() <= near
    })
}

/// Whether another upright line stands above or below one.
fn goes_on(stroke: &Stroke, upright: &[Stroke], scale: f32) -> bool {
    let near = SAME_LINE * scale;
    upright.iter().any(|other| {
        let is_apart = other.to <= stroke.from || other.from >= stroke.to;
        let middle = (other.from + other.to) / 2.0;
        is_apart && (stroke.at(middle) - other.at(middle)).abs() <= near
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCALE: f32 = 2.0;

    fn stroke(pos: f32, from: f32, to: f32) -> Stroke {
        Stroke { from, to, pos, slope: 0.0, thickness: 2.0 }
    }

    /// Where upright lines stay that are drawn in a row from 100 to 140, below which there is another.
    fn kept(upright: &[Stroke]) -> Vec<f32> {
        let level = [100.0, 140.0, 180.0].map(|y| stroke(y, 0.0, 700.0)).into();
        let mut strokes = Strokes { level, upright: upright.to_vec() };
        drop(&mut strokes, SCALE);
        strokes.upright.iter().map(|stroke| stroke.pos).collect()
    }

    #[test]
    fn a_stem_is_no_ruling_and_a_broken_ruling_is_one() {
        assert_eq!(kept(&[stroke(50.0, 112.0, 138.0)]), [] as [f32; 0]);
        assert_eq!(kept(&[stroke(50.0, 100.0, 140.0)]), [50.0], "the side of a cell");
        assert_eq!(kept(&[stroke(50.0, 112.0, 172.0)]), [50.0], "a long one");
        let pieces = [stroke(50.0, 112.0, 138.0), stroke(51.0, 150.0, 170.0)];
        assert_eq!(kept(&pieces), [50.0, 51.0]);
        let apart = [stroke(50.0, 112.0, 138.0), stroke(60.0, 150.0, 170.0)];
        assert_eq!(kept(&apart), [] as [f32; 0]);
    }
}
