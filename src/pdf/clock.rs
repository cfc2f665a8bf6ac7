//! Time on the processor: on a busy machine a page takes as long as elsewhere.

use std::time::{Duration, Instant};

/// The clock may show at most this many times what work may take of the processor.
const CLOCK_TIMES: u32 = 10;

/// Work that is short of processor time is looked at again after this part of what it may take …
const LOOKS_A_TIME: u32 = 8;

/// … and not before this: on a busy machine a thread gets its turn within it.
const LOOK: Duration = Duration::from_millis(500);

/// Fields of `/proc/PID/task/TID/stat` between the thread's name and its time as a user, see proc(5).
#[cfg(target_os = "linux")]
const USER_TIME: usize = 11;

/// Linux counts the time of threads in hundredths of a second, whatever its own clock.
#[cfg(target_os = "linux")]
const TICK_MS: u64 = 10;

/// How long the thread that made it has worked since.
#[derive(Debug, Clone)]
pub(super) struct Stopwatch {
    started: Instant,
    /// The thread's processor time at the beginning; `None` where the system does not tell it.
    used: Option<Duration>,
}

impl Stopwatch {
    /// Starts it.
    pub(super) fn new() -> Stopwatch {
        Stopwatch { started: Instant::now(), used: system::of_this_thread() }
    }

    /// Whether the thread has worked for longer. Ask it on the same thread.
    pub(super) fn exceeds(&self, time: Duration) -> bool {
        let elapsed = self.started.elapsed();
        // No thread works longer than the clock shows, which costs less to look at.
        if elapsed <= time {
            return false;
        }
        let used = self.used.zip(system::of_this_thread());
        let worked = used.map_or(elapsed, |(began, now)| now.saturating_sub(began));
        worked > time || elapsed > time * CLOCK_TIMES
    }
}

/// A thread, for others that look at how long it works.
#[derive(Debug, Clone)]
pub(super) struct Thread(Option<String>);

impl Thread {
    /// This one.
    pub(super) fn this() -> Thread {
        Thread(system::name())
    }

    /// How long it has worked; `None` where the system does not tell it.
    fn worked(&self) -> Option<Duration> {
        system::of_thread(self.0.as_deref()?)
    }
}

/// The wait for a thread that may work for some time.
#[derive(Debug)]
pub(super) struct Wait {
    started: Instant,
    time: Duration,
    /// When it is looked at next.
    until: Duration,
    /// How long the thread had worked at the last look.
    looked: Duration,
}

impl Wait {
    /// Begins.
    pub(super) fn new(time: Duration) -> Wait {
        Wait { started: Instant::now(), time, until: time, looked: Duration::ZERO }
    }

    /// How long it is until the next look.
    pub(super) fn left(&self) -> Duration {
        self.until.saturating_sub(self.started.elapsed())
    }

    /// Whether a thread that began for this is waited for on: it works, and has had less of the
    /// processor than it may take.
    pub(super) fn goes_on(&mut self, thread: &Thread) -> bool {
        let Some(worked) = thread.worked() else { return false };
        let elapsed = self.started.elapsed();
        let patient = elapsed < self.time * CLOCK_TIMES;
        let goes_on = worked > self.looked && patient && worked < self.time;
        (self.looked, self.until) = (worked, elapsed + (self.time / LOOKS_A_TIME).max(LOOK));
        goes_on
    }
}

/// What the system knows of threads.
#[cfg(target_os = "linux")]
mod system {
    use std::fs;
    use std::time::Duration;

    use rustix::time::{ClockId, clock_gettime};

    use super::{TICK_MS, USER_TIME};

    /// The processor time of this thread.
    pub(super) fn of_this_thread() -> Option<Duration> {
        clock_gettime(ClockId::ThreadCPUTime).try_into().ok()
    }

    /// What names this thread to [`of_thread`].
    pub(super) fn name() -> Option<String> {
        fs::read_link("/proc/thread-self").ok()?.into_os_string().into_string().ok()
    }

    /// The processor time of a thread.
    pub(super) fn of_thread(name: &str) -> Option<Duration> {
        let stat = fs::read_to_string(format!("/proc/{name}/stat")).ok()?;
        // The name of the thread, in brackets, may hold anything.
        let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(USER_TIME);
        let (user, system) = (fields.next()?, fields.next()?);
        let ticks = user.parse::<u64>().ok()? + system.parse::<u64>().ok()?;
        Some(Duration::from_millis(ticks * TICK_MS))
    }
}

/// Elsewhere there is the clock.
#[cfg(not(target_os = "linux"))]
mod system {
    use std::time::Duration;

    /// Not known.
    pub(super) fn of_this_thread() -> Option<Duration> {
        None
    }

    /// Not known.
    pub(super) fn name() -> Option<String> {
        None
    }

    /// Not known.
    pub(super) fn of_thread(_: &str) -> Option<Duration> {
        None
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    /// Works for so long.
    fn work(time: Duration) {
        let began = system::of_this_thread().unwrap();
        while system::of_this_thread().unwrap() < began + time {}
    }

    #[test]
    fn time_that_others_had_the_processor_does_not_count() {
        let (watch, time) = (Stopwatch::new(), Duration::from_millis(40));
        std::thread::sleep(2 * time);
        assert!(!watch.exceeds(time), "it slept");
        work(time);
        assert!(watch.exceeds(time));
        let watch = Stopwatch::new();
        std::thread::sleep(Duration::from_millis(30));
        assert!(watch.exceeds(Duration::from_millis(2)), "but nothing takes for ever");
    }

    #[test]
    fn who_works_with_too_little_of_the_processor_is_waited_for() {
        let thread = Thread::this();
        let mut wait = Wait::new(Duration::from_secs(3600));
        work(Duration::from_millis(30));
        assert!(wait.goes_on(&thread));
        let mut short = Wait::new(Duration::from_millis(10));
        assert!(!short.goes_on(&thread), "it has worked for longer");
        assert!(!short.goes_on(&Thread(None)), "of which nothing is known");
    }
}
