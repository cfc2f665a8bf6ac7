//! The keys of a reading, and what decides which other readings it competes with.

use std::io;

use jiff::civil::Date;
use serde_json::Value;

use super::before::without_later;
use super::said::Said;
use crate::contract::model::{FiscalYear, Period, Report, Section};
use crate::contract::seal::content_sha256;
use crate::digest::sha256;
use crate::error::{Error, ErrorKind};
use crate::load::agencies::{Named, Spelling};
use crate::load::range::is_year;

/// Hexadecimal digits of a hash in a key: 64 bits, at which two of a million documents are the same
/// once in 10^7 warehouses. The whole hash stands beside it, and a loader refuses two with the same
/// key.
const KEY_DIGITS: usize = 16;

/// Hexadecimal digits of the report's hash in a reading's key: they only tell readings of one
/// document apart.
const READING_DIGITS: usize = 8;

/// Words in the title of a report on what was done.
const REPORT_WORDS: &[&str] = &["รายงาน", "ผลการดำเนิน"];

/// The word in the title of a plan, and of a report on it.
const PLAN_WORD: &str = "แผน";

/// By what a reading is held against others.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// Key of the reading.
    pub reading_key: String,
    /// SHA-256 of the document.
    pub document_key: String,
    /// SHA-256 of what the report says, without the file's name.
    pub report_sha256: String,
    /// The version of the program that read it.
    pub generator_version: String,
    /// Key of the agency's name as it is spelt, where the report says one.
    pub alias_key: Option<String>,
    /// Key of the agency that this spelling means by itself.
    pub agency_key: Option<String>,
    /// The fiscal year, where the report says one.
    pub fiscal_year_be: Option<i64>,
    /// `plan`, `report` or `unknown`.
    pub purpose: &'static str,
    /// Months, first and last day of the period.
    pub period: (Option<i64>, Option<Date>, Option<Date>),
    /// What the document is, and what it was read from.
    pub said: Said,
}

impl Identity {
    /// The identity of a report.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Internal`] where it cannot be written as JSON, which is hashed.
    pub(super) fn of(report: &Report) -> Result<Identity, Error> {
        let document = &report.source.sha256;
        let content = content_sha256(report).map_err(unwritable)?;
        let report_sha256 = hash_of_before(report)?.unwrap_or_else(|| content.clone());
        let (document_part, report_part) =
            (first(document, KEY_DIGITS), first(&report_sha256, READING_DIGITS));
        let title = report.title.as_ref().map_or("", |title| &title.text);
        let spelling = Spelling::of(report);
        Ok(Identity {
            reading_key: format!("{document_part}-{report_part}"),
            document_key: document.clone(),
            generator_version: report.generator.version.clone(),
            alias_key: spelling.as_ref().map(Spelling::key),
            agency_key: spelling.as_ref().map(|spelling| Named::of(spelling).key()),
            fiscal_year_be: fiscal_year(report).map(|year| year.be.into()),
            said: Said::of(report, &content),
            purpose: purpose(title),
            period: report.period.as_ref().map_or((None, None, None), extent),
            report_sha256,
        })
    }
}

/// The hash that a report of before had then: it keeps its key. Others have that of all that they say
/// but for the file's name: the same document under another name is the same document.
fn hash_of_before(report: &Report) -> Result<Option<String>, Error> {
    if !may_be_of_before(report) {
        return Ok(None);
    }
    let content = content_of_before(report)?;
    Ok(content.map(|content| sha256(content.to_string().as_bytes())))
}

fn unwritable(cause: impl Into<io::Error>) -> Error {
    Error::new(ErrorKind::Internal, "the report cannot be written as JSON").because(cause.into())
}

/// Whether a look at its largest parts lets a report be one of before.
fn may_be_of_before(report: &Report) -> bool {
    let is_keyed = |section: &Section| match section {
        Section::ActionPlan(plan) => plan.columns.iter().any(|column| column.key.is_some()),
        Section::Measures(measures) => measures.columns.iter().any(|column| column.key.is_some()),
        Section::Form(_) => true,
        Section::Other(other) => other.tables.iter().any(|table| !table.columns.is_empty()),
    };
    report.document.is_none() && !report.sections.iter().any(is_keyed)
}

/// What is hashed of a report of before; `None` where it is none.
fn content_of_before(report: &Report) -> Result<Option<Value>, Error> {
    // Through text: numbers are as they are written.
    let json = serde_json::to_vec(report).map_err(unwritable)?;
    let mut whole: Value = serde_json::from_slice(&json).map_err(unwritable)?;
    if let Some(generator) = whole.get_mut("generator").and_then(Value::as_object_mut) {
        generator.shift_remove("content_sha256");
    }
    let Some(Value::Object(mut report)) = without_later(whole) else { return Ok(None) };
    if let Some(name) = report.get_mut("source").and_then(|source| source.get_mut("file_name")) {
        *name = Value::Null;
    }
    Ok(Some(report.into_iter().map(|(_, value)| value).collect()))
}

/// The fiscal year of a report, if it is one that reports can be of.
pub(super) fn fiscal_year(report: &Report) -> Option<&FiscalYear> {
    report.fiscal_year.as_ref().filter(|year| is_year(year.be.into()))
}

/// The first digits of a hash; a report from elsewhere may have fewer or other characters.
fn first(hash: &str, digits: usize) -> &str {
    hash.char_indices().nth(digits).map_or(hash, |(end, _)| &hash[..end])
}

/// Months, first and last day of a period.
fn extent(period: &Period) -> (Option<i64>, Option<Date>, Option<Date>) {
    (period.months.map(i64::from), period.start, period.end)
}

/// What a document is for, by its title. A report on a plan names the plan, too, so the words of a
/// report decide.
fn purpose(title: &str) -> &'static str {
    if REPORT_WORDS.iter().any(|word| title.contains(word)) {
        "report"
    } else if title.contains(PLAN_WORD) {
        "plan"
    } else {
        "unknown"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_says_what_a_document_is_for() {
        for (title, expected) in [
            ("แผนปฏิบัติการป้องกันการทุจริต", "plan"),
            ("รายงานผลตามแผนปฏิบัติการ", "report"),
            ("ผลการดำเนินงานตามแผน", "report"),
            ("มาตรการ", "unknown"),
            ("", "unknown"),
        ] {
            assert_eq!(purpose(title), expected, "{title}");
        }
    }

    #[test]
    fn a_short_hash_is_taken_whole() {
        assert_eq!(first("0123456789", 4), "0123");
        assert_eq!(first("012", 4), "012");
        assert_eq!(first("กขค", 2), "กข");
    }
}
