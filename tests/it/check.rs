//! `raingan check`, `rule` and `summary`: the rules on a report with known contradictions, on
//! reports without, and on whatever a report may say.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use raingan::audit::check::check;
use raingan::contract::model::{Item, ItemKind, Role, Section};
use raingan::contract::output;
use raingan::finding::{Finding, Severity};
use raingan::report::facts;
use raingan::{Options, Report, extract};
use serde_json::Value;

mod outputs;

use crate::beside::shared;
use crate::sample;

/// A transcript of the fictional agency with one contradiction of each kind that warns.
const CONTRADICTIONS: &str = include_str!("check/contradictions.txt");

/// Runs the program in a folder with that transcript as `odd.txt` and two reports as JSON: status,
/// stdout, stderr.
fn run(line: &str) -> (i32, String, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("odd.txt"), CONTRADICTIONS).unwrap();
    let mut full = Vec::new();
    output::json(&sample::full(), &mut full).unwrap();
    fs::write(folder.path().join("full.json"), full).unwrap();
    let mut minimal = Vec::new();
    output::json(&sample::minimal(), &mut minimal).unwrap();
    fs::write(folder.path().join("minimal.json"), minimal).unwrap();
    fs::write(folder.path().join("broken.json"), "{\"schema_version\": \"9.0\"}").unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_raingan"))
        .args(line.split(' '))
        .current_dir(folder.path())
        .env("LC_ALL", "C.UTF-8")
        .env_remove("RAINGAN_PASSWORD")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (out.status.code().expect("no signal ends it"), text(out.stdout), text(out.stderr))
}

/// How often each code stands at warning or error.
fn warned(findings: &[Finding]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings.iter().filter(|f| f.severity >= Severity::Warning) {
        *counts.entry(finding.code.as_str()).or_default() += 1;
    }
    counts
}

#[test]
fn each_contradiction_is_found_once_and_nothing_else_warns() {
    let report = extract(CONTRADICTIONS.as_bytes(), &Options::default()).unwrap();
    let found = check(&report);
    let told: Vec<String> = found
        .iter()
        .filter(|f| f.severity >= Severity::Warning)
        .map(|f| format!("{} {}: {}", f.code, f.item.as_deref().unwrap_or("-"), f.message_en))
        .collect();
    let expected = [
        "sum-mismatch s1/t1/p1: parts 41 + 27 = 68 คน, stated total 69 คน",
        "event-count s1/t1/p2: states 2 ครั้ง but lists 3",
        "percent-mismatch s1/t1/p4: 65 of 72 are 90.28 %, stated 98.27 %",
        "target-copied m2: the target “มีการเชื่อมโยงระบบยืมโคมไฟกับเว็บไซต์ และจัดทำคู่มือ อย่าง…” is that of m1 and does not \
         fit the indicator “หน่วยงานมีแนวปฏิบัติการยืมเรือพาย”",
        "year-mismatch -: the heading names fiscal year 2566, the report is for 2567",
        "spent-without-budget s1/t1/p2: 12000 baht spent, but the budget cell says “ไม่ใช้งบประมาณ”",
        "number-gap s1/t1/p4: the numbers go from 2 to 4",
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_fixtures_of_the_fictional_agency_do_not_warn() {
    for name in
        ["report-2567-reportlab-full", "report-2568-libreoffice-full", "plan-list", "plan-sections"]
    {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/pdf/{name}.pdf"));
        let report = extract(&fs::read(&path).unwrap(), &Options::default()).unwrap();
        let extraction = report.findings.iter().filter(|f| f.severity >= Severity::Warning).count();
        let warned = warned(&check(&report)).values().sum::<usize>();
        assert_eq!(warned, extraction, "{name}: {:#?}", self::warned(&check(&report)));
    }
}

#[test]
fn the_contradictions_of_a_real_report_are_found_with_their_places() {
    let Some(path) = shared("corpus/pdf/D1/P4-reportlab.pdf") else { return };
    let report = extract(&fs::read(path).unwrap(), &Options::default()).unwrap();
    let found = check(&report);
    let the = |code: &str, item: &str, words: &str| {
        let hit = found.iter().find(|f| {
            f.code == code && f.item.as_deref() == Some(item) && f.message_en.contains(words)
        });
        let hit = hit.unwrap_or_else(|| panic!("no {code} for {item} with {words:?}"));
        assert_eq!(hit.severity, Severity::Warning);
        assert!(hit.evidence.iter().filter(|e| e.region.is_some()).count() >= 2, "{hit:?}");
        assert!(hit.page.is_some(), "{hit:?}");
    };
    the("sum-mismatch", "s1/t1/p1", "58 + 36 = 94 คน, stated total 95");
    the("sum-mismatch", "s2/t1/p4", "58 + 36 = 94 คน, stated total 95");
    the("event-count", "s2/t2/p1", "states 2 ครั้ง but lists 3");
    the("target-copied", "m4", "is that of m3");
    the("target-copied", "m5", "");
}

#[test]
fn the_exit_status_is_that_of_the_level_asked_for() {
    for (line, status) in [
        ("check odd.txt", 0),
        ("check odd.txt --fail-on warning", 1),
        ("check odd.txt --fail-on warning --select date-outside-year", 0),
        ("check full.json", 1),
        ("check full.json --ignore unmapped-glyphs", 0),
        ("check broken.json odd.txt", 2),
        ("check none.json", 2),
        ("check minimal.json", 0),
    ] {
        let (code, out, err) = run(line);
        assert_eq!(code, status, "{line}\n{out}\n{err}");
    }
}

#[test]
fn text_tells_what_a_finding_rests_on() {
    let (_, out, err) = run("check odd.txt --select sum-mismatch");
    assert_eq!(err, "");
    assert_eq!(
        out,
        "warning[sum-mismatch]: odd.txt: project s1/t1/p1: parts 41 + 27 = 68 คน, stated total 69 คน\n    “๖๙ คน”\n    \
         “๔๑ คน”\n    “๒๗ คน”\n"
    );
    let (_, out, _) = run("check odd.txt --lang th --select number-gap");
    assert!(
        out.starts_with("คำเตือน[number-gap]: odd.txt: โครงการ s1/t1/p4: หมายเลขข้ามจาก 2 ไป 4\n"),
        "{out}"
    );
    let (_, out, _) = run("check odd.txt");
    assert!(
        out.contains("(-v shows them)") && !out.contains("info[") && out.lines().count() > 8,
        "{out}"
    );
    let (_, out, _) = run("check minimal.json");
    assert_eq!(out, "minimal.json: no contradiction found\n");
}

#[test]
fn a_code_that_does_not_exist_is_refused_with_its_neighbours() {
    for line in [
        "check odd.txt --select sum-missmatch",
        "check odd.txt --ignore sum-missmatch",
        "rule sum-missmatch",
    ] {
        let (status, out, err) = run(line);
        assert_eq!((status, out.as_str()), (2, ""), "{line}");
        assert!(
            err.contains("no rule or finding has the code \"sum-missmatch\": is sum-mismatch"),
            "{err}"
        );
    }
}

#[test]
fn json_has_every_finding_and_its_counts() {
    let (_, out, _) = run("check odd.txt --format json");
    let value: Value = serde_json::from_str(&out).unwrap();
    let report = &value["reports"][0];
    let findings = report["findings"].as_array().unwrap();
    assert_eq!((report["file"].as_str(), report["warnings"].as_u64()), (Some("odd.txt"), Some(7)));
    let counted = ["errors", "warnings", "infos"]
        .iter()
        .map(|key| report[*key].as_u64().unwrap())
        .sum::<u64>();
    assert_eq!(counted as usize, findings.len());
    assert!(report["oit"].is_null());
}

#[test]
fn sarif_has_the_form_that_its_readers_expect() {
    let (_, out, _) = run("check odd.txt full.json --format sarif");
    let log: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 10);
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let file = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert!(["odd.txt", "full.json"].contains(&file.as_str().unwrap()));
        for location in result["relatedLocations"].as_array().into_iter().flatten() {
            let placed = &location["physicalLocation"];
            let region = &location["properties"]["region"];
            assert_eq!(placed["region"]["startLine"], region["page"], "the line is the page");
        }
    }
    let artifacts = run["artifacts"].as_array().unwrap();
    let is_pdf = |artifact: &&Value| artifact["mimeType"] == "application/pdf";
    let pdf = artifacts.iter().find(is_pdf).expect("the document that full.json is of");
    assert_eq!(pdf["hashes"]["sha-256"].as_str().unwrap().len(), 64);
}

#[test]
fn the_checklist_tells_what_is_there_and_what_is_not_known() {
    let (status, out, _) = run("check odd.txt --select sum-mismatch --oit --fiscal-year 2569");
    assert_eq!(status, 0);
    assert!(
        out.contains("OIT assessment of fiscal year 2569 (central): a report on the whole year\n"),
        "{out}"
    );
    assert!(
        out.contains("O24") && out.contains("not served (fiscal year 2568 is asked for"),
        "{out}"
    );
    let (_, out, _) = run("check odd.txt --select sum-mismatch --oit --fiscal-year 2568");
    assert!(
        out.contains("      + result of each project: 3/3\n      + budget of each project: 3/3\n"),
        "{out}"
    );
    assert!(out.contains("      - period of each project: 0/3\n"), "{out}");
    let (_, out, _) = run("check odd.txt --oit");
    assert!(out.ends_with("  its items are not known\n"), "2567 is not known: {out}");
    let (status, _, err) = run("check odd.txt --oit --agency-class royal");
    assert_eq!(status, 2);
    assert!(err.contains("no agency class \"royal\": there are central, vocational"), "{err}");
}

#[test]
fn every_code_has_a_doc() {
    let (_, list, _) = run("rule");
    for code in raingan::audit::check::codes() {
        assert!(list.lines().any(|line| line.split_whitespace().nth(1) == Some(code)), "{code}");
        let (status, doc, _) = run(&format!("rule {code}"));
        assert!(
            status == 0 && doc.starts_with(&format!("{code} (")) && doc.lines().count() >= 3,
            "{doc}"
        );
    }
    let (_, doc, _) = run("rule sum-mismatch");
    assert!(["Why: ", "Example: ", "Limits: "].iter().all(|part| doc.contains(part)), "{doc}");
}

#[test]
fn a_summary_is_a_table_a_chart_or_json() {
    let (status, out, _) = run("summary odd.txt");
    assert_eq!(status, 0);
    assert!(out.starts_with("odd.txt\nสำนักงานอนุรักษ์แสงหิ่งห้อยแห่งชาติ, fiscal year 2567\n"), "{out}");
    assert_eq!(out.lines().count(), 6, "{out}");
    let (_, out, _) = run("summary odd.txt --format json");
    let all: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (&all[0]["total"]["projects"], &all[0]["total"]["measures"]),
        (&3.into(), &2.into())
    );
    assert_eq!(all[0]["total"]["budget"]["amount_thb"], 2400);
    assert_eq!(
        all[0]["total"]["targets"],
        serde_json::json!({"met": 2, "missed": 1, "undecided": 2})
    );
    let (_, chart, _) = run("summary odd.txt --format svg");
    assert!(roxmltree::Document::parse(&chart).is_ok(), "{chart}");
    let (status, _, err) = run("summary odd.txt full.json --format svg");
    assert_eq!((status, err.contains("a chart is of one report")), (2, true), "{err}");
    let (status, _, err) = run("summary odd.txt -o odd.txt");
    assert_eq!((status, err.contains("would replace an input")), (2, true), "{err}");
}

/// Words that results are made of, for texts that a rule may stumble over.
const WORDS: &[&str] = &[
    "ครั้งที่ ๑",
    "ครั้งที่ ๒ ",
    "ครั้งที่ ๑/๒๕๖๘",
    "รวม",
    "ทั้งสิ้น",
    "ผู้เข้าร่วม",
    " ๕๘ คน",
    " ๓๖ คน ",
    "จำนวน ",
    "๒ ครั้ง",
    "ได้แก่",
    "\n๑. ก",
    "\n- ข้อความยาวพอสมควร",
    "คิดเป็นร้อยละ ๙๘.๗",
    "แบ่งเป็น",
    "จาก",
    "เบิกจ่าย ",
    "๑๒,๐๐๐ บาท",
    "๙๙๙๙๙๙๙๙๙๙๙๙๙๙๙๙๙๙๙๙ คน",
    "ตัวชี้วัด : ",
    "เป้าหมาย : ",
    "ไม่น้อยกว่าร้อยละ ๘๐",
    "ระดับ ๓",
    "สลน.",
    "สสน.",
    ".",
    "้ำ",
    "IIT",
    "๔ มีนาคม ๒๕๖๘",
    "\u{feff}",
    "é",
];

/// A report whose cells say what the strategy makes up, its facts as they are or those of other
/// texts.
fn odd_report() -> impl Strategy<Value = Report> {
    let text = || {
        prop::collection::vec(prop::sample::select(WORDS), 0..25).prop_map(|words| words.concat())
    };
    let item = (text(), text(), text(), any::<bool>(), prop::option::of(0..12u32));
    prop::collection::vec(item, 1..6).prop_map(|items| {
        let mut report = sample::full();
        let made =
            items.into_iter().enumerate().map(|(i, (result, indicator, title, facts, number))| {
                made(i, [&result, &indicator, &title], facts, number)
            });
        let made: Vec<Item> = made.collect();
        if let Some(Section::ActionPlan(plan)) = report.sections.first_mut() {
            plan.strategies[0].tactics[0].projects = made;
        }
        report
    })
}

fn made(i: usize, [result, indicator, title]: [&str; 3], empty: bool, number: Option<u32>) -> Item {
    let mut item = sample::item(&format!("s1/t1/p{i}"), ItemKind::Project, "1");
    item.number = number.map(|n| n.to_string());
    item.title = sample::text(title);
    item.cells.insert(Role::Result.into(), sample::text(result));
    let cell = sample::text(indicator);
    for found in facts::indicators(&cell.text) {
        if let Some(first) = item.indicators.first_mut() {
            first.name = sample::text(&cell.text[found.name]);
            first.target_text = found.target_text.map(|range| sample::text(&cell.text[range]));
        }
    }
    item.cells.insert(Role::Indicator.into(), cell);
    if empty {
        item.facts = Default::default();
    }
    item
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_report_makes_a_rule_panic(report in odd_report()) {
        let found = check(&report);
        for finding in &found {
            prop_assert!(!finding.message_th.is_empty() && !finding.message_en.is_empty());
        }
        // The same report, the same findings.
        prop_assert_eq!(found, check(&report));
        let summary = raingan::audit::summary::summary(&report);
        prop_assert!(roxmltree::Document::parse(&raingan::audit::summary::svg(&summary, output::Lang::Th)).is_ok());
    }
}

#[test]
fn long_texts_do_not_take_long() {
    for part in [
        "ครั้งที่ ๑ ",
        "๕ คน ",
        "รวม ๕ คน ",
        "จำนวน ๒ ครั้ง ",
        "\n- ก",
        "คิดเป็นร้อยละ ๕ ",
        "สส. ",
        "ได้แก่ ๑. ก ",
    ] {
        let mut report = sample::full();
        let text = part.repeat(60_000 / part.len());
        if let Some(Section::ActionPlan(plan)) = report.sections.first_mut() {
            plan.strategies[0].tactics[0].projects =
                vec![made(0, [&text, &text, &text], true, Some(1))];
        }
        let start = std::time::Instant::now();
        let found = check(&report);
        assert!(
            start.elapsed().as_secs() < 20,
            "{part}: {:?}, {} findings",
            start.elapsed(),
            found.len()
        );
    }
}
