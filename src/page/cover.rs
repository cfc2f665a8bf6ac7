//! How much of a page its pictures cover, and whether that makes it a picture.

use crate::pdf::Page;

/// Pictures over this part of a page without text make it a picture of a page, and invisible text
/// above them the OCR layer of a scanner.
pub(super) const FULL_PAGE: f32 = 0.5;

/// Pictures over this part of a page make it a scan with something stamped on it …
const STAMPED: f32 = 0.8;
/// … where it shows no more glyphs than these: a page number, who signed it and when.
const MOST_STAMPED_GLYPHS: usize = 120;

/// Whether the pictures of a page together cover at least this part of it.
pub(super) fn pictures_cover(page: &Page, part: f32) -> bool {
    let covered: f32 = page.images.iter().map(|image| image.width() * image.height()).sum();
    covered >= part * page.width * page.height
}

/// Whether its picture says what a page says: pictures cover most of it, and it shows no text, or a
/// few words over a scan.
pub(super) fn is_picture(page: &Page) -> bool {
    let shown = page.glyphs.iter().filter(|g| g.shows_text());
    match shown.take(MOST_STAMPED_GLYPHS + 1).count() {
        0 => pictures_cover(page, FULL_PAGE),
        1..=MOST_STAMPED_GLYPHS => pictures_cover(page, STAMPED),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Rect;
    use crate::pdf::{Glyph, Visibility};

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
