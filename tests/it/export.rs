//! `raingan export`: what stands in the workbook is what the reports say, whatever they say.

mod read;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use raingan::Report;
use raingan::contract::model::{Baht, Item, Section};
use raingan::contract::output::{self, Lang};
use raingan::publish::workbook::workbook;

use crate::sample;
use read::{Sheet, Value, parts, sheets};

/// Texts that a spreadsheet, its writer or XML could take for something else.
const HOSTILE: &[&str] = &[
    "=1+1",
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "+66 2 123 4567",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "http://example.org/a?b=c&d",
    "mailto:ann@example.org",
    "<r><t>bold</t></r>",
    "<r></si><si></r>",
    "</t></si>&amp;<!--",
    "]]>",
    "_x0041_ and _x000D_",
    "a\u{0}b\u{1}\u{b}\u{1f}\u{7f}\u{fffe}\u{ffff}",
    "a\r\nb\rc\n",
    "  spaces  ",
    "'quoted",
    "007",
    "1e5",
    "2568-01-01",
    "TRUE",
    "#REF!",
    "{=1}",
    "กำ\u{e33}ลัง\u{200b}ใจ 𝟙 👍🏽",
];

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

/// The first item of a report's plan.
fn first_item(report: &mut Report) -> &mut Item {
    let plan = report.sections.iter_mut().find_map(|section| match section {
        Section::ActionPlan(plan) => Some(plan),
        _ => None,
    });
    &mut plan.expect("a plan").strategies[0].tactics[0].projects[0]
}

fn sheet<'s>(sheets: &'s [Sheet], name: &str) -> &'s Sheet {
    sheets.iter().find(|sheet| sheet.name == name).expect(name)
}

#[test]
fn what_stands_in_a_workbook_is_what_the_reports_say() {
    let book = workbook(&[sample::full(), sample::minimal()], Lang::En).unwrap();
    assert_eq!(book.notes, [""; 0]);
    let sheets = sheets(&book.bytes);
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let expected = ["documents", "summary", "items", "indicators", "budgets", "facts", "findings"];
    assert_eq!(names, expected);
    let thai = workbook(&[sample::full()], Lang::Th).unwrap().bytes;
    for sheet in sheets.iter().chain(&read::sheets(&thai)) {
        assert!(["report", "ลำดับรายงาน"].contains(&sheet.headings[0].as_str()), "{}", sheet.name);
        let mut once = sheet.headings.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), sheet.headings.len(), "{}: {:?}", sheet.name, sheet.headings);
    }
    let (full, minimal) = (&sheets[0].rows[0], &sheets[0].rows[1]);
    assert_eq!(full["fiscal year (BE)"], Value::Number(2568.0));
    assert_eq!(full["SHA-256"], text(&sample::full().source.sha256));
    assert_eq!(full["read by"], text("raingan 0.1.0"));
    assert!(!minimal.contains_key("agency") && !minimal.contains_key("fiscal year (BE)"));
    let budgets = sheet(&sheets, "budgets");
    let amounts = budgets.rows.iter().filter_map(|row| row.get("amount (baht)"));
    assert!(
        amounts.clone().count() > 0 && amounts.clone().all(|it| matches!(it, Value::Number(_)))
    );
    let items = sheet(&sheets, "items");
    assert!(
        matches!(&items.rows[0]["page and box"], Value::Text(place) if place.starts_with("p. 1 [72.1,190.5,220,206.4]"))
    );
}

#[test]
fn days_are_days_and_amounts_are_exact() {
    let mut report = sample::full();
    let item = first_item(&mut report);
    let budget = item.budgets[0].clone();
    let amounts = ["0.01", "-2.5", "9999999999999.99", "99999999999999.99", "1000000000000000"];
    item.budgets = amounts
        .iter()
        .map(|amount| {
            let mut budget = budget.clone();
            budget.amount_thb = Some(amount.parse::<Baht>().unwrap());
            budget
        })
        .collect();
    let id = item.id.clone();
    let day = item.facts.dates[0].start;
    let sheets = sheets(&workbook(&[report], Lang::En).unwrap().bytes);
    let rows = sheet(&sheets, "budgets").rows.iter();
    let told: Vec<&Value> =
        rows.filter(|row| row["item"] == text(&id)).map(|row| &row["amount (baht)"]).collect();
    let expected = [
        Value::Number(0.01),
        Value::Number(-2.5),
        Value::Number(9_999_999_999_999.99),
        text("99999999999999.99"),
        text("1000000000000000"),
    ];
    assert_eq!(told[..5], expected.iter().collect::<Vec<_>>()[..]);
    let fact = sheet(&sheets, "facts").rows.iter().find(|row| row["kind"] == text("date")).unwrap();
    let since_1899 = jiff::civil::date(1899, 12, 30).until(day).unwrap().get_days();
    assert_eq!(fact["first day"], Value::Number(f64::from(since_1899)));
}

#[test]
fn no_text_of_a_document_is_anything_but_text() {
    let reports: Vec<Report> = HOSTILE
        .iter()
        .map(|words| {
            let mut report = sample::full();
            report.source.file_name = Some((*words).to_owned());
            first_item(&mut report).title = sample::text(words);
            report
        })
        .collect();
    let book = workbook(&reports, Lang::Th).unwrap();
    for (name, part) in parts(&book.bytes) {
        assert!(!part.contains("<f>") && !part.contains("<f "), "a formula in {name}");
        assert!(!part.contains("<hyperlink"), "a link in {name}");
        assert!(roxmltree::Document::parse(&part).is_ok(), "{name} is no XML");
    }
    assert!(
        parts(&book.bytes)["xl/styles.xml"].contains("quotePrefix=\"1\""),
        "also when it is edited"
    );
    let sheets = sheets(&book.bytes);
    let items = &sheet(&sheets, "items").rows;
    for (words, number) in HOSTILE.iter().zip(1..) {
        let of_report = |row: &&_| row_number(row) == Some(f64::from(number));
        let row = items.iter().find(of_report).expect("a row");
        assert_eq!(row["ชื่อ"], text(words));
        assert_eq!(row["ไฟล์"], text(words));
    }
}

fn row_number(row: &std::collections::BTreeMap<String, Value>) -> Option<f64> {
    match row.get("ลำดับรายงาน") {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    }
}

#[test]
fn the_same_reports_make_the_same_bytes() {
    let reports = [sample::full(), sample::minimal(), sample::full()];
    let once = workbook(&reports, Lang::Th).unwrap().bytes;
    assert!(once == workbook(&reports, Lang::Th).unwrap().bytes);
}

#[test]
fn what_a_cell_cannot_hold_is_told() {
    let mut report = sample::full();
    first_item(&mut report).title.text = "ก".repeat(40_000);
    let book = workbook(&[report], Lang::En).unwrap();
    // The title stands in several sheets.
    assert!(
        book.notes.len() >= 2 && book.notes.iter().all(|note| note.contains("40000 characters"))
    );
    assert!(book.notes[0].starts_with("items, row 2, title: "), "{}", book.notes[0]);
    let sheets = sheets(&book.bytes);
    let Value::Text(title) = &sheet(&sheets, "items").rows[0]["title"] else { panic!("no text") };
    assert_eq!(title.encode_utf16().count(), 32_767);
    assert!(title.ends_with("[cut: 40000 characters in all]"));
    let below: Vec<&Value> = sheets[0].rows.iter().flat_map(|row| row.values()).collect();
    assert!(below.contains(&&text(&book.notes[0])), "the workbook says so itself");
}

/// Runs the program in a folder: status, stderr.
fn run(folder: &Path, line: &str) -> (i32, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_raingan"))
        .args(line.split(' '))
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .env_remove("RAINGAN_PASSWORD")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (out.status.code().expect("no signal ends it"), String::from_utf8(out.stderr).unwrap())
}

#[test]
fn the_command_writes_all_that_it_can_read_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mut json = Vec::new();
    output::json(&sample::minimal(), &mut json).unwrap();
    fs::write(at("minimal.json"), json).unwrap();
    fs::write(at("poem.pdf"), "a poem").unwrap();
    assert_eq!(run(folder.path(), "export minimal.json -o a.xlsx"), (0, String::new()));
    let first = &sheets(&fs::read(at("a.xlsx")).unwrap())[0];
    assert_eq!(first.rows[0]["file"], text("minimal.json"), "called by the file it came from");
    let (status, said) = run(folder.path(), "export minimal.json poem.pdf none.json -o b.xlsx");
    assert!(status == 2 && said.contains("poem.pdf") && said.contains("none.json"), "{said}");
    assert!(fs::read(at("b.xlsx")).unwrap() == fs::read(at("a.xlsx")).unwrap());
    for (line, expected) in [
        ("export poem.pdf -o a.xlsx", "a.xlsx: is not written: no report could be read"),
        ("export minimal.json -o a.csv", "a.csv: the name of a workbook ends in .xlsx"),
        (
            "export minimal.json -o no/a.xlsx",
            "no/a.xlsx: cannot be written: its folder does not exist",
        ),
        ("export . -o a.xlsx", ".: is a directory: name the files in it"),
    ] {
        let before = fs::read(at("a.xlsx")).unwrap();
        let (status, said) = run(folder.path(), line);
        assert!(status == 2 && said.contains(expected), "{line}: {status} {said}");
        assert!(fs::read(at("a.xlsx")).unwrap() == before, "{line}: what was there stays");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "no temporary file is left");
}
