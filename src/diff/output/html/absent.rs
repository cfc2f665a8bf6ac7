//! What stands in for the page where the program is built without it.

use std::io::{self, Write};

use crate::contract::output::Lang;
use crate::diff::model::Comparison;

/// Writes no page.
///
/// # Errors
///
/// [`io::ErrorKind::Unsupported`], always.
pub fn html(_: &Comparison, _: Lang, _: impl Write) -> io::Result<()> {
    let message =
        "this program was built without pages for a browser: build with the feature `html`";
    Err(io::Error::new(io::ErrorKind::Unsupported, message))
}
