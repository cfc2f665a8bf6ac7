//! Clusters and rulings → tables: edges → intersections → cells, text into cells, rows joined over
//! pages.

mod aligned;
mod edges;
mod furniture;
mod grid;
mod heading;
mod join;
mod model;
mod segment;
pub mod transcript;

pub use furniture::{Furniture, strip};
pub use heading::meaning;
pub use join::{Heading, LogicalRow, LogicalTable, Part, Wording, join};
pub use model::{Block, Cell, Origin, PageBlocks, Row, Table};
pub(crate) use segment::directions;
pub use segment::segment;
