//! The warehouse: every value has its column, loads can be repeated, and what is not ours is left
//! alone; the same in each database.

mod kept;
mod parquet;
mod place;
mod postgres;
mod sources;
mod sqlite;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use raingan::audit::summary::summary;
use raingan::contract::model::{Baht, DocumentKind, Report, Section};
use raingan::contract::output;
use raingan::load::ddl::{Dialect, script};
use raingan::load::model::{Kind, LATER, TABLES, VALIDITY, table};
use raingan::load::put::Change;
use raingan::load::rows::{Value, rows};
use raingan::thai::number::MAX_SATANG;
use raingan::{ErrorKind, Options, extract};

use self::place::{Place, places};
use crate::committed::hold;
use crate::sample;

/// The full report as if read from the `n`th document of its agency.
fn report(n: usize) -> Report {
    let mut report = sample::full();
    report.source.sha256 = format!("{n:064x}");
    report.agency.as_mut().unwrap().name = format!("กรมตัวอย่าง {n}");
    report
}

/// The full report of the first document, as restated in another one.
fn restated() -> Report {
    let mut report = report(1);
    report.source.sha256 = "f".repeat(64);
    // Of two that say the same, the later day counts.
    let mut day = report.unclaimed[0].clone();
    day.text = "ข้อมูล ณ วันที่ ๑ ตุลาคม ๒๕๖๘".to_owned();
    day.regions.clear();
    report.unclaimed.push(day);
    report
}

/// The first report, as another version reads it.
fn read_by(version: &str) -> Report {
    let mut report = report(1);
    report.generator.version = version.to_owned();
    report
}

/// Amounts of many digits: at the limit, beyond what a double holds, and within it.
const LARGE: [i64; 6] = [
    MAX_SATANG,
    MAX_SATANG - 1,
    12_345_678_901_234_567,
    7_036_874_417_766_399,
    1 - MAX_SATANG,
    100_000_000_000_001,
];

/// A report with an amount of so many satang.
fn with_amount(n: usize, satang: i64) -> Report {
    let mut report = report(n);
    let Section::Measures(measures) = &mut report.sections[1] else { panic!("measures") };
    measures.measures[0].facts.money[0].amount_thb = Baht::from_satang(satang);
    report
}

/// Reports with amounts of many digits.
fn large() -> Vec<Report> {
    LARGE.iter().enumerate().map(|(i, satang)| with_amount(100 + i, *satang)).collect()
}

#[test]
fn amounts_are_loaded_to_the_last_satang() {
    for place in places() {
        let mut store = place.open(false);
        for (report, satang) in large().iter().zip(LARGE) {
            store.load(report).unwrap();
            let amount = place.value(&format!(
                "SELECT amount_thb FROM money JOIN readings USING (reading_key)
                 WHERE document_key = '{}' AND item_path = 'm1' AND field = 'result'",
                report.source.sha256
            ));
            assert_eq!(amount.parse(), Ok(Baht::from_satang(satang)), "{place}: {amount}");
        }
        // What is beyond a double is added up as one.
        assert!(place.value("SELECT CAST(sum(amount_thb) AS text) FROM money").len() > 12);
    }
}

#[test]
fn every_row_has_the_columns_of_its_table_and_every_table_has_rows() {
    let report = sample::full();
    let made = rows(&report).unwrap();
    for table in TABLES.iter().filter(|table| !LATER.contains(&table.name)) {
        let columns = match table.name {
            "readings" => &table.columns[..table.columns.len() - VALIDITY],
            _ => table.columns,
        };
        assert!(!made.of(table.name).is_empty(), "{} has no row", table.name);
        for row in made.of(table.name) {
            assert_eq!(row.len(), columns.len(), "{}", table.name);
            for (value, column) in row.iter().zip(columns) {
                let kind = match value {
                    Value::Null => None,
                    Value::Text(_) => Some(Kind::Text),
                    Value::Integer(_) => Some(Kind::Integer),
                    Value::Number(_) => Some(Kind::Number),
                    Value::Money(_) => Some(Kind::Money),
                    Value::Date(_) => Some(Kind::Date),
                    Value::Time(_) => Some(Kind::Time),
                    Value::Flag(_) => Some(Kind::Flag),
                };
                let fits = kind.map_or(column.null, |kind| kind == column.kind);
                assert!(fits, "{}.{}: {value:?}", table.name, column.name);
            }
        }
    }
    assert!(rows(&sample::minimal()).is_ok());
}

#[test]
fn what_is_printed_and_what_it_means_stand_in_the_tables() {
    for place in places() {
        place.open(false).load(&sample::full()).unwrap();
        for (sql, expected) in [
            (
                "SELECT amount_thb || '' FROM current_money WHERE item_path = 's1/t1/p1' AND field = 'result'",
                "4080.25",
            ),
            ("SELECT fiscal_year_be - fiscal_year_ce FROM fiscal_years", "543"),
            (
                "SELECT parent_path FROM current_items WHERE path = 's1/t1/p1/a1.1/u~1'",
                "s1/t1/p1/a1.1",
            ),
            ("SELECT parent_path FROM current_items WHERE path = 's1/t1/p1'", "s1/t1"),
            ("SELECT kind FROM current_items WHERE path = 's1'", "strategy"),
            ("SELECT min(start_date) FROM current_date_spans", "2024-10-01"),
            ("SELECT x0 FROM current_regions WHERE path = 's1/t1/p1#title'", "72.1"),
            ("SELECT file_name FROM current_documents", "plan-2568.pdf"),
            ("SELECT purpose FROM current_readings", "report"),
            (
                "SELECT CAST(amount_thb AS integer) FROM current_column_budgets WHERE item_path = 's1/t1/p1' AND purpose = 'planned' AND status = 'amount'",
                "2670",
            ),
            ("SELECT min(start_date) FROM current_schedules", "2024-10-01"),
            ("SELECT label FROM current_labels WHERE item_path = 's1'", "ยุทธศาสตร์"),
            (
                "SELECT span_start FROM current_section_columns WHERE column_key = 'budget_used_2568_q2'",
                "2025-01-01",
            ),
            ("SELECT count(*) FROM current_totals WHERE table_position IS NULL", "2"),
            ("SELECT role FROM current_form_fields WHERE label = 'สถานที่'", "place"),
            ("SELECT plan_last_be FROM current_self_descriptions", "2570"),
            ("SELECT province FROM agency_details", "สมมุติบุรี"),
        ] {
            let got = place.value(&format!("SELECT CAST(({sql}) AS text)"));
            assert_eq!(got, expected, "{place}: {sql}");
        }
    }
}

/// The reports of all fixtures.
fn fixtures() -> Vec<Report> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let options = Options { password: Some("raingan-test".to_owned()), ..Options::default() };
    files.iter().map(|file| extract(&fs::read(file).unwrap(), &options).unwrap()).collect()
}

#[test]
fn every_database_has_the_same_values() {
    let mut reports = fixtures();
    reports.extend([sample::full(), sample::minimal(), restated(), read_by("0.2.0"), report(2)]);
    let load = |place: &Place| {
        let mut store = place.open(false);
        let loaded: Vec<_> = reports.iter().map(|report| store.load(report).unwrap()).collect();
        store.finish().unwrap();
        (loaded, place.dump())
    };
    let mut first = None;
    for place in places() {
        let (loaded, tables) = load(&place);
        let filled = |(name, rows): (&&str, &Vec<String>)| LATER.contains(name) || !rows.is_empty();
        assert!(tables.iter().all(filled));
        let (expected, same) = first.get_or_insert_with(|| (loaded.clone(), tables.clone()));
        assert_eq!(&loaded, expected, "{place}");
        for (name, rows) in &tables {
            assert_eq!(rows, &same[name], "{place}: {name}");
        }
    }
}

#[test]
fn the_same_report_again_changes_no_row_be_it_current_or_not() {
    for place in places() {
        let mut store = place.open(false);
        let (first, second) = (report(1), restated());
        store.load(&first).unwrap();
        store.load(&second).unwrap();
        let before = place.dump();
        let mut renamed = report(1);
        renamed.source.file_name = Some("the same under another name.pdf".to_owned());
        for again in [&first, &second, &renamed, &first] {
            assert_eq!(store.load(again).unwrap().change, Change::None);
        }
        assert_eq!(place.dump(), before);
    }
}

#[test]
fn a_restated_report_becomes_current_and_the_older_one_stays() {
    for place in places() {
        let mut store = place.open(false);
        let old = store.load(&report(1)).unwrap();
        let all = place.count("SELECT count(*) FROM items");
        let Change::Added(verdict) = store.load(&restated()).unwrap().change else {
            panic!("it is new")
        };
        assert_eq!(verdict.supersedes, [old.reading_key]);
        assert_eq!(place.count("SELECT count(*) FROM items"), 2 * all);
        assert_eq!(place.count("SELECT count(*) FROM current_items"), all);
        assert_eq!(place.count("SELECT count(*) FROM current_documents"), 1);
        assert_eq!(
            place.count("SELECT count(*) FROM readings WHERE valid_to >= valid_from AND superseded_by IS NOT NULL"),
            1
        );
    }
}

#[test]
fn other_agencies_years_periods_and_purposes_stand_side_by_side() {
    for place in places() {
        let mut store = place.open(false);
        let mut others = [report(1), report(2), restated(), restated(), restated(), restated()];
        others[2].fiscal_year.as_mut().unwrap().be = 2567;
        others[3].period.as_mut().unwrap().months = Some(6);
        others[4].title.as_mut().unwrap().text = "แผนปฏิบัติการ".to_owned();
        others[4].document.as_mut().unwrap().kind = DocumentKind::Plan;
        others[5].agency = None;
        for (i, other) in others.iter_mut().enumerate() {
            other.source.sha256 = format!("{:064x}", i + 1);
            store.load(other).unwrap();
        }
        assert_eq!(place.count("SELECT count(*) FROM current_readings"), others.len() as i64);
    }
}

#[test]
fn the_newer_version_is_current_in_whatever_order_they_come() {
    for order in [["0.9.0", "0.10.0"], ["0.10.0", "0.9.0"]] {
        for place in places() {
            let mut store = place.open(false);
            order.iter().for_each(|version| drop(store.load(&read_by(version)).unwrap()));
            let current =
                "SELECT count(*) FROM current_readings WHERE generator_version = '0.10.0'";
            assert_eq!(
                (place.count(current), place.count("SELECT count(*) FROM readings")),
                (1, 2),
                "{order:?}"
            );
            assert_eq!(place.count("SELECT count(*) FROM current_readings"), 1);
        }
    }
}

#[test]
fn a_dry_run_tells_the_same_and_changes_nothing() {
    for place in places() {
        let load = |dry| {
            let mut store = place.open(dry);
            [report(1), restated(), report(1)].map(|report| store.load(&report).unwrap())
        };
        let told = load(true);
        assert!(!place.is_made());
        assert_eq!(load(false), told);
        let before = place.dump();
        // The fiscal year is there already.
        assert_eq!(place.open(true).load(&report(2)).unwrap().rows, told[0].rows - 1);
        assert!(place.open(true).purge().unwrap() > 0);
        assert_eq!(place.dump(), before);
    }
}

#[test]
fn a_purge_takes_what_was_superseded_for_good() {
    for place in places() {
        let mut store = place.open(false);
        [report(1), restated(), report(2)]
            .iter()
            .for_each(|report| drop(store.load(report).unwrap()));
        let current = place.count("SELECT count(*) FROM current_regions");
        assert!(store.purge().unwrap() > 0);
        assert_eq!(place.count("SELECT count(*) FROM regions"), current);
        assert_eq!(place.count("SELECT count(*) FROM readings"), 3);
        assert_eq!(store.purge().unwrap(), 0);
        assert_eq!(store.load(&report(1)).unwrap().change, Change::None);
    }
}

#[test]
fn two_loaders_at_once_give_the_same_tables_as_one() {
    for place in places() {
        let load = |from: usize| {
            let mut store = place.open(false);
            (from..from + 12).for_each(|n| drop(store.load(&report(n)).unwrap()));
        };
        thread::scope(|scope| {
            // The two have six reports in common.
            scope.spawn(|| load(1));
            scope.spawn(|| load(7));
        });
        let alone = place.another();
        let mut store = alone.open(false);
        (1..19).for_each(|n| drop(store.load(&report(n)).unwrap()));
        let (mut both, mut one) = (place.dump(), alone.dump());
        // Only the order of loading may differ.
        for tables in [&mut both, &mut one] {
            tables.retain(|name, _| !["readings", "reading_events"].contains(name));
        }
        assert_eq!(both, one);
        assert_eq!(place.count("SELECT count(DISTINCT load_number) FROM current_readings"), 18);
    }
}

/// How many reports a loader that may still be at work has loaded.
fn loaded(place: &Place) -> i64 {
    if place.is_loaded() { place.count("SELECT count(*) FROM readings") } else { 0 }
}

#[test]
fn a_load_that_is_killed_leaves_whole_reports_and_is_simply_done_again() {
    const REPORTS: usize = 300;
    let mut ndjson = Vec::new();
    (1..=REPORTS).for_each(|n| output::ndjson(&report(n), &mut ndjson).unwrap());
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("all.ndjson"), ndjson).unwrap();
    for place in places() {
        let start = || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_raingan"));
            command
                .args(["load", "all.ndjson", "--quiet", "--to", &place.target()])
                .current_dir(folder.path());
            command.spawn().unwrap()
        };
        let mut killed = start();
        while loaded(&place) == 0 && killed.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_millis(1));
        }
        killed.kill().unwrap();
        killed.wait().unwrap();
        place.wait();
        let there = loaded(&place);
        assert!(
            0 < there && there < REPORTS as i64,
            "{place}: {there}: it was not killed amid its work"
        );
        // Regions are the last rows of a report.
        let whole = "SELECT count(*) FROM (SELECT count(*) AS n FROM regions GROUP BY reading_key) AS each_one WHERE n = ";
        let regions = rows(&report(1)).unwrap().of("regions").len();
        assert_eq!(place.count(&format!("{whole}{regions}")), there);
        assert!(start().wait().unwrap().success());
        let clean = place.another();
        let mut store = clean.open(false);
        (1..=REPORTS).for_each(|n| drop(store.load(&report(n)).unwrap()));
        store.finish().unwrap();
        assert_eq!(place.dump(), clean.dump());
    }
}

#[test]
fn text_is_data_whatever_it_says() {
    for place in places() {
        let mut store = place.open(false);
        let mut hostile = report(1);
        let name = "'); DROP TABLE items; --\"\u{0}`";
        hostile.agency.as_mut().unwrap().name = name.to_owned();
        hostile.source.file_name = Some(name.to_owned());
        store.load(&hostile).unwrap();
        let spelt = place.value("SELECT name FROM agency_aliases");
        assert_eq!(spelt, name.replace('\0', "\u{fffd}"));
        assert!(place.count("SELECT count(*) FROM items") > 0);
    }
}

#[test]
fn a_report_that_does_not_fit_leaves_nothing_behind() {
    for place in places() {
        let mut store = place.open(false);
        // Rows that would break a rule of their table.
        let mut twice = report(1);
        twice.source.pages.push(twice.source.pages[0].clone());
        assert_eq!(store.load(&twice).unwrap_err().kind(), ErrorKind::Invalid);
        assert!(place.dump().values().all(Vec::is_empty));
        assert!(store.load(&report(1)).is_ok());
    }
}

#[test]
fn what_the_tables_do_not_hold_is_told_with_its_place_and_the_rest_is_loaded() {
    for place in places() {
        let mut store = place.open(false);
        store.load(&with_amount(1, 7)).unwrap();
        store.load(&with_amount(2, MAX_SATANG + 1)).unwrap();
        let rows = "SELECT count(*) FROM money GROUP BY reading_key ORDER BY 1";
        let rows = place.rows(rows);
        let count = |at: usize| rows[at][0].parse::<i64>().unwrap();
        assert_eq!(count(0) + 1, count(1), "{place}");
        let told = place.rows(
            "SELECT origin, item_path, message_en FROM findings WHERE code = 'value-out-of-range'",
        );
        assert_eq!((told.len(), told[0][0].as_str(), told[0][1].as_str()), (1, "load", "m1"));
        assert!(told[0][2].contains("m1#result.money.1") && told[0][2].contains("too large"));
    }
}

#[test]
fn the_page_of_tables_lists_every_column() {
    let mut page = String::from(
        "# Tables\n\nThe tables of the [warehouse](warehouse.md). Made from `raingan::load::model` by `tests/it/load.rs`; \
         `raingan load --print-ddl sqlite` and `postgres` print the statements.\n",
    );
    for table in TABLES {
        write!(
            page,
            "\n## {}\n\n{} {}\n\n| column | holds | meaning | |\n| --- | --- | --- | --- |\n",
            table.name, table.en, table.th
        )
        .expect("writing to a String");
        for column in table.columns {
            let key = if table.key.contains(&column.name) { ", key" } else { "" };
            let null = if column.null { ", may be null" } else { "" };
            let kind = format!("{:?}", column.kind).to_lowercase();
            writeln!(
                page,
                "| `{}` | {kind}{key}{null} | {} | {} |",
                column.name, column.en, column.th
            )
            .expect("writing to a String");
        }
    }
    hold("docs/tables.md", &page);
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    program(folder, &[&["load"], arguments].concat())
}

/// What the program says to a command, and its exit status.
fn program(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raingan"));
    let out =
        command.args(arguments).current_dir(folder).env("LC_ALL", "C.UTF-8").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (out.status.code().unwrap_or(-1), text(out.stdout), text(out.stderr))
}

fn write(path: &Path, report: &Report) {
    let mut json = Vec::new();
    output::json(report, &mut json).unwrap();
    fs::write(path, json).unwrap();
}

#[test]
fn the_program_loads_the_folder_of_a_batch_and_goes_on_after_bad_files() {
    for place in places() {
        let folder = tempfile::tempdir().unwrap();
        let reports = folder.path().join("out/reports");
        fs::create_dir_all(&reports).unwrap();
        write(&reports.join("a.json"), &report(1));
        write(&reports.join("b.json"), &report(2));
        fs::write(folder.path().join("out/ledger.ndjson"), "{}").unwrap();
        fs::write(folder.path().join("broken.json"), "{").unwrap();
        let target = place.target();
        let (status, out, err) = run(folder.path(), &["out", "--to", &target, "--dry-run"]);
        assert_eq!((status, out.lines().count()), (0, 2), "{out}{err}");
        assert!(!place.is_made());
        let (status, out, err) = run(folder.path(), &["out", "--to", &target]);
        assert_eq!((status, out.as_str()), (0, ""), "{err}");
        assert!(err.starts_with("2 reports: 2 new"), "{err}");
        let (status, _, err) = run(folder.path(), &["broken.json", "out", "--to", &target]);
        assert_eq!(status, 2);
        assert!(
            err.contains("broken.json: not JSON") && err.contains("2 unchanged; 0 rows added"),
            "{err}"
        );
        let (status, _, err) = run(folder.path(), &["out", "--to", "sqlite:broken.json"]);
        assert_eq!(status, 2);
        assert!(err.contains("broken.json: is no SQLite database"), "{err}");
    }
}

#[test]
fn the_program_prints_the_statements() {
    let folder = tempfile::tempdir().unwrap();
    let (status, out, _) = run(folder.path(), &["--print-ddl", "postgres"]);
    assert_eq!((status, out), (0, script(Dialect::Postgres)));
    let (status, _, err) = run(folder.path(), &["--to", "mysql:x", "a.json"]);
    assert_eq!(status, 2);
    assert!(err.contains("a target is sqlite:FILE"), "{err}");
    let (status, _, err) = run(folder.path(), &["--to", "postgres://ann:s3cret@db:x/w", "a.json"]);
    assert_eq!(status, 2);
    assert!(err.contains("the URL cannot be read") && !err.contains("s3cret"), "{err}");
}

/// What the program that knew none of it wrote: its keys stay, so that it is not loaded twice.
#[test]
fn a_report_of_before_keeps_its_key() {
    let before = sample::minimal();
    let json = serde_json::to_string(&before).unwrap();
    let content: serde_json::Value = serde_json::from_str(&json).unwrap();
    let keys = [
        "schema_version",
        "generator",
        "source",
        "title",
        "agency",
        "fiscal_year",
        "period",
        "sections",
        "unclaimed",
        "findings",
    ];
    let values: Vec<&serde_json::Value> = keys.iter().map(|key| &content[key]).collect();
    let hashed = raingan::digest::sha256(serde_json::to_string(&values).unwrap().as_bytes());
    assert_eq!(rows(&before).unwrap().identity.report_sha256, hashed);
    let mut later = before;
    later.plan_years = sample::full().plan_years;
    assert_ne!(rows(&later).unwrap().identity.report_sha256, hashed);
}

#[test]
fn targets_are_met_and_missed_as_in_the_summary() {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf/report-2567-typst-full.pdf");
    let report = extract(&fs::read(file).unwrap(), &Options::default()).unwrap();
    let made = rows(&report).unwrap();
    let verdict = table("targets").and_then(|targets| targets.at("verdict")).unwrap();
    let count = |word: &str| {
        made.of("targets")
            .iter()
            .filter(|row| matches!(&row[verdict], Value::Text(text) if text == word))
            .count()
    };
    let told = summary(&report).groups;
    let met: usize = told.iter().map(|group| group.targets.met).sum();
    let missed: usize = told.iter().map(|group| group.targets.missed).sum();
    assert!(met > 0 && missed > 0, "{met} {missed}");
    assert_eq!((count("met"), count("missed")), (met, missed));
}
