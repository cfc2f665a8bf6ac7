//! What a column is called in the JSON: its role, and what tells it from other columns of that role.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::role::Role;

/// What the cells of an item are keyed by: `result`, `result_2`, `budget_2568`, `budget_2568_q2`,
/// `schedule_2568_10`.
///
/// ```
/// use raingan::column::Key;
/// use raingan::role::Role;
/// let key: Key = "budget_2568_q2".parse().unwrap();
/// assert_eq!((key.role, key.to_string().as_str()), (Role::Budget, "budget_2568_q2"));
/// assert_eq!("other_2".parse::<Key>().unwrap().role, Role::Other(2));
/// assert!("colour".parse::<Key>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What its cells hold.
    pub role: Role,
    /// Which of the columns of this role it is.
    pub which: Which,
}

/// What tells a column from the others of its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Which {
    /// It is the first of them, or the only one.
    First,
    /// It is the second, third … of them.
    Nth(u16),
    /// It stands for a stretch of time.
    Time {
        /// The fiscal year, Buddhist Era.
        year_be: Option<i16>,
        /// The quarter or month of it.
        part: Option<Part>,
    },
}

/// A part of a fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The quarter, from 1 (October to December).
    Quarter(u8),
    /// The calendar month, from 1 (January).
    Month(u8),
}

impl Key {
    /// Whether it stands for no stretch of time.
    pub fn which_is_no_time(self) -> bool {
        !matches!(self.which, Which::Time { .. })
    }

    /// The same column in the fiscal year of a report, where that is known and it stands for a
    /// quarter or month of none.
    pub fn dated(self, report_year: Option<i16>) -> Key {
        match self.which {
            Which::Time { year_be: None, part } => {
                Key { which: Which::Time { year_be: report_year, part }, ..self }
            }
            _ => self,
        }
    }
}

impl From<Role> for Key {
    fn from(role: Role) -> Key {
        Key { role, which: Which::First }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.role)?;
        match self.which {
            Which::First => Ok(()),
            Which::Nth(n) => write!(f, "_{n}"),
            Which::Time { year_be, part } => {
                if let Some(year) = year_be {
                    write!(f, "_{year}")?;
                }
                match part {
                    Some(Part::Quarter(n)) => write!(f, "_q{n}"),
                    Some(Part::Month(n)) if year_be.is_none() => write!(f, "_m{n}"),
                    Some(Part::Month(n)) => write!(f, "_{n}"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl std::str::FromStr for Key {
    type Err = String;

    fn from_str(word: &str) -> Result<Key, String> {
        if let Some(role) = Role::of_word(word) {
            return Ok(role.into());
        }
        let ends = word.match_indices('_').map(|(at, _)| at);
        let mut readings = ends.filter_map(|at| {
            let role = Role::of_word(&word[..at])?;
            Some(Key { role, which: which(&word[at + 1..])? })
        });
        readings.next().ok_or_else(|| format!("unknown column {word:?}"))
    }
}

/// What stands behind the role in a key: `2`, `2568`, `2568_q2`, `2568_10`, `q2`, `m10`.
fn which(word: &str) -> Option<Which> {
    if let Some(part) = part(word) {
        return Some(Which::Time { year_be: None, part: Some(part) });
    }
    let (number, rest) = word.split_once('_').map_or((word, None), |(n, rest)| (n, Some(rest)));
    let number: i16 = number.parse().ok().filter(|n| *n >= 2)?;
    if let Some(rest) = rest {
        let month = || Some(Part::Month(rest.parse().ok().filter(|n| (1..=12).contains(n))?));
        let part = part(rest).filter(|p| matches!(p, Part::Quarter(_))).or_else(month)?;
        return Some(Which::Time { year_be: Some(number), part: Some(part) });
    }
    // No table has a thousand columns of one role, and no year of the Buddhist Era is below that.
    Some(match number {
        1000.. => Which::Time { year_be: Some(number), part: None },
        _ => Which::Nth(number.unsigned_abs()),
    })
}

fn part(word: &str) -> Option<Part> {
    let number = |digits: &str, most: u8| digits.parse().ok().filter(|n| (1..=most).contains(n));
    let quarter = word.strip_prefix('q').and_then(|digits| number(digits, 4));
    let month = word.strip_prefix('m').and_then(|digits| number(digits, 12));
    quarter.map(Part::Quarter).or(month.map(Part::Month))
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Key, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The stretch of time that a column stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// What it is one of.
    pub unit: SpanUnit,
    /// The fiscal year, Buddhist Era.
    pub fiscal_year_be: Option<i16>,
    /// The quarter (1 to 4) or the calendar month (1 to 12).
    pub number: Option<u8>,
    /// Its first day, where the year is known.
    pub start: Option<Date>,
    /// Its last day, where the year is known.
    pub end: Option<Date>,
}

/// What a [`Span`] is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanUnit {
    /// A fiscal year, 1 October to 30 September.
    FiscalYear,
    /// A quarter of one.
    Quarter,
    /// A month.
    Month,
}

/// Years of the Buddhist Era are this much ahead.
const BE: i16 = 543;
/// The month in which a fiscal year begins.
const FIRST_MONTH: u8 = 10;

impl Span {
    /// A fiscal year.
    pub fn year(be: i16) -> Span {
        Span::of(SpanUnit::FiscalYear, Some(be), None)
    }

    /// A quarter, from 1.
    pub fn quarter(be: Option<i16>, number: u8) -> Span {
        Span::of(SpanUnit::Quarter, be, Some(number))
    }

    /// A calendar month of a fiscal year, from 1.
    pub fn month(be: Option<i16>, number: u8) -> Span {
        Span::of(SpanUnit::Month, be, Some(number))
    }

    fn of(unit: SpanUnit, be: Option<i16>, number: Option<u8>) -> Span {
        let days = be.and_then(|be| days(unit, be, number));
        let (start, end) = days.unzip();
        Span { unit, fiscal_year_be: be, number, start, end }
    }

    /// The same stretch in the fiscal year of a report, where that is known and it has none itself.
    pub fn dated(self, report_year: Option<i16>) -> Span {
        Span::of(self.unit, self.fiscal_year_be.or(report_year), self.number)
    }

    /// Whether it is surely another stretch than another one: of another kind, number or year.
    pub fn tells_apart(self, other: Span) -> bool {
        let years = self.fiscal_year_be.zip(other.fiscal_year_be);
        self.unit != other.unit
            || self.number != other.number
            || years.is_some_and(|(own, other)| own != other)
    }

    /// What it adds to the key of its column.
    pub fn which(self) -> Which {
        let part = self.number.map(|number| match self.unit {
            SpanUnit::Month => Part::Month(number),
            SpanUnit::FiscalYear | SpanUnit::Quarter => Part::Quarter(number),
        });
        Which::Time { year_be: self.fiscal_year_be, part }
    }
}

/// The first and the last day of a part of a fiscal year.
fn days(unit: SpanUnit, be: i16, number: Option<u8>) -> Option<(Date, Date)> {
    let number = number.unwrap_or(1);
    let most = if unit == SpanUnit::Quarter { 4 } else { 12 };
    if !(1..=most).contains(&number) {
        return None;
    }
    let (first, months) = match unit {
        SpanUnit::FiscalYear => (FIRST_MONTH, 12),
        SpanUnit::Quarter => ((FIRST_MONTH - 1 + 3 * (number - 1)) % 12 + 1, 3),
        SpanUnit::Month => (number, 1),
    };
    let year = be.checked_sub(BE)?.checked_sub(i16::from(first >= FIRST_MONTH))?;
    let start = Date::new(year, i8::try_from(first).ok()?, 1).ok()?;
    let after = start.checked_add(jiff::Span::new().months(months)).ok()?;
    Some((start, after.yesterday().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_and_its_word_are_one() {
        for word in [
            "project",
            "other_1",
            "other_12",
            "result_2",
            "budget_2568",
            "budget_used_2568",
            "budget_2568_q2",
            "schedule_2568_10",
            "schedule_q3",
            "schedule_m10",
            "budget_left_3",
        ] {
            assert_eq!(word.parse::<Key>().unwrap().to_string(), word);
        }
        for word in
            ["", "budget_", "budget_1", "budget_2568_13", "budget_x", "schedule_q5", "other"]
        {
            assert!(word.parse::<Key>().is_err(), "{word}");
        }
    }

    #[test]
    fn a_fiscal_year_begins_in_october_of_the_year_before() {
        let said = |span: Span| {
            let (start, end) = (span.start.unwrap(), span.end.unwrap());
            format!("{start} {end}")
        };
        assert_eq!(said(Span::year(2568)), "2024-10-01 2025-09-30");
        assert_eq!(said(Span::quarter(Some(2568), 1)), "2024-10-01 2024-12-31");
        assert_eq!(said(Span::quarter(Some(2568), 4)), "2025-07-01 2025-09-30");
        assert_eq!(said(Span::month(Some(2568), 10)), "2024-10-01 2024-10-31");
        assert_eq!(said(Span::month(None, 2).dated(Some(2567))), "2024-02-01 2024-02-29");
        assert_eq!(Span::month(None, 2).start, None);
        for impossible in [
            Span::quarter(Some(2568), 0),
            Span::quarter(Some(2568), 255),
            Span::month(Some(i16::MIN + BE), 10),
        ] {
            assert_eq!(impossible.start, None);
        }
    }
}
