//! Words and signs beside an amount in a cell of money that say it is not the amount of the whole: one
//! for each of something, a factor of a calculation, one in another currency, one that was moved.

use std::ops::Range;
use std::sync::LazyLock;

use super::fund::begins_like_payer;
use super::{PERCENT_SIGNS, Scan, UNITS, YEAR_LIKE, known_unit};
use crate::contract::model::Baht;
use crate::thai::digits::is_digit;
use crate::thai::number::{self, Decimal, multiplier};
use crate::thai::text::is_thai_letter;
use crate::thai::{skip_left, skip_right, spelled, starts_with_any};
use crate::words::{self, Words};

/// Words beside an amount in another currency.
static FOREIGN: LazyLock<Words<()>> =
    LazyLock::new(|| Words::meaning(&words::BUDGET_WORDS, "foreign"));

/// Words before an amount that was moved, is missing or was taken in.
static MOVED: LazyLock<Words<()>> = LazyLock::new(|| Words::meaning(&words::BUDGET_WORDS, "moved"));

/// Words before an amount that is what another one was changed to.
static NEW: LazyLock<Words<()>> = LazyLock::new(|| Words::meaning(&words::BUDGET_WORDS, "new"));

/// Words before จาก that say that the amount behind it was changed.
static CHANGED: LazyLock<Words<()>> =
    LazyLock::new(|| Words::meaning(&words::BUDGET_WORDS, "changed"));

/// Words beside an amount whose project was called off.
static CALLED_OFF: LazyLock<Words<()>> =
    LazyLock::new(|| Words::meaning(&words::BUDGET_WORDS, "called_off"));

/// Words before an amount that is left, or that another one was lowered to.
static LEFT: LazyLock<Words<()>> = LazyLock::new(|| Words::meaning(&words::BUDGET_WORDS, "left"));

/// Words before จาก that say that the amount behind it is spent.
const SPENDS: &[&str] = &["ใช้", "จ่าย", "เบิก"];

/// What stands before the amount that was changed, or that others are spent from.
const FROM: &str = "จาก";

/// Signs of a calculation.
const TIMES: &[char] = &['x', 'X', '×', '*', '@'];

/// What also marks a note.
const NOTE_MARK: char = '*';

/// What stands before what an amount is for each of …
const PER: &str = "ต่อ";
/// … or parts the two: `๒๐๐ บาท/คน`, whatever word follows it at once.
const SLASH: char = '/';

/// What stands behind the word for each of which an amount is, and before or behind that amount …
const FOR_EACH: &str = "ละ";
/// … with words between …
const AMOUNT_LEADS: &[&str] = &["จำนวน", "เป็นเงิน", "เงิน", "ประมาณ", "ไม่เกิน"];
/// … and what repeats that word: `๓ รุ่น ๆ ละ`.
const AGAIN: &str = "ๆ";
/// What is no amount of the whole either.
const ON_AVERAGE: &str = "เฉลี่ย";

/// An amount for each of these is that of the whole.
const YEARLY: &str = "ปี";

/// What a year is called before its number …
const YEAR_WORDS: &[&str] = &["ปีงบประมาณ", "ปี"];
/// … and its era.
const ERA: &str = "พ.ศ.";
/// Digits that are looked at for a year.
const YEAR_DIGITS: usize = 5;

/// What stands between a percentage and what it is a share of …
const OF: &str = "ของ";
/// … with words for money between …
const MONEY: &[&str] = &["งบประมาณ", "วงเงิน", "งบ", "เงิน"];
/// … and before a percentage.
const PER_CENT: &str = "ร้อยละ";

/// What became of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// It was changed to the one at this place.
    To(usize),
    /// It may have been changed, or part of it spent.
    Unclear,
}

impl Scan<'_> {
    /// Whether the amount between these words and `end` is a factor of a calculation. A star that has
    /// nothing on its other side marks a note.
    pub(super) fn is_factor(&self, before: &str, end: usize) -> bool {
        let behind = self.text[skip_right(self.text, end)..].trim_end();
        (before.ends_with(TIMES) && !before.trim_matches(NOTE_MARK).is_empty())
            || (behind.starts_with(TIMES) && !behind.trim_matches(NOTE_MARK).is_empty())
    }

    /// Whether the amount that ends at `at` is one for each of something, but for a year: `๒๐๐ บาท/คน`,
    /// `๒๐๐ บาทต่อคน`, `๕,๐๐๐ (ไตรมาสละ)`.
    pub(super) fn is_for_each(&self, at: usize) -> bool {
        let mut at = skip_right(self.text, at);
        if self.text[at..].starts_with('(') {
            at = skip_right(self.text, at + 1);
        }
        let rest = &self.text[at..];
        if let Some(word) = rest.strip_prefix(SLASH) {
            let known = known_unit(self.text, at + 1).is_some();
            let is_word = known || word.starts_with(is_thai_letter) && !begins_like_payer(word);
            return is_word && !word.trim_start().starts_with(YEARLY);
        }
        let per = starts_with_any(self.text, at, &[PER]);
        let unit = known_unit(self.text, per.unwrap_or(at));
        let Some(unit) = unit.filter(|unit| !self.text[unit.clone()].starts_with(YEARLY)) else {
            return false;
        };
        let behind = self.text[unit.end..].strip_prefix(FOR_EACH).map(str::trim_start);
        per.is_some() || behind.is_some_and(|rest| rest.is_empty() || rest.starts_with(')'))
    }

    /// Whether a number counts another currency than baht.
    pub(super) fn is_foreign(&self, number: &Range<usize>) -> bool {
        let before = &self.text[..skip_left(self.text, number.start)];
        let after = multiplier(self.text, number.end).1;
        let after = &self.text[skip_right(self.text, after)..];
        FOREIGN.at_start(after).is_some()
            || FOREIGN.iter().any(|(word, ())| before.ends_with(&**word))
    }
}

/// Whether words before an amount say that it is one for each of something, or an average: `คนละ`,
/// `เดือนละ`, `๓ รุ่น ๆ ละ`; not `ปีละ`, as an amount for a year is that of the whole, nor words that only
/// end alike: `และ`.
pub(super) fn is_rate(words: &str) -> bool {
    let words = words.trim_end_matches(|c: char| c.is_whitespace() || ":=".contains(c));
    let words = AMOUNT_LEADS.iter().find_map(|lead| words.strip_suffix(lead)).unwrap_or(words);
    words.trim_end().ends_with(ON_AVERAGE) || says_for_each(words)
}

/// Whether words end by saying that what follows is for each of something, but for a year: `เดือนละ`,
/// `ตำบลละ`, `๓ รุ่น ๆ ละ`.
///
/// ```
/// use raingan::report::facts::says_for_each;
/// assert!(says_for_each("อย่างน้อยเดือนละ ") && !says_for_each("ปีละ ") && !says_for_each("และ "));
/// ```
pub fn says_for_each(words: &str) -> bool {
    let words = words.trim_end();
    let Some(counted) = words.strip_suffix(FOR_EACH) else { return false };
    let counted = counted.trim_end();
    let unit = UNITS.at_end(counted).is_some() || counted.ends_with(AGAIN);
    unit && !counted.ends_with(YEARLY)
}

/// Whether a unit is the word before a year, and counts nothing: `๒๐,๐๐๐ ปี ๒๕๖๘ …`.
pub(super) fn names_year(text: &str, unit: &Range<usize>) -> bool {
    let era = skip_right(text, unit.end);
    let year = starts_with_any(text, era, &[ERA]).map_or(era, |end| skip_right(text, end));
    let end = digits_end(text, year);
    let value = number::parse(&text[year..end]).map(Decimal::to_f64);
    YEAR_WORDS.contains(&&text[unit.clone()]) && value.is_some_and(|year| YEAR_LIKE.contains(&year))
}

/// Where the digits end that stand at `at`, a year's at most.
fn digits_end(text: &str, at: usize) -> usize {
    let digits = text[at..].chars().take(YEAR_DIGITS).take_while(|c| is_digit(*c));
    at + digits.map(char::len_utf8).sum::<usize>()
}

/// Whether words before an amount say that a share of it is meant: `๕๐% ของ`, `ร้อยละ ๘๐ ของงบประมาณ`.
pub(super) fn is_base_of_share(words: &str) -> bool {
    let words = words.trim_end();
    let words = MONEY.iter().find_map(|money| words.strip_suffix(money)).unwrap_or(words);
    let Some(share) = words.trim_end().strip_suffix(OF) else { return false };
    let share = share.trim_end();
    let number = share.trim_end_matches(|c: char| is_digit(c) || ".,".contains(c)).trim_end();
    PERCENT_SIGNS.at_end(share).is_some()
        || number.len() < share.len() && number.ends_with(PER_CENT)
}

/// Whether words before an amount say that it was moved, is missing or was taken in: `โอนเพิ่ม`, `ค้างจ่าย`.
/// They stand apart from what is before them, or are all: `เงินรายได้` names a fund.
pub(super) fn is_moved(words: &str) -> bool {
    let words = words.trim_end_matches(|c: char| c.is_whitespace() || ":=".contains(c));
    let led = AMOUNT_LEADS.iter().find_map(|lead| words.strip_suffix(lead)).unwrap_or(words);
    [words, led].into_iter().any(|words| MOVED.whole(last_word(words)).is_some())
}

/// The last word of a text, without the brackets around it.
fn last_word(text: &str) -> &str {
    let mut words = text.trim_end().rsplit(|c: char| c.is_whitespace() || "()".contains(c));
    words.next().unwrap_or_default()
}

/// Whether words before an amount, or what stands behind it on its line, say that its project was called
/// off.
pub(super) fn is_called_off(before: &str, behind: &str) -> bool {
    let opens = |text: &str| {
        let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '(');
        CALLED_OFF.at_start(text).is_some()
    };
    opens(before) || opens(behind)
}

/// Whether the words in brackets behind an amount say another one: `15,000 บาท (หนึ่งหมื่นหกพันบาทถ้วน)`.
pub(super) fn words_differ(text: &str, (range, baht): &(Range<usize>, Baht)) -> bool {
    let bracket = text[skip_right(text, range.end)..].strip_prefix('(');
    let words = bracket.and_then(|inner| inner.split_once(')')).map(|(words, _)| words);
    words.and_then(spelled::satang).is_some_and(|said| said != baht.satang)
}

/// What became of an amount behind the words `old`, where one behind the words `new` stands at `at`:
/// `จาก ๑๕,๐๐๐ เป็น ๑๒,๐๐๐` changes it, and so does `ลดจาก ๘,๐๐๐ เหลือ ๕,๐๐๐`; `จาก ๘,๐๐๐ เหลือ ๕,๐๐๐` may say what is
/// left.
pub(super) fn change(old: &str, new: &str, at: usize) -> Option<Change> {
    let before = MONEY.iter().find_map(|money| old.strip_suffix(money)).unwrap_or(old);
    let before = before.trim_end().strip_suffix(FROM)?;
    let new = new.trim_end();
    if NEW.at_end(new).is_some() {
        return Some(Change::To(at));
    }
    let is_spent = SPENDS.iter().any(|word| before.contains(word));
    LEFT.at_end(new).filter(|_| !is_spent)?;
    let is_changed = CHANGED.stand_in(before);
    Some(if is_changed { Change::To(at) } else { Change::Unclear })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_an_amount_are_whole() {
        for words in ["ค้างจ่าย", "งบกลาง โอนเพิ่ม ", "(โอนลด", "รายรับ:", "ขอเพิ่มจำนวน"]
        {
            assert!(is_moved(words), "{words}");
        }
        for words in ["เงินรายได้", "ไม่เกิน", "ทุนนักเรียนขาด", "", "โอนให้"]
        {
            assert!(!is_moved(words), "{words}");
        }
        assert!(is_called_off("", "(ยกเลิก)") && is_called_off("ยกเลิกโครงการ", ""));
        assert!(!is_called_off("งบกลาง", "(งบกลาง)"));
    }

    #[test]
    fn a_share_is_of_the_amount_behind_it() {
        for words in ["50% ของ", "ร้อยละ ๘๐ ของงบประมาณ", "๒๐ เปอร์เซ็นต์ของ "]
        {
            assert!(is_base_of_share(words), "{words}");
        }
        for words in ["งบประมาณของ", "๕๐%", "ของ"] {
            assert!(!is_base_of_share(words), "{words}");
        }
    }

    #[test]
    fn an_amount_is_changed_to_another_or_may_be() {
        for (old, new, change_of) in [
            ("จาก", "เป็น", Some(Change::To(1))),
            ("ลดจาก", "เหลือ", Some(Change::To(1))),
            ("ปรับลดจากงบประมาณ", "คงเหลือ", Some(Change::To(1))),
            ("จาก", "เหลือ", Some(Change::Unclear)),
            ("ใช้จาก", "เหลือ", None),
            ("จากเงินรายได้", "เป็น", None),
            ("จาก", "ใช้", None),
        ] {
            assert_eq!(change(old, new, 1), change_of, "{old} … {new}");
        }
    }
}
