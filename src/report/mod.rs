//! Logical rows and the text around them → the report: what stands where in it, and what its cells
//! say.
//!
//! ```text
//! Vec<ReadPage> ─▶ table::strip ─▶ table::join ─▶ assemble ─▶ Assembled ─▶ Report
//!                  running heads   Vec<Part>      prose, items, cells, facts
//! ```
//!
//! [`from_document()`] runs this line.

mod assemble;
mod cells;
mod column_doubts;
mod columns;
pub mod correct;
mod document;
mod doubt;
pub mod explain;
pub mod facts;
mod filled;
mod form;
mod gathered;
mod headline;
mod identity;
mod items;
mod levels;
mod names;
mod nothing;
mod prose;
mod repeated;
#[cfg(test)]
mod sample;
mod shared_money;
mod source;
pub mod stage;
mod text;
mod unit;

pub use assemble::{Assembled, assemble, assemble_by};
pub use document::from_document;
#[cfg(feature = "draw")]
pub(crate) use identity::opens_outline;
