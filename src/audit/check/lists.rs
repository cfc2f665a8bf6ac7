//! How a text numbers what it lists: ordinals behind a noun, and marks before the entries.

use std::sync::LazyLock;

use crate::thai::digits::is_digit;
use crate::thai::{ends_with_any, number, skip_left};
use crate::words::LIST_MARKS;

/// Nouns that are numbered, with the word that makes the number an ordinal.
const NUMBERED: &[&str] = &["ครั้งที่", "รุ่นที่", "กลุ่มที่", "กิจกรรมที่"];
/// Words that say that not all is listed.
const NOT_ALL: &[&str] = &["อาทิ", "เช่น", "เป็นต้น", "ฯลฯ"];
/// No list of a cell has as many entries: a larger number before a point is a year or an amount.
const TOO_MANY: u64 = 100;

/// Boxes to tick: what stands behind one need not be so.
const BOXES: &[char] = &['☐', '☑', '☒'];
/// Marks before the entries of a list without numbers.
static BULLETS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let marks = LIST_MARKS.entries().iter().flat_map(|mark| mark.word.chars());
    marks.filter(|mark| !BOXES.contains(mark)).collect()
});
/// Between the last two entries of a list.
const AND: &str = "และ";
/// Words and signs that leave it open how many there are: more entries stand in one, or elsewhere, or
/// what follows is no list.
const OPEN: &[&str] = &[
    "กับ",
    "หรือ",
    "รวมถึง",
    "รวมทั้ง",
    "ตลอดจน",
    "พร้อม",
    "อื่น",
    "อีก",
    "ๆ",
    "รายละเอียด",
    "เอกสาร",
    "ภาคผนวก",
    "http",
    "/",
    ";",
    ":",
];
/// Letters of a name, at least.
const FEWEST_LETTERS: usize = 2;

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

/// How many entries a text lists that is a list without numbers from its beginning to its end: names
/// without a space in them, apart by commas, line ends or `และ`, or a line for each with a mark before
/// it. `unit` is what they are called. None where anything leaves the number open.
pub(super) fn unnumbered(text: &str, unit: &str) -> Option<usize> {
    if text.contains(is_digit) || OPEN.iter().any(|word| text.contains(word)) {
        return None;
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let marked: Vec<&str> =
        lines.iter().filter_map(|line| line.strip_prefix(BULLETS.as_slice())).collect();
    let entries = match marked.is_empty() {
        true => names(&lines, unit)?,
        false if marked.len() < lines.len() => return None,
        false if marked.iter().any(|entry| entry.contains(',') || entry.contains(AND)) => {
            return None;
        }
        false => marked.into_iter().map(str::trim).collect(),
    };
    let is_name =
        |entry: &&str| entry.chars().filter(|c| c.is_alphabetic()).count() >= FEWEST_LETTERS;
    (entries.len() > 1 && entries.iter().all(is_name)).then_some(entries.len())
}

/// The same where every line has a mark before it.
pub(super) fn bulleted(text: &str, unit: &str) -> Option<usize> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_marked = lines.all(|line| line.starts_with(BULLETS.as_slice()));
    unnumbered(text, unit).filter(|_| is_marked)
}

/// The names in lines, apart by commas and `และ`; none where one has a space in it, or `และ` may stand
/// within a name.
fn names<'t>(lines: &[&'t str], unit: &str) -> Option<Vec<&'t str>> {
    let mut names = Vec::new();
    for part in lines.iter().flat_map(|line| line.split(',')) {
        let mut rest = part.trim();
        while let Some(at) = rest.find(AND) {
            let (before, behind) = (&rest[..at], &rest[at + AND.len()..]);
            let is_between = before.is_empty()
                || before.ends_with(char::is_whitespace)
                || behind.trim_start().starts_with(unit);
            if !is_between {
                return None;
            }
            names.push(before.trim());
            rest = behind.trim();
        }
        names.push(rest);
    }
    names.retain(|name| !name.is_empty());
    names.iter().all(|name| !name.contains(char::is_whitespace)).then_some(names)
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

    #[test]
    fn a_list_without_numbers_is_counted_only_where_that_is_sure() {
        for (text, count) in [
            ("ระบบยืมโคมไฟ, ระบบจองเรือ และระบบชำระเงิน", Some(3)),
            ("ระบบยืมโคมไฟและระบบจองเรือ", Some(2)),
            ("\nระบบยืมโคมไฟ\nระบบจองเรือ", Some(2)),
            ("\n- ระบบยืมโคมไฟ เปิดใช้แล้ว\n- ระบบจองเรือ", Some(2)),
            ("Line, Facebook และเว็บไซต์", Some(3)),
            // `และ` within a name, a name of two words, a sentence behind the list.
            ("ระบบรับและส่งหนังสือ, ระบบจองเรือ", None),
            ("ระบบ จองเรือ, ระบบยืมโคมไฟ", None),
            ("ระบบยืมโคมไฟ และระบบจองเรือ ซึ่งเปิดใช้แล้ว", None),
            ("ระบบจองเรือ", None),
            ("ระบบยืมโคมไฟ, ระบบจองเรือ และระบบอื่น", None),
            ("ระบบยืมโคมไฟ, ระบบจองเรือกับระบบชำระเงิน", None),
            ("ระบบรุ่น ๒, ระบบจองเรือ", None),
            ("\n- ระบบยืมโคมไฟ\nและเปิดใช้แล้ว", None),
            ("\n- ระบบยืมโคมไฟ, ระบบจองเรือ\n- ระบบชำระเงิน", None),
            ("รายละเอียดตามเอกสารแนบ", None),
        ] {
            assert_eq!(unnumbered(text, "ระบบ"), count, "{text}");
        }
    }
}
