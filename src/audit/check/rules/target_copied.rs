//! `target-copied`: one item's target printed again under another item, whose indicator asks for
//! something else.

use std::collections::BTreeMap;

use crate::audit::check::words::{fold, share, short};
use crate::audit::check::{Context, Rule, unsure};
use crate::contract::model::{Indicator, Item, Role, Text};
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "target-copied",
    severity: Severity::Warning,
    what: "A target's wording stands under two items; it fits the indicator of one, and not that of the other.",
    what_th: "ข้อความเป้าหมายเดียวกันปรากฏในสองรายการ โดยตรงกับตัวชี้วัดของรายการหนึ่งแต่ไม่เกี่ยวกับอีกรายการ",
    why: "The second item was reported against a target that is not its own: whether it reached its own is not known.",
    example: "มาตรการที่ ๒ ดูแลเรือพาย, with the target of มาตรการที่ ๑: เชื่อมโยงระบบยืมโคมไฟกับเว็บไซต์ อย่างน้อย ๒ ระบบ.",
    limits: "Only wordings of a sentence's length, the same but for spaces, digits and letters that OCR confuses. Where it fits one \
             only better than the other it informs; where it fits both or none nothing is said.",
    run,
};

/// A shorter wording is no sentence; in letters.
const SENTENCE: usize = 30;
/// A target fits an indicator that has this share of its words.
const FITS: f64 = 0.6;
/// It is foreign to an item that has no more than this share of them.
const FOREIGN: f64 = 0.3;

/// Where it fits none so well, by how much more it must fit one than another to be told at all.
const BETTER: f64 = 0.15;

struct Use<'r> {
    section: usize,
    item: &'r Item,
    target: &'r Text,
    indicator: &'r Indicator,
}

fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut by_words: BTreeMap<String, Vec<Use<'_>>> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    for entry in &context.entries {
        for indicator in &entry.item.indicators {
            let Some(target) = &indicator.target_text else { continue };
            let words = fold(&target.text);
            if words.chars().count() < SENTENCE {
                continue;
            }
            let uses = by_words.entry(words.clone()).or_default();
            if uses.is_empty() {
                order.push(words);
            }
            uses.push(Use { section: entry.section, item: entry.item, target, indicator });
        }
    }
    order.iter().flat_map(|words| of_words(words, &by_words[words])).collect()
}

/// A finding for each item that a wording is foreign to, where it fits another.
fn of_words(words: &str, uses: &[Use<'_>]) -> Vec<Finding> {
    let fit = |u: &Use<'_>| {
        share(words, &fold(&u.indicator.name.text)).max(share(words, &fold(&u.item.title.text)))
    };
    let owners: Vec<&Use<'_>> = uses.iter().filter(|u| fit(u) >= FITS).collect();
    let foreign = uses.iter().filter(|u| fit(u) <= FOREIGN && steps(words, u.item) <= FITS);
    // A neighbour in the same table is likelier to have been copied than an item elsewhere.
    let owner =
        |u: &Use<'_>| owners.iter().find(|o| o.section == u.section).or(owners.first()).copied();
    if !owners.is_empty() {
        return foreign.filter_map(|u| Some(tell(u, owner(u)?))).collect();
    }
    // It fits none well: the one it fits best may be its own, and then only by comparison.
    let Some(best) = uses.iter().max_by(|a, b| fit(a).total_cmp(&fit(b))) else {
        return Vec::new();
    };
    let other = foreign.filter(|u| fit(u) + BETTER <= fit(best));
    other.map(|u| unsure(tell(u, best))).collect()
}

/// How much of a wording the item's steps or objectives have: what it sets out to do is its own.
fn steps(words: &str, item: &Item) -> f64 {
    let cells = [Role::Steps, Role::Objective].into_iter().filter_map(|role| item.cells.get(&role));
    cells.map(|cell| share(words, &fold(&cell.text))).fold(0.0, f64::max)
}

fn tell(copy: &Use<'_>, owner: &Use<'_>) -> Finding {
    let (words, name) = (short(&copy.target.text), short(&copy.indicator.name.text));
    let th = format!("เป้าหมาย “{words}” เป็นของ {} และไม่ตรงกับตัวชี้วัด “{name}”", owner.item.id);
    let en = format!(
        "the target “{words}” is that of {} and does not fit the indicator “{name}”",
        owner.item.id
    );
    let finding = RULE
        .finds(th, en)
        .about(copy.item.id.as_str())
        .seen(&copy.target.raw, &copy.target.regions);
    let finding = finding.seen(&copy.indicator.name.raw, &copy.indicator.name.regions);
    finding.seen(&owner.target.raw, &owner.target.regions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::places;
    use crate::audit::check::sample::{measure, report};

    const LAMPS: &str = "มีการเชื่อมโยงระบบยืมโคมไฟกับเว็บไซต์และจัดทำคู่มือ อย่างน้อย ๓ ระบบ";

    fn cell(indicator: &str, target: &str) -> String {
        format!("ตัวชี้วัด : {indicator} เป้าหมาย : {target}")
    }

    #[test]
    fn a_target_under_a_foreign_indicator() {
        let own = measure("1").indicator(&cell("มีการเชื่อมโยงระบบยืมโคมไฟกับเว็บไซต์และจัดทำคู่มือ", LAMPS));
        let copy = measure("2")
            .indicator(&cell("ผู้มาเยือนรับรู้ข่าวสารหิ่งห้อย", &LAMPS.replace("โคมไฟกับ", "โคมไฟ กับ")));
        let found = run(&Context::new(&report(vec![own, copy])));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].item.as_deref(), places(&found[0])), (Some("m2"), 3));
        assert!(found[0].message_en.contains("is that of m1"), "{}", found[0].message_en);
    }

    #[test]
    fn what_an_item_sets_out_to_do_is_its_own() {
        let own = measure("1").indicator(&cell("มีการเชื่อมโยงระบบยืมโคมไฟกับเว็บไซต์และจัดทำคู่มือ", LAMPS));
        let also =
            measure("2").indicator(&cell("ผู้มาเยือนรับรู้ข่าวสารหิ่งห้อย", LAMPS)).cell(Role::Steps, LAMPS);
        assert_eq!(run(&Context::new(&report(vec![own, also]))), []);
    }

    #[test]
    fn a_target_that_fits_one_only_better_informs() {
        let pleased = "ผู้มาเยือนมีความพึงพอใจต่อการบริการไม่น้อยกว่าร้อยละ ๖๐";
        let own = measure("1").indicator(&cell("มีการประเมินความพึงพอใจ", pleased));
        let copy = measure("2").indicator(&cell("หน่วยงานมีแนวปฏิบัติการยืมเรือพาย", pleased));
        let found = run(&Context::new(&report(vec![own, copy])));
        assert_eq!(
            (found.len(), found[0].severity, found[0].item.as_deref()),
            (1, Severity::Info, Some("m2"))
        );
    }

    #[test]
    fn shared_wordings_are_left_in_peace() {
        let pleased = "ผู้เข้าร่วมโครงการมีความพึงพอใจต่อการจัดงานไม่น้อยกว่าร้อยละ ๘๐";
        for (indicators, target) in [
            (
                [
                    "มีการเชื่อมโยงระบบยืมโคมไฟกับเว็บไซต์และจัดทำคู่มือ",
                    "การเชื่อมโยงระบบยืมโคมไฟกับเว็บไซต์และจัดทำคู่มือ",
                ],
                LAMPS,
            ),
            (["มีการจัดอบรม", "มีการจัดนิทรรศการ"], pleased),
            (["ร้อยละ", "จำนวน"], "ร้อยละ ๘๐"),
        ] {
            let drafts = indicators
                .iter()
                .zip(["1", "2"])
                .map(|(i, n)| measure(n).indicator(&cell(i, target)));
            assert_eq!(run(&Context::new(&report(drafts.collect()))), [], "{target}");
        }
    }
}
