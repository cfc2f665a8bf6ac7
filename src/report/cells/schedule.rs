//! Columns of periods, and of months, quarters and years that are marked → when an item is carried
//! out.

use crate::column::{Span, SpanUnit};
use crate::contract::model::{Precision, Role, Scheduled};
use crate::finding::{Code, Finding};
use crate::report::facts;
use crate::report::filled::Filled;
use crate::report::text::Reading;

/// Signs that mark a stretch of time, beside ticks and arrows that are drawn.
const MARKS: &[char] = &[
    '✓', '✔', '√', '☑', '☒', '🗸', '/', 'X', 'x', '*', '●', '■', '▲', '←', '→', '↔', '⟵', '⟶', '⟷',
    '—', '–', '-', '<', '>', '=', '\u{f0fc}', 'ü',
];
/// What says in a cell that it is not marked.
const UNMARKED: &[&str] = &["-", "–", "—"];
/// What the heading of a column says that names a year alone.
const YEAR: &str = "ปีงบประมาณ";
/// What the heading of a column says in which something begins …
const BEGINS: &[&str] = &["เริ่ม"];
/// … and in which it ends.
const ENDS: &[&str] = &["สิ้นสุด", "เสร็จ", "ถึง"];

impl Filled {
    /// Whether it only marks the stretch of time of its column, so that the schedule says all of it;
    /// `year`: the fiscal year of the report.
    pub fn is_mark(&self, year: Option<i16>) -> bool {
        let text = self.passage.text.trim();
        let signs = text.chars().all(|c| c.is_whitespace() || MARKS.contains(&c));
        let has_dates = self.span.is_some_and(|span| span.dated(year).start.is_some());
        self.key.role == Role::Schedule && has_dates && signs
    }

    /// Whether it says that its item is carried out in the stretch of time of its column.
    fn says_when(&self) -> bool {
        let text = self.passage.text.trim();
        self.key.role == Role::Schedule
            && self.span.is_some()
            && (self.marked || !text.is_empty() && !UNMARKED.contains(&text))
    }
}

/// When an item is carried out, by its cells; `year`: the fiscal year of the report. Marked columns
/// of no known year are added to `findings`.
pub(in crate::report) fn of_cells(
    cells: &[Filled],
    year: Option<i16>,
    findings: &mut Vec<Finding>,
) -> Vec<Scheduled> {
    let mut all = Vec::new();
    let mut undated = Vec::new();
    for cell in cells.iter().filter(|cell| !is_year_beside(cell, cells)) {
        match (cell.key.role, cell.span) {
            (Role::Schedule, Some(_)) if !cell.says_when() => {}
            (Role::Schedule, Some(span)) => match marked(cell, span, year) {
                Some(scheduled) => all.push(scheduled),
                None => undated.push(cell),
            },
            (Role::Schedule | Role::Period, _) => all.extend(said(cell, year)),
            _ => {}
        }
    }
    findings.extend(no_year(&undated));
    from_beginning_to_end(cells, all)
}

/// The finding about marked months and quarters of which no year is known.
fn no_year(undated: &[&Filled]) -> Option<Finding> {
    if undated.is_empty() {
        return None;
    }
    let headings: Vec<&str> = undated.iter().map(|cell| cell.heading.as_str()).collect();
    let marked = headings.join(", ");
    let th = format!("ทำเครื่องหมายไว้ที่ {marked} แต่ไม่ทราบปี");
    let en = format!("marked: {marked}; of which year is not known");
    let regions: Vec<_> = undated.iter().flat_map(|cell| cell.passage.all_regions()).collect();
    Some(Finding::new(Code::ScheduleUndated, th, en).seen(&marked, &regions))
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

/// The stretch of time of a column whose cell is marked, where its year is known.
fn marked(cell: &Filled, own: Span, year: Option<i16>) -> Option<Scheduled> {
    let span = own.dated(year);
    let text = cell.passage.text.trim();
    Some(Scheduled {
        column: cell.key.dated(year),
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
            column: cell.key.dated(year),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Passage;
    use crate::report::filled::filled_of;

    /// A cell of the month of October, of no year.
    fn october(text: &str, marked: bool) -> Filled {
        let span = Span::month(None, 10);
        let key = crate::column::Key { role: Role::Schedule, which: span.which() };
        let [cell] = &filled_of(vec![(key, "ต.ค.".to_owned(), Passage::placeless(text))])[..]
        else {
            unreachable!("one cell was given");
        };
        Filled { span: Some(span), marked, ..cell.clone() }
    }

    #[test]
    fn marks_of_a_known_year_are_the_schedule() {
        for cell in [october("/", false), october("", true)] {
            let mut findings = Vec::new();
            let all = of_cells(std::slice::from_ref(&cell), Some(2568), &mut findings);
            assert_eq!(all[0].start.to_string(), "2024-10-01");
            assert!(cell.is_mark(Some(2568)) && findings.is_empty());
        }
    }

    #[test]
    fn marks_of_no_known_year_are_told_and_kept() {
        for cell in [october("/", false), october("", true)] {
            let mut findings = Vec::new();
            assert!(of_cells(std::slice::from_ref(&cell), None, &mut findings).is_empty());
            assert_eq!(findings.len(), 1);
            assert_eq!(findings[0].code, "schedule-undated");
            assert!(findings[0].message_en.contains("ต.ค."));
            assert!(!cell.is_mark(None));
        }
        let mut findings = Vec::new();
        of_cells(&[october("-", false)], None, &mut findings);
        assert!(findings.is_empty());
    }
}
