//! What README.md shows is what the program prints.
//!
//! In a `console` block, lines that begin with `$ ` are run by bash in a folder that holds
//! `fixtures/`, and the lines below are their standard output: `…` stands for any text of a line,
//! and alone on a line for any number of lines. In a block below `<!-- item ID of FILE -->` stands
//! one item of a report as JSON, without its boxes and confidences.

use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

use raingan::contract::walk;
use raingan::{Options, extract};
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn readme() -> String {
    fs::read_to_string(Path::new(ROOT).join("README.md")).expect("README.md")
}

/// The blocks of a language: the text between its fence and the next.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let fence = format!("```{language}\n");
    text.split(&fence)
        .skip(1)
        .map(|rest| rest.split("\n```").next().expect("a first part"))
        .collect()
}

/// A command and the lines that are to follow it.
type Shown<'t> = (&'t str, Vec<&'t str>);

fn commands<'t>(block: &'t str) -> Vec<Shown<'t>> {
    let mut all: Vec<Shown<'t>> = Vec::new();
    for line in block.lines() {
        match line.strip_prefix("$ ") {
            Some(command) => all.push((command, Vec::new())),
            None => {
                all.last_mut().unwrap_or_else(|| panic!("no command before {line:?}")).1.push(line)
            }
        }
    }
    all
}

/// Whether a line is as shown, `…` standing for anything.
fn line_fits(shown: &str, line: &str) -> bool {
    match shown.split_once('…') {
        None => shown == line,
        Some((start, rest)) => line.strip_prefix(start).is_some_and(|tail| {
            tail.char_indices()
                .map(|(i, _)| i)
                .chain([tail.len()])
                .any(|i| line_fits(rest, &tail[i..]))
        }),
    }
}

/// Whether lines are as shown, a `…` alone standing for any number of them.
fn fits(shown: &[&str], lines: &[&str]) -> bool {
    match (shown.first(), lines.first()) {
        (None, None) => true,
        (Some(only), _) if only.trim() == "…" => {
            (0..=lines.len()).any(|skipped| fits(&shown[1..], &lines[skipped..]))
        }
        (Some(shown_line), Some(line)) => {
            line_fits(shown_line, line) && fits(&shown[1..], &lines[1..])
        }
        _ => false,
    }
}

/// A folder with all that the commands use.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let fixtures = folder.path().join("fixtures/pdf");
    fs::create_dir_all(&fixtures).expect("a folder");
    for entry in fs::read_dir(Path::new(ROOT).join("fixtures/pdf")).expect("fixtures") {
        let from = entry.expect("a fixture").path();
        fs::copy(&from, fixtures.join(from.file_name().expect("a name"))).expect("a copy");
    }
    folder
}

/// Runs a command as a reader of the README would; `cargo run` is the program that is built
/// already.
fn run(command: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_raingan"));
    let path = env::join_paths(
        program
            .parent()
            .into_iter()
            .map(Path::to_owned)
            .chain(env::split_paths(&env::var_os("PATH").unwrap_or_default())),
    );
    let command = command.replace("cargo run --release --quiet -- ", "raingan ");
    let out = Command::new("bash")
        .args(["-c", &command])
        .current_dir(folder)
        .env("PATH", path.expect("a PATH"))
        .env("LC_ALL", "C.UTF-8")
        .env_remove("RAINGAN_PASSWORD")
        .stdin(Stdio::null())
        .output()
        .expect("bash runs");
    String::from_utf8(out.stdout).expect("UTF-8")
}

#[test]
fn every_command_prints_what_is_shown() {
    let readme = readme();
    let folder = folder();
    let mut count = 0;
    for (command, shown) in blocks(&readme, "console").into_iter().flat_map(commands) {
        let out = run(command, folder.path());
        let printed: Vec<&str> = out.lines().map(str::trim_end).collect();
        assert!(
            fits(&shown, &printed),
            "README.md: {command}\n--- shown\n{}\n--- printed\n{}",
            shown.join("\n"),
            printed.join("\n")
        );
        count += 1;
    }
    assert!(count >= 5, "{count} commands in README.md");
}

/// The JSON without boxes and confidences.
fn without_places(mut value: Value) -> Value {
    match &mut value {
        Value::Object(object) => {
            object.retain(|key, _| key != "regions" && key != "confidence");
            object.values_mut().for_each(|below| *below = without_places(below.take()));
        }
        Value::Array(items) => {
            items.iter_mut().for_each(|below| *below = without_places(below.take()))
        }
        _ => {}
    }
    value
}

/// An item of the report of a fixture.
fn item(id: &str, file: &str) -> Value {
    let bytes = fs::read(Path::new(ROOT).join(file)).expect(file);
    let report = extract(&bytes, &Options::default()).expect(file);
    let mut found = None;
    for top in report.sections.iter().flat_map(walk::items) {
        walk::tree(top, &mut |item| {
            if item.id == id {
                found = Some(serde_json::to_value(item).expect("JSON"));
            }
        });
    }
    without_places(found.unwrap_or_else(|| panic!("{file} has no item {id}")))
}

#[test]
fn the_item_shown_is_the_item_read() {
    let readme = readme();
    let mut count = 0;
    for part in readme.split("<!-- item ").skip(1) {
        let (named, rest) = part.split_once(" -->").expect("the end of the mark");
        let (id, file) = named.split_once(" of ").expect("ID of FILE");
        let shown: Value =
            serde_json::from_str(blocks(rest, "json").first().expect("a block")).expect("JSON");
        assert_eq!(
            shown,
            item(id, file),
            "README.md: item {id} of {file} reads\n{:#}",
            item(id, file)
        );
        count += 1;
    }
    assert_eq!(count, 1, "items in README.md");
}

#[test]
fn every_path_that_is_named_exists() {
    for page in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = fs::read_to_string(Path::new(ROOT).join(page)).expect(page);
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in
            targets.filter(|target| !target.starts_with("http") && !target.starts_with('#'))
        {
            let path = target.split('#').next().expect("a first part");
            assert!(Path::new(ROOT).join(path).exists(), "{page}: {target}");
        }
        for script in text.split("scripts/").skip(1) {
            let name: String =
                script.chars().take_while(|c| c.is_alphanumeric() || "-_./".contains(*c)).collect();
            let name = name.trim_end_matches(['.', '/']);
            assert!(Path::new(ROOT).join("scripts").join(name).exists(), "{page}: scripts/{name}");
        }
    }
}

#[test]
fn dots_stand_for_anything() {
    assert!(fits(&["a …", "…", "z"], &["a b", "c", "d", "z"]));
    assert!(fits(&["…"], &[]));
    assert!(!fits(&["a", "…"], &["b"]));
    assert!(!fits(&["a"], &["a", "b"]));
}
