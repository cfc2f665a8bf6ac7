//! Hostile, broken and locked files: each is read in a process of its own with 1 GiB of address
//! space and 10 s, and ends with an error or with pages and findings; never with a panic, an abort
//! or a hang.
//!
//! The process is this test program again ([`child`]), so that the limits of one file cannot touch
//! another test.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use hayro_interpret::font::GlyphRun;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro_syntax::object::Dict;
use kurbo::{Affine, BezPath, Rect};
use raingan::pdf::budget::{Budget, guarded, install_quiet_hook, with_stack};
use raingan::pdf::limits::Limits;
use raingan::pdf::open::{Opened, open};
use raingan::pdf::vet::{Vetted, vet};

use crate::beside::shared;

mod fixtures;

/// Address space of a child, in KiB as `ulimit -v` takes it.
const CHILD_KIB: u32 = 1 << 20;
/// Time a child may take.
const CHILD_TIME: Duration = Duration::from_secs(10);
const FILE: &str = "RAINGAN_HOSTILE_FILE";
/// Bytes of stack, to measure how much is needed.
const STACK: &str = "RAINGAN_HOSTILE_STACK";
const PASSWORD: &str = "RAINGAN_HOSTILE_PASSWORD";

/// A device that spends a budget and counts glyphs.
struct Counter {
    budget: Budget,
    glyphs: usize,
}

impl<'a> Device<'a> for Counter {
    fn draw_path(&mut self, path: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.budget.spend(path.elements().len() as u64);
    }
    fn push_clip_path(&mut self, path: &ClipPath) {
        self.budget.spend(path.path.elements().len() as u64);
    }
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.budget.spend(1);
    }
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        self.budget.spend(run.glyphs().len() as u64);
        self.glyphs += run.glyphs().len();
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.budget.spend(1);
    }
    fn pop_clip(&mut self) {
        self.budget.spend(1);
    }
    fn pop_transparency_group(&mut self) {
        self.budget.spend(1);
    }
    fn begin_marked_content(&mut self, _: &[u8], _: Option<&Dict<'_>>) {
        self.budget.spend(1);
    }
}

/// What one file came to.
#[derive(Debug, Default)]
struct Outcome {
    /// The error's code, or `ok`.
    status: String,
    pages: usize,
    glyphs: usize,
    /// Codes of the findings, sorted, each once.
    findings: Vec<String>,
}

fn read(bytes: &[u8], password: Option<&str>, limits: &Limits) -> Outcome {
    match open(bytes, password, limits) {
        Err(e) => Outcome { status: e.kind().code().to_owned(), ..Outcome::default() },
        Ok(opened) => {
            let vetted = vet(&opened.pdf, limits, 0..opened.pdf.pages().len());
            read_pages(&opened, &vetted, limits)
        }
    }
}

fn read_pages(opened: &Opened, vetted: &Vetted, limits: &Limits) -> Outcome {
    let mut outcome = Outcome {
        status: "ok".to_owned(),
        pages: opened.page_count as usize,
        ..Outcome::default()
    };
    let mut findings: Vec<String> =
        opened.findings.iter().chain(&vetted.findings).map(|f| f.code.clone()).collect();
    let cache = InterpreterCache::new();
    for (index, page) in opened.pdf.pages().iter().enumerate() {
        if let Err(finding) = vetted.page_verdict(index) {
            findings.push(finding.code.clone());
            continue;
        }
        if let Err(finding) = vetted.raster_verdict(index) {
            findings.push(format!("raster:{}", finding.code));
        }
        let (width, height) = page.render_dimensions();
        let area = Rect::new(0.0, 0.0, width.into(), height.into());
        let transform = Affine::new(page.initial_transform(true).as_coeffs());
        let mut counter = Counter { budget: Budget::new(limits), glyphs: 0 };
        let done = guarded(|| {
            let mut context = Context::new(
                transform,
                area,
                &cache,
                opened.pdf.xref(),
                InterpreterSettings::default(),
            );
            interpret_page(page, &mut context, &mut counter);
        });
        outcome.glyphs += counter.glyphs;
        findings.extend(done.err().map(|trouble| trouble.finding(index as u32 + 1).code));
    }
    findings.sort_unstable();
    findings.dedup();
    Outcome { findings, ..outcome }
}

/// Not a test: what a child process runs.
#[test]
#[ignore = "run by the other tests, in a process of its own"]
fn child() {
    let Ok(file) = std::env::var(FILE) else { return };
    install_quiet_hook();
    let bytes = std::fs::read(&file).expect("the file of the child");
    let password = std::env::var(PASSWORD).ok();
    let mut limits = Limits::default();
    if let Some(stack) = std::env::var(STACK).ok().and_then(|s| s.parse().ok()) {
        limits.stack_bytes = stack;
    }
    let outcome = with_stack(limits.stack_bytes, || read(&bytes, password.as_deref(), &limits))
        .expect("a thread");
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or("?").trim();
    println!(
        "\nOUTCOME {} {} {} {} | peak {peak}",
        outcome.status,
        outcome.pages,
        outcome.glyphs,
        outcome.findings.join(",")
    );
}

/// Reads a file in a child; panics where the child does anything but end well in time.
fn read_in_child(file: &Path, password: Option<&str>) -> Outcome {
    let exe = std::env::current_exe().expect("this program");
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -v {CHILD_KIB}; exec \"$0\" \"$@\"")]).arg(exe);
    command.args(["--exact", "hostile::child", "--ignored", "--nocapture", "--test-threads=1"]);
    command.env(FILE, file).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if let Some(password) = password {
        command.env(PASSWORD, password);
    }
    let started = Instant::now();
    let mut running = command.spawn().expect("a child process");
    while running.try_wait().expect("its state").is_none() {
        if started.elapsed() > CHILD_TIME {
            let _ = running.kill();
            panic!("{}: takes longer than {CHILD_TIME:?}", file.display());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let took = started.elapsed();
    let output = running.wait_with_output().expect("its output");
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{}: {}\n{out}\n{err}", file.display(), output.status);
    assert!(!err.contains("panicked"), "{}: a panic reached the terminal: {err}", file.display());
    let line = out.lines().find_map(|l| l.strip_prefix("OUTCOME ")).expect("an outcome");
    println!("{:>7.0?} {line}  {}", took, file.file_name().unwrap_or_default().to_string_lossy());
    parse(line)
}

fn parse(line: &str) -> Outcome {
    let mut words = line.split(' ');
    let mut word = || words.next().unwrap_or_default();
    Outcome {
        status: word().to_owned(),
        pages: word().parse().unwrap_or_default(),
        glyphs: word().parse().unwrap_or_default(),
        findings: word().split(',').filter(|w| !w.is_empty()).map(str::to_owned).collect(),
    }
}

fn shared_folder(path: &str) -> Vec<PathBuf> {
    let Some(folder) = shared(path) else { return Vec::new() };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .filter_map(|e| e.ok().map(|e| e.path()))
        .collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "pdf"));
    files.sort();
    files
}

#[test]
fn shared_bad_and_hard_files_end_well() {
    for file in shared_folder("corpus/bad").iter().chain(&shared_folder("real/hard")) {
        let outcome = read_in_child(file, None);
        assert_ne!(outcome.status, "", "{}", file.display());
    }
}

#[test]
fn shared_broken_containers_give_all_their_pages() {
    let cases = [
        ("P10-truncated-tail", None, true),
        ("P10-broken-xref", None, true),
        ("P10-enc-emptyuser-aes256", None, false),
        ("P10-enc-emptyuser-rc4", None, false),
        ("P10-enc-secret", Some("secret"), false),
        ("P10-ghostscript", None, false),
        ("P10-linearized", None, false),
        ("P10-objstm", None, false),
        ("P10-rotate90", None, false),
    ];
    for (name, password, repaired) in cases {
        let Some(file) = shared(&format!("corpus/pdf/D1/{name}.pdf")) else { return };
        let outcome = read_in_child(&file, password);
        assert_eq!((outcome.status.as_str(), outcome.pages), ("ok", 20), "{name}");
        assert!(outcome.glyphs > 10_000, "{name}: {} glyphs", outcome.glyphs);
        let expected: &[&str] = if repaired { &["file-repaired"] } else { &[] };
        assert_eq!(outcome.findings, expected, "{name}");
    }
}

#[test]
fn shared_locked_files_say_what_they_need() {
    let Some(file) = shared("corpus/pdf/D1/P10-enc-secret.pdf") else { return };
    let bytes = std::fs::read(file).expect("a file");
    let limits = Limits::default();
    let locked = open(&bytes, None, &limits).expect_err("locked").in_file("plan-2568.pdf");
    assert_eq!(locked.to_string(), "plan-2568.pdf: encrypted: a password is needed");
    let wrong = open(&bytes, Some("Secret"), &limits).expect_err("locked");
    assert_eq!(wrong.kind(), raingan::ErrorKind::WrongPassword);
}

#[test]
fn own_hostile_files_end_as_expected() {
    let folder = std::env::temp_dir().join(format!("raingan-hostile-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    for case in fixtures::all() {
        let file = folder.join(format!("{}.pdf", case.name));
        std::fs::write(&file, &case.bytes).expect("a file");
        let outcome = read_in_child(&file, None);
        let found = (outcome.status.as_str(), outcome.pages, outcome.findings.join(","));
        assert_eq!(found, (case.status, case.pages, case.findings.to_owned()), "{}", case.name);
        assert_eq!(outcome.glyphs > 0, case.text, "{}: {} glyphs", case.name, outcome.glyphs);
    }
    let _ = std::fs::remove_dir_all(&folder);
}
