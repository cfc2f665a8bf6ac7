//! What is odd about a report, as rows: the findings of its extraction, those of `raingan check`, and
//! what loading notes; and what the OIT assessment of its year asks of it.

use super::collector::{Collector, Noted};
use super::value::{Value, integer, or_null, owned_text, position, text, variant};
use crate::audit::check::check;
use crate::audit::oit::{CheckedItem, Checklist, checklist, classes};
use crate::contract::model::Report;
use crate::finding::{Evidence, Finding};

/// Adds all findings about a report.
pub(super) fn push_findings<'r>(rows: &mut Collector<'r>, report: &'r Report) {
    let extracted = report.findings.len();
    for (i, finding) in report.findings.iter().enumerate() {
        push_finding(rows, &format!("finding.{}", i + 1), i, "extract", finding);
    }
    let checked = check(report).into_iter().skip(extracted);
    let mut count = extracted;
    for (i, finding) in checked.enumerate() {
        push_finding(rows, &format!("check.{}", i + 1), count, "check", &finding);
        count += 1;
    }
    for (i, noted) in rows.take_noted().into_iter().enumerate() {
        let finding = finding(rows, noted);
        push_finding(rows, &format!("load.{}", i + 1), count, "load", &finding);
        count += 1;
    }
}

/// What was noted as a finding, with the place of what it is about.
fn finding(rows: &Collector<'_>, noted: Noted) -> Finding {
    let region = noted.path.as_deref().and_then(|path| rows.region_of(path));
    Finding {
        code: noted.code.to_owned(),
        severity: noted.severity,
        message_th: noted.message_th,
        message_en: noted.message_en,
        page: region.map(|region| region.page),
        item: noted.item,
        evidence: vec![Evidence { raw: noted.raw, region }],
    }
}

fn push_finding(
    rows: &mut Collector<'_>,
    path: &str,
    place: usize,
    origin: &'static str,
    finding: &Finding,
) {
    let row = [
        owned_text(path),
        position(place),
        text(&finding.code).into_owned(),
        variant(&finding.severity),
        text(&finding.message_th).into_owned(),
        text(&finding.message_en).into_owned(),
        or_null(finding.page, integer),
        or_null(finding.item.as_deref(), |item| text(item).into_owned()),
        owned_text(origin),
    ];
    rows.row("findings", row);
    for (n, evidence) in finding.evidence.iter().enumerate() {
        let at = format!("{path}.evidence.{}", n + 1);
        let raw = text(&evidence.raw).into_owned();
        rows.row("evidence", [owned_text(&at), owned_text(path), position(n), raw]);
        rows.regions(&at, evidence.region.as_slice());
    }
}

/// Adds what the assessment of the report's year asks for, class by class, as far as that is known.
pub(super) fn push_oit(rows: &mut Collector<'_>, report: &Report) {
    for class in classes() {
        let Ok(Checklist { items: Some(items), .. }) = checklist(report, class, None) else {
            continue;
        };
        items.iter().for_each(|item| push_asked(rows, class, item));
    }
}

fn push_asked(rows: &mut Collector<'_>, class: &str, item: &CheckedItem) {
    let path = format!("oit.{class}.{}", item.number);
    let row = [
        owned_text(&path),
        owned_text(class),
        owned_text(&item.number),
        owned_text(&item.title_th),
        owned_text(&item.title_en),
        Value::Flag(item.served),
        or_null(item.why_not_en.as_deref(), owned_text),
        or_null(item.why_not_th.as_deref(), owned_text),
    ];
    rows.row("oit_items", row);
    for (n, content) in item.contents.iter().enumerate() {
        let at = format!("{path}.{}", n + 1);
        let row = [
            owned_text(&at),
            owned_text(&path),
            variant(&content.content),
            variant(&content.presence),
            count(content.found),
            count(content.of),
        ];
        rows.row("oit_contents", row);
    }
}

/// How many there are.
fn count(n: usize) -> Value<'static> {
    Value::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}
