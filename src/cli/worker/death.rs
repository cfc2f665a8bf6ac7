//! How a worker died, and why, as far as it can be told from outside.

use std::process::ExitStatus;

use raingan::batch::line::{Attempt, Because};
use raingan::{Error, ErrorKind};

use super::limits::{Limits, shown};

/// Longest piece of a worker's last words that a message has, in characters.
const LAST_WORDS: usize = 200;
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
}

impl Death {
    /// The clock ran out.
    pub fn of_time(limits: &Limits, seconds: f64) -> Death {
        let message =
            format!("took longer than {} s and was stopped", limits.timeout.as_secs_f64());
        Death { because: Because::new("timeout", message), seconds }
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
        Death { because, seconds }
    }

    /// As the earlier of two attempts.
    pub fn attempt(&self) -> Attempt {
        let Because { reason, message } = self.because.clone();
        Attempt { reason, message, seconds: self.seconds }
    }

    /// As the error of one file, with what can be done.
    pub fn error(&self) -> Error {
        let (kind, advice) = match self.because.reason.as_str() {
            "timeout" | "cpu-limit" => (ErrorKind::Limit, ": give more with --timeout 5m"),
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
            (24, "", "cpu-limit", "2 s"),
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
