//! Logical rows → a tree of projects, activities, sub-activities and measures.

use std::collections::{BTreeMap, HashSet};

use crate::contract::model::{Item, ItemKind};
use crate::finding::{Code, Finding};
use crate::layout::{Passage, compose};
use crate::report::cells::Contents;
use crate::report::facts::{HeadingFound, item_headings};
use crate::report::text::{Reading, text};
use crate::role::Role;
use crate::table::{self, LogicalRow};

/// An item on its way into the report.
#[derive(Debug)]
pub(super) struct Draft {
    kind: ItemKind,
    number: Option<String>,
    title: Passage,
    cells: BTreeMap<Role, Passage>,
    children: Vec<Draft>,
    guessed: bool,
    /// Whether its row has a budget column, be it blank.
    budgeted: bool,
}

/// The roles of a table's columns. A meaning that stands twice keeps its role on the first column;
/// columns without a known meaning are counted.
pub(super) fn roles(columns: &[table::Heading]) -> Vec<Role> {
    let mut seen: HashSet<Role> = HashSet::new();
    let mut unknown = 0;
    let mut other = || {
        unknown += 1;
        Role::Other(unknown)
    };
    columns
        .iter()
        .map(|c| c.meaning.filter(|r| seen.insert(*r)).unwrap_or_else(&mut other))
        .collect()
}

/// Adds a row to the items of its table. `number` and `key` are the columns of its number and its
/// first heading.
pub(super) fn add_row(
    items: &mut Vec<Draft>,
    row: &LogicalRow,
    roles: &[Role],
    number: Option<usize>,
    key: usize,
    top: ItemKind,
) {
    let cells: Vec<Passage> = row.cells.iter().map(|lines| compose(lines)).collect();
    let printed = number.map(|n| cells[n].text.trim().to_owned()).filter(|n| !n.is_empty());
    let (first, others) = headings(&cells[key], top);
    let Heading { kind, number: own, title } = first;
    let own = own.or_else(|| printed.as_deref().and_then(plain_number));
    let mut draft = Draft {
        kind,
        number: own,
        title,
        cells: BTreeMap::new(),
        children: Vec::new(),
        guessed: row.guessed,
        budgeted: roles.contains(&Role::Budget),
    };
    draft.cells.extend(roles.iter().copied().zip(cells).filter(|(_, cell)| !cell.is_empty()));
    place(items, draft);
    for h in others {
        let (cells, children) = (BTreeMap::new(), Vec::new());
        place(
            items,
            Draft {
                kind: h.kind,
                number: h.number,
                title: h.title,
                cells,
                children,
                guessed: false,
                budgeted: false,
            },
        );
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
    let start = found.first().map_or(reading.text().len(), |h| h.label.start);
    let above = reading.part(0..start);
    let heading = |h: HeadingFound, top_is: ItemKind| Heading {
        kind: if h.kind == top { top_is } else { h.kind },
        number: Some(h.number),
        title: reading.part(h.title),
    };
    let mut found = found.into_iter();
    if !above.is_empty() || found.len() == 0 {
        let first = Heading { kind: top, number: None, title: above };
        return (first, found.map(|h| heading(h, ItemKind::Activity)).collect());
    }
    let first = found.next().map(|h| heading(h, top));
    let first = first.unwrap_or(Heading { kind: top, number: None, title: Passage::default() });
    (first, found.map(|h| heading(h, top)).collect())
}

/// `1.`, `(๒)`, `3` → the number; `None` for anything else.
fn plain_number(printed: &str) -> Option<String> {
    let inner = printed.trim_matches(|c: char| c.is_whitespace() || "().:".contains(c));
    let plain = crate::thai::digits::to_arabic(inner);
    let parts = plain.split('.').all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    parts.then(|| plain.into_owned())
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
        let plain = number.map(|n| format!("{parent}{slash}{letter}{n}"));
        match plain {
            Some(id) if self.0.insert(id.clone()) => return (id, false),
            _ => {}
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
    drafts
        .into_iter()
        .enumerate()
        .map(|(i, draft)| finish_one(draft, i + 1, parent, ids, findings))
        .collect()
}

fn finish_one(
    draft: Draft,
    position: usize,
    parent: &str,
    ids: &mut Ids,
    findings: &mut Vec<Finding>,
) -> Item {
    let (id, repeated) = ids.give(parent, letter(draft.kind), draft.number.as_deref(), position);
    let title = text(&draft.title);
    if repeated {
        let n = draft.number.as_deref().unwrap_or_default();
        findings.push(
            Finding::new(
                Code::NumberRepeated,
                format!("หมายเลข {n} ซ้ำกับรายการก่อนหน้า"),
                format!("number {n} stands twice"),
            )
            .about(&id)
            .seen(&title.raw, &title.regions),
        );
    }
    if draft.number.is_none() && !draft.cells.is_empty() {
        findings.push(
            Finding::new(
                Code::RowUnnumbered,
                "แถวนี้ไม่มีหมายเลขโครงการหรือมาตรการ",
                "this row has no number",
            )
            .about(&id)
            .seen(&title.raw, &title.regions),
        );
    }
    if draft.guessed {
        let th = "ข้อความหลังขึ้นหน้าใหม่ถูกต่อเข้ากับแถวก่อนหน้าโดยการคาดเดา";
        let en = "text after a page break was joined to the row before it on a guess";
        findings.push(
            Finding::new(Code::JoinGuessed, th, en).about(&id).seen(&title.raw, &title.regions),
        );
    }
    let contents = Contents::read(&draft.cells, draft.kind, draft.budgeted, &id, findings);
    let children = finish(draft.children, &id, ids, findings);
    Item {
        id,
        kind: draft.kind,
        number: draft.number,
        title,
        cells: draft.cells.iter().map(|(role, passage)| (*role, text(passage))).collect(),
        objectives: contents.objectives,
        indicators: contents.indicators,
        facts: contents.facts,
        outcome_facts: contents.outcome_facts,
        budget: contents.budget,
        children,
    }
}

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
}
