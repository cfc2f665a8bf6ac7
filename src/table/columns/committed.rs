//! Headings of money that is no plan: bound by contracts and orders, or what things cost, what they bring in
//! and what is moved between them. It is not planned, not spent and not left.

use std::sync::LazyLock;

use memchr::memmem;

use crate::role::Role;
use crate::table::evidence::SURE;
use crate::table::{Heading, Vocabulary};
use crate::thai::text::matching_key;
use crate::words::{self, Words};

/// Words for what is bound by contracts, as they stand in keys.
static COMMITTED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words = Words::meaning(&words::BUDGET_WORDS, "committed");
    words.iter().map(|(word, ())| matching_key(word)).collect()
});
/// Words of other money that is no plan, with where they stand.
static NO_PLAN: LazyLock<Vec<(String, Place)>> = LazyLock::new(|| {
    let words = Words::of(&words::BUDGET_WORDS, |word| {
        let place = match word.attribute("place") {
            Some("anywhere") => Place::Anywhere,
            Some("alone") => Place::Alone,
            _ => Place::Start,
        };
        word.means("no_plan").then_some(place)
    });
    words.iter().map(|(word, place)| (matching_key(word), *place)).collect()
});
/// What may stand before a word that begins a heading: งบประมาณโอนเพิ่ม begins with โอน for all that matters.
const MONEY: &[&str] = &["เงิน", "งบประมาณ", "งบ", "จำนวน", "ยอด"];

/// Where in a heading a word must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Anywhere.
    Anywhere,
    /// At its start.
    Start,
    /// At the start of one that stands below no other.
    Alone,
}

/// Whether a column holds money that is bound by contracts: the word for it stands in its heading or in
/// one above it, before any that says what was spent or is left.
pub(crate) fn says_committed(column: &Heading, by: &Vocabulary) -> bool {
    let own = column.wordings.iter().take(1).chain(&column.group);
    own.into_iter().any(|wording| is_committed(&wording.text, by)) && !by.is_own(column.text())
}

/// Whether a column holds other money that is no plan, as its own heading says.
pub(crate) fn says_no_plan(column: &Heading, by: &Vocabulary) -> bool {
    let key = matching_key(column.text());
    let found = NO_PLAN.iter().filter_map(|(word, place)| {
        let at = at_place(&key, word, *place)?;
        (*place != Place::Alone || column.group.is_empty()).then_some(at)
    });
    found.min().is_some_and(|at| says_no_use(&key[..at], by)) && !by.is_own(column.text())
}

/// Where a word stands in a key, if that is where it must.
fn at_place(key: &str, word: &str, place: Place) -> Option<usize> {
    let at = key.find(word)?;
    let starts = at == 0 || place == Place::Start && MONEY.contains(&&key[..at]);
    (place == Place::Anywhere || starts).then_some(at)
}

fn is_committed(heading: &str, by: &Vocabulary) -> bool {
    let key = matching_key(heading);
    let found = COMMITTED.iter().filter_map(|word| place(&key, word)).min();
    found.is_some_and(|at| says_no_use(&key[..at], by))
}

/// Whether the beginning of a heading says nothing of what was spent or is left.
fn says_no_use(start: &str, by: &Vocabulary) -> bool {
    !by.votes(start, None)
        .iter()
        .any(|(role, vote)| matches!(role, Role::BudgetUsed | Role::BudgetLeft) && *vote >= SURE)
}

/// Where a word stands in a key; one of Latin letters stands by itself.
fn place(key: &str, word: &str) -> Option<usize> {
    let at = memmem::find(key.as_bytes(), word.as_bytes())?;
    let around = [key[..at].chars().next_back(), key[at + word.len()..].chars().next()];
    let by_itself = !around.into_iter().flatten().any(|c| c.is_ascii_alphanumeric());
    (by_itself || !word.is_ascii()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Wording;

    /// Whether a heading below others says that its column holds money that is no plan.
    fn is_no_plan(above: &[&str], own: &str) -> bool {
        let wording = |text: &str| Wording {
            lines: Vec::new(),
            text: text.to_owned(),
            key: matching_key(text),
        };
        let group = above.iter().map(|text| wording(text)).collect();
        let column = Heading { wordings: vec![wording(own)], group, ..Heading::default() };
        says_no_plan(&column, &Vocabulary::default())
    }

    #[test]
    fn every_word_of_the_list_is_no_plan_where_its_place_says_so() {
        for entry in words::BUDGET_WORDS.entries().iter().filter(|e| e.means("no_plan")) {
            let word = entry.word;
            assert!(is_no_plan(&[], word) && is_no_plan(&[], &format!("{word} (บาท)")), "{word}");
            let anywhere = entry.attribute("place") == Some("anywhere");
            assert_eq!(is_no_plan(&[], &format!("หิ่งห้อย{word}")), anywhere, "{word}");
            let alone = entry.attribute("place") == Some("alone");
            assert_eq!(is_no_plan(&["แหล่งงบประมาณ"], word), !alone, "{word}");
        }
    }

    #[test]
    fn what_was_spent_or_is_planned_is_told_before() {
        for (heading, no_plan) in [
            ("วงเงินตามสัญญา (บาท)", true),
            ("งบประมาณโอนเพิ่ม", true),
            ("เบิกจ่ายตามสัญญา", false),
            ("คงเหลือหลังทำสัญญา", false),
            ("งบประมาณหลังโอน", false),
            ("งบประมาณที่ได้รับโอน", false),
            ("เงินรายได้", false),
            ("ราคารวม", false),
        ] {
            assert_eq!(is_no_plan(&[], heading), no_plan, "{heading}");
        }
    }
}
