//! What stands in for the page where the program is built without it.

use std::io::{self, Write};

use crate::contract::output::{Lang, Links};
use crate::diff::model::Comparison;

/// Writes no page.
///
/// # Errors
///
/// [`io::ErrorKind::Unsupported`], always.
pub fn html(comparison: &Comparison, lang: Lang, to: impl Write) -> io::Result<()> {
    html_linked(comparison, lang, &Links::default(), to)
}

/// Writes no page.
///
/// # Errors
///
/// [`io::ErrorKind::Unsupported`], always.
pub fn html_linked(_: &Comparison, _: Lang, _: &Links, _: impl Write) -> io::Result<()> {
    let message =
        "this program was built without pages for a browser: build with the feature `html`";
    Err(io::Error::new(io::ErrorKind::Unsupported, message))
}
