//! Findings as the page shows them.

use serde::Serialize;

use super::assessed::AssessedView;
use crate::audit::oit::Checklist;
use crate::contract::model::Report;
use crate::contract::output::page::{Both, in_both};
use crate::contract::output::{Lang, Links};
use crate::finding::{Evidence, Finding, Severity};

/// Pieces of evidence that are shown of a finding.
const MOST_SEEN: usize = 6;
/// Letters that are shown of a piece of evidence.
const SHOWN: usize = 400;

/// A report with what was found about it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The file it came from.
    pub file: &'a str,
    /// The report.
    pub report: &'a Report,
    /// What was found.
    pub findings: &'a [Finding],
    /// Its checklist of the OIT assessment, where it is wanted.
    pub oit: Option<&'a Checklist>,
}

#[derive(Serialize)]
pub(super) struct SeverityView {
    code: Severity,
    name: Both,
    count: usize,
    shown: bool,
}

#[derive(Serialize)]
pub(super) struct CheckedView<'a> {
    name: &'a str,
    of: String,
    /// The item of the OIT assessment that it says it answers.
    oit_item: Option<&'a str>,
    assessed: Option<AssessedView<'a>>,
    findings: Vec<FindingView<'a>>,
}

#[derive(Serialize)]
struct FindingView<'a> {
    severity: Severity,
    level: Both,
    code: &'a str,
    place: Both,
    link: Option<String>,
    message: (&'a str, &'a str),
    seen: Vec<SeenView>,
}

#[derive(Serialize)]
struct SeenView {
    raw: String,
    page: Both,
    link: Option<String>,
}

/// The severities, the gravest first, with how many findings there are; what only informs is shown
/// when it is asked for.
pub(super) fn severities(subjects: &[Subject<'_>]) -> Vec<SeverityView> {
    let all = [Severity::Error, Severity::Warning, Severity::Info].into_iter();
    all.map(|code| SeverityView {
        code,
        name: in_both(|lang| lang.severity(code).to_owned()),
        count: subjects.iter().flat_map(|s| s.findings).filter(|f| f.severity == code).count(),
        shown: code > Severity::Info,
    })
    .collect()
}

/// The reports with their findings, the gravest first.
pub(super) fn views<'a>(subjects: &[Subject<'a>], links: &Links) -> Vec<CheckedView<'a>> {
    subjects.iter().enumerate().map(|(at, subject)| of_subject(at, *subject, links)).collect()
}

fn of_subject<'a>(at: usize, subject: Subject<'a>, links: &Links) -> CheckedView<'a> {
    let Report { agency, fiscal_year, document, .. } = subject.report;
    let agency = agency.as_ref().map(|agency| agency.name.clone());
    let year = fiscal_year.as_ref().map(|year| year.be.to_string());
    let mut findings: Vec<&Finding> = subject.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    CheckedView {
        name: subject.file,
        of: agency.into_iter().chain(year).collect::<Vec<_>>().join(" · "),
        oit_item: document.as_ref().and_then(|says| says.oit_item.as_deref()),
        assessed: subject.oit.map(AssessedView::of),
        findings: findings.into_iter().map(|finding| of_finding(at, finding, links)).collect(),
    }
}

fn of_finding<'a>(at: usize, finding: &'a Finding, links: &Links) -> FindingView<'a> {
    let region = finding.evidence.iter().find_map(|evidence| evidence.region);
    let to_item = finding.item.as_deref().and_then(|item| links.to_item(at, item));
    FindingView {
        severity: finding.severity,
        level: in_both(|lang| lang.severity(finding.severity).to_owned()),
        code: &finding.code,
        place: in_both(|lang| lang.place(finding).unwrap_or_default()),
        link: region.and_then(|region| links.to_box(at, &region)).or(to_item),
        message: (&finding.message_en, &finding.message_th),
        seen: finding.evidence.iter().take(MOST_SEEN).filter_map(|e| seen(at, e, links)).collect(),
    }
}

/// A piece of evidence; none where nothing is printed there.
fn seen(at: usize, evidence: &Evidence, links: &Links) -> Option<SeenView> {
    let raw = evidence.raw.trim();
    let mut shown: String = raw.chars().take(SHOWN).collect();
    if shown.len() < raw.len() {
        shown.push('…');
    }
    let link = evidence.region.and_then(|region| links.to_box(at, &region));
    (!raw.is_empty()).then(|| SeenView {
        raw: shown,
        page: in_both(|lang| page(evidence, lang)),
        link,
    })
}

/// The page that a piece of evidence stands on.
fn page(evidence: &Evidence, lang: Lang) -> String {
    let page = evidence.region.map(|region| format!("{} {}", lang.pick("p.", "หน้า"), region.page));
    page.unwrap_or_default()
}
