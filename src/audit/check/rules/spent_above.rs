//! `spent-above-budget`: more money spent than was planned, in a budget cell or by column.

use super::spent_none::{is_about_money, is_spent};
use crate::audit::check::{Context, Entry, Rule};
use crate::contract::model::{Baht, BudgetStatus, ColumnBudget, Item, Purpose};
use crate::finding::{Finding, Severity};
use crate::report::facts::money;
use crate::thai::text::normalise;

/// The rule.
pub const RULE: Rule = Rule {
    code: "spent-above-budget",
    severity: Severity::Warning,
    what: "A budget cell, a column beside it, or the result says that more was spent than was granted.",
    what_th: "ช่องงบประมาณ คอลัมน์ข้างเคียง หรือผลการดำเนินงานระบุยอดเบิกจ่ายสูงกว่างบประมาณที่ได้รับ",
    why: "One of the amounts is wrong, or money came from elsewhere and the report does not say from where.",
    example: "งบกลาง ๓๔๘,๒๐๐ บาท (เบิกจ่ายจริง ๓๕๐,๐๐๐ บาท).",
    limits: "Amounts behind เบิกจ่าย in the budget cell itself, and columns of money spent against those of money planned for the same \
             year and quarter, each summed over its sources; the one amount behind a word of spending in a result. Where one of these names who pays \
             and no amount, and for an item that is itself about money, it only informs.",
    run,
};

/// Satang of a baht.
const SATANG: f64 = 100.0;
/// The word before what was spent.
const SPENT: &str = "เบิกจ่าย";

fn run(context: &Context<'_>) -> Vec<Finding> {
    let items = || context.entries.iter().map(|entry| entry.item);
    let within_cells = items().filter_map(of_item);
    let found = within_cells.chain(items().flat_map(of_columns));
    found.chain(context.entries.iter().filter_map(of_result)).collect()
}

/// The finding where the result tells of one amount spent, which is more than was granted.
fn of_result(entry: &Entry<'_>) -> Option<Finding> {
    let budget = entry.item.budget.as_ref()?;
    let granted = budget.amount_thb?;
    let all = entry.results.iter().flat_map(|result| {
        (0..result.all.len()).filter(|at| is_spent(result, *at)).map(|at| &result.all[at])
    });
    let mut spent = all;
    let (one, None) = (spent.next()?, spent.next()) else { return None };
    let amount = Baht::from_satang((one.value * SATANG).round() as i64);
    if amount <= granted {
        return None;
    }
    let (th, en) = messages(amount, granted);
    let finding = RULE.finds(th, en).about(entry.item.id.as_str()).seen(one.raw, one.regions);
    let finding = finding.seen(&budget.raw, &budget.regions);
    Some(finding.informing_unless(!is_about_money(entry.item)))
}

/// The findings where columns say that more was spent in a time than was planned for it.
fn of_columns(item: &Item) -> Vec<Finding> {
    let mut times: Vec<Time> = Vec::new();
    for used in item.budgets.iter().filter(|budget| budget.purpose == Purpose::Used) {
        let time = (used.fiscal_year_be, used.quarter);
        if !times.contains(&time) {
            times.push(time);
        }
    }
    times.into_iter().filter_map(|time| of_time(item, time)).collect()
}

/// A fiscal year, Buddhist Era, and a quarter, as far as columns say them.
type Time = (Option<i16>, Option<u8>);

fn of_time(item: &Item, time: Time) -> Option<Finding> {
    let of = |purpose| {
        let columns = item.budgets.iter();
        let all: Vec<&ColumnBudget> = columns
            .filter(|b| b.purpose == purpose && (b.fiscal_year_be, b.quarter) == time)
            .collect();
        all
    };
    let (planned, used) = (of(Purpose::Planned), of(Purpose::Used));
    let (granted, spent) = (sum(&planned)?, sum(&used)?);
    if spent <= granted {
        return None;
    }
    let (th, en) = messages(spent, granted);
    let finding = RULE.finds(th, en).about(item.id.as_str());
    let all = used.iter().chain(&planned);
    let finding = all.clone().fold(finding, |f, budget| f.seen(&budget.raw, &budget.regions));
    let is_known = all.into_iter().all(|budget| budget.status != BudgetStatus::OtherSource);
    Some(finding.informing_unless(is_known))
}

/// The sum of some amounts; `None` where there is none.
fn sum(budgets: &[&ColumnBudget]) -> Option<Baht> {
    let mut amounts = budgets.iter().filter_map(|budget| budget.amount_thb).peekable();
    amounts.peek()?;
    let satang = amounts.map(|amount| amount.satang).fold(0, i64::saturating_add);
    Some(Baht::from_satang(satang))
}

/// What is said of more spent than granted, in Thai and in English.
fn messages(spent: Baht, granted: Baht) -> (String, String) {
    let th = format!("เบิกจ่าย {spent} บาท สูงกว่างบประมาณ {granted} บาท");
    let en = format!("{spent} baht spent, above the budget of {granted} baht");
    (th, en)
}

fn of_item(item: &Item) -> Option<Finding> {
    let budget = item.budget.as_ref()?;
    let (granted, text) = (budget.amount_thb?, normalise(&budget.raw));
    let word = text.find(SPENT)?;
    let spent: Baht = money(&text).into_iter().find(|m| m.range.start > word)?.value;
    if spent <= granted {
        return None;
    }
    let (th, en) = messages(spent, granted);
    Some(RULE.finds(th, en).about(item.id.as_str()).seen(&budget.raw, &budget.regions))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};

    #[test]
    fn more_spent_in_a_column_than_planned_in_others() {
        use Purpose::{Planned, Used};
        let found = |columns: &[(&str, Purpose, &str)]| {
            let draft = columns
                .iter()
                .fold(project("1"), |draft, (key, purpose, raw)| draft.money(key, *purpose, raw));
            run(&Context::new(&report(vec![draft]))).len()
        };
        let (planned, used) = ("๑๐,๐๐๐", "๑๐,๐๐๐.๕๐");
        assert_eq!(found(&[("budget", Planned, planned), ("budget_used", Used, used)]), 1);
        assert_eq!(found(&[("budget", Planned, used), ("budget_used", Used, planned)]), 0);
        let sources = [
            ("budget", Planned, planned),
            ("budget_2", Planned, "๕๐๐"),
            ("budget_used", Used, used),
        ];
        assert_eq!(found(&sources), 0, "two sources");
        let years = [("budget_2567", Planned, planned), ("budget_used_2568", Used, used)];
        assert_eq!(found(&years), 0, "another year");
        assert_eq!(found(&[("budget", Planned, "-"), ("budget_used", Used, used)]), 0);
    }

    #[test]
    fn more_spent_by_the_result_than_granted() {
        let found = |result: &str| {
            let item = project("1").budget("๑๐,๐๐๐ บาท").result(result);
            run(&Context::new(&report(vec![item]))).len()
        };
        assert_eq!(found("จัดแล้ว เบิกจ่ายเป็นเงิน ๑๒,๐๐๐ บาท"), 1);
        assert_eq!(found("จัดแล้ว เบิกจ่ายเป็นเงิน ๙,๐๐๐ บาท"), 0);
        assert_eq!(found("มอบทุน ๑๒,๐๐๐ บาท"), 0);
        assert_eq!(found("จัดแล้ว มีค่าใช้จ่าย ๑๒,๐๐๐ บาท"), 1);
        assert_eq!(found("ประชาชนประหยัดค่าใช้จ่าย ๕๐,๐๐๐ บาทต่อปี"), 0);
        assert_eq!(found("ครัวเรือนมีค่าใช้จ่าย ๒๕,๐๐๐ บาท"), 0);
    }

    #[test]
    fn more_spent_than_granted() {
        let found =
            |budget: &str| run(&Context::new(&report(vec![project("1").budget(budget)]))).len();
        assert_eq!(found("งบกลาง ๓๔๘,๒๐๐ บาท (เบิกจ่ายจริง ๓๕๐,๐๐๐ บาท)"), 1);
        assert_eq!(found("งบกลาง ๓๕๐,๐๐๐ บาท (เบิกจ่ายจริง ๓๔๘,๒๐๐ บาท)"), 0);
        assert_eq!(found("ไม่ใช้งบประมาณ"), 0);
    }
}
