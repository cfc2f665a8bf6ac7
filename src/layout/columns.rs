//! Running text in two columns: lines that stand side by side are read one column after the other.

use std::ops::Range;

use crate::geom::{Rect, bounds};
use crate::layout::cluster::Cluster;
use crate::layout::line::{Frame, Line, lines};

/// The gutter between columns is at least so wide, in font sizes.
const GUTTER: f32 = 0.9;
/// So many lines side by side are columns: fewer may be cells.
const FEWEST: usize = 5;
/// Lines of one column follow each other at most this far apart, in font sizes.
const STEP: f32 = 2.6;
/// Of a column of running text the usual line has at least this many clusters …
const CLUSTERS: usize = 14;
/// … and is at least this part of the widest as wide: cells of a table are of any width.
const FULL: f32 = 0.45;
/// Part of the lines of two columns that have both.
const BOTH: f32 = 0.7;

/// The lines that clusters form, from top to bottom; where they run in two columns, those of the
/// left one first.
pub fn lines_in_columns(frame: Frame, clusters: Vec<Cluster>) -> Vec<Line> {
    let all = lines(frame, clusters);
    let mut out = Vec::with_capacity(all.len());
    let mut at = 0;
    while at < all.len() {
        match Columns::from(&all[at..]) {
            Some(columns) => {
                out.extend(columns.lines());
                at += columns.count;
            }
            None => {
                out.push(all[at].clone());
                at += 1;
            }
        }
    }
    out
}

/// Lines that stand in two columns.
struct Columns {
    left: Vec<Line>,
    right: Vec<Line>,
    /// How many lines both were.
    count: usize,
}

impl Columns {
    /// The columns that the first of some lines begins, with as many of the others as go on.
    fn from(lines: &[Line]) -> Option<Columns> {
        let first = lines.first()?;
        gutters(first).into_iter().find_map(|gutter| Columns::beside(lines, gutter))
    }

    fn beside(lines: &[Line], mut gutter: Range<f32>) -> Option<Columns> {
        let mut columns = Columns { left: Vec::new(), right: Vec::new(), count: 0 };
        let mut both = 0;
        for (i, line) in lines.iter().enumerate() {
            let before = i.checked_sub(1).map(|before| &lines[before]);
            if before.is_some_and(|b| line.baseline - b.baseline > STEP * line.size) {
                break;
            }
            let Some(narrowed) = narrowed(line, &gutter) else { break };
            gutter = narrowed;
            let middle = (gutter.start + gutter.end) / 2.0;
            let (left, right) = parted(line, middle);
            both += usize::from(left.is_some() && right.is_some());
            columns.left.extend(left);
            columns.right.extend(right);
            columns.count += 1;
        }
        let are_two = both >= FEWEST && both as f32 >= BOTH * columns.count as f32;
        (are_two && is_running(&columns.left) && is_running(&columns.right)).then_some(columns)
    }

    /// The lines of the left column, then those of the right one.
    fn lines(&self) -> impl Iterator<Item = Line> + '_ {
        let first = self.right.iter().take(1).cloned();
        let first = first.map(|line| Line { starts_paragraph: Some(true), ..line });
        self.left.iter().cloned().chain(first).chain(self.right.iter().skip(1).cloned())
    }
}

/// The wide gaps of a line.
fn gutters(line: &Line) -> Vec<Range<f32>> {
    let inked: Vec<&Rect> =
        line.clusters.iter().filter(|c| !c.is_space()).map(|c| &c.bbox).collect();
    let gaps = inked.windows(2).map(|pair| pair[0].x1..pair[1].x0);
    gaps.filter(|gap| gap.end - gap.start >= GUTTER * line.size).collect()
}

/// What a line leaves of a gutter; `None` where it runs across, or leaves too little.
fn narrowed(line: &Line, gutter: &Range<f32>) -> Option<Range<f32>> {
    let mut left = gutter.clone();
    for c in line.clusters.iter().filter(|c| !c.is_space()) {
        let (x0, x1) = (c.bbox.x0, c.bbox.x1);
        if x0 < left.end && x1 > left.start {
            let middle = (left.start + left.end) / 2.0;
            if (x0 + x1) / 2.0 < middle {
                left.start = left.start.max(x1);
            } else {
                left.end = left.end.min(x0);
            }
        }
    }
    (left.end - left.start >= GUTTER * line.size).then_some(left)
}

/// A line parted at a place.
fn parted(line: &Line, at: f32) -> (Option<Line>, Option<Line>) {
    let (left, right): (Vec<Cluster>, Vec<Cluster>) =
        line.clusters.iter().cloned().partition(|c| c.bbox.center().x < at);
    (part(line, left), part(line, right))
}

fn part(line: &Line, clusters: Vec<Cluster>) -> Option<Line> {
    let bbox = bounds(clusters.iter().filter(|c| !c.is_space()).map(|c| &c.bbox))?;
    Some(Line { clusters, bbox, ..line.clone() })
}

/// Whether lines are running text: most of them are long, and about as long as each other.
fn is_running(lines: &[Line]) -> bool {
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.clusters.len()).collect();
    lengths.sort_unstable();
    let mut widths: Vec<f32> = lines.iter().map(|line| line.bbox.width()).collect();
    widths.sort_by(f32::total_cmp);
    let usual = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
    let (middle, widest) = (widths.get(widths.len() / 2), widths.last());
    usual >= CLUSTERS && middle.zip(widest).is_some_and(|(middle, widest)| *middle >= FULL * widest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Clusters of 10 pt letters: for each line where it starts, its baseline and its text.
    fn clusters(lines: &[(f32, f32, &str)]) -> Vec<Cluster> {
        let mut out = Vec::new();
        for (left, baseline, text) in lines {
            for (i, letter) in text.chars().enumerate() {
                let x = left + 5.0 * i as f32;
                out.push(Cluster {
                    text: [letter].iter().collect(),
                    bbox: Rect::new(x, baseline - 8.0, x + 5.0, baseline + 2.5),
                    baseline: *baseline,
                    size: 10.0,
                    ..Cluster::default()
                });
            }
        }
        out
    }

    fn read(lines: &[(f32, f32, &str)]) -> Vec<String> {
        let frame = Frame { page: 1, size: (600.0, 800.0), ..Frame::NOWHERE };
        lines_in_columns(frame, clusters(lines)).iter().map(Line::text).collect()
    }

    const LONG: &str = "กขคงจฉชซฌญดตถทธน";

    #[test]
    fn running_text_in_two_columns_is_read_column_by_column() {
        let rows = (0..6).map(|row| 100.0 + 14.0 * row as f32);
        let both = rows.flat_map(|y| [(50.0, y, LONG), (160.0, y, "บปผฝพฟภมยรลวสหฬอ")]);
        let both: Vec<_> = [(50.0, 60.0, "หัว")].into_iter().chain(both).collect();
        let read = read(&both);
        assert_eq!(read.len(), 13);
        assert!(read[1..7].iter().all(|line| line == LONG));
        assert!(read[7..].iter().all(|line| line.starts_with('บ')));
    }

    #[test]
    fn short_cells_side_by_side_stay_lines() {
        let rows = (0..6).map(|row| 100.0 + 14.0 * row as f32);
        let cells: Vec<_> = rows.flat_map(|y| [(50.0, y, LONG), (160.0, y, "๑๒๓")]).collect();
        assert_eq!(read(&cells).len(), 6);
    }
}
