//! Drawn lines that are pale or broken for a stretch: a stroke goes on along ink too faint to be
//! found by itself, as far as that leads to the next stroke of the same line, or to a line across.

use crate::ocr::gray::Gray;
use crate::ocr::strokes::Stroke;

/// Darker than this, on evened-out paper, may be what is left of a pale line; grain is brighter.
const FAINT: u8 = 228;
/// A stretch of this many points goes on where so much of it is inked.
const STRETCH: f32 = 2.0;
const INKED: f32 = 0.75;
/// What a stroke leads to lies at most this far beyond its ink, in points.
const REACHES: f32 = 2.5;
/// Pieces of one line lie this near across, in points, beside their thickness.
const COLLINEAR: f32 = 0.4;

/// Prolongs strokes along faint ink, and puts pieces of one line together. `gray` has them along
/// its rows; `across` are the strokes of the other direction; `scale`: pixels a point.
pub(super) fn prolong(
    strokes: Vec<Stroke>,
    across: &[Stroke],
    gray: &Gray,
    scale: f32,
) -> Vec<Stroke> {
    let near = REACHES * scale;
    let longer = |s: &Stroke| {
        let (from, to) = (end(s, gray, scale, -1.0), end(s, gray, scale, 1.0));
        let before = goal(s, &strokes, across, near, (from, s.from)).reduce(f32::min);
        let behind = goal(s, &strokes, across, near, (s.to, to)).reduce(f32::max);
        s.stretched(before.unwrap_or(s.from), behind.unwrap_or(s.to))
    };
    together(strokes.iter().map(longer).collect(), scale)
}

/// How far ink goes on beyond an end of a stroke, which leans as it does.
fn end(s: &Stroke, gray: &Gray, scale: f32, way: f32) -> f32 {
    let step = (STRETCH * scale).max(3.0);
    let mut at = if way < 0.0 { s.from } else { s.to };
    loop {
        let next = at + way * step;
        if next < 0.0
            || next >= gray.width as f32
            || inked(s, gray, at.min(next), at.max(next)) < INKED
        {
            return at;
        }
        at = next;
    }
}

/// The part of the columns from `from` to `to` that have ink where a stroke would lie.
fn inked(s: &Stroke, gray: &Gray, from: f32, to: f32) -> f32 {
    let half = s.thickness / 2.0 + 1.0;
    let has_ink = |x: &usize| {
        let y = s.at(*x as f32);
        let rows = (y - half).max(0.0) as usize..((y + half) as usize + 1).min(gray.height);
        rows.into_iter().any(|y| gray.row(y)[*x] < FAINT)
    };
    let columns = from as usize..(to as usize).min(gray.width);
    columns.clone().filter(has_ink).count() as f32 / columns.len().max(1) as f32
}

/// Where along `s`, between two places, it meets another stroke of its line or one across.
fn goal<'a>(
    s: &'a Stroke,
    strokes: &'a [Stroke],
    across: &'a [Stroke],
    near: f32,
    (from, to): (f32, f32),
) -> impl Iterator<Item = f32> + 'a {
    let reached = move |along: &f32| (from - near..=to + near).contains(along) && to > from;
    let same = strokes
        .iter()
        .filter(move |o| is_one_line(s, o, near / REACHES))
        .flat_map(|o| [o.from, o.to]);
    let meets = move |c: &&Stroke| {
        let along = c.at(s.at(c.pos));
        c.is_touched(s.at(along), along, near)
    };
    let crossed = across.iter().filter(meets).map(move |c| c.at(s.at(c.pos)));
    same.chain(crossed).filter(reached)
}

/// Whether two strokes are pieces of one line, as far as they lie across.
fn is_one_line(a: &Stroke, b: &Stroke, scale: f32) -> bool {
    let middle = (a.from.max(b.from) + a.to.min(b.to)) / 2.0;
    (a.at(middle) - b.at(middle)).abs() <= COLLINEAR * scale + a.thickness.max(b.thickness) / 2.0
}

/// Pieces of one line that touch, as one stroke.
fn together(mut strokes: Vec<Stroke>, scale: f32) -> Vec<Stroke> {
    strokes.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.pos.total_cmp(&b.pos)));
    let mut out: Vec<Stroke> = Vec::with_capacity(strokes.len());
    for s in strokes {
        match out.iter_mut().find(|o| o.to >= s.from - 1.0 && is_one_line(o, &s, scale)) {
            Some(one) => *one = one.joined(&s),
            None => out.push(s),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCALE: f32 = 200.0 / 72.0;

    fn stroke(from: f32, to: f32, pos: f32) -> Stroke {
        Stroke { from, to, pos, slope: 0.0, thickness: 3.0 }
    }

    /// A line of three rows around 100, as dark as told for each stretch.
    fn page(stretches: &[(usize, usize, u8)]) -> Gray {
        let mut gray = Gray::white(900, 200);
        for (from, to, ink) in stretches {
            (99..102).for_each(|y| gray.pixels[y * 900 + from..y * 900 + to].fill(*ink));
        }
        gray
    }

    #[test]
    fn pale_ink_leads_on_to_the_next_stroke_or_line_and_no_further() {
        let gray = page(&[(50, 300, 40), (300, 400, 215), (400, 700, 40), (700, 760, 215)]);
        let pieces = || vec![stroke(50.0, 300.0, 100.5), stroke(400.0, 700.0, 100.5)];
        let ends = |across: &[Stroke]| -> Vec<(f32, f32)> {
            prolong(pieces(), across, &gray, SCALE).iter().map(|s| (s.from, s.to)).collect()
        };
        assert_eq!(ends(&[]), [(50.0, 700.0)], "what leads nowhere stays out");
        assert_eq!(ends(&[stroke(0.0, 200.0, 758.0)]), [(50.0, 758.0)]);
        assert_eq!(
            ends(&[stroke(120.0, 200.0, 758.0)]),
            [(50.0, 700.0)],
            "a line that does not come near"
        );
    }

    #[test]
    fn where_nothing_is_drawn_pieces_stay_apart() {
        let gray = page(&[(50, 300, 40), (400, 700, 40)]);
        let strokes = vec![stroke(50.0, 300.0, 100.5), stroke(400.0, 700.0, 100.5)];
        assert_eq!(prolong(strokes.clone(), &[], &gray, SCALE), strokes);
        let double = vec![stroke(50.0, 300.0, 100.0), stroke(50.0, 300.0, 108.0)];
        assert_eq!(prolong(double.clone(), &[], &gray, SCALE), double);
    }
}
