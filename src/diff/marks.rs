//! Which changes rest on values that people put right: each gets the marks of the cells and titles that
//! it was found in.

use super::model::{Change, Kind, PutRight, Value, Which};
use super::nodes::{Node, role};
use crate::contract::model::{Corrected, Role};

/// What stands between the ids of several items of one side.
const BETWEEN_IDS: &str = " + ";
/// Fields whose text is the title.
const OF_TITLE: [&str; 2] = ["title", "item"];
/// The field of what is marked in all columns of times.
const SCHEDULE: &str = "schedule";

/// Marks the changes that were found between these items.
pub fn mark(changes: &mut [Change], old: &[&Node<'_>], new: &[&Node<'_>]) {
    for change in changes {
        let mut marks = of_side(change, change.old.as_ref(), old, Which::Old);
        marks.extend(of_side(change, change.new.as_ref(), new, Which::New));
        change.corrected = marks;
    }
}

/// The marks of what one side of a change rests on: a side that is empty rests on all that is empty.
fn of_side(
    change: &Change,
    value: Option<&Value>,
    nodes: &[&Node<'_>],
    side: Which,
) -> Vec<PutRight> {
    let mut marks: Vec<PutRight> = Vec::new();
    for node in nodes.iter().filter(|node| value.is_none_or(|value| is_of(value, node))) {
        for mark in rests_on(change, node) {
            let mark = PutRight { side, mark: mark.clone() };
            // Items below one merged cell have it each.
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
    }
    marks
}

/// Whether a side of a change stands in this item.
fn is_of(value: &Value, node: &Node<'_>) -> bool {
    value.id.split(BETWEEN_IDS).any(|id| id == node.id)
}

/// The marks of what a change in an item was found in.
fn rests_on<'r>(change: &Change, node: &Node<'r>) -> Vec<&'r Corrected> {
    if OF_TITLE.contains(&change.field.as_str()) {
        return node.title.and_then(|title| title.corrected.as_deref()).into_iter().collect();
    }
    let fields = node.fields.iter().filter(|field| is_read_from(change, &field.name));
    fields.flat_map(|field| field.corrected.iter().copied()).collect()
}

/// Whether a change was found in the cell of this name.
fn is_read_from(change: &Change, name: &str) -> bool {
    match change.field.as_str() {
        own if own == name => true,
        SCHEDULE => role(name) == Some(Role::Schedule),
        _ => change.kind == Kind::BudgetSource && role(name) == Some(Role::Source),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::model::Text;
    use crate::diff::model::NodeKind;
    use crate::diff::nodes::Field;

    fn text(raw: &str, was: Option<&str>) -> Text {
        let corrected = was.map(|was| {
            Box::new(Corrected {
                by: "สมหญิง".to_owned(),
                at: jiff::Timestamp::UNIX_EPOCH,
                why: None,
                was: was.to_owned(),
            })
        });
        let regions = Vec::new();
        Text { raw: raw.to_owned(), text: raw.to_owned(), regions, confidence: None, corrected }
    }

    fn side(id: &str) -> Option<Value> {
        Some(Value { id: id.to_owned(), text: String::new(), regions: Vec::new() })
    }

    /// Sides and former texts of the marks of a change.
    fn marks(change: Change, old: &[&Node<'_>], new: &[&Node<'_>]) -> Vec<(Which, String)> {
        let mut changes = [change];
        mark(&mut changes, old, new);
        let [change] = changes;
        change.corrected.into_iter().map(|mark| (mark.side, mark.mark.was)).collect()
    }

    #[test]
    fn a_change_has_the_marks_of_what_it_was_found_in_and_no_others() {
        let [title, result, month, source] =
            ["ชื่อ", "ผล", "เดือน", "แหล่ง"].map(|was| text("ใหม่", Some(was)));
        let plain = text("เดิม", None);
        let before = Node {
            title: Some(&plain),
            fields: vec![Field::of("result", [&plain])],
            ..Node::bare("p1", NodeKind::Project)
        };
        let after = Node {
            title: Some(&title),
            fields: vec![
                Field::of("result", [&result]),
                Field::of("schedule", [&month]),
                Field::of("source", [&source]),
                Field::of("budget", [&plain]),
            ],
            ..Node::bare("p1", NodeKind::Project)
        };
        for (kind, field, was) in [
            (Kind::TitleReworded, "title", &["ชื่อ"][..]),
            (Kind::ResultFigure, "result", &["ผล"]),
            (Kind::Date, "schedule", &["เดือน"]),
            (Kind::BudgetSource, "budget", &["แหล่ง"]),
            (Kind::BudgetChanged, "budget", &[]),
            (Kind::Renumbered, "number", &[]),
        ] {
            let change = Change::new(kind, field, side("p1"), side("p1"));
            let expected: Vec<_> = was.iter().map(|was| (Which::New, (*was).to_owned())).collect();
            assert_eq!(marks(change, &[&before], &[&after]), expected, "{field}");
        }
        let removed = Change::new(Kind::ResultRemoved, "result", side("p1"), None);
        assert_eq!(marks(removed, &[&before], &[&after]), [(Which::New, "ผล".to_owned())]);
    }

    #[test]
    fn of_several_items_those_count_that_a_side_stands_in_and_one_mark_once() {
        let own = text("ใหม่", Some("เดิม"));
        let node = |id: &str| Node {
            fields: vec![Field::of("budget", [&own])],
            ..Node::bare(id, NodeKind::Project)
        };
        let (a, b, c) = (node("p1"), node("p2"), Node::bare("p3", NodeKind::Project));
        let of = |id: &str| Change::new(Kind::BudgetChanged, "budget", None, side(id));
        assert_eq!(marks(of("p3"), &[], &[&a, &b, &c]), []);
        assert_eq!(marks(of("p1 + p2"), &[], &[&a, &b, &c]).len(), 1);
    }
}
