//! `target-copied`: one item's target printed again under another item, whose indicator asks for
//! something else.

use std::collections::BTreeMap;

use crate::audit::check::{Context, Entry, Rule};
use crate::audit::wording::{fold, share, short};
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
/// Where it fits none well, its share must be this much larger at one item than at another for a
/// finding.
const BETTER: f64 = 0.15;

fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut by_words: BTreeMap<String, Vec<Use<'_>>> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    for entry in &context.entries {
        for (words, one) in Use::all_of(entry) {
            let uses = by_words.entry(words.clone()).or_default();
            if uses.is_empty() {
                order.push(words);
            }
            uses.push(one);
        }
    }
    order.iter().flat_map(|words| of_words(words, &by_words[words])).collect()
}

/// One place where a target's wording stands.
struct Use<'r> {
    /// The place of the item's section in the report.
    section: usize,
    item: &'r Item,
    target: &'r Text,
    indicator: &'r Indicator,
}

impl<'r> Use<'r> {
    /// The targets of an item that are whole sentences, each with its folded wording.
    fn all_of(entry: &Entry<'r>) -> Vec<(String, Use<'r>)> {
        let mut all = Vec::new();
        for indicator in &entry.item.indicators {
            let Some(target) = &indicator.target_text else { continue };
            let words = fold(&target.text);
            if words.chars().count() >= SENTENCE {
                let Entry { section, item, .. } = *entry;
                all.push((words, Use { section, item, target, indicator }));
            }
        }
        all
    }

    /// How much of the wording its indicator or the title of its item has.
    fn fit(&self, words: &str) -> f64 {
        let indicator = share(words, &fold(&self.indicator.name.text));
        indicator.max(share(words, &fold(&self.item.title.text)))
    }

    /// Whether the wording is foreign to its item: neither its indicator and title nor what it sets
    /// out to do have it.
    fn is_foreign(&self, words: &str) -> bool {
        self.fit(words) <= FOREIGN && share_of_steps(words, self.item) <= FITS
    }
}

/// A finding for each item that a wording is foreign to, where it fits another.
fn of_words(words: &str, uses: &[Use<'_>]) -> Vec<Finding> {
    let owners: Vec<&Use<'_>> = uses.iter().filter(|u| u.fit(words) >= FITS).collect();
    let foreign = uses.iter().filter(|u| u.is_foreign(words));
    if !owners.is_empty() {
        return foreign.filter_map(|u| Some(finding(u, owner_for(u, &owners)?))).collect();
    }
    // It fits none well: the one it fits best may be its own, as far as comparing can say.
    let Some(best) = uses.iter().max_by(|a, b| a.fit(words).total_cmp(&b.fit(words))) else {
        return Vec::new();
    };
    let worse = foreign.filter(|u| u.fit(words) + BETTER <= best.fit(words));
    worse.map(|u| finding(u, best).informing_unless(false)).collect()
}

/// The owner that a copy was likely taken from: one in the same table rather than one elsewhere.
fn owner_for<'u, 'r>(copy: &Use<'r>, owners: &[&'u Use<'r>]) -> Option<&'u Use<'r>> {
    owners.iter().find(|owner| owner.section == copy.section).or(owners.first()).copied()
}

/// How much of a wording the item's steps or objectives have: what it sets out to do is its own.
fn share_of_steps(words: &str, item: &Item) -> f64 {
    let cells = [Role::Steps, Role::Objective].into_iter().flat_map(|role| item.cells_of(role));
    cells.map(|cell| share(words, &fold(&cell.text))).fold(0.0, f64::max)
}

fn finding(copy: &Use<'_>, owner: &Use<'_>) -> Finding {
    let (words, name) = (short(&copy.target.text), short(&copy.indicator.name.text));
    let id = &owner.item.id;
    let th = format!("เป้าหมาย “{words}” เป็นของ {id} และไม่ตรงกับตัวชี้วัด “{name}”");
    let en =
        format!("the target “{words}” is that of {id} and does not fit the indicator “{name}”");
    RULE.finds(th, en)
        .about(copy.item.id.as_str())
        .seen(&copy.target.raw, &copy.target.regions)
        .seen(&copy.indicator.name.raw, &copy.indicator.name.regions)
        .seen(&owner.target.raw, &owner.target.regions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::places;
    use crate::audit::sample::{measure, report};

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
