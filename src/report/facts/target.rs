//! Targets: the numbers aimed at, with comparator and unit (`อย่างน้อย ๑๒ คนต่อปี`, `ไม่น้อยกว่าร้อยละ ๘๐`,
//! `ระดับ ๓`).

use std::ops::Range;
use std::sync::LazyLock;

use super::{COUNTED, Scan, known_unit, percent_sign_end, starts_with_any, thai_end};
use crate::contract::model::Comparator;
use crate::thai::digits::is_digit;
use crate::thai::number::Decimal;
use crate::thai::text::is_thai_letter;
use crate::thai::{Found, ends_with_any, skip_left, skip_right, trim_range};
use crate::words::{self, Words};

/// A number aimed at.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetValue {
    /// How a result is held against it.
    pub comparator: Comparator,
    /// The number.
    pub value: f64,
    /// `percent`, or the unit as printed; `None` where none is.
    pub unit: Option<String>,
}

/// The unit of percentages.
pub const PERCENT: &str = "percent";

/// The scale whose number follows its name.
const LEVEL: &str = "ระดับ";

/// What counts a number behind it that has no unit: `ระดับคะแนน ๔.๕๐`.
const SCORE: &str = "คะแนน";

/// What a comparator says, as it stands and behind `ไม่`.
#[derive(Debug, Clone, Copy)]
struct Compares {
    plain: Comparator,
    negated: Comparator,
}

/// What `กว่า` says where no word that is known stands before it.
const THAN: Compares = Compares { plain: Comparator::Gt, negated: Comparator::Le };

/// Comparators before the number.
static BEFORE: LazyLock<Words<Compares>> = LazyLock::new(|| comparators("before"));

/// What may stand before `กว่า`.
static BEFORE_THAN: LazyLock<Words<Compares>> = LazyLock::new(|| comparators("than"));

/// Comparators after the unit.
static BEHIND: LazyLock<Words<Compares>> = LazyLock::new(|| comparators("behind"));

/// Words before an age, which says for whom something is, or before a measure of what is built.
const AGES_AND_SIZES: &[&str] =
    &["อายุ", "อายุตั้งแต่", "อายุระหว่าง", "อายุไม่เกิน", "อายุเกิน", "กว้าง", "ยาว", "หนา", "สูง", "ลึก"];

/// Of these, those before a measure.
const SIZES: &[&str] = &["กว้าง", "ยาว", "หนา", "สูง", "ลึก"];

/// What stands between the two ends of a range.
const TO: &[&str] = &["-", "–", "—", "ถึง"];

/// Words that may stand between comparator and number.
const FILLERS: &[&str] =
    &["จำนวน", "ปีละ", "เดือนละ", "ไตรมาสละ", "ครั้งละ", "วันละ", "คนละ", "แห่งละ", "เท่ากับ"];

/// What stands between a comparator and `เท่ากับ`.
const OR: &str = "หรือ";

/// What turns a comparator: `ไม่เกิน`, `ไม่มีเกิน`.
const NOT: &[&str] = &["ไม่มี", "ไม่"];

/// Words behind a number that are no unit of it.
const NO_UNITS: &[&str] = &["และ", "ใน", OR, "จาก", "ถึง"];

/// How a unit goes on after a known word: `คนต่อปี`, `ครั้ง/ปี`, `หลักสูตรหรือกิจกรรม`.
const GOES_ON: &[&str] = &["/", "ต่อ", "หรือ"];

/// The longest unlisted word taken for a unit, in bytes (thirty letters); more is a sentence.
const MAX_UNIT: usize = 90;

/// The comparators that stand at one place.
fn comparators(place: &str) -> Words<Compares> {
    Words::of(&words::COMPARATORS, |word| {
        let here = word.attribute("place")?.split(',').any(|known| known == place);
        let plain = comparator(word.meanings[0]);
        let negated = word.attribute("not").map_or(plain, comparator);
        here.then_some(Compares { plain, negated })
    })
}

fn comparator(name: &str) -> Comparator {
    match name {
        "ge" => Comparator::Ge,
        "gt" => Comparator::Gt,
        "le" => Comparator::Le,
        "lt" => Comparator::Lt,
        _ => Comparator::Eq,
    }
}

impl Scan<'_> {
    /// The targets among the numbers in `within`. A number counts where it is a percentage, a
    /// level, has a comparator or a unit, or is all there is; dates, ordinals, list markers and
    /// document numbers do not.
    ///
    /// ```
    /// use raingan::report::facts::Scan;
    /// let scan = Scan::new("ผู้รับบริการพึงพอใจไม่น้อยกว่าร้อยละ ๖๐");
    /// let found = scan.targets(0..scan.text.len());
    /// assert_eq!(&scan.text[found[0].range.clone()], "ไม่น้อยกว่าร้อยละ ๖๐");
    /// assert_eq!(found[0].value.unit.as_deref(), Some("percent"));
    /// ```
    pub fn targets(&self, within: Range<usize>) -> Vec<Found<TargetValue>> {
        self.targets_with(within, &self.percentages())
    }

    /// The same, with the percentages of the whole text at hand.
    pub(super) fn targets_with(
        &self,
        within: Range<usize>,
        percentages: &[Found<f64>],
    ) -> Vec<Found<TargetValue>> {
        let mut found: Vec<Found<TargetValue>> = Vec::new();
        let first = self.numbers.partition_point(|n| n.range.start < within.start);
        for i in first..self.numbers.len() {
            let range = &self.numbers[i].range;
            if range.end > within.end {
                break;
            }
            let used = found.last().is_some_and(|last| range.start < last.range.end);
            if used || self.in_date(range) {
                continue;
            }
            let own = self.target_at(i, &within, percentages);
            match self.lower_end(i).filter(|lower| self.numbers[*lower].range.start >= within.start)
            {
                Some(lower) => self.add_range(&mut found, own, lower, i),
                None => found.extend(own),
            }
        }
        found
    }

    /// The number before `i` that is the lower end of a range of which `i` is the upper one: `๘๐ - ๙๐`.
    fn lower_end(&self, i: usize) -> Option<usize> {
        let lower = i.checked_sub(1)?;
        let (from, to) = (&self.numbers[lower], &self.numbers[i]);
        let between = self.text[from.range.end..to.range.start].trim();
        let sign = percent_sign_end(self.text, from.range.end)
            .filter(|end| *end <= to.range.start)
            .map_or(between, |end| self.text[end..to.range.start].trim());
        let goes_up = from.value?.to_f64() < to.value?.to_f64();
        (TO.contains(&sign) && goes_up && self.may_end(lower) && self.may_end(i)).then_some(lower)
    }

    /// Whether number `i` may be an end of a range that is aimed at.
    fn may_end(&self, i: usize) -> bool {
        !self.is_ordinal(i)
            && !self.is_list_marker(i)
            && !self.is_year_like(i)
            && !self.in_date(&self.numbers[i].range)
    }

    /// Adds a range to the targets, its two ends: not below the one, not above the other. Either may say
    /// the unit of both.
    fn add_range(
        &self,
        found: &mut Vec<Found<TargetValue>>,
        own: Option<Found<TargetValue>>,
        lower: usize,
        upper: usize,
    ) {
        let low = self.numbers[lower].range.clone();
        let before =
            found.pop_if(|last| last.range.start <= low.start && low.end <= last.range.end);
        let Some(model) = before.as_ref().or(own.as_ref()) else { return };
        let unit = own.as_ref().and_then(|own| own.value.unit.clone());
        let unit = unit.or_else(|| model.value.unit.clone());
        let said = before.as_ref().map(|before| before.value.comparator);
        if let Some(most) = said.filter(|said| matches!(said, Comparator::Le | Comparator::Lt)) {
            // `ไม่เกิน ๕ - ๗ วัน`: it is not to be above the upper end.
            let start = before.map_or(low.start, |before| before.range.start);
            let end = self.end_of_range(upper, own, most, unit);
            found.push(Found { range: start..end.range.end, value: end.value });
            return;
        }
        let least = said.filter(|said| *said == Comparator::Gt).unwrap_or(Comparator::Ge);
        found.push(self.end_of_range(lower, before, least, unit.clone()));
        found.push(self.end_of_range(upper, own, Comparator::Le, unit));
    }

    /// One end of a range, number `i`, where it stands by itself or as the target that it is.
    fn end_of_range(
        &self,
        i: usize,
        known: Option<Found<TargetValue>>,
        comparator: Comparator,
        unit: Option<String>,
    ) -> Found<TargetValue> {
        let Found { range, value } = &self.numbers[i];
        let value = value.map_or(f64::NAN, Decimal::to_f64);
        let range = known.map_or_else(|| range.clone(), |known| known.range);
        Found { range, value: TargetValue { comparator, value, unit } }
    }

    /// The target that a text is whose only number is the size of what is built: `ยาว ๓๕๐ เมตร`, in a cell
    /// that says what is aimed at.
    pub fn size_aimed_at(&self) -> Option<Found<TargetValue>> {
        let [only] = self.numbers.as_slice() else { return None };
        let number = only.range.clone();
        let size = ends_with_any(self.text, skip_left(self.text, number.start), SIZES)?;
        let unit = self.target_unit(number.end, self.text.len())?;
        let value = TargetValue {
            comparator: Comparator::Eq,
            value: Decimal::to_f64(only.value?),
            unit: Some(self.text[unit.clone()].to_owned()),
        };
        Some(Found { range: size..unit.end, value })
    }

    fn target_at(
        &self,
        i: usize,
        within: &Range<usize>,
        percentages: &[Found<f64>],
    ) -> Option<Found<TargetValue>> {
        let value = Decimal::to_f64(self.numbers[i].value?);
        let number = self.numbers[i].range.clone();
        if self.is_part_of_number(i) {
            return None;
        }
        if let Some(percent) =
            percentages.iter().find(|p| p.range.start <= number.start && number.end <= p.range.end)
        {
            return Some(self.compared(
                percent.range.clone(),
                number.start,
                value,
                Some(PERCENT.to_owned()),
                within,
            ));
        }
        let before = skip_left(self.text, number.start);
        if let Some(level) =
            ends_with_any(self.text, before, &[LEVEL]).filter(|p| *p >= within.start)
        {
            return Some(self.compared(
                level..number.end,
                level,
                value,
                Some(LEVEL.to_owned()),
                within,
            ));
        }
        let marker = self.is_list_marker(i)
            && trim_range(self.text, within.clone()) != number
            && !self.is_compared_behind(number.end);
        // What is counted has neither age nor size: `ผู้สูงอายุ ๓๐ ราย`.
        let counted = known_unit(self.text, number.end)
            .is_some_and(|unit| COUNTED.whole(&self.text[unit]).is_some());
        let age = !counted && ends_with_any(self.text, before, AGES_AND_SIZES).is_some();
        if marker || age || self.is_ordinal(i) || self.is_year_like(i) {
            return None;
        }
        let unit = self.target_unit(number.end, within.end);
        let end = unit.as_ref().map_or(number.end, |u| u.end);
        let score = unit.is_none() && ends_with_any(self.text, before, &[SCORE]).is_some();
        let counts = unit.clone().map_or(SCORE, |u| &self.text[u]);
        let counts = (score || unit.is_some()).then(|| counts.to_owned());
        let target = self.compared(number.start..end, number.start, value, counts, within);
        let compared =
            target.value.comparator != Comparator::Eq || target.range.start < number.start;
        let opens = trim_range(self.text, within.clone()).start == number.start;
        let known = known_unit(self.text, number.end).is_some() && unit.is_some();
        let alone = trim_range(self.text, within.clone()) == number;
        let said = ends_with_any(self.text, before, FILLERS).is_some();
        (compared || known || alone || score || (unit.is_some() && (opens || said)))
            .then_some(target)
    }

    /// The target over `core`, widened over the comparators around it. `inner` is where its own
    /// number or scale starts.
    fn compared(
        &self,
        core: Range<usize>,
        inner: usize,
        value: f64,
        unit: Option<String>,
        within: &Range<usize>,
    ) -> Found<TargetValue> {
        let mut range = core.clone();
        let mut comparator = Comparator::Eq;
        let left = comparator_left(self.text, core.start, within.start)
            .or_else(|| comparator_left(self.text, inner, core.start.max(within.start)));
        if let Some((start, said)) = left {
            (range.start, comparator) = (start, said);
        }
        let after = skip_right(self.text, core.end);
        if let Some((word, said)) = BEHIND.at_start(&self.text[after..])
            && after + word.len() <= within.end
        {
            (range.end, comparator) = (after + word.len(), said.plain);
        }
        Found { range, value: TargetValue { comparator, value, unit } }
    }

    /// Whether a comparator stands behind the unit of a number: `๔.๕๑ คะแนนขึ้นไป`, which numbers nothing.
    fn is_compared_behind(&self, at: usize) -> bool {
        known_unit(self.text, at).is_some_and(|unit| {
            BEHIND.at_start(&self.text[skip_right(self.text, unit.end)..]).is_some()
        })
    }

    /// The unit after a number: a listed word with what it goes on with, or one unlisted word.
    fn target_unit(&self, at: usize, limit: usize) -> Option<Range<usize>> {
        let text = &self.text[..limit];
        let start = at + (text[at..].len() - text[at..].trim_start_matches(' ').len()).min(2);
        let letters = text[start..].chars().take_while(|c| is_thai_letter(*c) || *c == '/');
        let run = start + letters.map(char::len_utf8).sum::<usize>();
        let known = known_unit(text, start).filter(|k| k.start == start).map(|k| k.end);
        let mut end = match known {
            Some(k) if k < run && GOES_ON.iter().any(|w| text[k..].starts_with(w)) => run,
            Some(k) => k,
            None => run,
        };
        if let Some(cut) = BEHIND.first_in(&text[start..end]) {
            end = start + cut;
        }
        end = self.unit_goes_on(text, end);
        let no_unit = starts_with_any(text, start, NO_UNITS).is_some();
        let fits = end > start && end - start <= MAX_UNIT && !no_unit;
        (fits || known.is_some()).then_some(start..end)
    }

    /// `… ต่อ ๑ รอบการประเมิน`, `… ต่อ ปี`, `… / ปี`.
    fn unit_goes_on(&self, text: &str, end: usize) -> usize {
        let per = match text[..end].ends_with("ต่อ") {
            true => Some(end),
            false => starts_with_any(text, skip_right(text, end), &["ต่อ ", "/ "]),
        };
        let Some(per) = per else { return end };
        let mut at = skip_right(text, per);
        if let Some(i) = self.number_at(at) {
            at = skip_right(text, self.numbers[i].range.end.min(text.len()));
        }
        let stop = thai_end(text, at);
        if stop > at && stop - at <= MAX_UNIT { stop } else { end }
    }
}

/// The comparator that ends at `at` (after white space and fillers), not before `limit`, and where
/// it starts.
fn comparator_left(text: &str, at: usize, limit: usize) -> Option<(usize, Comparator)> {
    let mut at = skip_left(text, at);
    if let Some(p) = ends_with_any(text, at, FILLERS) {
        at = skip_left(text, p);
    }
    // `น้อยกว่าหรือเท่ากับ`, of which the filler is off already.
    let or_equal = ends_with_any(text, at, &[OR]);
    at = or_equal.map_or(at, |p| skip_left(text, p));
    let (start, says) = match ends_with_any(text, at, &["กว่า"]) {
        Some(than) => {
            let p = skip_left(text, than);
            match BEFORE_THAN.at_end(&text[..p]) {
                Some((word, says)) => (p - word.len(), *says),
                None => (than, THAN),
            }
        }
        None => {
            let (word, says) = BEFORE.at_end(&text[..at])?;
            (at - word.len(), *says)
        }
    };
    let (start, said) = match ends_with_any(text, skip_left(text, start), NOT) {
        Some(not) => (not, says.negated),
        None => (start, says.plain),
    };
    let said = if or_equal.is_some() { or_equal_to(said) } else { said };
    (start >= limit).then_some((start, said))
}

/// What a comparison says that takes what is equal, too.
fn or_equal_to(said: Comparator) -> Comparator {
    match said {
        Comparator::Gt => Comparator::Ge,
        Comparator::Lt => Comparator::Le,
        said => said,
    }
}

/// How the words before a figure, or before the number in it, compare it: what it is at most or at
/// least.
///
/// ```
/// use raingan::{contract::model::Comparator, report::facts::bound_before};
/// let text = "ไม่ถึงร้อยละ 80";
/// assert_eq!(bound_before(text, &("ไม่ถึง".len()..text.len())), Some(Comparator::Lt));
/// ```
pub fn bound_before(text: &str, figure: &Range<usize>) -> Option<Comparator> {
    let number = text[figure.clone()].find(is_digit).map_or(figure.start, |at| figure.start + at);
    let left = comparator_left(text, figure.start, 0)
        .or_else(|| comparator_left(text, number, figure.start));
    left.map(|(_, said)| said)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Raw text, comparator, value, unit.
    type Target = (&'static str, Comparator, f64, &'static str);

    /// Holds what is found in texts against what they aim at.
    fn assert_targets(cases: &[(&str, &[Target])]) {
        for (text, want) in cases {
            let scan = Scan::new(text);
            let got = scan.targets(0..text.len());
            let got: Vec<_> = got
                .iter()
                .map(|f| {
                    (
                        &text[f.range.clone()],
                        f.value.comparator,
                        f.value.value,
                        f.value.unit.as_deref().unwrap_or(""),
                    )
                })
                .collect();
            assert_eq!(got, *want, "{text}");
        }
    }

    #[test]
    fn cases() {
        use Comparator::*;
        let cases: &[(&str, &[Target])] = &[
            ("ร้อยละ ๗๐", &[("ร้อยละ ๗๐", Eq, 70.0, "percent")]),
            ("บุคลากรอย่างน้อย ร้อยละ ๙๐ ของทั้งหมด", &[("อย่างน้อย ร้อยละ ๙๐", Ge, 90.0, "percent")]),
            ("ไม่ น้อย กว่า ร้อยละ ๖๐", &[("ไม่ น้อย กว่า ร้อยละ ๖๐", Ge, 60.0, "percent")]),
            ("ไม่ต่ำกว่า 85%", &[("ไม่ต่ำกว่า 85%", Ge, 85.0, "percent")]),
            ("มากกว่าร้อยละ ๗๕", &[("มากกว่าร้อยละ ๗๕", Gt, 75.0, "percent")]),
            ("น้อยกว่า ๓ ข้อร้องเรียน", &[("น้อยกว่า ๓ ข้อร้องเรียน", Lt, 3.0, "ข้อร้องเรียน")]),
            ("ร้อยละ ๘๐ ขึ้นไป", &[("ร้อยละ ๘๐ ขึ้นไป", Ge, 80.0, "percent")]),
            ("ร้อยละความพึงพอใจไม่น้อยกว่า ๘๐", &[("ไม่น้อยกว่า ๘๐", Ge, 80.0, "percent")]),
            ("๘๕ คะแนนขึ้นไป", &[("๘๕ คะแนนขึ้นไป", Ge, 85.0, "คะแนน")]),
            ("อย่างน้อย ๑๒ คนต่อปี", &[("อย่างน้อย ๑๒ คนต่อปี", Ge, 12.0, "คนต่อปี")]),
            ("๔ ครั้ง / ปี", &[("๔ ครั้ง / ปี", Eq, 4.0, "ครั้ง / ปี")]),
            ("แล้วเสร็จภายใน ๖ เดือน", &[("ภายใน ๖ เดือน", Le, 6.0, "เดือน")]),
            ("ไม่เกิน ๑๕ วันทำการ", &[("ไม่เกิน ๑๕ วันทำการ", Le, 15.0, "วันทำการ")]),
            ("อย่างน้อยปีละ ๑ เรื่อง", &[("อย่างน้อยปีละ ๑ เรื่อง", Ge, 1.0, "เรื่อง")]),
            (
                "อย่างน้อย ๑ วิชาหรือหัวข้อต่อ ๒ รอบการสอน",
                &[("อย่างน้อย ๑ วิชาหรือหัวข้อต่อ ๒ รอบการสอน", Ge, 1.0, "วิชาหรือหัวข้อต่อ ๒ รอบการสอน")],
            ),
            ("ระดับ ๒ องค์กรดีเด่น", &[("ระดับ ๒", Eq, 2.0, "ระดับ")]),
            ("ไม่ต่ำกว่าระดับ ๔", &[("ไม่ต่ำกว่าระดับ ๔", Ge, 4.0, "ระดับ")]),
            ("๓", &[("๓", Eq, 3.0, "")]),
            ("1 โครงการ", &[("1 โครงการ", Eq, 1.0, "โครงการ")]),
            (
                "จำนวน ๕๐ คน และร้อยละ ๘๐",
                &[("๕๐ คน", Eq, 50.0, "คน"), ("ร้อยละ ๘๐", Eq, 80.0, "percent")],
            ),
            ("4.51 คะแนนขึ้นไป", &[("4.51 คะแนนขึ้นไป", Ge, 4.51, "คะแนน")]),
            ("ร้อยละ 80 - 90", &[("ร้อยละ 80", Ge, 80.0, "percent"), ("90", Le, 90.0, "percent")]),
            ("80 - 90%", &[("80", Ge, 80.0, "percent"), ("90%", Le, 90.0, "percent")]),
            ("๓ - ๕ วัน", &[("๓", Ge, 3.0, "วัน"), ("๕ วัน", Le, 5.0, "วัน")]),
        ];
        assert_targets(cases);
    }

    #[test]
    fn people_limits_in_words_and_ranges() {
        use Comparator::*;
        let cases: &[(&str, &[Target])] = &[
            ("ผู้สูงอายุ ๓๐ ราย", &[("๓๐ ราย", Eq, 30.0, "ราย")]),
            ("เจ้าหน้าที่ ๒๐ นาย", &[("๒๐ นาย", Eq, 20.0, "นาย")]),
            ("พื้นที่ ๕ แห่ง ตลอดปี ๔ ครั้ง", &[("๕ แห่ง", Eq, 5.0, "แห่ง"), ("๔ ครั้ง", Eq, 4.0, "ครั้ง")]),
            ("ระดับคะแนน ๔.๕๐", &[("๔.๕๐", Eq, 4.5, "คะแนน")]),
            ("น้อยกว่าหรือเท่ากับ ๕ วัน", &[("น้อยกว่าหรือเท่ากับ ๕ วัน", Le, 5.0, "วัน")]),
            ("มากกว่าหรือเท่ากับร้อยละ ๘๐", &[("มากกว่าหรือเท่ากับร้อยละ ๘๐", Ge, 80.0, "percent")]),
            ("ไม่ช้ากว่า ๗ วัน", &[("ไม่ช้ากว่า ๗ วัน", Le, 7.0, "วัน")]),
            ("เร็วกว่า ๗ วัน", &[("เร็วกว่า ๗ วัน", Lt, 7.0, "วัน")]),
            ("ไม่มีเกิน ๕ เรื่อง", &[("ไม่มีเกิน ๕ เรื่อง", Le, 5.0, "เรื่อง")]),
            ("ไม่เกิน ๕ - ๗ วัน", &[("ไม่เกิน ๕ - ๗ วัน", Le, 7.0, "วัน")]),
            ("๕ คนเป็นอย่างมาก", &[("๕ คนเป็นอย่างมาก", Le, 5.0, "คน")]),
            ("1 200 คน 1.200 คน 4 ใน 5", &[]),
            ("ครั้งที่ 1 200 คน", &[("200 คน", Eq, 200.0, "คน")]),
            ("รุ่น 1 200 คน", &[("200 คน", Eq, 200.0, "คน")]),
            ("ไม่ถึง ๕ เรื่อง", &[("ไม่ถึง ๕ เรื่อง", Lt, 5.0, "เรื่อง")]),
            ("ผู้สูงอายุ ๖๐ ปี นักศึกษาปี ๔ ลึก ๒ เมตร ครั้งที่ ๒ คน", &[]),
            ("ระดับ ๓ - ๕", &[("ระดับ ๓", Ge, 3.0, "ระดับ"), ("๕", Le, 5.0, "ระดับ")]),
            ("๔.๑ พัฒนาบุคลากร", &[]),
            ("ภายในวันที่ ๓๐ กันยายน ๒๕๖๘", &[]),
            ("ตาม พ.ร.บ. พ.ศ. ๒๕๖๒ รุ่นที่ ๓ อาคาร ๑", &[]),
        ];
        assert_targets(cases);
    }
}
