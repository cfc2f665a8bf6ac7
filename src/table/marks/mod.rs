//! What is drawn in the cells of a table to mark them: an arrow, a line or a bar across the columns
//! of a schedule, a filled cell, a tick that is no text.
//!
//! [`take_lines`] finds the level lines that cross rows without bordering them, before the grids of
//! the page are laid; [`mark`] sets [`Cell::marked`](crate::table::Cell::marked) in the tables.

mod cells;
mod fills;
mod lines;
mod signs;

pub(super) use cells::{Drawn, mark};
pub(super) use lines::{Around, take_lines};
pub use signs::marks_nothing;
