//! A report as JSON: indented for reading, or one line each.

use std::io::{self, BufWriter, Write};

use serde::Serialize as _;
use serde_json::Serializer;

use super::layout::Layout;
use crate::contract::model::Report;

/// How many bytes are handed on at once: as many as the usual buffer behind this one holds, so that
/// they are not copied there once more.
const BUFFER_BYTES: usize = 256 << 10;

/// Writes the report as indented JSON, a region on one line, with a line end.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub fn json(report: &Report, to: impl Write) -> io::Result<()> {
    // The serialiser writes a few bytes at a time, whatever `to` is.
    let mut to = BufWriter::with_capacity(BUFFER_BYTES, to);
    report.serialize(&mut Serializer::with_formatter(&mut to, Layout::default()))?;
    to.write_all(b"\n")?;
    to.flush()
}

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
