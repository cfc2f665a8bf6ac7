//! What stands in for the pages where the program is built without them.

use std::io::{self, Write};

use super::oit::Checklist;
use super::summary::Summary;
use crate::contract::model::Report;
use crate::contract::output::{Lang, Links};
use crate::finding::Finding;

/// A report with what was found about it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The file it came from.
    pub file: &'a str,
    /// The report.
    pub report: &'a Report,
    /// What was found.
    pub findings: &'a [Finding],
    /// Its checklist of the OIT assessment, where it is wanted.
    pub oit: Option<&'a Checklist>,
}

/// Writes no page.
///
/// # Errors
///
/// [`io::ErrorKind::Unsupported`], always.
pub fn check_page(_: &[Subject<'_>], _: Lang, _: &Links, _: impl Write) -> io::Result<()> {
    Err(unsupported())
}

/// Writes no page.
///
/// # Errors
///
/// [`io::ErrorKind::Unsupported`], always.
pub fn summary_page(_: &[Summary], _: Lang, _: &Links, _: impl Write) -> io::Result<()> {
    Err(unsupported())
}

fn unsupported() -> io::Error {
    let message =
        "this program was built without pages for a browser: build with the feature `html`";
    io::Error::new(io::ErrorKind::Unsupported, message)
}
