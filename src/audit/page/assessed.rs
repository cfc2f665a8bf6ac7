//! The checklist of the OIT assessment as the page shows it.

use serde::Serialize;

use crate::audit::oit::labels;
use crate::audit::oit::{CheckedContent, CheckedItem, Checklist};
use crate::contract::output::page::{Both, owned};

#[derive(Serialize)]
pub(super) struct AssessedView<'a> {
    /// The assessment, its year and class, and what the document is taken for.
    heading: Both,
    /// Said in place of items where none are known.
    unknown: Option<Both>,
    items: Vec<ItemView<'a>>,
}

#[derive(Serialize)]
struct ItemView<'a> {
    number: &'a str,
    title: (&'a str, &'a str),
    why_not: Option<Both>,
    contents: Vec<ContentView>,
    incomplete: Option<Both>,
}

#[derive(Serialize)]
struct ContentView {
    sign: char,
    name: Both,
    found: usize,
    of: usize,
}

impl<'a> AssessedView<'a> {
    /// Of a checklist.
    pub(super) fn of(list: &'a Checklist) -> AssessedView<'a> {
        let (assessment, document) = (labels::ASSESSMENT, labels::document(list.document));
        let (year, class) = (list.fiscal_year, &list.agency_class);
        AssessedView {
            heading: (
                format!("{} {year} ({class}): {}", assessment.0, document.0),
                format!("{} {year} ({class}): {}", assessment.1, document.1),
            ),
            unknown: list.items.is_none().then(|| owned(labels::UNKNOWN)),
            items: list.items.iter().flatten().map(item).collect(),
        }
    }
}

/// An item; one that the report does not serve says why, and nothing of its contents.
fn item(item: &CheckedItem) -> ItemView<'_> {
    let why = item.why_not_en.as_ref().zip(item.why_not_th.as_ref());
    let not = labels::NOT_SERVED;
    let contents = item.contents.iter().filter(|_| why.is_none()).map(content);
    let is_incomplete = why.is_none() && !item.contents_complete;
    ItemView {
        number: &item.number,
        title: (&item.title_en, &item.title_th),
        why_not: why.map(|(en, th)| (format!("{} ({en})", not.0), format!("{} ({th})", not.1))),
        contents: contents.collect(),
        incomplete: is_incomplete.then(|| owned(labels::INCOMPLETE)),
    }
}

fn content(content: &CheckedContent) -> ContentView {
    let CheckedContent { presence, found, of, .. } = content;
    let name = owned(labels::content(content.content));
    ContentView { sign: labels::sign(*presence), name, found: *found, of: *of }
}
