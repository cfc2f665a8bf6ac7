//! Forms of other agencies, tables of something else and odd ones, each in a form short enough to
//! read in review:
//!
//! ```text
//! plan 5 columns                                       a section
//! number | title | strategy > tactic | keys of cells | budgets | schedule | targets
//! = label | budgets                                    a row of sums
//! ```

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use raingan::contract::model::*;
use raingan::{Options, Report, extract};

use crate::committed::hold;

/// Fixtures that hold no projects begin so.
const NO_PROJECTS: &str = "no-";
/// Fixtures whose tables are odd begin so.
const ODD: &str = "bad-";

#[test]
fn every_form_is_read_as_committed() {
    for (name, path) in forms("") {
        hold(&format!("tests/golden/forms/{name}.txt"), &short_form(&read(&path)));
    }
}

#[test]
fn tables_of_something_else_hold_no_items_and_stay_whole() {
    for (name, path) in forms(NO_PROJECTS) {
        let report = read(&path);
        assert!(titles(&report).is_empty(), "{name}: {:?}", titles(&report));
        let other = |section: &Section| matches!(section, Section::Other(_));
        assert!(report.sections.iter().any(other), "{name}: its table is lost");
    }
}

#[test]
fn odd_tables_invent_no_item_and_say_that_something_is_odd() {
    for (name, path) in forms(ODD) {
        let report = read(&path);
        let source = folder().join(format!("source/forms/{name}.toml"));
        let printed = fs::read_to_string(source).expect("the source of a form");
        for title in titles(&report) {
            assert!(printed.contains(title), "{name}: {title} is not printed");
        }
        assert!(!report.findings.is_empty(), "{name}: nothing is said");
    }
}

/// The folder of the fixtures.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The names and paths of the forms whose name begins so, in order.
fn forms(beginning: &str) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(folder().join("forms")).expect("the folder of forms");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let named = paths.filter(|path| path.extension().is_some_and(|end| end == "pdf")).map(|path| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, path)
    });
    let mut found: Vec<_> = named.filter(|(name, _)| name.starts_with(beginning)).collect();
    found.sort();
    assert!(!found.is_empty(), "no form begins with {beginning}");
    found
}

/// What is read from a form.
fn read(path: &Path) -> Report {
    let bytes = fs::read(path).expect("a fixture");
    extract(&bytes, &Options::default())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The titles of all items.
fn titles(report: &Report) -> Vec<&str> {
    fn add<'r>(items: &'r [Item], found: &mut Vec<&'r str>) {
        for item in items {
            found.push(&item.title.raw);
            add(&item.children, found);
        }
    }
    let mut found = Vec::new();
    for section in &report.sections {
        match section {
            Section::ActionPlan(plan) => {
                let tactics = plan.strategies.iter().flat_map(|strategy| &strategy.tactics);
                tactics.for_each(|tactic| add(&tactic.projects, &mut found));
            }
            Section::Measures(measures) => add(&measures.measures, &mut found),
            Section::Form(form) => add(&form.items, &mut found),
            Section::Other(_) => {}
        }
    }
    found
}

// ------------------------------------------------------------------------------------ short form

/// A report in short.
fn short_form(report: &Report) -> String {
    let mut out = String::new();
    let title = report.title.as_ref().map(|title| title.text.as_str());
    let agency = report.agency.as_ref().map(|agency| agency.name.as_str());
    let year = report.fiscal_year.as_ref().map(|year| year.be.to_string());
    let years = report.plan_years.as_ref().map(|y| format!("{} to {}", y.first_be, y.last_be));
    put(&mut out, &[title.unwrap_or("no title")]);
    put(&mut out, &[agency.unwrap_or("no agency"), &year.or(years).unwrap_or_default()]);
    for section in &report.sections {
        out.push('\n');
        match section {
            Section::ActionPlan(plan) => write_plan(&mut out, plan),
            Section::Measures(measures) => {
                put(&mut out, &[&format!("measures {} columns", measures.columns.len())]);
                measures.measures.iter().for_each(|item| write_item(&mut out, "", item));
                write_totals(&mut out, &measures.totals);
            }
            Section::Form(form) => {
                put(&mut out, &[&format!("form {} fields", form.fields.len())]);
                form.items.iter().for_each(|item| write_item(&mut out, "", item));
            }
            Section::Other(other) => write_tables(&mut out, other),
        }
    }
    out.push('\n');
    for finding in &report.findings {
        put(&mut out, &["finding", finding.code.as_str(), finding.item.as_deref().unwrap_or("")]);
    }
    out
}

/// A line of values; one that is empty at the end is left away.
fn put(out: &mut String, values: &[&str]) {
    let line = values.join(" | ").replace('\n', " ⏎ ");
    writeln!(out, "{}", line.trim_end_matches([' ', '|'])).expect("writing to a String");
}

fn write_plan(out: &mut String, plan: &ActionPlan) {
    put(out, &[&format!("plan {} columns", plan.columns.len())]);
    for strategy in &plan.strategies {
        let above = level(&strategy.label, &strategy.number, &strategy.title);
        for tactic in &strategy.tactics {
            let below = level(&tactic.label, &tactic.number, &tactic.title);
            let place = format!("{above} > {below}");
            let place = place.trim_matches(PARTS);
            tactic.projects.iter().for_each(|item| write_item(out, place, item));
        }
    }
    write_totals(out, &plan.totals);
}

/// What stands around levels where one of them says nothing.
const PARTS: [char; 2] = [' ', '>'];

/// A strategy or a tactic: its label, number and title.
fn level(label: &Option<String>, number: &Option<String>, title: &Option<Text>) -> String {
    let title = title.as_ref().map(|title| title.text.as_str());
    let said = [label.as_deref(), number.as_deref(), title];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn write_item(out: &mut String, place: &str, item: &Item) {
    let keys: Vec<String> = item.cells.keys().map(ToString::to_string).collect();
    let targets = item.indicators.iter().flat_map(|indicator| &indicator.targets);
    let targets = targets.map(|target| {
        let unit = target.unit.as_deref().unwrap_or_default();
        format!("{} {} {unit}", word(&target.comparator), target.value)
    });
    let values = [
        item.number.as_deref().unwrap_or("~"),
        &item.title.text,
        place,
        &keys.join(" "),
        &budgets(&item.budgets),
        &stretches(&item.schedule),
        &targets.collect::<Vec<_>>().join(", "),
    ];
    put(out, &values);
    item.children.iter().for_each(|child| write_item(out, "^", child));
}

/// Stretches of time, those that follow each other without a gap joined.
fn stretches(schedule: &[Scheduled]) -> String {
    let mut joined: Vec<(Date, Date)> = Vec::new();
    for span in schedule {
        match joined.last_mut().filter(|last| last.1.tomorrow().ok() == Some(span.start)) {
            Some(last) => last.1 = span.end,
            None => joined.push((span.start, span.end)),
        }
    }
    let said = joined.into_iter().map(|(start, end)| match start == end {
        true => start.to_string(),
        false => format!("{start} … {end}"),
    });
    said.collect::<Vec<_>>().join(", ")
}

/// Budgets, one behind the other; those that state nothing are left away.
fn budgets(budgets: &[ColumnBudget]) -> String {
    let stated = budgets.iter().filter(|budget| budget.status != BudgetStatus::NotStated);
    let said = stated.map(|budget| {
        let year = budget.fiscal_year_be.map(|year| format!(" {year}")).unwrap_or_default();
        let quarter = budget.quarter.map(|quarter| format!(" q{quarter}")).unwrap_or_default();
        let amount = budget.amount_thb.map_or_else(|| word(&budget.status), |b| b.to_string());
        format!("{}{year}{quarter} {amount}", word(&budget.purpose))
    });
    said.collect::<Vec<_>>().join(", ")
}

fn write_totals(out: &mut String, totals: &[Total]) {
    for total in totals {
        put(out, &[&format!("= {}", total.label.text), &budgets(&total.budgets)]);
    }
}

fn write_tables(out: &mut String, other: &OtherTables) {
    for table in &other.tables {
        let roles: Vec<String> = table.columns.iter().map(|c| c.role.to_string()).collect();
        put(out, &[&format!("table {} rows", table.rows.len()), &roles.join(" ")]);
        write_totals(out, &table.totals);
    }
}

/// A variant by the word the JSON has for it.
fn word(variant: &impl serde::Serialize) -> String {
    serde_json::to_value(variant).expect("a variant").as_str().expect("a word").to_owned()
}
