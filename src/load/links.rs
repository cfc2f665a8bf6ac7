//! Which projects are one over the years: of the readings that count for an agency, each year's are
//! aligned with those of the year before as `raingan diff` aligns two reports, by their titles and
//! numbers.

use std::collections::BTreeMap;

use super::current::Settling;
use super::database::Database;
use super::model::{ITEMS, PROJECT_LINKS, READINGS};
use super::record::{Record, hashed_key, some_text};
use super::rows::{Row, Value, or_null, variant};
use crate::contract::model::Text;
use crate::diff::align::{Link, align, know};
use crate::diff::model::NodeKind;
use crate::diff::nodes::Node;
use crate::error::Error;

/// Months of a report that does not say them: after those of the whole year. As in `marts.sql`, which a
/// test holds.
const UNREAD_MONTHS: i64 = 11;

/// Kinds of documents in the order in which they count. As in `marts.sql`, which a test holds.
const KINDS: [&str; 7] =
    ["result", "plan", "form", "measures_result", "measures", "procurement", "risk"];

/// The items of a year at the top: projects, measures.
struct Year {
    be: i64,
    reading: String,
    items: Vec<Top>,
}

/// An item at the top.
struct Top {
    path: String,
    kind: NodeKind,
    number: Option<String>,
    title: Text,
}

impl<D: Database> Settling<'_, D> {
    /// Links the projects of an agency anew, if other readings count than before.
    pub(super) fn link(&mut self, agency: &str) -> Result<(), Error> {
        let by = [("agency_key", some_text(agency))];
        let counting = self.counting(agency)?;
        let before = self.database.find(&PROJECT_LINKS, &by)?;
        let linked: BTreeMap<i64, String> = before
            .iter()
            .filter_map(|row| Some((row.whole("fiscal_year_be")?, row.word("reading_key"))))
            .collect();
        let is_one_year = counting.len() < 2;
        if linked == counting || is_one_year && linked.is_empty() {
            return Ok(());
        }
        self.database.remove(&PROJECT_LINKS, &by)?;
        if is_one_year {
            return Ok(());
        }
        let mut years = Vec::new();
        for (be, reading) in counting {
            let rows = self.database.find(&ITEMS, &[("reading_key", some_text(&reading))])?;
            years.push(Year { be, reading, items: tops(&rows) });
        }
        self.database.insert(&PROJECT_LINKS, &links(agency, &years)).map(drop)
    }

    /// The reading that counts for each year of an agency, as `counting_readings` has it.
    fn counting(&mut self, agency: &str) -> Result<BTreeMap<i64, String>, Error> {
        let of_agency = self.database.find(&READINGS, &[("agency_key", some_text(agency))])?;
        let mut years: BTreeMap<i64, Vec<Record>> = BTreeMap::new();
        for reading in of_agency.into_iter().filter(|reading| !reading.has("valid_to")) {
            if let Some(year) = reading.whole("fiscal_year_be") {
                years.entry(year).or_default().push(reading);
            }
        }
        let mut counting = BTreeMap::new();
        for (year, readings) in years {
            counting.insert(year, self.best(readings)?);
        }
        Ok(counting)
    }

    fn best(&mut self, readings: Vec<Record>) -> Result<String, Error> {
        let is_alone = readings.len() == 1;
        let mut ranked = Vec::new();
        for reading in readings {
            let key = reading.word("reading_key");
            let by = [("reading_key", some_text(&key))];
            let items = if is_alone { 0 } else { self.database.find(&ITEMS, &by)?.len() };
            let kind = kind_of(&reading);
            let kind = KINDS.iter().position(|known| *known == kind).unwrap_or(KINDS.len());
            let months = reading.whole("period_months").unwrap_or(UNREAD_MONTHS);
            let rank = (!reading.has("pinned_at"), reading.flag("is_edited"), kind, -months);
            ranked.push((rank, std::cmp::Reverse(items), key));
        }
        ranked.sort();
        Ok(ranked.into_iter().next().map(|(_, _, key)| key).unwrap_or_default())
    }
}

/// What a reading is a document of, also where that was not kept when it was loaded.
fn kind_of(reading: &Record) -> &str {
    let by_purpose = || {
        reading.text("purpose").map(|purpose| match purpose {
            "report" => "result",
            purpose => purpose,
        })
    };
    reading.text("document_kind").or_else(by_purpose).unwrap_or_default()
}

/// The items at the top of a reading, in an order that does not depend on the database.
fn tops(rows: &[Record]) -> Vec<Top> {
    let at_top =
        rows.iter().filter(|row| row.has("top_path") && row.get("path") == row.get("top_path"));
    let mut tops: Vec<Top> = at_top.map(top).collect();
    tops.sort_by(|a, b| a.path.cmp(&b.path));
    tops
}

fn top(row: &Record) -> Top {
    let text = row.word("title");
    let kind = match row.text("kind") {
        Some("measure") => NodeKind::Measure,
        Some("activity") => NodeKind::Activity,
        Some("sub_activity") => NodeKind::SubActivity,
        _ => NodeKind::Project,
    };
    let title =
        Text { raw: text.clone(), text, regions: Vec::new(), confidence: None, corrected: None };
    Top { path: row.word("path"), kind, number: row.owned("number"), title }
}

/// The rows of an agency: those of one project over the years have one key.
fn links(agency: &str, years: &[Year]) -> Vec<Row<'static>> {
    let mut rows = Vec::new();
    let mut before: Vec<String> = Vec::new();
    for (at, year) in years.iter().enumerate() {
        let found = match at.checked_sub(1) {
            Some(last) => aligned(&years[last].items, &year.items),
            None => vec![None; year.items.len()],
        };
        let mut keys = Vec::new();
        for (item, link) in year.items.iter().zip(found) {
            let new = || first_key(agency, year, item);
            let key = link.and_then(|link| before.get(link.old).cloned()).unwrap_or_else(new);
            rows.push(vec![
                some_text(&key),
                Value::Integer(year.be),
                some_text(agency),
                some_text(&year.reading),
                some_text(&item.path),
                or_null(link, |link| Value::Number(score(&link))),
                or_null(link, |link| variant(&link.reason)),
            ]);
            keys.push(key);
        }
        before = keys;
    }
    rows
}

/// The key of a project in its first year.
fn first_key(agency: &str, year: &Year, item: &Top) -> String {
    hashed_key(&format!("{agency}\n{}\n{}\n{}", year.be, year.reading, item.path))
}

/// For each newer item the older one that it is, if any.
fn aligned(old: &[Top], new: &[Top]) -> Vec<Option<Link>> {
    let (olds, news) = (nodes(old), nodes(new));
    let (known_old, known_new) = know(&olds, &news);
    let aligning = align(&known_old, &known_new);
    let mut found = vec![None; new.len()];
    for link in aligning.links.iter().flatten() {
        found[link.new] = Some(*link);
    }
    found
}

fn nodes(items: &[Top]) -> Vec<Node<'_>> {
    items.iter().map(node).collect()
}

fn node(Top { path, kind, number, title }: &Top) -> Node<'_> {
    Node { number: number.clone(), title: Some(title), ..Node::bare(path.clone(), *kind) }
}

/// A score to three decimals, the same everywhere.
fn score(link: &Link) -> f64 {
    (f64::from(link.score) * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::super::ddl::MARTS;
    use super::*;

    fn year(be: i64, titles: &[&str]) -> Year {
        let items = titles.iter().enumerate().map(|(i, title)| Top {
            path: format!("p{i}"),
            kind: NodeKind::Project,
            number: None,
            title: Text {
                raw: (*title).to_owned(),
                text: (*title).to_owned(),
                regions: Vec::new(),
                confidence: None,
                corrected: None,
            },
        });
        Year { be, reading: format!("r{be}"), items: items.collect() }
    }

    #[test]
    fn the_order_of_kinds_is_that_of_the_marts() {
        let kinds = KINDS.iter().zip(1..).map(|(kind, n)| format!("WHEN '{kind}' THEN {n}"));
        let kinds = kinds.collect::<Vec<_>>().join(" ");
        let order = format!(
            "CASE coalesce(r.document_kind, CASE r.purpose WHEN 'report' THEN 'result' ELSE r.purpose END) \
             {kinds} ELSE {} END, coalesce(r.period_months, {UNREAD_MONTHS}) DESC",
            KINDS.len() + 1
        );
        let marts = MARTS.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(marts.contains(&order), "{order}");
    }

    #[test]
    fn a_project_keeps_its_key_over_the_years_and_a_new_one_has_its_own() {
        let years = [
            year(2566, &["โครงการอบรมจริยธรรมข้าราชการ", "โครงการตรวจสอบภายใน"]),
            year(2567, &["โครงการตรวจสอบภายใน", "โครงการอบรมจริยธรรมข้าราชการ ปี ๒๕๖๗"]),
            year(2568, &["โครงการปลูกป่าชายเลน", "โครงการตรวจสอบภายใน"]),
        ];
        let rows = links("a", &years);
        let key = |year: usize, item: usize| &rows[2 * year + item][0];
        assert_eq!(key(0, 0), key(1, 1));
        assert_eq!(key(0, 1), key(1, 0));
        assert_eq!(key(1, 0), key(2, 1));
        assert_ne!(key(2, 0), key(0, 0));
        assert_eq!(rows[0][5], Value::Null, "the first year is like none before");
        assert!(matches!(rows[5][5], Value::Number(score) if score > 0.9), "{:?}", rows[5]);
    }
}
