//! What a report says of itself: whose it is, and which time it covers.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::finding::Region;

/// The agency a report is from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agency {
    /// Its name.
    pub name: String,
    /// Its abbreviations as printed, most frequent first.
    pub abbreviations: Vec<String>,
}

/// A fiscal year: 1 October to 30 September, named by the year it ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiscalYear {
    /// The year it ends, Buddhist Era.
    pub be: i16,
    /// Its first day.
    pub start: Date,
    /// Its last day.
    pub end: Date,
}

/// The time a report or a section covers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Period {
    /// As printed.
    pub raw: String,
    /// Its length in months, where it says one.
    pub months: Option<u8>,
    /// Its first day.
    pub start: Option<Date>,
    /// Its last day.
    pub end: Option<Date>,
    /// Where it stands.
    pub regions: Vec<Region>,
}
