//! The keys of a reading, and what decides which other readings it competes with.

use jiff::civil::Date;

use crate::contract::model::{Period, Report, Source};
use crate::digest::sha256;
use crate::error::{Error, ErrorKind};

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
    /// Key of the agency, where the report says one.
    pub agency_key: Option<String>,
    /// The fiscal year, where the report says one.
    pub fiscal_year_be: Option<i64>,
    /// `plan`, `report` or `unknown`.
    pub purpose: &'static str,
    /// Months, first and last day of the period.
    pub period: (Option<i64>, Option<Date>, Option<Date>),
}

impl Identity {
    /// The identity of a report.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Internal`] where it cannot be written as JSON, which is hashed.
    pub(super) fn of(report: &Report) -> Result<Identity, Error> {
        let document = &report.source.sha256;
        let report_sha256 = nameless_sha256(report)?;
        let (document_part, report_part) =
            (first(document, KEY_DIGITS), first(&report_sha256, READING_DIGITS));
        let agency = report.agency.as_ref().map(|agency| sha256(agency.name.as_bytes()));
        let title = report.title.as_ref().map_or("", |title| &title.text);
        Ok(Identity {
            reading_key: format!("{document_part}-{report_part}"),
            document_key: document.clone(),
            generator_version: report.generator.version.clone(),
            agency_key: agency.map(|hash| first(&hash, KEY_DIGITS).to_owned()),
            fiscal_year_be: report.fiscal_year.as_ref().map(|year| year.be.into()),
            purpose: purpose(title),
            period: report.period.as_ref().map_or((None, None, None), extent),
            report_sha256,
        })
    }
}

/// The hash of all that a report says but for the file's name: the same document under another name
/// is the same document.
fn nameless_sha256(report: &Report) -> Result<String, Error> {
    let Report {
        schema_version,
        generator,
        source,
        title,
        agency,
        fiscal_year,
        plan_years,
        period,
        document,
        sections,
        unclaimed,
        findings,
    } = report;
    let nameless = Source { file_name: None, ..source.clone() };
    let content = (
        schema_version,
        generator,
        nameless,
        title,
        agency,
        fiscal_year,
        plan_years,
        period,
        document,
        sections,
        unclaimed,
        findings,
    );
    let json = serde_json::to_vec(&content).map_err(|cause| {
        Error::new(ErrorKind::Internal, "the report cannot be written as JSON").because(cause)
    })?;
    Ok(sha256(&json))
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
