//! Tables of each kind of layout, from the page to the record: where they stand, which cells are
//! merged, and which rows were joined over pages, short enough to read in review.
//!
//! ```text
//! page 1: ruled, 4 columns                      a table as it stands on one page
//!   row 2: ตัวชี้วัด ×2, ที่ ↓2                      cells over several columns, over several rows
//!
//! table: ruled, from page 1, header repeated ×2   a table with its rows joined over pages
//!   ที่ | โครงการ | ผล                             its headings
//!   ----
//!   = ยุทธศาสตร์ที่ ๑ =                            a title across all columns
//!   ๑ | ปลูกป่า | ได้ ๕๐ ไร่ (pages 1-2)              a row; `guessed` where a piece of it is
//! ```
//!
//! `⏎` parts paragraphs of a cell; of long texts only beginning and end are shown.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use raingan::layout::{Line, compose};
use raingan::table::{
    Block, Cell, Heading, LogicalRow, LogicalTable, Origin, Part, Row, join, strip,
};
use raingan::{OcrMode, Options, page};

use crate::committed::hold;

/// The goldens, by their kind of layout, and the fixtures that they are made from.
const CASES: &[(&str, &str)] = &[
    ("ruled", "pdf/plan-list.pdf"),
    ("rows-only", "pdf/no-vertical-rules.pdf"),
    ("aligned", "pdf/no-rules.pdf"),
    ("sections", "pdf/plan-sections.pdf"),
    ("merged-header", "pdf/merged-header.pdf"),
    ("turned", "pdf/turned.pdf"),
    ("two-tables", "pdf/two-tables.pdf"),
    ("transcript", "transcript/report-2567.txt"),
];

/// The rows of a table that are shown; more are counted.
const MOST_ROWS: usize = 16;
/// The characters at the beginning of a long text that are shown …
const BEGINNING: usize = 32;
/// … and at its end, where what was joined to it stands.
const END: usize = 16;

#[test]
fn every_kind_of_layout_is_read_as_committed() {
    for (kind, fixture) in CASES {
        hold(&format!("tests/golden/layouts/{kind}.txt"), &short_form(fixture, OcrMode::Auto));
    }
}

#[cfg(feature = "ocr")]
#[test]
fn a_page_that_is_read_from_its_picture_has_the_same_layout() {
    let read = short_form("pdf/plan-sections.pdf", OcrMode::Always);
    hold("tests/golden/layouts/picture.txt", &read);
}

/// The tables of a fixture.
fn short_form(fixture: &str, ocr: OcrMode) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(fixture);
    let options = Options { ocr, ..Options::default() };
    let document = page::read(&fs::read(file).expect("a fixture"), &options, &page::unwatched);
    let pages = document.expect("a document").pages.into_iter();
    let mut pages: Vec<_> = pages.map(|page| page.blocks).collect();
    strip(&mut pages, |_| false);
    let mut out = String::new();
    for page in &pages {
        for table in page.blocks.iter().filter_map(Block::as_table) {
            let origin = origin(table.origin);
            let columns = table.column_count();
            writeln!(out, "page {}: {origin}, {columns} columns", page.page).expect("a String");
            for (i, row) in table.rows.iter().enumerate() {
                write_merged(&mut out, i + 1, row);
            }
        }
    }
    for table in join(pages).iter().filter_map(Part::as_table) {
        write_table(&mut out, table);
    }
    out
}

fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Ruled => "ruled",
        Origin::Rows => "rows only",
        Origin::Aligned => "aligned",
        Origin::Transcript => "transcript",
    }
}

/// The cells of a row that take more than their place.
fn write_merged(out: &mut String, number: usize, row: &Row) {
    let merged = row.cells.iter().filter(|cell| cell.span > 1 || cell.row_span > 1);
    let merged: Vec<String> = merged.map(merged_cell).collect();
    if !merged.is_empty() {
        writeln!(out, "  row {number}: {}", merged.join(", ")).expect("a String");
    }
}

fn merged_cell(cell: &Cell) -> String {
    let across = if cell.span > 1 { format!(" ×{}", cell.span) } else { String::new() };
    let down = if cell.row_span > 1 { format!(" ↓{}", cell.row_span) } else { String::new() };
    format!("{}{across}{down}", text(&cell.lines))
}

fn write_table(out: &mut String, table: &LogicalTable) {
    let headings: Vec<String> = table.columns.iter().map(heading).collect();
    let origin = origin(table.origin);
    let repeated = match table.repeated.len() {
        0 => String::new(),
        count => format!(", header repeated ×{count}"),
    };
    writeln!(out, "\ntable: {origin}, from page {}{repeated}", table.page).expect("a String");
    writeln!(out, "  {}\n  ----", headings.join(" | ")).expect("a String");
    for row in table.rows.iter().take(MOST_ROWS) {
        writeln!(out, "  {}", logical_row(row)).expect("a String");
    }
    if table.rows.len() > MOST_ROWS {
        let more = table.rows.len() - MOST_ROWS;
        writeln!(out, "  … {more} more rows").expect("a String");
    }
}

/// All wordings of a heading.
fn heading(heading: &Heading) -> String {
    let wordings: Vec<String> = heading.wordings.iter().map(|w| text(&w.lines)).collect();
    wordings.join(" / ")
}

fn logical_row(row: &LogicalRow) -> String {
    let cells: Vec<String> = row.cells.iter().map(|cell| text(cell)).collect();
    if row.across {
        return format!("= {} =", cells[0]);
    }
    let mut pages: Vec<u32> = row.cells.iter().flatten().map(|line| line.frame.page).collect();
    pages.sort_unstable();
    let guessed = if row.guessed { ", guessed" } else { "" };
    match (pages.first(), pages.last()) {
        (Some(first), Some(last)) if first < last => {
            format!("{} (pages {first}-{last}{guessed})", cells.join(" | "))
        }
        _ => format!("{}{guessed}", cells.join(" | ")),
    }
}

/// What lines say; of a long text its beginning and its end.
fn text(lines: &[Line]) -> String {
    let text = compose(lines).text.replace('\n', " ⏎ ");
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= BEGINNING + END + 3 {
        return text;
    }
    let beginning: String = characters[..BEGINNING].iter().collect();
    let end: String = characters[characters.len() - END..].iter().collect();
    format!("{beginning} … {end}")
}
