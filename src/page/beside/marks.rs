//! The marks of ink in a part of a picture.

use super::window::window;
use crate::geom::Rect;
use crate::pdf::Picture;
use crate::union::UnionFind;

/// Ink differs from the paper around it by this much gray (0–255), at least.
const CONTRAST: u8 = 70;
/// Steps of gray from black to white among which the paper's is looked for.
const SHADES: usize = 16;
/// Paper is at least this part of a picture of text; a photograph has no paper.
const PAPER: f32 = 0.4;
/// Ink is at most this part of it.
const INK: f32 = 0.35;

/// The boxes, in points, of the marks of ink within a place (in points) of a picture; none where
/// most of the place is not of one colour.
pub(super) fn marks(picture: &Picture, place: &Rect) -> Vec<Rect> {
    let (down, across) = window(picture, place);
    let (top, left) = (down.start, across.start);
    if down.is_empty() || across.is_empty() {
        return Vec::new();
    }
    let rows: Vec<&[u8]> =
        down.map(|y| &picture.pixels[y * picture.width..][across.clone()]).collect();
    let Some(paper) = paper(&rows) else { return Vec::new() };
    let boxes = joined(&runs(&rows, paper));
    boxes.iter().map(|b| b.in_points((left, top), picture.scale)).collect()
}

/// The gray of the paper; `None` where there is none, or too much ink on it.
fn paper(rows: &[&[u8]]) -> Option<u8> {
    let mut counts = [0usize; SHADES];
    let step = 256 / SHADES;
    rows.iter().flat_map(|row| row.iter()).for_each(|gray| counts[*gray as usize / step] += 1);
    let all: usize = counts.iter().sum();
    let most = (0..SHADES).max_by_key(|shade| counts[*shade])?;
    let near = counts[most.saturating_sub(1)..(most + 2).min(SHADES)].iter().sum::<usize>();
    let paper = (most * step + step / 2) as u8;
    let ink = rows.iter().flat_map(|row| row.iter()).filter(|gray| is_ink(**gray, paper)).count();
    let all = all as f32;
    (near as f32 >= PAPER * all && ink as f32 <= INK * all).then_some(paper)
}

fn is_ink(gray: u8, paper: u8) -> bool {
    gray.abs_diff(paper) >= CONTRAST
}

/// A box of pixels: from its first to behind its last.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Pixels {
    x0: usize,
    y0: usize,
    x1: usize,
    y1: usize,
}

impl Pixels {
    /// The box in points, counted from a pixel on; `scale`: pixels a point.
    fn in_points(&self, (left, top): (usize, usize), scale: f32) -> Rect {
        let (x0, x1) = ((left + self.x0) as f32, (left + self.x1) as f32);
        let (y0, y1) = ((top + self.y0) as f32, (top + self.y1) as f32);
        Rect::new(x0 / scale, y0 / scale, x1 / scale, y1 / scale)
    }
}

/// The runs of ink, row by row.
fn runs(rows: &[&[u8]], paper: u8) -> Vec<Pixels> {
    let mut runs = Vec::new();
    for (y, row) in rows.iter().enumerate() {
        let mut start = None;
        for (x, gray) in row.iter().chain([&paper]).enumerate() {
            match (start, is_ink(*gray, paper)) {
                (None, true) => start = Some(x),
                (Some(x0), false) => {
                    runs.push(Pixels { x0, y0: y, x1: x, y1: y + 1 });
                    start = None;
                }
                _ => {}
            }
        }
    }
    runs
}

/// The boxes of runs that touch.
fn joined(runs: &[Pixels]) -> Vec<Pixels> {
    let mut sets = UnionFind::new(runs.len());
    let mut above = 0;
    for (i, run) in runs.iter().enumerate() {
        while runs[above].y1 < run.y0 || runs[above].y1 == run.y0 && runs[above].x1 < run.x0 {
            above += 1;
        }
        for (j, other) in runs.iter().enumerate().take(i).skip(above) {
            if other.y1 != run.y0 || other.x0 > run.x1 {
                break;
            }
            sets.join(i, j);
        }
    }
    let mut boxes: Vec<Option<Pixels>> = vec![None; runs.len()];
    for (i, run) in runs.iter().enumerate() {
        let whole = boxes[sets.root(i)].get_or_insert(*run);
        whole.x0 = whole.x0.min(run.x0);
        whole.x1 = whole.x1.max(run.x1);
        whole.y1 = whole.y1.max(run.y1);
    }
    boxes.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of one pixel a point: `#` is ink.
    fn picture(rows: &[&str]) -> Picture {
        let pixels =
            rows.iter().flat_map(|row| row.bytes().map(|b| if b == b'#' { 0 } else { 255 }));
        Picture {
            pixels: pixels.collect(),
            brightest: Vec::new(),
            width: rows[0].len(),
            height: rows.len(),
            scale: 1.0,
        }
    }

    #[test]
    fn marks_that_touch_are_one() {
        let picture = picture(&["#.#....", "#.#..#.", ".#....#", "......."]);
        let all = Rect::new(0.0, 0.0, 7.0, 4.0);
        let mut found = marks(&picture, &all);
        found.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        assert_eq!(found, [Rect::new(0.0, 0.0, 3.0, 3.0), Rect::new(5.0, 1.0, 7.0, 3.0)]);
        assert_eq!(marks(&picture, &Rect::new(4.0, 0.0, 7.0, 4.0)).len(), 1);
    }

    #[test]
    fn what_has_no_paper_has_no_marks() {
        let pixels = (0..100u32).map(|i| (i * 37 % 251) as u8).collect();
        let photo = Picture { pixels, brightest: Vec::new(), width: 10, height: 10, scale: 1.0 };
        assert!(marks(&photo, &Rect::new(0.0, 0.0, 10.0, 10.0)).is_empty());
    }
}
