//! The dates of a field: which are one, and which are other days.

use std::ops::Range;

use jiff::civil::Date;

use super::comparison::{FieldComparison, inside, overlap};
use crate::contract::model::FiscalYear;
use crate::diff::model::{Days, Expected, Kind, Numbers};
use crate::thai::date::{DateValue, Precision};

/// What a date within a quarter of the year is printed with.
const QUARTER: &str = "ไตรมาส";

impl FieldComparison<'_> {
    /// Adds the dates that are other days.
    pub fn add_dates(&mut self) {
        let years = self.context.years_apart();
        for (i, j) in self.linked_dates() {
            let ((x, a), (y, b)) = (self.a.dates[i].clone(), self.b.dates[j].clone());
            if !self.same_date(i, j) {
                let with_the_year =
                    years != 0 && is_years_apart((a.start, a.end), (b.start, b.end), years);
                let days = Days {
                    old_start: Some(a.start),
                    old_end: Some(a.end),
                    new_start: Some(b.start),
                    new_end: Some(b.end),
                    with_the_year,
                };
                let (old, new) = (&self.a.text[x.clone()], &self.b.text[y.clone()]);
                self.push(Kind::Date, Some(old), Some(new), Some(Numbers::Days(days)));
                if with_the_year {
                    self.expect(Expected::WithTheYear);
                }
            }
            self.covered.push((x, y));
        }
    }

    /// Dates that share a number in each other's place.
    pub fn linked_dates(&self) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (i, j) in self.linked_numbers() {
            let dates =
                (self.a.date_at(&self.a.all[i].range), self.b.date_at(&self.b.all[j].range));
            if let (Some(x), Some(y)) = dates
                && pairs.iter().all(|(p, q)| *p != x && *q != y)
            {
                pairs.push((x, y));
            }
        }
        pairs
    }

    /// Whether two dates are one: the same days, or the name or the whole span of each report's
    /// fiscal year.
    pub fn same_date(&self, i: usize, j: usize) -> bool {
        let ((x, a), (y, b)) = (&self.a.dates[i], &self.b.dates[j]);
        if (a.start, a.end) == (b.start, b.end) {
            return true;
        }
        let (Some(old), Some(new)) = (&self.context.old_year, &self.context.new_year) else {
            return false;
        };
        let own_years = (is_whole(a, old), is_whole(b, new));
        if own_years == (true, true) {
            return true;
        }
        let quarters =
            self.a.text[x.clone()].contains(QUARTER) && self.b.text[y.clone()].contains(QUARTER);
        if (names_a_year(a) && names_a_year(b) || quarters) && self.only_spelt_otherwise(x, y) {
            return true;
        }
        // A month that was misread on one side: the other side says what both are.
        own_years != (false, false) && self.only_spelt_otherwise(x, y) && self.is_misspelt(x, y)
    }

    /// Whether every word and number of two stretches stayed, the years with their reports.
    fn only_spelt_otherwise(&self, old: &Range<usize>, new: &Range<usize>) -> bool {
        let other_number = self.diff.numbers.iter().any(|(i, j)| {
            overlap(&self.a.all[*i].range, old) || overlap(&self.b.all[*j].range, new)
        });
        !other_number && !self.is_reworded(old, new)
    }

    /// Whether something in two stretches is spelt otherwise.
    fn is_misspelt(&self, old: &Range<usize>, new: &Range<usize>) -> bool {
        self.diff.spelt.iter().any(|(stretch, _)| {
            let (x, y) = self.spans(stretch);
            inside(&x, old) || inside(&y, new)
        })
    }
}

/// Whether a date names a year, and no day or month of it.
fn names_a_year(date: &DateValue) -> bool {
    matches!(date.precision, Precision::FiscalYear | Precision::Year)
}

/// Whether a date is the whole of a fiscal year.
fn is_whole(date: &DateValue, year: &FiscalYear) -> bool {
    (date.start, date.end) == (year.start, year.end)
}

/// A first and a last day.
pub type Stretch = (Date, Date);

/// Whether two stretches are the same days this many years apart.
pub fn is_years_apart(a: Stretch, b: Stretch, years: i64) -> bool {
    let Ok(span) = jiff::Span::new().try_years(years) else { return false };
    let is_moved = |from: Date, to| from.checked_add(span).is_ok_and(|moved| moved == to);
    is_moved(a.0, b.0) && (is_moved(a.1, b.1) || both_month_ends(a.1, b.1))
}

/// Whether two days end their months, which are one: February has 28 days or 29.
fn both_month_ends(a: Date, b: Date) -> bool {
    a == a.last_of_month() && b == b.last_of_month() && a.month() == b.month()
}
