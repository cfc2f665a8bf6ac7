//! What a rule is.

use super::context::Context;
use crate::finding::{Finding, Severity};

/// One rule: what it looks for and how it tells.
#[derive(Debug)]
pub struct Rule {
    /// Its code, in kebab-case: what its findings carry.
    pub code: &'static str,
    /// How much most of its findings matter; one that is less sure says less.
    pub severity: Severity,
    /// What it finds, in English.
    pub what: &'static str,
    /// What it finds, in Thai.
    pub what_th: &'static str,
    /// Why that matters to who reads the report.
    pub why: &'static str,
    /// What it fires on.
    pub example: &'static str,
    /// What it does not see, and where it only informs.
    pub limits: &'static str,
    /// Looks for it.
    pub run: fn(&Context<'_>) -> Vec<Finding>,
}

impl Rule {
    /// A finding of this rule, with its usual severity and words in both languages.
    pub(super) fn finds(&self, message_th: String, message_en: String) -> Finding {
        Finding {
            code: self.code.to_owned(),
            severity: self.severity,
            message_th,
            message_en,
            page: None,
            item: None,
            evidence: Vec::new(),
        }
    }
}
