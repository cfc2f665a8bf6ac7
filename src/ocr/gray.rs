//! A gray picture, and the plain things done to it: quarter turns, smaller copies, resampling.

use std::ops::Range;

use crate::geom::{Turn, Warp};

/// The whole way from one pixel to the next, where grays between them are weighed in whole numbers.
const ONE: u32 = 256;

/// A gray picture: 0 is black, 255 white, row by row from the top left.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Gray {
    pub pixels: Vec<u8>,
    pub width: usize,
    pub height: usize,
}

impl Gray {
    /// White paper.
    pub fn white(width: usize, height: usize) -> Gray {
        Gray { pixels: vec![255; width * height], width, height }
    }

    pub fn row(&self, y: usize) -> &[u8] {
        &self.pixels[y * self.width..(y + 1) * self.width]
    }

    /// Makes a pixel white, where there is one.
    pub fn whiten(&mut self, x: usize, y: usize) {
        if x < self.width && y < self.height {
            self.pixels[y * self.width + x] = 255;
        }
    }

    /// Gives some columns of a row one gray.
    pub fn fill_row(&mut self, y: usize, columns: Range<usize>, gray: u8) {
        let start = y * self.width;
        self.pixels[start + columns.start..start + columns.end].fill(gray);
    }

    /// Gives some rows of a column one gray.
    pub fn fill_column(&mut self, x: usize, rows: Range<usize>, gray: u8) {
        for y in rows {
            self.pixels[y * self.width + x] = gray;
        }
    }

    /// The same picture after turning it by quarters.
    pub fn turned(self, turn: Turn) -> Gray {
        let (w, h) = (self.width, self.height);
        match turn {
            Turn::None => self,
            Turn::Half => {
                let mut pixels = self.pixels;
                pixels.reverse();
                Gray { pixels, width: w, height: h }
            }
            // The pixel at x, y moves to h − 1 − y, x; or to y, w − 1 − x.
            Turn::Right => scattered(&self, |x, y| x * h + (h - 1 - y)),
            Turn::Left => scattered(&self, |x, y| (w - 1 - x) * h + y),
        }
    }

    /// Rows as columns.
    pub fn transposed(self) -> Gray {
        let h = self.height;
        scattered(&self, |x, y| x * h + y)
    }

    /// A copy smaller by a whole factor: each pixel the mean of `by` × `by`.
    pub fn shrunk(&self, by: usize) -> Gray {
        let by = by.max(1);
        let (width, height) = (self.width / by, self.height / by);
        let mut pixels = Vec::with_capacity(width * height);
        let mut sums = vec![0u32; width];
        for y in 0..height {
            sums.fill(0);
            for row in y * by..(y + 1) * by {
                for (sum, block) in sums.iter_mut().zip(self.row(row).chunks_exact(by)) {
                    *sum += block.iter().map(|v| u32::from(*v)).sum::<u32>();
                }
            }
            pixels.extend(sums.iter().map(|s| (s / (by * by) as u32) as u8));
        }
        Gray { pixels, width, height }
    }

    /// What stands at `warp` of each of its pixels; white where that lies outside.
    pub fn resampled(&self, warp: &Warp) -> Gray {
        use rayon::prelude::*;
        let mut out = Gray::white(self.width, self.height);
        out.pixels.par_chunks_mut(self.width.max(1)).enumerate().for_each(|(y, row)| {
            for (x, dot) in row.iter_mut().enumerate() {
                let (u, v) = warp.apply(x as f32 + 0.5, y as f32 + 0.5);
                *dot = self.between(u - 0.5, v - 0.5);
            }
        });
        out
    }

    /// The gray at a place between pixels, weighed by how near its four neighbours are; white
    /// outside the picture.
    fn between(&self, x: f32, y: f32) -> u8 {
        if !(x > -1.0 && y > -1.0 && x < self.width as f32 && y < self.height as f32) {
            return 255;
        }
        let (x0, y0) = (x.max(0.0) as usize, y.max(0.0) as usize);
        let (x1, y1) = ((x0 + 1).min(self.width - 1), (y0 + 1).min(self.height - 1));
        let (right, down) = (share(x - x0 as f32), share(y - y0 as f32));
        let top = self.at(x0, y0) * (ONE - right) + self.at(x1, y0) * right;
        let bottom = self.at(x0, y1) * (ONE - right) + self.at(x1, y1) * right;
        ((top * (ONE - down) + bottom * down + ONE * ONE / 2) / (ONE * ONE)) as u8
    }

    fn at(&self, x: usize, y: usize) -> u32 {
        u32::from(self.pixels[y * self.width + x])
    }
}

/// How far a place lies on the way from one pixel to the next, in parts of [`ONE`].
fn share(way: f32) -> u32 {
    (way.max(0.0) * ONE as f32) as u32
}

/// The pixels of a picture, each put where `to` says of its column and row; width and height change
/// places.
fn scattered(from: &Gray, to: impl Fn(usize, usize) -> usize) -> Gray {
    let mut pixels = vec![255; from.pixels.len()];
    for y in 0..from.height {
        for (x, v) in from.row(y).iter().enumerate() {
            pixels[to(x, y)] = *v;
        }
    }
    Gray { pixels, width: from.height, height: from.width }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Gray {
        Gray { pixels: vec![1, 2, 3, 4, 5, 6], width: 3, height: 2 }
    }

    #[test]
    fn turns_move_pixels_as_they_move_points() {
        assert_eq!(sample().turned(Turn::Right).pixels, [4, 1, 5, 2, 6, 3]);
        assert_eq!(sample().turned(Turn::Left).pixels, [3, 6, 2, 5, 1, 4]);
        assert_eq!(sample().turned(Turn::Half).pixels, [6, 5, 4, 3, 2, 1]);
    }

    #[test]
    fn resampling_in_place_changes_nothing() {
        assert_eq!(sample().resampled(&Warp::NONE), sample());
    }
}
