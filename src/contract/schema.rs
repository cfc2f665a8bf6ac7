//! The contract of the JSON: the published schema, and where a value breaks it.
//!
//! The schema says all that JSON Schema can say reliably; the rest is in [`super::laws`] and
//! [`super::columns`].

use std::sync::LazyLock;

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{PatternOptions, ValidationError, Validator};
use serde_json::Value;

pub use super::laws::Violation;
use super::{columns, laws};

/// Longest piece of a wrong value that a reason quotes, in characters.
const QUOTED: usize = 60;

/// The schema compiled once: a constant, not state.
static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| compiled(schema()));

/// The JSON Schema (2020-12) of a report, as published in `schemas/report.schema.json`.
pub fn schema() -> &'static str {
    include_str!("../../schemas/report.schema.json")
}

/// All places where `report` breaks the contract; none where it keeps it.
///
/// ```
/// use raingan::contract::schema::validate;
/// let violations = validate(&serde_json::json!({"schema_version": "0.9"}));
/// let version = violations.iter().find(|v| v.place == "/schema_version").unwrap();
/// assert_eq!(version.reason, "\"1.0\" is expected, found \"0.9\"");
/// ```
pub fn validate(report: &Value) -> Vec<Violation> {
    let mut found = Vec::new();
    for error in VALIDATOR.iter_errors(report) {
        explain(&error, &mut found);
    }
    laws::check(report, &mut found);
    columns::check(report, &mut found);
    found
}

/// One of the crate's own schemas, compiled. All of them are under test, so they compile.
pub(crate) fn compiled(schema: &str) -> Validator {
    let schema: Value = serde_json::from_str(schema).expect("the embedded schema is JSON");
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .with_pattern_options(PatternOptions::regex())
        .build(&schema)
        .expect("the embedded schema is a JSON Schema")
}

/// All places where `value` breaks a schema, in the validator's own words.
pub(crate) fn broken(validator: &Validator, value: &Value) -> Vec<Violation> {
    let errors = validator.iter_errors(value);
    errors
        .map(|error| Violation {
            place: error.instance_path().to_string(),
            reason: error.to_string(),
        })
        .collect()
}

/// Adds what `error` says; a choice between schemas says what is wrong with the branch that was
/// meant.
fn explain(error: &ValidationError<'_>, found: &mut Vec<Violation>) {
    let place = error.instance_path().to_string();
    match error.kind() {
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => match meant(&place, context) {
            Some(branch) => branch.iter().for_each(|e| explain(e, found)),
            None => found.push(Violation { reason: reason(error), place }),
        },
        _ => found.push(Violation { reason: reason(error), place }),
    }
}

/// Of the branches of a choice, the one the author of the value meant: neither its type nor its
/// `kind` is wrong.
fn meant<'a, 'e>(
    place: &str,
    branches: &'a [Vec<ValidationError<'e>>],
) -> Option<&'a [ValidationError<'e>]> {
    let mut branches = branches.iter().map(Vec::as_slice);
    branches.find(|branch| !branch.iter().any(|error| is_of_other(error, place)))
}

/// Whether an error says that the value at `place` was meant for another branch.
fn is_of_other(error: &ValidationError<'_>, place: &str) -> bool {
    let stands_at = error.instance_path().to_string();
    match error.kind() {
        Kind::Type { .. } => stands_at == place,
        Kind::Constant { .. } => stands_at.strip_prefix(place) == Some("/kind"),
        Kind::Required { property } => property == "kind" && stands_at == place,
        _ => false,
    }
}

/// What was expected and what was found, short enough for a line.
fn reason(error: &ValidationError<'_>) -> String {
    let instance = error.instance();
    match error.kind() {
        Kind::Required { property } => format!("the key {property} is missing"),
        Kind::UnevaluatedProperties { unexpected } | Kind::AdditionalProperties { unexpected } => {
            let keys: Vec<String> = unexpected.iter().map(|key| format!("{key:?}")).collect();
            format!("unknown key {}", keys.join(", "))
        }
        Kind::Type { kind } => format!("{} is expected, found {}", types(kind), quoted(instance)),
        Kind::Constant { expected_value } => {
            format!("{expected_value} is expected, found {}", quoted(instance))
        }
        Kind::Enum { options } => {
            format!("one of {options} is expected, found {}", quoted(instance))
        }
        Kind::Pattern { pattern } => format!("{} does not match {pattern}", quoted(instance)),
        Kind::Format { format } => format!("{} is not a {format} that exists", quoted(instance)),
        Kind::Minimum { limit } => format!("{} is less than {limit}", quoted(instance)),
        Kind::Maximum { limit } => format!("{} is more than {limit}", quoted(instance)),
        Kind::MinLength { .. } => "the text is empty".to_owned(),
        Kind::AnyOf { .. } | Kind::OneOfNotValid { .. } => {
            format!("none of the allowed forms fits {}", quoted(instance))
        }
        _ => shortened(&error.to_string()),
    }
}

fn types(kind: &TypeKind) -> String {
    match kind {
        TypeKind::Single(one) => one.to_string(),
        TypeKind::Multiple(many) => {
            many.iter().map(|t| t.to_string()).collect::<Vec<_>>().join(" or ")
        }
    }
}

fn quoted(value: &Value) -> String {
    match value {
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "an array".to_owned(),
        small => shortened(&small.to_string()),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole-report example of the schema itself.
    fn example() -> Value {
        let schema: Value = serde_json::from_str(schema()).unwrap();
        schema["examples"][0].clone()
    }

    /// The one violation of the example after a change.
    fn one(pointer: &str, value: Value) -> (String, String) {
        let mut report = example();
        *report.pointer_mut(pointer).unwrap() = value;
        let found = validate(&report);
        assert_eq!(found.len(), 1, "{found:?}");
        (found[0].place.clone(), found[0].reason.clone())
    }

    #[test]
    fn the_example_keeps_the_contract() {
        assert_eq!(validate(&example()), []);
    }

    #[test]
    fn a_violation_says_its_place_and_reason() {
        for (pointer, value, reason) in [
            ("/schema_version", "2.0".into(), "\"1.0\" is expected, found \"2.0\""),
            ("/source/sha256", "ABC".into(), "\"ABC\" does not match ^[0-9a-f]{64}$"),
            ("/source/pages/0/number", 0.into(), "0 is less than 1"),
            ("/source/pages/0/rotation", 45.into(), "one of [0,90,180,270] is expected, found 45"),
            ("/agency/name", Value::Null, "string is expected, found null"),
            ("/title/confidence", 1.5.into(), "1.5 is more than 1"),
            ("/fiscal_year/start", "2025-02-29".into(), "\"2025-02-29\" is not a date that exists"),
            ("/title/regions/0/page", "3".into(), "integer is expected, found \"3\""),
        ] {
            assert_eq!(one(pointer, value), (pointer.to_owned(), reason.to_owned()));
        }
    }

    #[test]
    fn unknown_and_missing_keys_are_named() {
        let mut report = example();
        report["title"]["colour"] = "red".into();
        report["agency"].as_object_mut().unwrap().remove("name");
        let found: Vec<String> =
            validate(&report).iter().map(|v| format!("{} {}", v.place, v.reason)).collect();
        assert_eq!(found, ["/title unknown key \"colour\"", "/agency the key \"name\" is missing"]);
    }

    #[test]
    fn a_section_of_a_known_kind_is_held_against_that_kind() {
        let (place, reason) =
            one("/sections", serde_json::json!([{"kind": "other", "title": null, "tables": 3}]));
        assert_eq!(
            (place.as_str(), reason.as_str()),
            ("/sections/0/tables", "array is expected, found 3")
        );
        let (place, reason) = one("/sections", serde_json::json!([{"kind": "poem"}]));
        assert_eq!(
            (place.as_str(), reason.as_str()),
            ("/sections/0", "none of the allowed forms fits an object")
        );
    }

    #[test]
    fn a_long_wrong_value_is_cut() {
        let (_, reason) = one("/source/sha256", "ก".repeat(500).into());
        assert!(reason.chars().count() < 100, "{reason}");
    }
}
