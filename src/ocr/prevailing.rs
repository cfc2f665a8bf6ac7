//! The gray that prevails around each place of a picture: its ground.

use crate::ocr::gray::Gray;

/// Grays that are counted together.
const STEP: usize = 8;
/// How many such classes of gray there are.
const CLASSES: usize = 256 / STEP;

/// The most frequent gray around each square of `side` pixels; `reach`: squares to each side.
pub(super) fn grounds(gray: &Gray, side: usize, reach: (usize, usize)) -> Gray {
    use rayon::prelude::*;
    let (width, height) = (gray.width / side, gray.height / side);
    let rows: Vec<Vec<u32>> =
        (0..height).into_par_iter().map(|y| wide_counts(gray, y, side, width, reach.0)).collect();
    let mut pixels = vec![255; width * height];
    pixels.par_chunks_mut(width.max(1)).enumerate().for_each(|(y, out)| {
        let near = &rows[y.saturating_sub(reach.1)..(y + reach.1 + 1).min(height)];
        for (x, ground) in out.iter_mut().enumerate() {
            let mut counts = [0u32; CLASSES];
            for row in near {
                let of_row = &row[x * CLASSES..][..CLASSES];
                counts.iter_mut().zip(of_row).for_each(|(sum, count)| *sum += count);
            }
            *ground = most_frequent(&counts);
        }
    });
    Gray { pixels, width, height }
}

/// For each square of a row of squares how often each class of gray is found in it and in `reach`
/// squares to each side.
fn wide_counts(gray: &Gray, y: usize, side: usize, width: usize, reach: usize) -> Vec<u32> {
    let mut single = vec![0u32; width * CLASSES];
    for row in y * side..(y + 1) * side {
        for (x, dots) in gray.row(row).chunks_exact(side).take(width).enumerate() {
            dots.iter().for_each(|v| single[x * CLASSES + usize::from(*v) / STEP] += 1);
        }
    }
    let mut out = vec![0u32; width * CLASSES];
    let mut sums = [0u32; CLASSES];
    for x in 0..width + reach {
        if x < width {
            let coming = &single[x * CLASSES..][..CLASSES];
            sums.iter_mut().zip(coming).for_each(|(sum, count)| *sum += count);
        }
        if x > 2 * reach {
            let going = &single[(x - 2 * reach - 1) * CLASSES..][..CLASSES];
            sums.iter_mut().zip(going).for_each(|(sum, count)| *sum -= count);
        }
        if x >= reach {
            out[(x - reach) * CLASSES..][..CLASSES].copy_from_slice(&sums);
        }
    }
    out
}

/// The gray in the middle of the two neighbouring classes that are the most frequent together.
fn most_frequent(counts: &[u32; CLASSES]) -> u8 {
    let mut best = (0u32, 0usize);
    for at in 0..CLASSES - 1 {
        let both = counts[at] + counts[at + 1];
        if both >= best.0 {
            best = (both, at);
        }
    }
    let (count, at) = best;
    let share = (counts[at + 1] as usize * STEP).checked_div(count as usize).unwrap_or(0);
    (at * STEP + STEP / 2 + share).min(255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gray_of_most_pixels_around_a_place_is_its_ground() {
        let mut gray = Gray::white(80, 40);
        (0..40).for_each(|y| gray.fill_row(y, 40..80, 100));
        (0..40).step_by(4).for_each(|y| gray.fill_row(y, 0..80, 0));
        let found = grounds(&gray, 4, (2, 2));
        assert_eq!((found.width, found.height), (20, 10));
        assert!(found.row(5)[2] > 245 && found.row(5)[17].abs_diff(100) <= 4, "{found:?}");
    }
}
