//! The rules of keys: no key twice, no reference to what is not there. Held here once for every
//! target, as files know no such rules, and databases take longer to hold them row by row than for
//! all their other work.

use std::collections::{BTreeMap, HashSet};

use super::model::{TABLES, Table};
use super::rows::{Row, Rows, Value};
use crate::error::{Error, ErrorKind};

/// Bytes of text of one report in one table, far below what a column of Arrow takes.
const TEXT_BYTES: usize = 1 << 30;

/// A part of a key that stands behind that of the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part<'v> {
    None,
    Text(&'v str),
    Integer(i64),
}

/// A key behind that of the reading: no table has more parts.
type Key<'v> = [Part<'v>; 2];

/// Holds the rows of a report against the rules.
///
/// # Errors
///
/// [`ErrorKind::Invalid`] where a rule is broken, [`ErrorKind::Limit`] where the text of a table is
/// beyond what a file takes.
pub(super) fn hold(rows: &Rows<'_>) -> Result<(), Error> {
    let mut keys: BTreeMap<&str, HashSet<Key<'_>>> = BTreeMap::new();
    for table in TABLES.iter().filter(|table| table.is_of_reading()) {
        let of = rows.of(table.name);
        if of.iter().flatten().map(text).sum::<usize>() > TEXT_BYTES {
            let message = format!("`{}` would have more than 1 GiB of text", table.name);
            return Err(Error::new(ErrorKind::Limit, message));
        }
        let own: HashSet<Key<'_>> = of.iter().map(|row| key(table, table.key, row)).collect();
        if own.len() < of.len() {
            return Err(broken(table, "has the same key twice"));
        }
        keys.insert(table.name, own);
    }
    for table in TABLES.iter().filter(|table| table.is_of_reading()) {
        for reference in table.references.iter().filter(|reference| reference.columns.len() > 1) {
            let there = keys.get(reference.table);
            let mut mine = rows.of(table.name).iter().map(|row| key(table, reference.columns, row));
            // As in SQL, a null refers to nothing.
            if !mine.all(|key| {
                key == [Part::None; 2] || there.is_some_and(|there| there.contains(&key))
            }) {
                return Err(broken(
                    table,
                    &format!("refers to what is not in `{}`", reference.table),
                ));
            }
        }
    }
    Ok(())
}

fn broken(table: &Table, how: &str) -> Error {
    Error::new(
        ErrorKind::Invalid,
        format!("a row of the report breaks a rule of its table: `{}` {how}", table.name),
    )
}

fn text(value: &Value<'_>) -> usize {
    if let Value::Text(text) = value { text.len() } else { 0 }
}

/// The values of these columns, but for the first, which is the key of the reading.
fn key<'v>(table: &Table, columns: &[&str], row: &'v Row<'_>) -> Key<'v> {
    let mut parts =
        columns.iter().skip(1).map(|name| match table.at(name).and_then(|at| row.get(at)) {
            Some(Value::Text(text)) => Part::Text(text),
            Some(Value::Integer(n)) => Part::Integer(*n),
            _ => Part::None,
        });
    std::array::from_fn(|_| parts.next().unwrap_or(Part::None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_has_more_parts_than_are_held() {
        let longest =
            TABLES.iter().filter(|table| table.is_of_reading()).map(|table| table.key.len()).max();
        assert_eq!(longest, Some(3));
    }
}
