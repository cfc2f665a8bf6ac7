//! Which months a report covers, by its title.

use std::ops::Range;

use jiff::civil::Date;
use jiff::{Span, Unit};

use crate::contract::model::{FiscalYear, Period};
use crate::layout::Passage;
use crate::report::facts::{period_in, schedule};
use crate::thai::date::{DateValue, Precision, fiscal_year_on};
use crate::thai::{Found, ends_with_any, skip_left, starts_with_any};

/// What stands behind the months of a period that ends with the fiscal year.
const LAST_MONTHS: &str = "เดือนหลัง";
/// Halves of a year, and whether they end with it.
const HALVES: [(&str, bool); 2] = [("ครึ่งปีแรก", false), ("ครึ่งปีหลัง", true)];
/// Months of half a year.
const HALF: u8 = 6;
/// What stands before a month that a report covers; other months are when it was made.
const OF_MONTH: &[&str] = &["ประจำเดือน"];
/// What stands before a day that begins a stretch, and may stand before the period.
const BEFORE: &[&str] = &["ตั้งแต่เดือน", "ตั้งแต่วันที่", "ตั้งแต่", "ระหว่างวันที่", "ระหว่างเดือน", "ระหว่าง"];
/// A quarter.
const QUARTER: &str = "ไตรมาส";
/// A report covers a year at most.
const LONGEST: i32 = 12;

/// The period that a title says, in the year that the document is about.
pub(in crate::report) fn period_of(title: &Passage, year: Option<&FiscalYear>) -> Option<Period> {
    let text = &title.text;
    if let Some((range, months)) = period_in(text) {
        return Some(period(&title.slice(range), months, year));
    }
    if let Some((range, last)) = half_in(text) {
        return Some(months_of(&title.slice(range), HALF, last, year));
    }
    let (range, dates) = stretch_in(text, year.map(|year| year.be))?;
    let said = title.slice(range);
    let (raw, regions) = (said.text.clone(), said.all_regions());
    let (start, end) = (Some(dates.start), Some(dates.end));
    Some(Period { raw, months: months_between(dates.start, dates.end), start, end, regions })
}

/// The reporting period of a passage: this many months from the start of the fiscal year, or up to
/// its end (`รอบ ๖ เดือนหลัง`).
pub(in crate::report) fn period(
    passage: &Passage,
    months: u8,
    year: Option<&FiscalYear>,
) -> Period {
    let last = passage.text.replace(' ', "").contains(LAST_MONTHS);
    months_of(passage, months, last, year)
}

/// The fiscal year (Buddhist Era) that a title says by the stretch of time that lies in it.
pub(super) fn fiscal_year_of_stretch(title: &str) -> Option<i16> {
    let (_, dates) = stretch_in(title, None)?;
    let year = fiscal_year_on(dates.start);
    (year == fiscal_year_on(dates.end)).then_some(year)
}

/// The first or last months of a year.
fn months_of(passage: &Passage, months: u8, last: bool, year: Option<&FiscalYear>) -> Period {
    let months_long = Span::new().months(i64::from(months));
    let span = year.and_then(|year| {
        if last {
            let start = year.end.tomorrow().ok()?.checked_sub(months_long).ok()?;
            return Some((start, year.end));
        }
        let after = year.start.checked_add(months_long).ok()?;
        Some((year.start, after.yesterday().ok()?))
    });
    let (start, end) = span.unzip();
    let (raw, regions) = (passage.text.clone(), passage.all_regions());
    Period { raw, months: Some(months), start, end, regions }
}

/// Where a text says half a year, and whether it is the last one.
fn half_in(text: &str) -> Option<(Range<usize>, bool)> {
    HALVES.iter().find_map(|(words, last)| {
        let at = text.find(words)?;
        let start = ends_with_any(text, skip_left(text, at), &["รอบ"]).unwrap_or(at);
        Some((start..at + words.len(), *last))
    })
}

/// The one stretch of whole months that a text says, in a fiscal year (Buddhist Era), with the words
/// before it; `None` where it says several.
fn stretch_in(text: &str, year: Option<i16>) -> Option<(Range<usize>, DateValue)> {
    let mut found = schedule(text, year);
    found.retain(|date| is_period(text, date));
    // What the file prints with its year is surer than what is worked out.
    found.sort_by_key(|date| date.value.inferred);
    let first = found.first()?;
    let DateValue { start, end, .. } = first.value;
    if found.iter().any(|date| (date.value.start, date.value.end) != (start, end)) {
        return None;
    }
    let before = skip_left(text, first.range.start);
    let start = ends_with_any(text, before, BEFORE).unwrap_or(first.range.start);
    Some((start..first.range.end, first.value))
}

/// Whether dates are the months that a report covers: several whole ones, a quarter, or one that is
/// said to be.
fn is_period(text: &str, date: &Found<DateValue>) -> bool {
    let DateValue { start, end, precision, .. } = date.value;
    let Some(months) = months_between(start, end) else { return false };
    let said = &text[date.range.clone()];
    let of_month = ends_with_any(text, skip_left(text, date.range.start), OF_MONTH).is_some();
    matches!(precision, Precision::Day | Precision::Month)
        && (months > 1 || of_month || starts_with_any(said, 0, &[QUARTER]).is_some())
}

/// How many whole months lie between two days, both among them; `None` where they are parts of months,
/// or more than a year.
fn months_between(start: Date, end: Date) -> Option<u8> {
    let after = end.tomorrow().ok()?;
    if start.day() != 1 || after.day() != 1 {
        return None;
    }
    let months = start.until((Unit::Month, after)).ok()?.get_months();
    (1..=LONGEST).contains(&months).then(|| u8::try_from(months).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a title says, in the year 2568.
    fn said(title: &str) -> String {
        let (start, end) = crate::thai::date::fiscal_year(2568).unwrap();
        let year = FiscalYear { be: 2568, start, end, corrected: None };
        match period_of(&Passage::placeless(title), Some(&year)) {
            Some(Period { raw, months, start: Some(start), end: Some(end), .. }) => {
                format!("{raw} | {} | {start} {end}", months.map_or(0, i32::from))
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn titles_say_quarters_halves_months_and_days() {
        for (title, period) in [
            ("รายงาน รอบ ๖ เดือนแรก", "รอบ ๖ เดือนแรก | 6 | 2024-10-01 2025-03-31"),
            ("รายงาน รอบ ๖ เดือนหลัง", "รอบ ๖ เดือนหลัง | 6 | 2025-04-01 2025-09-30"),
            ("รายงานผล ไตรมาสที่ ๒", "ไตรมาสที่ ๒ | 3 | 2025-01-01 2025-03-31"),
            ("รายงานผล ไตรมาสที่ 1 - 4", "ไตรมาสที่ 1 - 4 | 12 | 2024-10-01 2025-09-30"),
            ("รายงานผลรอบครึ่งปีหลัง", "รอบครึ่งปีหลัง | 6 | 2025-04-01 2025-09-30"),
            ("ผลงาน (ต.ค. ๒๕๖๗ - มี.ค. ๒๕๖๘)", "ต.ค. ๒๕๖๗ - มี.ค. ๒๕๖๘ | 6 | 2024-10-01 2025-03-31"),
            (
                "ผลระหว่างวันที่ 1 ตุลาคม 2567 - 31 มีนาคม 2568",
                "ระหว่างวันที่ 1 ตุลาคม 2567 - 31 มีนาคม 2568 | 6 | 2024-10-01 2025-03-31",
            ),
            ("รายงานประจำเดือนมีนาคม 2568", "มีนาคม 2568 | 1 | 2025-03-01 2025-03-31"),
        ] {
            assert_eq!(said(title), period, "{title}");
        }
        for title in ["รายงานผล มีนาคม ๒๕๖๘", "รายงานผล ณ วันที่ ๓๑ มีนาคม ๒๕๖๘", "แผนปีงบประมาณ ๒๕๖๘"]
        {
            assert_eq!(said(title), "None", "{title}: when it was made, or the year");
        }
    }

    #[test]
    fn months_have_no_days_where_the_year_is_not_known() {
        let unknown = period(&Passage::placeless("รอบ ๖ เดือน"), 6, None);
        assert_eq!((unknown.months, unknown.start, unknown.end), (Some(6), None, None));
    }

    #[test]
    fn a_stretch_within_a_fiscal_year_says_which() {
        let year = fiscal_year_of_stretch;
        assert_eq!(year("ผลงาน ตุลาคม ๒๕๖๗ - มีนาคม ๒๕๖๘"), Some(2568));
        assert_eq!(year("รายงานประจำเดือนพฤศจิกายน ๒๕๖๗"), Some(2568));
        assert_eq!(year("ผลงาน มกราคม ๒๕๖๘ - ธันวาคม ๒๕๖๘"), None, "of two fiscal years");
        assert_eq!(year("ไตรมาสที่ ๒"), None);
    }
}
