//! The program within another, as in the Python wheel: what that needs beside the library.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use raingan::batch::examine::because;
use raingan::batch::line::Because;
use raingan::contract::output::Lang;
use raingan::{Error, ErrorKind, Options};

use super::apart::{Apart, Lost, Rendered, Wanted};
use super::args::extract::Format;
use super::render::Form;
use super::sink::{Sink, unwritable};
use super::worker::client::Client;

pub use super::guard::{caught, install as install_guard};
pub use super::input::read as read_file;
pub use super::main_of;
pub use super::threads::{Caller, pool, processors};
pub use super::worker::client::start_by;
pub use super::worker::limits::{Bytes, Limits, Time};

/// What is written of a document between the processes: its report on a line.
const WANTED: Wanted = Wanted { form: Form::Report(Format::Ndjson), excel: false, lang: Lang::En };

/// Writes a file whole or not at all.
///
/// # Errors
///
/// Where it cannot be written, with its name.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut sink = Sink::file(path)?;
    let written = sink.write_all(bytes).map_err(unwritable).and_then(|()| sink.commit());
    written.map_err(|error| error.in_file(path.display().to_string()))
}

/// Reads documents in a worker process that is kept for the next one; what goes wrong there costs
/// one document.
///
/// The worker ends with the *thread* that has it started. No folder is kept between documents, so
/// that none is left behind where the process is killed while it has nothing to do.
pub struct Isolated {
    limits: Limits,
    client: Client,
}

impl Isolated {
    /// No worker is started before there is something to read.
    pub fn new(limits: Limits) -> Isolated {
        Isolated { limits, client: Client::new(limits) }
    }

    /// What the worker may use.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// The report of a file as JSON on a line.
    ///
    /// # Errors
    ///
    /// Code and words as the ledger of a batch has them: the kind of the error, or what the worker
    /// died of.
    pub fn read(&mut self, path: &Path, options: &Options) -> Result<String, Because> {
        self.ask(|apart| apart.read(path, options, &mut |_| {}))
    }

    /// The report of a document in memory as JSON on a line.
    ///
    /// # Errors
    ///
    /// As [`Isolated::read`].
    pub fn read_bytes(&mut self, bytes: &[u8], options: &Options) -> Result<String, Because> {
        self.ask(|apart| apart.read_bytes(bytes, options))
    }

    fn ask(
        &mut self,
        read: impl FnOnce(&mut Apart) -> Result<Rendered, Lost>,
    ) -> Result<String, Because> {
        let client = std::mem::replace(&mut self.client, Client::new(self.limits));
        let mut apart = Apart::with(client, WANTED, None).map_err(|error| because(&error))?;
        let json = read(&mut apart).and_then(|rendered| read_rendered(&rendered)).map_err(reason);
        self.client = apart.into_client();
        json
    }
}

fn read_rendered(rendered: &Rendered) -> Result<String, Lost> {
    fs::read_to_string(&rendered.file).map_err(|e| {
        Lost::Failed(Error::new(ErrorKind::Io, "what the worker wrote cannot be read").because(e))
    })
}

fn reason(lost: Lost) -> Because {
    match lost {
        Lost::Died(death) => death.because,
        Lost::Failed(error) => because(&error),
    }
}
