//! The limits of a worker: memory, time on the clock, time on the processor; and how the user
//! writes them.

use std::str::FromStr;
use std::time::Duration;

use jiff::fmt::friendly::SpanParser;

/// What a worker may use for one document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Address space in bytes.
    pub memory: u64,
    /// Time, without what each page that is read adds.
    pub timeout: Duration,
    /// Threads that read one document.
    pub threads: usize,
}

/// Address space that a thread beyond the first takes without using it: its share of the allocator
/// reserves 64 MiB, its stack 2 MiB.
const THREAD_BYTES: u64 = 68 << 20;
/// After its time a document has this part of it to come to its end: the pages under way, and the
/// report of those that are read. Only then its worker is ended.
const END_A_TIME: u32 = 2;
/// Processor time beyond what a document may take: its parent ends a document, this only what nobody
/// waits for.
const CPU_MARGIN: Duration = Duration::from_secs(2);
/// A page that is read adds this part of the time: two seconds to a minute.
const PAGES_A_TIME: u32 = 30;
/// Pages make a document's time at most this many times as long.
const PAGES_TIMES: u32 = 20;
/// Fields of `/proc/PID/stat` between the program's name and its time as a user, see proc(5).
#[cfg(target_os = "linux")]
const USER_TIME: usize = 11;
/// Linux counts the time of processes in hundredths of a second, whatever its own clock.
#[cfg(target_os = "linux")]
const TICK_MS: u64 = 10;
/// Least memory that makes sense: the program itself, its stacks and a small document.
const LEAST_MEMORY: u64 = 128 << 20;
/// Longest time for one document: a day.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// What reads times.
const TIMES: SpanParser = SpanParser::new();

/// The message where bytes cannot be understood.
const BYTES_EXPECTED: &str = "bytes are expected, as in 512MiB or 1GiB";
/// The message where a time cannot be understood.
const TIME_EXPECTED: &str = "a time is expected, as in 60s or 2m";

impl Limits {
    /// The address space of the process: its threads reserve more than they use.
    pub fn address_space(&self) -> u64 {
        self.memory.saturating_add(THREAD_BYTES * (self.threads.max(1) as u64 - 1))
    }

    /// What a document of which this many pages are read may take.
    pub fn with_pages(&self, pages: u32) -> Duration {
        let longest = self.timeout * PAGES_TIMES;
        (self.timeout + self.timeout / PAGES_A_TIME * pages).min(longest)
    }

    /// How long it is waited for after this many pages: its time, and what it has to come to its end.
    pub fn with_end(&self, pages: u32) -> Duration {
        let time = self.with_pages(pages);
        time + time / END_A_TIME
    }

    /// Processor time for one document, in seconds. It ends a worker whose parent is gone.
    pub fn cpu_seconds(&self) -> u64 {
        (self.with_end(u32::from(u16::MAX)) * self.threads.max(1) as u32 + CPU_MARGIN).as_secs()
    }
}

/// Bytes as the user writes them: `512MiB`, `1GiB`, `800M` (a thousand thousand) or a bare number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bytes(pub u64);

impl FromStr for Bytes {
    type Err = String;

    fn from_str(text: &str) -> Result<Bytes, String> {
        let (number, unit) = split(text);
        let factor: u64 = match unit.to_ascii_lowercase().as_str() {
            "" | "b" => 1,
            "kib" => 1 << 10,
            "mib" => 1 << 20,
            "gib" => 1 << 30,
            "k" | "kb" => 1_000,
            "m" | "mb" => 1_000_000,
            "g" | "gb" => 1_000_000_000,
            _ => return Err(BYTES_EXPECTED.to_owned()),
        };
        let number: u64 = number.parse().map_err(|_| BYTES_EXPECTED.to_owned())?;
        match number.checked_mul(factor) {
            Some(bytes) if bytes >= LEAST_MEMORY => Ok(Bytes(bytes)),
            Some(_) => Err(format!("at least {} are needed", shown(LEAST_MEMORY))),
            None => Err("that many bytes do not exist".to_owned()),
        }
    }
}

/// A duration as the user writes it: `60s`, `2m`, `500ms`, or bare seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time(pub Duration);

impl FromStr for Time {
    type Err = String;

    fn from_str(text: &str) -> Result<Time, String> {
        let text = text.trim();
        let time = match text.parse() {
            Ok(seconds) => Duration::from_secs(seconds),
            Err(_) => TIMES.parse_unsigned_duration(text).map_err(|_| TIME_EXPECTED.to_owned())?,
        };
        match time {
            // A worker is told its time in milliseconds.
            time if time.as_millis() == 0 => Err("no time is not enough".to_owned()),
            time if time > LONGEST => Err("at most 24h".to_owned()),
            time => Ok(Time(time)),
        }
    }
}

fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (&text[..end], text[end..].trim_start())
}

/// Bytes for people: in the largest unit that leaves a whole number.
pub fn shown(bytes: u64) -> String {
    match bytes {
        n if n >= 1 << 30 && n % (1 << 30) == 0 => format!("{} GiB", n >> 30),
        n if n % (1 << 20) == 0 => format!("{} MiB", n >> 20),
        n => format!("{n} bytes"),
    }
}

/// What the system knows of this process, and the limits it can set.
#[cfg(target_os = "linux")]
pub mod system {
    use std::fs;
    use std::time::Duration;

    use rustix::process::{
        Resource, Rlimit, Signal, getppid, getrlimit, set_parent_process_death_signal, setrlimit,
    };
    use rustix::time::{ClockId, clock_gettime};

    use super::{Limits, TICK_MS, USER_TIME};

    /// Limits the address space, leaves no core files, and ends with the parent. A limit that is
    /// lower already stays. Says whether the parent, by its process id, is still there: one that
    /// died before now sends no signal.
    pub fn confine(limits: &Limits, parent: u32) -> bool {
        let wanted = limits.address_space();
        let held = getrlimit(Resource::As);
        let current = held.maximum.map_or(wanted, |maximum| maximum.min(wanted));
        let _ = setrlimit(Resource::As, Rlimit { current: Some(current), ..held });
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
        let _ = set_parent_process_death_signal(Some(Signal::KILL));
        getppid().is_some_and(|pid| u32::try_from(pid.as_raw_nonzero().get()) == Ok(parent))
    }

    /// From here on the process may use this much processor time.
    pub fn allow_cpu(seconds: u64) {
        let used = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or(0);
        let held = getrlimit(Resource::Cpu);
        let wanted = used.saturating_add(seconds).saturating_add(1);
        let current = held.maximum.map_or(wanted, |maximum| maximum.min(wanted));
        let _ = setrlimit(Resource::Cpu, Rlimit { current: Some(current), ..held });
    }

    /// The processor time that a process has used; `None` where it is gone.
    pub fn processor_time(process: u32) -> Option<Duration> {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        // The name of the program, in brackets, may hold anything.
        let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(USER_TIME);
        let (user, system) = (fields.next()?, fields.next()?);
        let ticks = user.parse::<u64>().ok()? + system.parse::<u64>().ok()?;
        Some(Duration::from_millis(ticks * TICK_MS))
    }

    /// The processor time that this process has used.
    pub fn own_processor_time() -> Option<Duration> {
        clock_gettime(ClockId::ProcessCPUTime).try_into().ok()
    }

    /// Begins to look anew for the largest resident memory.
    pub fn forget_peak() {
        let _ = fs::write("/proc/self/clear_refs", "5");
    }

    /// The largest resident memory in bytes, the address space in bytes, and the number of threads.
    pub fn usage() -> Option<(u64, u64, u64)> {
        let status = fs::read_to_string("/proc/self/status").ok()?;
        Some((
            number(&status, "VmHWM")? << 10,
            number(&status, "VmSize")? << 10,
            number(&status, "Threads")?,
        ))
    }

    /// The number of a field of `/proc/self/status`; sizes are in KiB.
    fn number(status: &str, field: &str) -> Option<u64> {
        let line = status.lines().find_map(|line| line.strip_prefix(field))?;
        line.trim_start_matches(':').split_whitespace().next()?.parse().ok()
    }
}

/// Elsewhere only the clock limits a worker.
#[cfg(not(target_os = "linux"))]
pub mod system {
    use super::Limits;

    /// Nothing that is known to be safe here.
    pub fn confine(_: &Limits, _: u32) -> bool {
        true
    }

    /// Nothing that is known to be safe here.
    pub fn allow_cpu(_: u64) {}

    /// Not known.
    pub fn processor_time(_: u32) -> Option<std::time::Duration> {
        None
    }

    /// Not known.
    pub fn own_processor_time() -> Option<std::time::Duration> {
        None
    }

    /// Nothing to forget.
    pub fn forget_peak() {}

    /// Not known.
    pub fn usage() -> Option<(u64, u64, u64)> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_as_people_write_it() {
        for (text, bytes) in
            [("1GiB", Some(1 << 30)), ("512 MiB", Some(512 << 20)), ("2g", Some(2_000_000_000))]
        {
            assert_eq!(text.parse::<Bytes>().ok().map(|b| b.0), bytes);
        }
        for text in ["", "1", "GiB", "1TiB", "-1GiB", "64MiB", "99999999999GiB"] {
            assert!(text.parse::<Bytes>().is_err(), "{text}");
        }
        assert_eq!(
            (shown(1 << 30), shown(512 << 20), shown(1000)),
            ("1 GiB".into(), "512 MiB".into(), "1000 bytes".into())
        );
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, ms) in
            [("60s", 60_000), ("2m", 120_000), ("90", 90_000), ("500ms", 500), ("1h", 3_600_000)]
        {
            assert_eq!(text.parse::<Time>().unwrap().0, Duration::from_millis(ms));
        }
        for text in ["", "0s", "1us", "s", "1d", "-1s", "25h", "99999999999999999999s"] {
            assert!(text.parse::<Time>().is_err(), "{text}");
        }
    }

    #[test]
    fn more_threads_reserve_more() {
        let limits = Limits { memory: 1 << 30, timeout: Duration::from_secs(10), threads: 1 };
        assert_eq!((limits.address_space(), limits.cpu_seconds()), (1 << 30, 302));
        let two = Limits { threads: 2, ..limits };
        assert_eq!((two.address_space(), two.cpu_seconds()), ((1 << 30) + THREAD_BYTES, 602));
    }
}
