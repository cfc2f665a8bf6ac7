//! The files described for programs: a Frictionless Data Package, version 1
//! (<https://specs.frictionlessdata.io>).
//!
//! The path of a table is its folder, as engines read it; its files, one by one, are under `parts`.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::partition::is_small;
use crate::error::{Error, ErrorKind};
use crate::load::model::{Column, Kind, TABLES, Table};

/// The package of a snapshot with these files.
pub(super) fn descriptor(files: BTreeMap<&'static str, Vec<String>>) -> Result<String, Error> {
    let resources: Vec<Value> = TABLES
        .iter()
        .map(|table| resource(table, files.get(table.name).map(Vec::as_slice).unwrap_or_default()))
        .collect();
    let package = json!({
        "profile": "data-package",
        "name": "raingan-warehouse",
        "title": "Integrity reports of Thai government agencies รายงานด้านคุณธรรมและความโปร่งใสของหน่วยงานรัฐ",
        "resources": resources,
    });
    serde_json::to_string_pretty(&package).map(|json| json + "\n").map_err(|cause| {
        Error::new(ErrorKind::Internal, "the package cannot be written as JSON").because(cause)
    })
}

fn resource(table: &Table, parts: &[String]) -> Value {
    json!({
        "name": table.name,
        "description": both(table.en, table.th),
        "path": table.name,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "parts": parts,
        "schema": schema(table),
    })
}

fn both(en: &str, th: &str) -> String {
    format!("{en} {th}")
}

fn schema(table: &Table) -> Value {
    let mut fields: Vec<Value> = table.columns.iter().map(field).collect();
    if !is_small(table) {
        fields.push(partition());
    }
    // A null in a key of several columns refers to nothing in SQL, but is looked for by
    // Frictionless.
    let may_be_null = |name: &&str| table.at(name).is_some_and(|at| table.columns[at].null);
    let sound = table
        .references
        .iter()
        .filter(|r| r.columns.len() == 1 || !r.columns.iter().any(may_be_null));
    let references: Vec<Value> = sound
        .filter_map(|reference| {
            let to = TABLES.iter().find(|to| to.name == reference.table)?;
            let there = json!({ "resource": to.name, "fields": to.key });
            Some(json!({ "fields": reference.columns, "reference": there }))
        })
        .collect();
    // Empty text is text: what is missing is null in the files.
    json!({ "fields": fields, "primaryKey": table.key, "foreignKeys": references, "missingValues": [] })
}

fn field(column: &Column) -> Value {
    let kind = match column.kind {
        Kind::Text => "string",
        Kind::Integer => "integer",
        Kind::Number | Kind::Money => "number",
        Kind::Date => "date",
        Kind::Time => "datetime",
        Kind::Flag => "boolean",
    };
    let mut field =
        json!({ "name": column.name, "type": kind, "description": both(column.en, column.th) });
    // How pandas, through which Frictionless reads, shows a null of these.
    let missing = match column.kind {
        Kind::Integer | Kind::Number => Some("nan"),
        Kind::Time => Some("NaT"),
        _ => None,
    };
    match missing.filter(|_| column.null) {
        Some(missing) => field["missingValues"] = json!([missing]),
        None if !column.null => field["constraints"] = json!({ "required": true }),
        None => {}
    }
    field
}

/// The column that readers make of the names of folders.
fn partition() -> Value {
    json!({
        "name": "fiscal_year_be",
        "type": "integer",
        "description": both(
            "The folder's fiscal year, Buddhist Era; 0 where the report does not say it.",
            "ปีงบประมาณ พ.ศ. ของโฟลเดอร์ เป็น 0 เมื่อรายงานไม่ระบุ",
        ),
        "constraints": { "required": true },
    })
}
