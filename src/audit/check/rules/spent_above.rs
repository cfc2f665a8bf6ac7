//! `spent-above-budget`: a budget cell in which more is spent than it grants.

use crate::audit::check::{Context, Rule};
use crate::contract::model::{Baht, Item};
use crate::finding::{Finding, Severity};
use crate::report::facts::money;
use crate::thai::text::normalise;

/// The rule.
pub const RULE: Rule = Rule {
    code: "spent-above-budget",
    severity: Severity::Warning,
    what: "A budget cell says that more was spent than it grants.",
    what_th: "ช่องงบประมาณระบุยอดเบิกจ่ายสูงกว่างบประมาณที่ได้รับ",
    why: "One of the amounts is wrong, or money came from elsewhere and the report does not say from where.",
    example: "งบกลาง ๓๔๘,๒๐๐ บาท (เบิกจ่ายจริง ๓๕๐,๐๐๐ บาท).",
    limits: "Only amounts behind เบิกจ่าย in the budget cell itself.",
    run,
};

/// The word before what was spent.
const SPENT: &str = "เบิกจ่าย";

fn run(context: &Context<'_>) -> Vec<Finding> {
    context.entries.iter().filter_map(|entry| of_item(entry.item)).collect()
}

fn of_item(item: &Item) -> Option<Finding> {
    let budget = item.budget.as_ref()?;
    let (granted, text) = (budget.amount_thb?, normalise(&budget.raw));
    let word = text.find(SPENT)?;
    let spent: Baht = money(&text).into_iter().find(|m| m.range.start > word)?.value;
    if spent <= granted {
        return None;
    }
    let th = format!("เบิกจ่าย {spent} บาท สูงกว่างบประมาณ {granted} บาท");
    let en = format!("{spent} baht spent, above the budget of {granted} baht");
    Some(RULE.finds(th, en).about(item.id.as_str()).seen(&budget.raw, &budget.regions))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};

    #[test]
    fn more_spent_than_granted() {
        let found =
            |budget: &str| run(&Context::new(&report(vec![project("1").budget(budget)]))).len();
        assert_eq!(found("งบกลาง ๓๔๘,๒๐๐ บาท (เบิกจ่ายจริง ๓๕๐,๐๐๐ บาท)"), 1);
        assert_eq!(found("งบกลาง ๓๕๐,๐๐๐ บาท (เบิกจ่ายจริง ๓๔๘,๒๐๐ บาท)"), 0);
        assert_eq!(found("ไม่ใช้งบประมาณ"), 0);
    }
}
