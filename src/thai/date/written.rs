//! One date: a month by name or abbreviation with its year and day, or three numbers with slashes,
//! dashes or dots.

use std::sync::LazyLock;

use super::{BE_YEARS, ERA_OFFSET, Item, SHORT_YEARS, Scanner};
use crate::thai::digits::is_digit;
use crate::thai::{ends_with_any, skip_left};
use crate::words::{self, Entry, Words};

/// Month names as written, with the spellings seen.
pub(super) static MONTHS: LazyLock<Words<u8>> = LazyLock::new(|| {
    let number = |month: &Entry<'_>| month.meanings[0].parse().ok();
    Words::of(&words::MONTHS, |month| match month.attribute("short") {
        Some(_) => None,
        None => number(month),
    })
});

/// ก.พ. is an office of the government, too.
const FEBRUARY: u8 = 2;

/// An abbreviated month: `ม.ค.` is ม and ค.
struct ShortMonth {
    first: &'static str,
    second: char,
    number: u8,
}

/// The abbreviated months; the longer first halves first.
static SHORT_MONTHS: LazyLock<Vec<ShortMonth>> = LazyLock::new(|| {
    let halves = |month: &Entry<'static>| {
        month.attribute("short")?;
        let (first, rest) = month.word.split_once('.')?;
        let second = rest.chars().next()?;
        Some(ShortMonth { first, second, number: month.meanings[0].parse().ok()? })
    };
    let mut months: Vec<ShortMonth> = words::MONTHS.entries().iter().filter_map(halves).collect();
    months.sort_by_key(|month| std::cmp::Reverse(month.first.len()));
    months
});

impl Scanner<'_> {
    /// `๑๕/๑/๒๕๖๖`, `15/1/66`, and with `-` or `.` where the year has four digits.
    pub(super) fn slashed(&self, i: usize) -> Option<Item> {
        if i < 2 || self.goes_on(i) {
            return None;
        }
        let (d, m, y) = (&self.runs[i - 2], &self.runs[i - 1], &self.runs[i]);
        let between =
            (&self.text[d.range.end..m.range.start], &self.text[m.range.end..y.range.start]);
        let year = match between {
            ("/", "/") => self.year(i, true)?,
            ("-", "-") | (".", ".") if y.len == 4 && BE_YEARS.contains(&y.value) => {
                self.year(i, false)?
            }
            _ => return None,
        };
        let fits = d.len <= 2 && m.len <= 2 && (1..=31).contains(&d.value) && m.value > 0;
        let more = self.text[..d.range.start].ends_with(['/', '.', '-'])
            && !self.text[..d.range.start].ends_with(" -");
        if !fits || more && self.goes_back(i - 2) || self.is_ordinal(d.range.start) {
            return None;
        }
        let (day, month) = (Some(d.value), Some(m.value));
        Some(Item {
            start: d.range.start,
            end: y.range.end,
            day,
            month,
            year: Some(year),
            run: i - 2,
        })
    }

    /// A month name with its year in run `i`, and the day before it where there is one.
    pub(super) fn written(&self, i: usize) -> Option<Item> {
        let run = &self.runs[i];
        if run.len != 2 && run.len != 4 {
            return None;
        }
        let (at, _) = self.era_left(run.range.start);
        let (start, month) = self.month_left(at)?;
        let year = match self.year(i, true) {
            Some(year) => year,
            // Kept as it is, to be reported: nothing else has four digits after a month.
            None if run.len == 4 && !self.counted(i) && !self.goes_on(i) => {
                run.value as i32 - ERA_OFFSET
            }
            None => return None,
        };
        let mut item = Item {
            start,
            end: run.range.end,
            day: None,
            month: Some(month),
            year: Some(year),
            run: i,
        };
        self.add_day(&mut item, i);
        // `มกราคม ๕๐ คน` is a count; after a day or an abbreviated month two digits are a year
        // whatever follows.
        let spelt = MONTHS.at_start(&self.text[start..]).is_some();
        let count = run.len == 2 && spelt && item.day.is_none() && self.counted(i);
        (!count).then_some(item)
    }

    /// The month that ends at `at` (after white space), with its start.
    pub(super) fn month_left(&self, at: usize) -> Option<(usize, u32)> {
        let at = skip_left(self.text, at);
        let before = &self.text[..at];
        if let Some((name, month)) = MONTHS.at_end(before) {
            return Some((at - name.len(), u32::from(*month)));
        }
        self.short_month_left(at)
    }

    /// `ก.ย.`, `ก.ย`, `กย.`, `ก. ย.`, and `กย` where it stands apart.
    fn short_month_left(&self, at: usize) -> Option<(usize, u32)> {
        let text = self.text;
        let tail = if text[..at].ends_with('.') { skip_left(text, at - 1) } else { at };
        let last = text[..tail].chars().next_back().filter(|c| matches!(c, 'ค' | 'พ' | 'ย'))?;
        let p = skip_left(text, tail - last.len_utf8());
        let q = if text[..p].ends_with('.') { skip_left(text, p - 1) } else { p };
        let dots = usize::from(tail < at) + usize::from(q < p);
        let month = SHORT_MONTHS
            .iter()
            .find(|month| month.second == last && text[..q].ends_with(month.first))?;
        let start = q - month.first.len();
        let before = text[..start].chars().next_back();
        let apart = before.is_none_or(|c| c.is_whitespace() || is_digit(c) || "-–(".contains(c));
        // A dot before makes it part of a longer abbreviation (อ.ก.พ.); ก.พ. is an office, too.
        let office =
            month.number == FEBRUARY && text[..skip_left(text, start)].ends_with("สำนักงาน");
        if before == Some('.') || office || (dots == 0 && !apart) {
            return None;
        }
        Some((start, u32::from(month.number)))
    }

    /// Adds the day that stands before an item's month.
    pub(super) fn add_day(&self, item: &mut Item, below: usize) {
        let mut at = skip_left(self.text, item.start);
        if let Some(p) = ends_with_any(self.text, at, &["เดือน"]) {
            at = skip_left(self.text, p);
        }
        if let Some(run) = self.run_ending(at, below)
            && self.is_day(run)
            && !self.is_year_of_month(run)
        {
            (item.day, item.start, item.run) =
                (Some(self.runs[run].value), self.runs[run].range.start, run);
        }
    }

    /// Whether a run is no day of the month behind it but the year of one before it: `มี.ค. ๖๘ ก.ค. - ก.ย.
    /// ๖๘`.
    fn is_year_of_month(&self, i: usize) -> bool {
        let run = &self.runs[i];
        SHORT_YEARS.contains(&run.value) && self.month_left(run.range.start).is_some()
    }

    /// Whether a run can be a day; `๓๒` can, to be reported. `๙,๑๐ มกราคม` are two days.
    pub(super) fn is_day(&self, i: usize) -> bool {
        let run = &self.runs[i];
        let listed =
            self.text[..run.range.start].ends_with(',') && i > 0 && self.runs[i - 1].len <= 2;
        run.len <= 2 && (listed || !self.goes_back(i)) && !self.is_ordinal(run.range.start)
    }
}
