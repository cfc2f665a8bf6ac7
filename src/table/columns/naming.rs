//! Which column names the items of a table, and whether it is a table of items at all.

use std::collections::HashSet;

use crate::role::{Holds, Role};
use crate::table::Heading;
use crate::table::evidence::SURE;
use crate::thai::text::matching_key;

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

/// What a column of people is called, without its strokes.
const PEOPLE: &[&str] =
    &["ชื่อสกุล", "ชื่อนามสกุล", "ชื่อและนามสกุล", "ชื่อและสกุล", "ชื่อตัวชื่อสกุล", "รายชื่อ", "ตำแหน่ง"];
/// What the heading of a column says that names what there was before a change.
const BEFORE: &str = "เดิม";
/// What a column of pages is called.
const PAGES: &[&str] = &["หน้า", "หน้าที่", "เลขหน้า", "page", "pages"];

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
    if is_programme(columns, sample)
        || is_of_people(columns, column)
        || is_of_contents(columns, column)
    {
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
        // What to better about what was rated, and who does so.
        WEAKLY_SPOKEN.. if rates(columns, column) => told >= 1,
        WEAKLY_SPOKEN.. if beside >= WELL_KNOWN_BESIDE => {
            columns.iter().any(Heading::tells_of_projects) || share >= MOSTLY_NAMES
        }
        _ => share >= MOSTLY_NAMES && beside >= KNOWN_BESIDE,
    };
    is_items.then_some(Naming { column, guessed: !spoken })
}

/// Whether a table of measures says how what they better was rated.
fn rates(columns: &[Heading], name: usize) -> bool {
    columns[name].meaning == Some(Role::Measure)
        && columns[..name]
            .iter()
            .any(|column| matches!(column.meaning, Some(Role::Score | Role::Problem)))
}

/// Whether a table lists people and what each of them attends or answers for: their names or posts stand
/// before the titles, and nothing beside says what these are for, aim at, cost or came to.
fn is_of_people(columns: &[Heading], name: usize) -> bool {
    let money = columns.iter().any(|column| column.meaning.is_some_and(Role::is_money));
    columns[..name].iter().any(is_person)
        && !money
        && !columns.iter().any(Heading::tells_of_projects)
}

/// Whether a column is one of the names or the posts of people.
fn is_person(column: &Heading) -> bool {
    let key = matching_key(column.text());
    PEOPLE.contains(&&*key.replace(['-', '–', '/'], ""))
}

/// Whether a column says on which page something is.
fn is_of_pages(column: &Heading) -> bool {
    PAGES.contains(&&*matching_key(column.text()))
}

/// Whether a table is one of contents: beside its titles stand the pages where these are, and nothing of
/// items.
fn is_of_contents(columns: &[Heading], name: usize) -> bool {
    let beside = || columns.iter().enumerate().filter(|(at, _)| *at != name).map(|(_, c)| c);
    beside().any(is_of_pages)
        && !beside().any(|column| column.tells_of_items() && !is_of_pages(column))
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
        let now = !column.text().contains(BEFORE);
        (now && column.evidence.words >= SURE, measure, std::cmp::Reverse(*at))
    };
    let best = named.max_by(|a, b| {
        let (a, b) = (weight(a), weight(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2))
    });
    best.map(|(at, _)| at)
}
