//! A test aid: documents on which a worker misbehaves, so that what stands around it can be tested
//! for real.
//!
//! Only where `RAINGAN_TEST_AID` is set in the environment, and only on documents that contain
//! `%raingan-aid WORD`: no document can do this by itself.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use raingan::Step;

use super::limits::system;

/// The environment variable that turns the aid on. Its value is a folder for what must be
/// remembered over a death.
const VARIABLE: &str = "RAINGAN_TEST_AID";
/// What stands before the word.
const MARK: &[u8] = b"%raingan-aid ";
/// Longer than any document is waited for.
const FOR_EVER: Duration = Duration::from_secs(3600);

/// How a document has its worker misbehave.
pub struct Aid {
    folder: PathBuf,
    words: Vec<String>,
}

impl Aid {
    /// What the document says, where the environment allows it.
    pub fn of(bytes: &[u8]) -> Aid {
        let folder = std::env::var_os(VARIABLE);
        let at = bytes.windows(MARK.len()).position(|w| w == MARK).filter(|_| folder.is_some());
        let words = at.map(|at| String::from_utf8_lossy(&bytes[at + MARK.len()..]).into_owned());
        let words = words.unwrap_or_default();
        let words = words.lines().next().unwrap_or_default().split_whitespace();
        Aid { folder: folder.unwrap_or_default().into(), words: words.map(str::to_owned).collect() }
    }

    fn word(&self, n: usize) -> &str {
        self.words.get(n).map(String::as_str).unwrap_or_default()
    }

    /// Before a page is read.
    pub fn at_once(&self) {
        match self.word(0) {
            "abort" => std::process::abort(),
            "exit" => std::process::exit(3),
            "hang" => std::thread::sleep(FOR_EVER),
            "slow" => std::thread::sleep(Duration::from_millis(200)),
            "spin" => spin(FOR_EVER),
            "panic" => panic!("as the document asked"),
            "allocate" => allocate(),
            "overflow" => drop(overflow(0)),
            // Dies the first time only.
            "once" => {
                let mark =
                    self.folder.join(if self.words.len() > 1 { self.word(1) } else { "once" });
                if std::fs::File::create_new(mark).is_ok() {
                    std::process::abort();
                }
            }
            _ => {}
        }
    }

    /// At a page: each takes its time, or one of them never ends.
    pub fn at(&self, step: Step) {
        let Step::Begun(page) = step else { return };
        match (self.word(0), self.word(1).parse() == Ok(page)) {
            ("slow-pages", _) => spin(Duration::from_millis(400)),
            ("hang-at", true) => std::thread::sleep(FOR_EVER),
            ("abort-at", true) => std::process::abort(),
            _ => {}
        }
    }
}

/// Works for so long: on the processor, where the system tells that.
fn spin(time: Duration) {
    let (started, used) = (Instant::now(), system::own_processor_time());
    let worked = || match used.zip(system::own_processor_time()) {
        Some((began, now)) => now.saturating_sub(began),
        None => started.elapsed(),
    };
    while worked() < time {}
}

fn allocate() {
    let mut all = Vec::new();
    loop {
        all.push(vec![1u8; 16 << 20]);
        std::hint::black_box(&all);
    }
}

#[allow(unconditional_recursion)]
fn overflow(n: u64) -> u64 {
    let page = std::hint::black_box([n; 512]);
    overflow(n + 1) + page[7]
}
