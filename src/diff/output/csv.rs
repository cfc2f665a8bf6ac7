//! A comparison as CSV: one row a change, UTF-8, English headers. What is only spelt otherwise has
//! no row.

use std::io::{self, Write};

use super::words::{self, joined_ids, quantity};
use crate::contract::output::Lang;
use crate::contract::output::csv::{defused, io_error};
use crate::diff::model::{Change, Comparison, Match, Numbers, Pair, Part, Value};

/// The columns.
const COLUMNS: [&str; 26] = [
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
    "expected",
    "corrected",
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

fn row(comparison: &Comparison, pair: &Pair, m: &Match, change: &Change) -> [String; 26] {
    let old = &comparison.reports[pair.old as usize];
    let new = &comparison.reports[pair.new as usize];
    let kind = m.new.first().or(m.old.first()).map(|p| word(&p.kind)).unwrap_or_default();
    let [old_value, new_value, difference, percent] = numbers(change.numbers.as_ref());
    [
        old.file_name.clone().unwrap_or_default(),
        new.file_name.clone().unwrap_or_default(),
        printed(old.fiscal_year_be),
        printed(new.fiscal_year_be),
        word(&m.relation),
        word(&m.reason),
        m.score.to_string(),
        joined_ids(&m.old),
        joined_ids(&m.new),
        kind,
        titles(&m.old),
        titles(&m.new),
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
        change.expected.as_ref().map(word).unwrap_or_default(),
        words::corrected(change, Lang::En).unwrap_or_default(),
    ]
}

/// The word of the JSON.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn titles(parts: &[Part]) -> String {
    let titles = parts.iter().map(|part| part.title.as_deref().unwrap_or_default());
    titles.collect::<Vec<_>>().join(" + ")
}

/// The text of a side of a change.
fn text(value: &Option<Value>) -> String {
    value.as_ref().map(|v| v.text.clone()).unwrap_or_default()
}

/// A value as it is printed; nothing where there is none.
fn printed<T: ToString>(value: Option<T>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

/// Days as one, or as the first and the last (ISO 8601).
fn days(start: Option<jiff::civil::Date>, end: Option<jiff::civil::Date>) -> String {
    match (start, end) {
        (Some(first), Some(last)) if first != last => format!("{first}/{last}"),
        _ => printed(start),
    }
}

/// Older and newer value, difference and per cent.
fn numbers(numbers: Option<&Numbers>) -> [String; 4] {
    match numbers {
        None => Default::default(),
        Some(Numbers::Quantity(n)) => [
            printed(n.old.as_ref().map(quantity)),
            printed(n.new.as_ref().map(quantity)),
            printed(n.difference),
            String::new(),
        ],
        Some(Numbers::Money(n)) => {
            [printed(n.old_thb), printed(n.new_thb), printed(n.difference_thb), printed(n.percent)]
        }
        Some(Numbers::Days(n)) => [
            days(n.old_start, n.old_end),
            days(n.new_start, n.new_end),
            String::new(),
            String::new(),
        ],
    }
}

/// The pages a value stands on, in order.
fn pages(value: &Option<Value>) -> String {
    let mut pages: Vec<u32> = value.iter().flat_map(|v| &v.regions).map(|r| r.page).collect();
    pages.sort_unstable();
    pages.dedup();
    pages.iter().map(u32::to_string).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_one_or_two() {
        let date = |day| jiff::civil::Date::new(2024, 10, day).ok();
        assert_eq!(days(date(1), date(1)), "2024-10-01");
        assert_eq!(days(date(1), date(31)), "2024-10-01/2024-10-31");
        assert_eq!(days(None, None), "");
    }
}
