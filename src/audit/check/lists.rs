//! How a text numbers what it lists: ordinals behind a noun, and marks before the entries.

use crate::thai::{ends_with_any, number, skip_left};

/// Nouns that are numbered, with the word that makes the number an ordinal.
const NUMBERED: &[&str] = &["ครั้งที่", "รุ่นที่", "กลุ่มที่", "กิจกรรมที่"];
/// Words that say that not all is listed.
const NOT_ALL: &[&str] = &["อาทิ", "เช่น", "เป็นต้น", "ฯลฯ"];
/// No list of a cell has as many entries: a larger number before a point is a year or an amount.
const TOO_MANY: u64 = 100;

/// A number in a text that counts an entry: where it begins, in bytes, and the number.
pub(super) type Numbered = (usize, u32);

/// The ordinals of a text, each from the noun before it: `ครั้งที่ ๒`, `รุ่นที่ ๓`. Numbers of meetings and
/// letters (`ครั้งที่ ๑/๒๕๖๘`) are none.
pub(super) fn ordinals(text: &str) -> Vec<Numbered> {
    let mut found = Vec::new();
    for n in number::scan(text) {
        let noun = ends_with_any(text, skip_left(text, n.range.start), NUMBERED);
        let whole = n.value.filter(|v| v.is_whole());
        let value = whole.and_then(|v| u32::try_from(v.coefficient).ok());
        let slashed = text[n.range.end..].trim_start().starts_with('/');
        if let Some((start, value)) = noun.zip(value).filter(|_| !slashed) {
            found.push((start, value));
        }
    }
    found
}

/// The numbers that mark list items: `๑.` or `๑)` before words, at the beginning of a line or behind
/// a space.
pub(super) fn markers(text: &str) -> Vec<Numbered> {
    let mut found = Vec::new();
    for n in number::scan(text) {
        let whole = n.value.filter(|v| v.is_whole() && v.coefficient < TOO_MANY);
        let spaced = text[..n.range.start].chars().next_back().is_none_or(char::is_whitespace);
        if let Some(value) = whole.filter(|_| spaced && opens_words(&text[n.range.end..])) {
            found.push((n.range.start, value.coefficient as u32));
        }
    }
    found
}

/// Whether what stands behind a number makes it a list mark: a point or a bracket, then words.
fn opens_words(behind: &str) -> bool {
    let entry = behind.strip_prefix(['.', ')']);
    entry.is_some_and(|e| e.trim_start().starts_with(|c: char| c.is_alphabetic() || c == '“'))
}

/// Whether a text says that it lists only some of what there is.
pub(super) fn is_in_part(text: &str) -> bool {
    NOT_ALL.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_begin_at_their_noun() {
        let text = "ครั้งที่ ๑ ที่น่าน ครั้งที่ ๒ ที่แพร่";
        let second = text.rfind("ครั้งที่").unwrap();
        assert_eq!(ordinals(text), [(0, 1), (second, 2)]);
        assert_eq!(ordinals("การประชุมครั้งที่ ๓/๒๕๖๘ จำนวน ๒ ครั้ง"), []);
    }

    #[test]
    fn marks_stand_before_words() {
        assert_eq!(markers("๑. อบรม ๒) ประเมิน"), [(0, 1), ("๑. อบรม ".len(), 2)]);
        assert_eq!(markers("๑.๕ เท่า ราคา ๒๕๐๐. บาท (๓) ก"), []);
    }
}
