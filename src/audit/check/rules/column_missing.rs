//! `column-missing`: columns that the form has and the report's tables have not.

use crate::audit::check::{Context, Rule};
use crate::contract::model::{Column, Role, Section};
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "column-missing",
    severity: Severity::Info,
    what: "A table of projects or measures lacks a column that the form of these reports has.",
    what_th: "ตารางโครงการหรือมาตรการไม่มีคอลัมน์ที่แบบรายงานกำหนด",
    why: "What the column would say is asked for by the assessment: a period of execution, a budget, a result.",
    example: "A plan without ระยะเวลาดำเนินการ.",
    limits: "Columns are known by their headings; one with another heading is `other_1` (`column-unknown`). It only informs: agencies \
             change the form.",
    run,
};

/// What a table of projects has.
const PLAN: &[Role] = &[Role::Project, Role::Indicator, Role::Result, Role::Budget, Role::Period];
/// What a table of measures has.
const MEASURES: &[Role] =
    &[Role::Measure, Role::Steps, Role::Indicator, Role::Result, Role::Period];

fn run(context: &Context<'_>) -> Vec<Finding> {
    context.report.sections.iter().filter_map(of_section).collect()
}

/// The finding where the tables of a section lack a column of their form.
fn of_section(section: &Section) -> Option<Finding> {
    match section {
        Section::ActionPlan(plan) => of_columns(&plan.columns, PLAN),
        Section::Measures(measures) => of_columns(&measures.columns, MEASURES),
        Section::Form(_) | Section::Other(_) => None,
    }
}

fn of_columns(columns: &[Column], form: &[Role]) -> Option<Finding> {
    let mut missing: Vec<Role> = form.to_vec();
    missing.retain(|role| columns.iter().all(|column| column.role != *role));
    if columns.is_empty() || missing.is_empty() {
        return None;
    }
    let names: Vec<&str> = missing.iter().filter_map(|role| role.form_heading()).collect();
    let names = names.join(", ");
    let finding = RULE.finds(format!("ไม่มีคอลัมน์ {names}"), format!("no column {names}"));
    let headings = columns.iter().filter_map(|column| column.headings.first());
    Some(headings.fold(finding, |f, heading| f.seen(&heading.raw, &heading.regions)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};

    #[test]
    fn a_plan_without_a_period() {
        let mut report = report(vec![project("1")]);
        assert_eq!(run(&Context::new(&report)), []);
        let Section::ActionPlan(plan) = &mut report.sections[0] else { panic!("no plan") };
        plan.columns.retain(|c| c.role != Role::Period && c.role != Role::Budget);
        let found = run(&Context::new(&report));
        assert_eq!((found.len(), found[0].evidence.len()), (1, 4));
        assert_eq!(found[0].message_en, "no column งบประมาณ, ระยะเวลาดำเนินการ");
    }
}
