//! A comparison written as JSON, CSV, Markdown or a page for a browser, to anything that takes
//! bytes.
//!
//! The JSON says everything; the others are views of it. All of them are the same bytes for the
//! same reports.

pub mod csv;
#[cfg(feature = "html")]
pub mod html;
#[cfg(not(feature = "html"))]
#[path = "html/absent.rs"]
pub mod html;
pub mod markdown;
pub mod totals;
pub mod words;

use std::io::{self, Write};

use super::model::Comparison;
use crate::contract::output::layout::indented;

pub use crate::contract::output::Links;

pub use self::csv::csv;
pub use self::html::{html, html_linked};
pub use self::markdown::markdown;

/// Writes the comparison as indented JSON, a region on one line, with a line end.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub fn json(comparison: &Comparison, to: impl Write) -> io::Result<()> {
    indented(&[&serde_json::to_vec(comparison)?], to)
}
