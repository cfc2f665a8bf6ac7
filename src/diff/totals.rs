//! What two reports come to, side by side: money, targets, projects; in all, and strategy by
//! strategy.

use serde::{Deserialize, Serialize};

use crate::audit::summary::{Group, Summary};
use crate::contract::model::Baht;

/// What two reports come to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Totals {
    /// In all.
    pub all: Line,
    /// Strategy by strategy, then measures and forms, in the order of the newer report; what was
    /// dropped comes last.
    pub groups: Vec<Line>,
}

/// What a strategy, the measures, or all come to in both reports.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// What it is in the older report; `null` where it has none, and for all.
    pub old: Option<Name>,
    /// What it is in the newer report.
    pub new: Option<Name>,
    /// Projects.
    pub projects: Tally,
    /// Measures.
    pub measures: Tally,
    /// Money planned, in baht.
    pub budget: Sum,
    /// Money spent, in baht.
    pub spent: Sum,
    /// Targets.
    pub targets: Tally,
    /// Targets that the results met.
    pub met: Tally,
    /// Targets that the results did not meet.
    pub missed: Tally,
}

/// What a group is called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Name {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
}

/// How many, in both reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// In the older one.
    pub old: u32,
    /// In the newer one.
    pub new: u32,
}

/// Amounts that add up, in both reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// In the older one; `null` where it states none.
    pub old_thb: Option<Baht>,
    /// In the newer one.
    pub new_thb: Option<Baht>,
    /// The newer less the older, where both state one.
    pub difference_thb: Option<Baht>,
}

impl Sum {
    /// Of two amounts.
    pub fn of(old: Option<Baht>, new: Option<Baht>) -> Sum {
        let both = old.zip(new);
        let difference = both.and_then(|(old, new)| new.satang.checked_sub(old.satang));
        Sum { old_thb: old, new_thb: new, difference_thb: difference.map(Baht::from_satang) }
    }
}

/// A group of a report that adds up, and where it stands among what is compared.
#[derive(Debug, Clone)]
pub struct Part<'s> {
    /// Its place.
    pub place: usize,
    /// What it is called.
    pub name: Name,
    /// What it comes to.
    pub group: &'s Group,
}

/// Puts the sums of two reports side by side. `partner` is the place in the newer report of what a
/// place in the older one became.
pub fn totals(
    sums: (&Summary, &Summary),
    old: &[Part<'_>],
    new: &[Part<'_>],
    partner: impl Fn(usize) -> Option<usize>,
) -> Totals {
    let mut groups = Vec::new();
    for part in new {
        let was = old.iter().find(|was| partner(was.place) == Some(part.place));
        groups.push(Line::of(was, Some(part)));
    }
    for part in old {
        let became = partner(part.place);
        if !new.iter().any(|part| became == Some(part.place)) {
            groups.push(Line::of(Some(part), None));
        }
    }
    Totals { all: Line::of_groups(Some(&sums.0.total), Some(&sums.1.total)), groups }
}

impl Line {
    fn of(old: Option<&Part<'_>>, new: Option<&Part<'_>>) -> Line {
        Line {
            old: old.map(|part| part.name.clone()),
            new: new.map(|part| part.name.clone()),
            ..Line::of_groups(old.map(|part| part.group), new.map(|part| part.group))
        }
    }

    fn of_groups(old: Option<&Group>, new: Option<&Group>) -> Line {
        Line {
            old: None,
            new: None,
            projects: tally(old, new, |group| group.projects),
            measures: tally(old, new, |group| group.measures),
            budget: Sum::of(old.and_then(planned), new.and_then(planned)),
            spent: Sum::of(
                old.and_then(|group| group.budget.used_thb),
                new.and_then(|group| group.budget.used_thb),
            ),
            targets: tally(old, new, targets),
            met: tally(old, new, |group| group.targets.met),
            missed: tally(old, new, |group| group.targets.missed),
        }
    }
}

fn targets(group: &Group) -> usize {
    group.targets.met + group.targets.missed + group.targets.undecided
}

/// The sum of what is planned; none where no amount is stated.
fn planned(group: &Group) -> Option<Baht> {
    (group.budget.amounts > 0).then_some(group.budget.amount_thb)
}

fn tally(old: Option<&Group>, new: Option<&Group>, of: fn(&Group) -> usize) -> Tally {
    Tally { old: old.map_or(0, of) as u32, new: new.map_or(0, of) as u32 }
}
