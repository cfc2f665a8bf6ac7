//! What `raingan diff` told of two documents, as rows: one a change, in the order of the newer one.

use super::database::{Database, Work};
use super::model::CHANGES;
use super::range::refusal;
use super::record::{hashed_key, some_text, text_or_null};
use super::rows::{Row, Value, or_null, text, variant};
use crate::contract::model::Baht;
use crate::diff::model::{Change, Comparison, Match, Numbers, Part, Quantity};
use crate::error::Error;

/// What joins the ids of several items, as in the JSON of `raingan diff`.
const AND: &str = " + ";

/// What comparisons told is noted, in the place of what was told of the same documents before.
pub(super) struct Comparing<'c> {
    pub(super) comparisons: &'c [Comparison],
}

impl Work for Comparing<'_> {
    fn of(self, database: &mut impl Database) -> Result<(), Error> {
        for comparison in self.comparisons {
            for pair in &comparison.pairs {
                let document =
                    |at: u32| comparison.reports.get(at as usize).map(|side| &*side.sha256);
                let (Some(old), Some(new)) = (document(pair.old), document(pair.new)) else {
                    continue;
                };
                let both =
                    [("old_document_key", some_text(old)), ("new_document_key", some_text(new))];
                database.remove(&CHANGES, &both)?;
                database.insert(&CHANGES, &rows(old, new, &pair.matches))?;
            }
        }
        Ok(())
    }
}

/// A row for each change.
fn rows(old: &str, new: &str, matches: &[Match]) -> Vec<Row<'static>> {
    let changes = matches.iter().flat_map(|found| found.changes.iter().map(move |c| (found, c)));
    (1..)
        .zip(changes)
        .map(|(position, (found, change))| row(old, new, position, found, change))
        .collect()
}

fn row(old: &str, new: &str, position: i64, found: &Match, change: &Change) -> Row<'static> {
    let title = found.new.iter().chain(&found.old).find_map(|part| part.title.as_deref());
    // Days stand in the texts.
    let (numbers, amounts) = match &change.numbers {
        Some(Numbers::Quantity(numbers)) => (Some(numbers), None),
        Some(Numbers::Money(amounts)) => (None, Some(amounts)),
        Some(Numbers::Days(_)) | None => (None, None),
    };
    let sides = numbers.into_iter().flat_map(|both| [&both.new, &both.old]);
    let unit = sides.flatten().find_map(|side| side.unit.as_deref());
    let row = vec![
        some_text(&hashed_key(&format!("{old}\n{new}\n{position}"))),
        some_text(old),
        some_text(new),
        Value::Integer(position),
        variant(&found.relation),
        ids(&found.old),
        ids(&found.new),
        printed(title),
        variant(&change.kind),
        text(&change.field).into_owned(),
        printed(change.old.as_ref().map(|value| &*value.text)),
        printed(change.new.as_ref().map(|value| &*value.text)),
        quantity(numbers.and_then(|both| both.old.as_ref())),
        quantity(numbers.and_then(|both| both.new.as_ref())),
        printed(unit),
        money(amounts.and_then(|both| both.old_thb)),
        money(amounts.and_then(|both| both.new_thb)),
        money(amounts.and_then(|both| both.difference_thb)),
        or_null(change.expected, |why| variant(&why)),
        or_null(change.doubt, |why| variant(&why)),
    ];
    // What no table holds stands in the texts alone.
    let columns = CHANGES.columns.iter().zip(row);
    columns
        .map(|(c, value)| if refusal(c, &value).is_some() { Value::Null } else { value })
        .collect()
}

/// Text of a document, or null.
fn printed(told: Option<&str>) -> Value<'static> {
    or_null(told, |told| text(told).into_owned())
}

/// The items of one side.
fn ids(parts: &[Part]) -> Value<'static> {
    let ids: Vec<&str> = parts.iter().map(|part| &*part.id).collect();
    text_or_null(Some(ids.join(AND)).as_deref().filter(|ids| !ids.is_empty()))
}

fn quantity(side: Option<&Quantity>) -> Value<'static> {
    or_null(side, |side| Value::Number(side.value))
}

fn money(amount: Option<Baht>) -> Value<'static> {
    or_null(amount, Value::Money)
}

#[cfg(test)]
mod tests {
    use super::super::record::get;
    use super::*;
    use crate::contract::model::BudgetStatus;
    use crate::diff::model::{Amounts, Kind, NodeKind, Reason, Relation, Value as Side};

    #[test]
    fn a_change_is_a_row_with_what_was_and_is() {
        let part = |id: &str, title: &str| Part {
            id: id.to_owned(),
            kind: NodeKind::Project,
            number: None,
            title: Some(title.to_owned()),
            regions: Vec::new(),
        };
        let side = |text: &str| {
            Some(Side { id: "p1".to_owned(), text: text.to_owned(), regions: Vec::new() })
        };
        let baht = |satang| Some(Baht::from_satang(satang));
        let mut money = Change::new(Kind::BudgetChanged, "budget", side("๕,๐๐๐"), side("๖\0"));
        money.numbers = Some(Numbers::Money(Amounts {
            old_status: BudgetStatus::Amount,
            new_status: BudgetStatus::Amount,
            old_thb: baht(500_000),
            new_thb: baht(i64::MAX),
            difference_thb: baht(100_000),
            percent: None,
        }));
        let found = Match {
            relation: Relation::Merged,
            old: vec![part("p1", "โครงการแสง"), part("p2", "โครงการป่า")],
            new: vec![part("p1", "โครงการแสงและป่า")],
            reason: Reason::Parts,
            score: 1.0,
            changes: vec![Change::new(Kind::Merged, "item", None, None), money],
            spellings: Vec::new(),
        };
        let rows = rows("a", "b", &[found]);
        assert_ne!(rows[0][0], rows[1][0], "each has its key");
        for (column, told) in [
            ("position", Value::Integer(2)),
            ("relation", some_text("merged")),
            ("old_path", some_text("p1 + p2")),
            ("new_path", some_text("p1")),
            ("title", some_text("โครงการแสงและป่า")),
            ("kind", some_text("budget-changed")),
            ("new_text", some_text("๖\u{fffd}")),
            ("old_thb", Value::Money(Baht::from_satang(500_000))),
            ("new_thb", Value::Null),
            ("old_number", Value::Null),
            ("expected", Value::Null),
        ] {
            assert_eq!(get(&CHANGES, &rows[1], column), &told, "{column}");
        }
    }
}
