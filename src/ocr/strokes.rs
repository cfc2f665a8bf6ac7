//! Finds the drawn lines of a picture: long dark runs, row by row and column by column, put
//! together where they touch.

use crate::ocr::faint;
use crate::ocr::gray::Gray;

/// Darker than this, on evened-out paper, may be part of a drawn line; scanned hairlines are pale.
const DARK: u8 = 190;
/// Shortest runs, in points: 12 mm level and 9 mm upright; no letter is as long.
const LEVEL: f32 = 34.0;
const UPRIGHT: f32 = 25.5;
/// A run this long, in points, counts where it leads from one line across to the next: the sides of
/// a low cell.
const BETWEEN: f32 = 9.0;
/// Such a run ends this near, in points, to the lines it leads from and to: the stem of a letter in
/// a low cell does not quite reach them …
const TOUCHES: f32 = 0.8;
/// … and is thicker than most drawn lines of the page by this factor, where it does.
const STEM: f32 = 1.6;
/// A longer stroke, in points, is no word in bold letters; of those, this part stands on stems that
/// are seen so many points beside the stroke. Text that touches a drawn line does so with few of
/// its marks.
const WORD: f32 = 110.0;
const STEMS: f32 = 0.3;
const BESIDE: f32 = 1.0;
/// A line leans at most this much, as a slope.
const LEAN: f32 = 0.06;
/// A line is thinner than this part of its length, or than so many points.
const FIELD: f32 = 0.05;
const THICK: f32 = 4.5;
/// Runs looked at; a dense table has 5,000.
const MOST_RUNS: usize = 400_000;

/// A drawn line, in pixels. `along` is x for a level one and y for an upright one, `pos` the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    /// Where it starts and ends along its direction.
    pub from: f32,
    pub to: f32,
    /// Where its middle lies across.
    pub pos: f32,
    /// How much `pos` grows with each pixel along.
    pub slope: f32,
    pub thickness: f32,
}

/// The drawn lines of a picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Strokes {
    pub level: Vec<Stroke>,
    pub upright: Vec<Stroke>,
}

impl Strokes {
    /// The length of all lines.
    pub fn total(&self) -> f32 {
        self.level.iter().chain(&self.upright).map(Stroke::length).sum()
    }
}

impl Stroke {
    pub fn length(&self) -> f32 {
        self.to - self.from
    }

    /// Whether it is a dark field seen from its short side: no line that was drawn. `scale`: pixels
    /// a point.
    fn is_field(&self, scale: f32) -> bool {
        self.thickness > (FIELD * self.length()).max(THICK * scale)
    }

    /// Where it lies across, at a place along it.
    pub fn at(&self, along: f32) -> f32 {
        self.pos + self.slope * (along - (self.from + self.to) / 2.0)
    }

    /// The same line from one place along it to another.
    pub fn stretched(&self, from: f32, to: f32) -> Stroke {
        Stroke { from, to, pos: self.at((from + to) / 2.0), ..*self }
    }

    /// Two pieces of one line as one stroke, which runs from the one's middle to the other's.
    pub fn joined(&self, other: &Stroke) -> Stroke {
        let (long, part) = (
            self.length() + other.length(),
            other.length() / (self.length() + other.length()).max(1.0),
        );
        let (from, to) = (self.from.min(other.from), self.to.max(other.to));
        let middle = |s: &Stroke| (s.from + s.to) / 2.0;
        let apart = middle(other) - middle(self);
        let between =
            if apart.abs() > long / 4.0 { (other.pos - self.pos) / apart } else { self.slope };
        let mean = |a: f32, b: f32| a + part * (b - a);
        let thickness = mean(self.thickness, other.thickness);
        let at = mean(middle(self), middle(other));
        let pos = mean(self.pos, other.pos) + between * ((from + to) / 2.0 - at);
        Stroke { from, to, pos, slope: between, thickness }
    }

    /// Whether it is the heads of bold letters grown together: ink goes on below or above it at
    /// many places, their stems.
    fn is_text(&self, gray: &Gray, scale: f32) -> bool {
        if self.length() > WORD * scale {
            return false;
        }
        let away = self.thickness / 2.0 + BESIDE * scale;
        let columns = self.from as usize..(self.to as usize).min(gray.width);
        let inked = |side: f32| {
            let row = |x: usize| {
                (self.at(x as f32) + side * away).clamp(0.0, gray.height as f32 - 1.0) as usize
            };
            columns.clone().filter(|x| gray.row(row(*x))[*x] < DARK).count() as f32
        };
        inked(1.0).max(inked(-1.0)) > STEMS * columns.len() as f32
    }

    /// Whether both ends lie near lines across.
    fn leads_across(&self, across: &[Stroke], near: f32) -> bool {
        let ends = [(self.from, self.at(self.from)), (self.to, self.at(self.to))];
        ends.iter().all(|(along, pos)| across.iter().any(|c| c.is_touched(*pos, *along, near)))
    }

    /// Whether an end of another line, which crosses this one, lies near it.
    pub fn is_touched(&self, along: f32, across: f32, near: f32) -> bool {
        along >= self.from - near
            && along <= self.to + near
            && (self.at(along) - across).abs() <= near + self.thickness / 2.0
    }
}

/// The drawn lines of an evened-out picture; `scale`: pixels a point.
pub(super) fn find(gray: &Gray, scale: f32) -> Strokes {
    let (level, (upright, columns)) = rayon::join(
        || in_rows(gray, scale),
        || {
            let columns = gray.clone().transposed();
            (in_rows(&columns, scale), columns)
        },
    );
    let long = |all: &[Stroke], least: f32| -> Vec<Stroke> {
        all.iter().copied().filter(|s| s.length() >= least * scale).collect()
    };
    let level: Vec<Stroke> = level.into_iter().filter(|s| !s.is_text(gray, scale)).collect();
    let (long_level, long_upright) = (long(&level, LEVEL), long(&upright, UPRIGHT));
    let most = STEM * usual_thickness(&long_level, &long_upright);
    let kept = |all: Vec<Stroke>, least: f32, across: &[Stroke]| -> Vec<Stroke> {
        let leads = |s: &Stroke| s.thickness <= most && s.leads_across(across, TOUCHES * scale);
        all.into_iter().filter(|s| s.length() >= least * scale || leads(s)).collect()
    };
    let (level, upright) = (kept(level, LEVEL, &long_upright), kept(upright, UPRIGHT, &long_level));
    let upright = faint::prolong(upright, &level, &columns, scale);
    Strokes { level: faint::prolong(level, &upright, gray, scale), upright }
}

/// The middle of the thicknesses of strokes.
fn usual_thickness(level: &[Stroke], upright: &[Stroke]) -> f32 {
    let mut all: Vec<f32> = level.iter().chain(upright).map(|s| s.thickness).collect();
    all.sort_by(f32::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(0.0).max(1.0)
}

/// A dark run of a row: columns `from..to`.
struct Run {
    y: usize,
    from: usize,
    to: usize,
}

/// The strokes along the rows of a picture. Each row is taken together with the two beside it, so
/// that a line that leans a little still makes a run.
fn in_rows(gray: &Gray, scale: f32) -> Vec<Stroke> {
    let runs = runs(gray, ((BETWEEN * scale) as usize).max(8));
    let mut out = Vec::new();
    for group in groups(runs) {
        let stroke = Moments::of(&group).stroke();
        if stroke.is_field(scale) {
            // Lines that end in a dark field are longer than it is wide.
            out.extend(groups(beyond(group)).iter().map(|g| Moments::of(g).stroke()));
        } else {
            out.push(stroke);
        }
    }
    out.into_iter().filter(|s| s.slope.abs() <= LEAN && !s.is_field(scale)).collect()
}

/// The runs of a dark field that are much longer than most.
fn beyond(group: Vec<Run>) -> Vec<Run> {
    let mut lengths: Vec<usize> = group.iter().map(|r| r.to - r.from).collect();
    lengths.sort_unstable();
    let usual = lengths[lengths.len() / 2];
    group.into_iter().filter(|r| r.to - r.from > usual + usual / 2).collect()
}

/// Runs that touch each other, row by row.
fn groups(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut sets: Vec<usize> = (0..runs.len()).collect();
    let mut above = 0;
    for i in 0..runs.len() {
        while runs[above].y + 1 < runs[i].y {
            above += 1;
        }
        let mut j = above;
        while j < i && runs[j].y < runs[i].y {
            if runs[j].from <= runs[i].to && runs[i].from <= runs[j].to {
                let (a, b) = (root(&mut sets, i), root(&mut sets, j));
                sets[a.max(b)] = a.min(b);
            }
            j += 1;
        }
    }
    let mut out: Vec<Vec<Run>> = Vec::new();
    let mut place = vec![usize::MAX; runs.len()];
    for (i, run) in runs.into_iter().enumerate() {
        let root = root(&mut sets, i);
        if place[root] == usize::MAX {
            place[root] = out.len();
            out.push(Vec::new());
        }
        out[place[root]].push(run);
    }
    out
}

fn root(sets: &mut [usize], mut i: usize) -> usize {
    while sets[i] != i {
        sets[i] = sets[sets[i]];
        i = sets[i];
    }
    i
}

fn runs(gray: &Gray, least: usize) -> Vec<Run> {
    use rayon::prelude::*;
    let of_row = |y: usize| {
        let (above, below) =
            (gray.row(y.saturating_sub(1)), gray.row((y + 1).min(gray.height - 1)));
        let darkest: Vec<bool> = gray
            .row(y)
            .iter()
            .zip(above)
            .zip(below)
            .map(|((a, b), c)| (*a).min(*b).min(*c) < DARK)
            .collect();
        let mut out = Vec::new();
        let mut x = 0;
        while x < darkest.len() {
            // Only a run over this column can be long enough: most of the row need not be looked
            // at.
            if !darkest[x] {
                x += 1;
                continue;
            }
            let from = x;
            while x < darkest.len() && darkest[x] {
                x += 1;
            }
            if x - from >= least {
                out.push(Run { y, from, to: x });
            }
        }
        out
    };
    let mut all: Vec<Run> = (0..gray.height).into_par_iter().flat_map_iter(of_row).collect();
    all.truncate(MOST_RUNS);
    all
}

/// What is known of the runs of one stroke: enough to lay a straight line through them.
#[derive(Debug, Clone, Copy, Default)]
struct Moments {
    count: f64,
    x: f64,
    y: f64,
    xx: f64,
    xy: f64,
    from: Option<usize>,
    to: usize,
}

impl Moments {
    fn of(runs: &[Run]) -> Moments {
        let mut out = Moments::default();
        runs.iter().for_each(|r| out.add(r));
        out
    }

    fn add(&mut self, run: &Run) {
        let n = (run.to - run.from) as f64;
        let (x, y) = ((run.from + run.to) as f64 / 2.0, run.y as f64 + 0.5);
        self.count += n;
        self.x += n * x;
        self.y += n * y;
        self.xx += n * x * x + n * n * n / 12.0;
        self.xy += n * x * y;
        self.from = Some(self.from.map_or(run.from, |f| f.min(run.from)));
        self.to = self.to.max(run.to);
    }

    fn stroke(&self) -> Stroke {
        let (x, y) = (self.x / self.count, self.y / self.count);
        let spread = self.xx / self.count - x * x;
        let slope = if spread > 0.0 { (self.xy / self.count - x * y) / spread } else { 0.0 };
        let (from, to) = (self.from.unwrap_or(0) as f64, self.to as f64);
        let middle = y + slope * ((from + to) / 2.0 - x);
        // Two rows of it are only the neighbours it was looked for in.
        let thickness = (self.count / (to - from) - 2.0).max(1.0);
        let narrow = |v: f64| v as f32;
        Stroke {
            from: narrow(from),
            to: narrow(to),
            pos: narrow(middle),
            slope: narrow(slope),
            thickness: narrow(thickness),
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
        let found = find(&gray, 200.0 / 72.0);
        assert_eq!((found.level.len(), found.upright.len()), (1, 0));
        let s = found.level[0];
        assert!((s.slope - 0.02).abs() < 0.002 && (s.at(50.0) - 101.5).abs() < 1.0, "{s:?}");
        assert!(s.from == 50.0 && s.to == 850.0 && (2.0..4.5).contains(&s.thickness), "{s:?}");
    }

    #[test]
    fn the_heads_of_bold_letters_are_no_line() {
        let mut gray = Gray::white(900, 300);
        draw(&mut gray, 50, 250, 100.0, 0.0);
        draw(&mut gray, 50, 250, 200.0, 0.0);
        for x in (50..250).step_by(12) {
            (100..125).for_each(|y| gray.pixels[y * 900 + x..][..6].fill(40));
        }
        let found = find(&gray, 200.0 / 72.0);
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
        let found = find(&gray, 200.0 / 72.0);
        assert_eq!((found.level.len(), found.upright.len()), (2, 1));
        assert!((found.upright[0].pos - 201.5).abs() < 1.0);
    }
}
