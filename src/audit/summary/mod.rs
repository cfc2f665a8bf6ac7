//! A report at a glance: for each strategy its projects, its budget and what became of its targets.

mod count;
mod counting;
pub(super) mod labels;
mod model;
mod money;
mod svg;
mod table;

pub use count::summary;
pub use counting::{Counting, column_of_budget, is_amount, is_taken};
pub use model::{Budgets, Group, GroupKind, Summary, Targets};
pub use svg::svg;
pub use table::table;
