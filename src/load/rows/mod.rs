//! A report as rows of the tables, with keys that follow from what was read.
//!
//! ```text
//! value ─▶ before ─▶ identity ─▶ collector ─▶ facts, detail ─▶ items ─▶ report::rows ─▶ Rows
//!                                    └─────▶ integrity ────────────────────┘
//! ```

mod before;
mod collector;
mod detail;
mod facts;
mod identity;
mod integrity;
mod items;
mod report;
mod value;

pub use self::collector::Rows;
pub use self::identity::Identity;
pub use self::report::rows;
pub use self::value::{Row, Value};
