//! Findings as SARIF 2.1.0 (OASIS), for tools that show and file them.
//!
//! SARIF places things by line; a page of a PDF has none. So a location has the file, the item as a
//! logical location and, under `properties`, the page with its box in PDF points.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use raingan::audit::check::{RULES, codes};
use raingan::contract::output::Lang;
use raingan::finding::{Code, Evidence, Finding, Severity};
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
            "results": results,
        }],
    })
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
        "locations": [location(checked, finding.item.as_deref(), None)],
        "properties": {"message_th": finding.message_th, "message_en": finding.message_en, "page": finding.page},
    });
    if let Some(index) = ids.iter().position(|id| *id == finding.code) {
        result["ruleIndex"] = json!(index);
    }
    let related: Vec<Value> =
        finding.evidence.iter().map(|e| location(checked, None, Some(e))).collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    result
}

fn location(checked: &Checked, item: Option<&str>, evidence: Option<&Evidence>) -> Value {
    let mut location =
        json!({"physicalLocation": {"artifactLocation": {"uri": uri(&checked.file)}}});
    if let Some(item) = item {
        location["logicalLocations"] = json!([{"fullyQualifiedName": item, "kind": "element"}]);
    }
    if let Some(evidence) = evidence.filter(|e| !e.raw.is_empty()) {
        location["message"] = json!({"text": evidence.raw});
    }
    if let Some(region) = evidence.and_then(|e| e.region) {
        location["properties"] = json!({"region": region});
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
