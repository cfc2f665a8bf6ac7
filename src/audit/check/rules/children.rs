//! `child-count`: a title that declares how many activities follow, and another number found.

use crate::audit::check::{Context, Rule};
use crate::audit::figures::plain;
use crate::contract::model::{Item, ItemKind};
use crate::finding::{Finding, Severity};
use crate::report::facts::quantities;

/// The rule.
pub const RULE: Rule = Rule {
    code: "child-count",
    severity: Severity::Warning,
    what: "An item's title declares how many activities or sub-activities it has, and another number was found.",
    what_th: "จำนวนกิจกรรมหรือกิจกรรมย่อยที่ชื่อโครงการระบุไม่ตรงกับที่พบ",
    why: "An activity may be missing from the report, or a row was read into another.",
    example: "โครงการ … ประกอบด้วย ๓ กิจกรรมย่อย, with two sub-activities below it.",
    limits: "Only counts behind ประกอบด้วย, and only where at least one child of that kind was found: a report need not have rows for \
             them.",
    run,
};

/// The word behind which a title declares what is below it.
const DECLARES: &str = "ประกอบด้วย";
/// What may stand between that word and the number.
const BEFORE_COUNT: &str = "จำนวน ";

fn run(context: &Context<'_>) -> Vec<Finding> {
    context.entries.iter().filter_map(|entry| of_item(entry.item)).collect()
}

/// The finding where an item has other children than its title declares.
fn of_item(item: &Item) -> Option<Finding> {
    let (before, declared) = item.title.text.split_once(DECLARES)?;
    let first = quantities(declared).into_iter().next();
    let count = first.filter(|q| q.range.start <= BEFORE_COUNT.len())?;
    let unit = &declared[count.value.unit];
    let kind = kind_of(unit)?;
    let children: Vec<&Item> = item.children.iter().filter(|c| c.kind == kind).collect();
    if before.is_empty() || children.is_empty() || children.len() as f64 == count.value.value {
        return None;
    }
    let stated = plain(count.value.value);
    let th = format!("ชื่อระบุ {stated} {unit} แต่พบ {}", children.len());
    let en = format!("the title declares {stated} {unit}, {} found", children.len());
    let finding = RULE.finds(th, en).about(item.id.as_str());
    let finding = finding.seen(&item.title.raw, &item.title.regions);
    Some(children.iter().fold(finding, |f, c| f.seen(&c.title.raw, &c.title.regions)))
}

/// The kind of children that are counted by this unit.
fn kind_of(unit: &str) -> Option<ItemKind> {
    match unit {
        "กิจกรรมย่อย" => Some(ItemKind::SubActivity),
        "กิจกรรม" => Some(ItemKind::Activity),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{activity, project, report};

    fn found(title: &str, children: usize) -> usize {
        let draft = project("1").title(title);
        let draft = (1..=children).fold(draft, |d, n| d.child(activity(&n.to_string())));
        run(&Context::new(&report(vec![draft]))).len()
    }

    #[test]
    fn a_count_that_is_not_what_was_found() {
        assert_eq!(found("โครงการแสงสว่าง ประกอบด้วย ๓ กิจกรรม", 2), 1);
        assert_eq!(found("โครงการแสงสว่าง ประกอบด้วย ๒ กิจกรรม ดังนี้", 2), 0);
        assert_eq!(found("โครงการแสงสว่าง ประกอบด้วย ๓ กิจกรรม", 0), 0, "no rows for them");
        assert_eq!(found("โครงการแสงสว่าง ประกอบด้วย ผู้แทน ๓ กิจกรรม", 2), 0);
    }
}
