//! What putting a report in its place asks of a PostgreSQL database, by statements that were made
//! ready once.

use std::collections::BTreeMap;
use std::io::Write as _;

use jiff::Timestamp;
use postgres::types::ToSql;
use postgres::{Client, Statement};

use super::copy::{lines, names, said, statement};
use super::trouble::{told, unsent};
use crate::error::Error;
use crate::load::ddl::{Dialect, kind};
use crate::load::model::{TABLES, Table};
use crate::load::put::{Database, KNOWN, NEXT, RIVALS, SINCE, SUPERSEDE};
use crate::load::rows::{Identity, Row};
use crate::load::validity::Standing;

/// The statements of a session.
pub(super) struct Ready {
    known: Statement,
    next: Statement,
    since: Statement,
    rivals: Statement,
    supersede: Statement,
    /// For each table, how rows come into it.
    insert: BTreeMap<&'static str, Statement>,
}

impl Ready {
    /// Makes them ready; the tables are there.
    pub(super) fn new(client: &mut Client) -> Result<Ready, postgres::Error> {
        let mut insert = BTreeMap::new();
        for table in TABLES {
            let sql = if table.is_of_reading() { statement(table) } else { addition(table) };
            insert.insert(table.name, client.prepare(&sql)?);
        }
        Ok(Ready {
            known: client.prepare(KNOWN)?,
            next: client.prepare(NEXT)?,
            since: client.prepare(SINCE)?,
            rivals: client.prepare(RIVALS)?,
            supersede: client.prepare(SUPERSEDE)?,
            insert,
        })
    }
}

/// The statement that adds a row which may be there already, as COPY cannot. Names are the model's,
/// values are bound.
fn addition(table: &Table) -> String {
    let place = |(i, column)| format!("${}::text::{}", i + 1, kind(column, Dialect::Postgres));
    let places: Vec<String> = table.columns.iter().enumerate().map(place).collect();
    format!(
        "INSERT INTO {} ({}) VALUES ({}) ON CONFLICT DO NOTHING",
        table.name,
        names(table),
        places.join(", ")
    )
}

/// A database within a transaction.
pub(super) struct Work<'s> {
    pub(super) client: &'s mut Client,
    pub(super) ready: &'s Ready,
}

impl Database for Work<'_> {
    fn known(&mut self, reading_key: &str) -> Result<Option<(String, String)>, Error> {
        let row = self.client.query_opt(&self.ready.known, &[&reading_key]).map_err(told)?;
        row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).transpose().map_err(told)
    }

    fn numbers(&mut self, document_key: &str) -> Result<(i64, Option<i64>), Error> {
        let next = self.client.query_one(&self.ready.next, &[]).and_then(|row| row.try_get(0));
        let since = self
            .client
            .query_one(&self.ready.since, &[&document_key])
            .and_then(|row| row.try_get(0));
        Ok((next.map_err(told)?, since.map_err(told)?))
    }

    fn rivals(&mut self, identity: &Identity) -> Result<Vec<Standing>, Error> {
        let (months, start, end) = &identity.period;
        let Identity { document_key, agency_key, fiscal_year_be, purpose, .. } = identity;
        let values: [&(dyn ToSql + Sync); 7] =
            [document_key, agency_key, fiscal_year_be, purpose, months, start, end];
        let standing = |row: &postgres::Row| {
            Ok(Standing {
                reading_key: row.try_get(0)?,
                generator_version: row.try_get(1)?,
                load_number: row.try_get(2)?,
                document_since: row.try_get(3)?,
            })
        };
        let found = self.client.query(&self.ready.rivals, &values);
        found.and_then(|rows| rows.iter().map(standing).collect()).map_err(told)
    }

    fn insert(&mut self, table: &'static Table, rows: &[Row<'_>]) -> Result<usize, Error> {
        let Some(insert) = self.ready.insert.get(table.name).filter(|_| !rows.is_empty()) else {
            return Ok(0);
        };
        if table.is_of_reading() {
            let mut copy = self.client.copy_in(insert).map_err(told)?;
            copy.write_all(&lines(rows)).map_err(unsent)?;
            return copy.finish().map(size).map_err(told);
        }
        let mut added = 0;
        for row in rows {
            let values: Vec<_> = row.iter().map(said).collect();
            let values: Vec<&(dyn ToSql + Sync)> =
                values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
            added += self.client.execute(insert, &values).map(size).map_err(told)?;
        }
        Ok(added)
    }

    fn supersede(&mut self, reading_key: &str, at: Timestamp, by: &str) -> Result<(), Error> {
        self.client
            .execute(&self.ready.supersede, &[&at, &by, &reading_key])
            .map(drop)
            .map_err(told)
    }
}
/// A number of rows.
pub(super) fn size(rows: u64) -> usize {
    usize::try_from(rows).unwrap_or(usize::MAX)
}
