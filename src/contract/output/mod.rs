//! A report written as JSON, NDJSON, CSV or Markdown, to anything that takes bytes.
//!
//! The JSON says everything; CSV and Markdown are views of it. All of them are the same bytes for
//! the same report.

pub mod csv;
pub(crate) mod layout;
pub mod markdown;
pub(crate) mod svg;
pub mod words;

use std::io::{self, BufWriter, Write};

use serde::Serialize as _;
use serde_json::Serializer;

use super::model::Report;

pub use self::csv::Csv;
pub use self::markdown::markdown;
pub use self::words::Lang;

/// Writes the report as indented JSON, a region on one line, with a line end.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub fn json(report: &Report, to: impl Write) -> io::Result<()> {
    // The serialiser writes a few bytes at a time, whatever `to` is.
    let mut to = BufWriter::with_capacity(BUFFER_BYTES, to);
    report.serialize(&mut Serializer::with_formatter(&mut to, layout::Layout::default()))?;
    to.write_all(b"\n")?;
    to.flush()
}

/// What is handed on at once: as much as a usual buffer behind it holds, so that it is not copied
/// there once more.
const BUFFER_BYTES: usize = 256 << 10;

/// Writes the report as JSON on one line; one after another they are NDJSON.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub fn ndjson(report: &Report, to: impl Write) -> io::Result<()> {
    let mut to = BufWriter::with_capacity(BUFFER_BYTES, to);
    serde_json::to_writer(&mut to, report)?;
    to.write_all(b"\n")?;
    to.flush()
}
