//! The connected pieces of ink of a picture: letters, marks, specks.

use crate::ocr::gray::Gray;
use crate::ocr::strokes::Strokes;

/// Darker than this, on evened-out paper, is ink.
pub(super) const INK: u8 = 170;
/// Runs of ink looked at; a dense page at 300 dpi has 300,000, a page of noise millions.
const MOST_RUNS: usize = 1_500_000;

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

    pub fn center(&self) -> (f32, f32) {
        ((self.x0 + self.x1) as f32 / 2.0, (self.y0 + self.y1) as f32 / 2.0)
    }
}

/// The picture without its drawn lines.
pub(super) fn without(gray: &Gray, strokes: &Strokes) -> Gray {
    let mut out = gray.clone();
    let (w, h) = (gray.width, gray.height);
    let mut clear = |x: usize, y: usize| {
        if x < w && y < h {
            out.pixels[y * w + x] = 255;
        }
    };
    for (s, upright) in
        strokes.level.iter().map(|s| (s, false)).chain(strokes.upright.iter().map(|s| (s, true)))
    {
        let half = s.thickness / 2.0 + 1.5;
        for along in s.from as usize..s.to as usize {
            let middle = s.at(along as f32 + 0.5);
            for across in
                (middle - half).max(0.0).round() as usize..(middle + half).max(0.0).round() as usize
            {
                if upright { clear(across, along) } else { clear(along, across) }
            }
        }
    }
    out
}

/// The pieces of ink, from top to bottom; `None` where there are too many to be text.
pub(super) fn parts(gray: &Gray) -> Option<Vec<Part>> {
    let runs = runs(gray)?;
    let mut sets: Vec<u32> = (0..runs.len() as u32).collect();
    let mut above = 0;
    for i in 0..runs.len() {
        let run = &runs[i];
        while runs[above].y + 1 < run.y || runs[above].y + 1 == run.y && runs[above].to < run.from {
            above += 1;
        }
        let mut j = above;
        while j < i && runs[j].y < run.y && runs[j].from <= run.to {
            // Corners touch, too.
            if runs[j].to >= run.from {
                let (a, b) = (root(&mut sets, i as u32), root(&mut sets, j as u32));
                sets[a.max(b) as usize] = a.min(b);
            }
            j += 1;
        }
    }
    let mut parts: Vec<Option<Part>> = vec![None; runs.len()];
    for (i, run) in runs.iter().enumerate() {
        let (from, to, y) = (run.from as usize, run.to as usize, run.y as usize);
        let part = &mut parts[root(&mut sets, i as u32) as usize];
        let p = part.get_or_insert(Part { x0: from, y0: y, x1: to, y1: y + 1, ink: 0 });
        (p.x0, p.x1, p.y1) = (p.x0.min(from), p.x1.max(to), y + 1);
        p.ink += to - from;
    }
    Some(parts.into_iter().flatten().collect())
}

fn root(sets: &mut [u32], mut i: u32) -> u32 {
    while sets[i as usize] != i {
        sets[i as usize] = sets[sets[i as usize] as usize];
        i = sets[i as usize];
    }
    i
}

#[derive(Debug)]
struct Run {
    y: u32,
    from: u32,
    to: u32,
}

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

    fn gray(rows: &[&str]) -> Gray {
        let pixels =
            rows.iter().flat_map(|r| r.bytes().map(|b| if b == b'#' { 0 } else { 255 })).collect();
        Gray { pixels, width: rows[0].len(), height: rows.len() }
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
}
