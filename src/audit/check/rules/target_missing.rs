//! `target-missing`: a result without anything that was aimed at.

use crate::audit::check::{Context, Rule};
use crate::audit::judge::has_result;
use crate::contract::model::{Column, Item, Role, Section};
use crate::contract::walk;
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "target-missing",
    severity: Severity::Info,
    what: "An item has a result, and neither an indicator nor a target to hold it against.",
    what_th: "รายการมีผลการดำเนินงานแต่ไม่มีตัวชี้วัดหรือเป้าหมาย",
    why: "Whatever was done is then a success: nobody said before what would be one.",
    example: "A project with a result and an empty cell under ตัวชี้วัด.",
    limits: "Only where the table has a column of indicators or targets and most of its items have one; an item with all below it counts once. It only \
             informs: a cell over several rows holds its text in the first.",
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for section in &context.report.sections {
        let tops: Vec<&Item> = walk::items(section).into_iter().collect();
        let with = tops.iter().filter(|item| any(item, &has_aim)).count();
        if !has_column(section) || 2 * with <= tops.len() {
            continue;
        }
        let without =
            tops.into_iter().filter(|item| !any(item, &has_aim) && any(item, &has_result));
        found.extend(without.map(finding));
    }
    found
}

/// Whether the table asks what is aimed at.
fn has_column(section: &Section) -> bool {
    let columns: &[Column] = match section {
        Section::ActionPlan(plan) => &plan.columns,
        Section::Measures(measures) => &measures.columns,
        Section::Form(_) | Section::Other(_) => &[],
    };
    columns.iter().any(|column| matches!(column.role, Role::Indicator | Role::Target))
}

/// Whether an item, or one below it, is such.
fn any(item: &Item, is_such: &dyn Fn(&Item) -> bool) -> bool {
    is_such(item) || item.children.iter().any(|child| any(child, is_such))
}

/// Whether an item says what is aimed at.
fn has_aim(item: &Item) -> bool {
    let says = item.cells.iter().any(|(key, cell)| {
        matches!(key.role, Role::Indicator | Role::Target)
            && cell.text.chars().any(char::is_alphanumeric)
    });
    says || !item.indicators.is_empty()
}

fn finding(item: &Item) -> Finding {
    let (th, en) =
        ("มีผลการดำเนินงานแต่ไม่มีตัวชี้วัดหรือเป้าหมาย", "has a result and neither indicator nor target");
    let finding = RULE.finds(th.to_owned(), en.to_owned()).about(item.id.as_str());
    finding.seen(&item.title.raw, &item.title.regions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{activity, project, report};

    #[test]
    fn a_result_without_a_target() {
        let aim = "ตัวชี้วัด : ความพึงพอใจ เป้าหมาย : ร้อยละ ๘๐";
        let found = |last: crate::audit::sample::Draft| {
            let others = ["1", "2"].map(|n| project(n).indicator(aim).result("จัดแล้ว"));
            let items = others.into_iter().chain([last]).collect();
            run(&Context::new(&report(items))).len()
        };
        assert_eq!(found(project("3").result("จัดแล้ว")), 1);
        assert_eq!(found(project("3")), 0);
        assert_eq!(found(project("3").indicator(aim).result("จัดแล้ว")), 0);
        assert_eq!(found(project("3").result("จัดแล้ว").child(activity("3.1").indicator(aim))), 0);
        let all = vec![project("1").result("จัดแล้ว"), project("2").result("จัดแล้ว")];
        assert_eq!(run(&Context::new(&report(all))).len(), 0, "none of them has one");
    }
}
