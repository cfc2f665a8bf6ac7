//! One field of an item in two years: its targets, dates, numbers and words, each change as what it
//! is.

mod comparison;
mod context;
mod dates;
mod entries;
mod joined;
mod numbers;
mod targets;

use super::model::Kind;
use super::nodes::{has_entries, has_targets};
use super::token::Tokens;
use super::words::compare;
use crate::thai::text::matching_key;
use comparison::FieldComparison;

pub use context::{Context, Differences};
pub use joined::Joined;

/// How a field changed.
pub fn compare_field(
    name: &str,
    old: &Joined<'_>,
    new: &Joined<'_>,
    context: &Context,
) -> Differences {
    if matching_key(old.text()) == matching_key(new.text()) {
        return Differences::default();
    }
    let (a, b) = (Tokens::of(old.text()), Tokens::of(new.text()));
    let diff = compare(&a, &b, context.years(), old.unsure() || new.unsure());
    let mut comparison = FieldComparison {
        name,
        old,
        new,
        a: &a,
        b: &b,
        diff: &diff,
        context,
        found: Differences::default(),
        covered: Vec::new(),
    };
    comparison.add_changes();
    comparison.found
}

impl FieldComparison<'_> {
    /// Adds all changes. What one kind of change is about, the kinds after it pass over.
    fn add_changes(&mut self) {
        self.add_spellings();
        match self.name {
            "title" => return self.add_as_one(Kind::TitleReworded),
            "headings" => return self.add_as_one(Kind::Heading),
            _ => {}
        }
        if has_targets(self.name) {
            self.add_targets();
        }
        self.add_dates();
        self.add_numbers();
        if has_entries(self.name) {
            self.add_renumbered();
        }
        self.add_reworded();
    }

    /// The whole field as one change, where anything in it is other words or numbers.
    fn add_as_one(&mut self, kind: Kind) {
        let other_words = !self.diff.reworded.is_empty() || !self.diff.numbers.is_empty();
        if other_words || self.linked_dates().iter().any(|(i, j)| !self.same_date(*i, *j)) {
            self.push_whole(kind);
        }
    }
}
