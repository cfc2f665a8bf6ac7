//! What a loader knows of the small tables: their rows, in memory, found by the values that are asked
//! for most.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::part;
use super::partition::is_small;
use crate::error::{Error, ErrorKind};
use crate::load::arrow::rows_of;
use crate::load::database::Columns;
use crate::load::model::{READINGS, TABLES, Table};
use crate::load::record::{Record, get, set};
use crate::load::rows::{Row, Value};

/// Columns whose values rows are found by, beside the first one of their key.
const INDEXED: &[(&str, &str)] = &[
    ("readings", "document_key"),
    ("readings", "agency_key"),
    ("readings", "alias_key"),
    ("project_links", "agency_key"),
    ("changes", "new_document_key"),
];

/// A value by which rows are kept and found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    None,
    Integer(i64),
    Text(String),
}

impl Part {
    fn of(value: &Value<'_>) -> Part {
        match value {
            Value::Text(text) => Part::Text(text.to_string()),
            Value::Integer(n) => Part::Integer(*n),
            _ => Part::None,
        }
    }
}

/// The key of a row.
type Key = Vec<Part>;

/// The rows of a small table.
#[derive(Debug, Default)]
struct Shelf {
    rows: BTreeMap<Key, Row<'static>>,
    /// The keys of rows by what stands in an indexed column.
    index: BTreeMap<(&'static str, Part), BTreeSet<Key>>,
}

impl Shelf {
    /// The columns by which rows of a table are found.
    fn indexed(table: &Table) -> impl Iterator<Item = &'static str> {
        let of_table = INDEXED.iter().filter(move |(name, _)| *name == table.name);
        of_table.map(|(_, column)| *column)
    }

    fn key(table: &Table, row: &Row<'_>) -> Key {
        table.key.iter().map(|name| Part::of(get(table, row, name))).collect()
    }

    /// Adds a row, unless one with its key is there.
    fn add(&mut self, table: &Table, row: Row<'static>) -> bool {
        let key = Shelf::key(table, &row);
        if self.rows.contains_key(&key) {
            return false;
        }
        for column in Shelf::indexed(table) {
            let at = (column, Part::of(get(table, &row, column)));
            self.index.entry(at).or_default().insert(key.clone());
        }
        self.rows.insert(key, row);
        true
    }

    fn take(&mut self, table: &Table, key: &Key) -> Option<Row<'static>> {
        let row = self.rows.remove(key)?;
        for column in Shelf::indexed(table) {
            let at = (column, Part::of(get(table, &row, column)));
            if let Some(keys) = self.index.get_mut(&at) {
                keys.remove(key);
                if keys.is_empty() {
                    self.index.remove(&at);
                }
            }
        }
        Some(row)
    }

    /// The keys of the rows that have some values.
    fn keys(&self, table: &Table, by: Columns<'_>) -> Vec<Key> {
        let has = |key: &&Key| {
            let row = self.rows.get(*key);
            row.is_some_and(|row| by.iter().all(|(name, value)| get(table, row, name) == value))
        };
        let indexed = by.iter().find(|(name, _)| Shelf::indexed(table).any(|known| known == *name));
        if let Some((name, value)) = indexed {
            let known = Shelf::indexed(table).find(|known| known == name).unwrap_or_default();
            let keys = self.index.get(&(known, Part::of(value)));
            return keys.into_iter().flatten().filter(has).cloned().collect();
        }
        match by.iter().find(|(name, _)| table.key.first() == Some(name)) {
            Some((_, value)) => {
                let from = vec![Part::of(value)];
                let near = self.rows.range(from.clone()..).map(|(key, _)| key);
                near.take_while(|key| key.first() == from.first()).filter(has).cloned().collect()
            }
            None => self.rows.keys().filter(has).cloned().collect(),
        }
    }
}

/// The rows of the small tables.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    shelves: BTreeMap<&'static str, Shelf>,
}

impl Ledger {
    /// The rows of a snapshot, or none.
    pub(super) fn read(snapshot: Option<&Path>) -> Result<Ledger, Error> {
        let mut ledger = Ledger::default();
        let Some(snapshot) = snapshot else { return Ok(ledger) };
        for table in TABLES.iter().filter(|table| is_small(table)) {
            for file in part::files(&snapshot.join(table.name))? {
                for batch in part::read(&file, table)? {
                    ledger.insert(table, &rows_of(table, &batch?)?)?;
                }
            }
        }
        Ok(ledger)
    }

    /// Adds rows; those of tables that readings share may be there already. Gives the number of rows
    /// added.
    pub(super) fn insert(
        &mut self,
        table: &'static Table,
        rows: &[Row<'_>],
    ) -> Result<usize, Error> {
        let shelf = self.shelves.entry(table.name).or_default();
        let mut added = 0;
        for row in rows {
            let row: Row<'static> = row.iter().cloned().map(Value::into_owned).collect();
            if shelf.add(table, row) {
                added += 1;
            } else if table.name == READINGS.name {
                return Err(Error::new(ErrorKind::Damaged, "`readings` has a key twice"));
            }
        }
        Ok(added)
    }

    /// The rows that have some values.
    pub(super) fn find(&self, table: &'static Table, by: Columns<'_>) -> Vec<Record> {
        let Some(shelf) = self.shelves.get(table.name) else { return Vec::new() };
        let keys = shelf.keys(table, by).into_iter();
        keys.filter_map(|key| shelf.rows.get(&key))
            .map(|row| Record::new(table, row.clone()))
            .collect()
    }

    /// The highest number in a column.
    pub(super) fn last(&self, table: &Table, column: &str) -> i64 {
        let Some(shelf) = self.shelves.get(table.name) else { return 0 };
        let number = |row: &Row<'_>| match get(table, row, column) {
            Value::Integer(n) => Some(*n),
            _ => None,
        };
        if table.key == [column] {
            return shelf.rows.values().next_back().and_then(number).unwrap_or_default();
        }
        shelf.rows.values().filter_map(number).max().unwrap_or_default()
    }

    /// Gives the rows that have some values others.
    pub(super) fn change(&mut self, table: &'static Table, by: Columns<'_>, to: Columns<'_>) {
        let Some(shelf) = self.shelves.get_mut(table.name) else { return };
        for key in shelf.keys(table, by) {
            let Some(mut row) = shelf.take(table, &key) else { continue };
            for (name, value) in to {
                set(table, &mut row, name, value.clone().into_owned());
            }
            shelf.add(table, row);
        }
    }

    /// Deletes the rows that have some values.
    pub(super) fn remove(&mut self, table: &'static Table, by: Columns<'_>) {
        let Some(shelf) = self.shelves.get_mut(table.name) else { return };
        for key in shelf.keys(table, by) {
            shelf.take(table, &key);
        }
    }

    /// The keys of all readings that are not current.
    pub(super) fn superseded(&self) -> BTreeSet<String> {
        let all = self.find(&READINGS, &[]);
        let history = all.iter().filter(|reading| reading.has("valid_to"));
        history.map(|reading| reading.word("reading_key")).collect()
    }

    /// The rows of a small table, by their keys.
    pub(super) fn rows(&self, table: &Table) -> Vec<&Row<'static>> {
        self.shelves.get(table.name).into_iter().flat_map(|shelf| shelf.rows.values()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::model::PROJECT_LINKS;

    fn link(project: &str, year: i64, agency: &str) -> Row<'static> {
        let text = |text: &str| Value::Text(text.to_owned().into());
        let reading = text(&format!("{project}{year}"));
        vec![
            text(project),
            Value::Integer(year),
            text(agency),
            reading,
            text("p"),
            Value::Null,
            Value::Null,
        ]
    }

    #[test]
    fn rows_are_found_changed_and_removed_by_any_column() {
        let mut ledger = Ledger::default();
        let rows = [link("a", 2567, "x"), link("a", 2568, "x"), link("b", 2568, "y")];
        assert_eq!(ledger.insert(&PROJECT_LINKS, &rows).unwrap(), 3);
        assert_eq!(ledger.insert(&PROJECT_LINKS, &rows[..1]).unwrap(), 0, "it is there");
        let by = |name, value: &str| [(name, Value::Text(value.to_owned().into()))];
        assert_eq!(ledger.find(&PROJECT_LINKS, &by("project_key", "a")).len(), 2);
        assert_eq!(ledger.find(&PROJECT_LINKS, &by("reading_key", "b2568")).len(), 1);
        ledger.change(&PROJECT_LINKS, &by("agency_key", "x"), &by("agency_key", "y"));
        assert_eq!(ledger.find(&PROJECT_LINKS, &by("agency_key", "y")).len(), 3);
        assert_eq!(ledger.last(&PROJECT_LINKS, "fiscal_year_be"), 2568);
        ledger.remove(&PROJECT_LINKS, &by("agency_key", "y"));
        assert!(ledger.rows(&PROJECT_LINKS).is_empty());
    }
}
