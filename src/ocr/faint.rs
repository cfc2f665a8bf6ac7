//! Drawn lines that are pale or broken for a stretch: a stroke goes on along ink too faint to be
//! found by itself, as far as that leads to the next stroke of the same line, or to a line across.

use crate::ocr::gray::Gray;
use crate::ocr::stroke::Stroke;

/// Darker than this, on evened-out paper, may be what is left of a pale line; grain is brighter.
const FAINT: u8 = 228;
/// Points that a stroke goes on by at a time …
const STRETCH: f32 = 2.0;
/// … where at least this part of their columns is inked.
const INKED: f32 = 0.75;
/// … and is darker, on average, by at least this than what lies on one side of it: a pale band that
/// the stroke leads to is as dark there as beside.
const STANDS_OUT: f32 = 10.0;
/// Where both sides are darker than this, a line crosses, which says nothing about that.
const CROSSED: u8 = 190;
/// Pixels between the soft edge of a stroke and what is taken for its side.
const BESIDE: f32 = 2.0;
/// The shortest such stretch in pixels: of fewer, the part that is inked says nothing.
const SHORTEST: f32 = 3.0;
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
    let surroundings = Surroundings { strokes: &strokes, across, gray, scale };
    together(strokes.iter().map(|s| surroundings.prolonged(s)).collect(), scale)
}

/// What decides how far a stroke goes on.
struct Surroundings<'a> {
    /// The strokes of its direction, itself among them.
    strokes: &'a [Stroke],
    /// The strokes of the other direction.
    across: &'a [Stroke],
    gray: &'a Gray,
    /// Pixels a point.
    scale: f32,
}

impl Surroundings<'_> {
    /// A stroke as far as faint ink leads it on to something.
    fn prolonged(&self, s: &Stroke) -> Stroke {
        let (from, to) = (self.end_of_ink(s, -1.0), self.end_of_ink(s, 1.0));
        let before = self.goals(s, from, s.from).reduce(f32::min);
        let behind = self.goals(s, s.to, to).reduce(f32::max);
        s.stretched(before.unwrap_or(s.from), behind.unwrap_or(s.to))
    }

    /// How far ink goes on beyond an end of a stroke, which leans as it does; `way` is −1 towards
    /// its start and 1 towards its end.
    fn end_of_ink(&self, s: &Stroke, way: f32) -> f32 {
        let step = (STRETCH * self.scale).max(SHORTEST);
        let mut at = if way < 0.0 { s.from } else { s.to };
        loop {
            let next = at + way * step;
            let on_the_page = next >= 0.0 && next < self.gray.width as f32;
            let (from, to) = (at.min(next), at.max(next));
            if !on_the_page || self.inked(s, from, to) < INKED || !self.stands_out(s, from, to) {
                return at;
            }
            at = next;
        }
    }

    /// The part of the columns from `from` to `to` that have ink where a stroke would lie.
    fn inked(&self, s: &Stroke, from: f32, to: f32) -> f32 {
        let columns = from as usize..(to as usize).min(self.gray.width);
        let inked = columns.clone().filter(|x| self.has_ink(s, *x)).count();
        inked as f32 / columns.len().max(1) as f32
    }

    /// Whether a column has ink where a stroke would lie.
    fn has_ink(&self, s: &Stroke, x: usize) -> bool {
        self.darkest(s, x, 0.0) < FAINT
    }

    /// The darkest gray of a column where a stroke would lie, or as wide a strip `away` from it.
    fn darkest(&self, s: &Stroke, x: usize, away: f32) -> u8 {
        let (y, half) = (s.at(x as f32) + away, s.reach());
        let rows = (y - half).max(0.0) as usize..((y + half) as usize + 1).min(self.gray.height);
        rows.map(|y| self.gray.row(y)[x]).min().unwrap_or(u8::MAX)
    }

    /// Whether the ink of the columns from `from` to `to` where a stroke would lie is darker than what
    /// lies beside it.
    fn stands_out(&self, s: &Stroke, from: f32, to: f32) -> bool {
        let away = 2.0 * s.reach() + BESIDE;
        let columns = from as usize..(to as usize).min(self.gray.width);
        let darker = columns.filter_map(|x| {
            let side = self.darkest(s, x, -away).max(self.darkest(s, x, away));
            (side > CROSSED).then(|| f32::from(side) - f32::from(self.darkest(s, x, 0.0)))
        });
        let (sum, count) = darker.fold((0.0, 0.0), |(sum, count), by| (sum + by, count + 1.0));
        sum >= STANDS_OUT * count
    }

    /// Where along a stroke, from one place along it to another behind that, it meets another
    /// stroke of its line or one across.
    fn goals(&self, s: &Stroke, from: f32, to: f32) -> impl Iterator<Item = f32> {
        let near = REACHES * self.scale;
        let same = self.strokes.iter().filter(move |o| is_one_line(s, o, self.scale));
        let ends = same.flat_map(|o| [o.from, o.to]);
        let crossings = self.across.iter().filter_map(move |c| crossing(s, c, near));
        let all = ends.chain(crossings);
        all.filter(move |along| to > from && (from - near..=to + near).contains(along))
    }
}

/// Where along a stroke it meets one across, where that comes so near.
fn crossing(s: &Stroke, across: &Stroke, near: f32) -> Option<f32> {
    let along = across.at(s.at(across.pos));
    across.is_touched(s.at(along), along, near).then_some(along)
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

    /// A line of three rows around row 100: for each stretch its first column, where it ends and its
    /// gray.
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
    fn a_pale_band_is_no_pale_ink() {
        let mut gray = page(&[(50, 300, 40), (400, 700, 40)]);
        let pieces = vec![stroke(50.0, 300.0, 100.5), stroke(400.0, 700.0, 100.5)];
        (0..200).for_each(|y| gray.fill_row(y, 303..397, 215));
        for crossing in [300..303, 397..400] {
            (0..200).for_each(|y| gray.fill_row(y, crossing.clone(), 40));
        }
        let across = [stroke(0.0, 200.0, 301.5), stroke(0.0, 200.0, 398.5)];
        let ends: Vec<(f32, f32)> =
            prolong(pieces, &across, &gray, SCALE).iter().map(|s| (s.from, s.to)).collect();
        assert!(ends[0].1 < 310.0 && ends[1].0 > 390.0, "{ends:?}");
        (99..102).for_each(|y| gray.fill_row(y, 303..397, 195));
        let pieces = vec![stroke(50.0, 300.0, 100.5), stroke(400.0, 700.0, 100.5)];
        assert_eq!(prolong(pieces, &across, &gray, SCALE).len(), 1, "a pale line on the band");
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
