//! `heading-without-table`: a strategy or a tactic with nothing below it.

use crate::audit::check::words::short;
use crate::audit::check::{Context, Rule};
use crate::contract::model::{Section, Text};
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
    let mut empty: Vec<&Text> = Vec::new();
    for section in &context.report.sections {
        match section {
            Section::ActionPlan(plan) => {
                empty.extend(plan.title.iter().filter(|_| plan.strategies.is_empty()));
                for strategy in &plan.strategies {
                    empty.extend(strategy.title.iter().filter(|_| strategy.tactics.is_empty()));
                    let bare = strategy.tactics.iter().filter(|t| t.projects.is_empty());
                    empty.extend(bare.flat_map(|t| t.title.as_ref().or(strategy.title.as_ref())));
                }
            }
            Section::Measures(measures) => {
                empty.extend(measures.title.iter().filter(|_| measures.measures.is_empty()))
            }
            Section::Other(other) => {
                empty.extend(other.title.iter().filter(|_| other.tables.is_empty()))
            }
        }
    }
    empty.into_iter().map(tell).collect()
}

fn tell(title: &Text) -> Finding {
    let words = short(&title.text);
    let finding = RULE
        .finds(format!("ไม่มีรายการภายใต้หัวข้อ “{words}”"), format!("nothing stands below “{words}”"));
    finding.seen(&title.raw, &title.regions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::sample::{project, report};

    #[test]
    fn a_tactic_without_projects() {
        assert_eq!(run(&Context::new(&report(vec![project("1")]))), []);
        let found = run(&Context::new(&report(vec![])));
        assert_eq!(found.len(), 1);
        assert!(found[0].message_en.contains("ดูแลแสงชุมชน"), "{}", found[0].message_en);
    }
}
