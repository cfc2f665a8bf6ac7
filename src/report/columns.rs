//! The columns of a section's tables: what cells are keyed by, and the list of them.

use crate::column::{Key, Which};
use crate::contract::model::{Column, Text};
use crate::layout::compose;
use crate::report::text::to_text;
use crate::role::Role;
use crate::table::{Heading, Wording};

/// A column with what its cells are keyed by; months and quarters have no year yet where their
/// headings say none.
pub(super) type Keyed = (Key, Heading);

/// The keys of a table's columns: the role where a role stands once, and what tells it from the
/// others where it stands again. Columns without a known role are counted.
pub(super) fn keys(columns: &[Heading]) -> Vec<Key> {
    let mut given: Vec<Key> = Vec::new();
    let mut others: u16 = 0;
    for column in columns {
        let role = column.meaning.unwrap_or_else(|| {
            others = others.saturating_add(1);
            Role::Other(others)
        });
        let same = columns.iter().filter(|other| other.meaning == Some(role)).count();
        let timed = column.span.filter(|_| same > 1 || role == Role::Schedule);
        let mut key = Key { role, which: timed.map_or(Which::First, |span| span.which()) };
        let mut nth = 1;
        while nth < u16::MAX && given.iter().any(|other| may_be_one(*other, key)) {
            nth += 1;
            key.which = Which::Nth(nth);
        }
        given.push(key);
    }
    given
}

/// Whether two keys are one, or become one where a quarter or month without a year is given that of
/// the report.
fn may_be_one(one: Key, other: Key) -> bool {
    let is_yearless = |key: Key| matches!(key.which, Which::Time { year_be: None, .. });
    let part = |key: Key| match key.which {
        Which::Time { part, .. } => part,
        _ => None,
    };
    let may_be_dated = (is_yearless(one) || is_yearless(other)) && part(one).is_some();
    one == other || one.role == other.role && may_be_dated && part(one) == part(other)
}

/// Keeps one list of a section's columns over its tables: each key once, each wording of a heading
/// once.
pub(super) fn merge(known: &mut Vec<Keyed>, found: &[Heading]) {
    for (key, heading) in keys(found).into_iter().zip(found) {
        add(known, key, heading);
    }
}

/// Adds a column to a list that has each key once.
fn add(known: &mut Vec<Keyed>, key: Key, heading: &Heading) {
    let Some((_, own)) = known.iter_mut().find(|(own, _)| *own == key) else {
        known.push((key, heading.clone()));
        return;
    };
    for wording in &heading.wordings {
        if !own.says(wording) {
            own.wordings.push(wording.clone());
        }
    }
}

/// The columns as the JSON lists them; `year`: the fiscal year of the report, for months and
/// quarters without one, which may be another table's column of that year.
pub(super) fn listed(columns: &[Keyed], year: Option<i16>) -> Vec<Column> {
    let mut known = Vec::with_capacity(columns.len());
    for (key, heading) in columns {
        add(&mut known, key.dated(year), heading);
    }
    let column = |(key, heading): Keyed| Column {
        key: Some(key),
        role: key.role,
        headings: texts(&heading.wordings),
        group: texts(&heading.group),
        span: heading.span.map(|span| span.dated(year)),
    };
    known.into_iter().map(column).collect()
}

fn texts(wordings: &[Wording]) -> Vec<Text> {
    wordings.iter().map(|wording| to_text(&compose(&wording.lines))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::Span;
    use crate::report::sample::table;

    fn words(rows: &[&str]) -> Vec<String> {
        keys(&table(rows).columns).iter().map(Key::to_string).collect()
    }

    #[test]
    fn a_role_that_stands_again_is_told_by_its_time_or_counted() {
        assert_eq!(words(&["โครงการ\tงบประมาณ ปี ๒๕๖๘", "๑. ก\t๕๐๐"]), ["project", "budget"]);
        let years = ["โครงการ\tงบประมาณ ปี ๒๕๖๗\tงบประมาณ ปี ๒๕๖๘", "๑. ก\t๕๐๐\t๖๐๐"];
        assert_eq!(words(&years), ["project", "budget_2567", "budget_2568"]);
        let twice = ["โครงการ\tงบประมาณ\tวงเงิน\tสีของแสง", "๑. ก\t๕๐๐\t๖๐๐\tเขียว"];
        assert_eq!(words(&twice), ["project", "budget", "budget_2", "other_1"]);
    }

    #[test]
    fn a_quarter_without_a_year_may_be_that_of_the_year_beside_it() {
        let mut columns =
            table(&["โครงการ\tงบประมาณ ปี ๒๕๖๗\tงบประมาณ ปี ๒๕๖๘", "๑. ก\t๕๐๐\t๖๐๐"]).columns;
        let words = |columns: &[Heading]| -> Vec<String> {
            keys(columns).iter().map(Key::to_string).collect()
        };
        columns[1].span = Some(Span::quarter(None, 1));
        columns[2].span = Some(Span::quarter(Some(2568), 1));
        assert_eq!(words(&columns), ["project", "budget_q1", "budget_2"]);
        columns[2].span = Some(Span::quarter(Some(2568), 2));
        assert_eq!(words(&columns), ["project", "budget_q1", "budget_2568_q2"]);
        // Two tables of one section that say the same quarter with and without its year.
        let quarter = |year| Key { role: Role::Budget, which: Span::quarter(year, 1).which() };
        let known = [None, Some(2568)].map(|year| (quarter(year), columns[1].clone()));
        assert_eq!(listed(&known, Some(2568)).len(), 1);
        assert_eq!(listed(&known, Some(2567)).len(), 2);
    }

    #[test]
    fn a_list_of_columns_says_each_key_and_each_wording_once() {
        let mut known = Vec::new();
        merge(&mut known, &table(&["โครงการ\tผลการดำเนินงาน", "๑. ก\tข"]).columns);
        merge(&mut known, &table(&["โครงการ\tสรุปผล\tงบประมาณ", "๑. ก\tข\t-"]).columns);
        let listed: Vec<(String, usize)> =
            listed(&known, None).iter().map(|c| (c.key().to_string(), c.headings.len())).collect();
        let expected = [("project", 1), ("result", 2), ("budget", 1)];
        assert_eq!(listed, expected.map(|(key, n)| (key.to_owned(), n)));
    }
}
