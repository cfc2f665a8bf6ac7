//! The values of a report as a tree: what each is called, where it stands in the JSON and on the
//! pages.

use super::item::items;
use super::model::{Both, Kind, Node};
use super::name;
use super::nodes::{folded, group, text, texts};
use crate::contract::model::{
    ActionPlan, Column, Form, Measures, OtherTable, OtherTables, Report, Section, Strategy, Tactic,
    Text, Total, Unclaimed, UnclaimedReason,
};

/// All values of a report.
pub(super) fn tree(report: &Report) -> Vec<Node> {
    let mut all = vec![document(report)];
    for (i, section) in report.sections.iter().enumerate() {
        all.push(self::section(&format!("/sections/{i}"), section));
    }
    let unclaimed = report.unclaimed.iter().enumerate();
    let unclaimed = unclaimed.map(|(i, text)| self::unclaimed(&format!("/unclaimed/{i}"), text));
    all.extend(folded(("not claimed by any field", "ข้อความที่ไม่อยู่ในช่องใด"), "/unclaimed", unclaimed));
    all
}

/// A group that is named by a text as well, which shows it.
fn titled(mut group: Node, title: Option<&Text>) -> Node {
    if let Some(title) = title {
        group.text = title.raw.clone();
        group.at = title.regions.clone();
    }
    group
}

/// A value that is no text of its own.
fn plain(label: (&str, &str), pointer: &str, value: String) -> Node {
    Node { label: label.into(), pointer: pointer.to_owned(), text: value, ..Node::default() }
}

/// What the report says of itself.
fn document(report: &Report) -> Node {
    let mut below: Vec<Node> = Vec::new();
    below.extend(report.title.as_ref().map(|title| text(("title", "ชื่อเอกสาร"), "/title", title)));
    // These two can be put right where they are missing, too.
    let agency = report.agency.as_ref().map(|agency| agency.name.clone()).unwrap_or_default();
    let agency = plain(("agency", "หน่วยงาน"), "/agency/name", agency);
    below.push(Node { fix: true, ..agency });
    let year = report.fiscal_year.as_ref().map(|year| year.be.to_string()).unwrap_or_default();
    let year = plain(("fiscal year", "ปีงบประมาณ"), "/fiscal_year/be", year);
    below.push(Node { fix: true, ..year });
    if let Some(years) = &report.plan_years {
        let said = format!("{}–{}", years.first_be, years.last_be);
        below.push(plain(("years of the plan", "ปีของแผน"), "/plan_years", said));
    }
    if let Some(period) = &report.period {
        let at = period.regions.clone();
        let node = plain(("period", "รอบระยะเวลา"), "/period", period.raw.clone());
        below.push(Node { at, ..node });
    }
    let label = ("document", "เอกสาร");
    group(label, "", below).unwrap_or_default()
}

fn section(pointer: &str, section: &Section) -> Node {
    match section {
        Section::ActionPlan(plan) => action_plan(pointer, plan),
        Section::Measures(measures) => self::measures(pointer, measures),
        Section::Form(form) => self::form(pointer, form),
        Section::Other(other) => other_tables(pointer, other),
    }
}

fn action_plan(pointer: &str, plan: &ActionPlan) -> Node {
    let mut below = title(pointer, plan.title.as_ref());
    for (i, strategy) in plan.strategies.iter().enumerate() {
        let at = format!("{pointer}/strategies/{i}");
        below.extend(self::strategy(&at, strategy, &plan.columns));
    }
    below.extend(ends(pointer, &plan.columns, &plan.totals, &plan.notes));
    let group = group(("plan", "แผนปฏิบัติการ"), pointer, below);
    titled(group.unwrap_or_default(), plan.title.as_ref())
}

/// The levels above items; one that says nothing is left out, and what stands below it is not.
fn strategy(pointer: &str, strategy: &Strategy, columns: &[Column]) -> Vec<Node> {
    let mut below = title(pointer, strategy.title.as_ref());
    for (i, tactic) in strategy.tactics.iter().enumerate() {
        below.extend(self::tactic(&format!("{pointer}/tactics/{i}"), tactic, columns));
    }
    if strategy.number.is_none() && strategy.title.is_none() {
        return below;
    }
    let label = level(strategy.label.as_deref(), ("strategy", "ยุทธศาสตร์"));
    let label = name::numbered((&label.0, &label.1), strategy.number.as_deref());
    let group = group(label, pointer, below);
    group.map(|group| titled(group, strategy.title.as_ref())).into_iter().collect()
}

fn tactic(pointer: &str, tactic: &Tactic, columns: &[Column]) -> Vec<Node> {
    let mut below = title(pointer, tactic.title.as_ref());
    below.extend(texts(("goal", "เป้าหมาย"), &format!("{pointer}/goals"), &tactic.goals));
    let indicators = format!("{pointer}/indicators");
    below.extend(texts(("indicator", "ตัวชี้วัด"), &indicators, &tactic.indicators));
    below.extend(items(&format!("{pointer}/projects"), &tactic.projects, columns));
    if tactic.number.is_none() && tactic.title.is_none() {
        return below;
    }
    let label = level(tactic.label.as_deref(), ("tactic", "กลยุทธ์"));
    let label = name::numbered((&label.0, &label.1), tactic.number.as_deref());
    let group = group(label, pointer, below);
    group.map(|group| titled(group, tactic.title.as_ref())).into_iter().collect()
}

/// What a level is called: the printed word, where there is one.
fn level(printed: Option<&str>, usual: (&str, &str)) -> Both {
    printed.map_or_else(|| usual.into(), Both::same)
}

fn title(pointer: &str, title: Option<&Text>) -> Vec<Node> {
    let node = title.map(|title| text(("title", "ชื่อ"), format!("{pointer}/title"), title));
    node.into_iter().collect()
}

fn measures(pointer: &str, measures: &Measures) -> Node {
    let mut below = title(pointer, measures.title.as_ref());
    below.extend(items(&format!("{pointer}/measures"), &measures.measures, &measures.columns));
    below.extend(ends(pointer, &measures.columns, &measures.totals, &measures.notes));
    let group = group(("measures", "มาตรการ"), pointer, below);
    titled(group.unwrap_or_default(), measures.title.as_ref())
}

fn form(pointer: &str, form: &Form) -> Node {
    let mut below = title(pointer, form.title.as_ref());
    for (i, field) in form.fields.iter().enumerate() {
        let label = Both::same(&name::one_line(&field.label.text));
        let mut node = text(label, format!("{pointer}/fields/{i}/value"), &field.value);
        // The label stands on the page, too, and is claimed.
        node.below.push(text(
            ("label", "ป้าย"),
            format!("{pointer}/fields/{i}/label"),
            &field.label,
        ));
        node.role = Some(field.role);
        below.push(node);
    }
    below.extend(items(&format!("{pointer}/items"), &form.items, &[]));
    let group = group(("form", "แบบฟอร์ม"), pointer, below);
    titled(group.unwrap_or_default(), form.title.as_ref())
}

fn other_tables(pointer: &str, other: &OtherTables) -> Node {
    let mut below = title(pointer, other.title.as_ref());
    for (i, table) in other.tables.iter().enumerate() {
        let at = format!("{pointer}/tables/{i}");
        let label = Both(format!("table {}", i + 1), format!("ตาราง {}", i + 1));
        below.extend(group(label, at.as_str(), self::table(&at, table)));
    }
    let group = group(("other tables", "ตารางอื่น"), pointer, below);
    titled(group.unwrap_or_default(), other.title.as_ref())
}

fn table(pointer: &str, table: &OtherTable) -> Vec<Node> {
    let headings = format!("{pointer}/headings");
    let said = texts(("heading", "หัวตาราง"), &headings, &table.headings);
    let said = said.into_iter().filter(|heading| !heading.text.is_empty());
    let mut below: Vec<Node> =
        folded(("headings", "หัวตาราง"), headings, said).into_iter().collect();
    for (i, row) in table.rows.iter().enumerate() {
        let at = format!("{pointer}/rows/{i}");
        let cells = row.iter().enumerate().filter(|(_, cell)| !cell.raw.is_empty());
        let cells = cells.map(|(k, cell)| Node {
            role: table.columns.get(k).map(|column| column.role),
            ..text(name::heading(&table.headings, k), format!("{at}/{k}"), cell)
        });
        let label = Both(format!("row {}", i + 1), format!("แถว {}", i + 1));
        below.extend(group(label, at.as_str(), cells));
    }
    let totals = format!("{pointer}/totals");
    below.extend(totals_of(&totals, &table.totals, &table.columns));
    below.extend(headings_of(pointer, &table.columns));
    below
}

/// What stands behind the items of a section: totals, notes, headings.
fn ends(pointer: &str, columns: &[Column], totals: &[Total], notes: &[Text]) -> Vec<Node> {
    let mut below: Vec<Node> =
        totals_of(&format!("{pointer}/totals"), totals, columns).into_iter().collect();
    below.extend(texts(("note", "หมายเหตุ"), &format!("{pointer}/notes"), notes));
    below.extend(headings_of(pointer, columns));
    below
}

/// What is printed over the columns of a section or a table.
fn headings_of(pointer: &str, columns: &[Column]) -> Option<Node> {
    let mut headings = Vec::new();
    for (i, column) in columns.iter().enumerate() {
        let at = format!("{pointer}/columns/{i}");
        let label = name::column(column.key(), columns);
        let printed = texts((&label.0, &label.1), &format!("{at}/headings"), &column.headings);
        headings.extend(printed);
        headings.extend(texts(("above it", "หัวกลุ่ม"), &format!("{at}/group"), &column.group));
    }
    folded(("headings of columns", "หัวคอลัมน์"), format!("{pointer}/columns"), headings)
}

fn totals_of(pointer: &str, totals: &[Total], columns: &[Column]) -> Option<Node> {
    let mut below = Vec::new();
    for (i, total) in totals.iter().enumerate() {
        let at = format!("{pointer}/{i}");
        let mut cells = vec![text(("label", "ป้าย"), format!("{at}/label"), &total.label)];
        cells.extend(total.cells.iter().map(|(key, cell)| Node {
            role: Some(key.role),
            ..text(name::column(*key, columns), format!("{at}/cells/{key}"), cell)
        }));
        let label = Both(format!("total {}", i + 1), format!("ยอดรวม {}", i + 1));
        below.extend(group(label, at, cells).map(|node| titled(node, Some(&total.label))));
    }
    group(("totals", "ยอดรวม"), pointer, below)
}

fn unclaimed(pointer: &str, unclaimed: &Unclaimed) -> Node {
    let kind = match unclaimed.reason {
        UnclaimedReason::PageNumber
        | UnclaimedReason::RunningHead
        | UnclaimedReason::RepeatedHeader
        | UnclaimedReason::Cover => Kind::Furniture,
        _ => Kind::Unclaimed,
    };
    Node {
        label: name::reason(unclaimed.reason),
        pointer: pointer.to_owned(),
        text: unclaimed.raw.clone(),
        at: unclaimed.regions.clone(),
        sure: unclaimed.confidence,
        kind,
        ..Node::default()
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::sample;

    fn visit<'n>(nodes: &'n [Node], all: &mut Vec<&'n Node>) {
        for node in nodes {
            all.push(node);
            visit(&node.below, all);
        }
    }

    /// Where a report's JSON holds a text: an object with `raw`, `text` and `regions`.
    fn texts_of(value: &Value, at: String, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                if ["raw", "text", "regions"].iter().all(|key| fields.contains_key(*key)) {
                    found.insert(at.clone());
                }
                fields
                    .iter()
                    .for_each(|(key, value)| texts_of(value, format!("{at}/{key}"), found));
            }
            Value::Array(values) => {
                let places = values.iter().enumerate();
                places.for_each(|(i, value)| texts_of(value, format!("{at}/{i}"), found));
            }
            _ => {}
        }
    }

    #[test]
    fn what_was_put_right_before_says_by_whom() {
        let report = sample::full();
        let tree = tree(&report);
        let mut all = Vec::new();
        visit(&tree, &mut all);
        let marked: Vec<&str> = all
            .iter()
            .filter(|node| node.corrected.is_some())
            .map(|node| node.pointer.as_str())
            .collect();
        assert_eq!(marked, ["/title"]);
    }

    #[test]
    fn every_text_of_a_report_is_in_the_tree_and_every_pointer_leads_to_it() {
        let report = sample::full();
        let json = serde_json::to_value(&report).unwrap();
        let tree = tree(&report);
        let mut nodes = Vec::new();
        visit(&tree, &mut nodes);
        for node in nodes.iter().filter(|node| node.fix) {
            let value = json.pointer(&node.pointer);
            let value = value.unwrap_or_else(|| panic!("{} leads nowhere", node.pointer));
            let raw = match value {
                Value::Object(text) => text["raw"].as_str().unwrap().to_owned(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(raw, node.text, "{}", node.pointer);
        }
        let mut expected = BTreeSet::new();
        texts_of(&json, String::new(), &mut expected);
        let shown: BTreeSet<String> = nodes.iter().map(|node| node.pointer.clone()).collect();
        let missing: Vec<&String> = expected.difference(&shown).collect();
        assert!(missing.is_empty(), "not in the tree: {missing:?}");
    }

    #[test]
    fn what_a_document_does_not_say_can_be_said() {
        let tree = tree(&sample::minimal());
        let mut nodes = Vec::new();
        visit(&tree, &mut nodes);
        for pointer in ["/agency/name", "/fiscal_year/be"] {
            let node = nodes.iter().find(|node| node.pointer == pointer).unwrap();
            assert!(node.fix, "{pointer}");
        }
    }
}
