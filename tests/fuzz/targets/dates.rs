//! Any text. Law of the dates in it: they stand in order, and where ranges overlap (in a list that lends its month or year) none
//! lies behind another's end; none ends before it starts; digits of the other script give the same dates; and the raw text of
//! each proves its value: read alone, what it says first is the same, or it is the digits of the year that the value names, in
//! a list that lends its word (ปีงบประมาณ ๒๕๖๖, ๒๕๖๗).
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

/// Whether a text is the digits of a year, of either era, and a value that very year.
fn is_the_year(raw: &str, value: &DateValue) -> bool {
    let year = to_arabic(raw).parse::<i16>().ok();
    let end = value.end.year();
    matches!(value.precision, Precision::Year | Precision::FiscalYear) && [Some(end), Some(end + 543)].contains(&year)
}

/// Whether each starts behind the start of the one before it and ends no earlier.
fn in_order<T>(found: &[Found<T>]) -> bool {
    found.windows(2).all(|w| w[0].range.start < w[1].range.start && w[0].range.end <= w[1].range.end)
}

fuzz_target!(init: start(seed::texts), |bytes: &[u8]| {
    let text = words(bytes);
    let found = find(&text);
    assert!(in_order(&found.dates) && in_order(&found.impossible), "out of order: {found:?}");
    for date in &found.dates {
        let raw = &text[date.range.clone()];
        assert!(date.value.start <= date.value.end, "{raw} ends before it starts");
        let alone = find(raw).dates;
        let first = alone.first().map(|d| d.value);
        let same = first == Some(date.value) || first.is_none() && is_the_year(raw, &date.value);
        assert!(same, "{raw:?} alone is {alone:?}, here {:?}", date.value);
    }
    let here = (found.dates.iter().map(|d| d.value).collect(), found.impossible.len());
    assert_eq!(values(&to_arabic(&text)), here, "Arabic digits");
    assert_eq!(values(&to_thai(&text)), here, "Thai digits");
    assert_eq!(fiscal_year_of(&to_arabic(&text)), fiscal_year_of(&text));
});
