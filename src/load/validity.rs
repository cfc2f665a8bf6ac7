//! Which reading is current: rules that give the same answer in whatever order readings of a
//! document come.
//!
//! Readings *compete* where they are of the same document, or of documents that say the same
//! agency, fiscal year, purpose and period. Of those, the document that was loaded first-ever later
//! wins (it restates the other), within a document the higher version of the program, then the
//! later load.

use std::cmp::Ordering;

/// Where a reading stands among those it competes with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The reading.
    pub reading_key: String,
    /// When any reading of its document was loaded first, by number of load.
    pub document_since: i64,
    /// The version of the program that read it.
    pub generator_version: String,
    /// When it was loaded itself, by number of load.
    pub load_number: i64,
}

impl Standing {
    fn order(&self, other: &Standing) -> Ordering {
        let since = self.document_since.cmp(&other.document_since);
        let version = || version(&self.generator_version).cmp(&version(&other.generator_version));
        since.then_with(version).then_with(|| self.load_number.cmp(&other.load_number))
    }
}

/// What a new reading means for those that were current.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// Those whose place it takes.
    pub supersedes: Vec<String>,
    /// The one that it does not come up to, so that it is history at once.
    pub superseded_by: Option<String>,
}

/// Holds a new reading against the current ones it competes with.
pub fn judge(new: &Standing, current: &[Standing]) -> Verdict {
    let best = current.iter().max_by(|a, b| a.order(b)).filter(|best| best.order(new).is_gt());
    let beaten = current.iter().filter(|other| other.order(new).is_lt());
    Verdict {
        supersedes: beaten.map(|other| other.reading_key.clone()).collect(),
        superseded_by: best.map(|best| best.reading_key.clone()),
    }
}

/// A version's numbers, and whether it is a release: `0.2.0-rc.1` comes before `0.2.0`. What is no
/// number counts as 0.
fn version(text: &str) -> (Vec<u64>, bool) {
    let plain = text.split('+').next().unwrap_or_default();
    let (numbers, release) =
        plain.split_once('-').map_or((plain, true), |(numbers, _)| (numbers, false));
    (numbers.split('.').map(|n| n.parse().unwrap_or(0)).collect(), release)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(key: &str, document_since: i64, version: &str, load_number: i64) -> Standing {
        Standing {
            reading_key: key.into(),
            document_since,
            generator_version: version.into(),
            load_number,
        }
    }

    #[test]
    fn versions_are_numbers() {
        for (lower, higher) in
            [("0.9.0", "0.10.0"), ("0.2.0-rc.1", "0.2.0"), ("0.2.0", "0.2.1-rc.1"), ("x", "0.1")]
        {
            assert!(version(lower) < version(higher), "{lower} {higher}");
        }
        assert_eq!(version("0.1.0+abc"), version("0.1.0"));
    }

    #[test]
    fn a_newer_version_wins_in_whatever_order_they_come() {
        let (old, new) = (standing("old", 1, "0.1.0", 1), standing("new", 1, "0.2.0", 2));
        assert_eq!(judge(&new, std::slice::from_ref(&old)).supersedes, ["old"]);
        let (new, old) = (standing("new", 1, "0.2.0", 1), standing("old", 1, "0.1.0", 2));
        assert_eq!(
            judge(&old, &[new]),
            Verdict { supersedes: vec![], superseded_by: Some("new".into()) }
        );
    }

    #[test]
    fn reading_a_restated_document_again_does_not_bring_it_back() {
        let restatement = standing("b", 2, "0.1.0", 2);
        let again = standing("a2", 1, "0.2.0", 3);
        assert_eq!(judge(&again, &[restatement]).superseded_by.as_deref(), Some("b"));
    }

    #[test]
    fn the_later_load_wins_where_nothing_else_tells() {
        let (one, two) = (standing("one", 1, "0.1.0", 1), standing("two", 1, "0.1.0", 2));
        assert_eq!(judge(&two, &[one]).supersedes, ["one"]);
    }

    #[test]
    fn a_reading_that_is_beaten_still_takes_the_place_of_an_older_one_of_its_document() {
        let older = standing("a1", 1, "0.1.0", 1);
        let restatement = standing("b", 2, "0.1.0", 2);
        let verdict = judge(&standing("a2", 1, "0.2.0", 3), &[older, restatement]);
        assert_eq!(
            verdict,
            Verdict { supersedes: vec!["a1".into()], superseded_by: Some("b".into()) }
        );
    }
}
