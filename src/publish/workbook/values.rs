//! The sheets of values, each beside what is printed: indicators with their targets, money by
//! column, and what else the cells of results and schedules say.

use super::cell::Cell;
use super::sheet::Sheet;
use super::source::{Placed, Source};
use super::table::table;
use crate::audit::judge::{Judgement, judge};
use crate::contract::model::{
    Baht, BudgetStatus, Comparator, DateSpan, Facts, Item, Precision, Purpose, Target,
};
use crate::contract::output::Lang;
use crate::contract::output::words::word;
use crate::error::Error;
use crate::finding::Region;
use jiff::civil::Date;

/// One cell of money.
struct Budget<'r> {
    placed: Placed<'r>,
    column: String,
    purpose: Purpose,
    fiscal_year_be: Option<i16>,
    quarter: Option<u8>,
    raw: &'r str,
    status: BudgetStatus,
    amount_thb: Option<Baht>,
    source: Option<&'r str>,
    regions: &'r [Region],
}

/// What one phrase of a cell says.
struct Fact<'r> {
    item: &'r Item,
    /// The column it stands in.
    field: &'static str,
    kind: &'static str,
    raw: &'r str,
    value: Cell,
    unit: &'r str,
    days: Option<(Date, Date, Precision, bool)>,
    regions: &'r [Region],
}

/// What stands in a column, of a target.
type OfJudgement = fn(&Judgement<'_>) -> Cell;

/// What stands in a column, of a cell of money.
type OfBudget = fn(&Budget<'_>) -> Cell;

/// What stands in a column, of a fact.
type OfFact = fn(&Fact<'_>) -> Cell;

/// The columns of indicators.
const INDICATORS: &[(&str, &str, OfJudgement)] = &[
    ("item", "รหัสรายการ", |row| Cell::text(row.item.id.as_str())),
    ("title", "ชื่อ", |row| Cell::said(Some(&row.item.title))),
    ("indicator", "ตัวชี้วัด", |row| Cell::said(Some(&row.indicator.name))),
    ("target as printed", "เป้าหมายตามที่พิมพ์", |row| {
        let own = row.target.map(|target| target.raw.as_str());
        Cell::of(row.indicator.target_text.as_ref().map(|whole| whole.text.as_str()).or(own))
    }),
    ("comparator", "เงื่อนไข", |row| {
        row.target.map_or(Cell::Empty, |target| Cell::text(sign(target)))
    }),
    ("target", "ค่าเป้าหมาย", |row| {
        row.target.map_or(Cell::Empty, |target| Cell::figure(target.value))
    }),
    ("unit", "หน่วย", |row| Cell::of(row.target.and_then(|target| target.unit.as_ref()))),
    ("result as printed", "ผลตามที่พิมพ์", |row| {
        Cell::lines(row.results.iter().map(|result| result.raw.as_str()))
    }),
    ("result", "ค่าผล", |row| match row.results.as_slice() {
        [one] => Cell::figure(one.value),
        _ => Cell::Empty,
    }),
    ("verdict", "ผลการประเมิน", |row| Cell::text(word(&row.verdict))),
    ("why", "เหตุผล", |row| Cell::text(row.reason.en())),
    ("why (Thai)", "เหตุผล (ไทย)", |row| Cell::text(row.reason.th())),
    ("page and box", "หน้าและกรอบ", |row| {
        let target = row.target.iter().flat_map(|target| &target.regions);
        let results = row.results.iter().flat_map(|result| result.regions);
        Cell::place(row.indicator.name.regions.iter().chain(target).chain(results))
    }),
];

/// The columns of budgets.
const BUDGETS: &[(&str, &str, OfBudget)] = &[
    ("item", "รหัสรายการ", |row| Cell::text(row.placed.item.id.as_str())),
    ("below item", "อยู่ใต้รายการ", |row| {
        Cell::of(row.placed.parent.map(|item| &item.id))
    }),
    ("title", "ชื่อ", |row| Cell::said(Some(&row.placed.item.title))),
    ("column", "คอลัมน์", |row| Cell::text(row.column.as_str())),
    ("purpose", "ประเภทเงิน", |row| Cell::text(word(&row.purpose))),
    ("year of the column (BE)", "ปีของคอลัมน์", |row| {
        row.fiscal_year_be.map_or(Cell::Empty, Cell::whole)
    }),
    ("quarter", "ไตรมาส", |row| row.quarter.map_or(Cell::Empty, Cell::whole)),
    ("as printed", "ตามที่พิมพ์", |row| Cell::text(row.raw)),
    ("status", "สถานะ", |row| Cell::text(word(&row.status))),
    ("amount (baht)", "จำนวนเงิน (บาท)", |row| Cell::money(row.amount_thb)),
    ("source", "แหล่งเงิน", |row| Cell::of(row.source)),
    ("page and box", "หน้าและกรอบ", |row| Cell::place(row.regions)),
];

/// The columns of facts.
const FACTS: &[(&str, &str, OfFact)] = &[
    ("item", "รหัสรายการ", |row| Cell::text(row.item.id.as_str())),
    ("title", "ชื่อ", |row| Cell::said(Some(&row.item.title))),
    ("read from", "อ่านจาก", |row| Cell::text(row.field)),
    ("kind", "ประเภท", |row| Cell::text(row.kind)),
    ("as printed", "ตามที่พิมพ์", |row| Cell::text(row.raw)),
    ("value", "ค่า", |row| row.value.clone()),
    ("unit", "หน่วย", |row| Cell::text(row.unit)),
    ("first day", "วันแรก", |row| Cell::day(row.days.map(|(start, ..)| start))),
    ("last day", "วันสุดท้าย", |row| {
        Cell::day(row.days.map(|(_, end, ..)| end))
    }),
    ("precision", "ความละเอียด", |row| {
        Cell::of(row.days.map(|days| word(&days.2)))
    }),
    ("inferred", "อนุมาน", |row| {
        Cell::of(row.days.map(|days| if days.3 { "yes" } else { "no" }))
    }),
    ("page and box", "หน้าและกรอบ", |row| Cell::place(row.regions)),
];

/// The sheet of indicators: a row for each target, held against the result of its item.
///
/// # Errors
///
/// As [`Sheet::push`].
pub fn indicators(sources: &[Source<'_>], lang: Lang) -> Result<Sheet, Error> {
    table("indicators", INDICATORS, sources, lang, |source| {
        source.items().into_iter().flat_map(|placed| judge(placed.item)).collect()
    })
}

/// `≥`
fn sign(target: &Target) -> &'static str {
    match target.comparator {
        Comparator::Eq => "=",
        Comparator::Ge => "≥",
        Comparator::Gt => ">",
        Comparator::Le => "≤",
        Comparator::Lt => "<",
    }
}

/// The sheet of budgets: a row for each cell of money.
///
/// # Errors
///
/// As [`Sheet::push`].
pub fn budgets(sources: &[Source<'_>], lang: Lang) -> Result<Sheet, Error> {
    table("budgets", BUDGETS, sources, lang, |source| {
        source.items().into_iter().flat_map(budgets_of).collect()
    })
}

/// The cells of money of an item; a report of before has one at most.
fn budgets_of(placed: Placed<'_>) -> Vec<Budget<'_>> {
    let Item { budget, budgets, .. } = placed.item;
    let own = budget.iter().filter(|_| budgets.is_empty()).map(|budget| Budget {
        placed,
        column: "budget".to_owned(),
        purpose: Purpose::Planned,
        fiscal_year_be: None,
        quarter: None,
        raw: &budget.raw,
        status: budget.status,
        amount_thb: budget.amount_thb,
        source: budget.source.as_deref(),
        regions: &budget.regions,
    });
    let by_column = budgets.iter().map(|budget| Budget {
        placed,
        column: budget.column.to_string(),
        purpose: budget.purpose,
        fiscal_year_be: budget.fiscal_year_be,
        quarter: budget.quarter,
        raw: &budget.raw,
        status: budget.status,
        amount_thb: budget.amount_thb,
        source: budget.source.as_deref(),
        regions: &budget.regions,
    });
    own.chain(by_column).collect()
}

/// The sheet of facts: dates, percentages, quantities and money of results and outcomes, and the
/// times of schedules.
///
/// # Errors
///
/// As [`Sheet::push`].
pub fn facts(sources: &[Source<'_>], lang: Lang) -> Result<Sheet, Error> {
    table("facts", FACTS, sources, lang, |source| {
        source.items().into_iter().flat_map(|placed| facts_of(placed.item)).collect()
    })
}

fn facts_of(item: &Item) -> Vec<Fact<'_>> {
    let mut all = facts_in(item, "result", &item.facts);
    if let Some(outcome) = &item.outcome_facts {
        all.extend(facts_in(item, "outcome", outcome));
    }
    all.extend(item.schedule.iter().map(|one| Fact {
        days: Some((one.start, one.end, one.precision, one.inferred)),
        ..fact(item, "schedule", "date", &one.raw, &one.regions)
    }));
    all
}

fn facts_in<'r>(item: &'r Item, field: &'static str, facts: &'r Facts) -> Vec<Fact<'r>> {
    let dates = facts.dates.iter().map(|one| Fact {
        days: Some(days(one)),
        ..fact(item, field, "date", &one.raw, &one.regions)
    });
    let percentages = facts.percentages.iter().map(|one| Fact {
        value: Cell::figure(one.value),
        unit: "percent",
        ..fact(item, field, "percentage", &one.raw, &one.regions)
    });
    let quantities = facts.quantities.iter().map(|one| Fact {
        value: Cell::figure(one.value),
        unit: &one.unit,
        ..fact(item, field, "quantity", &one.raw, &one.regions)
    });
    let money = facts.money.iter().map(|one| Fact {
        value: Cell::money(Some(one.amount_thb)),
        unit: "baht",
        ..fact(item, field, "money", &one.raw, &one.regions)
    });
    dates.chain(percentages).chain(quantities).chain(money).collect()
}

/// One that says nothing but where it stands.
fn fact<'r>(
    item: &'r Item,
    field: &'static str,
    kind: &'static str,
    raw: &'r str,
    regions: &'r [Region],
) -> Fact<'r> {
    Fact { item, field, kind, raw, value: Cell::Empty, unit: "", days: None, regions }
}

fn days(span: &DateSpan) -> (Date, Date, Precision, bool) {
    (span.start, span.end, span.precision, span.inferred)
}
