//! A report with its seal and its JSON, which is written once: the seal is a hash of it, and what is
//! printed is made of it.

use std::io::{self, Write};

use serde::Serialize;

use super::model::{Generator, Report, Source};
use super::output::layout::indented;
use super::seal::content;

/// A report with its seal. Its JSON is kept in memory.
#[derive(Debug)]
pub struct Sealed {
    report: Report,
    /// The members of its JSON behind `source`, a comma before each.
    members: Vec<u8>,
}

/// The members of a report that are not hashed as they are printed: the seal stands in them, and the
/// file's name.
#[derive(Serialize)]
struct Head<'r> {
    schema_version: &'r str,
    generator: &'r Generator,
    source: &'r Source,
}

impl Sealed {
    /// Seals a report.
    ///
    /// # Errors
    ///
    /// Where it cannot be written as JSON.
    pub fn of(mut report: Report) -> io::Result<Sealed> {
        let mut members = Vec::new();
        report.generator.content_sha256 = Some(content(&report, &mut members)?);
        Ok(Sealed { report, members })
    }

    /// The report.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The report alone.
    pub fn into_report(self) -> Report {
        self.report
    }

    /// Writes the report as [`super::output::json`] does.
    ///
    /// # Errors
    ///
    /// Where `to` does not take the bytes.
    pub fn json(&self, to: impl Write) -> io::Result<()> {
        indented(&[&self.head()?, &self.members, b"}"], to)
    }

    /// Writes the report as [`super::output::ndjson`] does.
    ///
    /// # Errors
    ///
    /// Where `to` does not take the bytes.
    pub fn ndjson(&self, mut to: impl Write) -> io::Result<()> {
        to.write_all(&self.head()?)?;
        to.write_all(&self.members)?;
        to.write_all(b"}\n")?;
        to.flush()
    }

    /// What stands before `members`.
    fn head(&self) -> io::Result<Vec<u8>> {
        let Report { schema_version, generator, source, .. } = &self.report;
        let mut head = serde_json::to_vec(&Head { schema_version, generator, source })?;
        // The object goes on.
        head.pop();
        Ok(head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::output;

    #[test]
    fn what_is_printed_of_a_sealed_report_is_what_is_printed_of_a_report() {
        let schema: serde_json::Value =
            serde_json::from_str(include_str!("../../schemas/report.schema.json")).unwrap();
        let sealed =
            Sealed::of(serde_json::from_value(schema["examples"][0].clone()).unwrap()).unwrap();
        let (mut of_sealed, mut of_report) = ([vec![], vec![]], [vec![], vec![]]);
        sealed.json(&mut of_sealed[0]).unwrap();
        sealed.ndjson(&mut of_sealed[1]).unwrap();
        output::json(sealed.report(), &mut of_report[0]).unwrap();
        output::ndjson(sealed.report(), &mut of_report[1]).unwrap();
        assert_eq!(of_sealed, of_report);
        assert!(sealed.report().generator.content_sha256.is_some());
    }
}
