//! How many of the lines below a header belong to its table.

use super::columns::{Columns, usual_step};
use super::columns::{is_below, kind};
use super::kind::Kind;
use crate::layout::Line;

/// Lines further apart than this (in font sizes, or usual steps) no longer belong to one table.
const TABLE_ENDS: f32 = 6.0;
/// So many lines of titles may follow each other within a table.
const TITLES: usize = 3;

impl Columns {
    /// How many of the lines belong to the table: those above the first that is none of its rows,
    /// sums and titles or, where no level lines are drawn, stands far below. `header`: how many of
    /// them are its header.
    pub(in crate::table) fn height(&self, all: &[Line], header: usize, ruled: bool) -> usize {
        let reach = TABLE_ENDS * usual_step(all);
        let is_far = |i: usize| {
            let step = all[i].baseline - all[i - 1].baseline;
            !ruled && step > reach.max(TABLE_ENDS * all[i].size)
        };
        let mut after_total = false;
        let mut at = header;
        while at < all.len() {
            let line = &all[at];
            if at > 0 && is_far(at) || !ruled && is_below(self, line) {
                return at;
            }
            let found = kind(self, line);
            let alone = after_total && self.filled(line) < 2;
            match found {
                Kind::Prose => return at,
                Kind::Title if !self.goes_on(all, at, is_far) => return at,
                Kind::Record if alone && !ruled && !self.goes_on(all, at, is_far) => return at,
                Kind::Record | Kind::Total | Kind::Title => {}
            }
            after_total = found == Kind::Total || after_total && alone;
            at += 1;
        }
        at
    }

    /// Whether none of some lines is prose.
    pub(in crate::table) fn hold(&self, lines: &[Line]) -> bool {
        lines.iter().all(|line| kind(self, line) != Kind::Prose)
    }

    /// Whether rows follow below a title.
    fn goes_on(&self, all: &[Line], title: usize, is_far: impl Fn(usize) -> bool) -> bool {
        let below = (title + 1..all.len()).take(TITLES + 1);
        for i in below {
            if is_far(i) || is_below(self, &all[i]) {
                return false;
            }
            let filled = self.filled(&all[i]);
            match kind(self, &all[i]) {
                Kind::Record if filled * 2 > self.count() => return true,
                Kind::Record if filled > 1 => return false,
                Kind::Record | Kind::Title => {}
                Kind::Total | Kind::Prose => return false,
            }
        }
        false
    }

    /// In how many columns a line has text.
    fn filled(&self, line: &Line) -> usize {
        self.parts(line).iter().flatten().count()
    }
}
