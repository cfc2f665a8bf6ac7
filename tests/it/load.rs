//! The warehouse: every value has its column, loads can be repeated, and what is not ours is left alone.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use raingan::load::ddl::{Dialect, script};
use raingan::load::model::{Kind, TABLES, VALIDITY, table};
use raingan::load::rows::{Value, rows};
use raingan::load::sqlite::{Change, Store};
use raingan::report::model::{Baht, Report, Section};
use raingan::report::output;
use raingan::report::summary::summary;
use raingan::{ErrorKind, Options, extract};
use rusqlite::{Connection, OpenFlags};

use crate::committed::hold;
use crate::sample;

/// A folder with the path of a warehouse in it, which is not made yet.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("reports.db");
    (folder, file)
}

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
    report
}

/// The first report, as another version reads it.
fn read_by(version: &str) -> Report {
    let mut report = report(1);
    report.generator.version = version.to_owned();
    report
}

/// All rows of all tables as text, without the moments of loading.
fn dump(file: &Path) -> BTreeMap<&'static str, Vec<String>> {
    let connection = Connection::open(file).unwrap();
    let all = TABLES.iter().map(|table| {
        let kept = table.columns.iter().filter(|column| column.kind != Kind::Time);
        let names: Vec<&str> = kept.map(|column| column.name).collect();
        let (names, key) = (names.join(", "), table.key.join(", "));
        let mut query = connection.prepare(&format!("SELECT {names} FROM {} ORDER BY {key}", table.name)).unwrap();
        let columns = query.column_count();
        let row = |row: &rusqlite::Row<'_>| {
            let values = (0..columns).map(|i| format!("{:?}", row.get_ref(i).unwrap()));
            Ok(values.collect::<Vec<_>>().join("|"))
        };
        (table.name, query.query_map([], row).unwrap().map(Result::unwrap).collect())
    });
    all.collect()
}

fn count(file: &Path, sql: &str) -> i64 {
    Connection::open(file).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn every_row_has_the_columns_of_its_table_and_every_table_has_rows() {
    let report = sample::full();
    let made = rows(&report).unwrap();
    for table in TABLES {
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
    let (_folder, file) = place();
    Store::open(&file, false).unwrap().load(&sample::full()).unwrap();
    for (sql, expected) in [
        ("SELECT amount_thb || '' FROM current_money WHERE item_path = 's1/t1/p1' AND field = 'result'", "4080.25"),
        ("SELECT fiscal_year_be - fiscal_year_ce FROM fiscal_years", "543"),
        ("SELECT parent_path FROM current_items WHERE path = 's1/t1/p1/a1.1/u~1'", "s1/t1/p1/a1.1"),
        ("SELECT parent_path FROM current_items WHERE path = 's1/t1/p1'", "s1/t1"),
        ("SELECT kind FROM current_items WHERE path = 's1'", "strategy"),
        ("SELECT min(start_date) FROM current_date_spans", "2024-10-01"),
        ("SELECT x0 FROM current_regions WHERE path = 's1/t1/p1#title'", "72.1"),
        ("SELECT file_name FROM current_documents", "plan-2568.pdf"),
        ("SELECT purpose FROM current_readings", "report"),
    ] {
        let connection = Connection::open(&file).unwrap();
        let got: String =
            connection.query_row(&format!("SELECT CAST(({sql}) AS text)"), [], |row| row.get(0)).expect(sql);
        assert_eq!(got, expected, "{sql}");
    }
}

#[test]
fn the_same_report_again_changes_no_row_be_it_current_or_not() {
    let (_folder, file) = place();
    let store = Store::open(&file, false).unwrap();
    let (first, second) = (report(1), restated());
    store.load(&first).unwrap();
    store.load(&second).unwrap();
    let before = dump(&file);
    let mut renamed = report(1);
    renamed.source.file_name = Some("the same under another name.pdf".to_owned());
    for again in [&first, &second, &renamed, &first] {
        assert_eq!(store.load(again).unwrap().change, Change::None);
    }
    assert_eq!(dump(&file), before);
}

#[test]
fn a_restated_report_becomes_current_and_the_older_one_stays() {
    let (_folder, file) = place();
    let store = Store::open(&file, false).unwrap();
    let old = store.load(&report(1)).unwrap();
    let all = count(&file, "SELECT count(*) FROM items");
    let Change::Added(verdict) = store.load(&restated()).unwrap().change else { panic!("it is new") };
    assert_eq!(verdict.supersedes, [old.reading_key]);
    assert_eq!(count(&file, "SELECT count(*) FROM items"), 2 * all);
    assert_eq!(count(&file, "SELECT count(*) FROM current_items"), all);
    assert_eq!(count(&file, "SELECT count(*) FROM current_documents"), 1);
    assert_eq!(
        count(&file, "SELECT count(*) FROM readings WHERE valid_to >= valid_from AND superseded_by IS NOT NULL"),
        1
    );
}

#[test]
fn other_agencies_years_periods_and_purposes_stand_side_by_side() {
    let (_folder, file) = place();
    let store = Store::open(&file, false).unwrap();
    let mut others = [report(1), report(2), restated(), restated(), restated(), restated()];
    others[2].fiscal_year.as_mut().unwrap().be = 2567;
    others[3].period.as_mut().unwrap().months = Some(6);
    others[4].title.as_mut().unwrap().text = "แผนปฏิบัติการ".to_owned();
    others[5].agency = None;
    for (i, other) in others.iter_mut().enumerate() {
        other.source.sha256 = format!("{:064x}", i + 1);
        store.load(other).unwrap();
    }
    assert_eq!(count(&file, "SELECT count(*) FROM current_readings"), others.len() as i64);
}

#[test]
fn the_newer_version_is_current_in_whatever_order_they_come() {
    for order in [["0.9.0", "0.10.0"], ["0.10.0", "0.9.0"]] {
        let (_folder, file) = place();
        let store = Store::open(&file, false).unwrap();
        order.iter().for_each(|version| drop(store.load(&read_by(version)).unwrap()));
        let current = "SELECT count(*) FROM current_readings WHERE generator_version = '0.10.0'";
        assert_eq!((count(&file, current), count(&file, "SELECT count(*) FROM readings")), (1, 2), "{order:?}");
        assert_eq!(count(&file, "SELECT count(*) FROM current_readings"), 1);
    }
}

#[test]
fn a_dry_run_tells_the_same_and_changes_nothing() {
    let (_folder, file) = place();
    let load = |dry| {
        let store = Store::open(&file, dry).unwrap();
        [report(1), restated(), report(1)].map(|report| store.load(&report).unwrap())
    };
    let told = load(true);
    assert!(!file.exists());
    assert_eq!(load(false), told);
    let before = dump(&file);
    // The fiscal year is there already.
    assert_eq!(Store::open(&file, true).unwrap().load(&report(2)).unwrap().rows, told[0].rows - 1);
    assert!(Store::open(&file, true).unwrap().purge().unwrap() > 0);
    assert_eq!(dump(&file), before);
}

#[test]
fn a_purge_takes_what_was_superseded_for_good() {
    let (_folder, file) = place();
    let store = Store::open(&file, false).unwrap();
    [report(1), restated(), report(2)].iter().for_each(|report| drop(store.load(report).unwrap()));
    let current = count(&file, "SELECT count(*) FROM current_regions");
    assert!(store.purge().unwrap() > 0);
    assert_eq!(count(&file, "SELECT count(*) FROM regions"), current);
    assert_eq!(count(&file, "SELECT count(*) FROM readings"), 3);
    assert_eq!(store.purge().unwrap(), 0);
    assert_eq!(store.load(&report(1)).unwrap().change, Change::None);
}

#[test]
fn two_loaders_at_once_give_the_same_tables_as_one() {
    let (_folder, file) = place();
    let load = |from: usize| {
        let store = Store::open(&file, false).unwrap();
        (from..from + 12).for_each(|n| drop(store.load(&report(n)).unwrap()));
    };
    thread::scope(|scope| {
        // The two have six reports in common.
        scope.spawn(|| load(1));
        scope.spawn(|| load(7));
    });
    let (_other, alone) = place();
    let store = Store::open(&alone, false).unwrap();
    (1..19).for_each(|n| drop(store.load(&report(n)).unwrap()));
    let (mut both, mut one) = (dump(&file), dump(&alone));
    // Only the order of loading may differ.
    for tables in [&mut both, &mut one] {
        tables.remove("readings");
    }
    assert_eq!(both, one);
    assert_eq!(count(&file, "SELECT count(DISTINCT load_number) FROM current_readings"), 18);
}

#[test]
fn who_finds_another_one_writing_waits() {
    let (_folder, file) = place();
    let store = Store::open(&file, false).unwrap();
    let other = Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    thread::scope(|scope| {
        let waiting = scope.spawn(move || store.load(&report(1)).map(|loaded| loaded.rows));
        thread::sleep(Duration::from_millis(200));
        assert!(!waiting.is_finished());
        other.execute_batch("COMMIT").unwrap();
        assert!(waiting.join().unwrap().unwrap() > 0);
    });
}

/// How many reports a loader that may still be at work has loaded.
fn loaded(file: &Path) -> i64 {
    let count = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .and_then(|connection| connection.query_row("SELECT count(*) FROM readings", [], |row| row.get(0)));
    count.unwrap_or(0)
}

#[test]
fn a_load_that_is_killed_leaves_whole_reports_and_is_simply_done_again() {
    const REPORTS: usize = 300;
    let (folder, file) = place();
    let mut ndjson = Vec::new();
    (1..=REPORTS).for_each(|n| output::ndjson(&report(n), &mut ndjson).unwrap());
    fs::write(folder.path().join("all.ndjson"), ndjson).unwrap();
    let start = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_raingan"));
        command.args(["load", "all.ndjson", "--to", "sqlite:reports.db", "--quiet"]).current_dir(folder.path());
        command.spawn().unwrap()
    };
    let mut killed = start();
    while loaded(&file) == 0 && killed.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(1));
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    let there = loaded(&file);
    assert!(0 < there && there < REPORTS as i64, "{there}: it was not killed amid its work");
    // Regions are the last rows of a report.
    let whole = "SELECT count(*) FROM (SELECT count(*) AS n FROM regions GROUP BY reading_key) WHERE n = ";
    let regions = rows(&report(1)).unwrap().of("regions").len();
    assert_eq!(count(&file, &format!("{whole}{regions}")), there);
    assert!(start().wait().unwrap().success());
    let (_other, clean) = place();
    let store = Store::open(&clean, false).unwrap();
    (1..=REPORTS).for_each(|n| drop(store.load(&report(n)).unwrap()));
    assert_eq!(dump(&file), dump(&clean));
}

#[test]
fn text_is_data_whatever_it_says() {
    let (_folder, file) = place();
    let store = Store::open(&file, false).unwrap();
    let mut hostile = report(1);
    let name = "'); DROP TABLE items; --\"\u{0}`";
    hostile.agency.as_mut().unwrap().name = name.to_owned();
    hostile.source.file_name = Some(name.to_owned());
    store.load(&hostile).unwrap();
    let connection = Connection::open(&file).unwrap();
    let said: String = connection.query_row("SELECT name FROM agencies", [], |row| row.get(0)).unwrap();
    assert_eq!(said, name.replace('\0', "\u{fffd}"));
    assert!(count(&file, "SELECT count(*) FROM items") > 0);
}

#[test]
fn a_report_that_does_not_fit_leaves_nothing_behind() {
    let (_folder, file) = place();
    let store = Store::open(&file, false).unwrap();
    let mut large = report(1);
    let Section::Measures(measures) = &mut large.sections[1] else { panic!("measures") };
    measures.measures[0].facts.money[0].amount_thb = Baht::from_satang(100_000_000_000_000);
    let error = store.load(&large).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.to_string().contains("too large"), "{error}");
    // SQLite itself refuses this one, after the first rows.
    let mut twice = report(1);
    twice.source.pages.push(twice.source.pages[0].clone());
    assert_eq!(store.load(&twice).unwrap_err().kind(), ErrorKind::Invalid);
    assert!(dump(&file).values().all(Vec::is_empty));
    assert!(store.load(&report(1)).is_ok());
}

#[test]
fn what_is_not_ours_is_refused_and_left_as_it_is() {
    let (folder, file) = place();
    Store::open(&file, false).unwrap();
    Connection::open(&file).unwrap().execute_batch("PRAGMA user_version = 999").unwrap();
    let foreign = folder.path().join("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE budgets (x)").unwrap();
    let text = folder.path().join("report.txt");
    fs::write(&text, "no database").unwrap();
    let missing = folder.path().join("no/such/folder/reports.db");
    for (file, words) in [
        (&file, "newer version"),
        (&foreign, "another program (it has budgets)"),
        (&text, "no SQLite database"),
        (&missing, "cannot be opened"),
    ] {
        let before = fs::read(file).ok();
        let error = Store::open(file, false).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(fs::read(file).ok(), before, "{words}");
    }
}

/// What SQLite knows of the tables of a database.
fn shape(connection: &Connection) -> Vec<String> {
    let sql =
        "SELECT m.name || '.' || c.name || ' ' || c.type || c.\"notnull\" || c.pk || '.' || coalesce(f.\"table\", '')
          FROM sqlite_schema AS m JOIN pragma_table_xinfo(m.name) AS c
          LEFT JOIN pragma_foreign_key_list(m.name) AS f ON f.\"from\" = c.name
        UNION ALL SELECT sql FROM sqlite_schema WHERE type IN ('view', 'index') AND sql IS NOT NULL
        ORDER BY 1";
    let mut query = connection.prepare(sql).unwrap();
    query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn the_migrations_make_the_tables_of_the_model() {
    let (_folder, file) = place();
    Store::open(&file, false).unwrap();
    let model = Connection::open_in_memory().unwrap();
    model.execute_batch(&script(Dialect::Sqlite)).unwrap();
    let (made, meant) = (shape(&Connection::open(&file).unwrap()), shape(&model));
    assert!(meant.len() > 150);
    assert_eq!(made, meant, "the model changed: add a migration");
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
            writeln!(page, "| `{}` | {kind}{key}{null} | {} | {} |", column.name, column.en, column.th)
                .expect("writing to a String");
        }
    }
    hold("docs/tables.md", &page);
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raingan"));
    let out = command.arg("load").args(arguments).current_dir(folder).env("LC_ALL", "C.UTF-8").output().unwrap();
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
    let (folder, file) = place();
    let reports = folder.path().join("out/reports");
    fs::create_dir_all(&reports).unwrap();
    write(&reports.join("a.json"), &report(1));
    write(&reports.join("b.json"), &report(2));
    fs::write(folder.path().join("out/ledger.ndjson"), "{}").unwrap();
    fs::write(folder.path().join("broken.json"), "{").unwrap();
    let (status, out, err) = run(folder.path(), &["out", "--to", "sqlite:reports.db", "--dry-run"]);
    assert_eq!((status, out.lines().count()), (0, 2), "{out}{err}");
    assert!(!file.exists());
    let (status, out, err) = run(folder.path(), &["out", "--to", "sqlite:reports.db"]);
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    assert!(err.starts_with("2 reports: 2 new"), "{err}");
    let (status, _, err) = run(folder.path(), &["broken.json", "out", "--to", "sqlite:reports.db"]);
    assert_eq!(status, 2);
    assert!(err.contains("broken.json: not JSON") && err.contains("2 unchanged; 0 rows added"), "{err}");
    let (status, _, err) = run(folder.path(), &["out", "--to", "sqlite:broken.json"]);
    assert_eq!(status, 2);
    assert!(err.contains("broken.json: is no SQLite database"), "{err}");
}

#[test]
fn the_program_prints_the_statements() {
    let folder = tempfile::tempdir().unwrap();
    let (status, out, _) = run(folder.path(), &["--print-ddl", "postgres"]);
    assert_eq!((status, out), (0, script(Dialect::Postgres)));
    let (status, _, err) = run(folder.path(), &["--to", "mysql:x", "a.json"]);
    assert_eq!(status, 2);
    assert!(err.contains("a target is sqlite:FILE"), "{err}");
}

#[test]
fn targets_are_met_and_missed_as_in_the_summary() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf/report-2567-typst-full.pdf");
    let report = extract(&fs::read(file).unwrap(), &Options::default()).unwrap();
    let made = rows(&report).unwrap();
    let verdict = table("targets").and_then(|targets| targets.at("verdict")).unwrap();
    let count = |word: &str| {
        made.of("targets").iter().filter(|row| matches!(&row[verdict], Value::Text(text) if text == word)).count()
    };
    let told = summary(&report).groups;
    let met: usize = told.iter().map(|group| group.targets.met).sum();
    let missed: usize = told.iter().map(|group| group.targets.missed).sum();
    assert!(met > 0 && missed > 0, "{met} {missed}");
    assert_eq!((count("met"), count("missed")), (met, missed));
}
