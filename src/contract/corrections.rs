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

/// Reads a file of corrections of the document with this hash.
///
/// # Errors
///
/// As [`corrections()`]; also where it is of another document.
pub fn corrections_of(bytes: &[u8], sha256: &str) -> Result<Corrections, Error> {
    let read = corrections(bytes)?;
    if read.document.sha256 == sha256 {
        return Ok(read);
    }
    let name = read.document.file_name.as_deref().unwrap_or("one without a name");
    let message = format!("is about another document ({name}): its sha256 is not this one's");
    Err(Error::new(ErrorKind::Invalid, message))
}

/// A violation on one line.
fn on_one_line(violation: &Violation) -> String {
    match violation.place.as_str() {
        "" => violation.reason.clone(),
        place => format!("{place}: {}", violation.reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the schema.
    fn example() -> Value {
        let schema: Value = serde_json::from_str(schema()).unwrap();
        schema["examples"][0].clone()
    }

    #[test]
    fn what_was_written_is_read_back() {
        let read = corrections(example().to_string().as_bytes()).unwrap();
        let again = format!("\u{feff}{}", read.json());
        assert_eq!(corrections(again.as_bytes()).unwrap(), read);
    }

    #[test]
    fn a_file_of_another_document_is_refused_by_its_name() {
        let json = example().to_string();
        let sha256 = example()["document"]["sha256"].as_str().unwrap().to_owned();
        assert!(corrections_of(json.as_bytes(), &sha256).is_ok());
        let error = corrections_of(json.as_bytes(), &"0".repeat(64)).unwrap_err();
        assert!(
            error.to_string().starts_with("is about another document (plan-2568.pdf)"),
            "{error}"
        );
    }

    #[test]
    fn what_breaks_the_contract_is_named() {
        for (pointer, value, words) in [
            ("/schema_version", "2.0".into(), "/schema_version"),
            ("/remarks/0/verdict", "maybe".into(), "/remarks/0/verdict"),
            ("/corrections/0/who", "".into(), "/corrections/0/who"),
        ] {
            let mut odd = example();
            *odd.pointer_mut(pointer).unwrap() = value;
            let error = corrections(odd.to_string().as_bytes()).unwrap_err();
            assert!(error.to_string().contains(words), "{error}");
        }
        assert!(corrections(format!("[{}]", example()).as_bytes()).is_err());
    }
}
