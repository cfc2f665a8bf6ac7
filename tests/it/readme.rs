//! What README.md and the pages of docs/ show is what the program prints, and what they name exists.
//!
//! In a `console` block, lines that begin with `$ ` are run by bash in a folder that holds
//! `fixtures/`, one page after the other in a folder of its own. The lines below a command are its
//! standard output: `…` stands for any text of a line, and alone on a line for any number of lines.
//! In a `json` block below `<!-- item ID of FILE -->` stands one item of a report, without its boxes
//! and confidences; below `<!-- part of item ID of FILE -->` stand some of its keys.

use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

use raingan::contract::walk;
use raingan::{Options, extract};
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The pages whose commands are run and whose items are read.
const SHOWING: [&str; 2] = ["README.md", "docs/guide.md"];

/// The pages that are written by hand, beside those in `docs/`.
const PAGES: [&str; 3] = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"];

/// A README is read to its end only while it is short (bytes).
const README_LENGTH: usize = 10 << 10;

/// How paths in the project begin, as pages name them between backticks.
const FOLDERS: [&str; 9] = [
    "benches/",
    "data/",
    "docs/",
    "examples/",
    "fixtures/",
    "python/",
    "schemas/",
    "src/",
    "tests/",
];

/// The text of a page.
fn page(name: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(name)).expect(name)
}

/// All pages: those at the top, and those in `docs/`.
fn pages() -> Vec<String> {
    let docs = fs::read_dir(Path::new(ROOT).join("docs")).expect("docs/");
    let names = docs.map(|entry| entry.expect("a page").file_name().into_string().expect("UTF-8"));
    let mut pages: Vec<String> = names
        .filter(|name| name.ends_with(".md"))
        .map(|name| format!("docs/{name}"))
        .chain(PAGES.map(str::to_owned))
        .collect();
    pages.sort();
    pages
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
    for name in SHOWING {
        let (page, folder) = (page(name), folder());
        let mut count = 0;
        for (command, shown) in blocks(&page, "console").into_iter().flat_map(commands) {
            let out = run(command, folder.path());
            let printed: Vec<&str> = out.lines().map(str::trim_end).collect();
            assert!(
                fits(&shown, &printed),
                "{name}: {command}\n--- shown\n{}\n--- printed\n{}",
                shown.join("\n"),
                printed.join("\n")
            );
            count += 1;
        }
        assert!(count >= 5, "{count} commands in {name}");
    }
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
                // By way of its text: a box's edge is 597.79 there, and not so as a double.
                let json = serde_json::to_string(item).expect("JSON");
                found = Some(serde_json::from_str(&json).expect("JSON"));
            }
        });
    }
    found.unwrap_or_else(|| panic!("{file} has no item {id}"))
}

/// The items that a page shows below marks that begin like this: id, file, and the JSON shown.
fn items_shown(page: &str, mark: &str) -> Vec<(String, String, Value)> {
    let part = |part: &str| {
        let (named, rest) = part.split_once(" -->").expect("the end of the mark");
        let (id, file) = named.split_once(" of ").expect("ID of FILE");
        let json = blocks(rest, "json")[0];
        (id.to_owned(), file.to_owned(), serde_json::from_str(json).expect("JSON"))
    };
    page.split(mark).skip(1).map(part).collect()
}

/// Whether all that is shown is in the whole: of an object some keys, of a list every element.
fn is_part(shown: &Value, whole: &Value) -> bool {
    match (shown, whole) {
        (Value::Object(shown), Value::Object(whole)) => shown
            .iter()
            .all(|(key, value)| whole.get(key).is_some_and(|whole| is_part(value, whole))),
        (Value::Array(shown), Value::Array(whole)) => {
            shown.len() == whole.len() && shown.iter().zip(whole).all(|(a, b)| is_part(a, b))
        }
        _ => shown == whole,
    }
}

#[test]
fn the_item_shown_is_the_item_read() {
    for name in SHOWING {
        let page = page(name);
        let whole = items_shown(&page, "<!-- item ");
        let parts = items_shown(&page, "<!-- part of item ");
        assert_eq!(whole.len() + parts.len(), 1, "items in {name}");
        for (id, file, shown) in whole {
            let read = without_places(item(&id, &file));
            assert_eq!(shown, read, "{name}: item {id} of {file} reads\n{read:#}");
        }
        for (id, file, shown) in parts {
            let read = item(&id, &file);
            assert!(is_part(&shown, &read), "{name}: item {id} of {file} reads\n{read:#}");
        }
    }
}

#[test]
fn the_readme_is_short() {
    let length = page("README.md").len();
    assert!(length <= README_LENGTH, "README.md has {length} bytes; docs/guide.md has room");
}

/// How GitHub calls the place of a heading: lower case, hyphens for spaces, no other signs.
fn anchor(heading: &str) -> String {
    let heading = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
    heading.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect()
}

/// Why a link of a page leads nowhere; `None` where it leads somewhere.
fn broken_link(name: &str, target: &str) -> Option<String> {
    let (path, place) = target.split_once('#').unwrap_or((target, ""));
    let beside = Path::new(ROOT).join(name);
    let linked = match path {
        "" => beside,
        path => beside.parent().expect("a folder").join(path),
    };
    if !linked.exists() {
        return Some(format!("{name}: {target}: no such file\n"));
    }
    if place.is_empty() {
        return None;
    }
    let linked = fs::read_to_string(&linked).expect(target);
    let mut headings = linked.lines().filter(|line| line.starts_with('#'));
    let found = headings.any(|heading| anchor(heading) == place);
    (!found).then(|| format!("{name}: {target}: no such heading\n"))
}

#[test]
fn every_link_leads_somewhere() {
    let mut broken = String::new();
    for name in pages() {
        let text = page(&name);
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let targets = targets.filter(|target| !target.starts_with("http"));
        broken.extend(targets.filter_map(|target| broken_link(&name, target)));
    }
    assert!(broken.is_empty(), "{broken}");
}

/// The scripts that a text names, wherever it does.
fn scripts(text: &str) -> impl Iterator<Item = String> {
    let of_path = |c: &char| c.is_alphanumeric() || "-_./".contains(*c);
    text.split("scripts/").skip(1).map(move |rest| {
        let name: String = rest.chars().take_while(of_path).collect();
        format!("scripts/{}", name.trim_end_matches(['.', '/']))
    })
}

/// The paths that a text names between backticks, but for patterns and files that the reader is to
/// make.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    let quoted = text.split('`').skip(1).step_by(2);
    let paths = quoted.filter(|path| FOLDERS.iter().any(|folder| path.starts_with(folder)));
    paths.filter(|path| !path.contains(['*', ' ', '{']) && !path.contains("NAME"))
}

#[test]
fn every_path_that_is_named_exists() {
    let mut missing = String::new();
    for name in pages() {
        let text = page(&name);
        for path in paths(&text).map(str::to_owned).chain(scripts(&text)) {
            if !Path::new(ROOT).join(&path).exists() {
                missing += &format!("{name}: {path}\n");
            }
        }
    }
    assert!(missing.is_empty(), "{missing}");
}

#[test]
fn dots_stand_for_anything() {
    assert!(fits(&["a …", "…", "z"], &["a b", "c", "d", "z"]));
    assert!(fits(&["…"], &[]));
    assert!(!fits(&["a", "…"], &["b"]));
    assert!(!fits(&["a"], &["a", "b"]));
}

#[test]
fn a_part_is_some_keys_and_every_element() {
    let whole = serde_json::json!({"a": [{"b": 1, "c": 2}], "d": null});
    assert!(is_part(&serde_json::json!({"a": [{"c": 2}]}), &whole));
    assert!(!is_part(&serde_json::json!({"a": []}), &whole));
    assert!(!is_part(&serde_json::json!({"a": [{"b": 2}]}), &whole));
    assert!(!is_part(&serde_json::json!({"e": null}), &whole));
}
