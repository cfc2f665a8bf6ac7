//! `raingan batch`: thousands of documents, each read on its own, with a ledger that a later run
//! takes up.

pub mod args;
mod merge;
mod progress;
mod round;
mod run;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};

use raingan::batch::examine::{Input, examine};
use raingan::batch::folder::Folder;
use raingan::batch::inputs::{Candidate, gather, listed};
use raingan::batch::ledger::{LEDGER, Ledger, read};
use raingan::batch::line::{Key, Line, Settings, Status as Became};
use raingan::batch::place::Place;
use raingan::batch::plan::plan;
use raingan::batch::summary::Summary;
use raingan::options::USUAL_DPI;
use raingan::{Error, ErrorKind, Options};
use rayon::ThreadPoolBuilder;

use super::console::Console;
use super::escape::Syntax;
use super::sink::{STDOUT, unwritable};
use super::worker::limits::Limits;
use super::{Status, input, log, signals};
use args::{BatchArgs, ProgressName};
use progress::Progress;
use round::LOOK_EVERY;
use run::Run;

/// Does what is asked: a run, a sum, a merge.
pub fn run(args: &BatchArgs, console: &mut Console) -> Result<Status, Error> {
    if let Some(folder) = &args.status {
        return status(folder, console);
    }
    // clap has seen to it that one is given.
    let out = args.output.as_deref().unwrap_or(Path::new("."));
    if args.merge { merge::run(&args.inputs, out, console) } else { convert(args, out, console) }
}

/// Sums up a ledger, also one that a run is writing.
fn status(folder: &Path, console: &mut Console) -> Result<Status, Error> {
    let ledger = read(&folder.join(LEDGER))?;
    let sum = Summary::of(ledger.latest.values());
    let mut out = console.data(Syntax::Text);
    out.write_all(sum.table().as_bytes())
        .and_then(|()| out.flush())
        .map_err(|e| unwritable(e).in_file(STDOUT))?;
    Ok(came_to(&sum))
}

/// The exit status for what came of the inputs.
fn came_to(sum: &Summary) -> Status {
    match () {
        () if sum.failed > 0 => Status::Failed,
        () if sum.partial > 0 => Status::Findings,
        () => Status::Clean,
    }
}

fn convert(args: &BatchArgs, out: &Path, console: &mut Console) -> Result<Status, Error> {
    let logs = log::start(console.verbose());
    signals::large_files_fail();
    let stop = signals::interrupts()?;
    let mut candidates = gather(&arguments(args)?, Some(out))?;
    let from_ledger = args.inputs.is_empty() && args.from.is_none() && !args.retry.is_empty();
    if candidates.is_empty() && !from_ledger {
        let message = "there is nothing to read: name files, folders, patterns or archives, or give a list with --from";
        return Err(Error::new(ErrorKind::Usage, message));
    }
    let folder = Folder::open(out)?;
    let (ledger, torn) = Ledger::open(out)?;
    if torn {
        console.info(
            LEDGER,
            "its last line was torn by a crash and is gone; its document is read again",
        );
    }
    let retry: Vec<Became> = args.retry.iter().map(|retry| (*retry).into()).collect();
    let only = from_ledger.then(|| of_status(&ledger, &retry));
    if let Some(only) = &only {
        candidates = named(only);
    }
    if !matches!(args.progress, Some(ProgressName::Json | ProgressName::None)) {
        console.note(&format!("looking at {} files", candidates.len()));
    }
    let limits = args.limits.limits(Some(1));
    let lanes = args.jobs.map_or_else(processors, usize::from);
    let mut progress = Progress::new(args.progress, console, logs);
    let mut inputs = looked_at(candidates, args, lanes, &stop, &mut progress)?;
    inputs.retain(|input| only.as_ref().is_none_or(|only| only.contains(&input.place)));
    if stop.load(Ordering::Relaxed) {
        return interrupted(0, console);
    }
    let key = key(args);
    let places: Vec<Place> = inputs.iter().map(|input| input.place.clone()).collect();
    let plan = plan(inputs, ledger.latest(), |report| folder.report_bytes(report), &key, &retry);
    tracing::info!(
        inputs = places.len(),
        documents = plan.jobs.len(),
        unchanged = plan.kept.len(),
        "planned"
    );
    let options = args.read.options();
    let mut run = Run::new(&folder, ledger, key, options, progress, console);
    let gone = run.go(plan, lanes, limits, &stop);
    end(&mut run, &places, gone, &stop, limits)
}

/// Tells what came of all inputs; the trouble that ended the run early, if any, comes last.
fn end(
    run: &mut Run<'_>,
    places: &[Place],
    gone: Result<(), Error>,
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
    if gone.is_err() && missing > 0 {
        run.console.note(&format!("{missing} inputs are left"));
    }
    gone?;
    if stop.load(Ordering::Relaxed) { interrupted(missing, run.console) } else { Ok(came_to(&sum)) }
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

fn arguments(args: &BatchArgs) -> Result<Vec<PathBuf>, Error> {
    let mut paths = args.inputs.clone();
    if let Some(list) = &args.from {
        match input::read(list) {
            Ok(bytes) => paths.extend(listed(&bytes)),
            // A list with nothing on it names nothing, which is told as such.
            Err(error) if error.kind() == ErrorKind::Empty => {}
            Err(error) => return Err(error.in_file(input::name(list))),
        }
    }
    Ok(paths)
}

/// The inputs that the ledger says came to this.
fn of_status(ledger: &Ledger, retry: &[Became]) -> BTreeSet<Place> {
    let lines = ledger.latest().iter().filter(|(_, line)| retry.contains(&line.status));
    lines.map(|(place, _)| place.clone()).collect()
}

fn named(places: &BTreeSet<Place>) -> Vec<Candidate> {
    let files: BTreeSet<Place> = places.iter().map(|place| Place::file(&place.path)).collect();
    files.into_iter().map(|place| Candidate { place, named: true, trouble: None }).collect()
}

/// Looks at all candidates on as many threads as there are lanes, and shows how far that is.
fn looked_at(
    candidates: Vec<Candidate>,
    args: &BatchArgs,
    lanes: usize,
    stop: &AtomicBool,
    progress: &mut Progress,
) -> Result<Vec<Input>, Error> {
    let pool = ThreadPoolBuilder::new().num_threads(lanes).build();
    let pool = pool.map_err(|e| {
        Error::new(ErrorKind::Usage, "--jobs: these threads cannot be had").because(e)
    })?;
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

fn key(args: &BatchArgs) -> Key {
    let Options { password, ocr, dpi, .. } = args.read.options();
    Key {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        options: Settings { password: password.is_some(), ocr, dpi: dpi.unwrap_or(USUAL_DPI) },
    }
}

/// Processors there are.
pub fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
