//! The contract of a comparison's JSON: the published schema.

/// The JSON Schema (2020-12) of a comparison, as published in `schemas/diff.schema.json`.
pub fn schema() -> &'static str {
    include_str!("../../schemas/diff.schema.json")
}
