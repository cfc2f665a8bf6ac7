//! How a command went, as its exit status says it.

use raingan::batch::summary::Summary;
use raingan::finding::{Finding, Severity};

/// How a command went; the worst of several counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// All done, nothing to report at error level.
    Clean = 0,
    /// Done, with findings at error level; for `validate`: invalid data; for `diff`: changes.
    Findings = 1,
    /// Something could not be done.
    Failed = 2,
    /// Asked to stop by a signal, as shells number SIGINT.
    Interrupted = 130,
}

impl Status {
    /// The status that the findings of a document ask for.
    pub fn of_findings(findings: &[Finding]) -> Status {
        match findings.iter().any(|finding| finding.severity == Severity::Error) {
            true => Status::Findings,
            false => Status::Clean,
        }
    }

    /// The status for what became of all inputs of a batch.
    pub fn of_summary(summary: &Summary) -> Status {
        match () {
            () if summary.failed > 0 => Status::Failed,
            () if summary.partial > 0 => Status::Findings,
            () => Status::Clean,
        }
    }
}

#[cfg(test)]
mod tests {
    use raingan::finding::Code;

    use super::*;

    #[test]
    fn only_findings_at_error_level_count() {
        let warning = Finding::new(Code::NumberRepeated, "", "");
        let error = Finding::new(Code::PagesMissing, "", "");
        assert_eq!(Status::of_findings(&[]), Status::Clean);
        assert_eq!(Status::of_findings(std::slice::from_ref(&warning)), Status::Clean);
        assert_eq!(Status::of_findings(&[warning, error]), Status::Findings);
    }

    #[test]
    fn what_failed_outweighs_what_is_partial() {
        for (failed, partial, status) in [
            (0, 0, Status::Clean),
            (0, 1, Status::Findings),
            (1, 0, Status::Failed),
            (1, 1, Status::Failed),
        ] {
            let summary = Summary { failed, partial, ..Summary::default() };
            assert_eq!(Status::of_summary(&summary), status);
        }
    }
}
