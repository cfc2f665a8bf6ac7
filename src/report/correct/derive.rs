//! The values of an item read anew from the cells that were corrected.

use std::collections::{BTreeMap, BTreeSet};

use super::asked::{Changed, rewrite_by};
use crate::column::Key;
use crate::contract::model::{
    Column, ColumnBudget, Corrected, Facts, Item, ItemKind, Report, Role, Text,
};
use crate::contract::pointers::{items_mut, totals_mut};
use crate::finding::{Finding, Region};
use crate::layout::Passage;
use crate::report::cells::{
    all_paragraphs, facts_of, indicators, named_budget, of_role, own_budget, read_money, schedule,
    who_answers,
};
use crate::report::facts::{budget_in, item_headings};
use crate::report::filled::Filled;
use crate::report::items::title_in;
use crate::report::text::{Reading, to_text};
use crate::report::unit::{UNITS, unit_in};

/// Reads anew what corrected cells of items say.
pub(super) fn items(report: &mut Report, changed: &Changed) {
    let year = report.fiscal_year.as_ref().map(|year| year.be);
    let mut findings = Vec::new();
    items_mut(report, &mut |at, item, columns| {
        let keys: BTreeSet<Key> = keys_below(at, &item.cells, changed).collect();
        if !keys.is_empty() {
            Anew { at, changed, item, columns, year, findings: &mut findings }.read(&keys);
        }
    });
    report.findings.extend(findings);
}

/// Reads anew what corrected cells of rows that sum others say.
pub(super) fn totals(report: &mut Report, changed: &Changed) {
    let year = report.fiscal_year.as_ref().map(|year| year.be);
    let mut findings = Vec::new();
    totals_mut(report, &mut |at, total, columns| {
        for key in keys_below(at, &total.cells, changed).collect::<Vec<_>>() {
            let cells = [filled(key, &total.cells[&key], columns)];
            let read = read_money(&cells, year, "", &mut findings);
            put_budgets(&mut total.budgets, read.columns);
        }
    });
    report.findings.extend(findings);
}

/// The cells of a row that were corrected.
fn keys_below<'r>(
    at: &'r str,
    cells: &'r BTreeMap<Key, Text>,
    changed: &'r Changed,
) -> impl Iterator<Item = Key> + 'r {
    cells.keys().copied().filter(move |key| changed.contains_key(&format!("{at}/cells/{key}")))
}

/// An item whose cells are read anew.
struct Anew<'a> {
    /// Its pointer.
    at: &'a str,
    changed: &'a Changed,
    item: &'a mut Item,
    columns: &'a [Column],
    year: Option<i16>,
    findings: &'a mut Vec<Finding>,
}

impl Anew<'_> {
    fn read(&mut self, keys: &BTreeSet<Key>) {
        let roles: BTreeSet<Role> = keys.iter().map(|key| key.role).collect();
        for key in keys.iter().filter(|key| key.role.is_money()) {
            self.money(*key);
        }
        for key in keys.iter().filter(|key| matches!(key.role, Role::Period | Role::Schedule)) {
            self.schedule(*key);
        }
        for role in roles {
            self.role(role);
        }
    }

    /// The cells of some roles.
    fn cells(&self, roles: &[Role]) -> Vec<Filled> {
        let cells = self.item.cells.iter().filter(|(key, _)| roles.contains(&key.role));
        cells.map(|(key, text)| filled(*key, text, self.columns)).collect()
    }

    fn money(&mut self, key: Key) {
        let unit = self.unit_before(key);
        if self.put_shares(unit) {
            return;
        }
        let mut cells = self.cells(&[Role::Source]);
        let mut cell = filled(key, &self.item.cells[&key], self.columns);
        cell.factor = unit.unwrap_or(cell.factor);
        cells.insert(0, cell);
        let read = read_money(&cells, self.year, &self.item.id, self.findings);
        put_budgets(&mut self.item.budgets, read.columns);
        let named = named_budget(&self.cells(&[Role::Budget]), self.year);
        self.item.budget = own_budget(&self.item.budgets, named, self.year);
    }

    /// Reads all money anew where one column sums others, as each of them tells what the sum is; whether
    /// one does. Who pays stays what the columns said.
    fn put_shares(&mut self, unit: Option<u64>) -> bool {
        let roles = [Role::Budget, Role::BudgetUsed, Role::BudgetLeft, Role::Source];
        let mut cells = self.cells(&roles);
        cells.iter_mut().for_each(|cell| cell.factor = unit.unwrap_or(cell.factor));
        let mut odd = Vec::new();
        let mut read = read_money(&cells, self.year, &self.item.id, &mut odd);
        let Some(budget) = read.sum.is_some().then(|| read.own(self.year)) else { return false };
        for column in &mut read.columns {
            let mut known = self.item.budgets.iter();
            let before = known.find(|known| known.column == column.column);
            column.source = before.map_or(column.source.take(), |before| before.source.clone());
        }
        (self.item.budgets, self.item.budget) = (read.columns, budget);
        self.findings.extend(odd);
        true
    }

    /// The unit that a line above the table gave the bare number of a cell before it was corrected.
    fn unit_before(&self, key: Key) -> Option<u64> {
        let mark = self.item.cells[&key].corrected.as_deref()?;
        let before = self.item.budgets.iter().find(|budget| budget.column == key)?.amount_thb?;
        let counted = |unit: u64| budget_in(&mark.was, unit).amount.map(|(_, amount)| amount);
        UNITS.into_iter().find(|unit| counted(*unit) == Some(before))
    }

    fn schedule(&mut self, key: Key) {
        let cells = [filled(key, &self.item.cells[&key], self.columns)];
        let mut found = Vec::new();
        let read = schedule::of_cells(&cells, self.year, &mut found);
        self.item.schedule.retain(|scheduled| scheduled.column != key);
        self.item.schedule.extend(read);
        self.findings.extend(found.into_iter().map(|finding| finding.about(&self.item.id)));
    }

    /// What is read from all cells of a role.
    fn role(&mut self, role: Role) {
        match role {
            Role::Result => self.item.facts = self.facts(role),
            Role::Outcome if self.item.outcome_facts.is_some() => {
                self.item.outcome_facts = Some(self.facts(role));
            }
            Role::Objective => self.item.objectives = self.paragraphs(role),
            Role::Responsible => self.item.responsible = who_answers(&self.cells(&[role])),
            Role::Problem => self.item.problems = self.paragraphs(role),
            Role::Suggestion => self.item.suggestions = self.paragraphs(role),
            Role::Indicator | Role::Target | Role::Unit => {
                let cells = self.cells(&[Role::Indicator, Role::Target, Role::Unit]);
                self.item.indicators = indicators::of_cells(&cells);
            }
            Role::Project | Role::Measure => self.titles(role),
            _ => {}
        }
    }

    fn facts(&mut self, role: Role) -> Facts {
        let cells = self.cells(&[role]);
        facts_of(of_role(&cells, role), &self.item.id, self.findings)
    }

    fn paragraphs(&self, role: Role) -> Vec<Text> {
        all_paragraphs(&self.cells(&[role]), role)
    }

    /// The titles, where the cell named them before it was corrected: the item's own, and those of what
    /// stands below it in the cell. One that was put right itself stays as that was said.
    fn titles(&mut self, role: Role) {
        let Some(cell) = self.item.cell(role).cloned() else { return };
        let Some(mark) = cell.corrected.as_deref() else { return };
        let top = top_of(self.item.kind);
        if mark.was.contains(&self.item.title.raw) && !is_said(self.changed, self.at) {
            put_title(&mut self.item.title, own_title(&cell.raw, &cell.regions, top), mark);
        }
        let mut below = Vec::new();
        titles_below(self.at, &mut self.item.children, &mut below);
        below.retain(|(_, title)| mark.was.contains(&title.raw));
        let read = further_titles(&cell, top);
        // Of more or fewer than before nothing tells which is which.
        if read.len() == below.len() {
            for ((at, title), read) in below.into_iter().zip(read) {
                if !is_said(self.changed, &at) {
                    put_title(title, read, mark);
                }
            }
        }
    }
}

/// Whether the title of an item was put right itself.
fn is_said(changed: &Changed, item: &str) -> bool {
    changed.contains_key(&format!("{item}/title"))
}

/// What a number of one part heads in the cell of an item.
pub(super) fn top_of(kind: ItemKind) -> ItemKind {
    match kind {
        ItemKind::Measure => ItemKind::Measure,
        _ => ItemKind::Project,
    }
}

/// The title of its own item that a cell names.
pub(super) fn own_title(raw: &str, regions: &[Region], top: ItemKind) -> Text {
    title_in(&Passage::in_place_of(raw, regions), top)
}

/// The other titles that a cell names, in order.
fn further_titles(cell: &Text, top: ItemKind) -> Vec<Text> {
    let passage = Passage::in_place_of(&cell.raw, &cell.regions);
    let reading = Reading::new(&passage);
    let found = item_headings(reading.text(), top);
    let Some(first) = found.first() else { return Vec::new() };
    let is_own = reading.text()[..first.label.start].trim().is_empty();
    let further = found.into_iter().skip(usize::from(is_own));
    further.map(|heading| to_text(&reading.part(heading.title))).collect()
}

/// The titles of what stands below an item and has no cells of its own, each with the pointer of its
/// item.
fn titles_below<'i>(at: &str, children: &'i mut [Item], found: &mut Vec<(String, &'i mut Text)>) {
    for (i, child) in children.iter_mut().enumerate() {
        let at = format!("{at}/children/{i}");
        if child.cells.is_empty() {
            found.push((at.clone(), &mut child.title));
        }
        titles_below(&at, &mut child.children, found);
    }
}

/// Puts a title that was read anew in the place of another one, unless it says the same; it has the mark
/// of its cell.
fn put_title(title: &mut Text, read: Text, mark: &Corrected) {
    if title.raw != read.raw {
        rewrite_by(title, read.raw, mark);
    }
}

/// Puts what was read of columns of money in the place of what was.
fn put_budgets(budgets: &mut Vec<ColumnBudget>, read: Vec<ColumnBudget>) {
    for one in read {
        match budgets.iter_mut().find(|budget| budget.column == one.column) {
            Some(old) => *old = one,
            None => budgets.push(one),
        }
    }
}

/// A cell of the report on its way through the reading again.
fn filled(key: Key, text: &Text, columns: &[Column]) -> Filled {
    let column = columns.iter().find(|column| column.key() == key);
    let words = column.into_iter().flat_map(|column| column.group.iter().chain(&column.headings));
    let heading: Vec<&str> = words.map(|text| text.text.as_str()).collect();
    Filled {
        key,
        span: column.and_then(|column| column.span),
        passage: Passage::in_place_of(&text.raw, &text.regions),
        parts: Vec::new(),
        marked: false,
        marked_parts: Vec::new(),
        done_parts: Vec::new(),
        factor: unit_in(heading.iter().copied()).unwrap_or(1),
        heading: heading.join(" "),
        satang: None,
        grouped: column.is_some_and(|column| !column.group.is_empty()),
    }
}
