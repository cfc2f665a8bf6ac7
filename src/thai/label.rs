//! Label words at a place of a text, though marks of theirs are wrong: what reads a page adds,
//! drops and changes marks, and so do typists (ตัวชีวัด, กลยุทธ, ยุทธศาสตร์ที).

use super::confusable::{is_slight_mark, is_vowel_above, is_vowel_below};
use super::{digits, skip_right};

/// What stands between a label and its number.
const ORDINAL: &str = "ที่";

/// One mark may be wrong in this many letters of a label, and one more.
const LETTERS_A_SLIP: usize = 5;

/// Where a label word that starts at `at` ends, marks of it being missing, changed or too many;
/// `None` where it does not stand there. The word itself always does.
///
/// ```
/// use raingan::thai::label::label_end;
/// assert_eq!(label_end("ตัวชีวัด : ร้อยละ", 0, "ตัวชี้วัด"), Some("ตัวชีวัด".len()));
/// assert_eq!(label_end("ตัวแทน", 0, "ตัวชี้วัด"), None);
/// ```
pub fn label_end(text: &str, at: usize, word: &str) -> Option<usize> {
    let rest = &text[at..];
    if rest.starts_with(word) && !rest[word.len()..].starts_with(is_stray) {
        return Some(at + word.len());
    }
    let mut wanted = word.chars().peekable();
    let (mut end, mut slips) = (at, 0);
    loop {
        let printed = text[end..].chars().next();
        match (printed, wanted.peek().copied()) {
            (Some(p), Some(w)) if p == w => {
                end += p.len_utf8();
                wanted.next();
                continue;
            }
            (Some(p), Some(w)) if stands_for(p, w) => {
                end += p.len_utf8();
                wanted.next();
            }
            (_, Some(w)) if is_stray(w) => {
                wanted.next();
            }
            (Some(p), _) if is_stray(p) => end += p.len_utf8(),
            (_, None) => return Some(end),
            _ => return None,
        }
        slips += 1;
        // Counted here only: most texts end with their first letter.
        if slips > 1 + word.chars().count() / LETTERS_A_SLIP {
            return None;
        }
    }
}

/// Whether one mark may stand for the other.
fn stands_for(printed: char, wanted: char) -> bool {
    is_vowel_above(printed) && is_vowel_above(wanted) || is_stray(printed) && is_stray(wanted)
}

/// Where the ที่ ends that starts at `at`, as it stands between a label and its number. Misspelt (`ที
/// ๑`) it is one before a number only: ทีม is another word.
///
/// ```
/// use raingan::thai::label::ordinal_end;
/// assert_eq!((ordinal_end("ที ๑", 0), ordinal_end("ทีม", 0)), (Some("ที".len()), None));
/// ```
pub fn ordinal_end(text: &str, at: usize) -> Option<usize> {
    let end = label_end(text, at, ORDINAL)?;
    let numbered = text[skip_right(text, end)..].starts_with(digits::is_digit);
    (numbered || text[at..end] == *ORDINAL).then_some(end)
}

/// Where a label word that ends at `at` starts, as in [`label_end`].
///
/// ```
/// use raingan::thai::label::label_start;
/// let text = "กิจกรรมย่อยที ๒";
/// assert_eq!(label_start(text, text.len() - 4, "ที่"), Some("กิจกรรมย่อย".len()));
/// ```
pub fn label_start(text: &str, at: usize, word: &str) -> Option<usize> {
    let most = word.chars().count() + 2 + word.chars().count() / LETTERS_A_SLIP;
    let starts = text[..at].char_indices().rev().take(most).map(|(start, _)| start);
    let first = word.chars().next()?;
    starts
        .filter(|start| text[*start..].starts_with(first))
        .find(|start| label_end(text, *start, word) == Some(at))
}

/// Whether it is a mark that may be missing in a label, or too many.
fn is_stray(c: char) -> bool {
    is_slight_mark(c) || is_vowel_below(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_may_be_wrong_and_letters_may_not() {
        for (text, word, rest) in [
            ("ตัวชี้วัด :", "ตัวชี้วัด", Some(" :")),
            ("ตัวชีวัด", "ตัวชี้วัด", Some("")),
            ("ตัวชิ้วัด", "ตัวชี้วัด", Some("")),
            ("ตวชีวัด", "ตัวชี้วัด", Some("")),
            ("ตวชิวด", "ตัวชี้วัด", None),
            ("มาตรูการที่ ๒", "มาตรการ", Some("ที่ ๒")),
            ("ก๋ลยุทธ์ที่ ๑", "กลยุทธ์", Some("ที่ ๑")),
            ("กลยุทธ ๑", "กลยุทธ์", Some(" ๑")),
            ("ทีม", "ที่", Some("ม")),
            ("ท ๒", "ที่", None),
            ("โครงการ", "โครงการย่อย", None),
            ("โครงก", "โครงการ", None),
            ("", "ที่", None),
        ] {
            assert_eq!(label_end(text, 0, word).map(|end| &text[end..]), rest, "{text} {word}");
        }
    }

    proptest! {
        #[test]
        fn a_label_is_always_found_where_it_stands(
            before in "[ก-ฮ ]{0,5}", after in "([ก-ฮ ๑-๙][ก-ู]{0,5})?",
            word in prop_oneof![Just("ตัวชี้วัด"), Just("ที่"), Just("ยุทธศาสตร์"), Just("มาตรการ")],
        ) {
            let text = format!("{before}{word}{after}");
            let (start, end) = (before.len(), before.len() + word.len());
            prop_assert_eq!(label_end(&text, start, word), Some(end));
            prop_assert_eq!(label_start(&text, end, word), Some(start));
        }
    }
}
