//! A test aid: documents on which a worker misbehaves, so that what stands around it can be tested
//! for real.
//!
//! Only where `RAINGAN_TEST_AID` is set in the environment, and only on documents that contain
//! `%raingan-aid WORD`: no document can do this by itself.

use std::path::Path;
use std::time::Duration;

/// The environment variable that turns the aid on. Its value is a folder for what must be
/// remembered over a death.
const VARIABLE: &str = "RAINGAN_TEST_AID";
/// What stands before the word.
const MARK: &[u8] = b"%raingan-aid ";

/// Misbehaves where the document says so and the environment allows it.
pub fn misbehave(bytes: &[u8]) {
    let Some(folder) = std::env::var_os(VARIABLE) else { return };
    let Some(at) = bytes.windows(MARK.len()).position(|w| w == MARK) else { return };
    let words = String::from_utf8_lossy(&bytes[at + MARK.len()..]);
    let mut words = words.lines().next().unwrap_or_default().split_whitespace();
    match words.next().unwrap_or_default() {
        "abort" => std::process::abort(),
        "exit" => std::process::exit(3),
        "hang" => std::thread::sleep(Duration::from_secs(3600)),
        "slow" => std::thread::sleep(Duration::from_millis(200)),
        "spin" => spin(),
        "panic" => panic!("as the document asked"),
        "allocate" => allocate(),
        "overflow" => drop(overflow(0)),
        // Dies the first time only.
        "once" => {
            let mark = Path::new(&folder).join(words.next().unwrap_or("once"));
            if std::fs::File::create_new(mark).is_ok() {
                std::process::abort();
            }
        }
        _ => {}
    }
}

fn spin() {
    let mut n = 0u64;
    loop {
        n = std::hint::black_box(n.wrapping_add(1));
    }
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
