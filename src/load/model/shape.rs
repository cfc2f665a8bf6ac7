//! What tables and columns are.

/// How many columns at the end of `readings` are known only when it is loaded.
pub const VALIDITY: usize = 17;

/// What a column holds, apart from any database's name for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Text in UTF-8, without U+0000.
    Text,
    /// A whole number of 64 bits with its sign.
    Integer,
    /// A binary floating-point number of 64 bits.
    Number,
    /// Baht with two decimals: `numeric(18,2)`.
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
    /// What it refers to; the tables stand before it in [`TABLES`](super::TABLES), or are itself.
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

/// A column that is never null.
pub(in crate::load) const fn column(
    name: &'static str,
    kind: Kind,
    en: &'static str,
    th: &'static str,
) -> Column {
    Column { name, kind, null: false, en, th }
}

/// A column of text.
pub(in crate::load) const fn text(
    name: &'static str,
    en: &'static str,
    th: &'static str,
) -> Column {
    column(name, Kind::Text, en, th)
}

/// A column of whole numbers.
pub(in crate::load) const fn whole(
    name: &'static str,
    en: &'static str,
    th: &'static str,
) -> Column {
    column(name, Kind::Integer, en, th)
}

/// A column of numbers.
pub(in crate::load) const fn number(
    name: &'static str,
    en: &'static str,
    th: &'static str,
) -> Column {
    column(name, Kind::Number, en, th)
}

/// A column of days.
pub(in crate::load) const fn date(
    name: &'static str,
    en: &'static str,
    th: &'static str,
) -> Column {
    column(name, Kind::Date, en, th)
}

impl Column {
    /// The same column, which may be null.
    pub(in crate::load) const fn or_null(self) -> Column {
        Column { null: true, ..self }
    }
}
