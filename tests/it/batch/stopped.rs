//! Runs that are ended from outside: killed, interrupted, out of room; and what the next run makes
//! of it.
#![cfg(unix)]

use std::fs;
use std::process::{Child, Command};
use std::time::Duration;

use super::{World, aid, good, said, signal, wait_until};

/// Twelve documents, some of which take their time.
fn world() -> World {
    let world = World::new(&[
        ("bad.pdf", b"no".to_vec()),
        ("copy.pdf", good(1)),
        ("once.pdf", aid("abort")),
    ]);
    for n in 0..9 {
        let slow = [good(n), b"%raingan-aid slow\n".to_vec()].concat();
        let bytes = if n % 2 == 0 { slow } else { good(n) };
        world.put(&format!("{n}.pdf"), &bytes);
    }
    world
}

fn lines(world: &World, out: &str) -> usize {
    let ledger = fs::read(world.path(out).join("ledger.jsonl")).unwrap_or_default();
    ledger.iter().filter(|b| **b == b'\n').count()
}

fn start(world: &World, line: &str) -> Child {
    world.command(line).spawn().unwrap()
}

#[test]
fn killed_at_any_moment_the_next_run_makes_it_whole() {
    let world = world();
    world.run("batch in -o whole --jobs 2");
    for after in [0, 1, 3, 6] {
        let mut child = start(&world, "batch in -o out --jobs 2");
        wait_until("the run goes on", || {
            lines(&world, "out") >= after || child.try_wait().is_ok_and(|status| status.is_some())
        });
        child.kill().unwrap();
        child.wait().unwrap();
        // As if the last line had not come to the disk whole.
        let ledger = world.path("out/ledger.jsonl");
        if let Ok(bytes) = fs::read(&ledger) {
            fs::write(&ledger, &bytes[..bytes.len().saturating_sub(7)]).unwrap();
        }
    }
    let (_, words) = world.run("batch in -o out --jobs 2");
    assert_eq!(world.lines("whole").len(), 12, "{words}");
    world.assert_same("whole", "out");
}

#[test]
fn interrupted_it_finishes_what_is_under_way_and_says_how_to_go_on() {
    let world = world();
    world.run("batch in -o whole --jobs 1");
    for name in ["INT", "TERM"] {
        let child = start(&world, &format!("batch in -o {name} --jobs 1"));
        wait_until("the run has begun", || lines(&world, name) > 0);
        signal(&child, name);
        let (status, words) = said(child.wait_with_output().unwrap());
        assert_eq!(status, 130, "{words}");
        assert!(words.contains("inputs are left; run the same command again to go on"), "{words}");
        assert!(world.lines(name).len() < 12);
        world.run(&format!("batch in -o {name}"));
        world.assert_same("whole", name);
    }
}

/// Folders of which each but the last has two links to the next: every file in it has 2^25 paths, and a
/// walk over all of them takes minutes.
#[cfg(target_os = "linux")]
fn endless(world: &World) {
    for at in 0..25 {
        let folder = world.path(&format!("in/{at}"));
        fs::create_dir_all(&folder).unwrap();
        for name in ["a", "b"] {
            std::os::unix::fs::symlink(format!("../{}", at + 1), folder.join(name)).unwrap();
        }
    }
    fs::create_dir_all(world.path("in/25")).unwrap();
}

/// Whether a process has a handler for SIGINT, the second of the signals.
#[cfg(target_os = "linux")]
fn takes_interrupts(child: &Child) -> bool {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
    u64::from_str_radix(caught.trim(), 16).unwrap() & 2 != 0
}

#[test]
#[cfg(target_os = "linux")]
fn interrupted_while_inputs_are_looked_for_it_ends_at_once() {
    for inputs in ["in", "in/**/*.none"] {
        let world = World::new(&[]);
        endless(&world);
        let mut child = start(&world, &format!("batch {inputs} -o out"));
        wait_until("it runs", || takes_interrupts(&child));
        signal(&child, "INT");
        wait_until("it ends", || child.try_wait().unwrap().is_some());
        let (status, words) = said(child.wait_with_output().unwrap());
        assert_eq!(status, 130, "{inputs}: {words}");
        assert!(words.contains("interrupted; run the same command again to go on"), "{words}");
        assert!(!world.path("out").exists(), "nothing was begun");
    }
}

#[test]
fn a_second_run_on_the_same_folder_is_refused() {
    let world = World::new(&[("a.pdf", aid("hang"))]);
    let mut child = start(&world, "batch in -o out");
    wait_until("the ledger is there", || world.path("out/ledger.jsonl").exists());
    let (status, words) = world.run("batch in -o out");
    assert_eq!(status, 2);
    assert!(words.contains("out: another run is writing here"), "{words}");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_worker_does_not_outlive_its_parent() {
    let world = World::new(&[("a.pdf", aid("hang"))]);
    let mut child = start(&world, "batch in -o out");
    let workers = |parent: u32| {
        let output = Command::new("ps").args(["-o", "pid=,ppid=", "-A"]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let pairs = text.lines().filter_map(|line| {
            let mut numbers = line.split_whitespace();
            Some((numbers.next()?.to_owned(), numbers.next()?.to_owned()))
        });
        pairs.filter(|(_, of)| *of == parent.to_string()).map(|(pid, _)| pid).collect::<Vec<_>>()
    };
    let mut found = Vec::new();
    wait_until("a worker is there", || {
        found = workers(child.id());
        !found.is_empty()
    });
    child.kill().unwrap();
    child.wait().unwrap();
    wait_until("the worker is gone", || {
        // One that is dead and not yet buried by its new parent is gone, too.
        let state =
            Command::new("ps").args(["-o", "stat=", "-p", &found[0]]).output().unwrap().stdout;
        state.is_empty() || state.starts_with(b"Z")
    });
}

#[test]
fn no_room_stops_the_run_and_nothing_is_lost() {
    let world = world();
    world.run("batch in -o whole");
    // Files of at most 8 KiB: reports are longer, as on a disk that is full.
    let limited = format!("ulimit -f 8; exec {} batch in -o out", env!("CARGO_BIN_EXE_raingan"));
    let mut command = Command::new("bash");
    command
        .args(["-c", &limited])
        .current_dir(world.path(""))
        .env("RAINGAN_TEST_AID", world.path(""));
    let (status, words) = said(command.output().unwrap());
    assert_eq!(status, 2, "{words}");
    assert!(words.contains("reports cannot be written there"), "{words}");
    assert!(words.contains("File too large"), "{words}");
    world.run("batch in -o out");
    world.assert_same("whole", "out");
}

/// The run fails on a disk that is full in the shell's own name space, gets more room, and goes on;
/// its outcome is kept.
const FULL_DISK: &str = "\
mkdir small
mount -t tmpfs -o size=$1 none small || exit 77
$0 batch in -o small/out 2>words; echo $? >status
mount -o remount,size=64m small || exit 77
$0 batch in -o small/out 2>/dev/null; echo $? >>status
cp -r small/out out";

#[test]
fn a_full_disk_stops_the_run_and_with_more_room_it_goes_on() {
    // From a disk with room for nothing to one that takes half of it.
    for size in ["8k", "32k", "64k"] {
        let world = world();
        world.run("batch in -o whole");
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-c", FULL_DISK]);
        command.args([env!("CARGO_BIN_EXE_raingan"), size]).current_dir(world.path(""));
        command.env_remove("RAINGAN_PASSWORD").env("RAINGAN_TEST_AID", world.path(""));
        if !command.output().is_ok_and(|output| output.status.success()) {
            eprintln!(
                "SKIPPED: no small file system can be mounted here; files of limited size are tested instead"
            );
            return;
        }
        let words = fs::read_to_string(world.path("words")).unwrap();
        assert_eq!(fs::read_to_string(world.path("status")).unwrap(), "2\n2\n", "{size}: {words}");
        assert!(words.contains("No space left on device"), "{size}: {words}");
        assert!(words.contains(" inputs are left"), "{size}: {words}");
        assert!(!words.contains("panicked") && !words.contains("internal"), "{size}: {words}");
        world.assert_same("whole", "out");
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_told_before_anything_is_read() {
    let world = world();
    fs::write(world.path("out"), "a file").unwrap();
    let (status, words) = world.run("batch in -o out");
    assert_eq!(status, 2);
    assert!(words.contains("error: out: the output folder cannot be made"), "{words}");
}

#[test]
fn a_document_that_changes_meanwhile_is_read_as_it_is_then() {
    // The slow one is the largest, so it is under way while the other is changed.
    let slow = [good(0), vec![b'\n'; 4096], b"%raingan-aid slow\n".to_vec()].concat();
    let world = World::new(&[("a.pdf", slow), ("b.pdf", good(1)), ("c.pdf", good(1))]);
    let child = start(&world, "batch in -o out --jobs 1");
    wait_until("the run has begun", || world.path("out/ledger.jsonl").exists());
    std::thread::sleep(Duration::from_millis(20));
    world.put("b.pdf", &good(2));
    let (status, words) = said(child.wait_with_output().unwrap());
    assert_eq!(status, 0, "{words}");
    // Whether or not the change came in time: all that is there in the end is read in the end.
    world.run("batch in -o out");
    world.run("batch in -o whole");
    assert!(world.tree("whole") == world.tree("out"));
}

#[test]
fn a_worker_nobody_waits_for_ends_by_its_processor_time() {
    use std::io::Write as _;
    use std::os::unix::process::ExitStatusExt as _;
    const XCPU: i32 = 24;
    let world = World::new(&[("a.pdf", aid("spin"))]);
    let mut command = world.command(&format!(
        "worker --memory 1073741824 --timeout 100 --threads 1 --parent {}",
        std::process::id()
    ));
    let mut child = command.stdin(std::process::Stdio::piped()).spawn().unwrap();
    let request = serde_json::json!({
        "place": {"path": "in/a.pdf", "path_escaped": false, "entry": null}, "sha256": null,
        "options": {"file_name": null, "password": null, "pages": null, "raw_text": false, "ocr": "auto", "dpi": null}, "form": "json", "excel": false, "thai": false, "output": ["out", false],
        "durable": false, "findings": false, "watched": false,
    });
    writeln!(child.stdin.as_mut().unwrap(), "{request}").unwrap();
    let mut status = None;
    wait_until("the worker is ended", || {
        status = child.try_wait().unwrap();
        status.is_some()
    });
    assert_eq!(status.unwrap().signal(), Some(XCPU));
}
