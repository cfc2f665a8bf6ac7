//! PDF bytes → what each page shows: glyphs, rulings and images, in points from the top left of the
//! page as displayed.
//!
//! The only module that names a PDF crate.

mod actual_text;
mod device;
pub mod fonts;
mod picture;
mod read;

pub(crate) use picture::{FINEST, MOST_PIXELS, luma};
pub use picture::{Picture, Sheet};
pub use read::{read, read_each};
pub mod budget;
mod inflate;
pub mod limits;
pub mod open;
#[cfg(feature = "draw")]
pub mod raster;
#[cfg(not(feature = "draw"))]
#[path = "raster/absent.rs"]
mod raster;
mod recover;
pub mod vet;

use std::num::NonZeroU16;
use std::sync::Arc;

use compact_str::CompactString;

pub use fonts::{Evidence, Font, FontKind};

use crate::finding::Finding;
use crate::geom::{Point, Rect, Turn, Warp};

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
/// Coordinates are those of the *reading frame*: the page as displayed, turned by
/// [`Page::reading_turn`] so that most of its text runs from left to right, and straightened where
/// it was read from a picture that leans. [`Page::displayed`] leads back to the page as displayed.
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
    /// The turn that was applied to the page as displayed so that its text reads from left to
    /// right.
    pub reading_turn: Turn,
    /// Where points of the reading frame lie on the turned page as displayed, in points; `None`:
    /// where they are.
    pub warp: Option<Warp>,
    /// Glyphs in drawing order.
    pub glyphs: Vec<Glyph>,
    /// Lines that are drawn, in drawing order.
    pub rulings: Vec<Ruling>,
    /// Boxes of the pictures shown.
    pub images: Vec<Rect>,
    /// The fonts used, as [`Glyph::font`] counts them.
    pub fonts: Vec<Arc<Font>>,
    /// Characters read from a picture that may be others.
    pub doubts: Vec<Doubt>,
    /// What was odd about the page.
    pub findings: Vec<Finding>,
    /// Whether its text is to stay as it is, without any repair: as the text layer claims it, or as
    /// a picture shows it.
    pub raw_text: bool,
}

/// A character read from a picture that may be another.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// What was read.
    pub text: CompactString,
    /// How sure that is.
    pub confidence: Confidence,
    /// What else it may be.
    pub other: Option<CompactString>,
    /// The box of the cluster it belongs to, in the reading frame.
    pub bbox: Rect,
}

/// How sure it is that a character read from a picture is the one printed: 0 to 1 in steps of
/// 1/65,534.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(NonZeroU16);

impl Confidence {
    /// From 0 to 1; what lies beyond is cut off.
    ///
    /// ```
    /// use raingan::pdf::Confidence;
    /// assert_eq!(Confidence::new(2.0).value(), 1.0);
    /// assert!(Confidence::new(0.97) < Confidence::new(0.98));
    /// ```
    pub fn new(value: f32) -> Confidence {
        Confidence(NonZeroU16::MIN.saturating_add((value.clamp(0.0, 1.0) * 65_534.0) as u16))
    }

    /// From 0 to 1.
    pub fn value(self) -> f32 {
        f32::from(self.0.get() - 1) / 65_534.0
    }
}

/// One drawn mark with its text and box.
#[derive(Debug, Clone, PartialEq, Default)]
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
    /// How sure it is, where it was read from a picture.
    pub confidence: Option<Confidence>,
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
        // Thai letters and printable ASCII start with other bytes than every space: no need to
        // decode them.
        match self.text.as_bytes().first() {
            Some(0xE0 | 0x21..=0x7E) => true,
            _ => !self.text.trim().is_empty(),
        }
    }
}

impl Page {
    /// Whether what it shows was read from its picture.
    pub fn is_from_picture(&self) -> bool {
        self.glyphs.iter().any(|g| g.confidence.is_some())
    }

    /// A box of the reading frame as a box of the page as displayed.
    pub fn displayed(&self, rect: &Rect) -> Rect {
        let rect = self.warp.map_or(*rect, |w| w.rect(rect));
        self.reading_turn.inverse().rect(&rect, self.width, self.height)
    }
}
