//! The seal of a report: a digest of what it says, which shows whether somebody has edited it since
//! it was written.

use std::io;

use super::model::{Generator, Report, Source};
use crate::digest::sha256_of;

/// The SHA-256 of all that a report says but for the file's name, which may change, and the seal. Keys
/// of readings in warehouses are made of it: what is hashed stays the report's JSON.
///
/// # Errors
///
/// Where it cannot be written as JSON.
pub fn content_sha256(report: &Report) -> io::Result<String> {
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
    let generator = Generator { content_sha256: None, ..generator.clone() };
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
    sha256_of(|to| Ok(serde_json::to_writer(to, &content)?))
}

/// Seals a report. One that cannot be written as JSON stays without a seal: nobody will read it.
pub fn seal(report: &mut Report) {
    report.generator.content_sha256 = content_sha256(report).ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_broken_by_any_change_but_of_the_name() {
        let schema: serde_json::Value =
            serde_json::from_str(include_str!("../../schemas/report.schema.json")).unwrap();
        let mut sealed: Report = serde_json::from_value(schema["examples"][0].clone()).unwrap();
        seal(&mut sealed);
        let is_whole =
            |report: &Report| content_sha256(report).ok() == report.generator.content_sha256;
        sealed.source.file_name = Some("another.pdf".to_owned());
        assert!(is_whole(&sealed));
        sealed.schema_version.push('x');
        assert!(!is_whole(&sealed));
    }
}
