//! Months and quarters that stand without a year of their own and take it from a fiscal year.

use std::ops::Range;

use super::years::quarters;
use super::{Ce, DateValue, Dates, ERA_OFFSET, Item, Precision, Scanner, TIES, Tie, find};
use crate::thai::digits::runs;
use crate::thai::{Found, skip_right, starts_with_any};

/// The month in which a fiscal year begins; it and those after it lie in the calendar year before.
const FIRST_MONTH: u32 = 10;
/// What quarters are called.
const QUARTER: &[&str] = &["ไตรมาสที่", "ไตรมาส", "Q"];
/// What may stand between a quarter and its year.
const BEFORE_YEAR: &[&str] = &["ของ", "ประจำ", "ปีงบประมาณ", "ปีงบ", "ปี", "พ.ศ."];
/// How many of these stand there at most.
const MOST_BEFORE_YEAR: usize = 4;
/// How many quarters there are.
const QUARTERS: u32 = 4;

/// All date expressions of `text`, in order, where it may be told of the fiscal year `be` (Buddhist
/// Era): what [`find`] finds, and the months and quarters that take their year from that one.
///
/// ```
/// use raingan::thai::date::find_in_year;
/// let found = find_in_year("ธ.ค. - ก.พ. และไตรมาสที่ ๔", Some(2568));
/// let said: Vec<_> = found.iter().map(|f| format!("{} {}", f.value.start, f.value.end)).collect();
/// assert_eq!(said, ["2024-12-01 2025-02-28", "2025-07-01 2025-09-30"]);
/// assert!(found[0].value.inferred);
/// assert!(find_in_year("ธ.ค. - ก.พ.", None).is_empty());
/// ```
pub fn find_in_year(text: &str, be: Option<i16>) -> Vec<Found<DateValue>> {
    let Dates { mut dates, impossible } = find(text);
    let scanner = Scanner { text, runs: runs(text) };
    let mut taken: Vec<Range<usize>> = dates.iter().map(|found| found.range.clone()).collect();
    taken.extend(impossible.into_iter().map(|found| found.range));
    taken.sort_by_key(|range| range.start);
    let months = scanner.yearless_months(&taken, be);
    // A half that has a year is found twice where the other half has none.
    dates.retain(|date| {
        let near = months.partition_point(|other| other.range.end <= date.range.start);
        months.get(near).is_none_or(|other| other.range.start >= date.range.end)
    });
    dates.extend(months);
    dates.extend(scanner.lone_quarters(&taken, be));
    dates.sort_by_key(|found| (found.range.start, found.range.end));
    dates
}

impl Scanner<'_> {
    /// The months, with days and ranges of them, that have no year; `taken` is what other dates
    /// stand in.
    fn yearless_months(&self, taken: &[Range<usize>], be: Option<i16>) -> Vec<Found<DateValue>> {
        let mut out = Vec::new();
        let mut at = self.text.len();
        while let Some(last) = self.text[..at].chars().next_back() {
            let before = taken.partition_point(|range| range.start < at);
            if let Some(range) = taken[..before].last().filter(|range| at <= range.end) {
                at = range.start;
                continue;
            }
            let month = (!last.is_whitespace()).then(|| self.month_left(at)).flatten();
            let Some((start, month)) = month else {
                at -= last.len_utf8();
                continue;
            };
            let mut dates = Dates::default();
            at = self.yearless(start..at, month, be, &mut dates).min(start);
            out.extend(dates.dates.into_iter().rev());
        }
        out.reverse();
        out
    }

    /// The expression that ends in a month without a year; where it starts.
    fn yearless(&self, range: Range<usize>, month: u32, be: Option<i16>, out: &mut Dates) -> usize {
        let run = self.runs.partition_point(|run| run.range.start < range.start);
        let (start, end) = (range.start, range.end);
        let mut last = Item { start, end, day: None, month: Some(month), year: None, run };
        self.add_day(&mut last, run);
        let mut chain = self.chain(last, end);
        let lent =
            chain.get(1).is_some_and(|(left, tie)| left.year.is_some() && *tie == Some(Tie::Range));
        if !lent {
            let Some(be) = be else { return start };
            chain.retain(|(item, _)| item.year.is_none());
            for (item, _) in &mut chain {
                item.year = item.month.map(|month| year_of(month, be));
            }
            go_forward(&mut chain);
        }
        self.resolve(&chain, out);
        out.dates.iter_mut().for_each(|date| date.value.inferred = true);
        chain.last().map_or(start, |(item, _)| item.start)
    }

    /// The quarters without `ปีงบประมาณ` behind them; `taken` is what other dates stand in.
    fn lone_quarters(&self, taken: &[Range<usize>], be: Option<i16>) -> Vec<Found<DateValue>> {
        let mut out = Vec::new();
        let mut at = 0;
        for start in self.quarter_words() {
            let before = taken.partition_point(|range| range.start <= start);
            let in_date = taken[..before].last().is_some_and(|range| start < range.end);
            if start < at || in_date {
                continue;
            }
            let word_end = starts_with_any(self.text, start, QUARTER).unwrap_or(start);
            let Some((spans, end)) = self.quarter_numbers(word_end) else { continue };
            let (year, end) = self.quarter_year(end).map_or((None, end), |(y, end)| (Some(y), end));
            let Some(ce) = year.or(be.map(|be| Ce::from(be) - ERA_OFFSET)) else { continue };
            for (first, last) in spans {
                out.extend(quarters(ce, first, last).map(|(from, to)| Found {
                    range: start..end,
                    value: DateValue {
                        start: from,
                        end: to,
                        precision: Precision::Month,
                        inferred: year.is_none(),
                    },
                }));
            }
            at = end;
        }
        out
    }

    /// Where quarters are named, in order.
    fn quarter_words(&self) -> Vec<usize> {
        let words = QUARTER.iter().flat_map(|word| self.text.match_indices(word));
        let mut starts: Vec<usize> = words.map(|(start, _)| start).collect();
        starts.sort_unstable();
        starts.dedup();
        starts
    }

    /// The quarters that are listed from `at` on, as firsts and lasts, and where they end.
    fn quarter_numbers(&self, at: usize) -> Option<(Vec<(u32, u32)>, usize)> {
        let (first, mut end) = self.quarter_number(at)?;
        let mut spans = vec![(first, first)];
        loop {
            let tie_at = skip_right(self.text, end);
            let tie = TIES.iter().find(|(word, _)| self.text[tie_at..].starts_with(word));
            let Some((word, tie)) = tie else { break };
            let after = skip_right(self.text, tie_at + word.len());
            let after = starts_with_any(self.text, after, QUARTER).unwrap_or(after);
            let Some((number, stop)) = self.quarter_number(after) else { break };
            let last = spans.len() - 1;
            match tie {
                Tie::Range if spans[last].1 <= number => spans[last].1 = number,
                Tie::List => spans.push((number, number)),
                Tie::Range => break,
            }
            end = stop;
        }
        Some((spans, end))
    }

    /// The number of a quarter at `at`, and where it ends.
    fn quarter_number(&self, at: usize) -> Option<(u32, usize)> {
        let at = skip_right(self.text, at);
        let run = self.runs.binary_search_by_key(&at, |run| run.range.start).ok()?;
        let run = &self.runs[run];
        (run.len == 1 && (1..=QUARTERS).contains(&run.value)).then_some((run.value, run.range.end))
    }

    /// The fiscal year printed behind a quarter (`/๒๕๖๘`, `ปี ๖๘`), in the Common Era, and where it
    /// ends.
    fn quarter_year(&self, at: usize) -> Option<(Ce, usize)> {
        let mut from = skip_right(self.text, at);
        let mut said = self.text[from..].starts_with('/');
        from = skip_right(self.text, from + usize::from(said));
        for _ in 0..MOST_BEFORE_YEAR {
            let Some(end) = starts_with_any(self.text, from, BEFORE_YEAR) else { break };
            (said, from) = (true, skip_right(self.text, end));
        }
        let run = self.runs.binary_search_by_key(&from, |run| run.range.start).ok()?;
        let year = self.year(run, said)?;
        said.then_some((year, self.runs[run].range.end))
    }
}

/// The calendar year in which a month of the fiscal year `be` lies.
fn year_of(month: u32, be: i16) -> Ce {
    Ce::from(be) - ERA_OFFSET - Ce::from(month >= FIRST_MONTH)
}

/// Ranges that would end before they start end a year later: `ส.ค. - พ.ย.`.
fn go_forward(chain: &mut [(Item, Option<Tie>)]) {
    for i in 1..chain.len() {
        let (left, right) = (chain[i].0, chain[i - 1].0);
        let when = |item: &Item| Some((item.year?, item.month?, item.day));
        if chain[i].1 == Some(Tie::Range)
            && when(&left).zip(when(&right)).is_some_and(|(a, b)| a > b)
        {
            chain[i - 1].0.year = right.year.map(|year| year + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dates in the fiscal year 2568 as `raw start..end`, `~` where inferred.
    fn seen(text: &str) -> Vec<String> {
        let found = find_in_year(text, Some(2568));
        let said = found.iter().map(|f| {
            let sign = if f.value.inferred { "~" } else { "" };
            format!("{}|{}..{}{sign}", &text[f.range.clone()], f.value.start, f.value.end)
        });
        said.collect()
    }

    #[test]
    fn months_take_their_year_from_the_fiscal_year() {
        let cases: &[(&str, &[&str])] = &[
            ("พ.ย. - ม.ค.", &["พ.ย. - ม.ค.|2024-11-01..2025-01-31~"]),
            ("ตุลาคม ถึง ธันวาคม", &["ตุลาคม ถึง ธันวาคม|2024-10-01..2024-12-31~"]),
            ("เดือนมีนาคม", &["มีนาคม|2025-03-01..2025-03-31~"]),
            ("ตค. - มีค.", &["ตค. - มีค.|2024-10-01..2025-03-31~"]),
            ("ส.ค. - พ.ย.", &["ส.ค. - พ.ย.|2025-08-01..2025-11-30~"]),
            ("๑๕ มกราคม - ๓๐ มิถุนายน", &["๑๕ มกราคม - ๓๐ มิถุนายน|2025-01-15..2025-06-30~"]),
            ("๑๘ - ๒๐ ก.ค.", &["๑๘ - ๒๐ ก.ค.|2025-07-18..2025-07-20~"]),
            ("ม.ค. ๖๘ - มี.ค.", &["ม.ค. ๖๘ - มี.ค.|2025-01-01..2025-03-31~"]),
            ("ธ.ค. ๖๗ - ก.พ.", &["ธ.ค. ๖๗ - ก.พ.|2024-12-01..2025-02-28~"]),
            ("พ.ย. และ ก.พ.", &["พ.ย.|2024-11-01..2024-11-30~", "ก.พ.|2025-02-01..2025-02-28~"]),
            ("ต.ค. ๖๗ ถึง ก.ย. ๖๘", &["ต.ค. ๖๗ ถึง ก.ย. ๖๘|2024-10-01..2025-09-30"]),
            ("ทุกเดือน", &[]),
        ];
        for (text, want) in cases {
            assert_eq!(seen(text), *want, "{text}");
        }
    }

    #[test]
    fn quarters_take_their_year_from_the_fiscal_year() {
        let cases: &[(&str, &[&str])] = &[
            ("ไตรมาสที่ ๒", &["ไตรมาสที่ ๒|2025-01-01..2025-03-31~"]),
            ("ไตรมาส ๑ - ๔", &["ไตรมาส ๑ - ๔|2024-10-01..2025-09-30~"]),
            ("ไตรมาสที่ ๑ ถึงไตรมาสที่ ๒", &["ไตรมาสที่ ๑ ถึงไตรมาสที่ ๒|2024-10-01..2025-03-31~"]),
            ("ไตรมาส ๑/๒๕๖๘", &["ไตรมาส ๑/๒๕๖๘|2024-10-01..2024-12-31"]),
            ("ไตรมาสที่ ๓ ปี ๖๗", &["ไตรมาสที่ ๓ ปี ๖๗|2024-04-01..2024-06-30"]),
            ("Q1 - Q2", &["Q1 - Q2|2024-10-01..2025-03-31~"]),
            (
                "ไตรมาสที่ ๑ และ ๓",
                &[
                    "ไตรมาสที่ ๑ และ ๓|2024-10-01..2024-12-31~",
                    "ไตรมาสที่ ๑ และ ๓|2025-04-01..2025-06-30~",
                ],
            ),
            ("ไตรมาสที่ ๒ ปีงบประมาณ ๒๕๖๗", &["ไตรมาสที่ ๒ ปีงบประมาณ ๒๕๖๗|2024-01-01..2024-03-31"]),
            ("ทุกไตรมาส ไตรมาสที่ ๗", &[]),
        ];
        for (text, want) in cases {
            assert_eq!(seen(text), *want, "{text}");
        }
    }

    #[test]
    fn without_a_fiscal_year_only_what_has_a_year_is_found() {
        for (text, found) in
            [("พ.ย. - ม.ค.", 0), ("ไตรมาสที่ ๒", 0), ("ไตรมาส ๒/๒๕๖๘", 1), ("ม.ค. ๖๘ - มี.ค.", 1)]
        {
            assert_eq!(find_in_year(text, None).len(), found, "{text}");
        }
    }

    #[test]
    fn time_is_bounded() {
        for part in
            ["ม.ค. ", "ม.ค. - ", "ม.ค. ๖๘ ", "ไตรมาส", "ไตรมาส ๑ - ", "Q1, ", " ", "๑ ม.ค. และ "]
        {
            let _ = find_in_year(&part.repeat(100_000 / part.len()), Some(2568));
        }
    }
}
