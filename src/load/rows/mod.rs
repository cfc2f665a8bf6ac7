//! A report as rows of the tables, with keys that follow from what was read.
//!
//! ```text
//! value ─▶ before, said ─▶ identity ─▶ collector ─▶ facts, detail ─▶ items ─▶ report::rows ─▶ Rows
//!                                         └─────▶ integrity, found, corrections ──────────────────────┘
//! ```

mod before;
mod collector;
mod corrections;
mod detail;
mod facts;
mod found;
mod identity;
mod integrity;
mod items;
mod report;
mod said;
mod value;

pub use self::collector::Rows;
pub use self::identity::Identity;
pub use self::report::rows;
pub use self::said::Said;
pub use self::value::{Row, Value};
pub(super) use self::value::{or_null, text, variant, whole_seconds};
