//! What putting a report in its place asks of a SQLite file, and how values are written and read.

use jiff::Timestamp;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, params_from_iter};

use super::trouble::told;
use crate::contract::model::Baht;
use crate::error::{Error, ErrorKind};
use crate::load::database::{Columns, Database};
use crate::load::ddl::Dialect;
use crate::load::model::{Kind, Table};
use crate::load::record::Record;
use crate::load::rows::{Row, Value};
use crate::load::sql;

impl Database for &Connection {
    fn find(&mut self, table: &'static Table, by: Columns<'_>) -> Result<Vec<Record>, Error> {
        let sql = sql::select(table, by, Dialect::Sqlite);
        let mut query = self.prepare_cached(&sql).map_err(told)?;
        let mut rows = query.query(params_from_iter(bound(by))).map_err(told)?;
        let mut records = Vec::new();
        while let Some(row) = rows.next().map_err(told)? {
            let values = table.columns.iter().enumerate().map(|(at, column)| {
                row.get_ref(at).map_err(told).and_then(|value| read(value, column.kind))
            });
            records.push(Record::new(table, values.collect::<Result<_, _>>()?));
        }
        Ok(records)
    }

    fn last(&mut self, table: &'static Table, column: &'static str) -> Result<i64, Error> {
        let sql = sql::highest(table, column);
        let highest = self.prepare_cached(&sql).and_then(|mut q| q.query_row([], |row| row.get(0)));
        highest.map_err(told)
    }

    fn insert(&mut self, table: &'static Table, rows: &[Row<'_>]) -> Result<usize, Error> {
        insert(self, table, rows).map_err(told)
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
        let sql = sql::update(table, by, to, Dialect::Sqlite);
        let values = to.iter().map(|(_, value)| value).chain(bound(by));
        let done = self.prepare_cached(&sql).and_then(|mut s| s.execute(params_from_iter(values)));
        done.map(drop).map_err(told)
    }

    fn remove(&mut self, table: &'static Table, by: Columns<'_>) -> Result<(), Error> {
        let sql = sql::delete(table, by, Dialect::Sqlite);
        let done =
            self.prepare_cached(&sql).and_then(|mut s| s.execute(params_from_iter(bound(by))));
        done.map(drop).map_err(told)
    }
}

/// The values of a condition that are bound: nulls are said in its words.
fn bound<'c>(by: Columns<'c>) -> impl Iterator<Item = &'c Value<'c>> {
    by.iter().map(|(_, value)| value).filter(|value| **value != Value::Null)
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

/// A value of a column of a kind, as [`ToSql`] wrote it.
fn read(value: ValueRef<'_>, kind: Kind) -> Result<Value<'static>, Error> {
    let read = match (kind, value) {
        (_, ValueRef::Null) => Some(Value::Null),
        (Kind::Integer, ValueRef::Integer(n)) => Some(Value::Integer(n)),
        (Kind::Flag, ValueRef::Integer(n)) => Some(Value::Flag(n != 0)),
        (Kind::Number, ValueRef::Integer(n)) => Some(Value::Number(n as f64)),
        (Kind::Number, ValueRef::Real(n)) => Some(Value::Number(n)),
        (Kind::Money, ValueRef::Integer(n)) => n.to_string().parse().ok().map(Value::Money),
        (Kind::Money, ValueRef::Real(n)) => n.to_string().parse().ok().map(Value::Money),
        (Kind::Money, ValueRef::Blob(digits)) => {
            std::str::from_utf8(digits).ok().and_then(|d| d.parse().ok()).map(Value::Money)
        }
        (_, ValueRef::Text(text)) => {
            std::str::from_utf8(text).ok().and_then(|text| said(text, kind))
        }
        _ => None,
    };
    read.ok_or_else(|| {
        Error::new(
            ErrorKind::Damaged,
            "a column of the file has values of another kind: restore it from a copy",
        )
    })
}

/// A value that is stored as text.
fn said(text: &str, kind: Kind) -> Option<Value<'static>> {
    match kind {
        Kind::Text => Some(Value::Text(text.to_owned().into())),
        Kind::Date => text.parse().ok().map(Value::Date),
        Kind::Time => text.parse::<Timestamp>().ok().map(Value::Time),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_back_is_what_was_written() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (v numeric)").unwrap();
        for (value, kind) in [
            (Value::Money(Baht::from_satang(408_025)), Kind::Money),
            (Value::Money(Baht::from_satang(99_999_999_999_999_999)), Kind::Money),
            (Value::Flag(false), Kind::Flag),
            (Value::Number(72.1), Kind::Number),
        ] {
            connection.execute("INSERT INTO t VALUES (?1)", [&value]).unwrap();
            let mut query = connection.prepare("SELECT v FROM t").unwrap();
            let mut rows = query.query([]).unwrap();
            let row = rows.next().unwrap().unwrap();
            assert_eq!(read(row.get_ref(0).unwrap(), kind).unwrap(), value);
            drop(rows);
            connection.execute("DELETE FROM t", []).unwrap();
        }
        assert_eq!(
            said("2025-07-14", Kind::Date),
            Some(Value::Date(jiff::civil::date(2025, 7, 14)))
        );
    }
}
