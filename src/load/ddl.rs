//! The model as the statements that make its tables, in the words of a database.

use std::fmt::Write as _;

use super::model::{Column, INDEXES, Kind, TABLES, Table};

/// The views that sums are taken from; they are the same for every database.
pub(super) const MARTS: &str = include_str!("marts.sql");

/// A database's way to say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// SQLite 3.37 and later.
    Sqlite,
    /// PostgreSQL 15 and later.
    Postgres,
}

/// The statements that make all tables, their indexes and the views of what is current, with
/// comments.
///
/// ```
/// use raingan::load::ddl::{Dialect, script};
/// assert!(script(Dialect::Postgres).contains("amount_thb numeric(18,2)"));
/// ```
pub fn script(dialect: Dialect) -> String {
    let mut sql = String::new();
    for table in TABLES {
        create(&mut sql, table, dialect);
    }
    for (table, columns) in INDEXES {
        let name = columns.join("_and_");
        line(
            &mut sql,
            format_args!("CREATE INDEX {table}_by_{name} ON {table} ({});", columns.join(", ")),
        );
    }
    sql.push('\n');
    for table in TABLES {
        view(&mut sql, table);
    }
    sql.push('\n');
    sql.push_str(MARTS);
    if dialect == Dialect::Postgres {
        sql.push('\n');
        TABLES.iter().for_each(|table| comments(&mut sql, table));
    }
    sql
}

/// Writing to a string cannot fail.
fn line(sql: &mut String, words: std::fmt::Arguments<'_>) {
    let _ = writeln!(sql, "{words}");
}

fn create(sql: &mut String, table: &Table, dialect: Dialect) {
    if dialect == Dialect::Sqlite {
        line(sql, format_args!("-- {}\n-- {}", table.en, table.th));
    }
    line(sql, format_args!("CREATE TABLE {} (", table.name));
    for column in table.columns {
        let null = if column.null { "" } else { " NOT NULL" };
        let comment = match dialect {
            Dialect::Sqlite => format!(" -- {} {}", column.en, column.th),
            Dialect::Postgres => String::new(),
        };
        line(
            sql,
            format_args!(
                "  {} {}{null}{},{comment}",
                column.name,
                kind(column, dialect),
                check(column, dialect)
            ),
        );
    }
    for reference in table.references.iter().filter(|_| says_references(table, dialect)) {
        let to = reference.table;
        line(
            sql,
            format_args!("  FOREIGN KEY ({}) REFERENCES {to},", reference.columns.join(", ")),
        );
    }
    line(sql, format_args!("  PRIMARY KEY ({})", table.key.join(", ")));
    // Rows of a reading stand side by side in the file.
    let end = if dialect == Dialect::Sqlite { ") WITHOUT ROWID;" } else { ");" };
    line(sql, format_args!("{end}\n"));
}

/// Whether a table says what it refers to. `rows::rows` holds the references within a reading.
/// SQLite can note references without checking them; PostgreSQL checks each one row by row, which
/// took 63 % of a load's time.
fn says_references(table: &Table, dialect: Dialect) -> bool {
    dialect == Dialect::Sqlite || !table.is_of_reading() || table.name == "readings"
}

/// The type of a column.
pub(super) fn kind(column: &Column, dialect: Dialect) -> &'static str {
    match (column.kind, dialect) {
        (Kind::Text, _) => "text",
        (Kind::Integer, Dialect::Sqlite) => "integer",
        (Kind::Integer, Dialect::Postgres) => "bigint",
        (Kind::Number, Dialect::Sqlite) => "real",
        (Kind::Number, Dialect::Postgres) => "double precision",
        (Kind::Money, _) => "numeric(18,2)",
        // SQLite has no type of its own for these: text that `check` holds to a calendar.
        (Kind::Date | Kind::Time, Dialect::Sqlite) => "text",
        (Kind::Date, Dialect::Postgres) => "date",
        (Kind::Time, Dialect::Postgres) => "timestamptz",
        (Kind::Flag, Dialect::Sqlite) => "integer",
        (Kind::Flag, Dialect::Postgres) => "boolean",
    }
}

/// What PostgreSQL's types hold by themselves.
fn check(column: &Column, dialect: Dialect) -> String {
    let name = column.name;
    match (column.kind, dialect) {
        (Kind::Date, Dialect::Sqlite) => format!(" CHECK ({name} = date({name}))"),
        (Kind::Time, Dialect::Sqlite) => {
            format!(" CHECK ({name} = strftime('%Y-%m-%dT%H:%M:%SZ', {name}))")
        }
        (Kind::Flag, Dialect::Sqlite) => format!(" CHECK ({name} IN (0, 1))"),
        _ => String::new(),
    }
}

/// The view of what is current: named after the table, with its columns.
pub(super) fn view(sql: &mut String, table: &Table) {
    let name = table.name;
    let current = match name {
        "readings" => "WHERE t.valid_to IS NULL".to_owned(),
        "documents" => {
            "WHERE EXISTS (SELECT 1 FROM readings AS r WHERE r.document_key = t.document_key AND r.valid_to IS NULL)"
                .to_owned()
        }
        _ if table.is_of_reading() => {
            "JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL".to_owned()
        }
        _ => return,
    };
    line(sql, format_args!("CREATE VIEW current_{name} AS SELECT t.* FROM {name} AS t {current};"));
}

fn comments(sql: &mut String, table: &Table) {
    line(sql, format_args!("COMMENT ON TABLE {} IS {};", table.name, literal(table.en, table.th)));
    for column in table.columns {
        let (table, name) = (table.name, column.name);
        line(
            sql,
            format_args!("COMMENT ON COLUMN {table}.{name} IS {};", literal(column.en, column.th)),
        );
    }
}

/// A comment of the model in both languages as a literal.
pub(super) fn literal(en: &str, th: &str) -> String {
    format!("'{} {}'", en.replace('\'', "''"), th.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_and_column_is_made_and_explained() {
        let (sqlite, postgres) = (script(Dialect::Sqlite), script(Dialect::Postgres));
        for table in TABLES {
            let made = format!("CREATE TABLE {} (", table.name);
            assert!(sqlite.contains(&made) && postgres.contains(&made), "{made}");
            for column in table.columns {
                assert!(sqlite.contains(column.th), "{}", column.th);
                let comment = format!("COMMENT ON COLUMN {}.{} IS '", table.name, column.name);
                assert!(postgres.contains(&comment), "{comment}");
            }
        }
    }

    #[test]
    fn quotes_in_comments_stay_within_them() {
        assert_eq!(literal("What's up.", "x"), "'What''s up. x'");
    }
}
