//! Drawn lines that are dotted or dashed: they count where they lead from line to line, as those of
//! a table do; lines to fill in do not.

use rayon::prelude::*;

use crate::ocr::gray::Gray;
use crate::ocr::stroke::{Stroke, Strokes};
use crate::ocr::strokes::{self, Moments, Run, groups};
use crate::ocr::taken::Taken;

/// Darker than this, on evened-out paper, may be a dot.
const DOT: u8 = 200;
/// Brighter than this is paper.
const PAPER: u8 = 224;
/// Pixels above and below a dot that are paper: letters are higher.
const HALF: usize = 4;
/// White between two dots or dashes, in points, is no wider than this.
const GAP: f32 = 3.0;
/// The shortest dotted line, in points.
const SHORTEST: f32 = 18.0;
/// The part of its length that is dots, at least.
const DOTS: f32 = 0.25;
/// How many dots or dashes it has at least.
const FEWEST: usize = 5;
/// What stands on it or crosses it is no longer than this, in points, …
const CROSSED: f32 = 4.0;
/// … and takes no more than this part of its length.
const MOST_CROSSED: f32 = 0.2;
/// It leads to lines across that its ends come so near to, in points.
const NEAR: f32 = 3.5;
/// Dotted lines of one direction; a table has a hundred.
const MOST: usize = 2_000;

/// The drawn lines of an evened-out picture, dotted ones among them where a scanner made it; `scale`:
/// pixels a point.
pub(super) fn find(gray: &Gray, scale: f32, taken: Taken) -> Strokes {
    let columns = gray.clone().transposed();
    let mut found = strokes::find(gray, &columns, scale, taken);
    if taken == Taken::ByCamera {
        return found;
    }
    let (level, upright) = rayon::join(|| in_rows(gray, scale), || in_rows(&columns, scale));
    let across_level = [found.upright.as_slice(), &upright].concat();
    let across_upright = [found.level.as_slice(), &level].concat();
    let near = NEAR * scale;
    found.level.extend(level.into_iter().filter(|s| s.leads_across(&across_level, near)));
    found.upright.extend(upright.into_iter().filter(|s| s.leads_across(&across_upright, near)));
    found
}

/// The dotted lines along the rows of a picture.
fn in_rows(gray: &Gray, scale: f32) -> Vec<Stroke> {
    let runs: Vec<Run> = (HALF..gray.height.saturating_sub(HALF))
        .into_par_iter()
        .flat_map_iter(|y| runs_of_row(gray, y, scale))
        .collect();
    let mut groups = groups(runs);
    groups.truncate(MOST);
    groups.iter().map(|group| Moments::of(group).stroke()).collect()
}

/// What a column of a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    /// A dot, with paper above and below.
    Dot,
    Paper,
    /// Something higher than a dot.
    Other,
}

/// A row of a picture with those around it.
struct Rows<'a> {
    gray: &'a Gray,
    y: usize,
}

impl Rows<'_> {
    fn column(&self, x: usize) -> Column {
        let [above, near_above, here, near_below, below] =
            [self.y - HALF, self.y - 1, self.y, self.y + 1, self.y + HALF]
                .map(|y| self.gray.row(y)[x]);
        if above <= PAPER || below <= PAPER {
            return Column::Other;
        }
        if here.min(near_above).min(near_below) < DOT { Column::Dot } else { Column::Paper }
    }
}

/// The dotted lines of a row.
fn runs_of_row(gray: &Gray, y: usize, scale: f32) -> Vec<Run> {
    let rows = Rows { gray, y };
    let dots = (0..gray.width).filter(|x| rows.column(*x) == Column::Dot).count();
    if (dots as f32) < DOTS * SHORTEST * scale {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut line = Dotted::default();
    for x in 0..gray.width {
        if !line.goes_on(rows.column(x), x, scale) {
            out.extend(line.run(y, scale));
            line = Dotted::default();
        }
    }
    out.extend(line.run(y, scale));
    out
}

/// A dotted line as far as it was followed.
#[derive(Debug, Default)]
struct Dotted {
    /// Its first column, and behind its last dot.
    from: usize,
    to: usize,
    /// Dots or dashes, and their columns together.
    count: usize,
    dots: usize,
    /// Columns of what crosses it, and how many of them stand behind the last dot.
    crossed: usize,
    crossing: usize,
}

impl Dotted {
    /// Goes on by a column; whether it could.
    fn goes_on(&mut self, column: Column, x: usize, scale: f32) -> bool {
        if self.count == 0 {
            if column == Column::Dot {
                *self = Dotted { from: x, to: x + 1, count: 1, dots: 1, ..Dotted::default() };
            }
            return true;
        }
        match column {
            Column::Dot => {
                self.count += usize::from(x > self.to);
                self.dots += 1;
                self.crossed += std::mem::take(&mut self.crossing);
                self.to = x + 1;
                true
            }
            Column::Paper => ((x - self.to - self.crossing) as f32) < GAP * scale,
            Column::Other => {
                self.crossing += 1;
                (self.crossing as f32) < CROSSED * scale
            }
        }
    }

    /// The run that it is in row `y`, where it is long enough and mostly dots.
    fn run(&self, y: usize, scale: f32) -> Option<Run> {
        let length = self.to.saturating_sub(self.from) as f32;
        let is_line = length >= SHORTEST * scale
            && self.count >= FEWEST
            && self.dots as f32 >= DOTS * length
            && self.crossed as f32 <= MOST_CROSSED * length;
        is_line.then_some(Run { y, from: self.from, to: self.to })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCALE: f32 = 200.0 / 72.0;

    fn dots(gray: &mut Gray, from: usize, to: usize, y: usize) {
        for x in (from..to).step_by(7) {
            (y..y + 2).for_each(|y| gray.fill_row(y, x..x + 3, 60));
        }
    }

    /// A dotted frame of 600 × 200 pixels with a dotted line in its middle.
    fn table() -> Gray {
        let mut gray = Gray::white(900, 300);
        [50, 150, 250].into_iter().for_each(|y| dots(&mut gray, 100, 700, y));
        let mut turned = gray.transposed();
        [100, 400, 698].into_iter().for_each(|x| dots(&mut turned, 50, 250, x));
        turned.transposed()
    }

    #[test]
    fn dotted_lines_that_lead_from_line_to_line_are_drawn_lines() {
        let found = find(&table(), SCALE, Taken::ByScanner);
        assert_eq!((found.level.len(), found.upright.len()), (3, 3), "{found:?}");
        assert!(found.level[0].length() > 590.0);
    }

    #[test]
    fn a_dotted_line_to_fill_in_is_none() {
        let mut gray = Gray::white(900, 300);
        dots(&mut gray, 100, 700, 150);
        assert_eq!(find(&gray, SCALE, Taken::ByScanner), Strokes::default());
    }
}
