//! The items of readings as a loader asks for them: of those it has just loaded from memory, of
//! others from the parts of their year, which are read once.

use std::collections::{BTreeMap, BTreeSet};

use crate::load::model::{ITEMS, OTHER_CELLS, Table};
use crate::load::record::{Record, get, set};
use crate::load::rows::{Row, Value};

/// What is kept of a row, so that the items of many reports take little room.
const OF_ITEM: &[&str] =
    &["path", "parent_path", "position", "kind", "number", "title", "top_path"];
const OF_CELL: &[&str] = &["row_position", "text"];

/// The columns that are kept of a table; of other tables nothing is asked.
pub(super) fn kept(table: &Table) -> Option<&'static [&'static str]> {
    match table.name {
        "items" => Some(OF_ITEM),
        "other_cells" => Some(OF_CELL),
        _ => None,
    }
}

/// Rows that were kept, by table and reading.
#[derive(Debug, Default)]
pub(super) struct Known {
    rows: BTreeMap<(&'static str, String), Vec<Row<'static>>>,
    /// The partitions whose parts were read: a table and a year.
    pub(super) read: BTreeSet<(&'static str, i64)>,
}

impl Known {
    /// Keeps what is needed of rows; of the cells of a reading only where it has no items.
    pub(super) fn keep(&mut self, table: &Table, rows: &[Row<'_>]) {
        let Some(columns) = kept(table) else { return };
        let table = if table.name == ITEMS.name { &ITEMS } else { &OTHER_CELLS };
        for row in rows {
            let Value::Text(reading) = get(table, row, "reading_key") else { continue };
            let has_items = self.rows.contains_key(&(ITEMS.name, reading.to_string()));
            if table.name == OTHER_CELLS.name && has_items {
                continue;
            }
            let values = columns.iter().map(|name| get(table, row, name).clone().into_owned());
            let of_reading = self.rows.entry((table.name, reading.to_string())).or_default();
            of_reading.push(values.collect());
        }
    }

    /// The rows of a reading, with what was kept of them.
    pub(super) fn find(&self, table: &'static Table, reading: &str) -> Vec<Record> {
        let Some(columns) = kept(table) else { return Vec::new() };
        let rows = self.rows.get(&(table.name, reading.to_owned())).into_iter().flatten();
        rows.map(|values| {
            let mut row = vec![Value::Null; table.columns.len()];
            set(table, &mut row, "reading_key", Value::Text(reading.to_owned().into()));
            for (name, value) in columns.iter().zip(values) {
                set(table, &mut row, name, value.clone());
            }
            Record::new(table, row)
        })
        .collect()
    }

    /// Whether rows of a reading are kept.
    pub(super) fn has(&self, table: &Table, reading: &str) -> bool {
        self.rows.contains_key(&(table.name, reading.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_kept_and_the_rest_is_not() {
        let mut row = vec![Value::Null; ITEMS.columns.len()];
        for (name, text) in [("reading_key", "r"), ("title", "t"), ("title_raw", "as printed")] {
            set(&ITEMS, &mut row, name, Value::Text(text.into()));
        }
        let mut known = Known::default();
        known.keep(&ITEMS, &[row]);
        let found = known.find(&ITEMS, "r");
        assert_eq!((found[0].text("title"), found[0].text("title_raw")), (Some("t"), None));
        assert!(known.find(&ITEMS, "other").is_empty() && known.has(&ITEMS, "r"));
    }
}
