//! A field of two years while its changes are found: what every kind of change needs.

use std::ops::Range;

use super::context::{Context, Differences};
use super::joined::Joined;
use crate::diff::model::{Change, Doubt, Expected, Kind, Numbers, Spelling, SpellingWhy};
use crate::diff::token::{Class, Token, Tokens};
use crate::diff::weave::words;
use crate::diff::words::{Stretch, TextDiff, Why};
use crate::thai::alike;
use crate::thai::text::matching_key;

/// Letters below which a text is too common to be known again among what no field claimed.
const TELLING: usize = 8;

/// Bytes of a text.
type Bytes = Range<usize>;

/// A field of two years while its changes are found.
pub struct FieldComparison<'a> {
    /// The field's name in the JSON.
    pub name: &'a str,
    /// The field in the older report.
    pub old: &'a Joined<'a>,
    /// The field in the newer report.
    pub new: &'a Joined<'a>,
    /// The words of the older text.
    pub a: &'a Tokens<'a>,
    /// The words of the newer text.
    pub b: &'a Tokens<'a>,
    /// What became of the words.
    pub diff: &'a TextDiff,
    /// What is known of both reports.
    pub context: &'a Context,
    /// What is found so far.
    pub found: Differences,
    /// Bytes of both texts that a change found already is about.
    pub covered: Vec<(Bytes, Bytes)>,
}

impl FieldComparison<'_> {
    /// Adds what is spelt otherwise only.
    pub fn add_spellings(&mut self) {
        for (stretch, why) in &self.diff.spelt {
            let (old, new) = self.texts(stretch);
            let why = match why {
                Why::Same(alike::Sameness::Alike) => SpellingWhy::AlikeLetters,
                Why::Same(alike::Sameness::Misspelt) => SpellingWhy::Misspelt,
                Why::Punctuation => SpellingWhy::Punctuation,
            };
            self.found.spellings.push(Spelling { field: self.name.to_owned(), old, new, why });
        }
    }

    /// Adds a change with the texts of both sides, as far as there are.
    pub fn push(
        &mut self,
        kind: Kind,
        old: Option<&str>,
        new: Option<&str>,
        numbers: Option<Numbers>,
    ) {
        let doubt = self.doubt(old, new);
        let (old, new) =
            (old.map(|text| self.old.value(text)), new.map(|text| self.new.value(text)));
        self.found.changes.push(Change {
            heading: self.new.heading().or_else(|| self.old.heading()),
            numbers,
            doubt,
            ..Change::new(kind, self.name, old, new)
        });
    }

    /// Says of the last change why it was to be expected.
    pub fn expect(&mut self, why: Expected) {
        if let Some(change) = self.found.changes.last_mut() {
            change.expected = Some(why);
        }
    }

    /// Adds the whole field as one change, word by word.
    pub fn push_whole(&mut self, kind: Kind) {
        let (old, new) = (self.a.text, self.b.text);
        self.push(kind, unless_blank(old), unless_blank(new), None);
        let words = words(self.a, self.b, self.diff);
        if let Some(change) = self.found.changes.last_mut() {
            change.words = words;
        }
    }

    /// Why a change may come from the reading.
    fn doubt(&self, old: Option<&str>, new: Option<&str>) -> Option<Doubt> {
        if self.old.unsure() || self.new.unsure() {
            return Some(Doubt::Picture);
        }
        let stands_elsewhere = match (old, new) {
            (Some(lost), None) => is_among(lost, &self.context.new_unclaimed),
            (None, Some(found)) => is_among(found, &self.context.old_unclaimed),
            _ => false,
        };
        stands_elsewhere.then_some(Doubt::Unclaimed)
    }

    /// The texts of a stretch.
    pub fn texts(&self, stretch: &Stretch) -> (String, String) {
        let (old, new) = self.spans(stretch);
        (self.a.text[old].to_owned(), self.b.text[new].to_owned())
    }

    /// The bytes of a stretch in both texts.
    pub fn spans(&self, stretch: &Stretch) -> (Bytes, Bytes) {
        (self.a.span(stretch.old.clone()), self.b.span(stretch.new.clone()))
    }

    /// The pairs of numbers that stand in each other's place, equal or not.
    pub fn linked_numbers(&self) -> Vec<(usize, usize)> {
        let equal = self.diff.equal.iter().copied();
        let mut links: Vec<(usize, usize)> = equal
            .filter(|(i, j)| is_number(&self.a.all[*i]) && is_number(&self.b.all[*j]))
            .collect();
        links.extend(&self.diff.numbers);
        links.sort_unstable();
        links
    }

    /// Whether other words stand in some bytes of the older or of the newer text.
    pub fn is_reworded(&self, old: &Bytes, new: &Bytes) -> bool {
        self.diff.reworded.iter().any(|stretch| {
            let (x, y) = self.spans(stretch);
            overlap(&x, old) || overlap(&y, new)
        })
    }

    /// Whether a change found already is about these bytes of both texts.
    pub fn is_covered(&self, old: &Bytes, new: &Bytes) -> bool {
        self.covered.iter().any(|(x, y)| fits(old, x) && fits(new, y))
    }
}

/// Whether a text stands among what no field claimed, and is long enough to be known again.
fn is_among(text: &str, unclaimed: &[String]) -> bool {
    let key = matching_key(text);
    key.chars().count() >= TELLING && unclaimed.iter().any(|u| u.contains(&key))
}

fn is_number(token: &Token) -> bool {
    token.class == Class::Number
}

fn fits(part: &Bytes, whole: &Bytes) -> bool {
    part.is_empty() || inside(part, whole)
}

/// Whether a range lies within another.
pub fn inside(part: &Bytes, whole: &Bytes) -> bool {
    whole.start <= part.start && part.end <= whole.end
}

/// Whether two ranges share anything.
pub fn overlap(a: &Bytes, b: &Bytes) -> bool {
    a.start < b.end && b.start < a.end
}

/// The text of a side; none where there is nothing on it.
pub fn unless_blank(text: &str) -> Option<&str> {
    Some(text).filter(|t| !t.trim().is_empty())
}

/// A difference of two printed numbers, without what binary fractions add: to six decimals.
pub fn rounded(difference: f64) -> f64 {
    (difference * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_has_no_digits_of_its_own() {
        assert_eq!(rounded(0.3 - 0.1), 0.2);
    }

    #[test]
    fn ranges_overlap_where_they_share_a_byte() {
        assert!(overlap(&(0..3), &(2..5)) && !overlap(&(0..3), &(3..5)));
        assert!(inside(&(1..2), &(0..3)) && !inside(&(1..4), &(0..3)));
        assert!(fits(&(9..9), &(0..3)), "nothing fits anywhere");
    }
}
