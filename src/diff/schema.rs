//! The contract of a comparison's JSON: the published schema, and where a value breaks it.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;

use crate::contract::schema::{Violation, broken, compiled};

/// The schema compiled once: a constant, not state.
static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| compiled(schema()));

/// The JSON Schema (2020-12) of a comparison, as published in `schemas/diff.schema.json`.
pub fn schema() -> &'static str {
    include_str!("../../schemas/diff.schema.json")
}

/// All places where `comparison` breaks the contract; none where it keeps it.
pub fn validate(comparison: &Value) -> Vec<Violation> {
    broken(&VALIDATOR, comparison)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::model::{Kind, NodeKind};

    fn parsed() -> Value {
        serde_json::from_str(schema()).unwrap()
    }

    #[test]
    fn every_kind_is_in_the_schema_in_order() {
        let schema = parsed();
        assert_eq!(schema["$defs"]["Kind"]["enum"], serde_json::to_value(Kind::ALL).unwrap());
        let last = serde_json::to_value(NodeKind::Total).unwrap();
        assert_eq!(schema["$defs"]["NodeKind"]["enum"].as_array().unwrap().last(), Some(&last));
    }

    #[test]
    fn every_key_is_required_and_described_in_both_languages() {
        let schema = parsed();
        let defs = schema["$defs"].as_object().unwrap().values();
        for object in defs.chain([&schema]).filter(|d| d["type"] == "object") {
            assert_eq!(object["unevaluatedProperties"], false);
            let keys: Vec<&String> = object["properties"].as_object().unwrap().keys().collect();
            let required: Vec<&str> =
                object["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            assert_eq!(keys, required);
            for (key, property) in object["properties"].as_object().unwrap() {
                let words = property["description"].as_str().unwrap_or_else(|| panic!("{key}"));
                let thai = words.split("\n\n").nth(1).unwrap_or_default();
                assert!(thai.chars().any(|c| ('ก'..='๛').contains(&c)), "{key}: {words}");
            }
        }
    }
}
