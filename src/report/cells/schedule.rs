//! Columns of periods, and of months, quarters and years that are marked → when an item is carried
//! out.

use crate::column::SpanUnit;
use crate::contract::model::{Precision, Role, Scheduled};
use crate::report::facts;
use crate::report::filled::{Filled, dated};
use crate::report::text::Reading;

/// Signs that mark a stretch of time, beside ticks and arrows that are drawn.
const MARKS: &[char] = &[
    '✓', '✔', '√', '☑', '☒', '🗸', '/', 'X', 'x', '*', '●', '■', '▲', '←', '→', '↔', '⟵', '⟶', '⟷',
    '—', '–', '-', '<', '>', '=', '\u{f0fc}', 'ü',
];
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
    for cell in cells.iter().filter(|cell| !is_year_beside(cell, cells)) {
        match cell.key.role {
            Role::Schedule if cell.span.is_some() => all.extend(marked(cell, year)),
            Role::Schedule | Role::Period => all.extend(said(cell, year)),
            _ => {}
        }
    }
    from_beginning_to_end(cells, all)
}

/// Whether a column only says of which year its item is, beside others that say when.
fn is_year_beside(cell: &Filled, cells: &[Filled]) -> bool {
    let when = |other: &Filled| matches!(other.key.role, Role::Period | Role::Schedule);
    cell.key.role == Role::Period
        && cell.heading.contains(YEAR)
        && cells.iter().any(|other| other.key != cell.key && when(other))
}

/// Two columns of which one says when an item begins and the next when it ends are one stretch.
fn from_beginning_to_end(cells: &[Filled], all: Vec<Scheduled>) -> Vec<Scheduled> {
    let headed = |words: &[&str]| {
        let mut named = cells.iter().filter(|cell| {
            cell.key.role == Role::Period && words.iter().any(|word| cell.heading.contains(word))
        });
        named.next().map(|cell| &cell.heading)
    };
    match (headed(BEGINS), headed(ENDS), all.as_slice()) {
        (Some(begins), Some(ends), [first, last]) if begins != ends && first.start <= last.end => {
            let mut regions = first.regions.clone();
            regions.extend_from_slice(&last.regions);
            let raw = format!("{} - {}", first.raw, last.raw);
            vec![Scheduled { raw, end: last.end, regions, ..first.clone() }]
        }
        _ => all,
    }
}

/// What the heading of a column says that names a year alone.
const YEAR: &str = "ปีงบประมาณ";
/// What the heading of a column says in which something begins …
const BEGINS: &[&str] = &["เริ่ม"];
/// … and in which it ends.
const ENDS: &[&str] = &["สิ้นสุด", "เสร็จ", "ถึง"];

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
