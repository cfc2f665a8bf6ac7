//! What people put right in a report, as rows.

use std::collections::BTreeMap;

use super::collector::Collector;
use super::value::{Value, or_null, owned_text, position, text, whole_seconds};
use crate::contract::model::{Corrected, Report};
use crate::contract::pointers::{items_mut, texts_mut};

/// A value that a person put right.
struct PutRight {
    pointer: String,
    mark: Corrected,
    is: String,
}

/// Adds the rows of what people put right.
pub(super) fn push(rows: &mut Collector<'_>, report: &Report) {
    if rows.identity().said.corrected_at.is_none() {
        return;
    }
    // The walks that know pointers give what they meet to be changed.
    let mut report = report.clone();
    let items = items(&mut report);
    for (i, PutRight { pointer, mark, is }) in all(&mut report).into_iter().enumerate() {
        let row = [
            owned_text(format!("correction.{}", i + 1)),
            position(i),
            or_null(item_of(&pointer, &items), owned_text),
            owned_text(&pointer),
            text(&mark.was).into_owned(),
            text(&is).into_owned(),
            text(&mark.by).into_owned(),
            Value::Time(whole_seconds(mark.at)),
            or_null(mark.why.as_deref(), |why| text(why).into_owned()),
        ];
        rows.row("corrections", row);
    }
}

/// All that was put right, in document order.
fn all(report: &mut Report) -> Vec<PutRight> {
    let mut all = Vec::new();
    if let Some(agency) = &report.agency
        && let Some(mark) = agency.corrected.as_deref().cloned()
    {
        let is = agency.name.clone();
        all.push(PutRight { pointer: "/agency/name".to_owned(), mark, is });
    }
    if let Some(year) = &report.fiscal_year
        && let Some(mark) = year.corrected.as_deref().cloned()
    {
        let is = year.be.to_string();
        all.push(PutRight { pointer: "/fiscal_year/be".to_owned(), mark, is });
    }
    texts_mut(report, &mut |pointer, text| {
        if let Some(mark) = text.corrected.as_deref().cloned() {
            all.push(PutRight { pointer: pointer.to_owned(), mark, is: text.raw.clone() });
        }
    });
    all
}

/// The ids of all items by their pointers.
fn items(report: &mut Report) -> BTreeMap<String, String> {
    let mut items = BTreeMap::new();
    items_mut(report, &mut |pointer, item, _| {
        items.insert(pointer.to_owned(), item.id.clone());
    });
    items
}

/// The id of the item that a pointer leads into.
fn item_of<'i>(pointer: &str, items: &'i BTreeMap<String, String>) -> Option<&'i str> {
    let mut above = pointer;
    while let Some((shorter, _)) = above.rsplit_once('/') {
        if let Some(id) = items.get(shorter) {
            return Some(id);
        }
        above = shorter;
    }
    None
}
