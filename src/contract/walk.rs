//! Walks over a report's items and texts.

use crate::contract::model::{Column, Corrected, Item, Report, Section, Text, Total};

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

/// Calls `visit` for each mark of a person who put a value of a report right: its agency, its year, its
/// texts.
pub fn corrected<'a>(report: &'a Report, visit: &mut impl FnMut(&'a Corrected)) {
    let whole = [
        report.agency.as_ref().and_then(|agency| agency.corrected.as_deref()),
        report.fiscal_year.as_ref().and_then(|year| year.corrected.as_deref()),
    ];
    whole.into_iter().flatten().for_each(&mut *visit);
    let mut of_text = |text: &'a Text| text.corrected.as_deref().into_iter().for_each(&mut *visit);
    report.title.iter().for_each(&mut of_text);
    for section in &report.sections {
        title(section).into_iter().for_each(&mut of_text);
        for column in columns(section) {
            column.headings.iter().chain(&column.group).for_each(&mut of_text);
        }
        texts(section, &mut of_text);
        if let Section::Other(_) = section {
            totals(section)
                .into_iter()
                .for_each(|total| texts_of_totals(std::slice::from_ref(total), &mut of_text));
        }
        for item in items(section) {
            tree(item, &mut |item: &'a Item| of_text(&item.title));
        }
    }
}

/// The title of a section.
fn title(section: &Section) -> Option<&Text> {
    match section {
        Section::ActionPlan(plan) => plan.title.as_ref(),
        Section::Measures(measures) => measures.title.as_ref(),
        Section::Form(form) => form.title.as_ref(),
        Section::Other(other) => other.title.as_ref(),
    }
}

/// The columns of a section's tables.
fn columns(section: &Section) -> Vec<&Column> {
    match section {
        Section::ActionPlan(plan) => plan.columns.iter().collect(),
        Section::Measures(measures) => measures.columns.iter().collect(),
        Section::Form(_) => Vec::new(),
        Section::Other(other) => other.tables.iter().flat_map(|table| &table.columns).collect(),
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::contract::pointers::texts_mut;
    use crate::sample;

    fn marks(report: &Report) -> usize {
        let mut count = 0;
        corrected(report, &mut |_| count += 1);
        count
    }

    #[test]
    fn every_text_that_is_put_right_is_met_once() {
        let full = sample::full();
        let mark = full.title.as_ref().unwrap().corrected.clone();
        let before = marks(&full);
        assert_eq!(before, 3, "the agency, the year, the title");
        let mut pointers = Vec::new();
        texts_mut(&mut full.clone(), &mut |at, _| pointers.push(at.to_owned()));
        // What is a part of a cell is put right in the cell.
        let parts = [
            "/objectives/",
            "/name",
            "/target_text",
            "/responsible/",
            "/problems/",
            "/suggestions/",
        ];
        let whole = pointers.iter().filter(|at| !parts.iter().any(|part| at.contains(part)));
        for pointer in whole.filter(|at| *at != "/title") {
            let mut report = full.clone();
            texts_mut(&mut report, &mut |at, text| {
                if at == pointer {
                    text.corrected = mark.clone();
                }
            });
            assert_eq!(marks(&report), before + 1, "{pointer}");
        }
    }
}
