//! The header of a piece of a table: which of its rows it is, and what it says over each column.

use crate::layout::{Line, compose};
use crate::role::Role;
use crate::table::heading::meaning;
use crate::table::item::starts_item;
use crate::table::{Cell, Origin, Row, Table};
use crate::thai::text::{matching_key, normalise};

/// How many rows into a piece its header may stand (titles across the table may stand above it).
const HEADER_DEPTH: usize = 3;
/// A header names at least this many columns …
const HEADER_NAMES: usize = 2;
/// … and at least this part of its cells.
const HEADER_SHARE: f32 = 0.5;
/// A cell with more clusters than this is no heading.
const HEADER_CLUSTERS: usize = 120;
/// The longest heading of a column whose words are not known, in characters without white space.
const HEADING_LENGTH: usize = 50;
/// A row starts at least this far (in points) above the end of a header that it belongs to.
const REACHES_DOWN: f32 = 1.0;
/// A line is centred in its cell where its left and right gap differ by at most this (in font
/// sizes).
const CENTRED: f32 = 1.0;
/// A row is centred, as headers are, where this many of ten lines are.
const CENTRED_OF_TEN: usize = 9;
/// The row below a header is not centred: fewer than this many of ten lines are.
const BODY_CENTRED_OF_TEN: usize = 6;

/// The heading of a column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Heading {
    /// What it says that the column holds, where its words are known.
    pub meaning: Option<Role>,
    /// Its wordings, each once.
    pub wordings: Vec<Wording>,
}

/// One wording of a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording {
    /// Its lines.
    pub lines: Vec<Line>,
    /// What two wordings are compared by: its text without white space and punctuation, see
    /// [`matching_key`].
    pub key: String,
}

impl Heading {
    /// Whether two columns hold the same, by what their headings mean or else by their words.
    pub(super) fn is_like(&self, other: &Heading) -> bool {
        match (self.meaning, other.meaning) {
            (Some(own), Some(other)) => own == other,
            (None, None) => self.keys().eq(other.keys()),
            _ => false,
        }
    }

    fn keys(&self) -> impl Iterator<Item = &str> {
        self.wordings.iter().map(|wording| wording.key.as_str())
    }

    /// Its meaning alone: of a column whose heading stands elsewhere.
    pub(super) fn without_wordings(self) -> Heading {
        Heading { meaning: self.meaning, wordings: Vec::new() }
    }

    /// Whether it has a wording already.
    pub fn says(&self, wording: &Wording) -> bool {
        self.wordings.iter().any(|known| known.key == wording.key)
    }
}

/// The header of a piece of a table.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// Its rows, as indices into the rows of the piece; empty where the piece has no header.
    pub rows: Vec<usize>,
    /// What stands in them over each column; empty where the piece has no header.
    pub headings: Vec<Heading>,
}

impl Header {
    /// Finds the header of a piece.
    pub fn of(piece: &Table) -> Header {
        let Some(first) = first_row(piece) else { return Header::default() };
        let rows = all_rows(piece, first);
        let headings = (0..piece.column_count()).map(|i| heading(piece, &rows, i)).collect();
        Header { rows, headings }
    }
}

/// The first row of a piece's header.
fn first_row(piece: &Table) -> Option<usize> {
    let candidates = piece.rows.iter().enumerate().take(HEADER_DEPTH);
    candidates
        .filter(|(_, row)| !row.is_across(piece.column_count()))
        .find(|(i, row)| is_header(row, piece, *i))
        .map(|(i, _)| i)
}

/// All rows of a header, which reaches down as far as the tallest cell of its first row.
fn all_rows(piece: &Table, first: usize) -> Vec<usize> {
    let cells = &piece.rows[first].cells;
    let bottom = cells.iter().map(|c| c.bbox.y1).fold(f32::NEG_INFINITY, f32::max);
    let below = piece.rows[first + 1..]
        .iter()
        .take_while(|row| piece.origin != Origin::Transcript && row.top < bottom - REACHES_DOWN)
        .count();
    (first..=first + below).collect()
}

/// Whether the row at a place of the piece is its header: by its words, or by its looks.
fn is_header(row: &Row, piece: &Table, at: usize) -> bool {
    if row.cells.iter().any(|cell| cluster_count(cell) > HEADER_CLUSTERS) {
        return false;
    }
    let texts: Vec<String> =
        row.cells.iter().map(|c| text_of(&c.lines)).filter(|t| !t.is_empty()).collect();
    names_columns(&texts) || at == 0 && looks_like_header(row, piece, &texts)
}

fn cluster_count(cell: &Cell) -> usize {
    cell.lines.iter().map(|l| l.clusters.len()).sum()
}

/// Whether the texts of cells name columns in words that are known.
fn names_columns(texts: &[String]) -> bool {
    let mut meanings: Vec<Role> = texts.iter().filter_map(|t| meaning(t)).collect();
    let known = meanings.len();
    meanings.sort_unstable();
    meanings.dedup();
    meanings.len() >= HEADER_NAMES && known as f32 >= HEADER_SHARE * texts.len() as f32
}

/// A header by its looks, where its words are not known: every column is named, briefly and without
/// numbers, and its cells are merged as only headers are, or set in a font of their own, or centred
/// where those of the next row are not.
fn looks_like_header(row: &Row, piece: &Table, texts: &[String]) -> bool {
    let named: usize = row.cells.iter().filter(|c| !c.lines.is_empty()).map(|c| c.span).sum();
    if named < piece.column_count()
        || !texts.iter().all(|text| may_be_heading(text))
        || !texts.iter().any(|text| text.chars().any(char::is_alphabetic))
    {
        return false;
    }
    let Some(next) = piece.rows.get(1) else { return false };
    is_merged_both_ways(row) || has_fonts_of_its_own(row, next) || is_centred_apart(row, next)
}

/// Whether a text is as brief as a heading and starts no item.
fn may_be_heading(text: &str) -> bool {
    text.chars().count() <= HEADING_LENGTH && !starts_item(text)
}

/// Whether a row has cells merged with those below and cells merged with those beside them.
fn is_merged_both_ways(row: &Row) -> bool {
    row.cells.iter().any(|c| c.row_span > 1) && row.cells.iter().any(|c| c.span > 1)
}

/// Whether two rows are set in different fonts throughout: bold headings over plain cells.
fn has_fonts_of_its_own(row: &Row, next: &Row) -> bool {
    let (fonts, others) = (fonts_of(row), fonts_of(next));
    !fonts.is_empty() && !others.is_empty() && fonts.iter().all(|f| !others.contains(f))
}

/// The fonts of a row's clusters, each once.
fn fonts_of(row: &Row) -> Vec<u16> {
    let mut fonts: Vec<u16> = row.lines().flat_map(Line::printed).map(|c| c.font).collect();
    fonts.sort_unstable();
    fonts.dedup();
    fonts
}

/// Whether nearly all lines of a row are centred, and many of the next row are not.
fn is_centred_apart(row: &Row, next: &Row) -> bool {
    let (centred, all) = count_centred(row);
    let (next_centred, next_all) = count_centred(next);
    centred * 10 >= all * CENTRED_OF_TEN && next_centred * 10 < next_all * BODY_CENTRED_OF_TEN
}

/// How many lines of a row are centred in their cells, and how many there are.
fn count_centred(row: &Row) -> (usize, usize) {
    (row.lines().filter(|line| is_centred(line)).count(), row.lines().count())
}

fn is_centred(line: &Line) -> bool {
    let (left, right) = (line.bbox.x0 - line.frame.room.0, line.frame.room.1 - line.bbox.x1);
    (left - right).abs() <= CENTRED * line.size
}

/// What stands over a column in the header's rows, from the top down.
fn heading(piece: &Table, header: &[usize], column: usize) -> Heading {
    let mut lines: Vec<Line> = Vec::new();
    for row in header.iter().filter_map(|i| piece.rows.get(*i)) {
        let level = lines.len();
        let over = row.cells.iter().filter(|cell| cell.covers(column));
        lines.extend(over.flat_map(|cell| cell.lines.iter().cloned()));
        // Each level of a header is a paragraph of its own.
        if let Some(first) = lines.get_mut(level).filter(|_| level > 0) {
            first.starts_paragraph = Some(true);
        }
    }
    let text = text_of(&lines);
    let meaning = meaning(&text);
    if lines.is_empty() {
        return Heading { meaning, wordings: Vec::new() };
    }
    Heading { meaning, wordings: vec![Wording { key: matching_key(&text), lines }] }
}

/// The text of lines, normalised: what headings and items are known by.
pub(super) fn text_of(lines: &[Line]) -> String {
    normalise(compose(lines).text.trim()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::made::piece;

    fn rows_of(piece: &Table) -> Vec<usize> {
        Header::of(piece).rows
    }

    #[test]
    fn known_words_are_a_header_also_below_a_title() {
        let header = ["ลำดับ", "โครงการ", "งบประมาณ"];
        assert_eq!(rows_of(&piece(1, 0.0, &[&header, &["๑", "ก", "-"]])), [0]);
        assert_eq!(rows_of(&piece(1, 0.0, &[&["แผน"], &header, &["๑", "ก", "-"]])), [1]);
        assert!(rows_of(&piece(1, 0.0, &[&["๑", "ก", "-"], &["๒", "ข", "-"]])).is_empty());
    }

    #[test]
    fn unknown_words_are_a_header_in_a_font_of_their_own_or_where_they_alone_are_centred() {
        let body = ["ท่าลำพู", "๑๙.๐๐ น."];
        let plain = piece(1, 0.0, &[&["ท่าเรือ", "เวลา"], &body]);
        assert!(rows_of(&plain).is_empty());
        let mut bold = plain.clone();
        let clusters =
            bold.rows[0].cells.iter_mut().flat_map(|c| &mut c.lines).flat_map(|l| &mut l.clusters);
        clusters.for_each(|cluster| cluster.font = 1);
        assert_eq!(rows_of(&bold), [0]);
        let mut centred = plain;
        for line in centred.rows[0].cells.iter_mut().flat_map(|cell| &mut cell.lines) {
            let middle = (line.bbox.x0 + line.bbox.x1) / 2.0;
            line.frame.room = (middle - 50.0, middle + 50.0);
        }
        assert_eq!(rows_of(&centred), [0]);
    }

    #[test]
    fn a_header_of_two_levels_reaches_down_to_its_tallest_cell() {
        let mut table = piece(
            1,
            0.0,
            &[&["ลำดับ", "ผลการดำเนินงาน", ""], &["", "ตัวชี้วัด", "งบประมาณ"], &["๑", "ก", "-"]],
        );
        let bottom = table.rows[1].bottom;
        table.rows[0].cells[0].bbox.y1 = bottom;
        let header = Header::of(&table);
        assert_eq!(header.rows, [0, 1]);
        let lines: Vec<usize> = header.headings.iter().map(|h| h.wordings[0].lines.len()).collect();
        assert_eq!(lines, [1, 2, 1]);
    }
}
