//! What a column's heading means, whatever its exact words and place.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::role::Role;
use crate::thai::alike::skeleton;
use crate::thai::text::matching_key;
use crate::words::{self, Words};

/// Signs that stand in headings and say nothing.
const SIGNS: &[&str] = &["(", ")", "/", ":", "-", ".", ",", "\u{200b}"];
/// The sign that is a heading of numbers by itself.
const NUMBER_SIGN: &str = "#";
/// The deciding word may stand behind a few letters ("ชื่อโครงการ"), not deep in a sentence
/// (characters).
const DEEPEST: usize = 10;
/// Digits of a year, the only number that stands in headings ("งบประมาณปี ๒๕๖๘").
const YEAR_DIGITS: usize = 4;
/// The longest heading, in characters without white space.
const LONGEST: usize = 60;
/// At most this part of a heading may be words that are not known: a sentence of a cell is mostly
/// such words.
const UNKNOWN: f32 = 0.45;

/// Words of numbers, each as the whole of a heading.
static NUMBER_WORDS: LazyLock<Words<()>> =
    LazyLock::new(|| Words::meaning(&words::HEADINGS, "number"));

/// The words of headings as they are spelt.
static AS_SPELT: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(str::to_owned));

/// The same by their [`skeleton`]: a heading of which marks or letters were misread (ตัวชีวัด, ผลูลัพธ์).
static AS_MISREAD: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(skeleton));

/// What a heading says that its column holds; `None` where its words are not known. To teach a new
/// heading, add its word to `data/words/headings.txt`, and a case to the test below.
///
/// ```
/// use raingan::role::Role;
/// use raingan::table::meaning;
/// assert_eq!(meaning("งบประมาณ\n(บาท)"), Some(Role::Budget));
/// assert_eq!(meaning("หมายเหตุ"), None);
/// ```
pub fn meaning(heading: &str) -> Option<Role> {
    let key = matching_key(heading);
    if key.is_empty() || key.chars().count() > LONGEST || is_content(&key) {
        return None;
    }
    // "ที่" alone numbers; inside other words it says nothing.
    if key == NUMBER_SIGN || NUMBER_WORDS.whole(&key).is_some() {
        return Some(Role::Number);
    }
    AS_SPELT.meaning(&key).or_else(|| AS_MISREAD.meaning(&skeleton(&key)))
}

/// Whether a text says something rather than naming a column: it has a colon, a negation, or a
/// number that is no year.
fn is_content(key: &str) -> bool {
    let mut runs = key.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    key.contains(':') || key.starts_with("ไม") || runs.any(|run| run.len() != YEAR_DIGITS)
}

/// The words of headings in one kind of spelling, ready to be searched for.
struct Lexicon {
    /// The words that decide; the first in a text, the longest where several start there.
    deciding: AhoCorasick,
    /// What each of them says, by its place there.
    roles: Vec<Role>,
    /// These and the words that change nothing.
    known: AhoCorasick,
}

impl Lexicon {
    fn of(spelling: fn(&str) -> String) -> Lexicon {
        let deciding: Words<Role> = Words::of(&words::HEADINGS, |word| {
            let anywhere = word.attribute("alone").is_none();
            Role::of_word(word.meanings[0]).filter(|_| anywhere)
        });
        let fillers = words::HEADING_FILLERS.entries().iter().map(|filler| filler.word);
        let words: Vec<&str> = deciding.iter().map(|(word, _)| *word).collect();
        let known = words.iter().copied().chain(fillers).chain(SIGNS.iter().copied());
        Lexicon {
            known: find_any(known.map(spelling)),
            roles: deciding.iter().map(|(_, role)| *role).collect(),
            deciding: find_any(words.iter().copied().map(spelling)),
        }
    }

    fn meaning(&self, key: &str) -> Option<Role> {
        let first = self.deciding.find(key)?;
        let found = self.roles[first.pattern()];
        let near = key[..first.start()].chars().count() <= DEEPEST;
        (found != Role::Number && near && self.unknown_part(key) <= UNKNOWN).then_some(found)
    }

    /// The part of a heading that none of the known words says, 0 to 1.
    fn unknown_part(&self, key: &str) -> f32 {
        let all = key.chars().count().max(1);
        let known: usize = self.known.find_iter(key).map(|word| letters(&key[word.range()])).sum();
        (letters(key) - known) as f32 / all as f32
    }
}

/// How many characters of a text are no digits.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii_digit()).count()
}

/// Finds any of the words, the longest where several start at one place.
fn find_any(words: impl Iterator<Item = String>) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(words)
        .expect("a list of words")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_mean_what_their_first_word_says() {
        for (heading, meant) in [
            ("โครงการ/กิจกรรม", Some(Role::Project)),
            ("ชื่อโครงการ", Some(Role::Project)),
            ("วัตถุประสงค์", Some(Role::Objective)),
            ("เป้าหมาย/ตัวชี้วัด", Some(Role::Indicator)),
            ("ค่าเป้าหมาย", Some(Role::Indicator)),
            ("ผลการดำเนินงาน", Some(Role::Result)),
            ("ผลการดำเนินงานมาตรการ", Some(Role::Result)),
            ("งบประมาณ", Some(Role::Budget)),
            ("งบประมาณ (บาท)", Some(Role::Budget)),
            ("งบประมาณที่ได้รับจัดสรร (บาท)", Some(Role::Budget)),
            ("มาตรการ", Some(Role::Measure)),
            ("ขั้นตอน/วิธีการดำเนินงาน", Some(Role::Steps)),
            ("ผลลัพธ์หรือผลสำเร็จในการดำเนินการ", Some(Role::Outcome)),
            ("ผู้รับผิดชอบ", Some(Role::Responsible)),
            ("ระยะเวลาดำเนินการ", Some(Role::Period)),
            ("ลำดับ", Some(Role::Number)),
            ("ที่", Some(Role::Number)),
            ("งบประมาณปี ๒๕๖๘ (บาท)", Some(Role::Budget)),
            ("หมายเหตุ", None),
            ("ไม่ใช้งบประมาณ", None),
            ("ตัวชี้วัด : จำนวนฉบับ", None),
            ("กิจกรรมย่อยที่ ๒ จัดทำ", None),
            ("", None),
            ("๑. โครงการปลูกต้นไม้", None),
            ("เพื่อให้บุคลากรทราบวัตถุประสงค์ของหน่วยงานและปฏิบัติตามได้", None),
            ("กิจกรรมอบรมเจ้าหน้าที่ใหม่ประจำสาขา", None),
            // Misread.
            ("เป้าหมาย/ตัวชีวัด", Some(Role::Indicator)),
            ("ผลูลัพธ์หรือผลสำเร็จในการดำเนินการ", Some(Role::Outcome)),
            ("วัตถุประสงค๋", Some(Role::Objective)),
            ("ขันตอน/วิธีการด่าเนินงาน", Some(Role::Steps)),
            ("มาตรุการ", Some(Role::Measure)),
            ("ไมใช้งบประมาณ", None),
            ("ที", None),
        ] {
            assert_eq!(meaning(heading), meant, "{heading}");
        }
    }
}
