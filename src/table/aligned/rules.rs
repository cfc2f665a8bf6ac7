//! The level lines of a table whose upright ones are not drawn.

use crate::layout::Line;
use crate::table::edges::Edge;

/// Level lines of one table start and end within this of each other (in points).
const SAME_ENDS: f32 = 6.0;
/// A heading may stick out of the line above it by this much (in points).
const STICKS_OUT: f32 = 1.0;
/// The line above a header lies at least this far above its baseline (in font sizes) …
const NEAREST_TOP: f32 = 0.3;
/// … and at most this far: a header of several lines.
const FURTHEST_TOP: f32 = 4.0;
/// A table has at least this many level lines: above and below its header, and at its end.
const FEWEST_LINES: usize = 3;

/// Level lines that belong to one table.
pub(super) struct Rules {
    /// Where they lie, from the top down.
    pub ys: Vec<f32>,
    /// Where the topmost starts.
    pub left: f32,
    /// Where the topmost ends.
    pub right: f32,
}

impl Rules {
    /// The lines around and below a header, down to where they stop.
    pub fn around(rules: &[Edge], header: &Line) -> Option<Rules> {
        let top = rules
            .iter()
            .filter(|rule| covers(rule, header))
            .filter(|rule| rule.pos <= header.baseline - NEAREST_TOP * header.size)
            .max_by(|a, b| a.pos.total_cmp(&b.pos))
            .filter(|top| header.baseline - top.pos <= FURTHEST_TOP * header.size)?;
        let mut ys: Vec<f32> = rules
            .iter()
            .filter(|rule| has_same_ends(rule, top) && rule.pos >= top.pos)
            .map(|rule| rule.pos)
            .collect();
        ys.sort_by(f32::total_cmp);
        (ys.len() >= FEWEST_LINES).then_some(Rules { ys, left: top.from, right: top.to })
    }

    /// How many of some lines, the first of which is the header's, stand above the second one.
    pub fn header_lines(&self, lines: &[Line]) -> usize {
        let end = self.ys.get(1).copied().unwrap_or(0.0);
        lines.iter().take_while(|line| line.baseline <= end).count()
    }

    /// Whether nothing but the end of the table is drawn below its header.
    pub fn are_three(&self) -> bool {
        self.ys.len() == FEWEST_LINES
    }

    /// Where the lowest one lies.
    pub fn bottom(&self) -> f32 {
        self.ys.last().copied().unwrap_or(0.0)
    }
}

fn covers(rule: &Edge, header: &Line) -> bool {
    rule.from <= header.bbox.x0 + STICKS_OUT && rule.to >= header.bbox.x1 - STICKS_OUT
}

fn has_same_ends(rule: &Edge, other: &Edge) -> bool {
    (rule.from - other.from).abs() <= SAME_ENDS && (rule.to - other.to).abs() <= SAME_ENDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Rect;

    fn level(pos: f32, from: f32, to: f32) -> Edge {
        Edge { pos, from, to }
    }

    #[test]
    fn lines_of_one_table_start_and_end_together_from_above_its_header() {
        let header = Line {
            bbox: Rect::new(50.0, 92.0, 450.0, 102.0),
            baseline: 100.0,
            size: 10.0,
            ..Line::placeless("โครงการ", true)
        };
        let above = level(20.0, 40.0, 500.0);
        let rules = [
            above,
            level(85.0, 40.0, 500.0),
            level(110.0, 42.0, 498.0),
            level(120.0, 40.0, 200.0),
            level(140.0, 40.0, 500.0),
        ];
        let found = Rules::around(&rules, &header).expect("a table");
        assert_eq!((found.ys.as_slice(), found.bottom()), ([85.0, 110.0, 140.0].as_slice(), 140.0));
        assert!(Rules::around(&rules[..3], &header).is_none(), "too few lines");
        assert!(Rules::around(&[above], &header).is_none(), "too far above");
    }
}
