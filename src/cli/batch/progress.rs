//! How far a run is, as people or programs see it.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use raingan::batch::line::{Line, Status};
use raingan::batch::summary::Summary;
use serde::Serialize;

use super::super::args::batch::ProgressName;
use super::super::console::Console;

/// Time between two plain lines.
const PLAIN_EVERY: Duration = Duration::from_secs(5);
/// Time between two JSON lines.
const JSON_EVERY: Duration = Duration::from_secs(1);
/// Time between two looks of the bar.
const BAR_EVERY: Duration = Duration::from_millis(100);

/// How far a run is, as programs read it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
struct State {
    event: &'static str,
    /// Documents read so far, and all that are to be read.
    documents: u64,
    of: u64,
    pages: u64,
    pages_per_second: f64,
    failed: u64,
    seconds: f64,
    /// By the bytes that are left; `None` before anything is known.
    seconds_left: Option<f64>,
}

/// How far it is before the documents are known.
#[derive(Debug, Serialize)]
struct Looked {
    event: &'static str,
    /// Files looked at so far, and all there are.
    files: usize,
    of: usize,
    seconds: f64,
}

/// How a run ended, as programs read it.
#[derive(Debug, Serialize)]
struct Ended<'s> {
    #[serde(flatten)]
    state: State,
    summary: &'s Summary,
}

/// Counts what is done, and shows it.
pub struct Progress {
    name: ProgressName,
    bar: ProgressBar,
    started: Instant,
    /// When something was last shown.
    shown: Instant,
    documents: u64,
    of: u64,
    pages: u64,
    failed: u64,
    bytes: u64,
    bytes_of: u64,
}

impl Progress {
    /// Nothing is shown yet. `logs`: whether a log goes to the terminal, which a bar would disturb.
    pub fn new(asked: Option<ProgressName>, console: &Console, logs: bool) -> Progress {
        let usual = match () {
            () if console.quiet() => ProgressName::None,
            () if io::stderr().is_terminal() && !logs => ProgressName::Bar,
            () => ProgressName::Plain,
        };
        Progress {
            name: asked.unwrap_or(usual),
            bar: ProgressBar::hidden(),
            started: Instant::now(),
            shown: Instant::now(),
            documents: 0,
            of: 0,
            pages: 0,
            failed: 0,
            bytes: 0,
            bytes_of: 0,
        }
    }

    /// Before the documents are known: how many of all files were looked at.
    pub fn look(&mut self, files: usize, of: usize) {
        if !self.is_due() {
            return;
        }
        match self.name {
            ProgressName::Bar if self.bar.is_hidden() => {
                self.bar = bar(of as u64, "{bar:30} {pos}/{len} files looked at");
            }
            ProgressName::Bar => self.bar.set_position(files as u64),
            ProgressName::Plain => drop(writeln!(io::stderr(), "{files}/{of} files looked at")),
            ProgressName::Json => print_json(&Looked {
                event: "looking",
                files,
                of,
                seconds: rounded(self.started.elapsed().as_secs_f64()),
            }),
            ProgressName::None => {}
        }
    }

    /// The documents are known.
    pub fn begin(&mut self, documents: usize, bytes: u64) {
        (self.of, self.bytes_of, self.started) = (documents as u64, bytes, Instant::now());
        self.bar.finish_and_clear();
        if self.name == ProgressName::Bar {
            self.bar = bar(self.of, "{bar:30} {pos}/{len} {msg}");
        }
    }

    /// A document has come to its end.
    pub fn count(&mut self, line: &Line, bytes: u64) {
        self.documents += 1;
        self.pages += u64::from(line.pages.unwrap_or(0));
        self.failed += u64::from(line.status == Status::Failed);
        self.bytes += bytes;
    }

    /// Pages read, and the seconds since the first document.
    pub fn speed(&self) -> (u64, f64) {
        (self.pages, self.started.elapsed().as_secs_f64())
    }

    /// Shows how far it is, where it is time to.
    pub fn tick(&mut self) {
        if !self.is_due() {
            return;
        }
        let state = self.state();
        match self.name {
            ProgressName::Bar => {
                self.bar.set_position(state.documents);
                self.bar.set_message(state.words());
            }
            ProgressName::Plain => {
                let _ = writeln!(
                    io::stderr(),
                    "{}/{} documents, {}",
                    state.documents,
                    state.of,
                    state.words()
                );
            }
            ProgressName::Json => print_json(&state),
            ProgressName::None => {}
        }
    }

    /// Whether it is time to say something; then it is not for a while.
    fn is_due(&mut self) -> bool {
        let every = match self.name {
            ProgressName::Bar => BAR_EVERY,
            ProgressName::Plain => PLAIN_EVERY,
            ProgressName::Json => JSON_EVERY,
            ProgressName::None => return false,
        };
        let due = self.shown.elapsed() >= every;
        if due {
            self.shown = Instant::now();
        }
        due
    }

    fn state(&self) -> State {
        let seconds = self.started.elapsed().as_secs_f64();
        let left = self.bytes_of.saturating_sub(self.bytes) as f64;
        State {
            event: "progress",
            documents: self.documents,
            of: self.of,
            pages: self.pages,
            pages_per_second: rounded(self.pages as f64 / seconds.max(f64::MIN_POSITIVE)),
            failed: self.failed,
            seconds: rounded(seconds),
            seconds_left: (self.bytes > 0).then(|| rounded(seconds * left / self.bytes as f64)),
        }
    }

    /// Prints something without a bar in between.
    pub fn suspend<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }

    /// The end: the bar goes, programs get the summary.
    pub fn end(&mut self, summary: &Summary) {
        self.bar.finish_and_clear();
        if self.name == ProgressName::Json {
            print_json(&Ended { state: State { event: "summary", ..self.state() }, summary });
        }
    }

    /// Whether people are to get a table at the end.
    pub fn is_for_people(&self) -> bool {
        self.name != ProgressName::Json
    }
}

/// A bar that is full at `of`.
fn bar(of: u64, template: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(template);
    ProgressBar::new(of).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

impl State {
    fn words(&self) -> String {
        let left = self.seconds_left.map(|s| format!(", {} left", clock(s))).unwrap_or_default();
        format!(
            "{} pages, {:.1} pages/s, {} failed{left}",
            self.pages, self.pages_per_second, self.failed
        )
    }
}

fn print_json(value: &impl Serialize) {
    if let Ok(text) = serde_json::to_string(value) {
        let _ = writeln!(io::stderr(), "{text}");
    }
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// Seconds as people read them.
fn clock(seconds: f64) -> String {
    let seconds = seconds.round() as u64;
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {:02} s", seconds / 60, seconds % 60),
        _ => format!("{} h {:02} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_told_as_people_read_it() {
        for (seconds, words) in
            [(0.4, "0 s"), (59.0, "59 s"), (61.0, "1 min 01 s"), (7260.0, "2 h 01 min")]
        {
            assert_eq!(clock(seconds), words);
        }
    }

    #[test]
    fn what_is_left_is_told_once_something_is_known() {
        let state = State { pages: 3, pages_per_second: 1.5, failed: 1, ..State::default() };
        assert_eq!(state.words(), "3 pages, 1.5 pages/s, 1 failed");
        let state = State { seconds_left: Some(90.0), ..state };
        assert!(state.words().ends_with(", 1 min 30 s left"));
    }
}
