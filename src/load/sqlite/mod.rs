//! The warehouse in a SQLite file: made, brought up to date, loaded into and purged, a transaction
//! a document.

mod trouble;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rusqlite::types::{ToSql, ToSqlOutput};
use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension as _, params, params_from_iter,
};

use self::trouble::{NO_DATABASE, told};
use super::model::Table;
use super::put::{
    BUSY, Database, KNOWN, Loaded, NEXT, RIVALS, SINCE, SUPERSEDE, purges, put, steps,
};
use super::rows::{Identity, Row, Rows, Value};
use super::validity::Standing;
use crate::contract::model::Baht;
use crate::error::{Error, ErrorKind};

/// What marks a SQLite file as a warehouse of ours (`PRAGMA application_id`): "RGAN".
const APPLICATION: i64 = 0x5247_414e;

/// How every SQLite file begins (<https://www.sqlite.org/fileformat2.html#the_database_header>).
const HEAD: &[u8] = b"SQLite format 3\0";

/// Memory for pages of the file, in KiB: the inner pages of all tables of some million rows.
const CACHE: i64 = 65_536;

/// Pages of 4 KiB in the log before they are written to the file: some dozen reports at once, as
/// many pages are theirs together.
const LOG: i64 = 8_192;

/// How long to wait before trying once more what SQLite does not wait for itself.
const AGAIN: Duration = Duration::from_millis(20);

/// Statements that are kept ready: one a table, and a few more.
const STATEMENTS: usize = 64;

/// What brings an empty file up to date, step by step; the number of steps done is `PRAGMA
/// user_version`. A step that was released is never changed: what the model has changed since is a
/// further one.
const MIGRATIONS: &[&str] = &[
    include_str!("../sqlite-0001.sql"),
    include_str!("../sqlite-0002.sql"),
    include_str!("../sqlite-0003.sql"),
];

/// How a piece of work begins, ends and is undone.
struct Frame {
    begin: &'static str,
    end: &'static str,
    undo: &'static str,
}

/// A transaction that no other writer gets between.
const REAL: Frame = Frame { begin: "BEGIN IMMEDIATE", end: "COMMIT", undo: "ROLLBACK" };

/// The same within the one transaction of a dry run, which is rolled back.
const DRY: Frame =
    Frame { begin: "SAVEPOINT work", end: "RELEASE work", undo: "ROLLBACK TO work; RELEASE work" };

/// An open warehouse.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    dry: bool,
}

impl Store {
    /// Opens a warehouse, makes it where the file is missing or empty, and brings it up to date.
    ///
    /// In a dry run nothing is kept: all is done in a transaction that is never committed, so that
    /// nobody else can write until it ends, and a file that is missing stays so.
    ///
    /// # Errors
    ///
    /// Where the file cannot be opened or written, is no SQLite database, has the tables of another
    /// program, or was made by a newer version.
    pub fn open(path: &Path, dry: bool) -> Result<Store, Error> {
        Store::opened(path, dry).map_err(|error| error.in_file(path.display().to_string()))
    }

    fn opened(path: &Path, dry: bool) -> Result<Store, Error> {
        refuse_other_files(path)?;
        let connection = if dry && !path.exists() {
            Connection::open_in_memory()
        } else {
            // Below a folder, no name means something else than a file to SQLite (":memory:").
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
            Connection::open_with_flags(
                Path::new(".").join(path),
                flags | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            )
        };
        let store = Store { connection: connection.map_err(told)?, dry };
        store.connection.busy_timeout(BUSY).map_err(told)?;
        // Refused before anything is changed; looked at in one transaction, as another loader may
        // be making the tables.
        store.connection.execute_batch("BEGIN").map_err(told)?;
        let steps = steps_done(&store.connection);
        let _ = store.connection.execute_batch("ROLLBACK");
        let steps = steps?;
        store.configure().map_err(told)?;
        if dry {
            store.connection.execute_batch("BEGIN IMMEDIATE").map_err(told)?;
        }
        if steps < MIGRATIONS.len() {
            store.within(migrate)?;
        }
        Ok(store)
    }

    /// With a log ahead of the file a commit need not wait for the disk, and readers do not wait
    /// for a loader; what a crash of the machine takes are the last documents, whole.
    fn configure(&self) -> rusqlite::Result<()> {
        self.connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // References are held by `rows::rows`; SQLite would take two fifths of its time for them.
        self.connection
            .execute_batch(&format!("PRAGMA foreign_keys = OFF; PRAGMA cache_size = -{CACHE}"))?;
        if self.dry {
            return Ok(());
        }
        // Where two open a new file at once, SQLite tells one of them that it is busy without
        // waiting.
        let begun = Instant::now();
        let set = || self.connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()));
        let mut done = set();
        while begun.elapsed() < BUSY && done.as_ref().is_err_and(is_busy) {
            std::thread::sleep(AGAIN);
            done = set();
        }
        done?;
        self.connection.execute_batch(&format!(
            "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = {LOG}"
        ))
    }

    /// Loads the rows of a report, all of them or none. A report that was loaded before changes
    /// nothing, even where another has taken its place.
    ///
    /// # Errors
    ///
    /// Where the tables do not hold a value ([`ErrorKind::Invalid`], [`ErrorKind::Limit`]), or the
    /// file cannot be written.
    pub fn load(&self, rows: &Rows<'_>) -> Result<Loaded, Error> {
        self.within(|mut connection| put(&mut connection, rows))
    }

    /// Deletes what superseded readings said; gives the number of rows deleted. Their lines in
    /// `readings` stay: what was loaded once does not come back as something new.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn purge(&self) -> Result<usize, Error> {
        self.within(|connection| {
            let mut deleted = 0;
            for sql in purges() {
                deleted += connection.execute(&sql, []).map_err(told)?;
            }
            Ok(deleted)
        })
    }

    /// Does a piece of work whole or not at all.
    fn within<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        let frame = if self.dry { DRY } else { REAL };
        self.connection.execute_batch(frame.begin).map_err(told)?;
        let done = work(&self.connection).and_then(|value| {
            self.connection.execute_batch(frame.end).map(|()| value).map_err(told)
        });
        if done.is_err() {
            // SQLite may have undone it already; then there is nothing to undo.
            let _ = self.connection.execute_batch(frame.undo);
        }
        done
    }
}

/// Refuses files that SQLite would write over: to it, a file of a few bytes is an empty database,
/// whatever they say.
fn refuse_other_files(path: &Path) -> Result<(), Error> {
    let mut head = Vec::new();
    // What cannot be opened or read is left to SQLite to say.
    let read =
        File::open(path).and_then(|file| file.take(HEAD.len() as u64).read_to_end(&mut head));
    if read.is_err() || head.is_empty() || head == HEAD {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Invalid, NO_DATABASE))
}

/// Whether another connection is in the way.
fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// How many migrations the file has had; refuses files that are not ours.
fn steps_done(connection: &Connection) -> Result<usize, Error> {
    let number =
        |pragma| connection.query_row(pragma, [], |row| row.get::<_, i64>(0)).map_err(told);
    let (application, version) = (number("PRAGMA application_id")?, number("PRAGMA user_version")?);
    if application != APPLICATION {
        let mut tables = connection
            .prepare("SELECT name FROM sqlite_schema ORDER BY name LIMIT 3")
            .map_err(told)?;
        let names = tables.query_map([], |row| row.get::<_, String>(0)).map_err(told)?;
        let names: Vec<String> = names.collect::<Result<_, _>>().map_err(told)?;
        if application == 0 && version == 0 && names.is_empty() {
            return Ok(0);
        }
        let has = if names.is_empty() {
            String::new()
        } else {
            format!(" (it has {})", names.join(", "))
        };
        let message = format!(
            "is a database of another program{has}: name a file of its own for the warehouse"
        );
        return Err(Error::new(ErrorKind::Invalid, message));
    }
    steps(version, MIGRATIONS.len())
}

/// Runs the migrations that are missing; another loader may have been faster.
fn migrate(connection: &Connection) -> Result<(), Error> {
    for step in MIGRATIONS.iter().skip(steps_done(connection)?) {
        connection.execute_batch(step).map_err(told)?;
    }
    let version = MIGRATIONS.len();
    let marks = format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {version}");
    connection.execute_batch(&marks).map_err(told)
}

impl Database for &Connection {
    fn known(&mut self, reading_key: &str) -> Result<Option<(String, String)>, Error> {
        let get = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let row = self
            .prepare_cached(KNOWN)
            .and_then(|mut known| known.query_row([reading_key], get).optional());
        row.map_err(told)
    }

    fn numbers(&mut self, document_key: &str) -> Result<(i64, Option<i64>), Error> {
        let next =
            self.prepare_cached(NEXT).and_then(|mut next| next.query_row([], |row| row.get(0)));
        let since = self
            .prepare_cached(SINCE)
            .and_then(|mut since| since.query_row([document_key], |row| row.get(0)));
        Ok((next.map_err(told)?, since.map_err(told)?))
    }

    fn rivals(&mut self, identity: &Identity) -> Result<Vec<Standing>, Error> {
        rivals(self, identity).map_err(told)
    }

    fn insert(&mut self, table: &'static Table, rows: &[Row<'_>]) -> Result<usize, Error> {
        insert(self, table, rows).map_err(told)
    }

    fn supersede(&mut self, reading_key: &str, at: Timestamp, by: &str) -> Result<(), Error> {
        self.execute(SUPERSEDE, params![Value::Time(at), by, reading_key]).map(drop).map_err(told)
    }
}

fn rivals(connection: &Connection, identity: &Identity) -> rusqlite::Result<Vec<Standing>> {
    let (months, start, end) = identity.period;
    let [start, end] = [start, end].map(|day| day.map(|day| day.to_string()));
    let (agency, year) = (&identity.agency_key, identity.fiscal_year_be);
    let standing = |row: &rusqlite::Row<'_>| {
        Ok(Standing {
            reading_key: row.get(0)?,
            generator_version: row.get(1)?,
            load_number: row.get(2)?,
            document_since: row.get(3)?,
        })
    };
    let mut query = connection.prepare_cached(RIVALS)?;
    let found = query.query_map(
        params![identity.document_key, agency, year, identity.purpose, months, start, end],
        standing,
    )?;
    found.collect()
}

fn insert(connection: &Connection, table: &Table, rows: &[Row<'_>]) -> rusqlite::Result<usize> {
    if rows.is_empty() {
        return Ok(0);
    }
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let places: Vec<String> = (1..=names.len()).map(|n| format!("?{n}")).collect();
    let known = if table.is_of_reading() { "" } else { " ON CONFLICT DO NOTHING" };
    // Names are the model's, values are bound.
    let sql = format!(
        "INSERT INTO {} ({}) VALUES ({}){known}",
        table.name,
        names.join(", "),
        places.join(", ")
    );
    let mut statement = connection.prepare_cached(&sql)?;
    rows.iter().map(|row| statement.execute(params_from_iter(row))).sum()
}

/// Whole baht stay whole; with satang, a double prints the two decimals it was made from. What has
/// more digits than a double holds is stored as its digits: in a column of numbers SQLite keeps them
/// as they are in a BLOB only, and would make text a double.
fn money(baht: Baht) -> ToSqlOutput<'static> {
    match baht.as_double() {
        _ if baht.satang % 100 == 0 => ToSqlOutput::from(baht.satang / 100),
        Some(double) => ToSqlOutput::from(double),
        None => ToSqlOutput::from(baht.to_string().into_bytes()),
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Value::Null => ToSqlOutput::from(rusqlite::types::Null),
            Value::Text(text) => ToSqlOutput::from(text.as_ref()),
            Value::Integer(n) => ToSqlOutput::from(*n),
            Value::Number(n) => ToSqlOutput::from(*n),
            Value::Money(baht) => money(*baht),
            Value::Date(day) => ToSqlOutput::from(day.to_string()),
            Value::Time(moment) => ToSqlOutput::from(moment.to_string()),
            Value::Flag(flag) => ToSqlOutput::from(*flag),
        })
    }
}
