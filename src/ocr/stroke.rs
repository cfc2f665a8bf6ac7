//! A drawn line in a picture: where it lies, and how pieces of it are put together.

/// A pixel on either side of a stroke that is neither ink nor paper.
const SOFT_EDGE: f32 = 1.0;
/// Pieces of one line whose middles lie apart by less than this part of their common length say
/// less about its slope than each of them does.
const FAR_APART: f32 = 0.25;

/// A drawn line, in pixels. *Along* is x for a level one and y for an upright one, *across* the
/// other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    /// Where it starts along its direction.
    pub from: f32,
    /// Where it ends along its direction.
    pub to: f32,
    /// Where its middle lies across.
    pub pos: f32,
    /// How much `pos` grows with each pixel along.
    pub slope: f32,
    pub thickness: f32,
}

/// The drawn lines of a picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Strokes {
    pub level: Vec<Stroke>,
    pub upright: Vec<Stroke>,
}

impl Strokes {
    /// The length of all lines.
    pub fn total(&self) -> f32 {
        self.level.iter().chain(&self.upright).map(Stroke::length).sum()
    }
}

impl Stroke {
    pub fn length(&self) -> f32 {
        self.to - self.from
    }

    /// The place in the middle along it.
    fn middle(&self) -> f32 {
        (self.from + self.to) / 2.0
    }

    /// Where it lies across, at a place along it.
    pub fn at(&self, along: f32) -> f32 {
        self.pos + self.slope * (along - self.middle())
    }

    /// How far it and its soft edge reach across from its middle.
    pub fn reach(&self) -> f32 {
        self.thickness / 2.0 + SOFT_EDGE
    }

    /// The same line from one place along it to another.
    pub fn stretched(&self, from: f32, to: f32) -> Stroke {
        Stroke { from, to, pos: self.at((from + to) / 2.0), ..*self }
    }

    /// Two pieces of one line as one stroke, which runs from the one's middle to the other's.
    pub fn joined(&self, other: &Stroke) -> Stroke {
        let length = self.length() + other.length();
        let share = other.length() / length.max(1.0);
        let (from, to) = (self.from.min(other.from), self.to.max(other.to));
        let apart = other.middle() - self.middle();
        let slope = if apart.abs() > length * FAR_APART {
            (other.pos - self.pos) / apart
        } else {
            self.slope
        };
        let along = weighed(self.middle(), other.middle(), share);
        let across = weighed(self.pos, other.pos, share);
        Stroke {
            from,
            to,
            pos: across + slope * ((from + to) / 2.0 - along),
            slope,
            thickness: weighed(self.thickness, other.thickness, share),
        }
    }

    /// Whether both ends lie near lines across, within `near` pixels.
    pub fn leads_across(&self, across: &[Stroke], near: f32) -> bool {
        let ends = [(self.from, self.at(self.from)), (self.to, self.at(self.to))];
        ends.iter().all(|(along, pos)| across.iter().any(|c| c.is_touched(*pos, *along, near)))
    }

    /// Whether an end of another line, which crosses this one, lies within `near` pixels of it:
    /// `along` and `across` are its place, seen from this line.
    pub fn is_touched(&self, along: f32, across: f32, near: f32) -> bool {
        along >= self.from - near
            && along <= self.to + near
            && (self.at(along) - across).abs() <= near + self.thickness / 2.0
    }
}

/// The mean of two values of which the second one counts for `share` of 1.
fn weighed(a: f32, b: f32, share: f32) -> f32 {
    a + share * (b - a)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(from: f32, to: f32, pos: f32) -> Stroke {
        Stroke { from, to, pos, slope: 0.0, thickness: 2.0 }
    }

    #[test]
    fn pieces_far_apart_say_how_their_line_leans() {
        let one = stroke(0.0, 100.0, 10.0).joined(&stroke(200.0, 300.0, 14.0));
        assert_eq!((one.from, one.to, one.pos, one.thickness), (0.0, 300.0, 12.0, 2.0));
        assert!((one.slope - 0.02).abs() < 1e-6, "{one:?}");
    }

    #[test]
    fn pieces_beside_each_other_keep_their_slope_and_the_longer_counts_for_more() {
        let one = stroke(0.0, 300.0, 10.0).joined(&stroke(150.0, 250.0, 14.0));
        assert_eq!((one.from, one.to, one.pos, one.slope), (0.0, 300.0, 11.0, 0.0));
    }

    #[test]
    fn a_stretched_line_stays_where_it_is() {
        let leaning = Stroke { slope: 0.1, ..stroke(0.0, 100.0, 10.0) };
        let longer = leaning.stretched(0.0, 200.0);
        assert_eq!((longer.pos, longer.at(50.0)), (15.0, 10.0));
    }

    #[test]
    fn a_line_leads_across_where_both_its_ends_are_near_to_lines() {
        let across = [stroke(0.0, 100.0, 20.0), stroke(0.0, 100.0, 80.0)];
        assert!(stroke(21.0, 79.0, 50.0).leads_across(&across, 1.0));
        assert!(!stroke(21.0, 60.0, 50.0).leads_across(&across, 1.0));
        assert!(!stroke(21.0, 79.0, 150.0).leads_across(&across, 1.0), "beyond their ends");
    }
}
