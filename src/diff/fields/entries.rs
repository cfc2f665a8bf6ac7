//! The words of a field: entries of a list that are renumbered, new or gone, and other words.

use std::ops::Range;

use super::comparison::{FieldComparison, unless_blank};
use crate::diff::model::{Change, Expected, Kind};
use crate::diff::nodes::has_entries;
use crate::diff::token::{Class, Tokens};
use crate::diff::words::Stretch;

impl FieldComparison<'_> {
    /// Adds, as one change, the entries that have other numbers.
    pub fn add_renumbered(&mut self) {
        let stretches = self.renumbered();
        if stretches.is_empty() {
            return;
        }
        let (old, new): (Vec<String>, Vec<String>) =
            stretches.iter().map(|stretch| self.texts(stretch)).unzip();
        let (old, new) = (in_one_line(old), in_one_line(new));
        self.push(Kind::Renumbered, unless_blank(&old), unless_blank(&new), None);
        self.expect(Expected::RunningNumber);
        for stretch in &stretches {
            let spans = self.spans(stretch);
            self.covered.push(spans);
        }
    }

    /// Stretches of nothing but list markers that differ, in order.
    fn renumbered(&self) -> Vec<Stretch> {
        let markers = self.diff.markers.iter();
        let mut stretches: Vec<Stretch> = markers.map(|(i, j)| Stretch::of_pair(*i, *j)).collect();
        let reworded = self.diff.reworded.iter();
        let of_markers = reworded.filter(|stretch| {
            has_only(self.a, &stretch.old, &[Class::Marker, Class::Sign])
                && has_only(self.b, &stretch.new, &[Class::Marker, Class::Sign])
        });
        stretches.extend(of_markers.cloned());
        stretches.sort_by_key(|stretch| (stretch.old.start, stretch.new.start));
        stretches
    }

    /// Adds other words: entries of a list that are new or gone, and one change for all the rest.
    pub fn add_reworded(&mut self) {
        let has_entries = has_entries(self.name);
        let mut reworded = false;
        for stretch in &self.diff.reworded {
            let (x, y) = self.spans(stretch);
            let only_signs = has_only(self.a, &stretch.old, &[Class::Sign])
                && has_only(self.b, &stretch.new, &[Class::Sign]);
            if only_signs || self.is_covered(&x, &y) {
                continue;
            }
            let (old, new) = self.texts(stretch);
            if has_entries && stretch.old.is_empty() && is_whole_lines(self.b, &stretch.new) {
                self.add_entry(Kind::EntryAdded, None, Some(&new), &y);
            } else if has_entries && stretch.new.is_empty() && is_whole_lines(self.a, &stretch.old)
            {
                self.add_entry(Kind::EntryRemoved, Some(&old), None, &x);
            } else {
                reworded = true;
            }
        }
        if reworded {
            self.push_whole(Kind::Wording);
        }
    }

    /// Adds an entry that is new or gone, in place of the targets in it: one that names a target is
    /// that target.
    fn add_entry(
        &mut self,
        kind: Kind,
        old: Option<&str>,
        new: Option<&str>,
        range: &Range<usize>,
    ) {
        let (text, lone_target) = match kind {
            Kind::EntryAdded => (self.b.text, Kind::TargetAdded),
            _ => (self.a.text, Kind::TargetRemoved),
        };
        let entry = &text[range.clone()];
        let changes = &mut self.found.changes;
        let within: Vec<Change> = changes
            .extract_if(.., |change| change.kind == lone_target && stands_in(change, entry))
            .collect();
        match <[Change; 1]>::try_from(within) {
            Ok([target]) => self.push(lone_target, old, new, target.numbers),
            Err(none) if none.is_empty() => self.push(kind, old, new, None),
            Err(_) => self.push(lone_target, old, new, None),
        }
    }
}

/// Whether a change is about something in an entry.
fn stands_in(change: &Change, entry: &str) -> bool {
    let value = change.new.as_ref().or(change.old.as_ref());
    value.is_some_and(|value| entry.contains(&value.text))
}

/// Whether all tokens of a range are of these classes.
fn has_only(tokens: &Tokens<'_>, range: &Range<usize>, classes: &[Class]) -> bool {
    tokens.all[range.clone()].iter().all(|token| classes.contains(&token.class))
}

/// Texts one after another, without empty ones.
fn in_one_line(mut texts: Vec<String>) -> String {
    texts.retain(|text| !text.is_empty());
    texts.join(" ")
}

/// Whether a stretch is one line or more, from end to end.
fn is_whole_lines(tokens: &Tokens<'_>, stretch: &Range<usize>) -> bool {
    !stretch.is_empty() && opens_line(tokens, stretch.start) && opens_line(tokens, stretch.end)
}

/// Whether a line begins at a token, or the text ends before it.
fn opens_line(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.all.get(at).is_none_or(|token| token.opens_line)
}
