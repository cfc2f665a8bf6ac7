//! The bits of a document that forms are made of.

use crate::layout::{Line, paragraphs};
use crate::table::LogicalTable;

/// A line outside tables, or a table.
pub(super) enum Bit {
    Line(Line),
    Table(LogicalTable),
}

/// Whether a line stands in the middle of its page.
pub(super) fn is_centred(line: &Line) -> bool {
    paragraphs(std::slice::from_ref(line), |_| false).iter().all(|paragraph| paragraph.centred)
}
