//! Values found in the text of a cell, each as printed and as understood.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::budget::Baht;
use crate::column::Key;
use crate::finding::Region;

/// Facts in a result or outcome cell.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// Dates and spans of dates.
    pub dates: Vec<DateSpan>,
    /// Percentages.
    pub percentages: Vec<Percentage>,
    /// Numbers with a unit.
    pub quantities: Vec<Quantity>,
    /// Amounts of money.
    pub money: Vec<Money>,
}

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
    /// A fiscal year.
    FiscalYear,
}

/// A date or a span of dates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DateSpan {
    /// As printed: the shortest date expression.
    pub raw: String,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// How exact it is.
    pub precision: Precision,
    /// Whether a month or a year was taken from elsewhere than printed beside it.
    pub inferred: bool,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// A stretch of time in which an item is carried out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scheduled {
    /// The column that says so.
    pub column: Key,
    /// As printed; the heading of the column where the cell is only marked.
    pub raw: String,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// How exact it is.
    pub precision: Precision,
    /// Whether a month or a year was taken from elsewhere than printed beside it.
    pub inferred: bool,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// A percentage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Percentage {
    /// As printed.
    pub raw: String,
    /// In per cent.
    pub value: f64,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// As printed.
    pub raw: String,
    /// The number.
    pub value: f64,
    /// The unit as printed.
    pub unit: String,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Money {
    /// As printed.
    pub raw: String,
    /// In baht.
    pub amount_thb: Baht,
    /// Where it stands.
    pub regions: Vec<Region>,
}
