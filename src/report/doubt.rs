//! Values that were read from a picture and rest on a digit that may be another: a finding for
//! each.

use std::collections::BTreeMap;

use crate::contract::model::{Facts, Item, Section};
use crate::contract::walk;
use crate::finding::{Code, Finding, Region};
use crate::page::Doubted;
use crate::pdf::Doubt;

/// A finding for each value that rests on one of them.
pub(super) fn findings(sections: &[Section], doubts: Vec<Doubted>) -> Vec<Finding> {
    let mut pages: BTreeMap<u32, Vec<Doubted>> = BTreeMap::new();
    for d in doubts {
        pages.entry(d.region.page).or_default().push(d);
    }
    let mut out = Vec::new();
    if pages.is_empty() {
        return out;
    }
    for section in sections {
        for item in walk::items(section) {
            walk::tree(item, &mut |item| {
                for (raw, regions) in values(item) {
                    out.extend(of_value(raw, regions, &pages).map(|f| f.about(item.id.as_str())));
                }
            });
        }
    }
    out
}

/// The values of an item as printed, each with where it stands.
fn values(item: &Item) -> Vec<(&str, &[Region])> {
    let mut out: Vec<(&str, &[Region])> = Vec::new();
    let targets = item.indicators.iter().flat_map(|i| &i.targets);
    out.extend(targets.map(|t| (t.raw.as_str(), t.regions.as_slice())));
    for Facts { dates, percentages, quantities, money } in
        std::iter::once(&item.facts).chain(&item.outcome_facts)
    {
        out.extend(dates.iter().map(|v| (v.raw.as_str(), v.regions.as_slice())));
        out.extend(percentages.iter().map(|v| (v.raw.as_str(), v.regions.as_slice())));
        out.extend(quantities.iter().map(|v| (v.raw.as_str(), v.regions.as_slice())));
        out.extend(money.iter().map(|v| (v.raw.as_str(), v.regions.as_slice())));
    }
    out.extend(item.budget.iter().map(|b| (b.raw.as_str(), b.regions.as_slice())));
    out
}

/// The finding for a value, where one of its digits may be another.
fn of_value(raw: &str, regions: &[Region], pages: &BTreeMap<u32, Vec<Doubted>>) -> Option<Finding> {
    let mut doubted: Vec<&Doubted> = Vec::new();
    for region in regions {
        doubted.extend(
            pages.get(&region.page).into_iter().flatten().filter(|d| holds(region, &d.region)),
        );
    }
    if doubted.is_empty() {
        return None;
    }
    let say = |or: &str, of: &str| {
        let one = |d: &&Doubted| {
            let Doubt { text, other, confidence, .. } = &d.doubt;
            let other = other.as_ref().map(|o| format!(" {or} “{o}”")).unwrap_or_default();
            format!("“{text}”{other} ({of} {:.2})", confidence.value())
        };
        doubted.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let th = format!("ค่า “{raw}” อ่านจากภาพ ตัวอักษรที่ไม่แน่ใจ: {}", say("หรือ", "ความมั่นใจ"));
    let en = format!("“{raw}” was read from the picture; not sure of {}", say("or", "confidence"));
    Some(Finding::new(Code::LowConfidence, th, en).seen(raw, regions))
}

/// Whether the middle of a region lies in another.
fn holds(outer: &Region, inner: &Region) -> bool {
    let (x, y) = ((inner.x0 + inner.x1) / 2.0, (inner.y0 + inner.y1) / 2.0);
    (outer.x0..=outer.x1).contains(&x) && (outer.y0..=outer.y1).contains(&y)
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
        let finding = of_value("๕๓ คน", &[there], &pages).unwrap();
        assert_eq!((finding.code.as_str(), finding.page), ("low-confidence", Some(1)));
        assert!(
            finding.message_en.contains("“๓” or “๘” (confidence 0.90)"),
            "{}",
            finding.message_en
        );
        for elsewhere in [Region { page: 2, ..there }, Region { x1: 30.0, ..there }] {
            assert_eq!(of_value("๕๓ คน", &[elsewhere], &pages), None);
        }
    }
}
