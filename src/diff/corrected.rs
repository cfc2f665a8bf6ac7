//! The mark of a change that rests on a value which a person put right.

use serde::{Deserialize, Serialize};

use crate::contract::model::Corrected;

/// A value that a change rests on and that a person put right: it is not what was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutRight {
    /// In which of the two reports.
    pub side: Which,
    /// Who put it right, and what stood there.
    #[serde(flatten)]
    pub mark: Corrected,
}

/// One of the two reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Which {
    /// The older one.
    Old,
    /// The newer one.
    New,
}
