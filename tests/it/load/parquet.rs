//! What is the Parquet folder's own: snapshots that appear whole, parts, descriptions, and who may
//! work on it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use arrow_array::cast::AsArray as _;
use arrow_array::types::Decimal128Type;
use arrow_array::{ArrayRef, RecordBatch};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use raingan::contract::model::Report;
use raingan::contract::output;
use raingan::diff::compare;
use raingan::load::arrow::{rows_of, schema};
use raingan::load::model::{Kind, LATER, TABLES, table};
use raingan::load::put::Change;
use raingan::load::rows::{Row, Value};
use raingan::load::store::{Store, Target};
use raingan::{Error, ErrorKind};
use walkdir::WalkDir;

use super::place::Place;
use super::{fixtures, large, read_by, report, restated};
use crate::committed::hold;
use crate::sample;

/// A folder with the path of a warehouse in it, which is not made yet.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("warehouse");
    (folder, root)
}

fn open(root: &Path, dry: bool) -> Result<Store, Error> {
    Store::open(&Target::Parquet(root.to_owned()), dry)
}

fn load(root: &Path, reports: &[Report]) {
    let mut store = open(root, false).unwrap();
    reports.iter().for_each(|report| drop(store.load(report).unwrap()));
    store.finish().unwrap();
}

/// The parts of a table.
fn parts(root: &Path, table: &str) -> Vec<PathBuf> {
    let files = WalkDir::new(root.join("current").join(table))
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap);
    files.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// All rows of a table.
fn read(root: &Path, name: &str) -> Vec<Row<'static>> {
    let table = table(name).unwrap();
    let mut rows = Vec::new();
    for part in parts(root, name) {
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(&part).unwrap()).unwrap();
        assert_eq!(reader.schema(), &schema(table), "{}", part.display());
        reader
            .build()
            .unwrap()
            .for_each(|batch| rows.extend(rows_of(table, &batch.unwrap()).unwrap()));
    }
    rows
}

fn count(root: &Path, name: &str) -> usize {
    read(root, name).len()
}

/// How many readings are current.
fn current(root: &Path) -> usize {
    let at = table("readings").unwrap().at("valid_to").unwrap();
    read(root, "readings").iter().filter(|row| row[at] == Value::Null).count()
}

/// All rows as `Place::dump` says them.
fn dump(root: &Path) -> BTreeMap<&'static str, Vec<String>> {
    let word = |value: &Value<'_>| match value {
        Value::Null => "null".to_owned(),
        Value::Text(text) => format!("{text:?}"),
        Value::Integer(n) => format!("{:?}", n.to_string()),
        Value::Number(n) => format!("{n:?}"),
        Value::Money(baht) => {
            let (sign, satang) = (if baht.satang < 0 { "-" } else { "" }, baht.satang.abs());
            format!("{sign}{}.{:02}", satang / 100, satang % 100)
        }
        Value::Date(day) => format!("{:?}", day.to_string()),
        Value::Time(moment) => moment.to_string(),
        Value::Flag(flag) => flag.to_string(),
    };
    let all = TABLES.iter().map(|table| {
        let said = |row: &Row<'_>| {
            let kept =
                row.iter().zip(table.columns).filter(|(_, column)| column.kind != Kind::Time);
            kept.map(|(value, _)| word(value)).collect::<Vec<_>>().join("|")
        };
        let mut rows: Vec<String> = read(root, table.name).iter().map(said).collect();
        rows.sort();
        (table.name, rows)
    });
    all.collect()
}

/// Every file of the folder: its bytes, and which file of the disk it is.
fn files(root: &Path) -> BTreeMap<PathBuf, (Vec<u8>, u64)> {
    let entries = WalkDir::new(root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file());
    entries
        .map(|entry| {
            let at = entry.path().strip_prefix(root).unwrap().to_owned();
            (at, (fs::read(entry.path()).unwrap(), entry.metadata().unwrap().ino()))
        })
        .collect()
}

#[test]
fn the_files_hold_what_a_database_holds() {
    let mut reports = fixtures();
    reports.extend([sample::full(), sample::minimal(), restated(), read_by("0.2.0"), report(2)]);
    reports.extend(large());
    let database = Place::sqlite();
    let mut store = database.open(false);
    let (_folder, root) = place();
    let mut folder = open(&root, false).unwrap();
    for report in &reports {
        assert_eq!(folder.load(report).unwrap(), store.load(report).unwrap());
    }
    let mut less = report(3);
    less.sections.truncate(1);
    let told = compare(&[sample::full(), less], true).unwrap();
    // Told again, it takes the place of what was told before.
    for _ in 0..2 {
        folder.note_changes(std::slice::from_ref(&told)).unwrap();
        store.note_changes(std::slice::from_ref(&told)).unwrap();
    }
    let changes: usize = told.pairs[0].matches.iter().map(|found| found.changes.len()).sum();
    folder.finish().unwrap();
    store.finish().unwrap();
    let (files, tables) = (dump(&root), database.dump());
    for (name, rows) in &tables {
        assert!(LATER.contains(name) || !rows.is_empty(), "{name}");
        assert_eq!(&files[name], rows, "{name}");
    }
    assert!(changes > 0 && tables["changes"].len() == changes, "{changes}");
}

/// Makes a folder what it was when amounts had 14 digits.
fn as_version_2(root: &Path) {
    for table in TABLES.iter().filter(|table| table.columns.iter().any(|c| c.kind == Kind::Money)) {
        for part in parts(root, table.name) {
            let file = File::open(&part).unwrap();
            let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
            let batches: Vec<RecordBatch> = reader.map(|batch| narrowed(&batch.unwrap())).collect();
            // Rows or none, there is a schema.
            let narrow = narrowed(&RecordBatch::new_empty(schema(table))).schema();
            fs::remove_file(&part).unwrap();
            let mut writer =
                ArrowWriter::try_new(File::create(&part).unwrap(), narrow, None).unwrap();
            batches.iter().for_each(|batch| writer.write(batch).unwrap());
            writer.close().unwrap();
        }
    }
    fs::write(root.join("warehouse.json"), r#"{"made_by": "raingan", "version": 2}"#).unwrap();
}

fn narrowed(batch: &RecordBatch) -> RecordBatch {
    let arrays: Vec<(&str, ArrayRef)> = batch
        .columns()
        .iter()
        .zip(batch.schema_ref().fields())
        .map(|(array, field)| {
            let money = array.as_primitive_opt::<Decimal128Type>().cloned();
            let narrow = money.map(|m| Arc::new(m.with_precision_and_scale(14, 2).unwrap()) as _);
            (field.name().as_str(), narrow.unwrap_or_else(|| array.clone()))
        })
        .collect();
    let nullable = arrays.into_iter().zip(batch.schema_ref().fields());
    RecordBatch::try_from_iter_with_nullable(
        nullable.map(|((name, array), field)| (name, array, field.is_nullable())),
    )
    .unwrap()
}

#[test]
fn a_folder_of_before_is_brought_up_to_date() {
    let (_folder, root) = place();
    load(&root, &[report(1), restated(), sample::minimal()]);
    let before = dump(&root);
    as_version_2(&root);
    let mut more = large();
    // Nothing to load, and something to load.
    for reports in [Vec::new(), vec![more.remove(0)]] {
        load(&root, &reports);
        let after = dump(&root);
        for (name, rows) in &before {
            assert!(rows.iter().all(|row| after[name].contains(row)), "{name}");
            assert!(!reports.is_empty() || after[name].len() == rows.len(), "{name}");
        }
    }
    assert_eq!(fs::read_link(root.join("current")).unwrap(), Path::new("snapshots/000003"));
    // With all up to date, nothing is made anew.
    load(&root, &[report(1)]);
    assert_eq!(fs::read_link(root.join("current")).unwrap(), Path::new("snapshots/000003"));
}

#[test]
fn a_folder_of_before_is_purged() {
    let (_folder, root) = place();
    load(&root, &[report(1), restated()]);
    as_version_2(&root);
    let mut store = open(&root, false).unwrap();
    assert!(store.purge().unwrap() > 0);
    store.finish().unwrap();
    let (_other, clean) = place();
    load(&clean, &[restated()]);
    let (left, clean) = (dump(&root), dump(&clean));
    assert!(["money", "budgets", "regions"].iter().all(|name| left[name] == clean[name]));
}

#[test]
fn parts_lie_in_the_folder_of_their_year() {
    let (_folder, root) = place();
    let mut other = report(2);
    other.fiscal_year.as_mut().unwrap().be = 2567;
    let mut none = report(3);
    none.fiscal_year = None;
    load(&root, &[report(1), other, none]);
    let years: Vec<PathBuf> =
        parts(&root, "items").iter().map(|part| part.parent().unwrap().to_owned()).collect();
    let year = |n: i32| root.join(format!("current/items/fiscal_year_be={n}"));
    assert_eq!(years, [year(0), year(2567), year(2568)]);
    // A table without rows has a part without rows, so that readers find its columns.
    let (_folder, root) = place();
    load(&root, &[sample::minimal()]);
    assert!(TABLES.iter().all(|table| parts(&root, table.name).len() == 1));
    assert_eq!(count(&root, "quantities"), 0);
}

#[test]
fn the_same_reports_again_change_no_byte() {
    let (_folder, root) = place();
    let reports = [report(1), restated(), report(2)];
    load(&root, &reports);
    let before = files(&root);
    let mut store = open(&root, false).unwrap();
    assert!(reports.iter().all(|report| store.load(report).unwrap().change == Change::None));
    store.finish().unwrap();
    assert_eq!(files(&root), before);
}

#[test]
fn the_same_reports_give_the_same_bytes() {
    let (_folder, root) = place();
    let (_other, again) = place();
    let reports = fixtures();
    [&root, &again].iter().for_each(|root| load(root, &reports));
    let (mut one, mut two) = (files(&root), files(&again));
    // The moments of loading stand in the readings.
    for all in [&mut one, &mut two] {
        let is_of_moment = |path: &str| path.contains("/reading") || path.ends_with("views.sql");
        all.retain(|path, _| !is_of_moment(&path.to_string_lossy()));
        all.values_mut().for_each(|(_, number)| *number = 0);
    }
    assert!(one.len() > TABLES.len());
    assert!(one == two);
}

#[test]
fn parts_that_do_not_change_are_the_same_files_and_the_snapshot_before_stays() {
    let (_folder, root) = place();
    load(&root, &[report(1)]);
    let before = files(&root);
    load(&root, &[restated()]);
    let after = files(&root);
    assert!(before.iter().all(|(path, file)| after.get(path) == Some(file)));
    let (old, new) = (
        "fiscal_year_be=2568/part-000001-000.parquet",
        "fiscal_year_be=2568/part-000002-000.parquet",
    );
    let number =
        |n: u32, part: &str| after[&PathBuf::from(format!("snapshots/{n:06}/items/{part}"))].1;
    assert_eq!(number(1, old), number(2, old));
    assert_ne!(number(2, old), number(2, new));
    assert_eq!((count(&root, "readings"), current(&root)), (2, 1));
    load(&root, &[report(2)]);
    assert!(!root.join("snapshots/000001").exists() && root.join("snapshots/000002").exists());
    assert_eq!((count(&root, "readings"), current(&root)), (3, 2));
}

#[test]
fn the_newer_version_is_current_in_whatever_order_they_come_and_whether_or_not_at_once() {
    for order in [["0.9.0", "0.10.0"], ["0.10.0", "0.9.0"]] {
        let (_folder, root) = place();
        let (_other, at_once) = place();
        order.iter().for_each(|version| load(&root, &[read_by(version)]));
        load(&at_once, &order.map(read_by));
        let readings = table("readings").unwrap();
        let (version, to) =
            (readings.at("generator_version").unwrap(), readings.at("valid_to").unwrap());
        for root in [&root, &at_once] {
            let rows = read(root, "readings");
            let current: Vec<_> =
                rows.iter().filter(|row| row[to] == Value::Null).map(|row| &row[version]).collect();
            assert_eq!(current, [&Value::Text("0.10.0".into())], "{order:?}");
        }
        assert_eq!(dump(&root), dump(&at_once));
    }
}

#[test]
fn many_small_loads_give_the_rows_of_one_and_few_parts() {
    let (_folder, root) = place();
    let (_other, at_once) = place();
    let reports: Vec<Report> = (1..=20).map(report).collect();
    reports.iter().for_each(|report| load(&root, std::slice::from_ref(report)));
    load(&at_once, &reports);
    assert_eq!(dump(&root), dump(&at_once));
    assert!(parts(&root, "items").len() <= 8, "{:?}", parts(&root, "items"));
    assert_eq!(parts(&at_once, "items").len(), 1);
}

#[test]
fn a_dry_run_tells_the_same_and_changes_nothing() {
    let (_folder, root) = place();
    let tell = |dry| {
        let mut store = open(&root, dry).unwrap();
        let told = [report(1), restated(), report(1)].map(|report| store.load(&report).unwrap());
        let purged = dry.then(|| store.purge().unwrap());
        store.finish().unwrap();
        (told, purged)
    };
    let (told, purged) = tell(true);
    assert!(!root.exists());
    assert_eq!(tell(false).0, told);
    let before = files(&root);
    let mut store = open(&root, true).unwrap();
    // The fiscal year is there already.
    assert_eq!(store.load(&report(2)).unwrap().rows, told[0].rows - 1);
    assert_eq!(Some(store.purge().unwrap()), purged);
    store.finish().unwrap();
    assert_eq!(files(&root), before);
}

#[test]
fn a_purge_takes_what_was_superseded_for_good() {
    let (_folder, root) = place();
    load(&root, &[report(1), report(2)]);
    let all = count(&root, "regions");
    load(&root, &[restated()]);
    let mut store = open(&root, false).unwrap();
    assert!(store.purge().unwrap() > 0);
    assert_eq!(store.purge().unwrap(), 0);
    store.finish().unwrap();
    assert_eq!((count(&root, "regions"), count(&root, "readings"), current(&root)), (all, 3, 2));
    let mut store = open(&root, false).unwrap();
    assert_eq!(store.load(&report(1)).unwrap().change, Change::None);
    // What is superseded and purged in the same load is never seen.
    assert!(
        matches!(store.load(&read_by("0.0.9")).unwrap().change, Change::Added(v) if v.superseded_by.is_some())
    );
    assert!(store.purge().unwrap() > 0);
    store.finish().unwrap();
    assert_eq!(count(&root, "regions"), all);
}

#[test]
fn two_loaders_work_one_after_the_other() {
    let (_folder, root) = place();
    let work = |from: usize| load(&root, &(from..from + 12).map(report).collect::<Vec<_>>());
    thread::scope(|scope| {
        // The two have six reports in common.
        scope.spawn(|| work(1));
        scope.spawn(|| work(7));
    });
    let (_other, alone) = place();
    load(&alone, &(1..19).map(report).collect::<Vec<_>>());
    let (mut both, mut one) = (dump(&root), dump(&alone));
    // Only the order of loading may differ.
    for tables in [&mut both, &mut one] {
        assert_eq!(tables.remove("readings").unwrap().len(), 18);
        tables.remove("reading_events");
    }
    assert_eq!(both, one);
}

#[test]
fn a_load_that_is_killed_changes_nothing_and_is_simply_done_again() {
    const REPORTS: usize = 2000;
    let (folder, root) = place();
    load(&root, &[report(REPORTS + 1)]);
    let before = files(&root);
    let mut ndjson = Vec::new();
    (1..=REPORTS).for_each(|n| output::ndjson(&report(n), &mut ndjson).unwrap());
    fs::write(folder.path().join("all.ndjson"), ndjson).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_raingan"));
    command
        .args(["load", "all.ndjson", "--to", "parquet:warehouse", "--quiet"])
        .current_dir(folder.path());
    let mut killed = command.spawn().unwrap();
    // It writes its parts at the end: killed with the first of them on the disk.
    while !root.join("snapshots/000002").exists() && killed.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(1));
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert!(root.join("snapshots/000002").exists(), "it was not killed amid its work");
    assert_eq!(fs::read_link(root.join("current")).unwrap(), Path::new("snapshots/000001"));
    assert_eq!(count(&root, "readings"), 1);
    // The next loader takes away what is of no use, be there something to load or not.
    load(&root, &[report(REPORTS + 1)]);
    assert_eq!(files(&root), before);
    assert!(command.status().unwrap().success());
    assert_eq!(count(&root, "readings"), REPORTS + 1);
}

#[test]
fn a_report_that_does_not_fit_leaves_nothing_behind() {
    let (_folder, root) = place();
    let mut twice = report(1);
    twice.source.pages.push(twice.source.pages[0].clone());
    let mut store = open(&root, false).unwrap();
    let error = store.load(&twice).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.to_string().contains("`pages` has the same key twice"), "{error}");
    store.load(&report(1)).unwrap();
    store.finish().unwrap();
    assert_eq!(
        (count(&root, "documents"), count(&root, "pages")),
        (1, report(1).source.pages.len())
    );
    // What is never finished is never seen.
    let mut store = open(&root, false).unwrap();
    store.load(&report(2)).unwrap();
    drop(store);
    assert_eq!(count(&root, "readings"), 1);
    assert!(!root.join("snapshots/000002").exists());
}

#[test]
fn what_is_not_ours_is_refused_and_left_as_it_is() {
    let (folder, root) = place();
    load(&root, &[report(1)]);
    let newer = folder.path().join("newer");
    fs::create_dir(&newer).unwrap();
    fs::write(newer.join("warehouse.json"), r#"{"made_by": "raingan", "version": 999}"#).unwrap();
    let foreign = folder.path().join("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("notes.txt"), "").unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "no folder").unwrap();
    let missing = folder.path().join("no/such/folder");
    let dangling = folder.path().join("dangling");
    fs::create_dir(&dangling).unwrap();
    fs::write(dangling.join("warehouse.json"), fs::read(root.join("warehouse.json")).unwrap())
        .unwrap();
    std::os::unix::fs::symlink("snapshots/000007", dangling.join("current")).unwrap();
    for (root, words) in [
        (&newer, "newer version"),
        (&foreign, "has other files (notes.txt)"),
        (&file, "is a file: name a folder"),
        (&missing, "is its folder there?"),
        (&dangling, "leads to no snapshot"),
    ] {
        let error = open(root, false).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
    assert_eq!(files(&foreign).len() + files(&newer).len(), 2);
    let part = &parts(&root, "readings")[0];
    fs::write(part, "PAR1").unwrap();
    let error = open(&root, false).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Damaged, "{error}");
}

#[test]
fn a_folder_of_before_keeps_its_rows_and_is_of_this_version_from_then_on() {
    let (_folder, root) = place();
    load(&root, &[report(1)]);
    let mark = root.join("warehouse.json");
    fs::write(&mark, r#"{"made_by": "raingan load --to parquet", "version": 1}"#).unwrap();
    fs::remove_dir_all(root.join("current/column_budgets")).unwrap();
    let items = count(&root, "items");
    drop(open(&root, true).unwrap());
    assert!(fs::read_to_string(&mark).unwrap().contains("1}"), "a dry run changes nothing");
    load(&root, &[report(2)]);
    assert!(fs::read_to_string(&mark).unwrap().contains("\"version\":4"));
    assert_eq!(count(&root, "items"), 2 * items);
    assert!(count(&root, "column_budgets") > 0);
}

#[test]
fn the_schemas_are_those_of_the_version() {
    let mut page = String::from(
        "# Made from `raingan::load::model` by tests/it/load/parquet.rs. Where this changes, the version of the folder goes up\n\
         # and older parts are brought up to date.\n",
    );
    for table in TABLES {
        let schema = schema(table);
        writeln!(page, "\n{}({})", table.name, schema.metadata()["key"]).unwrap();
        for field in schema.fields() {
            let null = if field.is_nullable() { ", null" } else { "" };
            writeln!(page, "  {}: {}{null}", field.name(), field.data_type()).unwrap();
            assert_eq!(field.metadata().len(), 2);
        }
    }
    hold("tests/it/load/arrow.txt", &page);
}

#[test]
fn the_descriptions_name_every_file_and_column() {
    let (_folder, root) = place();
    load(&root, &[sample::full()]);
    let current = root.join("current");
    let package: serde_json::Value =
        serde_json::from_slice(&fs::read(current.join("datapackage.json")).unwrap()).unwrap();
    let views = fs::read_to_string(current.join("views.sql")).unwrap();
    for (table, resource) in TABLES.iter().zip(package["resources"].as_array().unwrap()) {
        assert_eq!(resource["name"], table.name);
        let named: Vec<PathBuf> = resource["parts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|part| current.join(part.as_str().unwrap()))
            .collect();
        assert_eq!(named, parts(&root, table.name));
        let fields = resource["schema"]["fields"].as_array().unwrap();
        for (column, field) in table.columns.iter().zip(fields) {
            assert_eq!(field["name"], column.name);
            assert!(field["description"].as_str().unwrap().contains(column.th));
            assert_eq!(field["constraints"]["required"].as_bool().unwrap_or(false), !column.null);
        }
        assert!(views.contains(&format!(
            "CREATE OR REPLACE VIEW {} AS SELECT {}",
            table.name, table.columns[0].name
        )));
        let whole = fs::canonicalize(&root).unwrap();
        let folder = format!("'{}/snapshots/000001/{}/", whole.display(), table.name);
        assert!(views.contains(&folder));
    }
}
