//! A report among those of a workbook, and its items with the headings that they stand below.

use crate::contract::model::{Item, Report, Section, Strategy, Tactic};

/// A report, and its place among the reports of the workbook.
#[derive(Clone, Copy)]
pub struct Source<'r> {
    pub report: &'r Report,
    /// From 1.
    pub number: usize,
}

/// An item, and where it stands.
#[derive(Clone, Copy)]
pub struct Placed<'r> {
    pub item: &'r Item,
    pub parent: Option<&'r Item>,
    pub strategy: Option<&'r Strategy>,
    pub tactic: Option<&'r Tactic>,
}

impl<'r> Source<'r> {
    /// The name of its file, or else what its document is known by.
    pub fn file(self) -> &'r str {
        let source = &self.report.source;
        source.file_name.as_deref().unwrap_or(&source.sha256)
    }

    /// All its items, parents before children, in document order.
    pub fn items(self) -> Vec<Placed<'r>> {
        let mut all = Vec::new();
        for section in &self.report.sections {
            match section {
                Section::ActionPlan(plan) => {
                    for strategy in &plan.strategies {
                        for tactic in &strategy.tactics {
                            let below = (Some(strategy), Some(tactic));
                            add(None, &tactic.projects, below, &mut all);
                        }
                    }
                }
                Section::Measures(measures) => {
                    add(None, &measures.measures, (None, None), &mut all);
                }
                Section::Form(form) => add(None, &form.items, (None, None), &mut all),
                Section::Other(_) => {}
            }
        }
        all
    }
}

/// Adds items and all below them.
fn add<'r>(
    parent: Option<&'r Item>,
    items: &'r [Item],
    below: (Option<&'r Strategy>, Option<&'r Tactic>),
    all: &mut Vec<Placed<'r>>,
) {
    for item in items {
        let (strategy, tactic) = below;
        all.push(Placed { item, parent, strategy, tactic });
        add(Some(item), &item.children, below, all);
    }
}
