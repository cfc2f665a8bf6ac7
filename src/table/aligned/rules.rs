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
