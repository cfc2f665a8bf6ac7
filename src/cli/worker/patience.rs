//! How long a document is waited for: longer the more pages of it are read, and longer where the
//! machine is busy with something else.

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

    /// What the document may take with the pages that are read.
    fn allowed(&self) -> Duration {
        self.limits.with_pages(self.pages)
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
        assert!(wait.left() <= Duration::from_secs(60));
        wait.pages_read(15);
        wait.pages_read(3);
        let left = wait.left();
        assert!(left > Duration::from_secs(80) && left <= Duration::from_secs(90), "{left:?}");
        wait.pages_read(5_000);
        assert!(wait.left() <= Duration::from_secs(1_200), "twenty times, however many pages");
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
}
