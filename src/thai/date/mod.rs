//! Date expressions in Thai text → civil dates.
//!
//! Every date has a year, so the scanner runs from the last run of digits to the first, takes each
//! that can be a year, and reads to the left of it: era, month, day, then the other halves of a
//! range or list. A year is of the Buddhist Era (BE = CE + 543) unless it is printed as `ค.ศ.` or
//! lies in 1900–2099; two digits are a BE year without its 25.
//!
//! No dates: outline numbers, meeting and document numbers, ordinals, a bare year without `พ.ศ.`, a
//! day and month without a year that a range partner could lend.

mod chain;
mod written;
mod yearless;
mod years;

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::digits::{Run, runs};
use super::{Found, ends_with_any, skip_left, skip_right};
use crate::words::{self, Words};

pub use yearless::find_in_year;
pub use years::{fiscal_year, fiscal_year_on};

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month (also quarters).
    Month,
    /// To the year.
    Year,
    /// A fiscal year: 1 October to 30 September, named by the year it ends.
    FiscalYear,
}

/// What a date expression means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateValue {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// How exact it is.
    pub precision: Precision,
    /// Whether a year was worked out that is printed nowhere in the expression.
    pub inferred: bool,
}

/// Why a date expression has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Impossible {
    /// The month does not have that day (in that year).
    NoSuchDay,
    /// There are twelve months.
    NoSuchMonth,
    /// The year lies outside of what reports can speak of.
    NoSuchYear,
    /// The range ends before it starts.
    EndsBeforeStart,
}

/// All date expressions of a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dates {
    /// Those that exist, in order.
    pub dates: Vec<Found<DateValue>>,
    /// Those that do not, in order.
    pub impossible: Vec<Found<Impossible>>,
}

/// Years CE = BE − 543.
const ERA_OFFSET: i32 = 543;
/// Four-digit years taken as Buddhist Era.
const BE_YEARS: Range<u32> = 2400..2700;
/// Four-digit years taken as Common Era.
const CE_YEARS: Range<u32> = 1900..2100;
/// Two-digit years taken as BE 2540–2599; smaller numbers after a month are mostly counts.
const SHORT_YEARS: Range<u32> = 40..100;

/// How many halves one expression may have; a longer list is a column of numbers. Bounds the time,
/// too.
const MAX_PARTS: usize = 16;

/// What makes `…ที่ ๑` an ordinal and no day.
static ORDINALS: LazyLock<Words<()>> = LazyLock::new(|| Words::all(&words::ORDINALS));

/// What may follow a count but never a year; guards two-digit years.
static COUNTED: LazyLock<Words<()>> = LazyLock::new(|| Words::with(&words::UNITS, "year"));

/// Words between a connector and the date after it.
const LEADS: &[&str] = &["วันที่", "วัน ที่", "เดือน"];

/// How two halves are tied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// From … to.
    Range,
    /// One and the other.
    List,
}

const TIES: &[(&str, Tie)] = &[
    ("ถึง", Tie::Range),
    ("และ", Tie::List),
    ("-", Tie::Range),
    ("–", Tie::Range),
    ("—", Tie::Range),
    ("−", Tie::Range),
    ("‐", Tie::Range),
    ("‑", Tie::Range),
    (",", Tie::List),
];

/// A year as printed, in the Common Era.
type Ce = i32;

/// One half of an expression; what is not printed is `None`.
#[derive(Debug, Clone, Copy)]
struct Item {
    start: usize,
    end: usize,
    day: Option<u32>,
    month: Option<u32>,
    year: Option<Ce>,
    /// The leftmost run of digits it uses.
    run: usize,
}

/// All date expressions of `text`, in order.
///
/// The range of each is the shortest expression: without `เมื่อวันที่`, `ลงวันที่` or a leading `เดือน`.
/// Parts of a list that borrow month or year reach to where these are printed, so that each raw
/// text proves its value.
///
/// ```
/// use raingan::thai::date::find;
/// let text = "ประชุมเมื่อวันที่ ๑๓ - ๑๗ มกราคม ๒๕๖๘ ครั้งที่ ๑/๒๕๖๘";
/// let found = find(text).dates;
/// assert_eq!(found.len(), 1);
/// assert_eq!(&text[found[0].range.clone()], "๑๓ - ๑๗ มกราคม ๒๕๖๘");
/// assert_eq!(found[0].value.start.to_string(), "2025-01-13");
/// assert_eq!(found[0].value.end.to_string(), "2025-01-17");
/// ```
pub fn find(text: &str) -> Dates {
    let scanner = Scanner { text, runs: runs(text) };
    let mut out = Dates::default();
    let mut next = scanner.runs.len();
    // What was found last starts here: nothing to the left may reach into it.
    let mut limit = text.len();
    while next > 0 {
        let i = next - 1;
        next = i;
        if scanner.runs[i].range.end > limit {
            continue;
        }
        let used = scanner.slashed(i).or_else(|| scanner.written(i));
        if let Some(last) = used {
            let chain = scanner.chain(last, limit);
            next = chain.last().map_or(i, |(item, _)| item.run.min(i));
            limit = chain.last().map_or(limit, |(item, _)| item.start);
            scanner.resolve(&chain, &mut out);
        } else if let Some(found) = scanner.years(i, &mut out) {
            next = found.0;
            limit = found.1;
        }
    }
    out.dates.reverse();
    out.impossible.reverse();
    out
}

struct Scanner<'t> {
    text: &'t str,
    runs: Vec<Run>,
}

impl Scanner<'_> {
    /// The run of digits that ends at `at`, among those before `below`.
    fn run_ending(&self, at: usize, below: usize) -> Option<usize> {
        (0..below)
            .rev()
            .take_while(|&i| self.runs[i].range.end >= at)
            .find(|&i| self.runs[i].range.end == at)
    }

    /// Whether a run is part of a longer number (`๑,๒๕๖`, `๒.๔`) on its right side.
    fn goes_on(&self, i: usize) -> bool {
        let end = self.runs[i].range.end;
        let joined = self.text[end..].starts_with(['.', ',']);
        joined && self.runs.get(i + 1).is_some_and(|next| next.range.start == end + 1)
    }

    /// Whether a run is part of a longer number or a fraction on its left side.
    fn goes_back(&self, i: usize) -> bool {
        let start = self.runs[i].range.start;
        let joined = self.text[..start].ends_with(['.', ',', '/']);
        joined && i > 0 && self.runs[i - 1].range.end + 1 == start
    }

    /// Whether a unit follows, so that a number is a count.
    fn counted(&self, i: usize) -> bool {
        let after = skip_right(self.text, self.runs[i].range.end);
        COUNTED.at_start(&self.text[after..]).is_some()
    }

    /// Whether what stands before `at` makes the number there an ordinal or a count.
    fn is_ordinal(&self, at: usize) -> bool {
        ORDINALS.at_end(&self.text[..skip_left(self.text, at)]).is_some()
    }

    /// The year a run says, where it can be one. Two digits only `after_month`.
    fn year(&self, i: usize, after_month: bool) -> Option<Ce> {
        let run = &self.runs[i];
        match (run.len, run.value) {
            _ if self.goes_on(i) => None,
            (4, be) if BE_YEARS.contains(&be) => Some(be as i32 - ERA_OFFSET),
            (4, ce) if CE_YEARS.contains(&ce) && after_month => Some(ce as i32),
            (2, short) if after_month && SHORT_YEARS.contains(&short) => {
                Some(2500 + short as i32 - ERA_OFFSET)
            }
            _ => None,
        }
    }

    /// Era words before a year: where they start, and which they are. `ปี` may stand before them.
    fn era_left(&self, at: usize) -> (usize, Option<&'static str>) {
        let text = self.text;
        let at = skip_left(text, at);
        for (first, second, name) in [("พ", "ศ", "พ.ศ."), ("ค", "ศ", "ค.ศ.")] {
            let tail = at - usize::from(text[..at].ends_with('.'));
            let Some(p) = ends_with_any(text, skip_left(text, tail), &[second]) else { continue };
            let p = skip_left(text, p);
            let q = p - usize::from(text[..p].ends_with('.'));
            let Some(start) = ends_with_any(text, skip_left(text, q), &[first]) else { continue };
            // At least one dot: `พศ` alone is part of a word.
            if tail < at || q < p {
                return (skip_left(text, start), Some(name));
            }
        }
        (ends_with_any(text, at, &["ปี"]).map_or(at, |p| skip_left(text, p)), None)
    }

    /// The tie that ends at `at`, and where it starts. A dash that opens a line is a list marker
    /// where it needs not tie.
    fn tie_left(&self, at: usize) -> Option<(usize, Tie)> {
        let mut at = skip_left(self.text, at);
        if let Some(p) = ends_with_any(self.text, at, LEADS) {
            at = skip_left(self.text, p);
        }
        let (word, tie) = TIES.iter().find(|(word, _)| self.text[..at].ends_with(word))?;
        Some((at - word.len(), *tie))
    }
}

/// The last day of a month, where it exists.
fn month_end(year: Ce, month: u32) -> Option<Date> {
    date(year, month, 1).map(|d| d.last_of_month())
}

fn date(year: Ce, month: u32, day: u32) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Dates as `raw start..end precision`, `~` where inferred; then what is impossible as `raw
    /// why`.
    fn seen(text: &str) -> Vec<String> {
        let found = find(text);
        let dates = found.dates.iter().map(|f| {
            let v = &f.value;
            let sign = if v.inferred { "~" } else { "" };
            let p = match v.precision {
                Precision::Day => "d",
                Precision::Month => "m",
                Precision::Year => "y",
                Precision::FiscalYear => "f",
            };
            format!("{}|{}..{}{sign}{p}", &text[f.range.clone()], v.start, v.end)
        });
        let odd =
            found.impossible.iter().map(|f| format!("{}|{:?}", &text[f.range.clone()], f.value));
        dates.chain(odd).collect()
    }

    #[test]
    fn single_dates() {
        let cases = [
            ("เมื่อวันที่ ๑๔ กุมภาพันธ์ ๒๕๖๘ ณ หอประชุม", "๑๔ กุมภาพันธ์ ๒๕๖๘|2025-02-14..2025-02-14d"),
            ("ลงวันที่ 4 สิงหาคม 2566", "4 สิงหาคม 2566|2023-08-04..2023-08-04d"),
            ("๒๓ มิถุนายน พ.ศ. ๒๕๖๘", "๒๓ มิถุนายน พ.ศ. ๒๕๖๘|2025-06-23..2025-06-23d"),
            ("๒๓ มิถุนายน พ. ศ. ๒๕๖๘", "๒๓ มิถุนายน พ. ศ. ๒๕๖๘|2025-06-23..2025-06-23d"),
            ("๒๓ เดือนมิถุนายน ปี ๒๕๖๘", "๒๓ เดือนมิถุนายน ปี ๒๕๖๘|2025-06-23..2025-06-23d"),
            ("วันศุกร์ที่ ๑๔ ก.ค. ๖๘", "๑๔ ก.ค. ๖๘|2025-07-14..2025-07-14d"),
            ("๑๔ก.ค.๖๘", "๑๔ก.ค.๖๘|2025-07-14..2025-07-14d"),
            ("๑๔ กค ๖๘", "๑๔ กค ๖๘|2025-07-14..2025-07-14d"),
            ("๑๔ กค. ๖๘", "๑๔ กค. ๖๘|2025-07-14..2025-07-14d"),
            ("๑๔ ก. ย. ๖๘", "๑๔ ก. ย. ๖๘|2025-09-14..2025-09-14d"),
            ("ใช้จริงในก.ย. ๖๖", "ก.ย. ๖๖|2023-09-01..2023-09-30m"),
            ("ส่งเมื่อต.ค. ๖๕ รายการแรก", "ต.ค. ๖๕|2022-10-01..2022-10-31m"),
            ("เผยแพร่เมื่อธ.ค. ๖๕", "ธ.ค. ๖๕|2022-12-01..2022-12-31m"),
            ("แล้วเสร็จเดือนเมษายน ๒๕๖๖", "เมษายน ๒๕๖๖|2023-04-01..2023-04-30m"),
            ("๕ มี.ค. ๖๖", "๕ มี.ค. ๖๖|2023-03-05..2023-03-05d"),
            ("๕ เม.ย. ๖๖", "๕ เม.ย. ๖๖|2023-04-05..2023-04-05d"),
            ("๕ มิ.ย.๒๕๖๖", "๕ มิ.ย.๒๕๖๖|2023-06-05..2023-06-05d"),
            ("๒ กรกฏาคม ๒๕๖๖", "๒ กรกฏาคม ๒๕๖๖|2023-07-02..2023-07-02d"),
            ("๒๙ กุมภาพันธ์\n๒๕๖๗", "๒๙ กุมภาพันธ์\n๒๕๖๗|2024-02-29..2024-02-29d"),
            ("วันที่ 15/1/2566 ส่งงาน", "15/1/2566|2023-01-15..2023-01-15d"),
            ("๑๕/๐๑/๖๖", "๑๕/๐๑/๖๖|2023-01-15..2023-01-15d"),
            ("15-01-2566", "15-01-2566|2023-01-15..2023-01-15d"),
            ("5 มกราคม 2025", "5 มกราคม 2025|2025-01-05..2025-01-05d"),
            ("ครั้งที่ ๑ มกราคม ๒๕๖๘", "มกราคม ๒๕๖๘|2025-01-01..2025-01-31m"),
            ("อาคาร ๑๒๓ มกราคม ๒๕๖๘", "มกราคม ๒๕๖๘|2025-01-01..2025-01-31m"),
            ("10 - 11 กุมภาพันธ์ 2568", "10 - 11 กุมภาพันธ์ 2568|2025-02-10..2025-02-11d"),
        ];
        for (text, want) in cases {
            assert_eq!(seen(text), [want], "{text}");
        }
    }

    #[test]
    fn ranges() {
        let cases: &[(&str, &[&str])] = &[
            ("๑๓ - ๑๗ มกราคม ๒๕๖๘", &["๑๓ - ๑๗ มกราคม ๒๕๖๘|2025-01-13..2025-01-17d"]),
            ("๒๙-๓๑ พ.ค. ๖๖", &["๒๙-๓๑ พ.ค. ๖๖|2023-05-29..2023-05-31d"]),
            ("๓๐ มกราคม – ๑ กุมภาพันธ์ ๒๕๖๖", &["๓๐ มกราคม – ๑ กุมภาพันธ์ ๒๕๖๖|2023-01-30..2023-02-01d"]),
            (
                "๒๘ ธันวาคม ๒๕๖๕ - ๑๒ มกราคม ๒๕๖๖",
                &["๒๘ ธันวาคม ๒๕๖๕ - ๑๒ มกราคม ๒๕๖๖|2022-12-28..2023-01-12d"],
            ),
            (
                "เดือน ๑ ตุลาคม - ๓๐ กันยายน ๒๕๖๘",
                &["๑ ตุลาคม - ๓๐ กันยายน ๒๕๖๘|2024-10-01..2025-09-30~d"],
            ),
            ("๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน", &["๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน|2024-10-01..2025-09-30~d"]),
            ("ระหว่างมกราคม - มีนาคม ๒๕๖๖", &["มกราคม - มีนาคม ๒๕๖๖|2023-01-01..2023-03-31m"]),
            ("ต.ค. – ธ.ค. ๖๗", &["ต.ค. – ธ.ค. ๖๗|2024-10-01..2024-12-31m"]),
            ("ตุลาคม - มีนาคม ๒๕๖๘", &["ตุลาคม - มีนาคม ๒๕๖๘|2024-10-01..2025-03-31~m"]),
            (
                "(เดือนตุลาคม ๒๕๖๗ – เดือนกันยายน ๒๕๖๘)",
                &["ตุลาคม ๒๕๖๗ – เดือนกันยายน ๒๕๖๘|2024-10-01..2025-09-30m"],
            ),
            (
                "ตั้งแต่วันที่ ๑ มกราคม ๒๕๖๘ ถึงวันที่ ๓๑ มีนาคม ๒๕๖๘",
                &["๑ มกราคม ๒๕๖๘ ถึงวันที่ ๓๑ มีนาคม ๒๕๖๘|2025-01-01..2025-03-31d"],
            ),
            ("1/10/2567 - 30/9/2568", &["1/10/2567 - 30/9/2568|2024-10-01..2025-09-30d"]),
        ];
        for (text, want) in cases {
            assert_eq!(seen(text), *want, "{text}");
        }
    }

    #[test]
    fn lists() {
        let cases: &[(&str, &[&str])] = &[
            (
                "๑๐ และ ๑๒ มกราคม ๒๕๖๘",
                &[
                    "๑๐ และ ๑๒ มกราคม ๒๕๖๘|2025-01-10..2025-01-10d",
                    "๑๒ มกราคม ๒๕๖๘|2025-01-12..2025-01-12d",
                ],
            ),
            (
                "๙,๑๐ มกราคม ๒๕๖๘",
                &[
                    "๙,๑๐ มกราคม ๒๕๖๘|2025-01-09..2025-01-09d",
                    "๑๐ มกราคม ๒๕๖๘|2025-01-10..2025-01-10d",
                ],
            ),
            (
                "๑๐ - ๑๑ และ ๑๔ มกราคม ๒๕๖๘",
                &[
                    "๑๐ - ๑๑ และ ๑๔ มกราคม ๒๕๖๘|2025-01-10..2025-01-11d",
                    "๑๔ มกราคม ๒๕๖๘|2025-01-14..2025-01-14d",
                ],
            ),
            (
                "๑ มกราคม ๒๕๖๘ และ ๒ มีนาคม ๒๕๖๘",
                &["๑ มกราคม ๒๕๖๘|2025-01-01..2025-01-01d", "๒ มีนาคม ๒๕๖๘|2025-03-02..2025-03-02d"],
            ),
            (
                "อบรม ๑ มกราคม ๒๕๖๘\n- ๒ มีนาคม ๒๕๖๘",
                &["๑ มกราคม ๒๕๖๘|2025-01-01..2025-01-01d", "๒ มีนาคม ๒๕๖๘|2025-03-02..2025-03-02d"],
            ),
            (
                "มกราคม และ มีนาคม ๒๕๖๖",
                &[
                    "มกราคม และ มีนาคม ๒๕๖๖|2023-01-01..2023-01-31m",
                    "มีนาคม ๒๕๖๖|2023-03-01..2023-03-31m",
                ],
            ),
            ("ครั้งที่ ๑ - ๓ มกราคม ๒๕๖๘", &["๓ มกราคม ๒๕๖๘|2025-01-03..2025-01-03d"]),
        ];
        for (text, want) in cases {
            assert_eq!(seen(text), *want, "{text}");
        }
    }

    #[test]
    fn years_and_quarters() {
        let cases: &[(&str, &[&str])] = &[
            ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", &["ปีงบประมาณ พ.ศ. ๒๕๖๘|2024-10-01..2025-09-30f"]),
            ("ปีงบประมาณ ๒๕๖๖", &["ปีงบประมาณ ๒๕๖๖|2022-10-01..2023-09-30f"]),
            ("ปีงบประมาณพ.ศ.2566", &["ปีงบประมาณพ.ศ.2566|2022-10-01..2023-09-30f"]),
            ("ปี งบประมาณ\nพ.ศ. ๒๕๖๖", &["ปี งบประมาณ\nพ.ศ. ๒๕๖๖|2022-10-01..2023-09-30f"]),
            ("ปีงบประมาณ ๖๘", &["ปีงบประมาณ ๖๘|2024-10-01..2025-09-30f"]),
            ("พระราชบัญญัติจริยธรรม พ.ศ. ๒๕๖๒ และ", &["พ.ศ. ๒๕๖๒|2019-01-01..2019-12-31y"]),
            ("ประจำปี พ.ศ. ๒๕๖๙", &["พ.ศ. ๒๕๖๙|2026-01-01..2026-12-31y"]),
            ("(พ.ศ. ๒๕๖๖ - ๒๕๗๐)", &["พ.ศ. ๒๕๖๖ - ๒๕๗๐|2023-01-01..2027-12-31y"]),
            ("ค.ศ. 2025", &["ค.ศ. 2025|2025-01-01..2025-12-31y"]),
            (
                "ปีงบประมาณ พ.ศ. ๒๕๖๗ และ ๒๕๖๘",
                &["ปีงบประมาณ พ.ศ. ๒๕๖๗|2023-10-01..2024-09-30f", "๒๕๖๘|2024-10-01..2025-09-30f"],
            ),
            (
                "ไตรมาสที่ ๒ ปีงบประมาณ พ.ศ. ๒๕๖๖",
                &["ไตรมาสที่ ๒ ปีงบประมาณ พ.ศ. ๒๕๖๖|2023-01-01..2023-03-31m"],
            ),
            ("ไตรมาส 1 ของปีงบประมาณ 2566", &["ไตรมาส 1 ของปีงบประมาณ 2566|2022-10-01..2022-12-31m"]),
            (
                "ไตรมาสที่ ๓ - ๔ ประจำปีงบประมาณ ๒๕๖๖",
                &["ไตรมาสที่ ๓ - ๔ ประจำปีงบประมาณ ๒๕๖๖|2023-04-01..2023-09-30m"],
            ),
            (
                "ปีงบประมาณ พ.ศ. ๒๕๖๘ เมื่อวันที่ ๒๖ พฤศจิกายน ๒๕๖๗",
                &[
                    "ปีงบประมาณ พ.ศ. ๒๕๖๘|2024-10-01..2025-09-30f",
                    "๒๖ พฤศจิกายน ๒๕๖๗|2024-11-26..2024-11-26d",
                ],
            ),
        ];
        for (text, want) in cases {
            assert_eq!(seen(text), *want, "{text}");
        }
    }

    #[test]
    fn no_dates() {
        let cases = [
            "ที่ ศปท. ว ๐๕๐๔/๒๕๖๗",
            "ครั้งที่ ๑/๒๕๖๘",
            "รุ่นที่ ๓",
            "ข้อ ๒.๔",
            "เจ้าหน้าที่ ๒๕๖๘ ครั้งที่ ๑",
            "ประจำปี ๒๕๖๙",
            "๑๔ กุมภาพันธ์ ของทุกปี",
            "5 12 2565",
            "เดือนมกราคม ๕๐ คน",
            "มกราคม ๑๒ ครั้ง",
            "จำนวน ๒,๕๖๘ ราย",
            "อ.ก.พ. ๒๕๖๘",
            "สำนักงาน ก.พ. ๒๕๖๘",
            "ไฟล์ 1.2.3",
            "๑/๒/๓",
            "ปีงบประมาณที่ผ่านมา",
            "ปีงบประมาณ ๕๐ โครงการ",
            "",
        ];
        for text in cases {
            assert_eq!(seen(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn impossible_dates() {
        let cases = [
            ("๒๙ กุมภาพันธ์ ๒๕๖๘", "๒๙ กุมภาพันธ์ ๒๕๖๘|NoSuchDay"),
            ("๓๑ มิถุนายน ๒๕๖๘", "๓๑ มิถุนายน ๒๕๖๘|NoSuchDay"),
            ("๓๒ มกราคม ๒๕๖๘", "๓๒ มกราคม ๒๕๖๘|NoSuchDay"),
            ("15/13/2566", "15/13/2566|NoSuchMonth"),
            ("๑๕ มกราคม ๒๘๖๘", "๑๕ มกราคม ๒๘๖๘|NoSuchYear"),
            ("๓๐ - ๒ กรกฎาคม ๒๕๖๖", "๓๐ - ๒ กรกฎาคม ๒๕๖๖|EndsBeforeStart"),
            ("มีนาคม ๒๕๖๘ - มกราคม ๒๕๖๗", "มีนาคม ๒๕๖๘ - มกราคม ๒๕๖๗|EndsBeforeStart"),
            ("๕ มีนาคม ๒๕๖๘ - ๕ มกราคม ๒๕๖๘", "๕ มีนาคม ๒๕๖๘ - ๕ มกราคม ๒๕๖๘|EndsBeforeStart"),
            ("พ.ศ. ๒๕๗๐ - ๒๕๖๖", "พ.ศ. ๒๕๗๐ - ๒๕๖๖|EndsBeforeStart"),
        ];
        for (text, want) in cases {
            assert_eq!(seen(text), [want], "{text}");
        }
    }

    proptest! {
        #[test]
        fn ranges_lie_within_the_text(parts in prop::collection::vec(prop::sample::select(vec![
            "๑", "๓๐", "๒๕๖๘", "๖๘", "/", "-", " - ", "และ", "ถึง", " ", "\n", "มกราคม", "ก.ย.", "พ.ศ.", "ปีงบประมาณ", "เดือน",
            "ไตรมาสที่", ",", ".", "ก", "้", "วันที่", "ปี",
        ]), 0..24)) {
            let text = parts.concat();
            let found = find(&text);
            for range in found.dates.iter().map(|f| &f.range).chain(found.impossible.iter().map(|f| &f.range)) {
                prop_assert!(text.get(range.clone()).is_some_and(|t| !t.is_empty()));
            }
            prop_assert!(found.dates.iter().all(|f| f.value.start <= f.value.end));
        }

        #[test]
        fn nothing_panics(text in any::<String>()) {
            let _ = find(&text);
        }
    }

    #[test]
    fn time_is_bounded() {
        for part in [
            "๑ ",
            "๑ - ",
            "๑ และ ",
            "๒๕๖๘ ",
            "๒๕๖๘ - ",
            "มกราคม ๒๕๖๘ - ",
            "1/",
            " ",
            "พ.ศ. ๒๕๖๘ - ",
            "๑,",
            "ก.ย. - ",
        ] {
            let long = part.repeat(200_000 / part.len());
            let _ = find(&long);
            let _ = find(&(long + "มกราคม ๒๕๖๘"));
        }
    }
}
