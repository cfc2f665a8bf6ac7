//! `number-gap`: numbers of neighbours that leave one out.

use crate::audit::check::{Context, Rule};
use crate::contract::model::{Item, Section};
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "number-gap",
    severity: Severity::Warning,
    what: "The numbers of neighbouring items leave one out.",
    what_th: "ลำดับหมายเลขของรายการข้ามไป",
    why: "An item may be missing from the report, or was not recognised: look at the page.",
    example: "Projects ๑, ๒, ๔ of one tactic.",
    limits: "Projects of a tactic, measures of a section, activities of a project. Numbers that stand twice are told when the report \
             is read (`number-repeated`).",
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for section in &context.report.sections {
        match section {
            Section::ActionPlan(plan) => {
                let tactics = plan.strategies.iter().flat_map(|strategy| &strategy.tactics);
                tactics.for_each(|tactic| add_gaps(&tactic.projects, &mut found));
            }
            Section::Measures(measures) => add_gaps(&measures.measures, &mut found),
            Section::Form(_) | Section::Other(_) => {}
        }
    }
    found
}

/// Adds the gaps between siblings, and those below each.
fn add_gaps(siblings: &[Item], found: &mut Vec<Finding>) {
    for pair in siblings.windows(2) {
        if is_gap(&pair[0], &pair[1]) {
            found.push(finding(&pair[0], &pair[1]));
        }
    }
    siblings.iter().for_each(|item| add_gaps(&item.children, found));
}

/// Whether the numbers of two neighbours leave one out between them.
fn is_gap(before: &Item, after: &Item) -> bool {
    let Some(((head, x), (next_head, y))) = parts(before).zip(parts(after)) else { return false };
    head == next_head && before.kind == after.kind && y > x.saturating_add(1)
}

/// The last part of a number and what stands before it: `2.4` → (`2`, 4).
fn parts(item: &Item) -> Option<(&str, u32)> {
    let number = item.number.as_deref()?;
    let (before, last) = number.rsplit_once('.').unwrap_or(("", number));
    Some((before, last.parse().ok()?))
}

fn finding(before: &Item, after: &Item) -> Finding {
    let a = before.number.as_deref().unwrap_or_default();
    let b = after.number.as_deref().unwrap_or_default();
    let th = format!("หมายเลขข้ามจาก {a} ไป {b}");
    let en = format!("the numbers go from {a} to {b}");
    RULE.finds(th, en)
        .about(after.id.as_str())
        .seen(&after.title.raw, &after.title.regions)
        .seen(&before.title.raw, &before.title.regions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{activity, project, report};

    fn found(numbers: &[&str]) -> Vec<String> {
        let report = report(numbers.iter().map(|n| project(n)).collect());
        run(&Context::new(&report)).into_iter().map(|f| f.message_en).collect()
    }

    #[test]
    fn a_number_left_out() {
        assert_eq!(found(&["1", "2", "4"]), ["the numbers go from 2 to 4"]);
        assert_eq!(found(&["1.1", "1.2", "2.1", "2.2"]), [""; 0]);
        assert_eq!(found(&["3", "1", "2", "2"]), [""; 0]);
        let parent = project("1").child(activity("1.1")).child(activity("1.3"));
        assert_eq!(run(&Context::new(&report(vec![parent]))).len(), 1);
    }
}
