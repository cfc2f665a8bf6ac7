//! A report as CSV: one row an item, UTF-8, English headers, the same columns for every report.
//!
//! Lists within a field are separated by "; ", days are ISO 8601, a span is `start/end`. Text is
//! the normalised text, otherwise as printed. Tables of another form have no items and so no rows.

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::civil::Date;

use super::words::word;
use crate::column::{Key, Which};
use crate::contract::model::{
    BudgetStatus, ColumnBudget, Comparator, DateSpan, Item, ItemKind, Money, Percentage, Place,
    Purpose, Quantity, Report, Role, Section, Strategy, Tactic, Target, Text,
};
use crate::finding::Region;
use crate::role::Holds;

/// What stands between the entries of a list within one field.
const BETWEEN: &str = "; ";

/// First characters that make a spreadsheet take a text for a formula, full-width forms too (OWASP,
/// "CSV Injection").
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The columns before those of the roles: a header, and what stands under it.
const PLACE: &[(&str, Field)] = &[
    ("file", |r| r.report.source.file_name.clone().unwrap_or_default()),
    ("agency", |r| r.report.agency.as_ref().map(|a| a.name.clone()).unwrap_or_default()),
    ("fiscal_year_be", |r| {
        r.report.fiscal_year.as_ref().map(|y| y.be.to_string()).unwrap_or_default()
    }),
    ("section", |r| r.section.to_string()),
    ("section_kind", |r| r.section_kind.to_owned()),
    ("section_title", |r| text_or_empty(r.section_title)),
    ("strategy_label", |r| r.strategy.and_then(|s| s.label.clone()).unwrap_or_default()),
    ("strategy_number", |r| r.strategy.and_then(|s| s.number.clone()).unwrap_or_default()),
    ("strategy_title", |r| text_or_empty(r.strategy.and_then(|s| s.title.as_ref()))),
    ("tactic_label", |r| r.tactic.and_then(|t| t.label.clone()).unwrap_or_default()),
    ("tactic_number", |r| r.tactic.and_then(|t| t.number.clone()).unwrap_or_default()),
    ("tactic_title", |r| text_or_empty(r.tactic.and_then(|t| t.title.as_ref()))),
    ("item_id", |r| r.item.id.clone()),
    ("parent_id", |r| r.parent.map(|p| p.id.clone()).unwrap_or_default()),
    ("kind", |r| kind(r.item.kind).to_owned()),
    ("number", |r| r.item.number.clone().unwrap_or_default()),
    ("title", |r| r.item.title.text.clone()),
];

/// The columns behind those of the roles.
const VALUES: &[(&str, Field)] = &[
    ("other", |r| other_cells(r.item)),
    ("budget_status", |r| {
        r.item.budget.as_ref().map(|b| status(b.status).to_owned()).unwrap_or_default()
    }),
    ("budget_amount_thb", |r| {
        r.item.budget.as_ref().and_then(|b| b.amount_thb).map(|a| a.to_string()).unwrap_or_default()
    }),
    ("budget_source", |r| {
        r.item.budget.as_ref().and_then(|b| b.source.clone()).unwrap_or_default()
    }),
    ("targets", |r| list(r.item.indicators.iter().flat_map(|i| &i.targets).map(target))),
    ("dates", |r| list(r.item.facts.dates.iter().map(date))),
    ("percentages", |r| list(r.item.facts.percentages.iter().map(percentage))),
    ("quantities", |r| list(r.item.facts.quantities.iter().map(quantity))),
    ("money_thb", |r| list(r.item.facts.money.iter().map(money))),
    ("outcome_dates", |r| list(r.item.outcome_facts.iter().flat_map(|f| &f.dates).map(date))),
    ("outcome_percentages", |r| {
        list(r.item.outcome_facts.iter().flat_map(|f| &f.percentages).map(percentage))
    }),
    ("outcome_quantities", |r| {
        list(r.item.outcome_facts.iter().flat_map(|f| &f.quantities).map(quantity))
    }),
    ("outcome_money_thb", |r| list(r.item.outcome_facts.iter().flat_map(|f| &f.money).map(money))),
    ("page", |r| boxes(r.item).keys().next().map(|page| page.to_string()).unwrap_or_default()),
    ("boxes", |r| {
        list(
            boxes(r.item)
                .values()
                .map(|b| format!("{}:{},{},{},{}", b.page, b.x0, b.y0, b.x1, b.y1)),
        )
    }),
    ("findings", |r| r.findings.to_string()),
    ("budgets_planned", |r| budgets(r.item, Purpose::Planned)),
    ("budgets_used", |r| budgets(r.item, Purpose::Used)),
    ("budgets_left", |r| budgets(r.item, Purpose::Left)),
    ("schedule_dates", |r| list(r.item.schedule.iter().map(|s| days(s.start, s.end)))),
    ("plan_years_be", |r| {
        let years = r.report.plan_years.as_ref();
        years.map(|y| format!("{}/{}", y.first_be, y.last_be)).unwrap_or_default()
    }),
    ("document_kind", |r| r.report.document.as_ref().map(|d| word(&d.kind)).unwrap_or_default()),
    ("agency_kind", |r| {
        r.report.agency.as_ref().and_then(|a| a.kind).map(|kind| word(&kind)).unwrap_or_default()
    }),
    ("agency_place", |r| {
        r.report.agency.as_ref().and_then(|a| a.place.as_ref()).map(place).unwrap_or_default()
    }),
];

/// Writes reports as rows under one header.
///
/// For programs the fields are plain data. For a spreadsheet ([`Csv::for_excel`]) the bytes begin
/// with a byte-order mark, without which Excel garbles Thai, and a text that Excel would run as a
/// formula (many list items begin with "-") gets an apostrophe before it.
pub struct Csv<W: Write> {
    rows: csv::Writer<W>,
    excel: bool,
}

impl<W: Write> Csv<W> {
    /// Begins with the header row.
    ///
    /// # Errors
    ///
    /// Where `to` does not take the bytes; so for all functions here.
    pub fn new(to: W) -> io::Result<Csv<W>> {
        Csv { rows: csv::Writer::from_writer(to), excel: false }.with_header()
    }

    /// Begins with a byte-order mark and the header row, and keeps text from being run as a
    /// formula.
    pub fn for_excel(mut to: W) -> io::Result<Csv<W>> {
        to.write_all("\u{feff}".as_bytes())?;
        Csv { rows: csv::Writer::from_writer(to), excel: true }.with_header()
    }

    fn with_header(mut self) -> io::Result<Csv<W>> {
        self.rows.write_record(header()).map_err(io_error)?;
        Ok(self)
    }

    /// Adds one row for each item of the report, parents before children.
    pub fn report(&mut self, report: &Report) -> io::Result<()> {
        for row in rows(report) {
            let cells = roles().map(|role| cell(row.item, role));
            let fields = fields(PLACE, &row).chain(cells).chain(fields(VALUES, &row));
            let written = match self.excel {
                true => self.rows.write_record(fields.map(defused)),
                false => self.rows.write_record(fields),
            };
            written.map_err(io_error)?;
        }
        Ok(())
    }

    /// Ends the output and gives back what it was written to.
    pub fn finish(self) -> io::Result<W> {
        self.rows.into_inner().map_err(|e| e.into_error())
    }
}

/// The trouble below, as it is: callers tell a closed pipe from a full disk.
pub(crate) fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The text with an apostrophe before it where a spreadsheet would take it for a formula; numbers
/// stay numbers.
pub(crate) fn defused(text: String) -> String {
    if text.starts_with(FORMULA) && text.parse::<f64>().is_err() {
        format!("'{text}")
    } else {
        text
    }
}

/// One item and where it stands: what the fields of a row are made of.
struct Row<'a> {
    report: &'a Report,
    section: usize,
    section_kind: &'static str,
    section_title: Option<&'a Text>,
    strategy: Option<&'a Strategy>,
    tactic: Option<&'a Tactic>,
    parent: Option<&'a Item>,
    item: &'a Item,
    findings: usize,
}

type Field = fn(&Row<'_>) -> String;

/// The roles with a column of their own, in order.
fn roles() -> impl Iterator<Item = Role> {
    Role::ALL.iter().copied().filter(|role| role.has_csv_column())
}

/// The header of each column, in order.
fn header() -> impl Iterator<Item = String> {
    let roles = roles().map(|role| role.to_string());
    names(PLACE).chain(roles).chain(names(VALUES))
}

/// The headers of some columns.
fn names(columns: &[(&str, Field)]) -> impl Iterator<Item = String> {
    columns.iter().map(|(name, _)| (*name).to_owned())
}

/// What stands under some columns in a row.
fn fields(columns: &[(&str, Field)], row: &Row<'_>) -> impl Iterator<Item = String> {
    columns.iter().map(|(_, field)| field(row))
}

/// All items of a report with their places, parents before children, in document order.
fn rows(report: &Report) -> Vec<Row<'_>> {
    let findings = findings_by_item(report);
    let mut rows = Vec::new();
    for (i, section) in report.sections.iter().enumerate() {
        for Shelf { section_kind, section_title, strategy, tactic, items } in shelves(section) {
            for (parent, item) in family(items) {
                rows.push(Row {
                    report,
                    section: i + 1,
                    section_kind,
                    section_title,
                    strategy,
                    tactic,
                    parent,
                    item,
                    findings: findings.get(item.id.as_str()).copied().unwrap_or(0),
                });
            }
        }
    }
    rows
}

/// How many findings are about each item, by its id.
fn findings_by_item(report: &Report) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for id in report.findings.iter().filter_map(|finding| finding.item.as_deref()) {
        *counts.entry(id).or_default() += 1;
    }
    counts
}

/// Items that stand side by side, and below which headings.
struct Shelf<'a> {
    section_kind: &'static str,
    section_title: Option<&'a Text>,
    strategy: Option<&'a Strategy>,
    tactic: Option<&'a Tactic>,
    items: &'a [Item],
}

/// The items of a section: those of each tactic, or all measures.
fn shelves(section: &Section) -> Vec<Shelf<'_>> {
    let mut shelves = Vec::new();
    match section {
        Section::ActionPlan(plan) => {
            for strategy in &plan.strategies {
                shelves.extend(strategy.tactics.iter().map(|tactic| Shelf {
                    section_kind: "action_plan",
                    section_title: plan.title.as_ref(),
                    strategy: Some(strategy),
                    tactic: Some(tactic),
                    items: &tactic.projects,
                }));
            }
        }
        Section::Measures(measures) => shelves.push(Shelf {
            section_kind: "measures",
            section_title: measures.title.as_ref(),
            strategy: None,
            tactic: None,
            items: &measures.measures,
        }),
        Section::Form(form) => shelves.push(Shelf {
            section_kind: "form",
            section_title: form.title.as_ref(),
            strategy: None,
            tactic: None,
            items: &form.items,
        }),
        Section::Other(_) => {}
    }
    shelves
}

/// Items and all below them with their parents, parents first.
fn family(items: &[Item]) -> Vec<(Option<&Item>, &Item)> {
    let mut all = Vec::new();
    add_family(None, items, &mut all);
    all
}

fn add_family<'a>(
    parent: Option<&'a Item>,
    items: &'a [Item],
    all: &mut Vec<(Option<&'a Item>, &'a Item)>,
) {
    for item in items {
        all.push((parent, item));
        add_family(Some(item), &item.children, all);
    }
}

fn text_or_empty(text: Option<&Text>) -> String {
    text.map(|t| t.text.clone()).unwrap_or_default()
}

fn cell(item: &Item, role: Role) -> String {
    text_or_empty(item.cell(role))
}

/// The cells that no column says, each behind its role.
fn other_cells(item: &Item) -> String {
    let others = item.cells.iter().filter(|(key, _)| !is_said(**key, item));
    list(others.map(|(key, cell)| format!("{key}: {}", cell.text)))
}

/// Whether a column says what the cell with this key says.
fn is_said(key: Key, item: &Item) -> bool {
    match key.role.holds() {
        Holds::Number => item.number.is_some(),
        _ => key.which == Which::First && key.role.has_csv_column(),
    }
}

fn list(entries: impl Iterator<Item = String>) -> String {
    entries.collect::<Vec<_>>().join(BETWEEN)
}

fn kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Project => "project",
        ItemKind::Activity => "activity",
        ItemKind::SubActivity => "sub_activity",
        ItemKind::Measure => "measure",
    }
}

fn status(status: BudgetStatus) -> &'static str {
    match status {
        BudgetStatus::Amount => "amount",
        BudgetStatus::None => "none",
        BudgetStatus::OtherSource => "other_source",
        BudgetStatus::NotAllocated => "not_allocated",
        BudgetStatus::NotStated => "not_stated",
    }
}

/// `>=80 percent`
fn target(target: &Target) -> String {
    let sign = match target.comparator {
        Comparator::Eq => "",
        Comparator::Ge => ">=",
        Comparator::Gt => ">",
        Comparator::Le => "<=",
        Comparator::Lt => "<",
    };
    let unit = target.unit.as_deref().map(|u| format!(" {u}")).unwrap_or_default();
    format!("{sign}{}{unit}", target.value)
}

/// `2025-07-14`, or `2024-10-01/2025-09-30` for a span (ISO 8601-1, 5.5).
fn date(span: &DateSpan) -> String {
    days(span.start, span.end)
}

fn days(start: Date, end: Date) -> String {
    if start == end { start.to_string() } else { format!("{start}/{end}") }
}

/// What the columns of one purpose say: `2568 q2: 1200`, `1200` where a column has no year, and the
/// status where it has no amount. Cells that say nothing are left out.
fn budgets(item: &Item, purpose: Purpose) -> String {
    let said = item.budgets.iter().filter(|budget| budget.purpose == purpose);
    list(said.filter(|budget| budget.status != BudgetStatus::NotStated).map(budget))
}

fn budget(budget: &ColumnBudget) -> String {
    let said = match budget.amount_thb {
        Some(amount) => amount.to_string(),
        None => status(budget.status).to_owned(),
    };
    let year = budget.fiscal_year_be.map(|year| year.to_string());
    let quarter = budget.quarter.map(|quarter| format!("q{quarter}"));
    let time: Vec<String> = year.into_iter().chain(quarter).collect();
    if time.is_empty() { said } else { format!("{}: {said}", time.join(" ")) }
}

/// Subdistrict, district and province, as far as they are printed.
fn place(place: &Place) -> String {
    let parts = [&place.subdistrict, &place.district, &place.province];
    list(parts.into_iter().flatten().cloned())
}

fn percentage(percentage: &Percentage) -> String {
    percentage.value.to_string()
}

fn quantity(quantity: &Quantity) -> String {
    format!("{} {}", quantity.value, quantity.unit)
}

fn money(money: &Money) -> String {
    money.amount_thb.to_string()
}

/// One box a page around all that the item's own row prints there: its title and its cells.
fn boxes(item: &Item) -> BTreeMap<u32, Region> {
    let mut boxes: BTreeMap<u32, Region> = BTreeMap::new();
    for r in item.cells.values().chain([&item.title]).flat_map(|text| &text.regions) {
        let b = boxes.entry(r.page).or_insert(*r);
        (b.x0, b.y0) = (b.x0.min(r.x0), b.y0.min(r.y0));
        (b.x1, b.y1) = (b.x1.max(r.x1), b.y1.max(r.y1));
    }
    boxes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::model::Baht;

    #[test]
    fn headers_are_unique_and_snake_case() {
        let mut names: Vec<String> = header().collect();
        assert!(names.iter().all(|n| n.chars().all(|c| c.is_ascii_lowercase() || c == '_')));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), header().count());
    }

    #[test]
    fn a_budget_says_its_year_where_its_column_has_one() {
        let said = |fiscal_year_be, quarter, satang: Option<i64>| {
            budget(&ColumnBudget {
                column: Role::Budget.into(),
                purpose: Purpose::Planned,
                fiscal_year_be,
                quarter,
                raw: String::new(),
                status: BudgetStatus::None,
                amount_thb: satang.map(Baht::from_satang),
                source: None,
                regions: Vec::new(),
            })
        };
        assert_eq!(said(None, None, Some(120_000)), "1200");
        assert_eq!(said(Some(2568), None, Some(120_050)), "2568: 1200.5");
        assert_eq!(said(Some(2568), Some(2), None), "2568 q2: none");
    }

    #[test]
    fn a_spreadsheet_gets_no_formula_and_keeps_its_numbers() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("- จัดอบรม", "'- จัดอบรม"),
            ("＝SUM(A1)", "'＝SUM(A1)"),
            ("-250.5", "-250.5"),
            ("๑. จัดอบรม", "๑. จัดอบรม"),
            ("", ""),
        ] {
            assert_eq!(defused(text.to_owned()), written);
        }
    }
}
