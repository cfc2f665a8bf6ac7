//! Numbers at the beginning of texts that stand below each other: 1, 2, 3 start rows.

use crate::table::item::starts_item;
use crate::thai::digits;

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
