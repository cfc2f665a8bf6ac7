//! Headings that name a project as no label does: `กิจกรรมที่ ๑ แสงริมน้ำ`, `๑. โครงการแสงริมน้ำ`.

use super::labels::COLONS;
use crate::contract::model::ItemKind;
use crate::layout::{Line, Passage, compose};
use crate::report::facts::item_headings;
use crate::report::text::Reading;
use crate::thai::text::normalise;

/// Such a heading is at most this long, in characters.
const LONGEST: usize = 200;
/// What stands between its number and the name.
const BETWEEN: [char; 5] = [':', '：', '-', '–', ' '];
/// How it begins, behind its number.
const NAMES: &[&str] = &["โครงการ", "กิจกรรม"];

/// The name of a project in a heading above its labels.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// Its number in Arabic digits.
    pub number: Option<String>,
    /// What it heads.
    pub kind: ItemKind,
    /// The name without the number.
    pub title: Passage,
    /// What stands before the name: its number, with the word for what it heads.
    pub label: Passage,
    /// How many lines it has.
    pub lines: usize,
}

/// What lines head, if they are the name of a project.
pub(super) fn heading(lines: &[Line]) -> Option<Heading> {
    let whole = compose(lines);
    let reading = Reading::new(&whole);
    let text = reading.text();
    if text.trim().is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let found = item_headings(text, ItemKind::Project).into_iter().next();
    let found = found.filter(|first| text[..first.label.start].trim().is_empty());
    let (number, kind, label, title) = match found {
        Some(first) => (Some(first.number), first.kind, first.label, first.title),
        None => (None, ItemKind::Project, 0..0, 0..text.len()),
    };
    let start = title.end - text[title.clone()].trim_start_matches(BETWEEN).len();
    let title = start..title.end;
    let own = &text[title.clone()];
    let labelled = begins_with_name(text) && number.is_some();
    let named = labelled || begins_with_name(own);
    let says_more = !own.contains(COLONS)
        && NAMES.iter().all(|word| own.trim() != *word)
        && !own.trim().is_empty();
    let (label, title) = (reading.part(label), reading.part(title));
    (named && says_more).then_some(Heading { number, kind, title, label, lines: 0 })
}

fn begins_with_name(text: &str) -> bool {
    NAMES.iter().any(|word| text.trim_start().starts_with(word))
}

/// Whether a line heads a project and says no more of it: `กิจกรรมที่ ๒`.
pub(super) fn is_bare(line: &Line) -> bool {
    let text = normalise(&line.text()).into_owned();
    let found = item_headings(text.trim(), ItemKind::Project);
    let only = found.first().filter(|first| first.label.start == 0 && first.title.is_empty());
    only.is_some_and(|first| {
        NAMES.iter().any(|word| text.trim()[first.label.clone()].starts_with(word))
    })
}
