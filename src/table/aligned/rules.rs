//! The level lines of a table whose upright ones are not drawn.

use crate::layout::Line;
use crate::table::edges::Edge;

use super::stack::pieces;

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
/// A line this near (in points) below a header's text lies on it; lines further down part rows.
const UNDER_TEXT: f32 = 1.0;
/// A line with this many pieces is a row and no title.
const ROW_PIECES: usize = 3;

/// Level lines that belong to one table.
pub(in crate::table) struct Rules {
    /// Where they lie, from the top down.
    pub ys: Vec<f32>,
    /// Where the topmost starts.
    pub left: f32,
    /// Where the topmost ends.
    pub right: f32,
}

impl Rules {
    /// The lines around and below a header, down to where they stop or the next table begins; `None`
    /// where there are too few of them.
    pub fn around(rules: &[Edge], header: &Line, end: f32) -> Option<Rules> {
        let found = Rules::from_top(rules, header, end)?;
        (found.ys.len() >= FEWEST_LINES).then_some(found)
    }

    /// The lines from the one above a header down to an y.
    fn from_top(rules: &[Edge], header: &Line, end: f32) -> Option<Rules> {
        let top = top(rules, header)?;
        let mut ys: Vec<f32> = rules
            .iter()
            .filter(|rule| has_same_ends(rule, &top) && rule.pos >= top.pos && rule.pos < end)
            .map(|rule| rule.pos)
            .collect();
        ys.sort_by(f32::total_cmp);
        Some(Rules { ys, left: top.from, right: top.to })
    }

    /// The lines of a table between `left` and `right` that goes on on another page with its first
    /// line of text there; `None` where none of them is drawn.
    pub fn going_on(rules: &[Edge], left: f32, right: f32, first: &Line) -> Option<Rules> {
        let edge = Edge { pos: first.bbox.y0, from: left, to: right };
        let own = rules.iter().filter(|rule| has_same_ends(rule, &edge)).map(|rule| rule.pos);
        let (above, mut ys): (Vec<f32>, Vec<f32>) = own.partition(|y| *y < first.baseline);
        if ys.is_empty() {
            return None;
        }
        ys.push(above.into_iter().fold(edge.pos, f32::max).min(edge.pos));
        ys.sort_by(f32::total_cmp);
        Some(Rules { ys, left, right })
    }

    /// Where the table ends whose lines some are, above the header of the next one: above the line
    /// over that header, where nothing but titles stands between it and the one before.
    pub fn end_before(rules: &[Edge], lines: &[Line], next: &Line) -> f32 {
        let Some(top) = top(rules, next) else { return next.bbox.y0 };
        let before = rules.iter().filter(|rule| has_same_ends(rule, &top) && rule.pos < top.pos);
        let before = before.map(|rule| rule.pos).fold(f32::NEG_INFINITY, f32::max);
        let between = lines.iter().filter(|l| l.baseline > before && l.baseline <= top.pos);
        let are_rows = between.map(pieces).any(|pieces| pieces.len() >= ROW_PIECES);
        if are_rows { next.bbox.y0 } else { top.pos }
    }

    /// How many of some lines stand between the line above the first of them and the next one below;
    /// none where it has no such lines.
    pub fn between(rules: &[Edge], lines: &[Line]) -> usize {
        let found =
            Rules::from_top(rules, &lines[0], f32::INFINITY).filter(|found| found.ys.len() > 1);
        found.map_or(0, |found| found.header_lines(lines))
    }

    /// How many of some lines stand above the first drawn line that lies below all of the first of
    /// them.
    pub fn together(rules: &[Edge], lines: &[Line]) -> usize {
        let first = &lines[0];
        let below = rules.iter().filter(|rule| covers(rule, first));
        let below = below.map(|rule| rule.pos).filter(|y| *y > first.baseline - UNDER_TEXT);
        let end = below.fold(f32::INFINITY, f32::min);
        lines.iter().take_while(|line| line.baseline - UNDER_TEXT < end).count()
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

/// The nearest line above a header that covers it.
fn top(rules: &[Edge], header: &Line) -> Option<Edge> {
    rules
        .iter()
        .filter(|rule| covers(rule, header))
        .filter(|rule| rule.pos <= header.baseline - NEAREST_TOP * header.size)
        .max_by(|a, b| a.pos.total_cmp(&b.pos))
        .filter(|top| header.baseline - top.pos <= FURTHEST_TOP * header.size)
        .copied()
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
        let found = Rules::around(&rules, &header, f32::INFINITY).expect("a table");
        assert_eq!((found.ys.as_slice(), found.bottom()), ([85.0, 110.0, 140.0].as_slice(), 140.0));
        assert!(Rules::around(&rules[..3], &header, 140.0).is_none(), "too few lines");
        assert!(Rules::around(&[above], &header, f32::INFINITY).is_none(), "too far above");
    }
}
