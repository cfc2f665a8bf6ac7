//! Text as the JSON has it: as printed, as normalised, and where it stands.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::finding::Region;

/// Text as printed, as normalised, and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// As printed; paragraphs and list items stand on lines of their own, a line that merely wraps
    /// is joined.
    pub raw: String,
    /// Normalised: marks in order, sara am composed, legacy code points mapped, spacing tidied.
    /// Digits stay as printed.
    pub text: String,
    /// One box a line or page piece.
    pub regions: Vec<Region>,
    /// 0 to 1 where it was read from a picture; `null` where it was not.
    pub confidence: Option<f32>,
    /// Who put it right, where a person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Box<Corrected>>,
}

/// Who put a value right, and what stood there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// Who, as they call themselves.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why, where they say.
    pub why: Option<String>,
    /// What raingan had read: `raw`, before the first correction.
    pub was: String,
}
