//! What the rules look at: a report's items in order, with the figures of their results read and
//! their targets judged once.

use crate::audit::figures::Figures;
use crate::audit::judge::{Judgement, judge_by};
use crate::contract::model::{Column, Item, Report, Section, Strategy, Text};
use crate::contract::walk;
use crate::finding::Region;

/// A report made ready for the rules.
#[derive(Debug)]
pub struct Context<'r> {
    /// The report.
    pub report: &'r Report,
    /// All items, parents before their children, in document order.
    pub entries: Vec<Entry<'r>>,
    /// The report of another year, where one is held against it.
    pub against: Option<&'r Report>,
}

/// One item and where it belongs.
#[derive(Debug)]
pub struct Entry<'r> {
    /// The item.
    pub item: &'r Item,
    /// The place of its section in [`Report::sections`], counted from 0.
    pub section: usize,
    /// Figures of its results, in the order of their columns.
    pub results: Vec<Figures<'r>>,
    /// Figures of its outcomes, in the order of their columns; measures only.
    pub outcomes: Vec<Figures<'r>>,
    /// Its targets, each held against these figures.
    pub judgements: Vec<Judgement<'r>>,
}

/// The columns of the tables that a section was read from.
pub(super) fn columns(section: &Section) -> &[Column] {
    match section {
        Section::ActionPlan(plan) => &plan.columns,
        Section::Measures(measures) => &measures.columns,
        Section::Form(_) | Section::Other(_) => &[],
    }
}

impl<'r> Context<'r> {
    /// Reads the figures of every item and judges its targets.
    pub fn new(report: &'r Report) -> Context<'r> {
        let mut entries = Vec::new();
        for (section, part) in report.sections.iter().enumerate() {
            for top in walk::items(part) {
                walk::tree(top, &mut |item| {
                    let results = Figures::of_results(item);
                    let outcomes = Figures::of_outcomes(item);
                    let judgements = judge_by(item, &results, &outcomes);
                    entries.push(Entry { item, section, results, outcomes, judgements });
                });
            }
        }
        Context { report, entries, against: None }
    }

    /// The same, with the report of another year beside it.
    pub fn against(self, other: Option<&'r Report>) -> Context<'r> {
        Context { against: other, ..self }
    }

    /// The texts with figures: results and outcomes, each with its item.
    pub fn figures(&self) -> impl Iterator<Item = (&'r Item, &Figures<'r>)> {
        self.entries.iter().flat_map(Entry::figures)
    }

    /// The headings of its parts: the report's own, those of sections, strategies and tactics.
    pub fn titles(&self) -> Vec<&'r Text> {
        let mut titles: Vec<&Text> = self.report.title.iter().collect();
        for section in &self.report.sections {
            match section {
                Section::ActionPlan(plan) => {
                    titles.extend(&plan.title);
                    titles.extend(plan.strategies.iter().flat_map(titles_of_strategy));
                }
                Section::Measures(measures) => titles.extend(&measures.title),
                Section::Form(form) => titles.extend(&form.title),
                Section::Other(other) => titles.extend(&other.title),
            }
        }
        titles
    }
}

impl<'r> Entry<'r> {
    /// The figures of its results, then those of its outcomes, each with the item.
    fn figures(&self) -> impl Iterator<Item = (&'r Item, &Figures<'r>)> {
        self.results.iter().chain(&self.outcomes).map(|figures| (self.item, figures))
    }
}

/// The titles of a strategy and of its tactics.
fn titles_of_strategy(strategy: &Strategy) -> impl Iterator<Item = &Text> {
    strategy.title.iter().chain(strategy.tactics.iter().flat_map(|tactic| &tactic.title))
}

/// Where a text begins: its first region, for evidence that stands for a whole cell.
pub(super) fn first_region(regions: &[Region]) -> &[Region] {
    &regions[..regions.len().min(1)]
}
