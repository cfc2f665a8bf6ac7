//! What a column's heading means, whatever its exact words and place.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::thai::alike::skeleton;
use crate::thai::text::matching_key;

/// What a column holds, by its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// ลำดับ, ที่
    Number,
    /// โครงการ, กิจกรรม
    Project,
    /// วัตถุประสงค์
    Objective,
    /// ตัวชี้วัด, เป้าหมาย
    Indicator,
    /// ผลการดำเนินงาน
    Result,
    /// งบประมาณ
    Budget,
    /// มาตรการ
    Measure,
    /// ขั้นตอน, วิธีการดำเนินงาน
    Steps,
    /// ผลลัพธ์, ผลสำเร็จ
    Outcome,
    /// ผู้รับผิดชอบ
    Responsible,
    /// ระยะเวลา
    Period,
}

/// The words that say what a column holds. The one that stands first in a heading decides:
/// "ผลการดำเนินงานมาตรการ" is a result. To teach a new heading, add its word here and a case to the
/// test below.
const WORDS: &[(&str, Meaning)] = &[
    ("ลำดับที่", Meaning::Number),
    ("ลำดับ", Meaning::Number),
    ("ที่", Meaning::Number),
    ("มาตรการ", Meaning::Measure),
    ("ขั้นตอน", Meaning::Steps),
    ("วิธีการดำเนิน", Meaning::Steps),
    ("วิธีดำเนิน", Meaning::Steps),
    ("แนวทางการดำเนิน", Meaning::Steps),
    ("แนวทางการปฏิบัติ", Meaning::Steps),
    ("ผลลัพธ์", Meaning::Outcome),
    ("ผลสำเร็จ", Meaning::Outcome),
    ("ผลสัมฤทธิ์", Meaning::Outcome),
    ("ผลการดำเนิน", Meaning::Result),
    ("ผลดำเนิน", Meaning::Result),
    ("ผลการปฏิบัติ", Meaning::Result),
    ("ผลการใช้จ่าย", Meaning::Budget),
    ("วัตถุประสงค์", Meaning::Objective),
    ("เป้าหมาย", Meaning::Indicator),
    ("ค่าเป้าหมาย", Meaning::Indicator),
    ("ตัวชี้วัด", Meaning::Indicator),
    ("ตัวบ่งชี้", Meaning::Indicator),
    ("งบประมาณ", Meaning::Budget),
    ("วงเงิน", Meaning::Budget),
    ("จำนวนเงิน", Meaning::Budget),
    ("ค่าใช้จ่าย", Meaning::Budget),
    ("ผู้รับผิดชอบ", Meaning::Responsible),
    ("หน่วยงานที่รับผิดชอบ", Meaning::Responsible),
    ("หน่วยงานรับผิดชอบ", Meaning::Responsible),
    ("หน่วยงานผู้รับผิดชอบ", Meaning::Responsible),
    ("ระยะเวลา", Meaning::Period),
    ("ช่วงเวลา", Meaning::Period),
    ("ห้วงเวลา", Meaning::Period),
    ("กำหนดเวลา", Meaning::Period),
    ("โครงการ", Meaning::Project),
    ("กิจกรรม", Meaning::Project),
    ("แผนงาน", Meaning::Project),
];

/// Words that stand in headings beside those above without changing what they mean.
const FILLERS: &[&str] = &[
    "การดำเนินการ",
    "การดำเนินงาน",
    "ดำเนินงาน",
    "ดำเนินการ",
    "งาน",
    "การ",
    "ประจำปี",
    "ที่ได้รับ",
    "ที่ใช้",
    "จัดสรร",
    "บาท",
    "หรือ",
    "และ",
    "ใน",
    "ชื่อ",
    "หลัก",
    "ย่อย",
    "รายละเอียด",
    "ที่",
    "ของ",
    "ต่อ",
    "ปี",
    "พ.ศ.",
    "หน่วย",
    "นับ",
    "ล้าน",
    "รวม",
    "ใช้",
    "(",
    ")",
    "/",
    ":",
    "-",
    ".",
    ",",
    "\u{200b}",
];
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

/// What a heading means; `None` where its words are not known.
///
/// ```
/// use raingan::table::{Meaning, meaning};
/// assert_eq!(meaning("งบประมาณ\n(บาท)"), Some(Meaning::Budget));
/// assert_eq!(meaning("หมายเหตุ"), None);
/// ```
pub fn meaning(heading: &str) -> Option<Meaning> {
    let key = matching_key(heading);
    if key.is_empty() || key.chars().count() > LONGEST || is_content(&key) {
        return None;
    }
    if matches!(key.as_str(), "no." | "no" | "#") {
        return Some(Meaning::Number);
    }
    // "ที่" alone numbers; inside other words it says nothing.
    if matches!(key.as_str(), "ที่" | "ลำดับ" | "ลำดับที่") {
        return Some(Meaning::Number);
    }
    AS_SPELT.meaning(&key).or_else(|| AS_MISREAD.meaning(&skeleton(&key)))
}

/// Whether a text says something rather than naming a column: it has a colon, a negation, or a
/// number that is no year.
fn is_content(key: &str) -> bool {
    let number = |run: &str| !run.is_empty() && run.len() != YEAR_DIGITS;
    key.contains(':')
        || key.starts_with("ไม")
        || key.split(|c: char| !c.is_ascii_digit()).any(number)
}

/// The words of headings as they are spelt.
static AS_SPELT: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(str::to_owned));

/// The same by their [`skeleton`]: a heading of which marks or letters were misread (ตัวชีวัด, ผลูลัพธ์).
static AS_MISREAD: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(skeleton));

/// The words of headings in one kind of spelling, ready to be searched for.
struct Lexicon {
    /// [`WORDS`], each match with its place there; the first in a text, the longest where several
    /// start there.
    deciding: AhoCorasick,
    /// These and [`FILLERS`].
    known: AhoCorasick,
}

impl Lexicon {
    fn of(spelling: fn(&str) -> String) -> Lexicon {
        let any_of = |words: &mut dyn Iterator<Item = &str>| {
            let words = words.map(spelling);
            AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .build(words)
                .expect("a list of words")
        };
        let deciding = || WORDS.iter().map(|(word, _)| *word);
        Lexicon {
            deciding: any_of(&mut deciding()),
            known: any_of(&mut deciding().chain(FILLERS.iter().copied())),
        }
    }

    fn meaning(&self, key: &str) -> Option<Meaning> {
        let first = self.deciding.find(key)?;
        let (_, found) = WORDS[first.pattern()];
        let near = key[..first.start()].chars().count() <= DEEPEST;
        (found != Meaning::Number && near && self.unknown_part(key) <= UNKNOWN).then_some(found)
    }

    /// The part of a heading that none of the known words says, 0 to 1.
    fn unknown_part(&self, key: &str) -> f32 {
        let all = key.chars().count().max(1);
        let (mut unknown, mut at) = (0, 0);
        let mut count =
            |rest: &str| unknown += rest.chars().filter(|c| !c.is_ascii_digit()).count();
        for known in self.known.find_iter(key) {
            count(&key[at..known.start()]);
            at = known.end();
        }
        count(&key[at..]);
        unknown as f32 / all as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_mean_what_their_first_word_says() {
        for (heading, meant) in [
            ("โครงการ/กิจกรรม", Some(Meaning::Project)),
            ("ชื่อโครงการ", Some(Meaning::Project)),
            ("วัตถุประสงค์", Some(Meaning::Objective)),
            ("เป้าหมาย/ตัวชี้วัด", Some(Meaning::Indicator)),
            ("ค่าเป้าหมาย", Some(Meaning::Indicator)),
            ("ผลการดำเนินงาน", Some(Meaning::Result)),
            ("ผลการดำเนินงานมาตรการ", Some(Meaning::Result)),
            ("งบประมาณ", Some(Meaning::Budget)),
            ("งบประมาณ (บาท)", Some(Meaning::Budget)),
            ("งบประมาณที่ได้รับจัดสรร (บาท)", Some(Meaning::Budget)),
            ("มาตรการ", Some(Meaning::Measure)),
            ("ขั้นตอน/วิธีการดำเนินงาน", Some(Meaning::Steps)),
            ("ผลลัพธ์หรือผลสำเร็จในการดำเนินการ", Some(Meaning::Outcome)),
            ("ผู้รับผิดชอบ", Some(Meaning::Responsible)),
            ("ระยะเวลาดำเนินการ", Some(Meaning::Period)),
            ("ลำดับ", Some(Meaning::Number)),
            ("ที่", Some(Meaning::Number)),
            ("งบประมาณปี ๒๕๖๘ (บาท)", Some(Meaning::Budget)),
            ("หมายเหตุ", None),
            ("ไม่ใช้งบประมาณ", None),
            ("ตัวชี้วัด : จำนวนฉบับ", None),
            ("กิจกรรมย่อยที่ ๒ จัดทำ", None),
            ("", None),
            ("๑. โครงการปลูกต้นไม้", None),
            ("เพื่อให้บุคลากรทราบวัตถุประสงค์ของหน่วยงานและปฏิบัติตามได้", None),
            ("กิจกรรมอบรมเจ้าหน้าที่ใหม่ประจำสาขา", None),
            // Misread.
            ("เป้าหมาย/ตัวชีวัด", Some(Meaning::Indicator)),
            ("ผลูลัพธ์หรือผลสำเร็จในการดำเนินการ", Some(Meaning::Outcome)),
            ("วัตถุประสงค๋", Some(Meaning::Objective)),
            ("ขันตอน/วิธีการด่าเนินงาน", Some(Meaning::Steps)),
            ("มาตรุการ", Some(Meaning::Measure)),
            ("ไมใช้งบประมาณ", None),
            ("ที", None),
        ] {
            assert_eq!(meaning(heading), meant, "{heading}");
        }
    }
}
