//! One page with what each stage saw drawn over it, for people who want to see why.
//!
//! ```text
//! Document + PageBlocks + parts ─▶ scene ─▶ svg
//!                                        ─▶ overlay (a PDF of one page) ─▶ pdf::raster ─▶ PNG
//! ```
//!
//! The picture is the page as displayed, in points, with a strip below it that says what the
//! colours mean.

mod clusters;
mod describe;
mod layers;
mod legend;
mod overlay;
mod paint;
mod roles;
mod rows;
mod scene;
mod svg;
mod text;

use crate::error::{Error, ErrorKind};
use crate::kind::FileKind;
use crate::options::Options;
use crate::page;
use crate::pdf::raster::{self, Under};
use scene::Scene;

pub use layers::{PageLayers, layers};

/// Draws page `page` (from 1) as SVG: its text, and over it clusters, rulings, images, cells,
/// logical rows, lines outside tables and page furniture, a group for each.
///
/// The whole document is read, whatever [`Options::pages`] says: where a row goes on and what
/// repeats from page to page is not to be seen on one page.
///
/// ```no_run
/// let bytes = std::fs::read("plan-2568.pdf")?;
/// std::fs::write("page.svg", raingan::inspect::svg(&bytes, &raingan::Options::default(), 3)?)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// As [`crate::extract()`]; [`ErrorKind::NoSuchPage`] where the document has no such page,
/// [`ErrorKind::Usage`] where the input is a transcript, which has no pages.
pub fn svg(bytes: &[u8], options: &Options, page: u32) -> Result<String, Error> {
    Ok(svg::write(&Scene::of(bytes, options, page)?))
}

/// Draws page `page` (from 1) as PNG: the picture of the page, and over it what [`svg()`] draws but
/// for the text; 150 dots an inch, less for pages of more than A2.
///
/// A page that cannot be drawn as a picture is left white, and the strip below it says why.
///
/// # Errors
///
/// As [`svg()`].
pub fn png(bytes: &[u8], options: &Options, page: u32) -> Result<Vec<u8>, Error> {
    let mut scene = Scene::of(bytes, options, page)?;
    let picture = page::picture_of(bytes, page)?.map(|picture| overlay::under(&picture));
    let under = match &picture {
        Some(bytes) => Under { bytes, password: None, number: 1 },
        None => Under { bytes, password: options.password.as_deref(), number: page },
    };
    let refused = match scene.cut_short {
        true => Error::new(ErrorKind::Limit, "the page was not read to its end"),
        false => match raster::png(Some(under), &overlay::write(&scene), legend::canvas(&scene)) {
            Err(error) if matches!(error.kind(), ErrorKind::Limit | ErrorKind::Damaged) => error,
            drawn => return drawn,
        },
    };
    scene.note(format!("no picture of the page: {refused}"));
    raster::png(None, &overlay::write(&scene), legend::canvas(&scene))
}

/// Describes what the text of each font rests on: name, family, kind and glyphs of the font, the shares
/// of each kind of [`crate::pdf::Evidence`], and up to ten examples of a glyph's text as the text
/// layer claims it and as it was resolved.
///
/// # Errors
///
/// As [`crate::extract()`]; [`ErrorKind::Usage`] where the input is a transcript, which has no
/// fonts.
pub fn text(bytes: &[u8], options: &Options) -> Result<String, Error> {
    if FileKind::of(bytes) == FileKind::Transcript {
        return Err(Error::new(ErrorKind::Usage, "is a transcript: it has no fonts"));
    }
    text::write(bytes, options)
}
