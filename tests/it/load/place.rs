//! Places to load into: a SQLite file, and a database of its own on the PostgreSQL server that
//! `scripts/postgres` starts.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use std::{env, fmt, process, thread};

use postgres::{Client, NoTls, SimpleQueryMessage};
use raingan::contract::model::Baht;
use raingan::load::model::{Kind, TABLES};
use raingan::load::store::{Store, Target};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

/// The URL of a server on which databases may be made.
const SERVER: &str = "RAINGAN_TEST_POSTGRES";

/// An empty place; what was loaded is gone with it.
pub enum Place {
    Sqlite { folder: tempfile::TempDir },
    Postgres { database: Database },
}

/// All kinds of places, each empty. Without a server there is only the file, which is said loudly.
pub fn places() -> Vec<Place> {
    [Some(Place::sqlite()), Place::postgres()].into_iter().flatten().collect()
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if matches!(self, Place::Sqlite { .. }) { "SQLite" } else { "PostgreSQL" })
    }
}

impl Place {
    pub fn sqlite() -> Place {
        Place::Sqlite { folder: tempfile::tempdir().unwrap() }
    }

    pub fn postgres() -> Option<Place> {
        Some(Place::Postgres { database: Database::new("")? })
    }

    /// Another place of the same kind.
    pub fn another(&self) -> Place {
        match self {
            Place::Sqlite { .. } => Place::sqlite(),
            Place::Postgres { .. } => Place::postgres().expect("the server that was there"),
        }
    }

    /// How `--to` names it.
    pub fn target(&self) -> String {
        match self {
            Place::Sqlite { .. } => format!("sqlite:{}", self.file().display()),
            Place::Postgres { database } => database.url.clone(),
        }
    }

    pub fn open(&self, dry: bool) -> Store {
        let target: Target = self.target().parse().unwrap();
        Store::open(&target, dry).unwrap_or_else(|error| {
            panic!("{self}: {error}: {:?}", std::error::Error::source(&error))
        })
    }

    pub fn file(&self) -> PathBuf {
        let Place::Sqlite { folder } = self else { panic!("a server has no file") };
        folder.path().join("reports.db")
    }

    /// All rows that a query finds, in the words of the database; null is "null".
    pub fn rows(&self, sql: &str) -> Vec<Vec<String>> {
        match self {
            Place::Sqlite { .. } => {
                let connection =
                    Connection::open_with_flags(self.file(), OpenFlags::SQLITE_OPEN_READ_ONLY)
                        .unwrap();
                let mut query = connection.prepare(sql).expect(sql);
                let columns = query.column_count();
                let row = |row: &rusqlite::Row<'_>| {
                    (0..columns).map(|i| row.get_ref(i).map(word)).collect()
                };
                query.query_map([], row).expect(sql).map(Result::unwrap).collect()
            }
            Place::Postgres { database } => database.rows(sql),
        }
    }

    /// The first value that a query finds.
    pub fn value(&self, sql: &str) -> String {
        self.rows(sql)[0][0].clone()
    }

    pub fn count(&self, sql: &str) -> i64 {
        self.value(sql).parse().expect(sql)
    }

    /// Whether there are tables with reports in them; a loader may be at work.
    pub fn is_loaded(&self) -> bool {
        match self {
            Place::Sqlite { .. } => {
                let count =
                    Connection::open_with_flags(self.file(), OpenFlags::SQLITE_OPEN_READ_ONLY)
                        .and_then(|c| {
                            c.query_row("SELECT count(*) FROM readings", [], |row| {
                                row.get::<_, i64>(0)
                            })
                        });
                count.is_ok_and(|count| count > 0)
            }
            Place::Postgres { .. } => {
                self.is_made() && self.count("SELECT count(*) FROM readings") > 0
            }
        }
    }

    /// Waits until whoever was killed is gone: a server takes a moment to notice.
    pub fn wait(&self) {
        let others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        while matches!(self, Place::Postgres { .. }) && self.count(others) > 0 {
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Whether the tables were made.
    pub fn is_made(&self) -> bool {
        match self {
            Place::Sqlite { .. } => self.file().exists(),
            Place::Postgres { .. } => self.value("SELECT to_regclass('readings')") != "null",
        }
    }

    /// All rows of all tables, each value as every database would say it, without the moments of
    /// loading.
    pub fn dump(&self) -> BTreeMap<&'static str, Vec<String>> {
        let all = TABLES.iter().map(|table| {
            let kept: Vec<_> =
                table.columns.iter().filter(|column| column.kind != Kind::Time).collect();
            let names: Vec<&str> = kept.iter().map(|column| column.name).collect();
            let rows = self.rows(&format!("SELECT {} FROM {}", names.join(", "), table.name));
            let said = |row: &Vec<String>| {
                let values = row.iter().zip(&kept).map(|(value, column)| same(value, column.kind));
                values.collect::<Vec<_>>().join("|")
            };
            let mut said: Vec<String> = rows.iter().map(said).collect();
            // Databases differ in how they order text.
            said.sort();
            (table.name, said)
        });
        all.collect()
    }
}

fn word(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "null".to_owned(),
        ValueRef::Integer(n) => n.to_string(),
        ValueRef::Real(n) => n.to_string(),
        ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
        // The digits of an amount that no double holds.
        ValueRef::Blob(digits) => String::from_utf8(digits.to_vec()).unwrap(),
    }
}

/// A value of a kind in words that are the same for all databases.
fn same(value: &str, kind: Kind) -> String {
    match kind {
        _ if value == "null" => "null".to_owned(),
        Kind::Number => format!("{:?}", value.parse::<f64>().unwrap()),
        Kind::Money => {
            let Baht { satang } = value.parse().unwrap();
            format!(
                "{}{}.{:02}",
                if satang < 0 { "-" } else { "" },
                satang.abs() / 100,
                satang.abs() % 100
            )
        }
        Kind::Flag => matches!(value, "t" | "1").to_string(),
        Kind::Text | Kind::Integer | Kind::Date | Kind::Time => format!("{value:?}"),
    }
}

/// A database of the server.
pub struct Database {
    server: String,
    name: String,
    pub url: String,
}

impl Database {
    /// Makes one, with further words of `CREATE DATABASE`; nothing where there is no server.
    pub fn new(how: &str) -> Option<Database> {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let Ok(server) = env::var(SERVER) else {
            eprintln!(
                "SKIPPED what needs PostgreSQL: run the tests by scripts/postgres, or set {SERVER}"
            );
            return None;
        };
        let name =
            format!("raingan_test_{}_{}", process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        Client::connect(&server, NoTls)
            .unwrap()
            .batch_execute(&format!("CREATE DATABASE {name} {how}"))
            .unwrap();
        let (head, _) = server.rsplit_once('/').expect("a URL with a database");
        Some(Database { url: format!("{head}/{name}"), server, name })
    }

    pub fn connect(&self) -> Client {
        Client::connect(&self.url, NoTls).unwrap()
    }

    pub fn run(&self, sql: &str) {
        self.connect().batch_execute(sql).expect(sql);
    }

    pub fn rows(&self, sql: &str) -> Vec<Vec<String>> {
        let messages = self.connect().simple_query(sql).expect(sql);
        let row = |message: &SimpleQueryMessage| match message {
            SimpleQueryMessage::Row(row) => {
                Some((0..row.len()).map(|i| row.get(i).unwrap_or("null").to_owned()).collect())
            }
            _ => None,
        };
        messages.iter().filter_map(row).collect()
    }

    /// The URL for another user and by TCP.
    pub fn by_tcp(&self, user: &str, host: &str, options: &str) -> String {
        let port = &self.rows("SHOW port")[0][0];
        format!("postgres://{user}@{host}:{port}/{}{options}", self.name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let dropped = Client::connect(&self.server, NoTls).and_then(|mut client| {
            client.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name))
        });
        if let Err(error) = dropped {
            eprintln!("{} stays: {error}", self.name);
        }
    }
}
