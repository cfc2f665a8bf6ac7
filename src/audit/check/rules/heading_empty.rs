//! `heading-without-table`: a strategy or a tactic with nothing below it.

use crate::audit::check::{Context, Rule};
use crate::audit::wording::short;
use crate::contract::model::{Section, Strategy, Text};
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "heading-without-table",
    severity: Severity::Info,
    what: "A strategy, tactic or section stands as a heading and has no project or measure below it.",
    what_th: "หัวข้อยุทธศาสตร์ กลยุทธ์ หรือส่วนของรายงานไม่มีโครงการหรือมาตรการอยู่ภายใต้",
    why: "Its table may be missing from the report, or was not recognised: look at the page.",
    example: "กลยุทธ์ที่ ๓ with its goals, and then the next strategy.",
    limits: "It only informs: a list of strategies at the beginning of a report reads the same.",
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let sections = &context.report.sections;
    sections.iter().flat_map(empty_headings).map(finding).collect()
}

/// The headings of a section with nothing below them, from the outermost inwards.
fn empty_headings(section: &Section) -> Vec<&Text> {
    let (title, is_empty) = match section {
        Section::ActionPlan(plan) => (&plan.title, plan.strategies.is_empty()),
        Section::Measures(measures) => (&measures.title, measures.measures.is_empty()),
        Section::Form(form) => (&form.title, form.items.is_empty()),
        Section::Other(other) => (&other.title, other.tables.is_empty()),
    };
    let mut empty: Vec<&Text> = title.iter().filter(|_| is_empty).collect();
    if let Section::ActionPlan(plan) = section {
        empty.extend(plan.strategies.iter().flat_map(empty_below));
    }
    empty
}

/// A strategy's title where it has no tactic, and the titles of its tactics without projects.
fn empty_below(strategy: &Strategy) -> Vec<&Text> {
    let own = strategy.title.iter().filter(|_| strategy.tactics.is_empty());
    let without_projects = strategy.tactics.iter().filter(|t| t.projects.is_empty());
    let of_tactics = without_projects.flat_map(|t| t.title.as_ref().or(strategy.title.as_ref()));
    own.chain(of_tactics).collect()
}

fn finding(title: &Text) -> Finding {
    let words = short(&title.text);
    let th = format!("ไม่มีรายการภายใต้หัวข้อ “{words}”");
    let en = format!("nothing stands below “{words}”");
    RULE.finds(th, en).seen(&title.raw, &title.regions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};

    #[test]
    fn a_tactic_without_projects() {
        assert_eq!(run(&Context::new(&report(vec![project("1")]))), []);
        let found = run(&Context::new(&report(vec![])));
        assert_eq!(found.len(), 1);
        assert!(found[0].message_en.contains("ดูแลแสงชุมชน"), "{}", found[0].message_en);
    }
}
