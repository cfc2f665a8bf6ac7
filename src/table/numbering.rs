//! Numbers at the beginning of texts that stand below each other: 1, 2, 3 start rows.

use crate::table::item::starts_item;
use crate::thai::digits;

/// Marks around the numbers of a number column.
const AROUND_NUMBERS: [char; 4] = ['(', ')', '.', ':'];
/// A number with its signs, or a letter in its place, is not longer than this, in characters.
pub(super) const LONGEST_NUMBER: usize = 8;

/// `1.`, `(๒)`, `3` → the number in Arabic digits; `None` for anything else, such as a code (P1-01), which
/// stays the text of its cell.
pub(crate) fn plain_number(printed: &str) -> Option<String> {
    let inner = printed.trim_matches(|c: char| c.is_whitespace() || AROUND_NUMBERS.contains(&c));
    let plain = digits::to_arabic(inner);
    plain.split('.').all(is_digits).then(|| plain.into_owned())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The number that a text starts with, where an item starts with it: 3 of `๓`, `3.`,
/// `(๓) โครงการ`.
pub(super) fn leading_number(text: &str) -> Option<u32> {
    let text = text.trim_start();
    if !starts_item(text) {
        return None;
    }
    let mut number: Option<u32> = None;
    for digit in text.trim_start_matches('(').chars().map_while(digits::value) {
        number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit.into())?);
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_starts_an_item_counts() {
        for (text, number) in
            [("๓", Some(3)), ("(12) ก", Some(12)), ("4. ก", Some(4)), ("2568 ก", None)]
        {
            assert_eq!(leading_number(text), number, "{text}");
        }
        assert_eq!(leading_number("โครงการ"), None);
    }
}
