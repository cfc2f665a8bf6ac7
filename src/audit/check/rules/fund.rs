//! `fund-without-amount`: a budget that names who pays, and not how much.

use crate::audit::check::{Context, Rule};
use crate::contract::model::{BudgetStatus, Item};
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "fund-without-amount",
    severity: Severity::Info,
    what: "A budget cell names a fund or a unit that pays, and no amount.",
    what_th: "ช่องงบประมาณระบุแหล่งเงินหรือหน่วยงานแต่ไม่ระบุจำนวนเงิน",
    why: "What was spent is not known, and sums over budgets leave it out.",
    example: "งบประมาณ ของ กพบ.",
    limits: "It only informs: the amount may be told in the other unit's report.",
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    context.entries.iter().filter_map(|entry| of_item(entry.item)).collect()
}

fn of_item(item: &Item) -> Option<Finding> {
    let budget = item.budget.as_ref().filter(|b| b.status == BudgetStatus::OtherSource)?;
    let source = budget.source.as_deref().unwrap_or(&budget.raw).trim();
    let th = format!("ระบุแหล่งเงิน “{source}” แต่ไม่ระบุจำนวนเงิน");
    let en = format!("“{source}” pays, no amount is stated");
    Some(RULE.finds(th, en).about(item.id.as_str()).seen(&budget.raw, &budget.regions))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};

    #[test]
    fn a_fund_without_an_amount() {
        let found =
            |budget: &str| run(&Context::new(&report(vec![project("1").budget(budget)]))).len();
        assert_eq!(found("งบประมาณ ของ กพบ."), 1);
        assert_eq!(found("๒,๖๗๐ (งบ กพบ.)"), 0);
    }
}
