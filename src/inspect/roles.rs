//! What each column was taken for, on a tag above its table.

use super::paint::{BROWN, Mark, Style, WHITE, Words};
use super::rows::Place;
use crate::geom::{Point, Rect, Turn};
use crate::report::explain::{ColumnExplained, TableExplained};
use crate::table::LogicalTable;

/// Height of a tag's words in points.
const LABEL: f32 = 5.0;
/// How wide a character of them is, as part of their height: Helvetica's mean, with room.
const CHARACTER: f32 = 0.55;
/// Height of a tag in points.
const HEIGHT: f32 = LABEL + 2.0;
/// Space on the left and on the right of the words, in points.
const MARGIN: f32 = 1.5;
/// The baseline of the words stands this far above the foot of the tag, in points.
const DROP: f32 = 1.6;
/// Space between two tags, in points.
const GAP: f32 = 0.5;
/// The tag covers this part of what lies below.
const FILL: f32 = 0.9;
/// Tags of narrow columns stand in at most this many lines above each other.
const LINES: usize = 4;

/// The tags of the tables that begin on the page: each table with what is known of its columns.
pub(super) fn labels<'t>(
    place: &Place,
    tables: impl Iterator<Item = (&'t LogicalTable, &'t TableExplained)>,
) -> Vec<(Mark, Vec<Words>)> {
    let mut labels = Vec::new();
    for (table, explained) in tables.filter(|(table, _)| table.page == place.page) {
        let heads: Vec<Option<Rect>> =
            (0..table.columns.len()).map(|column| head(place, table, column)).collect();
        let top = heads.iter().flatten().map(|head| head.y0).reduce(f32::min);
        let top = top.filter(|_| is_upright(table));
        let mut taken = Vec::new();
        for (head, column) in heads.iter().zip(&explained.columns) {
            let Some(head) = head else { continue };
            let tag = free(&mut taken, tag(head.x0, top.unwrap_or(head.y0), &words(column)));
            labels.push(label(tag, column));
        }
    }
    labels
}

/// Where a column begins on the page: the cell of its heading or, without one, its first cell that
/// says anything.
fn head(place: &Place, table: &LogicalTable, column: usize) -> Option<Rect> {
    let headings = table.columns[column].wordings.iter().map(|wording| &wording.lines);
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    headings.chain(cells).find_map(|lines| place.boxes(&place.lines(lines)).first().copied())
}

/// Whether the lines of a table run across the page as displayed, so that its columns stand beside
/// each other.
fn is_upright(table: &LogicalTable) -> bool {
    let headings = table.columns.iter().flat_map(|column| &column.wordings);
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let mut lines = headings.flat_map(|wording| &wording.lines).chain(cells.flatten());
    lines.next().is_none_or(|line| line.frame.turn == Turn::None)
}

/// What a tag says; `?` marks a guess.
fn words(column: &ColumnExplained) -> String {
    format!("{}{}", column.key, if column.guessed { " ?" } else { "" })
}

/// A tag that stands on a place.
fn tag(x: f32, foot: f32, words: &str) -> Rect {
    let width = words.chars().count() as f32 * LABEL * CHARACTER + 2.0 * MARGIN;
    Rect::new(x, foot - HEIGHT, x + width, foot)
}

/// The tag where no other one stands: as it is, or in a line above.
fn free(taken: &mut Vec<Rect>, mut tag: Rect) -> Rect {
    for _ in 1..LINES {
        if tag.y0 < HEIGHT
            || !taken.iter().any(|other| other.grow(-GAP / 2.0).intersection(&tag).is_some())
        {
            break;
        }
        tag = Rect { y0: tag.y0 - HEIGHT - GAP, y1: tag.y1 - HEIGHT - GAP, ..tag };
    }
    taken.push(tag);
    tag
}

fn label(bbox: Rect, column: &ColumnExplained) -> (Mark, Vec<Words>) {
    let style = Style { stroke: None, fill: Some((BROWN, FILL)), dashed: false };
    let at = Point { x: bbox.x0 + MARGIN, y: bbox.y1 - DROP };
    let text = words(column);
    let next = column.runner_up.map(|next| format!(", next {} {:.2}", next.role, next.score));
    let title = format!(
        "column {}: {}, score {:.2} (words {:.2}, cells {:.2}){}",
        column.number,
        column.key,
        column.score,
        column.words,
        column.contents,
        next.unwrap_or_default()
    );
    (Mark { bbox, style, title }, vec![Words { at, size: LABEL, colour: WHITE, text }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_narrow_columns_do_not_cover_each_other() {
        let mut taken = Vec::new();
        for x in [100.0, 115.0, 130.0] {
            free(&mut taken, tag(x, 300.0, "schedule_10"));
        }
        let feet: Vec<f32> = taken.iter().map(|tag| tag.y1).collect();
        assert_eq!(feet, [300.0, 300.0 - HEIGHT - GAP, 300.0 - 2.0 * (HEIGHT + GAP)]);
    }
}
