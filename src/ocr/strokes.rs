//! Finds the drawn lines of a picture: long dark runs, row by row and column by column, put
//! together where they touch.

use std::ops::Range;

use rayon::prelude::*;

use crate::ocr::faint;
use crate::ocr::gray::Gray;
use crate::ocr::stroke::{Stroke, Strokes};
use crate::ocr::taken::Taken;
use crate::ocr::usual::median;
use crate::union::UnionFind;

/// Darker than this, on evened-out paper, may be part of a drawn line; scanned hairlines are pale.
const DARK: u8 = 190;
/// Paler than this nothing is drawn.
const PALE: u8 = 226;
/// A pale hairline is darker by so much than what lies on either side, …
const RIDGE: u8 = 18;
/// … this many pixels away.
const AWAY: usize = 4;
/// The shortest level run, in points, that counts for itself: 12 mm; no letter is as long.
const LEVEL: f32 = 34.0;
/// The shortest upright run, in points, that counts for itself: 9 mm; no letter is as high.
const UPRIGHT: f32 = 25.5;
/// A run this long, in points, counts where it leads from one line across to the next: the sides of
/// a low cell.
const BETWEEN: f32 = 9.0;
/// The shortest run in pixels that is looked at, however coarse the picture.
const SHORTEST: usize = 8;
/// Such a run ends this near, in points, to the lines it leads from and to: the stem of a letter in
/// a low cell does not quite reach them …
const TOUCHES: f32 = 0.8;
/// … and is thicker than most drawn lines of the page by this factor, where it does.
const STEM: f32 = 1.6;
/// A longer stroke, in points, is no word in bold letters. A shorter one may be the heads of such
/// letters, grown together, …
const WORD: f32 = 110.0;
/// … where more than this part of its columns stand on stems. Text that touches a drawn line does
/// so with few of its marks.
const STEMS: f32 = 0.3;
/// How far beside the stroke, in points, the stems are looked for.
const BESIDE: f32 = 1.0;
/// A line leans at most this much, as a slope.
const LEAN: f32 = 0.06;
/// A line is thinner than this part of its length …
const FIELD: f32 = 0.05;
/// … or than this, in points: what is thicker than both is a dark field.
const THICK: f32 = 4.5;
/// Rows that make a stroke seem thicker than it is: the two beside it that it is looked for in.
const NEIGHBOURS: f64 = 2.0;
/// Runs looked at; a dense table has 5,000.
const MOST_RUNS: usize = 400_000;

/// The drawn lines of an evened-out picture, of which `columns` has the columns for rows; `scale`:
/// pixels a point.
pub(super) fn find(gray: &Gray, columns: &Gray, scale: f32, taken: Taken) -> Strokes {
    let pale = if taken == Taken::ByScanner { PALE } else { DARK };
    let (level, upright) =
        rayon::join(|| in_rows(gray, scale, pale), || in_rows(columns, scale, pale));
    let level: Vec<Stroke> = level.into_iter().filter(|s| !is_text(s, gray, scale)).collect();
    let long_level = at_least(&level, LEVEL * scale);
    let long_upright = at_least(&upright, UPRIGHT * scale);
    let thickest = STEM * usual_thickness(&long_level, &long_upright);
    let short = Short { thickest, near: TOUCHES * scale };
    let level = short.kept(level, LEVEL * scale, &long_upright);
    let upright = short.kept(upright, UPRIGHT * scale, &long_level);
    let upright = faint::prolong(upright, &level, columns, scale);
    Strokes { level: faint::prolong(level, &upright, gray, scale), upright }
}

/// The strokes of a length in pixels or more.
fn at_least(strokes: &[Stroke], length: f32) -> Vec<Stroke> {
    strokes.iter().copied().filter(|s| s.length() >= length).collect()
}

/// When a stroke that is too short to count for itself is the side of a low cell.
struct Short {
    /// Its greatest thickness in pixels.
    thickest: f32,
    /// How near to lines across it ends, in pixels.
    near: f32,
}

impl Short {
    /// The strokes that are long enough, or lead from one line across to the next.
    fn kept(&self, strokes: Vec<Stroke>, length: f32, across: &[Stroke]) -> Vec<Stroke> {
        let kept = strokes.into_iter().filter(|s| s.length() >= length || self.is_side(s, across));
        kept.collect()
    }

    fn is_side(&self, s: &Stroke, across: &[Stroke]) -> bool {
        s.thickness <= self.thickest && s.leads_across(across, self.near)
    }
}

/// The middle of the thicknesses of strokes, in pixels.
fn usual_thickness(level: &[Stroke], upright: &[Stroke]) -> f32 {
    median(level.iter().chain(upright).map(|s| s.thickness)).unwrap_or(0.0).max(1.0)
}

/// Whether a level stroke is the heads of bold letters grown together: ink goes on below or above
/// it at many places, their stems.
fn is_text(s: &Stroke, gray: &Gray, scale: f32) -> bool {
    if s.length() > WORD * scale {
        return false;
    }
    let away = s.thickness / 2.0 + BESIDE * scale;
    let stems = inked(s, gray, away).max(inked(s, gray, -away));
    stems as f32 > STEMS * columns_of(s, gray).len() as f32
}

/// How many columns of a stroke have ink `away` pixels below it (above it where negative).
fn inked(s: &Stroke, gray: &Gray, away: f32) -> usize {
    let lowest = gray.height as f32 - 1.0;
    let dark = columns_of(s, gray).filter(|x| {
        let y = (s.at(*x as f32) + away).clamp(0.0, lowest) as usize;
        gray.row(y)[*x] < DARK
    });
    dark.count()
}

fn columns_of(s: &Stroke, gray: &Gray) -> Range<usize> {
    s.from as usize..(s.to as usize).min(gray.width)
}

/// A dark run of a row: columns `from..to`.
pub(super) struct Run {
    pub y: usize,
    pub from: usize,
    pub to: usize,
}

/// The strokes along the rows of a picture. Each row is taken together with the two beside it, so
/// that a line that leans a little still makes a run.
fn in_rows(gray: &Gray, scale: f32, pale: u8) -> Vec<Stroke> {
    let runs = runs(gray, ((BETWEEN * scale) as usize).max(SHORTEST), pale);
    let mut out = Vec::new();
    for group in groups(runs) {
        let stroke = Moments::of(&group).stroke();
        if is_field(&stroke, scale) {
            // Lines that end in a dark field are longer than it is wide.
            out.extend(groups(beyond_field(group)).iter().map(|g| Moments::of(g).stroke()));
        } else {
            out.push(stroke);
        }
    }
    out.into_iter().filter(|s| s.slope.abs() <= LEAN && !is_field(s, scale)).collect()
}

/// Whether a stroke is a dark field seen from its short side: no line that was drawn. `scale`:
/// pixels a point.
fn is_field(s: &Stroke, scale: f32) -> bool {
    s.thickness > (FIELD * s.length()).max(THICK * scale)
}

/// The runs of a dark field that are longer than most by half.
fn beyond_field(group: Vec<Run>) -> Vec<Run> {
    let mut lengths: Vec<usize> = group.iter().map(|r| r.to - r.from).collect();
    lengths.sort_unstable();
    let usual = lengths[lengths.len() / 2];
    group.into_iter().filter(|r| r.to - r.from > usual + usual / 2).collect()
}

/// Runs that touch each other, row by row.
pub(super) fn groups(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut sets = touching(&runs);
    let mut out: Vec<Vec<Run>> = Vec::new();
    let mut place = vec![usize::MAX; runs.len()];
    for (i, run) in runs.into_iter().enumerate() {
        let root = sets.root(i);
        if place[root] == usize::MAX {
            place[root] = out.len();
            out.push(Vec::new());
        }
        out[place[root]].push(run);
    }
    out
}

/// Which runs touch each other, from row to row; corners count.
fn touching(runs: &[Run]) -> UnionFind {
    let mut sets = UnionFind::new(runs.len());
    // The first run of the row above.
    let mut above = 0;
    for (i, run) in runs.iter().enumerate() {
        while runs[above].y + 1 < run.y {
            above += 1;
        }
        let mut j = above;
        while j < i && runs[j].y < run.y {
            if runs[j].from <= run.to && run.from <= runs[j].to {
                sets.join(i, j);
            }
            j += 1;
        }
    }
    sets
}

/// The dark runs of a picture that are at least so long, row by row.
fn runs(gray: &Gray, least: usize, pale: u8) -> Vec<Run> {
    let rows = (0..gray.height).into_par_iter();
    let mut all: Vec<Run> = rows.flat_map_iter(|y| runs_of_row(gray, y, least, pale)).collect();
    all.truncate(MOST_RUNS);
    all
}

/// Which columns of a row, taken together with the two beside it, are dark, or darker than what lies
/// on either side: a hairline, which is darker than `pale`.
fn dark_or_ridge(gray: &Gray, y: usize, pale: u8) -> Vec<bool> {
    let last = gray.height - 1;
    let around = [y.saturating_sub(1), (y + 1).min(last)].map(|y| gray.row(y));
    let far = [y.saturating_sub(AWAY), (y + AWAY).min(last)].map(|y| gray.row(y));
    let row = gray.row(y);
    let is_dark = |x: usize| {
        let ink = row[x].min(around[0][x]).min(around[1][x]);
        ink < DARK || ink < pale && ink.saturating_add(RIDGE) <= far[0][x].min(far[1][x])
    };
    (0..row.len()).map(is_dark).collect()
}

fn runs_of_row(gray: &Gray, y: usize, least: usize, pale: u8) -> Vec<Run> {
    let dark = dark_or_ridge(gray, y, pale);
    let mut out = Vec::new();
    let mut x = 0;
    while x < dark.len() {
        if !dark[x] {
            x += 1;
            continue;
        }
        let from = x;
        while x < dark.len() && dark[x] {
            x += 1;
        }
        if x - from >= least {
            out.push(Run { y, from, to: x });
        }
    }
    out
}

/// What is known of the runs of one stroke: enough to lay a straight line through them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Moments {
    /// How many pixels there are.
    count: f64,
    /// The sums of their columns and rows, and of the products of those.
    x: f64,
    y: f64,
    xx: f64,
    xy: f64,
    /// The first column, and behind the last one.
    from: Option<usize>,
    to: usize,
}

impl Moments {
    pub fn of(runs: &[Run]) -> Moments {
        let mut out = Moments::default();
        runs.iter().for_each(|r| out.add(r));
        out
    }

    /// Adds the pixels of a run, each a point of the line.
    fn add(&mut self, run: &Run) {
        let n = (run.to - run.from) as f64;
        let (x, y) = ((run.from + run.to) as f64 / 2.0, run.y as f64 + 0.5);
        self.count += n;
        self.x += n * x;
        self.y += n * y;
        // The pixels of a run are spread around its middle: n²/12 in the mean.
        self.xx += n * x * x + n * n * n / 12.0;
        self.xy += n * x * y;
        self.from = Some(self.from.map_or(run.from, |f| f.min(run.from)));
        self.to = self.to.max(run.to);
    }

    /// The straight line nearest to all points.
    pub fn stroke(&self) -> Stroke {
        let (x, y) = (self.x / self.count, self.y / self.count);
        let spread = self.xx / self.count - x * x;
        let slope = if spread > 0.0 { (self.xy / self.count - x * y) / spread } else { 0.0 };
        let (from, to) = (self.from.unwrap_or(0) as f64, self.to as f64);
        let middle = y + slope * ((from + to) / 2.0 - x);
        let thickness = (self.count / (to - from) - NEIGHBOURS).max(1.0);
        Stroke {
            from: from as f32,
            to: to as f32,
            pos: middle as f32,
            slope: slope as f32,
            thickness: thickness as f32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws a line of 3 pixels that sinks by `slope`.
    fn draw(gray: &mut Gray, from: usize, to: usize, y: f32, slope: f32) {
        for x in from..to {
            let at = (y + slope * (x - from) as f32) as usize;
            for row in at..at + 3 {
                gray.pixels[row * gray.width + x] = 40;
            }
        }
    }

    #[test]
    fn a_leaning_line_is_one_stroke_and_a_short_one_none() {
        let mut gray = Gray::white(900, 300);
        draw(&mut gray, 50, 850, 100.0, 0.02);
        draw(&mut gray, 50, 70, 200.0, 0.0);
        let found = find(&gray, &gray.clone().transposed(), 200.0 / 72.0, Taken::ByScanner);
        assert_eq!((found.level.len(), found.upright.len()), (1, 0));
        let s = found.level[0];
        assert!((s.slope - 0.02).abs() < 0.002 && (s.at(50.0) - 101.5).abs() < 1.0, "{s:?}");
        assert!(s.from == 50.0 && s.to == 850.0 && (2.0..4.5).contains(&s.thickness), "{s:?}");
    }

    #[test]
    fn a_pale_hairline_is_a_stroke_and_a_pale_band_is_none() {
        let mut gray = Gray::white(900, 300);
        gray.fill_row(100, 50..850, 208);
        (200..214).for_each(|y| gray.fill_row(y, 50..850, 208));
        let found = find(&gray, &gray.clone().transposed(), 200.0 / 72.0, Taken::ByScanner);
        assert_eq!(found.level.iter().map(|s| s.pos.round()).collect::<Vec<_>>(), [101.0]);
    }

    #[test]
    fn the_heads_of_bold_letters_are_no_line() {
        let mut gray = Gray::white(900, 300);
        draw(&mut gray, 50, 250, 100.0, 0.0);
        draw(&mut gray, 50, 250, 200.0, 0.0);
        for x in (50..250).step_by(12) {
            (100..125).for_each(|y| gray.pixels[y * 900 + x..][..6].fill(40));
        }
        let found = find(&gray, &gray.clone().transposed(), 200.0 / 72.0, Taken::ByScanner);
        assert_eq!(found.level.iter().map(|s| s.pos.round()).collect::<Vec<_>>(), [202.0]);
    }

    #[test]
    fn a_short_upright_line_counts_where_it_leads_from_line_to_line() {
        let mut gray = Gray::white(900, 300);
        draw(&mut gray, 50, 850, 100.0, 0.0);
        draw(&mut gray, 50, 850, 140.0, 0.0);
        for (x, bottom) in [(200, 140), (300, 130)] {
            for y in 100..bottom {
                gray.pixels[y * 900 + x..][..3].fill(40);
            }
        }
        let found = find(&gray, &gray.clone().transposed(), 200.0 / 72.0, Taken::ByScanner);
        assert_eq!((found.level.len(), found.upright.len()), (2, 1));
        assert!((found.upright[0].pos - 201.5).abs() < 1.0);
    }
}
