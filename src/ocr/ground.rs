//! Evens out the paper: every pixel is divided by the brightness of the paper around it, so that
//! shadows and tints go.

use crate::ocr::gray::Gray;

/// Darker grounds are no paper but a dark field; what is on them is not brightened any further.
const DARKEST: u8 = 60;
/// Dots an inch at which the ground is looked at.
const LOOK: f32 = 50.0;
/// Pixels to each side, at [`LOOK`], within which there is some paper: text and rulings are thinner.
const REACH: usize = 5;
/// Pixels to each side, at [`LOOK`], over which the ground is smoothed.
const SMOOTH: usize = 6;
/// The whole way from one pixel of the ground to the next, where grays between them are weighed in
/// whole numbers.
const ONE: u32 = 256;

/// Divides a picture by its ground, in place. `scale`: pixels a point.
pub(super) fn even_out(gray: &mut Gray, scale: f32) {
    use rayon::prelude::*;
    let by = ((scale * 72.0 / LOOK).round() as usize).max(1);
    let ground = ground(gray, by);
    if ground.width == 0 || ground.height == 0 {
        return;
    }
    let width = gray.width;
    gray.pixels.par_chunks_mut(width).enumerate().for_each(|(y, row)| {
        let paper = row_of(&ground, y, by, width);
        for (dot, paper) in row.iter_mut().zip(paper) {
            *dot = (u32::from(*dot) * 255 / u32::from(paper.max(DARKEST))).min(255) as u8;
        }
    });
}

/// The brightness of the paper, a pixel for each `by` × `by`.
fn ground(gray: &Gray, by: usize) -> Gray {
    let small = gray.shrunk(by);
    let spread = spread(spread(small).transposed()).transposed();
    smooth(smooth(spread).transposed()).transposed()
}

/// A place between two pixels of the ground.
struct Between {
    before: usize,
    after: usize,
    /// How far it lies on the way from the one to the other, in parts of [`ONE`].
    share: u32,
}

impl Between {
    /// Where the middle of pixel `at` of the full picture lies among `count` pixels of the ground,
    /// each of which covers `by`.
    fn of(at: usize, by: usize, count: usize) -> Between {
        let place = ((at as f32 + 0.5) / by as f32 - 0.5).clamp(0.0, count as f32 - 1.0);
        let before = place as usize;
        let share = (place.fract() * ONE as f32) as u32;
        Between { before, after: (before + 1).min(count - 1), share }
    }
}

/// The ground under a row of the full picture, between its pixels.
fn row_of(ground: &Gray, y: usize, by: usize, width: usize) -> Vec<u8> {
    let rows = Between::of(y, by, ground.height);
    let (top, bottom) = (ground.row(rows.before), ground.row(rows.after));
    let both = top.iter().zip(bottom);
    let column: Vec<u32> = both
        .map(|(a, b)| u32::from(*a) * (ONE - rows.share) + u32::from(*b) * rows.share)
        .collect();
    let mut out = Vec::with_capacity(width);
    for x in 0..width {
        let Between { before, after, share } = Between::of(x, by, ground.width);
        let sum = column[before] * (ONE - share) + column[after] * share;
        out.push((sum / (ONE * ONE)) as u8);
    }
    out
}

/// Each pixel the brightest of its row within [`REACH`].
fn spread(gray: Gray) -> Gray {
    rows(gray, |row, x| {
        let near = &row[x.saturating_sub(REACH)..(x + REACH + 1).min(row.len())];
        near.iter().copied().max().unwrap_or(255)
    })
}

/// Each pixel the mean of its row within [`SMOOTH`].
fn smooth(gray: Gray) -> Gray {
    rows(gray, |row, x| {
        let near = &row[x.saturating_sub(SMOOTH)..(x + SMOOTH + 1).min(row.len())];
        (near.iter().map(|v| u32::from(*v)).sum::<u32>() / near.len().max(1) as u32) as u8
    })
}

/// A picture of what `of` makes of each row and each column in it.
fn rows(gray: Gray, of: impl Fn(&[u8], usize) -> u8) -> Gray {
    let mut pixels = Vec::with_capacity(gray.pixels.len());
    for y in 0..gray.height {
        let row = gray.row(y);
        pixels.extend((0..row.len()).map(|x| of(row, x)));
    }
    Gray { pixels, ..gray }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shadow_goes_and_ink_stays() {
        let (w, h) = (400, 300);
        let mut gray = Gray::white(w, h);
        for y in 0..h {
            for x in 0..w {
                let paper = 240 - x / 4;
                let ink = (100..104).contains(&y) || (200..210).contains(&x) && y % 20 < 6;
                gray.pixels[y * w + x] = (if ink { paper / 4 } else { paper }) as u8;
            }
        }
        even_out(&mut gray, 200.0 / 72.0);
        for (x, y) in [(5, 5), (395, 50), (200, 290), (60, 150)] {
            assert!(gray.row(y)[x] > 225, "{x} {y}: {}", gray.row(y)[x]);
        }
        for x in [5, 200, 390] {
            assert!(gray.row(102)[x] < 90, "{x}: {}", gray.row(102)[x]);
        }
    }
}
