//! A report as JSON: indented for reading, or one line each.

use std::io::{self, BufWriter, Write};

use super::layout::{BUFFER_BYTES, indented};
use crate::contract::model::Report;

/// Writes the report as indented JSON, a region on one line, with a line end.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub fn json(report: &Report, to: impl Write) -> io::Result<()> {
    indented(&[&serde_json::to_vec(report)?], to)
}

/// Writes the report as JSON on one line; one after another they are NDJSON.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub fn ndjson(report: &Report, to: impl Write) -> io::Result<()> {
    // The serialiser writes a few bytes at a time, whatever `to` is.
    let mut to = BufWriter::with_capacity(BUFFER_BYTES, to);
    serde_json::to_writer(&mut to, report)?;
    to.write_all(b"\n")?;
    to.flush()
}
