//! How a report is put among those that are there, whatever the database: the order of the work,
//! and what is asked of a database for it.

use std::time::Duration;

use jiff::Timestamp;

use super::model::{TABLES, Table};
use super::rows::{Identity, Row, Rows, Value};
use super::validity::{Standing, Verdict, judge};
use crate::error::{Error, ErrorKind};

/// How long a loader waits for another: a transaction is one document, so this is some thousand of
/// them.
pub(super) const BUSY: Duration = Duration::from_secs(30);

// Statements that both databases understand; `$1` is a parameter by its place in each.

/// The document and the hash of the report with a key.
pub(super) const KNOWN: &str =
    "SELECT document_key, report_sha256 FROM readings WHERE reading_key = $1";

/// The number of the next load.
pub(super) const NEXT: &str = "SELECT coalesce(max(load_number), 0) + 1 FROM readings";

/// When a document was loaded first.
pub(super) const SINCE: &str = "SELECT min(load_number) FROM readings WHERE document_key = $1";

/// The current readings that one competes with: key, version, number of load, first load of its
/// document.
pub(super) const RIVALS: &str = "SELECT reading_key, generator_version, load_number,
    (SELECT min(load_number) FROM readings AS of_document WHERE of_document.document_key = r.document_key)
  FROM readings AS r
  WHERE valid_to IS NULL AND (document_key = $1 OR (agency_key = $2 AND fiscal_year_be = $3 AND purpose = $4
    AND period_months IS NOT DISTINCT FROM $5 AND period_start IS NOT DISTINCT FROM $6
    AND period_end IS NOT DISTINCT FROM $7))
  ORDER BY load_number";

/// Ends the time of a reading.
pub(super) const SUPERSEDE: &str =
    "UPDATE readings SET valid_to = $1, superseded_by = $2 WHERE reading_key = $3";

/// Tables whose rows go with a superseded reading, each before what it refers to, and the statement
/// for it.
pub(super) fn purges() -> impl Iterator<Item = String> {
    let tables =
        TABLES.iter().rev().filter(|table| table.is_of_reading() && table.name != "readings");
    tables.map(|table| {
        let superseded = "SELECT reading_key FROM readings WHERE valid_to IS NOT NULL";
        format!("DELETE FROM {} WHERE reading_key IN ({superseded})", table.name)
    })
}

/// What became of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// Its key in `readings`.
    pub reading_key: String,
    /// What changed.
    pub change: Change,
    /// Rows added to all tables.
    pub rows: usize,
}

/// What a report changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Nothing: it was there already.
    None,
    /// It is there, and what it means for others.
    Added(Verdict),
}

/// A database within a transaction that no other loader gets between.
pub(super) trait Database {
    /// What [`KNOWN`] tells.
    fn known(&mut self, reading_key: &str) -> Result<Option<(String, String)>, Error>;

    /// What [`NEXT`] and [`SINCE`] tell.
    fn numbers(&mut self, document_key: &str) -> Result<(i64, Option<i64>), Error>;

    /// What [`RIVALS`] tells.
    fn rivals(&mut self, identity: &Identity) -> Result<Vec<Standing>, Error>;

    /// Adds rows to a table; agencies, years and documents may be there already. Gives the number
    /// of rows added.
    fn insert(&mut self, table: &'static Table, rows: &[Row<'_>]) -> Result<usize, Error>;

    /// Does what [`SUPERSEDE`] says.
    fn supersede(&mut self, reading_key: &str, at: Timestamp, by: &str) -> Result<(), Error>;
}

/// Puts a reading in its place among the others.
pub(super) fn put(database: &mut impl Database, rows: &Rows<'_>) -> Result<Loaded, Error> {
    let identity = &rows.identity;
    let reading_key = identity.reading_key.clone();
    if is_known(database, identity)? {
        return Ok(Loaded { reading_key, change: Change::None, rows: 0 });
    }
    let mut added = 0;
    for table in TABLES.iter().filter(|table| !table.is_of_reading()) {
        added += database.insert(table, rows.of(table.name))?;
    }
    let (load_number, since) = database.numbers(&identity.document_key)?;
    let new = Standing {
        reading_key: reading_key.clone(),
        document_since: since.unwrap_or(load_number),
        generator_version: identity.generator_version.clone(),
        load_number,
    };
    let verdict = judge(&new, &database.rivals(identity)?);
    // A moment of whole seconds prints without a fraction.
    let now = Timestamp::from_second(Timestamp::now().as_second()).unwrap_or(Timestamp::UNIX_EPOCH);
    let valid =
        Validity { number: load_number, now, superseded_by: verdict.superseded_by.as_deref() };
    for table in TABLES.iter().filter(|table| table.is_of_reading()) {
        added += match table.name {
            "readings" => {
                let reading: Vec<Row<'_>> =
                    rows.of(table.name).iter().map(|row| valid.complete(row)).collect();
                database.insert(table, &reading)?
            }
            name => database.insert(table, rows.of(name))?,
        };
    }
    for key in &verdict.supersedes {
        database.supersede(key, now, &reading_key)?;
    }
    Ok(Loaded { reading_key, change: Change::Added(verdict), rows: added })
}

/// Whether the reading was loaded before.
fn is_known(database: &mut impl Database, identity: &Identity) -> Result<bool, Error> {
    match database.known(&identity.reading_key)? {
        None => Ok(false),
        Some((document, report))
            if document == identity.document_key && report == identity.report_sha256 =>
        {
            Ok(true)
        }
        Some(_) => {
            let message = format!(
                "another report has the same key {}: load one of them elsewhere",
                identity.reading_key
            );
            Err(Error::new(ErrorKind::Invalid, message))
        }
    }
}

/// The steps that brought a database to its version, if this program knows them all.
///
/// # Errors
///
/// Where a newer program made it.
pub(super) fn steps(version: i64, known: usize) -> Result<usize, Error> {
    usize::try_from(version).ok().filter(|steps| *steps <= known).ok_or_else(|| {
        let message = format!(
            "was made by a newer version of raingan (its tables have version {version}, this program knows {known}): take \
             that version, or load elsewhere"
        );
        Error::new(ErrorKind::Invalid, message)
    })
}

/// What is known of a reading only when it is loaded.
struct Validity<'r> {
    number: i64,
    now: Timestamp,
    superseded_by: Option<&'r str>,
}

impl Validity<'_> {
    /// A row of `readings` with all its columns.
    fn complete<'r>(&'r self, row: &Row<'r>) -> Row<'r> {
        let valid_to = self.superseded_by.map_or(Value::Null, |_| Value::Time(self.now));
        let last = [
            Value::Integer(self.number),
            Value::Text(env!("CARGO_PKG_VERSION").into()),
            Value::Time(self.now),
            valid_to,
            self.superseded_by.map_or(Value::Null, |key| Value::Text(key.into())),
        ];
        row.iter().cloned().chain(last).collect()
    }
}
