//! A document of which nothing was understood says so: an empty report is no clean one.

use crate::contract::model::{Section, Text, Unclaimed, UnclaimedReason};
use crate::finding::{Code, Finding};

/// A document without tables that has fewer characters than these, white space left out, is no text
/// that was read: a cover, a notice of a viewer, a stamp. A short letter has twice as many.
const FEWEST_CHARACTERS: usize = 200;

/// The finding that a document holds nothing that was understood.
pub(super) fn finding(
    sections: &[Section],
    title: Option<&Text>,
    unclaimed: &[Unclaimed],
) -> Option<Finding> {
    if !sections.is_empty() {
        return None;
    }
    let shown = unclaimed.iter().filter(|text| is_shown(text.reason)).map(|text| &text.raw);
    let texts = shown.chain(title.map(|title| &title.raw));
    let characters: usize = texts.map(|text| characters(text)).sum();
    (characters < FEWEST_CHARACTERS).then(|| nothing_read(characters))
}

/// Whether a text that no field claimed is what a reader of the page sees of the page's own.
fn is_shown(reason: UnclaimedReason) -> bool {
    !matches!(
        reason,
        UnclaimedReason::Hidden
            | UnclaimedReason::Replaced
            | UnclaimedReason::Covered
            | UnclaimedReason::Watermark
            | UnclaimedReason::StruckOut
    )
}

fn characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

fn nothing_read(characters: usize) -> Finding {
    let th = format!("อ่านเนื้อหาของเอกสารไม่ได้เลย: ไม่มีตาราง และมีข้อความเพียง {characters} ตัวอักษร");
    let en = format!(
        "nothing of the document was understood: no table, and only {characters} characters of text"
    );
    Finding::new(Code::NothingRead, th, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(reason: UnclaimedReason, characters: usize) -> Unclaimed {
        let raw = "ก ".repeat(characters);
        Unclaimed { text: raw.clone(), raw, regions: Vec::new(), confidence: None, reason }
    }

    #[test]
    fn a_notice_is_nothing_and_a_letter_is_text() {
        let is_nothing = |texts: &[Unclaimed]| finding(&[], None, texts).is_some();
        assert!(is_nothing(&[]));
        assert!(is_nothing(&[text(UnclaimedReason::Paragraph, 100)]));
        assert!(!is_nothing(&[text(UnclaimedReason::Paragraph, 200)]));
        assert!(is_nothing(&[text(UnclaimedReason::Hidden, 900)]), "no one sees that");
        assert!(is_nothing(&[text(UnclaimedReason::Covered, 900)]), "nor that");
        assert!(is_nothing(&[text(UnclaimedReason::Watermark, 900)]), "tiles over a blank page");
    }
}
