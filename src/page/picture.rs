//! Text layer or picture: which of the two says what a page says, and the page from its picture.

use super::beside::{self, Beside};
use super::cover::is_picture;
use super::read::ReadPage;
use crate::error::{Error, ErrorKind};
use crate::geom::Rect;
use crate::kind::FileKind;
use crate::ocr::{self, Own};
use crate::options::{OcrMode, Options, USUAL_DPI};
use crate::pdf::{Course, Document, Glyph, Page, Picture, Sheet};
use crate::table::Vocabulary;

/// Whether this program can read pictures at all.
pub(super) const CAN_BE_READ: bool = ocr::BUILT_IN;

/// Reads a page from its text layer, or from its picture: where it shows no text, where its text
/// turns out not to be worth reading, or where the caller wants that. Gives back the page that was
/// read (of a picture, with the glyphs seen in it) and what was read of it.
pub(super) fn settle(
    page: Page,
    sheet: &Sheet<'_>,
    options: &Options,
    vocabulary: &Vocabulary,
) -> (Page, ReadPage) {
    if options.raw_text {
        return with_blocks(page, vocabulary);
    }
    let page = beside::with_signs(beside::with_boxes(page));
    if !CAN_BE_READ || options.ocr == OcrMode::Never {
        let unread = unread(page, sheet);
        return with_blocks(unread, vocabulary);
    }
    if options.ocr == OcrMode::Always {
        return with_blocks(from_picture(page, sheet, options, Own::Replaced), vocabulary);
    }
    if is_picture(&page) {
        return with_blocks(from_picture(page, sheet, options, Own::Kept), vocabulary);
    }
    if !shows_text(&page) {
        return with_blocks(without_text(page, sheet, options), vocabulary);
    }
    let layer = ReadPage::of(&page, vocabulary);
    // A layer that is sound but for a few characters says more than its picture would.
    if !layer.is_doubtful() || layer.blocks.health.lacks_few_characters() {
        let (unknown, beside) = (beside::unknown_places(&page), beside::look(&page, sheet));
        if beside.is_empty() && unknown.is_empty() {
            return (page, layer);
        }
        let page = with_unknown(page, &unknown, sheet, options);
        return with_blocks(joined(page, &beside, sheet, options), vocabulary);
    }
    let seen = from_picture(page.clone(), sheet, options, Own::Replaced);
    let read = ReadPage::of(&seen, vocabulary).instead_of(layer, &page);
    (seen, read)
}

/// The page with a finding about the text that it shows beside its text layer.
fn unread(mut page: Page, sheet: &Sheet<'_>) -> Page {
    let beside = beside::look(&page, sheet);
    if !beside.is_empty() {
        page.findings.push(beside.finding(&page, false));
    }
    page
}

/// The page, of which no text is shown by its text layer, from what is seen on it.
fn without_text(page: Page, sheet: &Sheet<'_>, options: &Options) -> Page {
    let beside = beside::look(&page, sheet);
    if beside.is_empty() {
        return page;
    }
    let mut seen = from_picture(page, sheet, options, Own::Kept);
    if !seen.is_from_picture() {
        seen.findings.push(beside.finding(&seen, false));
    }
    seen
}

/// The page with what is seen of characters that its text layer does not know.
fn with_unknown(page: Page, places: &[Rect], sheet: &Sheet<'_>, options: &Options) -> Page {
    if places.is_empty() {
        return page;
    }
    match sheet.picture(options.dpi.unwrap_or(USUAL_DPI)) {
        Ok(picture) => beside::with_unknown(page, places, picture),
        // That they are not known is said anyway.
        Err(_) => page,
    }
}

/// The page with what is seen beside its text layer.
fn joined(mut page: Page, beside: &Beside, sheet: &Sheet<'_>, options: &Options) -> Page {
    if beside.is_empty() {
        return page;
    }
    match sheet.picture(options.dpi.unwrap_or(USUAL_DPI)) {
        Ok(picture) => beside::joined(page, beside, picture),
        Err(finding) => {
            page.findings.push(*finding);
            page.findings.push(beside.finding(&page, false));
            page
        }
    }
}

/// Whether a page's text layer shows any text.
fn shows_text(page: &Page) -> bool {
    page.glyphs.iter().any(Glyph::shows_text)
}

fn with_blocks(page: Page, vocabulary: &Vocabulary) -> (Page, ReadPage) {
    let read = ReadPage::of(&page, vocabulary);
    (page, read)
}

/// The page read from its picture; as it is, with a finding, where it cannot be drawn.
fn from_picture(mut page: Page, sheet: &Sheet<'_>, options: &Options, own: Own) -> Page {
    match sheet.picture(options.dpi.unwrap_or(USUAL_DPI)) {
        Ok(picture) => ocr::read(page, picture, own),
        Err(finding) => {
            page.findings.push(*finding);
            page
        }
    }
}

/// A picture file, each of its pictures a page.
pub(super) fn each_page<P>(
    bytes: &[u8],
    options: &Options,
    vocabulary: &Vocabulary,
    course: &Course<'_>,
    keep: impl Fn(Page, ReadPage) -> P,
) -> Result<Document<P>, Error> {
    let mut document =
        Document { page_count: 0, pages: Vec::new(), unread: Vec::new(), findings: Vec::new() };
    let (first, last) = options.pages.unwrap_or((1, u32::MAX));
    ocr::each_picture(bytes, |number, picture| {
        document.page_count = number;
        if !(first..=last).contains(&number) {
            return;
        }
        if !course.begin(number) {
            document.unread.push(number);
        } else {
            let (page, read) = with_blocks(of_picture(number, picture, options.ocr), vocabulary);
            document.pages.push(keep(page, read));
        }
    })?;
    if document.pages.is_empty() {
        let count = document.page_count;
        let message =
            format!("pages {first}-{last}: the picture has {count} pages, counted from 1");
        return Err(Error::new(ErrorKind::NoSuchPage, message));
    }
    Ok(document)
}

/// A page that is nothing but a picture.
fn of_picture(number: u32, picture: Picture, ocr: OcrMode) -> Page {
    let width = picture.width as f32 / picture.scale;
    let height = picture.height as f32 / picture.scale;
    let images = vec![Rect::new(0.0, 0.0, width, height)];
    let page = Page { number, width, height, images, ..Page::default() };
    if ocr == OcrMode::Never { page } else { ocr::read(page, picture, Own::Replaced) }
}

/// A page of a picture file, in gray; `None` where it is no picture, or has no such page.
///
/// # Errors
///
/// As [`read()`](super::read()).
pub fn of_file(bytes: &[u8], page: u32) -> Result<Option<Picture>, Error> {
    let mut found = None;
    if FileKind::of(bytes).is_picture() {
        ocr::each_picture(bytes, |number, picture| {
            if number == page {
                found = Some(picture);
            }
        })?;
    }
    Ok(found)
}
