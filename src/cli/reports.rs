//! Reports that commands work on: JSON or NDJSON that `extract` wrote, or documents, which are read first.

use std::path::Path;

use clap::Args as ClapArgs;
use raingan::report::input::reports;
use raingan::report::model::Report;
use raingan::report::output::Lang;
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

    /// The reports in the file at `path`, or on standard input for `-`: one of a document, one or more of JSON.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, with the file's name.
    pub fn read(&mut self, path: &Path) -> Result<Vec<Report>, Error> {
        let read = input::read(path).and_then(|bytes| match is_json(&bytes) {
            true => reports(&bytes),
            false => self.extract(path, &bytes),
        });
        read.map_err(|error| error.in_file(input::name(path)))
    }

    fn extract(&mut self, path: &Path, bytes: &[u8]) -> Result<Vec<Report>, Error> {
        let named = path.file_name().filter(|_| !input::is_stdin(path));
        let file_name = named.map(|name| name.to_string_lossy().into_owned());
        let options = Options { file_name, ..self.args.read.options() };
        let written = self.apart()?.read_bytes(bytes, &options)?;
        let json = std::fs::read(&written.file)
            .map_err(|e| Error::new(ErrorKind::Io, "what the worker wrote is not there").because(e))?;
        reports(&json)
    }

    fn apart(&mut self) -> Result<&mut Apart, Error> {
        let apart = match self.apart.take() {
            Some(apart) => apart,
            None => {
                let wanted = Wanted { form: Form::Report(Format::Ndjson), excel: false, lang: Lang::En };
                Apart::new(self.args.limits.limits(None), wanted, None)?
            }
        };
        Ok(self.apart.insert(apart))
    }
}

/// Whether these bytes are meant as JSON: no document that can be read begins with a brace.
fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"{")
}
