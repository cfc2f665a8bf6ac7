//! What a line below a header is: of a record, a sum of others, or a title above those that follow.

use std::sync::LazyLock;

use super::stack::Piece;
use crate::layout::Line;
use crate::table::total::are_total;
use crate::words::{self, Words};

/// A title has no more than this many pieces.
pub(super) const TITLE_PIECES: usize = 2;

/// What one signs on.
const DOTTED: &str = "...";

/// What a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something of a record: it keeps to the columns.
    Record,
    /// The sums of others.
    Total,
    /// One thing for all columns: it runs over the border of some.
    Title,
    /// Prose over many columns.
    Prose,
}

impl Kind {
    /// Whether a line of this kind tells where the columns are.
    pub fn keeps(self) -> bool {
        matches!(self, Kind::Record | Kind::Prose)
    }
}

/// Words that begin notes below tables.
pub(super) static NOTES: LazyLock<Words<()>> =
    LazyLock::new(|| Words::meaning(&words::OUTLINE_LABELS, "note"));
/// Words that begin the lines of who signs.
static SIGNED: LazyLock<Words<()>> = LazyLock::new(|| Words::meaning(&words::FORM_LABELS, "ends"));

/// Whether the pieces of a line sum others.
pub(super) fn are_sums(pieces: &[Piece]) -> bool {
    let texts: Vec<String> = pieces.iter().map(|piece| piece.text.clone()).collect();
    sums(&texts)
}

/// Whether texts sum others.
pub(super) fn sums(texts: &[String]) -> bool {
    texts.split_first().is_some_and(|(label, beside)| are_total(label, beside))
}

/// Whether a line is a place to sign.
pub(super) fn is_signed(line: &Line) -> bool {
    let text = line.text();
    SIGNED.at_start(text.trim_start()).is_some() && text.contains(DOTTED)
}
