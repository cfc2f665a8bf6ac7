//! Short lines that stand each beside its figure, in two cells of one row: lines of their own, none
//! of which goes on in the next.

use crate::layout::Line;
use crate::table::{Cell, Row};
use crate::thai::digits::is_digit;

/// Baselines nearer than this are one (part of the font size).
const SAME_BASELINE: f32 = 0.3;
/// Lines start below each other within this (part of the font size).
const ALIGNED: f32 = 0.2;
/// A line that was wrapped fills more than this part of its cell.
const SHORT: f32 = 0.8;

/// Lets every line of such cells start a paragraph: a cell of labels, and those of figures beside it.
pub(super) fn part_lines(row: &mut Row) {
    let labels = row.cells.iter().filter(|cell| holds_labels(cell));
    let figures = || row.cells.iter().filter(|cell| holds_figures(cell));
    let parted: Vec<Vec<(f32, f32)>> = labels
        .map(baselines)
        .filter(|own| figures().any(|cell| are_same(own, &baselines(cell))))
        .collect();
    for cell in row.cells.iter_mut().filter(|c| holds_labels(c) || holds_figures(c)) {
        let own = baselines(cell);
        if parted.iter().any(|other| are_same(&own, other)) {
            cell.lines.iter_mut().for_each(|line| line.starts_paragraph = Some(true));
        }
    }
}

/// Whether a cell has several short lines of words, which start below each other.
fn holds_labels(cell: &Cell) -> bool {
    let Some(first) = cell.lines.first() else { return false };
    let aligned = |line: &Line| (line.bbox.x0 - first.bbox.x0).abs() <= ALIGNED * line.size;
    let opens_with_digit = |line: &Line| {
        line.printed().next().is_some_and(|c| c.text.chars().all(is_digit))
    };
    are_short(cell)
        && cell.lines.iter().all(|line| aligned(line) && !opens_with_digit(line))
}

/// Whether a cell has several short lines with a figure in each.
fn holds_figures(cell: &Cell) -> bool {
    let has_digit = |line: &Line| line.printed().any(|c| c.text.chars().any(is_digit));
    are_short(cell) && cell.lines.iter().all(has_digit)
}

/// Whether a cell has several lines, all of them far shorter than it is wide.
fn are_short(cell: &Cell) -> bool {
    let limit = SHORT * cell.bbox.width();
    cell.lines.len() > 1 && cell.lines.iter().all(|line| line.bbox.width() < limit)
}

/// The baselines of a cell's lines, each with the size of its font.
fn baselines(cell: &Cell) -> Vec<(f32, f32)> {
    cell.lines.iter().map(|line| (line.baseline, line.size)).collect()
}

fn are_same(own: &[(f32, f32)], other: &[(f32, f32)]) -> bool {
    own.len() == other.len()
        && own.iter().zip(other).all(|(a, b)| (a.0 - b.0).abs() <= SAME_BASELINE * a.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::made::MadePage;
    use crate::table::{Block, segment};

    /// Whether each line of the second row's first cell starts a paragraph.
    fn parted(second: [&str; 2]) -> Vec<Option<bool>> {
        let page = MadePage::new()
            .grid(&[50.0, 150.0, 250.0], &[100.0, 120.0, 160.0])
            .text(52.0, 115.0, "ตัวชี้วัด")
            .text(152.0, 115.0, "ผล")
            .text(52.0, 135.0, "กขคง")
            .text(52.0, 150.0, "จฉช")
            .text(152.0, 135.0, second[0])
            .text(152.0, 150.0, second[1]);
        let blocks = segment(&page.0).blocks;
        let Some(table) = blocks.iter().find_map(Block::as_table) else { return Vec::new() };
        table.rows[1].cells[0].lines.iter().map(|line| line.starts_paragraph).collect()
    }

    #[test]
    fn short_lines_beside_figures_are_lines_of_their_own() {
        assert_eq!(parted(["๘๒", "๓ วัน"]), [Some(true), Some(true)]);
        assert_eq!(parted(["มาก", "๓ วัน"]), [None, None]);
    }
}
