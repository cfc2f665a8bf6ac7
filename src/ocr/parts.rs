//! The connected pieces of ink of a picture: letters, marks, specks.

use crate::geom::Rect;
use crate::ocr::gray::Gray;
use crate::ocr::stroke::{Stroke, Strokes};
use crate::union::UnionFind;

/// Darker than this, on evened-out paper, is ink.
pub(super) const INK: u8 = 170;
/// Runs of ink looked at; a dense page at 300 dpi has 300,000, a page of noise millions.
const MOST_RUNS: usize = 1_500_000;
/// Pixels beside a drawn line, on either side, that go with it: its soft edge.
const SOFT_EDGE: f32 = 1.5;

/// A connected piece of ink: its box in pixels (right and bottom not included) and how many pixels
/// are dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub x0: usize,
    pub y0: usize,
    pub x1: usize,
    pub y1: usize,
    pub ink: usize,
}

impl Part {
    pub fn width(&self) -> usize {
        self.x1 - self.x0
    }

    pub fn height(&self) -> usize {
        self.y1 - self.y0
    }

    /// The longer one of its width and height.
    pub fn side(&self) -> f32 {
        self.width().max(self.height()) as f32
    }

    pub fn center(&self) -> (f32, f32) {
        ((self.x0 + self.x1) as f32 / 2.0, (self.y0 + self.y1) as f32 / 2.0)
    }

    /// Its box, in pixels.
    pub fn bounds(&self) -> Rect {
        Rect::new(self.x0 as f32, self.y0 as f32, self.x1 as f32, self.y1 as f32)
    }
}

/// What a pixel is where a drawn line is taken away and the ink beside it, of gray `beside`, goes
/// on: that ink, or white where there is none.
pub(super) fn ink_or_white(beside: u8) -> u8 {
    if beside < INK { beside } else { 255 }
}

/// The picture without its drawn lines.
pub(super) fn without_strokes(gray: &Gray, strokes: &Strokes) -> Gray {
    let mut out = gray.clone();
    for stroke in &strokes.level {
        whiten_along(stroke, |along, across| out.whiten(along, across));
    }
    for stroke in &strokes.upright {
        whiten_along(stroke, |along, across| out.whiten(across, along));
    }
    out
}

/// Whitens what a stroke covers; `whiten` takes a place along it and one across.
fn whiten_along(stroke: &Stroke, mut whiten: impl FnMut(usize, usize)) {
    let half = stroke.thickness / 2.0 + SOFT_EDGE;
    for along in stroke.from as usize..stroke.to as usize {
        let middle = stroke.at(along as f32 + 0.5);
        let first = (middle - half).max(0.0).round() as usize;
        let last = (middle + half).max(0.0).round() as usize;
        (first..last).for_each(|across| whiten(along, across));
    }
}

/// The pieces of ink, from top to bottom; `None` where there are too many to be text.
pub(super) fn parts(gray: &Gray) -> Option<Vec<Part>> {
    let runs = runs(gray)?;
    let mut sets = touching(&runs);
    let mut parts: Vec<Option<Part>> = vec![None; runs.len()];
    for (i, run) in runs.iter().enumerate() {
        let (from, to, y) = (run.from as usize, run.to as usize, run.y as usize);
        let part = &mut parts[sets.root(i)];
        let p = part.get_or_insert(Part { x0: from, y0: y, x1: to, y1: y + 1, ink: 0 });
        (p.x0, p.x1, p.y1) = (p.x0.min(from), p.x1.max(to), y + 1);
        p.ink += to - from;
    }
    Some(parts.into_iter().flatten().collect())
}

/// Which runs touch each other, from row to row; corners count.
fn touching(runs: &[Run]) -> UnionFind {
    let mut sets = UnionFind::new(runs.len());
    // The first run of the row above that may still touch one to come.
    let mut above = 0;
    for (i, run) in runs.iter().enumerate() {
        while runs[above].y + 1 < run.y || runs[above].y + 1 == run.y && runs[above].to < run.from {
            above += 1;
        }
        let mut j = above;
        while j < i && runs[j].y < run.y && runs[j].from <= run.to {
            if runs[j].to >= run.from {
                sets.join(i, j);
            }
            j += 1;
        }
    }
    sets
}

/// Dark pixels beside each other: columns `from..to` of row `y`.
#[derive(Debug)]
struct Run {
    y: u32,
    from: u32,
    to: u32,
}

/// The runs of ink, row by row; `None` where there are too many.
fn runs(gray: &Gray) -> Option<Vec<Run>> {
    let mut out = Vec::new();
    for y in 0..gray.height {
        let row = gray.row(y);
        let mut x = 0;
        while x < row.len() {
            if row[x] >= INK {
                x += 1;
                continue;
            }
            let from = x;
            while x < row.len() && row[x] < INK {
                x += 1;
            }
            out.push(Run { y: y as u32, from: from as u32, to: x as u32 });
        }
        if out.len() > MOST_RUNS {
            return None;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture with ink where the rows have a `#`; a row may be cut short.
    fn gray(rows: &[&str]) -> Gray {
        let mut gray = Gray::white(rows[0].len(), rows.len());
        for (y, row) in rows.iter().enumerate() {
            for (x, _) in row.match_indices('#') {
                gray.fill_row(y, x..x + 1, 0);
            }
        }
        gray
    }

    #[test]
    fn pieces_that_touch_are_one() {
        let found = parts(&gray(&["#..#.##", "#..##..", ".#.....", "......#"])).unwrap();
        let boxes: Vec<_> = found.iter().map(|p| (p.x0, p.y0, p.x1, p.y1, p.ink)).collect();
        assert_eq!(boxes, [(0, 0, 2, 3, 3), (3, 0, 7, 2, 5), (6, 3, 7, 4, 1)]);
    }

    #[test]
    fn arms_that_meet_below_are_one() {
        assert_eq!(parts(&gray(&["#.#.#", "#.#.#", "#####"])).unwrap().len(), 1);
    }

    #[test]
    fn drawn_lines_go_and_what_stands_beside_them_stays() {
        let picture = gray(&["#.......", "", "", "########", "", "", "......#."]);
        let line = Stroke { from: 0.0, to: 8.0, pos: 3.5, slope: 0.0, thickness: 1.0 };
        let left = without_strokes(&picture, &Strokes { level: vec![line], upright: vec![] });
        assert_eq!(left, gray(&["#.......", "", "", "", "", "", "......#."]));
        let upright = Stroke { from: 0.0, to: 6.0, pos: 0.5, slope: 0.0, thickness: 1.0 };
        let left = without_strokes(&picture, &Strokes { level: vec![], upright: vec![upright] });
        assert_eq!(parts(&left).unwrap().len(), 2);
    }
}
