//! `table-without-heading`: a table that no heading says what it is about.

use crate::audit::check::context::first;
use crate::audit::check::words::short;
use crate::audit::check::{Context, Rule};
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
    context.report.sections.iter().filter_map(of).collect()
}

fn of(section: &Section) -> Option<Finding> {
    let untitled = match section {
        Section::ActionPlan(plan) => {
            plan.title.is_none() && plan.strategies.iter().any(|s| s.title.is_none())
        }
        Section::Measures(measures) => measures.title.is_none(),
        Section::Other(other) => other.title.is_none() && !other.tables.is_empty(),
    };
    let text = first_text(section).filter(|_| untitled)?;
    let words = short(&text.text);
    let th = format!("ตารางที่ขึ้นต้นด้วย “{words}” ไม่มีหัวข้อกำกับ");
    let en = format!("the table that begins with “{words}” has no heading");
    Some(RULE.finds(th, en).seen(&text.raw, first(&text.regions)))
}

/// The first words of a section's tables.
fn first_text(section: &Section) -> Option<&Text> {
    let item = walk::items(section).first().map(|item| &item.title);
    item.or_else(|| match section {
        Section::Other(other) => {
            let table = other.tables.first()?;
            table
                .headings
                .iter()
                .chain(table.rows.iter().flatten())
                .find(|text| !text.text.is_empty())
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::sample::{project, report};

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
