//! Corrections of what was read from a part of a cell, an objective, an indicator: the cell is put
//! right, so that it and what is read from it say the same.

use crate::column::Key;
use crate::contract::model::{Item, Report, Role, Text};
use crate::contract::pointers::items_mut;
use crate::corrections::Correction;

use super::asked::{Asked, Changed, encloses, rewrite};

/// Lists of an item whose texts are parts of its cells, and the cells.
const LISTS: &[(&str, &[Role])] = &[
    ("objectives", &[Role::Objective]),
    ("responsible", &[Role::Responsible]),
    ("problems", &[Role::Problem]),
    ("suggestions", &[Role::Suggestion]),
];
/// The cells that an indicator is read from, …
const INDICATOR: &[Role] = &[Role::Indicator, Role::Target, Role::Unit];
/// … and its texts.
const OF_INDICATOR: [&str; 2] = ["name", "target_text"];

/// The cells that a text at a pointer is read from, with the pointer of their item; `None` where it is
/// no part of a cell.
pub(super) fn source(pointer: &str) -> Option<(&str, &'static [Role])> {
    let (list, last) = pointer.rsplit_once('/')?;
    if OF_INDICATOR.contains(&last) {
        let (indicators, _) = list.rsplit_once('/')?;
        return Some((indicators.strip_suffix("/indicators")?, INDICATOR));
    }
    let (item, name) = list.rsplit_once('/')?;
    let (_, roles) = LISTS.iter().find(|(list, _)| *list == name)?;
    Some((item, roles))
}

/// Puts right what stands within cells.
pub(super) fn cells(report: &mut Report, asked: &mut Asked<'_>, changed: &mut Changed) {
    for i in 0..asked.count() {
        let Some(correction) = asked.open(i) else { continue };
        let Some((home, roles)) = source(&correction.pointer) else { continue };
        let mut is_done = false;
        items_mut(report, &mut |at, item, _| {
            if !is_done && let Some(key) = place(item, at == home, roles, correction) {
                if let Some(text) = item.cells.get_mut(&key).filter(|text| !says(text, correction))
                {
                    let raw = text.raw.replacen(&correction.old, &correction.new, 1);
                    rewrite(text, raw, correction);
                    changed.insert(format!("{at}/cells/{key}"), text.regions.clone());
                }
                is_done = true;
            }
        });
        if is_done {
            asked.apply(i);
        }
    }
}

/// The cell of an item that prints what a correction is of; `is_home`: the pointer says so.
fn place(item: &Item, is_home: bool, roles: &[Role], correction: &Correction) -> Option<Key> {
    // Of a text that stands there twice nothing says which one is meant.
    let prints = |text: &Text| {
        text.raw.matches(correction.old.as_str()).count() == 1 || says(text, correction)
    };
    let is_there = |text: &Text| match correction.regions.is_empty() || text.regions.is_empty() {
        true => is_home,
        false => encloses(&text.regions, &correction.regions),
    };
    let mut cells = item.cells.iter().filter(|(key, _)| roles.contains(&key.role));
    cells.find(|(_, text)| prints(text) && is_there(text)).map(|(key, _)| *key)
}

/// Whether a cell that was put right says already what is asked: what is left of the old text in it
/// stands within the new.
fn says(text: &Text, correction: &Correction) -> bool {
    let count = |part: &str| text.raw.matches(part).count();
    let (old, new) = (&correction.old, &correction.new);
    let within = count(new) * new.matches(old.as_str()).count();
    text.corrected.is_some() && !new.is_empty() && count(new) > 0 && count(old) == within
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(raw: &str) -> Text {
        let corrected = Some(Box::new(crate::contract::model::Corrected {
            by: "ก".to_owned(),
            at: jiff::Timestamp::UNIX_EPOCH,
            why: None,
            was: String::new(),
        }));
        Text {
            raw: raw.to_owned(),
            text: raw.to_owned(),
            regions: Vec::new(),
            confidence: None,
            corrected,
        }
    }

    #[test]
    fn a_cell_says_what_is_asked_only_where_nothing_is_left_to_put_right() {
        for (raw, old, new, is_said) in [
            ("ได้ ๑๐๐ คน", "๑๐", "๑๐๐", true),
            ("ได้ ๑๐๐ คน", "๑๐๐", "๑๐", false),
            ("ได้ ๑๐ คน ใช้ ๑๐๐ บาท", "๑๐", "๑๐๐", false),
            ("ได้ ๑๐ คน", "๑๐๐", "๑๐", true),
            ("ได้ ๒๐ คน", "๑๐", "๒๐", true),
            ("ได้ ๓๐ คน", "๑๐", "๒๐", false),
        ] {
            let correction = Correction {
                pointer: String::new(),
                item: None,
                regions: Vec::new(),
                old: old.to_owned(),
                new: new.to_owned(),
                why: None,
                who: "ก".to_owned(),
                when: jiff::Timestamp::UNIX_EPOCH,
            };
            assert_eq!(says(&text(raw), &correction), is_said, "{raw}: {old} to {new}");
        }
    }

    #[test]
    fn a_pointer_says_which_cells_a_text_is_read_from() {
        let item = "/sections/0/strategies/0/tactics/1/projects/2";
        for (below, roles) in [
            ("/objectives/3", Some(&[Role::Objective][..])),
            ("/indicators/0/name", Some(INDICATOR)),
            ("/indicators/0/target_text", Some(INDICATOR)),
            ("/children/0/problems/1", Some(&[Role::Problem][..])),
            ("/cells/objective", None),
            ("/title", None),
        ] {
            let pointer = format!("{item}{below}");
            let found = source(&pointer);
            assert_eq!(found.map(|(_, roles)| roles), roles, "{pointer}");
            assert!(found.is_none_or(|(at, _)| at.starts_with(item)), "{found:?}");
        }
        // The indicators of a tactic are texts of their own.
        assert_eq!(source("/sections/0/strategies/0/tactics/1/indicators/0"), None);
    }
}
