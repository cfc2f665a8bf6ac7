//! A report that was checked.

use raingan::audit::oit;
use raingan::contract::model::Report;
use raingan::finding::{Finding, Severity};

/// One report and what was found about it.
pub struct Checked {
    /// The file it came from, as it was named.
    pub file: String,
    /// Its place in that file, from 1, where there are several.
    pub document: Option<usize>,
    /// The report.
    pub report: Report,
    /// What was found, as selected.
    pub findings: Vec<Finding>,
    /// The checklist, where it was asked for.
    pub oit: Option<oit::Checklist>,
}

impl Checked {
    /// How many findings of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}
