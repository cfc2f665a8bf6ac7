//! The contract of the ledger: the published schema, and where a line breaks it.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;

use crate::contract::schema::{Violation, broken, compiled};

/// The schema compiled once: a constant, not state.
static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| compiled(schema()));

/// The JSON Schema (2020-12) of a ledger's line, as published in `schemas/ledger.schema.json`.
pub fn schema() -> &'static str {
    include_str!("../../schemas/ledger.schema.json")
}

/// All places where `line` breaks the contract; none where it keeps it.
pub fn validate(line: &Value) -> Vec<Violation> {
    broken(&VALIDATOR, line)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::line::{Attempt, Because, Findings, Key, Line, Settings, Status};
    use super::super::place::{Entry, Place};
    use super::*;
    use crate::options::OcrMode;

    /// Lines in which every key has a value somewhere, and one as short as can be.
    fn lines() -> Vec<Line> {
        let (words, corrections) = (Some("0a".repeat(32)), Some("0b".repeat(32)));
        let key = Key {
            version: "0.1.0".to_owned(),
            options: Settings { password: true, ocr: OcrMode::Auto, dpi: 200, words, corrections },
            corrections: BTreeMap::new(),
        };
        let place = Place {
            path: "in/a.zip".into(),
            entry: Some(Entry { name: b"\xff.pdf".to_vec(), copy: 2 }),
        };
        let sha256 = "0a".repeat(32);
        let mut full = Line::new(&place, Status::Partial, &key).of_content(Some(&sha256), Some(10));
        full = full.because(Because::new("page-failed", "page 3 could not be read"));
        (full.pages, full.report_bytes, full.seconds, full.peak_memory) =
            (Some(3), Some(99), Some(0.5), Some(1 << 20));
        full.report = Some("reports/a-0a0a0a0a0a0a.json".to_owned());
        full.findings = Some(Findings { error: 1, warning: 2, info: 3 });
        full.earlier.push(Attempt {
            reason: "crashed".to_owned(),
            message: "it ended".to_owned(),
            seconds: 1.5,
        });
        let duplicate = Line::duplicate(&Place::file("b.pdf"), &place, &sha256, Some(10), &key);
        let skipped = Line::new(&Place::file("c"), Status::Skipped, &key)
            .because(Because::new("not-a-document", "…"));
        vec![full, duplicate, skipped]
    }

    #[test]
    fn what_is_written_keeps_the_contract_and_is_read_back() {
        for line in lines() {
            let text = serde_json::to_string(&line).unwrap();
            assert_eq!(validate(&serde_json::from_str(&text).unwrap()), [], "{text}");
            assert_eq!(serde_json::from_str::<Line>(&text).unwrap(), line);
        }
    }

    #[test]
    fn the_schema_and_the_line_have_the_same_keys_in_the_same_order() {
        let schema: Value = serde_json::from_str(schema()).unwrap();
        let full = serde_json::to_value(&lines()[0]).unwrap();
        let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        for (place, value) in [
            ("/properties", &full),
            ("/$defs/Entry/properties", &full["entry"]),
            ("/$defs/Findings/properties", &full["findings"]),
            ("/$defs/Attempt/properties", &full["earlier"][0]),
            ("/properties/options/properties", &full["options"]),
        ] {
            assert_eq!(keys(schema.pointer(place).expect(place)), keys(value), "{place}");
        }
    }

    /// Keys that lines of before do not have.
    const LATER: &[&str] = &["words", "corrections"];

    #[test]
    fn every_key_is_described_in_both_languages_and_required() {
        let schema: Value = serde_json::from_str(schema()).unwrap();
        let objects = [
            "",
            "/$defs/Place",
            "/$defs/Entry",
            "/$defs/Findings",
            "/$defs/Attempt",
            "/properties/options",
        ];
        for place in objects {
            let object = schema.pointer(place).expect(place);
            assert_eq!(object["unevaluatedProperties"], false, "{place}");
            let required: Vec<&str> =
                object["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            for (key, property) in object["properties"].as_object().unwrap() {
                let always = required.contains(&key.as_str());
                assert!(always || LATER.contains(&key.as_str()), "{place}/{key} is always there");
                let words =
                    property["description"].as_str().unwrap_or_else(|| panic!("{place}/{key}"));
                let thai = words.split("\n\n").nth(1).unwrap_or_default();
                assert!(thai.chars().any(|c| ('ก'..='๛').contains(&c)), "{place}/{key}: {words}");
            }
        }
    }

    #[test]
    fn a_violation_says_where() {
        let mut line = serde_json::to_value(&lines()[1]).unwrap();
        line["status"] = "finished".into();
        line["extra"] = 1.into();
        let places: Vec<String> = validate(&line).into_iter().map(|v| v.place).collect();
        assert_eq!(places.len(), 2, "{places:?}");
        assert!(places.contains(&"/status".to_owned()));
    }
}
