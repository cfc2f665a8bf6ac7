//! Any JSON. Law: what keeps the schema can be read as a report, and written again it is the same
//! value; what breaks it says where.
#![no_main]

use libfuzzer_sys::fuzz_target;
use raingan::contract::input::reports;
use raingan::contract::schema::{schema, validate};
use raingan::{Options, extract};
use raingan_fuzz::{law, start};
use serde_json::Value;

/// The schema's own example, and a transcript of each kind of section, without spaces.
fn seeds() -> Vec<Vec<u8>> {
    let schema: Value = serde_json::from_str(schema()).expect("the schema is JSON");
    let examples = schema["examples"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|example| example.to_string().into_bytes());
    let transcripts = raingan_fuzz::seed::files("transcript");
    let pieces = transcripts.iter().flat_map(|bytes| {
        let text = String::from_utf8_lossy(bytes);
        let lines: Vec<&str> = text.lines().collect();
        lines.chunks(4).map(|lines| lines.join("\n")).collect::<Vec<_>>()
    });
    let reports = pieces.filter_map(|text| extract(text.as_bytes(), &Options::default()).ok());
    examples
        .chain(reports.map(|report| serde_json::to_vec(&report).expect("a report is JSON")))
        .collect()
}

/// Whether two values are the same; a number counts by what it is worth (1 and 1.0), to the
/// precision that is kept.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            a == b || a.as_f64().map(|v| v as f32) == b.as_f64().map(|v| v as f32)
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}

fuzz_target!(init: start(seeds), |bytes: &[u8]| {
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else { return };
    let broken = validate(&value);
    for violation in &broken {
        let is_missing = violation.place.is_empty() || value.pointer(&violation.place).is_some();
        assert!(is_missing && !violation.reason.is_empty(), "leads nowhere: {violation:?}");
    }
    if broken.is_empty() {
        let reports = reports(bytes).expect("what keeps the contract is a report");
        let [report] = reports.as_slice() else { panic!("one value is {} reports", reports.len()) };
        let back = serde_json::to_value(report).expect("a report is JSON");
        assert!(same(&value, &back), "{value} became {back}");
        law::holds(report);
    }
});
