//! Titles of the levels above items: `มิติที่ ๑ …`, `๑. ยุทธศาสตร์การพัฒนา…`, `1.1 แผนงาน…`, `ด้าน …`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::thai::digits::{self, to_arabic};
use crate::thai::label::{label_end, ordinal_end};
use crate::thai::{skip_right, trim_range};
use crate::words::{self, Own, Words};

/// How deep a strategy stands whose word has no rank …
const OUTERMOST: u8 = 1;
/// … a tactic …
const TACTIC: u8 = 4;
/// … and another level.
const BELOW: u8 = 5;
/// Digits and dots of a level's number at most.
const LONGEST_NUMBER: usize = 6;
/// What may stand between a level's number and its title.
const BEFORE_TITLE: &[char] = &[':', '：', '.', ')', '-', '–'];

/// The title of a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelFound {
    /// The word for the level as printed, without a number.
    pub label: Option<String>,
    /// How deep it stands by that word, from 1; `None` without one, or where it is not known.
    pub rank: Option<u8>,
    /// Whether the word is one for a tactic, which never stands outermost.
    pub is_tactic: bool,
    /// Its number in Arabic digits.
    pub number: Option<String>,
    /// Its title, without word and number; in bytes of the text.
    pub title: Range<usize>,
    /// The same with the word, where that stands behind the number or there is no number.
    pub behind_number: Range<usize>,
    /// Whether the word stands before the number.
    pub labelled_before_number: bool,
    /// Whether the word names a level only beside a number, and none stands there: `พันธกิจ` alone
    /// opens what an agency is for.
    pub lacks_number: bool,
}

/// What a word says of a level.
#[derive(Debug, Clone, Copy)]
struct Depth {
    /// From 1, the outermost; `None` for a word that is not known.
    rank: Option<u8>,
    is_tactic: bool,
    /// Whether its number never stands before it.
    number_behind: bool,
    /// Whether it names a level only beside a number.
    number_needed: bool,
}

/// The words for levels.
pub(super) struct LevelWords(Words<Depth>);

impl LevelWords {
    /// The words for levels, a user's own among them.
    pub fn of(own: &Own) -> LevelWords {
        LevelWords(Words::among(own, &words::LEVEL_LABELS, |word| {
            let is_tactic = word.means("tactic");
            let rank = word.attribute("rank").and_then(|rank| rank.parse().ok());
            let usual = match () {
                () if is_tactic => TACTIC,
                () if word.means("strategy") => OUTERMOST,
                () => BELOW,
            };
            let number = word.attribute("number");
            Some(Depth {
                rank: Some(rank.unwrap_or(usual)),
                is_tactic,
                number_behind: number == Some("behind"),
                number_needed: number == Some("needed"),
            })
        }))
    }

    /// Reads a text that is known to be the title of a level.
    pub fn title(&self, text: &str) -> LevelFound {
        level_title(&self.0, text)
    }

    /// Whether a text shows by itself that it is the title of a level: its word stands beside a
    /// number.
    pub fn shows(&self, text: &str) -> bool {
        let found = self.title(text);
        found.label.is_some() && found.number.is_some() && !found.title.is_empty()
    }

    /// Whether a text begins with a word for a level, with or without a number: the title of one
    /// where it stands alone right above a table.
    pub fn begin(&self, text: &str) -> bool {
        let found = self.title(text);
        found.label.is_some() && !found.lacks_number && !found.title.is_empty()
    }
}

fn level_title(words: &Words<Depth>, text: &str) -> LevelFound {
    let whole = trim_range(text, 0..text.len());
    let mut at = whole.start;
    let before = number_end(text, at).map(|end| (number(text, at..end), end));
    if let Some((_, end)) = &before {
        at = past_signs(text, *end);
    }
    let known = words.iter().find_map(|(word, depth)| Some((label_end(text, at, word)?, *depth)));
    let label = known
        .filter(|(_, depth)| !(depth.number_behind && before.is_some()))
        .or_else(|| any_word(text, at).filter(|_| before.is_none()));
    let Some((end, depth)) = label else {
        return LevelFound {
            label: None,
            rank: None,
            is_tactic: false,
            number: before.map(|(number, _)| number),
            title: at..whole.end,
            behind_number: at..whole.end,
            labelled_before_number: false,
            lacks_number: false,
        };
    };
    let after = skip_right(text, end);
    let said =
        ordinal_end(text, after).filter(|end| number_end(text, skip_right(text, *end)).is_some());
    let from = said.map_or(after, |end| skip_right(text, end));
    let apart = |end: &usize| text[from..*end].contains('.') || stands_apart(text, *end);
    let behind = number_end(text, from).filter(|end| said.is_some() || apart(end));
    let number = behind.map(|end| number(text, from..end)).or(before.map(|(number, _)| number));
    let start = past_signs(text, behind.unwrap_or(end)).min(whole.end);
    LevelFound {
        label: Some(text[at..end].to_owned()),
        rank: depth.rank,
        is_tactic: depth.is_tactic,
        lacks_number: depth.number_needed && number.is_none(),
        number,
        title: trim_range(text, start..whole.end),
        behind_number: at..whole.end,
        labelled_before_number: behind.is_some(),
    }
}

/// A word that is not known and stands before ที่ and a number as words for levels do: `เสาหลักที่ ๑`.
fn any_word(text: &str, at: usize) -> Option<(usize, Depth)> {
    let found = ANY_WORD.find(&text[at..])?;
    let word = found.as_str().trim_end().strip_suffix("ที่")?.trim_end();
    let counted = NO_LEVELS.iter().any(|known| word.ends_with(known)) || word.starts_with(SUM);
    let depth = Depth { rank: None, is_tactic: false, number_behind: true, number_needed: false };
    (!counted && text[at + found.end()..].starts_with(digits::is_digit))
        .then_some((at + word.len(), depth))
}

/// Any word before ที่, at the start of a text.
static ANY_WORD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\u{0E01}-\u{0E3A}\u{0E40}-\u{0E4E}]{2,24}?ที่ *").expect("a constant pattern")
});

/// What begins a row that sums a level.
const SUM: &str = "รวม";

/// Words before ที่ and a number that number or name other things.
const NO_LEVELS: &[&str] = &[
    "กิจกรรม",
    "กิจกรรมย่อย",
    "ครั้ง",
    "งวด",
    "ข้อ",
    "ฉบับ",
    "ชั้น",
    "ตาราง",
    "บท",
    "บัญชี",
    "ปี",
    "ปีงบประมาณ",
    "ผนวก",
    "ภาคผนวก",
    "ภาพ",
    "มาตรการ",
    "มาตรา",
    "รอบ",
    "รูป",
    "รุ่น",
    "ลำดับ",
    "วัน",
    "วาระ",
    "ส่วน",
    "สัปดาห์",
    "หน้า",
    "หมู่",
    "เดือน",
    "แบบ",
    "แผ่น",
    "โครงการ",
    "ไตรมาส",
    "พื้น",
    "เนื้อ",
    "สถาน",
    "เจ้าหน้า",
];

/// Where a number of a level ends that starts at `at`: `๑`, `1.1`.
fn number_end(text: &str, at: usize) -> Option<usize> {
    let is_part = |c: &char| digits::is_digit(*c) || *c == '.';
    let len: usize = text[at..].chars().take_while(is_part).map(char::len_utf8).sum();
    let printed = text[at..at + len].trim_end_matches('.');
    let fits = printed.starts_with(digits::is_digit) && printed.chars().count() <= LONGEST_NUMBER;
    fits.then_some(at + printed.len())
}

fn number(text: &str, range: Range<usize>) -> String {
    to_arabic(&text[range]).into_owned()
}

/// Whether a number stands apart from what follows it, so that it counts nothing: `๓ โครงการ` does.
fn stands_apart(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    rest.trim().is_empty() || rest.trim_start().starts_with(BEFORE_TITLE) || !counts(rest)
}

/// Whether what follows a number is counted by it.
fn counts(rest: &str) -> bool {
    let rest = rest.trim_start();
    ["โครงการ", "กิจกรรม", "มาตรการ", "รายการ", "แผนงาน", "ด้าน"]
        .iter()
        .any(|unit| rest.starts_with(unit))
}

/// Where a title starts behind what stands before it.
fn past_signs(text: &str, at: usize) -> usize {
    let rest =
        text[at..].trim_start_matches(|c: char| c.is_whitespace() || BEFORE_TITLE.contains(&c));
    text.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_named_by_a_word_or_a_number_or_both() {
        let words = LevelWords::of(&Own::default());
        for (text, label, number, title) in [
            ("มิติที่ ๒ การบริหารราชการ", Some("มิติ"), Some("2"), "การบริหารราชการ"),
            ("ด้านที่ 1 การสร้างค่านิยม", Some("ด้าน"), Some("1"), "การสร้างค่านิยม"),
            ("๑. ยุทธศาสตร์การพัฒนาด้านโครงสร้าง", Some("ยุทธศาสตร์"), Some("1"), "การพัฒนาด้านโครงสร้าง"),
            ("1.1 แผนงานอุตสาหกรรมและการโยธา", Some("แผนงาน"), Some("1.1"), "อุตสาหกรรมและการโยธา"),
            ("๓. งานพัฒนาครู", Some("งาน"), Some("3"), "พัฒนาครู"),
            ("แผนงานที่ ๑ : ดูแลแสง", Some("แผนงาน"), Some("1"), "ดูแลแสง"),
            ("กลยุทธ์ ๑.๒ พัฒนาหลักสูตร", Some("กลยุทธ์"), Some("1.2"), "พัฒนาหลักสูตร"),
            ("๑.๑ การสร้างจิตสำนึก", None, Some("1.1"), "การสร้างจิตสำนึก"),
            ("งานบริการประชาชน", Some("งาน"), None, "บริการประชาชน"),
            ("กลยุทธ์ 1.2 กิจกรรมนอกห้องเรียน", Some("กลยุทธ์"), Some("1.2"), "กิจกรรมนอกห้องเรียน"),
            ("เสาหลักที่ ๒ ชุมชนแสง", Some("เสาหลัก"), Some("2"), "ชุมชนแสง"),
            ("เรื่องเล่าริมน้ำ", None, None, "เรื่องเล่าริมน้ำ"),
        ] {
            let found = words.title(text);
            assert_eq!(found.label.as_deref(), label, "{text}");
            assert_eq!(found.number.as_deref(), number, "{text}");
            assert_eq!(&text[found.title], title, "{text}");
        }
    }

    #[test]
    fn a_level_shows_itself_by_its_word_and_its_number() {
        let words = LevelWords::of(&Own::default());
        assert!(words.shows("มิติที่ ๑ สร้างสังคม") && words.shows("๑. งานพัฒนาผู้เรียน"));
        assert!(!words.shows("งานบริการประชาชน") && !words.shows("๑. ปลูกป่า"));
    }

    #[test]
    fn what_an_agency_is_for_begins_no_level() {
        let words = LevelWords::of(&Own::default());
        assert!(words.begin("ด้านสังคม") && words.begin("พันธกิจที่ ๑ ส่งเสริมว่าว"));
        assert!(!words.begin("พันธกิจ : ส่งเสริมว่าวไทย"));
    }

    #[test]
    fn a_word_of_the_user_names_a_level() {
        let words = LevelWords::of(&Own::parse("[level-labels]\nหมุดหมาย\ttactic").unwrap());
        let found = words.title("หมุดหมายที่ ๓ แสงริมน้ำ");
        let label = found.label.as_deref();
        assert_eq!((label, found.rank, found.is_tactic), (Some("หมุดหมาย"), Some(TACTIC), true));
    }
}
