//! Frames of stamps: rings and boxes of coloured ink that lie over black print are taken out of a
//! picture, before anything is read from it.
//!
//! What gives them away is that they are thin and hollow, larger than any letter, of a colour, and
//! that black print runs through them. The rulings of a table, coloured ones too, have no print
//! across them; coloured text is small; coloured fields are not hollow.

use crate::ocr::gray::Gray;
use crate::ocr::usual::median;
use crate::union::UnionFind;

/// The side of the squares in which colour is looked for, in points.
const SQUARE: f32 = 1.0;
/// The brightest of a pixel's colours is above its gray by this, of 255, where its ink has a colour.
const COLOURED: u8 = 45;
/// Half as much is the soft edge of such ink.
const EDGE: u8 = 22;
/// Print whose brightest colour is no brighter than this, of 255, is black.
const BLACK: u8 = 100;
/// Squares of colour with no more than this from one to the next, in squares, are one shape: a
/// letter's stroke may lie between them.
const REACH: usize = 2;
/// The least width and height of a frame, in points: no letter of a heading is as large.
const LEAST: (f32, f32) = (30.0, 16.0);
/// A frame fills at most this part of its box.
const HOLLOW: f32 = 0.45;
/// Squares in a row, and in a column, that are all of a colour are a field, no line …
const THICK: usize = 5;
/// … and a frame has hardly any: this part of its squares.
const SOLID: f32 = 0.02;
/// Part of a frame's squares, at least, that black print runs through.
const CROSSED: f32 = 0.03;
/// Where the brightest colour of an ink is darker than this, of 255, it is not told from black.
const TELLABLE: f32 = 90.0;
/// What is as bright as this part of the ink's brightest colour has nothing under it.
const NOTHING_UNDER: f32 = 0.7;
/// Squares of colour on a page that are looked at; a coloured photograph has more.
const MOST_SQUARES: usize = 60_000;

/// A picture as far as its colours go.
struct Colours<'p> {
    gray: &'p Gray,
    /// The brightest of red, green and blue of each pixel.
    brightest: &'p [u8],
    /// The side of a square in pixels.
    side: usize,
    /// Squares across and down.
    size: (usize, usize),
}

/// A connected shape of colour.
struct Shape {
    /// Its squares, each by its number.
    squares: Vec<usize>,
    /// First column and row, and those behind the last.
    bounds: (usize, usize, usize, usize),
}

/// Takes the frames of coloured stamps out of a picture. `brightest`: the brightest of red, green
/// and blue of each pixel, or nothing where it has no colours; `scale`: pixels a point.
pub(super) fn take_out(gray: &mut Gray, brightest: &[u8], scale: f32) {
    let side = ((SQUARE * scale).round() as usize).max(1);
    let size = (gray.width / side, gray.height / side);
    if brightest.len() != gray.pixels.len() || size.0 < 2 || size.1 < 2 {
        return;
    }
    let colours = Colours { gray, brightest, side, size };
    let coloured = colours.squares();
    if coloured.iter().filter(|c| **c).count() > MOST_SQUARES {
        return;
    }
    let points = side as f32 / scale;
    let shapes = shapes(&coloured, size);
    let frames = shapes.into_iter().filter(|shape| {
        is_hollow(shape, points) && is_thin(shape, &coloured, size) && colours.is_crossed(shape)
    });
    let inks: Vec<(Shape, f32)> =
        frames.filter_map(|frame| colours.ink_of(&frame).map(|ink| (frame, ink))).collect();
    for (frame, ink) in inks {
        drop_out(gray, brightest, &frame, ink, (side, size));
    }
}

impl Colours<'_> {
    /// Whether each square has coloured ink.
    fn squares(&self) -> Vec<bool> {
        let mut out = vec![false; self.size.0 * self.size.1];
        for y in 0..self.size.1 * self.side {
            let start = y * self.gray.width;
            let row = &mut out[y / self.side * self.size.0..][..self.size.0];
            for x in 0..self.size.0 * self.side {
                row[x / self.side] |= self.colour(start + x) >= COLOURED;
            }
        }
        out
    }

    /// How far a pixel is from gray.
    fn colour(&self, at: usize) -> u8 {
        self.brightest[at].saturating_sub(self.gray.pixels[at])
    }

    /// The pixels of a square.
    fn pixels(&self, square: usize) -> impl Iterator<Item = usize> {
        let (x, y) = (square % self.size.0 * self.side, square / self.size.0 * self.side);
        let (side, width) = (self.side, self.gray.width);
        (y..y + side).flat_map(move |row| row * width + x..row * width + x + side)
    }

    /// Whether black print runs through a shape.
    fn is_crossed(&self, shape: &Shape) -> bool {
        let has_print =
            |square: &&usize| self.pixels(**square).any(|at| self.brightest[at] <= BLACK);
        let crossed = shape.squares.iter().filter(has_print).count();
        crossed as f32 >= CROSSED * shape.squares.len() as f32
    }

    /// The brightest colour of a shape's ink; `None` where it is too dark to be told from print.
    fn ink_of(&self, shape: &Shape) -> Option<f32> {
        let pixels = shape.squares.iter().flat_map(|square| self.pixels(*square));
        let inked = pixels.filter(|at| self.colour(*at) >= COLOURED);
        median(inked.map(|at| f32::from(self.brightest[at]))).filter(|ink| *ink >= TELLABLE)
    }
}

/// The squares of colour that lie within [`REACH`] of each other.
fn shapes(coloured: &[bool], (width, height): (usize, usize)) -> Vec<Shape> {
    let mut sets = UnionFind::new(coloured.len());
    for at in (0..coloured.len()).filter(|at| coloured[*at]) {
        let (x, y) = (at % width, at / width);
        let columns = x.saturating_sub(REACH)..(x + REACH + 1).min(width);
        for row in y..(y + REACH + 1).min(height) {
            let near = columns.clone().map(|column| row * width + column);
            near.filter(|other| coloured[*other]).for_each(|other| sets.join(at, other));
        }
    }
    let mut out: Vec<Shape> = Vec::new();
    let mut places = vec![usize::MAX; coloured.len()];
    for at in (0..coloured.len()).filter(|at| coloured[*at]) {
        let root = sets.root(at);
        let (x, y) = (at % width, at / width);
        if places[root] == usize::MAX {
            places[root] = out.len();
            out.push(Shape { squares: Vec::new(), bounds: (x, y, x + 1, y + 1) });
        }
        let shape = &mut out[places[root]];
        shape.squares.push(at);
        let (x0, y0, x1, y1) = shape.bounds;
        shape.bounds = (x0.min(x), y0.min(y), x1.max(x + 1), y1.max(y + 1));
    }
    out
}

/// Whether a shape is as large as a frame, and fills little of its box; `points`: the side of a square.
fn is_hollow(shape: &Shape, points: f32) -> bool {
    let (x0, y0, x1, y1) = shape.bounds;
    let (width, height) = ((x1 - x0) as f32, (y1 - y0) as f32);
    width * points >= LEAST.0
        && height * points >= LEAST.1
        && shape.squares.len() as f32 <= HOLLOW * width * height
}

/// Whether a shape is drawn with lines.
fn is_thin(shape: &Shape, coloured: &[bool], (width, height): (usize, usize)) -> bool {
    let is_solid = |at: &&usize| {
        let (x, y) = (*at % width, *at / width);
        x + THICK <= width
            && y + THICK <= height
            && (y..y + THICK).all(|y| coloured[y * width + x..][..THICK].iter().all(|c| *c))
    };
    let solid = shape.squares.iter().filter(is_solid).count();
    solid as f32 <= SOLID * shape.squares.len() as f32
}

/// Makes the ink of a frame white where nothing lies under it. `ink`: its brightest colour; `side`
/// and `size`: of a square in pixels, and squares across and down.
fn drop_out(
    gray: &mut Gray,
    brightest: &[u8],
    frame: &Shape,
    ink: f32,
    (side, size): (usize, (usize, usize)),
) {
    for square in &frame.squares {
        let (column, row) = (square % size.0, square / size.0);
        // Its soft edge may lie in the squares around.
        let columns = column.saturating_sub(1) * side..((column + 2) * side).min(gray.width);
        for y in row.saturating_sub(1) * side..((row + 2) * side).min(gray.height) {
            let pixels = y * gray.width + columns.start..y * gray.width + columns.end;
            for (dot, bright) in gray.pixels[pixels.clone()].iter_mut().zip(&brightest[pixels]) {
                if bright.saturating_sub(*dot) >= EDGE {
                    let share = f32::from(*bright) / (NOTHING_UNDER * ink);
                    *dot = if share >= 1.0 { 255 } else { (share * 255.0) as u8 };
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pixels a point.
    const SCALE: f32 = 2.0;
    /// The gray, and the brightest colour, of a red stamp's ink.
    const RED: (u8, u8) = (80, 190);

    /// A page with stems of black letters at some rows, and a red box drawn before them.
    fn page(rows: std::ops::Range<usize>, solid: bool) -> (Gray, Vec<u8>) {
        let mut gray = Gray::white(300, 200);
        let mut brightest = gray.clone();
        for (y, x) in (40..120).flat_map(|y| (60..200).map(move |x| (y, x))) {
            let on_line = !(43..117).contains(&y) || !(63..197).contains(&x);
            if on_line || solid {
                gray.pixels[y * 300 + x] = RED.0;
                brightest.pixels[y * 300 + x] = RED.1;
            }
        }
        for (y, x) in rows.flat_map(|y| (21..280).step_by(7).map(move |x| (y, x))) {
            gray.fill_row(y, x..x + 3, 10);
            brightest.fill_row(y, x..x + 3, 12);
        }
        (gray, brightest.pixels)
    }

    fn ink(gray: &Gray) -> usize {
        gray.pixels.iter().filter(|v| **v < 200).count()
    }

    #[test]
    fn a_red_box_goes_and_the_print_that_runs_through_it_stays() {
        let (mut gray, brightest) = page(35..85, false);
        take_out(&mut gray, &brightest, SCALE);
        assert_eq!(ink(&gray), 50 * 37 * 3);
    }

    #[test]
    fn rulings_fields_and_pictures_without_colours_stay() {
        for (rows, solid) in [(60..60, false), (35..85, true)] {
            let (mut gray, brightest) = page(rows, solid);
            let before = gray.clone();
            take_out(&mut gray, &brightest, SCALE);
            assert_eq!(gray, before);
        }
        let (mut gray, _) = page(35..85, false);
        let before = gray.clone();
        take_out(&mut gray, &[], SCALE);
        assert_eq!(gray, before);
    }
}
