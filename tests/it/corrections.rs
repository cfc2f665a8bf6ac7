//! What people put right: it is applied where the old text still stands, marked, read anew, and told
//! where it cannot be.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use raingan::contract::corrections::{corrections, schema};
use raingan::contract::model::{Baht, BudgetStatus, Item, Report, Text};
use raingan::contract::output;
use raingan::contract::pointers::{items_mut, texts_mut};
use raingan::contract::schema::validate;
use raingan::corrections::{Correction, Corrections, Corrects};
use raingan::finding::{Code, Finding};
use raingan::report::correct::correct;
use raingan::{Options, extract};
use serde_json::{Value, json};

use crate::batch::{World, fixture};

/// A report with five columns, whose projects have amounts.
const REPORT: &str = "report-2568-typst-full.pdf";

fn report() -> Report {
    extract(&fixture(REPORT), &Options::default()).unwrap()
}

/// The texts of a report by their pointers.
fn texts(report: &Report) -> BTreeMap<String, Text> {
    let mut all = BTreeMap::new();
    texts_mut(&mut report.clone(), &mut |at, text| {
        all.insert(at.to_owned(), text.clone());
    });
    all
}

/// The item with this id.
fn item(report: &Report, id: &str) -> Item {
    let mut found = None;
    items_mut(&mut report.clone(), &mut |_, item, _| {
        if item.id == id {
            found = Some(item.clone());
        }
    });
    found.unwrap_or_else(|| panic!("there is no {id}"))
}

/// The first cell of a kind that says an amount: its pointer and text.
fn cell(report: &Report, key: &str) -> (String, Text) {
    let ending = format!("/cells/{key}");
    let is_wanted = |(at, text): &(String, Text)| {
        at.ends_with(&ending) && text.raw.chars().filter(|c| c.is_numeric()).count() > 3
    };
    texts(report).into_iter().find(is_wanted).unwrap_or_else(|| panic!("no {key}"))
}

/// A correction of a text, made at this minute.
fn of(at: &str, text: &Text, new: &str, minute: u32) -> Correction {
    Correction {
        pointer: at.to_owned(),
        item: None,
        regions: text.regions.clone(),
        old: text.raw.clone(),
        new: new.to_owned(),
        why: Some("อ่านจากหน้าจริง".to_owned()),
        who: "สมหญิง ตรวจดี".to_owned(),
        when: format!("2026-01-15T09:{minute:02}:00Z").parse().unwrap(),
    }
}

/// A file of corrections of a report's document.
fn file(report: &Report, corrections: Vec<Correction>) -> Corrections {
    let document = Corrects { sha256: report.source.sha256.clone(), file_name: None };
    let schema_version = "1.0".to_owned();
    Corrections { schema_version, document, corrections, remarks: Vec::new(), sign_off: None }
}

fn corrected(report: &Report, corrections: Vec<Correction>) -> Report {
    let mut corrected = report.clone();
    correct(&mut corrected, &[file(report, corrections)]);
    corrected
}

fn refused(report: &Report) -> Vec<&Finding> {
    let code = Code::CorrectionRefused.as_str();
    report.findings.iter().filter(|finding| finding.code == code).collect()
}

#[test]
fn every_text_can_be_put_right_once_and_for_all() {
    for name in [REPORT, "no-rules.pdf", "plan-sections.pdf", "forms-and-clips.pdf"] {
        let report = extract(&fixture(name), &Options::default()).unwrap();
        let texts = texts(&report);
        let all = texts.iter().map(|(at, text)| of(at, text, &format!("{} ๙", text.raw), 0));
        let parts =
            ["/objectives/", "/indicators/", "/responsible/", "/problems/", "/suggestions/"];
        let is_whole = |c: &Correction| !parts.iter().any(|part| c.pointer.contains(part));
        let all: Vec<Correction> = all.filter(|c| !c.old.is_empty() && is_whole(c)).collect();
        assert!(all.len() > 20, "{name}");
        let corrected = corrected(&report, all.clone());
        assert_eq!(refused(&corrected), [] as [&Finding; 0], "{name}");
        for one in all.iter().filter(|one| one.pointer.contains("/cells/")) {
            let json = serde_json::to_value(&corrected).unwrap();
            let text = json.pointer(&one.pointer).unwrap();
            assert_eq!(text["raw"], one.new.as_str(), "{name} {}", one.pointer);
            assert_eq!(text["corrected"]["was"], one.old.as_str());
            assert_eq!(text["corrected"]["by"], "สมหญิง ตรวจดี");
        }
        assert_eq!(validate(&serde_json::to_value(&corrected).unwrap()), [], "{name}");
        let mut again = corrected.clone();
        correct(&mut again, &[file(&report, all)]);
        assert_eq!(again, corrected, "{name}");
    }
}

#[test]
fn what_was_read_from_a_cell_is_read_anew() {
    let report = report();
    let (at, old) = cell(&report, "budget");
    let corrected = corrected(&report, vec![of(&at, &old, "๑๒๓,๔๕๖ บาท", 0)]);
    let mut id = String::new();
    items_mut(&mut report.clone(), &mut |pointer, item, _| {
        if at == format!("{pointer}/cells/budget") {
            id = item.id.clone();
        }
    });
    let item = item(&corrected, &id);
    let budget = item.budget.unwrap();
    assert_eq!(
        (budget.status, budget.amount_thb),
        (BudgetStatus::Amount, Baht::from_satang(12_345_600).into())
    );
    assert_eq!(item.budgets[0].amount_thb, budget.amount_thb);
    let page = old.regions[0].page;
    assert!(budget.regions.iter().all(|region| region.page == page && !old.regions.is_empty()));
    // The rest of the report is as it was.
    let (was, is) = (texts(&report), texts(&corrected));
    let changed: Vec<&String> = was.keys().filter(|at| was[*at] != is[*at]).collect();
    assert_eq!(changed, [&at]);
}

#[test]
fn results_indicators_and_titles_are_read_anew() {
    let report = report();
    let (at, old) = cell(&report, "result");
    let new = "ดำเนินการเมื่อวันที่ ๕ มีนาคม ๒๕๖๘ มีผู้เข้าร่วม ๗๗ คน พึงพอใจร้อยละ ๙๑.๕";
    let one = corrected(&report, vec![of(&at, &old, new, 0)]);
    let json = serde_json::to_value(&one).unwrap();
    let item = json.pointer(at.strip_suffix("/cells/result").unwrap()).unwrap();
    assert_eq!(item["facts"]["dates"][0]["start"], "2025-03-05");
    assert_eq!(item["facts"]["percentages"][0]["value"], 91.5);
    assert_eq!(item["facts"]["quantities"][0]["value"], 77.0);
    let (at, old) = cell(&report, "indicator");
    let new = "ตัวชี้วัด : ความพึงพอใจ เป้าหมาย : ไม่น้อยกว่าร้อยละ ๘๗";
    let one = corrected(&report, vec![of(&at, &old, new, 0)]);
    let json = serde_json::to_value(&one).unwrap();
    let item = json.pointer(at.strip_suffix("/cells/indicator").unwrap()).unwrap();
    assert_eq!(item["indicators"][0]["targets"][0]["value"], 87.0);
    let all = texts(&report);
    let (at, old) = all.iter().find(|(at, _)| at.ends_with("/cells/project")).unwrap();
    let one = corrected(&report, vec![of(at, old, "๑. โครงการที่แก้ชื่อแล้ว", 0)]);
    let json = serde_json::to_value(&one).unwrap();
    let item = json.pointer(at.strip_suffix("/cells/project").unwrap()).unwrap();
    assert_eq!(item["title"]["raw"], "โครงการที่แก้ชื่อแล้ว");
    assert_eq!(item["title"]["corrected"]["by"], "สมหญิง ตรวจดี");
}

#[test]
fn what_is_a_part_of_a_cell_is_put_right_in_the_cell() {
    let report = report();
    let all = texts(&report);
    for part in ["/objectives/0", "/indicators/0/name"] {
        let (at, old) =
            all.iter().find(|(at, text)| at.ends_with(part) && !text.raw.is_empty()).unwrap();
        let new = format!("{} ที่แก้แล้ว", old.raw);
        let right = vec![of(at, old, &new, 0)];
        let one = corrected(&report, right.clone());
        assert_eq!(refused(&one), [] as [&Finding; 0]);
        let now = texts(&one);
        assert_eq!(now[at].raw, new);
        let item = at.strip_suffix(part).unwrap();
        let key = if part.contains("objectives") { "objective" } else { "indicator" };
        let cell = &now[&format!("{item}/cells/{key}")];
        assert!(cell.raw.contains(&new) && cell.corrected.is_some(), "{cell:?}");
        assert_eq!(corrected(&one, right), one);
    }
}

#[test]
fn a_title_and_the_cell_that_prints_it_never_disagree() {
    let report = report();
    let all = texts(&report);
    let mut of_cell = 0;
    for (at, old) in all.iter().filter(|(at, _)| at.ends_with("/title")) {
        let Some((item, _)) = at.rsplit_once("/projects/") else { continue };
        let home = at.strip_suffix("/title").unwrap();
        let right = vec![of(at, old, &format!("{} ที่แก้แล้ว", old.raw), 0)];
        let one = corrected(&report, right.clone());
        assert_eq!(refused(&one), [] as [&Finding; 0], "{at}");
        let now = texts(&one);
        assert_eq!(now[at].raw, right[0].new, "{at}");
        assert_eq!(now[at].corrected.as_ref().unwrap().was, old.raw, "{at}");
        let cells = now.iter().filter(|(cell, text)| {
            cell.starts_with(item) && cell.ends_with("/cells/project") && text.corrected.is_some()
        });
        for (cell, text) in cells.clone() {
            assert!(text.raw.contains(&right[0].new), "{at}: {cell}");
            assert_eq!(text.corrected.as_ref().unwrap().was, all[cell].raw, "{cell}");
        }
        let own = format!("{home}/cells/project");
        assert!(!now.contains_key(&own) || now[&own].corrected.is_some(), "{at}: {own}");
        of_cell += cells.count();
        // All else is as it was.
        let others = now.iter().filter(|(at, text)| all[*at] != **text).map(|(at, _)| at);
        assert!(others.clone().all(|one| one == at || one.ends_with("/cells/project")), "{at}");
        assert_eq!(corrected(&one, right), one, "{at}");
    }
    assert!(of_cell > 10, "{of_cell}");
}

#[test]
fn a_cell_that_is_put_right_gives_its_titles_to_all_that_stands_in_it() {
    let report = report();
    let all = texts(&report);
    let mut found = 0;
    for (at, child) in all.iter().filter(|(at, _)| at.ends_with("/children/0/title")) {
        let item = at.strip_suffix("/children/0/title").unwrap();
        let cell = format!("{item}/cells/project");
        let Some(old) = all.get(&cell).filter(|cell| cell.raw.contains(&child.raw)) else {
            continue;
        };
        let new = old.raw.replace(&child.raw, "กิจกรรมที่แก้ชื่อแล้ว");
        let right = vec![of(&cell, old, &new, 0)];
        let one = corrected(&report, right.clone());
        let now = texts(&one);
        assert_eq!(now[at].raw, "กิจกรรมที่แก้ชื่อแล้ว", "{at}");
        assert_eq!(now[at].corrected.as_ref().unwrap().was, child.raw);
        assert_eq!(now[&format!("{item}/title")], all[&format!("{item}/title")], "as it was");
        assert_eq!(corrected(&one, right), one, "{at}");
        found += 1;
    }
    assert!(found > 2, "{found}");
}

#[test]
fn a_part_that_stands_twice_in_its_cell_is_not_put_right_by_guess() {
    let mut report = report();
    let all = texts(&report);
    let (at, old) = all.iter().find(|(at, _)| at.ends_with("/objectives/0")).unwrap();
    let cell = format!("{}/cells/objective", at.strip_suffix("/objectives/0").unwrap());
    texts_mut(&mut report, &mut |pointer, text| {
        if pointer == cell {
            text.raw = format!("{0}\n{0}", old.raw);
        }
    });
    let one = corrected(&report, vec![of(at, old, "อื่น", 0)]);
    assert_eq!((refused(&one).len(), texts(&one)[&cell].corrected.is_some()), (1, false));
}

#[test]
fn what_is_odd_about_a_row_stays_so_when_its_text_is_put_right() {
    let mut report = report();
    let all = texts(&report);
    let (at, title) = all.iter().find(|(at, _)| at.ends_with("/projects/0/title")).unwrap();
    let odd = |code: Code| Finding::new(code, "", "").seen(&title.raw, &title.regions);
    report.findings = vec![odd(Code::NumberRepeated), odd(Code::LowConfidence)];
    let one = corrected(&report, vec![of(at, title, "ชื่อที่แก้แล้ว", 0)]);
    let codes: Vec<&str> = one.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(codes, [Code::NumberRepeated.as_str()]);
}

#[test]
fn a_correction_finds_its_place_in_a_new_reading_and_nowhere_else() {
    let report = report();
    let (at, old) = cell(&report, "budget");
    // The pointer of another reading: the box decides.
    let mut moved = of(&at, &old, "๑ บาท", 0);
    moved.pointer = "/sections/9/measures/4/cells/budget".to_owned();
    assert_eq!(texts(&corrected(&report, vec![moved.clone()]))[&at].raw, "๑ บาท");
    // The same words in another box are another value, whatever the pointer says.
    moved.pointer = at.clone();
    moved.regions.iter_mut().for_each(|region| region.y0 += 40.0);
    let kept = corrected(&report, vec![moved]);
    assert_eq!((texts(&kept)[&at].raw.as_str(), refused(&kept).len()), (old.raw.as_str(), 1));
    // Without boxes the pointer is all there is.
    let placeless = Correction { regions: Vec::new(), ..of(&at, &old, "๒ บาท", 0) };
    assert_eq!(texts(&corrected(&report, vec![placeless]))[&at].raw, "๒ บาท");
}

#[test]
fn what_cannot_be_applied_is_told() {
    let report = report();
    let (at, text) = cell(&report, "budget");
    let first = || of(&at, &text, "๑ บาท", 1);
    for (corrections, stands, told) in [
        (
            vec![Correction { old: "๙๙".to_owned(), ..first() }],
            text.raw.as_str(),
            "“๙๙” does not stand at",
        ),
        (vec![first(), of(&at, &text, "๒ บาท", 2)], "๒ บาท", "a later one says otherwise"),
        (vec![of(&at, &text, "๒ บาท", 2), first()], "๒ บาท", "a later one says otherwise"),
        (vec![first(), of(&at, &text, "๑ บาท", 2)], "๑ บาท", ""),
        (
            vec![
                first(),
                Correction {
                    old: "๑ บาท".to_owned(), ..of(&at, &text, "๓ บาท", 2)
                },
            ],
            "๓ บาท",
            "",
        ),
    ] {
        let corrected = corrected(&report, corrections);
        let is = &texts(&corrected)[&at];
        assert_eq!(is.raw, stands, "{told}");
        let messages: Vec<&str> =
            refused(&corrected).iter().map(|finding| finding.message_en.as_str()).collect();
        assert_eq!(messages.is_empty(), told.is_empty(), "{messages:?}");
        assert!(messages.iter().all(|message| message.contains(told)), "{messages:?}");
        if let Some(mark) = &is.corrected {
            assert_eq!(mark.was, text.raw, "what was read first");
        }
    }
    let mut other = report.clone();
    let elsewhere = Corrects { sha256: "0".repeat(64), file_name: None };
    correct(&mut other, &[Corrections { document: elsewhere, ..file(&report, vec![first()]) }]);
    assert_eq!(other, report, "what is for another document changes nothing");
}

#[test]
fn the_agency_and_the_year_can_be_put_right() {
    let report = report();
    let name = report.agency.as_ref().unwrap().name.clone();
    let plain = |pointer: &str, old: &str, new: &str| Correction {
        pointer: pointer.to_owned(),
        regions: Vec::new(),
        old: old.to_owned(),
        ..of("", &texts(&report).into_values().next().unwrap(), new, 0)
    };
    let right = vec![
        plain("/agency/name", &name, "เทศบาลตำบลตัวอย่าง"),
        plain("/fiscal_year/be", "2568", "๒๕๖๙"),
    ];
    let changed = corrected(&report, right);
    let (agency, year) = (changed.agency.as_ref().unwrap(), changed.fiscal_year.as_ref().unwrap());
    assert_eq!((agency.name.as_str(), year.be), ("เทศบาลตำบลตัวอย่าง", 2569));
    assert_eq!(year.start.to_string(), "2025-10-01");
    assert_eq!(agency.corrected.as_ref().unwrap().was, name);
    assert_eq!(validate(&serde_json::to_value(&changed).unwrap()), []);
    let odd = corrected(&report, vec![plain("/fiscal_year/be", "2568", "ปีหน้า")]);
    assert!(refused(&odd)[0].message_en.contains("“ปีหน้า” is no fiscal year"));
    assert_eq!(odd.fiscal_year, report.fiscal_year);
    let mut nameless = report.clone();
    (nameless.agency, nameless.fiscal_year) = (None, None);
    let given = corrected(
        &nameless,
        vec![plain("/agency/name", "", "กรมตัวอย่าง"), plain("/fiscal_year/be", "", "2568")],
    );
    assert_eq!(given.agency.unwrap().name, "กรมตัวอย่าง");
    assert_eq!(given.fiscal_year.unwrap().be, 2568);
}

#[test]
fn a_file_written_by_hand_is_held_against_its_contract() {
    let example: Value = serde_json::from_str::<Value>(schema()).unwrap()["examples"][0].clone();
    let read = corrections(example.to_string().as_bytes()).unwrap();
    let written = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), example);
    for (pointer, value, words) in [
        ("/schema_version", json!("2.0"), "/schema_version"),
        ("/corrections/0/when", json!("yesterday"), "/corrections/0/when"),
        ("/corrections/0/old", Value::Null, "/corrections/0/old"),
        ("/document/sha256", json!("abc"), "/document/sha256"),
        ("/corrections/0/colour", json!("red"), "colour"),
    ] {
        let mut odd = example.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        odd.pointer_mut(parent).unwrap()[key] = value;
        let told = corrections(odd.to_string().as_bytes()).unwrap_err().to_string();
        assert!(told.contains(words), "{told}");
    }
    assert!(
        corrections(b"roses are red").unwrap_err().to_string().contains("no file of corrections")
    );
}

/// A folder with the report's document, the file of corrections of its first budget in `ours/`, and
/// where that budget stands.
fn folder_with_corrections() -> (tempfile::TempDir, String, Text) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.pdf"), fixture(REPORT)).unwrap();
    let report = report();
    let (pointer, old) = cell(&report, "budget");
    let file = file(&report, vec![of(&pointer, &old, "๑๒๓,๔๕๖ บาท", 0)]);
    let ours = folder.path().join("ours");
    fs::create_dir(&ours).unwrap();
    fs::write(ours.join("a.corrections.json"), serde_json::to_vec(&file).unwrap()).unwrap();
    (folder, pointer, old)
}

/// Runs the program in a folder: status, stdout, stderr.
fn run(folder: &Path, line: &str) -> (i32, String, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_raingan"))
        .args(line.split(' '))
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (out.status.code().expect("no signal ends it"), text(out.stdout), text(out.stderr))
}

#[test]
fn every_command_that_reads_reports_applies_them() {
    let (folder, pointer, old) = folder_with_corrections();
    let at = |name: &str| folder.path().join(name);
    run(folder.path(), "extract a.pdf -o plain.json");
    for line in [
        "extract a.pdf --corrections ours/a.corrections.json",
        "extract a.pdf --corrections ours --no-isolation",
    ] {
        let (_, out, err) = run(folder.path(), line);
        let json: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(json.pointer(&pointer).unwrap()["corrected"]["was"], old.raw.as_str(), "{err}");
    }
    run(folder.path(), "extract a.pdf --corrections ours -o right.json");
    let (status, out, _) = run(folder.path(), "diff plain.json right.json --format json");
    assert!(status == 1 && out.contains("123456"), "{out}");
    assert!(
        out.contains("values of the newer one that people put right: 1 (สมหญิง ตรวจดี)"),
        "{out}"
    );
    // Reports that were read before are corrected as well.
    let (status, out, _) = run(folder.path(), "diff plain.json right.json --corrections ours");
    assert!(status == 0, "{out}");
    let (_, out, _) = run(folder.path(), "summary plain.json --corrections ours --format json");
    assert_eq!(out, run(folder.path(), "summary right.json --format json").1);
    let mut full = Vec::new();
    output::json(&crate::sample::full(), &mut full).unwrap();
    fs::write(at("full.json"), full).unwrap();
    let (_, _, err) = run(folder.path(), "check full.json --corrections ours");
    assert!(err.contains("ours/a.corrections.json: its document was not read"), "{err}");
    fs::write(at("odd.json"), "{}").unwrap();
    let (status, _, err) = run(folder.path(), "extract a.pdf --corrections odd.json");
    assert!(status == 2 && err.contains("is no file of corrections"), "{err}");
    fs::create_dir(at("empty")).unwrap();
    let (status, _, err) = run(folder.path(), "extract a.pdf --corrections empty");
    assert!(status == 2 && err.contains(".corrections.json"), "{err}");
}

#[test]
fn a_batch_reads_again_what_was_put_right_and_nothing_else() {
    let world = World::new(&[("a.pdf", fixture(REPORT)), ("b.pdf", fixture("no-tables.pdf"))]);
    world.run("batch in -o out --progress none");
    let report = report();
    let (pointer, old) = cell(&report, "budget");
    let file = file(&report, vec![of(&pointer, &old, "๑๒๓,๔๕๖ บาท", 0)]);
    fs::write(world.path("a.corrections.json"), serde_json::to_vec(&file).unwrap()).unwrap();
    let before = world.lines("out").len();
    for _ in 0..2 {
        let (_, err) =
            world.run("batch in -o out --progress none --corrections a.corrections.json");
        assert!(!err.contains("was not read"), "{err}");
        let lines = world.lines("out");
        assert_eq!(lines.len(), before + 1, "one document is read again, once");
        let last = &lines[before];
        assert!(last.place.to_string().ends_with("a.pdf") && last.options.corrections.is_some());
        let json = fs::read(world.path("out").join(last.report.as_ref().unwrap())).unwrap();
        let json: Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(json.pointer(&pointer).unwrap()["raw"], "๑๒๓,๔๕๖ บาท");
    }
}

#[test]
#[cfg(feature = "sqlite")]
fn a_warehouse_takes_the_reading_that_was_put_right() {
    let (folder, _, old) = folder_with_corrections();
    for line in [
        "load a.pdf --corrections ours/a.corrections.json --to sqlite:r.db",
        "load a.pdf --to sqlite:r.db",
        "load a.pdf --corrections . --to sqlite:r.db",
    ] {
        let (status, _, err) = run(folder.path(), line);
        assert_eq!(status, 0, "{err}");
    }
    let database = rusqlite::Connection::open(folder.path().join("r.db")).unwrap();
    let said = |sql: &str| database.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    let row = "SELECT was || '>' || raw || '>' || corrected_by FROM current_corrections";
    assert_eq!(said(row), format!("{}>๑๒๓,๔๕๖ บาท>สมหญิง ตรวจดี", old.raw));
    assert_eq!(
        said("SELECT replaced_because FROM readings WHERE valid_to IS NOT NULL"),
        "corrected"
    );
    assert_eq!(said("SELECT count(*) || '' FROM readings"), "2");
}

#[test]
fn a_change_that_rests_on_a_correction_says_so_in_every_form() {
    let old = report();
    let (at, text) = cell(&old, "budget");
    let mut new = old.clone();
    new.source.sha256 = "f".repeat(64);
    // One that the agency made, and one that a person put right.
    let mut other = None;
    texts_mut(&mut new, &mut |pointer, text| {
        if pointer.ends_with("/cells/result") && other.is_none() {
            text.raw = "จัดอบรมแล้ว มีผู้เข้าร่วม ๙๙ คน".to_owned();
            text.text = text.raw.clone();
            other = Some(pointer.to_owned());
        }
    });
    let new = corrected(&new, vec![of(&at, &text, "๑๒๓,๔๕๖ บาท", 0)]);
    let comparison = raingan::diff::compare(&[old, new], false).unwrap();
    let changes = comparison.pairs[0].matches.iter().flat_map(|found| &found.changes);
    let (marked, plain): (Vec<_>, Vec<_>) = changes.partition(|c| !c.corrected.is_empty());
    assert!(!marked.is_empty() && marked.iter().all(|change| change.field == "budget"));
    assert!(plain.iter().any(|change| change.field == "result"), "{plain:?}");
    assert_eq!(marked[0].corrected[0].mark.was, text.raw);
    let json = serde_json::to_value(&comparison).unwrap();
    assert_eq!(raingan::diff::schema::validate(&json), []);
    let mut written = Vec::new();
    raingan::diff::output::json(&comparison, &mut written).unwrap();
    for lang in [output::Lang::Th, output::Lang::En] {
        raingan::diff::output::html(&comparison, lang, &mut written).unwrap();
        raingan::diff::output::markdown(&comparison, lang, &mut written).unwrap();
    }
    raingan::diff::output::csv(&comparison, false, &mut written).unwrap();
    let written = String::from_utf8(written).unwrap();
    assert!(written.contains("\"side\": \"new\""));
    for words in ["put right by สมหญิง ตรวจดี (newer", "แก้ไขโดย สมหญิง ตรวจดี (ฉบับหลัง"]
    {
        assert!(written.matches(words).count() >= 2, "{words}");
    }
}
