//! Whether what a report says holds together: one rule a file, each with its code, its doc and its
//! limits.
//!
//! [`check()`] reads a report as extracted and finds contradictions in it: parts that do not add
//! up, a count that is not the number listed, a target that belongs to another item. A rule that
//! cannot be sure says `info`.

mod context;
pub mod oit;
mod rules;
#[cfg(test)]
pub(crate) mod sample;
pub mod words;

pub use context::{Context, Entry};
pub use rules::RULES;

use crate::contract::model::Report;
use crate::finding::{Code, Finding, Severity};

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
    /// A finding of this rule.
    fn finds(&self, message_th: String, message_en: String) -> Finding {
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

    /// The rule with this code.
    ///
    /// ```
    /// use raingan::audit::check::Rule;
    /// assert_eq!(Rule::of_code("sum-mismatch").map(|rule| rule.code), Some("sum-mismatch"));
    /// ```
    pub fn of_code(code: &str) -> Option<&'static Rule> {
        RULES.iter().copied().find(|rule| rule.code == code)
    }
}

/// All findings about a report: those of its extraction, then those of the rules, in the order of
/// the registry.
///
/// ```
/// # let schema: serde_json::Value = serde_json::from_str(raingan::contract::schema::schema()).unwrap();
/// # let json = schema["examples"][0].to_string();
/// let report = &raingan::contract::input::reports(json.as_bytes())?[0];
/// let found = raingan::audit::check::check(report);
/// assert!(found.len() >= report.findings.len());
/// # Ok::<(), raingan::Error>(())
/// ```
pub fn check(report: &Report) -> Vec<Finding> {
    let context = Context::new(report);
    let own = RULES.iter().flat_map(|rule| (rule.run)(&context));
    let own = own.map(|finding| doubted(finding, &report.findings));
    report.findings.iter().cloned().chain(own).collect()
}

/// A finding that rests on a value of which reading was not sure only informs: the contradiction
/// may be the reader's.
fn doubted(mut finding: Finding, read: &[Finding]) -> Finding {
    let doubt = |f: &&Finding| f.code == Code::LowConfidence.as_str() && f.item == finding.item;
    let shared =
        |f: &Finding| f.evidence.iter().any(|e| !e.raw.is_empty() && finding.evidence.contains(e));
    if finding.severity > Severity::Info && read.iter().filter(doubt).any(shared) {
        finding.message_th.push_str(" (ค่าหนึ่งอ่านจากภาพและไม่แน่ใจ)");
        finding.message_en.push_str(" (one of the values was read from a picture, with doubt)");
        finding.severity = Severity::Info;
    }
    finding
}

/// Every code that [`check()`] can find, those of extraction first.
pub fn codes() -> impl Iterator<Item = &'static str> {
    Code::ALL.iter().map(|code| code.as_str()).chain(RULES.iter().map(|rule| rule.code))
}

/// A finding that is not sure enough to warn.
fn unsure(mut finding: Finding) -> Finding {
    finding.severity = Severity::Info;
    finding
}

/// The places of some evidence, for tests.
#[cfg(test)]
fn places(finding: &Finding) -> usize {
    finding.evidence.iter().filter(|e| e.region.is_some()).count()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_rule_is_unique_and_says_all_about_itself() {
        let all: BTreeSet<&str> = codes().collect();
        assert_eq!(all.len(), codes().count(), "a code stands twice");
        for rule in RULES {
            assert!(
                rule.code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'),
                "{}",
                rule.code
            );
            for words in [rule.what, rule.why, rule.example, rule.limits, rule.what_th] {
                assert!(words.len() > 20 && !words.ends_with(' '), "{}: {words:?}", rule.code);
            }
        }
    }

    #[test]
    fn what_was_read_with_doubt_only_informs() {
        let text = "ผู้เข้าร่วม ๕๘ คน และผู้เข้าร่วม ๓๖ คน รวมผู้เข้าร่วม ๙๕ คน";
        let mut report = sample::report(vec![sample::project("1").result(text)]);
        let told = |report: &Report| {
            let all = check(report);
            all.iter()
                .find(|f| f.code == "sum-mismatch")
                .map(|f| (f.severity, f.message_en.contains("with doubt")))
        };
        assert_eq!(told(&report), Some((Severity::Warning, false)));
        let part =
            check(&report).iter().find(|f| f.code == "sum-mismatch").unwrap().evidence[1].clone();
        let mut doubt = Finding::new(Code::LowConfidence, "…", "…").about("s1/t1/p1");
        doubt.evidence.push(part);
        report.findings.push(doubt);
        assert_eq!(told(&report), Some((Severity::Info, true)));
    }

    #[test]
    fn a_report_that_says_nothing_is_clean() {
        assert_eq!(check(&sample::bare(Vec::new())), []);
    }
}
