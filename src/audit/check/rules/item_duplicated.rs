//! `item-duplicated`: one title under two numbers.

use std::collections::BTreeMap;

use crate::audit::check::{Context, Entry, Rule};
use crate::audit::wording::{short, squeeze};
use crate::contract::model::Item;
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "item-duplicated",
    severity: Severity::Warning,
    what: "Two items of one kind have the same title.",
    what_th: "รายการประเภทเดียวกันสองรายการมีชื่อเหมือนกัน",
    why: "A project reported twice counts twice: in numbers of projects, in budgets, in targets met.",
    example: "โครงการที่ ๒ and โครงการที่ ๕ of one tactic, both โครงการอบรมจริยธรรมเจ้าหน้าที่ใหม่.",
    limits: "Titles of at least fifteen letters, the same but for spaces and the script of digits. It warns for neighbours below one \
             heading; elsewhere one project may rightly serve two strategies, and it only informs. Projects and measures are not \
             held against each other.",
    run,
};

/// Shorter titles (`จัดอบรม`) are rightly the same.
const LONG: usize = 15;

fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut seen: BTreeMap<(usize, String), &Entry<'_>> = BTreeMap::new();
    let mut found = Vec::new();
    for entry in &context.entries {
        let title = squeeze(&entry.item.title.text);
        if title.chars().count() < LONG {
            continue;
        }
        let key = (entry.section, format!("{:?} {title}", entry.item.kind));
        match seen.get(&key) {
            Some(first) => found.push(finding(first.item, entry.item)),
            None => _ = seen.insert(key, entry),
        }
    }
    found
}

fn finding(first: &Item, again: &Item) -> Finding {
    let title = short(&again.title.text);
    let th = format!("ชื่อเดียวกับ {}: “{title}”", first.id);
    let en = format!("has the title of {}: “{title}”", first.id);
    RULE.finds(th, en)
        .about(again.id.as_str())
        .seen(&again.title.raw, &again.title.regions)
        .seen(&first.title.raw, &first.title.regions)
        .informing_unless(parent_id(first) == parent_id(again))
}

/// The id of what an item stands below; empty at the top.
fn parent_id(item: &Item) -> &str {
    item.id.rsplit_once('/').map_or("", |(parent, _)| parent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{measure, project, report};

    #[test]
    fn one_title_under_two_numbers() {
        let title = "โครงการอบรมผู้ดูแลหิ่งห้อยรุ่นใหม่";
        let found = |a: crate::audit::sample::Draft, b| run(&Context::new(&report(vec![a, b])));
        let same =
            found(project("1").title(title), project("2").title("โครงการอบรม ผู้ดูแลหิ่งห้อยรุ่นใหม่"));
        assert_eq!(
            (same.len(), same[0].severity, same[0].item.as_deref()),
            (1, Severity::Warning, Some("s1/t1/p2"))
        );
        assert_eq!(found(project("1").title(title), measure("1").title(title)), []);
        assert_eq!(found(project("1").title("จัดอบรม"), project("2").title("จัดอบรม")), []);
        assert_eq!(
            found(project("1").title(title), project("2").title(&format!("{title} รุ่นที่ ๒"))),
            []
        );
    }
}
