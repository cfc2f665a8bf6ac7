//! The relational model as data: every table with its columns, keys and comments in English and
//! Thai.
//!
//! A *document* is a file, known by its SHA-256; a *reading* is what one version of a program read
//! in it. Every other table but those of agencies and fiscal years belongs to a reading, and its
//! rows are known by the reading and a *path* in it: the id of the item (`s1/t2/p2`), then what of
//! it (`s1/t2/p2#result.date_spans.1`). So keys follow from what was read, and never from when or
//! in which order it was loaded.

pub use super::tables::{INDEXES, TABLES};

/// What a column holds, apart from any database's name for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Text in UTF-8, without U+0000.
    Text,
    /// A whole number of 64 bits with its sign.
    Integer,
    /// A binary floating-point number of 64 bits.
    Number,
    /// Baht with two decimals: `numeric(14,2)`.
    Money,
    /// A day of the Common Era.
    Date,
    /// A moment in UTC, to the second.
    Time,
    /// True or false.
    Flag,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be null.
    pub null: bool,
    /// What it means, in English.
    pub en: &'static str,
    /// What it means, in Thai.
    pub th: &'static str,
}

/// Columns whose values are a key of another table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The columns here.
    pub columns: &'static [&'static str],
    /// The table whose key they are, column by column.
    pub table: &'static str,
}

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What its rows are, in English.
    pub en: &'static str,
    /// What its rows are, in Thai.
    pub th: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// The columns of its primary key.
    pub key: &'static [&'static str],
    /// What it refers to; the tables stand before it in [`TABLES`], or are itself.
    pub references: &'static [Reference],
}

impl Table {
    /// Whether its rows belong to a reading, so that they are current or not.
    pub fn is_of_reading(&self) -> bool {
        self.key.first() == Some(&"reading_key")
    }

    /// The table with the columns that are known before it is loaded: `readings` is without those
    /// on its validity.
    pub fn as_read(&self) -> Table {
        let known = if self.name == "readings" {
            self.columns.len() - VALIDITY
        } else {
            self.columns.len()
        };
        Table { columns: &self.columns[..known], ..*self }
    }

    /// The place of a column, from 0.
    pub fn at(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == column)
    }
}

/// The table of a name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

/// How many columns at the end of `readings` are known only when it is loaded.
pub const VALIDITY: usize = 5;

pub(super) const fn column(
    name: &'static str,
    kind: Kind,
    en: &'static str,
    th: &'static str,
) -> Column {
    Column { name, kind, null: false, en, th }
}

pub(super) const fn text(name: &'static str, en: &'static str, th: &'static str) -> Column {
    column(name, Kind::Text, en, th)
}

pub(super) const fn whole(name: &'static str, en: &'static str, th: &'static str) -> Column {
    column(name, Kind::Integer, en, th)
}

pub(super) const fn number(name: &'static str, en: &'static str, th: &'static str) -> Column {
    column(name, Kind::Number, en, th)
}

pub(super) const fn date(name: &'static str, en: &'static str, th: &'static str) -> Column {
    column(name, Kind::Date, en, th)
}

impl Column {
    /// The same column, which may be null.
    pub(super) const fn or_null(self) -> Column {
        Column { null: true, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_references_name_columns_that_are_there_and_never_null() {
        for (i, table) in TABLES.iter().enumerate() {
            for name in table.key {
                let at = table.at(name).unwrap_or_else(|| panic!("{}.{name}", table.name));
                assert!(!table.columns[at].null, "{}.{name} is a key and may be null", table.name);
            }
            for reference in table.references {
                let to = TABLES[..=i]
                    .iter()
                    .find(|t| t.name == reference.table)
                    .expect("a table that stands before");
                let kind =
                    |table: &Table, name: &str| table.columns[table.at(name).expect(name)].kind;
                let here: Vec<Kind> =
                    reference.columns.iter().map(|name| kind(table, name)).collect();
                let there: Vec<Kind> = to.key.iter().map(|name| kind(to, name)).collect();
                assert_eq!(here, there, "{} to {}", table.name, to.name);
            }
        }
    }

    #[test]
    fn every_name_stands_once_and_is_explained_in_both_languages() {
        let thai = |text: &str| text.chars().any(|c| ('\u{e00}'..='\u{e7f}').contains(&c));
        let mut names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TABLES.len());
        for table in TABLES {
            let mut names: Vec<&str> = table.columns.iter().map(|c| c.name).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), table.columns.len(), "{}", table.name);
            for (en, th) in table.columns.iter().map(|c| (c.en, c.th)).chain([(table.en, table.th)])
            {
                // A few comments are lists of words of the data.
                assert!(
                    en.ends_with('.') && !thai(en) && !th.is_empty() && !th.contains('\n'),
                    "{en} {th}"
                );
            }
        }
    }

    #[test]
    fn the_last_columns_of_a_reading_say_when_it_is_valid() {
        let readings = table("readings").unwrap();
        let last = readings.columns.len() - VALIDITY;
        assert_eq!(readings.columns[last].name, "load_number");
        assert!(!readings.is_of_reading() || readings.key == ["reading_key"]);
    }
}
