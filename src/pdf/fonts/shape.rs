//! What a glyph draws, as a number that the same drawing has in every font.

use sha2::{Digest, Sha256};
use skrifa::{DrawMemory, Font, GlyphId, PathSink, ScalerFont};

/// Shapes of open Thai fonts and their characters: sorted 64-bit numbers, little endian, of which
/// the upper 48 bits are a [`Shape`] and the lower 16 a character. `scripts/font-shapes` makes it;
/// `data/font-shapes.md` says of which fonts.
static KNOWN: &[u8] = include_bytes!("../../../data/font-shapes.bin");
/// Bytes of an entry of [`KNOWN`].
const ENTRY: usize = 8;
/// Points of an outline; the most complex letter of 128 Thai fonts has about 600.
const POINTS: usize = 10_000;

/// The first 48 bits of the SHA-256 of an outline's points, or nothing where it has none.
///
/// The points are taken in font units, each once, in order, moved so that the leftmost stands at 0:
/// it does not matter where a contour starts, whether a glyph is composed of others, and how far
/// from its origin it is drawn. How high it stands does matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Shape(u64);

/// A bar is at least this many times as wide as high.
const BAR: f64 = 1.6;

/// What a glyph draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drawn {
    /// Nothing: a space, or a glyph that a subset left out.
    Nothing,
    /// An outline, and whether it is a level bar.
    Outline(Shape, bool),
    /// An outline that could not be read, or is too large.
    Unreadable,
}

/// Draws the glyphs of a font in its own units.
pub(super) struct Outlines(ScalerFont);

impl Outlines {
    pub fn of(font: &Font) -> Outlines {
        Outlines(ScalerFont::force_unhinted(font.clone(), None))
    }

    /// What a glyph draws.
    pub fn drawn(&self, glyph: u32) -> Drawn {
        let mut points = Points::default();
        match self.0.outline(GlyphId::new(glyph)).map(|o| o.draw(DrawMemory::Scratch, &mut points))
        {
            None => Drawn::Nothing,
            Some(Ok(_)) if points.0.is_empty() => Drawn::Nothing,
            Some(Ok(_)) if points.0.len() < POINTS => {
                let is_bar = points.are_a_bar();
                Drawn::Outline(points.shape(), is_bar)
            }
            _ => Drawn::Unreadable,
        }
    }

    /// The character that a glyph's outline stands for in open Thai fonts.
    pub fn known(&self, glyph: u32) -> Option<char> {
        match self.drawn(glyph) {
            Drawn::Outline(shape, _) => shape.known(),
            _ => None,
        }
    }
}

/// Points in half font units (implied points lie on halves), and whether they are on the curve.
#[derive(Default)]
struct Points(Vec<(i32, i32, i32)>);

impl Points {
    fn add(&mut self, x: f32, y: f32, on: bool) {
        if self.0.len() < POINTS {
            self.0.push(((x * 2.0).round() as i32, (y * 2.0).round() as i32, i32::from(on)));
        }
    }

    /// Whether they lie around a level bar: a hyphen, a minus, a dash.
    fn are_a_bar(&self) -> bool {
        self.extent(|point| point.0) >= BAR * self.extent(|point| point.1)
    }

    /// How far they lie apart, in one direction.
    fn extent(&self, of: fn(&(i32, i32, i32)) -> i32) -> f64 {
        let most = self.0.iter().map(of).max().unwrap_or(0);
        let least = self.0.iter().map(of).min().unwrap_or(0);
        f64::from(most) - f64::from(least)
    }

    fn shape(mut self) -> Shape {
        let left = self.0.iter().map(|p| p.0).min().unwrap_or(0);
        self.0.iter_mut().for_each(|p| p.0 = p.0.wrapping_sub(left));
        self.0.sort_unstable();
        self.0.dedup();
        let mut hash = Sha256::new();
        for (x, y, on) in self.0 {
            hash.update(x.to_le_bytes());
            hash.update(y.to_le_bytes());
            hash.update(on.to_le_bytes());
        }
        Shape(hash.finalize().iter().take(6).fold(0, |all, byte| all << 8 | u64::from(*byte)))
    }
}

impl PathSink for Points {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add(x, y, true);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add(x, y, true);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.add(cx0, cy0, false);
        self.add(x, y, true);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.add(cx0, cy0, false);
        self.add(cx1, cy1, false);
        self.add(x, y, true);
    }

    fn close(&mut self) {}
}

impl Shape {
    /// The character that the shape stands for in open Thai fonts.
    pub fn known(self) -> Option<char> {
        let entries = KNOWN.len() / ENTRY;
        let (mut low, mut high) = (0, entries);
        while low < high {
            let middle = (low + high) / 2;
            if entry(middle) >> 16 < self.0 { low = middle + 1 } else { high = middle }
        }
        let found = (low < entries).then(|| entry(low)).filter(|e| e >> 16 == self.0)?;
        char::from_u32((found & 0xFFFF) as u32)
    }
}

fn entry(index: usize) -> u64 {
    KNOWN
        .get(index * ENTRY..)
        .and_then(|rest| rest.first_chunk())
        .map_or(u64::MAX, |bytes| u64::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_entry_is_found() {
        let entries = KNOWN.len() / ENTRY;
        assert!(entries > 10_000 && KNOWN.len().is_multiple_of(ENTRY));
        for index in 0..entries {
            assert!(index == 0 || entry(index - 1) >> 16 < entry(index) >> 16);
            assert!(
                Shape(entry(index) >> 16)
                    .known()
                    .is_some_and(|c| c as u64 == entry(index) & 0xFFFF)
            );
        }
        assert_eq!(Shape(0).known(), None);
    }

    fn shape(points: &[(f32, f32, bool)]) -> Shape {
        let mut all = Points::default();
        points.iter().for_each(|(x, y, on)| all.add(*x, *y, *on));
        all.shape()
    }

    #[test]
    fn a_shape_does_not_change_with_its_start_or_its_place_along_the_line() {
        let square = [(0.0, 0.0, true), (10.0, 0.0, true), (10.0, 10.5, false), (0.0, 10.0, true)];
        let mut turned = square;
        turned.rotate_left(2);
        let moved = square.map(|(x, y, on)| (x - 40.0, y, on));
        let raised = square.map(|(x, y, on)| (x, y + 1.0, on));
        assert_eq!(shape(&square), shape(&turned));
        assert_eq!(shape(&square), shape(&moved));
        assert_ne!(shape(&square), shape(&raised));
    }
}
