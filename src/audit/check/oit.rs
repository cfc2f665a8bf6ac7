//! Which items of the OIT assessment a report serves, and which of their contents it has, with the
//! page.
//!
//! The items and their numbers change every year; they are data (`data/oit-items.json`), each with
//! its source. What is not known there is said to be not known.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::audit::judge::has_result;
use crate::contract::model::{BudgetStatus, Item, Report, Role, Section};
use crate::contract::walk;
use crate::error::{Error, ErrorKind};
use crate::finding::Region;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Document {
    /// A plan.
    Plan,
    /// What became of it after six months.
    Progress,
    /// What became of it in the whole year.
    Report,
}

/// Which part of a report an item is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The projects of the action plan.
    Projects,
    /// The measures.
    Measures,
}

/// Something an item asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Projects and activities.
    Projects,
    /// The result of each project.
    Results,
    /// The budget of each project.
    Budget,
    /// When each project is carried out.
    Period,
    /// Measures.
    Measures,
    /// The result of each measure.
    MeasureResults,
}

/// Whether a content is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// For every row that should have it.
    Present,
    /// For some.
    Partial,
    /// For none.
    Missing,
}

#[derive(Debug, Deserialize)]
struct Data {
    sources: BTreeMap<String, String>,
    assessments: Vec<Assessment>,
}

#[derive(Debug, Deserialize)]
struct Assessment {
    fiscal_year: i16,
    agency_class: String,
    items: Vec<Asked>,
}

#[derive(Debug, Deserialize)]
struct Asked {
    number: String,
    title_th: String,
    title_en: String,
    document: Document,
    part: Part,
    /// The report's fiscal year less that of the assessment; `None` where that is not known.
    year_offset: Option<i16>,
    source: String,
    contents: Vec<AskedContent>,
    contents_complete: bool,
}

#[derive(Debug, Deserialize)]
struct AskedContent {
    content: Content,
    source: String,
}

/// The data file: the crate's own and under test, so it parses.
static DATA: LazyLock<Data> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../data/oit-items.json"))
        .expect("the embedded list of items is whole")
});

/// The checklist of one report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Checklist {
    /// The fiscal year of the assessment, Buddhist Era.
    pub fiscal_year: i16,
    /// The class of agency.
    pub agency_class: String,
    /// The fiscal year of the report.
    pub report_year: Option<i16>,
    /// What the report is.
    pub document: Document,
    /// Its items; `None` where nothing is known of this year and class.
    pub items: Option<Vec<CheckedItem>>,
}

/// One item of the assessment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckedItem {
    /// Its number: `O26`.
    pub number: String,
    /// What it is called, in Thai.
    pub title_th: String,
    /// What it is called, in English.
    pub title_en: String,
    /// Where its number and title are known from.
    pub source: String,
    /// Whether this report is the document it asks for.
    pub served: bool,
    /// Why not, in English; `None` where it is.
    pub why_not_en: Option<String>,
    /// Why not, in Thai.
    pub why_not_th: Option<String>,
    /// What it asks for.
    pub contents: Vec<CheckedContent>,
    /// Whether it is known that nothing else is asked for.
    pub contents_complete: bool,
}

/// One content of an item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckedContent {
    /// What.
    pub content: Content,
    /// Where it is known from that it is asked for.
    pub source: String,
    /// Whether it is there.
    pub presence: Presence,
    /// For how many rows.
    pub found: usize,
    /// Of how many.
    pub of: usize,
    /// The pages it stands on, in order.
    pub pages: Vec<u32>,
    /// The rows without it, by their ids; at most [`MOST_IDS`].
    pub without: Vec<String>,
}

/// So many ids of rows that lack something are listed.
pub const MOST_IDS: usize = 20;

/// The classes of agency that something is known of, in the order of the data.
pub fn classes() -> Vec<&'static str> {
    let mut all: Vec<&str> = DATA.assessments.iter().map(|a| a.agency_class.as_str()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The checklist of a report for an assessment; its year is the report's own where none is given.
///
/// # Errors
///
/// [`ErrorKind::Usage`] for an unknown class, and where neither the caller nor the report says a
/// year.
pub fn checklist(report: &Report, class: &str, year: Option<i16>) -> Result<Checklist, Error> {
    if !classes().contains(&class) {
        let message = format!("no agency class {class:?}: there are {}", classes().join(", "));
        return Err(Error::new(ErrorKind::Usage, message));
    }
    let report_year = report.fiscal_year.as_ref().map(|y| y.be);
    let Some(fiscal_year) = year.or(report_year) else {
        return Err(Error::new(
            ErrorKind::Usage,
            "the report does not say its fiscal year: give one",
        ));
    };
    let document = document(report);
    let found =
        DATA.assessments.iter().find(|a| a.fiscal_year == fiscal_year && a.agency_class == class);
    let rows = Rows::of(report);
    let checked = |asked: &Asked| rows.item(asked, fiscal_year, report_year, document);
    let items = found.map(|assessment| assessment.items.iter().map(checked).collect());
    Ok(Checklist { fiscal_year, agency_class: class.to_owned(), report_year, document, items })
}

/// What a report says it is: its title has `รายงาน`, its period six months or the year.
fn document(report: &Report) -> Document {
    let reports = report.title.as_ref().is_some_and(|title| title.text.contains("รายงาน"));
    let results = report.sections.iter().flat_map(walk::items).any(has_result);
    match report.period.as_ref().and_then(|p| p.months) {
        Some(6) => Document::Progress,
        _ if reports || results => Document::Report,
        _ => Document::Plan,
    }
}

/// The rows of a report that contents are looked for in.
struct Rows<'r> {
    projects: Vec<&'r Item>,
    measures: Vec<&'r Item>,
}

impl<'r> Rows<'r> {
    fn of(report: &'r Report) -> Rows<'r> {
        let (mut projects, mut measures) = (Vec::new(), Vec::new());
        for section in &report.sections {
            match section {
                Section::ActionPlan(_) => projects.extend(walk::items(section)),
                Section::Measures(_) => measures.extend(walk::items(section)),
                Section::Other(_) => {}
            }
        }
        Rows { projects, measures }
    }

    fn item(
        &self,
        asked: &Asked,
        year: i16,
        report_year: Option<i16>,
        document: Document,
    ) -> CheckedItem {
        let why_not = self.why_not(asked, year, report_year, document);
        let source = |key: &str| DATA.sources.get(key).cloned().unwrap_or_else(|| key.to_owned());
        CheckedItem {
            number: asked.number.clone(),
            title_th: asked.title_th.clone(),
            title_en: asked.title_en.clone(),
            source: source(&asked.source),
            served: why_not.is_none(),
            why_not_en: why_not.as_ref().map(|(en, _)| en.clone()),
            why_not_th: why_not.map(|(_, th)| th),
            contents: asked
                .contents
                .iter()
                .map(|c| self.content(c.content, source(&c.source)))
                .collect(),
            contents_complete: asked.contents_complete,
        }
    }

    /// Why a report is not what an item asks for, in English and in Thai.
    fn why_not(
        &self,
        asked: &Asked,
        year: i16,
        own: Option<i16>,
        is: Document,
    ) -> Option<(String, String)> {
        let rows = match asked.part {
            Part::Projects => &self.projects,
            Part::Measures => &self.measures,
        };
        if rows.is_empty() {
            let (en, th) = match asked.part {
                Part::Projects => ("the report has no projects", "รายงานไม่มีโครงการ"),
                Part::Measures => ("the report has no measures", "รายงานไม่มีมาตรการ"),
            };
            return Some((en.to_owned(), th.to_owned()));
        }
        if is != asked.document {
            let (en, th) = match asked.document {
                Document::Plan => {
                    ("a plan is asked for, this is a report", "ต้องเป็นแผน แต่เอกสารนี้เป็นรายงาน")
                }
                Document::Progress => {
                    ("a report on six months is asked for", "ต้องเป็นรายงานรอบ 6 เดือน")
                }
                Document::Report => {
                    ("a report on the whole year is asked for", "ต้องเป็นรายงานผลทั้งปี")
                }
            };
            return Some((en.to_owned(), th.to_owned()));
        }
        let (asked, own) = (asked.year_offset.map(|offset| year + offset)?, own?);
        (asked != own).then(|| {
            (
                format!("fiscal year {asked} is asked for, the report is for {own}"),
                format!("ต้องเป็นปีงบประมาณ {asked} แต่รายงานเป็นของปี {own}"),
            )
        })
    }

    fn content(&self, content: Content, source: String) -> CheckedContent {
        let below = |item: &Item, has: &dyn Fn(&Item) -> bool| {
            let mut any = false;
            walk::tree(item, &mut |i| any |= has(i));
            any
        };
        let budget =
            |i: &Item| i.budget.as_ref().is_some_and(|b| b.status != BudgetStatus::NotStated);
        let period =
            |i: &Item| i.cells.get(&Role::Period).is_some_and(|cell| !cell.text.trim().is_empty());
        let rows = match content {
            Content::Measures | Content::MeasureResults => &self.measures,
            _ => &self.projects,
        };
        let has: &dyn Fn(&Item) -> bool = match content {
            Content::Projects | Content::Measures => &|_| true,
            Content::Results | Content::MeasureResults => &has_result,
            Content::Budget => &budget,
            Content::Period => &period,
        };
        let (with, without): (Vec<&Item>, Vec<&Item>) =
            rows.iter().copied().partition(|item| below(item, has));
        let presence = match (with.is_empty(), without.is_empty()) {
            (true, _) => Presence::Missing,
            (_, true) => Presence::Present,
            _ => Presence::Partial,
        };
        let mut pages: Vec<u32> =
            with.iter().flat_map(|item| places(item, content)).map(|r| r.page).collect();
        pages.sort_unstable();
        pages.dedup();
        let without = without.iter().take(MOST_IDS).map(|item| item.id.clone()).collect();
        CheckedContent {
            content,
            source,
            presence,
            found: with.len(),
            of: rows.len(),
            pages,
            without,
        }
    }
}

/// Where an item has a content.
fn places(item: &Item, content: Content) -> Vec<Region> {
    let mut out = Vec::new();
    walk::tree(item, &mut |i| {
        let cell = |role| i.cells.get(&role).map_or(&[][..], |cell| cell.regions.as_slice());
        out.extend_from_slice(match content {
            Content::Projects | Content::Measures => &i.title.regions,
            Content::Results | Content::MeasureResults => cell(Role::Result),
            Content::Budget => i.budget.as_ref().map_or(&[][..], |b| b.regions.as_slice()),
            Content::Period => cell(Role::Period),
        });
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::sample::{measure, project, report};

    fn of(year: i16) -> Checklist {
        let report = report(vec![
            project("1").result("จัดแล้ว").budget("ไม่ใช้งบประมาณ"),
            project("2").result("จัดแล้ว").budget("-"),
            measure("1").result("ทำแล้ว"),
        ]);
        checklist(&report, "central", Some(year)).unwrap()
    }

    #[test]
    fn the_data_are_whole_and_every_line_has_a_source() {
        for assessment in &DATA.assessments {
            for item in &assessment.items {
                assert!(
                    DATA.sources.contains_key(&item.source),
                    "{}: {}",
                    item.number,
                    item.source
                );
                assert!(
                    item.contents.iter().all(|c| DATA.sources.contains_key(&c.source)),
                    "{}",
                    item.number
                );
                assert!(
                    item.number.starts_with('O') && item.number[1..].parse::<u8>().is_ok(),
                    "{}",
                    item.number
                );
            }
        }
        assert_eq!(classes(), ["central", "vocational"]);
    }

    #[test]
    fn the_numbers_are_those_of_the_year() {
        let numbers = |year| {
            of(year).items.map(|items| items.into_iter().map(|i| i.number).collect::<Vec<_>>())
        };
        assert_eq!(numbers(2566).unwrap(), ["O36", "O37", "O38", "O42", "O43"]);
        assert_eq!(numbers(2568).unwrap(), ["O25", "O26", "O27", "O28"]);
        assert_eq!(numbers(2569).unwrap(), ["O23", "O24", "O26"]);
        assert_eq!(numbers(2567), None, "not known");
    }

    #[test]
    fn contents_are_told_with_their_pages_and_what_lacks_them() {
        let items = of(2569).items.unwrap();
        let report = items.iter().find(|i| i.number == "O24").unwrap();
        assert!(report.served, "{:?}", report.why_not_en);
        let budget = report.contents.iter().find(|c| c.content == Content::Budget).unwrap();
        assert_eq!((budget.presence, budget.found, budget.of), (Presence::Partial, 1, 2));
        assert_eq!(
            (budget.pages.as_slice(), budget.without.as_slice()),
            (&[1][..], &["s1/t1/p2".to_owned()][..])
        );
        let period = report.contents.iter().find(|c| c.content == Content::Period).unwrap();
        assert_eq!(period.presence, Presence::Missing);
        assert!(!items[0].served, "a plan is another document");
    }

    #[test]
    fn a_report_of_another_year_does_not_serve() {
        let mut other = report(vec![project("1").result("จัดแล้ว")]);
        other.fiscal_year.as_mut().unwrap().be = 2567;
        let items = checklist(&other, "central", Some(2569)).unwrap().items.unwrap();
        assert_eq!(
            items[1].why_not_en.as_deref(),
            Some("fiscal year 2568 is asked for, the report is for 2567")
        );
        assert_eq!(items[2].why_not_en.as_deref(), Some("the report has no measures"));
        assert_eq!(checklist(&other, "royal", None).unwrap_err().kind(), ErrorKind::Usage);
        other.fiscal_year = None;
        assert_eq!(checklist(&other, "central", None).unwrap_err().kind(), ErrorKind::Usage);
    }
}
