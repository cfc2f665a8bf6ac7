//! A picture made ready to be read: upright, evened out, straight, with its drawn lines and its
//! lines of text.

use crate::geom::{Point, Turn, Warp};
use crate::ocr::gray::Gray;
use crate::ocr::lines::{self, Cut, Found, TextLine};
use crate::ocr::parts::Part;
use crate::ocr::recogniser::{Character, Recogniser, Window};
use crate::ocr::regions::Regions;
use crate::ocr::strokes::{self, Strokes};
use crate::ocr::{ground, parts, second, skew, straight, upright};

/// Dots an inch at which the lean of a page is measured.
const LOOK: f32 = 100.0;
/// Dots an inch at which it is seen which way letters follow each other.
const RUN: f32 = 150.0;
/// A page that leans less, in degrees, is left as it is: at its side a line is off by a third of a
/// pixel at 200 dpi.
const UPRIGHT: f32 = 0.02;
/// So many times as many letters follow each other one way as the other: the lines run that way for
/// sure.
const CLEARLY: usize = 3;
/// Straightening that loses more than the rest of what was found of lines was wrong.
const KEPT: f32 = 0.97;
/// Lines that are read to see whether a page stands on its head.
const SAMPLE: usize = 6;
/// Mean confidence of a sample that is text, the right way up.
const READS: f32 = 0.85;

/// A picture ready to be read.
#[derive(Debug, Clone)]
pub(super) struct Ready {
    pub gray: Gray,
    /// The turn that made it upright.
    pub turn: Turn,
    /// From its pixels to those of the picture that was only turned.
    pub warp: Option<Warp>,
    pub strokes: Strokes,
    pub lines: Vec<TextLine>,
    /// Filled discs and squares among the lines, taken out of the picture: signs of which the
    /// recogniser knows nothing.
    pub solid: Vec<Part>,
    /// Whether there is more ink in it than text can have: a photograph, noise.
    pub noise: bool,
}

/// Makes a picture ready; `scale`: pixels a point.
pub(super) fn ready(mut gray: Gray, scale: f32) -> Ready {
    ground::even_out(&mut gray, scale);
    let (across, down) = run_of_lines(&gray, scale);
    let level = across >= down;
    let first = laid(gray.clone(), if level { Turn::None } else { Turn::Right }, scale);
    let sure = across.max(down) > CLEARLY * across.min(down);
    let read = confidence(&first);
    if first.lines.is_empty() || read >= READS && sure {
        return first;
    }
    let mut best = (read, first);
    let others = if level {
        [Turn::Half, Turn::Right, Turn::Left]
    } else {
        [Turn::Left, Turn::None, Turn::Half]
    };
    for turn in others.into_iter().take(if sure { 1 } else { 3 }) {
        let other = laid(gray.clone(), turn, scale);
        let read = confidence(&other);
        if read > best.0 {
            best = (read, other);
        }
    }
    best.1
}

/// How many letters follow each other from left to right, and how many from top to bottom.
fn run_of_lines(gray: &Gray, scale: f32) -> (usize, usize) {
    let by = ((scale * 72.0 / RUN).round() as usize).max(1);
    let found = parts::parts(&gray.shrunk(by)).unwrap_or_default();
    upright::votes(&found, scale / by as f32)
}

/// An evened-out picture turned, straightened and taken apart.
fn laid(gray: Gray, turn: Turn, scale: f32) -> Ready {
    let turned = gray.turned(turn);
    let by = ((scale * 72.0 / LOOK).round() as usize).max(1);
    let angle = skew::angle(&skew::dots(&turned.shrunk(by)));
    let size = (turned.width, turned.height);
    let middle = Point { x: size.0 as f32 / 2.0, y: size.1 as f32 / 2.0 };
    let mut warp = (angle.abs() >= UPRIGHT).then(|| Warp::turn(angle, middle));
    let mut gray = warp.map_or_else(|| turned.clone(), |w| turned.resampled(&w));
    let mut strokes = strokes::find(&gray, scale);
    if let Some(bent) = straight::warp(&strokes, size, scale)
        && let Some(whole) = warp.map_or(Some(bent), |w| bent.then(&w))
    {
        let straight = turned.resampled(&whole);
        let found = strokes::find(&straight, scale);
        // Lines that were straightened are found at least as well as before.
        if found.total() >= KEPT * strokes.total() {
            (gray, strokes, warp) = (straight, found, Some(whole));
        }
    }
    let regions = Regions::new(&strokes, size, scale);
    let found = parts::parts(&parts::without(&gray, &strokes));
    let noise = found.is_none();
    let Found { lines, through, solid } = found
        .map(|parts| lines::find(&gray, &parts, &strokes, &regions, scale))
        .unwrap_or_default();
    through.iter().for_each(|r| heal(&mut gray, *r));
    solid.iter().for_each(|p| whiten(&mut gray, p));
    Ready { gray, turn, warp, strokes, lines, solid, noise }
}

/// Takes a drawn line out where marks reach into it from below: white, but where such ink goes on.
fn heal(gray: &mut Gray, (x0, x1, y0, y1): (f32, f32, f32, f32)) {
    let within = |v: f32, most: usize| (v.max(0.0).round() as usize).min(most);
    let (top, bottom) = (within(y0, gray.height), within(y1, gray.height));
    if bottom + 1 >= gray.height {
        return;
    }
    let width = gray.width;
    for x in within(x0, width)..within(x1, width) {
        let below = gray.pixels[bottom * width + x].max(gray.pixels[(bottom + 1) * width + x]);
        let filled = if below < parts::INK { below } else { 255 };
        (top..bottom).for_each(|y| gray.pixels[y * width + x] = filled);
    }
}

/// Takes a piece out of a picture, with the gray around it.
fn whiten(gray: &mut Gray, p: &Part) {
    let width = gray.width;
    for y in p.y0.saturating_sub(1)..(p.y1 + 1).min(gray.height) {
        gray.pixels[y * width + p.x0.saturating_sub(1)..y * width + (p.x1 + 1).min(width)]
            .fill(255);
    }
}

/// How sure the recogniser is of the longest lines: the mean over their characters.
fn confidence(ready: &Ready) -> f32 {
    let mut lines: Vec<&TextLine> =
        ready.lines.iter().filter(|l| l.x1 - l.x0 < 60.0 * l.body).collect();
    lines.sort_by(|a, b| {
        (b.x1 - b.x0).total_cmp(&(a.x1 - a.x0)).then(a.baseline.total_cmp(&b.baseline))
    });
    lines.truncate(SAMPLE);
    let read = read_once(&windows(&ready.gray, &lines));
    let all: Vec<f32> =
        read.iter().flatten().filter(|c| c.text != " ").map(|c| c.confidence).collect();
    if all.is_empty() { 0.0 } else { all.iter().sum::<f32>() / all.len() as f32 }
}

/// Reads lines of a picture, with a second look where the first leaves doubt.
pub(super) fn read(gray: &Gray, lines: &[&TextLine]) -> Vec<Vec<Character>> {
    let first = read_once(&windows(gray, lines));
    second::look(first, |at| lines[at].stubs.is_some(), |at| window(&lines[at].cut_through(gray)))
}

/// The window of a cut, as the recogniser wants it.
fn window(cut: &Cut) -> Option<Window> {
    Window::from_gray(&cut.pixels.pixels, cut.pixels.width, cut.pixels.height)
}

/// The windows of lines, as the recogniser wants them.
fn windows(gray: &Gray, lines: &[&TextLine]) -> Vec<Option<Window>> {
    use rayon::prelude::*;
    lines.par_iter().map(|line| window(&line.cut(gray))).collect()
}

fn read_once(windows: &[Option<Window>]) -> Vec<Vec<Character>> {
    let there: Vec<usize> = (0..windows.len()).filter(|i| windows[*i].is_some()).collect();
    let read = Recogniser::embedded().read_all(&windows.iter().flatten().collect::<Vec<_>>());
    let mut out = vec![Vec::new(); windows.len()];
    for (at, characters) in there.into_iter().zip(read) {
        out[at] = characters;
    }
    out
}
