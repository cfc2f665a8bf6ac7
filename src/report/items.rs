//! Logical rows → a tree of projects, activities, sub-activities and measures.

use std::collections::{BTreeMap, HashSet};

use crate::contract::model::{Item, ItemKind};
use crate::finding::{Code, Finding};
use crate::layout::{Passage, compose};
use crate::report::cells::Contents;
use crate::report::facts::{HeadingFound, item_headings};
use crate::report::text::{Reading, to_text};
use crate::role::Role;
use crate::table::{self, LogicalRow};
use crate::thai::digits::to_arabic;

/// Marks around the numbers of a number column.
const AROUND_NUMBERS: [char; 4] = ['(', ')', '.', ':'];

/// An item on its way into the report.
#[derive(Debug)]
pub(super) struct Draft {
    kind: ItemKind,
    number: Option<String>,
    title: Passage,
    cells: BTreeMap<Role, Passage>,
    children: Vec<Draft>,
    /// Whether a piece of its row was joined to it on a guess.
    guessed: bool,
    /// Whether its row has a budget column, even a blank one.
    budgeted: bool,
}

/// The roles of a table's columns. A meaning that stands twice keeps its role on the first column;
/// columns without a known meaning are counted.
pub(super) fn roles(columns: &[table::Heading]) -> Vec<Role> {
    let mut seen: HashSet<Role> = HashSet::new();
    let mut others = 0;
    let mut roles = Vec::with_capacity(columns.len());
    for column in columns {
        let known = column.meaning.filter(|role| seen.insert(*role));
        roles.push(known.unwrap_or_else(|| {
            others += 1;
            Role::Other(others)
        }));
    }
    roles
}

/// What the columns of a table of items hold.
pub(super) struct ItemColumns {
    /// The role of each column.
    roles: Vec<Role>,
    /// The column of numbers, where there is one.
    number: Option<usize>,
    /// The column of names.
    key: usize,
}

impl ItemColumns {
    /// Those of a table with these headings; `key` is the column of names.
    pub fn of(columns: &[table::Heading], key: usize) -> ItemColumns {
        let number = columns.iter().position(|c| c.meaning == Some(Role::Number));
        ItemColumns { roles: roles(columns), number, key }
    }

    /// Adds a row to the items of its table, which are `top` items but for those below them.
    pub fn add_row(&self, items: &mut Vec<Draft>, row: &LogicalRow, top: ItemKind) {
        let cells: Vec<Passage> = row.cells.iter().map(|lines| compose(lines)).collect();
        let (first, others) = headings(&cells[self.key], top);
        let printed = self.number.and_then(|column| plain_number(&cells[column].text));
        let mut draft = Draft::of(first);
        draft.number = draft.number.or(printed);
        draft.guessed = row.guessed;
        draft.budgeted = self.roles.contains(&Role::Budget);
        let named = self.roles.iter().copied().zip(cells);
        draft.cells.extend(named.filter(|(_, cell)| !cell.is_empty()));
        place(items, draft);
        others.into_iter().for_each(|heading| place(items, Draft::of(heading)));
    }
}

impl Draft {
    /// An item of which only the heading is known.
    fn of(heading: Heading) -> Draft {
        let Heading { kind, number, title } = heading;
        Draft {
            kind,
            number,
            title,
            cells: BTreeMap::new(),
            children: Vec::new(),
            guessed: false,
            budgeted: false,
        }
    }
}

/// A heading in the first cell of a row.
struct Heading {
    kind: ItemKind,
    number: Option<String>,
    title: Passage,
}

/// The heading a row belongs to, and the others in its first cell. Text above the first number is a
/// heading without one, and what is numbered below it stands a step deeper.
fn headings(cell: &Passage, top: ItemKind) -> (Heading, Vec<Heading>) {
    let reading = Reading::new(cell);
    let found = item_headings(reading.text(), top);
    let start = found.first().map_or(reading.text().len(), |first| first.label.start);
    let above = Heading { kind: top, number: None, title: reading.part(0..start) };
    let has_above = !above.title.is_empty();
    let top_is = if has_above { ItemKind::Activity } else { top };
    let mut numbered = found.into_iter().map(|h| numbered(h, top, top_is, &reading));
    let first = if has_above { above } else { numbered.next().unwrap_or(above) };
    (first, numbered.collect())
}

/// A heading with its number; one that is `top` by its words is taken for `top_is`.
fn numbered(
    found: HeadingFound,
    top: ItemKind,
    top_is: ItemKind,
    reading: &Reading<'_>,
) -> Heading {
    let kind = if found.kind == top { top_is } else { found.kind };
    Heading { kind, number: Some(found.number), title: reading.part(found.title) }
}

/// `1.`, `(๒)`, `3` → the number; `None` for anything else.
fn plain_number(printed: &str) -> Option<String> {
    let inner = printed.trim_matches(|c: char| c.is_whitespace() || AROUND_NUMBERS.contains(&c));
    let plain = to_arabic(inner);
    plain.split('.').all(is_digits).then(|| plain.into_owned())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
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
pub(super) struct Ids(HashSet<String>);

impl Ids {
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
            if self.0.insert(id.clone()) {
                return (id, false);
            }
        }
        let mut at = position;
        loop {
            let id = format!("{parent}{slash}{letter}~{at}");
            if self.0.insert(id.clone()) {
                return (id, number.is_some());
            }
            at += 1;
        }
    }
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
        let contents = Contents::read(&self.cells, self.kind, self.budgeted, &id, findings);
        let cells = self.cells.iter().map(|(role, passage)| ((*role).into(), to_text(passage))).collect();
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
            budgets: Vec::new(),
            schedule: Vec::new(),
            responsible: Vec::new(),
            problems: Vec::new(),
            suggestions: Vec::new(),
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
        if self.number.is_none() && !self.cells.is_empty() {
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
        for (printed, number) in
            [("1.", Some("1")), ("(๒)", Some("2")), ("๑.๒", Some("1.2")), ("-", None), ("ก", None)]
        {
            assert_eq!(plain_number(printed).as_deref(), number, "{printed}");
        }
    }

    /// The items of a table whose first columns are numbers and names, with the codes of what is odd
    /// about them.
    fn items_of(rows: &[&str]) -> (Vec<Item>, Vec<String>) {
        let lines = [&["ที่\tโครงการ/กิจกรรม\tผลการดำเนินงาน\tงบประมาณ"], rows].concat();
        let table = sample::table(&lines);
        let columns = ItemColumns::of(&table.columns, 1);
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
        assert_eq!(items[0].cells[&Role::Result].text, "จัดแล้ว");
        assert_eq!(items[0].children[0].cells[&Role::Budget].text, "๕๐๐");
    }

    #[test]
    fn a_number_that_stands_twice_is_odd() {
        let (items, odd) = items_of(&["๑\tแสงริมน้ำ\tก\t-", "๑\tแสงริมทาง\tข\t-"]);
        assert_eq!(ids(&items), ["s1/t1/p1", "s1/t1/p~2"]);
        assert_eq!(odd, ["number-repeated"]);
    }

    #[test]
    fn a_second_column_of_one_meaning_is_another_column() {
        let of = |meaning| table::Heading { meaning, ..table::Heading::default() };
        let twice = [of(Some(Role::Result)), of(Some(Role::Result)), of(None)];
        assert_eq!(roles(&twice), [Role::Result, Role::Other(1), Role::Other(2)]);
    }
}
