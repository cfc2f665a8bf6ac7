//! Which readings are current: a rule on the set of all of them, so that the order in which they
//! were loaded does not matter.
//!
//! Readings of one document compete, and so do those of documents that say the same agency and
//! fiscal year where their kind, period and part agree and their items do. The strongest of those
//! that compete is current. What could not be read (a period, a part) agrees with everything.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::record::Record;
use crate::error::Error;

/// An agency and a fiscal year.
pub type Series = (String, i64);

/// What a document is read from, the weakest first.
const MEDIA: [&str; 4] = ["scan", "ocr_layer", "transcript", "born_digital"];

/// A draft, and what says that it is none.
const DRAFT: &str = "draft";
const FINAL: &str = "final";

/// By what one reading is stronger than another: the first that differs decides.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Strength {
    /// A user said that it counts.
    pub is_pinned: bool,
    /// It says what the program wrote, and nobody edited it.
    pub is_genuine: bool,
    /// When a person put something in it right, the last time; nobody did where `None`.
    pub corrected_at: Option<Timestamp>,
    /// What it was read from.
    pub medium: usize,
    /// Whether its period was read.
    pub has_period: bool,
    /// The version of the program that read it.
    pub version: (Vec<u64>, bool),
    /// A draft is weaker than what says nothing, and that than what says it is final.
    pub status: u8,
    /// The day that it says it is of.
    pub printed_on: Option<Date>,
    /// The keys: no more than an order that is the same everywhere.
    pub order: (String, String),
}

impl Strength {
    /// The word for the first thing in which it has more than another.
    fn before(&self, other: &Strength) -> &'static str {
        let more = [
            (self.is_pinned != other.is_pinned, "pin"),
            (self.is_genuine != other.is_genuine, "edited"),
            (self.corrected_at != other.corrected_at, "corrected"),
            (self.medium != other.medium, "medium"),
            (self.has_period != other.has_period, "period"),
            (self.version != other.version, "version"),
            (self.status != other.status, "status"),
            (self.printed_on != other.printed_on, "date"),
        ];
        more.iter().find(|(differs, _)| *differs).map_or("order", |(_, word)| word)
    }
}

/// The time a document covers: months, first and last day, as far as they were read.
pub type Extent = (Option<i64>, Option<Date>, Option<Date>);

/// A reading among others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// The reading.
    pub reading_key: String,
    /// Its document.
    pub document_key: String,
    /// Its agency and fiscal year, where it says both.
    pub series: Option<Series>,
    /// What kind of document it is.
    pub kind: String,
    /// Which part of several.
    pub part: Option<String>,
    /// Which time it covers.
    pub period: Extent,
    /// What it has before others.
    pub strength: Strength,
    /// Whether a user took it back, or its rows are gone: it takes no part.
    pub is_out: bool,
    /// What it is now: current, or replaced by another one, and why.
    pub fate: Fate,
}

/// Whether a reading is current.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Fate {
    /// It is.
    #[default]
    Current,
    /// It is not: the one in its place, if any, and why.
    Replaced(Option<String>, String),
}

impl Standing {
    /// The standing that a row of `readings` says.
    pub(super) fn of(row: &Record) -> Standing {
        let document_key = row.word("document_key");
        let reading_key = row.word("reading_key");
        let period = (row.whole("period_months"), row.day("period_start"), row.day("period_end"));
        let medium = row.text("medium").unwrap_or_default();
        let strength = Strength {
            is_pinned: row.has("pinned_at"),
            is_genuine: !row.flag("is_edited"),
            corrected_at: row.moment("corrected_at"),
            medium: MEDIA.iter().position(|known| *known == medium).unwrap_or_default(),
            has_period: period != (None, None, None),
            version: version(row.text("generator_version").unwrap_or_default()),
            status: status(row.text("status")),
            printed_on: row.day("printed_on"),
            order: (document_key.clone(), row.word("report_sha256")),
        };
        let fate = match row.has("valid_to") {
            false => Fate::Current,
            true => Fate::Replaced(row.owned("superseded_by"), row.word("replaced_because")),
        };
        Standing {
            series: row.owned("agency_key").zip(row.whole("fiscal_year_be")),
            kind: row.word("document_kind"),
            part: row.owned("part"),
            is_out: row.has("retracted_at") || row.has("purged_at"),
            reading_key,
            document_key,
            period,
            strength,
            fate,
        }
    }

    /// Whether it is current.
    pub(super) fn is_current(&self) -> bool {
        self.fate == Fate::Current
    }

    /// Whether another one took its place.
    pub(super) fn is_replaced_by(&self, reading_key: &str) -> bool {
        matches!(&self.fate, Fate::Replaced(Some(by), _) if by == reading_key)
    }

    /// Whether it may compete with another one, as far as that is known without their items.
    pub(super) fn may_compete(&self, other: &Standing) -> bool {
        self.kind == other.kind
            && agree(&self.part, &other.part)
            && agree(&self.period.0, &other.period.0)
            && agree(&self.period.1, &other.period.1)
            && agree(&self.period.2, &other.period.2)
    }
}

/// Whether two values are the same, or one is not known.
fn agree<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// How much the status of a document says for it.
fn status(status: Option<&str>) -> u8 {
    match status {
        Some(DRAFT) => 0,
        Some(FINAL) => 2,
        _ => 1,
    }
}

/// What becomes of the readings of a series, or of a document that says none. `all` has all
/// readings of the documents that have one in the series; those that belong elsewhere have no fate
/// here. `agree` tells whether the items of two readings agree.
///
/// # Errors
///
/// Those of `agree`.
pub fn settle<'s>(
    all: &'s [Standing],
    series: Option<&Series>,
    mut agree: impl FnMut(&Standing, &Standing) -> Result<bool, Error>,
) -> Result<BTreeMap<&'s str, Fate>, Error> {
    let mut fates = BTreeMap::new();
    let mut strongest = best_of_documents(all, &mut fates);
    strongest.retain(|standing| standing.series.as_ref() == series);
    strongest.sort_by(|a, b| b.strength.cmp(&a.strength));
    let mut current: Vec<&Standing> = Vec::new();
    for standing in strongest {
        let mut fate = Fate::Current;
        for stronger in current.iter().filter(|_| series.is_some()) {
            if stronger.may_compete(standing) && agree(stronger, standing)? {
                fate = replaced_by(stronger, standing);
                break;
            }
        }
        if fate == Fate::Current {
            current.push(standing);
        }
        fates.insert(standing.reading_key.as_str(), fate);
    }
    Ok(fates)
}

/// The strongest reading of each document; the others are replaced by it.
fn best_of_documents<'s>(
    all: &'s [Standing],
    fates: &mut BTreeMap<&'s str, Fate>,
) -> Vec<&'s Standing> {
    let documents: BTreeSet<&str> = all.iter().map(|s| s.document_key.as_str()).collect();
    let mut strongest = Vec::new();
    for document in documents {
        let of_document = all.iter().filter(|s| s.document_key == document && !s.is_out);
        let best = of_document.clone().max_by(|a, b| a.strength.cmp(&b.strength));
        let Some(best) = best else { continue };
        for other in of_document.filter(|other| other.reading_key != best.reading_key) {
            fates.insert(&other.reading_key, replaced_by(best, other));
        }
        strongest.push(best);
    }
    strongest
}

fn replaced_by(stronger: &Standing, weaker: &Standing) -> Fate {
    let because = stronger.strength.before(&weaker.strength);
    Fate::Replaced(Some(stronger.reading_key.clone()), because.to_owned())
}

/// What loading a report meant for what was current.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// Those whose place it takes.
    pub supersedes: Vec<String>,
    /// The one that it does not come up to, so that it is history at once.
    pub superseded_by: Option<String>,
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
    use proptest::prelude::*;

    use super::*;

    fn standing(key: &str, document: &str) -> Standing {
        let order = (document.to_owned(), key.to_owned());
        Standing {
            reading_key: key.to_owned(),
            document_key: document.to_owned(),
            series: Some(("agency".to_owned(), 2568)),
            kind: "result".to_owned(),
            strength: Strength { is_genuine: true, order, ..Strength::default() },
            ..Standing::default()
        }
    }

    /// What becomes of readings whose items agree where their last letters do.
    fn fates(all: &[Standing]) -> BTreeMap<&str, Fate> {
        let series = ("agency".to_owned(), 2568);
        let last = |s: &Standing| s.reading_key.chars().next_back();
        settle(all, Some(&series), |a, b| Ok(last(a) == last(b))).unwrap()
    }

    fn current(all: &[Standing]) -> Vec<&str> {
        let fates = fates(all);
        fates.into_iter().filter(|(_, fate)| *fate == Fate::Current).map(|(key, _)| key).collect()
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
    fn each_reason_decides_where_those_before_it_do_not() {
        let weak = standing("1x", "z");
        type Step = (&'static str, fn(&mut Strength));
        let steps: [Step; 6] = [
            ("pin", |s| s.is_pinned = true),
            ("medium", |s| s.medium = 3),
            ("period", |s| s.has_period = true),
            ("version", |s| s.version = version("0.2.0")),
            ("status", |s| s.status = 2),
            ("date", |s| s.printed_on = Some(jiff::civil::date(2025, 1, 1))),
        ];
        for (reason, strengthen) in steps {
            let mut strong = standing("2x", "a");
            strengthen(&mut strong.strength);
            let all = [weak.clone(), strong];
            assert_eq!(current(&all), ["2x"], "{reason}");
            assert_eq!(fates(&all)["1x"], Fate::Replaced(Some("2x".into()), reason.into()));
        }
        let mut edited = standing("2x", "z");
        edited.strength = Strength { is_genuine: false, medium: 3, ..edited.strength };
        assert_eq!(
            fates(&[weak, edited])["2x"],
            Fate::Replaced(Some("1x".into()), "edited".into())
        );
    }

    #[test]
    fn other_kinds_periods_and_items_stand_side_by_side() {
        let mut all = ["1x", "2x", "3x", "4y"].map(|key| standing(key, key));
        all[0].kind = "plan".to_owned();
        all[1].period.0 = Some(6);
        all[2].period.0 = Some(12);
        all[3].period.0 = Some(12);
        assert_eq!(current(&all).len(), 4);
        // What could not be read is no period of its own.
        all[1].period.0 = None;
        assert_eq!(current(&all), ["1x", "3x", "4y"]);
    }

    #[test]
    fn what_is_out_takes_no_part_and_those_of_one_document_compete_whatever_they_say() {
        let mut all = [standing("1x", "a"), standing("2y", "a"), standing("3x", "b")];
        all[1].kind = "plan".to_owned();
        assert_eq!(current(&all), ["2y", "3x"]);
        all[1].is_out = true;
        assert_eq!(current(&all), ["3x"], "the other reading of its document is back");
        assert!(!fates(&all).contains_key("2y"));
    }

    #[test]
    fn what_belongs_to_another_series_has_no_fate_here() {
        let mut all = [standing("1x", "a"), standing("2x", "b")];
        all[1].series = None;
        assert_eq!(fates(&all).keys().collect::<Vec<_>>(), [&"1x"]);
    }

    proptest! {
        #[test]
        fn the_order_of_readings_changes_nothing(
            made in prop::collection::vec((0..4u8, 0..2usize, any::<bool>(), prop::option::of(0..3i64)), 1..9),
            seed in any::<prop::sample::Index>(),
        ) {
            let mut all: Vec<Standing> = made.iter().enumerate().map(|(i, (document, medium, pinned, months))| {
                let mut made = standing(&format!("{i}{}", ["x", "y"][i % 2]), &document.to_string());
                made.strength.medium = *medium;
                made.strength.is_pinned = *pinned;
                made.period.0 = *months;
                made
            }).collect();
            let before = fates(&all).into_iter().map(|(k, f)| (k.to_owned(), f)).collect::<Vec<_>>();
            let by = seed.index(all.len());
            all.rotate_left(by);
            let after = fates(&all).into_iter().map(|(k, f)| (k.to_owned(), f)).collect::<Vec<_>>();
            prop_assert_eq!(before, after);
        }
    }
}
