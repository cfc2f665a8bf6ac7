//! The numbers of a field that no target and no date is about.

use std::ops::Range;

use super::comparison::{FieldComparison, rounded};
use crate::diff::model::{Expected, Kind, Numbers, Quantities, Quantity};
use crate::diff::nodes::{has_targets, holds};
use crate::diff::token::{Class, Token, Tokens};
use crate::role::Holds;
use crate::thai::alike;

/// Words that are shown before a number that counts nothing: `การประชุมครั้งที่ ๒`.
const WORDS_BEFORE: usize = 3;

/// What stands before a number that tells meetings, courses or letters apart.
const NUMBERED: [&str; 4] = ["ที่", "เลขที่", "ฉบับ", " ว"];

/// A number with what is shown around it.
struct Shown {
    /// Its bytes and those of the words around it.
    range: Range<usize>,
    /// What it counts.
    unit: Option<String>,
}

impl FieldComparison<'_> {
    /// Adds the numbers that no target and no date is about.
    pub fn add_numbers(&mut self) {
        for &(i, j) in &self.diff.numbers {
            let (x, y) = (self.a.all[i].range.clone(), self.b.all[j].range.clone());
            if self.is_covered(&x, &y) {
                continue;
            }
            let (a, b) = (shown(self.a, i), shown(self.b, j));
            let dated = self.a.date_at(&x).is_some() || self.b.date_at(&y).is_some();
            let kind = self.number_kind(dated, &self.a.all[i], &self.b.all[j]);
            let (old, new) = (&self.a.text[a.range], &self.b.text[b.range]);
            let numbers = if dated {
                None
            } else {
                quantities(&self.a.all[i], a.unit, &self.b.all[j], b.unit)
            };
            let uncounted = numbers.as_ref().is_some_and(is_uncounted);
            let numbered = uncounted && is_numbered(self.a, i) && is_numbered(self.b, j);
            self.push(kind, Some(old), Some(new), numbers.map(Numbers::Quantity));
            if kind == Kind::ResultFigure && numbered {
                self.expect(Expected::RunningNumber);
            }
            self.covered.push((x, y));
        }
    }

    fn number_kind(&self, dated: bool, a: &Token, b: &Token) -> Kind {
        match self.name {
            _ if dated => Kind::Date,
            name if holds(name) == Holds::Figures => Kind::ResultFigure,
            name if has_targets(name) => match (value(a), value(b)) {
                (Some(x), Some(y)) if y > x => Kind::TargetRaised,
                (Some(_), Some(_)) => Kind::TargetLowered,
                _ => Kind::Figure,
            },
            _ => Kind::Figure,
        }
    }
}

/// Whether neither number counts anything.
fn is_uncounted(numbers: &Quantities) -> bool {
    [&numbers.old, &numbers.new].into_iter().flatten().all(|quantity| quantity.unit.is_none())
}

/// Whether a number is that of a meeting, a course or a letter: the words before it say so, or it
/// stands before the year of such a number (`๓/๒๕๖๘`).
fn is_numbered(tokens: &Tokens<'_>, at: usize) -> bool {
    let range = &tokens.all[at].range;
    let before = tokens.text[..range.start].trim_end();
    let named = NUMBERED.iter().any(|word| before.ends_with(word));
    named || before.ends_with('/') || tokens.text[range.end..].starts_with('/')
}

/// A number with what it counts and its unit, or with its date; else with the words before it.
fn shown(tokens: &Tokens<'_>, at: usize) -> Shown {
    let number = &tokens.all[at].range;
    if let Some((range, unit)) = tokens.count_at(number) {
        return Shown { range: range.clone(), unit: Some(unit.clone()) };
    }
    if let Some(date) = tokens.date_at(number) {
        return Shown { range: tokens.dates[date].0.clone(), unit: None };
    }
    let before = (at.saturating_sub(WORDS_BEFORE)..at).rev();
    let first = before.take_while(|i| is_word_on_its_line(tokens, *i)).last().unwrap_or(at);
    Shown { range: tokens.all[first].range.start..number.end, unit: None }
}

/// Whether a token is a word, and what follows it stands on the same line.
fn is_word_on_its_line(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.all[at].class == Class::Word && !tokens.all[at + 1].opens_line
}

fn quantities(
    a: &Token,
    old_unit: Option<String>,
    b: &Token,
    new_unit: Option<String>,
) -> Option<Quantities> {
    let (old, new) = (value(a)?, value(b)?);
    let same_unit = match (&old_unit, &new_unit) {
        (Some(x), Some(y)) => alike::fold(x) == alike::fold(y),
        _ => true,
    };
    Some(Quantities {
        old: Some(Quantity { value: old, unit: old_unit, comparator: None }),
        new: Some(Quantity { value: new, unit: new_unit, comparator: None }),
        difference: same_unit.then(|| rounded(new - old)),
    })
}

/// The number a token says.
fn value(token: &Token) -> Option<f64> {
    token.key.parse().ok().filter(|v: &f64| v.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shown_with_what_it_counts_or_with_the_words_before_it() {
        for (text, range, unit) in [
            ("อบรม ๑,๐๓๖ คน", "๑,๐๓๖ คน", Some("คน")),
            ("one two three four ๒", "two three four ๒", None),
            ("one\ntwo ๒", "two ๒", None),
            ("๒", "๒", None),
        ] {
            let tokens = Tokens::of(text);
            let at = tokens.all.iter().position(|t| t.class == Class::Number).unwrap();
            let shown = shown(&tokens, at);
            assert_eq!((&text[shown.range], shown.unit.as_deref()), (range, unit), "{text}");
        }
    }
}
