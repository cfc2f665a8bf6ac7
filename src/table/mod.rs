//! Clusters and rulings → tables: edges → intersections → cells, text into cells, rows joined over
//! pages.

mod aligned;
mod bands;
mod beside;
mod carried;
mod columns;
mod edges;
mod evidence;
mod filling;
mod furniture;
mod grid;
mod groups;
mod headed;
mod header;
mod heading;
mod item;
mod join;
mod level;
mod logical;
#[cfg(test)]
mod made;
mod marks;
mod model;
mod nested;
mod numbering;
mod overflow;
mod rows;
mod segment;
mod sideways;
mod spanned;
mod total;
pub mod transcript;
mod unfilled;
mod unruled;
mod vocabulary;

pub use carried::carry_on;
pub use columns::Naming;
pub(crate) use columns::{counts_satang, holds_projects, looks_like, says_committed, says_no_plan};
pub use evidence::Evidence;
pub use furniture::{Furniture, strip, without_page_number};
pub(crate) use header::teachable;
pub use header::{Heading, Wording};
pub use join::{Part, join, join_by};
pub use level::LevelFound;
pub use logical::{LogicalRow, LogicalTable};
pub use marks::marks_nothing;
pub use model::{Block, Cell, Origin, PageBlocks, Row, Table};
pub(crate) use numbering::plain_number;
#[cfg(feature = "draw")]
pub(crate) use segment::directions;
pub use segment::{segment, segment_by};
pub use vocabulary::{Vocabulary, meaning};
