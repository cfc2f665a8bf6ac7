//! The intermediates of the line, printed: for people who want to see what a stage saw.

use serde::Serialize;

use crate::contract::model::Text;
use crate::layout::compose;
use crate::report::explain;
use crate::report::identity::opens_outline;
use crate::report::text::to_text;
use crate::table::{
    Block, Cell, Heading, LogicalRow, LogicalTable, PageBlocks, Part, Table, Vocabulary, carry_on,
    join_by, strip,
};

/// A table of `--stage tables`. Structs, not `json!`: that widens an `f32`, and 109.7 is printed as
/// 109.69999694824219.
#[derive(Serialize)]
struct TableSeen {
    page: u32,
    borders: String,
    columns: Vec<f32>,
    rows: Vec<Vec<CellSeen>>,
}

#[derive(Serialize)]
struct CellSeen {
    column: usize,
    column_span: usize,
    row_span: usize,
    /// Left out where nothing is drawn in it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    marked: bool,
    text: String,
}

/// A table of `--stage rows`.
#[derive(Serialize)]
struct LogicalTableSeen {
    page: u32,
    headings: Vec<Vec<String>>,
    rows: Vec<LogicalRowSeen>,
}

#[derive(Serialize)]
struct LogicalRowSeen {
    across: bool,
    joined_on_a_guess: bool,
    cells: Vec<Text>,
}

/// The tables of each page with their cells, as JSON.
pub fn tables(pages: &[PageBlocks]) -> String {
    let mut all = Vec::new();
    for page in pages {
        for block in &page.blocks {
            if let Block::Table(table) = block {
                all.push(TableSeen::of(page.page, table));
            }
        }
    }
    pretty(&all)
}

/// Why each column of each table has its role, as JSON; see [`explain`].
pub fn columns(pages: Vec<PageBlocks>, vocabulary: &Vocabulary) -> String {
    pretty(&explain::columns(pages, vocabulary))
}

/// The logical rows, joined over pages, as JSON.
pub fn rows(mut pages: Vec<PageBlocks>, vocabulary: &Vocabulary) -> String {
    strip(&mut pages, opens_outline);
    carry_on(&mut pages, vocabulary);
    let mut all = Vec::new();
    for part in join_by(pages, vocabulary) {
        if let Part::Table(table) = part {
            all.push(LogicalTableSeen::of(&table));
        }
    }
    pretty(&all)
}

impl TableSeen {
    fn of(page: u32, table: &Table) -> TableSeen {
        TableSeen {
            page,
            borders: format!("{:?}", table.origin).to_lowercase(),
            columns: table.columns.iter().map(|x| (x * 100.0).round() / 100.0).collect(),
            rows: table
                .rows
                .iter()
                .map(|row| row.cells.iter().map(CellSeen::of).collect())
                .collect(),
        }
    }
}

impl CellSeen {
    fn of(cell: &Cell) -> CellSeen {
        CellSeen {
            column: cell.column,
            column_span: cell.span,
            row_span: cell.row_span,
            marked: cell.marked,
            text: to_text(&compose(&cell.lines)).raw,
        }
    }
}

impl LogicalTableSeen {
    fn of(table: &LogicalTable) -> LogicalTableSeen {
        LogicalTableSeen {
            page: table.page,
            headings: table.columns.iter().map(wordings).collect(),
            rows: table.rows.iter().map(LogicalRowSeen::of).collect(),
        }
    }
}

impl LogicalRowSeen {
    fn of(row: &LogicalRow) -> LogicalRowSeen {
        LogicalRowSeen {
            across: row.across,
            joined_on_a_guess: row.guessed,
            cells: row.cells.iter().map(|lines| to_text(&compose(lines))).collect(),
        }
    }
}

/// The wordings of a heading.
fn wordings(heading: &Heading) -> Vec<String> {
    heading.wordings.iter().map(|wording| compose(&wording.lines).text).collect()
}

/// Printed as the report is.
fn pretty(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value)
        .expect("plain structs have no keys that JSON cannot say");
    text + "\n"
}

#[cfg(test)]
mod tests {
    use crate::geom::{Rect, Turn};
    use crate::layout::{Cluster, Frame, Line};
    use crate::table::{Origin, Row};

    use super::*;

    /// A page with a table of two rows and two columns, whose borders no `f64` says as briefly.
    fn page() -> PageBlocks {
        let frame = Frame {
            page: 1,
            size: (595.3, 841.9),
            turn: Turn::None,
            warp: None,
            room: (56.7, 538.6),
        };
        let cell = |column: usize, text: &str, top: f32| {
            let x0 = 56.7 + 240.95 * column as f32;
            let bbox = Rect { x0, y0: top, x1: x0 + 240.95, y1: top + 20.1 };
            let line = Line::placeless(text, true);
            let place = Rect { x0: 109.7, y0: top, x1: 120.3, y1: top + 12.4 };
            let clusters =
                line.clusters.iter().map(|c| Cluster { bbox: place, ..c.clone() }).collect();
            let line = Line { frame, clusters, bbox: place, ..line };
            Cell { column, span: 1, row_span: 1, bbox, lines: vec![line], marked: false }
        };
        let row = |texts: [&str; 2], top: f32| Row {
            top,
            bottom: top + 20.1,
            closed_top: true,
            closed_bottom: true,
            cells: texts.iter().enumerate().map(|(column, text)| cell(column, text, top)).collect(),
        };
        let table = Table {
            frame,
            bbox: Rect { x0: 56.7, y0: 100.3, x1: 538.6, y1: 140.5 },
            origin: Origin::Ruled,
            columns: vec![56.7, 297.650_03, 538.6],
            rows: vec![row(["โครงการ", "งบประมาณ"], 100.3), row(["๑. ก", "-"], 120.4)],
        };
        PageBlocks { page: 1, blocks: vec![Block::Table(table)], ..PageBlocks::default() }
    }

    #[test]
    fn numbers_are_as_short_as_in_the_report() {
        let (tables, rows) = (tables(&[page()]), rows(vec![page()], &Vocabulary::default()));
        assert!(tables.contains("297.65,\n"), "{tables}");
        assert!(rows.contains("\"x0\": 109.7,\n"), "{rows}");
        for text in [&tables, &rows] {
            let mut numbers =
                text.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|n| n.contains('.'));
            assert!(numbers.all(|n| n.len() <= 6), "{text}");
        }
        assert!(
            tables.starts_with("[\n  {\n    \"page\": 1,\n    \"borders\": \"ruled\"")
                && tables.ends_with("]\n")
        );
    }
}
