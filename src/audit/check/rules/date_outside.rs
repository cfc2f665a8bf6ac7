//! `date-outside-year`: a date in a result that lies outside the report's fiscal year.

use crate::audit::check::{Context, Rule};
use crate::contract::model::{DateSpan, FiscalYear, Precision};
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "date-outside-year",
    severity: Severity::Info,
    what: "A date in a result lies outside the report's fiscal year.",
    what_th: "วันที่ในผลการดำเนินงานอยู่นอกปีงบประมาณของรายงาน",
    why: "A day of the year before may be last year's result, told again.",
    example: "A report for 2568 (1 October 2567 to 30 September 2568) with an event เมื่อวันที่ ๑๔ กุมภาพันธ์ ๒๕๖๗.",
    limits: "Days and months only; years and fiscal years name laws and budgets. It only informs: letters, laws and announcements to \
             come are rightly of other years.",
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let Some(year) = &context.report.fiscal_year else { return Vec::new() };
    let mut found = Vec::new();
    for item in context.entries.iter().map(|entry| entry.item) {
        for date in item.facts.dates.iter().filter(|date| is_outside(date, year)) {
            let finding = finding(date.raw.trim(), year).about(item.id.as_str());
            found.push(finding.seen(&date.raw, &date.regions));
        }
    }
    found
}

/// Whether a date of a day or a month lies outside a year.
fn is_outside(date: &DateSpan, year: &FiscalYear) -> bool {
    matches!(date.precision, Precision::Day | Precision::Month)
        && (date.end < year.start || date.start > year.end)
}

fn finding(date: &str, year: &FiscalYear) -> Finding {
    let FiscalYear { be, start, end, corrected: _ } = year;
    let th = format!("{date} อยู่นอกปีงบประมาณ {be} ({start} ถึง {end})");
    let en = format!("{date} is outside fiscal year {be} ({start} to {end})");
    RULE.finds(th, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};

    #[test]
    fn a_day_of_another_year() {
        let found =
            |result: &str| run(&Context::new(&report(vec![project("1").result(result)]))).len();
        assert_eq!(found("จัดเมื่อวันที่ ๑๔ กุมภาพันธ์ ๒๕๖๗"), 1);
        assert_eq!(found("จัดเมื่อวันที่ ๑ ตุลาคม ๒๕๖๗ และ ๓๐ กันยายน ๒๕๖๘"), 0);
        assert_eq!(found("ตามพระราชบัญญัติ พ.ศ. ๒๕๖๒"), 0);
    }
}
