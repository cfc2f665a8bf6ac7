//! How much of a page its pictures cover.

use crate::pdf::Page;

/// Pictures over this part of a page without text make it a picture of a page, and invisible text
/// above them the OCR layer of a scanner.
pub(super) const FULL_PAGE: f32 = 0.5;

/// Whether the pictures of a page together cover at least this part of it.
pub(super) fn pictures_cover(page: &Page, part: f32) -> bool {
    let covered: f32 = page.images.iter().map(|image| image.width() * image.height()).sum();
    covered >= part * page.width * page.height
}
