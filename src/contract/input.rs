//! Reports back from the JSON they were written as, held against the contract before anything
//! relies on them.

use std::io::{self, Write};

use serde_json::Value;

use super::digits::quoted;
use super::laws;
use super::model::{Generator, Report, SCHEMA_VERSION};
use super::schema::{Violation, validate};
use super::sealed::Sealed;
use crate::error::{Error, ErrorKind};

/// A UTF-8 byte-order mark, which some editors write before JSON.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// Up to this number floats tell whole numbers apart: 2^53.
const EXACT: f64 = (1_u64 << 53) as f64;

/// One document of JSON, held against the contract.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// What it says; an amount with more digits than a double holds is in quotes.
    value: Value,
    /// Where it breaks the contract.
    pub broken: Vec<Violation>,
}

/// The JSON documents in `bytes`, one after another, whatever white space stands between them
/// (NDJSON among them), each held against the contract, its amounts to the last digit.
///
/// # Errors
///
/// [`ErrorKind::Invalid`] where it is not JSON, or there is none.
pub fn checked(bytes: &[u8]) -> Result<Vec<Checked>, Error> {
    let json = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let documents = documents(json)?;
    let Some(quoted) = quoted(json) else {
        return Ok(documents.into_iter().map(|value| checked_one(value, None)).collect());
    };
    let exact = self::documents(&quoted)?;
    Ok(documents
        .into_iter()
        .zip(exact)
        .map(|(value, exact)| checked_one(value, Some(exact)))
        .collect())
}

fn checked_one(value: Value, exact: Option<Value>) -> Checked {
    let mut broken = validate(&value);
    if let Some(exact) = &exact {
        let mut found = Vec::new();
        laws::check(exact, &mut found);
        broken.extend(found.into_iter().filter(|one| !broken.contains(one)).collect::<Vec<_>>());
    }
    Checked { value: exact.unwrap_or(value), broken }
}

fn documents(json: &[u8]) -> Result<Vec<Value>, Error> {
    let documents: Result<Vec<Value>, _> =
        serde_json::Deserializer::from_slice(json).into_iter().collect();
    match documents {
        Ok(documents) if documents.is_empty() => {
            Err(Error::new(ErrorKind::Invalid, "not JSON: there is only white space"))
        }
        Ok(documents) => Ok(documents),
        Err(cause) => Err(Error::new(ErrorKind::Invalid, "not JSON").because(cause)),
    }
}

/// The report in `json` that this program has written itself, which is not held against the contract.
///
/// # Errors
///
/// Where it is none.
pub fn own_report(json: &[u8]) -> serde_json::Result<Report> {
    match quoted(json) {
        Some(quoted) => serde_json::from_slice(&quoted),
        None => serde_json::from_slice(json),
    }
}

/// The reports in `bytes`, as [`super::output::json`] or [`super::output::ndjson`] wrote them.
///
/// ```
/// let error = raingan::contract::input::reports(br#"{"schema_version": "9.0"}"#).unwrap_err();
/// assert!(error.to_string().starts_with("has schema version 9.0"));
/// ```
///
/// # Errors
///
/// [`ErrorKind::Invalid`] where it is not JSON, not a report, of a version this program does not
/// know, or breaks the contract; with the first place that does.
pub fn reports(bytes: &[u8]) -> Result<Vec<Report>, Error> {
    if let Some(report) = untouched(bytes) {
        return Ok(vec![report]);
    }
    let documents = checked(bytes)?;
    let several = documents.len() > 1;
    let mut reports = Vec::with_capacity(documents.len());
    for (i, document) in documents.into_iter().enumerate() {
        let read = report(document);
        reports.push(read.map_err(|e| if several { in_document(i + 1, e) } else { e })?);
    }
    Ok(reports)
}

/// The report in `bytes`, where this version of the program wrote them and nobody has touched them since:
/// its seal is whole, and every byte is as it is written. Holding it against the contract would take twice
/// as long as reading it.
fn untouched(bytes: &[u8]) -> Option<Report> {
    let report = own_report(bytes).ok()?;
    let Generator { name, version, content_sha256: seal } = &report.generator;
    let is_own = name == env!("CARGO_PKG_NAME") && version == env!("CARGO_PKG_VERSION");
    if !is_own || seal.is_none() {
        return None;
    }
    let before = seal.clone();
    let sealed = Sealed::of(report).ok()?;
    let is_whole = sealed.report().generator.content_sha256 == before;
    (is_whole && is_written_as(&sealed, bytes)).then(|| sealed.into_report())
}

/// Whether a report, indented or on one line, is these bytes.
fn is_written_as(report: &Sealed, bytes: &[u8]) -> bool {
    let mut same = Same { rest: bytes };
    let written = match bytes.starts_with(b"{\n") {
        true => report.json(&mut same),
        false => report.ndjson(&mut same),
    };
    written.is_ok() && same.rest.is_empty()
}

/// Takes what is written as long as it is what is expected.
struct Same<'b> {
    /// What is expected yet.
    rest: &'b [u8],
}

impl Write for Same<'_> {
    fn write(&mut self, written: &[u8]) -> io::Result<usize> {
        self.rest = self.rest.strip_prefix(written).ok_or(io::ErrorKind::InvalidData)?;
        Ok(written.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn report(document: Checked) -> Result<Report, Error> {
    let Checked { mut value, broken } = document;
    match value.get("schema_version").and_then(Value::as_str) {
        Some(SCHEMA_VERSION) => {}
        Some(other) => {
            let message = format!(
                "has schema version {other}, and this program reads {SCHEMA_VERSION}: extract the PDF again, or take the \
                 version of raingan that wrote it"
            );
            return Err(Error::new(ErrorKind::Invalid, message));
        }
        None => {
            return Err(Error::new(ErrorKind::Invalid, "is no report: it has no schema_version"));
        }
    }
    if let Some(first) = broken.first() {
        let more = match broken.len() - 1 {
            0 => String::new(),
            more => format!(" (and {more} more places)"),
        };
        let message = format!("is no valid report: {}: {}{more}", first.place, first.reason);
        return Err(Error::new(ErrorKind::Invalid, message));
    }
    write_whole_numbers(&mut value);
    serde_json::from_value(value)
        .map_err(|e| Error::new(ErrorKind::Invalid, "is no valid report").because(e))
}

/// Writes `641.0` as `641`: to JSON Schema both are integers, and programs that keep every number
/// as a float write the first.
fn write_whole_numbers(value: &mut Value) {
    match value {
        Value::Number(n) if n.is_f64() => {
            if let Some(v) = n.as_f64().filter(|v| v.fract() == 0.0 && v.abs() <= EXACT) {
                *value = Value::from(v as i64);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(write_whole_numbers),
        Value::Object(fields) => fields.values_mut().for_each(write_whole_numbers),
        _ => {}
    }
}

fn in_document(number: usize, error: Error) -> Error {
    Error::new(ErrorKind::Invalid, format!("document {number}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::output;
    use crate::contract::schema::schema;
    use crate::contract::seal::seal;

    fn example() -> Value {
        let schema: Value = serde_json::from_str(schema()).unwrap();
        schema["examples"][0].clone()
    }

    fn refused(bytes: &[u8]) -> String {
        let error = reports(bytes).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        error.to_string()
    }

    #[test]
    fn what_was_written_is_read_back() {
        let written = example();
        let one = reports(written.to_string().as_bytes()).unwrap();
        let again = serde_json::to_string(&one[0]).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&again).unwrap(), written);
        let two = reports(format!("\u{feff}{written}\n{written}\n").as_bytes()).unwrap();
        assert_eq!(two, [one[0].clone(), one[0].clone()]);
    }

    #[test]
    fn only_what_nobody_has_touched_is_taken_as_it_is() {
        let mut report: Report = serde_json::from_value(example()).unwrap();
        report.generator.name = env!("CARGO_PKG_NAME").to_owned();
        report.generator.version = env!("CARGO_PKG_VERSION").to_owned();
        let mut written = Vec::new();
        output::json(&report, &mut written).unwrap();
        assert_eq!(untouched(&written), None, "without a seal");
        seal(&mut report);
        for is_indented in [true, false] {
            let mut written = Vec::new();
            match is_indented {
                true => output::json(&report, &mut written).unwrap(),
                false => output::ndjson(&report, &mut written).unwrap(),
            }
            assert_eq!(untouched(&written), Some(report.clone()));
            let text = String::from_utf8(written).unwrap();
            for (from, to) in [
                ("\"findings\"", "\"note\": 1, \"findings\""),
                ("2025-09-30", "2025-09-29"),
                (env!("CARGO_PKG_VERSION"), "0.0.9"),
                ("}\n", "}\n\n"),
            ] {
                let edited = text.replacen(from, to, 1);
                assert!(edited != text && untouched(edited.as_bytes()).is_none(), "{from}");
            }
        }
    }

    #[test]
    fn whole_numbers_may_be_written_as_floats() {
        fn as_floats(value: &mut Value) {
            match value {
                Value::Number(n) => *value = n.as_f64().map_or(Value::Null, Value::from),
                Value::Array(values) => values.iter_mut().for_each(as_floats),
                Value::Object(fields) => fields.values_mut().for_each(as_floats),
                _ => {}
            }
        }
        let written = example();
        let mut floats = written.clone();
        as_floats(&mut floats);
        assert_ne!(floats.to_string(), written.to_string());
        assert_eq!(
            reports(floats.to_string().as_bytes()).unwrap(),
            reports(written.to_string().as_bytes()).unwrap()
        );
    }

    #[cfg(feature = "cli")]
    #[test]
    fn an_amount_is_read_to_the_last_satang() {
        let text = serde_json::to_string(&crate::sample::full()).unwrap();
        let amount = text.find("\"amount_thb\":2670").expect("the sample has this amount");
        let (before, after) = text.split_at(amount);
        let with = |amount: &str| format!("{before}{}", after.replacen("2670", amount, 1));
        for amount in
            ["999999999999999.99", "123456789012345.67", "1000000000000000", "-70368744177664.01"]
        {
            let read = reports(with(amount).as_bytes()).unwrap();
            assert!(serde_json::to_string(&read[0]).unwrap() == with(amount), "{amount}");
        }
        let floated = reports(with("1000000000000000.00").as_bytes()).unwrap();
        assert!(serde_json::to_string(&floated[0]).unwrap() == with("1000000000000000"));
        for (amount, said) in [
            ("1000000000000000.01", "is more than 10^15 baht"),
            ("999999999999999.999", "has more than two decimals"),
            ("1000000000000001", "is more than 1000000000000000"),
        ] {
            let told = refused(with(amount).as_bytes());
            assert!(told.contains("/amount_thb: ") && told.contains(said), "{told}");
        }
    }

    #[test]
    fn whole_numbers_that_no_count_can_reach_break_the_contract() {
        let mut broken = example();
        broken["source"]["page_count"] = (u64::from(u32::MAX) + 1).into();
        let said = refused(broken.to_string().as_bytes());
        assert!(said.starts_with("is no valid report: /source/page_count: "), "{said}");
    }

    #[test]
    fn what_is_no_report_is_refused_with_its_reason() {
        assert_eq!(refused(b"{"), "not JSON");
        assert_eq!(refused(b" \n"), "not JSON: there is only white space");
        assert_eq!(refused(b"[1]"), "is no report: it has no schema_version");
        let mut broken = example();
        broken["title"] = 3.into();
        broken["agency"] = 4.into();
        let said = refused(broken.to_string().as_bytes());
        assert!(
            said.starts_with("is no valid report: /title: ")
                && said.ends_with("(and 1 more places)"),
            "{said}"
        );
        let said = refused(format!("{} {broken}", example()).as_bytes());
        assert!(said.starts_with("document 2: is no valid report: /title: "), "{said}");
    }
}
