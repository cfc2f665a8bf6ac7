//! Cells filled with a colour that the other cells of their row have not, and bars.

use crate::geom::Rect;
use crate::pdf::Fill;
use crate::table::{Cell, Row};

/// A fill is a cell's own where it covers at least this part of it …
const COVERS: f32 = 0.6;
/// … and a bar in it where it is at most this part of its height.
const BAR: f32 = 0.85;
/// Channels that differ by no more than this are the same colour.
const SAME: u8 = 12;

/// A cell with no more clusters than this holds a tick, not a text.
const SHORT: usize = 2;

/// A colour, or none.
type Ground = Option<[u8; 3]>;

/// For each row, the colour that each cell is filled with.
pub(super) fn grounds(rows: &[Row], fills: &[Fill]) -> Vec<Vec<Ground>> {
    rows.iter().map(|row| row.cells.iter().map(|cell| ground(cell, fills)).collect()).collect()
}

/// The colour of the last fill that covers a cell.
fn ground(cell: &Cell, fills: &[Fill]) -> Ground {
    let last = fills.iter().rev().find(|fill| covers(&fill.rect, &cell.bbox))?;
    let white = last.colour.iter().all(|channel| *channel >= u8::MAX - SAME);
    (!white).then_some(last.colour)
}

fn covers(fill: &Rect, cell: &Rect) -> bool {
    fill.overlap_x(cell) >= COVERS * cell.width() && fill.overlap_y(cell) >= BAR * cell.height()
}

fn is_same(a: Ground, b: Ground) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= SAME),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// The cells (row, cell) that are filled otherwise than what is printed in their row. A column that
/// is filled from its heading down is shaded, not marked.
pub(super) fn filled_otherwise(rows: &[Row], grounds: &[Vec<Ground>]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (r, row) in rows.iter().enumerate() {
        if grounds[r].iter().all(Option::is_none) {
            continue;
        }
        let usual = usual(row, &grounds[r]);
        for (c, cell) in row.cells.iter().enumerate() {
            let own = grounds[r][c];
            if own.is_some()
                && row.cells.len() > 1
                && is_short(cell)
                && !is_same(own, usual)
                && !is_shaded(rows, grounds, cell.column, own)
            {
                out.push((r, c));
            }
        }
    }
    out
}

/// The colour that most cells of a row have: of those with text, where there are any.
fn usual(row: &Row, grounds: &[Ground]) -> Ground {
    let written = row.cells.iter().any(|cell| prints(cell) && !is_short(cell));
    let counted: Vec<Ground> = row
        .cells
        .iter()
        .zip(grounds)
        .filter(|(cell, _)| !written || prints(cell) && !is_short(cell))
        .map(|(_, ground)| *ground)
        .collect();
    let votes = |ground: &Ground| counted.iter().filter(|other| is_same(*ground, **other)).count();
    counted.iter().copied().rev().max_by_key(votes).flatten()
}

/// Whether a column is filled with one colour in every row in which it has a cell of its own, and
/// anything is printed there: its heading, if not what stands below. On a page that only goes on with
/// a table, blank cells that are all filled are marked all the same.
fn is_shaded(rows: &[Row], grounds: &[Vec<Ground>], column: usize, own: Ground) -> bool {
    let cells = rows.iter().zip(grounds).flat_map(|(row, grounds)| {
        row.cells.iter().zip(grounds).filter(move |(cell, _)| cell.covers(column) && cell.span == 1)
    });
    let all_filled = cells.clone().all(|(_, ground)| is_same(*ground, own));
    rows.len() > 1 && all_filled && cells.clone().any(|(cell, _)| prints(cell))
}

/// The fills that lie in a row like a bar: lower than its cells.
pub(super) fn bars<'a>(fills: &'a [Fill], cell: &'a Cell) -> impl Iterator<Item = &'a Rect> {
    let inside = |r: &Rect| {
        let middle = r.center().y;
        middle > cell.bbox.y0 && middle < cell.bbox.y1
    };
    let low = BAR * cell.bbox.height();
    let coloured = fills.iter().filter(|f| f.colour.iter().any(|c| *c < u8::MAX - SAME));
    coloured.map(|f| &f.rect).filter(move |r| inside(r) && r.height() < low)
}

/// Whether anything is printed in a cell.
pub(super) fn prints(cell: &Cell) -> bool {
    cell.lines.iter().any(|line| line.printed().next().is_some())
}

/// Whether a cell is blank or holds no more than a tick.
fn is_short(cell: &Cell) -> bool {
    cell.lines.iter().flat_map(|line| line.printed()).count() <= SHORT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::made::piece;

    #[test]
    fn a_filled_column_is_shaded_below_its_heading_and_marked_where_nothing_is_printed_in_it() {
        let blue = Some([0, 0, 255]);
        let grounds = [vec![None, blue], vec![None, blue]];
        let marked = |rows: &[&[&str]]| filled_otherwise(&piece(1, 10.0, rows).rows, &grounds);
        assert_eq!(marked(&[&["โครงการแสง", ""], &["โครงการป่า", ""]]), [(0, 1), (1, 1)]);
        assert!(marked(&[&["โครงการ", "ม.ค."], &["โครงการป่า", ""]]).is_empty());
    }
}
