//! A report at a glance: for each strategy its projects, its budget and what became of its targets.

mod count;
pub(super) mod labels;
mod model;
mod money;
mod svg;
mod table;

pub use count::summary;
pub use model::{Budgets, Group, GroupKind, Summary, Targets};
pub use money::columns_that_count;
pub use svg::svg;
pub use table::table;
