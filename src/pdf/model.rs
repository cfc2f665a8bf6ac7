//! What a document shows, page by page: glyphs, rulings, images and fonts, in points from the top
//! left of the page as displayed.

use std::num::NonZeroU16;
use std::sync::Arc;

use compact_str::CompactString;

use super::fonts::{Evidence, Font};
use crate::finding::Finding;
use crate::geom::{Point, Rect, Turn, Warp};

/// Steps from no confidence to the full one.
const CONFIDENCE_STEPS: u16 = 65_534;

/// A document as read: its pages, and what was odd about the file.
///
/// `P` is what became of each page: the [`Page`] itself, or what [`super::read_each`] made of it.
#[derive(Debug, Clone, Default)]
pub struct Document<P = Page> {
    /// How many pages the file has, read or not.
    pub page_count: u32,
    /// The pages read, in order.
    pub pages: Vec<P>,
    /// The pages that were to be read and are not, as there was no time left; in order.
    pub unread: Vec<u32>,
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
    /// Boxes filled with a colour, in drawing order; none where nothing but white is filled.
    pub fills: Vec<Fill>,
    /// Boxes of small drawings that are neither rulings nor filled boxes: ticks, arrow heads, curves.
    pub shapes: Vec<Rect>,
    /// Boxes of small filled outlines, each for itself: letters that are drawn as curves.
    pub outlines: Vec<Rect>,
    /// Boxes of the pictures shown.
    pub images: Vec<Rect>,
    /// Places that were read from what is seen there, beside the text layer.
    pub beside: Vec<Rect>,
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
        Confidence(
            NonZeroU16::MIN
                .saturating_add((value.clamp(0.0, 1.0) * f32::from(CONFIDENCE_STEPS)) as u16),
        )
    }

    /// From 0 to 1.
    pub fn value(self) -> f32 {
        f32::from(self.0.get() - 1) / f32::from(CONFIDENCE_STEPS)
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
    /// Under an opaque box that was drawn later.
    Covered,
    /// It can, but lies across the page's text and is no part of it: a watermark, a stamp.
    Watermark,
    /// It can, but a line is drawn through it: it holds no longer.
    Struck,
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

/// A box filled with a colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fill {
    /// Where it is.
    pub rect: Rect,
    /// Red, green and blue; a pattern counts as gray.
    pub colour: [u8; 3],
}

/// Where a ruling comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RulingKind {
    /// A stroked path or a thin filled box.
    Drawn,
    /// The edge of a filled box, where the fill differs from white.
    FillEdge,
    /// A line drawn in white over a coloured ground.
    White,
}

impl Glyph {
    /// Whether the page shows it, and it stands for more than white space.
    pub fn shows_text(&self) -> bool {
        self.visibility == Visibility::Shown && self.says_something()
    }

    /// Whether it stands for more than white space.
    pub fn says_something(&self) -> bool {
        // Thai letters and printable ASCII start with other bytes than every space: no need to
        // decode them.
        match self.text.as_bytes().first() {
            Some(0xE0 | 0x21..=0x7E) => true,
            _ => !self.text.trim().is_empty(),
        }
    }

    /// Turns it with a page of a width and height.
    fn turn_with_page(&mut self, turn: Turn, width: f32, height: f32) {
        self.origin = turn.point(self.origin, width, height);
        self.bbox = turn.rect(&self.bbox, width, height);
        self.turn = self.turn.then(turn);
    }
}

impl Page {
    /// Whether what it shows was read from its picture, not only at some places.
    pub fn is_from_picture(&self) -> bool {
        self.beside.is_empty() && self.glyphs.iter().any(|g| g.confidence.is_some())
    }

    /// A box of the reading frame as a box of the page as displayed.
    pub fn displayed(&self, rect: &Rect) -> Rect {
        let rect = self.warp.map_or(*rect, |w| w.rect(rect));
        self.reading_turn.inverse().rect(&rect, self.width, self.height)
    }

    /// The same page with its reading frame turned once more.
    pub(crate) fn turned(mut self, turn: Turn) -> Page {
        if turn == Turn::None {
            return self;
        }
        let (w, h) = (self.width, self.height);
        for g in &mut self.glyphs {
            g.turn_with_page(turn, w, h);
        }
        for r in &mut self.rulings {
            r.line = turn.rect(&r.line, w, h);
        }
        for fill in &mut self.fills {
            fill.rect = turn.rect(&fill.rect, w, h);
        }
        let outlines = self.outlines.iter_mut();
        for shape in self.shapes.iter_mut().chain(outlines).chain(&mut self.images) {
            *shape = turn.rect(shape, w, h);
        }
        (self.width, self.height) = turn.size(w, h);
        self.reading_turn = self.reading_turn.then(turn);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_turned_four_times_is_as_it_was() {
        let glyph = Glyph {
            text: "ก".into(),
            origin: Point { x: 10.0, y: 20.0 },
            bbox: Rect::new(10.0, 12.0, 18.0, 22.0),
            ..Glyph::default()
        };
        let glyphs = vec![glyph.clone()];
        let page = Page { width: 100.0, height: 200.0, glyphs, ..Page::default() };
        let mut turned = page;
        for round in 1..=4 {
            turned = turned.turned(Turn::Right);
            let upright = round % 2 == 0;
            let size = if upright { (100.0, 200.0) } else { (200.0, 100.0) };
            assert_eq!((turned.width, turned.height), size);
            assert_eq!(turned.glyphs[0] == glyph, round == 4, "{round}");
        }
        assert_eq!(turned.reading_turn, Turn::None);
    }

    #[test]
    fn white_space_says_nothing() {
        for (text, says) in [("ก", true), ("A", true), (" ", false), ("\u{A0}", false), ("", false)]
        {
            let glyph = Glyph { text: text.into(), ..Glyph::default() };
            assert_eq!(glyph.says_something(), says, "{text:?}");
        }
    }
}
