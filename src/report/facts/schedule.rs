//! What a period cell says: the stretches of time in which something is carried out.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::thai::date::{DateValue, Precision, find_in_year, fiscal_year, fiscal_year_on};
use crate::thai::{
    Found, digits, ends_with_any, skip_left, skip_right, starts_with_any, trim_range,
};

/// What stands before the year of a school, which is no fiscal year.
const OF_A_SCHOOL: &[&str] = &["การศึกษา"];

/// What says behind a date that it only begins then.
const OPEN: &[&str] = &["เป็นต้นไป"];

/// What says the whole fiscal year without a number: `ตลอดปีงบประมาณ`, `ทั้งปี`; not `ตลอดปีการศึกษา`
/// (which what follows tells).
static WHOLE_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    let year = r"ปี(?:\s*งบประมาณ|\s*งปม\.?)?";
    Regex::new(&format!(r"(?:ตลอด(?:ทั้ง)?\s*{year}|ทั้ง\s*{year}|ปี\s*งบประมาณ)(?:\s*นี้)?"))
        .expect("a constant pattern")
});

/// What may not follow it: the year of a school or of the calendar, or a number.
static OTHER_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:การศึกษา|ปฏิทิน|ที่ผ่านมา|ก่อน|ถัดไป|(?:พ\.?\s*ศ\.?)?\s*[0-9๐-๙])")
        .expect("a constant pattern")
});

/// A cell that is only years: `๒๕๖๘`, `ปี ๒๕๖๖ - ๒๕๗๐`, `ตลอดปี ๒๕๖๘`.
static ONLY_YEARS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:ตลอด|ภายใน)?\s*(?:ปี)?\s*(?:พ\.\s*ศ\.)?\s*(2[45][0-9]{2})(?:\s*(?:[-–—]|ถึง)\s*(2[45][0-9]{2}))?\s*$")
        .expect("a constant pattern")
});

/// The stretches of time that a period cell says, in order. Months and quarters without a year, and
/// `ตลอดปีงบประมาณ`, take theirs from `fiscal_year_be` (Buddhist Era); they are
/// [inferred](DateValue::inferred). What says no dates (`ทุกวันทำการ`, `ตลอดปีการศึกษา`) gives none.
///
/// ```
/// use raingan::report::facts::schedule;
/// let found = schedule("ก.พ. - มี.ค. ๖๘", None);
/// let value = found[0].value;
/// assert_eq!(format!("{} {}", value.start, value.end), "2025-02-01 2025-03-31");
/// assert_eq!(schedule("ตลอดปีงบประมาณ", Some(2568))[0].value.start.to_string(), "2024-10-01");
/// assert!(schedule("ตลอดปีการศึกษา", Some(2568)).is_empty());
/// ```
pub fn schedule(text: &str, fiscal_year_be: Option<i16>) -> Vec<Found<DateValue>> {
    if let Some(years) = only_years(text) {
        return vec![years];
    }
    let mut found = find_in_year(text, fiscal_year_be);
    found.retain(|date| date.value.precision != Precision::Year || !is_of_a_school(text, date));
    if let Some(last) = found.last_mut() {
        stay_open(text, last, fiscal_year_be);
    }
    let whole = fiscal_year_be.and_then(fiscal_year);
    if let Some((start, end)) = whole.filter(|_| found.is_empty()) {
        found.extend(whole_year(text).map(|range| {
            let precision = Precision::FiscalYear;
            Found { range, value: DateValue { start, end, precision, inferred: true } }
        }));
    }
    found
}

/// A stretch that is said to be without end (`ม.ค. ๒๕๖๘ เป็นต้นไป`) goes to the end of the fiscal year of the
/// report or, where that is over, of its own: what is inferred, as nothing says it.
fn stay_open(text: &str, found: &mut Found<DateValue>, fiscal_year_be: Option<i16>) {
    let Some(open) = starts_with_any(text, skip_right(text, found.range.end), OPEN) else { return };
    let start = found.value.start;
    let years =
        [fiscal_year_be, Some(fiscal_year_on(start))].into_iter().flatten().filter_map(fiscal_year);
    let Some((_, end)) = years.into_iter().find(|(_, end)| *end > start) else { return };
    found.range.end = open;
    (found.value.end, found.value.inferred) = (end, true);
}

/// Where a text says the whole fiscal year without naming it.
fn whole_year(text: &str) -> Option<Range<usize>> {
    let mut found = WHOLE_YEAR.find_iter(text);
    found.find(|words| !OTHER_YEAR.is_match(&text[words.end()..])).map(|words| words.range())
}

/// The fiscal years that are all that a text says.
fn only_years(text: &str) -> Option<Found<DateValue>> {
    let arabic = digits::to_arabic(text);
    let found = ONLY_YEARS.captures(&arabic)?;
    let year = |group: usize| found.get(group)?.as_str().parse::<i16>().ok();
    let first = year(1)?;
    let (start, _) = fiscal_year(first)?;
    let (_, end) = fiscal_year(year(2).unwrap_or(first))?;
    let range = trim_range(text, 0..text.len());
    let value = DateValue { start, end, precision: Precision::FiscalYear, inferred: false };
    (start < end).then_some(Found { range, value })
}

/// Whether a year is that of a school: `ปีการศึกษา พ.ศ. ๒๕๖๘`.
fn is_of_a_school(text: &str, year: &Found<DateValue>) -> bool {
    ends_with_any(text, skip_left(text, year.range.start), OF_A_SCHOOL).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn period_cells() {
        let cases: &[(&str, &[&str])] = &[
            ("พ.ย. ๖๗ - ม.ค. ๖๘", &["2024-11-01 2025-01-31"]),
            ("ก.พ. - มี.ค. ๖๘", &["2025-02-01 2025-03-31"]),
            ("ม.ค. – มี.ค. ๕๔", &["2011-01-01 2011-03-31"]),
            ("ธันวาคม ๒๕๖๗ - สิงหาคม ๒๕๖๘", &["2024-12-01 2025-08-31"]),
            ("๑ ตุลาคม ๒๕๖๗ - ๓๑ มีนาคม ๒๕๖๘", &["2024-10-01 2025-03-31"]),
            ("๑๕ มกราคม - ๓๐ มิถุนายน ๒๕๖๘", &["2025-01-15 2025-06-30"]),
            ("๑๘ - ๒๐ ก.ค. ๖๘", &["2025-07-18 2025-07-20"]),
            ("๒๑ - ๒๒ พ.ย. ๖๘", &["2025-11-21 2025-11-22"]),
            ("เม.ย. ๖๘ - มี.ค. ๖๙", &["2025-04-01 2026-03-31"]),
            ("เม.ย. ๖๘", &["2025-04-01 2025-04-30"]),
            ("๑๐ พ.ค. ๖๘", &["2025-05-10 2025-05-10"]),
            ("ต.ค. ๖๗ ถึง ก.ย. ๖๘", &["2024-10-01 2025-09-30"]),
            ("พ.ย. - ม.ค.", &["2024-11-01 2025-01-31"]),
            ("ม.ค. - มี.ค. ๖๘\nก.ค. - ก.ย. ๖๘", &["2025-01-01 2025-03-31", "2025-07-01 2025-09-30"]),
            ("ไตรมาสที่ ๒", &["2025-01-01 2025-03-31"]),
            ("ไตรมาส ๑ - ๔", &["2024-10-01 2025-09-30"]),
            ("ไตรมาส ๑/๒๕๖๘", &["2024-10-01 2024-12-31"]),
            ("ตลอดปีงบประมาณ", &["2024-10-01 2025-09-30"]),
            ("ตลอดปี", &["2024-10-01 2025-09-30"]),
            ("ตลอดทั้งปี", &["2024-10-01 2025-09-30"]),
            ("ตลอดปีงบประมาณ พ.ศ. ๒๕๖๗", &["2023-10-01 2024-09-30"]),
            ("ปีงบประมาณ พ.ศ. ๒๕๖๘", &["2024-10-01 2025-09-30"]),
            ("ปี ๒๕๖๙", &["2025-10-01 2026-09-30"]),
            ("๒๕๖๖ - ๒๕๗๐", &["2022-10-01 2027-09-30"]),
            ("ม.ค. ๒๕๖๘ เป็นต้นไป", &["2025-01-01 2025-09-30"]),
            ("ตั้งแต่เดือนพฤศจิกายน ๒๕๖๘ เป็นต้นไป", &["2025-11-01 2026-09-30"]),
            ("ตลอดปีการศึกษา", &[]),
            ("ปีการศึกษา พ.ศ. ๒๕๖๘", &[]),
            ("ทุกวันทำการ", &[]),
            ("๒๕๗๐ - ๒๕๖๖", &[]),
            ("-", &[]),
            ("", &[]),
        ];
        for (text, want) in cases {
            let found = schedule(text, Some(2568));
            let said: Vec<String> =
                found.iter().map(|f| format!("{} {}", f.value.start, f.value.end)).collect();
            assert_eq!(said, *want, "{text}");
        }
    }

    #[test]
    fn what_is_taken_from_the_fiscal_year_is_inferred() {
        for (text, inferred) in
            [("พ.ย. - ม.ค.", true), ("ตลอดปี", true), ("เม.ย. ๖๘", false), ("๒๕๖๘", false)]
        {
            assert_eq!(schedule(text, Some(2568))[0].value.inferred, inferred, "{text}");
            assert_eq!(schedule(text, None).is_empty(), inferred, "{text}");
        }
    }
}
