//! Tables of office programs: a filled head, and below it pale bands or bare paper, with white lines
//! or none between the rows.
//!
//! The dark lines of such a table are the outline of its head and what parts it. They are the edges
//! of fills, as in a PDF that an office program wrote, so that rows below which nothing parts are
//! looked for. Where the body is banded, its bands are its rows, and the columns of the head go on
//! through them.

use std::ops::Range;

use crate::geom::Rect;
use crate::ocr::gray::Gray;
use crate::ocr::regions::{Regions, Room};
use crate::ocr::stroke::{Stroke, Strokes};
use crate::union::UnionFind;

/// A head is darker than this part of the paper.
const DARK: f32 = 0.8;
/// A band is darker than the paper by at least this, of 255.
const BAND: u8 = 8;
/// Grays of one band differ by no more than this, of 255.
const ALIKE: u8 = 5;
/// Part of the pixels of a picture that are brighter than its paper is taken to be.
const BRIGHTEST: f32 = 0.05;
/// One pixel in as many says how bright the paper is.
const SAMPLED: usize = 97;
/// A head has at least this many columns.
const COLUMNS: usize = 3;
/// Drawn lines that end this near each other meet, in points.
const MEETS: f32 = 3.0;
/// What parts the columns of a head runs along this part of its height.
const PARTS: f32 = 0.7;
/// The lowest band, in points: a line of small print.
const LOWEST: f32 = 7.0;
/// The highest band, in points: more is the ground of a page.
const HIGHEST: f32 = 250.0;
/// A band of bare paper between others is no higher than they are by this factor.
const BARE: f32 = 1.6;
/// White between two bands is no wider than this, in points.
const WHITE: f32 = 3.5;
/// Pixels left and right of a column's border that text of a cell over it would fill.
const BESIDE: usize = 1;
/// Darker than this part of a band is print.
const PRINT: f32 = 0.6;
/// Rows that print over a border takes up at least, in points: more is a cell over several columns.
const CROSSED: f32 = 2.0;
/// This far outside a band, in points, lies paper …
const OUTSIDE: f32 = 6.0;
/// … where the page goes on so far.
const EDGE: f32 = 9.0;
/// More rooms than this on one page are a drawing.
const MOST: usize = 4_000;
/// The gray of the darkest paper, of 255.
const PAPER: u8 = 170;

/// The tables of a page whose heads are filled.
#[derive(Debug, Clone, Default)]
pub(super) struct Banded {
    /// The places of the heads with all of their lines, in pixels.
    pub heads: Vec<Rect>,
    /// The borders of the bands below them.
    pub edges: Strokes,
    /// The borders between their columns, down to the next drawn line.
    pub columns: Vec<Stroke>,
}

impl Banded {
    /// Whether the border of a column goes through a place, in pixels: white space there is no part of
    /// a text.
    pub fn parts(&self, place: &Rect) -> bool {
        let middle = place.center().y;
        let borders = self.columns.iter().filter(|s| (s.from..s.to).contains(&middle));
        borders.into_iter().any(|s| (place.x0..place.x1).contains(&s.pos))
    }

    /// Whether a level line is one of a head's.
    pub fn has_level(&self, s: &Stroke) -> bool {
        let line = Rect::new(s.from, s.pos, s.to, s.pos);
        self.heads.iter().any(|head| is_within(head, &line))
    }

    /// Whether an upright line is one of a head's.
    pub fn has_upright(&self, s: &Stroke) -> bool {
        let line = Rect::new(s.pos, s.from, s.pos, s.to);
        self.heads.iter().any(|head| is_within(head, &line))
    }
}

fn is_within(place: &Rect, line: &Rect) -> bool {
    (line.x0 >= place.x0 && line.x1 <= place.x1) && (line.y0 >= place.y0 && line.y1 <= place.y1)
}

/// The tables with filled heads of a picture as it was printed, which lies as its strokes and regions
/// do; `scale`: pixels a point.
pub(super) fn find(gray: &Gray, strokes: &Strokes, regions: &Regions, scale: f32) -> Banded {
    let mut found = Banded::default();
    let paper = paper(gray);
    let rooms = regions.rooms();
    if rooms.len() < COLUMNS || rooms.len() > MOST {
        return found;
    }
    for group in groups(strokes, MEETS * scale) {
        let Some(head) = Head::of(&group, &rooms, gray, paper) else { continue };
        let below = strokes.level.iter().filter(|s| s.to > head.place.x0 && s.from < head.place.x1);
        let below = below.map(|s| s.pos).filter(|y| *y > head.place.y1 + MEETS * scale);
        let end = below.fold(gray.height as f32, f32::min);
        let bands = head.bands(gray, end as usize, paper, scale);
        head.draw(&bands, gray, scale, &mut found.edges);
        let inner = &head.borders[1..head.borders.len() - 1];
        found.columns.extend(inner.iter().map(|x| drawn(head.place.y0, end, *x)));
        // Lines of a head may stick out of its corners a little.
        found.heads.push(head.place.grow(MEETS * scale));
    }
    found
}

/// The gray of the paper of a page.
fn paper(gray: &Gray) -> u8 {
    let mut some: Vec<u8> = gray.pixels.iter().step_by(SAMPLED).copied().collect();
    some.sort_unstable();
    let at = (some.len() as f32 * (1.0 - BRIGHTEST)) as usize;
    some.get(at).copied().unwrap_or(u8::MAX).max(PAPER)
}

/// The strokes that meet each other, group by group.
fn groups(strokes: &Strokes, near: f32) -> Vec<Strokes> {
    let Strokes { level, upright } = strokes;
    let mut sets = UnionFind::new(level.len() + upright.len());
    for (i, one) in level.iter().enumerate() {
        for (j, other) in upright.iter().enumerate() {
            let (x, y) = (other.pos, one.pos);
            let meets = (one.from - near..=one.to + near).contains(&x)
                && (other.from - near..=other.to + near).contains(&y);
            if meets {
                sets.join(i, level.len() + j);
            }
        }
    }
    let mut out: Vec<Strokes> = vec![Strokes::default(); level.len() + upright.len()];
    for (i, stroke) in level.iter().enumerate() {
        out[sets.root(i)].level.push(*stroke);
    }
    for (j, stroke) in upright.iter().enumerate() {
        out[sets.root(level.len() + j)].upright.push(*stroke);
    }
    out.retain(|group| group.level.len() > 1 && group.upright.len() > COLUMNS);
    out
}

/// The filled head of a table.
struct Head {
    place: Rect,
    /// Where its columns begin and end, in pixels.
    borders: Vec<f32>,
}

impl Head {
    /// The head that lines which meet are; `None` where a cell between them is not filled.
    fn of(group: &Strokes, rooms: &[Room], gray: &Gray, paper: u8) -> Option<Head> {
        let place = Rect::new(
            least(&group.upright),
            least(&group.level),
            most(&group.upright),
            most(&group.level),
        );
        let Rect { x0, y0, x1, y1 } = place;
        let inside = rooms.iter().filter(|room| {
            let middle = room.inside.center();
            (x0..x1).contains(&middle.x) && (y0..y1).contains(&middle.y)
        });
        let grays: Vec<u8> = inside.filter_map(|room| ground(gray, &room.inside)).collect();
        let is_dark = grays.iter().all(|v| f32::from(*v) < DARK * f32::from(paper));
        let full = group.upright.iter().filter(|s| s.length() >= PARTS * place.height());
        let mut borders: Vec<f32> = full.map(|s| s.pos).collect();
        borders.sort_by(f32::total_cmp);
        borders.dedup_by(|a, b| (*a - *b).abs() < MEETS);
        let has_columns = borders.len() > COLUMNS && grays.len() >= COLUMNS;
        (is_dark && has_columns).then_some(Head { place, borders })
    }

    /// The bands below it, down to row `end`: those that are filled, and bare ones between them.
    fn bands(&self, gray: &Gray, end: usize, paper: u8, scale: f32) -> Vec<Range<usize>> {
        let first = (self.place.y1 as usize + 1).min(gray.height);
        let rows = first..end.clamp(first, gray.height);
        let near = (OUTSIDE * scale) as usize;
        let has_side = self.place.x0 > EDGE * scale;
        let grays: Vec<(u8, bool)> = rows
            .map(|y| {
                let row = &gray.row(y)[self.place.x0 as usize..self.place.x1 as usize];
                let ground = middle(row.iter().copied());
                let beside = gray.row(y)[(self.place.x0 as usize).saturating_sub(near)];
                let stands_out = !has_side || ground <= beside.saturating_sub(BAND / 2);
                (ground, ground <= paper.saturating_sub(BAND) && stands_out)
            })
            .collect();
        let runs = alike(&grays);
        let mut out: Vec<(Range<usize>, bool)> = Vec::new();
        let mut to = 0;
        let mut highest = 0.0f32;
        for (run, filled) in runs.into_iter().filter(|(run, _)| run.len() as f32 > WHITE * scale) {
            let high = run.len() as f32;
            let is_band = high >= LOWEST * scale && high <= HIGHEST * scale;
            let is_bare = !filled && (highest == 0.0 || high <= BARE * highest);
            if !is_band || !(filled || is_bare) || (run.start - to) as f32 > WHITE * scale {
                break;
            }
            to = run.end;
            highest = highest.max(high);
            out.push((run, filled));
        }
        let count = out.iter().rposition(|(_, filled)| *filled).map_or(0, |last| last + 1);
        out.truncate(count);
        out.into_iter().map(|(run, _)| first + run.start..first + run.end).collect()
    }

    /// Draws the borders of the bands, and those of the columns through them where no print stands on
    /// them.
    fn draw(&self, bands: &[Range<usize>], gray: &Gray, scale: f32, edges: &mut Strokes) {
        let mut top = self.place.y1;
        for (at, band) in bands.iter().enumerate() {
            let next = bands.get(at + 1).map_or(band.end, |next| next.start);
            let bottom = (band.end + next) as f32 / 2.0;
            edges.level.push(drawn(self.place.x0, self.place.x1, bottom));
            let last = self.borders.len() - 1;
            for (i, x) in self.borders.iter().enumerate() {
                if i == 0 || i == last || !is_crossed(gray, *x, band.clone(), scale) {
                    edges.upright.push(drawn(top, bottom, *x));
                }
            }
            top = bottom;
        }
    }
}

/// A line from one place along it to another.
fn drawn(from: f32, to: f32, pos: f32) -> Stroke {
    Stroke { from, to, pos, slope: 0.0, thickness: 1.0 }
}

/// The first place across of some strokes.
fn least(strokes: &[Stroke]) -> f32 {
    strokes.iter().map(|s| s.pos).fold(f32::INFINITY, f32::min)
}

/// The last place across of some strokes.
fn most(strokes: &[Stroke]) -> f32 {
    strokes.iter().map(|s| s.pos).fold(f32::NEG_INFINITY, f32::max)
}

/// Rows of like ground, one after another; what is filled and what is not are never one.
fn alike(grays: &[(u8, bool)]) -> Vec<(Range<usize>, bool)> {
    let mut out: Vec<(Range<usize>, bool)> = Vec::new();
    for (y, (gray, filled)) in grays.iter().enumerate() {
        match out.last_mut() {
            Some((run, of)) if *of == *filled && grays[run.start].0.abs_diff(*gray) <= ALIKE => {
                run.end = y + 1;
            }
            _ => out.push((y..y + 1, *filled)),
        }
    }
    out
}

/// Whether print stands on the border of a column within a band.
fn is_crossed(gray: &Gray, x: f32, band: Range<usize>, scale: f32) -> bool {
    let middle = (x.max(0.0) as usize).min(gray.width - 1);
    let columns = middle.saturating_sub(BESIDE)..(middle + BESIDE + 1).min(gray.width);
    let most = PRINT * f32::from(u8::MAX);
    let printed = band.filter(|y| {
        let row = &gray.row(*y)[columns.clone()];
        row.iter().all(|v| f32::from(*v) < most)
    });
    printed.count() as f32 >= CROSSED * scale
}

/// The gray of the ground of a cell; `None` where it has no pixels.
fn ground(gray: &Gray, place: &Rect) -> Option<u8> {
    let columns = place.x0.max(0.0) as usize..(place.x1.max(0.0) as usize).min(gray.width);
    let rows = place.y0.max(0.0) as usize..(place.y1.max(0.0) as usize).min(gray.height);
    (!columns.is_empty() && !rows.is_empty())
        .then(|| middle(rows.flat_map(|y| gray.row(y)[columns.clone()].iter().copied())))
}

/// The gray in the middle of some.
fn middle(grays: impl Iterator<Item = u8>) -> u8 {
    let mut counts = [0usize; 256];
    grays.for_each(|v| counts[usize::from(v)] += 1);
    let mut left = counts.iter().sum::<usize>() / 2;
    let found = (0..=u8::MAX).find(|v| {
        let enough = counts[usize::from(*v)] > left;
        left = left.saturating_sub(counts[usize::from(*v)]);
        enough
    });
    found.unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCALE: f32 = 2.0;

    fn line(from: f32, to: f32, pos: f32) -> Stroke {
        Stroke { from, to, pos, slope: 0.0, thickness: 2.0 }
    }

    /// The lines of a head of three columns in columns 100 to 400 and rows 100 to 150.
    fn head() -> Strokes {
        let level = [100.0, 150.0].map(|y| line(100.0, 400.0, y)).into();
        let upright = [100.0, 160.0, 300.0, 400.0].map(|x| line(100.0, 150.0, x)).into();
        Strokes { level, upright }
    }

    /// A page with such a head of a gray, and below it bands of 40 rows of these.
    fn page(head: u8, bands: &[u8]) -> Gray {
        let mut gray = Gray::white(500, 600);
        (100..150).for_each(|y| gray.fill_row(y, 100..400, head));
        for (at, band) in bands.iter().enumerate() {
            (151 + 40 * at..190 + 40 * at).for_each(|y| gray.fill_row(y, 100..400, *band));
        }
        gray
    }

    fn found(gray: &Gray) -> Banded {
        let regions = Regions::new(&head(), (gray.width, gray.height), SCALE);
        find(gray, &head(), &regions, SCALE)
    }

    #[test]
    fn pale_bands_below_a_dark_head_are_rows_with_its_columns() {
        for bands in [&[210u8, 235, 210][..], &[210, 255, 210], &[235, 235, 235]] {
            let edges = found(&page(90, bands)).edges;
            assert_eq!((edges.level.len(), edges.upright.len()), (3, 12), "{bands:?}");
        }
        let bare = found(&page(90, &[255, 255]));
        assert_eq!((bare.heads.len(), bare.edges.level.len()), (1, 0));
        let parts = |x0: f32, x1: f32, y: f32| bare.parts(&Rect::new(x0, y - 5.0, x1, y + 5.0));
        assert!(parts(155.0, 165.0, 220.0) && !parts(165.0, 175.0, 220.0));
        assert!(!parts(155.0, 165.0, 60.0), "above the head");
        assert!(bare.has_level(&line(98.0, 402.0, 150.0)));
        assert!(!bare.has_level(&line(100.0, 400.0, 250.0)));
        assert!(found(&page(240, &[210, 235])).heads.is_empty(), "a head that is not filled");
    }

    #[test]
    fn print_over_a_border_is_a_cell_over_both_columns() {
        let mut gray = page(90, &[210, 235]);
        (205..220).for_each(|y| gray.fill_row(y, 150..220, 0));
        let edges = found(&gray).edges;
        let at = |x: f32| edges.upright.iter().filter(|s| s.pos == x).count();
        assert_eq!((at(100.0), at(160.0), at(300.0)), (2, 1, 2));
    }
}
