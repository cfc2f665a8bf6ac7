//! What a line below a header is: of a record, a sum of others, or a title above those that follow.

use std::sync::LazyLock;

use super::columns::Columns;
use super::stack::{Piece, pieces};
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
static NOTES: LazyLock<Words<()>> =
    LazyLock::new(|| Words::meaning(&words::OUTLINE_LABELS, "note"));
/// Words that begin the lines of who signs.
static SIGNED: LazyLock<Words<()>> = LazyLock::new(|| Words::meaning(&words::FORM_LABELS, "ends"));

/// What a line is in columns.
pub(super) fn kind(columns: &Columns, line: &Line) -> Kind {
    if columns.keeps(line) {
        let parts = columns.parts(line);
        let texts: Vec<String> = parts.iter().flatten().map(Line::text).collect();
        return match pieces(line).as_slice() {
            _ if sums(&texts) => Kind::Total,
            [one] if columns.opens_level(&one.text) && columns.is_run_over(line, &one.bbox) => {
                Kind::Title
            }
            _ => Kind::Record,
        };
    }
    let texts: Vec<String> = pieces(line).into_iter().map(|piece| piece.text).collect();
    match texts.len() {
        _ if sums(&texts) => Kind::Total,
        count if count <= TITLE_PIECES => Kind::Title,
        _ => Kind::Prose,
    }
}

/// Whether the pieces of a line sum others.
pub(super) fn are_sums(pieces: &[Piece]) -> bool {
    let texts: Vec<String> = pieces.iter().map(|piece| piece.text.clone()).collect();
    sums(&texts)
}

fn sums(texts: &[String]) -> bool {
    texts.split_first().is_some_and(|(label, beside)| are_total(label, beside))
}

/// Whether a line begins what stands below a table: a note in the first column, or a place to sign.
pub(super) fn is_below(columns: &Columns, line: &Line) -> bool {
    let noted = NOTES.at_start(line.text().trim_start()).is_some();
    is_signed(line) || noted && columns.parts(line)[0].is_some()
}

/// Whether a line is a place to sign.
pub(super) fn is_signed(line: &Line) -> bool {
    let text = line.text();
    SIGNED.at_start(text.trim_start()).is_some() && text.contains(DOTTED)
}
