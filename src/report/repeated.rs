//! Headings that are printed again: once for each part below them, and not always spelled alike.

use std::sync::LazyLock;

use crate::layout::Passage;
use crate::thai::alike::skeleton;
use crate::thai::text::matching_key;
use crate::words::{self, Words};

/// Titles are one where so much of them agrees (0 to 1).
const SAME_TITLE: f64 = 0.85;

/// What a heading is to the one before.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// The same, printed again.
    Same,
    /// The same below the same number, with letters misread or mistyped and no digit that differs, or
    /// with a word that says that it goes on.
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
    if matching_key(&before.text) == matching_key(&title.text) {
        return Again::Same;
    }
    let [before, title] = [before, title].map(|title| matching_key(&without_carried(&title.text)));
    let carried = before == title;
    if carried || number.is_some() && digits(&before) == digits(&title) && is_alike(&before, &title)
    {
        return Again::Alike;
    }
    Again::Another
}

/// A title without what says that it goes on from an earlier page: `ด้านแสง (ต่อ)`, `ด้านแสง - ต่อ`.
fn without_carried(title: &str) -> String {
    let mut rest = title.trim_end();
    if let Some((before, last)) = rest.rsplit_once(char::is_whitespace)
        && is_carried(last)
    {
        rest = before.trim_end_matches(|c: char| c.is_whitespace() || "-–—".contains(c));
    }
    let mut kept = String::with_capacity(rest.len());
    while let Some((before, (inner, after))) =
        rest.split_once('(').and_then(|(before, after)| Some((before, after.split_once(')')?)))
    {
        kept.push_str(before);
        if !is_carried(inner) {
            kept.push_str(&format!("({inner})"));
        }
        rest = after;
    }
    kept + rest
}

/// Whether a text says that something goes on: `ต่อ`, `ต่อจากหน้า 3`.
fn is_carried(text: &str) -> bool {
    let key = matching_key(text);
    CARRIED.whole(key.trim_end_matches(|c: char| c.is_ascii_digit())).is_some()
}

/// What says that something printed again goes on.
static CARRIED: LazyLock<Words<()>> = LazyLock::new(|| Words::all(&words::CARRIED_ON));

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
        for carried in ["แสง (ต่อ)", "แสง ( ต่อ )", "แสง (ต่อจากหน้า ๓)", "แสง - ต่อ", "แสง ต่อ"]
        {
            assert_eq!(against(("2", "แสง"), "2", carried), Again::Alike, "{carried}");
            assert_eq!(against(("2", carried), "2", "แสง"), Again::Alike, "{carried}");
        }
        for entry in words::CARRIED_ON.entries() {
            let carried = format!("แสง ({})", entry.word);
            assert_eq!(against(("2", "แสง"), "2", &carried), Again::Alike, "{carried}");
        }
        let joined = against(("1", "แสง (ต่อ) / แผนงาน 2 ดาว"), "1", "แสง / แผนงาน 2 ดาว (ต่อ)");
        assert_eq!(joined, Again::Alike);
        for other in ["แสง (ต่อเนื่อง)", "แสงต่อ", "แสง (ระยะที่ ๒)"]
        {
            assert_eq!(against(("2", "แสง"), "2", other), Again::Another, "{other}");
        }
        assert_eq!(again(None, &None, &Passage::placeless("ดูแลแสง")), Again::Another);
    }
}
