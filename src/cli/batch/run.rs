//! A run: what came of each document goes to its place and into the ledger.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use raingan::batch::examine::{again, because};
use raingan::batch::folder::Folder;
use raingan::batch::ledger::Ledger;
use raingan::batch::line::{Because, Key, Line, Status};
use raingan::batch::name::Names;
use raingan::batch::place::path_name;
use raingan::batch::plan::{Job, Plan, Renamed};
use raingan::contract::input::own_report;
use raingan::contract::output;
use raingan::{Error, ErrorKind, Options};

use super::super::args::corrections::CorrectionsArgs;
use super::super::console::Console;
use super::super::worker::client::Reply;
use super::super::worker::death::Death;
use super::super::worker::limits::Limits;
use super::super::worker::protocol::{Answer, Done, Outcome, Request, Trouble};
use super::progress::Progress;
use super::round::{Settle, Task, Way, round};

/// Most time that a line of the ledger is not yet known to be on the disk.
const SYNC_EVERY: Duration = Duration::from_secs(1);
/// How many failures of one kind are printed one by one; all are in the ledger.
const SHOWN_OF_A_KIND: usize = 20;

/// A run that is under way.
pub struct Run<'r> {
    pub folder: &'r Folder,
    pub ledger: Ledger,
    pub key: Key,
    /// How every document is read.
    pub options: Options,
    /// What people put right.
    pub corrections: &'r CorrectionsArgs,
    pub progress: Progress,
    pub console: &'r mut Console,
    synced: Instant,
    numbers: usize,
    /// Documents that cost their worker, to be tried once more alone.
    casualties: Vec<Task>,
    /// Documents whose content is another than planned.
    late: Vec<Task>,
    shown: BTreeMap<String, usize>,
}

impl<'r> Run<'r> {
    /// Nothing is done yet.
    pub fn new(
        folder: &'r Folder,
        ledger: Ledger,
        key: Key,
        options: Options,
        corrections: &'r CorrectionsArgs,
        progress: Progress,
        console: &'r mut Console,
    ) -> Run<'r> {
        Run {
            folder,
            ledger,
            key,
            options,
            corrections,
            progress,
            console,
            synced: Instant::now(),
            numbers: 0,
            casualties: Vec::new(),
            late: Vec::new(),
            shown: BTreeMap::new(),
        }
    }

    /// Does what is planned: first side by side, then, alone, what cost its worker.
    pub fn go(
        &mut self,
        plan: Plan,
        gone: Vec<Line>,
        lanes: usize,
        limits: Limits,
        stop: &AtomicBool,
    ) -> Result<(), Error> {
        self.progress.begin(plan.jobs.len(), plan.jobs.iter().map(|job| job.bytes).sum());
        for line in plan.notes {
            self.note(line)?;
        }
        for renamed in &plan.renamed {
            self.rename(renamed)?;
        }
        // What says where their content is now is in the ledger before.
        for line in gone {
            self.note(line)?;
        }
        let mut tasks: Vec<Task> = plan.jobs.into_iter().map(|job| self.task(job)).collect();
        let is_left = |run: &Self, tasks: &[Task]| !tasks.is_empty() || !run.casualties.is_empty();
        while is_left(self, &tasks) && !stop.load(Ordering::Relaxed) {
            let side_by_side = Way { lanes: lanes.min(tasks.len()), limits, fresh: false, stop };
            round(tasks, &side_by_side, self)?;
            tasks = std::mem::take(&mut self.late);
            if tasks.is_empty() && !self.casualties.is_empty() {
                let again = std::mem::take(&mut self.casualties);
                tracing::info!(
                    documents = again.len(),
                    "trying once more, alone, what cost its worker"
                );
                round(again, &Way { lanes: 1, limits, fresh: true, stop }, self)?;
                tasks = std::mem::take(&mut self.late);
            }
        }
        self.sync()?;
        // Only now: the lines that say so are on the disk.
        if !stop.load(Ordering::Relaxed) {
            self.ledger.superseded().iter().for_each(|report| self.folder.remove(report));
        }
        Ok(())
    }

    /// A document that was read under another name: its report is that, with its name.
    fn rename(&mut self, renamed: &Renamed) -> Result<(), Error> {
        let was = renamed.was.report.as_deref().unwrap_or_default();
        let path = self.folder.path().join(was);
        let there = self.folder.path().join(&renamed.report);
        let json = std::fs::read(&path).map_err(|e| not_renamed(&path, e))?;
        let mut report = own_report(&json).map_err(|e| not_renamed(&path, e.into()))?;
        report.source.file_name = renamed.place.file_name();
        let unfinished = self.folder.unfinished("renamed");
        let mut file = std::fs::File::create(&unfinished).map_err(|e| not_renamed(&path, e))?;
        let written = output::json(&report, &mut file).and_then(|()| file.sync_all());
        written.map_err(|e| not_renamed(&path, e))?;
        self.folder.put(&unfinished, &renamed.report)?;
        let bytes = std::fs::metadata(&there).map_err(|e| not_renamed(&path, e))?.len();
        self.note(renamed.line(bytes))
    }

    fn task(&mut self, job: Job) -> Task {
        self.numbers += 1;
        Task {
            job,
            number: self.numbers,
            earlier: Vec::new(),
            left_out: Vec::new(),
            changed: false,
        }
    }

    /// Waits until the disk has the reports' names and then the lines that speak of them.
    fn sync(&mut self) -> Result<(), Error> {
        self.synced = Instant::now();
        if self.ledger.is_unsynced() {
            self.folder.sync()?;
        }
        self.ledger.sync()
    }

    fn note(&mut self, line: Line) -> Result<(), Error> {
        self.print_failure(&line);
        self.ledger.append(line)
    }

    /// Prints a failure, unless there were many of its kind.
    fn print_failure(&mut self, line: &Line) {
        let (Status::Failed, Some(reason), Some(message)) =
            (line.status, &line.reason, &line.message)
        else {
            return;
        };
        let shown = self.shown.entry(reason.clone()).or_default();
        *shown += 1;
        if *shown <= SHOWN_OF_A_KIND && self.progress.is_for_people() {
            let kind = ErrorKind::of_code(reason).unwrap_or(ErrorKind::Internal);
            let error = Error::new(kind, message.clone()).in_file(line.place.to_string());
            self.progress.suspend(|| self.console.error(&error));
        }
    }

    /// The last word on a document: its line, and those of its duplicates.
    fn close(&mut self, task: Task, mut line: Line) -> Result<(), Error> {
        line.earlier = task.earlier;
        if !line.status.has_report() {
            self.folder.remove(&task.job.report);
        }
        tracing::debug!(path = %line.place, status = line.status.as_str(), reason = line.reason, "settled");
        self.progress.count(&line, task.job.bytes);
        self.note(line)?;
        for duplicate in &task.job.duplicates {
            let Job { place, sha256, bytes, .. } = &task.job;
            self.note(Line::duplicate(duplicate, place, sha256, Some(*bytes), &self.key))?;
        }
        Ok(())
    }

    /// The line of a document as it stands before it is known what else to say.
    fn line(&self, task: &Task, status: Status, seconds: f64) -> Line {
        let mut line = Line::new(&task.job.place, status, &self.key);
        line = line.of_content(Some(&task.job.sha256), Some(task.job.bytes));
        line.options = self.key.options_of(Some(&task.job.sha256));
        line.seconds = Some((seconds * 1e3).round() / 1e3);
        line
    }

    /// It was read: its report takes its place.
    fn done(&mut self, task: Task, done: Done, mut line: Line) -> Result<(), Error> {
        self.folder.put(&self.unfinished(&task), &task.job.report)?;
        line.pages = Some(done.pages);
        line.findings = Some(done.counts);
        line.report = Some(task.job.report.clone());
        line.report_bytes = Some(done.written);
        if let Some((reason, message)) = done.first_error {
            line.status = Status::Partial;
            line = line.because(Because { reason, message });
        }
        self.close(task, line)
    }

    /// It cost its worker: it is tried once more, alone. Where it hung at some pages, or costs its
    /// worker again at them, and others were read, it is tried without those.
    fn died(&mut self, mut task: Task, death: Death) -> Result<(), Error> {
        tracing::warn!(path = %task.job.place, reason = death.because.reason, "a document cost its worker");
        let suspects = death.suspects();
        let is_first = task.earlier.is_empty();
        let is_told = task.left_out.is_empty() && !suspects.is_empty();
        let without = is_told && (!is_first || death.is_of_time());
        if without {
            task.left_out = suspects;
        }
        if is_first || without {
            task.earlier.push(death.attempt());
            self.casualties.push(task);
            return Ok(());
        }
        let line = self.line(&task, Status::Failed, death.seconds).because(death.because);
        self.close(task, line)
    }

    /// The content is not what it was when the run was planned: it is taken as it is now, once.
    fn changed(&mut self, mut task: Task, line: Line) -> Result<(), Error> {
        self.promote(&mut task);
        let now = again(&task.job.place);
        let (Some(sha256), Some(bytes), None) = (now.sha256, now.bytes, &now.trouble) else {
            let because = now.trouble.map_or_else(input_changed, |(_, because)| because);
            let line = Line { sha256: None, bytes: now.bytes, ..line }.because(because);
            return self.close(task, line);
        };
        if task.changed {
            return self.close(task, line.because(input_changed()));
        }
        let report = Names::default().take(&task.job.place, &sha256);
        let job = Job { place: task.job.place, sha256, bytes, report, duplicates: Vec::new() };
        self.late.push(Task { job, changed: true, ..task });
        Ok(())
    }

    /// The first duplicate of a document that is no longer what it was stands for itself and the
    /// others.
    fn promote(&mut self, task: &mut Task) {
        let mut duplicates = std::mem::take(&mut task.job.duplicates).into_iter();
        if let Some(place) = duplicates.next() {
            let report = Names::default().take(&place, &task.job.sha256);
            let job = Job { place, report, duplicates: duplicates.collect(), ..task.job.clone() };
            let task = self.task(job);
            self.late.push(task);
        }
    }

    /// The error that ends a run: no report can be written.
    fn unwritable(&self, trouble: &Trouble) -> Error {
        let cause = because(&trouble.error()).message;
        let message =
            "reports cannot be written there: mend that, and run the same command again to go on";
        let folder = self.folder.path().display().to_string();
        Error::new(ErrorKind::Io, message).in_file(folder).because(std::io::Error::other(cause))
    }

    fn unfinished(&self, task: &Task) -> std::path::PathBuf {
        self.folder.unfinished(&task.number.to_string())
    }
}

fn not_renamed(report: &Path, cause: std::io::Error) -> Error {
    let message = "a report cannot be given its document's new name";
    Error::new(ErrorKind::Io, message).in_file(report.display().to_string()).because(cause)
}

fn input_changed() -> Because {
    Because::new(
        "input-changed",
        "it changed while it was read, and again when it was read once more",
    )
}

impl Settle for Run<'_> {
    fn request(&self, task: &Task) -> Request {
        Request {
            place: task.job.place.name(),
            sha256: Some(task.job.sha256.clone()),
            options: Options {
                file_name: task.job.place.file_name(),
                left_out: task.left_out.clone(),
                corrections: self.corrections.of(&task.job.sha256),
                ..self.options.clone()
            },
            form: "json".to_owned(),
            excel: false,
            thai: false,
            output: path_name(&self.unfinished(task)),
            durable: true,
            findings: false,
        }
    }

    fn settle(&mut self, task: Task, reply: Reply) -> Result<(), Error> {
        let Answer { outcome, seconds, peak_memory, .. } = match reply {
            Reply::Answer(answer) => answer,
            Reply::Died(death) => return self.died(task, death),
        };
        let status = match outcome {
            Outcome::Done(_) => Status::Done,
            _ => Status::Failed,
        };
        let line = Line { peak_memory, ..self.line(&task, status, seconds) };
        match outcome {
            Outcome::Done(done) => self.done(task, done, line),
            Outcome::Failed(trouble) => self.close(task, line.because(because(&trouble.error()))),
            Outcome::Changed => self.changed(task, line),
            Outcome::Unwritable(trouble) => Err(self.unwritable(&trouble)),
        }
    }

    fn tick(&mut self) -> Result<(), Error> {
        self.progress.tick();
        if self.synced.elapsed() >= SYNC_EVERY { self.sync() } else { Ok(()) }
    }
}
