//! Whether what a report says holds together: one rule a file, each with its code, its doc and its
//! limits.
//!
//! [`check()`] reads a report as extracted and finds contradictions in it: parts that do not add
//! up, a count that is not the number listed, a target that belongs to another item. A rule that
//! cannot be sure says `info`.

mod context;
mod lists;
mod rule;
mod rules;

pub use context::{Context, Entry};
pub use rule::Rule;

use crate::contract::model::Report;
use crate::finding::{Code, Finding, Severity};

/// All rules, in the order in which the reference lists them.
pub const RULES: &[&Rule] = &[
    &rules::sum::RULE,
    &rules::total_mismatch::RULE,
    &rules::events::RULE,
    &rules::children::RULE,
    &rules::percent::RULE,
    &rules::percent_whole::RULE,
    &rules::score_above::RULE,
    &rules::weekday::RULE,
    &rules::target_copied::RULE,
    &rules::list_below::RULE,
    &rules::success::RULE,
    &rules::year_other::RULE,
    &rules::spent_none::RULE,
    &rules::spent_above::RULE,
    &rules::names::RULE,
    &rules::number_gap::RULE,
    &rules::item_duplicated::RULE,
    &rules::line_repeated::RULE,
    &rules::result_copied::RULE,
    &rules::result_repeated::RULE,
    &rules::date_outside::RULE,
    &rules::date_off_schedule::RULE,
    &rules::budget_missing::RULE,
    &rules::fund::RULE,
    &rules::result_missing::RULE,
    &rules::target_missing::RULE,
    &rules::column_missing::RULE,
    &rules::heading_empty::RULE,
    &rules::table_untitled::RULE,
    &rules::target_judged::MET,
    &rules::target_judged::MISSED,
    &rules::target_judged::UNDECIDED,
];

impl Rule {
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
/// [`RULES`].
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
    check_against(report, None)
}

/// The same, with the report of another year beside it, for the rules that hold both against each
/// other.
pub fn check_against(report: &Report, other: Option<&Report>) -> Vec<Finding> {
    let context = Context::new(report).against(other);
    let mut found = report.findings.clone();
    for rule in RULES {
        let of_rule = (rule.run)(&context).into_iter();
        found.extend(of_rule.map(|finding| informing_in_doubt(finding, &report.findings)));
    }
    found
}

/// Every code that [`check()`] can find, those of extraction first.
pub fn codes() -> impl Iterator<Item = &'static str> {
    Code::ALL.iter().map(|code| code.as_str()).chain(RULES.iter().map(|rule| rule.code))
}

/// The finding of a rule, which only informs where one of its values was read with doubt: the
/// contradiction may be the reader's. `read` are the findings of the extraction.
fn informing_in_doubt(mut finding: Finding, read: &[Finding]) -> Finding {
    if finding.severity > Severity::Info && read.iter().any(|doubt| is_about(doubt, &finding)) {
        finding.message_th.push_str(" (ค่าหนึ่งอ่านจากภาพและไม่แน่ใจ)");
        finding.message_en.push_str(" (one of the values was read from a picture, with doubt)");
        finding.severity = Severity::Info;
    }
    finding
}

/// Whether `doubt` says that one of the values that `finding` rests on was read with doubt.
fn is_about(doubt: &Finding, finding: &Finding) -> bool {
    doubt.code == Code::LowConfidence.as_str()
        && doubt.item == finding.item
        && doubt.evidence.iter().any(|e| !e.raw.is_empty() && finding.evidence.contains(e))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::audit::sample;

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
        let sum =
            |report: &Report| check(report).into_iter().find(|f| f.code == "sum-mismatch").unwrap();
        let sure = sum(&report);
        assert_eq!(sure.severity, Severity::Warning);
        assert!(!sure.message_en.contains("with doubt"), "{}", sure.message_en);
        let mut doubt = Finding::new(Code::LowConfidence, "…", "…").about("s1/t1/p1");
        doubt.evidence.push(sure.evidence[1].clone());
        report.findings.push(doubt);
        let unsure = sum(&report);
        assert_eq!(unsure.severity, Severity::Info);
        assert!(unsure.message_en.ends_with("with doubt)"), "{}", unsure.message_en);
    }

    #[test]
    fn a_report_that_says_nothing_is_clean() {
        assert_eq!(check(&sample::bare(Vec::new())), []);
    }
}
