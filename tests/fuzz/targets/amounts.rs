//! Any text. Law of the numbers in it: a value is what its digits say, to the nearest double, and
//! exact in satang, also when read back from JSON, as its digits or as a double that holds them;
//! amounts, percentages, quantities, targets and budgets stand at places of the text that have
//! digits, none overlaps another of its kind, and digits of the other script give the same values.
#![no_main]

use std::fmt::Debug;
use std::ops::Range;

use libfuzzer_sys::fuzz_target;
use raingan::contract::model::{Baht, ItemKind};
use raingan::report::facts::{
    budget, indicators, item_headings, money, outline, percentages, quantities,
};
use raingan::thai::Found;
use raingan::thai::digits::{is_digit, to_arabic, to_thai};
use raingan::thai::number::{Decimal, MAX_SATANG, scan};
use raingan_fuzz::{seed, start, words};

/// The digits of a number as Rust's own parser takes them.
fn plain(printed: &str) -> String {
    to_arabic(printed).chars().filter(|c| *c != ',').collect()
}

fn is_its_digits(printed: &str, value: Decimal) {
    let plain = plain(printed);
    assert_eq!(Ok(value.to_f64()), plain.parse::<f64>(), "{printed}");
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let satang = (fraction.trim_end_matches('0').len() <= 2)
        .then(|| format!("{whole}{:0<2}", &fraction[..fraction.len().min(2)]).parse::<i64>().ok())
        .flatten()
        .filter(|satang| *satang <= MAX_SATANG);
    assert_eq!(value.satang(1), satang, "{printed}");
}

/// Holds places to the text: each has a digit, and they follow each other.
fn places<T: Debug>(text: &str, found: &[Found<T>]) {
    assert!(found.iter().all(|f| text[f.range.clone()].contains(is_digit)), "no digits: {found:?}");
    assert!(
        found.windows(2).all(|w| w[0].range.end <= w[1].range.start),
        "out of order: {found:?}"
    );
}

/// All values of a text, in words that do not depend on where they stand.
fn values(text: &str) -> String {
    let said = |range: &Range<usize>| to_arabic(&text[range.clone()]).into_owned();
    let money: Vec<_> = money(text).into_iter().map(|m| m.value).collect();
    let percentages: Vec<_> = percentages(text).into_iter().map(|p| p.value).collect();
    let quantities: Vec<_> =
        quantities(text).into_iter().map(|q| (q.value.value, said(&q.value.unit))).collect();
    let targets: Vec<_> =
        indicators(text).into_iter().flat_map(|i| i.targets).map(|t| t.value).collect();
    let of_budget = budget(text);
    let of_budget = (
        of_budget.status,
        of_budget.amount.map(|a| a.1),
        of_budget.source.map(|s| said(&s)),
        of_budget.doubt,
    );
    let headings: Vec<_> = item_headings(text, ItemKind::Project)
        .into_iter()
        .map(|h| (h.kind, h.number, said(&h.title)))
        .collect();
    let outline = outline(text).map(|o| (o.kind, o.number, said(&o.title)));
    format!(
        "{money:?} {percentages:?} {quantities:?} {targets:?} {of_budget:?} {headings:?} {outline:?}"
    )
}

fuzz_target!(init: start(seed::texts), |bytes: &[u8]| {
    let text = words(bytes);
    let numbers = scan(&text);
    places(&text, &numbers);
    for Found { range, value } in &numbers {
        value.iter().for_each(|value| is_its_digits(&text[range.clone()], *value));
    }
    places(&text, &money(&text));
    places(&text, &percentages(&text));
    places(&text, &quantities(&text));
    for amount in money(&text).iter().map(|m| m.value).chain(budget(&text).amount.map(|a| a.1)) {
        assert!((0..=MAX_SATANG).contains(&amount.satang), "{amount} baht");
        let json = serde_json::to_string(&amount).expect("an amount is JSON");
        assert_eq!(json.parse::<Baht>().ok(), Some(amount), "{json}");
        // A double says the amount, or none.
        let double = serde_json::from_str::<Baht>(&json).ok();
        assert_eq!(double, amount.as_double().map(|_| amount), "{json}");
    }
    let here = to_arabic(&values(&text)).into_owned();
    assert_eq!(to_arabic(&values(&to_arabic(&text))), here, "Arabic digits");
    assert_eq!(to_arabic(&values(&to_thai(&text))), here, "Thai digits");
});
