//! `raingan batch`: nothing is lost, whatever the documents do and whenever the run is ended.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use raingan::batch::line::{Line, Status};
use raingan::batch::schema::validate;
use serde_json::Value;
use tempfile::TempDir;

mod gone;
mod partial;
mod stopped;

/// A folder in which the program runs, with documents below `in/`.
pub struct World {
    folder: TempDir,
}

impl World {
    /// A world with these documents.
    pub fn new(documents: &[(&str, Vec<u8>)]) -> World {
        let world = World { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(world.path("in")).unwrap();
        documents.iter().for_each(|(name, bytes)| world.put(name, bytes));
        world
    }

    /// Leaves the folder where it is, for people to look into.
    pub fn keep(self) -> PathBuf {
        self.folder.keep()
    }

    /// A path below the folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a document below `in/`.
    pub fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.path("in").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The program with these arguments, ready to run here.
    pub fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_raingan"));
        command.args(line.split(' ')).current_dir(self.folder.path());
        command
            .env_remove("RAINGAN_PASSWORD")
            .env_remove("RAINGAN_LOG")
            .env("RAINGAN_TEST_AID", self.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the program; its exit status and what it said on stderr.
    pub fn run(&self, line: &str) -> (i32, String) {
        said(self.command(line).output().unwrap())
    }

    /// The ledger's lines in order.
    pub fn lines(&self, out: &str) -> Vec<Line> {
        let text = fs::read_to_string(self.path(out).join("ledger.jsonl")).unwrap();
        assert!(text.is_empty() || text.ends_with('\n'));
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")))
            .collect()
    }

    /// What came of each input: `status` or `status reason`, by path.
    pub fn ledger(&self, out: &str) -> BTreeMap<String, String> {
        let lines = self.lines(out);
        let told = |line: &Line| match &line.reason {
            Some(reason) => format!("{} {reason}", line.status.as_str()),
            None => line.status.as_str().to_owned(),
        };
        let ledger: BTreeMap<String, String> =
            lines.iter().map(|line| (line.place.to_string(), told(line))).collect();
        assert_eq!(ledger.len(), lines.len(), "one line an input");
        ledger
    }

    /// All files below `out` with their bytes, but for the ledger.
    pub fn tree(&self, out: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let root = self.path(out);
        let files = walkdir::WalkDir::new(&root)
            .into_iter()
            .map(Result::unwrap)
            .filter(|e| e.file_type().is_file());
        let named = files.map(|e| {
            (e.path().strip_prefix(&root).unwrap().to_owned(), fs::read(e.path()).unwrap())
        });
        named.filter(|(path, _)| path != Path::new("ledger.jsonl")).collect()
    }

    /// The ledger's lines without what differs from run to run, in order of their text.
    pub fn settled(&self, out: &str) -> Vec<String> {
        let lines = self.lines(out).into_iter().map(Line::settled);
        let mut lines: Vec<String> =
            lines.map(|line| serde_json::to_string(&line).unwrap()).collect();
        lines.sort();
        lines
    }

    /// Holds two outputs to each other: the same reports, byte for byte, and the same ledger but
    /// for the order.
    pub fn assert_same(&self, a: &str, b: &str) {
        let names = |out: &str| self.tree(out).into_keys().collect::<Vec<_>>();
        assert_eq!(names(a), names(b));
        assert!(self.tree(a) == self.tree(b), "the reports of {a} and {b} differ");
        assert_eq!(self.settled(a), self.settled(b));
    }
}

/// The exit status and the words of a run.
pub fn said(output: Output) -> (i32, String) {
    let words = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap_or(-1), words)
}

/// A small report; documents of different `n` differ in their bytes and not in what they say.
pub fn good(n: usize) -> Vec<u8> {
    let pdf = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf/two-tables.pdf"))
        .unwrap();
    [pdf, format!("\n%{n}\n").into_bytes()].concat()
}

/// A document on which a worker misbehaves.
pub fn aid(word: &str) -> Vec<u8> {
    [good(0), format!("%raingan-aid {word}\n").into_bytes()].concat()
}

/// A fixture's bytes.
pub fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf").join(name)).unwrap()
}

/// An archive of stored entries, written by hand as ISO/IEC 21320-1 has it.
fn zip(entries: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    for (name, content) in entries {
        let path = rawzip::path::EntryPath::verbatim(*name);
        let (mut entry, config) = archive.new_file(path).start().unwrap();
        let mut writer = config.wrap(&mut entry);
        writer.write_all(content).unwrap();
        let (_, descriptor) = writer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

fn expected(lines: &[(&str, &str)]) -> BTreeMap<String, String> {
    lines.iter().map(|(path, told)| (path.to_string(), told.to_string())).collect()
}

fn mixed() -> World {
    let archive = zip(&[
        (b"../up.pdf", &good(7)),
        (b"copy.pdf", &good(1)),
        (b"read.me", b"words"),
        (b"\xb0.pdf", &good(8)),
    ]);
    World::new(&[
        ("a.pdf", good(1)),
        ("b/รายงาน.pdf", good(2)),
        ("c.pdf", good(1)),
        ("empty.pdf", Vec::new()),
        ("locked.pdf", fixture("encrypted-user-password.pdf")),
        ("poem.pdf", b"roses are red".to_vec()),
        ("poem.txt", b"roses are red".to_vec()),
        ("cut.pdf", good(3)[..2000].to_vec()),
        ("all.zip", archive),
        ("broken.zip", b"PK\x03\x04 and no more".to_vec()),
    ])
}

#[test]
fn every_input_is_accounted_for() {
    let world = mixed();
    let (status, words) = world.run("batch in -o out");
    assert_eq!(status, 2, "{words}");
    let mut ledger = world.ledger("out");
    // What can be recovered of a file that was cut is not the subject here.
    assert!(ledger.remove("in/cut.pdf").is_some());
    assert_eq!(
        ledger,
        expected(&[
            ("in/a.pdf", "done"),
            ("in/all.zip!../up.pdf", "done"),
            ("in/all.zip!\\xb0.pdf", "done"),
            ("in/all.zip!copy.pdf", "duplicate"),
            ("in/all.zip!read.me", "skipped not-a-document"),
            ("in/b/รายงาน.pdf", "done"),
            ("in/broken.zip", "failed damaged"),
            ("in/c.pdf", "duplicate"),
            ("in/empty.pdf", "failed empty"),
            ("in/locked.pdf", "failed encrypted"),
            ("in/poem.pdf", "failed not-pdf"),
            ("in/poem.txt", "skipped not-a-document"),
        ])
    );
    for words_expected in ["error: in/locked.pdf: encrypted", "duplicate", "slowest", "pages/s"] {
        assert!(words.contains(words_expected), "{words_expected}: {words}");
    }
    for line in fs::read_to_string(world.path("out/ledger.jsonl")).unwrap().lines() {
        assert_eq!(validate(&serde_json::from_str(line).unwrap()), [], "{line}");
    }
    for line in world.lines("out").iter().filter(|line| line.status.has_report()) {
        let bytes = fs::read(world.path("out").join(line.report.as_ref().unwrap())).unwrap();
        assert_eq!(line.report_bytes, Some(bytes.len() as u64));
        let report: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(raingan::contract::schema::validate(&report), []);
        assert_eq!(report["source"]["sha256"].as_str(), line.sha256.as_deref());
        assert_eq!(report["source"]["page_count"].as_u64(), line.pages.map(u64::from));
    }
    let thai =
        world.lines("out").into_iter().find(|line| line.place.path == "in/b/รายงาน.pdf").unwrap();
    assert!(thai.report.unwrap().starts_with("reports/รายงาน-"));
    assert!(!world.path("up.pdf").exists() && !world.path("out/up.pdf").exists());
}

/// A page without a mark on it, as a PNG.
fn blank_png() -> Vec<u8> {
    const SIDE: u32 = 64;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, SIDE, SIDE);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[255; (SIDE * SIDE) as usize]).unwrap();
    writer.finish().unwrap();
    bytes
}

/// What the ledger says of each input, without the folder: `done`, or the message.
fn messages(world: &World) -> BTreeMap<String, String> {
    let lines = world.lines("out").into_iter();
    let said = lines.map(|line| {
        let name = line.place.to_string().trim_start_matches("in/").to_owned();
        (name, line.message.unwrap_or_else(|| line.status.as_str().to_owned()))
    });
    said.collect()
}

#[test]
fn what_is_found_is_told_by_its_kind_and_pictures_are_read() {
    let docx = zip(&[(b"[Content_Types].xml", b"<Types/>"), (b"word/document.xml", b"<w/>")]);
    let xlsx = zip(&[(b"[Content_Types].xml", b"<Types/>"), (b"xl/workbook.xml", b"<x/>")]);
    let html = b"<!DOCTYPE html><title>404</title>".to_vec();
    let archive = zip(&[
        (b"html.pdf.html", &html),
        (b"page", &[blank_png(), b"another".to_vec()].concat()),
        (b"plan.docx", &docx),
        (b"plan.xlsx", &xlsx),
        // Stored as it is, a PDF in an archive does not make a PDF of the archive.
        (b"within.zip", &zip(&[(b"a.pdf", &good(2))])),
    ]);
    let world = World::new(&[
        ("all.zip", archive),
        ("html.html", html),
        ("page.png", blank_png()),
        ("plan.docx", docx),
        ("plan.xlsx", xlsx),
        ("stored.zip", zip(&[(b"a.pdf", &good(1))])),
    ]);
    let (status, words) = world.run("batch in -o out");
    // Of the blank pictures nothing was understood.
    assert_eq!(status, 1, "{words}");
    let no_document = |kind: &str| format!("is no PDF and no picture of one: it looks like {kind}");
    let word = no_document("a Word file (.docx; save it as PDF first)");
    let excel = no_document("an Excel file (.xlsx; save it as PDF first)");
    let page = no_document("a web page (HTML): the download may have failed");
    let blank = "nothing of the document was understood: no table, and only 0 characters of text";
    assert_eq!(
        messages(&world),
        expected(&[
            ("all.zip!html.pdf.html", &page),
            ("all.zip!page", blank),
            ("all.zip!plan.docx", &word),
            ("all.zip!plan.xlsx", &excel),
            ("all.zip!within.zip!/a.pdf", "done"),
            ("html.html", &page),
            ("page.png", blank),
            ("plan.docx", &word),
            ("plan.xlsx", &excel),
            ("stored.zip!a.pdf", "done"),
        ])
    );
    let picture = world.lines("out").into_iter().find(|line| line.place.path == "in/page.png");
    let report = fs::read(world.path("out").join(picture.unwrap().report.unwrap())).unwrap();
    let report: Value = serde_json::from_slice(&report).unwrap();
    assert_eq!(report["source"]["media_type"], "image/png");
}

#[test]
fn run_again_only_what_is_missing_or_changed_is_done() {
    let world = mixed();
    world.run("batch in -o out");
    let (first, tree) = (world.settled("out"), world.tree("out"));
    world.run("batch in -o out --jobs 1");
    assert_eq!(world.settled("out"), first, "no line is added");
    // A report that is gone is made again, and one that was cut.
    let report = world
        .lines("out")
        .into_iter()
        .find(|line| line.place.path == "in/a.pdf")
        .unwrap()
        .report
        .unwrap();
    for harm in [fs::remove_file as fn(PathBuf) -> std::io::Result<()>, |path| fs::write(path, "{")]
    {
        harm(world.path("out").join(&report)).unwrap();
        world.run("batch in -o out");
        assert!(world.tree("out") == tree);
    }
    let before = world.lines("out").len();
    world.put("b/รายงาน.pdf", &good(9));
    world.run("batch in -o out");
    let lines = world.lines("out");
    assert_eq!(lines.len(), before + 1);
    assert_eq!(lines[before].place.path, "in/b/รายงาน.pdf");
    world.run("batch in -o anew");
    assert!(world.tree("out") == world.tree("anew"), "the report of what was there before is gone");
}

#[test]
fn a_worker_that_dies_costs_one_document() {
    let words = ["abort", "exit", "hang", "spin", "allocate", "overflow", "panic", "once x"];
    let documents: Vec<(String, Vec<u8>)> =
        words.iter().map(|word| (format!("{word}.pdf"), aid(word))).collect();
    let mut named: Vec<(&str, Vec<u8>)> =
        documents.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    named.extend([("a.pdf", good(1)), ("z.pdf", good(2))]);
    let world = World::new(&named);
    let (status, said) = world.run("batch in -o out --timeout 4s --memory 400MiB --jobs 2");
    assert_eq!(status, 2, "{said}");
    assert_eq!(
        world.ledger("out"),
        expected(&[
            ("in/a.pdf", "done"),
            ("in/abort.pdf", "failed crashed"),
            ("in/allocate.pdf", "failed out-of-memory"),
            ("in/exit.pdf", "failed crashed"),
            ("in/hang.pdf", "failed timeout"),
            ("in/once x.pdf", "done"),
            ("in/overflow.pdf", "failed stack-overflow"),
            ("in/panic.pdf", "failed internal"),
            ("in/spin.pdf", "failed timeout"),
            ("in/z.pdf", "done"),
        ]),
        "{said}"
    );
    for line in world.lines("out") {
        let deadly = !["in/a.pdf", "in/z.pdf", "in/panic.pdf"].contains(&line.place.path.as_str());
        assert_eq!(line.earlier.len(), usize::from(deadly), "{}", line.place);
        let first = line.earlier.first().map(|attempt| attempt.reason.as_str());
        let both =
            line.status == Status::Done || first.is_none() || first == line.reason.as_deref();
        assert!(both, "{}: {first:?} and {:?}", line.place, line.reason);
    }
    assert!(said.contains("needed more than 400 MiB of memory"), "{said}");
}

#[test]
fn what_failed_can_be_taken_again() {
    let world =
        World::new(&[("locked.pdf", fixture("encrypted-user-password.pdf")), ("a.pdf", good(1))]);
    assert_eq!(world.run("batch in -o out").0, 2);
    assert_eq!(world.run("batch in -o out").0, 2);
    assert_eq!(world.lines("out").len(), 2, "a lasting failure stands");
    assert_eq!(world.run("batch -o out --retry failed").0, 2);
    assert_eq!(world.lines("out").len(), 3);
    let (status, said) = world.run("batch -o out --retry failed --password raingan-test");
    assert_eq!(status, 0, "{said}");
    let last = world.lines("out").pop().unwrap();
    assert_eq!(
        (last.place.path.as_str(), last.status, last.options.password),
        ("in/locked.pdf", Status::Done, true)
    );
    assert!(!fs::read_to_string(world.path("out/ledger.jsonl")).unwrap().contains("raingan-test"));
    let output = world.command("batch --status out").output().unwrap();
    let table = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(table.contains("  done                                2\n"), "{table}");
}

#[test]
fn shards_merge_into_what_one_run_makes() {
    let world = mixed();
    for n in 10..22 {
        world.put(&format!("more/{n}.pdf"), &good(n % 7));
    }
    world.run("batch in -o whole");
    for n in 1..=3 {
        world.run(&format!("batch in -o part-{n} --shard {n}/3"));
    }
    let (status, said) = world.run("batch --merge part-1 part-2 part-3 -o out");
    assert_eq!(status, 2, "{said}");
    world.assert_same("whole", "out");
    world.run("batch --merge part-3 part-1 part-2 -o out");
    world.assert_same("whole", "out");
    // What was merged can be gone on with.
    world.run("batch in -o out");
    world.assert_same("whole", "out");
}

#[test]
fn no_inputs_and_wrong_ones_are_told_and_nothing_is_made() {
    let world = World::new(&[]);
    world.put("list", b"");
    for (line, words) in [
        ("batch -o out", "there is nothing to read"),
        ("batch in/none -o out", ""),
        ("batch --from in/list -o out", "there is nothing to read"),
        ("batch in/*.doc -o out", "matches none"),
        ("batch in -o out --shard 3/2", "there is no part 3 of 2"),
        ("batch in -o out --memory 3", "at least 128 MiB"),
        ("batch --status out", "cannot be read"),
        ("batch in", "--output"),
    ] {
        let (status, said) = world.run(line);
        assert_eq!(status, 2, "{line}: {said}");
        assert!(said.contains(words), "{line}: {said}");
        assert!(line.contains("none") || !world.path("out").exists(), "{line}");
        let _ = fs::remove_dir_all(world.path("out"));
    }
}

#[test]
fn the_output_may_stand_within_the_input() {
    let world = World::new(&[("a.pdf", good(1))]);
    assert_eq!(world.run("batch . -o in/out").0, 0);
    assert_eq!(world.run("batch . -o in/out").0, 0);
    assert_eq!(world.ledger("in/out"), expected(&[("./in/a.pdf", "done")]));
}

#[test]
fn a_list_may_come_from_standard_input() {
    let world = World::new(&[("a\nb.pdf", good(1)), ("c.pdf", good(2)), ("d.pdf", good(3))]);
    let mut child = world.command("batch --from - -o out").stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"in/a\nb.pdf\0in/c.pdf\0in/none.pdf\0").unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    let told = [("in/a\nb.pdf", "done"), ("in/c.pdf", "done"), ("in/none.pdf", "failed io")];
    assert_eq!(world.ledger("out"), expected(&told));
}

#[cfg(unix)]
#[test]
fn odd_names_and_links_are_kept_apart() {
    use std::os::unix::ffi::OsStrExt as _;
    let world = World::new(&[("a.pdf", good(1))]);
    let name = std::ffi::OsStr::from_bytes(b"in/\xffx\\y.pdf");
    if fs::write(world.folder.path().join(name), good(2)).is_err() {
        eprintln!("SKIPPED: this file system takes only UTF-8 names");
        return;
    }
    std::os::unix::fs::symlink(".", world.path("in/loop")).unwrap();
    std::os::unix::fs::symlink("none", world.path("in/dangling.pdf")).unwrap();
    assert_eq!(world.run("batch in -o out").0, 2);
    let told = world.ledger("out");
    assert_eq!(told["in/\\xffx\\\\y.pdf"], "done");
    assert_eq!(told["in/loop"], "skipped symlink-loop");
    assert_eq!(told["in/dangling.pdf"], "failed io");
    let escaped: Vec<bool> =
        world.lines("out").iter().map(|line| line.place.path_escaped).collect();
    assert_eq!(escaped.iter().filter(|escaped| **escaped).count(), 1);
    let lines = world.lines("out").len();
    world.run("batch in -o out");
    assert_eq!(world.lines("out").len(), lines);
}

#[test]
fn progress_for_programs_is_json() {
    let world =
        World::new(&[("a.pdf", good(1)), ("b.pdf", aid("slow")), ("c.pdf", b"no".to_vec())]);
    let (_, said) = world.run("batch in -o out --progress json");
    let events: Vec<Value> =
        said.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let last = events.last().unwrap();
    assert_eq!(
        (&last["event"], &last["documents"], &last["failed"]),
        (&"summary".into(), &3.into(), &1.into())
    );
    assert_eq!(last["summary"]["reasons"]["failed"]["not-pdf"], 1);
    let (_, said) = world.run("--quiet batch in -o quiet");
    assert_eq!(said.lines().count(), 1, "errors only: {said}");
}

#[test]
fn extract_is_guarded_by_the_same_limits() {
    let world =
        World::new(&[("a.pdf", good(1)), ("abort.pdf", aid("abort")), ("hang.pdf", aid("hang"))]);
    let (status, said) =
        world.run("extract in/abort.pdf in/hang.pdf in/a.pdf --timeout 2s -o out/");
    assert_eq!(status, 2);
    assert!(
        said.contains("error: in/abort.pdf: the process that read it ended (signal: 6"),
        "{said}"
    );
    assert!(
        said.contains(
            "error: in/hang.pdf: took longer than 2 s and was stopped: give more with --timeout"
        ),
        "{said}"
    );
    assert!(world.path("out/a.json").exists() && !world.path("out/hang.json").exists());
}

#[test]
fn extract_writes_the_same_in_a_worker_and_here() {
    let world = World::new(&[
        ("a.pdf", good(1)),
        ("b.pdf", fixture("plan-list.pdf")),
        ("c.pdf", b"no".to_vec()),
    ]);
    for line in [
        "extract in/a.pdf",
        "extract in/a.pdf in/b.pdf --format csv",
        "extract in/c.pdf in/a.pdf in/b.pdf --format csv --bom",
        "extract in/a.pdf in/b.pdf --format markdown --lang th",
        "extract in/b.pdf in/a.pdf --format ndjson --pages 1",
        "extract in/b.pdf --stage rows",
        "extract in/a.pdf in/b.pdf --stage text -v",
    ] {
        let apart = world.command(line).output().unwrap();
        let here = world.command(&format!("{line} --no-isolation")).output().unwrap();
        assert!(!here.stdout.is_empty(), "{line}");
        assert!(apart == here, "{line}: {}", String::from_utf8_lossy(&apart.stderr));
    }
    let mut child = world.command("extract -").stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&good(1)).unwrap();
    let from_stdin = child.wait_with_output().unwrap();
    let report: Value = serde_json::from_slice(&from_stdin.stdout).unwrap();
    assert_eq!((from_stdin.status.code(), &report["source"]["file_name"]), (Some(0), &Value::Null));
}

/// Waits until `done` holds; a minute is more than enough for anything here.
pub fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    let started = Instant::now();
    while !done() {
        assert!(started.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Sends a signal to a process of ours.
pub fn signal(child: &Child, name: &str) {
    assert!(
        Command::new("kill")
            .args([format!("-{name}"), child.id().to_string()])
            .status()
            .unwrap()
            .success()
    );
}
