//! Sections as they are gathered → sections of the JSON.

use crate::contract::model::{
    ActionPlan, Column, Measures, OtherTable, OtherTables, Period, Section, Strategy, Tactic, Text,
};
use crate::finding::{Code, Finding};
use crate::layout::{Passage, compose};
use crate::report::items::{Draft, Ids, finish, roles};
use crate::report::text::to_text;
use crate::table::{Heading, LogicalTable};
use crate::thai::date;

/// A section on its way into the report.
pub(super) enum Open {
    Plan(OpenPlan),
    Measures(OpenMeasures),
    Other { title: Option<Passage>, tables: Vec<LogicalTable> },
}

#[derive(Default)]
pub(super) struct OpenPlan {
    pub titles: Vec<Passage>,
    pub columns: Vec<Heading>,
    pub strategies: Vec<OpenStrategy>,
    pub notes: Vec<Passage>,
}

#[derive(Default)]
pub(super) struct OpenMeasures {
    pub titles: Vec<Passage>,
    pub columns: Vec<Heading>,
    pub items: Vec<Draft>,
    pub notes: Vec<Passage>,
}

#[derive(Default)]
pub(super) struct OpenStrategy {
    pub number: Option<String>,
    pub title: Option<Passage>,
    pub tactics: Vec<OpenTactic>,
}

#[derive(Default)]
pub(super) struct OpenTactic {
    pub number: Option<String>,
    pub title: Option<Passage>,
    pub goals: Vec<Passage>,
    pub indicators: Vec<Passage>,
    pub declared: Option<u32>,
    pub items: Vec<Draft>,
}

/// Several passages as one, one below the other.
pub(super) fn joined(passages: &[Passage]) -> Passage {
    let mut all = Passage::default();
    passages.iter().for_each(|passage| all.push(passage));
    all
}

/// Keeps one list of a section's columns over its tables: each role once, each wording of a heading
/// once. What it has no place for is given back: the headings of a table that has other columns
/// than those before it.
pub(super) fn merge_columns(known: &mut Vec<Heading>, found: &[Heading]) -> Vec<Passage> {
    if known.is_empty() {
        known.extend_from_slice(found);
        return Vec::new();
    }
    if known.len() != found.len() {
        return found.iter().flat_map(|h| &h.wordings).map(|w| compose(&w.lines)).collect();
    }
    for (column, new) in known.iter_mut().zip(found) {
        for wording in &new.wordings {
            if !column.says(wording) {
                column.wordings.push(wording.clone());
            }
        }
    }
    Vec::new()
}

/// The sections of a report, with ids for all that is in them; what is odd about one is added to
/// `findings`.
pub(super) fn close_all(sections: Vec<Open>, findings: &mut Vec<Finding>) -> Vec<Section> {
    let mut ids = Ids::default();
    sections.into_iter().map(|section| close(section, &mut ids, findings)).collect()
}

fn close(section: Open, ids: &mut Ids, findings: &mut Vec<Finding>) -> Section {
    match section {
        Open::Plan(plan) => Section::ActionPlan(close_plan(plan, ids, findings)),
        Open::Measures(measures) => Section::Measures(Measures {
            title: title(&measures.titles),
            period: section_period(&measures.titles),
            columns: columns(&measures.columns),
            measures: finish(measures.items, "", ids, findings),
            notes: texts(&measures.notes),
            totals: Vec::new(),
        }),
        Open::Other { title, tables } => Section::Other(OtherTables {
            title: title.as_ref().map(to_text),
            tables: tables.iter().map(other_table).collect(),
        }),
    }
}

fn close_plan(plan: OpenPlan, ids: &mut Ids, findings: &mut Vec<Finding>) -> ActionPlan {
    let mut strategies = Vec::new();
    for (i, strategy) in plan.strategies.into_iter().enumerate() {
        strategies.push(close_strategy(strategy, i + 1, ids, findings));
    }
    let (title, columns) = (title(&plan.titles), columns(&plan.columns));
    ActionPlan { title, columns, strategies, notes: texts(&plan.notes), totals: Vec::new() }
}

/// The title that several lines make; `None` where they say nothing.
fn title(lines: &[Passage]) -> Option<Text> {
    let all = joined(lines);
    (!all.is_empty()).then(|| to_text(&all))
}

fn texts(passages: &[Passage]) -> Vec<Text> {
    passages.iter().map(to_text).collect()
}

fn columns(headings: &[Heading]) -> Vec<Column> {
    let with_roles = roles(headings).into_iter().zip(headings);
    with_roles.map(|(role, heading)| Column {
        key: Some(role.into()),
        role,
        headings: wordings(heading),
        group: Vec::new(),
        span: None,
    }).collect()
}

/// The wordings of a heading as texts.
fn wordings(heading: &Heading) -> Vec<Text> {
    heading.wordings.iter().map(|wording| to_text(&compose(&wording.lines))).collect()
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
        label: None,
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
        label: None,
        number: tactic.number,
        title: tactic.title.as_ref().map(to_text),
        goals: texts(&tactic.goals),
        indicators: texts(&tactic.indicators),
        declared_project_count: tactic.declared,
        projects,
    }
}

fn other_table(table: &LogicalTable) -> OtherTable {
    let has_headings = table.columns.iter().any(|column| !column.wordings.is_empty());
    let columns: &[Heading] = if has_headings { &table.columns } else { &[] };
    let headings = columns.iter().map(first_wording).collect();
    let rows =
        table.rows.iter().map(|row| row.cells.iter().map(|c| to_text(&compose(c))).collect());
    OtherTable { headings, rows: rows.collect(), columns: Vec::new(), totals: Vec::new() }
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
    use crate::report::sample::table;

    fn closed(section: Open) -> (Section, Vec<Finding>) {
        let mut findings = Vec::new();
        let mut sections = close_all(vec![section], &mut findings);
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

    #[test]
    fn a_table_with_other_columns_has_no_place_in_the_list_of_columns() {
        let first = table(&["โครงการ\tผล\tงบประมาณ", "๑. ก\tข\t-"]).columns;
        let mut known = Vec::new();
        assert_eq!(merge_columns(&mut known, &first).len(), 0);
        assert_eq!(merge_columns(&mut known, &first[..2]).len(), 2);
        let reworded = table(&["โครงการ\tผลการดำเนินงาน\tงบประมาณ", "๑. ก\tข\t-"]).columns;
        assert_eq!(merge_columns(&mut known, &reworded).len(), 0);
        let wordings: Vec<usize> = known.iter().map(|column| column.wordings.len()).collect();
        assert_eq!(wordings, [1, 2, 1]);
    }
}
