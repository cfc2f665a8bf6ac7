//! Worker processes that are kept for the next document, one for each thread of Python that waits
//! for one.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;
use raingan::batch::line::Because;
use raingan::cli::embed::{Isolated, Limits};
use raingan::{Error, ErrorKind, Options};

use crate::document::{Document, Failure};

/// How often Python is asked whether somebody pressed Ctrl-C.
const LISTEN_EVERY: Duration = Duration::from_millis(100);

/// A document on its way to a worker.
struct Job {
    document: Document,
    options: Options,
}

/// A worker process with the thread that started it: the system ends the process when that thread
/// ends, so it must not be one of Python's.
struct Worker {
    limits: Limits,
    /// The process it belongs to: after a fork there is neither the thread nor the child.
    process: u32,
    jobs: Sender<Job>,
    answers: Receiver<Result<String, Because>>,
}

/// Those that have nothing to do.
static IDLE: Mutex<Vec<Worker>> = Mutex::new(Vec::new());

/// Has a document read in a worker process; gives its report as JSON.
pub fn read(
    py: Python<'_>,
    document: Document,
    options: Options,
    limits: Limits,
) -> Result<String, Failure> {
    let mut worker = worker(limits).map_err(|e| {
        Error::new(ErrorKind::Io, "no thread can be started for a worker process").because(e)
    })?;
    worker
        .jobs
        .send(Job { document: absolute(document), options })
        .map_err(|e| thread_ended(e.to_string()))?;
    loop {
        let answers = &mut worker.answers;
        match py.detach(move || answers.recv_timeout(LISTEN_EVERY)) {
            Ok(answer) => {
                IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
                return Ok(answer?);
            }
            // Where Python gives up, the worker ends with its document, at the latest when its time
            // is over.
            Err(RecvTimeoutError::Timeout) => py.check_signals()?,
            Err(e @ RecvTimeoutError::Disconnected) => return Err(thread_ended(e.to_string())),
        }
    }
}

fn thread_ended(cause: String) -> Failure {
    Error::new(ErrorKind::Internal, "the thread of a worker process has ended")
        .because(cause)
        .into()
}

/// One that has nothing to do and these limits, or a new one. Idle ones with other limits end.
fn worker(limits: Limits) -> std::io::Result<Worker> {
    let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
    idle.retain(|worker| worker.process == std::process::id() && worker.limits == limits);
    match idle.pop() {
        Some(worker) => Ok(worker),
        None => start(limits),
    }
}

fn start(limits: Limits) -> std::io::Result<Worker> {
    let (jobs, to_do) = mpsc::channel::<Job>();
    let (answer, answers) = mpsc::channel();
    thread::Builder::new().name("raingan-worker".to_owned()).spawn(move || {
        let mut isolated = Isolated::new(limits);
        for Job { document, options } in to_do {
            let read = match document {
                Document::File(path) => isolated.read(&path, &options),
                Document::Bytes(bytes) => isolated.read_bytes(&bytes, &options),
            };
            if answer.send(read).is_err() {
                return;
            }
        }
    })?;
    Ok(Worker { limits, process: std::process::id(), jobs, answers })
}

/// The working directory of this process may be another by now than that of a worker.
fn absolute(document: Document) -> Document {
    match document {
        Document::File(path) => Document::File(std::path::absolute(&path).unwrap_or(path)),
        bytes => bytes,
    }
}
