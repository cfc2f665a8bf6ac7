//! An item's cells → its objectives, indicators with targets, facts and budget.

use std::collections::BTreeMap;

use crate::contract::model::{
    Baht, Budget, BudgetStatus, DateSpan, Facts, Indicator, ItemKind, Money, Percentage, Quantity,
    Role, Target, Text,
};
use crate::finding::{Code, Finding};
use crate::layout::Passage;
use crate::report::facts::{self, BudgetDoubt, QuantityValue, Scan, TargetValue};
use crate::report::text::{Reading, to_text};
use crate::thai::Found;
use crate::thai::date::{DateValue, Impossible};

/// What an item's cells say.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// The paragraphs and list items of its objective cell.
    pub objectives: Vec<Text>,
    /// The indicators of its indicator cell, with their targets.
    pub indicators: Vec<Indicator>,
    /// The facts of its result cell.
    pub facts: Facts,
    /// The facts of its outcome cell; measures only.
    pub outcome_facts: Option<Facts>,
    /// What its budget cell says; `None` where its row has none.
    pub budget: Option<Budget>,
}

impl Contents {
    /// Reads the cells of the item `id`; `budgeted`: its row has a budget column, even a blank one.
    /// What is odd about a cell is added to `findings`.
    pub fn read(
        cells: &BTreeMap<Role, Passage>,
        kind: ItemKind,
        budgeted: bool,
        id: &str,
        findings: &mut Vec<Finding>,
    ) -> Contents {
        let facts = facts_of(cells.get(&Role::Result), id, findings);
        let outcome_facts = facts_of(cells.get(&Role::Outcome), id, findings);
        Contents {
            objectives: cells.get(&Role::Objective).map(paragraphs).unwrap_or_default(),
            indicators: cells.get(&Role::Indicator).map(indicators).unwrap_or_default(),
            facts,
            outcome_facts: (kind == ItemKind::Measure).then_some(outcome_facts),
            budget: budgeted.then(|| budget(cells.get(&Role::Budget), id, findings)),
        }
    }
}

/// The paragraphs and list items of a passage.
fn paragraphs(passage: &Passage) -> Vec<Text> {
    let mut all = Vec::new();
    let mut start = 0;
    for line in passage.text.split_inclusive('\n') {
        let part = passage.slice(start..start + line.len());
        if !part.is_empty() {
            all.push(to_text(&part));
        }
        start += line.len();
    }
    all
}

/// The facts of a cell, none where there is no cell; dates that cannot be are added to `findings`.
fn facts_of(cell: Option<&Passage>, id: &str, findings: &mut Vec<Finding>) -> Facts {
    let Some(passage) = cell else { return Facts::default() };
    let reading = Reading::new(passage);
    let scan = Scan::new(reading.text());
    for date in &scan.dates.impossible {
        findings.push(impossible_date(date, &reading).about(id));
    }
    Facts {
        dates: scan.dates.dates.iter().map(|date| date_span(date, &reading)).collect(),
        percentages: scan.percentages().into_iter().map(|f| percentage(f, &reading)).collect(),
        quantities: scan.quantities().into_iter().map(|f| quantity(f, &reading)).collect(),
        money: scan.money().into_iter().map(|f| money(f, &reading)).collect(),
    }
}

fn date_span(found: &Found<DateValue>, reading: &Reading<'_>) -> DateSpan {
    let (raw, regions) = reading.printed(found.range.clone());
    let DateValue { start, end, precision, inferred } = found.value;
    DateSpan { raw, start, end, precision: precision.into(), inferred, regions }
}

fn percentage(found: Found<f64>, reading: &Reading<'_>) -> Percentage {
    let (raw, regions) = reading.printed(found.range);
    Percentage { raw, value: found.value, regions }
}

fn quantity(found: Found<QuantityValue>, reading: &Reading<'_>) -> Quantity {
    let (raw, regions) = reading.printed(found.range);
    let unit = reading.text()[found.value.unit].to_owned();
    Quantity { raw, value: found.value.value, unit, regions }
}

fn money(found: Found<Baht>, reading: &Reading<'_>) -> Money {
    let (raw, regions) = reading.printed(found.range);
    Money { raw, amount_thb: found.value, regions }
}

/// The finding about a date that is printed and cannot be.
fn impossible_date(found: &Found<Impossible>, reading: &Reading<'_>) -> Finding {
    let (raw, regions) = reading.printed(found.range.clone());
    let (why_th, why_en) = why(found.value);
    let th = format!("วันที่ “{raw}” เป็นไปไม่ได้: {why_th}");
    let en = format!("the date “{raw}” cannot be: {why_en}");
    Finding::new(Code::DateImpossible, th, en).seen(&raw, &regions)
}

/// Why a date cannot be, in both languages.
fn why(impossible: Impossible) -> (&'static str, &'static str) {
    match impossible {
        Impossible::NoSuchDay => ("เดือนนั้นไม่มีวันนี้", "the month has no such day"),
        Impossible::NoSuchMonth => ("ไม่มีเดือนนี้", "there is no such month"),
        Impossible::NoSuchYear => ("ปีอยู่นอกช่วงที่เป็นไปได้", "no report speaks of that year"),
        Impossible::EndsBeforeStart => ("วันสิ้นสุดอยู่ก่อนวันเริ่มต้น", "it ends before it starts"),
    }
}

fn indicators(passage: &Passage) -> Vec<Indicator> {
    let reading = Reading::new(passage);
    let mut all = Vec::new();
    for found in facts::indicators(reading.text()) {
        let targets = found.targets.into_iter().map(|f| target(f, &reading)).collect();
        let name = to_text(&reading.part(found.name));
        let target_text = found.target_text.map(|range| to_text(&reading.part(range)));
        all.push(Indicator { name, target_text, targets });
    }
    all
}

fn target(found: Found<TargetValue>, reading: &Reading<'_>) -> Target {
    let (raw, regions) = reading.printed(found.range);
    let TargetValue { comparator, value, unit } = found.value;
    Target { raw, comparator, value, unit, regions }
}

/// What the budget cell says; a missing cell is blank.
fn budget(cell: Option<&Passage>, id: &str, findings: &mut Vec<Finding>) -> Budget {
    let blank = Passage::default();
    let passage = cell.unwrap_or(&blank);
    let reading = Reading::new(passage);
    let found = facts::budget(reading.text());
    let regions = passage.all_regions();
    let raw = passage.text.trim().to_owned();
    if let Some(doubt) = &found.doubt {
        findings.push(doubtful(doubt, &raw).about(id).seen(&raw, &regions));
    }
    let amount_thb = found.amount.map(|(_, baht)| baht);
    let status = match found.status {
        // Figures that could not be read are no amount; what they are is in the finding.
        BudgetStatus::Amount if amount_thb.is_none() => BudgetStatus::NotStated,
        status => status,
    };
    let source = found.source.map(|range| on_one_line(&reading.printed(range).0));
    Budget { raw, status, amount_thb, source, regions }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The finding about a budget cell that is in doubt.
fn doubtful(doubt: &BudgetDoubt, raw: &str) -> Finding {
    match doubt {
        BudgetDoubt::Parts { parts, stated } => Finding::new(
            Code::BudgetParts,
            format!("รายการย่อยรวมได้ {parts} บาท แต่ยอดรวมที่พิมพ์คือ {stated} บาท"),
            format!("parts add up to {parts} baht, stated total {stated} baht"),
        ),
        BudgetDoubt::Contradiction => Finding::new(
            Code::BudgetUnread,
            format!("ช่องงบประมาณบอกทั้งไม่ใช้งบประมาณและจำนวนเงิน: “{raw}”"),
            format!("says that no budget is used, and an amount: “{raw}”"),
        ),
        BudgetDoubt::Unread => Finding::new(
            Code::BudgetUnread,
            format!("อ่านช่องงบประมาณไม่เข้าใจ: “{raw}”"),
            format!("cannot be understood: “{raw}”"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the cells of a row say, with the codes of what is odd about them.
    fn read(kind: ItemKind, cells: &[(Role, &str)]) -> (Contents, Vec<String>) {
        let cells: BTreeMap<Role, Passage> =
            cells.iter().map(|(role, text)| (*role, Passage::placeless(*text))).collect();
        let mut findings = Vec::new();
        let contents = Contents::read(&cells, kind, true, "p1", &mut findings);
        assert!(findings.iter().all(|finding| finding.item.as_deref() == Some("p1")));
        (contents, findings.into_iter().map(|finding| finding.code).collect())
    }

    #[test]
    fn a_result_is_read_for_its_facts_as_printed() {
        let result = "เมื่อวันที่ ๕ มีนาคม ๒๕๖๘ มีผู้เข้าร่วม ๖๓ คน พึงพอใจร้อยละ ๘๘.๔๑ ใช้เงิน ๕๐๐ บาท";
        let (contents, odd) = read(ItemKind::Project, &[(Role::Result, result)]);
        let Facts { dates, percentages, quantities, money } = contents.facts;
        assert_eq!(
            (dates[0].raw.as_str(), dates[0].start.to_string()),
            ("๕ มีนาคม ๒๕๖๘", "2025-03-05".into())
        );
        assert_eq!((percentages[0].value, quantities[0].unit.as_str()), (88.41, "คน"));
        assert_eq!(money[0].amount_thb, Baht::from_satang(50_000));
        assert_eq!(odd, [""; 0]);
    }

    #[test]
    fn only_measures_have_facts_of_an_outcome() {
        let outcome = (Role::Outcome, "สำเร็จร้อยละ ๑๐๐");
        assert_eq!(read(ItemKind::Project, &[outcome]).0.outcome_facts, None);
        let of_measure = read(ItemKind::Measure, &[outcome]).0.outcome_facts.unwrap();
        assert_eq!(of_measure.percentages.len(), 1);
        assert_eq!(read(ItemKind::Measure, &[]).0.outcome_facts, Some(Facts::default()));
    }

    #[test]
    fn a_date_that_cannot_be_and_a_budget_that_contradicts_itself_are_odd() {
        let cells =
            [(Role::Result, "จัดเมื่อวันที่ ๓๑ กุมภาพันธ์ ๒๕๖๘"), (Role::Budget, "ไม่ใช้งบประมาณ ๕๐๐ บาท")];
        let (contents, odd) = read(ItemKind::Project, &cells);
        assert_eq!(odd, ["date-impossible", "budget-unread"]);
        assert_eq!(contents.facts.dates, []);
        let budget = contents.budget.unwrap();
        assert_eq!(budget.raw, "ไม่ใช้งบประมาณ ๕๐๐ บาท");
    }

    #[test]
    fn a_blank_budget_cell_states_nothing() {
        let budget = read(ItemKind::Project, &[]).0.budget.unwrap();
        assert_eq!((budget.status, budget.amount_thb), (BudgetStatus::NotStated, None));
    }

    #[test]
    fn objectives_stand_line_by_line_and_indicators_with_their_targets() {
        let cells = [
            (Role::Objective, "๑. ดูแลแสง\n๒. ดูแลหิ่งห้อย"),
            (Role::Indicator, "ตัวชี้วัด : ความพึงพอใจ เป้าหมาย : ไม่น้อยกว่าร้อยละ ๘๐"),
        ];
        let (contents, _) = read(ItemKind::Project, &cells);
        assert_eq!(contents.objectives.len(), 2);
        let [indicator] = contents.indicators.as_slice() else { panic!("not one indicator") };
        assert_eq!(indicator.name.text, "ความพึงพอใจ");
        assert_eq!((indicator.targets[0].value, indicator.targets.len()), (80.0, 1));
    }
}
