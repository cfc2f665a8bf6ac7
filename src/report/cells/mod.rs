//! An item's cells → its objectives, indicators with targets, facts and budget.

pub(super) mod indicators;
pub(super) mod schedule;
mod shares;

use std::ops::Range;
use std::sync::LazyLock;

use crate::column::{Key, SpanUnit, Which};
use crate::contract::model::{
    Baht, Budget, BudgetStatus, ColumnBudget, DateSpan, Facts, Indicator, ItemKind, Money,
    Percentage, Purpose, Quantity, Role, Scheduled, Text,
};
use crate::finding::{Code, Finding};
use crate::layout::Passage;
use crate::report::facts::{self, BudgetDoubt, QuantityValue, Scan};
use crate::report::filled::Filled;
use crate::report::text::{Reading, to_text};
use crate::table::marks_nothing;
use crate::thai::Found;
use crate::thai::date::{DateValue, Impossible};
use crate::thai::digits::to_arabic;
use crate::thai::text::{matching_key, on_one_line};
use crate::words::{self, Words};

/// What the column of an item's budget is called, whatever other money stands beside it.
static BUDGETS: LazyLock<Words<()>> =
    LazyLock::new(|| Words::of(&words::HEADINGS, |word| word.attribute("named").map(|_| ())));

/// What the heading of a column says that holds what was planned before a change.
const BEFORE: &str = "เดิม";

/// What an item's cells say.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// The paragraphs and list items of its objective cells.
    pub objectives: Vec<Text>,
    /// The indicators of its indicator and target cells, with their targets.
    pub indicators: Vec<Indicator>,
    /// The facts of its result cells.
    pub facts: Facts,
    /// The facts of its outcome cells; measures only.
    pub outcome_facts: Option<Facts>,
    /// What its budget cell says; `None` where its row has none.
    pub budget: Option<Budget>,
    /// What every column of money says.
    pub budgets: Vec<ColumnBudget>,
    /// When it is carried out.
    pub schedule: Vec<Scheduled>,
    /// The paragraphs of the cells that say who is responsible.
    pub responsible: Vec<Text>,
    /// The paragraphs of the cells that say what went wrong.
    pub problems: Vec<Text>,
    /// The paragraphs of the cells that suggest something.
    pub suggestions: Vec<Text>,
}

/// The item whose cells are read.
pub(super) struct About<'a> {
    /// What it is.
    pub kind: ItemKind,
    /// Whether its row has a budget column, even a blank one.
    pub budgeted: bool,
    /// The fiscal year of its report, Buddhist Era.
    pub year: Option<i16>,
    /// Its id.
    pub id: &'a str,
}

impl Contents {
    /// Reads the cells of an item. What is odd about a cell is added to `findings`.
    pub fn read(cells: &[Filled], about: &About<'_>, findings: &mut Vec<Finding>) -> Contents {
        let facts = facts_of(of_role(cells, Role::Result), about.id, findings);
        let outcome_facts = facts_of(of_role(cells, Role::Outcome), about.id, findings);
        let money = read_money(cells, about.year, about.id, findings);
        let mut odd = Vec::new();
        let schedule = schedule::of_cells(cells, about.year, &mut odd);
        findings.extend(odd.into_iter().map(|finding| finding.about(about.id)));
        let budget = about.budgeted.then(|| money.own(about.year)).flatten();
        Contents {
            objectives: all_paragraphs(cells, Role::Objective),
            indicators: indicators::of_cells(cells),
            facts,
            outcome_facts: (about.kind == ItemKind::Measure).then_some(outcome_facts),
            budget,
            budgets: money.columns,
            schedule,
            responsible: who_answers(cells),
            problems: all_paragraphs(cells, Role::Problem),
            suggestions: all_paragraphs(cells, Role::Suggestion),
        }
    }
}

/// The cells of a role, in the order of their columns.
pub(super) fn of_role(cells: &[Filled], role: Role) -> impl Iterator<Item = &Passage> {
    cells.iter().filter(move |cell| cell.key.role == role).map(|cell| &cell.passage)
}

/// The paragraphs of all cells of a role.
pub(super) fn all_paragraphs(cells: &[Filled], role: Role) -> Vec<Text> {
    of_role(cells, role).flat_map(paragraphs).collect()
}

/// Who is responsible: the paragraphs of such cells, and the headings over those that are ticked.
pub(super) fn who_answers(cells: &[Filled]) -> Vec<Text> {
    let named = cells.iter().filter(|cell| cell.key.role == Role::Responsible);
    named
        .flat_map(|cell| match cell.is_ticked() {
            true => vec![Text { regions: cell.passage.all_regions(), ..heading_of(cell) }],
            // A dash among ticks names nobody.
            false if cell.grouped && marks_nothing(&cell.passage.text) => Vec::new(),
            false => paragraphs(&cell.passage),
        })
        .collect()
}

/// The heading of a cell's column.
fn heading_of(cell: &Filled) -> Text {
    to_text(&Passage::placeless(on_one_line(&cell.heading)))
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

/// The facts of cells, none where there is no cell; dates that cannot be are added to `findings`.
pub(super) fn facts_of<'c>(
    cells: impl Iterator<Item = &'c Passage>,
    id: &str,
    findings: &mut Vec<Finding>,
) -> Facts {
    let mut all = Facts::default();
    for cell in cells {
        let facts = facts_of_cell(cell, id, findings);
        all.dates.extend(facts.dates);
        all.percentages.extend(facts.percentages);
        all.quantities.extend(facts.quantities);
        all.money.extend(facts.money);
    }
    all
}

fn facts_of_cell(passage: &Passage, id: &str, findings: &mut Vec<Finding>) -> Facts {
    let reading = Reading::new(passage);
    let scan = Scan::new(reading.text());
    for date in &scan.dates.impossible {
        findings.push(impossible_date(date, &reading).about(id));
    }
    let unread = scan.money_unread();
    findings.extend(unread.into_iter().map(|at| unread_money(at, &reading).about(id)));
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

/// The finding about an amount that is too large, too small in its parts, or parted.
fn unread_money(at: Range<usize>, reading: &Reading<'_>) -> Finding {
    let (raw, regions) = reading.printed(at);
    let th =
        format!("จำนวนเงิน “{raw}” เกิน ๑๐^๑๕ บาท มีเศษของสตางค์ หรือมีช่องว่างคั่นกลาง จึงไม่อ่านเป็นจำนวนเงิน");
    let en = format!(
        "“{raw}” is more than 10^15 baht, has parts of a satang, or a space within: it is read as no amount"
    );
    Finding::new(Code::MoneyUnread, th, en).seen(&raw, &regions)
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

/// What the columns of money say of a row.
pub(super) struct RowMoney {
    /// What each says, in the order of the columns; those that only sum others are left out.
    pub columns: Vec<ColumnBudget>,
    /// What the column says that sums what is planned, where one does.
    pub sum: Option<ColumnBudget>,
    /// The column that alone is called the budget, where others hold planned money too.
    named: Option<Key>,
}

impl RowMoney {
    /// The budget of its item.
    pub fn own(&self, year: Option<i16>) -> Option<Budget> {
        let sum = self.sum.as_ref().map(of_column);
        sum.or_else(|| own_budget(&self.columns, self.named, year))
    }
}

/// Reads the columns of money of a row.
pub(super) fn read_money(
    cells: &[Filled],
    year: Option<i16>,
    id: &str,
    findings: &mut Vec<Finding>,
) -> RowMoney {
    let mut all = Vec::new();
    for cell in cells {
        let purpose = match cell.key.role {
            Role::Budget => Purpose::Planned,
            Role::BudgetUsed => Purpose::Used,
            Role::BudgetLeft => Purpose::Left,
            _ => continue,
        };
        let Budget { raw, status, amount_thb, source, regions } =
            with_satang(budget(&cell.passage, cell.factor, id, findings), cell);
        let span = cell.span;
        let (be, quarter) = match span.map(|span| (span, span.unit)) {
            Some((span, SpanUnit::Quarter)) => (span.fiscal_year_be.or(year), span.number),
            Some((span, SpanUnit::Month)) => (span.fiscal_year_be.or(year), None),
            Some((span, SpanUnit::FiscalYear)) => (span.fiscal_year_be, None),
            None => (None, None),
        };
        let column = ColumnBudget {
            column: cell.key.dated(year),
            purpose,
            fiscal_year_be: be,
            quarter,
            raw,
            status,
            amount_thb,
            source: source.or_else(|| source_beside(cells)),
            regions,
        };
        all.push((column, cell));
    }
    let (columns, sum) = shares::take_sums(all, id, findings);
    RowMoney { columns, sum, named: named_budget(cells, year) }
}

/// An amount with its satang, where these stand in a column of their own.
fn with_satang(own: Budget, cell: &Filled) -> Budget {
    let Some(satang) = cell.satang.as_ref().filter(|satang| !satang.is_empty()) else { return own };
    let printed = satang.text.trim();
    let count = to_arabic(printed).parse::<i64>().ok().filter(|count| (0..100).contains(count));
    match (own.amount_thb, count) {
        (Some(baht), Some(count)) if baht.satang % 100 == 0 => Budget {
            raw: format!("{} {printed}", own.raw),
            amount_thb: Some(Baht::from_satang(baht.satang.saturating_add(count))),
            regions: own.regions.into_iter().chain(satang.all_regions()).collect(),
            ..own
        },
        _ => own,
    }
}

/// The only column that is called the budget, or the one of several that is called another than before.
pub(super) fn named_budget(cells: &[Filled], year: Option<i16>) -> Option<Key> {
    let only = |is: &dyn Fn(&&Filled) -> bool| {
        let mut alike = cells.iter().filter(is);
        alike.next().filter(|_| alike.next().is_none())
    };
    let planned = |cell: &&Filled| cell.key.role == Role::Budget && cell.key.which_is_no_time();
    // Of two that stand below one heading, what was planned before is planned no more.
    let old = only(&|cell| planned(cell) && cell.heading.contains(BEFORE));
    let new = only(&|cell| planned(cell) && !cell.heading.contains(BEFORE));
    let named = match (old, new) {
        (Some(_), Some(new)) => Some(new),
        _ => only(&|cell| cell.is_named_budget()),
    };
    // A sum of years is the whole of them.
    let named = named.or_else(|| only(&|cell| planned(cell) && shares::says_sum(&cell.heading)));
    named.map(|cell| cell.key.dated(year))
}

impl Filled {
    /// Whether its column is called the budget and nothing else, of no time and below no other heading.
    fn is_named_budget(&self) -> bool {
        let key = matching_key(&shares::without_brackets(&self.heading));
        self.key.role == Role::Budget
            && self.key.which_is_no_time()
            && !self.grouped
            && BUDGETS.whole(&key).is_some()
    }
}

/// Who pays, by a column of its own.
pub(super) fn source_beside(cells: &[Filled]) -> Option<String> {
    let source = of_role(cells, Role::Source).next()?;
    let text = on_one_line(&source.text);
    // Figures pay nothing.
    text.chars().any(char::is_alphabetic).then_some(text)
}

/// The budget of an item: the planned one of the report's own year, the only one, the only one of
/// several sources that is stated, or that of the column that alone is `named` so. A row with a blank cell
/// for its only one does not state it.
pub(super) fn own_budget(
    all: &[ColumnBudget],
    named: Option<Key>,
    year: Option<i16>,
) -> Option<Budget> {
    let planned: Vec<&ColumnBudget> =
        all.iter().filter(|b| b.purpose == Purpose::Planned).collect();
    let own = match (planned.as_slice(), all) {
        ([only], _) => Some(*only),
        ([], [only]) => Some(only),
        ([], _) if all.is_empty() => None,
        _ if planned.iter().all(|budget| budget.column.which_is_no_time()) => only_stated(&planned),
        _ if whole_of_parts(&planned).is_some() => whole_of_parts(&planned),
        _ => planned
            .into_iter()
            .find(|b| year.is_some() && b.fiscal_year_be == year && b.quarter.is_none()),
    };
    let stated = |budget: &&ColumnBudget| budget.status != BudgetStatus::NotStated;
    let named = all.iter().filter(stated).find(|budget| Some(budget.column) == named);
    own.or(named).map(of_column)
}

/// What a column of money says, as a budget.
pub(super) fn of_column(own: &ColumnBudget) -> Budget {
    Budget {
        raw: own.raw.clone(),
        status: own.status,
        amount_thb: own.amount_thb,
        source: own.source.clone(),
        regions: own.regions.clone(),
    }
}

/// The only column of no time beside quarters or months, which part it.
fn whole_of_parts<'b>(planned: &[&'b ColumnBudget]) -> Option<&'b ColumnBudget> {
    let mut wholes = planned
        .iter()
        .filter(|budget| !matches!(budget.column.which, Which::Time { part: Some(_), .. }));
    let whole = wholes.next().filter(|whole| whole.column.which_is_no_time());
    whole.filter(|_| wholes.next().is_none()).copied()
}

/// The only one of several budgets that is stated; the first where none is.
fn only_stated<'b>(budgets: &[&'b ColumnBudget]) -> Option<&'b ColumnBudget> {
    let mut stated = budgets.iter().filter(|b| b.status != BudgetStatus::NotStated);
    match (stated.next(), stated.next()) {
        (Some(only), None) => Some(only),
        (None, _) => budgets.first().copied(),
        _ => None,
    }
}

/// What a cell of money says; bare numbers in it count `factor` baht.
fn budget(passage: &Passage, factor: u64, id: &str, findings: &mut Vec<Finding>) -> Budget {
    let reading = Reading::new(passage);
    let regions = passage.all_regions();
    let raw = passage.text.trim().to_owned();
    let found = facts::budget_in(reading.text(), factor);
    if let Some(doubt) = &found.doubt {
        findings.push(shares::of_row(doubtful(doubt, &raw), id).seen(&raw, &regions));
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

/// The finding about a budget cell that is in doubt.
fn doubtful(doubt: &BudgetDoubt, raw: &str) -> Finding {
    match doubt {
        BudgetDoubt::Parts { parts, stated } => Finding::new(
            Code::BudgetParts,
            format!("รายการย่อยรวมได้ {parts} บาท แต่ยอดรวมที่พิมพ์คือ {stated} บาท"),
            format!("parts add up to {parts} baht, stated total {stated} baht"),
        ),
        BudgetDoubt::Summed => Finding::new(
            Code::BudgetSummed,
            format!("ช่องงบประมาณไม่ได้พิมพ์ยอดรวม จำนวนเงินนี้เป็นผลบวกของ “{raw}”"),
            format!("prints no total; the amount is the sum of “{raw}”"),
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
    use crate::column::Key;

    fn has_budget(cells: &[(Role, &str)]) -> bool {
        cells.iter().any(|(role, _)| *role == Role::Budget)
    }

    /// What the cells of a row say, with the codes of what is odd about them.
    fn read(kind: ItemKind, cells: &[(Role, &str)]) -> (Contents, Vec<String>) {
        let mut all: Vec<(Key, String, Passage)> = Vec::new();
        // A row has a budget column, even a blank one.
        for (role, text) in [(Role::Budget, "")].iter().filter(|_| !has_budget(cells)).chain(cells)
        {
            all.push(((*role).into(), String::new(), Passage::placeless(*text)));
        }
        let filled = crate::report::filled::filled_of(all);
        let mut findings = Vec::new();
        let about = About { kind, budgeted: true, year: None, id: "p1" };
        let contents = Contents::read(&filled, &about, &mut findings);
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

    /// The budget of an item with two columns of planned money, by their headings and texts.
    fn of_two(headings: [&str; 2], texts: [&str; 2]) -> Option<String> {
        let nth = [Which::First, Which::Nth(2)];
        let cells = (0..2).map(|at| {
            let key = Key { role: Role::Budget, which: nth[at] };
            (key, headings[at].to_owned(), Passage::placeless(texts[at]))
        });
        let cells = crate::report::filled::filled_of(cells.collect());
        let budget = read_money(&cells, None, "p1", &mut Vec::new()).own(None)?;
        budget.amount_thb.map(|amount| amount.to_string())
    }

    #[test]
    fn of_two_columns_of_planned_money_one_may_be_called_the_budget() {
        for (headings, amount) in [
            (["งบประมาณ (บาท)", "ค่าวัสดุ"], Some("500")),
            (["งบประมาณที่ขอ", "งบประมาณที่ได้รับจัดสรร"], Some("400")),
            (["เดิม", "เปลี่ยนแปลง"], Some("400")),
            (["งบประมาณ", "งบประมาณที่ได้รับ"], None),
            (["งบ อบต.", "งบ อบจ."], None),
        ] {
            assert_eq!(of_two(headings, ["500", "400"]).as_deref(), amount, "{headings:?}");
        }
    }

    #[test]
    fn satang_in_a_column_of_their_own_are_part_of_the_amount() {
        let read = |baht: &str, satang: &str| {
            let cell = (Role::Budget.into(), "บาท".to_owned(), Passage::placeless(baht));
            let mut cells = crate::report::filled::filled_of(vec![cell]);
            cells[0].satang = Some(Passage::placeless(satang));
            let budget = read_money(&cells, None, "p1", &mut Vec::new()).own(None).unwrap();
            (budget.raw, budget.amount_thb.map(|amount| amount.to_string()))
        };
        assert_eq!(read("๒๗,๓๑๐", "๕๐"), ("๒๗,๓๑๐ ๕๐".to_owned(), Some("27310.5".to_owned())));
        assert_eq!(read("920", "00").1.as_deref(), Some("920"));
        assert_eq!(read("27,310.25", "50").1.as_deref(), Some("27310.25"));
        assert_eq!(read("27,310", "-").1.as_deref(), Some("27310"));
    }

    #[test]
    fn who_answers_may_be_ticked_below_the_name() {
        let cell = (Role::Responsible.into(), "กค.".to_owned(), Passage::placeless("✓"));
        let mut cells = crate::report::filled::filled_of(vec![cell]);
        assert_eq!(who_answers(&cells)[0].text, "✓");
        cells[0].grouped = true;
        assert_eq!(who_answers(&cells)[0].text, "กค.");
        cells[0].passage = Passage::placeless("-");
        assert!(who_answers(&cells).is_empty());
        cells[0].passage = Passage::placeless("นายเอก");
        assert_eq!(who_answers(&cells)[0].text, "นายเอก");
    }

    #[test]
    fn bare_numbers_that_a_share_aims_at_are_per_cent() {
        for (name, target, unit) in [
            ("ร้อยละของนักเรียนที่อ่านได้", "80", Some("percent")),
            ("ความพึงพอใจ (ร้อยละ)", "80", Some("percent")),
            ("ร้อยละของนักเรียนที่อ่านได้", "80 คน", Some("คน")),
            ("จำนวนนักเรียน", "80", None),
        ] {
            let cells = [(Role::Indicator, name), (Role::Target, target)];
            let (contents, _) = read(ItemKind::Project, &cells);
            let found = contents.indicators[0].targets[0].unit.as_deref();
            assert_eq!(found, unit, "{name} {target}");
        }
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
