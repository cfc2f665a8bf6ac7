//! When an item is carried out in two years: the months, quarters and years that are marked. What
//! moved on with the fiscal year is no change, nor is another way to mark the same time.

use jiff::ToSpan as _;

use super::fields::{Context, Differences, Stretch, is_years_apart};
use super::model::{Change, Days, Doubt, Kind, Numbers, Value};
use super::nodes::Node;
use crate::contract::model::{Role, Scheduled};

/// The field of a change.
const FIELD: &str = "schedule";

/// How the schedule of an item changed.
pub fn compare_schedule(old: &Node<'_>, new: &Node<'_>, context: &Context) -> Differences {
    let (a, b) = (marked(old), marked(new));
    let (before, after) = (joined(&a), joined(&b));
    let years = context.years_apart();
    let mut pairs = before.iter().zip(&after);
    let moved_on = before.len() == after.len()
        && pairs.all(|(before, after)| is_years_apart(*before, *after, years));
    // A report of before says nothing of marks.
    let is_unsaid = context.versions_differ && (a.is_empty() || b.is_empty());
    if before == after || moved_on || is_unsaid {
        return Differences::default();
    }
    let (old, new) = (value(old, &a, &before), value(new, &b, &after));
    let change = Change {
        numbers: Some(Numbers::Days(days(&before, &after))),
        doubt: context.versions_differ.then_some(Doubt::Version),
        ..Change::new(Kind::Date, FIELD, old, new)
    };
    Differences { changes: vec![change], ..Differences::default() }
}

/// The stretches that are marked; those of a period are compared in its cell.
fn marked<'r>(node: &Node<'r>) -> Vec<&'r Scheduled> {
    node.schedule.iter().filter(|scheduled| scheduled.column.role != Role::Period).collect()
}

/// The stretches in order, one where they touch.
fn joined(marked: &[&Scheduled]) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = marked.iter().map(|s| (s.start, s.end)).collect();
    all.sort_unstable();
    let mut joined: Vec<Stretch> = Vec::new();
    for (start, end) in all {
        match joined.last_mut() {
            Some(last) if start <= last.1.saturating_add(1.day()) => last.1 = last.1.max(end),
            _ => joined.push((start, end)),
        }
    }
    joined
}

/// The schedule as one side of a change: ISO 8601 spans; none where nothing is marked.
fn value(node: &Node<'_>, marked: &[&Scheduled], stretches: &[Stretch]) -> Option<Value> {
    let spans: Vec<String> =
        stretches.iter().map(|(start, end)| format!("{start}/{end}")).collect();
    let regions = marked.iter().flat_map(|scheduled| &scheduled.regions).copied().collect();
    (!spans.is_empty()).then(|| Value { id: node.id.clone(), text: spans.join("; "), regions })
}

/// The first and the last day of both.
fn days(before: &[Stretch], after: &[Stretch]) -> Days {
    Days {
        old_start: before.first().map(|(start, _)| *start),
        old_end: before.last().map(|(_, end)| *end),
        new_start: after.first().map(|(start, _)| *start),
        new_end: after.last().map(|(_, end)| *end),
        with_the_year: false,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::contract::model::{FiscalYear, Precision};
    use crate::diff::model::NodeKind;

    fn month(year: i16, month: i8) -> Scheduled {
        let start = date(year, month, 1);
        Scheduled {
            column: Role::Schedule.into(),
            raw: "✓".to_owned(),
            start,
            end: start.last_of_month(),
            precision: Precision::Month,
            inferred: true,
            regions: Vec::new(),
        }
    }

    fn changed(old: &[Scheduled], new: &[Scheduled]) -> Vec<(Option<String>, Option<String>)> {
        let year = |be: i16| {
            Some(FiscalYear {
                be,
                start: date(be - 544, 10, 1),
                end: date(be - 543, 9, 30),
                corrected: None,
            })
        };
        let context = Context { old_year: year(2567), new_year: year(2568), ..Context::default() };
        let [a, b] =
            [old, new].map(|schedule| Node { schedule, ..Node::bare("p1", NodeKind::Project) });
        let text = |value: Option<Value>| value.map(|value| value.text);
        let changes = compare_schedule(&a, &b, &context).changes.into_iter();
        changes.map(|change| (text(change.old), text(change.new))).collect()
    }

    #[test]
    fn a_day_before_the_end_of_february_moves_on_too() {
        let until = |year: i16| Scheduled { end: date(year, 2, 28), ..month(year, 1) };
        assert_eq!(changed(&[until(2024)], &[until(2025)]), []);
    }

    #[test]
    fn the_same_months_of_the_next_year_are_no_change() {
        assert_eq!(
            changed(&[month(2024, 2), month(2024, 1)], &[month(2025, 1), month(2025, 2)]),
            []
        );
        assert_eq!(changed(&[month(2025, 2)], &[month(2025, 2)]), [], "a plan of several years");
        let told = |text: &str| Some(text.to_owned());
        assert_eq!(
            changed(&[month(2024, 1), month(2024, 2)], &[month(2025, 1), month(2025, 3)]),
            [(told("2024-01-01/2024-02-29"), told("2025-01-01/2025-01-31; 2025-03-01/2025-03-31"))]
        );
        assert_eq!(changed(&[month(2024, 1)], &[]), [(told("2024-01-01/2024-01-31"), None)]);
    }
}
