//! `column-missing`: columns that documents of this kind have and the report's tables have not.

use crate::audit::check::{Context, Rule};
use crate::contract::model::{Column, DocumentKind, Role, Section};
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "column-missing",
    severity: Severity::Info,
    what: "A table of projects or measures lacks a column that documents of its kind have.",
    what_th: "ตารางโครงการหรือมาตรการไม่มีคอลัมน์ที่เอกสารประเภทนี้ควรมี",
    why: "What the column would say is asked for by the assessment: a period of execution, a budget, a result.",
    example: "A plan without ระยะเวลาดำเนินการ.",
    limits: "Columns are known by their headings and what stands in them; one that is not is `other_1` (`column-unknown`). Results are \
             asked for only where the document is no plan; risks, procurement and forms of one project are not held against \
             it. It only informs: every agency has its form.",
    run,
};

/// What a table of projects has, and of measures: what the results alone have, apart.
const PLAN: &[Role] = &[Role::Project, Role::Indicator, Role::Result, Role::Budget, Role::Period];
const MEASURES: &[Role] =
    &[Role::Measure, Role::Steps, Role::Indicator, Role::Result, Role::Period];
/// What is asked for only where something was carried out already.
const OF_RESULTS: &[Role] = &[Role::Result];

fn run(context: &Context<'_>) -> Vec<Finding> {
    let kind = context.report.document.as_ref().map(|document| document.kind);
    let asked = |form: &[Role]| -> Vec<Role> {
        let roles = form.iter().copied();
        roles.filter(|role| asks_for_results(kind) || !OF_RESULTS.contains(role)).collect()
    };
    if !has_a_form(kind) {
        return Vec::new();
    }
    let sections = context.report.sections.iter();
    let found = sections.filter_map(|section| match section {
        // Measures may stand below the levels of a plan.
        Section::ActionPlan(plan) if is_of_measures(kind) => {
            of_columns(&plan.columns, &asked(MEASURES))
        }
        Section::ActionPlan(plan) => of_columns(&plan.columns, &asked(PLAN)),
        Section::Measures(measures) => of_columns(&measures.columns, &asked(MEASURES)),
        Section::Form(_) | Section::Other(_) => None,
    });
    found.collect()
}

/// Whether documents of a kind have to say what projects and measures have; one that does not say
/// what it is is taken for a report.
fn has_a_form(kind: Option<DocumentKind>) -> bool {
    match kind {
        None => true,
        Some(DocumentKind::Plan | DocumentKind::Result) => true,
        Some(DocumentKind::Measures | DocumentKind::MeasuresResult) => true,
        Some(DocumentKind::Risk | DocumentKind::Procurement) => false,
        Some(DocumentKind::Form | DocumentKind::Other) => false,
    }
}

/// Whether documents of a kind tell what was done.
fn asks_for_results(kind: Option<DocumentKind>) -> bool {
    matches!(kind, None | Some(DocumentKind::Result | DocumentKind::MeasuresResult))
}

fn is_of_measures(kind: Option<DocumentKind>) -> bool {
    matches!(kind, Some(DocumentKind::Measures | DocumentKind::MeasuresResult))
}

/// The finding where some columns lack what is asked for.
fn of_columns(columns: &[Column], asked: &[Role]) -> Option<Finding> {
    let mut missing: Vec<Role> = asked.to_vec();
    missing.retain(|role| !columns.iter().any(|column| says(column, *role)));
    if columns.is_empty() || missing.is_empty() {
        return None;
    }
    let names: Vec<&str> = missing.iter().filter_map(|role| role.form_heading()).collect();
    let names = names.join(", ");
    let finding = RULE.finds(format!("ไม่มีคอลัมน์ {names}"), format!("no column {names}"));
    let headings = columns.iter().filter_map(|column| column.headings.first());
    Some(headings.fold(finding, |f, heading| f.seen(&heading.raw, &heading.regions)))
}

/// Whether a column says what is asked for, by whatever heading.
fn says(column: &Column, asked: Role) -> bool {
    let own = column.role;
    own == asked
        || match asked {
            Role::Project => own == Role::Measure,
            Role::Measure => own == Role::Project,
            Role::Indicator => matches!(own, Role::Target | Role::Expected),
            Role::Result => matches!(own, Role::Outcome | Role::Status),
            Role::Budget => matches!(own, Role::BudgetUsed | Role::BudgetLeft),
            Role::Steps => own == Role::Detail,
            Role::Period => own == Role::Schedule || column.span.is_some(),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};
    use crate::contract::model::{DocumentSays, Report};

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

    #[test]
    fn a_plan_need_not_have_results() {
        let mut report = report(vec![project("1")]);
        let Section::ActionPlan(plan) = &mut report.sections[0] else { panic!("no plan") };
        plan.columns.retain(|c| c.role != Role::Result);
        plan.columns.iter_mut().filter(|c| c.role == Role::Period).for_each(|c| {
            c.role = Role::Schedule;
        });
        let found = |report: &Report| {
            run(&Context::new(report)).into_iter().map(|f| f.message_en).collect::<Vec<_>>()
        };
        assert_eq!(found(&report), ["no column ผลการดำเนินงาน"]);
        for (kind, messages) in [
            (DocumentKind::Plan, &[][..]),
            (DocumentKind::Result, &["no column ผลการดำเนินงาน"]),
            (DocumentKind::Risk, &[]),
        ] {
            let (oit_item, part, status) = (None, None, None);
            report.document = Some(DocumentSays { kind, oit_item, part, status });
            assert_eq!(found(&report), messages, "{kind:?}");
        }
    }
}
