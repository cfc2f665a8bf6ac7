//! The warehouse in a PostgreSQL database: made, brought up to date, loaded into and purged, a
//! transaction a document.

mod address;
mod copy;
mod trouble;
mod work;

use std::fmt;

use postgres::Client;

pub use self::address::Address;
use self::trouble::told;
use self::work::{Ready, Work, size};
use super::database::now;
use super::model::TABLES;
use super::put::{BUSY, Loaded, PURGED, purges, put, steps};
use super::rows::Rows;
use crate::error::{Error, ErrorKind};

/// What brings an empty schema up to date, step by step; the table `raingan_migrations` has a row
/// for each that was done. A step that was released is never changed: what the model has changed
/// since is a further one.
const MIGRATIONS: &[&str] = &[
    include_str!("../postgres-0001.sql"),
    include_str!("../postgres-0002.sql"),
    include_str!("../postgres-0003.sql"),
    include_str!("../postgres-0004.sql"),
    include_str!("../postgres-0005.sql"),
    include_str!("../postgres-0006.sql"),
];

/// The table of what was done: it also marks the schema's tables as ours.
const MARK: &str = "CREATE TABLE raingan_migrations (
    version bigint PRIMARY KEY,
    done_at timestamptz NOT NULL DEFAULT now(),
    raingan_version text NOT NULL
  );
  COMMENT ON TABLE raingan_migrations IS 'What raingan did to make its tables. สิ่งที่ raingan ทำเพื่อสร้างตาราง'";

/// How a piece of work begins, ends and is undone.
struct Frame {
    begin: &'static str,
    end: &'static str,
    undo: &'static str,
}

/// A transaction in which each statement sees what was committed before it, whatever the server's
/// default. Who holds the lock (of the schema, until the end of its transaction; the number is
/// "RGAN") is the only loader.
const REAL: Frame = Frame {
    begin: "BEGIN ISOLATION LEVEL READ COMMITTED;
      SELECT pg_advisory_xact_lock(1380401486, oid::int4) FROM pg_namespace WHERE nspname = current_schema()",
    end: "COMMIT",
    undo: "ROLLBACK",
};

/// The same within the one transaction of a dry run, which is rolled back.
const DRY: Frame =
    Frame { begin: "SAVEPOINT work", end: "RELEASE work", undo: "ROLLBACK TO work; RELEASE work" };

/// A transaction whose end waits for the disk, and so for all that ended before it
/// (<https://www.postgresql.org/docs/15/wal-async-commit.html>). It changes no table: the log has a
/// message more.
const TO_DISK: &str = "BEGIN; SET LOCAL synchronous_commit = on; SELECT pg_logical_emit_message(true, 'raingan', ''); COMMIT";

/// An open warehouse.
pub struct Store {
    session: Session,
    ready: Ready,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("dry", &self.session.dry).finish_non_exhaustive()
    }
}

impl Store {
    /// Opens a warehouse, makes its tables where there are none, and brings them up to date.
    ///
    /// They stand in the first schema of the `search_path`. In a dry run nothing is kept: all is
    /// done in a transaction that is never committed, so that nobody else can load until it ends.
    ///
    /// # Errors
    ///
    /// Where the server cannot be reached or does not let the user in or write, or the schema has
    /// tables of these names by another program or by a newer version.
    pub fn open(address: &Address, dry: bool) -> Result<Store, Error> {
        Store::opened(address, dry).map_err(|error| match error.file() {
            // A file of certificates.
            Some(_) => error,
            None => error.in_file(address.to_string()),
        })
    }

    fn opened(address: &Address, dry: bool) -> Result<Store, Error> {
        let mut session = Session { client: address.connect()?, dry };
        // A report need not wait until the one before is on the disk; `finish` waits for all of
        // them.
        let settings =
            format!("SET lock_timeout = '{}s'; SET synchronous_commit = off", BUSY.as_secs());
        session.client.batch_execute(&settings).map_err(told)?;
        holds_thai(&mut session.client)?;
        if dry {
            session.client.batch_execute(REAL.begin).map_err(told)?;
        }
        // Most of the time all is done, and a user who may not make tables can load.
        if session.look()? < MIGRATIONS.len() {
            session.within(migrate)?;
        }
        let ready = Ready::new(&mut session.client).map_err(told)?;
        Ok(Store { session, ready })
    }

    /// Loads the rows of a report, all of them or none. A report that was loaded before changes
    /// nothing, even where another has taken its place.
    ///
    /// # Errors
    ///
    /// Where the tables do not hold a value ([`ErrorKind::Invalid`], [`ErrorKind::Limit`]), or the
    /// server cannot do it.
    pub fn load(&mut self, rows: &Rows<'_>) -> Result<Loaded, Error> {
        let ready = &mut self.ready;
        self.session.within(|client| put(&mut Work { client, ready }, rows))
    }

    /// Waits until all that was loaded is on the server's disk.
    ///
    /// # Errors
    ///
    /// Where the server is gone.
    pub fn finish(mut self) -> Result<(), Error> {
        if self.session.dry {
            Ok(())
        } else {
            self.session.client.batch_execute(TO_DISK).map_err(told)
        }
    }

    /// Deletes what superseded readings said; gives the number of rows deleted. Their lines in
    /// `readings` stay: what was loaded once does not come back as something new.
    ///
    /// # Errors
    ///
    /// Where the server cannot do it.
    pub fn purge(&mut self) -> Result<usize, Error> {
        self.session.within(|client| {
            let mut deleted = 0;
            for sql in purges() {
                deleted += client.execute(&sql, &[]).map(size).map_err(told)?;
            }
            client.execute(PURGED, &[&now()]).map_err(told)?;
            Ok(deleted)
        })
    }

    /// Does a piece of work of all databases whole or not at all.
    ///
    /// # Errors
    ///
    /// Those of the work, and where the server cannot do it.
    pub(in crate::load) fn work(&mut self, work: impl super::database::Work) -> Result<(), Error> {
        let ready = &mut self.ready;
        self.session.within(|client| work.of(&mut Work { client, ready }))
    }
}

/// A connection.
struct Session {
    client: Client,
    dry: bool,
}

impl Session {
    /// How many migrations the schema has had, at one moment, as another loader may be making the
    /// tables.
    fn look(&mut self) -> Result<usize, Error> {
        if self.dry {
            return steps_done(&mut self.client);
        }
        self.client
            .batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            .map_err(told)?;
        let steps = steps_done(&mut self.client);
        let _ = self.client.batch_execute("ROLLBACK");
        steps
    }

    /// Does a piece of work whole or not at all.
    fn within<T>(
        &mut self,
        work: impl FnOnce(&mut Client) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let frame = if self.dry { DRY } else { REAL };
        let begun = self.client.batch_execute(frame.begin).map_err(told);
        let done = begun.and_then(|()| work(&mut self.client));
        let done = done
            .and_then(|value| self.client.batch_execute(frame.end).map(|()| value).map_err(told));
        if done.is_err() {
            // A server that is gone has undone it.
            let _ = self.client.batch_execute(frame.undo);
        }
        done
    }
}

/// Refuses a database whose text has no Thai.
fn holds_thai(client: &mut Client) -> Result<(), Error> {
    let encoding: String = client
        .query_one("SHOW server_encoding", &[])
        .and_then(|row| row.try_get(0))
        .map_err(told)?;
    if encoding == "UTF8" {
        return Ok(());
    }
    let message = format!(
        "the database holds text as {encoding}, which has no Thai: make one by createdb --encoding=UTF8 --template=template0"
    );
    Err(Error::new(ErrorKind::Invalid, message))
}

/// How many migrations the schema has had; refuses one in which something else has the names of the
/// tables.
fn steps_done(client: &mut Client) -> Result<usize, Error> {
    let sql = "SELECT current_schema() IS NOT NULL, to_regclass(quote_ident(current_schema()) || '.raingan_migrations') \
               IS NOT NULL";
    let row = client.query_one(sql, &[]).map_err(told)?;
    let (schema, marked): (bool, bool) =
        (row.try_get(0).map_err(told)?, row.try_get(1).map_err(told)?);
    if !schema {
        let message = "the search_path names no schema that is there and that the user may use: make it, or name another one";
        return Err(Error::new(ErrorKind::Invalid, message));
    }
    if marked {
        let sql = "SELECT coalesce(max(version), 0) FROM raingan_migrations";
        let version = client.query_one(sql, &[]).and_then(|row| row.try_get(0)).map_err(told)?;
        return steps(version, MIGRATIONS.len());
    }
    match strangers(client).map_err(told)?.as_slice() {
        [] => Ok(0),
        names => {
            let message = format!(
                "the schema has tables of another program ({}): name another database, or another schema by \
                 ?options=-csearch_path%3DSCHEMA",
                names.join(", ")
            );
            Err(Error::new(ErrorKind::Invalid, message))
        }
    }
}

/// What has a name that a table or a view of ours would have.
fn strangers(client: &mut Client) -> Result<Vec<String>, postgres::Error> {
    let names: Vec<String> = TABLES
        .iter()
        .flat_map(|table| [table.name.to_owned(), format!("current_{}", table.name)])
        .collect();
    let sql = "SELECT relname::text FROM pg_class JOIN pg_namespace AS n ON n.oid = relnamespace
               WHERE nspname = current_schema() AND relname::text = ANY ($1) ORDER BY 1 LIMIT 3";
    client.query(sql, &[&names])?.iter().map(|row| row.try_get(0)).collect()
}

/// Runs the migrations that are missing; another loader may have been faster.
fn migrate(client: &mut Client) -> Result<(), Error> {
    let done = steps_done(client)?;
    if done == 0 {
        client.batch_execute(MARK).map_err(told)?;
    }
    for (i, step) in MIGRATIONS.iter().enumerate().skip(done) {
        client.batch_execute(step).map_err(told)?;
        let (version, program) = (i as i64 + 1, env!("CARGO_PKG_VERSION"));
        let sql = "INSERT INTO raingan_migrations (version, raingan_version) VALUES ($1, $2)";
        client.execute(sql, &[&version, &program]).map_err(told)?;
    }
    Ok(())
}
