//! The stretch of time that a column stands for, by what its headings say: `ปี ๒๕๖๖`, `ไตรมาสที่ ๒`, `ต.ค.`
//! below `พ.ศ. ๒๕๖๗`.

use std::sync::LazyLock;

use crate::column::Span;
use crate::thai::text::matching_key;
use crate::words;

/// Years of the Buddhist Era that plans and reports speak of.
const YEARS: std::ops::Range<i16> = 2500..2600;
/// What a year of two digits leaves out.
const CENTURY: i16 = 2500;
/// The month in which a fiscal year begins.
const FIRST_MONTH: u8 = 10;
/// The last month of a calendar year.
const LAST_MONTH: u8 = 12;
/// What a heading over months may say.
const MONTH: &str = "เดือน";
/// So many bare numbers in a row that go on from each other are months: more than there are quarters of
/// a year or weeks of a month.
const MONTHS_IN_A_ROW: usize = 6;
/// What stands before a quarter's number.
const QUARTER: &[&str] = &["ไตรมาสที่", "ไตรมาส", "quarter", "q"];
/// The quarters in Roman numerals.
const ROMAN: [&str; 4] = ["i", "ii", "iii", "iv"];
/// What stands between the first and the last month of a quarter.
const UNTIL: &[&str] = &["-", "–", "—", "ถึง"];
/// What says that a year is a fiscal one.
const FISCAL: &str = "งบ";
/// What stands right before a year of two digits.
const NAMED: &[&str] = &["ปี", "พ.ศ.", "ประมาณ", "พศ", "งปม.", "งบ", "fy"];
/// What stands around a year and says nothing else; the longest first.
const AROUND: &[&str] = &[
    "ประจำปีงบประมาณ",
    "ปีงบประมาณ",
    "ประจำปี",
    "ปีงบ",
    "งปม.",
    "พ.ศ.",
    "พศ",
    "fy",
    "ปี",
    "บาท",
    "ล้าน",
    "ที่",
    "(",
    ")",
    ".",
    "/",
    "-",
];

/// What one heading says of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::table) struct Time {
    /// The year, Buddhist Era.
    year: Option<i16>,
    /// Whether the year is said to be a fiscal one.
    fiscal: bool,
    /// The quarter, from 1.
    quarter: Option<u8>,
    /// Whether it speaks of quarters, and those below it number them.
    quarters: bool,
    /// The calendar month, from 1.
    month: Option<u8>,
    /// Whether it says nothing else.
    pub pure: bool,
}

impl Time {
    /// What a heading says of time; `None` where it says nothing.
    pub fn of(heading: &str) -> Option<Time> {
        let key = matching_key(heading);
        if let Some(month) = month(&key) {
            return Some(month);
        }
        // Most headings say nothing of time: no number stands in them, and no word for quarters.
        if !key.contains(|c: char| c.is_ascii_digit()) && !QUARTER.iter().any(|w| key.contains(w)) {
            return None;
        }
        let (year, rest) = year(&key)?;
        let mut time = Time { year, fiscal: key.contains(FISCAL), ..Time::default() };
        let mut rest = rest;
        if let Some(at) = QUARTER.iter().find_map(|word| Some((rest.find(word)?, *word))) {
            let behind = &rest[at.0 + at.1.len()..];
            let digit = behind.chars().next().and_then(|c| c.to_digit(10));
            time.quarter = digit.filter(|n| (1..=4).contains(n)).map(|n| n as u8);
            time.quarters =
                time.quarter.is_none() && (at.1.starts_with("ไตร") || behind.is_empty());
            // What stands in brackets behind it are its months; ไตรมาสที่ดำเนินการ says more.
            let more = time.quarters && !behind.starts_with('(');
            if time.quarter.is_some() || time.quarters {
                rest = format!("{}{}", &rest[..at.0], if more { behind } else { "" });
            }
        }
        time.pure = is_bare(&rest);
        (time.year.is_some() || time.quarter.is_some() || time.quarters).then_some(time)
    }
}

/// A month with or without its year: `ต.ค.`, `ตค`, `ตุลาคม`, `ต.ค. ๖๗`; or the months of a quarter:
/// `ต.ค. - ธ.ค. ๖๗`.
fn month(key: &str) -> Option<Time> {
    let (month, rest) = leading_month(key)?;
    let rest: String = rest.chars().filter(|c| *c != '.').collect();
    if let Some((years, last)) = UNTIL.iter().find_map(|until| rest.split_once(until))
        && let Some((last, after)) = leading_month(last)
    {
        let year = year_behind(years).and(year_behind(after))?;
        let quarter = Some(quarter_of(month, last)?);
        return Some(Time { year, month: Some(month), quarter, pure: true, ..Time::default() });
    }
    let year = year_behind(&rest)?;
    Some(Time { year, month: Some(month), pure: true, ..Time::default() })
}

/// The month that a key begins with, and what stands behind it.
fn leading_month(key: &str) -> Option<(u8, &str)> {
    // The point of the month before may have run into the cell.
    let key = key.trim_start_matches(['.', '(']);
    let first = key.chars().next()?;
    let mut near = MONTHS.iter().filter(|(name, _)| name.starts_with(first));
    near.find_map(|(name, month)| Some((*month, without_points(key, name)?)))
}

/// What stands behind a name in a key that may be pointed: `ต.ค.` for ตค.
fn without_points<'k>(key: &'k str, name: &str) -> Option<&'k str> {
    let mut rest = key;
    for letter in name.chars() {
        rest = rest.trim_start_matches('.').strip_prefix(letter)?;
    }
    Some(rest)
}

/// The year behind a month, if there is one; `None` where something else stands there.
fn year_behind(rest: &str) -> Option<Option<i16>> {
    match rest.trim_matches(['-', '/', '(', ')', '.']) {
        "" => Some(None),
        digits => full_year(digits).map(Some),
    }
}

/// The quarter of a fiscal year that these months begin and end.
fn quarter_of(first: u8, last: u8) -> Option<u8> {
    (1..=4).find(|quarter| quarter_months(*quarter) == (first, last))
}

/// The first and the last month of a quarter of a fiscal year.
fn quarter_months(quarter: u8) -> (u8, u8) {
    match quarter {
        1 => (10, 12),
        later => (later * 3 - 5, later * 3 - 3),
    }
}

/// Names and abbreviations of months without dots, the longest first.
static MONTHS: LazyLock<Vec<(String, u8)>> = LazyLock::new(|| {
    let named = words::MONTHS.entries().iter().filter_map(|month| {
        let name: String = month.word.chars().filter(|c| *c != '.').collect();
        Some((name, month.meanings.first()?.parse().ok()?))
    });
    let mut months: Vec<(String, u8)> = named.collect();
    months.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    months
});

/// The only year in a key, if there is one, and the rest of the key. `None` for more than one year.
fn year(key: &str) -> Option<(Option<i16>, String)> {
    let mut year = None;
    let mut rest = String::new();
    let mut at = 0;
    while let Some(c) = key[at..].chars().next() {
        let digits: usize = key[at..].bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            rest.push(c);
            at += c.len_utf8();
            continue;
        }
        let run = &key[at..at + digits];
        // Two digits are a year only right behind a word for one.
        let named = NAMED.iter().any(|word| rest.ends_with(word));
        match full_year(run).filter(|_| digits == 4 || named) {
            Some(_) if year.is_some() => return None,
            Some(found) => year = Some(found),
            None => rest.push_str(run),
        }
        at += digits;
    }
    Some((year, rest))
}

/// `2568`, `68` → 2568.
fn full_year(digits: &str) -> Option<i16> {
    let number: i16 = digits.parse().ok()?;
    match digits.len() {
        2 => Some(number + CENTURY),
        4 => Some(number).filter(|year| YEARS.contains(year)),
        _ => None,
    }
}

/// Whether nothing but the words around a year is left.
fn is_bare(rest: &str) -> bool {
    let mut rest = rest;
    while !rest.is_empty() {
        let Some(word) = AROUND.iter().find(|word| rest.starts_with(**word)) else { return false };
        rest = &rest[word.len()..];
    }
    true
}

/// The span of each column, from what its levels say, outermost first. A calendar year above months
/// is told from a fiscal one by the months that it covers.
pub(in crate::table) fn spans(columns: &[Vec<String>]) -> Vec<Option<Span>> {
    let mut times: Vec<Vec<Time>> = columns.iter().map(|levels| times_of(levels)).collect();
    for (column, month) in numbered_months(columns) {
        times[column].retain(|time| time.year.is_some());
        times[column].push(Time { month: Some(month), pure: true, ..Time::default() });
    }
    for column in (0..columns.len()).filter(|column| is_no_month(columns, *column)) {
        times[column].pop();
    }
    let months: Vec<(i16, u8)> = times.iter().filter_map(|t| year_and_month(t)).collect();
    times.iter().map(|times| span(times, &months)).collect()
}

/// Columns whose headings end in bare numbers that are months: enough of them side by side that go on
/// from each other, over the turn of the year (10, 11, 12, 1 … 9) or below a word for time: other things
/// are numbered too.
fn numbered_months(columns: &[Vec<String>]) -> Vec<(usize, u8)> {
    let number = |levels: &Vec<String>| {
        let number = matching_key(levels.last()?).parse::<u8>().ok();
        number.filter(|n| (1..=LAST_MONTH).contains(n))
    };
    let numbers: Vec<Option<u8>> = columns.iter().map(number).collect();
    let goes_on = |at: usize| match (numbers[at], numbers.get(at + 1).copied().flatten()) {
        (Some(own), Some(next)) => next == own % LAST_MONTH + 1,
        _ => false,
    };
    let (mut months, mut first) = (Vec::new(), 0);
    for at in (0..columns.len()).filter(|at| !goes_on(*at)) {
        let run = first..=at;
        first = at + 1;
        let turns = run.clone().any(|column| column < at && numbers[column] == Some(LAST_MONTH));
        if run.clone().count() >= MONTHS_IN_A_ROW && (turns || says_time(&columns[at])) {
            months.extend(run.filter_map(|column| Some((column, numbers[column]?))));
        }
    }
    months
}

/// Whether a heading above the last one of a column speaks of a year or of months.
fn says_time(levels: &[String]) -> bool {
    let above = &levels[..levels.len().saturating_sub(1)];
    above.iter().any(|level| {
        level.contains(MONTH) || Time::of(level).is_some_and(|time| time.year.is_some())
    })
}

/// Whether a heading names a month.
fn is_month(heading: &str) -> bool {
    Time::of(heading).is_some_and(|time| time.month.is_some())
}

/// Whether a column is of no month though its heading reads as one: most of the columns in its group are
/// called something else, as offices are (สป. | กค. | กช.).
fn is_no_month(columns: &[Vec<String>], at: usize) -> bool {
    let Some((own, above)) = columns[at].split_last() else { return false };
    if above.is_empty() || !is_month(own) {
        return false;
    }
    let beside = columns.iter().filter_map(|levels| levels.split_last());
    let beside: Vec<&String> =
        beside.filter(|(_, other)| *other == above).map(|(l, _)| l).collect();
    let months = beside.iter().filter(|heading| is_month(heading)).count();
    months < beside.len() && months * 2 <= beside.len()
}

/// What the levels of a column say of time. A bare number below quarters is one of them.
fn times_of(levels: &[String]) -> Vec<Time> {
    let mut times = Vec::new();
    let mut in_quarters = false;
    for level in levels {
        let key = matching_key(level);
        let roman = ROMAN.iter().zip(1..).find(|(roman, _)| **roman == key).map(|(_, n)| n);
        let number = key.parse::<u8>().ok().filter(|n| (1..=4).contains(n)).or(roman);
        match (Time::of(level), number) {
            (_, Some(quarter)) if in_quarters => {
                times.push(Time { quarter: Some(quarter), pure: true, ..Time::default() });
            }
            (Some(time), _) => {
                in_quarters = time.quarters;
                times.push(time);
            }
            (None, _) => {}
        }
    }
    times
}

/// The year and month of a column that has both and whose year is not said to be fiscal.
fn year_and_month(times: &[Time]) -> Option<(i16, u8)> {
    let year = times.iter().find(|time| time.year.is_some() && !time.fiscal)?.year?;
    Some((year, times.iter().find_map(|time| time.month)?))
}

fn span(times: &[Time], months: &[(i16, u8)]) -> Option<Span> {
    let year = times.iter().rev().find(|time| time.year.is_some());
    let month = times.iter().find_map(|time| Some((time.month?, time.quarter)));
    if let Some((month, of_quarter)) = month {
        let be = year.and_then(|time| {
            let be = time.year?;
            let calendar = !time.fiscal && is_calendar_year(be, months);
            Some(if calendar && month >= FIRST_MONTH { be + 1 } else { be })
        });
        return Some(match of_quarter {
            Some(quarter) => Span::quarter(be, quarter),
            None => Span::month(be, month),
        });
    }
    let be = year.and_then(|time| time.year);
    match times.iter().rev().find_map(|time| time.quarter) {
        Some(quarter) => Some(Span::quarter(be, quarter)),
        None => be.map(Span::year),
    }
}

/// Whether a year above months is a calendar year: a fiscal one has its October to December before
/// its January.
fn is_calendar_year(be: i16, months: &[(i16, u8)]) -> bool {
    let own: Vec<u8> = months.iter().filter(|(year, _)| *year == be).map(|(_, m)| *m).collect();
    let late = own.iter().position(|month| *month >= FIRST_MONTH);
    let early = own.iter().position(|month| *month < FIRST_MONTH);
    match (late, early) {
        (Some(late), Some(early)) => early < late,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key that each column gets of its levels (`above/leaf`).
    fn keys(columns: &[&str]) -> Vec<String> {
        let levels: Vec<Vec<String>> =
            columns.iter().map(|levels| levels.split('|').map(str::to_owned).collect()).collect();
        let key = |span: Option<Span>| {
            let role = crate::role::Role::Budget;
            span.map_or_else(String::new, |span| {
                crate::column::Key { role, which: span.which() }.to_string()
            })
        };
        spans(&levels).into_iter().map(key).collect()
    }

    #[test]
    fn years_quarters_and_months() {
        for (heading, key) in [
            ("ปี ๒๕๖๖", "budget_2566"),
            ("งบประมาณ|๒๕๖๖\n(บาท)", "budget_2566"),
            ("ปีงบประมาณ พ.ศ. 2568", "budget_2568"),
            ("งบประมาณ ปี ๖๘", "budget_2568"),
            ("พ.ศ. ๒๕๖๖ - ๒๕๗๐", ""),
            ("ไตรมาสที่ ๒", "budget_q2"),
            ("ไตรมาส ๑ (ต.ค. - ธ.ค.)", "budget_q1"),
            ("ไตรมาส|๓", "budget_q3"),
            ("ห้วงเวลา (ไตรมาส)|IV", "budget_q4"),
            ("ประมาณการค่าใช้จ่าย|งปม. ๖๖", "budget_2566"),
            ("งบประมาณ|FY2567", "budget_2567"),
            ("ปี ๒๕๖๘|ไตรมาส 4", "budget_2568_q4"),
            ("ต.\nค.", "budget_m10"),
            ("ตุลาคม ๒๕๖๗", "budget_2568_10"),
            ("มี.ค. ๖๘", "budget_2568_3"),
            ("ต.ค.-ธ.ค. ๖๗", "budget_2568_q1"),
            ("ม.ค. ๖๘ – มี.ค. ๖๘", "budget_2568_q2"),
            ("(เม.ย. - มิ.ย.)", "budget_q3"),
            ("กรกฎาคม ถึง กันยายน 2568", "budget_2568_q4"),
            ("ไตรมาสที่ ๔|ก.ค. - ก.ย. ๖๘", "budget_2568_q4"),
            ("ต.ค. - มี.ค. ๖๘", ""),
            ("งบประมาณ (บาท)", ""),
            ("๑", ""),
            ("รอบ ๖ เดือน", ""),
        ] {
            assert_eq!(keys(&[heading]), [key], "{heading}");
        }
    }

    #[test]
    fn many_bare_numbers_that_go_on_are_months_and_few_are_not() {
        let year = |year: &str, months: std::ops::RangeInclusive<u8>| {
            months.map(|month| format!("ปี {year}|{month}")).collect::<Vec<String>>()
        };
        let all = [year("2567", 10..=12), year("2568", 1..=9)].concat();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let all = keys(&all);
        let ends = [&all[0], &all[2], &all[3], &all[11]];
        assert_eq!(ends, ["budget_2568_10", "budget_2568_12", "budget_2568_1", "budget_2568_9"]);
        assert_eq!(keys(&["เดือน|1", "เดือน|2", "เดือน|3", "เดือน|4", "เดือน|5"]), [""; 5]);
        let indicators: Vec<String> = (1..=10).map(|n| format!("ตัวชี้วัด ITA|{n}")).collect();
        let indicators: Vec<&str> = indicators.iter().map(String::as_str).collect();
        assert_eq!(keys(&indicators), [""; 10]);
        let weeks = ["ต.ค.|1", "ต.ค.|2", "ต.ค.|3", "ต.ค.|4"];
        assert_eq!(keys(&weeks), ["budget_m10"; 4]);
    }

    #[test]
    fn among_offices_an_abbreviation_of_a_month_is_an_office() {
        let office = "หน่วยงานที่รับผิดชอบ";
        let offices = ["สป.", "กค.", "กช."].map(|own| format!("{office}|{own}"));
        assert_eq!(keys(&offices.each_ref().map(String::as_str)), [""; 3]);
        let months = ["แผน|มิ.ย.", "แผน|กค.", "แผน|ส.ค.", "แผน|รวม"];
        assert_eq!(keys(&months), ["budget_m6", "budget_m7", "budget_m8", ""]);
        assert_eq!(keys(&["กค."]), ["budget_m7"]);
    }

    #[test]
    fn a_year_above_october_alone_is_a_calendar_year() {
        let calendar = ["พ.ศ. ๒๕๖๗|ต.ค.", "พ.ศ. ๒๕๖๗|พ.ย.", "พ.ศ. ๒๕๖๘|ม.ค."];
        assert_eq!(keys(&calendar), ["budget_2568_10", "budget_2568_11", "budget_2568_1"]);
        let fiscal = ["พ.ศ. ๒๕๖๘|ต.ค.", "พ.ศ. ๒๕๖๘|พ.ย.", "พ.ศ. ๒๕๖๘|ม.ค."];
        assert_eq!(keys(&fiscal), ["budget_2568_10", "budget_2568_11", "budget_2568_1"]);
        assert_eq!(keys(&["ปีงบประมาณ ๒๕๖๘|ธ.ค."]), ["budget_2568_12"]);
        assert_eq!(keys(&["ปีงบประมาณ ๒๕๖๘|.ธ.ค."]), ["budget_2568_12"]);
    }
}
