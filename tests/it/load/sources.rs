//! `scripts/sql/sources.yml`, by which dbt knows the tables.

use std::fmt::Write as _;

use raingan::load::ddl::{Dialect, script};
use raingan::load::model::TABLES;

use crate::committed::hold;

/// A text as YAML has it: JSON's texts are also YAML's.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text")
}

#[test]
fn dbt_is_told_of_every_table_column_and_view() {
    let views = script(Dialect::Sqlite);
    let mut made = String::from(
        "# The tables of the warehouse as a source of dbt; copy it into a project's models/ and set `schema` (or `database`) to where\n\
         # they are. Made from `raingan::load::model` by `tests/it/load/sources.rs`.\nversion: 2\n\nsources:\n  - name: raingan\n    tables:\n",
    );
    for table in TABLES {
        let described = quoted(&format!("{} {}", table.en, table.th));
        write!(
            made,
            "      - name: {}\n        description: {described}\n        columns:\n",
            table.name
        )
        .expect("a text");
        for column in table.columns {
            let described = quoted(&format!("{} {}", column.en, column.th));
            let (name, null) = (
                column.name,
                if column.null { "" } else { "            data_tests: [not_null]\n" },
            );
            write!(made, "          - name: {name}\n            description: {described}\n{null}")
                .expect("a text");
        }
        let view = format!("current_{}", table.name);
        if views.contains(&format!("CREATE VIEW {view} ")) {
            let described =
                quoted(&format!("What is current of {}, with the same columns.", table.name));
            write!(made, "      - name: {view}\n        description: {described}\n")
                .expect("a text");
        }
    }
    hold("scripts/sql/sources.yml", &made);
}
