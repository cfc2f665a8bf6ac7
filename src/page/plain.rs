//! Blocks as plain text.

use crate::layout::Line;
use crate::table::{Block, Cell, PageBlocks};

/// The text of each page, line by line in reading order; cells of a row are separated by tabs.
pub fn plain(pages: &[PageBlocks]) -> String {
    let mut out = String::new();
    for page in pages {
        out.push_str(&format!("== page {}\n", page.page));
        for block in &page.blocks {
            match block {
                Block::Lines(lines) => {
                    lines.iter().for_each(|l| out.push_str(&format!("{}\n", l.text())))
                }
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
