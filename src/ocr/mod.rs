//! The picture of a page → the glyphs and rulings that [`crate::pdf`] gives of a born-digital one.
//!
//! ```text
//! Picture ─▶ upright ─▶ ground ─▶ skew, straight ─▶ strokes ─▶ regions ─▶ parts ─▶ lines ─▶ recogniser ─▶ glyphs ─▶ Page
//!            Gray       Gray      Warp              Strokes    Regions    Part     TextLine Character     Glyph
//! ```
//!
//! What is read lies in the page's reading frame, straightened; [`Page::warp`] and
//! [`Page::reading_turn`] lead back to the page as displayed.

#[cfg(feature = "ocr")]
mod faint;
#[cfg(feature = "ocr")]
mod glyphs;
#[cfg(feature = "ocr")]
mod gray;
#[cfg(feature = "ocr")]
mod ground;
#[cfg(feature = "ocr")]
pub mod language;
#[cfg(feature = "ocr")]
mod lines;
#[cfg(feature = "ocr")]
mod marks;
#[cfg(feature = "ocr")]
mod page;
#[cfg(feature = "ocr")]
mod parts;
#[cfg(feature = "ocr")]
mod photo;
#[cfg(feature = "ocr")]
pub mod recogniser;
#[cfg(feature = "ocr")]
mod regions;
#[cfg(feature = "ocr")]
mod second;
#[cfg(feature = "ocr")]
mod sheet;
#[cfg(feature = "ocr")]
mod skew;
#[cfg(feature = "ocr")]
mod straight;
#[cfg(feature = "ocr")]
mod strokes;
#[cfg(feature = "ocr")]
mod upright;

use serde::{Deserialize, Serialize};

use crate::Options;
use crate::error::{Error, ErrorKind};
use crate::pdf::{self, Document, Page, Picture, Sheet, Visibility};

/// Whether pages are read from their pictures.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Where a page shows no text of its own, only a picture, or a text layer that cannot be relied
    /// on.
    #[default]
    Auto,
    /// Never.
    Never,
    /// Every page, whatever text it has.
    Always,
}

/// Dots an inch of a page that has to be drawn to be read; a scan keeps its own.
pub const USUAL_DPI: u16 = 200;

/// Whether this program can read pictures at all.
pub const BUILT_IN: bool = cfg!(feature = "ocr");

/// Pictures over this part of a page without text make it a picture of a page.
const FULL_PAGE: f32 = 0.5;
/// Pictures over this part of a page make it a scan with something stamped on it where it shows no
/// more glyphs than that: a page number, who signed it and when.
const STAMPED: (f32, usize) = (0.8, 120);

/// Reads the pages of a document like [`pdf::read_each`]; those that are pictures, from the
/// picture. `each` may ask for the picture of a page whose text turns out not to be worth reading.
///
/// # Errors
///
/// As [`pdf::read_each`]; [`ErrorKind::Usage`] where pictures are to be read and the program was
/// built without it.
pub fn read_each<P: Send>(
    bytes: &[u8],
    options: &Options,
    each: impl Fn(Page, Again<'_>) -> P + Sync,
) -> Result<Document<P>, Error> {
    if options.ocr == Mode::Always && !BUILT_IN {
        let message = "built without OCR: pictures cannot be read (build with the feature `ocr`)";
        return Err(Error::new(ErrorKind::Usage, message));
    }
    if picture_kind(bytes).is_some() {
        return photographed(bytes, options, |page| each(page, Again { sheet: None, of: None }));
    }
    pdf::read_each(bytes, options, |page, sheet| {
        let of = Some(sheet.of());
        let may_read = BUILT_IN && options.ocr != Mode::Never && !options.raw_text;
        if may_read && (options.ocr == Mode::Always || needs_picture(&page)) {
            let own = if options.ocr == Mode::Always { Own::Replaced } else { Own::Kept };
            return each(from_picture(page, sheet, options, own), Again { sheet: None, of });
        }
        each(page, Again { sheet: may_read.then_some((sheet, options)), of })
    })
}

/// What becomes of the text that a page shows where its picture is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Own {
    /// It stays, and the picture is read around it.
    Kept,
    /// The picture is read in its place.
    Replaced,
}

/// The way back to the picture of a page whose own text was taken.
pub struct Again<'a> {
    sheet: Option<(&'a Sheet<'a>, &'a Options)>,
    of: Option<u32>,
}

impl Again<'_> {
    /// How many pages of the document are read; `None` for a picture file, which does not say
    /// before its end.
    pub fn of(&self) -> Option<u32> {
        self.of
    }

    /// The page read from its picture; `None` where it was so already, or may not be.
    pub fn from_picture(&self, page: &Page) -> Option<Page> {
        self.sheet.map(|(sheet, options)| from_picture(page.clone(), sheet, options, Own::Replaced))
    }
}

/// The media type of a file that is a picture and no PDF, by how it begins.
pub fn picture_kind(bytes: &[u8]) -> Option<&'static str> {
    let magic: [(&[u8], &str); 4] = [
        (b"\x89PNG\r\n", "image/png"),
        (b"\xFF\xD8\xFF", "image/jpeg"),
        (b"II*\0", "image/tiff"),
        (b"MM\0*", "image/tiff"),
    ];
    magic.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}

/// A page of a picture file; `None` where it is no picture, or has no such page.
///
/// # Errors
///
/// As [`read_each`].
pub fn picture_of(bytes: &[u8], page: u32) -> Result<Option<Picture>, Error> {
    let mut found = None;
    if picture_kind(bytes).is_some() {
        pictures(bytes, |number, picture| {
            found = if number == page { Some(picture) } else { found.take() }
        })?;
    }
    Ok(found)
}

#[cfg(feature = "ocr")]
use photo::each_page as pictures;

#[cfg(not(feature = "ocr"))]
fn pictures(_: &[u8], _: impl FnMut(u32, Picture)) -> Result<(), Error> {
    let message =
        "a picture, and this program was built without OCR (build with the feature `ocr`)";
    Err(Error::new(ErrorKind::NotPdf, message))
}

/// A picture file, each of its pictures a page.
#[cfg(feature = "ocr")]
fn photographed<P>(
    bytes: &[u8],
    options: &Options,
    each: impl Fn(Page) -> P,
) -> Result<Document<P>, Error> {
    let mut document = Document { page_count: 0, pages: Vec::new(), findings: Vec::new() };
    let (first, last) = options.pages.unwrap_or((1, u32::MAX));
    pictures(bytes, |number, picture| {
        document.page_count = number;
        if !(first..=last).contains(&number) {
            return;
        }
        let (width, height) =
            (picture.width as f32 / picture.scale, picture.height as f32 / picture.scale);
        let images = vec![crate::geom::Rect::new(0.0, 0.0, width, height)];
        let page = Page { number, width, height, images, ..Page::default() };
        document.pages.push(each(if options.ocr == Mode::Never {
            page
        } else {
            page::read(page, picture, Own::Replaced)
        }));
    })?;
    if document.pages.is_empty() {
        let message = format!(
            "pages {first}-{last}: the picture has {} pages, counted from 1",
            document.page_count
        );
        return Err(Error::new(ErrorKind::NoSuchPage, message));
    }
    Ok(document)
}

#[cfg(not(feature = "ocr"))]
fn photographed<P>(bytes: &[u8], _: &Options, _: impl Fn(Page) -> P) -> Result<Document<P>, Error> {
    pictures(bytes, |_, _| ()).map(|()| Document {
        page_count: 0,
        pages: Vec::new(),
        findings: Vec::new(),
    })
}

/// Whether its picture says what a page says: pictures cover most of it, and it shows no text, or a
/// few words over a scan.
pub fn needs_picture(page: &Page) -> bool {
    let shown =
        page.glyphs.iter().filter(|g| g.visibility == Visibility::Shown && g.says_something());
    let covered: f32 = page.images.iter().map(|r| r.width() * r.height()).sum();
    let (stamped, most) = STAMPED;
    let least = match shown.take(most + 1).count() {
        0 => FULL_PAGE,
        few if few <= most => stamped,
        _ => return false,
    };
    covered >= least * page.width * page.height
}

#[cfg(feature = "ocr")]
fn from_picture(mut page: Page, sheet: &Sheet<'_>, options: &Options, own: Own) -> Page {
    match sheet.picture(options.dpi.unwrap_or(USUAL_DPI)) {
        Ok(picture) => page::read(page, picture, own),
        Err(finding) => {
            page.findings.push(*finding);
            page
        }
    }
}

#[cfg(not(feature = "ocr"))]
fn from_picture(page: Page, _: &Sheet<'_>, _: &Options, _: Own) -> Page {
    page
}
