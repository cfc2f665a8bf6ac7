//! Logical rows → a tree of projects, activities, sub-activities and measures.

use std::collections::{BTreeMap, HashSet};

use crate::column::Key;
use crate::contract::model::{Item, ItemKind, Text, Total};
use crate::finding::{Code, Finding};
use crate::layout::{Passage, compose};
use crate::report::cells::{About, Contents, read_money, schedule};
use crate::report::columns;
use crate::report::facts::{HeadingFound, item_headings};
use crate::report::filled::{Filled, filled_of};
use crate::report::names::compose_names;
use crate::report::text::{Reading, to_text};
use crate::report::unit::unit_of_heading;
use crate::role::Role;
use crate::table::{LogicalRow, LogicalTable, counts_satang, plain_number};

/// Marks that titles of items without numbers begin with.
const BULLETS: [char; 9] = ['•', '▪', '●', '○', '◦', '-', '–', '*', '·'];

/// An item on its way into the report.
#[derive(Debug)]
pub(super) struct Draft {
    kind: ItemKind,
    number: Option<String>,
    title: Passage,
    cells: Vec<Filled>,
    children: Vec<Draft>,
    /// Whether a piece of its row was joined to it on a guess.
    guessed: bool,
    /// Whether its row has a budget column, even a blank one.
    budgeted: bool,
    /// Whether rows beside it are numbered.
    among_numbered: bool,
}

/// A row that sums others, on its way into the report.
#[derive(Debug)]
pub(super) struct OpenTotal {
    label: Passage,
    cells: Vec<Filled>,
}

/// What the columns of a table of items hold.
pub(super) struct ItemColumns<'t> {
    table: &'t LogicalTable,
    /// What the cells of each column are keyed by.
    keys: Vec<Key>,
    /// The column of numbers, where there is one.
    number: Option<usize>,
    /// The column of names.
    key: usize,
    /// How many baht bare numbers of each column count.
    units: Vec<u64>,
    /// Which columns count the satang of the column before.
    satang: Vec<bool>,
    /// The column of activities behind that of names, where cells of names span several of its rows.
    activities: Option<usize>,
    /// For each column whether it is one of the items rather than of their activities.
    of_items: Vec<bool>,
}

impl<'t> ItemColumns<'t> {
    /// Those of a table; `key` is the column of names, and bare numbers of money count `unit` baht where
    /// their heading does not say.
    pub fn of(table: &'t LogicalTable, key: usize, unit: u64) -> ItemColumns<'t> {
        let number = table.columns.iter().position(|c| c.meaning == Some(Role::Number));
        let units = table.columns.iter().map(|column| unit_of_heading(column).unwrap_or(unit));
        let units = units.collect();
        let keys = columns::keys(&table.columns);
        let satang = (0..table.columns.len()).map(|at| counts_satang(&table.columns, at)).collect();
        let (activities, of_items) = (None, Vec::new());
        let mut columns =
            ItemColumns { table, keys, number, key, units, satang, activities, of_items };
        columns.activities = columns.activities_below_names();
        columns.of_items = (0..table.columns.len()).map(|at| columns.is_of_items(at)).collect();
        columns
    }

    /// The column of names right of that of the items which has several rows beside one of their names.
    fn activities_below_names(&self) -> Option<usize> {
        let names = self.table.columns.iter().enumerate().skip(self.key + 1);
        let mut names = names.filter(|(_, column)| column.meaning == Some(Role::Project));
        let (column, _) = names.next()?;
        self.table.rows.iter().any(|row| self.has_activities(row, column)).then_some(column)
    }

    /// Whether one name stands beside several of a column of activities in the rows that make this one.
    fn has_activities(&self, row: &LogicalRow, column: usize) -> bool {
        let filled = |column| parts(row, column).iter().filter(|part| !part.is_empty()).count();
        !row.across && !row.total && filled(column) > 1 && filled(self.key) == 1
    }

    /// Whether what stands in a column is said of a whole item rather than of its activities: a cell of it
    /// spans them, or it is blank beside all but the first of them.
    fn is_of_items(&self, column: usize) -> bool {
        let Some(activities) = self.activities else { return true };
        if column == self.key || Some(column) == self.number {
            return true;
        }
        let rows = &self.table.rows;
        let spans = rows.iter().any(|row| row.spanning.get(column).copied().unwrap_or_default());
        let mut with_activities = rows.iter().filter(|row| self.has_activities(row, activities));
        column != activities
            && (spans
                || with_activities
                    .all(|row| parts(row, column).iter().skip(1).all(Passage::is_empty)))
    }

    /// Adds a row to the items of its table, which are `top` items but for those below them.
    pub fn add_row(&self, items: &mut Vec<Draft>, row: &LogicalRow, top: ItemKind) {
        let mut cells = self.filled(row);
        let named = cells[self.key].passage.clone();
        let printed = self.number.and_then(|column| plain_number(&cells[column].passage.text));
        let (first, others) = match printed.is_some() && lists_lines(&named, top) {
            true => (Titled { kind: top, number: None, title: named }, Vec::new()),
            false => headings(&named, top),
        };
        let activities = self.activities.map(|at| self.take_activities(&mut cells, at));
        let mut draft = Draft::of(first);
        let by_column = draft.number.is_none() && draft.kind == top && printed.is_some();
        draft.number = draft.number.or(printed);
        draft.guessed = row.guessed;
        draft.budgeted = self.keys.iter().any(|key| key.role.is_money());
        draft.among_numbered = self.table.is_numbered();
        // A blank cell of money says something too: that nothing is stated.
        let said =
            |cell: &Filled| !cell.passage.is_empty() || cell.marked || cell.key.role.is_money();
        let is_level = |cell: &Filled| matches!(cell.key.role, Role::Strategy | Role::Tactic);
        draft.cells = cells.into_iter().filter(|cell| said(cell) && !is_level(cell)).collect();
        for activity in activities.into_iter().flatten() {
            place(&mut draft.children, activity);
        }
        match by_column {
            true => place_by_number(items, draft),
            false => place(items, draft),
        }
        others.into_iter().for_each(|heading| place(items, Draft::of(heading)));
    }

    /// Takes what is said of the activities of a row from its cells, `at` being the column of their names:
    /// each with its own cells. What stands above the first of them is said of the item.
    fn take_activities(&self, cells: &mut Vec<Filled>, at: usize) -> Vec<Draft> {
        let mut own: Vec<Filled> = Vec::new();
        let mut below: Vec<Filled> = Vec::new();
        for (column, cell) in std::mem::take(cells).into_iter().enumerate() {
            if self.of_items[column] { own.push(cell) } else { below.push(cell) }
        }
        *cells = own;
        let Some(name) = below.iter().position(|cell| cell.key == self.keys[at]) else {
            return Vec::new();
        };
        let rows = below[name].parts.len().max(1);
        let mut drafts: Vec<Draft> = Vec::new();
        for row in 0..rows {
            let of_row: Vec<Filled> = below.iter().map(|cell| cell.of_row(row)).collect();
            if !of_row[name].passage.is_empty() {
                let (heading, _) = headings(&of_row[name].passage, ItemKind::Activity);
                let budgeted = of_row.iter().any(|cell| cell.key.role.is_money());
                drafts.push(Draft { budgeted, ..Draft::of(heading) });
            }
            let into = drafts.last_mut().map_or(&mut *cells, |draft| &mut draft.cells);
            add_cells(into, of_row);
        }
        drafts
    }

    /// A row that sums others.
    pub fn total(&self, row: &LogicalRow) -> OpenTotal {
        let mut cells = self.filled(row);
        cells.retain(|cell| !cell.passage.is_empty());
        // The title of a group that says its sums may have a number before it.
        let words = cells.iter().find(|cell| plain_number(&cell.passage.text).is_none());
        let label = words.or(cells.first());
        let label = label.map(|cell| cell.passage.clone()).unwrap_or_default();
        OpenTotal { label, cells }
    }

    /// The cells of a row, blank ones among them.
    fn filled(&self, row: &LogicalRow) -> Vec<Filled> {
        let columns = row.cells.iter().enumerate().zip(&self.keys).zip(&self.table.columns);
        let filled = columns.map(|(((at, lines), key), column)| Filled {
            key: *key,
            span: column.span,
            passage: match key.role {
                Role::Responsible => compose_names(lines),
                _ => compose(lines),
            },
            parts: parts(row, at),
            marked: row.marked.get(at).copied().unwrap_or_default(),
            marked_parts: row.marked_parts.iter().map(|marked| marked[at]).collect(),
            done_parts: Vec::new(),
            heading: column.text().to_owned(),
            grouped: !column.group.is_empty(),
            satang: None,
            factor: self.units[at],
        });
        let mut filled: Vec<Filled> = filled.collect();
        for at in (1..filled.len()).filter(|at| self.satang[*at]) {
            filled[at - 1].satang = Some(filled[at].passage.clone());
        }
        schedule::tell_done(&mut filled);
        filled
    }
}

/// Adds the cells of another row to those of an item.
fn add_cells(own: &mut Vec<Filled>, more: Vec<Filled>) {
    for cell in more {
        let said = !cell.passage.is_empty() || cell.marked || cell.key.role.is_money();
        match own.iter_mut().find(|known| known.key == cell.key) {
            Some(known) => {
                known.marked |= cell.marked;
                if !cell.passage.is_empty() {
                    known.passage.push(&cell.passage);
                }
            }
            None if said => own.push(cell),
            None => {}
        }
    }
}

/// Whether the cell of an item that has its number in a column of its own is a list: each of its lines
/// has a number and nothing stands above them.
fn lists_lines(cell: &Passage, top: ItemKind) -> bool {
    let reading = Reading::new(cell);
    let found = item_headings(reading.text(), top);
    let is_plain = |heading: &HeadingFound| {
        let label = &reading.text()[heading.label.clone()];
        heading.kind == top && !label.contains(char::is_alphabetic)
    };
    found.len() > 1 && found[0].label.start == 0 && found.iter().all(is_plain)
}

/// The title that the cell of an item names it by.
pub(super) fn title_in(cell: &Passage, kind: ItemKind) -> Text {
    to_text(&headings(cell, kind).0.title)
}

/// A cell by the physical rows that make its row.
fn parts(row: &LogicalRow, column: usize) -> Vec<Passage> {
    if row.sub_rows.is_empty() {
        return Vec::new();
    }
    let lines = &row.cells[column];
    let starts = row.sub_rows.iter().map(|before| before[column].min(lines.len()));
    let mut ends: Vec<usize> = starts.collect();
    ends.push(lines.len());
    let mut from = 0;
    let mut parts = Vec::with_capacity(ends.len());
    for end in ends {
        parts.push(compose(&lines[from..end.max(from)]));
        from = end.max(from);
    }
    parts
}

impl Draft {
    /// An item of which only the heading is known.
    fn of(heading: Titled) -> Draft {
        let Titled { kind, number, title } = heading;
        Draft {
            kind,
            number,
            title,
            cells: Vec::new(),
            children: Vec::new(),
            guessed: false,
            budgeted: false,
            among_numbered: false,
        }
    }

    /// Whether its number goes on from that of another item: 1.1 from 1.
    fn goes_on_from(&self, other: &Draft) -> bool {
        let (Some(number), Some(before)) = (&self.number, &other.number) else { return false };
        number.strip_prefix(before.as_str()).is_some_and(|rest| rest.starts_with('.'))
    }

    /// The item that a form tells: its title, and what stands behind the label of each role.
    pub fn of_form(
        kind: ItemKind,
        number: Option<String>,
        title: Passage,
        cells: Vec<(Key, String, Passage)>,
    ) -> Draft {
        let budgeted = cells.iter().any(|(key, ..)| key.role.is_money());
        let heading = Titled { kind, number, title };
        Draft { cells: filled_of(cells), budgeted, ..Draft::of(heading) }
    }
}

/// A heading in the first cell of a row.
struct Titled {
    kind: ItemKind,
    number: Option<String>,
    title: Passage,
}

/// The heading a row belongs to, and the others in its first cell. Text above the first number is a
/// heading without one, and what is numbered below it stands a step deeper.
fn headings(cell: &Passage, top: ItemKind) -> (Titled, Vec<Titled>) {
    let reading = Reading::new(cell);
    let found = item_headings(reading.text(), top);
    let start = found.first().map_or(reading.text().len(), |first| first.label.start);
    let above =
        Titled { kind: top, number: None, title: reading.part(bullet_end(reading.text())..start) };
    let has_above = !above.title.is_empty();
    let top_is = if has_above { ItemKind::Activity } else { top };
    let mut numbered = found.into_iter().map(|h| numbered(h, top, top_is, &reading));
    let first = if has_above { above } else { numbered.next().unwrap_or(above) };
    (first, numbered.collect())
}

/// Where the bullet ends that a title begins with; 0 where it begins with none.
fn bullet_end(text: &str) -> usize {
    let marks = text.trim_start_matches(|c: char| c.is_whitespace() || BULLETS.contains(&c));
    let end = text.len() - marks.len();
    if marks.is_empty() { 0 } else { end }
}

/// A heading with its number; one that is `top` by its words is taken for `top_is`.
fn numbered(found: HeadingFound, top: ItemKind, top_is: ItemKind, reading: &Reading<'_>) -> Titled {
    let kind = if found.kind == top { top_is } else { found.kind };
    let title = reading.part(found.title.clone());
    // A heading that says nothing but its word and number is called by these.
    let has_word = reading.text()[found.label.clone()].contains(char::is_alphabetic);
    let called = if title.is_empty() && has_word { found.label } else { found.title };
    Titled { kind, number: Some(found.number), title: reading.part(called) }
}

/// Puts an item below the one it belongs to: an activity below the last project, a sub-activity
/// below the last activity.
fn place(items: &mut Vec<Draft>, draft: Draft) {
    let mut level = items;
    for _ in 0..rank(draft.kind) {
        let deeper = level.last().is_some_and(|last| rank(last.kind) < rank(draft.kind));
        if !deeper {
            break;
        }
        let last = level.len() - 1;
        level = &mut level[last].children;
    }
    level.push(draft);
}

/// Puts an item whose number stands in a column of its own below the one whose number its own goes on
/// from (1, then 1.1), or else beside the others.
fn place_by_number(items: &mut Vec<Draft>, mut draft: Draft) {
    let mut level = items;
    while level.last().is_some_and(|last| draft.goes_on_from(last)) {
        let last = level.len() - 1;
        draft.kind = below(level[last].kind);
        level = &mut level[last].children;
    }
    level.push(draft);
}

/// What stands below an item of a kind.
fn below(kind: ItemKind) -> ItemKind {
    match kind {
        ItemKind::Project | ItemKind::Measure => ItemKind::Activity,
        ItemKind::Activity | ItemKind::SubActivity => ItemKind::SubActivity,
    }
}

/// How deep an item stands below its table.
fn rank(kind: ItemKind) -> u8 {
    match kind {
        ItemKind::Project | ItemKind::Measure => 0,
        ItemKind::Activity => 1,
        ItemKind::SubActivity => 2,
    }
}

/// Gives out ids: a path of numbers; where a number is missing or repeated, the position after a
/// tilde.
#[derive(Debug, Default)]
pub(super) struct Ids {
    given: HashSet<String>,
    /// The fiscal year of the report, Buddhist Era: that of months and quarters without one.
    pub year: Option<i16>,
}

impl Ids {
    /// None given yet, in a report of a fiscal year.
    pub fn of(year: Option<i16>) -> Ids {
        Ids { given: HashSet::new(), year }
    }

    /// The id below `parent` for the `position`th of its kind (from 1), and whether its number
    /// stood there already.
    pub fn give(
        &mut self,
        parent: &str,
        letter: &str,
        number: Option<&str>,
        position: usize,
    ) -> (String, bool) {
        let slash = if parent.is_empty() { "" } else { "/" };
        if let Some(number) = number {
            let id = format!("{parent}{slash}{letter}{number}");
            if self.given.insert(id.clone()) {
                return (id, false);
            }
        }
        let mut at = position;
        loop {
            let id = format!("{parent}{slash}{letter}~{at}");
            if self.given.insert(id.clone()) {
                return (id, number.is_some());
            }
            at += 1;
        }
    }
}

/// The rows that sum others, with what their columns of money say.
pub(super) fn close_totals(
    totals: Vec<OpenTotal>,
    year: Option<i16>,
    findings: &mut Vec<Finding>,
) -> Vec<Total> {
    let close = |total: OpenTotal| Total {
        label: to_text(&total.label),
        cells: printed(&total.cells, year),
        budgets: read_money(&total.cells, year, "", findings).columns,
    };
    totals.into_iter().map(close).collect()
}

/// The cells as printed. Those that only mark a stretch of time whose dates are known have none:
/// their marks are the schedule.
fn printed(cells: &[Filled], year: Option<i16>) -> BTreeMap<Key, Text> {
    let said = cells.iter().filter(|cell| !cell.passage.is_empty() && !cell.is_mark(year));
    said.map(|cell| (cell.key.dated(year), to_text(&cell.passage))).collect()
}

/// Turns drafts into items with ids, values and findings.
pub(super) fn finish(
    drafts: Vec<Draft>,
    parent: &str,
    ids: &mut Ids,
    findings: &mut Vec<Finding>,
) -> Vec<Item> {
    let mut items = Vec::with_capacity(drafts.len());
    for (i, draft) in drafts.into_iter().enumerate() {
        items.push(draft.finish(i + 1, parent, ids, findings));
    }
    items
}

impl Draft {
    /// The item: the `position`th of its kind below `parent`.
    fn finish(
        self,
        position: usize,
        parent: &str,
        ids: &mut Ids,
        findings: &mut Vec<Finding>,
    ) -> Item {
        let (id, repeated) = ids.give(parent, letter(self.kind), self.number.as_deref(), position);
        let title = to_text(&self.title);
        let odd = self.findings(repeated).into_iter();
        findings.extend(odd.map(|f| f.about(&id).seen(&title.raw, &title.regions)));
        let about = About { kind: self.kind, budgeted: self.budgeted, year: ids.year, id: &id };
        let contents = Contents::read(&self.cells, &about, findings);
        let cells = printed(&self.cells, ids.year);
        let children = finish(self.children, &id, ids, findings);
        Item {
            id,
            kind: self.kind,
            number: self.number,
            title,
            cells,
            objectives: contents.objectives,
            indicators: contents.indicators,
            facts: contents.facts,
            outcome_facts: contents.outcome_facts,
            budget: contents.budget,
            budgets: contents.budgets,
            schedule: contents.schedule,
            responsible: contents.responsible,
            problems: contents.problems,
            suggestions: contents.suggestions,
            children,
        }
    }

    /// What is odd about its row; `repeated`: its number stood there already.
    fn findings(&self, repeated: bool) -> Vec<Finding> {
        let mut found = Vec::new();
        if repeated {
            let number = self.number.as_deref().unwrap_or_default();
            let th = format!("หมายเลข {number} ซ้ำกับรายการก่อนหน้า");
            let en = format!("number {number} stands twice");
            found.push(Finding::new(Code::NumberRepeated, th, en));
        }
        if self.number.is_none() && self.among_numbered && !self.cells.is_empty() {
            let th = "แถวนี้ไม่มีหมายเลขโครงการหรือมาตรการ";
            found.push(Finding::new(Code::RowUnnumbered, th, "this row has no number"));
        }
        if self.guessed {
            let th = "ข้อความหลังขึ้นหน้าใหม่ถูกต่อเข้ากับแถวก่อนหน้าโดยการคาดเดา";
            let en = "text after a page break was joined to the row before it on a guess";
            found.push(Finding::new(Code::JoinGuessed, th, en));
        }
        found
    }
}

/// The letter of a kind in ids.
fn letter(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Project => "p",
        ItemKind::Activity => "a",
        ItemKind::SubActivity => "u",
        ItemKind::Measure => "m",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn ids_are_paths_of_numbers_with_a_tilde_where_one_is_missing_or_repeated() {
        let mut ids = Ids::default();
        assert_eq!(ids.give("s1/t2", "p", Some("2"), 1), ("s1/t2/p2".into(), false));
        assert_eq!(ids.give("s1/t2", "p", Some("2"), 2), ("s1/t2/p~2".into(), true));
        assert_eq!(ids.give("s1/t2", "p", None, 2), ("s1/t2/p~3".into(), false));
        assert_eq!(ids.give("", "m", Some("3"), 1), ("m3".into(), false));
    }

    #[test]
    fn a_number_column_holds_plain_numbers() {
        for (printed, number) in [
            ("1.", Some("1")),
            ("(๒)", Some("2")),
            ("๑.๒", Some("1.2")),
            ("P1-๐๑", None),
            ("1-1", None),
            ("-", None),
            ("ก", None),
        ] {
            assert_eq!(plain_number(printed).as_deref(), number, "{printed}");
        }
    }

    /// The items of a table whose first columns are numbers and names, with the codes of what is odd
    /// about them.
    fn items_of(rows: &[&str]) -> (Vec<Item>, Vec<String>) {
        let lines = [&["ที่\tโครงการ/กิจกรรม\tผลการดำเนินงาน\tงบประมาณ"], rows].concat();
        let table = sample::table(&lines);
        let columns = ItemColumns::of(&table, 1, 1);
        let mut drafts = Vec::new();
        for row in &table.rows {
            columns.add_row(&mut drafts, row, ItemKind::Project);
        }
        let mut findings = Vec::new();
        let items = finish(drafts, "s1/t1", &mut Ids::default(), &mut findings);
        (items, findings.into_iter().map(|finding| finding.code).collect())
    }

    fn ids(items: &[Item]) -> Vec<&str> {
        items.iter().map(|item| item.id.as_str()).collect()
    }

    #[test]
    fn activities_stand_below_the_last_project() {
        let (items, _) = items_of(&["๑\tแสงริมน้ำ\tจัดแล้ว\t-", "\tกิจกรรมที่ ๑.๑ อบรม\tอบรมแล้ว\t๕๐๐"]);
        assert_eq!(
            (ids(&items), ids(&items[0].children)),
            (vec!["s1/t1/p1"], vec!["s1/t1/p1/a1.1"])
        );
        assert_eq!(items[0].title.text, "แสงริมน้ำ");
        assert_eq!(items[0].cell(Role::Result).unwrap().text, "จัดแล้ว");
        assert_eq!(items[0].children[0].cell(Role::Budget).unwrap().text, "๕๐๐");
    }

    #[test]
    fn numbers_of_several_levels_in_their_column_stand_below_what_they_go_on_from() {
        let (items, odd) = items_of(&[
            "๑\tโครงการแสงริมน้ำ\tจัดแล้ว\t๓๐๐",
            "๑.๑\tจัดประชุม\tจัดแล้ว\t๑๐๐",
            "๑.๒\tจัดอบรม\tจัดแล้ว\t๒๐๐",
            "๑.๒.๑\tเชิญวิทยากร\tเชิญแล้ว\t-",
            "๒\tโครงการแสงริมทาง\tจัดแล้ว\t๑๐๐",
            "๓.๑\tโครงการแสงดาว\tจัดแล้ว\t๑๐๐",
        ]);
        assert_eq!(ids(&items), ["s1/t1/p1", "s1/t1/p2", "s1/t1/p3.1"]);
        assert_eq!(ids(&items[0].children), ["s1/t1/p1/a1.1", "s1/t1/p1/a1.2"]);
        assert_eq!(ids(&items[0].children[1].children), ["s1/t1/p1/a1.2/u1.2.1"]);
        assert_eq!(odd, [""; 0]);
    }

    #[test]
    fn a_title_that_is_only_a_word_and_a_number_is_called_by_these() {
        let (items, _) = items_of(&["๑\tโครงการที่ ๑\tก\t-", "๒\tโครงการที่ ๒ แสงดาว\tข\t-"]);
        let titles: Vec<&str> = items.iter().map(|item| item.title.text.as_str()).collect();
        assert_eq!(titles, ["โครงการที่ ๑", "แสงดาว"]);
    }

    #[test]
    fn activities_in_a_column_beside_their_project_have_cells_of_their_own() {
        use crate::layout::made::made_lines;
        let lines =
            ["ที่\tโครงการ\tกิจกรรม\tงบประมาณ\tวัตถุประสงค์", "1\tโครงการแสง\t1.1 ประชุม\t500\tเพื่อแสง"];
        let mut table = sample::table(&lines);
        // Two more physical rows of the same record.
        let row = &mut table.rows[0];
        for texts in [["1.2 จัดอบรม", "700"], ["1.3 สรุป", ""]] {
            row.sub_rows.push(row.cells.iter().map(Vec::len).collect());
            for (column, text) in [2, 3].into_iter().zip(texts).filter(|(_, text)| !text.is_empty())
            {
                row.cells[column].extend(made_lines(&[(50.0, text)]));
            }
        }
        let columns = ItemColumns::of(&table, 1, 1);
        let mut drafts = Vec::new();
        columns.add_row(&mut drafts, &table.rows[0], ItemKind::Project);
        let items = finish(drafts, "s1/t1", &mut Ids::default(), &mut Vec::new());
        let [project] = items.as_slice() else { panic!("one project") };
        assert_eq!((project.title.text.as_str(), project.budgets.len()), ("โครงการแสง", 0));
        assert_eq!(project.cell(Role::Objective).unwrap().text, "เพื่อแสง");
        assert_eq!(ids(&project.children), ["s1/t1/p1/a1.1", "s1/t1/p1/a1.2", "s1/t1/p1/a1.3"]);
        let told: Vec<String> = project
            .children
            .iter()
            .map(|child| format!("{} {}", child.title.text, child.budgets[0].raw))
            .collect();
        assert_eq!(told, ["ประชุม 500", "จัดอบรม 700", "สรุป "]);
    }

    #[test]
    fn numbered_lines_in_the_title_of_a_numbered_row_are_no_items() {
        let cell = |text: &str| Passage::placeless(text);
        for (text, is_list) in [
            ("1. ติดกล้อง\n2. สุ่มตรวจ", true),
            ("1. โครงการแสง", false),
            ("โครงการแสง\n1. ประชุม\n2. อบรม", false),
            ("1.1 ประชุม\n1.2 อบรม", false),
            ("โครงการที่ 1 แสง\nโครงการที่ 2 ป่า", false),
        ] {
            assert_eq!(lists_lines(&cell(text), ItemKind::Project), is_list, "{text}");
        }
    }

    #[test]
    fn a_number_that_stands_twice_is_odd() {
        let (items, odd) = items_of(&["๑\tแสงริมน้ำ\tก\t-", "๑\tแสงริมทาง\tข\t-"]);
        assert_eq!(ids(&items), ["s1/t1/p1", "s1/t1/p~2"]);
        assert_eq!(odd, ["number-repeated"]);
    }
}
