//! The picture of a page → the glyphs and rulings that [`crate::pdf`] gives of a born-digital one:
//! [`read`] in `page`.
//!
//! ```text
//! Picture ─▶ stamps, fields, ground, contrast ─▶ skew, straight ─▶ strokes::find ─▶ Regions::new ─▶ parts::parts ─▶ lines::find
//!            Gray                Warp               Strokes          Regions         Vec<Part>       Vec<TextLine>
//!
//!         ─▶ reader::read_lines ─▶ language::help ─▶ glyphs::glyphs ─▶ Page
//!            Vec<Character>        Helped            Vec<Glyph>
//! ```
//!
//! The first line is `sheet::prepare`, which also finds out which way up the picture is (`upright`).
//! What is read lies in the page's reading frame, straightened; [`Page::warp`] and
//! [`Page::reading_turn`] lead back to the page as displayed. [`each_picture`] takes the pictures
//! out of a picture file.
//!
//! [`Page::warp`]: crate::pdf::Page::warp
//! [`Page::reading_turn`]: crate::pdf::Page::reading_turn

mod banded;
mod contrast;
mod crests;
mod dotted;
mod faint;
mod fields;
mod glyphs;
mod gray;
mod ground;
mod labels;
pub mod language;
mod leaders;
mod leftover;
mod lines;
mod marks;
mod own;
mod page;
mod parts;
mod photo;
mod points;
mod prevailing;
mod reader;
pub mod recogniser;
mod region_lines;
mod regions;
mod second;
mod shades;
mod sheet;
mod sideways;
mod signs;
mod sizes;
mod skew;
mod specks;
mod stamps;
mod straight;
mod stray;
mod streaks;
mod stroke;
mod strokes;
mod taken;
mod text_line;
mod upright;
mod usual;

/// Whether this program can read pictures at all.
pub const BUILT_IN: bool = true;

pub use own::Own;
pub use page::read;
pub use photo::each_picture;
