//! Rows of tables that are read back: their values by the names of the columns.

use jiff::Timestamp;
use jiff::civil::Date;

use super::model::Table;
use super::rows::{Row, Value};
use crate::digest::sha256;

/// Hexadecimal digits of a hash in a key: 64 bits, as in the keys of documents.
const KEY_DIGITS: usize = 16;

/// A row with the table that it is of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record {
    table: &'static Table,
    row: Row<'static>,
}

impl Record {
    /// A row of a table, with a value a column.
    pub(super) fn new(table: &'static Table, row: Row<'static>) -> Record {
        Record { table, row }
    }

    /// The value of a column; null where there is no such column.
    pub(super) fn get(&self, name: &str) -> &Value<'static> {
        get(self.table, &self.row, name)
    }

    /// The text of a column.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        if let Value::Text(text) = self.get(name) { Some(text) } else { None }
    }

    /// The text of a column, empty where it has none.
    pub(super) fn word(&self, name: &str) -> String {
        self.text(name).unwrap_or_default().to_owned()
    }

    /// The text of a column, if it has one.
    pub(super) fn owned(&self, name: &str) -> Option<String> {
        self.text(name).map(str::to_owned)
    }

    /// The whole number of a column.
    pub(super) fn whole(&self, name: &str) -> Option<i64> {
        if let Value::Integer(n) = self.get(name) { Some(*n) } else { None }
    }

    /// The day of a column.
    pub(super) fn day(&self, name: &str) -> Option<Date> {
        if let Value::Date(day) = self.get(name) { Some(*day) } else { None }
    }

    /// The moment of a column.
    pub(super) fn moment(&self, name: &str) -> Option<Timestamp> {
        if let Value::Time(moment) = self.get(name) { Some(*moment) } else { None }
    }

    /// Whether a column says yes.
    pub(super) fn flag(&self, name: &str) -> bool {
        *self.get(name) == Value::Flag(true)
    }

    /// Whether a column says something.
    pub(super) fn has(&self, name: &str) -> bool {
        *self.get(name) != Value::Null
    }
}

/// The value of a column of a row; null where there is no such column.
pub(super) fn get<'v, 'r>(table: &Table, row: &'v Row<'r>, name: &str) -> &'v Value<'r> {
    table.at(name).and_then(|at| row.get(at)).unwrap_or(&Value::Null)
}

/// Puts a value into a column of a row.
pub(super) fn set<'r>(table: &Table, row: &mut Row<'r>, name: &str, value: Value<'r>) {
    if let Some(place) = table.at(name).and_then(|at| row.get_mut(at)) {
        *place = value;
    }
}

/// The key that is made of a text: the first digits of its hash.
pub(super) fn hashed_key(told: &str) -> String {
    sha256(told.as_bytes()).chars().take(KEY_DIGITS).collect()
}

/// Text for a column that may be null.
pub(super) fn text_or_null(text: Option<&str>) -> Value<'static> {
    text.map_or(Value::Null, |text| Value::Text(text.to_owned().into()))
}

/// Text for a column.
pub(super) fn some_text(text: &str) -> Value<'static> {
    Value::Text(text.to_owned().into())
}

#[cfg(test)]
mod tests {
    use super::super::model::table;
    use super::*;

    #[test]
    fn columns_are_found_by_their_names() {
        let years = table("fiscal_years").unwrap();
        let mut row = vec![Value::Integer(2568), Value::Integer(2025), Value::Null, Value::Null];
        set(years, &mut row, "fiscal_year_ce", Value::Integer(2026));
        let record = Record::new(years, row);
        assert_eq!(record.whole("fiscal_year_ce"), Some(2026));
        assert!(!record.has("start_date") && !record.has("nowhere"));
    }
}
