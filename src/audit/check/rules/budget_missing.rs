//! `budget-missing`: a budget cell that is blank or has a dash.

use crate::audit::check::{Context, Rule};
use crate::contract::model::{BudgetStatus, Item};
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "budget-missing",
    severity: Severity::Info,
    what: "A budget cell is blank or has only a dash.",
    what_th: "ช่องงบประมาณว่างหรือมีเพียงเครื่องหมายขีด",
    why: "The form has words for no budget (ไม่ใช้งบประมาณ); a blank does not tell whether none was used or none was written down.",
    example: "A project with a result and an empty cell under งบประมาณ.",
    limits: "Where an activity below has a budget, that of the project may be told there: nothing is said. It only informs: a cell over \
             several rows holds its text in the first.",
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    context.entries.iter().filter_map(|entry| of_item(entry.item)).collect()
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
        || item.children.iter().any(states_budget)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{activity, project, report};

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
        assert_eq!(found(project("1")), [""; 0], "no such column");
    }
}
