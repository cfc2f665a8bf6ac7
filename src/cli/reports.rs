//! Reports that commands work on: JSON or NDJSON that `extract` wrote, or documents, which are read
//! first.

use std::path::Path;

use raingan::contract::input::{own_report, reports};
use raingan::contract::model::Report;
use raingan::contract::output::Lang;
use raingan::kind::is_json;
use raingan::report::correct::correct;
use raingan::{Error, ErrorKind, Options};

use super::apart::{Apart, Wanted};
use super::args::extract::Format;
use super::args::reading::ReportArgs;
use super::input;
use super::render::Form;

/// What the worker writes of a document: its report on a line.
const WANTED: Wanted = Wanted { form: Form::Report(Format::Ndjson), excel: false, lang: Lang::En };

/// Reads reports, one file after the other.
pub struct Reports<'a> {
    args: &'a ReportArgs,
    apart: Option<Apart>,
}

impl<'a> Reports<'a> {
    /// No worker is started before there is a document to read.
    pub fn new(args: &'a ReportArgs) -> Reports<'a> {
        Reports { args, apart: None }
    }

    /// The reports in the file at `path`, or on standard input for `-`: one of a document, one or
    /// more of JSON.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, with the file's name.
    pub fn read(&mut self, path: &Path) -> Result<Vec<Report>, Error> {
        Ok(self.open(path, false)?.0)
    }

    /// Reports with what people put right in their documents.
    fn corrected(&self, mut reports: Vec<Report>) -> Vec<Report> {
        for report in &mut reports {
            let corrections = self.args.corrections.of(&report.source.sha256);
            correct(report, &corrections);
        }
        reports
    }

    /// The reports, and the bytes of the document where it is one.
    ///
    /// # Errors
    ///
    /// As [`Reports::read`].
    pub fn with_document(&mut self, path: &Path) -> Result<(Vec<Report>, Option<Vec<u8>>), Error> {
        self.open(path, true)
    }

    /// The reports in a file, and the bytes of the document where it is one and they are to be kept.
    fn open(&mut self, path: &Path, keeps: bool) -> Result<(Vec<Report>, Option<Vec<u8>>), Error> {
        let read = input::read(path).and_then(|bytes| match is_json(&bytes) {
            true => reports(&bytes).map(|reports| (self.corrected(reports), None)),
            false => {
                let document = keeps.then(|| bytes.clone());
                Ok((vec![self.extract(path, bytes)?], document))
            }
        });
        read.map_err(|error| error.in_file(input::name(path)))
    }

    /// A document's report; a worker reads the file itself, and only what came on standard input is
    /// kept for it.
    fn extract(&mut self, path: &Path, bytes: Vec<u8>) -> Result<Report, Error> {
        let file_name = input::file_name(path);
        let corrections = self.args.corrections.of_bytes(&bytes);
        let options = Options { file_name, corrections, ..self.args.read.options() };
        let apart = self.apart()?;
        let written = match input::is_stdin(path) {
            true => apart.read_bytes(&bytes, &options)?,
            false => {
                drop(bytes);
                apart.read(path, &options, &mut |_| {})?
            }
        };
        let json = std::fs::read(&written.file).map_err(|e| {
            Error::new(ErrorKind::Io, "what the worker wrote is not there").because(e)
        })?;
        // What this program has just written need not be held against the contract.
        own_report(&json)
            .map_err(|e| Error::new(ErrorKind::Internal, "what the worker wrote").because(e))
    }

    fn apart(&mut self) -> Result<&mut Apart, Error> {
        let apart = match self.apart.take() {
            Some(apart) => apart,
            None => Apart::new(self.args.limits.limits(None), WANTED, None)?,
        };
        Ok(self.apart.insert(apart))
    }
}
