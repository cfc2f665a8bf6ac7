//! Values that were read from a picture and rest on a digit that may be another: a finding for
//! each.

use std::collections::BTreeMap;

use crate::contract::model::{Facts, Item, Section};
use crate::contract::walk;
use crate::finding::{Code, Finding, Region};
use crate::page::Doubted;
use crate::pdf::Doubt;

/// A value of an item: as printed, and where it stands.
type Value<'i> = (&'i str, &'i [Region]);

/// A finding for each value of an item that rests on one of the doubted characters.
pub(super) fn findings(sections: &[Section], doubts: Vec<Doubted>) -> Vec<Finding> {
    let mut found = Vec::new();
    if doubts.is_empty() {
        return found;
    }
    let pages = by_page(doubts);
    for total in sections.iter().flat_map(walk::totals).flat_map(|total| &total.budgets) {
        found.extend(of_value((total.raw.as_str(), total.regions.as_slice()), &pages));
    }
    for item in sections.iter().flat_map(walk::items) {
        walk::tree(item, &mut |item| {
            let of_item = values(item).into_iter().filter_map(|value| of_value(value, &pages));
            found.extend(of_item.map(|finding| finding.about(item.id.as_str())));
        });
    }
    found
}

fn by_page(doubts: Vec<Doubted>) -> BTreeMap<u32, Vec<Doubted>> {
    let mut pages: BTreeMap<u32, Vec<Doubted>> = BTreeMap::new();
    for doubted in doubts {
        pages.entry(doubted.region.page).or_default().push(doubted);
    }
    pages
}

/// The values of an item.
fn values(item: &Item) -> Vec<Value<'_>> {
    let mut all: Vec<Value<'_>> = Vec::new();
    let targets = item.indicators.iter().flat_map(|indicator| &indicator.targets);
    all.extend(targets.map(|target| (target.raw.as_str(), target.regions.as_slice())));
    all.extend(values_of_facts(&item.facts));
    all.extend(item.outcome_facts.iter().flat_map(values_of_facts));
    // The budget of the item is one of these.
    all.extend(item.budgets.iter().map(|budget| (budget.raw.as_str(), budget.regions.as_slice())));
    all.extend(item.schedule.iter().map(|when| (when.raw.as_str(), when.regions.as_slice())));
    all
}

fn values_of_facts(facts: &Facts) -> impl Iterator<Item = Value<'_>> {
    let Facts { dates, percentages, quantities, money } = facts;
    let dates = dates.iter().map(|date| (&date.raw, &date.regions));
    let percentages = percentages.iter().map(|percentage| (&percentage.raw, &percentage.regions));
    let quantities = quantities.iter().map(|quantity| (&quantity.raw, &quantity.regions));
    let money = money.iter().map(|money| (&money.raw, &money.regions));
    let all = dates.chain(percentages).chain(quantities).chain(money);
    all.map(|(raw, regions)| (raw.as_str(), regions.as_slice()))
}

/// The finding for a value, where one of its digits may be another.
fn of_value((raw, regions): Value<'_>, pages: &BTreeMap<u32, Vec<Doubted>>) -> Option<Finding> {
    let mut doubted: Vec<&Doubted> = Vec::new();
    for region in regions {
        let on_page = pages.get(&region.page).into_iter().flatten();
        doubted.extend(on_page.filter(|doubted| region.holds(&doubted.region)));
    }
    if doubted.is_empty() {
        return None;
    }
    let (in_thai, in_english) =
        (list(&doubted, "หรือ", "ความมั่นใจ"), list(&doubted, "or", "confidence"));
    let th = format!("ค่า “{raw}” อ่านจากภาพ ตัวอักษรที่ไม่แน่ใจ: {in_thai}");
    let en = format!("“{raw}” was read from the picture; not sure of {in_english}");
    Some(Finding::new(Code::LowConfidence, th, en).seen(raw, regions))
}

/// The doubted characters with their other readings: `“๓” or “๘” (confidence 0.90)`.
fn list(doubted: &[&Doubted], or: &str, confidence_word: &str) -> String {
    let mut all = Vec::new();
    for Doubt { text, other, confidence, .. } in doubted.iter().map(|doubted| &doubted.doubt) {
        let other = other.as_ref().map(|other| format!(" {or} “{other}”")).unwrap_or_default();
        all.push(format!("“{text}”{other} ({confidence_word} {:.2})", confidence.value()));
    }
    all.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Rect;
    use crate::pdf::Confidence;

    fn doubted(text: &str, other: &str, x: f32) -> Doubted {
        let bbox = Rect::new(x, 10.0, x + 6.0, 20.0);
        let doubt = Doubt {
            text: text.into(),
            confidence: Confidence::new(0.9),
            other: Some(other.into()),
            bbox,
        };
        Doubted { doubt, region: Region { page: 1, x0: x, y0: 10.0, x1: x + 6.0, y1: 20.0 } }
    }

    #[test]
    fn a_value_with_a_doubtful_digit_is_told_with_the_other_reading() {
        let pages = BTreeMap::from([(1, vec![doubted("๓", "๘", 30.0)])]);
        let there = Region { page: 1, x0: 10.0, y0: 9.0, x1: 50.0, y1: 21.0 };
        let finding = of_value(("๕๓ คน", &[there]), &pages).unwrap();
        assert_eq!((finding.code.as_str(), finding.page), ("low-confidence", Some(1)));
        assert!(
            finding.message_en.contains("“๓” or “๘” (confidence 0.90)"),
            "{}",
            finding.message_en
        );
        for elsewhere in [Region { page: 2, ..there }, Region { x1: 30.0, ..there }] {
            assert_eq!(of_value(("๕๓ คน", &[elsewhere]), &pages), None);
        }
    }
}
