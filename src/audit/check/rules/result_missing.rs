//! `result-missing`: an item with a target and no result.

use crate::audit::check::{Context, Rule};
use crate::audit::judge::has_result;
use crate::contract::model::{Column, Item, Role, Section};
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "result-missing",
    severity: Severity::Info,
    what: "An item has an indicator and an empty result cell.",
    what_th: "รายการมีตัวชี้วัดแต่ไม่มีผลการดำเนินงาน",
    why: "A report that says nothing of a project does not say that it was not carried out.",
    example: "A project with เป้าหมาย : ร้อยละ ๘๐ and nothing under ผลการดำเนินงาน.",
    limits: "Only where the table has a column of results, and no activity below has one. It only informs: a cell over several rows holds \
             its text in the first.",
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let sections = &context.report.sections;
    let mut found = Vec::new();
    for entry in &context.entries {
        let is_asked = has_result_column(&sections[entry.section]);
        if is_asked && !entry.item.indicators.is_empty() && !has_result_somewhere(entry.item) {
            found.push(finding(entry.item));
        }
    }
    found
}

fn has_result_column(section: &Section) -> bool {
    let columns: &[Column] = match section {
        Section::ActionPlan(plan) => &plan.columns,
        Section::Measures(measures) => &measures.columns,
        Section::Form(_) | Section::Other(_) => &[],
    };
    columns.iter().any(|column| column.role == Role::Result)
}

/// Whether an item or one below it has a result.
fn has_result_somewhere(item: &Item) -> bool {
    has_result(item) || item.children.iter().any(has_result_somewhere)
}

fn finding(item: &Item) -> Finding {
    let (th, en) = ("มีตัวชี้วัดแต่ไม่มีผลการดำเนินงาน", "has an indicator and no result");
    let finding = RULE.finds(th.to_owned(), en.to_owned()).about(item.id.as_str());
    finding.seen(&item.title.raw, &item.title.regions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{activity, project, report};

    #[test]
    fn an_indicator_without_a_result() {
        let aim = "ตัวชี้วัด : ความพึงพอใจ เป้าหมาย : ร้อยละ ๘๐";
        let found = |draft| run(&Context::new(&report(vec![draft]))).len();
        assert_eq!(found(project("1").indicator(aim)), 1);
        assert_eq!(found(project("1").indicator(aim).result("จัดแล้ว")), 0);
        assert_eq!(found(project("1").indicator(aim).child(activity("1.1").result("จัดแล้ว"))), 0);
        assert_eq!(found(project("1")), 0);
    }
}
