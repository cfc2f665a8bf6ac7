//! How a worker died, and why, as far as it can be told from outside.

use std::collections::BTreeSet;
use std::process::ExitStatus;

use raingan::batch::line::{Attempt, Because};
use raingan::{Error, ErrorKind, Step};

use super::limits::{Limits, shown};

/// Longest piece of a worker's last words that a message has, in characters.
const LAST_WORDS: usize = 200;
/// Why a worker is ended whose time is up, as a code.
const TIMEOUT: &str = "timeout";
/// The signal SIGKILL; its number is the same on all processors.
const KILL: i32 = 9;
/// The signal SIGXCPU; its number is the same on all processors.
const CPU: i32 = 24;

/// The end of a worker that had not yet answered.
#[derive(Debug, Clone)]
pub struct Death {
    /// Why, as a code and in words.
    pub because: Because,
    /// How long the document had taken.
    pub seconds: f64,
    /// How far it was.
    pub pages: Pages,
}

/// How far a worker is with the pages of a document.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    /// How many are read.
    pub done: u32,
    /// Those that are begun and not read.
    pub under_way: BTreeSet<u32>,
}

impl Pages {
    /// Takes a step.
    pub fn take(&mut self, step: Step) {
        match step {
            Step::Begun(page) => drop(self.under_way.insert(page)),
            Step::Read(page, read) => {
                self.under_way.remove(&page);
                self.done = self.done.max(read.done);
            }
        }
    }
}

impl Death {
    /// The clock ran out.
    pub fn of_time(limits: &Limits, seconds: f64) -> Death {
        let message =
            format!("took longer than {} s and was stopped", limits.timeout.as_secs_f64());
        Death { because: Because::new(TIMEOUT, message), seconds, pages: Pages::default() }
    }

    /// It ended by itself, with this status and these words on its standard error.
    pub fn of_status(status: ExitStatus, words: &str, limits: &Limits, seconds: f64) -> Death {
        let because = if words.contains("memory allocation of") {
            Because::new(
                "out-of-memory",
                format!("needed more than {} of memory", shown(limits.memory)),
            )
        } else if words.contains("has overflowed its stack") {
            Because::new("stack-overflow", "was nested so deeply that the stack overflowed")
        } else {
            by_signal(status, words, limits)
        };
        Death { because, seconds, pages: Pages::default() }
    }

    /// Whether the time was up.
    pub fn is_of_time(&self) -> bool {
        self.because.reason == TIMEOUT
    }

    /// The pages to leave out when the document is read once more: those that were under way, where
    /// others are read. There are none where it says nothing of pages, or nothing would be left.
    pub fn suspects(&self) -> Vec<u32> {
        let Pages { done, under_way } = &self.pages;
        if *done > 0 { under_way.iter().copied().collect() } else { Vec::new() }
    }

    /// As the earlier of two attempts.
    pub fn attempt(&self) -> Attempt {
        let Because { reason, message } = self.because.clone();
        Attempt { reason, message, seconds: self.seconds }
    }

    /// As the error of one file, with what can be done.
    pub fn error(&self) -> Error {
        let (kind, advice) = match self.because.reason.as_str() {
            TIMEOUT | "cpu-limit" => (ErrorKind::Limit, ": give more with --timeout 5m"),
            "out-of-memory" => (ErrorKind::Limit, ": give more with --memory 4GiB"),
            _ => (ErrorKind::Internal, ""),
        };
        Error::new(kind, format!("{}{advice}", self.because.message))
    }
}

fn by_signal(status: ExitStatus, words: &str, limits: &Limits) -> Because {
    match signal(status) {
        Some(KILL) => {
            let message =
                "was killed from outside (signal 9), as a machine without memory left does";
            Because::new("killed", message)
        }
        Some(CPU) => Because::new(
            "cpu-limit",
            format!("used more than {} s of processor time", limits.cpu_seconds()),
        ),
        _ => {
            let last_line = words.lines().rev().map(str::trim).find(|line| !line.is_empty());
            let words: String = last_line.unwrap_or_default().chars().take(LAST_WORDS).collect();
            let words = if words.is_empty() { words } else { format!(": {words}") };
            Because::new("crashed", format!("the process that read it ended ({status}){words}"))
        }
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal()
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt as _;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_death_says_its_cause() {
        let limits = Limits { memory: 1 << 30, timeout: Duration::from_millis(500), threads: 1 };
        for (status, said, reason, words) in [
            (6, "memory allocation of 800 bytes failed\n", "out-of-memory", "1 GiB"),
            (
                6,
                "thread 'x' (7) has overflowed its stack\nfatal runtime error\n",
                "stack-overflow",
                "nested",
            ),
            (9, "", "killed", "outside"),
            (24, "", "cpu-limit", "17 s"),
            (11, "", "crashed", "11"),
            (3 << 8, "one\ntwo\n\n", "crashed", ": two"),
        ] {
            let death = Death::of_status(ExitStatus::from_raw(status), said, &limits, 0.1);
            assert_eq!(death.because.reason, reason);
            assert!(death.because.message.contains(words), "{}", death.because.message);
        }
        assert!(Death::of_time(&limits, 0.6).error().to_string().contains("0.5 s"));
    }
}
