//! A picture made ready to be read: upright, evened out, straight, with its drawn lines and its
//! lines of text.

use crate::geom::{Point, Rect, Turn, Warp};
use crate::ocr::banded::Banded;
use crate::ocr::gray::Gray;
use crate::ocr::lines::{self, Found};
use crate::ocr::parts::{self, Part};
use crate::ocr::reader::read_once;
use crate::ocr::regions::Regions;
use crate::ocr::shades::{self, Shade};
use crate::ocr::sideways::{self, Sideways};
use crate::ocr::signs::Sign;
use crate::ocr::stroke::{Stroke, Strokes};
use crate::ocr::taken::Taken;
use crate::ocr::text_line::TextLine;
use crate::ocr::upright::{self, Votes};
use crate::ocr::{
    banded, contrast, dotted, fields, ground, skew, specks, stamps, straight, stray, streaks,
};
use crate::pdf::Picture;

/// Dots an inch at which the lean of a page is measured.
const LEAN_DPI: f32 = 100.0;
/// Dots an inch at which it is seen which way letters follow each other.
const VOTES_DPI: f32 = 150.0;
/// A page that leans less, in degrees, is left as it is: at its side a line is off by a third of a
/// pixel at 200 dpi.
const UPRIGHT: f32 = 0.02;
/// Where more letters follow each other one way than the other by this factor, the lines run that
/// way for sure.
const CLEARLY: usize = 3;
/// Straightening that keeps less than this part of the length of the drawn lines was wrong.
const KEPT: f32 = 0.97;
/// Lines that are read to see whether a page stands on its head.
const SAMPLE: usize = 6;
/// A longer line, in body heights, takes too long to be one of them.
const LONG: f32 = 60.0;
/// Fewer characters do not say that a page is to be turned.
const FEWEST: usize = 14;
/// Mean confidence of a sample that is text, the right way up.
const READS: f32 = 0.85;

/// Squares across a page and down, in which the light on it is looked at …
const SQUARES: usize = 6;
/// … one pixel in as many across, and one row in as many.
const SAMPLED: usize = 4;
/// Paper is lighter than this part of a square.
const PAPER_RANK: f32 = 0.85;
/// Light falls off where the darkest paper has less than this part of the gray of the lightest …
const FALLEN: f32 = 0.65;
/// … and no two neighbouring squares differ by more than this part of it.
const STEP: f32 = 0.3;

/// A picture ready to be read.
#[derive(Debug, Clone)]
pub(super) struct Ready {
    pub gray: Gray,
    /// Pixels a point.
    pub scale: f32,
    /// The turn that made it upright.
    pub turn: Turn,
    /// From its pixels to those of the picture that was only turned.
    pub warp: Option<Warp>,
    pub strokes: Strokes,
    /// Streaks that a scanner drew, taken out of the picture.
    pub streaks: Vec<Stroke>,
    pub lines: Vec<TextLine>,
    /// Filled discs and squares among the lines, taken out of the picture: signs of which the
    /// recogniser knows nothing.
    pub solid: Vec<Part>,
    /// Boxes to tick, and ticks, taken out of the picture likewise.
    pub signs: Vec<Sign>,
    /// Places of words that belong to no line.
    pub left: Vec<Rect>,
    /// Text that runs upwards or downwards.
    pub sideways: Option<Sideways>,
    /// The filled cells of its tables.
    pub shades: Vec<Shade>,
    /// Its tables with filled heads.
    pub banded: Banded,
    /// Whether specks were taken out of it.
    pub dirty: bool,
    /// Whether there is more ink in it than text can have: a photograph, noise.
    pub noise: bool,
}

/// Makes a picture ready. Which way up it is, a sample of its lines says, read as it is and turned.
pub(super) fn prepare(picture: Picture) -> Ready {
    let Picture { pixels, brightest, width, height, scale } = picture;
    let mut gray = Gray { pixels, width, height };
    stamps::take_out(&mut gray, &brightest, scale);
    drop(brightest);
    if has_falling_light(&gray) {
        // Its shadows are no dark fields, and its print is blurred, not faint.
        ground::even_out(&mut gray, scale);
        return upright_of(gray, scale, Taken::ByCamera);
    }
    let printed = gray.clone();
    fields::lighten(&mut gray, scale);
    ground::even_out(&mut gray, scale);
    contrast::stretch(&mut gray, scale);
    let ready = upright_of(gray, scale, Taken::ByScanner);
    with_fills(ready, printed)
}

/// A page that was made ready, with the filled cells and the filled heads of tables that it shows as
/// it was printed.
fn with_fills(ready: Ready, printed: Gray) -> Ready {
    let turned = printed.turned(ready.turn);
    let straight = match &ready.warp {
        Some(warp) => turned.resampled(warp),
        None => turned,
    };
    let size = (straight.width, straight.height);
    let regions = Regions::new(&ready.strokes, size, ready.scale);
    let shades = shades::find(&straight, &regions, ready.scale);
    let banded = banded::find(&straight, &ready.strokes, &regions, ready.scale);
    Ready { shades, banded, ..ready }
}

/// Whether the light on a page falls off across it, as where it was photographed: its paper is much
/// darker at one place than at another, and nowhere all at once, as a dark field is.
fn has_falling_light(gray: &Gray) -> bool {
    let papers: Vec<u8> = (0..SQUARES * SQUARES).map(|at| paper_of_square(gray, at)).collect();
    let lightest = papers.iter().copied().max().map_or(0.0, f32::from);
    let darkest = papers.iter().copied().min().map_or(0.0, f32::from);
    let rows = papers.chunks(SQUARES).flat_map(|row| row.windows(2));
    let across = rows.map(|pair| pair[0].abs_diff(pair[1])).max();
    let down = papers.iter().zip(&papers[SQUARES..]).map(|(a, b)| a.abs_diff(*b)).max();
    let greatest = across.max(down).map_or(0.0, f32::from);
    darkest < FALLEN * lightest && greatest <= STEP * lightest
}

/// The gray of the paper in one of the squares of a picture, counted row by row: what is darker is
/// print.
fn paper_of_square(gray: &Gray, at: usize) -> u8 {
    let (column, row) = (at % SQUARES, at / SQUARES);
    let columns = gray.width * column / SQUARES..gray.width * (column + 1) / SQUARES;
    let rows = gray.height * row / SQUARES..gray.height * (row + 1) / SQUARES;
    let dots = rows.step_by(SAMPLED).flat_map(|y| &gray.row(y)[columns.clone()]);
    let mut dots: Vec<u8> = dots.step_by(SAMPLED).copied().collect();
    let rank = (dots.len() as f32 * PAPER_RANK) as usize;
    match rank < dots.len() {
        true => *dots.select_nth_unstable(rank).1,
        false => u8::MAX,
    }
}

/// An evened-out picture made ready the way up in which its lines are surest.
fn upright_of(gray: Gray, scale: f32, taken: Taken) -> Ready {
    let Votes { across, down } = votes(&gray, scale);
    let sure = across.max(down) > CLEARLY * across.min(down);
    let turns = if across >= down || !sure {
        [Turn::None, Turn::Half, Turn::Right, Turn::Left]
    } else {
        [Turn::Right, Turn::Left, Turn::None, Turn::Half]
    };
    let first = lay(gray.clone(), turns[0], scale, taken);
    let mut most = sample_confidence(&first).mean;
    if first.lines.is_empty() || most >= READS && sure {
        return first;
    }
    let mut best = first;
    // Where the lines surely run that way, only standing on its head is left.
    let others = if sure { &turns[1..2] } else { &turns[1..] };
    for turn in others {
        let other = lay(gray.clone(), *turn, scale, taken);
        let sample = sample_confidence(&other);
        // Signs that stand alone look like others when they are turned.
        if sample.count >= FEWEST && sample.mean > most {
            (most, best) = (sample.mean, other);
        }
    }
    best
}

/// How many letters follow each other from left to right, and how many from top to bottom.
fn votes(gray: &Gray, scale: f32) -> Votes {
    let by = shrinking(scale, VOTES_DPI);
    let found = parts::parts(&gray.shrunk(by)).unwrap_or_default();
    upright::votes(&found, scale / by as f32)
}

/// The whole factor by which a picture is shrunk to about `dpi` dots an inch; `scale`: its pixels a
/// point.
fn shrinking(scale: f32, dpi: f32) -> usize {
    ((scale * 72.0 / dpi).round() as usize).max(1)
}

/// An evened-out picture turned, straightened and taken apart.
fn lay(gray: Gray, turn: Turn, scale: f32, taken: Taken) -> Ready {
    let Straightened { mut gray, warp, mut strokes } = straighten(gray.turned(turn), scale, taken);
    let mut streaks = Vec::new();
    if taken == Taken::ByScanner {
        streaks = streaks::take(&mut strokes, scale);
        streaks::take_out(&mut gray, &streaks);
    }
    stray::drop(&mut strokes, scale);
    let regions = Regions::new(&strokes, (gray.width, gray.height), scale);
    let pieces = parts::parts(&parts::without_strokes(&gray, &strokes));
    let noise = pieces.is_none();
    let mut pieces = pieces.unwrap_or_default();
    let mut sideways = None;
    let mut dirty = false;
    if taken == Taken::ByScanner {
        dirty = take_out_specks(&mut gray, &mut pieces, scale);
        sideways = sideways::take(&gray, &mut pieces, &regions, scale);
    }
    let found = lines::find(&gray, &pieces, &strokes, &regions, scale, taken);
    let Found { lines, through, solid, signs, dots, crests, mut left } = found;
    through.iter().for_each(|r| take_out_stroke(&mut gray, r));
    solid.iter().chain(&dots).for_each(|p| take_out_piece(&mut gray, p));
    signs.iter().for_each(|sign| sign.take_out(&mut gray));
    // What a crest says is told as unread: its ink is nothing to the lines beside it.
    crests.iter().for_each(|crest| take_out_place(&mut gray, crest));
    left.extend(crests);
    Ready {
        gray,
        scale,
        turn,
        warp,
        strokes,
        streaks,
        lines,
        solid,
        signs,
        left,
        sideways,
        shades: Vec::new(),
        banded: Banded::default(),
        dirty,
        noise,
    }
}

/// Takes specks out of a picture and of its pieces; whether there were any.
fn take_out_specks(gray: &mut Gray, pieces: &mut Vec<Part>, scale: f32) -> bool {
    let specks = specks::specks(pieces, (gray.width, gray.height), scale);
    let dirt = pieces.iter().zip(&specks).filter(|(_, is_speck)| **is_speck);
    dirt.for_each(|(p, _)| take_out_piece(gray, p));
    let mut specks = specks.into_iter();
    let count = pieces.len();
    pieces.retain(|_| specks.next() == Some(false));
    pieces.len() < count
}

/// A picture laid straight, with its drawn lines.
struct Straightened {
    gray: Gray,
    /// See [`Ready::warp`].
    warp: Option<Warp>,
    strokes: Strokes,
}

/// Lays a picture straight: first by how its ink leans, then by how its drawn lines do.
fn straighten(turned: Gray, scale: f32, taken: Taken) -> Straightened {
    let angle = skew::angle(&skew::dots(&turned.shrunk(shrinking(scale, LEAN_DPI))));
    let size = (turned.width, turned.height);
    let middle = Point { x: size.0 as f32 / 2.0, y: size.1 as f32 / 2.0 };
    let warp = (angle.abs() >= UPRIGHT).then(|| Warp::turn(angle, middle));
    let gray = warp.map_or_else(|| turned.clone(), |w| turned.resampled(&w));
    let strokes = dotted::find(&gray, scale, taken);
    if let Some(bent) = straight::warp(&strokes, size, scale)
        && let Some(whole) = warp.map_or(Some(bent), |w| bent.then(&w))
    {
        let gray = turned.resampled(&whole);
        let found = dotted::find(&gray, scale, taken);
        // Lines that were straightened are found at least as well as before.
        if found.total() >= KEPT * strokes.total() {
            return Straightened { gray, warp: Some(whole), strokes: found };
        }
    }
    Straightened { gray, warp, strokes }
}

/// Takes a drawn line out of a picture where marks reach into it from below: white, but where such
/// ink goes on.
fn take_out_stroke(gray: &mut Gray, stroke: &Rect) {
    let columns = pixel(stroke.x0, gray.width)..pixel(stroke.x1, gray.width);
    let rows = pixel(stroke.y0, gray.height)..pixel(stroke.y1, gray.height);
    if rows.end + 1 >= gray.height {
        return;
    }
    for x in columns {
        let below = gray.row(rows.end)[x].max(gray.row(rows.end + 1)[x]);
        gray.fill_column(x, rows.clone(), parts::ink_or_white(below));
    }
}

/// The pixel at a place, at most `count`.
fn pixel(place: f32, count: usize) -> usize {
    (place.max(0.0).round() as usize).min(count)
}

/// Takes a piece out of a picture, with the gray around it.
fn take_out_piece(gray: &mut Gray, p: &Part) {
    let columns = p.x0.saturating_sub(1)..(p.x1 + 1).min(gray.width);
    for y in p.y0.saturating_sub(1)..(p.y1 + 1).min(gray.height) {
        gray.fill_row(y, columns.clone(), 255);
    }
}

/// Takes what lies in a place out of a picture.
fn take_out_place(gray: &mut Gray, place: &Rect) {
    let columns = pixel(place.x0 - 1.0, gray.width)..pixel(place.x1 + 1.0, gray.width);
    let rows = pixel(place.y0 - 1.0, gray.height)..pixel(place.y1 + 1.0, gray.height);
    rows.for_each(|y| gray.fill_row(y, columns.clone(), 255));
}

/// How sure the recogniser is of a sample of lines.
struct Sample {
    /// The mean over their characters.
    mean: f32,
    /// How many those are.
    count: usize,
}

/// How sure the recogniser is of the longest lines.
fn sample_confidence(ready: &Ready) -> Sample {
    let mut lines: Vec<TextLine> =
        ready.lines.iter().copied().filter(|l| l.x1 - l.x0 < LONG * l.body).collect();
    lines.sort_by(|a, b| {
        (b.x1 - b.x0).total_cmp(&(a.x1 - a.x0)).then(a.baseline.total_cmp(&b.baseline))
    });
    lines.truncate(SAMPLE);
    let read = read_once(&ready.gray, &lines);
    let inked = read.iter().flatten().filter(|c| c.text != " ");
    let all: Vec<f32> = inked.map(|c| c.confidence).collect();
    Sample { mean: all.iter().sum::<f32>() / (all.len() as f32).max(1.0), count: all.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pixels a point at 200 dpi.
    const SCALE: f32 = 200.0 / 72.0;

    #[test]
    fn a_drawn_line_is_taken_out_but_where_ink_goes_on_below_it() {
        let mut gray = Gray::white(100, 60);
        (20..23).for_each(|y| gray.fill_row(y, 0..100, 0));
        (23..40).for_each(|y| gray.fill_row(y, 50..54, 0));
        take_out_stroke(&mut gray, &Rect::new(10.0, 20.0, 90.0, 23.0));
        let ink: Vec<usize> = (0..100).filter(|x| gray.row(21)[*x] == 0).collect();
        let expected: Vec<usize> = (0..10).chain(50..54).chain(90..100).collect();
        assert_eq!(ink, expected);
    }

    #[test]
    fn a_piece_is_taken_out_with_the_gray_around_it_even_at_the_edge() {
        let mut gray = Gray { pixels: vec![0; 100], width: 10, height: 10 };
        take_out_piece(&mut gray, &Part { x0: 0, y0: 3, x1: 4, y1: 10, ink: 28 });
        assert_eq!(gray.pixels.iter().filter(|v| **v == 255).count(), 5 * 8);
    }

    #[test]
    fn light_falls_off_little_by_little_and_a_dark_field_begins_at_once() {
        let of = |value: fn(usize, usize) -> u8| {
            let pixels = (0..600 * 400).map(|at| value(at % 600, at / 600)).collect();
            has_falling_light(&Gray { pixels, width: 600, height: 400 })
        };
        assert!(of(|x, y| (240 - x / 5 - y / 20) as u8));
        assert!(!of(|x, _| (240 - x / 15) as u8), "a scan in a little shadow");
        assert!(!of(|_, y| if y < 200 { 230 } else { 90 }), "a dark field");
        assert!(!of(|_, _| 90), "a dark page");
    }

    #[test]
    fn a_blank_picture_has_nothing_on_it() {
        let pixels = vec![255; 600 * 400];
        let size = (600, 400);
        let picture =
            Picture { pixels, brightest: Vec::new(), width: size.0, height: size.1, scale: SCALE };
        let blank = prepare(picture);
        assert!(blank.lines.is_empty() && !blank.noise && blank.warp.is_none());
    }
}
