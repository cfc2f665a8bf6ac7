//! When an item is carried out, from the text of a period cell.

use crate::thai::Found;
use crate::thai::date::{DateValue, find};

/// The stretches of time that a period cell says.
pub fn schedule(text: &str, _fiscal_year_be: Option<i16>) -> Vec<Found<DateValue>> {
    find(text).dates
}
