//! Walks over a report's items and texts.

use crate::contract::model::{Item, Section, Text, Total};

/// The items of a section, without their children, in document order.
pub fn items(section: &Section) -> Vec<&Item> {
    match section {
        Section::ActionPlan(plan) => {
            plan.strategies.iter().flat_map(|s| &s.tactics).flat_map(|t| &t.projects).collect()
        }
        Section::Measures(measures) => measures.measures.iter().collect(),
        Section::Form(form) => form.items.iter().collect(),
        Section::Other(_) => Vec::new(),
    }
}

/// The rows of a section that sum others, in document order.
pub fn totals(section: &Section) -> Vec<&Total> {
    match section {
        Section::ActionPlan(plan) => plan.totals.iter().collect(),
        Section::Measures(measures) => measures.totals.iter().collect(),
        Section::Form(_) => Vec::new(),
        Section::Other(other) => other.tables.iter().flat_map(|table| &table.totals).collect(),
    }
}

/// Calls `visit` for an item and everything below it, in document order.
pub fn tree<'a>(item: &'a Item, visit: &mut impl FnMut(&'a Item)) {
    visit(item);
    item.children.iter().for_each(|c| tree(c, visit));
}

/// Calls `visit` for the texts of a section: headings, goals, cells.
pub fn texts<'a>(section: &'a Section, visit: &mut impl FnMut(&'a Text)) {
    match section {
        Section::ActionPlan(plan) => {
            for strategy in &plan.strategies {
                strategy.title.iter().for_each(&mut *visit);
                for tactic in &strategy.tactics {
                    tactic
                        .title
                        .iter()
                        .chain(&tactic.goals)
                        .chain(&tactic.indicators)
                        .for_each(&mut *visit);
                }
            }
            plan.notes.iter().for_each(&mut *visit);
            texts_of_totals(&plan.totals, visit);
        }
        Section::Measures(measures) => {
            measures.notes.iter().for_each(&mut *visit);
            texts_of_totals(&measures.totals, visit);
        }
        Section::Form(form) => {
            form.fields.iter().flat_map(|f| [&f.label, &f.value]).for_each(&mut *visit);
        }
        Section::Other(other) => {
            for table in &other.tables {
                table.headings.iter().chain(table.rows.iter().flatten()).for_each(&mut *visit);
            }
        }
    }
    for item in items(section) {
        tree(item, &mut |i: &'a Item| i.cells.values().for_each(&mut *visit));
    }
}

/// Calls `visit` for the texts of rows that sum others.
fn texts_of_totals<'a>(totals: &'a [Total], visit: &mut impl FnMut(&'a Text)) {
    for total in totals {
        visit(&total.label);
        total.cells.values().for_each(&mut *visit);
    }
}
