//! `year-mismatch`: a heading of the report that names another fiscal year than the report does.

use std::ops::Range;

use crate::audit::check::{Context, Rule};
use crate::finding::{Finding, Severity};
use crate::report::facts::fiscal_year_of;
use crate::thai::digits::runs;

/// The rule.
pub const RULE: Rule = Rule {
    code: "year-mismatch",
    severity: Severity::Warning,
    what: "A heading names another fiscal year than the report's own.",
    what_th: "หัวข้อในรายงานระบุปีงบประมาณต่างจากปีงบประมาณของรายงาน",
    why: "A heading taken over from last year's report puts all below it into the wrong year.",
    example: "A report for 2568 with the heading รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๗.",
    limits: "Headings of sections, strategies and tactics only. Several years in one heading (a plan over five years) are left alone.",
    run,
};

/// Numbers that are years of the Buddhist Era, wherever they stand in a heading.
const YEARS: Range<u32> = 2500..2700;

fn run(context: &Context<'_>) -> Vec<Finding> {
    let Some(year) = context.report.fiscal_year.as_ref().map(|y| y.be) else { return Vec::new() };
    let mut found = Vec::new();
    for title in context.titles() {
        let Some(other) = fiscal_year_of(&title.text) else { continue };
        // Several years are those of a plan over years.
        if other == year || years_in(&title.text) != 1 {
            continue;
        }
        let th = format!("หัวข้อระบุปีงบประมาณ {other} แต่รายงานเป็นของปีงบประมาณ {year}");
        let en = format!("the heading names fiscal year {other}, the report is for {year}");
        found.push(RULE.finds(th, en).seen(&title.raw, &title.regions));
    }
    found
}

/// How many numbers of a text are years.
fn years_in(text: &str) -> usize {
    runs(text).into_iter().filter(|run| YEARS.contains(&run.value)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{measure, report, text};
    use crate::contract::model::Section;

    fn found(heading: &str) -> usize {
        let mut report = report(vec![measure("1")]);
        let Some(Section::Measures(measures)) = report.sections.last_mut() else {
            panic!("no measures")
        };
        measures.title = Some(text(heading));
        run(&Context::new(&report)).len()
    }

    #[test]
    fn a_heading_of_another_year() {
        assert_eq!(found("รายงานผลตามมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๗"), 1);
        assert_eq!(found("รายงานผลตามมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"), 0);
        assert_eq!(found("แผนปฏิบัติการ พ.ศ. ๒๕๖๖ - ๒๕๗๐ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖"), 0);
        assert_eq!(found("รายงานผลตามมาตรการ"), 0);
    }
}
