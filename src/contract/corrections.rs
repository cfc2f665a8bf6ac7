//! A file of corrections, held against its contract: it may be written by hand.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;

use super::laws::Violation;
use super::schema::{broken, compiled};
use crate::corrections::Corrections;
use crate::error::{Error, ErrorKind};

/// The schema compiled once: a constant, not state.
static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| compiled(schema()));

/// A UTF-8 byte-order mark, which some editors write before JSON.
const BOM: &[u8] = "\u{feff}".as_bytes();
/// Places told of a file that breaks its contract, at most.
const MOST_TOLD: usize = 3;

/// The JSON Schema (2020-12) of the file, as published in `schemas/corrections.schema.json`.
pub fn schema() -> &'static str {
    include_str!("../../schemas/corrections.schema.json")
}

/// Reads a file of corrections.
///
/// # Errors
///
/// [`ErrorKind::Invalid`] where it is no JSON, or not as [`schema()`] says.
pub fn corrections(bytes: &[u8]) -> Result<Corrections, Error> {
    let json = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let value: Value = serde_json::from_slice(json)
        .map_err(|e| Error::new(ErrorKind::Invalid, "is no file of corrections").because(e))?;
    let broken = broken(&VALIDATOR, &value);
    if !broken.is_empty() {
        let told: Vec<String> = broken.iter().take(MOST_TOLD).map(on_one_line).collect();
        let more = match broken.len().saturating_sub(MOST_TOLD) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        let told = format!("is no file of corrections: {}{more}", told.join("; "));
        return Err(Error::new(ErrorKind::Invalid, told));
    }
    serde_json::from_value(value)
        .map_err(|e| Error::new(ErrorKind::Invalid, "is no file of corrections").because(e))
}

/// A violation on one line.
fn on_one_line(violation: &Violation) -> String {
    match violation.place.as_str() {
        "" => violation.reason.clone(),
        place => format!("{place}: {}", violation.reason),
    }
}
