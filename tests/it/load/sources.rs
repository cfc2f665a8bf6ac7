//! `dbt/models/sources.yml`, by which dbt knows the tables: what they are, and what must hold of them.

use std::fmt::Write as _;

use raingan::load::ddl::{Dialect, script};
use raingan::load::model::{TABLES, Table};

use crate::committed::hold;

/// The words that a column of a table may say.
const WORDS: &[(&str, &str, &[&str])] = &[
    ("items", "kind", &["strategy", "tactic", "project", "activity", "sub_activity", "measure"]),
    ("budgets", "status", &["amount", "none", "other_source", "not_allocated", "not_stated"]),
    ("column_budgets", "purpose", &["planned", "used", "left"]),
    ("targets", "comparator", &["eq", "ge", "gt", "le", "lt"]),
    ("findings", "severity", &["error", "warning", "info"]),
];

/// What stands above the tables.
const HEAD: &str = "\
# The tables of the warehouse as a source of dbt, with what must hold of them. Made from `raingan::load::model` by
# `tests/it/load/sources.rs`.
version: 2

sources:
  - name: raingan
    schema: \"{{ var('raingan_schema', 'main' if target.type == 'duckdb' else 'public') }}\"
    tables:
";

/// By what dbt tells how old the warehouse is.
const FRESHNESS: &str = "        config:
          loaded_at_field: valid_from
          freshness:
            warn_after: {count: \"{{ var('raingan_stale_days') | int }}\", period: day}
";

/// A text as YAML has it: JSON's texts are also YAML's.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text")
}

/// That the key stands once, and that what refers to another table finds it there.
fn tests_of(table: &Table) -> String {
    let mut made = format!(
        "        data_tests:\n          - unique_together:\n              arguments: {{columns: [{}]}}\n",
        table.key.join(", ")
    );
    for reference in table.references {
        let there = TABLES.iter().find(|there| there.name == reference.table).expect("a table");
        write!(
            made,
            "          - refers_to:\n              arguments: {{columns: [{}], to: \"source('raingan', '{}')\", key: [{}]}}\n",
            reference.columns.join(", "),
            there.name,
            there.key.join(", ")
        )
        .expect("a text");
    }
    made
}

/// The columns with what they mean.
fn columns_of(table: &Table) -> String {
    let mut made = String::from("        columns:\n");
    for column in table.columns {
        let described = quoted(&format!("{} {}", column.en, column.th));
        write!(made, "          - name: {}\n            description: {described}\n", column.name)
            .expect("a text");
        let words = WORDS.iter().find(|(of, name, _)| (*of, *name) == (table.name, column.name));
        if !column.null || words.is_some() {
            made.push_str("            data_tests:\n");
        }
        if !column.null {
            made.push_str("              - not_null\n");
        }
        if let Some((.., words)) = words {
            write!(
                made,
                "              - accepted_values:\n                  arguments: {{values: [{}]}}\n",
                words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", ")
            )
            .expect("a text");
        }
    }
    made
}

#[test]
fn dbt_is_told_of_every_table_column_and_view() {
    let views = script(Dialect::Sqlite);
    let mut made = HEAD.to_owned();
    for table in TABLES {
        let described = quoted(&format!("{} {}", table.en, table.th));
        let name = table.name;
        writeln!(made, "      - name: {name}\n        description: {described}").expect("a text");
        if name == "readings" {
            made.push_str(FRESHNESS);
        }
        made.push_str(&tests_of(table));
        made.push_str(&columns_of(table));
        let view = format!("current_{name}");
        if views.contains(&format!("CREATE VIEW {view} ")) {
            let described = quoted(&format!("What is current of {name}, with the same columns."));
            write!(made, "      - name: {view}\n        description: {described}\n")
                .expect("a text");
        }
    }
    hold("dbt/models/sources.yml", &made);
}

#[test]
fn words_are_those_of_columns_that_are_there() {
    for (table, column, _) in WORDS {
        let table = TABLES.iter().find(|there| there.name == *table).expect("a table");
        assert!(table.at(column).is_some(), "{}.{column}", table.name);
    }
}
