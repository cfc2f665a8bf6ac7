//! What a scene is made of: boxes, words and their colours.

use std::fmt::Write as _;

use crate::geom::{Point, Rect};

/// Numbers are cut here: far beyond any page, and whole to a hundredth in `f64`.
const FURTHEST: f64 = 1e6;

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(pub u8, pub u8, pub u8);

pub(super) const BLACK: Colour = Colour(0x22, 0x22, 0x22);
pub(super) const WHITE: Colour = Colour(0xff, 0xff, 0xff);
pub(super) const PALE: Colour = Colour(0xd0, 0xd4, 0xda);
pub(super) const SILVER: Colour = Colour(0xa4, 0xa9, 0xb2);
pub(super) const GREY: Colour = Colour(0x8a, 0x8f, 0x98);
pub(super) const ORANGE: Colour = Colour(0xf0, 0x7c, 0x00);
pub(super) const BROWN: Colour = Colour(0x7a, 0x55, 0x3a);
pub(super) const RED: Colour = Colour(0xd6, 0x1f, 0x1f);
pub(super) const PINK: Colour = Colour(0xf4, 0x86, 0xb4);
pub(super) const BLUE: Colour = Colour(0x1f, 0x5f, 0xd0);
pub(super) const CYAN: Colour = Colour(0x14, 0xb4, 0xd8);
pub(super) const GREEN: Colour = Colour(0x13, 0x8a, 0x36);
pub(super) const VIOLET: Colour = Colour(0x84, 0x2f, 0xc4);

/// Colours of logical rows: neighbours differ, for people who see red and green alike too (after
/// Okabe and Ito).
const PALETTE: [Colour; 7] = [
    Colour(0xe6, 0x9f, 0x00),
    Colour(0x00, 0x72, 0xb2),
    Colour(0xcc, 0x45, 0x8a),
    Colour(0x00, 0x9e, 0x73),
    Colour(0xb0, 0x3a, 0x00),
    Colour(0x56, 0xa0, 0xe9),
    Colour(0x6f, 0x6a, 0x1e),
];

/// The colour of the logical row at `index` (from 0): the same on every page it stands on.
pub(super) fn row_colour(index: usize) -> Colour {
    PALETTE[index % PALETTE.len()]
}

impl Colour {
    /// As XML has it: `#1f5fd0`.
    pub(super) fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// How a box is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    /// The colour of its outline, and how wide it is in points.
    pub stroke: Option<(Colour, f32)>,
    /// The colour of its inside, and how much of it covers what lies below, from 0 to 1.
    pub fill: Option<(Colour, f32)>,
    /// Whether its outline is dashed.
    pub dashed: bool,
}

impl Style {
    /// An outline.
    pub(super) fn outline(colour: Colour, width: f32) -> Style {
        Style { stroke: Some((colour, width)), fill: None, dashed: false }
    }

    /// The same, filled.
    pub(super) fn filled(self, colour: Colour, part: f32) -> Style {
        Style { fill: Some((colour, part)), ..self }
    }

    /// The same, dashed.
    pub(super) fn dashed(self) -> Style {
        Style { dashed: true, ..self }
    }
}

/// A box in points of the page as displayed; a line where it has no width or no height.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    pub bbox: Rect,
    pub style: Style,
    /// What a pointer over it shows.
    pub title: String,
}

/// Words that the page does not say: names of rows, the legend.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Words {
    /// Where their baseline starts.
    pub at: Point,
    /// Height of the font in points.
    pub size: f32,
    pub colour: Colour,
    pub text: String,
}

/// Text of the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Print {
    /// Where its baseline starts, on the page as displayed.
    pub at: Point,
    /// The direction it runs, in degrees clockwise.
    pub degrees: u16,
    /// How far it runs, in points.
    pub length: f32,
    /// Height of the font in points.
    pub size: f32,
    pub text: String,
    /// Whether the page shows it.
    pub shown: bool,
}

/// Marks of one kind: a layer that can be shown and hidden.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layer {
    /// Its name in the file.
    pub id: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// How its marks look, for the legend.
    pub key: Style,
    /// How many things there are; more than there are marks where not all are drawn.
    pub count: usize,
    pub marks: Vec<Mark>,
}

impl Layer {
    /// A layer of these marks.
    pub(super) fn new(id: &'static str, name: &'static str, key: Style, marks: Vec<Mark>) -> Layer {
        Layer { id, name, key, count: marks.len(), marks }
    }
}

/// A number as SVG and PDF take it: to a hundredth, never an exponent, never "NaN".
pub(super) fn number(value: f32) -> String {
    let value = if value.is_finite() { f64::from(value).clamp(-FURTHEST, FURTHEST) } else { 0.0 };
    let rounded = (value * 100.0).round() / 100.0;
    // Adding zero makes minus zero zero.
    format!("{}", rounded + 0.0)
}

/// Adds words to a string, which cannot fail.
pub(super) fn push(out: &mut String, words: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_plain() {
        for (value, text) in [
            (1.0, "1"),
            (0.126, "0.13"),
            (-0.001, "0"),
            (f32::NAN, "0"),
            (1e30, "1000000"),
            (-2.5, "-2.5"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn neighbouring_rows_differ_and_a_row_keeps_its_colour() {
        for i in 0..20 {
            assert_ne!(row_colour(i), row_colour(i + 1));
        }
        assert_eq!(row_colour(3), row_colour(3));
        assert_eq!(Colour(1, 2, 255).hex(), "#0102ff");
    }
}
