//! Text layer or picture: which of the two says what a page says, and the page from its picture.

use super::cover::{FULL_PAGE, pictures_cover};
use super::read::ReadPage;
use crate::error::{Error, ErrorKind};
use crate::geom::Rect;
use crate::kind::FileKind;
use crate::ocr::{self, Own};
use crate::options::{OcrMode, Options, USUAL_DPI};
use crate::pdf::{Document, Page, Picture, Sheet, Visibility};
use crate::table::Vocabulary;

/// Whether this program can read pictures at all.
pub(super) const CAN_BE_READ: bool = ocr::BUILT_IN;

/// Pictures over this part of a page make it a scan with something stamped on it …
const STAMPED: f32 = 0.8;
/// … where it shows no more glyphs than these: a page number, who signed it and when.
const MOST_STAMPED_GLYPHS: usize = 120;

/// Reads a page from its text layer, or from its picture: where it shows no text, where its text
/// turns out not to be worth reading, or where the caller wants that. Gives back the page that was
/// read (of a picture, with the glyphs seen in it) and what was read of it.
pub(super) fn settle(
    page: Page,
    sheet: &Sheet<'_>,
    options: &Options,
    vocabulary: &Vocabulary,
) -> (Page, ReadPage) {
    if !CAN_BE_READ || options.ocr == OcrMode::Never || options.raw_text {
        return with_blocks(page, vocabulary);
    }
    if options.ocr == OcrMode::Always {
        return with_blocks(from_picture(page, sheet, options, Own::Replaced), vocabulary);
    }
    if is_picture(&page) {
        return with_blocks(from_picture(page, sheet, options, Own::Kept), vocabulary);
    }
    let layer = ReadPage::of(&page, vocabulary);
    // A layer that is sound but for a few characters says more than its picture would.
    if !layer.is_doubtful() || layer.blocks.health.lacks_few_characters() {
        return (page, layer);
    }
    let seen = from_picture(page.clone(), sheet, options, Own::Replaced);
    let read = ReadPage::of(&seen, vocabulary).instead_of(layer, &page);
    (seen, read)
}

fn with_blocks(page: Page, vocabulary: &Vocabulary) -> (Page, ReadPage) {
    let read = ReadPage::of(&page, vocabulary);
    (page, read)
}

/// Whether its picture says what a page says: pictures cover most of it, and it shows no text, or a
/// few words over a scan.
fn is_picture(page: &Page) -> bool {
    let shown =
        page.glyphs.iter().filter(|g| g.visibility == Visibility::Shown && g.says_something());
    match shown.take(MOST_STAMPED_GLYPHS + 1).count() {
        0 => pictures_cover(page, FULL_PAGE),
        1..=MOST_STAMPED_GLYPHS => pictures_cover(page, STAMPED),
        _ => false,
    }
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
    keep: impl Fn(Page, ReadPage) -> P,
) -> Result<Document<P>, Error> {
    let mut document = Document { page_count: 0, pages: Vec::new(), findings: Vec::new() };
    let (first, last) = options.pages.unwrap_or((1, u32::MAX));
    ocr::each_picture(bytes, |number, picture| {
        document.page_count = number;
        if (first..=last).contains(&number) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::Glyph;

    /// A page of 100 by 200 points, the part of it that a picture covers, and as many glyphs.
    fn page(covered: f32, shown: usize, hidden: usize) -> Page {
        let glyph = |visibility| Glyph { text: "ก".into(), visibility, ..Glyph::default() };
        let mut glyphs = vec![glyph(Visibility::Shown); shown];
        glyphs.extend(vec![glyph(Visibility::Invisible); hidden]);
        let images = vec![Rect::new(0.0, 0.0, 100.0, 200.0 * covered)];
        Page { number: 1, width: 100.0, height: 200.0, images, glyphs, ..Page::default() }
    }

    #[test]
    fn a_page_without_text_is_a_picture_where_one_covers_half_of_it() {
        assert!(is_picture(&page(0.5, 0, 0)) && is_picture(&page(0.5, 0, 5000)));
        assert!(!is_picture(&page(0.49, 0, 0)));
    }

    #[test]
    fn a_few_words_over_a_scan_are_stamped_on_it() {
        assert!(is_picture(&page(0.8, MOST_STAMPED_GLYPHS, 0)));
        assert!(!is_picture(&page(0.79, 1, 0)), "a page with a large picture");
        assert!(!is_picture(&page(1.0, MOST_STAMPED_GLYPHS + 1, 0)), "a page with a background");
    }

    #[test]
    fn what_says_nothing_is_no_text() {
        let mut blank = page(0.5, 3, 0);
        blank.glyphs.iter_mut().for_each(|glyph| glyph.text = " ".into());
        assert!(is_picture(&blank));
    }
}
