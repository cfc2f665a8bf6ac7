//! `date-outside-schedule`: a day in a result that lies outside the time that the item is planned
//! for.

use jiff::civil::Date;

use crate::audit::check::{Context, Rule};
use crate::contract::model::{DateSpan, Item, Precision};
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "date-outside-schedule",
    severity: Severity::Info,
    what: "A date in a result lies outside the months, quarters or days for which the item is planned.",
    what_th: "วันที่ในผลการดำเนินงานอยู่นอกกำหนดเวลาของรายการ",
    why: "The item was carried out early or late, or the date is that of something else.",
    example: "A project that is marked for ม.ค. and ก.พ. with a result เมื่อวันที่ ๑๒ มิถุนายน ๒๕๖๘.",
    limits: "Days and months only, and only those of the report's fiscal year where it says one: others are \
             `date-outside-year`. It only informs: letters and meetings before and after are told, too.",
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let year = context.report.fiscal_year.as_ref();
    let is_of_year =
        |date: &&DateSpan| year.is_none_or(|year| date.end >= year.start && date.start <= year.end);
    let mut found = Vec::new();
    for item in context.entries.iter().map(|entry| entry.item) {
        let Some(times) = times(item) else { continue };
        let dates = item.facts.dates.iter().filter(is_of_year);
        for date in dates.filter(|date| is_exact(date) && is_outside(date, item)) {
            let finding = finding(date.raw.trim(), &times).about(item.id.as_str());
            let finding = finding.seen(&date.raw, &date.regions);
            let planned = item.schedule.iter();
            found.push(planned.fold(finding, |f, s| f.seen(&s.raw, &s.regions)));
        }
    }
    found
}

fn is_exact(date: &DateSpan) -> bool {
    matches!(date.precision, Precision::Day | Precision::Month)
}

/// Whether a date meets no stretch for which the item is planned.
fn is_outside(date: &DateSpan, item: &Item) -> bool {
    item.schedule.iter().all(|planned| date.end < planned.start || date.start > planned.end)
}

/// The time from the first planned day to the last; `None` where nothing is planned.
fn times(item: &Item) -> Option<(Date, Date)> {
    let first = item.schedule.iter().map(|planned| planned.start).min()?;
    let last = item.schedule.iter().map(|planned| planned.end).max()?;
    Some((first, last))
}

fn finding(date: &str, (first, last): &(Date, Date)) -> Finding {
    let th = format!("{date} อยู่นอกกำหนดเวลาของรายการ ({first} ถึง {last})");
    let en = format!("{date} is outside the item's schedule ({first} to {last})");
    RULE.finds(th, en)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::audit::sample::{project, report};

    #[test]
    fn a_day_for_which_nothing_is_planned() {
        let found = |result: &str| {
            let item = project("1")
                .result(result)
                .scheduled(date(2025, 1, 1), date(2025, 1, 31))
                .scheduled(date(2025, 6, 1), date(2025, 6, 30));
            run(&Context::new(&report(vec![item]))).len()
        };
        assert_eq!(found("จัดเมื่อวันที่ ๑๒ มีนาคม ๒๕๖๘"), 1, "between the planned months");
        assert_eq!(found("จัดเมื่อวันที่ ๑๒ มกราคม และ ๑ มิถุนายน ๒๕๖๘"), 0);
        assert_eq!(found("ตามพระราชบัญญัติ พ.ศ. ๒๕๖๒ และหนังสือลงวันที่ ๓ มีนาคม ๒๕๖๐"), 0);
        let plain = project("1").result("จัดเมื่อวันที่ ๑๒ มีนาคม ๒๕๖๘");
        assert_eq!(run(&Context::new(&report(vec![plain]))), [], "no schedule");
    }
}
