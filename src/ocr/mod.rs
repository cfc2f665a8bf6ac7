//! The picture of a page → the glyphs and rulings that [`crate::pdf`] gives of a born-digital one.
//!
//! ```text
//! Picture ─▶ upright ─▶ ground ─▶ skew, straight ─▶ strokes ─▶ regions ─▶ parts ─▶ lines ─▶ recogniser ─▶ glyphs ─▶ Page
//!            Gray       Gray      Warp              Strokes    Regions    Part     TextLine Character     Glyph
//! ```
//!
//! What is read lies in the page's reading frame, straightened; [`Page::warp`] and
//! [`Page::reading_turn`] lead back to the page as displayed.

mod faint;
mod glyphs;
mod gray;
mod ground;
pub mod language;
mod lines;
mod marks;
mod page;
mod parts;
mod photo;
pub mod recogniser;
mod regions;
mod second;
mod sheet;
mod skew;
mod straight;
mod strokes;
mod upright;

/// Whether this program can read pictures at all.
pub const BUILT_IN: bool = true;

pub use page::read;
pub use photo::each_picture;

/// What becomes of the text that a page shows where its picture is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// It stays, and the picture is read around it.
    Kept,
    /// The picture is read in its place.
    Replaced,
}
