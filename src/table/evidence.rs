//! Why a column has its role.

use crate::role::Role;

/// A role that was given by words alone scores at least this much; below, it is a guess.
pub(super) const SURE: f32 = 0.5;

/// Why a column has its role.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// How much speaks for the role, in all.
    pub score: f32,
    /// How much of it the words of its headings say.
    pub words: f32,
    /// The role that comes next, and how much speaks for it.
    pub runner_up: Option<(Role, f32)>,
}

impl Evidence {
    /// Whether the role rests on what stands in the column rather than on its heading.
    pub fn is_guess(&self) -> bool {
        self.score > 0.0 && self.words < SURE
    }
}
