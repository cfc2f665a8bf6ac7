//! Which column names the items of a table, and whether it is a table of items at all.

use std::collections::HashSet;

use crate::role::{Holds, Role};
use crate::table::Heading;
use crate::table::evidence::SURE;

use super::candidate::{MOSTLY_NAMES, Sample, is_name};
use super::contents;

/// Columns that are known beside, at least, where a table is one of items by its contents.
const KNOWN_BESIDE: usize = 2;
/// What the words of a heading say at least that name items as one of several meanings.
const HALF_SPOKEN: f32 = 0.4;
/// What words say that head lists of other things too.
const WEAKLY_SPOKEN: f32 = 0.3;
/// So many columns are known beside a list that is one of projects.
const WELL_KNOWN_BESIDE: usize = 3;

/// Which column of a table names its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Naming {
    /// The column, from 0.
    pub column: usize,
    /// Whether it is known by what stands in it alone.
    pub guessed: bool,
}

/// The column that names the items of a table, where it is a table of items: by its heading and
/// another column that is known, or by what stands in it and two others.
pub(in crate::table) fn naming(columns: &[Heading], sample: &[Sample]) -> Option<Naming> {
    let column = naming_column(columns)?;
    if is_programme(columns, sample) {
        return None;
    }
    let others = columns.iter().enumerate().filter(|(i, c)| *i != column && c.tells_of_items());
    let others: Vec<&Heading> = others.map(|(_, c)| c).collect();
    // Several columns of money say no more of items than one.
    let kinds = |columns: &mut dyn Iterator<Item = &&Heading>| {
        let role = |c: &&Heading| {
            c.meaning.map(|role| match role.holds() {
                Holds::Money => Role::Budget,
                _ => role,
            })
        };
        columns.filter_map(role).collect::<HashSet<Role>>().len()
    };
    let beside = kinds(&mut others.iter());
    let told = kinds(&mut others.iter().filter(|c| !c.evidence.is_guess()));
    let share = contents::names_share(&sample[column].texts);
    let sure = contents::sure_names_share(&sample[column].texts);
    let words = columns[column].evidence.words;
    let spoken = words >= SURE;
    let is_items = match words {
        _ if spoken => told >= 1 || sure >= MOSTLY_NAMES,
        HALF_SPOKEN.. => share >= MOSTLY_NAMES && beside >= 1,
        // A list of things beside what is said of projects alone.
        WEAKLY_SPOKEN.. if beside >= WELL_KNOWN_BESIDE => {
            columns.iter().any(Heading::tells_of_projects) || share >= MOSTLY_NAMES
        }
        _ => share >= MOSTLY_NAMES && beside >= KNOWN_BESIDE,
    };
    is_items.then_some(Naming { column, guessed: !spoken })
}

/// Whether a table is the programme of a day: what stands beside its names are times of the clock.
fn is_programme(columns: &[Heading], sample: &[Sample]) -> bool {
    let periods = columns.iter().zip(sample).filter(|(c, _)| c.meaning == Some(Role::Period));
    periods.into_iter().any(|(_, sample)| contents::are_hours(&sample.texts))
}

/// The column that names items: where there are several, the one whose words say so most, a measure
/// before a project.
fn naming_column(columns: &[Heading]) -> Option<usize> {
    let named = columns.iter().enumerate().filter(|(_, c)| c.meaning.is_some_and(is_name));
    let weight = |(at, column): &(usize, &Heading)| {
        let measure = f32::from(u8::from(column.meaning == Some(Role::Measure)));
        (column.evidence.words >= SURE, measure, std::cmp::Reverse(*at))
    };
    let best = named.max_by(|a, b| {
        let (a, b) = (weight(a), weight(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2))
    });
    best.map(|(at, _)| at)
}
