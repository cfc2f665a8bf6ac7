//! Where an agency is: the places that stand behind its name.

use std::ops::Range;
use std::sync::LazyLock;

use crate::thai::text::is_thai_letter;
use crate::thai::{digits, skip_right, starts_with_any};
use crate::words::{self, Words};

/// A name has at least this many letters and marks behind the word it begins with: that word alone
/// (สำนักงาน) names nobody.
pub(super) const LEAST_LETTERS: usize = 2;
/// … and at most this many characters in all: a longer one is part of a sentence.
pub(super) const MOST_LETTERS: usize = 120;
/// White space behind a name is read so far, in characters; more is a gap in the layout.
const MOST_SPACES: usize = 64;
/// What the rest of a name never begins with: the word before it is part of a sentence.
pub(super) const NO_REST: &[&str] =
    &["และ", "หรือ", "ของ", "นี้", "ได้", "ให้", "ใน", "กับ", "แก่", "ต้อง", "ทั้ง", "ทุก", "เป็น", "ฯ"];
/// The capital, which is a province by itself.
const CAPITALS: &[&str] = &["กรุงเทพมหานคร", "กรุงเทพฯ", "กทม."];

/// What no name of an agency holds.
pub(super) static CLAUSES: LazyLock<Words<()>> = LazyLock::new(|| Words::all(&words::CLAUSES));

/// What stands before the name of a place.
pub(super) static PLACES: LazyLock<Words<Level>> = LazyLock::new(|| {
    Words::of(&words::PLACES, |entry| {
        Some(match entry.meanings[0] {
            "subdistrict" => Level::Subdistrict,
            "district" => Level::District,
            _ => Level::Province,
        })
    })
});

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Subdistrict,
    District,
    Province,
}

/// The places of a text that say where an agency is, without the words before them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceFound {
    /// ตำบล
    pub subdistrict: Option<Range<usize>>,
    /// อำเภอ
    pub district: Option<Range<usize>>,
    /// จังหวัด
    pub province: Option<Range<usize>>,
}

impl PlaceFound {
    /// Reads the place that is named at `at`; where it ends.
    pub(super) fn read(&mut self, text: &str, at: usize) -> Option<usize> {
        if let Some(end) = starts_with_any(text, at, CAPITALS) {
            self.province.get_or_insert(at..end);
            return Some(end);
        }
        let (level, name) = place_at(text, at)?;
        let end = name.end;
        let slot = match level {
            Level::Subdistrict => &mut self.subdistrict,
            Level::District => &mut self.district,
            Level::Province => &mut self.province,
        };
        slot.get_or_insert(name);
        Some(end)
    }
}

/// The place that is named at `at`, whose name may stand in the next line: what it is, and its name.
pub(super) fn place_at(text: &str, at: usize) -> Option<(Level, Range<usize>)> {
    let (word, level) = PLACES.at_start(&text[at..])?;
    let start = skip_right(text, at + word.len());
    let mut end = start;
    let letters_of = text[start..].chars().take(MOST_LETTERS);
    for c in letters_of.take_while(|c| is_thai_letter(*c) || *c == 'ฯ') {
        let is_next = letters(&text[start..end]) >= LEAST_LETTERS
            && starts_with_any(text, end, &["อำเภอ", "จังหวัด"]).is_some();
        if is_next {
            break;
        }
        end += c.len_utf8();
    }
    let name = &text[start..end];
    let is_name = letters(name) >= LEAST_LETTERS
        && !name.starts_with("พื้นที่")
        && starts_with_any(name, 0, NO_REST).is_none()
        && !is_repeated(text, start..end)
        && !CLAUSES.stand_in(name);
    is_name.then_some((*level, start..end))
}

/// Whether a line says only where an agency is: `อำเภอเขาทอง จังหวัดนทีรัตน์ ๑๒๓๔๕`.
pub fn is_place_line(line: &str) -> bool {
    let mut place = PlaceFound::default();
    let (mut end, mut count) = (0, 0);
    while let Some(next) = place.read(line, skip_spaces(line, end)) {
        (end, count) = (next, count + 1);
    }
    let rest = line[end..].trim();
    count > 0 && rest.chars().all(|c| digits::is_digit(c) || c == ' ')
}

/// Whether what stands in a range is said of many, so that it names none: โรงเรียนต่าง ๆ.
pub(super) fn is_repeated(text: &str, range: Range<usize>) -> bool {
    text[range.clone()].contains('ๆ') || text[skip_spaces(text, range.end)..].starts_with('ๆ')
}

/// How many letters and marks a text has.
pub(super) fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic() || is_thai_letter(*c)).count()
}

/// The position right of the spaces that start at `at`, in its line.
pub(super) fn skip_spaces(text: &str, at: usize) -> usize {
    let gap = text[at..].chars().take(MOST_SPACES);
    let gap = gap.take_while(|c| c.is_whitespace() && *c != '\n');
    at + gap.map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_say_where_an_agency_is() {
        assert!(is_place_line("อำเภอเขาทองทราย จังหวัดนทีรัตน์ ๑๒๓๔๕"));
        assert!(!is_place_line("จังหวัดนทีรัตน์จัดทำแผน") && !is_place_line("๑๒๓๔๕"));
    }
}
