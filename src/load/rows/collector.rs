//! The rows of a report, and what gathers them table by table.

use std::collections::BTreeMap;

use super::identity::Identity;
use super::value::{Row, Value, decimal, integer, owned_text, position, text_columns};
use crate::contract::model::Text;
use crate::finding::{Region, Severity};
use crate::load::model::{Table, table};
use crate::load::range::refusal;
use crate::load::record::get;

/// The code of the finding about what the tables do not hold.
const OUT_OF_RANGE: &str = "value-out-of-range";

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
    /// What loading finds odd, in the order in which it was found.
    noted: Vec<Noted>,
}

/// Something that loading finds odd about a report.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Noted {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) message_th: String,
    pub(super) message_en: String,
    /// The path of what it is about; its boxes are those of the finding.
    pub(super) path: Option<String>,
    /// The item that it is about.
    pub(super) item: Option<String>,
    /// What is printed there.
    pub(super) raw: String,
}

impl<'r> Collector<'r> {
    /// No rows of a reading.
    pub(super) fn new(identity: Identity) -> Collector<'r> {
        let (tables, given) = (BTreeMap::new(), BTreeMap::new());
        Collector { identity, tables, given, noted: Vec::new() }
    }

    /// What the rows are of.
    pub(super) fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The fiscal year of the report, Buddhist Era, where it says one.
    pub(super) fn own_year(&self) -> Option<i16> {
        self.identity.fiscal_year_be.and_then(|year| year.try_into().ok())
    }

    /// Adds a row of a table that all readings share.
    pub(super) fn shared_row(
        &mut self,
        name: &'static str,
        row: impl IntoIterator<Item = Value<'r>>,
    ) {
        let mut row: Row<'r> = row.into_iter().collect();
        if table(name).is_none_or(|table| self.hold(table, &mut row)) {
            self.tables.entry(name).or_default().push(row);
        }
    }

    /// Holds a row to what its columns hold. What they do not is left out, and noted with its place:
    /// a null where that may be, or else the row; gives whether the row is kept.
    fn hold(&mut self, table: &Table, row: &mut Row<'r>) -> bool {
        for (at, column) in table.columns.iter().enumerate().take(row.len()) {
            let Some((en, th)) = refusal(column, &row[at]) else { continue };
            let says = |name: &str| match get(table, row, name) {
                Value::Text(text) => Some(text.to_string()),
                _ => None,
            };
            let (path, item) = (says("path"), says("item_path"));
            let raw = says("raw").or_else(|| says("period_raw")).unwrap_or_default();
            let place = path.clone().unwrap_or_else(|| table.name.to_owned());
            let (message_en, message_th) =
                (format!("{place}: {en}; it is not loaded"), format!("{place}: {th} จึงไม่ได้โหลด"));
            let (code, severity) = (OUT_OF_RANGE, Severity::Warning);
            self.note(Noted { code, severity, message_th, message_en, path, item, raw });
            if !column.null {
                return false;
            }
            row[at] = Value::Null;
        }
        true
    }

    /// Notes something odd.
    pub(super) fn note(&mut self, noted: Noted) {
        self.noted.push(noted);
    }

    /// What was noted, which is not noted any more.
    pub(super) fn take_noted(&mut self) -> Vec<Noted> {
        std::mem::take(&mut self.noted)
    }

    /// The first box of what has this path.
    pub(super) fn region_of(&self, path: &str) -> Option<Region> {
        let regions = self.tables.get("regions")?;
        let row = regions.iter().find(|row| row.get(1) == Some(&owned_text(path)))?;
        let [
            Value::Integer(page),
            Value::Number(x0),
            Value::Number(y0),
            Value::Number(x1),
            Value::Number(y1),
        ] = row.get(3..8)?
        else {
            return None;
        };
        let [x0, y0, x1, y1] = [x0, y0, x1, y1].map(|n| *n as f32);
        Some(Region { page: u32::try_from(*page).ok()?, x0, y0, x1, y1 })
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

    /// All rows.
    pub(super) fn finish(self) -> Rows<'r> {
        Rows { identity: self.identity, tables: self.tables }
    }
}

#[cfg(test)]
pub(super) mod made {
    //! Hand-made collectors for tests.

    use super::super::said::Said;
    use super::*;

    /// A collector of a reading with the key `d-r`.
    pub(in crate::load::rows) fn collector<'r>() -> Collector<'r> {
        Collector::new(Identity {
            reading_key: "d-r".into(),
            document_key: "d".into(),
            report_sha256: "r".into(),
            generator_version: "0.1.0".into(),
            alias_key: None,
            agency_key: None,
            fiscal_year_be: None,
            purpose: "plan",
            period: (None, None, None),
            said: Said::default(),
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
    fn what_a_column_does_not_hold_is_left_out_and_noted_with_its_place() {
        let mut rows = collector();
        let fact = |day: jiff::civil::Date| {
            [
                owned_text("p"),
                owned_text("s1/t1/p1"),
                owned_text("result"),
                integer(1),
                owned_text("raw"),
            ]
            .into_iter()
            .chain([
                Value::Date(day),
                Value::Date(day),
                owned_text("day"),
                Value::Flag(false),
            ])
        };
        rows.row("date_spans", fact(jiff::civil::date(0, 1, 1)));
        rows.row("date_spans", fact(jiff::civil::date(2025, 1, 1)));
        let region = Region { page: 3, x0: 1.0, y0: 2.5, x1: 3.0, y1: 4.0 };
        rows.regions("p", &[region]);
        assert_eq!(rows.region_of("p"), Some(region));
        let noted = rows.take_noted();
        assert_eq!((noted.len(), noted[0].item.as_deref()), (1, Some("s1/t1/p1")));
        assert!(noted[0].message_en.contains("0000-01-01"), "{noted:?}");
        assert_eq!(rows.finish().of("date_spans").len(), 1);
    }

    #[test]
    fn a_row_of_the_reading_begins_with_its_key() {
        let mut rows = collector();
        rows.regions("title", &[Region { page: 3, x0: 1.0, y0: 2.5, x1: 3.0, y1: 4.0 }]);
        let rows = rows.finish();
        let row = &rows.of("regions")[0];
        assert_eq!(row[..4], [owned_text("d-r"), owned_text("title"), integer(1), integer(3)]);
        assert_eq!((row.len(), &row[5], rows.count()), (8, &Value::Number(2.5), 1));
        assert!(rows.of("pages").is_empty());
    }
}
