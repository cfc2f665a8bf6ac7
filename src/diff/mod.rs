//! Two years of an agency's reports held against each other: what became of every project and
//! measure, and what changed.
//!
//! ```text
//! Report ─▶ nodes::items ─▶ align::align ─▶ parts::parts ─▶ groups::matches ─▶ Comparison ─▶ output
//! Report ─▶  Vec<Node>        Link            Parts            Vec<Match>
//! ```
//!
//! [`compare`] runs the whole line. What is no change is not listed: the year itself, spacing, the
//! script of digits, the order of marks; spellings that are taken for each other when a page is
//! read stand apart, as [`model::Spelling`].

pub mod align;
mod budget;
pub mod fields;
mod groups;
pub mod model;
pub mod nodes;
mod notes;
pub mod output;
mod parts;
mod schedule;
#[cfg(feature = "schema")]
pub mod schema;
pub mod similar;
mod timeline;
pub mod token;
mod weave;
pub mod words;

use model::{Comparison, Count, Kind, Match, Pair, SCHEMA_VERSION, Side};

use crate::contract::model::{Generator, Report};
use crate::error::{Error, ErrorKind};
use crate::thai::text::matching_key;

/// Compares each report with the one before it.
///
/// ```
/// let error = raingan::diff::compare(&[], false).unwrap_err();
/// assert_eq!(error.to_string(), "two reports or more are needed to compare, and there are 0");
/// ```
///
/// # Errors
///
/// [`ErrorKind::Usage`] where there are fewer than two, or they are of different agencies and that
/// is not `forced`; [`ErrorKind::Invalid`] where one has nothing to compare.
pub fn compare(reports: &[Report], forced: bool) -> Result<Comparison, Error> {
    if reports.len() < 2 {
        let message =
            format!("two reports or more are needed to compare, and there are {}", reports.len());
        return Err(Error::new(ErrorKind::Usage, message));
    }
    let sides: Vec<Side> = reports.iter().map(side).collect();
    if let Some(empty) = sides.iter().find(|side| side.items == 0) {
        let message =
            "has nothing to compare: no project, no measure and no row of a table was read";
        return Err(Error::new(ErrorKind::Invalid, message)
            .in_file(empty.file_name.clone().unwrap_or_default()));
    }
    let mut pairs = Vec::new();
    for (i, both) in reports.windows(2).enumerate() {
        notes::comparable(&both[0], &both[1], forced)?;
        pairs.push(pair(i, &both[0], &both[1]));
    }
    let timeline = if reports.len() > 2 { timeline::timeline(reports, &pairs) } else { Vec::new() };
    let generator = Generator {
        name: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        content_sha256: None,
    };
    Ok(Comparison {
        schema_version: SCHEMA_VERSION.to_owned(),
        generator,
        reports: sides,
        pairs,
        timeline,
    })
}

fn side(report: &Report) -> Side {
    Side {
        file_name: report.source.file_name.clone(),
        sha256: report.source.sha256.clone(),
        generator: report.generator.clone(),
        agency: report.agency.as_ref().map(|a| a.name.clone()),
        fiscal_year_be: report.fiscal_year.as_ref().map(|y| y.be),
        items: nodes::items(report).iter().filter(|node| node.is_item()).count() as u32,
    }
}

/// Two reports held against each other; the older one stands at `place`.
fn pair(place: usize, old: &Report, new: &Report) -> Pair {
    let matches = matches(old, new);
    Pair {
        old: place as u32,
        new: place as u32 + 1,
        notes: notes::notes(old, new),
        counts: counts(&matches),
        matches,
    }
}

/// What became of what.
fn matches(old: &Report, new: &Report) -> Vec<Match> {
    let (olds, news) = (nodes::items(old), nodes::items(new));
    let (known_old, known_new) = align::know(&olds, &news);
    let mut aligning = align::align(&known_old, &known_new);
    let parts = parts::parts(&mut aligning);
    let context = fields::Context {
        old_year: old.fiscal_year.clone(),
        new_year: new.fiscal_year.clone(),
        old_unclaimed: unclaimed(old),
        new_unclaimed: unclaimed(new),
        versions_differ: old.generator != new.generator,
    };
    groups::matches(&olds, &news, &aligning, &parts, &context)
}

/// What no field claimed, spelt as headings are compared.
fn unclaimed(report: &Report) -> Vec<String> {
    report.unclaimed.iter().map(|u| matching_key(&u.text)).collect()
}

/// How many changes there are of each kind, in the order of the kinds.
fn counts(matches: &[Match]) -> Vec<Count> {
    let mut counts: Vec<Count> =
        Kind::ALL.iter().map(|kind| Count { kind: *kind, count: 0 }).collect();
    for change in matches.iter().flat_map(|m| &m.changes) {
        if let Some(count) = counts.iter_mut().find(|count| count.kind == change.kind) {
            count.count += 1;
        }
    }
    counts.retain(|count| count.count > 0);
    counts
}
