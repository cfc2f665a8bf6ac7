//! Short lines that stand each beside its figure, in two cells of one row: lines of their own, none
//! of which goes on in the next.

use crate::layout::Line;
use crate::table::{Cell, Row};
use crate::thai::digits::is_digit;

/// Baselines nearer than this are one (part of the font size).
const SAME_BASELINE: f32 = 0.3;
/// Lines start below each other within this (part of the font size).
const ALIGNED: f32 = 0.2;
/// Two lines may be a date that was wrapped beside a name that was; so many are not.
const FEWEST_LINES: usize = 3;
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
    are_short(cell) && cell.lines.iter().all(|line| aligned(line) && !opens_with_digit(line))
}

/// Whether a cell has several short lines with a figure in each, at the beginning of most.
fn holds_figures(cell: &Cell) -> bool {
    let has_digit = |line: &Line| line.printed().any(|c| c.text.chars().any(is_digit));
    let opening = cell.lines.iter().filter(|line| opens_with_digit(line)).count();
    are_short(cell) && cell.lines.iter().all(has_digit) && opening * 2 > cell.lines.len()
}

fn opens_with_digit(line: &Line) -> bool {
    line.printed().next().is_some_and(|c| c.text.chars().all(is_digit))
}

/// Whether a cell has several lines, all of them far shorter than it is wide.
fn are_short(cell: &Cell) -> bool {
    let limit = SHORT * cell.bbox.width();
    cell.lines.len() >= FEWEST_LINES && cell.lines.iter().all(|line| line.bbox.width() < limit)
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
    use crate::table::made::MadePage;
    use crate::table::{Block, segment};

    /// Whether each line of the second row's first cell starts a paragraph.
    fn parted(second: [&str; 3]) -> Vec<Option<bool>> {
        let page = MadePage::new()
            .grid(&[50.0, 150.0, 250.0], &[100.0, 120.0, 175.0])
            .text(52.0, 115.0, "ตัวชี้วัด")
            .text(152.0, 115.0, "ผล");
        let lines = ["กขคง", "จฉช", "ซญ"].into_iter().zip(second).enumerate();
        let page = lines.fold(page, |page, (i, (label, figure))| {
            let y = 135.0 + 15.0 * i as f32;
            page.text(52.0, y, label).text(152.0, y, figure)
        });
        let blocks = segment(&page.0).blocks;
        let Some(table) = blocks.iter().find_map(Block::as_table) else { return Vec::new() };
        table.rows[1].cells[0].lines.iter().map(|line| line.starts_paragraph).collect()
    }

    #[test]
    fn short_lines_beside_figures_are_lines_of_their_own() {
        assert_eq!(parted(["๘๒", "๓ วัน", "ร้อยละ ๒"]), [Some(true); 3]);
        assert_eq!(parted(["มาก", "๓ วัน", "๔ วัน"]), [None; 3]);
    }
}
