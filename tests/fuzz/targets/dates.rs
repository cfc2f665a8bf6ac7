//! Any text. Law of the dates in it: they stand in order, and where ranges overlap (in a list that
//! lends its month or year) none lies behind another's end; none ends before it starts; digits of
//! the other script give the same dates; and the raw text of each proves its value: read alone,
//! what it says first is the same, or it says the years of the value in a list that lends its word
//! (ปีงบประมาณ ๒๕๖๖, ๒๕๖๗–๒๕๖๙).
#![no_main]

use libfuzzer_sys::fuzz_target;
use raingan::report::facts::fiscal_year_of;
use raingan::thai::Found;
use raingan::thai::date::{DateValue, Precision, find};
use raingan::thai::digits::{to_arabic, to_thai};
use raingan_fuzz::{seed, start, words};

fn values(text: &str) -> (Vec<DateValue>, usize) {
    let found = find(text);
    (found.dates.iter().map(|d| d.value).collect(), found.impossible.len())
}

/// Whether the numbers in a text are the very years, of either era, in which a value starts and
/// ends.
fn says_the_years(raw: &str, value: &DateValue) -> bool {
    let said = to_arabic(raw);
    let said: Vec<&str> =
        said.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
    // A fiscal year starts in the year before the one it is named by.
    let first = match value.precision {
        Precision::Year => value.start.year(),
        Precision::FiscalYear => value.start.year() + 1,
        _ => return false,
    };
    let is = |said: &str, year: i16| {
        [year, year + 543].map(|year| year.to_string()).contains(&said.to_owned())
    };
    match said.as_slice() {
        [year] => is(year, value.end.year()),
        [from, to] => is(from, first) && is(to, value.end.year()),
        _ => false,
    }
}

/// Whether each starts behind the start of the one before it and ends no earlier.
fn in_order<T>(found: &[Found<T>]) -> bool {
    found
        .windows(2)
        .all(|w| w[0].range.start < w[1].range.start && w[0].range.end <= w[1].range.end)
}

fuzz_target!(init: start(seed::texts), |bytes: &[u8]| {
    let text = words(bytes);
    let found = find(&text);
    assert!(in_order(&found.dates) && in_order(&found.impossible), "out of order: {found:?}");
    for date in &found.dates {
        let raw = &text[date.range.clone()];
        assert!(date.value.start <= date.value.end, "{raw} ends before it starts");
        let alone = find(raw).dates;
        let same = alone.first().is_some_and(|d| d.value == date.value) || says_the_years(raw, &date.value);
        assert!(same, "{raw:?} alone is {alone:?}, here {:?}", date.value);
    }
    let here = (found.dates.iter().map(|d| d.value).collect(), found.impossible.len());
    assert_eq!(values(&to_arabic(&text)), here, "Arabic digits");
    assert_eq!(values(&to_thai(&text)), here, "Thai digits");
    assert_eq!(fiscal_year_of(&to_arabic(&text)), fiscal_year_of(&text));
});
