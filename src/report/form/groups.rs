//! Labels → groups of them that tell one project each.

use std::ops::Range;

use super::bit::Bit;
use super::evidence::{Seen, is_another, is_form, named_above};
use super::headed::heading_at;
use super::heading::Heading;
use super::inner::{FARTHEST, NAMES_TOGETHER, Naming, steps_within};
use super::labels::LabelWords;
use super::lines::{cut, without_leaders};
use super::rows;
use crate::layout::Passage;
use crate::thai::text::normalise;

/// At most this many labels stand before the one that names the project.
const MOST_BEFORE_NAME: usize = 4;

/// The labels of one form, or of several in one table.
pub(super) struct Group {
    /// Where it stands: from its first label up to the end of its last one.
    pub bits: Range<usize>,
    /// The name of its project, where that stands above its labels.
    pub title: Option<Passage>,
    /// The heading that this is, if it is one.
    pub heading: Option<Heading>,
}

/// The forms of a document, in order.
pub(super) fn groups(bits: &[Bit], words: &LabelWords) -> Vec<Group> {
    let mut seen = labels(bits, words);
    if !seen.iter().any(|label| label.names) {
        seen = with_headings(bits, seen, words);
    }
    let namings: Vec<Naming> = seen.iter().map(Seen::naming).collect();
    for at in steps_within(&namings) {
        seen[at].tell_steps();
    }
    let mut found = Vec::new();
    let mut start = 0;
    // The name of the form right before.
    let mut last: Option<&Seen> = None;
    for at in 1..=seen.len() {
        if at == seen.len() || begins(&seen[start..at], &seen[at..]) {
            let labels = &seen[start..at];
            let name = labels.iter().find(|label| label.names);
            let like_last = last.zip(name).is_some_and(|(last, name)| name.counts_on_from(last));
            let form = group(bits, labels, like_last);
            last = name.filter(|_| form.is_some());
            found.extend(form);
            start = at;
        }
    }
    joined(found)
}

/// Labels with the headings above them that name their projects.
fn with_headings(bits: &[Bit], labels: Vec<Seen>, words: &LabelWords) -> Vec<Seen> {
    let mut all = Vec::with_capacity(labels.len());
    let mut labels = labels.into_iter().peekable();
    for at in 0..bits.len() {
        if labels.peek().is_none() {
            break;
        }
        let heading = heading_at(bits, at, words);
        all.extend(heading.map(|heading| Seen::of_heading(at, heading)));
        while let Some(label) = labels.next_if(|label| label.bit == at) {
            all.push(label);
        }
    }
    all
}

/// The groups, those that share a table as one.
fn joined(groups: Vec<Group>) -> Vec<Group> {
    let mut all: Vec<Group> = Vec::with_capacity(groups.len());
    for group in groups {
        match all.last_mut().filter(|last| group.bits.start < last.bits.end) {
            Some(last) => last.bits.end = last.bits.end.max(group.bits.end),
            None => all.push(group),
        }
    }
    all
}

/// The labels of a document that are set as labels.
fn labels(bits: &[Bit], words: &LabelWords) -> Vec<Seen> {
    let mut seen = Vec::new();
    for (at, bit) in bits.iter().enumerate() {
        match bit {
            Bit::Line(line) => {
                let found = cut(line, words).filter(|cut| cut.is_set_apart);
                let below = || bits.get(at + 1).and_then(|bit| says_value(bit, words));
                seen.extend(found.map(|cut| Seen::of_line(at, &cut, below)));
            }
            Bit::Table(table) => {
                let entries =
                    rows::entries(table, words).map(|entries| entries.all).unwrap_or_default();
                seen.extend(
                    entries
                        .iter()
                        .map(|entry| Seen::of_row(at, entry, &normalise(&entry.text().text))),
                );
            }
        }
    }
    seen
}

/// What a line says that is no label.
fn says_value(bit: &Bit, words: &LabelWords) -> Option<String> {
    match bit {
        Bit::Line(line) if !cut(line, words).is_some_and(|cut| cut.is_set_apart) => {
            Some(without_leaders(line).text())
        }
        _ => None,
    }
}

/// Whether the next of the `coming` labels belongs to another form than those before it.
fn begins(before: &[Seen], coming: &[Seen]) -> bool {
    let (Some(last), Some(next)) = (before.last(), coming.first()) else { return true };
    if next.bit - last.bit > FARTHEST {
        return true;
    }
    let Some(named) = before.iter().rposition(|label| label.names) else { return false };
    let highest = before.iter().rev().find_map(|label| label.number);
    let counts_on = next.number.is_some() && next.number > highest;
    if next.names && (!counts_on || next.counts_on_from(&before[named])) {
        let together = next.number.is_none() && before.len() - named < NAMES_TOGETHER;
        return !together;
    }
    // Labels that stand before the name of the next project.
    let soon = coming.iter().take(1 + MOST_BEFORE_NAME).skip(1).any(|label| label.names);
    next.number == Some(1) && soon && before.len() > NAMES_TOGETHER
}

/// The form that labels are, if they are one; `like_last`: its name counts on from that of the one
/// before.
fn group(bits: &[Bit], labels: &[Seen], like_last: bool) -> Option<Group> {
    let (labels, title) = match labels.iter().position(|label| label.names) {
        Some(name) => (&labels[name - numbered_before(labels, name)..], None),
        None => {
            let (labels, title) = named_above(bits, labels)?;
            (labels, Some(title))
        }
    };
    let form = is_form(labels, title.is_some()) || like_last && is_another(labels);
    let (first, last) = (labels.first()?, labels.last()?.bit);
    let heading = first.heading.clone();
    let title = title.or_else(|| Some(heading.as_ref()?.title.clone()));
    form.then_some(Group { bits: first.bit..last + 1, title, heading })
}

/// How many labels right before the one that names the project belong to its form: they count up to
/// it.
fn numbered_before(labels: &[Seen], name: usize) -> usize {
    let before = labels[..name].iter().rev().take(MOST_BEFORE_NAME);
    let mut next = labels[name].number;
    let counts = before.take_while(|label| {
        let counts = label.number.is_some() && label.number < next;
        next = label.number;
        counts
    });
    counts.count()
}
