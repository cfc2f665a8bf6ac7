//! The rows of a report, and what gathers them table by table.

use std::collections::BTreeMap;

use super::identity::Identity;
use super::value::{Row, Value, decimal, integer, owned_text, position, text_columns};
use crate::contract::model::{Baht, Text};
use crate::error::{Error, ErrorKind};
use crate::finding::Region;
use crate::load::model::table;
use crate::thai::number::MAX_SATANG;

/// Rows by table.
type Tables<'r> = BTreeMap<&'static str, Vec<Row<'r>>>;

/// A report as rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows<'r> {
    /// What is loaded.
    pub identity: Identity,
    tables: Tables<'r>,
}

impl<'r> Rows<'r> {
    /// The rows of a table, in document order. Those of `readings` are without the columns on its
    /// validity.
    pub fn of(&self, table: &str) -> &[Row<'r>] {
        self.tables.get(table).map(Vec::as_slice).unwrap_or_default()
    }

    /// The same rows, which need the report no more.
    pub fn owned(self) -> Rows<'static> {
        let mut tables = BTreeMap::new();
        for (name, rows) in self.tables {
            tables.insert(name, rows.into_iter().map(owned_row).collect());
        }
        Rows { identity: self.identity, tables }
    }

    /// How many rows there are in all tables.
    pub fn count(&self) -> usize {
        self.tables.values().map(Vec::len).sum()
    }
}

fn owned_row(row: Row<'_>) -> Row<'static> {
    row.into_iter().map(Value::into_owned).collect()
}

/// Rows as they are gathered from a report.
pub(super) struct Collector<'r> {
    identity: Identity,
    tables: Tables<'r>,
    /// How often each path was asked for.
    given: BTreeMap<String, u32>,
    /// The first amount that is too large for its column, as printed.
    too_large: Option<String>,
}

impl<'r> Collector<'r> {
    /// No rows of a reading.
    pub(super) fn new(identity: Identity) -> Collector<'r> {
        let (tables, given) = (BTreeMap::new(), BTreeMap::new());
        Collector { identity, tables, given, too_large: None }
    }

    /// What the rows are of.
    pub(super) fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Adds a row of a table that all readings share.
    pub(super) fn shared_row(
        &mut self,
        name: &'static str,
        row: impl IntoIterator<Item = Value<'r>>,
    ) {
        self.tables.entry(name).or_default().push(row.into_iter().collect());
    }

    /// Adds a row that belongs to the reading; `row` begins behind its key.
    pub(super) fn row(&mut self, name: &'static str, row: impl IntoIterator<Item = Value<'r>>) {
        debug_assert!(table(name).is_some_and(|table| table.is_of_reading()), "{name}");
        let key = owned_text(self.identity.reading_key.as_str());
        self.shared_row(name, std::iter::once(key).chain(row));
    }

    /// Adds the boxes of what has this path.
    pub(super) fn regions(&mut self, path: &str, regions: &[Region]) {
        for (i, r) in regions.iter().enumerate() {
            let [x0, y0, x1, y1] = [r.x0, r.y0, r.x1, r.y1].map(decimal);
            self.row("regions", [owned_text(path), position(i), integer(r.page), x0, y0, x1, y1]);
        }
    }

    /// Adds rows of a table that has a path, what it belongs to, a position and a text.
    pub(super) fn statements(
        &mut self,
        name: &'static str,
        owner: &str,
        what: &str,
        texts: &'r [Text],
    ) {
        for (i, text) in texts.iter().enumerate() {
            let path = format!("{owner}#{what}.{}", i + 1);
            let place = [owned_text(&path), owned_text(owner), position(i)];
            self.row(name, place.into_iter().chain(text_columns(text)));
            self.regions(&path, &text.regions);
        }
    }

    /// A path that nothing else has: where one was given already, with its count behind two tildes.
    pub(super) fn unique_path(&mut self, path: String) -> String {
        let times = self.given.entry(path.clone()).or_default();
        *times += 1;
        match *times {
            1 => path,
            n => format!("{path}~~{n}"),
        }
    }

    /// An amount; one that does not fit its column is noted, and no rows come of it.
    pub(super) fn money(&mut self, amount: Baht, raw: &str) -> Value<'r> {
        if amount.satang.unsigned_abs() > MAX_SATANG.unsigned_abs() {
            self.too_large.get_or_insert_with(|| raw.to_owned());
        }
        Value::Money(amount)
    }

    /// All rows.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] where an amount is too large for its column.
    pub(super) fn finish(self) -> Result<Rows<'r>, Error> {
        if let Some(raw) = self.too_large {
            let message =
                format!("an amount is too large for the warehouse (more than 10^15 baht): {raw:?}");
            return Err(Error::new(ErrorKind::Invalid, message));
        }
        Ok(Rows { identity: self.identity, tables: self.tables })
    }
}

#[cfg(test)]
pub(super) mod made {
    //! Hand-made collectors for tests.

    use super::*;

    /// A collector of a reading with the key `d-r`.
    pub(in crate::load::rows) fn collector<'r>() -> Collector<'r> {
        Collector::new(Identity {
            reading_key: "d-r".into(),
            document_key: "d".into(),
            report_sha256: "r".into(),
            generator_version: "0.1.0".into(),
            agency_key: None,
            fiscal_year_be: None,
            purpose: "plan",
            period: (None, None, None),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::made::collector;
    use super::*;

    #[test]
    fn a_path_is_given_once() {
        let mut rows = collector();
        let paths = ["s1", "s1", "s2", "s1"].map(|path| rows.unique_path(path.to_owned()));
        assert_eq!(paths, ["s1", "s1~~2", "s2", "s1~~3"]);
    }

    #[test]
    fn an_amount_beyond_the_tables_is_refused_as_printed() {
        let mut rows = collector();
        for satang in [MAX_SATANG, -MAX_SATANG] {
            rows.money(Baht::from_satang(satang), "fits");
        }
        assert!(rows.finish().is_ok());

        let mut rows = collector();
        for (satang, raw) in [(MAX_SATANG + 1, "one"), (i64::MIN, "two")] {
            rows.money(Baht::from_satang(satang), raw);
        }
        let error = rows.finish().unwrap_err();
        assert!(error.kind() == ErrorKind::Invalid && error.to_string().contains("\"one\""));
    }

    #[test]
    fn a_row_of_the_reading_begins_with_its_key() {
        let mut rows = collector();
        rows.regions("title", &[Region { page: 3, x0: 1.0, y0: 2.5, x1: 3.0, y1: 4.0 }]);
        let rows = rows.finish().unwrap();
        let row = &rows.of("regions")[0];
        assert_eq!(row[..4], [owned_text("d-r"), owned_text("title"), integer(1), integer(3)]);
        assert_eq!((row.len(), &row[5], rows.count()), (8, &Value::Number(2.5), 1));
        assert!(rows.of("pages").is_empty());
    }
}
