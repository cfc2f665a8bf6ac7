//! What one cell of a workbook holds, and where what it says is printed.

use std::collections::BTreeMap;
use std::fmt::Display;

use jiff::civil::{Date, date};

use crate::contract::model::{Baht, Text};
use crate::finding::Region;

/// Most UTF-16 units of text in a cell (Microsoft, "Excel specifications and limits").
pub const TEXT_UNITS: usize = 32_767;

/// Spreadsheet programs show and keep 15 digits of a number; one with more is written as text.
const DIGITS: u64 = 1_000_000_000_000_000;

/// The first day on which all spreadsheet programs agree: Excel has a 29 February 1900.
const FIRST_DAY: Date = date(1900, 3, 1);

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, whatever it begins with.
    Text(String),
    /// A count, a year, a page: shown without separators.
    Whole(i64),
    /// A figure.
    Figure(f64),
    /// Baht, as a double that holds the satang exactly.
    Money(f64),
    /// More baht than a spreadsheet program keeps the digits of.
    LargeMoney(String),
    /// A day of the Common Era.
    Day(Date),
}

impl Cell {
    /// A text, or nothing where there is none.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// What may be absent, in its own words.
    pub fn of(word: Option<impl Display>) -> Cell {
        word.map_or(Cell::Empty, |word| Cell::text(word.to_string()))
    }

    /// What a text says, normalised.
    pub fn said(text: Option<&Text>) -> Cell {
        text.map_or(Cell::Empty, |text| Cell::text(text.text.as_str()))
    }

    /// A number without fraction.
    pub fn whole(number: impl TryInto<i64>) -> Cell {
        number.try_into().map_or(Cell::Empty, Cell::Whole)
    }

    /// A number; one that no cell can hold is text.
    pub fn figure(value: f64) -> Cell {
        if value.is_finite() { Cell::Figure(value) } else { Cell::text(value.to_string()) }
    }

    /// An amount of money, all its satang exact.
    pub fn money(amount: Option<Baht>) -> Cell {
        let Some(amount) = amount else { return Cell::Empty };
        // Of a whole amount its two decimals need no digits.
        let satang = amount.satang.unsigned_abs();
        let digits = if satang.is_multiple_of(100) { satang / 100 } else { satang };
        match amount.as_double() {
            Some(baht) if digits < DIGITS => Cell::Money(baht),
            _ => Cell::LargeMoney(amount.to_string()),
        }
    }

    /// A day; one before those that spreadsheet programs know is text.
    pub fn day(day: Option<Date>) -> Cell {
        match day {
            Some(day) if day >= FIRST_DAY => Cell::Day(day),
            Some(day) => Cell::text(day.to_string()),
            None => Cell::Empty,
        }
    }

    /// Where something is printed: `p. 3 [72,190.5,220,206.4]`, one box around all of it on each
    /// page, in PDF points from the top left corner.
    pub fn place<'r>(regions: impl IntoIterator<Item = &'r Region>) -> Cell {
        let mut pages: BTreeMap<u32, Region> = BTreeMap::new();
        for region in regions {
            let one = pages.entry(region.page).or_insert(*region);
            (one.x0, one.y0) = (one.x0.min(region.x0), one.y0.min(region.y0));
            (one.x1, one.y1) = (one.x1.max(region.x1), one.y1.max(region.y1));
        }
        let places = pages.values().map(|r| {
            let Region { page, x0, y0, x1, y1 } = r;
            format!("p. {page} [{x0},{y0},{x1},{y1}]")
        });
        Cell::text(places.collect::<Vec<_>>().join("; "))
    }

    /// Lines, one below the other.
    pub fn lines<'t>(lines: impl IntoIterator<Item = &'t str>) -> Cell {
        Cell::text(lines.into_iter().collect::<Vec<_>>().join("\n"))
    }

    /// What it looks like, for the width of its column.
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::LargeMoney(text) => text.clone(),
            Cell::Whole(number) => number.to_string(),
            Cell::Figure(value) => value.to_string(),
            Cell::Money(baht) => with_separators(*baht),
            Cell::Day(day) => day.to_string(),
        }
    }
}

/// `1,234.50`
fn with_separators(baht: f64) -> String {
    let plain = format!("{baht:.2}");
    format!("{plain}{}", ",".repeat(plain.len().saturating_sub(4) / 3))
}

/// A text of which a cell holds all: of a longer one the beginning, with how much there is behind
/// it, and the number of its characters.
pub fn fitting(text: &str) -> (String, Option<usize>) {
    if text.encode_utf16().count() <= TEXT_UNITS {
        return (text.to_owned(), None);
    }
    let all = text.chars().count();
    let mark = format!(" … [cut: {all} characters in all]");
    let room = TEXT_UNITS - mark.encode_utf16().count();
    let mut units = 0;
    let mut kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= room
        })
        .collect();
    kept.push_str(&mark);
    (kept, Some(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_a_number_as_long_as_all_its_digits_are_kept() {
        let money = |text: &str| Cell::money(text.parse().ok());
        assert_eq!(money("1234.5"), Cell::Money(1234.5));
        assert_eq!(money("-0.01"), Cell::Money(-0.01));
        assert_eq!(money("9999999999999.99"), Cell::Money(9_999_999_999_999.99));
        assert_eq!(money("99999999999999.99"), Cell::LargeMoney("99999999999999.99".to_owned()));
        assert_eq!(money("999999999999999"), Cell::Money(999_999_999_999_999.0));
        assert_eq!(money("1000000000000000"), Cell::LargeMoney("1000000000000000".to_owned()));
        assert_eq!(Cell::money(None), Cell::Empty);
    }

    #[test]
    fn a_day_that_excel_does_not_know_is_text() {
        assert_eq!(Cell::day(Some(date(2025, 7, 14))), Cell::Day(date(2025, 7, 14)));
        assert_eq!(Cell::day(Some(date(1900, 2, 28))), Cell::Text("1900-02-28".to_owned()));
        assert_eq!(Cell::figure(f64::INFINITY), Cell::Text("inf".to_owned()));
    }

    #[test]
    fn a_place_is_one_box_a_page() {
        let region = |page, x0, x1| Region { page, x0, y0: 1.5, x1, y1: 2.0 };
        let regions = [region(3, 10.0, 20.0), region(3, 5.0, 8.0), region(4, 1.0, 2.0)];
        let expected = Cell::Text("p. 3 [5,1.5,20,2]; p. 4 [1,1.5,2,2]".to_owned());
        assert_eq!(Cell::place(&regions), expected);
        assert_eq!(Cell::place(&[]), Cell::Empty);
    }

    #[test]
    fn a_text_fits_by_what_excel_counts() {
        let full = "𝟙".repeat(TEXT_UNITS / 2);
        assert_eq!(fitting(&full), (full.clone(), None));
        let (kept, all) = fitting(&"𝟙".repeat(TEXT_UNITS));
        assert_eq!(all, Some(TEXT_UNITS));
        assert!(kept.ends_with(" … [cut: 32767 characters in all]"), "{kept}");
        assert!((TEXT_UNITS - 1..=TEXT_UNITS).contains(&kept.encode_utf16().count()));
    }
}
