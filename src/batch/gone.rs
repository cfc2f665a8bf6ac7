//! Inputs that the ledger has and that are there no more; those that only have another name now are
//! known by their content.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind as Io;
use std::path::PathBuf;

use super::examine::Input;
use super::line::{Because, Line, Status};
use super::place::Place;
use super::shard::Shard;

/// Why an input is gone.
const GONE: &str = "gone";
/// Why one that has another name is.
const RENAMED: &str = "renamed";

/// The inputs of the ledger that are gone: their files are not there, or their archives, which were
/// looked into, do not have them.
pub fn gone(
    ledger: &BTreeMap<Place, Line>,
    inputs: &[Input],
    shard: Option<Shard>,
) -> BTreeSet<Place> {
    let there: BTreeSet<&Place> = inputs.iter().map(|input| &input.place).collect();
    let entries = inputs.iter().filter(|input| input.place.entry.is_some());
    let archives: BTreeSet<&PathBuf> = entries.map(|input| &input.place.path).collect();
    let mut missing: BTreeMap<&PathBuf, bool> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for place in ledger.keys().filter(|place| shard.is_none_or(|shard| shard.has(place))) {
        let is_missing = *missing.entry(&place.path).or_insert_with(|| is_missing(&place.path));
        let was_taken_out = place.entry.is_some() && archives.contains(&place.path);
        if !there.contains(place) && (is_missing || was_taken_out) {
            found.insert(place.clone());
        }
    }
    found
}

/// Whether there is no such file; one that merely cannot be looked at may be there.
fn is_missing(path: &PathBuf) -> bool {
    fs::symlink_metadata(path)
        .is_err_and(|error| matches!(error.kind(), Io::NotFound | Io::NotADirectory))
}

/// The lines of inputs that are gone, where the ledger does not say so already; `renamed` says what
/// some are now. Their reports stay unless they are `pruned`.
pub fn lines(
    ledger: &BTreeMap<Place, Line>,
    gone: &BTreeSet<Place>,
    renamed: &BTreeMap<Place, Place>,
    pruned: bool,
) -> Vec<Line> {
    let known = gone.iter().filter_map(|place| Some((place, ledger.get(place)?)));
    let lines = known.filter_map(|(place, old)| {
        let now = renamed.get(place);
        let line = line(old, now, pruned);
        let is_told = old.status == Status::Gone && (!pruned || old.report.is_none());
        (!is_told).then_some(line)
    });
    lines.collect()
}

fn line(old: &Line, now: Option<&Place>, pruned: bool) -> Line {
    let because = match now {
        Some(now) => Because::new(RENAMED, format!("is {now} now, by its content")),
        None => Because::new(GONE, "it was there, and is no longer"),
    };
    let mut line = Line { status: Status::Gone, ..old.clone() }.because(because);
    line.duplicate_of = now.map(Place::name);
    if pruned || now.is_some() {
        (line.report, line.report_bytes) = (None, None);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::super::line::{Key, Settings};
    use super::*;

    fn ledger(names: &[&Place]) -> BTreeMap<Place, Line> {
        let key = Key {
            version: "0.1.0".to_owned(),
            options: Settings::default(),
            corrections: BTreeMap::new(),
        };
        let line = |place: &&Place| {
            let mut line = Line::new(place, Status::Done, &key);
            line.report = Some("reports/a.json".to_owned());
            ((*place).clone(), line)
        };
        names.iter().map(line).collect()
    }

    #[test]
    fn what_is_not_there_is_gone_and_what_was_not_looked_for_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let of = |name: &str| Place::file(path(name));
        let entry = |archive: &str, name: &str| Place {
            entry: Some(super::super::place::Entry { name: name.into(), copy: 1 }),
            ..of(archive)
        };
        fs::write(path("there.pdf"), "x").unwrap();
        fs::write(path("a.zip"), "x").unwrap();
        fs::write(path("b.zip"), "x").unwrap();
        let (there, lost) = (of("there.pdf"), of("lost.pdf"));
        let (kept, taken, other) = (entry("a.zip", "1"), entry("a.zip", "2"), entry("b.zip", "3"));
        let ledger = ledger(&[&there, &lost, &kept, &taken, &other]);
        let input = Input { place: kept.clone(), bytes: None, sha256: None, trouble: None };
        let found = gone(&ledger, &[input], None);
        assert_eq!(found, BTreeSet::from([lost.clone(), taken]));
        let told = lines(&ledger, &found, &BTreeMap::new(), false);
        assert!(told.iter().all(|line| line.status == Status::Gone && line.report.is_some()));
        let pruned = lines(&ledger, &found, &BTreeMap::new(), true);
        assert!(pruned.iter().all(|line| line.report.is_none()));
        let later: BTreeMap<Place, Line> =
            told.into_iter().map(|line| (line.place.place().unwrap(), line)).collect();
        assert_eq!(lines(&later, &found, &BTreeMap::new(), false), [], "told already");
        assert_eq!(lines(&later, &found, &BTreeMap::new(), true).len(), 2);
        let renamed = BTreeMap::from([(lost, there)]);
        let line = &lines(&ledger, &found, &renamed, false)[1];
        assert_eq!((line.reason.as_deref(), line.report.as_ref()), (Some("renamed"), None));
    }
}
