//! The rows of a table's pieces → logical rows: which goes on with the one above it, which sums others
//! or heads a group, and what the cells say that span several.

use crate::layout::{Line, ended, is_list_item};
use crate::role::Role;
use crate::table::bands;
use crate::table::header::{says_again, text_of};
use crate::table::item::{ends_in_label, is_bulleted, names_item, opens_first_child, starts_item};
use crate::table::spanned::Spanned;
use crate::table::total::{is_group, is_group_with_sums, is_total};
use crate::table::unfilled::names_none;
use crate::table::{Cell, LogicalRow, LogicalTable, Origin, Row, Table};
use crate::thai::digits;
use crate::thai::text::normalise;

/// A number or a label with its number wraps over at most this many lines.
const LABEL_LINES: usize = 3;
/// A row without a number is a record of its own where it fills at least so many usual columns.
const STANDS_BY: usize = 3;
/// A column is one that rows fill where it is filled in this part of the records.
const USUALLY: f32 = 0.8;
/// A row after a page break goes on with the one before where this part of what rows usually fill is
/// blank in it.
const MOSTLY_BLANK: f32 = 0.5;

impl LogicalTable {
    /// Adds the rows of a piece, but for its header: each to the row above it where that goes on,
    /// or as a row of its own.
    pub(super) fn add_rows(&mut self, piece: Table, header: &[usize]) {
        let page = piece.frame.page;
        let mut spanned = Spanned::default();
        let mut nth = 0;
        let goes_on = self.rows.last().is_some_and(|last| last.last_page != page);
        let rows = if goes_on { self.levels_in_place(piece.rows, header) } else { piece.rows };
        let header_at = header.first().copied().unwrap_or_default();
        let parents = self.parents(&rows);
        for (i, row) in rows.into_iter().enumerate() {
            if header.contains(&i) {
                continue;
            }
            if nth > 0 && says_again(&row, &self.columns) {
                self.repeated.push(row.lines().cloned().collect());
                continue;
            }
            let after_break = nth == 0
                && self.rows.last().is_some_and(|last| last.last_page != page || page == 0);
            nth += 1;
            if after_break {
                self.carry_spanned(&row, &mut spanned);
            }
            let covered = spanned.covered(&row, self.columns.len());
            let marks = spanned.marks(&row, &self.columns);
            spanned.add(&row);
            let mut row = LogicalRow::of(row, &self.columns, page);
            row.above_header = i < header_at;
            let parent = parents.get(i).copied().unwrap_or_default();
            let above = Above { covered: &covered, marks: &marks };
            self.add_row(row, after_break, parent, &above);
        }
    }

    /// For each row whether the number of the next goes on from its own: 1, then 1.1.
    fn parents(&self, rows: &[Row]) -> Vec<bool> {
        let Some(name) = self.naming.map(|naming| naming.column) else { return Vec::new() };
        let numbers: Vec<String> = rows
            .iter()
            .map(|row| outline_number(row, self.column_of(Role::Number), name))
            .collect();
        let goes_on = |pair: &[String]| !pair[0].is_empty() && pair[1] == format!("{}.1", pair[0]);
        numbers.windows(2).map(goes_on).collect()
    }

    /// Rows at the top of a page, where a merged cell of a level says it beside the row from which on
    /// it holds: those above still belong to the level of the page before.
    fn levels_in_place(&self, mut rows: Vec<Row>, header: &[usize]) -> Vec<Row> {
        let levels = self.level_columns();
        let Some(first) = (0..rows.len()).find(|i| !header.contains(i)) else { return rows };
        for column in levels {
            let Some(at) = rows[first].cells.iter().position(|c| c.column == column) else {
                continue;
            };
            let Some(row) = row_beside(&rows[first].cells[at], &rows[first..]) else { continue };
            let cell = &mut rows[first].cells[at];
            let lines = std::mem::take(&mut cell.lines);
            let below = Cell { lines, row_span: cell.row_span - row, ..cell.clone() };
            rows[first + row].cells.push(below);
        }
        rows
    }

    /// A blank cell over several rows at the top of a page is the rest of the one above the page
    /// break: what that says belongs to these rows too.
    fn carry_spanned(&self, row: &Row, spanned: &mut Spanned) {
        let Some(last) = self.rows.last() else { return };
        let blank = row.cells.iter().filter(|cell| cell.row_span > 1 && cell.lines.is_empty());
        for cell in blank {
            let lines = last.cells.get(cell.column).cloned().unwrap_or_default();
            spanned.carry(Cell { lines, ..cell.clone() });
        }
    }

    /// Adds a row; `above`: what cells above say that span it too.
    fn add_row(&mut self, mut row: LogicalRow, after_break: bool, parent: bool, above: &Above<'_>) {
        row.names_none = names_none(&row, self, above.covered) && !is_total(&row, self);
        if row.names_none {
            self.rows.push(row);
            return;
        }
        if self.naming.is_some() && !row.across {
            row.sub_rows = bands::part(&mut row.cells);
            row.total = is_total(&row, self);
            if !row.total && is_group_with_sums(&row, self, parent) {
                let mut title = row.clone();
                let name = self.naming.map_or(0, |naming| naming.column);
                title.make_group(self.column_of(Role::Number), name);
                self.push(title, &[]);
                row.total = true;
            } else if !row.total
                && (!after_break || self.titles_level(&row))
                && is_group(&row, self)
            {
                row.make_across();
            }
        }
        if after_break {
            self.go_on_with_levels(&mut row);
        }
        let keys: Vec<String> =
            self.key_columns().iter().map(|k| opening(&row.cells[*k])).collect();
        if self.naming.is_some() && self.is_before_records(&row, &keys) {
            self.repeated.push(row.cells.into_iter().flatten().collect());
            return;
        }
        match self.continuation(&row, &keys, above.covered, after_break) {
            Some(Continuation { guessed }) => self.append(row, guessed, after_break, above),
            None => {
                if self.naming.is_some() && !row.across && !row.total {
                    self.fill_from_above(&mut row, above);
                }
                self.push(row, &keys);
            }
        }
    }

    /// Whether what stands first in a row is the title of a level, as the rest of no record is.
    fn titles_level(&self, row: &LogicalRow) -> bool {
        let first = row.cells.iter().find(|cell| !cell.is_empty());
        first.is_some_and(|cell| self.vocabulary.is_level_title(&text_of(cell)))
    }

    /// Whether a row names nothing and stands before all records: what is left of the header.
    fn is_before_records(&self, row: &LogicalRow, keys: &[String]) -> bool {
        self.records == 0 && !row.across && !row.total && keys.iter().all(String::is_empty)
    }

    /// Gives a row of its own the text of cells that span it and the row above.
    fn fill_from_above(&self, row: &mut LogicalRow, spanning: &Above<'_>) {
        row.marked.iter_mut().zip(spanning.marks).for_each(|(mark, above)| *mark |= above);
        for ((cell, above), column) in row.cells.iter_mut().zip(spanning.covered).zip(&self.columns)
        {
            let is_level = matches!(column.meaning, Some(Role::Strategy | Role::Tactic));
            if let Some(lines) = above.as_ref().filter(|_| cell.is_empty() && !is_level) {
                cell.clone_from(lines);
            }
        }
    }

    /// Gives the cell of a level what the first row of a page says of it, where that is the rest of
    /// what the page before says: it has no number of its own, and that breaks off or has one.
    fn go_on_with_levels(&mut self, row: &mut LogicalRow) {
        for column in self.level_columns() {
            let rest = &row.cells[column];
            let above = self.rows.iter_mut().rev().map(|row| &mut row.cells[column]);
            let Some(above) = above.into_iter().find(|cell| !cell.is_empty()) else { continue };
            let goes_on = !rest.is_empty()
                && !has_number(&opening(rest))
                && (has_number(&opening(above)) || breaks_off(above, rest));
            if goes_on {
                above.append(&mut row.cells[column]);
            }
        }
    }

    fn push(&mut self, row: LogicalRow, keys: &[String]) {
        if !row.across && !row.total {
            self.records += 1;
            self.numbered += usize::from(keys.iter().any(|t| starts_item(t)));
            self.bulleted += usize::from(keys.iter().any(|t| is_bulleted(t)));
            for (count, cell) in self.filled.iter_mut().zip(&row.cells) {
                *count += usize::from(!cell.is_empty());
            }
        }
        self.rows.push(row);
    }

    /// Whether a row goes on with the one above it. `keys`: how its key columns open; `covered`: what
    /// cells above span it too; `after_break`: it is the first one after a page break.
    fn continuation(
        &self,
        row: &LogicalRow,
        keys: &[String],
        covered: &[Option<Vec<Line>>],
        after_break: bool,
    ) -> Option<Continuation> {
        let last = self.rows.last()?;
        if row.across || last.across || row.total || last.total || last.names_none {
            return None;
        }
        if keys.iter().all(String::is_empty) {
            let cut = after_break && (row.has_gaps() || last.open);
            return (self.has_items() || cut).then_some(Continuation::SURE);
        }
        if !after_break {
            let below = self.is_unnumbered_below(keys) && !self.stands_alone(row, covered);
            return below.then_some(Continuation::SURE);
        }
        if self.numbers_itself(row) {
            return None;
        }
        if self.is_whole(row, keys) && !keys.iter().any(|t| starts_item(t))
            || self.is_bulleted() && keys.iter().any(|t| is_bulleted(t)) && !last.open
        {
            return None;
        }
        if last.open {
            return Some(Continuation::SURE);
        }
        if keys.iter().any(|t| starts_item(t)) {
            let goes_on = keys.iter().any(|t| opens_first_child(t)) && flows(last, row);
            return goes_on.then_some(Continuation::GUESSED);
        }
        if self.naming.is_some() && !self.is_mostly_blank(row) && self.starts_anew(last, row) {
            return None;
        }
        if !(self.is_numbered()
            || self.is_bulleted()
            || self.naming.is_some() && self.is_mostly_blank(row))
        {
            return None;
        }
        // A title may stand on the next page than its label.
        let after_label = ends_in_label(&ending(&last.cells[self.key_columns()[0]]));
        Some(if after_label { Continuation::SURE } else { Continuation::GUESSED })
    }

    /// Whether a row has a number in the column of numbers, which the rest of a row never has.
    fn numbers_itself(&self, row: &LogicalRow) -> bool {
        let number = self.column_of(Role::Number);
        self.has_items() && number.is_some_and(|column| starts_item(&opening(&row.cells[column])))
    }

    /// Whether a row is a record of its own though no line parts it from the one before the page
    /// break: it names an item and fills what records fill.
    fn is_whole(&self, row: &LogicalRow, keys: &[String]) -> bool {
        self.has_items() && keys.iter().any(|key| names_item(key)) && !self.has_blanks(row)
    }

    /// Whether a column is blank in a row that records usually fill.
    fn has_blanks(&self, row: &LogicalRow) -> bool {
        let usual = |count: &usize| *count as f32 >= USUALLY * self.records as f32;
        self.filled.iter().zip(&row.cells).any(|(count, cell)| usual(count) && cell.is_empty())
    }

    /// Whether most of the columns are blank in a row that records usually fill.
    fn is_mostly_blank(&self, row: &LogicalRow) -> bool {
        let usual = |count: &usize| *count as f32 >= USUALLY * self.records as f32;
        let usual = self.filled.iter().zip(&row.cells).filter(|(count, _)| usual(count));
        let (all, blank) = usual.fold((0, 0), |(all, blank), (_, cell)| {
            (all + 1, blank + usize::from(cell.is_empty()))
        });
        all > 0 && blank as f32 >= MOSTLY_BLANK * all as f32
    }

    /// Whether a row after a page break begins a record of its own: no key column of the row before
    /// breaks off in the middle of a paragraph.
    fn starts_anew(&self, last: &LogicalRow, row: &LogicalRow) -> bool {
        let keys = self.key_columns();
        !keys.iter().any(|k| breaks_off(&last.cells[*k], &row.cells[*k]))
    }

    /// Whether a row without a number stands below a column of numbers: its number cell is empty
    /// and no other key starts an item.
    fn is_unnumbered_below(&self, keys: &[String]) -> bool {
        self.has_items()
            && keys.len() > 1
            && keys[0].is_empty()
            && !keys.iter().any(|t| starts_item(t))
    }

    /// Whether a row without a number is a record of its own all the same: in a ruled table it fills
    /// what rows usually fill, but for what a cell above spans.
    fn stands_alone(&self, row: &LogicalRow, covered: &[Option<Vec<Line>>]) -> bool {
        let number = self.column_of(Role::Number);
        let wanted = (0..row.cells.len())
            .filter(|i| Some(*i) != number && self.usual[*i] >= USUALLY && covered[*i].is_none());
        let (mut all, mut blank) = (0, 0);
        for i in wanted {
            all += 1;
            blank += usize::from(row.cells[i].is_empty());
        }
        self.origin == Origin::Ruled && all >= STANDS_BY && blank == 0
    }

    /// Whether a row begins another title in a column of names behind that of the items.
    fn names_activity(&self, row: &LogicalRow) -> bool {
        let Some(name) = self.naming.map(|naming| naming.column) else { return false };
        let behind = self.columns.iter().zip(&row.cells).skip(name + 1);
        let mut names = behind.filter(|(column, _)| column.meaning == Some(Role::Project));
        names.any(|(_, cell)| starts_item(&opening(cell)))
    }

    /// Joins a row to the one above it, as a physical row of it or, over a page break, as the rest
    /// of it.
    fn append(&mut self, row: LogicalRow, guess: bool, after_break: bool, above: &Above<'_>) {
        let names_again = self.names_activity(&row);
        let Some(last) = self.rows.last_mut() else { return };
        // Over a page break, a row that fills what the row before it fills is another one of them.
        let is_row = self.naming.is_some()
            && self.origin == Origin::Ruled
            && (!after_break || last.has_sub_row_like(&row) || names_again);
        if is_row {
            let spanned = above.covered.iter().map(Option::is_some);
            last.spanning.resize(last.cells.len(), false);
            last.spanning.iter_mut().zip(spanned).for_each(|(own, spans)| *own |= spans);
        }
        let above: Vec<usize> = last.cells.iter().map(Vec::len).collect();
        let own = row.sub_rows.iter().map(|own| own.iter().zip(&above).map(|(n, m)| n + m));
        let own: Vec<Vec<usize>> = own.map(Iterator::collect).collect();
        let own_rows = own.len();
        if is_row {
            last.sub_rows.push(above);
        }
        last.sub_rows.extend(own);
        for (cell, mut lines) in last.cells.iter_mut().zip(row.cells) {
            // What stands in another ruled row is a paragraph of its own.
            if let Some(first) = lines.first_mut().filter(|_| is_row) {
                first.starts_paragraph = Some(true);
            }
            cell.extend(lines);
        }
        last.add_marks(&row.marked, is_row, own_rows);
        last.guessed |= guess;
        last.open = row.open;
        last.last_page = row.last_page;
    }
}

/// What cells above a row say that span it too.
struct Above<'a> {
    /// For each column the lines of such a cell.
    covered: &'a [Option<Vec<Line>>],
    /// Whether such a cell marks each column.
    marks: &'a [bool],
}

/// A row goes on with the row above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Continuation {
    /// Whether that is a guess.
    guessed: bool,
}

impl Continuation {
    const SURE: Continuation = Continuation { guessed: false };
    const GUESSED: Continuation = Continuation { guessed: true };
}

/// The beginning of a cell, in which its number stands.
fn opening(lines: &[Line]) -> String {
    text_of(&lines[..lines.len().min(LABEL_LINES)])
}

/// Which of the rows that a cell spans its text begins beside, if that is not the first: its first
/// line is level with theirs, and it does not stand in the middle of its cell.
fn row_beside(cell: &Cell, rows: &[Row]) -> Option<usize> {
    let first = cell.lines.first().filter(|_| cell.row_span > 1)?;
    let last = cell.lines.last()?;
    let middle = (first.bbox.y0 + last.bbox.y1) / 2.0;
    if (middle - cell.bbox.center().y).abs() <= first.size * OFF_MIDDLE {
        return None;
    }
    let row = rows.iter().take(cell.row_span).position(|row| {
        let other = row.cells.iter().filter(|own| own.column != cell.column && own.row_span == 1);
        let lines = other.filter_map(|own| own.lines.first());
        lines.into_iter().any(|line| (line.baseline - first.baseline).abs() <= first.size * LEVEL)
    })?;
    (row > 0).then_some(row)
}

/// Text stands in the middle of its cell where it is off by at most this (in font sizes).
const OFF_MIDDLE: f32 = 0.3;
/// Two lines are level where their baselines differ by at most this (in font sizes).
const LEVEL: f32 = 0.3;

/// The number of a row in Arabic digits, in its own column or before its name; empty where it has
/// none.
fn outline_number(row: &Row, number: Option<usize>, name: usize) -> String {
    let text = |column: usize| {
        let line = row.cells.iter().find(|cell| cell.column == column)?.lines.first()?;
        Some(normalise(line.text().trim()).into_owned()).filter(|text| !text.is_empty())
    };
    let printed = number.and_then(text).or_else(|| text(name)).unwrap_or_default();
    let arabic = digits::to_arabic(printed.trim_start_matches('('));
    let end = arabic.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(arabic.len());
    arabic[..end].trim_end_matches('.').to_owned()
}

/// Whether a text has a number in it.
fn has_number(text: &str) -> bool {
    text.chars().any(digits::is_digit)
}

/// The end of a cell, in which a label without its title stands.
fn ending(lines: &[Line]) -> String {
    text_of(&lines[lines.len().saturating_sub(LABEL_LINES)..])
}

/// Whether a row at the foot of its page goes on in the next one: a column breaks off in the middle
/// of a paragraph, and another one that had come to its end is blank.
fn flows(last: &LogicalRow, next: &LogicalRow) -> bool {
    let mut columns = last.cells.iter().zip(&next.cells);
    last.reaches_foot()
        && columns.clone().any(|(above, below)| breaks_off(above, below))
        && columns.any(|(above, below)| !above.is_empty() && below.is_empty())
}

/// Whether a cell ends in the middle of a paragraph that goes on in the cell below it.
fn breaks_off(above: &[Line], below: &[Line]) -> bool {
    match (above.last(), below.first()) {
        (Some(a), Some(b)) => a.frame.is_place() && !ended(a, b) && !is_list_item(&b.text()),
        _ => false,
    }
}
