//! `spent-without-budget`: money spent in the result of an item whose budget cell says that none is
//! used.

use crate::audit::check::{Context, Entry, Rule};
use crate::audit::figures::{Figure, Figures, Unit, plain};
use crate::contract::model::{BudgetStatus, Item};
use crate::finding::{Finding, Severity};

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

/// Words in the name of an item that is itself about money.
const ABOUT_MONEY: &[&str] = &["งบประมาณ", "เบิกจ่าย", "ใช้จ่าย", "การเงิน"];
/// Words before a word of spending that deny it.
const NOT: &[&str] = &["ไม่", "ไม่มีการ"];

/// What makes a word of spending one for costs, which may be anyone's …
const COST: &str = "ค่า";
/// … and words before it by which they are those of others, or were saved.
const OF_OTHERS: &[&str] = &["ประหยัด", "ลด", "ครัวเรือน", "ประชาชน", "เกษตรกร", "ผู้ปกครอง", "นักเรียน"];
/// What stands behind an amount that is for each of something: `๕๐,๐๐๐ บาทต่อปี`.
const PER: [&str; 2] = ["ต่อ", "/"];

fn run(context: &Context<'_>) -> Vec<Finding> {
    context.entries.iter().filter_map(of_entry).collect()
}

/// The finding where an item's result tells of money spent, and its budget cell of none.
fn of_entry(entry: &Entry<'_>) -> Option<Finding> {
    let budget = entry.item.budget.as_ref()?;
    if !matches!(budget.status, BudgetStatus::None | BudgetStatus::NotAllocated) {
        return None;
    }
    let (figures, spent) = entry.results.iter().find_map(|figures| {
        (0..figures.all.len()).find(|i| is_spent(figures, *i)).map(|spent| (figures, spent))
    })?;
    let Figure { value, raw, regions, .. } = &figures.all[spent];
    let (amount, cell) = (plain(*value), budget.raw.trim());
    let th = format!("เบิกจ่าย {amount} บาท แต่ช่องงบประมาณระบุ “{cell}”");
    let en = format!("{amount} baht spent, but the budget cell says “{cell}”");
    let finding = RULE.finds(th, en).about(entry.item.id.as_str()).seen(raw, regions);
    let finding = finding.seen(&budget.raw, &budget.regions);
    Some(finding.informing_unless(!is_about_money(entry.item)))
}

/// Whether an item is itself about spending: its result may tell of the whole agency's.
pub(super) fn is_about_money(item: &Item) -> bool {
    let indicators = item.indicators.iter().map(|indicator| &indicator.name.text);
    let mut names = indicators.chain([&item.title.text]);
    names.any(|name| ABOUT_MONEY.iter().any(|word| name.contains(word)))
}

/// Whether a figure is money behind a word of spending, with nothing but filling words between.
pub(super) fn is_spent(figures: &Figures<'_>, i: usize) -> bool {
    if figures.all[i].unit != Unit::Baht {
        return false;
    }
    let label = figures.label(i);
    let Some((start, end)) = SPENT.iter().filter_map(|word| last_of(label, word)).max() else {
        return false;
    };
    // What others pay, or did not pay, is no spending of the agency; nor is an amount for each of something.
    let behind = figures.text()[figures.all[i].range.end..].trim_start();
    let is_cost = label[..start].ends_with(COST);
    let of_others = is_cost && OF_OTHERS.iter().any(|word| label[..start].contains(word));
    if of_others || PER.iter().any(|per| behind.starts_with(per)) {
        return false;
    }
    let between = BETWEEN.iter().fold(label[end..].to_owned(), |rest, word| rest.replace(word, ""));
    let before = label[..start].trim_end();
    between.trim().is_empty() && !NOT.iter().any(|word| before.ends_with(word))
}

/// Where a word stands last in a text: its start and end, in bytes.
fn last_of(text: &str, word: &str) -> Option<(usize, usize)> {
    text.rfind(word).map(|start| (start, start + word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};

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
