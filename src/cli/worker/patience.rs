//! How long a document is read and waited for: longer the more pages of it are read, and longer where
//! the machine is busy with something else.
//!
//! The worker that reads it begins no further page after its time ([`Course`]), its parent ends the
//! worker after its [`Patience`], which is longer.

use std::time::{Duration, Instant};

use super::limits::{Limits, system};

/// Where the machine is busy, the clock may show at most this many times what the document may take.
const CLOCK_TIMES: u32 = 10;
/// A document that is short of processor time is looked at again after this part of its time.
const LOOKS_A_TIME: u32 = 8;
/// The shortest time between two looks: on a busy machine a process gets its turn within it.
const LOOK: Duration = Duration::from_millis(500);

/// The wait for one document.
pub struct Patience {
    limits: Limits,
    started: Instant,
    /// How many of its pages are read.
    pages: u32,
    /// Time on the clock beyond what it may take.
    granted: Duration,
    /// The worker's process.
    process: u32,
    /// The worker's processor time at the beginning, and at the last look.
    used: Option<(Duration, Duration)>,
}

impl Patience {
    /// The wait for the answer of a worker, which begins now.
    pub fn new(limits: &Limits, process: u32) -> Patience {
        let now = system::processor_time(process);
        Patience {
            limits: *limits,
            started: Instant::now(),
            pages: 0,
            granted: Duration::ZERO,
            process,
            used: now.map(|now| (now, now)),
        }
    }

    /// So many pages are read.
    pub fn pages_read(&mut self, pages: u32) {
        self.pages = self.pages.max(pages);
    }

    /// How long it is waited for from now on.
    pub fn left(&self) -> Duration {
        (self.allowed() + self.granted).saturating_sub(self.started.elapsed())
    }

    /// Whether it is waited for on, at the end of that time: it works, and has had less of the
    /// processor than it may take.
    pub fn goes_on(&mut self) -> bool {
        let Some((began, looked)) = self.used else { return false };
        let Some(now) = system::processor_time(self.process) else { return false };
        self.used = Some((began, now));
        let works = now > looked;
        let patient = self.started.elapsed() < self.allowed() * CLOCK_TIMES;
        let goes_on = works && patient && now.saturating_sub(began) < self.allowed();
        if goes_on {
            self.granted += (self.allowed() / LOOKS_A_TIME).max(LOOK);
        }
        goes_on
    }

    /// How long the document has taken on the clock, in seconds.
    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// What the document may take with the pages that are read, and with what comes after them.
    fn allowed(&self) -> Duration {
        self.limits.with_end(self.pages)
    }
}

/// The time of the document that this process reads.
pub struct Course {
    limits: Limits,
    started: Instant,
    /// This process's processor time at the beginning.
    used: Option<Duration>,
}

impl Course {
    /// The time of a document, which begins now.
    pub fn new(limits: &Limits) -> Course {
        Course { limits: *limits, started: Instant::now(), used: system::own_processor_time() }
    }

    /// Whether it is up, with this many pages read: on the clock and on the processor.
    pub fn is_up(&self, pages: u32) -> bool {
        let (allowed, elapsed) = (self.limits.with_pages(pages), self.started.elapsed());
        let used = self.used.zip(system::own_processor_time());
        let used = used.map_or(elapsed, |(began, now)| now.saturating_sub(began));
        elapsed.min(used) >= allowed || elapsed >= allowed * CLOCK_TIMES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patience(timeout: Duration, process: u32) -> Patience {
        Patience::new(&Limits { memory: 1 << 30, timeout, threads: 1 }, process)
    }

    #[test]
    fn each_page_that_is_read_adds_its_share() {
        let mut wait = patience(Duration::from_secs(60), std::process::id());
        assert!(
            wait.left() <= Duration::from_secs(90),
            "a minute, and half of it to come to its end"
        );
        wait.pages_read(15);
        wait.pages_read(3);
        let left = wait.left();
        assert!(left > Duration::from_secs(125) && left <= Duration::from_secs(135), "{left:?}");
        wait.pages_read(5_000);
        assert!(wait.left() <= Duration::from_secs(1_800), "twenty times, however many pages");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn who_works_with_too_little_of_the_processor_is_waited_for_and_who_sleeps_is_not() {
        let mut wait = patience(Duration::from_secs(3600), std::process::id());
        let until = wait.used.unwrap().0 + Duration::from_millis(30);
        while system::processor_time(std::process::id()).unwrap() < until {}
        assert!(wait.goes_on());
        let mut sleeper = std::process::Command::new("sleep").arg("60").spawn().unwrap();
        std::thread::sleep(Duration::from_millis(100));
        let mut wait = patience(Duration::from_secs(3600), sleeper.id());
        let goes_on = wait.goes_on();
        sleeper.kill().unwrap();
        sleeper.wait().unwrap();
        assert!(!goes_on && !wait.goes_on());
    }

    #[test]
    fn the_time_of_a_document_is_up_once_it_has_worked_so_long() {
        let time = Duration::from_millis(30);
        let course = Course::new(&Limits { memory: 1 << 30, timeout: time, threads: 1 });
        assert!(!course.is_up(0));
        while course.started.elapsed() < time || !course.is_up(0) {}
        assert!(!course.is_up(3_000), "pages that are read add to it");
    }
}
