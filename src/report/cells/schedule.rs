//! Columns of periods, and of months, quarters and years that are marked → when an item is carried
//! out.

use super::dated;
use crate::column::SpanUnit;
use crate::contract::model::{Precision, Role, Scheduled};
use crate::report::facts;
use crate::report::filled::Filled;
use crate::report::text::Reading;

/// Signs that mark a stretch of time, beside ticks and arrows that are drawn.
const MARKS: &[char] =
    &['✓', '✔', '√', '☑', '☒', '🗸', '/', 'X', 'x', '*', '●', '■', '▲', '←', '→', '↔', '⟵', '⟶', '⟷', '—', '–', '-', '<', '>', '=', '\u{f0fc}', 'ü'];
/// What says in a cell that it is not marked.
const UNMARKED: &[&str] = &["-", "–", "—"];

impl Filled {
    /// Whether it stands in a column of a stretch of time and only marks it.
    pub fn is_mark(&self) -> bool {
        let text = self.passage.text.trim();
        let signs = text.chars().all(|c| c.is_whitespace() || MARKS.contains(&c));
        self.key.role == Role::Schedule && self.span.is_some() && signs
    }

    /// Whether it says that its item is carried out in the stretch of time of its column.
    fn says_when(&self) -> bool {
        let text = self.passage.text.trim();
        self.key.role == Role::Schedule
            && self.span.is_some()
            && (self.marked || !text.is_empty() && !UNMARKED.contains(&text))
    }
}

/// When an item is carried out, by its cells; `year`: the fiscal year of the report.
pub(super) fn of_cells(cells: &[Filled], year: Option<i16>) -> Vec<Scheduled> {
    let mut all = Vec::new();
    for cell in cells {
        match cell.key.role {
            Role::Schedule if cell.span.is_some() => all.extend(marked(cell, year)),
            Role::Schedule | Role::Period => all.extend(said(cell, year)),
            _ => {}
        }
    }
    all
}

/// The stretch of time of a column whose cell is marked.
fn marked(cell: &Filled, year: Option<i16>) -> Option<Scheduled> {
    let own = cell.span.filter(|_| cell.says_when())?;
    let span = year.map_or(own, |year| own.in_year(year));
    let text = cell.passage.text.trim();
    Some(Scheduled {
        column: dated(cell.key, year),
        raw: if text.is_empty() { cell.heading.clone() } else { text.to_owned() },
        start: span.start?,
        end: span.end?,
        precision: match span.unit {
            SpanUnit::FiscalYear => Precision::FiscalYear,
            SpanUnit::Quarter | SpanUnit::Month => Precision::Month,
        },
        inferred: own.fiscal_year_be.is_none(),
        regions: cell.passage.all_regions(),
    })
}

/// The dates that a cell of a period says.
fn said(cell: &Filled, year: Option<i16>) -> Vec<Scheduled> {
    let reading = Reading::new(&cell.passage);
    let found = facts::schedule(reading.text(), year);
    let scheduled = found.into_iter().map(|found| {
        let (raw, regions) = reading.printed(found.range.clone());
        Scheduled {
            column: dated(cell.key, year),
            raw,
            start: found.value.start,
            end: found.value.end,
            precision: found.value.precision.into(),
            inferred: found.value.inferred,
            regions,
        }
    });
    scheduled.collect()
}
