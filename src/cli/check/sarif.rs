//! Findings as SARIF 2.1.0 (OASIS), for tools that show and file them.
//!
//! SARIF places things by line; a page of a PDF has none. So the line of a region is the page, and its
//! `properties` have the box in PDF points from the top left of the page as displayed; the item is a
//! logical location. The documents are artifacts with their hashes: what is related to a finding
//! stands in the document, also where the file that was checked is its report.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use raingan::audit::check::{RULES, codes};
use raingan::contract::output::Lang;
use raingan::finding::{Code, Evidence, Finding, Region, Severity};
use serde_json::{Value, json};

use super::checked::Checked;

/// What may not stand in the path of a URI as it is (RFC 3986, section 2.3).
const RESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The log: one run, one result a finding.
pub fn log(all: &[Checked], lang: Lang) -> Value {
    let ids: Vec<&str> = codes().collect();
    let results: Vec<Value> = all
        .iter()
        .flat_map(|checked| {
            checked.findings.iter().map(|finding| result(checked, finding, &ids, lang))
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "raingan",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules(),
            }},
            "columnKind": "unicodeCodePoints",
            "artifacts": artifacts(all),
            "results": results,
        }],
    })
}

/// The files that were checked and the documents that they are of, each once.
fn artifacts(all: &[Checked]) -> Vec<Value> {
    let mut uris: Vec<String> = Vec::new();
    let mut artifacts = Vec::new();
    for checked in all {
        let (file, document) = (uri(&checked.file), document(checked));
        let source = &checked.report.source;
        if document != file && !uris.contains(&file) {
            artifacts.push(json!({"location": {"uri": file}, "roles": ["analysisTarget"]}));
            uris.push(file);
        }
        if !uris.contains(&document) {
            artifacts.push(json!({
                "location": {"uri": document},
                "roles": ["analysisTarget"],
                "mimeType": source.media_type,
                "length": source.bytes,
                "hashes": {"sha-256": source.sha256},
            }));
            uris.push(document);
        }
    }
    artifacts
}

/// Where the document of a report is: the file that was checked, or, where that is the report, what
/// it says, beside it.
fn document(checked: &Checked) -> String {
    let is_report = [".json", ".ndjson", ".jsonl"].iter().any(|end| checked.file.ends_with(end));
    match &checked.report.source.file_name {
        Some(name) if is_report => {
            let folder = checked.file.rfind(['/', '\\']).map_or("", |at| &checked.file[..=at]);
            uri(&format!("{folder}{name}"))
        }
        _ => uri(&checked.file),
    }
}

/// A box of a page: the page as the line, the box under `properties`.
fn region(page: u32, region: Option<Region>, text: &str) -> Value {
    let mut value = json!({"startLine": page});
    if !text.is_empty() {
        value["snippet"] = json!({"text": text});
    }
    if let Some(region) = region {
        value["properties"] = json!({"region": region});
    }
    value
}

/// Every code, those of extraction first: the order of [`codes`].
fn rules() -> Vec<Value> {
    let of_extraction = Code::ALL.iter().map(|code| {
        let words = code.doc().split_whitespace().collect::<Vec<_>>().join(" ");
        rule(code.as_str(), code.severity(), &words, &words)
    });
    let of_checks = RULES.iter().map(|r| {
        let help = format!("{} Example: {} Limits: {}", r.why, r.example, r.limits);
        rule(r.code, r.severity, r.what, &help)
    });
    of_extraction.chain(of_checks).collect()
}

/// A rule of the driver (SARIF 2.1.0, section 3.49).
fn rule(id: &str, severity: Severity, text: &str, help: &str) -> Value {
    json!({
        "id": id,
        "shortDescription": {"text": text},
        "help": {"text": help},
        "defaultConfiguration": {"level": level(severity)},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(checked: &Checked, finding: &Finding, ids: &[&str], lang: Lang) -> Value {
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": {"text": lang.message(finding)},
        "locations": [location(checked, finding)],
        "properties": {"message_th": finding.message_th, "message_en": finding.message_en, "page": finding.page},
    });
    if let Some(index) = ids.iter().position(|id| *id == finding.code) {
        result["ruleIndex"] = json!(index);
    }
    let document = document(checked);
    let related: Vec<Value> = finding.evidence.iter().map(|e| evidence(&document, e)).collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    result
}

/// Where a finding is: in the file that was checked, on the page of its first evidence.
fn location(checked: &Checked, finding: &Finding) -> Value {
    let uri = uri(&checked.file);
    let mut location = json!({"physicalLocation": {"artifactLocation": {"uri": uri}}});
    let seen = finding.evidence.iter().find_map(|e| Some((e.region?, e.raw.as_str())));
    let page = finding.page.or(seen.map(|(region, _)| region.page));
    if let Some(page) = page {
        let (of, text) = seen.map_or((None, ""), |(of, text)| (Some(of), text));
        location["physicalLocation"]["region"] = region(page, of, text);
    }
    if let Some(item) = &finding.item {
        location["logicalLocations"] = json!([{"fullyQualifiedName": item, "kind": "element"}]);
    }
    location
}

/// What a finding rests on, in the document.
fn evidence(document: &str, evidence: &Evidence) -> Value {
    let mut location = json!({"physicalLocation": {"artifactLocation": {"uri": document}}});
    if !evidence.raw.is_empty() {
        location["message"] = json!({"text": evidence.raw});
    }
    if let Some(of) = evidence.region {
        location["physicalLocation"]["region"] = region(of.page, Some(of), &evidence.raw);
        location["properties"] = json!({"region": of});
    }
    location
}

/// A file's name as a URI reference: what RFC 3986 does not allow is percent-encoded.
fn uri(file: &str) -> String {
    utf8_percent_encode(&file.replace('\\', "/"), RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_uris() {
        assert_eq!(uri("a b/แผน.pdf"), "a%20b/%E0%B9%81%E0%B8%9C%E0%B8%99.pdf");
        assert_eq!(uri("c:\\x.json"), "c%3A/x.json");
    }

    #[test]
    fn every_code_is_a_rule_of_the_driver() {
        let ids: Vec<String> =
            rules().iter().map(|r| r["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(ids, codes().collect::<Vec<_>>());
    }
}
