//! What is PostgreSQL's own: who may do what on which server, its locks, lost connections, the
//! statements that made its tables.

use std::collections::BTreeSet;
use std::error::Error as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use raingan::ErrorKind;
use raingan::contract::output;
use raingan::load::ddl::{Dialect, script};
use raingan::load::put::Change;
use raingan::load::store::{Store, Target};

use super::place::{Database, Place};
use super::{large, report, run};

/// The file of who signed the certificate of the server, where `scripts/postgres` started it.
const SIGNER: &str = "RAINGAN_TEST_POSTGRES_CA";

/// What makes the tables, step by step.
const STEPS: [&str; 6] = [
    "postgres-0001.sql",
    "postgres-0002.sql",
    "postgres-0003.sql",
    "postgres-0004.sql",
    "postgres-0005.sql",
    "postgres-0006.sql",
];

fn open(url: &str) -> Result<Store, raingan::Error> {
    Store::open(&url.parse::<Target>().unwrap(), false)
}

/// The words of an error that has to be one.
fn refusal(opened: Result<Store, raingan::Error>) -> String {
    let error = opened.unwrap_err();
    assert_eq!(error.file().map(|file| file.starts_with("postgres://")), Some(true), "{error}");
    format!("{error} ({:?})", error.source().map(ToString::to_string))
}

/// A user with a password, as long as it is needed.
struct User<'d> {
    database: &'d Database,
    name: String,
}

impl<'d> User<'d> {
    fn new(database: &'d Database) -> User<'d> {
        let name = format!("{}_user", database.rows("SELECT current_database()")[0][0]);
        database.run(&format!("CREATE ROLE {name} LOGIN PASSWORD 's3cret'"));
        User { database, name }
    }
}

impl Drop for User<'_> {
    fn drop(&mut self) {
        self.database.run(&format!("DROP OWNED BY {0}; DROP ROLE {0}", self.name));
    }
}

#[test]
fn what_keeps_a_server_from_being_used_is_said() {
    let Some(database) = Database::new("") else { return };
    let user = User::new(&database);
    let by = |password: &str, options: &str| {
        database.by_tcp(&format!("{}:{password}", user.name), "127.0.0.1", options)
    };
    let nowhere = format!("postgres://{}:s3cret@127.0.0.1:1/x", user.name);
    let missing = format!("{}_missing", by("s3cret", ""));
    for (url, words) in [
        (nowhere, "cannot be reached"),
        (by("wr0ng", ""), "the password is wrong"),
        (missing, "no such database"),
        (by("s3cret", ""), "GRANT"),
        (by("s3cret", "?options=-csearch_path%3Dnowhere"), "search_path names no schema"),
    ] {
        let told = refusal(open(&url));
        assert!(told.to_lowercase().contains(&words.to_lowercase()), "{told}");
        assert!(!told.contains("s3cret") && !told.contains("wr0ng"), "{told}");
    }
    let told = refusal(open(&database.by_tcp(&user.name, "127.0.0.1", "")));
    assert!(told.contains("wants a password"), "{told}");
}

#[test]
fn a_password_may_stand_in_the_environment() {
    let Some(database) = Database::new("") else { return };
    let user = User::new(&database);
    database.run(&format!("GRANT CREATE ON SCHEMA public TO {}", user.name));
    let folder = tempfile::tempdir().unwrap();
    let mut json = Vec::new();
    output::json(&report(1), &mut json).unwrap();
    fs::write(folder.path().join("a.json"), json).unwrap();
    let load = |password: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_raingan"));
        command.args(["load", "a.json", "--to", &database.by_tcp(&user.name, "127.0.0.1", "")]);
        let out = command.current_dir(folder.path()).env("PGPASSWORD", password).output().unwrap();
        (out.status.code(), String::from_utf8(out.stderr).unwrap())
    };
    let (status, told) = load("wr0ng");
    assert!(
        status == Some(2) && told.contains("the password is wrong") && !told.contains("wr0ng"),
        "{told}"
    );
    let (status, told) = load("s3cret");
    assert!(status == Some(0) && told.contains("1 new"), "{told}");
}

#[test]
fn a_server_is_believed_by_its_certificate_only() {
    let Some(database) = Database::new("") else { return };
    let Ok(signer) = std::env::var(SIGNER) else {
        eprintln!("SKIPPED the test of TLS: run the tests by scripts/postgres");
        return;
    };
    let user = User::new(&database);
    database.run(&format!("GRANT CREATE ON SCHEMA public TO {}", user.name));
    let by = |host: &str, options: &str| {
        open(&database.by_tcp(&format!("{}:s3cret", user.name), host, options))
    };
    let signed = format!("?sslmode=verify-full&sslrootcert={signer}");
    by("localhost", &signed).unwrap();
    for (host, options) in [("localhost", "?sslmode=require"), ("127.0.0.1", &signed)] {
        let told = refusal(by(host, options));
        assert!(told.contains("no trusted encrypted connection"), "{told}");
    }
    for file in ["/nowhere", "Cargo.toml"] {
        let error = by("localhost", &format!("?sslmode=require&sslrootcert={file}")).unwrap_err();
        assert_eq!(error.file(), Some(file), "{error}");
    }
    let told = by("localhost", &format!("{signed}&application_name=x")).map(drop);
    assert!(told.is_ok(), "{told:?}");
}

#[test]
fn what_is_not_ours_is_refused_and_left_as_it_is() {
    let Some(database) = Database::new("") else { return };
    database.run("CREATE TABLE budgets (x int); CREATE VIEW current_items AS SELECT 1");
    let told = refusal(open(&database.url));
    assert!(told.contains("another program (budgets, current_items)"), "{told}");
    let tables = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'";
    assert_eq!(database.rows(tables), [["2"]]);
    // Beside it there is room, whatever the schema's name.
    database.run("CREATE SCHEMA \"Ware house\"");
    let beside = format!("{}?options=-csearch_path%3D%22Ware%5C%20house%22", database.url);
    let loaded = open(&beside).unwrap().load(&report(1)).unwrap();
    assert!(loaded.rows > 0);
    assert_eq!(open(&beside).unwrap().load(&report(1)).unwrap().change, Change::None);
    assert_eq!(database.rows("SELECT count(*) FROM \"Ware house\".readings"), [["1"]]);
    assert_eq!(database.rows(tables), [["2"]]);
    database.run("INSERT INTO \"Ware house\".raingan_migrations VALUES (999, now(), '9.9.9')");
    let told = refusal(open(&beside));
    assert!(told.contains("newer version of raingan (its tables have version 999"), "{told}");
}

#[test]
fn a_database_without_thai_is_refused() {
    let Some(database) = Database::new("TEMPLATE template0 ENCODING LATIN1 LOCALE 'C'") else {
        return;
    };
    let told = refusal(open(&database.url));
    assert!(told.contains("LATIN1, which has no Thai"), "{told}");
}

#[test]
fn a_server_that_takes_no_changes_says_so() {
    let Some(place) = Place::postgres() else { return };
    let Place::Postgres { database } = &place else { return };
    let read_only = format!("{}?options=-cdefault_transaction_read_only%3Don", database.url);
    let told = refusal(open(&read_only));
    assert!(told.contains("takes no changes"), "{told}");
    place.open(false).load(&report(1)).unwrap();
    // What is there already wants no change.
    let mut store = open(&read_only).unwrap();
    assert_eq!(store.load(&report(1)).unwrap().change, Change::None);
    let error = store.load(&report(2)).unwrap_err();
    assert!(error.to_string().contains("takes no changes"), "{error}");
}

#[test]
fn a_full_disk_leaves_whole_reports() {
    let Some(place) = Place::postgres() else { return };
    let Place::Postgres { database } = &place else { return };
    let mut store = place.open(false);
    store.load(&report(1)).unwrap();
    let before = place.dump();
    database.run(
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
         CREATE TRIGGER full_disk BEFORE INSERT ON regions FOR EACH ROW EXECUTE FUNCTION full_disk()",
    );
    let error = store.load(&report(2)).unwrap_err();
    assert!(error.kind() == ErrorKind::Io && error.to_string().contains("make room"), "{error}");
    assert_eq!(place.dump(), before);
    database.run("DROP TRIGGER full_disk ON regions");
    assert!(store.load(&report(2)).unwrap().rows > 0);
}

#[test]
fn who_finds_another_one_loading_waits() {
    let Some(place) = Place::postgres() else { return };
    let mut store = place.open(false);
    // A dry run holds the lock.
    let other = place.open(true);
    thread::scope(|scope| {
        let waiting = scope.spawn(move || store.load(&report(1)).map(|loaded| loaded.rows));
        thread::sleep(Duration::from_millis(200));
        assert!(!waiting.is_finished());
        drop(other);
        assert!(waiting.join().unwrap().unwrap() > 0);
    });
}

#[test]
fn a_lost_connection_is_an_error_and_the_load_is_simply_done_again() {
    const REPORTS: usize = 300;
    let Some(place) = Place::postgres() else { return };
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE datname = current_database() AND application_name = 'raingan'";
    let mut store = place.open(false);
    assert_eq!(place.rows(cut), [["t"]]);
    let error = store.load(&report(1)).unwrap_err();
    assert!(
        error.kind() == ErrorKind::Io && error.to_string().contains("connection was lost"),
        "{error}"
    );
    let folder = tempfile::tempdir().unwrap();
    let mut ndjson = Vec::new();
    (1..=REPORTS).for_each(|n| output::ndjson(&report(n), &mut ndjson).unwrap());
    fs::write(folder.path().join("all.ndjson"), ndjson).unwrap();
    let load = || run(folder.path(), &["all.ndjson", "--to", &place.target()]);
    thread::scope(|scope| {
        let loading = scope.spawn(load);
        while !place.is_loaded() && !loading.is_finished() {
            thread::sleep(Duration::from_millis(1));
        }
        assert_eq!(place.rows(cut), [["t"]], "it was not cut off amid its work");
        let (status, _, told) = loading.join().unwrap();
        assert!(status == 2 && told.contains("connection was lost"), "{told}");
    });
    let there = place.count("SELECT count(*) FROM readings");
    let whole =
        place.count("SELECT count(*) FROM (SELECT count(*) AS n FROM regions GROUP BY reading_key) AS r GROUP BY n");
    assert_eq!(there, whole);
    let (status, _, told) = load();
    assert!(status == 0 && told.contains(&format!("{there} unchanged")), "{told}");
    let clean = place.another();
    let mut store = clean.open(false);
    (1..=REPORTS).for_each(|n| drop(store.load(&report(n)).unwrap()));
    store.finish().unwrap();
    assert_eq!(place.dump(), clean.dump());
}

#[test]
fn loaders_do_not_miss_each_other_where_transactions_see_the_past() {
    let Some(place) = Place::postgres() else { return };
    let Place::Postgres { database } = &place else { return };
    database.run("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation = serializable', current_database()); END $$");
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut store = place.open(false);
                (1..10).for_each(|n| drop(store.load(&report(n)).unwrap()));
            });
        }
    });
    assert_eq!(place.count("SELECT count(*) FROM readings"), 9);
    assert_eq!(place.count("SELECT max(load_number) FROM readings"), 9);
}

/// What PostgreSQL knows of the tables in its first schema.
fn shape(database: &Database) -> Vec<Vec<String>> {
    let own = "relnamespace = 'public'::regnamespace AND relname <> 'raingan_migrations'";
    database.rows(&format!(
        "SELECT relname, attname, format_type(atttypid, atttypmod), attnotnull::text, col_description(c.oid, attnum)
           FROM pg_class AS c JOIN pg_attribute ON attrelid = c.oid WHERE attnum > 0 AND relkind IN ('r', 'v') AND {own}
         UNION ALL SELECT relname, conname, pg_get_constraintdef(o.oid), '', ''
           FROM pg_class AS c JOIN pg_constraint AS o ON conrelid = c.oid WHERE {own}
         UNION ALL SELECT relname, '', pg_get_viewdef(oid), '', '' FROM pg_class WHERE relkind = 'v' AND {own}
         UNION ALL SELECT relname, '', '', '', obj_description(oid) FROM pg_class WHERE relkind = 'r' AND {own}
         UNION ALL SELECT tablename, indexname, indexdef, '', '' FROM pg_indexes
           WHERE schemaname = 'public' AND tablename <> 'raingan_migrations'
         ORDER BY 1, 2, 3"
    ))
}

#[test]
fn what_fails_half_way_leaves_nothing_behind() {
    let Some(database) = Database::new("") else { return };
    let mut store = open(&database.url).unwrap();
    database.run("ALTER TABLE regions ADD CHECK (false)");
    store.load(&report(1)).unwrap_err();
    assert_eq!(database.rows("SELECT count(*) FROM readings")[0][0], "0");
    database.run("ALTER TABLE regions DROP CONSTRAINT regions_check");
    assert!(store.load(&report(1)).unwrap().rows > 0);
    store.finish().unwrap();
}

#[test]
fn the_migrations_make_the_tables_of_the_model() {
    let (Some(made), Some(meant)) = (Database::new(""), Database::new("")) else { return };
    open(&made.url).unwrap();
    meant.run(&script(Dialect::Postgres));
    let (made, meant) = (shape(&made), shape(&meant));
    assert!(meant.len() > 300);
    assert_eq!(made, meant, "the model changed: add a migration");
}

#[test]
fn a_database_of_before_keeps_its_values_and_who_may_read_them() {
    let (Some(made), Some(meant)) = (Database::new(""), Database::new("")) else { return };
    meant.run(&script(Dialect::Postgres));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/load");
    STEPS[..2].iter().for_each(|step| made.run(&fs::read_to_string(folder.join(step)).unwrap()));
    let user = User::new(&made);
    made.run(&format!(
        "CREATE TABLE raingan_migrations (version bigint PRIMARY KEY, done_at timestamptz NOT NULL DEFAULT now(),
           raingan_version text NOT NULL);
         INSERT INTO raingan_migrations VALUES (1, now(), '0.1.0'), (2, now(), '0.1.0');
         INSERT INTO money VALUES ('r', 'p', 'i', 'result', 1, 'x', -123456789012.34);
         GRANT SELECT ON current_money TO {} WITH GRANT OPTION; GRANT SELECT ON current_budgets TO PUBLIC",
        user.name
    ));
    let allowed = "SELECT relname, relacl FROM pg_class WHERE relname IN ('current_money', 'current_budgets') ORDER BY 1";
    let before = made.rows(allowed);
    assert!(before.iter().all(|row| row[1] != "null"));
    let mut store = open(&made.url).unwrap();
    assert_eq!(shape(&made), shape(&meant));
    assert_eq!(made.rows(allowed), before);
    assert_eq!(made.rows("SELECT amount_thb FROM money"), [["-123456789012.34"]]);
    large().iter().for_each(|report| drop(store.load(report).unwrap()));
}

/// It needs no server.
#[test]
fn the_migrations_say_what_the_model_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/load");
    let steps = STEPS.map(|step| fs::read_to_string(folder.join(step)).unwrap());
    // The third step changes a type where it stands, the fourth and the fifth add columns.
    assert!(steps[2].contains("amount_thb TYPE numeric(18,2)"));
    let steps = steps.concat().replace("numeric(14,2)", "numeric(18,2)");
    let steps = steps.replace("ADD COLUMN ", "").replace("CREATE OR REPLACE VIEW", "CREATE VIEW");
    let made: BTreeSet<&str> =
        steps.lines().map(|line| line.trim_end_matches([',', ';'])).collect();
    for line in script(Dialect::Postgres).lines().map(|line| line.trim_end_matches([',', ';'])) {
        assert!(made.contains(line), "{line}: the model changed: add a migration");
    }
}
