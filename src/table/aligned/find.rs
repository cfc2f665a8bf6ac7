//! Where among a page's lines a table without upright lines begins and ends.

use super::columns::{Columns, are_most};
use super::header::{HEADER_LINES, Header, Known, names_columns};
use super::rows;
use super::rules::Rules;
use crate::geom::{Rect, bounds};
use crate::layout::{Frame, Line};
use crate::table::edges::Edge;
use crate::table::furniture::{in_margin, is_page_number};
use crate::table::{Block, Origin, Row, Table, Vocabulary};

/// A line whose baseline lies further than this (in points) below the last level line stands below
/// the table.
const BELOW_RULES: f32 = 1.0;
/// Under headings that are not known, a table has more rows than this, the header among them.
const FEWEST_ROWS: usize = 2;

/// Finds tables without upright lines among a page's lines; what belongs to none stays lines, in
/// order. `shaded`: the boxes of the page's coloured grounds.
pub(in crate::table) fn find(
    frame: Frame,
    mut all: Vec<Line>,
    rules: &[Edge],
    shaded: &[Rect],
    vocabulary: &Vocabulary,
) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    // The page's number stands where a row could go on.
    let foot = all.pop_if(|line| is_number_of_page(line));
    let mut at = 0;
    if let Some(head) = all.first().filter(|line| is_number_of_page(line)) {
        blocks.push(Block::Lines(vec![head.clone()]));
        at = 1;
    }
    while at < all.len() {
        match table_at_start(frame, &all[at..], rules, shaded, vocabulary) {
            Some((table, used)) => {
                blocks.push(Block::Table(table));
                at += used;
            }
            None => {
                blocks.push(Block::Lines(vec![all[at].clone()]));
                at += 1;
            }
        }
    }
    blocks.extend(foot.map(|line| Block::Lines(vec![line])));
    blocks
}

/// Whether a line is the page's number.
pub(in crate::table) fn is_number_of_page(line: &Line) -> bool {
    in_margin(line, line.frame.size.1) && is_page_number(&line.text())
}

/// The table that starts with the first of these lines, and how many of them it takes.
fn table_at_start(
    frame: Frame,
    lines: &[Line],
    rules: &[Edge],
    shaded: &[Rect],
    vocabulary: &Vocabulary,
) -> Option<(Table, usize)> {
    let ruled = Rules::around(rules, &lines[0]);
    let header = Header::at_start(lines, set_off(lines, ruled.as_ref(), shaded), vocabulary)?;
    let end = furthest_end(lines, header.lines, ruled.as_ref(), vocabulary);
    let sure = header.known == Known::SetOff;
    let (columns, fitting) =
        Columns::of(frame, &header.headings, &lines[..end], ruled.as_ref(), sure)?;
    let used = if ruled.is_some() && fitting == end {
        end + cut_row(&columns, &lines[end..])
    } else {
        fitting
    };
    let used = if ruled.is_none() && header.known != Known::Words {
        header.lines + rows::numbered_height(&columns, &lines[header.lines..used])
    } else {
        used
    };
    let body = &lines[..used];
    let (origin, rows) = match ruled {
        Some(rules) => (Origin::Rows, rows::between_rules(&columns, body, &rules)),
        None => (Origin::Aligned, rows::by_starts(&columns, body, header.lines)),
    };
    // A header in known words is one, however little stands below it on its page.
    let known = if header.in_known_words { Known::Words } else { header.known };
    if !is_table(&rows, known, &columns) {
        return None;
    }
    let bbox = bounds(rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.bbox))?;
    let frame = frame.within(bbox.x0, bbox.x1);
    let columns = columns.into_borders();
    (rows.len() > 1).then_some((Table { frame, bbox, origin, columns, rows }, used))
}

/// How many of the first lines are set off from what follows, as a header is: by level lines above
/// and below them, or by a coloured ground.
fn set_off(lines: &[Line], ruled: Option<&Rules>, shaded: &[Rect]) -> usize {
    let count = match ruled {
        Some(rules) => rules.header_lines(lines),
        None => {
            let middle = lines[0].bbox.center();
            let grounds = shaded.iter().filter(|ground| ground.contains(middle));
            let ground = grounds.min_by(|a, b| a.height().total_cmp(&b.height()));
            ground.map_or(0, |g| {
                lines.iter().take_while(|line| g.contains(line.bbox.center())).count()
            })
        }
    };
    if count <= HEADER_LINES && count < lines.len() { count } else { 0 }
}

/// Whether rows under a header are a table, and not prose with gaps.
fn is_table(rows: &[Row], known: Known, columns: &Columns) -> bool {
    match known {
        Known::Words => true,
        Known::Pieces => is_regular(rows),
        Known::SetOff | Known::Font => {
            let filled = |row: &Row| row.cells.iter().filter(|c| !c.lines.is_empty()).count();
            let body = rows.get(1..).unwrap_or_default();
            body.iter().any(|row| filled(row) > columns.count() / 2)
        }
    }
}

/// How many lines a table at the first of them may take: up to the header that follows its own, and
/// to its last level line.
fn furthest_end(
    lines: &[Line],
    header: usize,
    ruled: Option<&Rules>,
    vocabulary: &Vocabulary,
) -> usize {
    let next_header = lines[header..].iter().position(|line| names_columns(line, vocabulary));
    let end = next_header.map_or(lines.len(), |next| header + next);
    let Some(rules) = ruled else { return end };
    let below = |line: &Line| line.baseline > rules.bottom() + BELOW_RULES;
    lines[..end].iter().position(below).unwrap_or(end)
}

/// How many lines below a table's last level line are a row that the page's end cuts: all that
/// follow, where they keep to the columns and do not just stand in one of them.
fn cut_row(columns: &Columns, below: &[Line]) -> usize {
    let is_row = below.iter().all(|line| columns.keeps(line))
        && below.iter().any(|line| columns.parts(line).iter().flatten().count() > 1);
    if is_row { below.len() } else { 0 }
}

/// Whether rows under headings that are not known are a table and not prose with gaps: most of them
/// fill every column.
fn is_regular(rows: &[Row]) -> bool {
    let full = rows.iter().filter(|row| row.cells.iter().all(|c| !c.lines.is_empty())).count();
    rows.len() > FEWEST_ROWS && are_most(full, rows.len())
}
