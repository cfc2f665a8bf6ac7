//! Small fixtures beside the essence of what is read from them, short enough to read in review.
//!
//! The essence leaves out where things stand and what is the same in every report; the schema and
//! the scores of `scripts/accuracy` hold the rest.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use raingan::contract::model::*;
use raingan::{Options, Report, extract};

use crate::committed::hold;

/// Fixtures whose golden is right, by their name in `fixtures/pdf/`.
const CASES: &[&str] = &["plan-sections", "turned", "two-tables", "unknown-headings"];

#[test]
fn small_fixtures_are_read_as_committed() {
    for name in CASES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/pdf/{name}.pdf"));
        let report =
            extract(&fs::read(path).expect("a fixture"), &Options::default()).expect("a report");
        hold(&format!("tests/golden/{name}.txt"), &essence(&report));
    }
}

/// The essence of a report: one thing a line, what lies within it two spaces in.
fn essence(report: &Report) -> String {
    let mut out = Essence::default();
    out.line(0, "title", &printed(&report.title));
    let agency =
        report.agency.as_ref().map(|a| format!("{} [{}]", a.name, a.abbreviations.join(", ")));
    out.line(0, "agency", &agency.unwrap_or_default());
    out.line(0, "year", &report.fiscal_year.as_ref().map(|y| y.be.to_string()).unwrap_or_default());
    out.line(0, "period", &report.period.as_ref().map(|p| p.raw.clone()).unwrap_or_default());
    for section in &report.sections {
        out.text.push('\n');
        match section {
            Section::ActionPlan(plan) => out.plan(plan),
            Section::Measures(measures) => out.measures(measures),
            Section::Form(form) => out.form(form),
            Section::Other(other) => out.other(other),
        }
    }
    out.text.push('\n');
    for text in &report.unclaimed {
        out.line(0, &format!("unclaimed {}", word(&text.reason)), &text.text);
    }
    for finding in &report.findings {
        out.line(
            0,
            "finding",
            &[finding.code.as_str(), finding.item.as_deref().unwrap_or_default()].join(" "),
        );
    }
    out.text
}

/// A text, or nothing.
fn printed(text: &Option<Text>) -> String {
    text.as_ref().map(|text| text.text.clone()).unwrap_or_default()
}

/// A variant by the word the JSON has for it.
fn word(variant: &impl serde::Serialize) -> String {
    serde_json::to_value(variant).expect("a variant").as_str().expect("a word").to_owned()
}

#[derive(Default)]
struct Essence {
    text: String,
}

impl Essence {
    /// A line; line ends in a value are shown as `⏎`. Nothing is printed for an empty value.
    fn line(&mut self, depth: usize, key: &str, value: &str) {
        if !value.trim().is_empty() {
            let value = value.trim().replace('\n', " ⏎ ");
            writeln!(self.text, "{:indent$}{key}: {value}", "", indent = depth * 2)
                .expect("writing to a String");
        }
    }

    fn columns(&mut self, columns: &[Column]) {
        for column in columns {
            let headings: Vec<&str> =
                column.headings.iter().map(|text| text.text.as_str()).collect();
            self.line(1, &format!("column {}", column.role), &headings.join(" | "));
        }
    }

    fn plan(&mut self, plan: &ActionPlan) {
        self.line(0, "action_plan", &format!("{} ", printed(&plan.title)));
        self.columns(&plan.columns);
        for strategy in &plan.strategies {
            let number = strategy.number.as_deref().unwrap_or("~");
            self.line(1, &format!("strategy {number}"), &printed(&strategy.title));
            for tactic in &strategy.tactics {
                let number = tactic.number.as_deref().unwrap_or("~");
                self.line(2, &format!("tactic {number}"), &printed(&tactic.title));
                tactic.goals.iter().for_each(|goal| self.line(3, "goal", &goal.text));
                tactic
                    .indicators
                    .iter()
                    .for_each(|indicator| self.line(3, "indicator", &indicator.text));
                let declared = tactic.declared_project_count.map(|count| count.to_string());
                self.line(3, "declared", &declared.unwrap_or_default());
                tactic.projects.iter().for_each(|item| self.item(3, item));
            }
        }
        plan.notes.iter().for_each(|note| self.line(1, "note", &note.text));
    }

    fn measures(&mut self, measures: &Measures) {
        self.line(0, "measures", &printed(&measures.title));
        self.line(
            1,
            "period",
            &measures.period.as_ref().map(|p| p.raw.clone()).unwrap_or_default(),
        );
        self.columns(&measures.columns);
        measures.measures.iter().for_each(|item| self.item(1, item));
        measures.notes.iter().for_each(|note| self.line(1, "note", &note.text));
    }

    fn form(&mut self, form: &Form) {
        self.line(0, "form", &format!("{} ", printed(&form.title)));
        for field in &form.fields {
            let key = format!("field {} {}", field.role, field.label.text);
            self.line(1, &key, &field.value.text);
        }
        form.items.iter().for_each(|item| self.item(1, item));
    }

    fn other(&mut self, other: &OtherTables) {
        self.line(0, "other", &format!("{} tables {}", other.tables.len(), printed(&other.title)));
        for table in &other.tables {
            let row = |row: &[Text]| {
                row.iter()
                    .map(|text| text.text.replace('\n', " ⏎ "))
                    .collect::<Vec<_>>()
                    .join(" | ")
            };
            self.line(1, "headings", &row(&table.headings));
            table.rows.iter().for_each(|cells| self.line(1, "row", &row(cells)));
        }
    }

    fn item(&mut self, depth: usize, item: &Item) {
        let title = format!("{} {}", item.number.as_deref().unwrap_or("~"), item.title.text);
        self.line(depth, &format!("{} {}", word(&item.kind), item.id), &title);
        for (role, cell) in &item.cells {
            self.line(depth + 1, &role.to_string(), &cell.text);
        }
        for target in item.indicators.iter().flat_map(|indicator| &indicator.targets) {
            let unit = target.unit.as_deref().unwrap_or_default();
            self.line(
                depth + 1,
                "= target",
                &format!("{} {} {unit}", word(&target.comparator), target.value),
            );
        }
        self.facts(depth + 1, &item.facts);
        item.outcome_facts.iter().for_each(|facts| self.facts(depth + 1, facts));
        if let Some(budget) = &item.budget {
            let amount = budget.amount_thb.map(|baht| format!(" {baht}")).unwrap_or_default();
            let source =
                budget.source.as_ref().map(|source| format!(" ({source})")).unwrap_or_default();
            self.line(depth + 1, "= budget", &format!("{}{amount}{source}", word(&budget.status)));
        }
        item.children.iter().for_each(|child| self.item(depth + 1, child));
    }

    fn facts(&mut self, depth: usize, facts: &Facts) {
        for date in &facts.dates {
            let span = if date.start == date.end {
                date.start.to_string()
            } else {
                format!("{} … {}", date.start, date.end)
            };
            let inferred = if date.inferred { " inferred" } else { "" };
            self.line(depth, "= date", &format!("{span}{inferred}  « {} »", date.raw));
        }
        facts.percentages.iter().for_each(|p| self.line(depth, "= percent", &p.value.to_string()));
        facts
            .quantities
            .iter()
            .for_each(|q| self.line(depth, "= quantity", &format!("{} {}", q.value, q.unit)));
        facts.money.iter().for_each(|m| self.line(depth, "= money", &m.amount_thb.to_string()));
    }
}
