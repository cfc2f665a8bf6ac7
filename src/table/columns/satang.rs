//! Amounts in two columns: baht, and beside it the satang of the same amount.

use crate::table::Heading;
use crate::thai::digits::is_digit;
use crate::thai::text::matching_key;

use super::candidate::{Candidate, Sample, roles};

/// What a column of satang is called, without its points.
const SATANG: &[&str] = &["สต", "สตางค์"];
/// Satang are written with this number of digits, zero among them.
const DIGITS: usize = 2;
/// So many cells of satang make a column of them, where its heading does not say so.
const FEWEST: usize = 2;

/// Whether a column counts the satang of the column of money before it: its heading says so, or one heading
/// stands over both.
pub(crate) fn counts_satang(columns: &[Heading], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &columns[before]) else { return false };
    let is_money = before.meaning.is_some_and(crate::role::Role::is_money);
    columns[at].meaning.is_none() && is_money && may_count(before, &columns[at])
}

/// Whether the heading of a column is that of satang, or the same as that of the one before it.
fn may_count(before: &Heading, own: &Heading) -> bool {
    let same = !own.text().is_empty() && own.text() == before.text() && own.group == before.group;
    same || says_satang(own)
}

fn says_satang(column: &Heading) -> bool {
    let key = matching_key(column.text());
    SATANG.contains(&&*key.replace(['.', '(', ')'], ""))
}

/// Satang beside money are no amounts of their own.
pub(super) fn no_money_of_its_own(
    columns: &[Heading],
    candidates: &[Candidate],
    chosen: &mut [Option<usize>],
    sample: &[Sample],
) {
    for at in 1..columns.len() {
        let roles = roles(candidates, chosen);
        let beside_money = roles[at - 1].is_some_and(crate::role::Role::is_money);
        let texts = &sample[at].texts;
        let all_two = texts.len() >= FEWEST && texts.iter().all(|text| is_of_two_digits(text));
        let counts =
            says_satang(&columns[at]) || all_two && may_count(&columns[at - 1], &columns[at]);
        if beside_money && counts {
            chosen[at] = None;
        }
    }
}

/// Whether nothing stands in a text but two digits, or a dash.
fn is_of_two_digits(text: &str) -> bool {
    let text = text.trim();
    text == "-" || text.chars().count() == DIGITS && text.chars().all(is_digit)
}
