//! Sections as they are gathered → sections of the JSON.

use crate::contract::model::{
    ActionPlan, Form, Measures, OtherTable, OtherTables, Period, Section, Strategy, Tactic, Text,
};
use crate::finding::{Code, Finding};
use crate::layout::{Passage, compose};
use crate::report::columns::{self, Keyed};
use crate::report::form::Told;
use crate::report::items::{Draft, Ids, OpenTotal, close_totals, finish};
use crate::report::levels::BETWEEN_LEVELS;
use crate::report::text::to_text;
use crate::table::{Heading, LogicalTable};
use crate::thai::date;

/// A section on its way into the report.
pub(super) enum Open {
    Plan(OpenPlan),
    Measures(OpenMeasures),
    Form { titles: Vec<Passage>, told: Told },
    Other { title: Option<Passage>, tables: Vec<LogicalTable> },
}

#[derive(Default)]
pub(super) struct OpenPlan {
    /// Where it stood among the sections before it was opened again behind others.
    pub place: Option<usize>,
    pub titles: Vec<Passage>,
    pub columns: Vec<Keyed>,
    pub strategies: Vec<OpenStrategy>,
    pub notes: Vec<Passage>,
    pub totals: Vec<OpenTotal>,
}

impl OpenPlan {
    /// Whether none of its tactics has items.
    pub fn has_no_items(&self) -> bool {
        self.strategies.iter().flat_map(|strategy| &strategy.tactics).all(|t| t.items.is_empty())
    }
}

#[derive(Default)]
pub(super) struct OpenMeasures {
    pub titles: Vec<Passage>,
    pub columns: Vec<Keyed>,
    pub items: Vec<Draft>,
    pub notes: Vec<Passage>,
    pub totals: Vec<OpenTotal>,
}

#[derive(Default)]
pub(super) struct OpenStrategy {
    pub label: Option<String>,
    pub number: Option<String>,
    pub title: Option<Passage>,
    pub tactics: Vec<OpenTactic>,
}

#[derive(Default)]
pub(super) struct OpenTactic {
    pub label: Option<String>,
    pub number: Option<String>,
    pub title: Option<Passage>,
    pub goals: Vec<Passage>,
    pub indicators: Vec<Passage>,
    pub declared: Option<u32>,
    pub items: Vec<Draft>,
}

impl OpenTactic {
    /// Whether it has nothing but the title that another one begins with, which joins deeper levels
    /// to it.
    pub fn only_begins(&self, other: &OpenTactic) -> bool {
        let (Some(title), Some(longer)) = (&self.title, &other.title) else { return false };
        let holds_nothing = self.items.is_empty()
            && self.goals.is_empty()
            && self.indicators.is_empty()
            && self.declared.is_none();
        let rest = longer.text.strip_prefix(title.text.as_str());
        holds_nothing
            && (&self.label, &self.number) == (&other.label, &other.number)
            && rest.is_some_and(|rest| rest.starts_with(BETWEEN_LEVELS))
    }
}

/// Several passages as one, one below the other.
pub(super) fn joined(passages: &[Passage]) -> Passage {
    let mut all = Passage::default();
    passages.iter().for_each(|passage| all.push(passage));
    all
}

/// The sections of a report of a fiscal `year`, with ids for all that is in them; what is odd about
/// one is added to `findings`.
pub(super) fn close_all(
    sections: Vec<Open>,
    year: Option<i16>,
    findings: &mut Vec<Finding>,
) -> Vec<Section> {
    let mut ids = Ids::of(year);
    sections.into_iter().map(|section| close(section, &mut ids, findings)).collect()
}

fn close(section: Open, ids: &mut Ids, findings: &mut Vec<Finding>) -> Section {
    match section {
        Open::Plan(plan) => Section::ActionPlan(close_plan(plan, ids, findings)),
        Open::Measures(measures) => Section::Measures(Measures {
            title: title(&measures.titles),
            period: section_period(&measures.titles),
            columns: columns::listed(&measures.columns, ids.year),
            measures: finish(measures.items, "", ids, findings),
            notes: texts(&measures.notes),
            totals: close_totals(measures.totals, ids.year, findings),
        }),
        Open::Form { titles, told } => {
            let (fields, items) = told.close(ids, findings);
            Section::Form(Form { title: title(&titles), fields, items })
        }
        Open::Other { title, tables } => Section::Other(OtherTables {
            title: title.as_ref().map(to_text),
            tables: tables.iter().map(|table| other_table(table, ids.year)).collect(),
        }),
    }
}

fn close_plan(plan: OpenPlan, ids: &mut Ids, findings: &mut Vec<Finding>) -> ActionPlan {
    let mut strategies = Vec::new();
    for (i, strategy) in plan.strategies.into_iter().enumerate() {
        strategies.push(close_strategy(strategy, i + 1, ids, findings));
    }
    let (title, columns) = (title(&plan.titles), columns::listed(&plan.columns, ids.year));
    let totals = close_totals(plan.totals, ids.year, findings);
    ActionPlan { title, columns, strategies, notes: texts(&plan.notes), totals }
}

/// The title that several lines make; `None` where they say nothing.
fn title(lines: &[Passage]) -> Option<Text> {
    let all = joined(lines);
    (!all.is_empty()).then(|| to_text(&all))
}

fn texts(passages: &[Passage]) -> Vec<Text> {
    passages.iter().map(to_text).collect()
}

fn close_strategy(
    strategy: OpenStrategy,
    position: usize,
    ids: &mut Ids,
    findings: &mut Vec<Finding>,
) -> Strategy {
    let (id, _) = ids.give("", "s", strategy.number.as_deref(), position);
    let tactics = strategy.tactics.into_iter().enumerate();
    Strategy {
        tactics: tactics.map(|(i, t)| close_tactic(t, i + 1, &id, ids, findings)).collect(),
        label: strategy.label,
        number: strategy.number,
        title: strategy.title.as_ref().map(to_text),
    }
}

fn close_tactic(
    tactic: OpenTactic,
    position: usize,
    parent: &str,
    ids: &mut Ids,
    findings: &mut Vec<Finding>,
) -> Tactic {
    let (id, _) = ids.give(parent, "t", tactic.number.as_deref(), position);
    let projects = finish(tactic.items, &id, ids, findings);
    if let Some(declared) = tactic.declared.filter(|n| *n as usize != projects.len()) {
        let found = projects.len();
        findings.push(Finding::new(
            Code::CountMismatch,
            format!("{id}: ระบุว่ามี {declared} โครงการ แต่พบ {found}"),
            format!("{id}: declares {declared} projects, {found} found"),
        ));
    }
    Tactic {
        label: tactic.label,
        number: tactic.number,
        title: tactic.title.as_ref().map(to_text),
        goals: texts(&tactic.goals),
        indicators: texts(&tactic.indicators),
        declared_project_count: tactic.declared,
        projects,
    }
}

fn other_table(table: &LogicalTable, year: Option<i16>) -> OtherTable {
    let has_headings = table.columns.iter().any(|column| !column.wordings.is_empty());
    let shown: &[Heading] = if has_headings { &table.columns } else { &[] };
    let headings = shown.iter().map(first_wording).collect();
    let rows =
        table.rows.iter().map(|row| row.cells.iter().map(|c| to_text(&compose(c))).collect());
    let mut keyed = Vec::new();
    if has_headings {
        columns::merge(&mut keyed, &table.columns);
    }
    let columns = columns::listed(&keyed, year);
    OtherTable { headings, rows: rows.collect(), columns, totals: Vec::new() }
}

/// The first wording of a heading; an empty text where it has none.
fn first_wording(heading: &Heading) -> Text {
    to_text(&heading.wordings.first().map(|wording| compose(&wording.lines)).unwrap_or_default())
}

/// The span of dates that a section's title names in brackets.
fn section_period(titles: &[Passage]) -> Option<Period> {
    let title = joined(titles);
    let dates = date::find(&title.text).dates;
    let found = dates.into_iter().find(|date| date.value.precision == date::Precision::Day)?;
    Some(Period {
        raw: title.text[found.range.clone()].to_owned(),
        months: None,
        start: Some(found.value.start),
        end: Some(found.value.end),
        regions: title.regions(found.range),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(section: Open) -> (Section, Vec<Finding>) {
        let mut findings = Vec::new();
        let mut sections = close_all(vec![section], None, &mut findings);
        (sections.remove(0), findings)
    }

    #[test]
    fn a_tactic_that_declares_another_number_of_projects_is_odd() {
        let declares = |declared| {
            let tactic = OpenTactic { declared: Some(declared), ..OpenTactic::default() };
            let strategy = OpenStrategy { tactics: vec![tactic], ..OpenStrategy::default() };
            closed(Open::Plan(OpenPlan { strategies: vec![strategy], ..OpenPlan::default() })).1
        };
        assert_eq!(declares(0), []);
        let found = declares(2);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message_en, "s~1/t~1: declares 2 projects, 0 found");
    }

    #[test]
    fn the_title_of_measures_names_their_period() {
        let titles = ["รายงานผลมาตรการ", "(๑ ตุลาคม ๒๕๖๗ - ๓๑ มีนาคม ๒๕๖๘)"].map(Passage::placeless);
        let measures = OpenMeasures { titles: titles.to_vec(), ..OpenMeasures::default() };
        let (Section::Measures(measures), _) = closed(Open::Measures(measures)) else {
            panic!("measures are closed as measures")
        };
        let period = measures.period.unwrap();
        assert_eq!(period.start.unwrap().to_string(), "2024-10-01");
        assert_eq!(period.end.unwrap().to_string(), "2025-03-31");
        assert_eq!(measures.title.unwrap().raw.lines().count(), 2);
    }
}
