//! The intermediates of the line, printed: for people who want to see what a stage saw.

use serde_json::{Value, json};

use crate::layout::{Line, compose};
use crate::report::identity::opens_outline;
use crate::report::text::text as printed;
use crate::table::{Block, Cell, LogicalRow, PageBlocks, Part, join, strip};

/// The text of each page, line by line in reading order; cells of a row are separated by tabs.
pub fn text(pages: &[PageBlocks]) -> String {
    let mut out = String::new();
    for page in pages {
        out.push_str(&format!("== page {}\n", page.page));
        for block in &page.blocks {
            match block {
                Block::Lines(lines) => lines.iter().for_each(|l| out.push_str(&format!("{}\n", l.text()))),
                Block::Table(table) => table.rows.iter().for_each(|row| {
                    let cells: Vec<String> = row.cells.iter().map(one_line).collect();
                    out.push_str(&format!("{}\n", cells.join("\t")));
                }),
            }
        }
    }
    out
}

fn one_line(cell: &Cell) -> String {
    cell.lines.iter().map(Line::text).collect::<Vec<_>>().join(" ")
}

/// The tables of each page with their cells, as JSON.
pub fn tables(pages: &[PageBlocks]) -> String {
    let tables = |page: &PageBlocks| -> Vec<Value> {
        let only = page.blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
        only.map(|t| {
            let rows: Vec<Value> = t.rows.iter().map(|r| r.cells.iter().map(cell).collect()).collect();
            json!({
                "page": page.page,
                "borders": format!("{:?}", t.origin).to_lowercase(),
                "columns": t.columns,
                "rows": rows,
            })
        })
        .collect()
    };
    pretty(&pages.iter().flat_map(tables).collect())
}

fn cell(cell: &Cell) -> Value {
    json!({
        "column": cell.column,
        "column_span": cell.span,
        "row_span": cell.row_span,
        "text": printed(&compose(&cell.lines)).raw,
    })
}

/// The logical rows, joined over pages, as JSON.
pub fn rows(mut pages: Vec<PageBlocks>) -> String {
    strip(&mut pages, opens_outline);
    let tables = join(pages).into_iter().filter_map(|part| if let Part::Table(t) = part { Some(t) } else { None });
    let row = |r: &LogicalRow| -> Value {
        let cells: Vec<Value> = r.cells.iter().map(|c| json!(printed(&compose(c)))).collect();
        json!({ "across": r.across, "joined_on_a_guess": r.guessed, "cells": cells })
    };
    let all = tables.map(|t| {
        let headings: Vec<Vec<String>> =
            t.columns.iter().map(|c| c.wordings.iter().map(|w| compose(w).text).collect()).collect();
        json!({ "page": t.page, "headings": headings, "rows": t.rows.iter().map(row).collect::<Vec<_>>() })
    });
    pretty(&all.collect())
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
