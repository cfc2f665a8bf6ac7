//! Titles of items that people put right: the cell that prints one says the same, also where it holds
//! more than the title.

use std::collections::BTreeMap;
use std::iter::successors;

use super::asked::{Changed, encloses, rewrite_by};
use super::derive::{own_title, top_of};
use crate::contract::model::{Item, ItemKind, Report, Text};
use crate::contract::pointers::items_mut;
use crate::role::Holds;

/// Titles as they stand, by the pointers of their items.
pub(super) type Titles = BTreeMap<String, String>;

/// What stands in a pointer between an item and what is below it.
const BELOW: &str = "/children/";

/// The titles of all items.
pub(super) fn titles(report: &mut Report) -> Titles {
    let mut titles = Titles::new();
    items_mut(report, &mut |at, item, _| {
        titles.insert(at.to_owned(), item.title.raw.clone());
    });
    titles
}

/// Puts the titles that are others than `before` into the cells that print them.
pub(super) fn follow(report: &mut Report, before: &Titles, changed: &mut Changed) {
    let mut renamed = Vec::new();
    items_mut(report, &mut |at, item, _| {
        let old = before.get(at).filter(|old| **old != item.title.raw && !old.trim().is_empty());
        if let Some(old) = old {
            let (at, kind) = (at.to_owned(), item.kind);
            renamed.push(Renamed { at, kind, old: old.clone(), title: item.title.clone() });
        }
    });
    for renamed in renamed {
        if let Some((cell, raw)) = renamed.cell(report, changed) {
            renamed.put(report, &cell, &raw, changed);
        }
    }
}

/// An item whose title was put right.
struct Renamed {
    /// Its pointer.
    at: String,
    kind: ItemKind,
    /// Its title as it was.
    old: String,
    /// Its title as it is.
    title: Text,
}

impl Renamed {
    /// The cell that prints the title, its own or that of an item above it, and what it is to say.
    fn cell(&self, report: &mut Report, changed: &Changed) -> Option<(Text, String)> {
        let homes = successors(Some(self.at.as_str()), |at| Some(at.rsplit_once(BELOW)?.0));
        for home in homes {
            let mut found = None;
            items_mut(report, &mut |at, item, _| {
                if at == home {
                    found = self.cell_of(at, item, changed);
                }
            });
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn cell_of(&self, at: &str, item: &Item, changed: &Changed) -> Option<(Text, String)> {
        let cells = item.cells.iter().filter(|(key, _)| key.role.holds() == Holds::Title);
        // One that was put right itself says already what it is to say.
        let cells = cells.filter(|(key, _)| !changed.contains_key(&format!("{at}/cells/{key}")));
        let mut cells = cells.map(|(_, cell)| cell).filter(|cell| self.is_in(cell));
        cells.find_map(|cell| Some((cell.clone(), self.put_into(cell, at == self.at)?)))
    }

    /// Whether the title stands where a cell does.
    fn is_in(&self, cell: &Text) -> bool {
        let placeless = cell.regions.is_empty() || self.title.regions.is_empty();
        placeless || encloses(&cell.regions, &self.title.regions)
    }

    /// What a cell says with the new title; `None` where nothing tells which part of it is the title.
    fn put_into(&self, cell: &Text, is_own: bool) -> Option<String> {
        let places: Vec<usize> = cell.raw.match_indices(&self.old).map(|(at, _)| at).collect();
        let mut replaced = places.iter().map(|at| {
            let (head, tail) = (&cell.raw[..*at], &cell.raw[at + self.old.len()..]);
            format!("{head}{}{tail}", self.title.raw)
        });
        match places.len() {
            1 => replaced.next(),
            // The words of a title may stand in its cell again: the one that is read as the title is it.
            _ if is_own => replaced
                .find(|raw| own_title(raw, &cell.regions, top_of(self.kind)).raw == self.title.raw),
            _ => None,
        }
    }

    /// Whether it is the item with this pointer, or stands below it.
    fn is_at_or_below(&self, at: &str) -> bool {
        self.at.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with(BELOW))
    }

    /// Makes a cell say this, wherever a row has it.
    fn put(&self, report: &mut Report, cell: &Text, raw: &str, changed: &mut Changed) {
        let Some(mark) = &self.title.corrected else { return };
        items_mut(report, &mut |at, item, _| {
            let cells = item.cells.iter_mut().filter(|(key, _)| key.role.holds() == Holds::Title);
            for (key, text) in cells {
                let is_same = text.raw == cell.raw && text.regions == cell.regions;
                if is_same && (self.is_at_or_below(at) || !cell.regions.is_empty()) {
                    rewrite_by(text, raw.to_owned(), mark);
                    changed.insert(format!("{at}/cells/{key}"), text.regions.clone());
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::model::Corrected;

    fn text(raw: &str) -> Text {
        let corrected = Some(Box::new(Corrected {
            by: "ก".to_owned(),
            at: jiff::Timestamp::UNIX_EPOCH,
            why: None,
            was: String::new(),
        }));
        let regions = Vec::new();
        Text { raw: raw.to_owned(), text: raw.to_owned(), regions, confidence: None, corrected }
    }

    #[test]
    fn the_part_of_a_cell_that_is_the_title_is_put_right() {
        for (cell, old, new, is_own, put) in [
            ("๑. โครงการก", "โครงการก", "โครงการข", true, Some("๑. โครงการข")),
            ("๑. อบรม\n๑.๑ กิจกรรมอบรม", "อบรม", "ประชุม", true, Some("๑. ประชุม\n๑.๑ กิจกรรมอบรม")),
            ("อบรม และอบรม", "อบรม", "ประชุม", true, None),
            ("๑. ก\n๑.๑ อบรม", "อบรม", "ประชุม", false, Some("๑. ก\n๑.๑ ประชุม")),
            ("๑. อบรม\n๑.๑ อบรม", "อบรม", "ประชุม", false, None),
            ("๑. อื่น", "อบรม", "ประชุม", true, None),
        ] {
            let (at, kind, title) = (String::new(), ItemKind::Project, text(new));
            let renamed = Renamed { at, kind, old: old.to_owned(), title };
            assert_eq!(renamed.put_into(&text(cell), is_own).as_deref(), put, "{cell}");
        }
    }
}
