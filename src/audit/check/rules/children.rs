//! `child-count`: a title that declares how many activities follow, and another number found.

use crate::audit::check::{Context, Rule};
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

fn run(context: &Context<'_>) -> Vec<Finding> {
    context.entries.iter().filter_map(|entry| of(entry.item)).collect()
}

fn of(item: &Item) -> Option<Finding> {
    let (before, declared) = item.title.text.split_once("ประกอบด้วย")?;
    let count =
        quantities(declared).into_iter().next().filter(|q| q.range.start <= "จำนวน ".len())?;
    let unit = &declared[count.value.unit];
    let kind = match unit {
        "กิจกรรมย่อย" => ItemKind::SubActivity,
        "กิจกรรม" => ItemKind::Activity,
        _ => return None,
    };
    let children: Vec<&Item> = item.children.iter().filter(|c| c.kind == kind).collect();
    if before.is_empty() || children.is_empty() || children.len() as f64 == count.value.value {
        return None;
    }
    let stated = crate::audit::figures::plain(count.value.value);
    let th = format!("ชื่อระบุ {stated} {unit} แต่พบ {}", children.len());
    let en = format!("the title declares {stated} {unit}, {} found", children.len());
    let finding =
        RULE.finds(th, en).about(item.id.as_str()).seen(&item.title.raw, &item.title.regions);
    Some(children.iter().fold(finding, |f, c| f.seen(&c.title.raw, &c.title.regions)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::sample::{activity, project, report};

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
