//! `item-duplicated`: one title under two numbers.

use std::collections::BTreeMap;

use crate::audit::check::words::{short, squeeze};
use crate::audit::check::{Context, Entry, Rule, unsure};
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
        match seen.entry((entry.section, format!("{:?} {title}", entry.item.kind))) {
            std::collections::btree_map::Entry::Vacant(place) => _ = place.insert(entry),
            std::collections::btree_map::Entry::Occupied(first) => {
                found.push(tell(first.get(), entry))
            }
        }
    }
    found
}

fn tell(first: &Entry<'_>, again: &Entry<'_>) -> Finding {
    let (a, b) = (first.item, again.item);
    let th = format!("ชื่อเดียวกับ {}: “{}”", a.id, short(&b.title.text));
    let en = format!("has the title of {}: “{}”", a.id, short(&b.title.text));
    let finding = RULE.finds(th, en).about(b.id.as_str()).seen(&b.title.raw, &b.title.regions);
    let finding = finding.seen(&a.title.raw, &a.title.regions);
    let parent = |id: &str| id.rfind('/').map_or(0, |at| at);
    if a.id[..parent(&a.id)] == b.id[..parent(&b.id)] { finding } else { unsure(finding) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::sample::{measure, project, report};

    #[test]
    fn one_title_under_two_numbers() {
        let title = "โครงการอบรมผู้ดูแลหิ่งห้อยรุ่นใหม่";
        let found =
            |a: crate::audit::check::sample::Draft, b| run(&Context::new(&report(vec![a, b])));
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
