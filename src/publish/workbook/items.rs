//! The sheet of items: one row a project, activity or measure, with the cells of its own row.

use std::collections::BTreeSet;

use super::cell::Cell;
use super::sheet::Sheet;
use super::source::{Placed, Source};
use super::table::{cells, headings};
use crate::contract::model::{Item, Report, Role, Text};
use crate::contract::output::Lang;
use crate::contract::output::words::word;
use crate::error::Error;
use crate::role::Holds;

/// What is known of an item when its row is made.
struct Row<'r> {
    placed: Placed<'r>,
    report: &'r Report,
}

/// What stands in a column, of an item.
type OfItem = fn(&Row<'_>) -> Cell;

/// The columns before those of the roles.
const PLACE: &[(&str, &str, OfItem)] = &[
    ("item", "รหัสรายการ", |row| Cell::text(row.placed.item.id.as_str())),
    ("below item", "อยู่ใต้รายการ", |row| {
        Cell::of(row.placed.parent.map(|item| &item.id))
    }),
    ("kind", "ประเภท", |row| Cell::text(word(&row.placed.item.kind))),
    ("below strategy", "อยู่ใต้ยุทธศาสตร์", |row| {
        let strategy = row.placed.strategy;
        heading(
            strategy.and_then(|it| it.number.as_deref()),
            strategy.and_then(|it| it.title.as_ref()),
        )
    }),
    ("below tactic", "อยู่ใต้กลยุทธ์", |row| {
        let tactic = row.placed.tactic;
        heading(tactic.and_then(|it| it.number.as_deref()), tactic.and_then(|it| it.title.as_ref()))
    }),
    ("item number", "เลขรายการ", |row| Cell::of(row.placed.item.number.as_ref())),
    ("title", "ชื่อ", |row| Cell::said(Some(&row.placed.item.title))),
    ("title as printed", "ชื่อตามที่พิมพ์", |row| {
        Cell::text(row.placed.item.title.raw.as_str())
    }),
];

/// The columns behind those of the roles.
const VALUES: &[(&str, &str, OfItem)] = &[
    ("budget status", "สถานะงบประมาณ", |row| {
        Cell::of(row.placed.item.budget.as_ref().map(|budget| word(&budget.status)))
    }),
    ("budget (baht)", "งบประมาณ (บาท)", |row| {
        Cell::money(row.placed.item.budget.as_ref().and_then(|budget| budget.amount_thb))
    }),
    ("budget as printed", "งบประมาณตามที่พิมพ์", |row| {
        Cell::of(row.placed.item.budget.as_ref().map(|budget| &budget.raw))
    }),
    ("budget source", "แหล่งเงิน", |row| {
        Cell::of(row.placed.item.budget.as_ref().and_then(|budget| budget.source.as_ref()))
    }),
    ("first day", "วันเริ่ม", |row| {
        Cell::day(row.placed.item.schedule.iter().map(|one| one.start).min())
    }),
    ("last day", "วันสิ้นสุด", |row| {
        Cell::day(row.placed.item.schedule.iter().map(|one| one.end).max())
    }),
    ("confidence", "ความเชื่อมั่น", |row| {
        let texts = row.placed.item.cells.values().chain([&row.placed.item.title]);
        let least = texts.filter_map(|text| text.confidence).min_by(f32::total_cmp);
        least.map_or(Cell::Empty, |sure| Cell::figure((f64::from(sure) * 1000.0).round() / 1000.0))
    }),
    ("findings", "จำนวนข้อสังเกต", |row| {
        let id = Some(row.placed.item.id.as_str());
        let about = row.report.findings.iter().filter(|finding| finding.item.as_deref() == id);
        Cell::whole(about.count())
    }),
    ("page and box", "หน้าและกรอบ", |row| {
        let item = row.placed.item;
        let texts = item.cells.values().chain([&item.title]);
        Cell::place(texts.flat_map(|text: &Text| &text.regions))
    }),
];

/// The sheet of items. Of the roles that columns can have, those stand in it that any report has.
///
/// # Errors
///
/// As [`Sheet::push`].
pub fn items(sources: &[Source<'_>], lang: Lang) -> Result<Sheet, Error> {
    let roles = roles(sources);
    let own = roles.iter().map(|role| match role.and_then(Role::names) {
        Some((en, th)) => (en.to_owned(), th.to_owned()),
        None => ("other columns".to_owned(), "คอลัมน์อื่น".to_owned()),
    });
    let behind = VALUES.iter().map(|(en, th, _)| ((*en).to_owned(), (*th).to_owned()));
    let headings = headings(PLACE).into_iter().chain(own).chain(behind);
    let mut sheet = Sheet::new("items", headings, lang)?;
    for source in sources {
        for placed in source.items() {
            let row = Row { placed, report: source.report };
            let place = PLACE.iter().map(|(_, _, cell)| cell(&row));
            let own = roles.iter().map(|role| of_role(row.placed.item, *role));
            let values = VALUES.iter().map(|(_, _, cell)| cell(&row));
            sheet.push(cells(*source, place.chain(own).chain(values)))?;
        }
    }
    Ok(sheet)
}

/// The roles whose cells any item has, in their order; `None` for all that have no name.
fn roles(sources: &[Source<'_>]) -> Vec<Option<Role>> {
    let mut there = BTreeSet::new();
    for source in sources {
        for placed in source.items() {
            there.extend(placed.item.cells.keys().map(|key| place_of(key.role)));
        }
    }
    let last = Role::ALL.len();
    there.into_iter().map(|at| (at < last).then(|| Role::ALL[at])).collect()
}

/// Where a role stands among the columns; numbers and titles have columns already, but are shown as
/// what their own cells say.
fn place_of(role: Role) -> usize {
    Role::ALL.iter().position(|one| *one == role).unwrap_or(Role::ALL.len())
}

/// What the cells of a role say in an item's row, the second and further ones behind their keys.
fn of_role(item: &Item, role: Option<Role>) -> Cell {
    let place = role.map_or(Role::ALL.len(), place_of);
    let said = item.cells.iter().filter(|(key, _)| place_of(key.role) == place);
    let lines: Vec<String> = said
        .map(|(key, cell)| match role.map(Into::into) == Some(*key) {
            true => cell.text.clone(),
            false => format!("{key}: {}", cell.text),
        })
        .collect();
    match role.map(Role::holds) {
        Some(Holds::Number) if item.number.is_some() && lines.len() == 1 => {
            Cell::text(lines[0].as_str())
        }
        _ => Cell::lines(lines.iter().map(String::as_str)),
    }
}

/// `1 title`
fn heading(number: Option<&str>, title: Option<&Text>) -> Cell {
    let parts = [number, title.map(|title| title.text.as_str())];
    Cell::text(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}
