//! The child: reads requests from its standard input, documents from where they are, and answers on
//! its standard output.

use std::fs::File;
use std::io::{self, BufRead as _, BufWriter, Write as _};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use raingan::batch::archive::Archive;
use raingan::batch::line::Findings;
use raingan::batch::place::{Place, PlaceName};
use raingan::contract::output::Lang;
use raingan::digest::sha256;
use raingan::finding::Severity;
use raingan::{Error, ErrorKind, Step};
use rayon::ThreadPool;

use super::super::args::extract::Format;
use super::super::args::worker::WorkerArgs;
use super::super::render::{Form, LIBRARY, Outcome as Read, Writer};
use super::super::sink::{Sink, unwritable};
use super::super::status::Status;
use super::super::threads::{Caller, pool};
use super::super::{guard, input, signals};
use super::aid::Aid;
use super::limits::{Limits, system};
use super::patience::Course;
use super::protocol::{Answer, Done, Message, Outcome, Request, Trouble};

/// What is written at once.
const BUFFER_BYTES: usize = 256 << 10;
/// The part of the memory that documents may leave behind before the worker is replaced: a quarter.
const WORN_PART: u64 = 4;
/// Time in which a thread that has answered is gone.
const THREAD_ENDS_IN: Duration = Duration::from_millis(2);

/// Serves until the parent closes the pipe.
pub fn run(args: &WorkerArgs) -> Result<Status, Error> {
    let timeout = Duration::from_millis(args.timeout);
    let limits = Limits { memory: args.memory, timeout, threads: args.threads };
    if !system::confine(&limits, args.parent) {
        return Ok(Status::Clean);
    }
    signals::large_files_fail();
    let pool = pool(limits.threads, Caller::Waits)?;
    let fresh = system::usage();
    let mut archive = None;
    let mut requests = io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        if requests.read_until(b'\n', &mut line).map_err(broken)? == 0 {
            return Ok(Status::Clean);
        }
        let request: Request = serde_json::from_slice(&line)
            .map_err(|e| Error::new(ErrorKind::Invalid, "is no request to a worker").because(e))?;
        system::allow_cpu(limits.cpu_seconds());
        system::forget_peak();
        let started = Instant::now();
        let outcome = answer(&request, &limits, &pool, &mut archive);
        let seconds = started.elapsed().as_secs_f64();
        let used = system::usage();
        let worn = is_worn(fresh, used, &limits);
        let answer = Answer { outcome, seconds, peak_memory: used.map(|(peak, ..)| peak), worn };
        send(&Message::Answer(Box::new(answer))).map_err(broken)?;
    }
}

/// Sends a message to the parent, whole.
fn send(message: &Message) -> io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    let mut to = io::stdout().lock();
    to.write_all(&line)?;
    to.flush()
}

/// Whether a document has time for further pages.
fn goes_on(step: Step, course: &Course) -> ControlFlow<()> {
    match step {
        Step::Read(_, read) if course.is_up(read.done) => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    }
}

fn broken(cause: io::Error) -> Error {
    Error::new(ErrorKind::Io, "the parent process cannot be reached").because(cause)
}

/// Whether documents left something behind that the next would have to do without: a quarter of the
/// memory, or threads that still run (loading a file that took too long goes on by itself).
fn is_worn(fresh: Option<(u64, u64, u64)>, used: Option<(u64, u64, u64)>, limits: &Limits) -> bool {
    let (Some((_, space, threads)), Some((_, space_now, threads_now))) = (fresh, used) else {
        return false;
    };
    if threads_now > threads {
        // One that has just answered may still be on its way out.
        std::thread::sleep(THREAD_ENDS_IN);
        return system::usage().is_some_and(|(.., now)| now > threads);
    }
    space_now.saturating_sub(space) > limits.memory / WORN_PART
}

/// The archive that the last document came from: the next is often from the same.
type Open = Option<(std::path::PathBuf, Archive)>;

fn answer(request: &Request, limits: &Limits, pool: &ThreadPool, archive: &mut Open) -> Outcome {
    let course = Course::new(limits);
    let bytes = match bytes(&request.place, archive) {
        Ok(bytes) => bytes,
        Err(error) => return Outcome::Failed((&error).into()),
    };
    if request.sha256.as_ref().is_some_and(|expected| sha256(&bytes) != *expected) {
        // What is kept of the archive may be what has changed.
        *archive = None;
        return Outcome::Changed;
    }
    let form = Form::of_code(&request.form).unwrap_or(Form::Report(Format::Json));
    let read = guard::caught(|| {
        let aid = Aid::of(&bytes);
        aid.at_once();
        let watch = |step| {
            // Where the parent is gone, the answer will find out.
            let _ = send(&Message::Step(step));
            aid.at(step);
            goes_on(step, &course)
        };
        pool.install(|| Read::read(&LIBRARY, &bytes, &request.options, form, &watch))
    });
    drop(bytes);
    match read {
        Ok(read) => match write(&read, form, request) {
            Ok(written) => Outcome::Done(done(&read, written, request.findings)),
            Err(error) => Outcome::Unwritable((&error).into()),
        },
        Err(error) => Outcome::Failed(Trouble::from(&error)),
    }
}

fn bytes(name: &PlaceName, open: &mut Open) -> Result<Vec<u8>, Error> {
    let place = place(name)?;
    let Some(entry) = &place.entry else { return input::read(&place.path) };
    if open.as_ref().is_none_or(|(path, _)| *path != place.path) {
        *open = Some((place.path.clone(), Archive::open(&place.path)?));
    }
    let found = match open {
        Some((_, archive)) => archive.bytes(entry)?,
        None => None,
    };
    match found {
        Some(bytes) if bytes.is_empty() => {
            Err(Error::new(ErrorKind::Empty, "is empty: there are no bytes to read"))
        }
        Some(bytes) => Ok(bytes),
        None => Err(Error::new(ErrorKind::Io, "there is no such entry in the archive")),
    }
}

fn place(name: &PlaceName) -> Result<Place, Error> {
    name.place().ok_or_else(|| {
        Error::new(ErrorKind::Invalid, "is no request to a worker: a path is escaped wrongly")
    })
}

/// Writes the output; how many bytes it has.
fn write(read: &Read, form: Form, request: &Request) -> Result<u64, Error> {
    let (path, path_escaped) = request.output.clone();
    let path = place(&PlaceName { path, path_escaped, entry: None })?.path;
    write_file(&path, read, form, request).map_err(unwritable)
}

fn write_file(path: &Path, read: &Read, form: Form, request: &Request) -> io::Result<u64> {
    let file = File::create(path)?;
    let buffer = BufWriter::with_capacity(BUFFER_BYTES, file.try_clone()?);
    let lang = if request.thai { Lang::Th } else { Lang::En };
    let mut writer = Writer::open(Sink::Stream(Box::new(buffer)), form, request.excel, lang)?;
    writer.put(read)?;
    writer.close().map_err(io_cause)?;
    if request.durable {
        file.sync_all()?;
    }
    Ok(file.metadata()?.len())
}

/// The trouble of the system behind an error of ours, in words.
fn io_cause(error: Error) -> io::Error {
    use std::error::Error as _;
    io::Error::other(error.source().map_or_else(|| error.to_string(), ToString::to_string))
}

fn done(read: &Read, written: u64, findings: bool) -> Done {
    let mut counts = Findings::default();
    read.findings().iter().for_each(|finding| counts.count(finding.severity));
    let first = read.findings().iter().find(|finding| finding.severity == Severity::Error);
    Done {
        pages: read.pages(),
        written,
        counts,
        first_error: first.map(|finding| (finding.code.clone(), finding.message_en.clone())),
        findings: if findings { read.findings().to_vec() } else { Vec::new() },
        others: read.others(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_is_worn_once_a_quarter_of_its_memory_is_left_behind() {
        let limits = Limits { memory: 400, timeout: Duration::from_secs(1), threads: 1 };
        let fresh = Some((0, 1_000, 1));
        for (space, worn) in [(1_000, false), (1_100, false), (1_101, true), (900, false)] {
            assert_eq!(is_worn(fresh, Some((0, space, 1)), &limits), worn, "{space}");
        }
        assert!(!is_worn(None, Some((0, 9_999, 9)), &limits), "what is not known says nothing");
    }
}
