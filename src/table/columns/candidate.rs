//! A column on its way to a role: what stands in it, and what speaks for each role.

use crate::column::Which;
use crate::role::Role;

/// A column is one of a level where this part of its cells spans rows.
pub(super) const MOSTLY_MERGED: f32 = 0.5;
/// So much of a column are titles where it names items without saying so.
pub(super) const MOSTLY_NAMES: f32 = 0.5;

/// What stands in a column.
#[derive(Debug, Clone, Default)]
pub(in crate::table) struct Sample {
    /// Texts of its cells that say something, normalised; none where words were enough.
    pub texts: Vec<String>,
    /// The row in which each of them stands.
    pub rows: Vec<usize>,
    /// The part of the rows that fill it.
    pub filled: f32,
    /// The part of its cells that span rows.
    pub merged: f32,
}

/// A column on its way to a role.
pub(super) struct Candidate {
    /// What speaks for each role, with what words alone say of it.
    pub votes: Vec<(Role, f32, f32)>,
    /// What stands for the column's time: columns of different time may share a role.
    pub time: Option<Which>,
    /// The place of the first column of its group, where it shares one.
    pub group: usize,
    /// Whether its own heading says nothing, or nothing but a time.
    pub is_time: bool,
}

/// The roles that a choice gives.
pub(super) fn roles(candidates: &[Candidate], chosen: &[Option<usize>]) -> Vec<Option<Role>> {
    let pairs = candidates.iter().zip(chosen);
    pairs.map(|(candidate, at)| at.map(|at| candidate.votes[at].0)).collect()
}

/// Whether a role names items.
pub(super) fn is_name(role: Role) -> bool {
    matches!(role, Role::Project | Role::Measure)
}

/// Whether a role is one of a level above the items.
pub(super) fn is_level(role: Role) -> bool {
    matches!(role, Role::Strategy | Role::Tactic)
}

/// Adds a role that nothing speaks for yet, so that it may be chosen for another reason.
pub(super) fn push_new(votes: &mut Vec<(Role, f32, f32)>, role: Role, vote: f32) {
    if !votes.iter().any(|(known, ..)| *known == role) {
        votes.push((role, vote, 0.0));
    }
}
