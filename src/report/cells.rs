//! An item's cells → its objectives, indicators with targets, facts and budget.

use std::collections::BTreeMap;

use crate::contract::model::{
    Budget, BudgetStatus, DateSpan, Facts, Indicator, ItemKind, Money, Percentage, Quantity, Role,
    Target, Text,
};
use crate::finding::{Code, Finding};
use crate::layout::Passage;
use crate::report::facts;
use crate::report::text::{Reading, text};
use crate::thai::date;

/// What an item's cells say.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub objectives: Vec<Text>,
    pub indicators: Vec<Indicator>,
    pub facts: Facts,
    pub outcome_facts: Option<Facts>,
    pub budget: Option<Budget>,
}

impl Contents {
    /// Reads the cells of an item. `budgeted`: its row has a budget column, be it blank.
    pub fn read(
        cells: &BTreeMap<Role, Passage>,
        kind: ItemKind,
        budgeted: bool,
        id: &str,
        findings: &mut Vec<Finding>,
    ) -> Contents {
        let mut found = |role: Role| cells.get(&role).map(|p| facts_of(p, id, findings));
        let facts = found(Role::Result).unwrap_or_default();
        let outcome = found(Role::Outcome);
        Contents {
            objectives: cells.get(&Role::Objective).map(paragraphs).unwrap_or_default(),
            indicators: cells.get(&Role::Indicator).map(indicators).unwrap_or_default(),
            facts,
            outcome_facts: if kind == ItemKind::Measure {
                Some(outcome.unwrap_or_default())
            } else {
                None
            },
            budget: if budgeted {
                Some(budget(cells.get(&Role::Budget), id, findings))
            } else {
                None
            },
        }
    }
}

/// The paragraphs and list items of a passage.
fn paragraphs(passage: &Passage) -> Vec<Text> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in passage.text.split_inclusive('\n') {
        let part = passage.slice(start..start + line.len());
        if !part.is_empty() {
            out.push(text(&part));
        }
        start += line.len();
    }
    out
}

fn facts_of(passage: &Passage, id: &str, findings: &mut Vec<Finding>) -> Facts {
    let reading = Reading::new(passage);
    let scan = facts::Scan::new(reading.text());
    for wrong in &scan.dates.impossible {
        let (raw, regions) = reading.printed(wrong.range.clone());
        let (th, en) = why(wrong.value);
        let th = format!("วันที่ “{raw}” เป็นไปไม่ได้: {th}");
        let finding =
            Finding::new(Code::DateImpossible, th, format!("the date “{raw}” cannot be: {en}"));
        findings.push(finding.about(id).seen(&raw, &regions));
    }
    let dates = scan.dates.dates.iter().map(|d| {
        let (raw, regions) = reading.printed(d.range.clone());
        let date::DateValue { start, end, precision, inferred } = d.value;
        DateSpan { raw, start, end, precision: precision.into(), inferred, regions }
    });
    Facts {
        dates: dates.collect(),
        percentages: scan
            .percentages()
            .into_iter()
            .map(|f| {
                let (raw, regions) = reading.printed(f.range);
                Percentage { raw, value: f.value, regions }
            })
            .collect(),
        quantities: scan
            .quantities()
            .into_iter()
            .map(|f| {
                let (raw, regions) = reading.printed(f.range);
                Quantity {
                    raw,
                    value: f.value.value,
                    unit: reading.text()[f.value.unit].to_owned(),
                    regions,
                }
            })
            .collect(),
        money: scan
            .money()
            .into_iter()
            .map(|f| {
                let (raw, regions) = reading.printed(f.range);
                Money { raw, amount_thb: f.value, regions }
            })
            .collect(),
    }
}

/// Why a date cannot be, in both languages.
fn why(impossible: date::Impossible) -> (&'static str, &'static str) {
    match impossible {
        date::Impossible::NoSuchDay => ("เดือนนั้นไม่มีวันนี้", "the month has no such day"),
        date::Impossible::NoSuchMonth => ("ไม่มีเดือนนี้", "there is no such month"),
        date::Impossible::NoSuchYear => ("ปีอยู่นอกช่วงที่เป็นไปได้", "no report speaks of that year"),
        date::Impossible::EndsBeforeStart => ("วันสิ้นสุดอยู่ก่อนวันเริ่มต้น", "it ends before it starts"),
    }
}

fn indicators(passage: &Passage) -> Vec<Indicator> {
    let reading = Reading::new(passage);
    let found = facts::indicators(reading.text());
    let target = |t: crate::thai::Found<facts::TargetValue>| {
        let (raw, regions) = reading.printed(t.range);
        Target {
            raw,
            comparator: t.value.comparator,
            value: t.value.value,
            unit: t.value.unit,
            regions,
        }
    };
    found
        .into_iter()
        .map(|f| Indicator {
            name: text(&reading.part(f.name)),
            target_text: f.target_text.map(|range| text(&reading.part(range))),
            targets: f.targets.into_iter().map(target).collect(),
        })
        .collect()
}

/// What the budget cell says.
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
    let amount = found.amount.map(|(_, baht)| baht);
    Budget {
        // Figures that could not be read are no amount; what they are is in the finding.
        status: if amount.is_none() && found.status == BudgetStatus::Amount {
            BudgetStatus::NotStated
        } else {
            found.status
        },
        amount_thb: amount,
        source: found
            .source
            .map(|range| reading.printed(range).0.split_whitespace().collect::<Vec<_>>().join(" ")),
        regions,
        raw,
    }
}

fn doubtful(doubt: &facts::BudgetDoubt, raw: &str) -> Finding {
    match doubt {
        facts::BudgetDoubt::Parts { parts, stated } => Finding::new(
            Code::BudgetParts,
            format!("รายการย่อยรวมได้ {parts} บาท แต่ยอดรวมที่พิมพ์คือ {stated} บาท"),
            format!("parts add up to {parts} baht, stated total {stated} baht"),
        ),
        facts::BudgetDoubt::Contradiction => Finding::new(
            Code::BudgetUnread,
            format!("ช่องงบประมาณบอกทั้งไม่ใช้งบประมาณและจำนวนเงิน: “{raw}”"),
            format!("says that no budget is used, and an amount: “{raw}”"),
        ),
        facts::BudgetDoubt::Unread => Finding::new(
            Code::BudgetUnread,
            format!("อ่านช่องงบประมาณไม่เข้าใจ: “{raw}”"),
            format!("cannot be understood: “{raw}”"),
        ),
    }
}
