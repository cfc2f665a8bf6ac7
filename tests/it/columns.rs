//! `raingan columns` and a user's own words, as a user meets them: the real binary, its streams and
//! its exit status; and the lists that words can be added to.

use std::fs;
use std::path::Path;
use std::process::Command;

use raingan::contract::model::{Report, Section};
use raingan::words::Own;
use raingan::{Options, extract};
use serde_json::Value;

/// A table whose headings are of no use to anyone but whoever made it.
const UNKNOWN: &str = "unknown-headings.pdf";

/// What that table's columns hold, for a reader who wants them as projects.
const OURS: &str = "\
# of our own
รหัสจุด\tproject
ข้อสังเกตของผู้สำรวจ\tresult
";

/// Runs in a folder with [`UNKNOWN`] and some lists of words: status, stdout, stderr.
fn run(line: &str) -> (i32, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf").join(UNKNOWN);
    fs::copy(from, folder.path().join(UNKNOWN)).expect("a copy");
    for (name, text) in [("ours.txt", OURS), ("wrong.txt", "# a\nรหัสจุด\tprojct\n")]
    {
        fs::write(folder.path().join(name), text).expect("a list");
    }
    let out = Command::new(env!("CARGO_BIN_EXE_raingan"))
        .args(line.split(' '))
        .current_dir(folder.path())
        .env("LC_ALL", "C.UTF-8")
        .env_remove("RAINGAN_PASSWORD")
        .output()
        .expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (out.status.code().expect("no signal ends it"), text(out.stdout), text(out.stderr))
}

/// The titles of all projects, with their keys of cells.
fn projects(report: &Report) -> Vec<(String, Vec<String>)> {
    let plans = report.sections.iter().filter_map(|section| match section {
        Section::ActionPlan(plan) => Some(plan),
        _ => None,
    });
    let tactics = plans.flat_map(|plan| &plan.strategies).flat_map(|strategy| &strategy.tactics);
    let items = tactics.flat_map(|tactic| &tactic.projects);
    let keys = |cells: &Value| {
        cells.as_object().map(|cells| cells.keys().cloned().collect()).unwrap_or_default()
    };
    items
        .map(|item| {
            let json = serde_json::to_value(item).expect("JSON");
            (item.title.text.clone(), keys(&json["cells"]))
        })
        .collect()
}

#[test]
fn columns_says_what_each_was_taken_for_and_what_to_add() {
    let (status, out, err) = run(&format!("columns {UNKNOWN}"));
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(
        out.starts_with("unknown-headings.pdf\n\ntable 1, page 1, 4 rows: no items: "),
        "{out}"
    );
    assert!(out.contains("\nรหัสจุด\tROLE\n") && out.contains("\nROLE is one of number, "), "{out}");
    let (_, th, _) = run(&format!("columns {UNKNOWN} --lang th"));
    assert!(th.contains("ตารางที่ 1, หน้า 1, 4 แถว: "), "{th}");
}

#[test]
fn as_json_it_says_all_of_it() {
    let (status, out, _) = run(&format!("columns {UNKNOWN} --format json"));
    let json: Value = serde_json::from_str(&out).expect("JSON");
    let table = &json[0]["tables"][0];
    assert_eq!((status, json[0]["file"].as_str()), (0, Some(UNKNOWN)));
    assert_eq!((table["read"].as_str(), table["page"].as_u64()), (Some("no_name"), Some(1)));
    let column = &table["columns"][0];
    assert_eq!(column["heading"], "รหัสจุด");
    assert_eq!((&column["key"], &column["add"]["word"]), (&"other_1".into(), &"รหัสจุด".into()));
    assert_eq!(column["examples"][0], "ล.๐๑");
}

#[test]
fn the_lines_to_add_are_a_list_that_can_be_used_at_once() {
    let (_, out, _) = run(&format!("columns {UNKNOWN} --format words"));
    assert!(out.contains("\n# รหัสจุด\tROLE\n"), "{out}");
    assert_eq!(Own::parse(&out).expect("a list of words"), Own::default(), "all are comments");
}

#[test]
fn what_is_added_is_read_by_every_command() {
    let (status, out, _) = run(&format!("columns {UNKNOWN} --words ours.txt"));
    assert_eq!(status, 0);
    assert!(out.contains("4 rows: items, named by column 1\n"), "{out}");
    let (_, out, _) = run(&format!("extract {UNKNOWN} --words ours.txt --no-isolation"));
    let report: Report = serde_json::from_str(&out).expect("a report");
    let read = projects(&report);
    assert_eq!((read.len(), read[0].0.as_str()), (4, "ล.๐๑"));
    assert!(read[0].1.contains(&"result".to_owned()), "{read:?}");
    let (_, apart, _) = run(&format!("extract {UNKNOWN} --words ours.txt"));
    assert_eq!(apart, out, "a worker reads the same");
    for line in ["check", "summary", "inspect --page 1", "extract --stage rows"] {
        let (status, _, err) = run(&format!("{line} {UNKNOWN} --words ours.txt"));
        assert_eq!(status, 0, "{line}: {err}");
    }
}

#[test]
fn a_list_that_is_wrong_is_refused_with_its_line() {
    let (status, out, err) = run(&format!("extract {UNKNOWN} --words wrong.txt"));
    assert_eq!((status, out.as_str()), (2, ""));
    let said = "'wrong.txt' for '--words <FILE>': line 2: \"projct\" is no meaning of headings";
    assert!(err.contains(said), "{err}");
    let (status, _, err) = run(&format!("columns {UNKNOWN} --words none.txt"));
    assert!(status == 2 && err.contains("there is no such file"), "{err}");
}

#[test]
fn where_some_file_fails_the_others_are_told() {
    let (status, out, err) = run(&format!("columns none.pdf {UNKNOWN}"));
    assert!(status == 2 && out.starts_with(UNKNOWN), "{out}");
    assert!(err.starts_with("error: none.pdf: there is no such file\n"), "{err}");
    let (status, _, err) = run(&format!("columns {UNKNOWN} -o {UNKNOWN}"));
    assert!(status == 2 && err.contains("would be overwritten"), "{err}");
}

#[test]
fn levels_and_labels_of_forms_can_be_added_too() {
    let read = |document: &str, words: &str| {
        let words = Own::parse(words).expect("a list of words");
        let options = Options { words, ..Options::default() };
        extract(document.as_bytes(), &options).expect("a report")
    };
    let plan = "แผนดูแลแสง\nเรือนแสง ๑ ปลูกริมน้ำ\nโครงการ\tผลการดำเนินงาน\tงบประมาณ\n๑. โครงการปลูกลำพู\tปลูกแล้ว\t๕๐๐\n";
    let label = |words: &str| match &read(plan, words).sections[..] {
        [Section::ActionPlan(plan)] => plan.strategies[0].label.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(label(""), None);
    assert_eq!(label("[level-labels]\nเรือนแสง\tstrategy").as_deref(), Some("เรือนแสง"));
    let form = "๑\tชื่อโครงการ\tโครงการแสงริมน้ำ\n๒\tวัตถุประสงค์\tเพื่อให้มีแสง\n๓\tผู้ใดเห็น\tหิ่งห้อย\n๔\tงบประมาณ\t๕๐๐ บาท\n";
    let report = read(form, "[form-labels]\nผู้ใดเห็น\tparticipants");
    let [Section::Form(form)] = &report.sections[..] else { panic!("{:?}", report.sections) };
    let roles: Vec<String> = form.fields.iter().map(|field| field.role.to_string()).collect();
    assert!(roles.contains(&"participants".to_owned()), "{roles:?}");
}
