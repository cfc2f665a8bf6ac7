//! One project, activity or measure with its cells, and what was read from them.

use super::model::{Kind, Node};
use super::name;
use super::nodes::{folded, text, texts};
use crate::column::Key;
use crate::contract::model::{
    Column, DateSpan, Facts, Indicator, Item, Money, Percentage, Quantity, Scheduled, Text,
};
use crate::finding::Region;
use crate::role::Role;

/// Items with all below them.
pub(super) fn items(pointer: &str, items: &[Item], columns: &[Column]) -> Vec<Node> {
    items.iter().enumerate().map(|(i, one)| item(&format!("{pointer}/{i}"), one, columns)).collect()
}

/// An item: its title and cells, what was read from them, and the items below it.
fn item(pointer: &str, item: &Item, columns: &[Column]) -> Node {
    let mut below = vec![text(("title", "ชื่อ"), format!("{pointer}/title"), &item.title)];
    let cells = item.cells.iter().filter(|(_, cell)| !cell.raw.is_empty());
    below.extend(cells.map(|(key, cell)| Node {
        role: Some(key.role),
        ..text(name::column(*key, columns), format!("{pointer}/cells/{key}"), cell)
    }));
    let read = format!("{pointer}/facts");
    below.extend(folded(("read from the cells", "ค่าที่อ่านได้จากช่อง"), read, derived(pointer, item)));
    let id = item.id.clone();
    below.iter_mut().for_each(|node| belongs_to(node, &id));
    let children = format!("{pointer}/children");
    below.extend(items(&children, &item.children, columns));
    Node {
        label: name::item(item.kind, item.number.as_deref()),
        pointer: pointer.to_owned(),
        text: item.title.raw.clone(),
        at: item.title.regions.clone(),
        item: Some(id),
        kind: Kind::Group,
        below,
        ..Node::default()
    }
}

fn belongs_to(node: &mut Node, id: &str) {
    node.item = Some(id.to_owned());
    node.below.iter_mut().for_each(|below| belongs_to(below, id));
}

/// What was read from the cells of an item.
fn derived(pointer: &str, item: &Item) -> Vec<Node> {
    let mut all = Vec::new();
    let objectives = format!("{pointer}/objectives");
    all.extend(texts(("objective", "วัตถุประสงค์"), &objectives, &item.objectives));
    for (i, indicator) in item.indicators.iter().enumerate() {
        all.extend(self::indicator(&format!("{pointer}/indicators/{i}"), pointer, item, indicator));
    }
    let result = cell_of(pointer, item, Role::Result);
    all.extend(facts(&format!("{pointer}/facts"), result, &item.facts));
    let outcome = cell_of(pointer, item, Role::Outcome);
    let outcome_facts = item.outcome_facts.iter();
    all.extend(
        outcome_facts
            .flat_map(|read| facts(&format!("{pointer}/outcome_facts"), outcome.clone(), read)),
    );
    all.extend(money(pointer, item));
    for (i, scheduled) in item.schedule.iter().enumerate() {
        all.push(schedule(&format!("{pointer}/schedule/{i}"), pointer, item, scheduled));
    }
    for (names, field, said) in [
        (("responsible", "ผู้รับผิดชอบ"), "responsible", &item.responsible),
        (("problem", "ปัญหา/อุปสรรค"), "problems", &item.problems),
        (("suggestion", "ข้อเสนอแนะ"), "suggestions", &item.suggestions),
    ] {
        all.extend(texts(names, &format!("{pointer}/{field}"), said));
    }
    all
}

/// Where the first cell of a role stands.
fn cell_of(pointer: &str, item: &Item, role: Role) -> Option<String> {
    let key = item.cells.keys().find(|key| key.role == role)?;
    Some(format!("{pointer}/cells/{key}"))
}

/// Where the cell of a column stands.
fn cell_at(pointer: &str, item: &Item, key: Key) -> Option<String> {
    item.cells.contains_key(&key).then(|| format!("{pointer}/cells/{key}"))
}

/// A value that was read from a cell.
fn value(
    label: (&str, &str),
    pointer: String,
    raw: &str,
    at: &[Region],
    read: String,
    of: Option<String>,
) -> Node {
    Node {
        label: label.into(),
        pointer,
        text: raw.to_owned(),
        read: Some(read),
        at: at.to_vec(),
        of,
        ..Node::default()
    }
}

fn indicator(pointer: &str, item_at: &str, item: &Item, indicator: &Indicator) -> Vec<Node> {
    let mut all = vec![text(("indicator", "ตัวชี้วัด"), format!("{pointer}/name"), &indicator.name)];
    let target_text: Option<&Text> = indicator.target_text.as_ref();
    let shown = target_text.map(|said| {
        text(("target as printed", "เป้าหมายตามที่พิมพ์"), format!("{pointer}/target_text"), said)
    });
    all.extend(shown);
    let of = match target_text {
        Some(_) => Some(format!("{pointer}/target_text")),
        None => cell_of(item_at, item, Role::Indicator),
    };
    for (i, target) in indicator.targets.iter().enumerate() {
        let at = format!("{pointer}/targets/{i}");
        let (read, names) = (name::target(target), ("target", "เป้าหมาย"));
        all.push(value(names, at, &target.raw, &target.regions, read, of.clone()));
    }
    all
}

fn facts(pointer: &str, of: Option<String>, facts: &Facts) -> Vec<Node> {
    let mut all = Vec::new();
    for (i, DateSpan { raw, start, end, regions, .. }) in facts.dates.iter().enumerate() {
        let at = format!("{pointer}/dates/{i}");
        all.push(value(("date", "วันที่"), at, raw, regions, span(start, end), of.clone()));
    }
    for (i, Percentage { raw, value: percent, regions }) in facts.percentages.iter().enumerate() {
        let at = format!("{pointer}/percentages/{i}");
        all.push(value(
            ("percentage", "ร้อยละ"),
            at,
            raw,
            regions,
            format!("{percent}%"),
            of.clone(),
        ));
    }
    for (i, quantity) in facts.quantities.iter().enumerate() {
        let Quantity { raw, value: number, unit, regions } = quantity;
        let (at, read) = (format!("{pointer}/quantities/{i}"), format!("{number} {unit}"));
        all.push(value(("quantity", "จำนวน"), at, raw, regions, read, of.clone()));
    }
    for (i, Money { raw, amount_thb, regions }) in facts.money.iter().enumerate() {
        let (at, read) = (format!("{pointer}/money/{i}"), format!("{amount_thb} THB"));
        all.push(value(("money", "จำนวนเงิน"), at, raw, regions, read, of.clone()));
    }
    all
}

/// The days that a span covers.
fn span(start: &jiff::civil::Date, end: &jiff::civil::Date) -> String {
    if start == end { start.to_string() } else { format!("{start} … {end}") }
}

fn money(pointer: &str, item: &Item) -> Vec<Node> {
    let mut all = Vec::new();
    for (i, budget) in item.budgets.iter().enumerate() {
        let (at, of) = (format!("{pointer}/budgets/{i}"), cell_at(pointer, item, budget.column));
        let read = name::column_budget(budget);
        let label = budget.column.role.names().unwrap_or(("money", "จำนวนเงิน"));
        all.push(value(label, at, &budget.raw, &budget.regions, read, of));
    }
    // Reports of before have this one only.
    if let (Some(budget), true) = (&item.budget, item.budgets.is_empty()) {
        let of = cell_of(pointer, item, Role::Budget);
        let (read, at) = (name::budget(budget), format!("{pointer}/budget"));
        all.push(value(("budget", "งบประมาณ"), at, &budget.raw, &budget.regions, read, of));
    }
    all
}

fn schedule(pointer: &str, item_at: &str, item: &Item, scheduled: &Scheduled) -> Node {
    let Scheduled { column, raw, start, end, regions, .. } = scheduled;
    let of = cell_at(item_at, item, *column);
    let label = ("scheduled", "กำหนดเวลา");
    value(label, pointer.to_owned(), raw, regions, span(start, end), of)
}
