//! Cells of indicators, targets and units → an item's indicators, each with what is aimed at.

use crate::contract::model::{Indicator, Role, Target, Text};
use crate::layout::Passage;
use crate::report::facts::{self, Scan, TargetValue};
use crate::report::filled::Filled;
use crate::report::text::{Reading, to_text};
use crate::thai::Found;
use crate::thai::text::{normalise, on_one_line};

/// The unit of percentages as columns of units print it.
const PERCENT: &[&str] = &["ร้อยละ", "%", "เปอร์เซ็นต์"];

/// The indicators of an item: of each of its physical rows, or of the whole.
pub(in crate::report) fn of_cells(cells: &[Filled]) -> Vec<Indicator> {
    let relevant = |cell: &&Filled| {
        matches!(cell.key.role, Role::Indicator | Role::Target | Role::Unit) && cell.parts.len() > 1
    };
    let rows = cells.iter().filter(relevant).map(|cell| cell.parts.len()).max().unwrap_or(0);
    if rows == 0 {
        return of_row(cells, |cell| cell.passage.clone());
    }
    let by_row = (0..rows)
        .flat_map(|row| of_row(cells, |cell| cell.parts.get(row).cloned().unwrap_or_default()));
    by_row.collect()
}

/// The indicators of one row, whose cells `part` says.
fn of_row(cells: &[Filled], part: impl Fn(&Filled) -> Passage) -> Vec<Indicator> {
    let all = |role: Role| cells.iter().filter(move |cell| cell.key.role == role).map(&part);
    let mut found: Vec<Indicator> = all(Role::Indicator).flat_map(|cell| named(&cell)).collect();
    let units: Vec<Passage> = all(Role::Unit).collect();
    let unit = units.first().map(|cell| unit_of(&cell.text)).filter(|unit| !unit.is_empty());
    if unit.is_none() && !cells.iter().any(|cell| cell.key.role == Role::Indicator) {
        // A target without a column of indicators says itself what is measured.
        return all(Role::Target).flat_map(|cell| named(&cell)).collect();
    }
    for target in all(Role::Target).filter(|cell| says_something(&cell.text)) {
        add_target(&mut found, &target, unit.as_deref());
    }
    found
}

/// Whether a cell says more than that there is nothing to say.
fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The indicators that a cell names, with the targets printed among them.
fn named(passage: &Passage) -> Vec<Indicator> {
    let reading = Reading::new(passage);
    let mut all = Vec::new();
    for found in facts::indicators(reading.text()) {
        let targets = found.targets.into_iter().map(|f| target(f, &reading)).collect();
        let name = to_text(&reading.part(found.name));
        let target_text = found.target_text.map(|range| to_text(&reading.part(range)));
        all.push(Indicator { name, target_text, targets });
    }
    all
}

/// Gives the indicators of a row what a target cell says: line by line where it has as many lines as
/// there are indicators without a target, else all of it to the first of them.
fn add_target(found: &mut Vec<Indicator>, cell: &Passage, unit: Option<&str>) {
    let lines = lines(cell);
    let open: Vec<usize> = (0..found.len()).filter(|i| found[*i].target_text.is_none()).collect();
    if open.len() > 1 && open.len() == lines.len() {
        for (i, line) in open.into_iter().zip(lines) {
            aim(&mut found[i], &line, unit);
        }
        return;
    }
    match open.first() {
        Some(first) => aim(&mut found[*first], cell, unit),
        None => {
            let mut nameless =
                Indicator { name: no_text(), target_text: None, targets: Vec::new() };
            aim(&mut nameless, cell, unit);
            found.push(nameless);
        }
    }
}

fn no_text() -> Text {
    to_text(&Passage::default())
}

/// Gives an indicator its target; numbers that its name aims at too are kept behind it.
fn aim(indicator: &mut Indicator, cell: &Passage, unit: Option<&str>) {
    let reading = Reading::new(cell);
    let text = reading.text();
    let scan = Scan::new(text);
    let mut targets: Vec<Target> = Vec::new();
    let mut aims = scan.targets(0..text.len());
    if aims.is_empty() {
        aims.extend(scan.size_aimed_at());
    }
    for mut found in aims {
        if found.value.unit.is_none() {
            let counted = unit.map(str::to_owned);
            found.value.unit = counted.or_else(|| per_cent(&indicator.name.text));
        }
        targets.push(target(found, &reading));
    }
    for own in std::mem::take(&mut indicator.targets) {
        let same = |t: &Target| {
            t.value == own.value && t.comparator == own.comparator && t.unit == own.unit
        };
        if !targets.iter().any(same) {
            targets.push(own);
        }
    }
    indicator.target_text = Some(to_text(cell));
    indicator.targets = targets;
}

/// The unit of bare numbers that an indicator aims at, where its name begins with a share or ends with one
/// in brackets: ร้อยละของนักเรียนที่อ่านได้.
fn per_cent(name: &str) -> Option<String> {
    let name = name.trim_start_matches(|c: char| !c.is_alphabetic() && c != '%');
    let mut words = PERCENT.iter();
    let is_share = words.any(|word| name.starts_with(word) || name.ends_with(&format!("({word})")));
    is_share.then(|| facts::target::PERCENT.to_owned())
}

/// The paragraphs of a cell.
fn lines(cell: &Passage) -> Vec<Passage> {
    let mut all = Vec::new();
    let mut start = 0;
    for line in cell.text.split_inclusive('\n') {
        all.push(cell.slice(start..start + line.len()));
        start += line.len();
    }
    all.retain(|line| !line.is_empty());
    all
}

/// What a cell of units says, as targets say it.
fn unit_of(cell: &str) -> String {
    let text = on_one_line(&normalise(cell));
    if PERCENT.contains(&text.as_str()) { facts::target::PERCENT.to_owned() } else { text }
}

fn target(found: Found<TargetValue>, reading: &Reading<'_>) -> Target {
    let (raw, regions) = reading.printed(found.range);
    let TargetValue { comparator, value, unit } = found.value;
    Target { raw, comparator, value, unit, regions }
}
