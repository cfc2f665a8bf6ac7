//! The statements that databases are asked in, made of the model's names; values are bound.

use super::database::Columns;
use super::ddl::{Dialect, kind};
use super::model::{Kind, Table};
use super::rows::Value;

/// The place of a parameter, from 0.
fn parameter(table: &Table, column: &str, at: usize, dialect: Dialect) -> String {
    let column = table.at(column).map(|at| &table.columns[at]);
    match (dialect, column) {
        // Every value goes to PostgreSQL as text.
        (Dialect::Postgres, Some(column)) => {
            format!("${}::text::{}", at + 1, kind(column, dialect))
        }
        _ => format!("?{}", at + 1),
    }
}

/// The condition that rows have some values; parameters are counted on from `first`.
fn condition(table: &Table, by: Columns<'_>, first: usize, dialect: Dialect) -> String {
    let mut at = first;
    let mut told = Vec::new();
    for (column, value) in by {
        if *value == Value::Null {
            told.push(format!("{column} IS NULL"));
        } else {
            told.push(format!("{column} = {}", parameter(table, column, at, dialect)));
            at += 1;
        }
    }
    if told.is_empty() { String::new() } else { format!(" WHERE {}", told.join(" AND ")) }
}

/// Reads the rows that have some values.
pub(super) fn select(table: &Table, by: Columns<'_>, dialect: Dialect) -> String {
    let columns = table.columns.iter().map(|column| match (dialect, column.kind) {
        (Dialect::Sqlite, _) => column.name.to_owned(),
        (Dialect::Postgres, Kind::Date) => format!("to_char({}, 'YYYY-MM-DD')", column.name),
        (Dialect::Postgres, Kind::Time) => {
            format!("to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')", column.name)
        }
        (Dialect::Postgres, _) => format!("{}::text", column.name),
    });
    let columns: Vec<String> = columns.collect();
    let condition = condition(table, by, 0, dialect);
    format!("SELECT {} FROM {}{condition}", columns.join(", "), table.name)
}

/// Gives the rows that have some values others; the new values are bound first.
pub(super) fn update(table: &Table, by: Columns<'_>, to: Columns<'_>, dialect: Dialect) -> String {
    let set = to
        .iter()
        .enumerate()
        .map(|(at, (column, _))| format!("{column} = {}", parameter(table, column, at, dialect)));
    let set: Vec<String> = set.collect();
    let condition = condition(table, by, to.len(), dialect);
    format!("UPDATE {} SET {}{condition}", table.name, set.join(", "))
}

/// Deletes the rows that have some values.
pub(super) fn delete(table: &Table, by: Columns<'_>, dialect: Dialect) -> String {
    format!("DELETE FROM {}{}", table.name, condition(table, by, 0, dialect))
}

/// The highest number in a column.
pub(super) fn highest(table: &Table, column: &str) -> String {
    format!("SELECT coalesce(max({column}), 0) FROM {}", table.name)
}

#[cfg(test)]
mod tests {
    use super::super::model::table;
    use super::*;

    #[test]
    fn values_are_bound_and_nulls_are_said() {
        let years = table("fiscal_years").unwrap();
        let by = [("fiscal_year_be", Value::Integer(1)), ("end_date", Value::Null)];
        let to = [("fiscal_year_ce", Value::Integer(2))];
        assert_eq!(
            update(years, &by, &to, Dialect::Sqlite),
            "UPDATE fiscal_years SET fiscal_year_ce = ?1 WHERE fiscal_year_be = ?2 AND end_date IS NULL"
        );
        let sql = select(years, &by, Dialect::Postgres);
        assert!(sql.contains("to_char(start_date, 'YYYY-MM-DD')"), "{sql}");
        assert!(
            sql.ends_with("WHERE fiscal_year_be = $1::text::bigint AND end_date IS NULL"),
            "{sql}"
        );
        assert_eq!(delete(years, &[], Dialect::Sqlite), "DELETE FROM fiscal_years");
    }
}
