//! Pieces of tables → logical tables: repeated headers dropped, rows cut by a page rejoined into
//! one record.

use crate::layout::{Line, ended, is_list_item};
use crate::role::Role;
use crate::table::columns::{self, Naming, Sample};
use crate::table::header::{Header, says_again, text_of};
use crate::table::item::{ends_in_label, names_item, opens_first_child, starts_item};
use crate::table::spanned::Spanned;
use crate::table::total::{is_group, is_group_with_sums, is_total};
use crate::table::{Block, Cell, Heading, Origin, PageBlocks, Row, Table, Vocabulary};
use crate::thai::digits;
use crate::thai::text::normalise;

/// Headings that agree on this part of the columns are the same.
const SAME_HEADINGS: f32 = 0.6;
/// A table is numbered where this part of its records starts with a number.
const NUMBERED: f32 = 0.6;
/// A row that the page's end cuts reaches into the page's foot: below this part of its height.
const FOOT: f32 = 0.75;
/// A number or a label with its number wraps over at most this many lines.
const LABEL_LINES: usize = 3;
/// A row without a number is a record of its own where it fills at least so many usual columns.
const STANDS_BY: usize = 3;
/// Heads and feet of pages stand in this part of their height, at the top and at the bottom.
const MARGIN: f32 = 0.09;
/// So many rows of a table say what stands in its columns.
const SAMPLE: usize = 24;
/// A column is one that rows fill where it is filled in this part of the records.
const USUALLY: f32 = 0.8;
/// A row after a page break goes on with the one before where this part of what rows usually fill is
/// blank in it.
const MOSTLY_BLANK: f32 = 0.5;

/// A part of the document: what stands between tables, or a table with all its pieces.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Lines outside any table, of one or more pages.
    Lines(Vec<Line>),
    /// A table.
    Table(LogicalTable),
}

impl Part {
    /// The table that it is, if it is one.
    pub fn as_table(&self) -> Option<&LogicalTable> {
        match self {
            Part::Table(table) => Some(table),
            Part::Lines(_) => None,
        }
    }
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
    records: usize,
    /// How many of them start with a number.
    numbered: usize,
    /// How many of them fill each column.
    filled: Vec<usize>,
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
    /// Where the second and further physical rows begin that make it, below each other on one page:
    /// for each the number of lines that each column has before it.
    pub sub_rows: Vec<Vec<usize>>,
    /// Whether it is one title across all columns, or the title of the group of rows below it.
    pub across: bool,
    /// Whether it sums other rows.
    pub total: bool,
    /// Whether it stands above the header of its table.
    pub above_header: bool,
    /// Whether a piece was joined to it on a guess.
    pub guessed: bool,
    /// Whether no line is drawn below its last piece.
    open: bool,
    /// The page of its last piece.
    last_page: u32,
}

/// A table on its way: its pieces, and what their headings say.
struct Gathered {
    /// The columns as their words alone say; without any word where no piece has a header.
    columns: Vec<Heading>,
    repeated: Vec<Vec<Line>>,
    pieces: Vec<Piece>,
}

/// A piece with the rows that are its header.
struct Piece {
    table: Table,
    header: Vec<usize>,
}

/// What a document's parts are before the rows of its tables are joined.
enum Gathering {
    Lines(Vec<Line>),
    Table(Gathered),
}

/// Joins the blocks of all pages into the document's parts, by the words that the program knows.
pub fn join(pages: Vec<PageBlocks>) -> Vec<Part> {
    join_by(pages, &Vocabulary::default())
}

/// Joins the blocks of all pages into the document's parts.
pub fn join_by(pages: Vec<PageBlocks>, vocabulary: &Vocabulary) -> Vec<Part> {
    let mut gathered: Vec<Gathering> = Vec::new();
    for block in pages.into_iter().flat_map(|p| p.blocks) {
        match block {
            Block::Lines(lines) => add_lines(&mut gathered, lines),
            Block::Table(piece) => add_piece(&mut gathered, piece, vocabulary),
        }
    }
    let mut parts: Vec<Part> = Vec::with_capacity(gathered.len());
    for part in gathered {
        let part = match part {
            Gathering::Lines(lines) => Part::Lines(lines),
            Gathering::Table(table) => Part::Table(table.into_logical(&parts, vocabulary)),
        };
        parts.push(part);
    }
    parts
}

/// Adds lines to the lines that stand right before them, or as a part of their own.
fn add_lines(parts: &mut Vec<Gathering>, lines: Vec<Line>) {
    match parts.last_mut() {
        Some(Gathering::Lines(before)) => before.extend(lines),
        _ => parts.push(Gathering::Lines(lines)),
    }
}

/// Adds a piece to the table right before it where that goes on, or as a table of its own.
fn add_piece(parts: &mut Vec<Gathering>, piece: Table, vocabulary: &Vocabulary) {
    let tables = parts.iter().rev().filter_map(|part| match part {
        Gathering::Table(table) => Some(table),
        Gathering::Lines(_) => None,
    });
    let known = tables.map(|t| t.columns.as_slice()).find(|c| c.len() == piece.column_count());
    let header = Header::of(&piece, known.unwrap_or_default(), vocabulary);
    match last_table(parts, &piece, vocabulary) {
        Some(table) if table.goes_on_in(&piece, &header) => table.add(piece, header),
        _ => {
            let columns = vec![Heading::default(); piece.column_count()];
            let mut table = Gathered { columns, repeated: Vec::new(), pieces: Vec::new() };
            table.add(piece, header);
            parts.push(Gathering::Table(table));
        }
    }
}

/// The table right before a piece; what stands in the margins between two pages parts nothing.
fn last_table<'p>(
    parts: &'p mut [Gathering],
    piece: &Table,
    vocabulary: &Vocabulary,
) -> Option<&'p mut Gathered> {
    let mut before = parts.iter_mut().rev();
    let mut last = before.next()?;
    if let Gathering::Lines(lines) = &*last {
        let between = lines.iter().all(|line| is_in_margin(line, vocabulary));
        last = before.next().filter(|_| between)?;
        let Gathering::Table(table) = &*last else { return None };
        let page = table.pieces.last().map_or(0, |piece| piece.table.frame.page);
        if page == piece.frame.page {
            return None;
        }
    }
    match last {
        Gathering::Table(table) => Some(table),
        Gathering::Lines(_) => None,
    }
}

/// Whether a line stands where pages have their running heads and feet, and heads no rows.
fn is_in_margin(line: &Line, vocabulary: &Vocabulary) -> bool {
    let height = line.frame.size.1;
    line.frame.is_place()
        && !vocabulary.is_level_title(&normalise(&line.text()))
        && (line.baseline < MARGIN * height || line.baseline > (1.0 - MARGIN) * height)
}

impl Gathered {
    /// Whether a piece belongs to this table: as many columns, and the same headings or none.
    fn goes_on_in(&self, piece: &Table, header: &Header) -> bool {
        piece.column_count() == self.columns.len()
            && (header.rows.is_empty() || self.has_headings(&header.headings))
    }

    /// Whether most of its headings are the same as others.
    fn has_headings(&self, others: &[Heading]) -> bool {
        let agreeing =
            self.columns.iter().zip(others).filter(|(own, other)| own.is_like(other)).count();
        // Headings drift in wording ("งบประมาณ", "งบประมาณ (บาท)"), not in what they mean.
        agreeing as f32 >= SAME_HEADINGS * self.columns.len() as f32
    }

    /// Takes a piece with its headings: new wordings are kept with their column, known ones and what
    /// else stands in its header go to [`LogicalTable::repeated`].
    fn add(&mut self, piece: Table, header: Header) {
        let mut repeated = header.numbers_of_columns(&piece);
        for (column, found) in self.columns.iter_mut().zip(header.headings) {
            column.meaning = column.meaning.or(found.meaning);
            column.span = column.span.or(found.span);
            for wording in found.wordings {
                if column.says(&wording) {
                    repeated.extend(wording.lines);
                } else {
                    column.wordings.push(wording);
                }
            }
            for above in found.group {
                if !column.group.iter().any(|known| known.key == above.key) {
                    column.group.push(above);
                }
            }
        }
        if !repeated.is_empty() {
            self.repeated.push(repeated);
        }
        self.pieces.push(Piece { table: piece, header: header.rows });
    }

    /// The table with its roles and its rows; `before`: the parts before it, of which the last table
    /// with as many columns says what those of a table without headings hold.
    fn into_logical(mut self, before: &[Part], vocabulary: &Vocabulary) -> LogicalTable {
        if self.pieces.iter().all(|piece| piece.header.is_empty())
            && let Some(model) = last_like(before, self.columns.len())
        {
            let columns = model.columns.iter().cloned();
            self.columns = columns.map(Heading::without_wordings).collect();
            let sample = self.sample(model.naming.is_none());
            let naming = model.naming.or_else(|| columns::naming(&self.columns, &sample));
            return self.into_rows(naming, &sample, vocabulary);
        }
        let mut sample = self.sample(false);
        columns::assign(&mut self.columns, &sample, vocabulary);
        let unsure = |c: &Heading| c.meaning.is_none() || c.evidence.is_guess();
        if self.columns.iter().any(unsure) || columns::naming(&self.columns, &sample).is_none() {
            sample = self.sample(true);
            columns::assign(&mut self.columns, &sample, vocabulary);
        }
        let naming = columns::naming(&self.columns, &sample);
        self.into_rows(naming, &sample, vocabulary)
    }

    /// What stands in each column, by the first rows; with their texts where these are wanted.
    fn sample(&self, with_texts: bool) -> Vec<Sample> {
        let mut sample = vec![Sample::default(); self.columns.len()];
        let (mut seen, mut merged) = (0usize, vec![0usize; self.columns.len()]);
        let mut filled = vec![0usize; self.columns.len()];
        for piece in &self.pieces {
            let rows = piece.table.rows.iter().enumerate();
            let body = rows.filter(|(i, row)| {
                !piece.header.contains(i) && !row.is_across(self.columns.len())
            });
            for (_, row) in body.take(SAMPLE.saturating_sub(seen)) {
                seen += 1;
                for cell in row.cells.iter().filter(|c| c.span == 1 && !c.lines.is_empty()) {
                    filled[cell.column] += 1;
                    merged[cell.column] += usize::from(cell.row_span > 1);
                    if with_texts {
                        let text = text_of(&cell.lines);
                        sample[cell.column].texts.extend(Some(text).filter(|t| !t.is_empty()));
                    }
                }
            }
        }
        for (i, column) in sample.iter_mut().enumerate() {
            column.filled = filled[i] as f32 / seen.max(1) as f32;
            column.merged = merged[i] as f32 / filled[i].max(1) as f32;
        }
        sample
    }

    fn into_rows(
        self,
        naming: Option<Naming>,
        sample: &[Sample],
        vocabulary: &Vocabulary,
    ) -> LogicalTable {
        let first = &self.pieces[0].table;
        let mut table = LogicalTable {
            origin: first.origin,
            page: first.frame.page,
            naming,
            names_projects: naming.is_none() && columns::any_holds_projects(sample),
            filled: vec![0; self.columns.len()],
            usual: sample.iter().map(|column| column.filled).collect(),
            widths: first.columns.windows(2).map(|pair| pair[1] - pair[0]).collect(),
            columns: self.columns,
            rows: Vec::new(),
            repeated: self.repeated,
            vocabulary: vocabulary.clone(),
            records: 0,
            numbered: 0,
        };
        for piece in self.pieces {
            table.add_rows(piece.table, &piece.header);
        }
        table
    }
}

/// The last table before that has as many columns: what one without headings goes by.
fn last_like(parts: &[Part], count: usize) -> Option<&LogicalTable> {
    let mut tables = parts.iter().rev().filter_map(Part::as_table);
    tables.find(|table| table.columns.len() == count)
}

impl LogicalTable {
    /// Adds the rows of a piece, but for its header: each to the row above it where that goes on,
    /// or as a row of its own.
    fn add_rows(&mut self, piece: Table, header: &[usize]) {
        let page = piece.frame.page;
        let mut spanned = Spanned::default();
        let mut nth = 0;
        let goes_on = self.rows.last().is_some_and(|last| last.last_page != page);
        let rows = if goes_on { self.levels_in_place(piece.rows, header) } else { piece.rows };
        let header_at = header.first().copied().unwrap_or_default();
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
            spanned.add(&row);
            let mut row = LogicalRow::of(row, self.columns.len(), page);
            row.above_header = i < header_at;
            self.add_row(row, after_break, &covered);
        }
    }

    /// Rows at the top of a page, where a merged cell of a level says it beside the row from which on
    /// it holds: those above still belong to the level of the page before.
    fn levels_in_place(&self, mut rows: Vec<Row>, header: &[usize]) -> Vec<Row> {
        let levels = self.level_columns();
        let Some(first) = (0..rows.len()).find(|i| !header.contains(i)) else { return rows };
        for column in levels {
            let Some(at) = rows[first].cells.iter().position(|c| c.column == column) else { continue };
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

    /// Adds a row; `covered`: for each column the lines of a cell above that spans this row too.
    fn add_row(&mut self, mut row: LogicalRow, after_break: bool, covered: &[Option<Vec<Line>>]) {
        if self.naming.is_some() && !row.across {
            row.total = is_total(&row, self);
            if !row.total && is_group_with_sums(&row, self) {
                let mut title = row.clone();
                title.make_group(self.naming.map_or(0, |naming| naming.column));
                self.push(title, &[]);
                row.total = true;
            } else if !row.total && !after_break && is_group(&row, self) {
                row.make_across();
            }
        }
        if after_break {
            self.go_on_with_levels(&mut row);
        }
        let keys: Vec<String> = self.key_columns().iter().map(|k| opening(&row.cells[*k])).collect();
        if self.naming.is_some() && self.is_before_records(&row, &keys) {
            self.repeated.push(row.cells.into_iter().flatten().collect());
            return;
        }
        match self.continuation(&row, &keys, covered, after_break) {
            Some(Continuation { guessed }) => self.append(row, guessed, after_break),
            None => {
                if self.naming.is_some() && !row.across && !row.total {
                    self.fill_from_above(&mut row, covered);
                }
                self.push(row, &keys);
            }
        }
    }

    /// Whether a row names nothing and stands before all records: what is left of the header.
    fn is_before_records(&self, row: &LogicalRow, keys: &[String]) -> bool {
        self.records == 0 && !row.across && !row.total && keys.iter().all(String::is_empty)
    }

    /// Gives a row of its own the text of cells that span it and the row above.
    fn fill_from_above(&self, row: &mut LogicalRow, covered: &[Option<Vec<Line>>]) {
        for ((cell, above), column) in row.cells.iter_mut().zip(covered).zip(&self.columns) {
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

    /// The columns of levels that stand above the items.
    pub fn level_columns(&self) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        let levels = columns.filter(|(_, column)| {
            matches!(column.meaning, Some(Role::Strategy | Role::Tactic))
        });
        levels.map(|(i, _)| i).collect()
    }

    fn push(&mut self, row: LogicalRow, keys: &[String]) {
        if !row.across && !row.total {
            self.records += 1;
            self.numbered += usize::from(keys.iter().any(|t| starts_item(t)));
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
        if row.across || last.across || row.total || last.total {
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
        if self.is_whole(row, keys) && !keys.iter().any(|t| starts_item(t)) {
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
        if !self.is_numbered() && !(self.naming.is_some() && self.is_mostly_blank(row)) {
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
        let wanted = (0..row.cells.len()).filter(|i| {
            Some(*i) != number && self.usual[*i] >= USUALLY && covered[*i].is_none()
        });
        let (mut all, mut blank) = (0, 0);
        for i in wanted {
            all += 1;
            blank += usize::from(row.cells[i].is_empty());
        }
        self.origin == Origin::Ruled && all >= STANDS_BY && blank == 0
    }

    /// Joins a row to the one above it, as a physical row of it or, over a page break, as the rest
    /// of it.
    fn append(&mut self, row: LogicalRow, guess: bool, after_break: bool) {
        let Some(last) = self.rows.last_mut() else { return };
        // Over a page break, a row that fills what the row before it fills is another one of them.
        let is_row = self.naming.is_some()
            && self.origin == Origin::Ruled
            && (!after_break || last.has_sub_row_like(&row));
        if is_row {
            last.sub_rows.push(last.cells.iter().map(Vec::len).collect());
        }
        for (cell, mut lines) in last.cells.iter_mut().zip(row.cells) {
            // What stands in another ruled row is a paragraph of its own.
            if let Some(first) = lines.first_mut().filter(|_| is_row) {
                first.starts_paragraph = Some(true);
            }
            cell.extend(lines);
        }
        for (mark, more) in last.marked.iter_mut().zip(row.marked) {
            *mark |= more;
        }
        last.guessed |= guess;
        last.open = row.open;
        last.last_page = row.last_page;
    }

    /// The first column that has a meaning.
    fn column_of(&self, meaning: Role) -> Option<usize> {
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

impl LogicalRow {
    /// A physical row of a table with this many columns.
    fn of(row: Row, columns: usize, page: u32) -> LogicalRow {
        let across = row.is_across(columns);
        let mut cells = vec![Vec::new(); columns];
        let mut marked = vec![false; columns];
        for cell in row.cells {
            let covered = cell.column..(cell.column + cell.span).min(columns);
            marked[covered].iter_mut().for_each(|mark| *mark |= cell.marked);
            if let Some(lines) = cells.get_mut(cell.column) {
                lines.extend(cell.lines);
            }
        }
        let open = !row.closed_bottom;
        LogicalRow { cells, marked, across, open, last_page: page, ..LogicalRow::default() }
    }

    /// Makes it the title of the rows below: what it says in this column.
    fn make_group(&mut self, column: usize) {
        let title = std::mem::take(&mut self.cells[column]);
        self.cells.iter_mut().for_each(Vec::clear);
        self.cells[0] = title;
        self.across = true;
    }

    /// Whether the last of several physical rows that make it fills the same columns as another one.
    fn has_sub_row_like(&self, row: &LogicalRow) -> bool {
        self.sub_rows.last().is_some_and(|before| {
            let filled = self.cells.iter().zip(before).map(|(cell, before)| cell.len() > *before);
            filled.eq(row.cells.iter().map(|cell| !cell.is_empty()))
        })
    }

    /// Makes it the title of the rows below: what it says stands in its first column.
    fn make_across(&mut self) {
        let all: Vec<Line> = self.cells.iter_mut().flat_map(std::mem::take).collect();
        self.cells[0] = all;
        self.across = true;
    }

    /// Whether a cell behind its first text is blank. Cells merged from above leave the first ones
    /// blank; text that goes on leaves gaps among the others, too.
    fn has_gaps(&self) -> bool {
        self.cells.iter().skip_while(|cell| cell.is_empty()).any(Vec::is_empty)
    }

    /// Whether it reaches into the foot of its page.
    fn reaches_foot(&self) -> bool {
        let last_lines = self.cells.iter().filter_map(|cell| cell.last());
        last_lines.into_iter().any(|line| line.baseline > FOOT * line.frame.size.1)
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::made::{cut, piece, show_lines};

    const HEADER: &[&str] = &["ลำดับ", "โครงการ", "ผลการดำเนินงาน"];

    /// The parts of a document that has these pieces, one after the other.
    fn joined(pieces: Vec<Table>) -> Vec<Part> {
        joined_blocks(pieces.into_iter().map(Block::Table).collect())
    }

    fn joined_blocks(blocks: Vec<Block>) -> Vec<Part> {
        join(vec![PageBlocks { blocks, ..PageBlocks::default() }])
    }

    /// The rows of all tables, `--` between two tables: `ก | ข`, a title across all columns as
    /// `= ก =`, a row that was joined on a guess with `?` behind it.
    fn show_parts(parts: &[Part]) -> Vec<String> {
        let tables = parts.iter().filter_map(Part::as_table);
        let rows = tables.map(|table| table.rows.iter().map(show_row).collect::<Vec<_>>());
        rows.collect::<Vec<_>>().join(&"--".to_owned())
    }

    fn show_row(row: &LogicalRow) -> String {
        if row.across {
            return format!("= {} =", show_lines(&row.cells[0]));
        }
        let cells: Vec<String> = row.cells.iter().map(|cell| show_lines(cell)).collect();
        format!("{}{}", cells.join(" | "), if row.guessed { " ?" } else { "" })
    }

    #[test]
    fn a_row_that_the_page_cuts_is_one_record() {
        let parts = joined(vec![
            cut(piece(1, 700.0, &[HEADER, &["๑", "โครงการ ก", "เริ่ม"]])),
            piece(2, 50.0, &[&["", "", "แล้วจบ"], &["๒", "โครงการ ข", "ดี"]]),
        ]);
        assert_eq!(show_parts(&parts), ["๑ | โครงการ ก | เริ่ม / แล้วจบ", "๒ | โครงการ ข | ดี"]);
    }

    #[test]
    fn a_header_that_stands_again_is_no_row() {
        let parts = joined(vec![
            piece(1, 50.0, &[HEADER, &["๑", "ก", "ดี"]]),
            piece(2, 50.0, &[HEADER, &["๒", "ข", "ดี"]]),
        ]);
        assert_eq!(show_parts(&parts), ["๑ | ก | ดี", "๒ | ข | ดี"]);
        let [Part::Table(table)] = parts.as_slice() else { panic!("{parts:?}") };
        assert_eq!((table.repeated.len(), table.repeated[0].len()), (1, 3));
    }

    #[test]
    fn an_unnumbered_row_on_the_next_page_is_joined_on_a_guess() {
        let numbered = piece(1, 50.0, &[HEADER, &["๑", "ก", "ดี"], &["๒", "ข", "ดี"]]);
        let next = piece(2, 50.0, &[&["", "ต่อจากหน้าก่อน", ""], &["๓", "ค", "ดี"]]);
        let parts = joined(vec![numbered, next.clone()]);
        assert_eq!(show_parts(&parts), ["๑ | ก | ดี", "๒ | ข / ต่อจากหน้าก่อน | ดี ?", "๓ | ค | ดี"]);
        // In a table without numbers it is a row like any other.
        let plain = piece(1, 50.0, &[HEADER, &["ก", "ก", "ดี"], &["ข", "ข", "ดี"]]);
        assert_eq!(show_parts(&joined(vec![plain, next])).len(), 4);
    }

    #[test]
    fn a_first_child_goes_on_where_its_parent_breaks_off_at_the_foot() {
        let full = "กขคงจฉชซฌญดตถทธนบปผฝ";
        let rows_of = |top: f32, project: &str| {
            let parent = piece(1, top, &[HEADER, &["๑", project, "ดี"]]);
            show_parts(&joined(vec![parent, piece(2, 50.0, &[&["", "๑.๑ อบรม", ""]])]))
        };
        assert_eq!(rows_of(700.0, full), [format!("๑ | {full} / ๑.๑ อบรม | ดี ?")]);
        assert_eq!(rows_of(700.0, "โครงการ").len(), 2, "its line had ended");
        assert_eq!(rows_of(100.0, full).len(), 2, "not at the foot");
    }

    #[test]
    fn tables_with_other_headings_or_more_columns_do_not_join() {
        let other = ["ลำดับ", "มาตรการ", "ผู้รับผิดชอบ"];
        let wider = ["ลำดับ", "โครงการ", "ผลการดำเนินงาน", "งบประมาณ"];
        let parts = joined(vec![
            piece(1, 50.0, &[HEADER, &["๑", "ก", "ดี"]]),
            piece(1, 200.0, &[&other, &["๑", "ข", "ค"]]),
            piece(2, 50.0, &[&wider, &["๑", "ง", "ดี", "-"]]),
        ]);
        assert_eq!(show_parts(&parts), ["๑ | ก | ดี", "--", "๑ | ข | ค", "--", "๑ | ง | ดี | -"]);
    }

    #[test]
    fn lines_part_tables_and_one_without_headings_goes_by_the_last() {
        let parts = joined_blocks(vec![
            Block::Table(piece(1, 50.0, &[HEADER, &["๑", "ก", "ดี"]])),
            Block::Lines(vec![Line::placeless("ยุทธศาสตร์ที่ ๒", true)]),
            Block::Table(piece(1, 300.0, &[&["๒", "ข", "ดี"]])),
        ]);
        assert_eq!(show_parts(&parts), ["๑ | ก | ดี", "--", "๒ | ข | ดี"]);
        let columns = &parts[2].as_table().expect("a table").columns;
        assert_eq!(columns[1].meaning, Some(Role::Project));
        assert!(columns.iter().all(|column| column.wordings.is_empty()));
    }

    #[test]
    fn a_title_across_all_columns_belongs_to_no_record() {
        let parts = joined(vec![
            cut(piece(1, 700.0, &[HEADER, &["๑", "ก", "ดี"], &["ยุทธศาสตร์ที่ ๒"]])),
            piece(2, 50.0, &[&["", "", "ต่อ"]]),
        ]);
        assert_eq!(show_parts(&parts), ["๑ | ก | ดี", "= ยุทธศาสตร์ที่ ๒ =", " |  | ต่อ"]);
    }
}
