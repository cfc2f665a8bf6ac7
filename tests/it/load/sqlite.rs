//! What is SQLite's own: its locks, files that are no warehouse, the statements that made its
//! tables.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use raingan::load::ddl::{Dialect, script};
use raingan::load::model::TABLES;
use raingan::load::sqlite::Store;
use rusqlite::Connection;

use super::place::Place;
use super::{large, report};

#[test]
fn who_finds_another_one_writing_waits() {
    let place = Place::sqlite();
    let mut store = place.open(false);
    let other = Connection::open(place.file()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    thread::scope(|scope| {
        let waiting = scope.spawn(move || store.load(&report(1)).map(|loaded| loaded.rows));
        thread::sleep(Duration::from_millis(200));
        assert!(!waiting.is_finished());
        other.execute_batch("COMMIT").unwrap();
        assert!(waiting.join().unwrap().unwrap() > 0);
    });
}

#[test]
fn what_is_not_ours_is_refused_and_left_as_it_is() {
    let place = Place::sqlite();
    place.open(false);
    let (folder, file) = (tempfile::tempdir().unwrap(), place.file());
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

#[test]
fn what_fails_half_way_leaves_nothing_behind_and_what_is_loaded_refers_to_what_is_there() {
    let place = Place::sqlite();
    let mut store = place.open(false);
    store.load(&report(1)).unwrap();
    let other = Connection::open(place.file()).unwrap();
    let wrong = || {
        other.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
            row.get::<_, i64>(0)
        })
    };
    assert_eq!(wrong().unwrap(), 0);
    let before = place.dump();
    // The last of the tables that rows come into.
    other.execute_batch("ALTER TABLE regions RENAME TO away").unwrap();
    store.load(&report(2)).unwrap_err();
    other.execute_batch("ALTER TABLE away RENAME TO regions").unwrap();
    assert_eq!(place.dump(), before);
    assert!(store.load(&report(2)).unwrap().rows > 0);
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
fn a_file_of_before_keeps_its_values() {
    let place = Place::sqlite();
    place.open(false).load(&report(1)).unwrap();
    let (meant, values) = (shape(&Connection::open(place.file()).unwrap()), place.dump());
    // The same rows in tables as they were before the third step.
    let old = Place::sqlite();
    let connection = Connection::open(old.file()).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/load");
    for step in ["sqlite-0001.sql", "sqlite-0002.sql"] {
        connection.execute_batch(&fs::read_to_string(folder.join(step)).unwrap()).unwrap();
    }
    connection.execute("ATTACH ?1 AS new", [place.file().to_str()]).unwrap();
    for table in TABLES {
        // The columns that the table had then.
        let sql =
            format!("SELECT group_concat(name) FROM pragma_table_info('{}', 'main')", table.name);
        let columns: Option<String> = connection.query_row(&sql, [], |row| row.get(0)).unwrap();
        let Some(columns) = columns else { continue };
        let copy =
            format!("INSERT INTO main.{0} ({columns}) SELECT {columns} FROM new.{0}", table.name);
        connection.execute(&copy, []).unwrap();
    }
    connection
        .execute_batch("PRAGMA application_id = 0x5247414e; PRAGMA user_version = 2")
        .unwrap();
    assert!(shape(&connection).iter().any(|line| line.contains("numeric(14,2)")));
    drop(connection);
    let mut store = old.open(false);
    assert_eq!(store.load(&report(1)).unwrap().rows, 0);
    assert_eq!(shape(&Connection::open(old.file()).unwrap()), meant);
    let (then, now) = (old.dump(), values);
    let same =
        ["cells", "money", "regions", "targets", "schedules", "documents", "self_descriptions"];
    assert!(same.iter().all(|name| then[name] == now[name]));
    // What was not known then is told as far as the rows do.
    let kind = "SELECT document_kind || medium FROM readings";
    assert_eq!(old.value(kind), place.value(kind));
    let tops = "SELECT count(*) FROM items WHERE top_path IS NOT NULL";
    assert_eq!(old.count(tops), place.count(tops));
    large().iter().for_each(|report| drop(store.load(report).unwrap()));
}

#[test]
fn the_migrations_make_the_tables_of_the_model() {
    let place = Place::sqlite();
    place.open(false);
    let model = Connection::open_in_memory().unwrap();
    model.execute_batch(&script(Dialect::Sqlite)).unwrap();
    let (made, meant) = (shape(&Connection::open(place.file()).unwrap()), shape(&model));
    assert!(meant.len() > 150);
    assert_eq!(made, meant, "the model changed: add a migration");
}
