//! Facts in the text of a cell: dates, percentages, quantities, money, indicators and targets, the
//! budget, headings.
//!
//! Pure functions from `&str` to values with their byte ranges; the text should be normalised
//! ([`crate::thai::text::normalise`]). [`Scan`] finds the numbers and dates of a text once for all
//! of them.

use std::ops::Range;
use std::sync::LazyLock;

use crate::thai::date::{self, Dates};
use crate::thai::number::{self, Decimal};
use crate::thai::text::{is_consonant, is_mark, is_thai_letter};
use crate::thai::{Found, digits, ends_with_any, skip_left, skip_right, starts_with_any};
use crate::words::{self, Words};

pub mod agency;
mod below_zero;
mod beside;
pub mod budget;
pub mod document;
mod fund;
pub mod heading;
pub mod indicator;
pub mod money;
pub mod outline;
pub mod percent;
pub mod place;
pub mod quantity;
pub mod schedule;
pub mod target;
pub mod years;

pub use agency::{AgencyFound, Stands, agencies, agency_of, spelt_out};
pub use beside::says_for_each;
pub use budget::{BudgetDoubt, BudgetFound, budget, budget_in};
pub use document::document_kind_of;
pub use fund::names_fund;
pub use heading::{HeadingFound, item_headings};
pub use indicator::{IndicatorFound, indicators};
pub use money::money;
pub use outline::{OutlineFound, OutlineKind, outline, period_in, report_title, starts_title};
pub use percent::percentages;
pub use place::{PlaceFound, is_place_line};
pub use quantity::{QuantityValue, quantities};
pub use schedule::schedule;
pub use target::{TargetValue, bound_before};
pub use years::{fiscal_year_of, is_of_school_year, only_year_of, plan_years_of};

/// Digits that satang are printed with.
const SATANG_DIGITS: usize = 2;
/// Digits between the commas of thousands.
const GROUP: usize = 3;
/// Digits of the mark of a footnote, at most.
const NOTE_DIGITS: usize = 2;

/// Latin words for baht, which stand right before or behind amounts.
const BAHT: &[&str] = &["THB", "BHT", "Baht", "baht", "BAHT"];

/// Words that end an ordinal or a name before its number: `ครั้งที่ ๑`, `ข้อ ๒`, `ปี ๒๕๖๘`, `ต่อ ๑ รอบ`.
const ORDINAL_WORDS: &[&str] =
    &["ที่", "ข้อ", "เลข", "ปี", "พ.ศ.", "ต่อ", "ชั้น", "มาตรา", "หมวด", "เบอร์", "โทร.", " ว"];

/// Words that end like these and are none: what stands behind them is counted (`เจ้าหน้าที่ ๒๐ คน`).
const NO_ORDINAL_WORDS: &[&str] = &[
    "หน้าที่",
    "พื้นที่",
    "สถานที่",
    "ท้องที่",
    "แผนที่",
    "เนื้อที่",
    "เต็มที่",
    "หัวข้อ",
    "ตลอดปี",
    "ทั้งปี",
    "ต่อปี",
    "ติดต่อ",
    "ส่งต่อ",
    "ทุกชั้น",
];

/// Four-digit numbers that are mostly years where nothing says that they are counted.
const YEAR_LIKE: Range<f64> = 2540.0..2600.0;

/// How many dates may overlap one number: those of one list, which share their month and year.
const NEAR_DATES: usize = 16;

/// Characters looked at for one word; a unit is shorter, and text without spaces is not read again
/// and again.
const MAX_WORD: usize = 64;

/// What counts or measures, of the units.
static UNITS: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::of(&words::UNITS, |unit| (unit.means("counted") || unit.means("measured")).then_some(()))
});

/// Of these, things that are counted, by ones.
static COUNTED: LazyLock<Words<()>> = LazyLock::new(|| Words::meaning(&words::UNITS, "counted"));

/// Of the units, what counts only where no letter goes on with it: `๒๐ นาย`, not `๒ นายสมชาย`.
static APART: LazyLock<Words<()>> = LazyLock::new(|| Words::with(&words::UNITS, "apart"));

/// Words and signs that say per cent behind a number.
static PERCENT_SIGNS: LazyLock<Words<()>> =
    LazyLock::new(|| Words::meaning(&words::UNITS, "percent"));

impl From<date::Precision> for crate::contract::model::Precision {
    fn from(precision: date::Precision) -> Self {
        match precision {
            date::Precision::Day => Self::Day,
            date::Precision::Month => Self::Month,
            date::Precision::Year => Self::Year,
            date::Precision::FiscalYear => Self::FiscalYear,
        }
    }
}

/// A text with its numbers and dates found.
#[derive(Debug)]
pub struct Scan<'t> {
    /// The text.
    pub text: &'t str,
    /// Its printed numbers; without a value where malformed.
    pub numbers: Vec<Found<Option<Decimal>>>,
    /// Its dates.
    pub dates: Dates,
}

impl<'t> Scan<'t> {
    /// Finds numbers and dates.
    ///
    /// ```
    /// use raingan::report::facts::Scan;
    /// let scan = Scan::new("เมื่อวันที่ ๕ มีนาคม ๒๕๖๖ มีผู้เข้าร่วม ๖๓ คน ร้อยละ ๘๘.๔๑");
    /// assert_eq!((scan.dates.dates.len(), scan.quantities().len(), scan.percentages().len()), (1, 1, 1));
    /// ```
    pub fn new(text: &'t str) -> Scan<'t> {
        let numbers = number::scan(text);
        let dates = if numbers.is_empty() { Dates::default() } else { date::find(text) };
        Scan { text, numbers, dates }
    }

    /// Whether a range overlaps a date (or an impossible one).
    fn in_date(&self, range: &Range<usize>) -> bool {
        overlaps(&self.dates.dates, range) || overlaps(&self.dates.impossible, range)
    }

    /// Whether number `i` is an ordinal (`ครั้งที่ ๑`), part of a document number (`๑/๒๕๖๘`) or names
    /// something.
    fn is_ordinal(&self, i: usize) -> bool {
        let Range { start, end } = self.numbers[i].range;
        self.text[..start].ends_with('/')
            || self.text[end..].starts_with('/') && self.number_at(end + 1).is_some()
            || ends_with_any(self.text, skip_left(self.text, start), ORDINAL_WORDS).is_some()
                && !self.is_counted_behind_noun(i)
    }

    /// Whether number `i` counts what a noun before it names that only ends like a word for ordinals.
    fn is_counted_behind_noun(&self, i: usize) -> bool {
        let Range { start, end } = self.numbers[i].range;
        ends_with_any(self.text, skip_left(self.text, start), NO_ORDINAL_WORDS).is_some()
            && known_unit(self.text, end).is_some()
    }

    /// The number that starts at `at`.
    fn number_at(&self, at: usize) -> Option<usize> {
        self.numbers.binary_search_by_key(&at, |number| number.range.start).ok()
    }

    /// Whether Latin letters stand right before or behind number `i` that are no word for baht, as in
    /// codes (`ISO9001`) and where texts are printed over each other.
    fn is_in_word(&self, i: usize) -> bool {
        let Range { start, end } = self.numbers[i].range;
        let (before, after) = (&self.text[..start], &self.text[end..]);
        let letter = |c: char| c.is_ascii_alphabetic();
        before.ends_with(letter) && !BAHT.iter().any(|word| before.ends_with(word))
            || after.starts_with(letter) && !BAHT.iter().any(|word| after.starts_with(word))
    }

    /// Whether number `i` is torn from a longer one: a consonant that belongs to no word stands right
    /// before it or its comma, as where a font's tables name a figure wrongly (`18ฟ500`, `ญ,000`); or a
    /// mark that another figure bears; or a comma or a point with nothing before it.
    fn is_torn(&self, i: usize) -> bool {
        let before = &self.text[..self.numbers[i].range.start];
        if let Some(rest) = before.strip_suffix([',', '.'])
            && rest.chars().next_back().is_none_or(|c| c.is_whitespace() || "(-".contains(c))
        {
            return true;
        }
        let before = before.strip_suffix(',').unwrap_or(before);
        let base = before.trim_end_matches(is_mark);
        if base.len() < before.len() && base.ends_with(digits::is_digit) {
            return true;
        }
        let mut back = before.chars().rev();
        back.next().is_some_and(is_consonant)
            && back.next().is_none_or(|c| !is_thai_letter(c) && c != '.')
    }

    /// Whether a space stands within number `i`, so that it is only a part of what is printed: between
    /// digits (`12 3.45`), or beside a comma or a point (`๑๑ ,๕๕๘`, `๗๕๔ .๐๔`).
    fn is_parted(&self, i: usize) -> bool {
        self.parts_with_next(i) || i > 0 && self.parts_with_next(i - 1)
    }

    /// Whether number `i` and the next one are one number but for a space.
    fn parts_with_next(&self, i: usize) -> bool {
        let (Some(one), Some(other)) = (self.numbers.get(i), self.numbers.get(i + 1)) else {
            return false;
        };
        let gap = &self.text[one.range.end..other.range.start];
        let sign = gap.trim();
        if gap.contains('\n') || !["", ".", ","].contains(&sign) {
            return false;
        }
        let printed = [&self.text[one.range.clone()], sign, &self.text[other.range.clone()]];
        // Two digits behind a point are satang, not the first item of a list.
        let behind = self.text[other.range.clone()].chars().count();
        let is_satang = sign == "." && behind <= SATANG_DIGITS;
        let numbers_something = self.is_list_marker(i) && !is_satang
            || self.is_ordinal(i)
            || self.is_year_like(i) && sign.is_empty()
            || sign.is_empty() && self.may_be_note(i) && self.is_whole_amount(i + 1)
            || self.in_date(&one.range);
        !numbers_something && number::parse(&printed.concat()).is_some()
    }

    /// Whether number `i`, which counts things, is only a part of what is printed: a space stands within
    /// (`1 200 คน`), or a point may part thousands (`1.200 คน`).
    fn is_part_of_number(&self, i: usize) -> bool {
        let range = &self.numbers[i].range;
        let counted = |unit: Range<usize>| COUNTED.whole(&self.text[unit]).is_some();
        let thousands =
            || self.may_be_thousands(i) && known_unit(self.text, range.end).is_some_and(counted);
        let parted = || {
            let before = i.checked_sub(1).map(|before| self.numbers[before].range.start);
            let named = before
                .is_some_and(|at| UNITS.at_end(&self.text[..skip_left(self.text, at)]).is_some());
            let groups = self.text[range.clone()].chars().count() == GROUP;
            groups && i > 0 && !named && self.parts_with_next(i - 1)
        };
        parted() || thousands()
    }

    /// Whether number `i` is a whole amount by itself: it has groups, and `บาท` stands behind it.
    fn is_whole_amount(&self, i: usize) -> bool {
        let range = self.numbers[i].range.clone();
        let behind = &self.text[skip_right(self.text, range.end)..];
        self.text[range].contains(',') && behind.starts_with("บาท")
    }

    /// Whether number `i` may be the mark of a footnote: one digit or two, set apart.
    fn may_be_note(&self, i: usize) -> bool {
        self.text[self.numbers[i].range.clone()].chars().count() <= NOTE_DIGITS
    }

    /// Whether number `i` numbers a list item: `๑.`, `๒)`, `(๓)`, or `๑.๒` at the start of a line.
    fn is_list_marker(&self, i: usize) -> bool {
        let Range { start, end } = self.numbers[i].range;
        if self.is_outline_number(i) {
            return true;
        }
        let after = &self.text[end..];
        let before = self.text[..start].chars().next_back();
        match after.chars().next() {
            Some('.') => {
                !after.starts_with(".-")
                    && before.is_none_or(|c| c.is_whitespace() || "(-".contains(c))
            }
            Some(')') => {
                let opens = before.is_none_or(|c| c.is_whitespace() || c == '(');
                opens && !self.text[start..end].contains(',')
            }
            _ => false,
        }
    }

    /// Whether number `i` is a dotted one that opens a line, before words: `๑.๒ หน่วยงานภายใน`, not
    /// `๑.๕ ชั่วโมง`.
    fn is_outline_number(&self, i: usize) -> bool {
        let Range { start, end } = self.numbers[i].range;
        let dotted = self.text[start..end].contains('.') && !self.text[start..end].contains(',');
        let line = &self.text[..skip_left(self.text, start)];
        let opens = line.is_empty() || self.text[line.len()..start].contains('\n');
        let after = known_unit(self.text, end).map_or(skip_right(self.text, end), |unit| unit.end);
        dotted && opens && self.text[after..].starts_with(is_thai_letter)
    }

    /// Whether number `i` may be a year that is printed without its era.
    fn is_year_like(&self, i: usize) -> bool {
        let value = self.numbers[i].value.map_or(0.0, Decimal::to_f64);
        YEAR_LIKE.contains(&value) && !self.text[self.numbers[i].range.clone()].contains(',')
    }
}

/// Whether one of the expressions found, which are in the order of their ends, overlaps `range`. An
/// expression is short, so only the few around are looked at.
fn overlaps<T>(found: &[Found<T>], range: &Range<usize>) -> bool {
    let first = found.partition_point(|one| one.range.end <= range.start);
    let near = found[first..].iter().take(NEAR_DATES).map(|one| &one.range);
    near.into_iter().any(|one| one.start < range.end && range.start < one.end)
}

/// The known unit at `at` (after white space, the longest that fits), unless it begins an ordinal.
fn known_unit(text: &str, at: usize) -> Option<Range<usize>> {
    let start = skip_right(text, at);
    let rest = &text[start..];
    if !rest.starts_with(is_thai_letter) {
        return None;
    }
    let len = UNITS.at_start(rest)?.0.len();
    let (unit, behind) = rest.split_at(len);
    if behind.starts_with(is_thai_letter) && APART.whole(unit).is_some() {
        return None;
    }
    // `๘๙.๕๖ ครั้งที่ ๒`: the classifier begins what follows.
    let ordinal = starts_with_any(text, start + len, &["ที่"])
        .is_some_and(|p| text[skip_right(text, p)..].starts_with(digits::is_digit));
    (!ordinal).then_some(start..start + len)
}

/// The end of the Thai word characters from `at`.
fn thai_end(text: &str, at: usize) -> usize {
    at + text[at..]
        .chars()
        .take(MAX_WORD)
        .take_while(|&c| is_thai_letter(c))
        .map(char::len_utf8)
        .sum::<usize>()
}

/// Whether the text at `at` (after white space) says per cent.
fn percent_sign_end(text: &str, at: usize) -> Option<usize> {
    let start = skip_right(text, at);
    PERCENT_SIGNS.at_start(&text[start..]).map(|(word, _)| start + word.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contract::model::ItemKind;

    /// Calls everything, and holds every range against the text.
    fn read_all(text: &str) {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let scan = Scan::new(text);
        ranges.extend(scan.percentages().into_iter().map(|f| f.range));
        ranges.extend(scan.quantities().into_iter().flat_map(|f| [f.range, f.value.unit]));
        ranges.extend(scan.money().into_iter().map(|f| f.range));
        for indicator in indicators(text) {
            ranges.extend([Some(indicator.name), indicator.target_text].into_iter().flatten());
            ranges.extend(indicator.targets.into_iter().map(|t| t.range));
        }
        let found = budget(text);
        ranges.extend(found.amount.map(|(range, _)| range).into_iter().chain(found.source));
        ranges.extend(
            item_headings(text, ItemKind::Project).into_iter().flat_map(|h| [h.label, h.title]),
        );
        ranges.extend(outline(text).map(|o| o.title).into_iter().chain(report_title(text)));
        ranges.extend(agency_of(text).map(|a| a.name));
        let _ = (fiscal_year_of(text), percentages(text), money(text));
        for range in ranges {
            assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(text in any::<String>()) {
            read_all(&text);
        }

        #[test]
        fn nothing_panics_on_thai(parts in prop::collection::vec(prop::sample::select(vec![
            "๑", "๒.๕", "1,200", "๒๕๖๘", "ร้อยละ", "%", "บาท", "ล้าน", "คน", "ครั้ง", "ที่", "ต่อ", "/", "ตัวชี้วัด", "เป้าหมาย", "เชิงปริมาณ",
            ":", " ", "\n", ".", ")", "(", "-", "ไม่", "น้อยกว่า", "ขึ้นไป", "ระดับ", "กิจกรรมย่อย", "มาตรการ", "รวม", "งบ", "จาก", "ของ", "กรม",
            "มกราคม", "ประกอบด้วย", "โครงการ", "รอบ", "เดือน", "้", "ำ", "จำนวน", "x", "ฯ",
        ]), 0..30)) {
            read_all(&parts.concat());
        }
    }

    #[test]
    fn time_is_bounded() {
        for part in [
            "ร้อยละ",
            "๕ ",
            "๕ คน ",
            "ร้อยละ ๕ ",
            "๑. ",
            "\n๑. ",
            "เป้าหมาย : ๕ ",
            "ตัวชี้วัด ",
            "เชิงปริมาณ ",
            "๕ บาท\n",
            "(",
            "ของกรม",
            "กิจกรรมย่อยที่ ๑ ",
            "๑.",
            "ก",
            " ",
            "๕ - ",
            "ไม่น้อยกว่า ๕ ต่อ ",
            "๕ ต่อ ๕ ",
        ] {
            read_all(&part.repeat(200_000 / part.len()));
        }
    }
}
