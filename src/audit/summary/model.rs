//! A summary as data.

use serde::Serialize;

use crate::contract::model::Baht;

/// One report at a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// The file it was read from.
    pub file: Option<String>,
    /// Whose report it is.
    pub agency: Option<String>,
    /// Its fiscal year, Buddhist Era.
    pub fiscal_year_be: Option<i16>,
    /// Its strategies, then its measures, in document order.
    pub groups: Vec<Group>,
    /// All of them together.
    pub total: Group,
}

/// What a group of a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// A strategy.
    Strategy,
    /// A section of measures.
    Measures,
    /// One project told by labels.
    Form,
    /// Everything.
    Total,
}

/// A strategy, the measures, or all.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// What it is.
    pub kind: GroupKind,
    /// Its number.
    pub number: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Projects.
    pub projects: usize,
    /// Activities and sub-activities below them.
    pub activities: usize,
    /// Measures.
    pub measures: usize,
    /// Its budgets.
    pub budget: Budgets,
    /// What became of its targets.
    pub targets: Targets,
}

/// Budgets of a group.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Budgets {
    /// The sum of all amounts planned that are stated, in baht.
    pub amount_thb: Baht,
    /// The sum of all amounts spent, in baht; `null` where no column says any.
    pub used_thb: Option<Baht>,
    /// The sum of all amounts left, in baht; `null` where no column says any.
    pub left_thb: Option<Baht>,
    /// Cells with an amount in this sum.
    pub amounts: usize,
    /// Cells that say that none is used, or none was allocated.
    pub none: usize,
    /// Cells that name who pays and no amount.
    pub without_amount: usize,
    /// Cells that are blank or a dash.
    pub not_stated: usize,
    /// Cells that could not be read; what they say is in no sum.
    pub unread: usize,
}

/// What became of targets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Targets {
    /// Met.
    pub met: usize,
    /// Not met.
    pub missed: usize,
    /// The report does not say.
    pub undecided: usize,
}

impl Budgets {
    /// Cells of which the amount is not known.
    pub(super) fn not_known(&self) -> usize {
        self.without_amount + self.not_stated + self.unread
    }

    /// All cells.
    pub(super) fn cells(&self) -> usize {
        self.amounts + self.none + self.not_known()
    }
}
