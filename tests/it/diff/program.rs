//! `raingan diff` as people call it: its forms, its exit status, what it says of bad input.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use raingan::contract::model::{Report, Section};
use raingan::contract::output as report_output;

use super::{NEW, OLD};

fn write(folder: &Path, name: &str, report: &Report) {
    let mut json = Vec::new();
    report_output::json(report, &mut json).unwrap();
    fs::write(folder.join(name), json).unwrap();
}

/// A folder with reports: two years, and what cannot be compared.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (&OLD[0].1, &NEW[0].1);
    write(folder.path(), "old.json", old);
    write(folder.path(), "new.json", new);
    let mut other = new.clone();
    other.agency.as_mut().unwrap().name = "กรมทดสอบเครื่องมือวัด".to_owned();
    other.agency.as_mut().unwrap().abbreviations.clear();
    write(folder.path(), "other.json", &other);
    let mut empty = new.clone();
    empty.sections.clear();
    write(folder.path(), "empty.json", &empty);
    let mut spelt = new.clone();
    let Section::ActionPlan(plan) = &mut spelt.sections[0] else { panic!("a plan") };
    plan.strategies[0].title.as_mut().unwrap().text =
        "วางระบบงานดิจิทัลให้โปร่งใสและตรวจสอบได้ทุกขั้นดอน".to_owned();
    write(folder.path(), "spelt.json", &spelt);
    fs::write(folder.path().join("broken.json"), "{").unwrap();
    fs::write(folder.path().join("later.json"), r#"{"schema_version": "9.0"}"#).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let out: Output = Command::new(env!("CARGO_BIN_EXE_raingan"))
        .arg("diff")
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (out.status.code().unwrap_or(-1), text(out.stdout), text(out.stderr))
}

#[test]
fn the_exit_status_says_whether_anything_changed() {
    let folder = folder();
    let (status, out, err) = run(folder.path(), &["old.json", "new.json"]);
    assert_eq!((status, err.as_str()), (1, ""));
    assert!(
        out.contains("target raised") && !out.contains('\u{1b}'),
        "no colours where no terminal is"
    );
    let (status, out, _) = run(folder.path(), &["new.json", "new.json"]);
    assert_eq!(status, 0);
    assert!(
        out.contains("both are the same document") && out.contains("Nothing changed."),
        "{out}"
    );
    let (status, out, _) = run(folder.path(), &["new.json", "spelt.json"]);
    assert_eq!(status, 0, "{out}");
    assert!(out.contains("1 spelt otherwise, no change"), "{out}");
    let (_, out, _) = run(folder.path(), &["new.json", "spelt.json", "--spellings"]);
    assert!(out.contains("letters that look alike"), "{out}");
}

#[test]
fn what_cannot_be_compared_is_refused_with_its_reason() {
    let folder = folder();
    for (arguments, said) in [
        (&["old.json", "other.json"][..], "these are reports of different agencies"),
        (&["old.json", "empty.json"], "has nothing to compare"),
        (&["old.json", "broken.json"], "broken.json: not JSON"),
        (&["old.json", "later.json"], "later.json: has schema version 9.0"),
        (&["old.json"], "two reports or more are needed"),
        (&["old.json", "none.json"], "none.json: there is no such file"),
        (&["old.json", "new.json", "-o", "old.json"], "would be overwritten"),
        (&["-", "-"], "standard input can be read only once"),
    ] {
        let (status, out, err) = run(folder.path(), arguments);
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(said), "{arguments:?}: {err}");
    }
    let (status, out, _) = run(folder.path(), &["old.json", "other.json", "--force"]);
    assert_eq!(status, 1);
    assert!(out.contains("they are of different agencies"), "{out}");
}

#[test]
fn every_form_is_written_and_the_json_keeps_its_schema() {
    let folder = folder();
    for name in ["c.json", "c.html", "c.csv", "c.md", "c.txt"] {
        let (status, out, err) = run(folder.path(), &["old.json", "new.json", "-o", name]);
        assert_eq!((status, out.as_str(), err.as_str()), (1, "", ""), "{name}");
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(text.contains("m6") && !text.contains('\u{1b}'), "{name}");
    }
    let json = fs::read_to_string(folder.path().join("c.json")).unwrap();
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(raingan::diff::schema::validate(&value), []);
    let comparison: raingan::diff::model::Comparison = serde_json::from_str(&json).unwrap();
    let mut again = Vec::new();
    raingan::diff::output::json(&comparison, &mut again).unwrap();
    assert_eq!(String::from_utf8(again).unwrap(), json, "reading gives back what was written");
    let rows = csv::Reader::from_path(folder.path().join("c.csv")).unwrap().into_records().count();
    let pair = &comparison.pairs[0];
    let told: u32 = pair.counts.iter().map(|c| c.count).sum();
    let expected: u32 = pair.expected.iter().map(|c| c.count).sum();
    assert!(expected > 20);
    assert_eq!(rows, (told + expected) as usize);
}

#[test]
fn three_reports_give_a_timeline() {
    let folder = folder();
    let (status, out, _) =
        run(folder.path(), &["old.json", "new.json", "spelt.json", "--format", "json"]);
    assert_eq!(status, 1);
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(raingan::diff::schema::validate(&value), []);
    let comparison: raingan::diff::model::Comparison = serde_json::from_str(&out).unwrap();
    let ids = |chain: &raingan::diff::model::Chain| -> Vec<Option<String>> {
        chain.steps.iter().map(|s| s.as_ref().map(|s| s.id.clone())).collect()
    };
    let chains: Vec<_> = comparison.timeline.iter().map(ids).collect();
    let id = |id: &str| Some(id.to_owned());
    assert!(chains.contains(&vec![id("s1/t1/p2"), id("s1/t1/p3"), id("s1/t1/p3")]));
    assert!(chains.contains(&vec![id("s2/t2/p3"), None, None]), "dropped");
    assert!(chains.contains(&vec![None, id("m6"), id("m6")]), "added");
    let (_, text, _) = run(folder.path(), &["old.json", "new.json", "spelt.json"]);
    assert!(text.contains("Timeline"));
}

#[test]
fn documents_are_read_first() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/pdf/plan-sections.pdf");
    let (status, out, err) = run(folder.path(), &[pdf, pdf]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("Nothing changed."), "{out}");
}
