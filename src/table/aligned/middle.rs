//! Rows whose cells are set in the middle of their height, with nothing between them: the tallest cell of a
//! row begins above its number, and reaches as far below it.

use crate::geom::Rect;
use crate::layout::Line;

/// Lines that may have been taken for the header are given back to the first row, up to this number.
const GIVEN_BACK: usize = 3;
/// How near to the middle of its row each cell stands, and a row ends to where it should, in parts of the
/// usual step.
const NEAR: f32 = 0.4;
/// Fewer rows than these show nothing.
const FEWEST: usize = 2;

/// The lines of a table, from top to bottom, and what of each stands in each column.
pub(super) struct Middles<'a> {
    pub lines: &'a [Line],
    pub grid: &'a [Vec<Option<Line>>],
    /// The usual step from baseline to baseline, in points.
    pub step: f32,
}

impl Middles<'_> {
    /// Where the rows start, in lines, and how many of the first lines are the header; `None` where cells do
    /// not stand in the middle of rows, or where rows start with their numbers anyway. `numbered`: the lines
    /// with which an item begins, by its number.
    pub fn starts(&self, header: usize, numbered: &[usize]) -> Option<Vec<usize>> {
        if numbered.len() < FEWEST {
            return None;
        }
        let first = header.saturating_sub(GIVEN_BACK).max(1);
        let starts = (first..=header).rev().find_map(|from| self.rows(from, numbered))?;
        let any_above = starts.iter().zip(numbered).any(|(start, number)| start < number);
        any_above.then_some(starts)
    }

    /// Where the rows start that begin at a line, each of them around the middle of its number or title.
    fn rows(&self, from: usize, numbered: &[usize]) -> Option<Vec<usize>> {
        let mut starts = Vec::with_capacity(numbered.len());
        let mut start = from;
        for (i, number) in numbered.iter().enumerate() {
            let next = numbered.get(i + 1).copied().unwrap_or(self.lines.len());
            let middle = self.middle(0, *number..next)?;
            let bottom = 2.0 * middle - self.lines.get(start)?.bbox.y0;
            let below = self.lines[start..].iter().position(|line| line.bbox.center().y > bottom);
            let end = below.map_or(self.lines.len(), |below| start + below);
            let row = start..end;
            let lowest = self.lines[row.clone()].iter().map(|l| l.bbox.y1).fold(0.0, f32::max);
            let is_whole = row.contains(number) && end <= next;
            let reaches = (lowest - bottom).abs() <= NEAR * self.step;
            if !is_whole || !reaches || !self.stand_in_middle(row, middle) {
                return None;
            }
            starts.push(start);
            start = end;
        }
        (start == self.lines.len()).then_some(starts)
    }

    /// Whether what stands in each column of some lines has its middle at a height.
    fn stand_in_middle(&self, row: std::ops::Range<usize>, height: f32) -> bool {
        let columns = self.grid.first().map_or(0, Vec::len);
        (0..columns).all(|column| {
            let middle = self.middle(column, row.clone());
            middle.is_none_or(|middle| (middle - height).abs() <= NEAR * self.step)
        })
    }

    /// The middle of what stands in a column of some lines.
    fn middle(&self, column: usize, lines: std::ops::Range<usize>) -> Option<f32> {
        let texts = self.grid[lines].iter().filter_map(|parts| parts[column].as_ref());
        let bbox = texts.map(|line| line.bbox).reduce(|a: Rect, b| a.union(&b))?;
        Some(bbox.center().y)
    }
}
