//! How much a page leans: the angle at which its ink falls into the sharpest rows.

use crate::ocr::gray::Gray;

/// Degrees to either side that a page may lean: laid on the glass by hand.
const MOST: f32 = 10.0;
/// Degrees that a page from a scanner's feeder may lean: more is believed only where the rows are
/// sharper by a factor …
const USUAL: f32 = 3.0;
/// … of at least this: those of a bent page lean by more in places.
const CLEARLY: f64 = 1.6;
/// Steps in which the whole range is looked through first, in degrees.
const COARSE: f32 = 0.25;
/// Steps in which it is then looked around the best angle, in degrees.
const FINE: f32 = 0.05;
/// Darker than this, on evened-out paper, is ink.
const INK: u8 = 160;
/// Dots looked at; a dense page has 100,000 at 100 dpi.
const MOST_DOTS: usize = 120_000;
/// One dot of as many as this is looked at where the whole range is looked through.
const FEW: usize = 4;

/// The dark dots of a picture of about 100 dpi, as x and y from its middle, in pixels.
pub(super) fn dots(gray: &Gray) -> Vec<(f32, f32)> {
    let middle = (gray.width as f32 / 2.0, gray.height as f32 / 2.0);
    let mut out = Vec::new();
    for y in 0..gray.height {
        let dark = gray.row(y).iter().enumerate().filter(|(_, v)| **v < INK);
        out.extend(dark.map(|(x, _)| (x as f32 - middle.0, y as f32 - middle.1)));
    }
    let step = out.len().div_ceil(MOST_DOTS).max(1);
    out.into_iter().step_by(step).collect()
}

/// The angle by which rows lean, in degrees; positive where they sink to the right. 0 for a blank
/// page.
pub(super) fn angle(dots: &[(f32, f32)]) -> f32 {
    let steps = (MOST / COARSE) as i32;
    let usual = (USUAL / COARSE) as i32;
    let few: Vec<(f32, f32)> = dots.iter().copied().step_by(FEW).collect();
    let coarse = best(&few, (-usual..=usual).map(|i| i as f32 * COARSE));
    let wide = best(&few, (-steps..=steps).map(|i| i as f32 * COARSE));
    let is_clear = sharpness(&few, wide) > CLEARLY * sharpness(&few, coarse);
    let coarse = if is_clear { wide } else { coarse };
    let near = (COARSE / FINE) as i32;
    best(dots, (-near..=near).map(|i| coarse + i as f32 * FINE))
}

/// The angle with the sharpest rows; the smallest of equals.
fn best(dots: &[(f32, f32)], angles: impl Iterator<Item = f32>) -> f32 {
    let (mut best, mut most) = (None::<f32>, 0.0);
    for angle in angles {
        let sharp = sharpness(dots, angle);
        let better =
            best.is_none_or(|best| sharp > most || sharp == most && angle.abs() < best.abs());
        if better {
            (best, most) = (Some(angle), sharp);
        }
    }
    best.unwrap_or(0.0)
}

/// How sharply the rows of dots begin and end when the page is turned back by an angle: the sum of
/// the squared differences between neighbouring rows.
fn sharpness(dots: &[(f32, f32)], degrees: f32) -> f64 {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (mut low, mut high) = (f32::INFINITY, f32::NEG_INFINITY);
    for (x, y) in dots {
        let row = y * cos - x * sin;
        (low, high) = (low.min(row), high.max(row));
    }
    if low > high {
        return 0.0;
    }
    let mut rows = vec![0i64; (high - low) as usize + 2];
    for (x, y) in dots {
        rows[(y * cos - x * sin - low) as usize] += 1;
    }
    rows.windows(2).map(|w| ((w[1] - w[0]) * (w[1] - w[0])) as f64).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaning_rows_are_found_and_a_blank_page_stands_straight() {
        for lean in [-9.6f32, -2.4, -0.6, 0.0, 1.35, 7.0] {
            let slope = lean.to_radians().tan();
            let dots: Vec<(f32, f32)> = (0..20)
                .flat_map(|row| {
                    (-300..300).map(move |x| (x as f32, (row * 20 - 200) as f32 + x as f32 * slope))
                })
                .collect();
            assert!((angle(&dots) - lean).abs() < 0.06, "{lean}: {}", angle(&dots));
        }
        assert_eq!(angle(&[]), 0.0);
    }
}
