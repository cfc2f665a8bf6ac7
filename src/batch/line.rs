//! One line of the ledger: what became of one input. `schemas/ledger.schema.json` publishes its
//! form.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::Severity;
use crate::options::OcrMode;

use super::place::{Place, PlaceName};

/// The version of the ledger's format; a change of meaning is a new version.
pub const LEDGER_VERSION: &str = "1.0";

/// What became of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It was read; its report is there.
    Done,
    /// It was read; its report is there and says that parts are missing.
    Partial,
    /// It could not be read; there is no report.
    Failed,
    /// It is no document.
    Skipped,
    /// Its content is that of another input, which has the report.
    Duplicate,
    /// It was there, and is no longer; the line says what had become of it.
    Gone,
}

impl Status {
    /// All of them, as tables list them.
    pub const ALL: [Status; 6] = [
        Status::Done,
        Status::Partial,
        Status::Failed,
        Status::Duplicate,
        Status::Skipped,
        Status::Gone,
    ];

    /// The word in the ledger.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Done => "done",
            Status::Partial => "partial",
            Status::Failed => "failed",
            Status::Skipped => "skipped",
            Status::Duplicate => "duplicate",
            Status::Gone => "gone",
        }
    }

    /// Whether there is a report.
    pub fn has_report(self) -> bool {
        matches!(self, Status::Done | Status::Partial)
    }
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// Values or pages missing or not to be trusted.
    pub error: u64,
    /// To be looked at.
    pub warning: u64,
    /// Worth knowing.
    pub info: u64,
}

impl Findings {
    /// Counts one more.
    pub fn count(&mut self, severity: Severity) {
        *match severity {
            Severity::Error => &mut self.error,
            Severity::Warning => &mut self.warning,
            Severity::Info => &mut self.info,
        } += 1;
    }
}

/// A try that cost its worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// Why, as a code.
    pub reason: String,
    /// Why, in words.
    pub message: String,
    /// How long it took.
    pub seconds: f64,
}

/// What, beside content and version, a report depends on.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Settings {
    /// Whether a password was given (the password itself stays out of the ledger).
    pub password: bool,
    /// Whether pages are read from their pictures.
    pub ocr: OcrMode,
    /// Dots an inch of pages that have to be drawn to be read.
    pub dpi: u16,
    /// The SHA-256 of a user's own words, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The digest of what people put right in the document, where they did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrections: Option<String>,
}

/// What became of one input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// [`LEDGER_VERSION`].
    pub ledger_version: String,
    /// The input.
    #[serde(flatten)]
    pub place: PlaceName,
    /// The hash of its content, lower-case hexadecimal; `None` where it was not read.
    pub sha256: Option<String>,
    /// Its length in bytes; `None` where it is not known.
    pub bytes: Option<u64>,
    /// How many pages it has; `None` where there is no report.
    pub pages: Option<u32>,
    /// What became of it.
    pub status: Status,
    /// Why not done, as a code: of an error, of a finding, or of what ended the worker.
    pub reason: Option<String>,
    /// Why not done, in words.
    pub message: Option<String>,
    /// The input with the same content.
    pub duplicate_of: Option<PlaceName>,
    /// The report, relative to the ledger's folder.
    pub report: Option<String>,
    /// The report's length in bytes.
    pub report_bytes: Option<u64>,
    /// The report's findings by severity.
    pub findings: Option<Findings>,
    /// Tries before this outcome that cost their worker.
    pub earlier: Vec<Attempt>,
    /// How long the last try took.
    pub seconds: Option<f64>,
    /// The largest resident memory of the worker in bytes while it read the document; `None` where
    /// it is not known.
    pub peak_memory: Option<u64>,
    /// The version of the program.
    pub version: String,
    /// What else the report depends on.
    pub options: Settings,
}

/// Why an input is not simply done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// A code.
    pub reason: String,
    /// Words for people.
    pub message: String,
}

impl Because {
    /// A reason with its words.
    pub fn new(reason: impl Into<String>, message: impl Into<String>) -> Because {
        Because { reason: reason.into(), message: message.into() }
    }
}

/// What the lines of one run have from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The version of the program.
    pub version: String,
    /// What else all reports depend on.
    pub options: Settings,
    /// The digests of what people put right, by the SHA-256 of the document.
    pub corrections: BTreeMap<String, String>,
}

impl Key {
    /// What the report of the document with this hash depends on.
    pub fn options_of(&self, sha256: Option<&str>) -> Settings {
        let corrections = sha256.and_then(|sha256| self.corrections.get(sha256)).cloned();
        Settings { corrections, ..self.options.clone() }
    }
}

impl Line {
    /// A line that says only what the input is and that it is done.
    pub fn new(place: &Place, status: Status, key: &Key) -> Line {
        Line {
            ledger_version: LEDGER_VERSION.to_owned(),
            place: place.name(),
            sha256: None,
            bytes: None,
            pages: None,
            status,
            reason: None,
            message: None,
            duplicate_of: None,
            report: None,
            report_bytes: None,
            findings: None,
            earlier: Vec::new(),
            seconds: None,
            peak_memory: None,
            version: key.version.clone(),
            options: key.options.clone(),
        }
    }

    /// The same line, about this content.
    pub fn of_content(mut self, sha256: Option<&str>, bytes: Option<u64>) -> Line {
        self.sha256 = sha256.map(str::to_owned);
        self.bytes = bytes;
        self
    }

    /// The same line, with the reason.
    pub fn because(mut self, because: Because) -> Line {
        self.reason = Some(because.reason);
        self.message = Some(because.message);
        self
    }

    /// The line of an input whose content is that of `original`.
    pub fn duplicate(
        place: &Place,
        original: &Place,
        sha256: &str,
        bytes: Option<u64>,
        key: &Key,
    ) -> Line {
        let mut line = Line::new(place, Status::Duplicate, key).of_content(Some(sha256), bytes);
        line.duplicate_of = Some(original.name());
        line
    }

    /// Whether it was made by the same version with the same options.
    pub fn has_key(&self, key: &Key) -> bool {
        let options = match self.status {
            Status::Duplicate => key.options.clone(),
            _ => key.options_of(self.sha256.as_deref()),
        };
        self.version == key.version && self.options == options
    }

    /// The line without what differs from run to run: how long it took and how much memory.
    pub fn settled(mut self) -> Line {
        self.seconds = None;
        self.peak_memory = None;
        self.earlier.iter_mut().for_each(|attempt| attempt.seconds = 0.0);
        self
    }
}
