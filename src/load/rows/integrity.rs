//! The rules of keys: no key twice, no reference to what is not there. Held here once for every
//! target, as files know no such rules, and databases take longer to hold them row by row than for
//! all their other work.

use std::collections::{BTreeMap, HashSet};

use super::collector::Rows;
use super::value::{Row, Value};
use crate::error::{Error, ErrorKind};
use crate::load::model::{TABLES, Table};

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

/// The keys of each table.
type Keys<'v> = BTreeMap<&'static str, HashSet<Key<'v>>>;

impl<'v> Part<'v> {
    fn of(value: Option<&'v Value<'_>>) -> Part<'v> {
        match value {
            Some(Value::Text(text)) => Part::Text(text),
            Some(Value::Integer(n)) => Part::Integer(*n),
            _ => Part::None,
        }
    }
}

/// Holds the rows of a report against the rules.
///
/// # Errors
///
/// [`ErrorKind::Invalid`] where a rule is broken, [`ErrorKind::Limit`] where the text of a table is
/// beyond what a file takes.
pub(super) fn hold(rows: &Rows<'_>) -> Result<(), Error> {
    let mut keys = Keys::new();
    for table in tables() {
        hold_size(table, rows)?;
        keys.insert(table.name, unique_keys(table, rows)?);
    }
    tables().try_for_each(|table| hold_references(table, rows, &keys))
}

/// The tables whose rows belong to a reading.
fn tables() -> impl Iterator<Item = &'static Table> {
    TABLES.iter().filter(|table| table.is_of_reading())
}

/// Refuses a table with more text than a file takes.
fn hold_size(table: &Table, rows: &Rows<'_>) -> Result<(), Error> {
    if rows.of(table.name).iter().flatten().map(text_bytes).sum::<usize>() <= TEXT_BYTES {
        return Ok(());
    }
    let message = format!("`{}` would have more than 1 GiB of text", table.name);
    Err(Error::new(ErrorKind::Limit, message))
}

/// The keys of a table's rows; refuses one that stands twice.
fn unique_keys<'v>(table: &Table, rows: &'v Rows<'_>) -> Result<HashSet<Key<'v>>, Error> {
    let all = rows.of(table.name);
    let keys: HashSet<Key<'_>> = all.iter().map(|row| key(table, table.key, row)).collect();
    if keys.len() < all.len() {
        return Err(broken(table, "has the same key twice"));
    }
    Ok(keys)
}

/// Refuses a row that refers to one that is not there.
fn hold_references(table: &Table, rows: &Rows<'_>, keys: &Keys<'_>) -> Result<(), Error> {
    for reference in table.references.iter().filter(|reference| reference.columns.len() > 1) {
        let there = keys.get(reference.table);
        let mut mine = rows.of(table.name).iter().map(|row| key(table, reference.columns, row));
        // As in SQL, a null refers to nothing.
        let is_held = mine
            .all(|key| key == [Part::None; 2] || there.is_some_and(|there| there.contains(&key)));
        if !is_held {
            let how = format!("refers to what is not in `{}`", reference.table);
            return Err(broken(table, &how));
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

fn text_bytes(value: &Value<'_>) -> usize {
    if let Value::Text(text) = value { text.len() } else { 0 }
}

/// The values of these columns, but for the first, which is the key of the reading.
fn key<'v>(table: &Table, columns: &[&str], row: &'v Row<'_>) -> Key<'v> {
    let mut parts =
        columns.iter().skip(1).map(|name| Part::of(table.at(name).and_then(|at| row.get(at))));
    std::array::from_fn(|_| parts.next().unwrap_or(Part::None))
}

#[cfg(test)]
mod tests {
    use super::super::collector::Collector;
    use super::super::collector::made::collector;
    use super::super::value::{integer, owned_text};
    use super::*;

    #[test]
    fn no_key_has_more_parts_than_are_held() {
        assert_eq!(tables().map(|table| table.key.len()).max(), Some(3));
    }

    /// A row of `pages`, and what is behind its number, which is not looked at.
    fn push_page(rows: &mut Collector<'_>, number: i64) {
        rows.row("pages", [integer(number)]);
    }

    fn verdict(rows: Collector<'_>) -> String {
        hold(&rows.finish()).map_or_else(|error| error.to_string(), |()| "held".into())
    }

    #[test]
    fn a_key_stands_once() {
        let mut rows = collector();
        push_page(&mut rows, 1);
        push_page(&mut rows, 2);
        assert_eq!(verdict(rows), "held");
        let mut rows = collector();
        push_page(&mut rows, 1);
        push_page(&mut rows, 1);
        assert!(verdict(rows).ends_with("`pages` has the same key twice"));
    }

    #[test]
    fn a_reference_leads_somewhere() {
        let note = || [owned_text("section.1#note.1"), owned_text("section.1"), integer(1)];
        let mut rows = collector();
        rows.row("notes", note());
        assert!(verdict(rows).ends_with("`notes` refers to what is not in `sections`"));
        let mut rows = collector();
        rows.row("sections", [owned_text("section.1")]);
        rows.row("notes", note());
        assert_eq!(verdict(rows), "held");
    }
}
