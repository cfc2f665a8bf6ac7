//! The cluster: one user-perceived character with its place.

use compact_str::CompactString;

use crate::geom::{Point, Rect};
use crate::layout::repair::Repairs;
use crate::pdf::{Confidence, Glyph};
use crate::thai::digits::is_digit;
use crate::thai::text::{Class, class, is_consonant};

/// Half of this above the baseline is the middle of a Thai consonant (part of the font size).
const X_HEIGHT: f32 = 0.5;
/// What belongs to a cluster starts at most this far from its right edge (part of the font size):
/// fonts draw marks back from there, producers kern them by up to 0.14, and ป ฝ ฟ push them left.
pub(super) const REACH: f32 = 0.6;
/// Marks raised by moving the baseline stay within this of it (part of the font size).
pub(super) const LIFT: f32 = 0.6;
/// What is narrower than this (part of the font size) takes no place of its own.
pub(super) const ZERO_WIDTH: f32 = 0.02;

/// Signs within numbers and around them.
const FIGURE_SIGNS: [char; 5] = [',', '.', '(', ')', '-'];

/// One user-perceived character with its place. Spaces that are drawn are clusters too.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cluster {
    /// Its characters, marks in canonical order.
    pub text: CompactString,
    /// Its box in the page's reading frame.
    pub bbox: Rect,
    /// The baseline's distance from the top of the page, in points.
    pub baseline: f32,
    /// Font size in points.
    pub size: f32,
    /// Index into [`Page::fonts`](crate::pdf::Page::fonts).
    pub font: u16,
    /// The rules by which its text is what the page shows instead of what the text layer says.
    pub repaired: Repairs,
    /// How sure its least sure character is, where it was read from a picture.
    pub confidence: Option<Confidence>,
}

impl Cluster {
    /// The cluster of one glyph alone.
    pub(super) fn of(g: &Glyph) -> Cluster {
        Cluster {
            text: g.text.clone(),
            bbox: g.bbox,
            baseline: g.origin.y,
            size: g.size,
            font: g.font,
            repaired: Repairs::of(g),
            confidence: g.confidence,
        }
    }

    /// Whether it is a space.
    #[inline]
    pub fn is_space(&self) -> bool {
        // Thai letters and ASCII ones start with other bytes than every space: no need to decode
        // them.
        match self.text.as_bytes().first() {
            Some(0xE0 | 0x21..=0x7F) => false,
            _ => is_blank(&self.text),
        }
    }

    /// Whether it is a digit, or a sign within numbers or around them.
    pub fn is_figure(&self) -> bool {
        self.text.chars().all(|c| is_digit(c) || FIGURE_SIGNS.contains(&c))
    }

    /// A point that lies in the cell the cluster belongs to: the middle of its letters.
    pub fn anchor(&self) -> Point {
        Point {
            x: (self.bbox.x0 + self.bbox.x1) / 2.0,
            y: self.baseline - self.size * X_HEIGHT / 2.0,
        }
    }

    /// Whether a glyph is drawn on its line, right where it ends.
    pub(super) fn is_followed_by(&self, g: &Glyph) -> bool {
        (g.origin.y - self.baseline).abs() <= LIFT * g.size
            && g.origin.x >= self.bbox.x0 - REACH * g.size
            && g.origin.x <= self.bbox.x1 + REACH * g.size
    }

    /// Whether it takes no place of its own.
    pub(super) fn has_no_width(&self) -> bool {
        self.bbox.width() <= ZERO_WIDTH * self.size
    }

    /// Whether it is a consonant, with or without a tone mark.
    pub(super) fn is_bare_consonant(&self) -> bool {
        self.text.chars().next().is_some_and(is_consonant)
            && self.text.chars().all(|c| matches!(class(c), Some(Class::Consonant | Class::Tone)))
    }
}

/// Whether a text is white space; a function of its own, so that where it is not called for the
/// question costs little.
#[inline(never)]
fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Whether a glyph takes no place of its own.
pub(super) fn has_no_width(g: &Glyph) -> bool {
    g.bbox.width() <= ZERO_WIDTH * g.size
}

/// Takes clusters out of a list; `gone` are their places in ascending order.
pub(super) fn remove(clusters: &mut Vec<Cluster>, gone: &[usize]) {
    let mut at = 0;
    clusters.retain(|_| {
        at += 1;
        gone.binary_search(&(at - 1)).is_err()
    });
}
