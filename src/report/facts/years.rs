//! The years that a title names: the fiscal year a document is for, or those a plan spans.

use std::ops::Range;

use crate::thai::date::{Precision, find};
use crate::thai::digits::{self, Run};
use crate::thai::{ends_with_any, skip_left};

/// Years of the Buddhist Era that a document may be about.
const BE_YEARS: Range<i32> = 2500..2600;
/// The same years in the Common Era.
const CE_YEARS: Range<i32> = BE_YEARS.start - ERA..BE_YEARS.end - ERA;
/// The years from a year of the Common Era to that of the Buddhist Era.
const ERA: i32 = 543;
/// The two digits that a century has.
const CENTURY: i32 = 100;
/// A plan spans at most this many years beyond its first one.
const LONGEST_PLAN: i32 = 20;
/// What leads to a year that the document is not for: it is compared with, or followed from, that.
const OTHER_YEARS: &[&str] =
    &["จากผล", "จากการประเมิน", "เปรียบเทียบ", "เทียบกับ", "ตามผล", "นำผล", "ใช้ผล", "ปีที่ผ่านมา", "ปีก่อน"];
/// How far before a year such a word is looked for, in characters.
const OTHER_YEAR_REACH: usize = 60;
/// What stands right before the year that a document is for.
const YEARLY: &[&str] = &["ประจำปี", "ปีงบประมาณ", "ปีงบฯ"];
/// What has a year of its own in its name, and years of other kinds.
const LAWS: &[&str] =
    &["พระราช", "พ.ร.บ.", "ระเบียบ", "ประกาศ", "คำสั่ง", "ข้อบังคับ", "ฉบับที่", "มติ", "ปีปฏิทิน", "ปีการศึกษา"];
/// The year of a school.
const SCHOOL_YEAR: &str = "ปีการศึกษา";
/// How the names of months end: the year behind one is that of a date.
const MONTH_ENDS: &[&str] = &["คม", "ยน", "พันธ์", "ค.", "ย.", "ก.พ."];
/// What stands between the two years of a plan, besides white space.
const BETWEEN: &[&str] =
    &["ปีงบประมาณ", "จนถึง", "ถึง", "พ.ศ.", "พ.ศ", "ค.ศ.", "ปี", "-", "–", "—", "~", "−"];

/// The fiscal year (BE) a title is for: of several `ปีงบประมาณ พ.ศ. ๒๕๖๘` the last one that it does
/// not only compare with, those in brackets last, else `ประจำปี [พ.ศ.] ๒๕๖๘`, which these reports print for it.
///
/// ```
/// use raingan::report::facts::fiscal_year_of;
/// assert_eq!(fiscal_year_of("รายงานผล ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"), Some(2568));
/// assert_eq!(fiscal_year_of("จากผลปีงบประมาณ ๒๕๖๗ สู่ปีงบประมาณ ๒๕๖๘"), Some(2568));
/// assert_eq!(fiscal_year_of("ไตรมาสที่ ๓ ปีงบประมาณ ๒๕๖๘"), Some(2568));
/// assert_eq!(fiscal_year_of("แผนปีงบประมาณ ๒๕๖๘ (ทบทวนแผนปีงบประมาณ ๒๕๖๗)"), Some(2568));
/// ```
pub fn fiscal_year_of(text: &str) -> Option<i16> {
    let mut all: Vec<(usize, i16)> = find(text)
        .dates
        .iter()
        .filter(|date| date.value.precision == Precision::FiscalYear)
        .filter(|date| date.value.end.year() - date.value.start.year() == 1)
        .map(|date| (date.range.start, date.value.end.year() + ERA as i16))
        .collect();
    all.sort_unstable();
    let mut done = 0;
    let (mut own, mut bracketed) = (None, None);
    for (at, year) in &all {
        if !leads_to_other(&text[done..*at]) {
            let slot = if is_in_brackets(text, *at) { &mut bracketed } else { &mut own };
            *slot = Some(*year);
        }
        done = *at;
    }
    own.or(bracketed).or(all.last().map(|(_, year)| *year)).or_else(|| yearly(text))
}

/// Whether what stands at a place is said in brackets, beside the matter.
fn is_in_brackets(text: &str, at: usize) -> bool {
    let count = |sign: char| text[..at].matches(sign).count();
    count('(') > count(')')
}

/// Whether the text before a year says that the document is not for that.
fn leads_to_other(before: &str) -> bool {
    let near = before.char_indices().rev().take(OTHER_YEAR_REACH).last().map_or(0, |(at, _)| at);
    OTHER_YEARS.iter().any(|word| before[near..].contains(word))
}

/// The year behind `ประจำปี`, or behind `ปีงบประมาณ` beside a part of it.
fn yearly(text: &str) -> Option<i16> {
    digits::runs(text).into_iter().find_map(|run| {
        let mut before = text[..run.range.start].trim_end();
        before = before.strip_suffix("พ.ศ.").unwrap_or(before).trim_end();
        let year = i16::try_from(run.value).ok().filter(|y| BE_YEARS.contains(&i32::from(*y)))?;
        YEARLY.iter().any(|word| before.ends_with(word)).then_some(year)
    })
}

/// The only year (BE) that a title of a plan or report names, behind `ปี` or `พ.ศ.`: of such titles it is
/// the fiscal one. A law's year, a date's and that of a school or the calendar are none.
///
/// ```
/// use raingan::report::facts::only_year_of;
/// assert_eq!(only_year_of("แผนปฏิบัติการป้องกันการทุจริต ปี ๒๕๖๘"), Some(2568));
/// assert_eq!(only_year_of("แผนตามพระราชบัญญัติประกอบรัฐธรรมนูญ พ.ศ. ๒๕๖๑"), None);
/// ```
pub fn only_year_of(title: &str) -> Option<i16> {
    let years = digits::runs(title).into_iter().filter(|run| run.len == 4);
    let years: Vec<Run> =
        years.filter(|run| i32::try_from(run.value).is_ok_and(|y| BE_YEARS.contains(&y))).collect();
    let [year] = years.as_slice() else { return None };
    let era = era_start(title, year.range.start);
    let behind_era = era < skip_left(title, year.range.start);
    let before = title[..era].trim_end();
    let is_year = behind_era || before.ends_with("ปี");
    let of_other = before.ends_with(SCHOOL_YEAR) || ends_with_any(title, era, MONTH_ENDS).is_some();
    let law = LAWS.iter().any(|word| title.contains(word));
    (is_year && !of_other && !law).then(|| i16::try_from(year.value).ok()).flatten()
}

/// Years (BE) that a plan spans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearsFound {
    /// The first one.
    pub first: i16,
    /// The last one.
    pub last: i16,
    /// Where they stand.
    pub range: Range<usize>,
}

/// The years that a title says its plan spans: `(พ.ศ. ๒๕๖๖ - ๒๕๗๐)`. Those of schools are none.
///
/// ```
/// use raingan::report::facts::plan_years_of;
/// let found = plan_years_of("แผนปฏิบัติการ ๕ ปี (พ.ศ. ๒๕๖๖ - ๒๕๗๐)").unwrap();
/// assert_eq!((found.first, found.last), (2566, 2570));
/// ```
pub fn plan_years_of(text: &str) -> Option<YearsFound> {
    let runs = digits::runs(text);
    runs.windows(2).find_map(|pair| {
        let [left, right] = pair else { return None };
        let (first, last) = years_of_plan(left, right)?;
        let is_range = is_between(&text[left.range.end..right.range.start]);
        let before = era_start(text, left.range.start);
        let of_school = text[..before].ends_with(SCHOOL_YEAR);
        let of_month = ends_with_any(text, before, MONTH_ENDS).is_some();
        let range = left.range.start..right.range.end;
        (is_range && !of_school && !of_month).then_some(YearsFound { first, last, range })
    })
}

/// Where what stands before a year and belongs to it begins.
fn era_start(text: &str, at: usize) -> usize {
    let at = skip_left(text, at);
    let era = ends_with_any(text, at, &["พ.ศ.", "พ.ศ", "ค.ศ."]).unwrap_or(at);
    skip_left(text, era)
}

/// The first and the last year of a plan, Buddhist Era, where two numbers are such years.
fn years_of_plan(left: &Run, right: &Run) -> Option<(i16, i16)> {
    let year = |run: &Run| {
        let year = i32::try_from(run.value).ok().filter(|_| run.len == 4)?;
        let year = if CE_YEARS.contains(&year) { year + ERA } else { year };
        BE_YEARS.contains(&year).then_some(year)
    };
    let first = year(left)?;
    let short = || {
        let value = i32::try_from(right.value).ok().filter(|_| right.len == 2)?;
        Some(first - first % CENTURY + value)
    };
    let last = year(right).or_else(short)?;
    let fits = first < last && last - first <= LONGEST_PLAN;
    fits.then_some((i16::try_from(first).ok()?, i16::try_from(last).ok()?))
}

/// Whether a text between two years says that they begin and end a stretch of time.
fn is_between(text: &str) -> bool {
    let mut rest = text.trim_start();
    let mut says = false;
    while let Some(word) = BETWEEN.iter().find(|word| rest.starts_with(**word)) {
        says |= !matches!(*word, "พ.ศ." | "พ.ศ" | "ค.ศ." | "ปี" | "ปีงบประมาณ");
        rest = rest[word.len()..].trim_start();
    }
    says && rest.is_empty()
}

/// Whether a title is for the year of a school, which is no fiscal year.
pub fn is_of_school_year(text: &str) -> bool {
    text.contains(SCHOOL_YEAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fiscal_years() {
        let cases = [
            ("ปีงบประมาณ ๒๕๖๖", Some(2566)),
            ("ประจำปี 2567", Some(2567)),
            ("ประจำปี พ.ศ. ๒๕๖๗", Some(2567)),
            ("รายงานผลปีงบประมาณ ๒๕๖๗ และแผนปีงบประมาณ ๒๕๖๘", Some(2568)),
            ("ปีงบประมาณ ๒๕๖๘ เปรียบเทียบกับปีงบประมาณ ๒๕๖๗", Some(2568)),
            ("ปีการศึกษา ๒๕๖๘", None),
            ("พ.ศ. ๒๕๖๒", None),
            ("", None),
        ];
        for (text, want) in cases {
            assert_eq!(fiscal_year_of(text), want, "{text}");
        }
    }

    #[test]
    fn years_of_plans() {
        for (text, want) in [
            ("แผน ๕ ปี (พ.ศ. ๒๕๖๖ - ๒๕๗๐)", Some((2566, 2570))),
            ("แผนพัฒนา พ.ศ. 2566 ถึง พ.ศ. 2570", Some((2566, 2570))),
            ("ปีงบประมาณ พ.ศ. ๒๕๖๖–๗๐", Some((2566, 2570))),
            ("แผน ปี 2023-2027", Some((2566, 2570))),
            ("ปีการศึกษา ๒๕๖๗ - ๒๕๖๘", None),
            ("(ตุลาคม ๒๕๖๗ - มีนาคม ๒๕๖๘)", None),
            ("เลขที่ ๒๕๖๖ ๒๕๗๐", None),
            ("๒๕๗๐ - ๒๕๖๖", None),
        ] {
            let found = plan_years_of(text).map(|found| (found.first, found.last));
            assert_eq!(found, want, "{text}");
        }
    }
}
