//! The program as a user meets it: the real binary, its streams and its exit status.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use raingan::contract::output;

use crate::sample;

/// The program, without what the caller's environment would change.
fn raingan() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raingan"));
    for name in ["RAINGAN_PASSWORD", "LC_ALL", "LC_MESSAGES", "LANG", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

fn run(args: &[&str], folder: &Path, stdin: &[u8]) -> Output {
    let mut child = raingan()
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who does not read all of it has closed the pipe: no matter here.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

/// Runs in a folder with some inputs: status, stdout, stderr.
fn outcome(line: &str, stdin: &[u8]) -> (i32, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    write("empty.pdf", b"");
    let mut full = Vec::new();
    output::json(&sample::full(), &mut full).unwrap();
    write("full.json", &full);
    let mut lines = Vec::new();
    output::ndjson(&sample::full(), &mut lines).unwrap();
    lines.extend_from_slice(b"{\"schema_version\": \"1.0\"}\n");
    write("lines.ndjson", &lines);
    write(
        "wrong.json",
        String::from_utf8(full).unwrap().replace("\"1.0\"", "\"0.9\\u001b\"").as_bytes(),
    );
    write("poem.json", b"roses are red");
    let out = run(&line.split(' ').collect::<Vec<_>>(), folder.path(), stdin);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (out.status.code().expect("no signal ends it"), text(out.stdout), text(out.stderr))
}

#[test]
fn what_cannot_be_read_has_a_message_of_its_own() {
    for (line, words) in [
        ("extract none.pdf", "error: none.pdf: there is no such file\n  because: "),
        ("extract folder", "error: folder: is a directory: name the files in it\n"),
        ("extract empty.pdf", "error: empty.pdf: is empty: there are no bytes to read\n"),
        ("extract -", "error: standard input: is empty: there are no bytes to read\n"),
        ("validate none.json", "error: none.json: there is no such file\n"),
        (
            "validate poem.json",
            "error: poem.json: not JSON\n  because: expected value at line 1 column 1\n",
        ),
    ] {
        let (status, out, err) = outcome(line, b"");
        assert_eq!((status, out.as_str()), (2, ""), "{line}");
        assert!(err.starts_with(words), "{line}: {err}");
    }
}

#[test]
fn a_file_over_the_limit_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = fs::File::create(folder.path().join("huge.pdf")).unwrap();
    file.set_len((256 << 20) + 1).unwrap();
    let out = run(&["extract", "huge.pdf"], folder.path(), b"");
    assert_eq!(out.status.code(), Some(2));
    let err = String::from_utf8(out.stderr).unwrap();
    assert_eq!(err, "error: huge.pdf: is larger than 256 MiB, the limit for one file\n");
}

#[test]
fn the_schema_is_printed_as_published() {
    for line in ["schema", "schema report"] {
        let (status, out, err) = outcome(line, b"");
        assert_eq!((status, err.as_str()), (0, ""));
        assert_eq!(out, include_str!("../../schemas/report.schema.json"));
    }
}

#[test]
fn validate_says_place_and_reason() {
    let version = "/schema_version: \"1.0\" is expected, found \"0.9\\u001b\"\n";
    for (line, status, said) in [
        ("validate full.json", 0, "full.json: ok\n".to_owned()),
        ("validate --quiet full.json", 0, String::new()),
        ("validate wrong.json full.json", 1, format!("wrong.json: {version}full.json: ok\n")),
        ("validate -q wrong.json", 1, format!("wrong.json: {version}")),
    ] {
        let (code, out, err) = outcome(line, b"");
        assert_eq!((code, out, err.as_str()), (status, said, ""), "{line}");
    }
    let (status, out, _) = outcome("validate lines.ndjson", b"");
    assert_eq!(status, 1);
    assert!(
        out.contains(
            "lines.ndjson: document 2: (whole document): the key \"generator\" is missing\n"
        ),
        "{out}"
    );
    assert!(!out.contains("document 1"), "{out}");
    let (status, out, _) = outcome("validate - full.json", b"[]");
    assert_eq!(status, 1);
    assert_eq!(
        out,
        "standard input: (whole document): object is expected, found an array\nfull.json: ok\n"
    );
}

#[test]
fn usage_errors_end_with_status_2() {
    for line in [
        "",
        "extract",
        "extract a.pdf --pages 8-3",
        "extract a.pdf --threads 0",
        "extract a.pdf --format csv --stage rows",
        "extract a.pdf --bom",
        "extract a.pdf b.pdf",
        "validate -q -v full.json",
        "publish",
    ] {
        let (status, out, err) = outcome(line, b"");
        assert_eq!((status, out.as_str()), (2, ""), "{line}");
        assert!(!err.is_empty(), "{line}");
    }
}

#[test]
fn help_and_version_are_data() {
    for (line, words) in [
        ("--version", concat!("raingan ", env!("CARGO_PKG_VERSION"))),
        ("--help", "Examples:"),
        ("extract --help", "RAINGAN_PASSWORD"),
        ("validate --help", "JSON pointer"),
        ("schema --help", "Examples:"),
        ("batch --help", "ledger.jsonl"),
    ] {
        let (status, out, err) = outcome(line, b"");
        assert_eq!((status, err.as_str()), (0, ""), "{line}");
        assert!(out.contains(words), "{line}: {out}");
    }
}

#[cfg(unix)]
#[test]
fn a_password_in_the_environment_is_not_shown() {
    let out =
        raingan().args(["extract", "--help"]).env("RAINGAN_PASSWORD", "geheim").output().unwrap();
    assert!(!String::from_utf8(out.stdout).unwrap().contains("geheim"));
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    for line in [
        "raingan schema | head -c 1",
        "raingan --help | head -c 1",
        "raingan validate full.json | true",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut full = Vec::new();
        output::json(&sample::full(), &mut full).unwrap();
        fs::write(folder.path().join("full.json"), full).unwrap();
        let line = line.replace("raingan", env!("CARGO_BIN_EXE_raingan"));
        let script = format!("set -o pipefail; {line} > /dev/null");
        let out =
            Command::new("bash").args(["-c", &script]).current_dir(folder.path()).output().unwrap();
        assert_eq!(
            (out.status.code(), String::from_utf8(out.stderr).unwrap().as_str()),
            (Some(0), ""),
            "{line}"
        );
    }
}

#[test]
fn a_file_name_cannot_drive_the_terminal() {
    let (_, _, err) = outcome("extract \u{1b}[31m\u{202e}.pdf", b"");
    assert!(err.starts_with("error: \\u{1b}[31m\\u{202e}.pdf: "), "{err:?}");
}
