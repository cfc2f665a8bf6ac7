//! Headings that are printed again: once for each part below them, and not always spelled alike.

use crate::layout::Passage;
use crate::thai::alike::skeleton;
use crate::thai::text::matching_key;

/// Titles are one where so much of them agrees (0 to 1).
const SAME_TITLE: f64 = 0.85;

/// What a heading is to the one before.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// The same, printed again.
    Same,
    /// The same below the same number, with letters misread or mistyped and no digit that differs.
    Alike,
    /// Another.
    Another,
}

/// What a heading is to `before`, number and title of the last of its kind.
pub(super) fn again(
    before: Option<(&Option<String>, &Option<Passage>)>,
    number: &Option<String>,
    title: &Passage,
) -> Again {
    let Some((_, Some(before))) = before.filter(|(before, _)| *before == number) else {
        return Again::Another;
    };
    let (before, title) = (matching_key(&before.text), matching_key(&title.text));
    if before == title {
        Again::Same
    } else if number.is_some() && digits(&before) == digits(&title) && is_alike(&before, &title) {
        Again::Alike
    } else {
        Again::Another
    }
}

/// The digits of a title's key: titles that differ in one are of different years or rounds.
fn digits(key: &str) -> String {
    key.chars().filter(char::is_ascii_digit).collect()
}

/// Whether two keys agree but for a few letters.
fn is_alike(a: &str, b: &str) -> bool {
    strsim::normalized_levenshtein(&skeleton(a), &skeleton(b)) >= SAME_TITLE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn against(before: (&str, &str), number: &str, title: &str) -> Again {
        let (before_number, before_title) =
            (Some(before.0.to_owned()), Some(Passage::placeless(before.1)));
        let title = Passage::placeless(title);
        again(Some((&before_number, &before_title)), &Some(number.to_owned()), &title)
    }

    #[test]
    fn a_heading_is_the_same_by_number_and_words() {
        let first = ("1", "ดูแลแสงชุมชนริมน้ำให้ยั่งยืนในปี ๒๕๖๘");
        assert_eq!(against(first, "1", "ดูแลแสงชุมชน ริมน้ำให้ยั่งยืนในปี ๒๕๖๘"), Again::Same);
        assert_eq!(against(first, "1", "ดูแลแสงชุมซนริมน้ำให้ยั่งยืนในปี ๒๕๖๘"), Again::Alike);
        assert_eq!(against(first, "1", "ดูแลแสงชุมชนริมน้ำให้ยั่งยืนในปี ๒๕๖๙"), Again::Another);
        assert_eq!(against(first, "2", "ดูแลแสงชุมชนริมน้ำให้ยั่งยืนในปี ๒๕๖๘"), Again::Another);
        assert_eq!(again(None, &None, &Passage::placeless("ดูแลแสง")), Again::Another);
    }
}
