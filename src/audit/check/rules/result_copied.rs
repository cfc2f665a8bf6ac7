//! `result-copied`: one result told under several items.

use std::collections::BTreeMap;

use crate::audit::check::context::first_region;
use crate::audit::check::{Context, Rule};
use crate::audit::wording::{fold, short};
use crate::contract::model::{Item, Role, Text};
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "result-copied",
    severity: Severity::Info,
    what: "Two items tell the same result.",
    what_th: "ผลการดำเนินงานของสองรายการเหมือนกัน",
    why: "One event may rightly serve two projects, but who adds up participants or events counts it twice.",
    example: "The training of 23 June as the result of a project and again of a measure.",
    limits: "Results of at least sixty letters, the same but for spaces, digits' script and letters that OCR confuses.",
    run,
};

/// Shorter results (`ดำเนินการแล้ว`) are rightly the same; in letters.
const LONG: usize = 60;

fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut seen: BTreeMap<String, (&Item, &Text)> = BTreeMap::new();
    let mut found = Vec::new();
    let items = context.entries.iter().map(|entry| entry.item);
    for (item, cell) in items.flat_map(|item| item.cells_of(Role::Result).map(move |c| (item, c))) {
        let words = fold(&cell.text);
        if words.chars().count() < LONG {
            continue;
        }
        match seen.get(&words) {
            // What an item says again of its next quarter is no other item's.
            Some((first, _)) if first.id == item.id => {}
            Some(first) => found.push(finding(*first, (item, cell))),
            None => _ = seen.insert(words, (item, cell)),
        }
    }
    found
}

/// The finding about two items and their result cells.
fn finding((first, first_cell): (&Item, &Text), (again, cell): (&Item, &Text)) -> Finding {
    let words = short(&cell.text);
    let th = format!("ผลการดำเนินงานเดียวกับ {}: “{words}”", first.id);
    let en = format!("has the result of {}: “{words}”", first.id);
    RULE.finds(th, en)
        .about(again.id.as_str())
        .seen(&cell.raw, first_region(&cell.regions))
        .seen(&first_cell.raw, first_region(&first_cell.regions))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{measure, project, report};

    #[test]
    fn one_result_told_twice() {
        let long = "จัดอบรมผู้ดูแลหิ่งห้อยเมื่อวันที่ ๒๓ มิถุนายน ๒๕๖๘ ณ ศาลาริมน้ำ มีผู้เข้าร่วมและได้รับความรู้เรื่องแสงสว่างยามค่ำคืน";
        let found = |a: &str, b: &str| {
            run(&Context::new(&report(vec![project("1").result(a), measure("1").result(b)])))
        };
        assert_eq!(found(long, long).len(), 1);
        assert_eq!(found(long, &format!("{long} จำนวน ๕๐ คน")), []);
        assert_eq!(found("ดำเนินการแล้ว", "ดำเนินการแล้ว"), []);
    }
}
