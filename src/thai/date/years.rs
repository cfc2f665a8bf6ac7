//! Years, fiscal years and quarters: what has a year and no month.

use jiff::civil::Date;

use super::{
    CE_YEARS, Ce, DateValue, Dates, ERA_OFFSET, Impossible, MAX_PARTS, Precision, Scanner, TIES,
    Tie,
};
use super::{date, month_end};
use crate::thai::{Found, ends_with_any, skip_left};

/// The month that a fiscal year begins with.
const FIRST_MONTH: i8 = 10;

/// What stands for a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum YearKind {
    Bare,
    Era,
    Fiscal,
}

/// A year with what stands before it.
#[derive(Debug, Clone, Copy)]
struct YearItem {
    start: usize,
    end: usize,
    year: Ce,
    kind: YearKind,
    run: usize,
}

/// First and last day of a fiscal year, by the BE year it ends in.
///
/// ```
/// let (start, end) = raingan::thai::date::fiscal_year(2568).unwrap();
/// assert_eq!((start.to_string(), end.to_string()), ("2024-10-01".into(), "2025-09-30".into()));
/// ```
pub fn fiscal_year(be: i16) -> Option<(Date, Date)> {
    let ce = i32::from(be) - ERA_OFFSET;
    date(ce - 1, 10, 1).zip(date(ce, 9, 30))
}

/// The fiscal year that a day lies in, by the BE year it ends in.
///
/// ```
/// use raingan::thai::date::{fiscal_year, fiscal_year_on};
/// let (start, end) = fiscal_year(2568).unwrap();
/// assert_eq!((fiscal_year_on(start), fiscal_year_on(end)), (2568, 2568));
/// ```
pub fn fiscal_year_on(day: Date) -> i16 {
    day.year() + i16::from(day.month() >= FIRST_MONTH) + ERA_OFFSET as i16
}

/// First and last day of quarters `first..=last` of a fiscal year that ends in `year`.
pub(super) fn quarters(year: Ce, first: u32, last: u32) -> Option<(Date, Date)> {
    let month_of = |n: u32| if n < 3 { (year - 1, n + 10) } else { (year, n - 2) };
    let ((y0, m0), (y1, m1)) = (month_of(3 * (first - 1)), month_of(3 * last - 1));
    date(y0, m0, 1).zip(month_end(y1, m1))
}

impl Scanner<'_> {
    /// Years, fiscal years and quarters that end in run `i`: the leftmost run and the start of what
    /// was used.
    pub(super) fn years(&self, i: usize, out: &mut Dates) -> Option<(usize, usize)> {
        let last = self.year_item(i)?;
        let mut chain = vec![(last, None)];
        while chain.len() < MAX_PARTS
            && let Some((at, tie)) = self.tie_left(chain[chain.len() - 1].0.start)
            && let Some(left) =
                self.run_ending(skip_left(self.text, at), chain[chain.len() - 1].0.run)
            && self.written(left).is_none()
            && self.slashed(left).is_none()
            && let Some(item) = self.year_item(left)
        {
            let opens_line = self.text[skip_left(self.text, at)..at].contains('\n');
            if opens_line || tie == Tie::List && chain[chain.len() - 1].0.kind != YearKind::Bare {
                break;
            }
            chain.push((item, Some(tie)));
        }
        while chain.last().is_some_and(|(item, _)| item.kind == YearKind::Bare) {
            chain.pop();
        }
        let first = chain.last()?.0;
        let used = self.push_years(&chain, out);
        Some((first.run, used.min(first.start)))
    }

    /// The year in run `i` with era or `ปีงบประมาณ` before it.
    fn year_item(&self, i: usize) -> Option<YearItem> {
        let run = &self.runs[i];
        let bare = YearItem {
            start: run.range.start,
            end: run.range.end,
            year: 0,
            kind: YearKind::Bare,
            run: i,
        };
        let (at, era) = self.era_left(run.range.start);
        let fiscal = self.fiscal_left(if era.is_some() { at } else { run.range.start });
        if run.len == 2 && self.counted(i) {
            return None;
        }
        let year = if era == Some("ค.ศ.") && run.len == 4 && CE_YEARS.contains(&run.value) {
            run.value as i32
        } else {
            self.year(i, fiscal.is_some() && run.len == 2)?
        };
        match (fiscal, era) {
            (Some(start), _) => Some(YearItem { start, year, kind: YearKind::Fiscal, ..bare }),
            (None, Some(name)) => {
                let era_start =
                    self.text[at..run.range.start].find(&name[..3]).map_or(at, |p| at + p);
                Some(YearItem { start: era_start, year, kind: YearKind::Era, ..bare })
            }
            (None, None) => (!self.goes_back(i)).then_some(YearItem { year, ..bare }),
        }
    }

    /// Where `ปีงบประมาณ` starts that ends at `at`, white space within it allowed.
    fn fiscal_left(&self, at: usize) -> Option<usize> {
        let mut at = skip_left(self.text, at);
        if let Some(p) = ends_with_any(self.text, at, &["ปีงบประมาณ", "ปีงบฯ", "ปีงบ"])
        {
            return Some(p);
        }
        for part in ["ประมาณ", "งบ", "ปี"] {
            at = ends_with_any(self.text, skip_left(self.text, at), &[part])?;
        }
        Some(at)
    }

    /// Turns a chain of years (last to first) into values; the start of the leftmost.
    fn push_years(&self, chain: &[(YearItem, Option<Tie>)], out: &mut Dates) -> usize {
        let kind = chain[chain.len() - 1].0.kind;
        let mut i = 0;
        let mut used = usize::MAX;
        while i < chain.len() {
            let right = chain[i].0;
            let ranged = chain.get(i + 1).is_some_and(|(_, tie)| *tie == Some(Tie::Range));
            let left = if ranged { chain[i + 1].0 } else { right };
            i += if ranged { 2 } else { 1 };
            let range = left.start..right.end;
            used = range.start;
            if left.year > right.year {
                out.impossible.push(Found { range, value: Impossible::EndsBeforeStart });
            } else if let Some(quarter) =
                self.quarter(&left).filter(|_| kind == YearKind::Fiscal && !ranged)
            {
                used = quarter.range.start;
                out.dates.push(quarter);
            } else {
                let (start, end, precision) = match kind {
                    YearKind::Fiscal => {
                        (date(left.year - 1, 10, 1), date(right.year, 9, 30), Precision::FiscalYear)
                    }
                    _ => (date(left.year, 1, 1), date(right.year, 12, 31), Precision::Year),
                };
                if let Some((start, end)) = start.zip(end) {
                    out.dates.push(Found {
                        range,
                        value: DateValue { start, end, precision, inferred: false },
                    });
                }
            }
        }
        used
    }

    /// `ไตรมาสที่ ๒` (or `๑ - ๒`) before a fiscal year.
    fn quarter(&self, item: &YearItem) -> Option<Found<DateValue>> {
        let text = self.text;
        let mut at = skip_left(text, item.start);
        while let Some(p) = ends_with_any(text, at, &["ของ", "ประจำ", "ใน"]) {
            at = skip_left(text, p);
        }
        let i = self.run_ending(at, item.run)?;
        let last = self.runs[i].value;
        let (mut first, mut p) = (last, skip_left(text, self.runs[i].range.start));
        if let Some((left, _)) =
            TIES.iter().find(|(word, _)| text[..p].ends_with(word)).map(|(w, t)| (p - w.len(), t))
            && let Some(j) = self.run_ending(skip_left(text, left), i)
        {
            (first, p) = (self.runs[j].value, skip_left(text, self.runs[j].range.start));
        }
        let p = ends_with_any(text, p, &["ที่"]).map_or(p, |q| skip_left(text, q));
        let start = ends_with_any(text, p, &["ไตรมาส"])?;
        if !(1..=4).contains(&first) || !(first..=4).contains(&last) {
            return None;
        }
        let (from, to) = quarters(item.year, first, last)?;
        let value =
            DateValue { start: from, end: to, precision: Precision::Month, inferred: false };
        Some(Found { range: start..item.end, value })
    }
}
