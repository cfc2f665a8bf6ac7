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
/// White between two dots or dashes, in points, is no wider than this: the heads of bold letters are
/// dashes further from each other.
const GAP: f32 = 3.0;
/// The shortest dotted line, in points.
const SHORTEST: f32 = 18.0;
/// The part of its length that is dots, at least.
const DOTS: f32 = 0.25;
/// How many dots or dashes it has at least.
const FEWEST: usize = 5;
/// From one to the next it is the same way, give or take this part of it: specks lie anywhere …
const REGULAR: f32 = 0.4;
/// … but where dashes and dots take turns, and more than this part of the length is theirs.
const TURNS: f32 = 0.5;
/// What stands on it or crosses it is no longer than this, in points, …
const CROSSED: f32 = 4.0;
/// … and takes no more than this part of its length.
const MOST_CROSSED: f32 = 0.2;
/// It leads to lines across that its ends come so near to, in points.
const NEAR: f32 = 3.5;
/// A solid line lies on a dotted one where their places differ by no more than this, in points …
const ON_IT: f32 = 1.5;
/// … and a dotted line of which more than this part is solid is a solid line with gaps …
const SOLID: f32 = 0.5;
/// … that does not go on where such a gap is longer than this, in points, …
const LETTER: f32 = 5.0;
/// … and less than this part of it has ink: the words of a cell that spans several columns.
const INKED: f32 = 0.75;
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
    let level = leading(level, &across_level, scale)
        .flat_map(|s| without_print(&s, &found.level, gray, scale))
        .collect::<Vec<_>>();
    let upright = leading(upright, &across_upright, scale)
        .flat_map(|s| without_print(&s, &found.upright, &columns, scale))
        .collect::<Vec<_>>();
    found.level.extend(level);
    found.upright.extend(upright);
    found
}

/// The dotted lines that lead to lines across them.
fn leading<'a>(
    dotted: Vec<Stroke>,
    across: &'a [Stroke],
    scale: f32,
) -> impl Iterator<Item = Stroke> + 'a {
    dotted.into_iter().filter(move |stroke| stroke.leads_across(across, NEAR * scale))
}

/// The stretch of a dotted line on which a solid one lies.
fn shared(dotted: &Stroke, solid: &Stroke, scale: f32) -> Option<(f32, f32)> {
    let (from, to) = (solid.from.max(dotted.from), solid.to.min(dotted.to));
    let middle = (from + to) / 2.0;
    let is_on_it = (solid.at(middle) - dotted.at(middle)).abs() <= ON_IT * scale;
    (is_on_it && from < to).then_some((from, to))
}

/// The pieces of a dotted line, without those between solid ones where stems of letters were taken for
/// its dots. `along` has it along its rows.
fn without_print(dotted: &Stroke, solid: &[Stroke], along: &Gray, scale: f32) -> Vec<Stroke> {
    let mut covered: Vec<(f32, f32)> =
        solid.iter().filter_map(|solid| shared(dotted, solid, scale)).collect();
    if covered.iter().map(|(from, to)| to - from).sum::<f32>() <= SOLID * dotted.length() {
        return vec![*dotted];
    }
    covered.sort_by(|a, b| a.0.total_cmp(&b.0));
    covered.push((dotted.to, dotted.to));
    let mut pieces = Vec::new();
    let (mut from, mut to) = (dotted.from, dotted.from);
    for (next, end) in covered {
        if next - to > LETTER * scale && inked(dotted, to, next, along) < INKED {
            pieces.push((from, to));
            from = next;
        }
        to = to.max(end);
    }
    pieces.push((from, to));
    pieces.retain(|(from, to)| from < to);
    pieces.into_iter().map(|(from, to)| dotted.stretched(from, to)).collect()
}

/// The part of the columns from `from` to `to` that have a dot where a line lies.
fn inked(line: &Stroke, from: f32, to: f32, along: &Gray) -> f32 {
    let columns = from.max(0.0) as usize..(to as usize).min(along.width);
    let dots = columns.clone().filter(|x| {
        let y = line.at(*x as f32) as usize;
        let rows = y.saturating_sub(1)..(y + 2).min(along.height);
        rows.into_iter().any(|y| along.row(y)[*x] < DOT)
    });
    dots.count() as f32 / columns.len().max(1) as f32
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
    /// Where its last dot begins.
    last: usize,
    /// How many times the next one was seen to begin, how far away, and the squares of that.
    steps: (f32, f32, f32),
}

impl Dotted {
    fn starting(x: usize) -> Dotted {
        Dotted { from: x, to: x + 1, count: 1, dots: 1, last: x, ..Dotted::default() }
    }

    /// Begins its next dot.
    fn begin(&mut self, x: usize) {
        self.count += 1;
        let away = (x - std::mem::replace(&mut self.last, x)) as f32;
        if self.crossing == 0 {
            let (count, sum, squares) = self.steps;
            self.steps = (count + 1.0, sum + away, squares + away * away);
        }
    }

    /// Whether it is the same way from each dot to the next, as far as nothing crosses it.
    fn is_regular(&self) -> bool {
        let (count, sum, squares) = self.steps;
        if 2.0 * count < (self.count - 1) as f32 || (count as usize) < FEWEST - 1 {
            return false;
        }
        let mean = sum / count;
        let variance = squares / count - mean * mean;
        variance.max(0.0).sqrt() <= REGULAR * mean
    }

    /// Goes on by a column; whether it could.
    fn goes_on(&mut self, column: Column, x: usize, scale: f32) -> bool {
        if self.count == 0 {
            if column == Column::Dot {
                *self = Dotted::starting(x);
            }
            return true;
        }
        match column {
            Column::Dot => {
                if x > self.to {
                    self.begin(x);
                }
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
            && (self.is_regular() || self.dots as f32 >= TURNS * length)
            && self.crossed as f32 <= MOST_CROSSED * length;
        is_line.then_some(Run { y, from: self.from, to: self.to })
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;

    const SCALE: f32 = 200.0 / 72.0;

    /// A line of dashes, each so long and so far from the next one.
    fn dashes(gray: &mut Gray, columns: Range<usize>, y: usize, (dash, gap): (usize, usize)) {
        for x in columns.clone().step_by(dash + gap) {
            let end = (x + dash).min(columns.end);
            (y..y + 2).for_each(|y| gray.fill_row(y, x..end, 60));
        }
    }

    /// A frame of 600 × 200 pixels with a line in its middle, all of dashes.
    fn table(dash: usize, gap: usize) -> Gray {
        let mut gray = Gray::white(900, 300);
        [50, 150, 250].into_iter().for_each(|y| dashes(&mut gray, 100..700, y, (dash, gap)));
        let mut turned = gray.transposed();
        [100, 400, 698].into_iter().for_each(|x| dashes(&mut turned, 50..250, x, (dash, gap)));
        turned.transposed()
    }

    #[test]
    fn dotted_lines_that_lead_from_line_to_line_are_drawn_lines() {
        for (dash, gap) in [(3, 4), (12, 8), (16, 6)] {
            let found = find(&table(dash, gap), SCALE, Taken::ByScanner);
            assert_eq!((found.level.len(), found.upright.len()), (3, 3), "{dash} {gap}: {found:?}");
            assert!(found.level[0].length() > 585.0);
        }
    }

    /// A frame with a word in its upper part, over a line in the middle of its lower part.
    fn spanned(stems: impl Iterator<Item = usize>) -> Gray {
        let mut gray = Gray::white(900, 300);
        [50, 90, 250]
            .into_iter()
            .for_each(|y| (0..3).for_each(|d| gray.fill_row(y + d, 100..700, 0)));
        let mut turned = gray.transposed();
        [100, 698]
            .into_iter()
            .for_each(|x| (0..2).for_each(|d| turned.fill_row(x + d, 50..252, 0)));
        (0..2).for_each(|d| turned.fill_row(400 + d, 90..252, 0));
        // A letter whose stem stands right above the line, with its loops.
        stems.for_each(|y| turned.fill_row(400, y..y + 5, 0));
        turned.transposed()
    }

    #[test]
    fn a_solid_line_does_not_go_on_through_the_word_above_it() {
        let found = find(&spanned([53, 60, 67, 74, 81].into_iter()), SCALE, Taken::ByScanner);
        let inner: Vec<&Stroke> =
            found.upright.iter().filter(|s| (s.pos - 401.0).abs() < 5.0).collect();
        assert!(!inner.is_empty() && inner.iter().all(|s| s.from > 85.0), "{inner:?}");
    }

    #[test]
    fn specks_between_lines_are_none() {
        let mut gray = Gray::white(900, 300);
        [50, 250].into_iter().for_each(|y| (0..3).for_each(|d| gray.fill_row(y + d, 100..700, 0)));
        let mut turned = gray.transposed();
        for (i, x) in [200, 300, 400, 500].into_iter().enumerate() {
            let mut y = 55;
            for step in
                [4, 17, 5, 3, 16, 4, 15, 3, 4, 18, 3, 15, 4, 17, 3, 12].iter().cycle().skip(i)
            {
                if y > 245 {
                    break;
                }
                turned.fill_row(x, y..y + 2, 0);
                y += 2 + step;
            }
        }
        let found = find(&turned.transposed(), SCALE, Taken::ByScanner);
        assert_eq!((found.level.len(), found.upright.len()), (2, 0), "{found:?}");
    }

    #[test]
    fn dots_far_from_each_other_are_no_line() {
        assert_eq!(find(&table(2, 10), SCALE, Taken::ByScanner), Strokes::default());
    }

    #[test]
    fn a_dotted_line_to_fill_in_is_none() {
        let mut gray = Gray::white(900, 300);
        dashes(&mut gray, 100..700, 150, (3, 4));
        assert_eq!(find(&gray, SCALE, Taken::ByScanner), Strokes::default());
    }
}
