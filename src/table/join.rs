//! Pieces of tables → logical tables: repeated headers dropped, rows cut by a page rejoined into
//! one record.

use std::sync::LazyLock;

use regex::Regex;

use crate::layout::{Line, compose, ended, is_list_item};
use crate::role::Role;
use crate::table::heading::meaning;
use crate::table::{Block, Origin, PageBlocks, Row, Table};
use crate::thai::text::{matching_key, normalise};

/// A part of the document: what stands between tables, or a table with all its pieces.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Lines outside any table, of one or more pages.
    Lines(Vec<Line>),
    /// A table.
    Table(LogicalTable),
}

/// A table with its rows joined over pages.
#[derive(Debug, Clone, PartialEq)]
pub struct LogicalTable {
    /// How its borders are known.
    pub origin: Origin,
    /// The page it starts on, from 1; 0 where it has no place.
    pub page: u32,
    /// Its columns.
    pub columns: Vec<Heading>,
    /// Its rows.
    pub rows: Vec<LogicalRow>,
    /// Headings that stood again on later pages: the lines of one header each.
    pub repeated: Vec<Vec<Line>>,
    /// How many records it has, and how many of them start with a number.
    records: usize,
    numbered: usize,
}

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
    /// What tells it from other wordings: its text without white space and punctuation, see
    /// [`matching_key`].
    pub key: String,
}

/// What of a piece of a table is its header.
#[derive(Debug, Default)]
struct Header {
    /// Its rows, as indices.
    rows: Vec<usize>,
    /// What stands in them over each column.
    headings: Vec<Heading>,
}

impl Header {
    fn of(piece: &Table) -> Header {
        let rows = header_rows(piece);
        let headings = if rows.is_empty() { Vec::new() } else { headings(piece, &rows) };
        Header { rows, headings }
    }
}

/// One record, joined across pages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LogicalRow {
    /// The lines of each column.
    pub cells: Vec<Vec<Line>>,
    /// Whether it is one title across all columns.
    pub across: bool,
    /// Whether a piece was joined to it on a guess.
    pub guessed: bool,
    /// Whether no line is drawn below its last piece.
    open: bool,
    /// The page of its last piece.
    last_page: u32,
}

impl Heading {
    /// Whether it has a wording already.
    pub fn says(&self, wording: &Wording) -> bool {
        self.wordings.iter().any(|known| known.key == wording.key)
    }
}

/// Joins the blocks of all pages into the document's parts.
pub fn join(pages: Vec<PageBlocks>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for block in pages.into_iter().flat_map(|p| p.blocks) {
        let piece = match (block, parts.last_mut()) {
            (Block::Lines(lines), Some(Part::Lines(before))) => {
                before.extend(lines);
                continue;
            }
            (Block::Lines(lines), _) => {
                parts.push(Part::Lines(lines));
                continue;
            }
            (Block::Table(piece), _) => piece,
        };
        let header = Header::of(&piece);
        match parts.last_mut() {
            Some(Part::Table(table)) if table.goes_on_in(&piece, &header) => {
                table.extend(piece, header)
            }
            _ => {
                let model = last_like(&parts, &piece);
                parts.push(Part::Table(LogicalTable::new(piece, header, model)));
            }
        }
    }
    parts
}

/// The columns of the last table before a piece that has as many: what a piece without headings
/// goes by.
fn last_like(parts: &[Part], piece: &Table) -> Option<Vec<Heading>> {
    let tables =
        parts.iter().rev().filter_map(|p| if let Part::Table(t) = p { Some(t) } else { None });
    tables
        .into_iter()
        .find(|t| t.columns.len() == piece.columns.len() - 1)
        .map(|t| t.columns.clone())
}

impl LogicalTable {
    fn new(piece: Table, header: Header, model: Option<Vec<Heading>>) -> LogicalTable {
        let count = piece.columns.len() - 1;
        let mut table = LogicalTable {
            origin: piece.origin,
            page: piece.frame.page,
            columns: vec![Heading::default(); count],
            rows: Vec::new(),
            repeated: Vec::new(),
            records: 0,
            numbered: 0,
        };
        if let (true, Some(model)) = (header.rows.is_empty(), model) {
            let bare = |h: Heading| Heading { meaning: h.meaning, wordings: Vec::new() };
            table.columns = model.into_iter().map(bare).collect();
        }
        table.extend(piece, header);
        table
    }

    /// Whether a piece belongs to this table: as many columns, and the same headings or none.
    fn goes_on_in(&self, piece: &Table, header: &Header) -> bool {
        if piece.columns.len() - 1 != self.columns.len() {
            return false;
        }
        header.rows.is_empty() || self.same_headings(&header.headings)
    }

    fn same_headings(&self, other: &[Heading]) -> bool {
        let same = |a: &Heading, b: &Heading| match (a.meaning, b.meaning) {
            (Some(a), Some(b)) => a == b,
            (None, None) => a.wordings.iter().map(|w| &w.key).eq(b.wordings.iter().map(|w| &w.key)),
            _ => false,
        };
        let agreeing = self.columns.iter().zip(other).filter(|(a, b)| same(a, b)).count();
        // Headings drift in wording ("งบประมาณ", "งบประมาณ (บาท)"), not in what they mean.
        agreeing as f32 >= SAME_HEADINGS * self.columns.len() as f32
    }

    fn extend(&mut self, piece: Table, header: Header) {
        self.add_headings(header.headings);
        self.add_rows(piece, &header.rows);
    }

    /// Takes a piece's headings: new wordings are kept with their column, known ones are told as
    /// repeated.
    fn add_headings(&mut self, headings: Vec<Heading>) {
        let mut repeated = Vec::new();
        for (column, found) in self.columns.iter_mut().zip(headings) {
            column.meaning = column.meaning.or(found.meaning);
            for wording in found.wordings {
                if column.says(&wording) {
                    repeated.extend(wording.lines);
                } else {
                    column.wordings.push(wording);
                }
            }
        }
        if !repeated.is_empty() {
            self.repeated.push(repeated);
        }
    }

    fn add_rows(&mut self, piece: Table, header: &[usize]) {
        let page = piece.frame.page;
        let mut first = true;
        for (i, row) in piece.rows.into_iter().enumerate() {
            if header.contains(&i) {
                continue;
            }
            let row = logical(row, self.columns.len(), page);
            let boundary =
                first && self.rows.last().is_some_and(|last| last.last_page != page || page == 0);
            first = false;
            let keys: Vec<String> =
                self.key_columns().iter().map(|k| opening(&row.cells[*k])).collect();
            match self.continuation(&row, &keys, boundary) {
                Some(guess) => self.append(row, guess),
                None => self.push(row, &keys),
            }
        }
    }

    fn push(&mut self, row: LogicalRow, keys: &[String]) {
        if !row.across {
            self.records += 1;
            self.numbered += usize::from(keys.iter().any(|t| starts_item(t)));
        }
        self.rows.push(row);
    }

    /// Whether a row goes on with the one above it; and whether that is a guess. `keys`: how its
    /// key columns open; `boundary`: it is the first one after a page break.
    fn continuation(&self, row: &LogicalRow, keys: &[String], boundary: bool) -> Option<bool> {
        let last = self.rows.last()?;
        if row.across || last.across {
            return None;
        }
        if keys.iter().all(String::is_empty) {
            // Cells merged from above leave the first ones blank; text that goes on leaves gaps
            // among the others, too.
            let sparse = row.cells.iter().skip_while(|c| c.is_empty()).any(Vec::is_empty);
            return (self.has_items() || boundary && (sparse || last.open)).then_some(false);
        }
        if !boundary {
            return self.unnumbered_below(keys).then_some(false);
        }
        if last.open {
            return Some(false);
        }
        let starts = keys.iter().any(|t| starts_item(t));
        if starts && keys.iter().any(|t| opens_first_child(t)) && flows(last, row) {
            return Some(true);
        }
        (!starts && self.is_numbered())
            .then(|| !ends_in_label(&ending(&last.cells[self.key_columns()[0]])))
    }

    /// A row without a number below a column of numbers: its number cell is empty and no other key
    /// starts an item.
    fn unnumbered_below(&self, keys: &[String]) -> bool {
        self.has_items()
            && keys.len() > 1
            && keys[0].is_empty()
            && !keys.iter().any(|t| starts_item(t))
    }

    fn append(&mut self, row: LogicalRow, guess: bool) {
        let Some(last) = self.rows.last_mut() else { return };
        for (cell, lines) in last.cells.iter_mut().zip(row.cells) {
            cell.extend(lines);
        }
        last.guessed |= guess;
        last.open = row.open;
        last.last_page = row.last_page;
    }

    /// The columns that tell one record from the next: the number and what it numbers, else the
    /// first.
    fn key_columns(&self) -> Vec<usize> {
        let at = |role: Role| self.columns.iter().position(|c| c.meaning == Some(role));
        match (at(Role::Number), at(Role::Project).or(at(Role::Measure))) {
            (Some(number), Some(item)) => vec![number, item],
            (Some(number), None) => vec![number],
            (None, Some(item)) => vec![item],
            (None, None) => vec![0],
        }
    }

    /// Whether its rows are projects or measures.
    pub fn has_items(&self) -> bool {
        self.columns.iter().any(|c| matches!(c.meaning, Some(Role::Project | Role::Measure)))
    }

    /// Whether most of its records so far start with a number.
    fn is_numbered(&self) -> bool {
        self.numbered as f32 >= NUMBERED * self.records as f32
    }
}

/// Headings that agree on this part of the columns are the same.
const SAME_HEADINGS: f32 = 0.6;
/// A table is numbered where this part of its records starts with a number.
const NUMBERED: f32 = 0.6;
/// A row that the page's end cuts reaches into the page's foot: below this part of its height.
const FOOT: f32 = 0.75;
/// A number or a label with its number wraps over at most this many lines.
const LABEL_LINES: usize = 3;
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

/// The rows of a piece that are its header, as indices.
fn header_rows(piece: &Table) -> Vec<usize> {
    let candidates = piece.rows.iter().enumerate().take(HEADER_DEPTH);
    let Some(first) = candidates
        .filter(|(_, r)| !is_across(r, piece))
        .find(|(i, r)| is_header(r, piece, *i))
        .map(|(i, _)| i)
    else {
        return Vec::new();
    };
    // A header of several levels reaches down as far as its tallest cell.
    let bottom =
        piece.rows[first].cells.iter().map(|c| c.bbox.y1).fold(f32::NEG_INFINITY, f32::max);
    let below = |i: &usize| piece.origin != Origin::Transcript && piece.rows[*i].top < bottom - 1.0;
    let mut rows = vec![first];
    rows.extend((first + 1..piece.rows.len()).take_while(below));
    rows
}

fn is_header(row: &Row, piece: &Table, at: usize) -> bool {
    if row
        .cells
        .iter()
        .any(|c| c.lines.iter().map(|l| l.clusters.len()).sum::<usize>() > HEADER_CLUSTERS)
    {
        return false;
    }
    let texts: Vec<String> =
        row.cells.iter().map(|c| text(&c.lines)).filter(|t| !t.is_empty()).collect();
    let mut meanings: Vec<Role> = texts.iter().filter_map(|t| meaning(t)).collect();
    let known = meanings.len();
    meanings.sort_unstable();
    meanings.dedup();
    if meanings.len() >= HEADER_NAMES && known as f32 >= HEADER_SHARE * texts.len() as f32 {
        return true;
    }
    at == 0 && looks_like_header(row, piece, &texts)
}

/// A header by its looks, where its words are not known: every column is named, briefly and without
/// numbers, and its cells are merged as only headers are, or centred where those of the next row
/// are not.
fn looks_like_header(row: &Row, piece: &Table, texts: &[String]) -> bool {
    let columns = piece.columns.len() - 1;
    let named: usize = row.cells.iter().filter(|c| !c.lines.is_empty()).map(|c| c.span).sum();
    let brief = |t: &String| t.chars().count() <= HEADING_LENGTH && !starts_item(t);
    if named < columns
        || !texts.iter().all(brief)
        || texts.iter().all(|t| t.chars().all(|c| !c.is_alphabetic()))
    {
        return false;
    }
    let merged = row.cells.iter().any(|c| c.row_span > 1) && row.cells.iter().any(|c| c.span > 1);
    let centred = |r: &Row| {
        let lines: Vec<&Line> = r.cells.iter().flat_map(|c| &c.lines).collect();
        let middle = |l: &&&Line| {
            ((l.bbox.x0 - l.frame.room.0) - (l.frame.room.1 - l.bbox.x1)).abs() <= l.size
        };
        (lines.iter().filter(middle).count(), lines.len())
    };
    let (middle, all) = centred(row);
    let Some(next) = piece.rows.get(1) else { return false };
    let (next_middle, next_all) = centred(next);
    let bold = bold_apart(row, next);
    merged || bold || middle * 10 >= all * 9 && next_middle * 10 < next_all * 6
}

/// Whether two rows are set in different fonts throughout: bold headings over plain cells.
fn bold_apart(row: &Row, next: &Row) -> bool {
    let fonts = |r: &Row| {
        let mut f: Vec<u16> = r
            .cells
            .iter()
            .flat_map(|c| &c.lines)
            .flat_map(|l| l.printed())
            .map(|c| c.font)
            .collect();
        f.sort_unstable();
        f.dedup();
        f
    };
    let (a, b) = (fonts(row), fonts(next));
    !a.is_empty() && !b.is_empty() && a.iter().all(|f| !b.contains(f))
}

/// What stands over each column in the header's rows, from the top down.
fn headings(piece: &Table, header: &[usize]) -> Vec<Heading> {
    let count = piece.columns.len() - 1;
    (0..count)
        .map(|column| {
            let mut lines: Vec<Line> = Vec::new();
            for row in header.iter().filter_map(|i| piece.rows.get(*i)) {
                let below = lines.len();
                let over = row.cells.iter().filter(|c| c.covers(column));
                lines.extend(over.flat_map(|c| c.lines.iter().cloned()));
                // Each level of a header is a paragraph of its own.
                if let Some(first) = lines.get_mut(below).filter(|_| below > 0) {
                    first.starts_paragraph = Some(true);
                }
            }
            let text = text(&lines);
            let blank = lines.is_empty();
            let wordings =
                if blank { Vec::new() } else { vec![Wording { key: matching_key(&text), lines }] };
            Heading { meaning: meaning(&text), wordings }
        })
        .collect()
}

fn is_across(row: &Row, piece: &Table) -> bool {
    let columns = piece.columns.len() - 1;
    matches!(row.cells.as_slice(), [only] if only.span == columns && columns > 1)
}

fn logical(row: Row, columns: usize, page: u32) -> LogicalRow {
    let across = matches!(row.cells.as_slice(), [only] if only.span == columns && columns > 1);
    let mut cells = vec![Vec::new(); columns];
    for cell in row.cells {
        if let Some(lines) = cells.get_mut(cell.column) {
            lines.extend(cell.lines);
        }
    }
    LogicalRow { cells, across, guessed: false, open: !row.closed_bottom, last_page: page }
}

fn text(lines: &[Line]) -> String {
    normalise(compose(lines).text.trim()).into_owned()
}

/// The beginning of a cell, in which its number stands.
fn opening(lines: &[Line]) -> String {
    text(&lines[..lines.len().min(LABEL_LINES)])
}

/// The end of a cell, in which a label without its title stands.
fn ending(lines: &[Line]) -> String {
    text(&lines[lines.len().saturating_sub(LABEL_LINES)..])
}

/// Whether a first cell starts an item: `๑.`, `(๒)`, `๒.๑`, `กิจกรรมย่อยที่ ๒`, `มาตรการ ๓`, or a
/// number alone.
pub(super) fn starts_item(text: &str) -> bool {
    static ITEM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:\(?[0-9๐-๙]{1,3}\s*[.)]|[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,3})+|[0-9๐-๙]{1,4}\s*$",
            r"|(?:แผนงาน|โครงการ|กิจกรรม(?:ย่อย|หลัก)?|มาตรการ|ยุทธศาสตร์|กลยุทธ์)(?:ที่)?\s*[0-9๐-๙])"
        ))
        .expect("a constant pattern")
    });
    ITEM.is_match(text)
}

/// Whether a first cell starts the first item below another one: `๓.๑ กิจกรรม`, `กิจกรรมย่อยที่ ๑`. It
/// stands in the cell of its parent more often than in a row of its own.
pub(super) fn opens_first_child(text: &str) -> bool {
    static CHILD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,3})*\.[1๑](?:[^0-9๐-๙]|$)",
            r"|กิจกรรม(?:ย่อย)?ที่\s*[1๑](?:[^0-9๐-๙.]|$))"
        ))
        .expect("a constant pattern")
    });
    CHILD.is_match(text)
}

/// Whether a row at the foot of its page goes on in the next one: a column breaks off in the middle
/// of a paragraph, and another one that had said all it says is blank.
fn flows(last: &LogicalRow, next: &LogicalRow) -> bool {
    let columns = || last.cells.iter().zip(&next.cells);
    let at_foot = |l: &Line| l.baseline > FOOT * l.frame.size.1;
    if !last.cells.iter().filter_map(|c| c.last()).any(at_foot) {
        return false;
    }
    let breaks_off = |(a, b): (&Vec<Line>, &Vec<Line>)| match (a.last(), b.first()) {
        (Some(a), Some(b)) => a.frame.is_place() && !ended(a, b) && !is_list_item(&b.text()),
        _ => false,
    };
    columns().any(breaks_off) && columns().any(|(a, b)| !a.is_empty() && b.is_empty())
}

/// Whether a cell ends in a bare label whose title must follow: `มาตรการที่ ๘`.
fn ends_in_label(text: &str) -> bool {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:โครงการ|กิจกรรม(?:ย่อย)?|มาตรการ)(?:ที่)?\s*[0-9๐-๙]{1,3}[.:]?\s*$")
            .expect("a constant pattern")
    });
    LABEL.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_start_with_a_number_or_a_numbered_label() {
        for text in [
            "๑. โครงการ",
            "(๒) อบรม",
            "๒.๑ กิจกรรม",
            "กิจกรรมย่อยที่ ๒ ประเมิน",
            "มาตรการ ๓ : พัฒนา",
            "12",
            "3)",
        ] {
            assert!(starts_item(text), "{text}");
        }
        assert!(opens_first_child("๓.๑ กิจกรรม") && opens_first_child("กิจกรรมย่อยที่ ๑ อบรม"));
        assert!(!opens_first_child("๓.๑๒ กิจกรรม") && !opens_first_child("๑. โครงการ"));
        for text in ["เสริมสร้างการรับรู้", "๒๕๖๘ เป็นต้นไป", "โครงการอบรม", ""]
        {
            assert!(!starts_item(text), "{text}");
        }
    }
}
