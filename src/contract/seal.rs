//! The seal of a report: a digest of what it says, which shows whether somebody has edited it since
//! it was written.

use std::io::{self, BufWriter, Write as _};

use serde::Serialize;

use super::model::{Generator, Report, Source};
use crate::digest::{Hashing, sha256_of};

/// The SHA-256 of all that a report says but for the file's name, which may change, and the seal. Keys
/// of readings in warehouses are made of it: what is hashed stays the report's JSON.
///
/// # Errors
///
/// Where it cannot be written as JSON.
pub fn content_sha256(report: &Report) -> io::Result<String> {
    content(report, &mut Vec::new())
}

/// Seals a report. One that cannot be written as JSON stays without a seal: nobody will read it.
pub fn seal(report: &mut Report) {
    report.generator.content_sha256 = content_sha256(report).ok();
}

/// The SHA-256 of what a report says; all of its JSON behind `source` is hashed as it stands there, and
/// added to `json`: a comma before each member, and no white space.
pub(super) fn content(report: &Report, json: &mut Vec<u8>) -> io::Result<String> {
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
    let unsealed = Generator { content_sha256: None, ..generator.clone() };
    let nameless = Source { file_name: None, ..source.clone() };
    sha256_of(|to| {
        to.write_all(b"[")?;
        serde_json::to_writer(&mut *to, schema_version)?;
        to.write_all(b",")?;
        serde_json::to_writer(&mut *to, &unsealed)?;
        to.write_all(b",")?;
        serde_json::to_writer(&mut *to, &nameless)?;
        let mut members = Members { json, hash: to };
        members.add("title", title)?;
        members.add("agency", agency)?;
        members.add("fiscal_year", fiscal_year)?;
        members.add("plan_years", plan_years)?;
        members.add("period", period)?;
        members.add("document", document)?;
        members.add("sections", sections)?;
        members.add("unclaimed", unclaimed)?;
        members.add("findings", findings)?;
        members.hash.write_all(b"]")
    })
}

/// Members of an object whose values are hashed.
struct Members<'w> {
    json: &'w mut Vec<u8>,
    hash: &'w mut BufWriter<Hashing>,
}

impl Members<'_> {
    fn add(&mut self, key: &str, value: &impl Serialize) -> io::Result<()> {
        write!(self.json, ",\"{key}\":")?;
        let start = self.json.len();
        serde_json::to_writer(&mut *self.json, value)?;
        self.hash.write_all(b",")?;
        self.hash.write_all(&self.json[start..])
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::digest::sha256;

    fn example() -> Report {
        let schema: Value =
            serde_json::from_str(include_str!("../../schemas/report.schema.json")).unwrap();
        serde_json::from_value(schema["examples"][0].clone()).unwrap()
    }

    #[test]
    fn what_is_hashed_is_the_list_of_what_the_members_say() {
        let mut report = example();
        let sealed = content_sha256(&report).unwrap();
        report.source.file_name = None;
        let json: Value = serde_json::from_slice(&serde_json::to_vec(&report).unwrap()).unwrap();
        let values: Vec<&Value> = json.as_object().unwrap().values().collect();
        assert_eq!(sealed, sha256(&serde_json::to_vec(&values).unwrap()));
    }

    #[test]
    fn a_seal_is_broken_by_any_change_but_of_the_name() {
        let mut sealed = example();
        seal(&mut sealed);
        let is_whole =
            |report: &Report| content_sha256(report).ok() == report.generator.content_sha256;
        sealed.source.file_name = Some("another.pdf".to_owned());
        assert!(is_whole(&sealed));
        sealed.schema_version.push('x');
        assert!(!is_whole(&sealed));
    }
}
