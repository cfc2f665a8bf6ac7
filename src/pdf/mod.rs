//! PDF bytes → what each page shows: glyphs, rulings and images, in points from the top left of the page as displayed.
//!
//! The only module that names a PDF crate.

mod actual_text;
mod device;
pub mod fonts;
mod read;

pub use read::{read, read_each};
pub mod budget;
mod inflate;
pub mod limits;
pub mod open;
pub mod raster;
mod recover;
pub mod vet;

use std::sync::Arc;

use compact_str::CompactString;

pub use fonts::{Evidence, Font, FontKind};

use crate::finding::Finding;
use crate::geom::{Point, Rect, Turn};

/// A document as read: its pages, and what was odd about the file.
///
/// `P` is what became of each page: the [`Page`] itself, or what [`read_each`] made of it.
#[derive(Debug, Clone, Default)]
pub struct Document<P = Page> {
    /// How many pages the file has, read or not.
    pub page_count: u32,
    /// The pages read, in order.
    pub pages: Vec<P>,
    /// What was odd about the file.
    pub findings: Vec<Finding>,
}

/// What one page shows.
///
/// Coordinates are those of the *reading frame*: the page as displayed, turned by [`Page::reading_turn`] so that most of
/// its text runs from left to right. [`Page::displayed`] leads back to the page as displayed.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Page number, from 1.
    pub number: u32,
    /// Width of the reading frame in points.
    pub width: f32,
    /// Height of the reading frame in points.
    pub height: f32,
    /// The page's `/Rotate`, already applied.
    pub rotation: u16,
    /// The turn that was applied to the page as displayed so that its text reads from left to right.
    pub reading_turn: Turn,
    /// Glyphs in drawing order.
    pub glyphs: Vec<Glyph>,
    /// Lines that are drawn, in drawing order.
    pub rulings: Vec<Ruling>,
    /// Boxes of the pictures shown.
    pub images: Vec<Rect>,
    /// The fonts used, as [`Glyph::font`] counts them.
    pub fonts: Vec<Arc<Font>>,
    /// What was odd about the page.
    pub findings: Vec<Finding>,
    /// Whether its text is to stay as the text layer claims it, without any repair.
    pub raw_text: bool,
}

/// One drawn mark with its text and box.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// The characters it stands for; empty where an ActualText before it has said them already.
    pub text: CompactString,
    /// Where its baseline starts.
    pub origin: Point,
    /// Its box: from origin to advance, font ascent to descent (not its ink).
    pub bbox: Rect,
    /// Font size in points, as displayed.
    pub size: f32,
    /// Index into [`Page::fonts`].
    pub font: u16,
    /// The direction it runs in the reading frame.
    pub turn: Turn,
    /// Whether the page shows it.
    pub visibility: Visibility,
    /// What its text rests on.
    pub evidence: Evidence,
}

/// Whether a glyph can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Visibility {
    /// It can.
    #[default]
    Shown,
    /// Render mode 3: text that is there to be searched, not seen.
    Invisible,
    /// Outside the clip that held when it was drawn.
    Clipped,
}

/// A line that is drawn: a stroke, a thin filled box, or an edge of a filled cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ruling {
    /// Its centre line, upright or level: a box without width or without height.
    pub line: Rect,
    /// Its thickness in points.
    pub thickness: f32,
    /// What it is.
    pub kind: RulingKind,
}

/// Where a ruling comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RulingKind {
    /// A stroked path or a thin filled box.
    Drawn,
    /// The edge of a filled box, where the fill differs from white.
    FillEdge,
}

impl Glyph {
    /// Whether it stands for more than white space.
    pub fn says_something(&self) -> bool {
        // Thai letters and printable ASCII start with other bytes than every space: no need to decode them.
        match self.text.as_bytes().first() {
            Some(0xE0 | 0x21..=0x7E) => true,
            _ => !self.text.trim().is_empty(),
        }
    }
}

impl Page {
    /// A box of the reading frame as a box of the page as displayed.
    pub fn displayed(&self, rect: &Rect) -> Rect {
        self.reading_turn.inverse().rect(rect, self.width, self.height)
    }
}
