//! `spent-without-budget`: money spent in the result of an item whose budget cell says that none is
//! used.

use crate::audit::check::{Context, Rule, unsure};
use crate::audit::figures::{Figure, Figures, Unit, plain};
use crate::contract::model::{Budget, BudgetStatus, Item};
use crate::finding::{Finding, Region, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "spent-without-budget",
    severity: Severity::Warning,
    what: "The result tells of money spent, and the budget cell says that none is used or was allocated.",
    what_th: "ผลการดำเนินงานระบุการเบิกจ่ายเงิน แต่ช่องงบประมาณระบุว่าไม่ใช้หรือไม่ได้รับจัดสรร",
    why: "The money is missing from every sum over budgets.",
    example: "งบประมาณ: ไม่ใช้งบประมาณ; ผลการดำเนินงาน: … เบิกจ่ายเป็นเงิน ๑๒,๐๐๐ บาท.",
    limits: "Only amounts right behind words of spending (เบิกจ่าย, ใช้จ่าย, ใช้งบประมาณ). Amounts in names of contracts are none. \
             For an item that is itself about budgets it only informs: the money may be the whole agency's.",
    run,
};

/// Words of spending.
const SPENT: &[&str] = &["เบิกจ่าย", "ใช้จ่าย", "ใช้งบประมาณ", "ค่าใช้จ่าย"];
/// Words between them and the amount.
const BETWEEN: &[&str] = &[
    "จริง",
    "แล้ว",
    "ไป",
    "จำนวน",
    "เป็นเงิน",
    "เป็น",
    "เงิน",
    "รวม",
    "ทั้งสิ้น",
    "ทั้งหมด",
    "งบประมาณ",
    "ใน",
    "การ",
    "ดำเนิน",
    "ฝึกอบรม",
];

fn run(context: &Context<'_>) -> Vec<Finding> {
    let of = |entry: &crate::audit::check::Entry<'_>| {
        let (budget, figures) = entry.item.budget.as_ref().zip(entry.result.as_ref())?;
        of_item(entry.item, budget, figures)
    };
    context.entries.iter().filter_map(of).collect()
}

fn of_item(item: &Item, budget: &Budget, figures: &Figures<'_>) -> Option<Finding> {
    let none = matches!(budget.status, BudgetStatus::None | BudgetStatus::NotAllocated);
    let spent = (0..figures.all.len()).find(|i| is_spent(figures, *i)).filter(|_| none)?;
    let Figure { value, raw, regions, .. } = &figures.all[spent];
    let th = format!("เบิกจ่าย {} บาท แต่ช่องงบประมาณระบุ “{}”", plain(*value), budget.raw.trim());
    let en =
        format!("{} baht spent, but the budget cell says “{}”", plain(*value), budget.raw.trim());
    let finding = RULE.finds(th, en).about(item.id.as_str()).seen(raw, regions);
    let regions: &[Region] = &budget.regions;
    let finding = finding.seen(&budget.raw, regions);
    Some(if about_budgets(item) { unsure(finding) } else { finding })
}

/// Whether an item is itself about spending: its result may tell of the whole agency's.
fn about_budgets(item: &Item) -> bool {
    let names =
        item.indicators.iter().map(|indicator| &indicator.name.text).chain([&item.title.text]);
    names.into_iter().any(|name| {
        ["งบประมาณ", "เบิกจ่าย", "ใช้จ่าย", "การเงิน"].iter().any(|word| name.contains(word))
    })
}

/// Whether a figure is money behind a word of spending, with nothing but filling words between.
fn is_spent(figures: &Figures<'_>, i: usize) -> bool {
    let label = figures.label(i);
    let word =
        SPENT.iter().filter_map(|word| label.rfind(word).map(|at| (at, at + word.len()))).max();
    let Some((at, end)) = word.filter(|_| figures.all[i].unit == Unit::Baht) else { return false };
    let between = BETWEEN.iter().fold(label[end..].to_owned(), |rest, word| rest.replace(word, ""));
    let denied =
        label[..at].trim_end().ends_with("ไม่") || label[..at].trim_end().ends_with("ไม่มีการ");
    between.trim().is_empty() && !denied
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::sample::{project, report};

    fn found(budget: &str, result: &str) -> usize {
        run(&Context::new(&report(vec![project("1").budget(budget).result(result)]))).len()
    }

    #[test]
    fn money_spent_where_none_is_used() {
        assert_eq!(found("ไม่ใช้งบประมาณ", "จัดแล้ว เบิกจ่ายเป็นเงิน ๑๒,๐๐๐ บาท"), 1);
        let titled = project("1")
            .title("เผยแพร่ผลการใช้จ่ายงบประมาณ")
            .budget("ไม่ใช้งบประมาณ")
            .result("เบิกจ่าย ๙๐ ล้านบาท");
        assert_eq!(run(&Context::new(&report(vec![titled])))[0].severity, Severity::Info);
        assert_eq!(found("๑๒,๐๐๐ บาท", "จัดแล้ว เบิกจ่ายเป็นเงิน ๑๒,๐๐๐ บาท"), 0);
        assert_eq!(found("ไม่ใช้งบประมาณ", "กระบวนการจัดซื้อโคมไฟ วงเงินงบประมาณ ๙,๓๐๐ บาท"), 0);
        assert_eq!(found("ไม่ใช้งบประมาณ", "แผนการใช้จ่ายของปีก่อน มอบทุน ๕,๐๐๐ บาท"), 0);
    }
}
