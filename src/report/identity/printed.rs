//! What is read of a document to learn what it says of itself.

use crate::contract::model::{Section, Unclaimed};
use crate::thai::digits::is_digit;
use crate::thai::text::matching_key;

/// What is read to learn whose report it is and of which year.
pub struct Printed<'r> {
    /// The titles of the report and its sections, in order.
    pub titles: &'r [String],
    /// Its sections.
    pub sections: &'r [Section],
    /// What no field claimed.
    pub unclaimed: &'r [Unclaimed],
}

/// The key of a text without its digits: that of a running head whatever its page.
pub(super) fn without_digits(text: &str) -> String {
    matching_key(text).chars().filter(|c| !is_digit(*c)).collect()
}
