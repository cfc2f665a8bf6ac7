//! The warehouse in a SQLite file: made, brought up to date, loaded into and purged, a transaction
//! a document.

mod trouble;
mod work;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags, params};

use self::trouble::{NO_DATABASE, told};
use super::database::Work;
use super::database::now;
use super::put::{BUSY, Loaded, PURGED, purges, put, steps};
use super::rows::{Rows, Value};
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
    include_str!("../sqlite-0004.sql"),
    include_str!("../sqlite-0005.sql"),
    include_str!("../sqlite-0006.sql"),
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
            connection.execute(PURGED, params![Value::Time(now())]).map_err(told)?;
            Ok(deleted)
        })
    }

    /// Does a piece of work of all databases whole or not at all.
    ///
    /// # Errors
    ///
    /// Those of the work, and where the file cannot be written.
    pub(in crate::load) fn work(&self, work: impl Work) -> Result<(), Error> {
        self.within(|mut connection| work.of(&mut connection))
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
