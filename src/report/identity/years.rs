//! Of which fiscal year a document is, or which years its plan spans.

use super::period::fiscal_year_of_stretch;
use super::printed::Printed;
use crate::contract::model::{FiscalYear, PlanYears, UnclaimedReason};
use crate::report::facts::{self, is_of_school_year, plan_years_of};
use crate::thai::date::fiscal_year;

/// How a plan is called that an earlier one goes on in: the year behind it is when that was done.
const CHANGED: &[&str] = &["ทบทวน", "เพิ่มเติม", "เปลี่ยนแปลง", "แก้ไข"];
/// How the title of what tells the results of a year begins, though its plan spans several.
const RESULTS: &[&str] = &["รายงาน", "สรุป", "ผลการ"];

/// The years a document is about; at most one of them is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::report) struct Years {
    /// The fiscal year it is about.
    pub fiscal: Option<FiscalYear>,
    /// The years its plan spans.
    pub plan: Option<PlanYears>,
}

/// The years of the document that prints this: those its title names, or else those of its sections,
/// or else the one year that all other text agrees on.
pub(super) fn years(printed: &Printed) -> Years {
    let title = printed.titles.first().map_or("", String::as_str);
    let mut own = of_title(title);
    if own == Years::default() {
        // The end of a line may break a word: ประจำปีงบ, ประมาณ.
        own = of_title(&title.replace('\n', ""));
    }
    if own != Years::default() || is_of_school_year(title) {
        return own;
    }
    let fiscal = printed.titles.iter().skip(1).find_map(|title| of_title(title).fiscal);
    let fiscal = fiscal
        .or_else(|| of_the_year(fiscal_year_of_stretch(title)?))
        .or_else(|| agreed(printed))
        .or_else(|| of_the_year(facts::only_year_of(title)?));
    Years { fiscal, plan: None }
}

/// What a title says.
fn of_title(title: &str) -> Years {
    let Some(span) = plan_years_of(title) else {
        return Years { fiscal: fiscal_year_of(title), plan: None };
    };
    let others = format!("{}\n{}", &title[..span.range.start], &title[span.range.end..]);
    let is_result = title.lines().any(|line| RESULTS.iter().any(|word| line.starts_with(word)));
    let is_changed = !is_result && CHANGED.iter().any(|word| title.contains(word));
    let fiscal = fiscal_year_of(&others).filter(|_| !is_changed);
    let plan = plan_years(span.first, span.last).filter(|_| fiscal.is_none());
    Years { fiscal, plan }
}

/// The fiscal year that all running heads and paragraphs agree on that name one.
fn agreed(printed: &Printed) -> Option<FiscalYear> {
    let texts = printed.unclaimed.iter().filter(|text| {
        matches!(
            text.reason,
            UnclaimedReason::RunningHead | UnclaimedReason::Paragraph | UnclaimedReason::Cover
        )
    });
    let mut years = texts.filter_map(|text| fiscal_year_of(&text.text));
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

/// The fiscal year a text names.
pub(super) fn fiscal_year_of(text: &str) -> Option<FiscalYear> {
    of_the_year(facts::fiscal_year_of(text)?)
}

fn of_the_year(be: i16) -> Option<FiscalYear> {
    let (start, end) = fiscal_year(be)?;
    Some(FiscalYear { be, start, end, corrected: None })
}

/// The years of a plan with their days.
fn plan_years(first_be: i16, last_be: i16) -> Option<PlanYears> {
    let ((start, _), (_, end)) = (fiscal_year(first_be)?, fiscal_year(last_be)?);
    Some(PlanYears { first_be, last_be, start, end })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fiscal year, or the first and last year, of a title.
    fn read(title: &str) -> (Option<i16>, Option<(i16, i16)>) {
        let Years { fiscal, plan } = of_title(title);
        (fiscal.map(|year| year.be), plan.map(|plan| (plan.first_be, plan.last_be)))
    }

    #[test]
    fn a_plan_of_several_years_has_no_fiscal_year_and_its_yearly_report_has() {
        for (title, years) in [
            ("แผนปฏิบัติการ ๕ ปี\n(พ.ศ. ๒๕๖๖ - ๒๕๗๐)", (None, Some((2566, 2570)))),
            ("แผนพัฒนา (พ.ศ. ๒๕๖๖ - ๒๕๗๐)\nทบทวน ปีงบประมาณ ๒๕๖๘", (None, Some((2566, 2570)))),
            ("รายงานผลตามแผน (พ.ศ. ๒๕๖๖ - ๒๕๗๐)\nประจำปีงบประมาณ ๒๕๖๘", (Some(2568), None)),
            ("แผนดำเนินงาน ปีงบประมาณ ๒๕๖๘", (Some(2568), None)),
            ("แผนโรงเรียน ปีการศึกษา ๒๕๖๘", (None, None)),
        ] {
            assert_eq!(read(title), years, "{title}");
        }
        let plan = of_title("แผน (พ.ศ. ๒๕๖๖ - ๒๕๗๐)").plan.unwrap();
        assert_eq!(plan.start.to_string() + " " + &plan.end.to_string(), "2022-10-01 2027-09-30");
    }
}
