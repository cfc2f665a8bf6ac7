//! Sections as they are gathered → sections of the JSON.

use crate::contract::model::{
    ActionPlan, Column, Measures, OtherTable, OtherTables, Period, Section, Strategy, Tactic, Text,
};
use crate::finding::{Code, Finding};
use crate::layout::{Passage, compose};
use crate::report::items::{Draft, Ids, finish, roles};
use crate::report::text::text;
use crate::table::{Heading, LogicalTable};
use crate::thai::date;

/// A section on its way into the report.
pub(super) enum Open {
    Plan(OpenPlan),
    Measures { titles: Vec<Passage>, columns: Vec<Heading>, items: Vec<Draft>, notes: Vec<Passage> },
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

pub(super) fn joined(passages: &[Passage]) -> Passage {
    let mut out = Passage::default();
    passages.iter().for_each(|p| out.push(p));
    out
}

fn optional(passages: &[Passage]) -> Option<Text> {
    let all = joined(passages);
    (!all.is_empty()).then(|| text(&all))
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

fn columns(headings: &[Heading]) -> Vec<Column> {
    let named = roles(headings).into_iter().zip(headings);
    named
        .map(|(role, h)| Column {
            role,
            headings: h.wordings.iter().map(|w| text(&compose(&w.lines))).collect(),
        })
        .collect()
}

fn texts(passages: &[Passage]) -> Vec<Text> {
    passages.iter().map(text).collect()
}

pub(super) fn close(section: Open, ids: &mut Ids, findings: &mut Vec<Finding>) -> Section {
    match section {
        Open::Plan(plan) => Section::ActionPlan(ActionPlan {
            title: optional(&plan.titles),
            columns: columns(&plan.columns),
            strategies: plan
                .strategies
                .into_iter()
                .enumerate()
                .map(|(i, s)| close_strategy(s, i + 1, ids, findings))
                .collect(),
            notes: texts(&plan.notes),
        }),
        Open::Measures { titles, columns: headings, items, notes } => Section::Measures(Measures {
            period: section_period(&titles),
            title: optional(&titles),
            columns: columns(&headings),
            measures: finish(items, "", ids, findings),
            notes: texts(&notes),
        }),
        Open::Other { title, tables } => Section::Other(OtherTables {
            title: title.as_ref().map(text),
            tables: tables.iter().map(other_table).collect(),
        }),
    }
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
        number: strategy.number,
        title: strategy.title.as_ref().map(text),
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
        number: tactic.number,
        title: tactic.title.as_ref().map(text),
        goals: texts(&tactic.goals),
        indicators: texts(&tactic.indicators),
        declared_project_count: tactic.declared,
        projects,
    }
}

fn other_table(table: &LogicalTable) -> OtherTable {
    let heading =
        |h: &Heading| text(&h.wordings.first().map(|w| compose(&w.lines)).unwrap_or_default());
    let has_headings = table.columns.iter().any(|c| !c.wordings.is_empty());
    OtherTable {
        headings: if has_headings {
            table.columns.iter().map(heading).collect()
        } else {
            Vec::new()
        },
        rows: table
            .rows
            .iter()
            .map(|r| r.cells.iter().map(|c| text(&compose(c))).collect())
            .collect(),
    }
}

/// The span of dates that a section's title names in brackets.
fn section_period(titles: &[Passage]) -> Option<Period> {
    let title = joined(titles);
    let found = date::find(&title.text)
        .dates
        .into_iter()
        .find(|d| d.value.precision == date::Precision::Day)?;
    Some(Period {
        raw: title.text[found.range.clone()].to_owned(),
        months: None,
        start: Some(found.value.start),
        end: Some(found.value.end),
        regions: title.regions(found.range),
    })
}
