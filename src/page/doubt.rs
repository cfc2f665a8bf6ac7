//! The characters of a page that may be others, where they stand on the page as displayed.

use crate::finding::Region;
use crate::layout::Frame;
use crate::pdf::{Doubt, Page};
use crate::thai::digits::is_digit;

/// A character that may be another, where it stands on the page as displayed.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubted {
    /// What was read, and what else it may be.
    pub doubt: Doubt,
    /// Its place.
    pub region: Region,
}

/// The characters of a page that may be others, and of which one reading is a digit.
pub(crate) fn of_page(page: &Page) -> Vec<Doubted> {
    let frame = Frame::of(page);
    let digits =
        |d: &&Doubt| d.text.chars().chain(d.other.iter().flat_map(|o| o.chars())).any(is_digit);
    let placed = |d: &Doubt| Doubted { doubt: d.clone(), region: frame.region(&d.bbox) };
    page.doubts.iter().filter(digits).map(placed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Rect;
    use crate::pdf::Confidence;

    #[test]
    fn only_digits_are_doubted() {
        let doubt = |(text, other): (&str, &str)| Doubt {
            text: text.into(),
            confidence: Confidence::new(0.9),
            other: Some(other.into()),
            bbox: Rect::new(0.0, 10.0, 6.0, 20.0),
        };
        let doubts = [("ก", "ถ"), ("ต", "๓"), ("๓", "ต")].map(doubt).to_vec();
        assert_eq!(of_page(&Page { number: 1, doubts, ..Page::default() }).len(), 2);
    }
}
