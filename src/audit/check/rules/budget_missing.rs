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
    context.entries.iter().filter_map(|entry| of(entry.item)).collect()
}

fn of(item: &Item) -> Option<Finding> {
    let budget = item.budget.as_ref().filter(|b| b.status == BudgetStatus::NotStated)?;
    if item.children.iter().any(told_below) {
        return None;
    }
    let dash = !budget.raw.trim().is_empty();
    let th = if dash {
        "ช่องงบประมาณมีเพียงเครื่องหมายขีด"
    } else {
        "ช่องงบประมาณว่าง"
    };
    let en = if dash { "the budget cell has only a dash" } else { "the budget cell is blank" };
    let finding = RULE.finds(th.to_owned(), en.to_owned()).about(item.id.as_str());
    // A blank cell has no place; the item's title has.
    Some(match dash {
        true => finding.seen(&budget.raw, &budget.regions),
        false => finding.seen(&item.title.raw, &item.title.regions),
    })
}

fn told_below(item: &Item) -> bool {
    item.budget.as_ref().is_some_and(|b| b.status != BudgetStatus::NotStated)
        || item.children.iter().any(told_below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::sample::{activity, project, report};

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
