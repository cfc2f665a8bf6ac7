//! Reports that commands work on: JSON or NDJSON that `extract` wrote, or documents, which are read
//! first.

use std::path::Path;

use clap::Args as ClapArgs;
use raingan::contract::input::{is_json, reports};
use raingan::contract::model::Report;
use raingan::contract::output::Lang;
use raingan::{Error, ErrorKind, Options};

use super::apart::{Apart, Wanted};
use super::args::{Format, LimitArgs, ReadArgs};
use super::input;
use super::render::Form;

/// How documents among the reports are read.
#[derive(Debug, Clone, ClapArgs)]
#[command(next_help_heading = "Reading PDF files")]
pub struct ReportArgs {
    #[command(flatten)]
    pub read: ReadArgs,

    #[command(flatten)]
    pub limits: LimitArgs,
}

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
        let read = input::read(path).and_then(|bytes| match is_json(&bytes) {
            true => reports(&bytes),
            false => self.extract(path, bytes).map(|report| vec![report]),
        });
        read.map_err(|error| error.in_file(input::name(path)))
    }

    /// A document's report; a worker reads the file itself, and only what came on standard input is
    /// kept for it.
    fn extract(&mut self, path: &Path, bytes: Vec<u8>) -> Result<Report, Error> {
        let named = path.file_name().filter(|_| !input::is_stdin(path));
        let file_name = named.map(|name| name.to_string_lossy().into_owned());
        let options = Options { file_name, ..self.args.read.options() };
        let apart = self.apart()?;
        let written = match input::is_stdin(path) {
            true => apart.read_bytes(&bytes, &options)?,
            false => {
                drop(bytes);
                apart.read(path, &options, &mut |_| {})?
            }
        };
        let gone = |e| Error::new(ErrorKind::Io, "what the worker wrote is not there").because(e);
        let json = std::fs::read(&written.file).map_err(gone)?;
        // What this program has just written need not be held against the contract.
        serde_json::from_slice(&json)
            .map_err(|e| Error::new(ErrorKind::Internal, "what the worker wrote").because(e))
    }

    fn apart(&mut self) -> Result<&mut Apart, Error> {
        let apart = match self.apart.take() {
            Some(apart) => apart,
            None => {
                let wanted =
                    Wanted { form: Form::Report(Format::Ndjson), excel: false, lang: Lang::En };
                Apart::new(self.args.limits.limits(None), wanted, None)?
            }
        };
        Ok(self.apart.insert(apart))
    }
}
