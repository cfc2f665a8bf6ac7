//! Amounts that are printed once for several items: a cell of money that spans their rows.

use std::collections::BTreeMap;

use crate::column::Key;
use crate::contract::model::{Item, Section};
use crate::contract::walk;
use crate::finding::{Code, Finding, Region};

/// Where a cell stands: its page and the corner and width of its first line, in hundredths of points.
type Place = (Key, u32, [i64; 3]);

/// The findings about the amounts of a report that several items share.
pub(super) fn findings(sections: &[Section]) -> Vec<Finding> {
    let mut places: BTreeMap<Place, Vec<&Item>> = BTreeMap::new();
    for section in sections {
        for item in walk::items(section) {
            walk::tree(item, &mut |item| {
                for (place, _) in amounts(item) {
                    places.entry(place).or_default().push(item);
                }
            });
        }
    }
    places.values().filter(|items| items.len() > 1).map(|items| finding(items)).collect()
}

/// Where the amounts of an item stand.
fn amounts(item: &Item) -> impl Iterator<Item = (Place, Region)> {
    let read = item.budgets.iter().filter(|budget| budget.amount_thb.is_some());
    read.filter_map(|budget| {
        let region = *item.cells.get(&budget.column)?.regions.first()?;
        let corner = [region.x0, region.y0, region.x1].map(|side| (side * 100.0).round() as i64);
        Some(((budget.column, region.page, corner), region))
    })
}

fn finding(items: &[&Item]) -> Finding {
    let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
    let (count, ids) = (ids.len(), ids.join(", "));
    let th = format!(
        "จำนวนเงินนี้พิมพ์ไว้ครั้งเดียวสำหรับ {count} รายการ ({ids}) แต่ละรายการจึงมีจำนวนเดียวกัน และผลรวมจะนับซ้ำ"
    );
    let en = format!(
        "this amount is printed once for {count} items ({ids}): each of them has it, and sums count it {count} times"
    );
    let first = items[0];
    let region = amounts(first).map(|(_, region)| region).next();
    let regions: Vec<Region> = region.into_iter().collect();
    Finding::new(Code::BudgetShared, th, en).about(&first.id).seen("", &regions)
}
