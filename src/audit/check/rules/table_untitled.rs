//! `table-without-heading`: a table that no heading says what it is about.

use crate::audit::check::context::first_region;
use crate::audit::check::{Context, Rule};
use crate::audit::wording::short;
use crate::contract::model::{Section, Text};
use crate::contract::walk;
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "table-without-heading",
    severity: Severity::Info,
    what: "A table has no heading above it that says what it is about.",
    what_th: "ตารางไม่มีหัวข้อกำกับว่าเป็นเรื่องใด",
    why: "Which plan, strategy or measure its rows belong to is not known.",
    example: "A table of projects on page 9 without กลยุทธ์ or title.",
    limits: "It only informs: the report's own title may be meant.",
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    context.report.sections.iter().filter_map(of_section).collect()
}

fn of_section(section: &Section) -> Option<Finding> {
    if !is_untitled(section) {
        return None;
    }
    let text = first_text(section)?;
    let words = short(&text.text);
    let th = format!("ตารางที่ขึ้นต้นด้วย “{words}” ไม่มีหัวข้อกำกับ");
    let en = format!("the table that begins with “{words}” has no heading");
    Some(RULE.finds(th, en).seen(&text.raw, first_region(&text.regions)))
}

/// Whether a section has tables and no heading says what one of them is about.
fn is_untitled(section: &Section) -> bool {
    match section {
        Section::ActionPlan(plan) => {
            plan.title.is_none() && plan.strategies.iter().any(|s| s.title.is_none())
        }
        Section::Measures(measures) => measures.title.is_none(),
        Section::Form(_) => false,
        Section::Other(other) => other.title.is_none() && !other.tables.is_empty(),
    }
}

/// The first words of a section's tables.
fn first_text(section: &Section) -> Option<&Text> {
    match section {
        Section::Other(other) => {
            let table = other.tables.first()?;
            let mut texts = table.headings.iter().chain(table.rows.iter().flatten());
            texts.find(|text| !text.text.is_empty())
        }
        _ => walk::items(section).first().map(|item| &item.title),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};

    #[test]
    fn a_plan_without_any_title() {
        let mut report = report(vec![project("1")]);
        assert_eq!(run(&Context::new(&report)), []);
        let Section::ActionPlan(plan) = &mut report.sections[0] else { panic!("no plan") };
        plan.title = None;
        plan.strategies[0].title = None;
        assert_eq!(run(&Context::new(&report)).len(), 1);
    }
}
