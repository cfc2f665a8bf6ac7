//! Headings of money that is bound by contracts and orders: it is not planned any more, not spent yet and
//! not left.

use std::sync::LazyLock;

use memchr::memmem;

use crate::role::Role;
use crate::table::evidence::SURE;
use crate::table::{Heading, Vocabulary};
use crate::thai::text::matching_key;
use crate::words::{self, Words};

/// The words for it, as they stand in keys.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words = Words::meaning(&words::BUDGET_WORDS, "committed");
    words.iter().map(|(word, ())| matching_key(word)).collect()
});

/// Whether a column holds such money: the word for it stands in its heading or in one above it, before
/// any that says what was spent or is left.
pub(crate) fn says_committed(column: &Heading, by: &Vocabulary) -> bool {
    let own = column.wordings.iter().take(1).chain(&column.group);
    own.into_iter().any(|wording| is_committed(&wording.text, by)) && !by.is_own(column.text())
}

fn is_committed(heading: &str, by: &Vocabulary) -> bool {
    let key = matching_key(heading);
    let found = WORDS.iter().filter_map(|word| place(&key, word)).min();
    found.is_some_and(|at| {
        !by.votes(&key[..at], None).iter().any(|(role, vote)| {
            matches!(role, Role::BudgetUsed | Role::BudgetLeft) && *vote >= SURE
        })
    })
}

/// Where a word stands in a key; one of Latin letters stands by itself.
fn place(key: &str, word: &str) -> Option<usize> {
    let at = memmem::find(key.as_bytes(), word.as_bytes())?;
    let around = [key[..at].chars().next_back(), key[at + word.len()..].chars().next()];
    let by_itself = !around.into_iter().flatten().any(|c| c.is_ascii_alphanumeric());
    (by_itself || !word.is_ascii()).then_some(at)
}
