//! Date expressions in Thai text → civil dates.
//!
//! Every date has a year, so the scanner runs from the last run of digits to the first, takes each that can be a year,
//! and reads to the left of it: era, month, day, then the other halves of a range or list. A year is of the Buddhist
//! Era (BE = CE + 543) unless it is printed as `ค.ศ.` or lies in 1900–2099; two digits are a BE year without its 25.
//!
//! No dates: outline numbers, meeting and document numbers, ordinals, a bare year without `พ.ศ.`, a day and month
//! without a year that a range partner could lend.

use std::ops::Range;

use jiff::civil::Date;

use super::digits::{Run, runs};
use super::{Found, ends_with_any, skip_left, skip_right, starts_with_any};

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

/// How many halves one expression may have; a longer list is a column of numbers. Bounds the time, too.
const MAX_PARTS: usize = 16;

/// Month names as written, with the spellings seen.
const MONTHS: &[(&str, u8)] = &[
    ("มกราคม", 1),
    ("กุมภาพันธ์", 2),
    ("กุมภาพันธ", 2),
    ("มีนาคม", 3),
    ("เมษายน", 4),
    ("พฤษภาคม", 5),
    ("มิถุนายน", 6),
    ("กรกฎาคม", 7),
    ("กรกฏาคม", 7),
    ("สิงหาคม", 8),
    ("กันยายน", 9),
    ("ตุลาคม", 10),
    ("พฤศจิกายน", 11),
    ("ธันวาคม", 12),
];

/// Both halves of the abbreviated months; the longer first halves first.
const SHORT_MONTHS: &[(&str, char, u8)] = &[
    ("มี", 'ค', 3),
    ("มิ", 'ย', 6),
    ("เม", 'ย', 4),
    ("ม", 'ค', 1),
    ("ก", 'พ', 2),
    ("พ", 'ค', 5),
    ("ก", 'ค', 7),
    ("ส", 'ค', 8),
    ("ก", 'ย', 9),
    ("ต", 'ค', 10),
    ("พ", 'ย', 11),
    ("ธ", 'ค', 12),
];

/// Nouns that make `…ที่ ๑` an ordinal and no day.
const ORDINAL_NOUNS: &[&str] = &[
    "ครั้งที่",
    "รุ่นที่",
    "งวดที่",
    "ฉบับที่",
    "กลุ่มที่",
    "ระยะที่",
    "รอบที่",
    "ข้อที่",
    "ลำดับที่",
    "ชุดที่",
    "ภาคที่",
    "ชั้นที่",
    "ไตรมาสที่",
    "กิจกรรมที่",
    "โครงการที่",
    "มาตรการที่",
    "เลขที่",
    "หมวดที่",
    "บทที่",
    "มาตราที่",
    "แห่งที่",
    "หน้าที่",
    "จำนวน",
    "ข้อ",
    "รุ่น",
];

/// What may follow a count but never a year; guards two-digit years.
const COUNTED: &[&str] = &[
    "คน",
    "ราย",
    "ครั้ง",
    "เรื่อง",
    "บาท",
    "แห่ง",
    "ชุด",
    "ฉบับ",
    "รายการ",
    "ข้อ",
    "%",
    "เปอร์เซ็นต์",
    "วัน",
    "ชั่วโมง",
    "หน่วยงาน",
    "โครงการ",
    "คะแนน",
    "ล้าน",
    "แสน",
    "ท่าน",
];

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

/// All date expressions of `text`, in order.
///
/// The range of each is the shortest expression: without `เมื่อวันที่`, `ลงวันที่` or a leading `เดือน`. Parts of a list that
/// borrow month or year reach to where these are printed, so that each raw text proves its value.
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

/// Where a range of a list starts, tied to what follows.
type Chain = Vec<(Item, Option<Tie>)>;

struct Scanner<'t> {
    text: &'t str,
    runs: Vec<Run>,
}

impl Scanner<'_> {
    /// The run of digits that ends at `at`, among those before `below`.
    fn run_ending(&self, at: usize, below: usize) -> Option<usize> {
        (0..below).rev().take_while(|&i| self.runs[i].range.end >= at).find(|&i| self.runs[i].range.end == at)
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
        starts_with_any(self.text, skip_right(self.text, self.runs[i].range.end), COUNTED).is_some()
    }

    /// The year a run says, where it can be one. Two digits only `after_month`.
    fn year(&self, i: usize, after_month: bool) -> Option<Ce> {
        let run = &self.runs[i];
        match (run.len, run.value) {
            _ if self.goes_on(i) => None,
            (4, be) if BE_YEARS.contains(&be) => Some(be as i32 - ERA_OFFSET),
            (4, ce) if CE_YEARS.contains(&ce) && after_month => Some(ce as i32),
            (2, short) if after_month && SHORT_YEARS.contains(&short) => Some(2500 + short as i32 - ERA_OFFSET),
            _ => None,
        }
    }

    /// `๑๕/๑/๒๕๖๖`, `15/1/66`, and with `-` or `.` where the year has four digits.
    fn slashed(&self, i: usize) -> Option<Item> {
        if i < 2 || self.goes_on(i) {
            return None;
        }
        let (d, m, y) = (&self.runs[i - 2], &self.runs[i - 1], &self.runs[i]);
        let between = (&self.text[d.range.end..m.range.start], &self.text[m.range.end..y.range.start]);
        let year = match between {
            ("/", "/") => self.year(i, true)?,
            ("-", "-") | (".", ".") if y.len == 4 && BE_YEARS.contains(&y.value) => self.year(i, false)?,
            _ => return None,
        };
        let fits = d.len <= 2 && m.len <= 2 && (1..=31).contains(&d.value) && m.value > 0;
        let more = self.text[..d.range.start].ends_with(['/', '.', '-']) && !self.text[..d.range.start].ends_with(" -");
        if !fits || more && self.goes_back(i - 2) || self.is_ordinal(d.range.start) {
            return None;
        }
        let (day, month) = (Some(d.value), Some(m.value));
        Some(Item { start: d.range.start, end: y.range.end, day, month, year: Some(year), run: i - 2 })
    }

    /// A month name with its year in run `i`, and the day before it where there is one.
    fn written(&self, i: usize) -> Option<Item> {
        let run = &self.runs[i];
        if run.len != 2 && run.len != 4 {
            return None;
        }
        let (at, _) = self.era_left(run.range.start);
        let (start, month) = self.month_left(at)?;
        let year = match self.year(i, true) {
            Some(year) => year,
            // Kept as it is, to be reported: nothing else has four digits after a month.
            None if run.len == 4 && !self.counted(i) && !self.goes_on(i) => run.value as i32 - ERA_OFFSET,
            None => return None,
        };
        let mut item = Item { start, end: run.range.end, day: None, month: Some(month), year: Some(year), run: i };
        self.add_day(&mut item, i);
        // `มกราคม ๕๐ คน` is a count; after a day or an abbreviated month two digits are a year whatever follows.
        let spelt = MONTHS.iter().any(|(name, _)| self.text[start..].starts_with(name));
        let count = run.len == 2 && spelt && item.day.is_none() && self.counted(i);
        (!count).then_some(item)
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

    /// The month that ends at `at` (after white space), with its start.
    fn month_left(&self, at: usize) -> Option<(usize, u32)> {
        let at = skip_left(self.text, at);
        let before = &self.text[..at];
        if before.ends_with(['ม', 'น', 'ธ', '์'])
            && let Some((name, month)) = MONTHS.iter().find(|(name, _)| before.ends_with(name))
        {
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
        let (first, _, month) =
            SHORT_MONTHS.iter().find(|(first, second, _)| *second == last && text[..q].ends_with(first))?;
        let start = q - first.len();
        let before = text[..start].chars().next_back();
        let apart = before.is_none_or(|c| c.is_whitespace() || super::digits::is_digit(c) || "-–(".contains(c));
        // A dot before makes it part of a longer abbreviation (อ.ก.พ.); ก.พ. is an office, too.
        let office = *month == 2 && text[..skip_left(text, start)].ends_with("สำนักงาน");
        if before == Some('.') || office || (dots == 0 && !apart) {
            return None;
        }
        Some((start, u32::from(*month)))
    }

    /// Whether what stands before `at` makes the number there an ordinal or a count.
    fn is_ordinal(&self, at: usize) -> bool {
        ends_with_any(self.text, skip_left(self.text, at), ORDINAL_NOUNS).is_some()
    }

    /// Adds the day that stands before an item's month.
    fn add_day(&self, item: &mut Item, below: usize) {
        let mut at = skip_left(self.text, item.start);
        if let Some(p) = ends_with_any(self.text, at, &["เดือน"]) {
            at = skip_left(self.text, p);
        }
        if let Some(run) = self.run_ending(at, below)
            && self.is_day(run)
        {
            (item.day, item.start, item.run) = (Some(self.runs[run].value), self.runs[run].range.start, run);
        }
    }

    /// Whether a run can be a day; `๓๒` can, to be reported. `๙,๑๐ มกราคม` are two days.
    fn is_day(&self, i: usize) -> bool {
        let run = &self.runs[i];
        let listed = self.text[..run.range.start].ends_with(',') && i > 0 && self.runs[i - 1].len <= 2;
        run.len <= 2 && (listed || !self.goes_back(i)) && !self.is_ordinal(run.range.start)
    }

    /// The tie that ends at `at`, and where it starts. A dash that opens a line is a list marker where it needs not tie.
    fn tie_left(&self, at: usize) -> Option<(usize, Tie)> {
        let mut at = skip_left(self.text, at);
        if let Some(p) = ends_with_any(self.text, at, LEADS) {
            at = skip_left(self.text, p);
        }
        let (word, tie) = TIES.iter().find(|(word, _)| self.text[..at].ends_with(word))?;
        Some((at - word.len(), *tie))
    }

    /// The halves of an expression from the last to the first, each with the tie to the one after it.
    fn chain(&self, last: Item, limit: usize) -> Chain {
        let mut chain = vec![(last, None)];
        if let Some(partner) = self.yearless_right(&last, limit) {
            chain.insert(0, (partner, None));
            chain[1].1 = Some(Tie::Range);
        }
        while chain.len() < MAX_PARTS {
            let item = chain[chain.len() - 1].0;
            let Some((at, tie)) = self.tie_left(item.start) else { break };
            let Some(left) = self.item_left(at, &item) else { break };
            let whole = left.year.is_some();
            let opens_line = self.text[skip_left(self.text, at)..at].contains('\n');
            // A tie that follows a whole date closes the expression, unless both are the ends of a range.
            let ranged = chain.iter().any(|(_, t)| *t == Some(Tie::Range)) && tie == Tie::Range && chain.len() == 2;
            if whole && (tie == Tie::List || opens_line || ranged) {
                break;
            }
            chain.push((left, Some(tie)));
            if whole {
                break;
            }
        }
        chain
    }

    /// The half that ends left of a tie at `at`, in the form that fits `right`.
    fn item_left(&self, at: usize, right: &Item) -> Option<Item> {
        let at = skip_left(self.text, at);
        if let Some(i) = self.run_ending(at, right.run) {
            let whole = self.slashed(i).or_else(|| self.written(i));
            if let Some(item) = whole {
                return (item.day.is_some() == right.day.is_some()).then_some(item);
            }
            let run = &self.runs[i];
            let fits = right.day.is_some() && self.is_day(i) && (1..=31).contains(&run.value);
            let item = Item {
                start: run.range.start,
                end: run.range.end,
                day: Some(run.value),
                month: None,
                year: None,
                run: i,
            };
            return fits.then_some(item);
        }
        let (start, month) = self.month_left(at)?;
        let mut item = Item { start, end: at, day: None, month: Some(month), year: None, run: right.run };
        self.add_day(&mut item, right.run);
        (item.day.is_some() == right.day.is_some()).then_some(item)
    }

    /// The second half of a range that has no year of its own: `๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน`.
    fn yearless_right(&self, item: &Item, limit: usize) -> Option<Item> {
        let text = &self.text[..limit];
        let at = skip_right(text, item.end.min(limit));
        let (word, _) = TIES.iter().find(|(word, tie)| *tie == Tie::Range && text[at..].starts_with(word))?;
        let mut at = skip_right(text, at + word.len());
        if let Some(p) = starts_with_any(text, at, LEADS) {
            at = skip_right(text, p);
        }
        let (mut day, mut start) = (None, at);
        if item.day.is_some() {
            let i = self.runs.binary_search_by_key(&at, |r| r.range.start).ok()?;
            if self.runs[i].len > 2 || self.runs[i].range.end > limit {
                return None;
            }
            (day, start) = (Some(self.runs[i].value), skip_right(text, self.runs[i].range.end));
        }
        let (name, month) = MONTHS.iter().find(|(name, _)| text[start..].starts_with(name))?;
        let end = start + name.len();
        Some(Item { start: at, end, day, month: Some(u32::from(*month)), year: None, run: item.run })
    }
}

/// The last day of a month, where it exists.
fn month_end(year: Ce, month: u32) -> Option<Date> {
    date(year, month, 1).map(|d| d.last_of_month())
}

fn date(year: Ce, month: u32, day: u32) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// First and last day of an item that has month and year.
fn span(item: &Item) -> Result<(Date, Date), Impossible> {
    let (year, month) = (item.year.unwrap_or_default(), item.month.unwrap_or_default());
    let be = (year + ERA_OFFSET) as u32;
    if !BE_YEARS.contains(&be) {
        return Err(Impossible::NoSuchYear);
    }
    if !(1..=12).contains(&month) {
        return Err(Impossible::NoSuchMonth);
    }
    match item.day {
        Some(day) => date(year, month, day).map(|d| (d, d)).ok_or(Impossible::NoSuchDay),
        None => date(year, month, 1).zip(month_end(year, month)).ok_or(Impossible::NoSuchDay),
    }
}

impl Scanner<'_> {
    /// Fills in what each half borrows, from the right to the left, and turns the chain into dates.
    fn resolve(&self, chain: &Chain, out: &mut Dates) {
        let mut i = 0;
        let mut lender = chain[0].0;
        if lender.year.is_none() {
            lender.year = chain[1].0.year;
        }
        while i < chain.len() {
            let mut right = chain[i].0;
            let borrowed = right.month.is_none() || right.year.is_none();
            right.month = right.month.or(lender.month);
            right.year = right.year.or(lender.year);
            let reach = if borrowed { lender.end.max(right.end) } else { right.end };
            lender = Item { end: reach, ..right };
            match chain.get(i + 1) {
                Some((left, Some(Tie::Range))) => {
                    let value = between(left, &right, chain[i].0.year.is_none() && i == 0);
                    push(out, left.start..reach, value, right.day.is_some());
                    lender = Item { start: left.start, ..lender };
                    i += 2;
                }
                _ => {
                    push(out, right.start..reach, span(&right).map(|(a, b)| (a, b, false)), right.day.is_some());
                    i += 1;
                }
            }
        }
    }
}

/// The range from `left` to `right`. A half without a year takes the other's; where it would then run backwards, the
/// year before (or, for the second half, the year after).
fn between(left: &Item, right: &Item, lent_to_right: bool) -> Result<(Date, Date, bool), Impossible> {
    let lent_to_left = left.year.is_none() && left.month.is_some();
    let mut left = Item { month: left.month.or(right.month), year: left.year.or(right.year), ..*left };
    let mut right = *right;
    let (start, _) = span(&left)?;
    let (_, end) = span(&right)?;
    if start <= end {
        return Ok((start, end, false));
    }
    if lent_to_right {
        right.year = right.year.map(|y| y + 1);
        return Ok((start, span(&right)?.1, true));
    }
    if !lent_to_left {
        return Err(Impossible::EndsBeforeStart);
    }
    left.year = left.year.map(|y| y - 1);
    Ok((span(&left)?.0, end, true))
}

fn push(out: &mut Dates, range: Range<usize>, value: Result<(Date, Date, bool), Impossible>, to_the_day: bool) {
    let precision = if to_the_day { Precision::Day } else { Precision::Month };
    match value {
        Ok((start, end, inferred)) => {
            out.dates.push(Found { range, value: DateValue { start, end, precision, inferred } });
        }
        Err(why) => out.impossible.push(Found { range, value: why }),
    }
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

/// First and last day of quarters `first..=last` of a fiscal year that ends in `year`.
fn quarters(year: Ce, first: u32, last: u32) -> Option<(Date, Date)> {
    let month_of = |n: u32| if n < 3 { (year - 1, n + 10) } else { (year, n - 2) };
    let ((y0, m0), (y1, m1)) = (month_of(3 * (first - 1)), month_of(3 * last - 1));
    date(y0, m0, 1).zip(month_end(y1, m1))
}

impl Scanner<'_> {
    /// Years, fiscal years and quarters that end in run `i`: the leftmost run and the start of what was used.
    fn years(&self, i: usize, out: &mut Dates) -> Option<(usize, usize)> {
        let last = self.year_item(i)?;
        let mut chain = vec![(last, None)];
        while chain.len() < MAX_PARTS
            && let Some((at, tie)) = self.tie_left(chain[chain.len() - 1].0.start)
            && let Some(left) = self.run_ending(skip_left(self.text, at), chain[chain.len() - 1].0.run)
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
        let bare = YearItem { start: run.range.start, end: run.range.end, year: 0, kind: YearKind::Bare, run: i };
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
                let era_start = self.text[at..run.range.start].find(&name[..3]).map_or(at, |p| at + p);
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
            } else if let Some(quarter) = self.quarter(&left).filter(|_| kind == YearKind::Fiscal && !ranged) {
                used = quarter.range.start;
                out.dates.push(quarter);
            } else {
                let (start, end, precision) = match kind {
                    YearKind::Fiscal => (date(left.year - 1, 10, 1), date(right.year, 9, 30), Precision::FiscalYear),
                    _ => (date(left.year, 1, 1), date(right.year, 12, 31), Precision::Year),
                };
                if let Some((start, end)) = start.zip(end) {
                    out.dates.push(Found { range, value: DateValue { start, end, precision, inferred: false } });
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
        if let Some((left, _)) = TIES.iter().find(|(word, _)| text[..p].ends_with(word)).map(|(w, t)| (p - w.len(), t))
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
        let value = DateValue { start: from, end: to, precision: Precision::Month, inferred: false };
        Some(Found { range: start..item.end, value })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Dates as `raw start..end precision`, `~` where inferred; then what is impossible as `raw why`.
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
        let odd = found.impossible.iter().map(|f| format!("{}|{:?}", &text[f.range.clone()], f.value));
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
    fn ranges_and_lists() {
        let cases: &[(&str, &[&str])] = &[
            ("๑๓ - ๑๗ มกราคม ๒๕๖๘", &["๑๓ - ๑๗ มกราคม ๒๕๖๘|2025-01-13..2025-01-17d"]),
            ("๒๙-๓๑ พ.ค. ๖๖", &["๒๙-๓๑ พ.ค. ๖๖|2023-05-29..2023-05-31d"]),
            ("๓๐ มกราคม – ๑ กุมภาพันธ์ ๒๕๖๖", &["๓๐ มกราคม – ๑ กุมภาพันธ์ ๒๕๖๖|2023-01-30..2023-02-01d"]),
            ("๒๘ ธันวาคม ๒๕๖๕ - ๑๒ มกราคม ๒๕๖๖", &["๒๘ ธันวาคม ๒๕๖๕ - ๑๒ มกราคม ๒๕๖๖|2022-12-28..2023-01-12d"]),
            ("เดือน ๑ ตุลาคม - ๓๐ กันยายน ๒๕๖๘", &["๑ ตุลาคม - ๓๐ กันยายน ๒๕๖๘|2024-10-01..2025-09-30~d"]),
            ("๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน", &["๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน|2024-10-01..2025-09-30~d"]),
            ("ระหว่างมกราคม - มีนาคม ๒๕๖๖", &["มกราคม - มีนาคม ๒๕๖๖|2023-01-01..2023-03-31m"]),
            ("ต.ค. – ธ.ค. ๖๗", &["ต.ค. – ธ.ค. ๖๗|2024-10-01..2024-12-31m"]),
            ("ตุลาคม - มีนาคม ๒๕๖๘", &["ตุลาคม - มีนาคม ๒๕๖๘|2024-10-01..2025-03-31~m"]),
            ("(เดือนตุลาคม ๒๕๖๗ – เดือนกันยายน ๒๕๖๘)", &["ตุลาคม ๒๕๖๗ – เดือนกันยายน ๒๕๖๘|2024-10-01..2025-09-30m"]),
            (
                "ตั้งแต่วันที่ ๑ มกราคม ๒๕๖๘ ถึงวันที่ ๓๑ มีนาคม ๒๕๖๘",
                &["๑ มกราคม ๒๕๖๘ ถึงวันที่ ๓๑ มีนาคม ๒๕๖๘|2025-01-01..2025-03-31d"],
            ),
            ("1/10/2567 - 30/9/2568", &["1/10/2567 - 30/9/2568|2024-10-01..2025-09-30d"]),
            (
                "๑๐ และ ๑๒ มกราคม ๒๕๖๘",
                &["๑๐ และ ๑๒ มกราคม ๒๕๖๘|2025-01-10..2025-01-10d", "๑๒ มกราคม ๒๕๖๘|2025-01-12..2025-01-12d"],
            ),
            (
                "๙,๑๐ มกราคม ๒๕๖๘",
                &["๙,๑๐ มกราคม ๒๕๖๘|2025-01-09..2025-01-09d", "๑๐ มกราคม ๒๕๖๘|2025-01-10..2025-01-10d"],
            ),
            (
                "๑๐ - ๑๑ และ ๑๔ มกราคม ๒๕๖๘",
                &["๑๐ - ๑๑ และ ๑๔ มกราคม ๒๕๖๘|2025-01-10..2025-01-11d", "๑๔ มกราคม ๒๕๖๘|2025-01-14..2025-01-14d"],
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
                &["มกราคม และ มีนาคม ๒๕๖๖|2023-01-01..2023-01-31m", "มีนาคม ๒๕๖๖|2023-03-01..2023-03-31m"],
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
            ("ไตรมาสที่ ๒ ปีงบประมาณ พ.ศ. ๒๕๖๖", &["ไตรมาสที่ ๒ ปีงบประมาณ พ.ศ. ๒๕๖๖|2023-01-01..2023-03-31m"]),
            ("ไตรมาส 1 ของปีงบประมาณ 2566", &["ไตรมาส 1 ของปีงบประมาณ 2566|2022-10-01..2022-12-31m"]),
            ("ไตรมาสที่ ๓ - ๔ ประจำปีงบประมาณ ๒๕๖๖", &["ไตรมาสที่ ๓ - ๔ ประจำปีงบประมาณ ๒๕๖๖|2023-04-01..2023-09-30m"]),
            (
                "ปีงบประมาณ พ.ศ. ๒๕๖๘ เมื่อวันที่ ๒๖ พฤศจิกายน ๒๕๖๗",
                &["ปีงบประมาณ พ.ศ. ๒๕๖๘|2024-10-01..2025-09-30f", "๒๖ พฤศจิกายน ๒๕๖๗|2024-11-26..2024-11-26d"],
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
        for part in
            ["๑ ", "๑ - ", "๑ และ ", "๒๕๖๘ ", "๒๕๖๘ - ", "มกราคม ๒๕๖๘ - ", "1/", " ", "พ.ศ. ๒๕๖๘ - ", "๑,", "ก.ย. - "]
        {
            let long = part.repeat(200_000 / part.len());
            let _ = find(&long);
            let _ = find(&(long + "มกราคม ๒๕๖๘"));
        }
    }
}
