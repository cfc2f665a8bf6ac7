//! Makes faint print as dark as other print: where the darkest ink around a place is pale, its gray
//! is stretched to black.

use rayon::prelude::*;

use crate::ocr::gray::Gray;

/// Side, in points, of the squares whose darkest pixel is looked for.
const SQUARE: f32 = 1.5;
/// The darkest ink this far around a place, in points, counts for it: print of another gray on the
/// next line does not.
const AROUND: f32 = 8.0;
/// Ink that is darker than this, on evened-out paper, is dark enough.
const DARK: u8 = 100;
/// How fast what becomes black rises with the gray of the ink above [`DARK`] …
const RISE: u32 = 3;
/// … up to this much below it: strokes have pixels darker than most.
const BELOW: u32 = 12;
/// What is paler than this is the grain of paper or shows through from the back of the page, where
/// the page has dark print, …
const PALEST: u8 = 190;
/// … and where most of its print is faint.
const FAINTEST: u8 = 222;
/// A page on which fewer than this part of the inked squares have dark ink is faint.
const SOME: f32 = 0.1;

/// Stretches the faint print of an evened-out picture, in place; `scale`: pixels a point.
pub(super) fn stretch(gray: &mut Gray, scale: f32) {
    let side = ((SQUARE * scale).round() as usize).max(1);
    let darkest = darkest(gray, side);
    if darkest.width == 0 || darkest.height == 0 {
        return;
    }
    let palest = if is_faint(&darkest) { FAINTEST } else { PALEST };
    let reach = (AROUND / SQUARE).round() as usize;
    let around = least(least(darkest, reach).transposed(), reach).transposed();
    let black =
        Gray { pixels: around.pixels.iter().map(|v| black(*v, palest)).collect(), ..around };
    if black.pixels.iter().all(|v| *v == 0) {
        return;
    }
    let width = gray.width;
    gray.pixels.par_chunks_mut(width).enumerate().for_each(|(y, row)| {
        let blacks = black.row((y / side).min(black.height - 1));
        for (x, dot) in row.iter_mut().enumerate() {
            let black = u32::from(blacks[(x / side).min(black.width - 1)]);
            let paler = u32::from(255 - *dot) * 255 / (255 - black);
            *dot = 255 - paler.min(255) as u8;
        }
    });
}

/// What becomes black around ink of a gray.
fn black(ink: u8, palest: u8) -> u8 {
    if ink <= DARK || ink > palest {
        return 0;
    }
    let rise = u32::from(ink - DARK) * RISE;
    rise.min(u32::from(ink).saturating_sub(BELOW)) as u8
}

/// Whether most print of a page is faint.
fn is_faint(darkest: &Gray) -> bool {
    let inked = darkest.pixels.iter().filter(|v| **v <= FAINTEST).count();
    let dark = darkest.pixels.iter().filter(|v| **v <= DARK).count();
    (dark as f32) < SOME * inked as f32
}

/// The darkest pixel of each square of `side` pixels.
fn darkest(gray: &Gray, side: usize) -> Gray {
    let (width, height) = (gray.width.div_ceil(side), gray.height.div_ceil(side));
    let mut pixels = vec![255u8; width * height];
    for y in 0..gray.height {
        let squares = &mut pixels[y / side * width..][..width];
        for (square, dots) in squares.iter_mut().zip(gray.row(y).chunks(side)) {
            *square = dots.iter().copied().fold(*square, u8::min);
        }
    }
    Gray { pixels, width, height }
}

/// Each pixel the least of its row within `reach`.
fn least(gray: Gray, reach: usize) -> Gray {
    let mut pixels = Vec::with_capacity(gray.pixels.len());
    for y in 0..gray.height {
        let row = gray.row(y);
        pixels.extend((0..row.len()).map(|x| {
            let near = &row[x.saturating_sub(reach)..(x + reach + 1).min(row.len())];
            near.iter().copied().min().unwrap_or(255)
        }));
    }
    Gray { pixels, ..gray }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pixels a point at 200 dpi.
    const SCALE: f32 = 200.0 / 72.0;

    /// Upright bars of a gray in rows 100 to 120.
    fn print(gray: &mut Gray, rows: std::ops::Range<usize>, ink: u8) {
        for y in rows {
            (50..350).step_by(10).for_each(|x| gray.fill_row(y, x..x + 3, ink));
        }
    }

    #[test]
    fn faint_print_becomes_dark_and_paper_stays() {
        for ink in [150, 170, 200] {
            let mut gray = Gray::white(400, 300);
            print(&mut gray, 100..120, ink);
            stretch(&mut gray, SCALE);
            assert!(gray.row(110)[51] < 80, "{ink}: {}", gray.row(110)[51]);
            assert_eq!(gray.row(110)[55], 255);
        }
    }

    #[test]
    fn dark_print_is_left_as_it_is_and_what_shows_through_beside_it_too() {
        let mut gray = Gray::white(400, 300);
        print(&mut gray, 20..60, 40);
        print(&mut gray, 100..120, 40);
        print(&mut gray, 200..220, 210);
        let before = gray.clone();
        stretch(&mut gray, SCALE);
        assert_eq!(gray, before);
    }

    #[test]
    fn a_pale_line_below_dark_print_is_stretched_by_itself() {
        let mut gray = Gray::white(400, 300);
        print(&mut gray, 100..120, 30);
        print(&mut gray, 170..190, 165);
        stretch(&mut gray, SCALE);
        assert!(gray.row(110)[51] == 30 && gray.row(180)[51] < 60, "{}", gray.row(180)[51]);
    }
}
