//! Any text. Law of the dates in it: their ranges are in order and none overlaps another; none ends before it starts; digits of
//! the other script give the same dates; and the raw text of each proves its value: read alone it says the same.
#![no_main]

use std::ops::Range;

use libfuzzer_sys::fuzz_target;
use raingan::report::facts::fiscal_year_of;
use raingan::thai::date::{DateValue, find};
use raingan::thai::digits::{to_arabic, to_thai};
use raingan_fuzz::{seed, start, words};

fn values(text: &str) -> (Vec<DateValue>, usize) {
    let found = find(text);
    (found.dates.iter().map(|d| d.value).collect(), found.impossible.len())
}

fn in_order(mut ranges: Vec<Range<usize>>) -> bool {
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.windows(2).all(|w| w[0].end <= w[1].start)
}

fuzz_target!(init: start(seed::texts), |bytes: &[u8]| {
    let text = words(bytes);
    let found = find(&text);
    let ranges = found.dates.iter().map(|d| &d.range).chain(found.impossible.iter().map(|d| &d.range)).cloned();
    assert!(in_order(ranges.collect()), "dates overlap: {found:?}");
    assert!(found.dates.windows(2).all(|w| w[0].range.end <= w[1].range.start), "dates are out of order");
    for date in &found.dates {
        let raw = &text[date.range.clone()];
        assert!(date.value.start <= date.value.end, "{raw} ends before it starts");
        let alone = find(raw).dates;
        assert!(alone.len() == 1 && alone[0].value == date.value, "{raw:?} alone is {alone:?}, here {:?}", date.value);
    }
    let here = (found.dates.iter().map(|d| d.value).collect(), found.impossible.len());
    assert_eq!(values(&to_arabic(&text)), here, "Arabic digits");
    assert_eq!(values(&to_thai(&text)), here, "Thai digits");
    assert_eq!(fiscal_year_of(&to_arabic(&text)), fiscal_year_of(&text));
});
