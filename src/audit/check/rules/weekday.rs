//! `weekday-mismatch`: a date that is not on the weekday printed before it.

use jiff::civil::Weekday;

use crate::audit::check::{Context, Rule};
use crate::contract::model::{Item, Text};
use crate::finding::{Finding, Severity};
use crate::thai::date::{self, DateValue, Precision};

/// The rule.
pub const RULE: Rule = Rule {
    code: "weekday-mismatch",
    severity: Severity::Warning,
    what: "A date is not on the weekday that is printed before it.",
    what_th: "วันในสัปดาห์ที่พิมพ์ไว้ไม่ตรงกับวันที่",
    why: "Either the day, the month or the year is wrong: often the year of a text that was copied from another report.",
    example: "เมื่อวันจันทร์ที่ ๑๒ มีนาคม ๒๕๖๘: that day was a Wednesday.",
    limits: "Single days, and the first day of several, with the weekday right before them. Where the year is not printed with the date it informs.",
    run,
};

/// What stands before the name of a weekday.
const DAY: &str = "วัน";
/// What may stand between the weekday and the day.
const AT: &str = "ที่";
/// The weekdays as they are printed; a longer name before one that it begins with.
const NAMES: [(&str, Weekday, &str); 10] = [
    ("จันทร์", Weekday::Monday, "Monday"),
    ("อังคาร", Weekday::Tuesday, "Tuesday"),
    ("พุธ", Weekday::Wednesday, "Wednesday"),
    ("พฤหัสบดี", Weekday::Thursday, "Thursday"),
    ("พฤหัสฯ", Weekday::Thursday, "Thursday"),
    ("พฤหัส", Weekday::Thursday, "Thursday"),
    ("ศุกร์", Weekday::Friday, "Friday"),
    ("เสาร์", Weekday::Saturday, "Saturday"),
    ("อาทิตย์", Weekday::Sunday, "Sunday"),
    ("อาทิตย", Weekday::Sunday, "Sunday"),
];

fn run(context: &Context<'_>) -> Vec<Finding> {
    let items = context.entries.iter().map(|entry| entry.item);
    let cells = items.flat_map(|item| item.cells.values().map(move |cell| (item, cell)));
    cells.flat_map(|(item, cell)| of_cell(item, cell)).collect()
}

fn of_cell(item: &Item, cell: &Text) -> Vec<Finding> {
    if !cell.text.contains(DAY) {
        return Vec::new();
    }
    let dates = date::find(&cell.text).dates;
    let days = dates.into_iter().filter(|found| found.value.precision == Precision::Day);
    days.filter_map(|day| of_day(item, cell, day.range.start, day.range.end, day.value)).collect()
}

/// The finding about a date, given where it starts and ends in its cell.
fn of_day(item: &Item, cell: &Text, start: usize, end: usize, day: DateValue) -> Option<Finding> {
    let before = cell.text[..start].trim_end();
    let before = before.strip_suffix(AT).unwrap_or(before).trim_end();
    let (name, weekday, en) = NAMES.into_iter().find(|(name, ..)| {
        before.strip_suffix(name).is_some_and(|rest| rest.trim_end().ends_with(DAY))
    })?;
    let is = day.start.weekday();
    if is == weekday {
        return None;
    }
    let (th_is, en_is) = names_of(is);
    let date = cell.text[start..end].trim();
    let th = format!("{date} เป็นวัน{th_is} ไม่ใช่วัน{name}");
    let en = format!("{date} is a {en_is}, not a {en}");
    let from = before.len() - DAY.len() - name.len();
    let printed = cell.text.get(from..end).unwrap_or(date);
    let finding = RULE.finds(th, en).about(item.id.as_str()).seen(printed, &cell.regions);
    Some(finding.informing_unless(!day.inferred))
}

/// A weekday in both languages.
fn names_of(weekday: Weekday) -> (&'static str, &'static str) {
    NAMES.iter().find(|(_, of, _)| *of == weekday).map_or(("", ""), |(th, _, en)| (th, en))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};

    #[test]
    fn a_day_that_is_another_weekday() {
        let found = |result: &str| {
            let found = run(&Context::new(&report(vec![project("1").result(result)])));
            found.into_iter().map(|finding| finding.message_en).collect::<Vec<_>>()
        };
        assert_eq!(
            found("ประชุมเมื่อวันจันทร์ที่ ๑๒ มีนาคม ๒๕๖๘"),
            ["๑๒ มีนาคม ๒๕๖๘ is a Wednesday, not a Monday"]
        );
        assert_eq!(found("ประชุมเมื่อวันพฤหัสบดี ที่ ๑๒ มีนาคม ๒๕๖๘").len(), 1);
        for right in [
            "ประชุมเมื่อวันพุธที่ ๑๒ มีนาคม ๒๕๖๘",
            "ประชุมเมื่อวันที่ ๑๒ มีนาคม ๒๕๖๘",
            "ทุกวันจันทร์ ตั้งแต่เดือนมีนาคม ๒๕๖๘",
            "อบรมวันพุธที่ ๑๒ - ๑๓ มีนาคม ๒๕๖๘",
        ] {
            assert_eq!(found(right), [""; 0], "{right}");
        }
    }
}
