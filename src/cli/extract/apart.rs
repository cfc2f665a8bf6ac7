//! Files of `extract` read in a worker process: what goes wrong there costs one file and never this process.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use raingan::batch::place::{Place, path_name};
use raingan::report::output::Lang;
use raingan::{Error, ErrorKind, Options};
use tempfile::{TempDir, TempPath};

use super::super::args::ExtractArgs;
use super::super::input;
use super::super::render::Form;
use super::super::worker::client::{Client, Reply};
use super::super::worker::protocol::{Outcome, Request};
use super::output::Rendered;

/// Reads files in a worker process.
pub struct Apart {
    client: Client,
    /// Where the worker writes, and where standard input is kept for it.
    folder: TempDir,
    form: Form,
    excel: bool,
    lang: Lang,
}

impl Apart {
    /// No worker is started before there is something to read.
    pub fn new(args: &ExtractArgs, form: Form, lang: Lang) -> Result<Apart, Error> {
        let folder = tempfile::tempdir().map_err(|e| {
            let message =
                "no folder for temporary files: set TMPDIR to one that can be written, or give --no-isolation";
            Error::new(ErrorKind::Io, message).because(e)
        })?;
        let client = Client::new(args.limits.limits(args.threads.map(usize::from)));
        Ok(Apart { client, folder, form, excel: args.bom, lang })
    }

    /// Reads a file, or standard input.
    pub fn read(&mut self, path: &Path, options: &Options) -> Result<Rendered, Error> {
        let spooled = if input::is_stdin(path) { Some(self.spool()?) } else { None };
        let output = self.folder.path().join("out");
        let request = Request {
            place: Place::file(spooled.as_deref().unwrap_or(path)).name(),
            sha256: None,
            options: options.clone(),
            form: self.form.code().to_owned(),
            excel: self.excel,
            thai: self.lang == Lang::Th,
            output: path_name(&output),
            durable: false,
            findings: true,
        };
        let answer = match self.client.ask(&request)? {
            Reply::Answer(answer) => answer,
            Reply::Died(death) => return Err(death.error()),
        };
        match answer.outcome {
            Outcome::Done(done) => {
                let file = TempPath::try_from_path(output)
                    .map_err(|e| Error::new(ErrorKind::Io, "what the worker wrote is not there").because(e))?;
                Ok(Rendered { file, findings: done.findings, others: done.others })
            }
            Outcome::Failed(trouble) | Outcome::Unwritable(trouble) => Err(trouble.error()),
            Outcome::Changed => Err(Error::new(ErrorKind::Io, "it changed while it was read")),
        }
    }

    /// Standard input as a file: a worker has a standard input of its own.
    fn spool(&self) -> Result<TempPath, Error> {
        let bytes = input::read(Path::new("-"))?;
        let path = self.folder.path().join("in");
        File::create(&path)
            .and_then(|mut file| file.write_all(&bytes))
            .and_then(|()| TempPath::try_from_path(path))
            .map_err(|e| Error::new(ErrorKind::Io, "cannot be kept in a temporary file").because(e))
    }
}
