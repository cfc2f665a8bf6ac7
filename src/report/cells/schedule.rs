//! Columns of periods, and of months, quarters and years that are marked → when an item is carried
//! out.

use std::borrow::Cow;

use crate::column::{Span, SpanUnit};
use crate::contract::model::{Precision, Role, Scheduled};
use crate::finding::{Code, Finding};
use crate::layout::Passage;
use crate::report::facts;
use crate::report::filled::Filled;
use crate::report::text::Reading;
use crate::table::marks_nothing;
use crate::thai::digits::to_arabic;
use crate::thai::text::matching_key;

/// Signs that mark a stretch of time, beside ticks and arrows that are drawn.
const MARKS: &[char] = &[
    '✓', '✔', '√', '☑', '☒', '🗸', '/', 'X', 'x', '*', '●', '■', '▲', '←', '→', '↔', '⟵', '⟶', '⟷',
    '—', '–', '-', '<', '>', '=', '─', '━', '―', '◄', '►', '◀', '▶', '\u{f0fc}', 'ü',
];
/// Ticks, beside which …
const TICKS: &[char] = &['✓', '✔', '√', '🗸', '☑', '/', '\u{f0fc}', 'ü'];
/// … crosses deny.
const CROSSES: &[char] = &['✗', '✘', '✕', '✖', '❌', '×', 'X', 'x', '\u{f0fb}', 'û'];
/// What is called in a row that says what is planned …
const PLANNED: &[&str] = &["แผน", "แผนงาน", "ตามแผน", "plan", "planned", "p"];
/// … and in one that says what was carried out.
const DONE: &[&str] = &[
    "ผล",
    "ผลงาน",
    "ผลจริง",
    "จริง",
    "ผลการดำเนินงาน",
    "ผลการดำเนินการ",
    "ดำเนินการจริง",
    "ปฏิบัติจริง",
    "actual",
    "a",
];
/// What the heading of a column says that names a year alone.
const YEAR: &str = "ปีงบประมาณ";
/// What the heading of a column says whose cells may number quarters.
const QUARTER: &str = "ไตรมาส";
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
        let says_done = self.of_parts(true).is_some_and(|done| done.says_when());
        self.key.role == Role::Schedule && has_dates && signs && !says_done
    }

    /// Whether it says when by the numbers of quarters, as its heading tells.
    fn numbers_quarters(&self) -> bool {
        let text = to_arabic(self.passage.text.trim());
        self.heading.contains(QUARTER) && numbered_quarters(&text).is_some()
    }

    /// Whether nothing stands in it but a tick: what that says is the heading over it.
    pub fn is_ticked(&self) -> bool {
        let among_others = self.grouped && !self.heading.trim().is_empty();
        among_others && (is_made_of(self, TICKS) || self.marked && self.passage.is_empty())
    }

    /// Whether it says that its item is carried out in the stretch of time of its column.
    fn says_when(&self) -> bool {
        self.key.role == Role::Schedule
            && self.span.is_some()
            && (self.marked || !marks_nothing(&self.passage.text))
    }

    /// Whether it says any time.
    fn names_time(&self) -> bool {
        self.says_when() || self.key.role == Role::Period && !self.passage.is_empty()
    }

    /// The time that it says: that of its column, or its text.
    fn time(&self) -> String {
        if self.span.is_some() { self.heading.clone() } else { self.passage.text.trim().to_owned() }
    }

    /// What of it says what was carried out (`done`), or what is planned, where it says both.
    fn of_parts(&self, done: bool) -> Option<Filled> {
        if self.done_parts.is_empty() {
            return None;
        }
        let wanted = |at: usize| self.done_parts.get(at).copied().unwrap_or_default() == done;
        let own =
            self.parts.iter().enumerate().filter(|(at, part)| wanted(*at) && !part.is_empty());
        let passage = own.map(|(_, part)| part.clone()).reduce(|mut all, part| {
            all.push(&part);
            all
        });
        let mut marks = self.marked_parts.iter().enumerate();
        // Where nothing tells which row a drawing marks, it marks the plan.
        let marked = match self.marked_parts.is_empty() {
            true => self.marked && !done,
            false => marks.any(|(at, marked)| wanted(at) && *marked),
        };
        let passage = passage.unwrap_or_default();
        Some(Filled { passage, marked, done_parts: Vec::new(), ..self.clone() })
    }
}

/// Tells which rows of an item say what was carried out: a column calls one of them so, and another the
/// plan (แผน above ผล).
pub(in crate::report) fn tell_done(cells: &mut [Filled]) {
    let Some(label) = cells.iter().find(|cell| calls_plan_and_done(cell)) else { return };
    let done: Vec<bool> = label.parts.iter().map(|part| is_called(part, DONE)).collect();
    for cell in cells.iter_mut() {
        if matches!(cell.key.role, Role::Schedule | Role::Period) {
            cell.done_parts.clone_from(&done);
        }
    }
}

/// Whether a cell calls some of its rows the plan, others what was done, and none anything else.
fn calls_plan_and_done(cell: &Filled) -> bool {
    let mut said = cell.parts.iter().filter(|part| !part.is_empty());
    cell.parts.iter().any(|part| is_called(part, PLANNED))
        && cell.parts.iter().any(|part| is_called(part, DONE))
        && said.all(|part| is_called(part, PLANNED) || is_called(part, DONE))
}

fn is_called(part: &Passage, words: &[&str]) -> bool {
    words.contains(&&*matching_key(&part.text))
}

/// When an item is carried out, by its cells; `year`: the fiscal year of the report. Marked columns
/// of no known year are added to `findings`.
pub(in crate::report) fn of_cells(
    cells: &[Filled],
    year: Option<i16>,
    findings: &mut Vec<Finding>,
) -> Vec<Scheduled> {
    let planned: Vec<Cow<'_, Filled>> = cells.iter().map(planned).collect();
    findings.extend(carried_out(cells));
    let ticked = planned.iter().any(|cell| cell.says_when() && is_made_of(cell, TICKS));
    let mut all = Vec::new();
    let mut undated = Vec::new();
    for cell in planned.iter().filter(|cell| !is_year_beside(cell, cells)) {
        let cell: &Filled = cell;
        if ticked && !cell.marked && is_made_of(cell, CROSSES) {
            continue;
        }
        match (cell.key.role, cell.span) {
            (Role::Schedule, Some(_)) if !cell.says_when() => {}
            (Role::Schedule, Some(span)) => match marked(cell, span, year) {
                Some(scheduled) => all.push(scheduled),
                None => undated.push(cell),
            },
            (Role::Schedule | Role::Period, _) if year.is_none() && cell.numbers_quarters() => {
                undated.push(cell);
            }
            (Role::Schedule | Role::Period, _) => all.extend(said(cell, year)),
            _ => {}
        }
    }
    findings.extend(no_year(&undated));
    from_beginning_to_end(cells, all)
}

/// What a cell says of the plan.
fn planned(cell: &Filled) -> Cow<'_, Filled> {
    cell.of_parts(false).map_or(Cow::Borrowed(cell), Cow::Owned)
}

/// Whether nothing stands in a cell but some of these signs.
fn is_made_of(cell: &Filled, signs: &[char]) -> bool {
    let mut printed = cell.passage.text.chars().filter(|c| !c.is_whitespace()).peekable();
    printed.peek().is_some() && printed.all(|c| signs.contains(&c))
}

/// The finding about what cells say of when an item was carried out.
fn carried_out(cells: &[Filled]) -> Option<Finding> {
    let done: Vec<Filled> = cells.iter().filter_map(|cell| cell.of_parts(true)).collect();
    let done: Vec<&Filled> = done.iter().filter(|cell| cell.names_time()).collect();
    let when: Vec<String> = done.iter().map(|cell| cell.time()).collect();
    let when = when.join(", ");
    let th = format!("แถวผลบอกว่าดำเนินการเมื่อ {when} ซึ่งไม่ใช่แผน จึงไม่นับเป็นกำหนดเวลา");
    let en = format!("carried out: {when}; that is no part of the schedule");
    let regions: Vec<_> = done.iter().flat_map(|cell| cell.passage.all_regions()).collect();
    (!done.is_empty()).then(|| Finding::new(Code::ScheduleDone, th, en).seen(&when, &regions))
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

/// The quarters that a cell numbers whose heading says that it does: `1`, `2-3`, `1, 2, 4`; each stretch of
/// them that goes on is one.
fn quarters(cell: &Filled, year: Option<i16>) -> Vec<Scheduled> {
    let text = to_arabic(cell.passage.text.trim());
    let numbers = numbered_quarters(&text).filter(|_| cell.numbers_quarters()).unwrap_or_default();
    let mut stretches: Vec<(u8, u8)> = Vec::new();
    for number in numbers {
        match stretches.last_mut().filter(|(_, last)| last + 1 == number) {
            Some((_, last)) => *last = number,
            None => stretches.push((number, number)),
        }
    }
    let said = |(first, last): (u8, u8)| {
        let (first, last) = (Span::quarter(None, first), Span::quarter(None, last));
        Some(Scheduled {
            column: cell.key.dated(year),
            raw: cell.passage.text.trim().to_owned(),
            start: first.dated(year).start?,
            end: last.dated(year).end?,
            precision: Precision::Month,
            inferred: true,
            regions: cell.passage.all_regions(),
        })
    };
    stretches.into_iter().filter_map(said).collect()
}

/// The quarters that a text numbers, where it says nothing else.
fn numbered_quarters(text: &str) -> Option<Vec<u8>> {
    let mut all: Vec<u8> = Vec::new();
    let parted: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for part in parted.split([',', '/', '&']) {
        let (first, last) = part.split_once(['-', '–', '—']).unwrap_or((part, part));
        let number = |text: &str| text.parse::<u8>().ok().filter(|n| (1..=4).contains(n));
        let (first, last) = (number(first)?, number(last)?);
        if first > last || all.last().is_some_and(|before| *before >= first) {
            return None;
        }
        all.extend(first..=last);
    }
    Some(all)
}

/// The dates that a cell of a period says.
fn said(cell: &Filled, year: Option<i16>) -> Vec<Scheduled> {
    let quarters = quarters(cell, year);
    if !quarters.is_empty() {
        return quarters;
    }
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

    #[test]
    fn numbers_below_a_heading_of_quarters_are_these() {
        let read = |text: &str, heading: &str| {
            let key = crate::column::Key::from(Role::Period);
            let cells = filled_of(vec![(key, heading.to_owned(), Passage::placeless(text))]);
            let all = of_cells(&cells, Some(2568), &mut Vec::new());
            let days = all.iter().map(|said| format!("{}..{}", said.start, said.end));
            days.collect::<Vec<String>>().join(" ")
        };
        let heading = "ไตรมาสที่ดำเนินการ";
        assert_eq!(read("๑", heading), "2024-10-01..2024-12-31");
        assert_eq!(read("2-3", heading), "2025-01-01..2025-06-30");
        assert_eq!(read("1,2,3,4", heading), "2024-10-01..2025-09-30");
        assert_eq!(read("1, 3", heading), "2024-10-01..2024-12-31 2025-04-01..2025-06-30");
        for text in ["5", "3-2", "2-", "ไม่ระบุ", "12", "1, 1"] {
            assert_eq!(read(text, heading), "", "{text}");
        }
        assert_eq!(read("1", "ระยะเวลา"), "");
    }

    #[test]
    fn boxes_without_a_tick_and_crosses_beside_ticks_mark_nothing() {
        for (signs, dated) in [
            (&["☑", "☐"][..], 1),
            (&["☐", "□", "○", "( )", "ยกเลิก", "ไม่ดำเนินการ"], 0),
            (&["✓", "✗", "x"], 1),
            (&["x", "x"], 2),
            (&["☒", "☐"], 1),
        ] {
            let cells: Vec<Filled> = signs.iter().map(|sign| october(sign, false)).collect();
            let mut findings = Vec::new();
            assert_eq!(of_cells(&cells, Some(2568), &mut findings).len(), dated, "{signs:?}");
            assert!(cells.iter().all(|cell| cell.passage.text != "☐" || !cell.is_mark(Some(2568))));
        }
    }

    #[test]
    fn the_row_of_the_plan_is_the_schedule_and_that_of_what_was_done_is_told() {
        let parts = |texts: [&str; 2]| texts.map(Passage::placeless).to_vec();
        let label = |texts| Filled {
            key: Role::Other(1).into(),
            span: None,
            parts: parts(texts),
            ..october("", false)
        };
        let ticked =
            |texts: [&str; 2]| Filled { parts: parts(texts), ..october(&texts.concat(), false) };
        let drawn =
            Filled { parts: parts(["", ""]), marked_parts: vec![false, true], ..october("", true) };
        let read = |label: Filled, cell: &Filled| {
            let mut cells = [label, cell.clone()];
            tell_done(&mut cells);
            let mut findings = Vec::new();
            let all = of_cells(&cells, Some(2568), &mut findings);
            let codes: Vec<String> = findings.into_iter().map(|finding| finding.code).collect();
            (all.len(), codes, cells[1].is_mark(Some(2568)))
        };
        let told = vec!["schedule-done".to_owned()];
        let rows = ["แผน", "ผล"];
        assert_eq!(read(label(rows), &ticked(["✓", ""])), (1, Vec::new(), true));
        assert_eq!(read(label(rows), &ticked(["", "✓"])), (0, told.clone(), false));
        assert_eq!(read(label(rows), &ticked(["✓", "✓"])), (1, told.clone(), false));
        assert_eq!(read(label(rows), &drawn), (0, told, false));
        assert_eq!(read(label(["แผน", "งาน"]), &ticked(["", "✓"])), (1, Vec::new(), true));
    }
}
