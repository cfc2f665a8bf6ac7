//! Cells on their way into the report: what they say, and what their column stands for.

use crate::column::{Key, Span};
use crate::layout::Passage;

/// A cell of a row on its way into the report.
#[derive(Debug, Clone)]
pub(super) struct Filled {
    /// What it is keyed by.
    pub key: Key,
    /// The stretch of time that its column stands for.
    pub span: Option<Span>,
    /// What it says.
    pub passage: Passage,
    /// The same by the physical rows that make its row; one part where that is one row.
    pub parts: Vec<Passage>,
    /// Whether something drawn marks it.
    pub marked: bool,
    /// The same for each of its parts, where it has several and that is known.
    pub marked_parts: Vec<bool>,
    /// Which of its parts say what was carried out rather than what is planned; empty where none does.
    pub done_parts: Vec<bool>,
    /// The heading of its column.
    pub heading: String,
    /// Whether other headings stand over that.
    pub grouped: bool,
    /// The satang of its amount, where these stand in a column of their own.
    pub satang: Option<Passage>,
    /// How many baht a bare number counts, by the heading: a million below ล้านบาท.
    pub factor: u64,
}

impl Filled {
    /// What of it stands in one of the physical rows that make its row.
    pub fn of_row(&self, row: usize) -> Filled {
        let passage = match self.parts.is_empty() {
            true => self.passage.clone(),
            false => self.parts.get(row).cloned().unwrap_or_default(),
        };
        let marked = self.marked_parts.get(row).copied().unwrap_or(self.marked);
        let (parts, marked_parts, done_parts) = (Vec::new(), Vec::new(), Vec::new());
        Filled { passage, marked, parts, marked_parts, done_parts, ..self.clone() }
    }
}

/// Cells that stand in no table, with what their heading says.
pub(super) fn filled_of(cells: Vec<(Key, String, Passage)>) -> Vec<Filled> {
    let filled = cells.into_iter().map(|(key, heading, passage)| Filled {
        key,
        span: None,
        passage,
        parts: Vec::new(),
        marked: false,
        marked_parts: Vec::new(),
        done_parts: Vec::new(),
        heading,
        grouped: false,
        satang: None,
        factor: 1,
    });
    filled.collect()
}
