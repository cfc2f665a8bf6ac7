//! `budget-missing`: a budget cell that is blank or has a dash, or none at all beside those of others.

use crate::audit::check::{Context, Rule};
use crate::contract::model::{BudgetStatus, Column, Item, Section};
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "budget-missing",
    severity: Severity::Info,
    what: "A budget cell is blank or has only a dash; or an item has none, though its form or the tables beside its own do.",
    what_th: "ช่องงบประมาณว่างหรือมีเพียงเครื่องหมายขีด หรือรายการไม่มีช่องงบประมาณทั้งที่แบบหรือตารางอื่นในส่วนเดียวกันมี",
    why: "The form has words for no budget (ไม่ใช้งบประมาณ); a blank does not tell whether none was used or none was written down.",
    example: "A project with a result and an empty cell under งบประมาณ.",
    limits: "Where an activity below has a budget, that of the project may be told there: nothing is said. It only informs: a cell over \
             several rows holds its text in the first.",
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let found = context.entries.iter().filter_map(|entry| {
        let section = &context.report.sections[entry.section];
        of_item(entry.item).or_else(|| of_section(entry.item, section))
    });
    found.collect()
}

/// The finding where an item has no place for its budget, and others of its section have.
fn of_section(item: &Item, section: &Section) -> Option<Finding> {
    let columns: &[Column] = match section {
        Section::ActionPlan(plan) => &plan.columns,
        Section::Measures(measures) => &measures.columns,
        Section::Form(_) | Section::Other(_) => &[],
    };
    let is_form = matches!(section, Section::Form(_));
    let is_asked = is_form || columns.iter().any(|column| column.role.is_money());
    // An item without cells shares the row of another.
    let has_none = item.budget.is_none() && item.budgets.is_empty() && !item.cells.is_empty();
    if !is_asked || !has_none || item.children.iter().any(states_budget) {
        return None;
    }
    let (th, en) = match is_form {
        true => ("แบบไม่ระบุงบประมาณ", "the form does not say the budget"),
        false => {
            ("ตารางของรายการไม่มีคอลัมน์งบประมาณ", "the item's table has no column for its budget")
        }
    };
    Some(finding(th, en, item).seen(&item.title.raw, &item.title.regions))
}

/// The finding where an item's budget cell says nothing, and no activity below says it instead.
fn of_item(item: &Item) -> Option<Finding> {
    let budget = item.budget.as_ref().filter(|b| b.status == BudgetStatus::NotStated)?;
    if item.children.iter().any(states_budget) {
        return None;
    }
    if budget.raw.trim().is_empty() {
        // A blank cell has no place; the item's title has.
        let finding = finding("ช่องงบประมาณว่าง", "the budget cell is blank", item);
        Some(finding.seen(&item.title.raw, &item.title.regions))
    } else {
        let en = "the budget cell has only a dash";
        let finding = finding("ช่องงบประมาณมีเพียงเครื่องหมายขีด", en, item);
        Some(finding.seen(&budget.raw, &budget.regions))
    }
}

fn finding(th: &str, en: &str, item: &Item) -> Finding {
    RULE.finds(th.to_owned(), en.to_owned()).about(item.id.as_str())
}

/// Whether an item or one below it says something of its budget.
fn states_budget(item: &Item) -> bool {
    item.budget.as_ref().is_some_and(|b| b.status != BudgetStatus::NotStated)
        || item.budgets.iter().any(|b| b.status != BudgetStatus::NotStated)
        || item.children.iter().any(states_budget)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{activity, project, report};
    use crate::contract::model::{Purpose, Role};

    #[test]
    fn a_blank_or_a_dash() {
        let found = |draft| {
            run(&Context::new(&report(vec![draft])))
                .into_iter()
                .map(|f| f.message_en)
                .collect::<Vec<_>>()
        };
        assert_eq!(found(project("1").budget("")), ["the budget cell is blank"]);
        assert_eq!(found(project("1").budget("-")), ["the budget cell has only a dash"]);
        assert_eq!(found(project("1").budget("ไม่ใช้งบประมาณ")), [""; 0]);
        assert_eq!(found(project("1").budget("").child(activity("1.1").budget("๕๐๐"))), [""; 0]);
        assert_eq!(found(project("1")), [""; 0], "no row of its own");
        let row = project("1").cell(Role::Objective, "เพื่อแสงสว่าง");
        assert_eq!(found(row), ["the item's table has no column for its budget"]);
        let spent =
            project("1").cell(Role::Objective, "…").money("budget_used", Purpose::Used, "๕๐๐");
        assert_eq!(found(spent), [""; 0]);
    }
}
