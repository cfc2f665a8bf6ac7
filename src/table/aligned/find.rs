//! Where among a page's lines a table without upright lines begins and ends.

use super::columns::{Columns, are_most};
use super::header::{HEADER_LINES, Header, Known, are_known, in_words, share_font};
use super::rows;
use super::rules::Rules;
use crate::geom::Rect;
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
    let around = Rules::around(rules, &lines[0], f32::INFINITY);
    let together = Rules::together(rules, lines);
    let set_off = set_off(lines, around.as_ref(), rules, shaded, vocabulary);
    let header = Header::at_start(lines, set_off, together, vocabulary)?;
    let next = next_header(lines, &header, rules, vocabulary);
    let ruled = match lines.get(next) {
        Some(line) => {
            Rules::around(rules, &lines[0], Rules::end_before(rules, &lines[..next], line))
        }
        None => around,
    };
    let end = furthest_end(&lines[..next], ruled.as_ref());
    let (columns, fitting) =
        Columns::of(frame, &header, &lines[..end], ruled.as_ref(), vocabulary)?;
    let used = if ruled.is_some() && fitting == end && next == lines.len() {
        end + cut_row(&columns, &lines[end..])
    } else {
        fitting
    };
    let used = if ruled.is_none() && header.known != Known::Words {
        header.lines + rows::numbered_height(&columns, &lines[header.lines..used])
    } else {
        used
    };
    let used = match lines.get(next) {
        Some(_) => without_heading(&columns, &lines[..next], header.lines, used),
        None => used,
    };
    let body = &lines[..used];
    let (origin, mut rows) = match ruled {
        Some(rules) => (Origin::Rows, rows::between_rules(&columns, body, &rules)),
        None => (Origin::Aligned, rows::by_starts(&columns, body, header.lines)),
    };
    if !header.groups.is_empty() {
        let lowest = body[..header.lines].iter().map(|l| l.baseline).fold(0.0, f32::max);
        let end = rows.iter().position(|row| row.bottom > lowest).map_or(0, |last| last + 1);
        rows.splice(..end, columns.header_rows(&body[..header.lines], &header.groups));
    }
    // A header in known words is one, however little stands below it on its page.
    let known = if header.in_known_words { Known::Words } else { header.known };
    if !is_table(&rows, known, &columns) {
        return None;
    }
    let table = columns.into_table(origin, rows).filter(|table| table.rows.len() > 1)?;
    Some((table, used))
}

/// How many of the first lines are set off from what follows, as a header is: by level lines above
/// and below them, by one below headings in known words, or by a coloured ground.
fn set_off(
    lines: &[Line],
    ruled: Option<&Rules>,
    rules: &[Edge],
    shaded: &[Rect],
    vocabulary: &Vocabulary,
) -> usize {
    let together = Rules::together(rules, lines);
    let count = match ruled {
        Some(rules) => rules.header_lines(lines),
        None => match (Rules::between(rules, lines), on_ground(lines, shaded)) {
            (0, 0) if together <= HEADER_LINES && are_known(&lines[..together], vocabulary) => {
                together
            }
            (0, ground) => ground,
            (between, _) => between,
        },
    };
    if count <= HEADER_LINES && count < lines.len() { count } else { 0 }
}

/// How many of the first lines stand on one coloured ground.
fn on_ground(lines: &[Line], shaded: &[Rect]) -> usize {
    let middle = lines[0].bbox.center();
    let grounds = shaded.iter().filter(|ground| ground.contains(middle));
    let ground = grounds.min_by(|a, b| a.height().total_cmp(&b.height()));
    ground.map_or(0, |g| lines.iter().take_while(|line| g.contains(line.bbox.center())).count())
}

/// Where the header starts that follows that of a table: one in known words, or the same again.
fn next_header(lines: &[Line], header: &Header, rules: &[Edge], vocabulary: &Vocabulary) -> usize {
    let starts = |i: &usize| {
        let below = &lines[*i..];
        header.is_repeated(lines, below)
            || in_words(&below[..Rules::together(rules, below)], vocabulary).is_some()
    };
    (header.lines..lines.len()).find(starts).unwrap_or(lines.len())
}

/// Whether rows under a header are a table, and not prose with gaps.
fn is_table(rows: &[Row], known: Known, columns: &Columns) -> bool {
    match known {
        Known::Words => true,
        Known::Pieces => is_regular(rows),
        Known::SetOff | Known::Font => {
            let body = rows.get(1..).unwrap_or_default();
            body.iter().any(|row| row.filled() > columns.count() / 2)
        }
    }
}

/// How many of the lines of a table are left without the heading of the next one, which stands last:
/// in the first column alone, numbered or named as a level is, or in a font that no row has.
fn without_heading(columns: &Columns, lines: &[Line], header: usize, used: usize) -> usize {
    let Some(last) = lines[..used].last().filter(|_| used == lines.len() && used > header + 1)
    else {
        return used;
    };
    let parts = columns.parts(last);
    let alone = parts[0].is_some() && parts.iter().flatten().count() == 1;
    let other_font = lines[header..used - 1].iter().all(|line| !share_font(line, last));
    if alone && (columns.opens_level(&last.text()) || other_font) { used - 1 } else { used }
}

/// How many of the lines down to the next header a table may take: those above its last level line.
fn furthest_end(lines: &[Line], ruled: Option<&Rules>) -> usize {
    let Some(rules) = ruled else { return lines.len() };
    let below = |line: &Line| line.baseline > rules.bottom() + BELOW_RULES;
    lines.iter().position(below).unwrap_or(lines.len())
}

/// How many lines below a table's last level line are a row that the page's end cuts: all that
/// follow, where they keep to the columns and do not just stand in one of them.
pub(in crate::table) fn cut_row(columns: &Columns, below: &[Line]) -> usize {
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
