//! Text as the JSON has it: as printed, as normalised, and where it stands.

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
}
