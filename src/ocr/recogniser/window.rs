//! A text line cut out of a page → the picture that the network reads: 48 pixels high, ink at −1,
//! paper at +1.

use super::maps::{Maps, Size};

/// Height of a window in pixels: what the shipped network was trained on.
pub const HEIGHT: usize = 48;

/// Widest window in pixels: 400 times as wide as high, far beyond any line of text, which bounds
/// memory and time.
pub const MOST_WIDTH: usize = 400 * HEIGHT;

/// Where the black of ink is taken among the values on the dark side: strokes are thin, and most of
/// their pixels are mixed with paper.
const BLACK_RANK: f32 = 0.25;

/// Where the white of paper is taken among the values on the light side.
const WHITE_RANK: f32 = 0.5;

/// A window whose black and white are nearer than this, of 255, has no ink, only the grain of
/// paper.
const LEAST_CONTRAST: f32 = 16.0;

/// A text line ready for the network.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    width: usize,
    /// Row by row from the top.
    pixels: Vec<f32>,
}

impl Window {
    /// A window of [`HEIGHT`] rows of `width` values, row by row from the top: −1 is ink, +1 paper.
    /// `None` where it has no width, is wider than [`MOST_WIDTH`], or `pixels` does not have so
    /// many values.
    pub fn new(width: usize, pixels: Vec<f32>) -> Option<Window> {
        ((1..=MOST_WIDTH).contains(&width) && pixels.len() == width * HEIGHT)
            .then_some(Window { width, pixels })
    }

    /// A window from a gray picture of a line, row by row from the top, 0 black and 255 white.
    /// `None` where a side is zero, `pixels` does not have `width` × `height` values, or the line
    /// would be wider than [`MOST_WIDTH`].
    ///
    /// The picture is scaled to 48 rows, each new pixel being the mean of the area it covers.
    /// Otsu's threshold parts ink from paper; black *b* is the value below which a quarter of the
    /// ink lies, white *w* the median of the paper; then `(v − b) / ((w − b) / 2) − 1`, cut off at
    /// ±1. Taking both from the whole window and not from one row keeps the grain of the paper from
    /// being read in short lines. Where nothing stands out, all is paper.
    ///
    /// ```
    /// use raingan::ocr::recogniser::Window;
    /// let line = Window::from_gray(&[255; 96 * 200], 200, 96).unwrap();
    /// assert_eq!(line.width(), 100);
    /// assert!(line.pixels().iter().all(|v| *v == 1.0));
    /// ```
    pub fn from_gray(pixels: &[u8], width: usize, height: usize) -> Option<Window> {
        if width == 0 || height == 0 || width.checked_mul(height) != Some(pixels.len()) {
            return None;
        }
        let new_width = ((width as f64 * HEIGHT as f64 / height as f64).round() as usize).max(1);
        if new_width > MOST_WIDTH {
            return None;
        }
        let mut scaled = scale(pixels, width, height, new_width);
        normalise(&mut scaled);
        Window::new(new_width, scaled)
    }

    /// The same line drawn wider by a factor of 1 or more, each new value the cubic curve through
    /// the four nearest ones (Catmull and Rom 1974); `None` where it would be wider than
    /// [`MOST_WIDTH`].
    pub fn wider(&self, by: f32) -> Option<Window> {
        let width = (self.width as f32 * by).round() as usize;
        let weights = |t: f32| {
            let (t2, t3) = (t * t, t * t * t);
            [2.0 * t2 - t - t3, 2.0 - 5.0 * t2 + 3.0 * t3, t + 4.0 * t2 - 3.0 * t3, t3 - t2]
                .map(|w| w / 2.0)
        };
        let at = |x: usize| {
            let place = ((x as f32 + 0.5) * self.width as f32 / width as f32 - 0.5).max(0.0);
            let near =
                [0, 1, 2, 3].map(|i| (place as usize + i).saturating_sub(1).min(self.width - 1));
            (near, weights(place.fract()))
        };
        let columns: Vec<([usize; 4], [f32; 4])> = (0..width).map(at).collect();
        let rows = self.pixels.chunks_exact(self.width);
        let pixels = rows.flat_map(|row| {
            let value = |(near, weights): &([usize; 4], [f32; 4])| -> f32 {
                let sum: f32 = near.iter().zip(weights).map(|(at, weight)| row[*at] * weight).sum();
                sum.clamp(-1.0, 1.0)
            };
            columns.iter().map(value).collect::<Vec<_>>()
        });
        Window::new(width, pixels.collect())
    }

    /// Whether nothing in it is nearer to ink than to paper. The network was never shown such a
    /// line, and makes up letters.
    pub fn is_blank(&self) -> bool {
        self.pixels.iter().all(|value| *value >= 0.0)
    }

    /// What goes into the network.
    pub(super) fn maps(&self) -> Maps {
        Maps {
            depth: 1,
            sizes: vec![Size { height: HEIGHT, width: self.width }],
            values: self.pixels.clone(),
        }
    }

    /// Its width in pixels.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Its values row by row from the top.
    pub fn pixels(&self) -> &[f32] {
        &self.pixels
    }
}

/// For each new pixel along one side the first old one it covers, and how much of that one and of
/// those after it; what it covers sums to 1.
fn shares(old: usize, new: usize) -> Vec<(usize, Vec<f32>)> {
    let step = old as f64 / new as f64;
    let share = |i: usize| {
        let (start, end) = (i as f64 * step, ((i + 1) as f64 * step).min(old as f64));
        let first = (start as usize).min(old - 1);
        let last = (end.ceil() as usize).clamp(first + 1, old);
        let part = |at: usize| {
            ((end.min(at as f64 + 1.0) - start.max(at as f64)).max(0.0) / (end - start)) as f32
        };
        (first, (first..last).map(part).collect())
    };
    (0..new).map(share).collect()
}

/// The picture at 48 rows of `new_width`.
fn scale(pixels: &[u8], width: usize, height: usize, new_width: usize) -> Vec<f32> {
    let columns = shares(width, new_width);
    let mut scaled = Vec::with_capacity(new_width * HEIGHT);
    let mut row = vec![0.0; width];
    for (first, parts) in shares(height, HEIGHT) {
        row.fill(0.0);
        for (old, part) in pixels[first * width..].chunks_exact(width).zip(&parts) {
            row.iter_mut().zip(old).for_each(|(sum, value)| *sum += f32::from(*value) * part);
        }
        let mean = |(first, parts): &(usize, Vec<f32>)| -> f32 {
            row[*first..].iter().zip(parts).map(|(value, part)| value * part).sum()
        };
        scaled.extend(columns.iter().map(mean));
    }
    scaled
}

/// Gray values of 0 to 255 → −1 where there is ink, +1 where there is paper.
fn normalise(values: &mut [f32]) {
    let mut counts = [0usize; 256];
    values.iter().for_each(|value| counts[level(*value)] += 1);
    let threshold = otsu(&counts);
    let dark = values.iter().copied().filter(|value| level(*value) <= threshold).collect();
    let light = values.iter().copied().filter(|value| level(*value) > threshold).collect();
    match (ranked(dark, BLACK_RANK), ranked(light, WHITE_RANK)) {
        (Some(black), Some(white)) if white - black >= LEAST_CONTRAST => {
            let half = (white - black) / 2.0;
            values
                .iter_mut()
                .for_each(|value| *value = ((*value - black) / half - 1.0).clamp(-1.0, 1.0));
        }
        _ => values.fill(1.0),
    }
}

fn level(value: f32) -> usize {
    // Rounded; values are not negative.
    ((value + 0.5) as usize).min(255)
}

/// The value that stands at `rank` (0 to 1) among all of them in order.
fn ranked(mut values: Vec<f32>, rank: f32) -> Option<f32> {
    let at = (values.len().checked_sub(1)? as f32 * rank).round() as usize;
    Some(*values.select_nth_unstable_by(at, f32::total_cmp).1)
}

/// The level that parts dark from light best: the one with the greatest variance between both (Otsu
/// 1979).
fn otsu(counts: &[usize; 256]) -> usize {
    let total: f64 = counts.iter().map(|n| *n as f64).sum();
    let sum: f64 = counts.iter().enumerate().map(|(v, n)| v as f64 * *n as f64).sum();
    let (mut below, mut sum_below, mut best) = (0.0, 0.0, (0.0, 0));
    for (level, count) in counts.iter().enumerate() {
        below += *count as f64;
        sum_below += level as f64 * *count as f64;
        let above = total - below;
        if below > 0.0 && above > 0.0 {
            let apart = sum_below / below - (sum - sum_below) / above;
            let variance = below * above * apart * apart;
            if variance > best.0 {
                best = (variance, level);
            }
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A line of 96 × `width` with a black bar of `ink` over columns 20 to 40.
    fn bar(width: usize, ink: u8, paper: u8) -> Vec<u8> {
        (0..96 * width).map(|i| if (20..40).contains(&(i % width)) { ink } else { paper }).collect()
    }

    #[test]
    fn ink_is_minus_one_and_paper_plus_one_whatever_their_gray() {
        for (ink, paper) in [(0, 255), (60, 190), (120, 160)] {
            let window = Window::from_gray(&bar(100, ink, paper), 100, 96).unwrap();
            assert_eq!(window.width(), 50);
            let row = &window.pixels()[..50];
            let expected: Vec<f32> =
                (0..50).map(|x| if (10..20).contains(&x) { -1.0 } else { 1.0 }).collect();
            assert_eq!(row, expected, "{ink} on {paper}");
        }
    }

    #[test]
    fn a_pixel_is_the_mean_of_the_area_it_covers() {
        let shares = shares(5, 2);
        assert_eq!(shares, [(0, vec![0.4, 0.4, 0.2]), (2, vec![0.2, 0.4, 0.4])]);
        assert_eq!(super::shares(2, 3)[1], (0, vec![0.5, 0.5]));
    }

    #[test]
    fn a_line_drawn_wider_keeps_its_ink() {
        let window = Window::from_gray(&bar(100, 0, 255), 100, 96).unwrap();
        let wider = window.wider(1.2).unwrap();
        assert_eq!(wider.width(), 60);
        let ink = |w: &Window| w.pixels()[..w.width()].iter().filter(|v| **v < 0.0).count();
        assert_eq!((ink(&window), ink(&wider)), (10, 12));
        assert_eq!(window.wider(1.0).unwrap(), window);
        assert_eq!(
            Window::new(MOST_WIDTH, vec![1.0; MOST_WIDTH * HEIGHT]).unwrap().wider(1.1),
            None
        );
    }

    #[test]
    fn the_grain_of_paper_is_no_ink() {
        let grain: Vec<u8> = (0..48 * 60).map(|i| 240 + (i * 7 % 11) as u8).collect();
        assert!(Window::from_gray(&grain, 60, 48).unwrap().pixels().iter().all(|v| *v == 1.0));
    }

    #[test]
    fn what_is_no_line_gives_no_window() {
        assert_eq!(Window::from_gray(&[], 0, 48), None);
        assert_eq!(Window::from_gray(&[0; 10], 5, 3), None);
        assert_eq!(Window::from_gray(&[0; 1000], 1000, 1), None);
        assert_eq!(Window::new(2, vec![0.0; 95]), None);
    }

    proptest! {
        #[test]
        fn any_picture_gives_values_between_ink_and_paper(
            width in 1usize..90, height in 1usize..90, seed in proptest::collection::vec(any::<u8>(), 1..50),
        ) {
            let pixels: Vec<u8> = (0..width * height).map(|i| seed[i % seed.len()]).collect();
            if let Some(window) = Window::from_gray(&pixels, width, height) {
                prop_assert_eq!(window.pixels().len(), window.width() * HEIGHT);
                prop_assert!(window.pixels().iter().all(|v| (-1.0..=1.0).contains(v)));
            }
        }
    }
}
