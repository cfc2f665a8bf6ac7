//! Columns from where text stands: a gutter between each two headings, and what keeps to them.

use std::ops::Range;

use super::rules::Rules;
use crate::geom::Rect;
use crate::layout::{Cluster, Frame, Line, lines};
use crate::table::{Cell, Row};

/// A gutter is looked for in steps of this many points.
const STEP: f32 = 0.5;
/// Between headings nearer than this many steps there is no gutter.
const FEWEST_STEPS: usize = 2;
/// Text goes across a gutter where its two sides stand nearer than this (part of the font size).
const FLOWS: f32 = 0.45;
/// … or nearer than this, where the header is set off so that its columns are sure.
const FLOWS_UNDER_SURE: f32 = 0.1;
/// A cluster stands across a gutter where it reaches further than this (in points) to both sides.
const CROSSES: f32 = 0.5;
/// Lines further apart than this (in font sizes) no longer belong to one table.
const TABLE_ENDS: f32 = 6.0;
/// A table has at least this many lines: its header and a row.
const FEWEST_LINES: usize = 2;
/// Outer borders that are not drawn stand this far (in points) from the text.
const BORDER: f32 = 1.0;
/// A smaller step (in points) from baseline to baseline is none: text beside text.
const SMALLEST_STEP: f32 = 1.0;

/// The columns of a table on a page.
pub(in crate::table) struct Columns {
    frame: Frame,
    /// The x of their borders, one more than there are columns.
    borders: Vec<f32>,
    /// Text whose two sides stand nearer than this goes across a gutter (part of the font size).
    flows: f32,
}

impl Columns {
    /// The columns that a header's boxes and the lines of the table show, and how many of the lines
    /// keep to them. The header is the first of the lines.
    pub(super) fn of(
        frame: Frame,
        headings: &[Rect],
        all: &[Line],
        ruled: Option<&Rules>,
        sure: bool,
    ) -> Option<(Columns, usize)> {
        let flows = if sure { FLOWS_UNDER_SURE } else { FLOWS };
        let gutters: Vec<f32> = headings
            .windows(2)
            .map(|pair| gutter(pair[0].center().x, pair[1].center().x, all))
            .collect::<Option<_>>()?;
        // Level lines around sure columns hold all that is between them: titles across all, too.
        let fitting = if sure && ruled.is_some() && most_fit(all, &gutters, flows) {
            all.len()
        } else {
            count_fitting(all, &gutters, ruled.is_some(), flows)
        };
        let (left, right) = outer_borders(&all[..fitting], ruled);
        let mut borders = vec![left];
        borders.extend(gutters);
        borders.push(right);
        let ascending = borders.windows(2).all(|pair| pair[0] < pair[1]);
        (fitting >= FEWEST_LINES && ascending)
            .then_some((Columns { frame, borders, flows }, fitting))
    }

    /// The columns between known borders.
    pub fn between(frame: Frame, borders: Vec<f32>) -> Columns {
        Columns { frame, borders, flows: FLOWS_UNDER_SURE }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.borders.len() - 1
    }

    /// Whether a line's text crosses no border between two columns.
    pub fn keeps(&self, line: &Line) -> bool {
        let inner = &self.borders[1..self.borders.len() - 1];
        !inner.iter().any(|gutter| flows_across(line, *gutter, self.flows))
    }

    /// A row from the lines that stand in it.
    pub fn row(&self, inside: &[Line], top: f32, bottom: f32) -> Row {
        let mut clusters: Vec<Vec<Cluster>> = vec![Vec::new(); self.count()];
        for c in inside.iter().flat_map(|line| &line.clusters) {
            clusters[self.column_at(c.anchor().x)].push(c.clone());
        }
        let cells = clusters.into_iter().enumerate().map(|(column, clusters)| {
            let (x0, x1) = (self.borders[column], self.borders[column + 1]);
            let lines = lines(self.frame.within(x0, x1), clusters);
            let bbox = Rect::new(x0, top, x1, bottom);
            Cell { column, span: 1, row_span: 1, bbox, lines, marked: false }
        });
        Row { top, bottom, closed_top: true, closed_bottom: true, cells: cells.collect() }
    }

    /// A row from the lines that stand in it: one cell across all columns where each of them runs
    /// over a border, as a title does.
    pub fn row_or_title(&self, inside: &[Line], top: f32, bottom: f32) -> Row {
        let is_title = !inside.is_empty() && inside.iter().all(|line| !self.keeps(line));
        if !is_title {
            return self.row(inside, top, bottom);
        }
        let (x0, x1) = (self.borders[0], self.borders[self.count()]);
        let clusters = inside.iter().flat_map(|line| line.clusters.iter().cloned()).collect();
        let lines = lines(self.frame.within(x0, x1), clusters);
        let bbox = Rect::new(x0, top, x1, bottom);
        let cell = Cell { column: 0, span: self.count(), row_span: 1, bbox, lines, marked: false };
        Row { top, bottom, closed_top: true, closed_bottom: true, cells: vec![cell] }
    }

    /// The column that an x lies in, or the one next to it.
    fn column_at(&self, x: f32) -> usize {
        self.borders.partition_point(|border| *border <= x).clamp(1, self.count()) - 1
    }

    /// What of a line stands in each column.
    pub fn parts(&self, line: &Line) -> Vec<Option<Line>> {
        let row = self.row(std::slice::from_ref(line), line.bbox.y0, line.bbox.y1);
        row.cells.into_iter().map(|cell| cell.lines.into_iter().next()).collect()
    }

    /// The x of their borders.
    pub fn into_borders(self) -> Vec<f32> {
        self.borders
    }
}

/// Whether most lines keep to the columns: these are a table's, not prose between a page's head and
/// its foot.
fn most_fit(all: &[Line], gutters: &[f32], flows: f32) -> bool {
    let crosses = |line: &&Line| gutters.iter().any(|gutter| flows_across(line, *gutter, flows));
    are_most(all.len() - all.iter().filter(crosses).count(), all.len())
}

/// Whether some things are at least two of three of all.
pub(super) fn are_most(some: usize, all: usize) -> bool {
    some * 3 >= all * 2
}

/// How many of the lines belong to the table: those above the first that crosses a gutter or, where
/// no level lines are drawn, stands far below.
fn count_fitting(all: &[Line], gutters: &[f32], ruled: bool, flows: f32) -> usize {
    let step = usual_step(all);
    let mut above: Option<&Line> = None;
    for (i, line) in all.iter().enumerate() {
        let far =
            above.is_some_and(|a| line.baseline - a.baseline > TABLE_ENDS * line.size.max(step));
        if !ruled && far || gutters.iter().any(|gutter| flows_across(line, *gutter, flows)) {
            return i;
        }
        above = Some(line);
    }
    all.len()
}

/// The left and right border of a table: around its text, and where its level lines end.
fn outer_borders(all: &[Line], ruled: Option<&Rules>) -> (f32, f32) {
    let left = all.iter().map(|l| l.bbox.x0).fold(f32::INFINITY, f32::min);
    let right = all.iter().map(|l| l.bbox.x1).fold(f32::NEG_INFINITY, f32::max);
    match ruled {
        Some(rules) => (rules.left.min(left), rules.right.max(right)),
        None => (left - BORDER, right + BORDER),
    }
}

/// The middle of the widest strip between two headings' middles that the fewest lines cover.
fn gutter(from: f32, to: f32, all: &[Line]) -> Option<f32> {
    let steps = ((to - from) / STEP) as usize;
    if steps < FEWEST_STEPS {
        return None;
    }
    let mut covered = vec![0u32; steps];
    for line in all {
        for c in line.printed().filter(|c| c.bbox.x1 > from && c.bbox.x0 < to) {
            let first = ((c.bbox.x0 - from).max(0.0) / STEP) as usize;
            let end = (((c.bbox.x1 - from) / STEP).ceil() as usize).min(steps);
            covered[first.min(steps)..end].iter_mut().for_each(|n| *n += 1);
        }
    }
    let fewest = covered.iter().min()?;
    let strip = longest_run(&covered, *fewest);
    Some(from + (strip.start + strip.end) as f32 / 2.0 * STEP)
}

/// Where a number stands most often in a row; the first such place of several.
fn longest_run(numbers: &[u32], wanted: u32) -> Range<usize> {
    let (mut longest, mut start) = (0..0, 0);
    for run in numbers.chunk_by(|a, b| a == b) {
        let end = start + run.len();
        if run[0] == wanted && run.len() > longest.len() {
            longest = start..end;
        }
        start = end;
    }
    longest
}

/// Whether a line's text runs over a gutter without a gap; `flows`: what is none (part of the font
/// size).
fn flows_across(line: &Line, gutter: f32, flows: f32) -> bool {
    let ends = line.printed().map(|c| c.bbox.x1).filter(|x| *x <= gutter);
    let starts = line.printed().map(|c| c.bbox.x0).filter(|x| *x >= gutter);
    let gap = starts.fold(f32::INFINITY, f32::min) - ends.fold(f32::NEG_INFINITY, f32::max);
    gap <= flows * line.size
        || line.printed().any(|c| c.bbox.x0 < gutter - CROSSES && c.bbox.x1 > gutter + CROSSES)
}

/// The usual step from baseline to baseline, in points.
pub(super) fn usual_step(all: &[Line]) -> f32 {
    let mut steps: Vec<f32> = all
        .windows(2)
        .map(|pair| pair[1].baseline - pair[0].baseline)
        .filter(|step| *step > SMALLEST_STEP)
        .collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_strip_is_taken_and_the_first_of_equal_ones() {
        assert_eq!(longest_run(&[2, 0, 1, 0, 0, 3], 0), 3..5);
        assert_eq!(longest_run(&[0, 0, 1, 0, 0], 0), 0..2);
        assert_eq!(longest_run(&[1, 1], 1), 0..2);
    }
}
