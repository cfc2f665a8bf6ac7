//! `result-of-last-year`: a result that another year's report tells, word for word but for the year.

use std::collections::HashMap;

use crate::audit::check::{Context, Rule};
use crate::audit::wording::{says_much, squeeze};
use crate::contract::model::{FiscalYear, Item, Report, Role};
use crate::contract::walk;
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "result-of-last-year",
    severity: Severity::Warning,
    what: "A result is that of another year's report, word for word but for the year.",
    what_th: "ผลการดำเนินงานเหมือนกับของรายงานปีอื่นทุกคำยกเว้นปี",
    why: "Figures, days and names are never the same two years running: the result was copied, and what was done this year is not known.",
    example: "จัดอบรมเมื่อวันที่ ๑๒ มีนาคม ๒๕๖๘ มีผู้เข้าร่วม ๕๘ คน, and a year before จัดอบรมเมื่อวันที่ ๑๒ มีนาคม ๒๕๖๗ มีผู้เข้าร่วม ๕๘ คน.",
    limits: "Only with --against OTHER, a report on another fiscal year. Spaces and the script of digits do not count, and years are as far from each \
             report's own. Stock phrases without a date or figures are left alone unless they are a sentence or two.",
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let (Some(other), Some(year)) = (context.against, &context.report.fiscal_year) else {
        return Vec::new();
    };
    let Some(its_year) = other.fiscal_year.as_ref().filter(|its| its.be != year.be) else {
        return Vec::new();
    };
    let known = results(other, its_year);
    let mut found = Vec::new();
    for (item, text, raw) in texts(context.report) {
        // Years are as far from each report's own, or nobody has changed them.
        let same = known.get(&key(text, year)).or_else(|| known.get(&squeeze(text)));
        if let Some((id, was)) = same.filter(|_| says_much(text)) {
            let th = format!("เหมือนผลการดำเนินงานของ {id} ในรายงานปีงบประมาณ {}", its_year.be);
            let en = format!("is the result of {id} in the report on fiscal year {}", its_year.be);
            let regions = item.cells_of(Role::Result).next().map(|cell| cell.regions.as_slice());
            let finding = RULE.finds(th, en).about(item.id.as_str());
            found.push(finding.seen(raw, regions.unwrap_or_default()).seen(was, &[]));
        }
    }
    found
}

/// The results of a report with the ids of their items, by their words; of equal ones the first.
fn results<'r>(report: &'r Report, year: &FiscalYear) -> HashMap<String, (&'r str, &'r str)> {
    let mut known = HashMap::new();
    for (item, text, raw) in texts(report) {
        known.entry(key(text, year)).or_insert((item.id.as_str(), raw));
        known.entry(squeeze(text)).or_insert((item.id.as_str(), raw));
    }
    known
}

/// The results of all items: normalised, and as printed.
fn texts(report: &Report) -> Vec<(&Item, &str, &str)> {
    let mut all = Vec::new();
    for top in report.sections.iter().flat_map(walk::items) {
        walk::tree(top, &mut |item| {
            let cells = item.cells_of(Role::Result);
            all.extend(cells.map(|cell| (item, cell.text.as_str(), cell.raw.as_str())));
        });
    }
    all
}

/// A text without white space, its years counted from the report's own.
fn key(text: &str, year: &FiscalYear) -> String {
    let be = i32::from(year.be);
    let mut key = squeeze(text);
    for (away, name) in [(0, "<0>"), (-1, "<-1>"), (1, "<+1>")] {
        key = key.replace(&(be + away).to_string(), name);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};

    #[test]
    fn a_result_of_the_year_before() {
        let of_year = |be: i16, result: &str| {
            let mut report = report(vec![project("1").result(result)]);
            report.fiscal_year.as_mut().unwrap().be = be;
            report
        };
        let found = |old: &Report, new: &Report| run(&Context::new(new).against(Some(old))).len();
        let text = |year: &str, people: &str| {
            format!("จัดอบรมบุคลากร เมื่อวันที่ ๑๒ มีนาคม {year} มีผู้เข้าร่วม {people} คน")
        };
        let old = of_year(2567, &text("๒๕๖๗", "๕๘"));
        assert_eq!(found(&old, &of_year(2568, &text("2568", "๕๘"))), 1);
        assert_eq!(found(&old, &of_year(2568, &text("๒๕๖๗", "๕๘"))), 1, "nor the year");
        assert_eq!(found(&old, &of_year(2568, &text("๒๕๖๘", "๕๙"))), 0);
        assert_eq!(found(&old, &of_year(2567, &text("๒๕๖๗", "๕๘"))), 0, "one year");
        let stock = of_year(2567, "ดำเนินการแล้วเสร็จ");
        assert_eq!(found(&stock, &of_year(2568, "ดำเนินการแล้วเสร็จ")), 0);
        assert_eq!(run(&Context::new(&old)).len(), 0, "nothing to hold it against");
    }
}
