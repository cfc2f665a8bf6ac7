//! The targets of a field: raised, lowered, loosened, tightened, new, gone, or of another unit or
//! bound.

use std::cmp::Ordering;
use std::ops::Range;

use super::comparison::{FieldComparison, inside, rounded};
use crate::column::Key;
use crate::contract::model::{Comparator, Role};
use crate::diff::model::{Kind, Numbers, Quantities, Quantity};
use crate::diff::token::{Token, Tokens};
use crate::report::facts::target::PERCENT;
use crate::report::facts::{self, Scan, TargetValue};
use crate::thai::text::matching_key;
use crate::thai::{Found, alike, number};

/// Letters of a line that names one target; a longer one is a text.
const LINE: usize = 200;

/// Sums that differ by less are equal.
const EQUAL: f64 = 0.005;

/// A side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Old,
    New,
}

impl FieldComparison<'_> {
    /// Adds what became of the targets: those whose numbers stand in each other's place are one.
    pub fn add_targets(&mut self) {
        let (mut old, mut new) = (targets(self.name, self.a.text), targets(self.name, self.b.text));
        let links = self.linked_numbers();
        let mut divided = take_divided(&mut old, &mut new);
        let joined = take_divided(&mut new, &mut old).into_iter();
        divided.extend(joined.map(|(whole, part)| (part, whole)));
        // What stands in no place of the other side is told with the words.
        divided.retain(|(x, y)| {
            let is_linked = |(i, j): &(usize, usize)| {
                inside(&self.a.all[*i].range, x) && inside(&self.b.all[*j].range, y)
            };
            links.iter().any(is_linked)
        });
        self.covered.extend(divided);
        let mut met = vec![false; new.len()];
        for target in &old {
            match self.partner(target, &new, &links) {
                Some(at) if !met[at] => {
                    met[at] = true;
                    self.add_target_pair(target, &new[at]);
                }
                _ => self.add_lone_target(target, &links, Side::Old),
            }
        }
        for (target, _) in new.iter().zip(&met).filter(|(_, met)| !**met) {
            self.add_lone_target(target, &links, Side::New);
        }
    }

    /// The target of the newer text with a number in the place of one of this target.
    fn partner(
        &self,
        target: &Found<TargetValue>,
        new: &[Found<TargetValue>],
        links: &[(usize, usize)],
    ) -> Option<usize> {
        let mut linked = links.iter().filter(|(i, _)| is_within(&self.a.all[*i], target));
        linked.find_map(|(_, j)| new.iter().position(|t| is_within(&self.b.all[*j], t)))
    }

    fn add_target_pair(&mut self, old: &Found<TargetValue>, new: &Found<TargetValue>) {
        let (a, b) = (&old.value, &new.value);
        let same_unit = is_same_unit(unit(a), unit(b));
        let kind = match b.value.total_cmp(&a.value) {
            _ if !same_unit && self.is_reworded(&old.range, &new.range) => Kind::TargetUnit,
            _ if is_turned(a, b) => Kind::TargetComparator,
            Ordering::Greater if is_limit(a) || is_limit(b) => Kind::TargetLoosened,
            Ordering::Less if is_limit(a) || is_limit(b) => Kind::TargetTightened,
            Ordering::Greater => Kind::TargetRaised,
            Ordering::Less => Kind::TargetLowered,
            _ if a.comparator != b.comparator && self.is_reworded(&old.range, &new.range) => {
                Kind::TargetComparator
            }
            _ => return,
        };
        let difference = same_unit.then(|| rounded(b.value - a.value));
        let numbers = Quantities { old: Some(quantity(a)), new: Some(quantity(b)), difference };
        let (before, after) = (&self.a.text[old.range.clone()], &self.b.text[new.range.clone()]);
        self.push(kind, Some(before), Some(after), Some(Numbers::Quantity(numbers)));
        self.covered.push((old.range.clone(), new.range.clone()));
    }

    /// A target that the other text does not have as one: it is new or gone, unless its number
    /// stands there.
    fn add_lone_target(
        &mut self,
        target: &Found<TargetValue>,
        links: &[(usize, usize)],
        side: Side,
    ) {
        let is_linked = match side {
            Side::Old => links.iter().any(|(i, _)| is_within(&self.a.all[*i], target)),
            Side::New => links.iter().any(|(_, j)| is_within(&self.b.all[*j], target)),
        };
        if is_linked {
            return;
        }
        let quantity = Some(quantity(&target.value));
        match side {
            Side::Old => {
                let numbers = Quantities { old: quantity, new: None, difference: None };
                let text = line_of(self.a.text, &target.range);
                self.push(Kind::TargetRemoved, Some(text), None, Some(Numbers::Quantity(numbers)));
                self.covered.push((target.range.clone(), end(self.b)));
            }
            Side::New => {
                let numbers = Quantities { old: None, new: quantity, difference: None };
                let text = line_of(self.b.text, &target.range);
                self.push(Kind::TargetAdded, None, Some(text), Some(Numbers::Quantity(numbers)));
                self.covered.push((end(self.a), target.range.clone()));
            }
        }
    }
}

/// Takes a target that was divided away from both sides: the only one of its unit, and several of that
/// unit on the other side that come to it; where it stands beside each of them. Nothing was raised or
/// lowered.
fn take_divided(
    whole: &mut Vec<Found<TargetValue>>,
    parts: &mut Vec<Found<TargetValue>>,
) -> Vec<(Range<usize>, Range<usize>)> {
    let is_like = |a: &TargetValue, b: &TargetValue| {
        is_same_unit(unit(a), unit(b)) && a.comparator == b.comparator
    };
    let divided = whole.iter().position(|target| {
        let target = &target.value;
        let values = parts.iter().filter(|part| is_like(&part.value, target));
        let values: Vec<f64> = values.map(|part| part.value.value).collect();
        unit(target) != PERCENT
            && whole.iter().filter(|other| is_like(&other.value, target)).count() == 1
            && values.len() > 1
            && (values.iter().sum::<f64>() - target.value).abs() < EQUAL
    });
    let Some(at) = divided else { return Vec::new() };
    let target = whole.remove(at);
    let taken = parts.extract_if(.., |part| is_like(&part.value, &target.value));
    taken.map(|part| (target.range.clone(), part.range)).collect()
}

/// Whether a target is not to be exceeded.
fn is_limit(target: &TargetValue) -> bool {
    matches!(target.comparator, Comparator::Le | Comparator::Lt)
}

/// Whether one target is not to be exceeded and the other is to be reached.
fn is_turned(a: &TargetValue, b: &TargetValue) -> bool {
    is_limit(a) && is_reached(b) || is_reached(a) && is_limit(b)
}

/// Whether a target is to be reached.
fn is_reached(target: &TargetValue) -> bool {
    matches!(target.comparator, Comparator::Ge | Comparator::Gt)
}

/// Whether a word or number belongs to a target.
fn is_within(token: &Token, target: &Found<TargetValue>) -> bool {
    inside(&token.range, &target.range)
}

fn unit(target: &TargetValue) -> &str {
    target.unit.as_deref().unwrap_or_default()
}

fn is_same_unit(a: &str, b: &str) -> bool {
    matching_key(a) == matching_key(b) || alike::same(a, b, false).is_some()
}

fn quantity(target: &TargetValue) -> Quantity {
    Quantity { value: target.value, unit: target.unit.clone(), comparator: Some(target.comparator) }
}

/// The line that a target stands in, which says what is aimed at; the target alone where that is a
/// longer text.
fn line_of<'t>(text: &'t str, target: &Range<usize>) -> &'t str {
    let start = text[..target.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[target.end..].find('\n').map_or(text.len(), |at| target.end + at);
    let line = text[start..end].trim();
    if line.chars().count() <= LINE { line } else { &text[target.clone()] }
}

/// The empty range at the end of a text.
fn end(tokens: &Tokens<'_>) -> Range<usize> {
    tokens.text.len()..tokens.text.len()
}

/// The targets of a text, as the report has them.
fn targets(name: &str, text: &str) -> Vec<Found<TargetValue>> {
    match name.parse().map(|key: Key| key.role) {
        Ok(Role::Indicator) => {
            facts::indicators(text).into_iter().flat_map(|i| i.targets).collect()
        }
        Ok(Role::Target) => {
            let mut all = Scan::new(text).targets(0..text.len());
            all.extend(bare_targets(text, &all));
            all.sort_by_key(|target| target.range.start);
            all
        }
        _ => Scan::new(text).targets(0..text.len()),
    }
}

/// Lines of a cell of targets that are a number and nothing else.
fn bare_targets(text: &str, known: &[Found<TargetValue>]) -> Vec<Found<TargetValue>> {
    let is_alone = |range: &Range<usize>| {
        let before = text[..range.start].rsplit('\n').next().unwrap_or_default();
        let behind = text[range.end..].split('\n').next().unwrap_or_default();
        before.trim().is_empty() && behind.trim().is_empty()
    };
    let is_new = |range: &Range<usize>| known.iter().all(|found| !inside(range, &found.range));
    let numbers = number::scan(text).into_iter().filter(|n| is_alone(&n.range) && is_new(&n.range));
    let bare = numbers.filter_map(|n| {
        let value = n.value?.to_f64();
        let value = TargetValue { comparator: Comparator::Eq, value, unit: None };
        Some(Found { range: n.range, value })
    });
    bare.collect()
}
