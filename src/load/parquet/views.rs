//! The tables and the views of what is current as DuckDB's views over the files, so that queries
//! for the databases run here, too.

use std::fmt::Write as _;
use std::path::Path;

use super::partition::is_small;
use super::place;
use crate::load::ddl::{MARTS, literal, view};
use crate::load::model::{TABLES, Table};

/// The statements for a snapshot of a warehouse, which is named by its whole path: they work from any
/// folder. They name the snapshot, and not `current`, so that all queries see the same one.
pub(super) fn script(root: &Path, snapshot: u64) -> String {
    let folder = root.join(place::name(snapshot)).display().to_string().replace('\'', "''");
    let mut sql =
        format!("-- For DuckDB, from any folder: .read {}/current/views.sql\n", root.display());
    for table in TABLES {
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        let files = if is_small(table) { "*.parquet" } else { "*/*.parquet" };
        // Writing to a string cannot fail. The years of the folders are no column: tables have the
        // model's columns alone.
        let _ = writeln!(
            sql,
            "CREATE OR REPLACE VIEW {} AS SELECT {} FROM read_parquet('{folder}/{}/{files}', hive_partitioning = false);",
            table.name,
            columns.join(", "),
            table.name
        );
    }
    let mut current = String::new();
    TABLES.iter().for_each(|table| view(&mut current, table));
    current.push_str(MARTS);
    sql.push_str(&current.replace("CREATE VIEW", "CREATE OR REPLACE VIEW"));
    TABLES.iter().for_each(|table| comments(&mut sql, table));
    sql
}

fn comments(sql: &mut String, table: &Table) {
    let _ = writeln!(sql, "COMMENT ON VIEW {} IS {};", table.name, literal(table.en, table.th));
    for column in table.columns {
        let comment = literal(column.en, column.th);
        let _ = writeln!(sql, "COMMENT ON COLUMN {}.{} IS {comment};", table.name, column.name);
    }
}
