//! A workbook read back: its parts held against XML's rules, its cells by sheet.

use std::collections::BTreeMap;
use std::io::Read as _;

use roxmltree::{Document, Node};

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    Number(f64),
}

/// A sheet: what stands in its rows, by the heading of the column, and below them.
pub struct Sheet {
    pub name: String,
    pub headings: Vec<String>,
    pub rows: Vec<BTreeMap<String, Value>>,
}

/// The parts of a workbook by their names.
pub fn parts(book: &[u8]) -> BTreeMap<String, String> {
    let archive = rawzip::ZipArchive::from_slice(book).expect("a zip archive");
    let mut parts = BTreeMap::new();
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().expect("an entry") {
        let name = String::from_utf8(entry.file_path().as_ref().to_vec()).expect("a name");
        let local = archive.get_entry(entry.wayfinder()).expect("its data");
        let mut text = String::new();
        let inflated = flate2::bufread::DeflateDecoder::new(local.data());
        local.verifying_reader(inflated).read_to_string(&mut text).expect("UTF-8");
        parts.insert(name, text);
    }
    parts
}

fn named<'a, 'd>(node: Node<'a, 'd>, name: &'static str) -> impl Iterator<Item = Node<'a, 'd>> {
    node.descendants().filter(move |node| {
        node.has_tag_name((node.tag_name().namespace().unwrap_or_default(), name))
    })
}

/// All sheets in their order.
pub fn sheets(book: &[u8]) -> Vec<Sheet> {
    let parts = parts(book);
    let strings = Document::parse(&parts["xl/sharedStrings.xml"]).expect("XML");
    let strings: Vec<String> = named(strings.root(), "si")
        .map(|one| named(one, "t").filter_map(|t| t.text()).map(unescaped).collect())
        .collect();
    let book = Document::parse(&parts["xl/workbook.xml"]).expect("XML");
    let names = named(book.root(), "sheet").map(|sheet| sheet.attribute("name").expect("a name"));
    let numbered = names.zip(1..);
    numbered
        .map(|(name, number)| {
            let sheet = &parts[&format!("xl/worksheets/sheet{number}.xml")];
            sheet_of(name, &Document::parse(sheet).expect("XML"), &strings)
        })
        .collect()
}

fn sheet_of(name: &str, sheet: &Document<'_>, strings: &[String]) -> Sheet {
    let mut rows = named(sheet.root(), "row").map(|row| cells(row, strings));
    let headings = rows.next().expect("headings");
    let rows = rows.map(|row| {
        let named = row.into_iter().map(|(column, value)| {
            let heading = headings.get(&column).cloned();
            (
                match heading {
                    Some(Value::Text(text)) => text,
                    _ => column,
                },
                value,
            )
        });
        named.collect()
    });
    let rows = rows.collect();
    let in_order = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
    };
    let mut columns: Vec<(&String, String)> =
        headings.iter().map(|(column, value)| (column, in_order(value))).collect();
    columns.sort_by_key(|(column, _)| (column.len(), (*column).clone()));
    Sheet { name: name.to_owned(), headings: columns.into_iter().map(|(_, it)| it).collect(), rows }
}

/// The cells of a row by their columns' letters.
fn cells(row: Node<'_, '_>, strings: &[String]) -> BTreeMap<String, Value> {
    let cells = named(row, "c").filter_map(|cell| {
        let column =
            cell.attribute("r").expect("a place").trim_end_matches(|c: char| c.is_ascii_digit());
        let said = named(cell, "v").next()?.text()?;
        let value = match cell.attribute("t") {
            Some("s") => Value::Text(strings[said.parse::<usize>().expect("an index")].clone()),
            None => Value::Number(said.parse().expect("a number")),
            Some(other) => panic!("a cell of the type {other}"),
        };
        Some((column.to_owned(), value))
    });
    cells.collect()
}

/// What Excel makes of `_x000D_` in a text (ECMA-376, 22.9.2.19).
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match code.and_then(char::from_u32) {
            Some(c) if rest.get(at + 6..at + 7) == Some("_") => {
                out += &rest[..at];
                out.push(c);
                rest = &rest[at + 7..];
            }
            _ => {
                out += &rest[..at + 2];
                rest = &rest[at + 2..];
            }
        }
    }
    out + rest
}
