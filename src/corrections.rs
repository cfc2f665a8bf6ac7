//! What people put right in reports: the file of corrections, which the review page writes and
//! which is applied to each new reading.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::digest::sha256;
use crate::finding::Region;

/// The version of the file.
pub const CORRECTIONS_VERSION: &str = "1.0";

/// What people say of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Corrections {
    /// [`CORRECTIONS_VERSION`].
    pub schema_version: String,
    /// The document.
    pub document: Corrects,
    /// What is put right, in the order in which it was said.
    pub corrections: Vec<Correction>,
    /// What was looked at and is right, or has a note.
    #[serde(default)]
    pub remarks: Vec<Remark>,
    /// Who has looked through all of it.
    #[serde(default)]
    pub sign_off: Option<SignOff>,
}

/// The document that is corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrects {
    /// The SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Its name, for people.
    #[serde(default)]
    pub file_name: Option<String>,
}

/// One value put right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Where the value stands in the report's JSON (RFC 6901): a text, or `/agency/name`, or
    /// `/fiscal_year/be`.
    pub pointer: String,
    /// The id of its item; `None` outside items.
    #[serde(default)]
    pub item: Option<String>,
    /// Where it stands on the pages.
    #[serde(default)]
    pub regions: Vec<Region>,
    /// What stands there: `raw`. Empty where nothing was read.
    pub old: String,
    /// What is to stand there.
    pub new: String,
    /// Why.
    #[serde(default)]
    pub why: Option<String>,
    /// Who says so.
    pub who: String,
    /// When.
    pub when: Timestamp,
}

/// A value or a finding that was looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Remark {
    /// The value; `None` where the remark is about a finding.
    #[serde(default)]
    pub pointer: Option<String>,
    /// The finding; `None` where the remark is about a value.
    #[serde(default)]
    pub finding: Option<FindingSeen>,
    /// What was said of it.
    pub verdict: Verdict,
    /// In words.
    #[serde(default)]
    pub note: Option<String>,
    /// Who says so.
    pub who: String,
    /// When.
    pub when: Timestamp,
}

/// The finding that a remark is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingSeen {
    /// Its code.
    pub code: String,
    /// Its page, from 1.
    #[serde(default)]
    pub page: Option<u32>,
    /// The item it concerns.
    #[serde(default)]
    pub item: Option<String>,
}

/// What a remark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is right as it is.
    Accepted,
    /// There is something to be said of it.
    Noted,
}

/// Who has looked through a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    /// Who.
    pub who: String,
    /// When.
    pub when: Timestamp,
    /// In words.
    #[serde(default)]
    pub note: Option<String>,
}

impl Corrections {
    /// The file, indented.
    pub fn json(&self) -> String {
        // Text, numbers and lists of them always have a form in JSON.
        let json = serde_json::to_string_pretty(self).unwrap_or_default();
        format!("{json}\n")
    }

    /// A digest of all that is put right: remarks and the sign-off change no report.
    pub fn digest(&self) -> String {
        sha256(&serde_json::to_vec(&self.corrections).unwrap_or_default())
    }
}
