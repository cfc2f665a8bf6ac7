//! Who pays: the fund or unit that a cell of money, or the heading of its column, names.

use std::ops::Range;
use std::sync::LazyLock;

use crate::thai::digits::is_digit;
use crate::thai::text::is_thai;
use crate::thai::{skip_right, starts_with_any, trim_range};
use crate::words::{self, Words};

/// Words before an amount that was spent, is bound by contracts or is left, not allocated.
pub(super) static SPENT: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::of(&words::BUDGET_WORDS, |word| {
        (word.means("spent") || word.means("committed")).then_some(())
    })
});

/// Of these, words before an amount that is left or bound.
pub(super) static LEFT: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::of(&words::BUDGET_WORDS, |word| {
        (word.means("left") || word.means("committed")).then_some(())
    })
});

/// Words before a total.
pub(super) static TOTAL: LazyLock<Words<()>> =
    LazyLock::new(|| Words::meaning(&words::BUDGET_WORDS, "total"));

/// Words in Latin letters, and what spreadsheets print, in place of an amount that is not known; in
/// small letters.
const UNKNOWN: &[&str] = &[
    "n/a",
    "na",
    "nan",
    "nil",
    "none",
    "null",
    "pending",
    "tba",
    "tbc",
    "tbd",
    "undefined",
    "unknown",
];

/// How amounts in words end.
const AMOUNT_ENDS: [&str; 3] = ["บาท", "ถ้วน", "สตางค์"];

/// What a fund is called before its amount.
static FUNDS: LazyLock<Words<()>> = LazyLock::new(|| Words::meaning(&words::FUNDS, "fund"));

/// How names of agencies begin, which pay as funds do.
static AGENCIES: LazyLock<Words<()>> =
    LazyLock::new(|| Words::of(&words::AGENCIES, |word| (!word.means("no_agency")).then_some(())));

/// What a cell says where it states no amount: no source.
static STATUSES: LazyLock<Words<()>> = LazyLock::new(|| Words::all(&words::BUDGET_STATUS));

/// What stands before the stretch of time that an amount is for: `ต่อปี`.
const PER: &str = "ต่อ";

/// Dots that lead from a name to its amount; one alone belongs to an abbreviation.
const LEADER: &str = "..";

/// Words before an amount that name no fund.
static NO_FUND: LazyLock<Words<()>> = LazyLock::new(|| Words::meaning(&words::FUNDS, "no_fund"));

/// What stands before the name of a fund or unit.
static LEADS: LazyLock<Words<()>> = LazyLock::new(|| Words::meaning(&words::FUNDS, "lead"));

/// The name of a fund or unit has letters of Thai, or more letters than this.
const FEW_LETTERS: usize = 3;

/// The longest source taken, in bytes (some sixty letters); more is a sentence.
const MAX_SOURCE: usize = 180;

/// The fund or unit an amount is from: a bracket after it, or words before it.
pub(super) fn source_of(
    text: &str,
    amount: &Range<usize>,
    lead: &Range<usize>,
) -> Option<Range<usize>> {
    let after = skip_right(text, amount.end);
    if text[after..].starts_with('(')
        && let Some(len) = text[after..].find(')')
    {
        let inner = trim_range(text, after + 1..after + len);
        if is_source(&text[inner.clone()]) {
            return Some(inner);
        }
    }
    if let Some(p) = starts_with_any(text, after, &["จาก", "ของ"]) {
        let line = text[p..].find('\n').map_or(text.len(), |n| p + n);
        let rest = trim_range(text, p..line);
        if is_source(&text[rest.clone()]) {
            return Some(rest);
        }
    }
    let mut lead = trim_range(text, lead.clone());
    while let Some(c) =
        text[lead.clone()].chars().next_back().filter(|c| ":=(-".contains(*c) || c.is_whitespace())
    {
        lead.end -= c.len_utf8();
    }
    if text[lead.clone()].ends_with(LEADER) {
        lead.end = lead.start + text[lead.clone()].trim_end_matches('.').len();
    }
    if let Some(rest) = text[lead.clone()].strip_suffix("จำนวน") {
        lead = trim_range(text, lead.start..lead.start + rest.len());
    }
    let words = &text[lead.clone()];
    let key: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let fund = begins_like_payer(words) && NO_FUND.whole(&key).is_none();
    (fund && is_source(words)).then_some(lead)
}

/// Whether a text begins as names of funds, units and agencies do.
pub(super) fn begins_like_payer(words: &str) -> bool {
    FUNDS.at_start(words).is_some() || AGENCIES.at_start(words).is_some()
}

/// Whether a text can name a fund or unit: short, without figures, not an amount in words.
fn is_source(words: &str) -> bool {
    let figures = words.contains(is_digit);
    let amount = AMOUNT_ENDS.iter().any(|w| words.ends_with(w));
    let said = SPENT.stand_in(words) || TOTAL.stand_in(words) || words.starts_with("ประมาณ");
    let key: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let said = said || STATUSES.whole(&key).is_some() || words.starts_with(PER);
    !words.is_empty() && words.len() <= MAX_SOURCE && !figures && !amount && !said
}

/// Whether a text, such as the heading of a column of money, names a fund or a unit that pays.
pub fn names_fund(text: &str) -> bool {
    let key: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    FUNDS.at_start(text).is_some() && NO_FUND.whole(&key).is_none() && is_source(text)
}

/// The fund or unit that a cell without figures names, without the words that lead to it.
pub(super) fn named(text: &str) -> Option<Range<usize>> {
    let mut range = trim_range(text, 0..text.len());
    if text[range.clone()].starts_with('(') && text[range.clone()].ends_with(')') {
        range = trim_range(text, range.start + 1..range.end - 1);
    }
    if let Some(at) = LEADS.iter().find_map(|(lead, _)| strip_spaced(&text[range.clone()], lead)) {
        range = trim_range(text, range.start + at..range.end);
    }
    let name = &text[range.clone()];
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    // `O`, `N/A`, a tick: no name.
    let no_name = !letters().any(is_thai) && letters().count() <= FEW_LETTERS;
    let key = name.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let unknown = UNKNOWN.contains(&key.as_str()) || name.starts_with('#');
    let amount = AMOUNT_ENDS.iter().any(|end| name.ends_with(end));
    let unread = no_name || unknown || amount || matches!(name, "งบประมาณ" | "ศูนย์");
    (!unread).then_some(range)
}

/// Where `text` goes on after `prefix`, white space between its characters not counted.
fn strip_spaced(text: &str, prefix: &str) -> Option<usize> {
    let mut wanted = prefix.chars().peekable();
    for (i, c) in text.char_indices() {
        match wanted.peek() {
            None => return Some(i),
            Some(_) if c.is_whitespace() => {}
            Some(w) if *w == c => {
                wanted.next();
            }
            Some(_) => return None,
        }
    }
    wanted.peek().is_none().then_some(text.len())
}
