//! Pieces of tables → logical tables: repeated headers dropped, rows cut by a page rejoined into
//! one record.

use std::collections::VecDeque;

use crate::layout::Line;
use crate::role::Role;
use crate::table::columns::{self, Naming, Sample};
use crate::table::header::{Header, text_of};
use crate::table::{Block, Heading, LogicalTable, PageBlocks, Table, Vocabulary};
use crate::thai::text::normalise;

/// Headings that agree on this part of the columns are the same.
const SAME_HEADINGS: f32 = 0.6;
/// Columns of which this part of the cells spans rows may be levels.
const MERGED: f32 = 0.5;
/// Heads and feet of pages stand in this part of their height, at the top and at the bottom.
const MARGIN: f32 = 0.09;
/// Tables of fewer rows than this may say too little of what stands in their columns …
const FEW_ROWS: usize = 3;
/// … and take it from a table with the same headings, of which this number or more say anything.
const SAME_SAID: usize = 3;
/// Of the tables behind it, the first with the same headings are asked, up to this number.
const ASKED_BEHIND: usize = 8;
/// So many rows of a table say what stands in its columns.
const SAMPLE: usize = 24;

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
    let mut rest: VecDeque<Gathering> = gathered.into();
    while let Some(part) = rest.pop_front() {
        let part = match part {
            Gathering::Lines(lines) => Part::Lines(lines),
            Gathering::Table(table) => Part::Table(table.into_logical(&parts, &rest, vocabulary)),
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
            && (header.rows.is_empty()
                || self.has_headings(&header.headings)
                    && !self.is_of_another_time(&header.headings))
    }

    /// Whether one of its columns stands for another stretch of time than the one in its place among
    /// others: the same words over other years head a table of its own.
    fn is_of_another_time(&self, others: &[Heading]) -> bool {
        let spans = self.columns.iter().zip(others).map(|(own, other)| own.span.zip(other.span));
        spans.flatten().any(|(own, other)| own.tells_apart(other))
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
        let mut groups: Vec<String> = Vec::new();
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
                    groups.push(above.key.clone());
                    column.group.push(above);
                } else if !groups.contains(&above.key) {
                    // It stands over several columns, and is said again once.
                    groups.push(above.key);
                    repeated.extend(above.lines);
                }
            }
        }
        if !repeated.is_empty() {
            self.repeated.push(repeated);
        }
        self.pieces.push(Piece { table: piece, header: header.rows });
    }

    /// The table with its roles and its rows; `before`: the parts before it, of which the last table
    /// with as many columns says what those of a table without headings hold; `after`: those behind it.
    fn into_logical(
        mut self,
        before: &[Part],
        after: &VecDeque<Gathering>,
        vocabulary: &Vocabulary,
    ) -> LogicalTable {
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
        let unsure = |c: &Heading| {
            c.meaning.is_none() || c.evidence.is_guess() || c.meaning == Some(Role::Period)
        };
        let merged = sample.iter().any(|column| column.merged >= MERGED);
        if merged
            || columns::needs_texts(&self.columns)
            || self.columns.iter().any(unsure)
            || columns::naming(&self.columns, &sample).is_none()
        {
            sample = self.sample(true);
            columns::assign(&mut self.columns, &sample, vocabulary);
        }
        let naming = columns::naming(&self.columns, &sample)
            .or_else(|| self.named_alike(before, after, vocabulary));
        self.into_rows(naming, &sample, vocabulary)
    }

    /// Takes its roles from another table of the document with the same headings that names items,
    /// and the column that names them there: a table of one row says too little by itself.
    fn named_alike(
        &mut self,
        before: &[Part],
        after: &VecDeque<Gathering>,
        vocabulary: &Vocabulary,
    ) -> Option<Naming> {
        let rows = |piece: &Piece| piece.table.rows.len() - piece.header.len();
        if self.pieces.iter().map(rows).sum::<usize>() >= FEW_ROWS {
            return None;
        }
        let read = before.iter().filter_map(Part::as_table);
        let mut read = read.filter(|table| same_headings(&table.columns, &self.columns));
        if let Some(table) = read.find(|table| table.naming.is_some()) {
            take_roles(&mut self.columns, &table.columns);
            return table.naming;
        }
        let tables = after.iter().filter_map(|part| match part {
            Gathering::Table(table) => Some(table),
            Gathering::Lines(_) => None,
        });
        let alike = tables.filter(|table| same_headings(&table.columns, &self.columns));
        let mut alike = alike.take(ASKED_BEHIND);
        let (columns, naming) = alike.find_map(|table| {
            let (mut columns, sample) = (table.columns.clone(), table.sample(true));
            columns::assign(&mut columns, &sample, vocabulary);
            columns::naming(&columns, &sample).map(|naming| (columns, naming))
        })?;
        take_roles(&mut self.columns, &columns);
        Some(naming)
    }

    /// What stands in each column, by the first rows; with their texts where these are wanted.
    fn sample(&self, with_texts: bool) -> Vec<Sample> {
        let mut sample = vec![Sample::default(); self.columns.len()];
        let (mut seen, mut merged) = (0usize, vec![0usize; self.columns.len()]);
        let mut filled = vec![0usize; self.columns.len()];
        for piece in &self.pieces {
            let rows = piece.table.rows.iter().enumerate();
            let body = rows
                .filter(|(i, row)| !piece.header.contains(i) && !row.is_across(self.columns.len()));
            for (_, row) in body.take(SAMPLE.saturating_sub(seen)) {
                seen += 1;
                for cell in row.cells.iter().filter(|c| c.span == 1 && !c.lines.is_empty()) {
                    filled[cell.column] += 1;
                    merged[cell.column] += usize::from(cell.row_span > 1);
                    if with_texts {
                        let text = text_of(&cell.lines);
                        if !text.is_empty() {
                            sample[cell.column].texts.push(text);
                            sample[cell.column].rows.push(seen);
                        }
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
            names_projects: naming.is_none()
                && (columns::any_holds_projects(sample)
                    || columns::numbers_and_pays(&self.columns)),
            filled: vec![0; self.columns.len()],
            usual: sample.iter().map(|column| column.filled).collect(),
            widths: first.columns.windows(2).map(|pair| pair[1] - pair[0]).collect(),
            columns: self.columns,
            rows: Vec::new(),
            repeated: self.repeated,
            vocabulary: vocabulary.clone(),
            records: 0,
            numbered: 0,
            bulleted: 0,
        };
        for piece in self.pieces {
            table.add_rows(piece.table, &piece.header);
        }
        table.make_groups_by_number();
        table
    }
}

/// Whether two tables have the same headings, word for word, and enough of them.
fn same_headings(columns: &[Heading], others: &[Heading]) -> bool {
    let said = columns.iter().filter(|column| !column.text().is_empty()).count();
    said >= SAME_SAID
        && columns.len() == others.len()
        && columns.iter().zip(others).all(|(own, other)| own.says_same(other))
}

/// Gives columns the roles of others, one by one.
fn take_roles(columns: &mut [Heading], others: &[Heading]) {
    for (column, other) in columns.iter_mut().zip(others) {
        (column.meaning, column.evidence) = (other.meaning, other.evidence.clone());
    }
}

/// The last table before that has as many columns: what one without headings goes by.
fn last_like(parts: &[Part], count: usize) -> Option<&LogicalTable> {
    let mut tables = parts.iter().rev().filter_map(Part::as_table);
    tables.find(|table| table.columns.len() == count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::made::made_lines;
    use crate::table::LogicalRow;
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
    fn a_table_of_one_row_is_read_as_others_with_its_headings_are() {
        const UNTITLED: &[&str] = &["", "ผู้รับผิดชอบ", "วัตถุประสงค์", "งบประมาณ"];
        let alone: &[&str] = &["แสงริมน้ำ", "กองช่าง", "เพื่อแสง", "๕,๐๐๐"];
        let told: &[&[&str]] = &[
            UNTITLED,
            &["โครงการแสง", "กองช่าง", "เพื่อแสง", "๕,๐๐๐"],
            &["โครงการป่า", "กองคลัง", "เพื่อป่า", "๖,๐๐๐"],
            &["โครงการน้ำ", "กองคลัง", "เพื่อน้ำ", "๗,๐๐๐"],
        ];
        let named = |pieces: Vec<Table>| -> Vec<bool> {
            let apart = |piece| [Block::Table(piece), Block::Lines(made_lines(&[(50.0, "คั่น")]))];
            let parts = joined_blocks(pieces.into_iter().flat_map(apart).collect());
            parts.iter().filter_map(Part::as_table).map(|t| t.naming.is_some()).collect()
        };
        let short = || piece(1, 10.0, &[UNTITLED, alone]);
        assert_eq!(named(vec![short()]), [false]);
        assert_eq!(named(vec![short(), piece(1, 10.0, told)]), [true, true]);
        assert_eq!(named(vec![piece(1, 10.0, told), short()]), [true, true]);
    }

    #[test]
    fn the_same_headings_over_other_years_head_a_table_of_their_own() {
        let page = |number: u32, years: [&str; 2]| {
            let headings = years.map(|year| format!("งบประมาณปี {year}"));
            let header = ["ลำดับ", "โครงการ", &headings[0], &headings[1]];
            piece(number, 10.0, &[&header, &["๑", "โครงการแสง", "๕,๐๐๐", "๖,๐๐๐"]])
        };
        let years = |pieces: Vec<Table>| -> Vec<Vec<Option<i16>>> {
            let parts = joined(pieces);
            let tables = parts.iter().filter_map(Part::as_table);
            let of = |c: &Heading| c.span.and_then(|span| span.fiscal_year_be);
            tables.map(|table| table.columns[2..].iter().map(of).collect()).collect()
        };
        let first = vec![Some(2567), Some(2568)];
        let both = vec![page(1, ["2567", "2568"]), page(2, ["2569", "2570"])];
        assert_eq!(years(both), [first.clone(), vec![Some(2569), Some(2570)]]);
        assert_eq!(years(vec![page(1, ["2567", "2568"]), page(2, ["2567", "2568"])]), [first]);
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
        // In a table without numbers one that fills what rows fill is a row like any other.
        let plain = piece(1, 50.0, &[HEADER, &["ก", "ก", "ดี"], &["ข", "ข", "ดี"]]);
        let full = piece(2, 50.0, &[&["ค", "ต่อจากหน้าก่อน", "ดี"], &["ง", "ค", "ดี"]]);
        assert_eq!(show_parts(&joined(vec![plain.clone(), full])).len(), 4);
        assert_eq!(show_parts(&joined(vec![plain, next])).len(), 3);
    }

    #[test]
    fn an_item_without_a_bullet_below_others_with_one_goes_on_over_a_page_break() {
        const PLAIN: &[&str] = &["โครงการ", "ผู้รับผิดชอบ", "ผลการดำเนินงาน"];
        // Its line is full: it breaks off.
        let cut_off = "• กขคงจฉชซฌญดตถทธนบปผ";
        let bulleted = piece(1, 50.0, &[PLAIN, &["• ก", "กอง", "ดี"], &[cut_off, "กอง", "ดี"]]);
        let next = piece(2, 50.0, &[&["ต่อ", "ช่าง", "มาก"], &["• ค", "กอง", "ดี"]]);
        assert_eq!(
            show_parts(&joined(vec![bulleted.clone(), next])),
            [
                "• ก | กอง | ดี".to_owned(),
                format!("{cut_off} / ต่อ | กอง / ช่าง | ดี / มาก ?"),
                "• ค | กอง | ดี".to_owned()
            ]
        );
        let whole = piece(2, 50.0, &[&["• ค", "กอง", "ดี"]]);
        assert_eq!(show_parts(&joined(vec![bulleted, whole])).len(), 3);
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
