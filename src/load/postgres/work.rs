//! What putting a report in its place asks of a PostgreSQL database, by statements that were made
//! ready once.

use std::collections::BTreeMap;
use std::io::Write as _;

use jiff::Timestamp;
use postgres::types::ToSql;
use postgres::{Client, Statement};

use super::copy::{lines, names, said, statement};
use super::trouble::{told, unsent};
use crate::error::{Error, ErrorKind};
use crate::load::database::{Columns, Database};
use crate::load::ddl::{Dialect, kind};
use crate::load::model::{Kind, TABLES, Table};
use crate::load::record::Record;
use crate::load::rows::{Row, Value};
use crate::load::sql;

/// The statements of a session.
pub(super) struct Ready {
    /// For each table, how rows come into it.
    insert: BTreeMap<&'static str, Statement>,
    /// Others by their words, once they were needed.
    others: BTreeMap<String, Statement>,
}

impl Ready {
    /// Makes them ready; the tables are there.
    pub(super) fn new(client: &mut Client) -> Result<Ready, postgres::Error> {
        let mut insert = BTreeMap::new();
        for table in TABLES {
            let sql = if table.is_of_reading() { statement(table) } else { addition(table) };
            insert.insert(table.name, client.prepare(&sql)?);
        }
        Ok(Ready { insert, others: BTreeMap::new() })
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
    pub(super) ready: &'s mut Ready,
}

impl Work<'_> {
    /// A statement, made ready once a session.
    fn ready(&mut self, sql: String) -> Result<Statement, Error> {
        if let Some(statement) = self.ready.others.get(&sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(&sql).map_err(told)?;
        self.ready.others.insert(sql, statement.clone());
        Ok(statement)
    }

    fn execute<'v>(
        &mut self,
        sql: String,
        values: impl Iterator<Item = &'v Value<'v>>,
    ) -> Result<(), Error> {
        let statement = self.ready(sql)?;
        let values: Vec<_> = values.map(said).collect();
        let values: Vec<&(dyn ToSql + Sync)> =
            values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        self.client.execute(&statement, &values).map(drop).map_err(told)
    }
}

/// The values of a condition that are bound: nulls are said in its words.
fn bound<'c>(by: Columns<'c>) -> impl Iterator<Item = &'c Value<'c>> {
    by.iter().map(|(_, value)| value).filter(|value| **value != Value::Null)
}

impl Database for Work<'_> {
    fn find(&mut self, table: &'static Table, by: Columns<'_>) -> Result<Vec<Record>, Error> {
        let statement = self.ready(sql::select(table, by, Dialect::Postgres))?;
        let values: Vec<_> = bound(by).map(said).collect();
        let values: Vec<&(dyn ToSql + Sync)> =
            values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        let rows = self.client.query(&statement, &values).map_err(told)?;
        rows.iter().map(|row| record(table, row)).collect()
    }

    fn last(&mut self, table: &'static Table, column: &'static str) -> Result<i64, Error> {
        let statement = self.ready(sql::highest(table, column))?;
        self.client.query_one(&statement, &[]).and_then(|row| row.try_get(0)).map_err(told)
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

    fn change(
        &mut self,
        table: &'static Table,
        by: Columns<'_>,
        to: Columns<'_>,
    ) -> Result<(), Error> {
        if to.is_empty() {
            return Ok(());
        }
        let sql = sql::update(table, by, to, Dialect::Postgres);
        self.execute(sql, to.iter().map(|(_, value)| value).chain(bound(by)))
    }

    fn remove(&mut self, table: &'static Table, by: Columns<'_>) -> Result<(), Error> {
        self.execute(sql::delete(table, by, Dialect::Postgres), bound(by))
    }
}

/// A row that was read as texts.
fn record(table: &'static Table, row: &postgres::Row) -> Result<Record, Error> {
    let values = table.columns.iter().enumerate().map(|(at, column)| {
        let text: Option<&str> = row.try_get(at).map_err(told)?;
        let Some(text) = text else { return Ok(Value::Null) };
        read(text, column.kind).ok_or_else(|| {
            let message = format!("`{}.{}` has values of another kind", table.name, column.name);
            Error::new(ErrorKind::Damaged, message)
        })
    });
    Ok(Record::new(table, values.collect::<Result<_, Error>>()?))
}

/// A value of a kind from its text.
fn read(text: &str, kind: Kind) -> Option<Value<'static>> {
    Some(match kind {
        Kind::Text => Value::Text(text.to_owned().into()),
        Kind::Integer => Value::Integer(text.parse().ok()?),
        Kind::Number => Value::Number(text.parse().ok()?),
        Kind::Money => Value::Money(text.parse().ok()?),
        Kind::Date => Value::Date(text.parse().ok()?),
        Kind::Time => Value::Time(text.parse::<Timestamp>().ok()?),
        Kind::Flag => Value::Flag(text == "true"),
    })
}

/// A number of rows.
pub(super) fn size(rows: u64) -> usize {
    usize::try_from(rows).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_values_of_their_kind() {
        assert_eq!(read("4080.25", Kind::Money), Some(Value::Money("4080.25".parse().unwrap())));
        assert_eq!(read("false", Kind::Flag), Some(Value::Flag(false)));
        assert_eq!(
            read("1970-01-01T00:00:00Z", Kind::Time),
            Some(Value::Time(Timestamp::UNIX_EPOCH))
        );
        assert_eq!(read("x", Kind::Integer), None);
    }
}
