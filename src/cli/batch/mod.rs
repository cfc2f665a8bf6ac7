//! `raingan batch`: thousands of documents, each read on its own, with a ledger that a later run
//! takes up.

mod merge;
mod progress;
mod round;
mod run;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;

use raingan::batch::examine::{Input, examine};
use raingan::batch::folder::Folder;
use raingan::batch::gone;
use raingan::batch::inputs::{Candidate, gather, listed};
use raingan::batch::ledger::{LEDGER, Ledger, read};
use raingan::batch::line::{Key, Line, Settings, Status as Became};
use raingan::batch::place::Place;
use raingan::batch::plan::plan;
use raingan::batch::summary::Summary;
use raingan::options::USUAL_DPI;
use raingan::{Error, ErrorKind, Options};

use super::args::batch::{BatchArgs, ProgressName};
use super::console::Console;
use super::escape::Syntax;
use super::status::Status;
use super::threads::{Caller, pool, processors};
use super::worker::limits::Limits;
use super::{input, log, signals};
use progress::Progress;
use round::LOOK_EVERY;
use run::Run;

/// How many inputs that are gone are printed one by one; all are in the ledger.
const SHOWN: usize = 20;

/// Does what is asked: a run, a sum, a merge.
pub fn run(args: &BatchArgs, console: &mut Console) -> Result<Status, Error> {
    if let Some(folder) = &args.status {
        return print_status(folder, console);
    }
    // clap has seen to it that one is given.
    let out = args.output.as_deref().unwrap_or(Path::new("."));
    if args.merge {
        merge::run(&args.inputs, out, console)
    } else {
        read_documents(args, out, console)
    }
}

/// Sums up a ledger, also one that a run is writing.
fn print_status(folder: &Path, console: &Console) -> Result<Status, Error> {
    let ledger = read(&folder.join(LEDGER))?;
    let sum = Summary::of(ledger.latest.values());
    console.print(&sum.table(), Syntax::Text)?;
    Ok(Status::of_summary(&sum))
}

/// Reads what the ledger in `out` does not have yet.
fn read_documents(args: &BatchArgs, out: &Path, console: &mut Console) -> Result<Status, Error> {
    let logs = log::start(console.verbose());
    signals::large_files_fail();
    let stop = signals::interrupts()?;
    let Some(mut candidates) = gather_all(arguments(args)?, out, &stop)? else {
        return interrupted(0, console);
    };
    let from_ledger = args.inputs.is_empty() && args.from.is_none() && !args.retry.is_empty();
    if candidates.is_empty() && !from_ledger {
        let message = "there is nothing to read: name files, folders, patterns or archives, or give a list with --from";
        return Err(Error::new(ErrorKind::Usage, message));
    }
    let folder = Folder::open(out)?;
    let ledger = open_ledger(out, console)?;
    let retry: Vec<Became> = args.retry.iter().map(|retry| (*retry).into()).collect();
    let only = from_ledger.then(|| of_status(&ledger, &retry));
    if let Some(only) = &only {
        candidates = files_of(only);
    }
    if !matches!(args.progress, Some(ProgressName::Json | ProgressName::None)) {
        console.note(&format!("looking at {} files", candidates.len()));
    }
    let limits = args.limits.limits(Some(1));
    let lanes = args.jobs.map_or_else(processors, usize::from);
    let mut progress = Progress::new(args.progress, console, logs);
    let mut inputs = look_at_all(candidates, args, lanes, &stop, &mut progress)?;
    inputs.retain(|input| only.as_ref().is_none_or(|only| only.contains(&input.place)));
    if stop.load(Ordering::Relaxed) {
        return interrupted(0, console);
    }
    let key = key(args);
    let hashes: BTreeSet<&str> =
        inputs.iter().filter_map(|input| input.sha256.as_deref()).collect();
    args.corrections.tell_unmet_but(&hashes, console);
    let places: Vec<Place> = inputs.iter().map(|input| input.place.clone()).collect();
    let missing = gone::gone(ledger.latest(), &inputs, args.shard);
    let plan =
        plan(inputs, ledger.latest(), &missing, |report| folder.report_bytes(report), &key, &retry);
    let renamed = plan.renamed.iter().filter_map(|r| Some((r.was.place.place()?, r.place.clone())));
    let renamed: BTreeMap<Place, Place> = renamed.filter(|(was, now)| was != now).collect();
    let absent = gone::lines(ledger.latest(), &missing, &renamed, args.prune);
    tell_gone(&absent, args.prune, console);
    tracing::info!(
        inputs = places.len(),
        documents = plan.jobs.len(),
        unchanged = plan.kept.len(),
        "planned"
    );
    let options = args.read.options();
    let mut run = Run::new(&folder, ledger, key, options, &args.corrections, progress, console);
    let done = run.go(plan, absent, lanes, limits, &stop);
    end(&mut run, &places, done, &stop, limits)
}

/// Prints which inputs are gone, and what becomes of their reports.
fn tell_gone(absent: &[Line], pruned: bool, console: &mut Console) {
    for line in absent.iter().take(SHOWN) {
        let [reason, message] =
            [&line.reason, &line.message].map(|w| w.as_deref().unwrap_or_default());
        console.info(&line.place.to_string(), &format!("{reason}: {message}"));
    }
    let lost = absent.iter().filter(|line| line.duplicate_of.is_none()).count();
    if lost > 0 {
        let inputs = if lost == 1 { "input is" } else { "inputs are" };
        let reports = if pruned {
            "the reports are taken away"
        } else {
            "the reports stay (--prune takes them away)"
        };
        console.note(&format!("{lost} {inputs} gone: {reports}"));
    }
}

/// Opens the ledger for a run; where a crash tore its last line, that is printed.
fn open_ledger(out: &Path, console: &mut Console) -> Result<Ledger, Error> {
    let (ledger, torn) = Ledger::open(out)?;
    if torn {
        console.info(
            LEDGER,
            "its last line was torn by a crash and is gone; its document is read again",
        );
    }
    Ok(ledger)
}

/// Prints what became of all inputs; the trouble that ended the run early, if any, comes last.
fn end(
    run: &mut Run<'_>,
    places: &[Place],
    done: Result<(), Error>,
    stop: &AtomicBool,
    limits: Limits,
) -> Result<Status, Error> {
    let lines: Vec<&Line> =
        places.iter().filter_map(|place| run.ledger.latest().get(place)).collect();
    let sum = Summary::of(lines.iter().copied());
    run.progress.end(&sum);
    let (pages, seconds) = run.progress.speed();
    tracing::info!(pages, seconds, memory = limits.memory, "ended");
    if run.progress.is_for_people() {
        let speed = pages as f64 / seconds.max(f64::MIN_POSITIVE);
        let table =
            format!("{}{pages} pages read now in {seconds:.1} s: {speed:.1} pages/s", sum.table());
        run.console.table(&table);
    }
    let missing = places.len() as u64 - sum.inputs;
    if done.is_err() && missing > 0 {
        run.console.note(&format!("{missing} inputs are left"));
    }
    done?;
    if stop.load(Ordering::Relaxed) {
        interrupted(missing, run.console)
    } else {
        Ok(Status::of_summary(&sum))
    }
}

fn interrupted(missing: u64, console: &mut Console) -> Result<Status, Error> {
    let what = if missing == 0 {
        "interrupted".to_owned()
    } else {
        format!("interrupted: {missing} inputs are left")
    };
    console.note(&format!("{what}; run the same command again to go on"));
    Ok(Status::Interrupted)
}

/// The inputs named on the command line and in the list.
fn arguments(args: &BatchArgs) -> Result<Vec<PathBuf>, Error> {
    let mut paths = args.inputs.clone();
    if let Some(list) = &args.from {
        match input::read(list) {
            Ok(bytes) => paths.extend(listed(&bytes)),
            // A list with nothing on it names nothing, which has a message of its own.
            Err(error) if error.kind() == ErrorKind::Empty => {}
            Err(error) => return Err(error.in_file(input::name(list))),
        }
    }
    Ok(paths)
}

/// The candidates that the arguments name; `None` where the run is asked to end before all are found.
///
/// Neither a walk over a disk that does not answer nor a pattern that matches nothing in a huge tree
/// comes back to be asked whether it is to end: it is left behind.
fn gather_all(
    arguments: Vec<PathBuf>,
    out: &Path,
    stop: &AtomicBool,
) -> Result<Option<Vec<Candidate>>, Error> {
    let (to, from) = mpsc::channel();
    let out = out.to_owned();
    thread::spawn(move || {
        // Nobody listens any more where the run has ended.
        let _ = to.send(gather(&arguments, Some(&out)));
    });
    loop {
        match from.recv_timeout(LOOK_EVERY) {
            Ok(found) => break found.map(Some),
            Err(RecvTimeoutError::Timeout) if stop.load(Ordering::Relaxed) => break Ok(None),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                break Err(Error::new(ErrorKind::Internal, "the inputs were not looked for"));
            }
        }
    }
}

/// The inputs that the ledger says came to this.
fn of_status(ledger: &Ledger, retry: &[Became]) -> BTreeSet<Place> {
    let lines = ledger.latest().iter().filter(|(_, line)| retry.contains(&line.status));
    lines.map(|(place, _)| place.clone()).collect()
}

/// The files in which some inputs are, as if the user had named them.
fn files_of(places: &BTreeSet<Place>) -> Vec<Candidate> {
    let files: BTreeSet<Place> = places.iter().map(|place| Place::file(&place.path)).collect();
    files.into_iter().map(|place| Candidate { place, named: true, trouble: None }).collect()
}

/// Looks at all candidates on as many threads as there are lanes, and shows how far that is.
fn look_at_all(
    candidates: Vec<Candidate>,
    args: &BatchArgs,
    lanes: usize,
    stop: &AtomicBool,
    progress: &mut Progress,
) -> Result<Vec<Input>, Error> {
    // This thread shows the progress meanwhile.
    let pool = pool(lanes, Caller::GoesOn)?;
    let (of, looked) = (candidates.len(), &AtomicUsize::new(0));
    let (to, from) = mpsc::channel();
    pool.in_place_scope(|scope| {
        scope.spawn(move |_| drop(to.send(examine(candidates, args.shard, stop, looked))));
        loop {
            match from.recv_timeout(LOOK_EVERY) {
                Ok(inputs) => break Ok(inputs),
                Err(RecvTimeoutError::Timeout) => progress.look(looked.load(Ordering::Relaxed), of),
                Err(RecvTimeoutError::Disconnected) => {
                    break Err(Error::new(ErrorKind::Internal, "the inputs were not looked at"));
                }
            }
        }
    })
}

/// What the ledger says of how documents are read.
fn key(args: &BatchArgs) -> Key {
    let Options { password, ocr, dpi, words, .. } = args.read.options();
    let words = (!words.is_empty()).then(|| words.sha256());
    Key {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        options: Settings {
            password: password.is_some(),
            ocr,
            dpi: dpi.unwrap_or(USUAL_DPI),
            words,
            corrections: None,
        },
        corrections: args.corrections.digests(),
    }
}
