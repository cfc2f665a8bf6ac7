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
pub(super) fn of_page(page: &Page) -> Vec<Doubted> {
    let frame = Frame::of(page);
    let mut found = Vec::new();
    for doubt in page.doubts.iter().filter(|doubt| may_be_digit(doubt)) {
        found.push(Doubted { region: frame.region(&doubt.bbox), doubt: doubt.clone() });
    }
    found
}

/// Whether a character is or may be a digit: a value may rest on it.
fn may_be_digit(doubt: &Doubt) -> bool {
    doubt.text.chars().any(is_digit) || doubt.other.iter().any(|o| o.chars().any(is_digit))
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
