//! PDF bytes → what each page shows: glyphs, rulings and images, in points from the top left of the
//! page as displayed.
//!
//! ```text
//! bytes ─▶ open::open ─▶ vet::vet ─▶ fonts::Book::new ─▶ read::read_pages ─▶ Page
//!          Pdf           Vetted       Book                (device)      └───▶ Sheet ─▶ Picture
//! ```
//!
//! [`read_each`] runs that line and hands each page on. The only module that names a PDF crate.

mod actual_text;
pub mod annotate;
mod aside;
mod attached;
mod blank;
mod boxes;
pub mod budget;
mod clock;
mod compared;
mod cover;
mod device;
pub mod fonts;
mod frame;
mod inflate;
mod ink;
pub mod limits;
mod model;
pub mod open;
mod picture;
mod place;
#[cfg(feature = "draw")]
pub mod raster;
#[cfg(not(feature = "draw"))]
#[path = "raster/absent.rs"]
mod raster;
mod read;
mod recover;
mod refusal;
mod runs;
mod struck;
mod typed;
mod undrawn;
pub mod vet;
mod watermark;

pub use attached::{Attached, attached};
pub use fonts::{Evidence, Font, FontKind};
pub use model::{Confidence, Document, Doubt, Fill, Glyph, Page, Ruling, RulingKind, Visibility};
#[cfg(feature = "ocr")]
pub(crate) use picture::{FINEST, MOST_PIXELS, luma};
pub use picture::{Picture, Sheet};
pub use read::{Course, read, read_each, read_until};
