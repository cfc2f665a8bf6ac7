//! Files read in a worker process: what goes wrong there costs one file and never this process.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use raingan::batch::place::{Place, path_name};
use raingan::contract::output::Lang;
use raingan::finding::Finding;
use raingan::{Error, ErrorKind, Options, Step};
use tempfile::{TempDir, TempPath};

use super::input;
use super::render::Form;
use super::worker::client::{Client, Reply};
use super::worker::death::Death;
use super::worker::limits::Limits;
use super::worker::protocol::{Outcome, Request};

/// In which form the worker writes what it reads.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    pub form: Form,
    /// Whether CSV is for Excel.
    pub excel: bool,
    /// Language of Markdown's headings.
    pub lang: Lang,
}

/// What a worker has written of a file.
pub struct Rendered {
    /// Where; gone when this is dropped.
    pub file: TempPath,
    /// What is odd about the document.
    pub findings: Vec<Finding>,
    /// How many tables of another form it has.
    pub others: usize,
}

/// Why a file was not read.
pub enum Lost {
    /// It cost its worker.
    Died(Death),
    /// The worker, or this process, says so.
    Failed(Error),
}

impl From<Error> for Lost {
    fn from(error: Error) -> Lost {
        Lost::Failed(error)
    }
}

impl From<Lost> for Error {
    fn from(lost: Lost) -> Error {
        match lost {
            Lost::Died(death) => death.error(),
            Lost::Failed(error) => error,
        }
    }
}

/// Reads files in a worker process.
pub struct Apart {
    client: Client,
    /// Where the worker writes, and where standard input is kept for it.
    folder: TempDir,
    wanted: Wanted,
}

impl Apart {
    /// What the worker writes stands below `beside`, from where it can be moved to its place
    /// without being copied, or where temporary files usually are. No worker is started before
    /// there is something to read.
    pub fn new(limits: Limits, wanted: Wanted, beside: Option<&Path>) -> Result<Apart, Error> {
        Apart::with(Client::new(limits), wanted, beside)
    }

    /// As [`Apart::new`], with a worker that is there already.
    pub fn with(client: Client, wanted: Wanted, beside: Option<&Path>) -> Result<Apart, Error> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".raingan-").suffix(".tmp");
        // A folder that does not take it will be complained of when it is written to, with its
        // name.
        let made = beside
            .and_then(|beside| builder.tempdir_in(beside).ok())
            .map_or_else(|| builder.tempdir(), Ok);
        let folder = made.map_err(|e| {
            let message =
                "no folder for temporary files: set TMPDIR to one that can be written, or give --no-isolation";
            Error::new(ErrorKind::Io, message).because(e)
        })?;
        Ok(Apart { client, folder, wanted })
    }

    /// The worker without the folder.
    pub fn into_client(self) -> Client {
        self.client
    }

    /// Reads a file, or standard input; `watch` is called with how far it is.
    pub fn read(
        &mut self,
        path: &Path,
        options: &Options,
        watch: &mut dyn FnMut(Step),
    ) -> Result<Rendered, Lost> {
        let spooled =
            if input::is_stdin(path) { Some(self.spool(&input::read(path)?)?) } else { None };
        self.render(spooled.as_deref().unwrap_or(path), options, watch)
    }

    /// Reads what is in memory already.
    pub fn read_bytes(&mut self, bytes: &[u8], options: &Options) -> Result<Rendered, Lost> {
        let spooled = self.spool(bytes)?;
        self.render(&spooled, options, &mut |_| {})
    }

    fn render(
        &mut self,
        path: &Path,
        options: &Options,
        watch: &mut dyn FnMut(Step),
    ) -> Result<Rendered, Lost> {
        let output = self.folder.path().join("out");
        let mut request = Request {
            place: Place::file(path).name(),
            sha256: None,
            options: options.clone(),
            form: self.wanted.form.code().to_owned(),
            excel: self.wanted.excel,
            thai: self.wanted.lang == Lang::Th,
            output: path_name(&output),
            durable: false,
            findings: true,
        };
        let mut reply = self.client.ask_watched(&request, watch)?;
        if let Reply::Died(death) = &reply
            && let suspects = death.suspects()
            && !suspects.is_empty()
        {
            // What the other pages say is not lost with them.
            request.options.left_out = suspects;
            reply = self.client.ask_watched(&request, watch)?;
        }
        let answer = match reply {
            Reply::Answer(answer) => answer,
            Reply::Died(death) => return Err(Lost::Died(death)),
        };
        match answer.outcome {
            Outcome::Done(done) => {
                let file = TempPath::try_from_path(output).map_err(|e| {
                    Error::new(ErrorKind::Io, "what the worker wrote is not there").because(e)
                })?;
                Ok(Rendered { file, findings: done.findings, others: done.others })
            }
            Outcome::Failed(trouble) | Outcome::Unwritable(trouble) => Err(trouble.error().into()),
            Outcome::Changed => {
                Err(Error::new(ErrorKind::Io, "it changed while it was read").into())
            }
        }
    }

    /// Bytes as a file: a worker has a standard input of its own.
    fn spool(&self, bytes: &[u8]) -> Result<TempPath, Error> {
        let path = self.folder.path().join("in");
        File::create(&path)
            .and_then(|mut file| file.write_all(bytes))
            .and_then(|()| TempPath::try_from_path(path))
            .map_err(|e| Error::new(ErrorKind::Io, "cannot be kept in a temporary file").because(e))
    }
}
