//! What a table is when its pieces are joined: columns with their roles, and rows over pages.

use std::ops::Range;

use crate::layout::Line;
use crate::role::Role;
use crate::table::columns::Naming;
use crate::table::header::text_of;
use crate::table::{Cell, Heading, Origin, Row, Vocabulary, marks_nothing};

/// A table is numbered where this part of its records starts with a number.
const NUMBERED: f32 = 0.6;
/// What the shafts of typed arrows are made of …
const DASHES: &str = "-–—─=";
/// … and their heads.
const HEADS: &str = "<>←→↔⟵⟶⟷";
/// So many dashes are a shaft, with a head or without.
const LEAST_DASHES: usize = 3;
/// A row that the page's end cuts reaches into the page's foot: below this part of its height.
const FOOT: f32 = 0.75;

/// A table with its rows joined over pages.
#[derive(Debug, Clone, PartialEq)]
pub struct LogicalTable {
    /// How its borders are known.
    pub origin: Origin,
    /// The page it starts on, from 1; 0 where it has no place.
    pub page: u32,
    /// Its columns.
    pub columns: Vec<Heading>,
    /// The column that names its items, where it is a table of items.
    pub naming: Option<Naming>,
    /// Whether it is no table of items, though one of its columns holds what looks like projects.
    pub names_projects: bool,
    /// Its rows.
    pub rows: Vec<LogicalRow>,
    /// Headings that stood again on later pages: the lines of each repeated header.
    pub repeated: Vec<Vec<Line>>,
    /// The words that it was read by.
    pub(super) vocabulary: Vocabulary,
    /// How many records it has so far.
    pub(super) records: usize,
    /// How many of them start with a number.
    pub(super) numbered: usize,
    /// How many of them start with a bullet.
    pub(super) bulleted: usize,
    /// How many of them fill each column.
    pub(super) filled: Vec<usize>,
    /// The part of the first rows that fill each column.
    pub(super) usual: Vec<f32>,
    /// How wide each column is on the page where it begins, in points.
    pub(super) widths: Vec<f32>,
}

/// One record, joined across pages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LogicalRow {
    /// The lines of each column.
    pub cells: Vec<Vec<Line>>,
    /// Whether each column is marked by what is drawn in it.
    pub marked: Vec<bool>,
    /// The same for each of the physical rows that make it; empty where it is one.
    pub marked_parts: Vec<Vec<bool>>,
    /// Where the second and further physical rows begin that make it, below each other on one page:
    /// for each the number of lines that each column has before it.
    pub sub_rows: Vec<Vec<usize>>,
    /// Of the columns of such rows, those in which a cell of the first spans the others; empty where none
    /// does.
    pub spanning: Vec<bool>,
    /// Whether it is one title across all columns, or the title of the group of rows below it.
    pub across: bool,
    /// Whether it sums other rows.
    pub total: bool,
    /// Whether it names no item though its table is one of items: nobody filled it in, or it is signed.
    pub names_none: bool,
    /// Whether it stands above the header of its table.
    pub above_header: bool,
    /// Whether a piece was joined to it on a guess.
    pub guessed: bool,
    /// Whether no line is drawn below its last piece.
    pub(super) open: bool,
    /// The page of its last piece.
    pub(super) last_page: u32,
}

impl LogicalTable {
    /// The columns of levels that stand above the items.
    pub fn level_columns(&self) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        let levels = columns
            .filter(|(_, column)| matches!(column.meaning, Some(Role::Strategy | Role::Tactic)));
        levels.map(|(i, _)| i).collect()
    }

    /// The first column that has a meaning.
    pub(super) fn column_of(&self, meaning: Role) -> Option<usize> {
        self.columns.iter().position(|c| c.meaning == Some(meaning))
    }

    /// The columns that one record differs from the next in: the number and what it numbers, else
    /// the first.
    pub(super) fn key_columns(&self) -> Vec<usize> {
        let item = self.naming.map(|naming| naming.column);
        match (self.column_of(Role::Number), item) {
            (Some(number), Some(item)) => vec![number, item],
            (Some(number), None) => vec![number],
            (None, Some(item)) => vec![item],
            (None, None) => vec![0],
        }
    }

    /// Whether its rows are projects or measures.
    pub fn has_items(&self) -> bool {
        self.naming.is_some()
    }

    /// Whether most of its records so far start with a number.
    pub fn is_numbered(&self) -> bool {
        self.numbered as f32 >= NUMBERED * self.records as f32
    }

    /// Whether most of its records so far start with a bullet.
    pub(super) fn is_bulleted(&self) -> bool {
        self.bulleted as f32 >= NUMBERED * self.records as f32
    }
}

impl LogicalRow {
    /// A physical row of a table with these columns.
    pub(super) fn of(row: Row, columns: &[Heading], page: u32) -> LogicalRow {
        let across = row.is_across(columns.len());
        let mut cells = vec![Vec::new(); columns.len()];
        let mut marked = vec![false; columns.len()];
        for cell in row.cells {
            let is_marked = cell.marked || marks_all(&cell, columns);
            let covered = covered_columns(&cell, columns.len());
            marked[covered].iter_mut().for_each(|mark| *mark |= is_marked);
            if let Some(lines) = cells.get_mut(cell.column) {
                lines.extend(cell.lines);
            }
        }
        let open = !row.closed_bottom;
        LogicalRow { cells, marked, across, open, last_page: page, ..LogicalRow::default() }
    }

    /// Adds what marks the columns of a piece that is joined to it: another physical row of it or the rest
    /// of its last one, and as many further rows within as `more`. It is known of the piece as a whole.
    pub(super) fn add_marks(&mut self, marked: &[bool], is_row: bool, more: usize) {
        let rows = usize::from(is_row) + more;
        if self.marked_parts.is_empty() && rows > 0 {
            let before = 1 + self.sub_rows.len() - rows.min(self.sub_rows.len());
            self.marked_parts = vec![self.marked.clone(); before];
        }
        if let Some(last) = self.marked_parts.last_mut().filter(|_| !is_row) {
            last.iter_mut().zip(marked).for_each(|(mark, more)| *mark |= more);
        }
        self.marked_parts.extend(vec![marked.to_vec(); rows]);
        self.marked.iter_mut().zip(marked).for_each(|(mark, more)| *mark |= more);
    }

    /// Makes it the title of the rows below: what it says in the column of names, behind its number.
    pub(super) fn make_group(&mut self, number: Option<usize>, name: usize) {
        let own = number.map(|number| std::mem::take(&mut self.cells[number])).unwrap_or_default();
        let mut title = std::mem::take(&mut self.cells[name]);
        before(own, &mut title);
        self.cells.iter_mut().for_each(Vec::clear);
        self.cells[0] = title;
        self.across = true;
    }

    /// Whether the last of several physical rows that make it fills the same columns as another one.
    pub(super) fn has_sub_row_like(&self, row: &LogicalRow) -> bool {
        self.sub_rows.last().is_some_and(|before| {
            let filled = self.cells.iter().zip(before).map(|(cell, before)| cell.len() > *before);
            filled.eq(row.cells.iter().map(|cell| !cell.is_empty()))
        })
    }

    /// Makes it the title of the rows below: what it says stands in its first column.
    pub(super) fn make_across(&mut self) {
        let all: Vec<Line> = self.cells.iter_mut().flat_map(std::mem::take).collect();
        self.cells[0] = all;
        self.across = true;
    }

    /// Whether a cell behind its first text is blank. Cells merged from above leave the first ones
    /// blank; text that goes on leaves gaps among the others, too.
    pub(super) fn has_gaps(&self) -> bool {
        self.cells.iter().skip_while(|cell| cell.is_empty()).any(Vec::is_empty)
    }

    /// Whether it reaches into the foot of its page.
    pub(super) fn reaches_foot(&self) -> bool {
        let last_lines = self.cells.iter().filter_map(|cell| cell.last());
        last_lines.into_iter().any(|line| line.baseline > FOOT * line.frame.size.1)
    }
}
/// Puts the lines of a number before those of its title; on one line with it where both have a place.
fn before(mut number: Vec<Line>, title: &mut Vec<Line>) {
    if let ([own], Some(first)) = (number.as_mut_slice(), title.first_mut())
        && own.frame.is_place()
        && own.frame.page == first.frame.page
    {
        first.clusters.splice(0..0, std::mem::take(&mut own.clusters));
        first.bbox = first.bbox.union(&own.bbox);
        number.clear();
    }
    title.splice(0..0, number);
}

/// The columns that a cell stands in, of this many.
pub(super) fn covered_columns(cell: &Cell, columns: usize) -> Range<usize> {
    cell.column.min(columns)..(cell.column + cell.span).min(columns)
}

/// Whether what stands in a cell marks each of the several columns that it is merged over: an arrow, or
/// in columns of months, quarters or years any sign or word that does not deny. It is printed once, and
/// the cell says for which of them it holds.
pub(super) fn marks_all(cell: &Cell, columns: &[Heading]) -> bool {
    if cell.span < 2 || cell.lines.is_empty() {
        return false;
    }
    let text = text_of(&cell.lines);
    let over = &columns[covered_columns(cell, columns.len())];
    is_arrow(&text) || over.iter().all(is_period) && !marks_nothing(&text)
}

/// Whether a column is one of marks for a month, a quarter or a year.
fn is_period(column: &Heading) -> bool {
    column.meaning == Some(Role::Schedule) && column.span.is_some()
}

/// Whether a text is an arrow that is typed over several columns: `<------>`.
fn is_arrow(text: &str) -> bool {
    let signs = text.chars().all(|c| c.is_whitespace() || DASHES.contains(c) || HEADS.contains(c));
    let dashes = text.chars().filter(|c| DASHES.contains(*c)).count();
    signs && (text.contains(|c| HEADS.contains(c)) || dashes >= LEAST_DASHES)
}

#[cfg(test)]
mod tests {
    use super::{LogicalRow, is_arrow};
    use crate::column::Span;
    use crate::role::Role;
    use crate::table::Heading;
    use crate::table::made::piece;

    #[test]
    fn what_stands_in_a_cell_merged_over_months_marks_each_of_them() {
        let month = |n| Heading {
            meaning: Some(Role::Schedule),
            span: Some(Span::month(None, n)),
            ..Heading::default()
        };
        let money = Heading { meaning: Some(Role::Budget), ..Heading::default() };
        let months = [Heading::default(), month(10), month(11), month(12)];
        let beside = [Heading::default(), month(10), month(11), money];
        for (text, columns, marked) in [
            ("ตลอดไตรมาส", &months, [false, true, true, true]),
            ("◄────►", &months, [false, true, true, true]),
            ("✓", &months, [false, true, true, true]),
            ("-", &months, [false; 4]),
            ("☐", &months, [false; 4]),
            ("ยกเลิก", &months, [false; 4]),
            ("จัดแล้ว", &beside, [false; 4]),
            ("<---->", &beside, [false, true, true, true]),
        ] {
            let mut row = piece(1, 10.0, &[&["โครงการแสง", text, "", ""]]).rows.remove(0);
            row.cells.truncate(2);
            row.cells[1].span = 3;
            assert_eq!(LogicalRow::of(row, columns, 1).marked, marked, "{text}");
        }
    }

    #[test]
    fn an_arrow_is_typed_with_heads_or_is_long() {
        for text in ["<------>", "←——→", "---", " <-> "] {
            assert!(is_arrow(text), "{text}");
        }
        for text in ["-", "--", "", "ไม่ใช้", "๑ - ๓"] {
            assert!(!is_arrow(text), "{text}");
        }
    }
}
