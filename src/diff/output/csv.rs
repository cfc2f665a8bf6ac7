//! A comparison as CSV: one row a change, UTF-8, English headers. What is only spelt otherwise has
//! no row.

use std::io::{self, Write};

use super::words::quantity;
use crate::contract::output::csv::{defused, io_error};
use crate::diff::model::{Change, Comparison, Match, Numbers, Pair, Part, Value};

/// The columns.
const COLUMNS: [&str; 24] = [
    "old_file",
    "new_file",
    "old_year_be",
    "new_year_be",
    "relation",
    "reason",
    "score",
    "old_id",
    "new_id",
    "item",
    "old_title",
    "new_title",
    "change",
    "field",
    "heading",
    "old",
    "new",
    "old_value",
    "new_value",
    "difference",
    "percent",
    "old_pages",
    "new_pages",
    "doubt",
];

/// Writes a comparison. For Excel: with a byte-order mark, and an apostrophe before text that would
/// run as a formula.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub fn csv(comparison: &Comparison, excel: bool, mut to: impl Write) -> io::Result<()> {
    if excel {
        to.write_all("\u{feff}".as_bytes())?;
    }
    let mut rows = csv::Writer::from_writer(to);
    rows.write_record(COLUMNS).map_err(io_error)?;
    for pair in &comparison.pairs {
        for m in &pair.matches {
            for change in &m.changes {
                let fields = row(comparison, pair, m, change)
                    .map(|text| if excel { defused(text) } else { text });
                rows.write_record(fields).map_err(io_error)?;
            }
        }
    }
    rows.flush()
}

fn row(comparison: &Comparison, pair: &Pair, m: &Match, change: &Change) -> [String; 24] {
    let side = |i: u32| &comparison.reports[i as usize];
    let file = |i: u32| side(i).file_name.clone().unwrap_or_default();
    let year = |i: u32| side(i).fiscal_year_be.map(|y| y.to_string()).unwrap_or_default();
    let join = |parts: &[Part], of: fn(&Part) -> &str| {
        parts.iter().map(of).collect::<Vec<_>>().join(" + ")
    };
    let title: fn(&Part) -> &str = |p| p.title.as_deref().unwrap_or_default();
    let kind = m.new.first().or(m.old.first()).map(|p| word(&p.kind)).unwrap_or_default();
    let text = |value: &Option<Value>| value.as_ref().map(|v| v.text.clone()).unwrap_or_default();
    let [old_value, new_value, difference, percent] = numbers(change.numbers.as_ref());
    [
        file(pair.old),
        file(pair.new),
        year(pair.old),
        year(pair.new),
        word(&m.relation),
        word(&m.reason),
        m.score.to_string(),
        join(&m.old, |p| &p.id),
        join(&m.new, |p| &p.id),
        kind,
        join(&m.old, title),
        join(&m.new, title),
        word(&change.kind),
        change.field.clone(),
        change.heading.clone().unwrap_or_default(),
        text(&change.old),
        text(&change.new),
        old_value,
        new_value,
        difference,
        percent,
        pages(&change.old),
        pages(&change.new),
        change.doubt.as_ref().map(word).unwrap_or_default(),
    ]
}

/// The word of the JSON.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Older and newer value, difference and per cent.
fn numbers(numbers: Option<&Numbers>) -> [String; 4] {
    fn text<T: ToString>(value: Option<T>) -> String {
        value.map(|v| v.to_string()).unwrap_or_default()
    }
    match numbers {
        None => Default::default(),
        Some(Numbers::Quantity(n)) => [
            text(n.old.as_ref().map(quantity)),
            text(n.new.as_ref().map(quantity)),
            text(n.difference),
            String::new(),
        ],
        Some(Numbers::Money(n)) => {
            [text(n.old_thb), text(n.new_thb), text(n.difference_thb), text(n.percent)]
        }
        Some(Numbers::Days(n)) => {
            let span = |start: Option<jiff::civil::Date>, end: Option<jiff::civil::Date>| match (
                start, end,
            ) {
                (Some(a), Some(b)) if a != b => format!("{a}/{b}"),
                (start, _) => text(start),
            };
            [
                span(n.old_start, n.old_end),
                span(n.new_start, n.new_end),
                String::new(),
                String::new(),
            ]
        }
    }
}

/// The pages a value stands on, in order.
fn pages(value: &Option<Value>) -> String {
    let mut pages: Vec<u32> = value.iter().flat_map(|v| &v.regions).map(|r| r.page).collect();
    pages.sort_unstable();
    pages.dedup();
    pages.iter().map(u32::to_string).collect::<Vec<_>>().join("; ")
}
