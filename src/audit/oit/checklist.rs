//! A report held against what an assessment asks for.

use super::asked::{Asked, DATA, classes};
use super::model::{CheckedContent, CheckedItem, Checklist, Content, Document, Part, Presence};
use crate::audit::judge::has_result;
use crate::contract::model::{BudgetStatus, Item, Report, Role, Section};
use crate::contract::walk;
use crate::error::{Error, ErrorKind};
use crate::finding::Region;

/// How many ids of rows that lack something are listed.
pub const MOST_IDS: usize = 20;

/// The word in the title of a document that is no plan.
const REPORT_WORD: &str = "รายงาน";
/// The length in months of the period of a report on progress.
const PROGRESS_MONTHS: u8 = 6;

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
        let message = "the report does not say its fiscal year: give one";
        return Err(Error::new(ErrorKind::Usage, message));
    };
    let asked_of = AskedOf::report(report, fiscal_year, report_year);
    let items = DATA
        .assessment(fiscal_year, class)
        .map(|assessment| assessment.items.iter().map(|asked| asked_of.item(asked)).collect());
    let (agency_class, document) = (class.to_owned(), asked_of.document);
    Ok(Checklist { fiscal_year, agency_class, report_year, document, items })
}

/// What a report says it is: its title has `รายงาน`, its period six months or the year.
fn document_of(report: &Report) -> Document {
    let is_named_report = report.title.as_ref().is_some_and(|t| t.text.contains(REPORT_WORD));
    let has_results = report.sections.iter().flat_map(walk::items).any(has_result);
    match report.period.as_ref().and_then(|period| period.months) {
        Some(PROGRESS_MONTHS) => Document::Progress,
        _ if is_named_report || has_results => Document::Report,
        _ => Document::Plan,
    }
}

/// The report that something is asked of: what it is, and the rows that contents are looked for in.
struct AskedOf<'r> {
    document: Document,
    /// The year of the assessment.
    fiscal_year: i16,
    /// The report's own.
    report_year: Option<i16>,
    projects: Vec<&'r Item>,
    measures: Vec<&'r Item>,
}

impl<'r> AskedOf<'r> {
    fn report(report: &'r Report, fiscal_year: i16, report_year: Option<i16>) -> AskedOf<'r> {
        let (mut projects, mut measures) = (Vec::new(), Vec::new());
        for section in &report.sections {
            match section {
                Section::ActionPlan(_) => projects.extend(walk::items(section)),
                Section::Measures(_) => measures.extend(walk::items(section)),
                Section::Form(_) => projects.extend(walk::items(section)),
                Section::Other(_) => {}
            }
        }
        let document = document_of(report);
        AskedOf { document, fiscal_year, report_year, projects, measures }
    }

    fn item(&self, asked: &Asked) -> CheckedItem {
        let (why_not_en, why_not_th) = self.why_not(asked).unzip();
        let contents = asked.contents.iter();
        CheckedItem {
            number: asked.number.clone(),
            title_th: asked.title_th.clone(),
            title_en: asked.title_en.clone(),
            source: DATA.source(&asked.source),
            served: why_not_en.is_none(),
            why_not_en,
            why_not_th,
            contents: contents.map(|c| self.content(c.content, &c.source)).collect(),
            contents_complete: asked.contents_complete,
        }
    }

    /// Why the report is not what an item asks for, in English and in Thai.
    fn why_not(&self, asked: &Asked) -> Option<(String, String)> {
        if self.rows_of(asked.part).is_empty() {
            return Some(both(no_rows(asked.part)));
        }
        if self.document != asked.document {
            return Some(both(another_document(asked.document)));
        }
        let (asked, own) = (self.fiscal_year + asked.year_offset?, self.report_year?);
        if asked == own {
            return None;
        }
        let en = format!("fiscal year {asked} is asked for, the report is for {own}");
        let th = format!("ต้องเป็นปีงบประมาณ {asked} แต่รายงานเป็นของปี {own}");
        Some((en, th))
    }

    fn rows_of(&self, part: Part) -> &[&'r Item] {
        match part {
            Part::Projects => &self.projects,
            Part::Measures => &self.measures,
        }
    }

    /// How many of the rows have a content, on which pages, and which have not.
    fn content(&self, content: Content, source: &str) -> CheckedContent {
        let rows = self.rows_of(part_of(content));
        let (with, without): (Vec<&Item>, Vec<&Item>) =
            rows.iter().copied().partition(|item| has_somewhere(item, content));
        let presence = match (with.is_empty(), without.is_empty()) {
            (true, _) => Presence::Missing,
            (_, true) => Presence::Present,
            _ => Presence::Partial,
        };
        let regions = with.iter().flat_map(|item| places(item, content));
        let mut pages: Vec<u32> = regions.map(|region| region.page).collect();
        pages.sort_unstable();
        pages.dedup();
        CheckedContent {
            content,
            source: DATA.source(source),
            presence,
            found: with.len(),
            of: rows.len(),
            pages,
            without: without.iter().take(MOST_IDS).map(|item| item.id.clone()).collect(),
        }
    }
}

/// English and Thai, owned.
fn both((en, th): (&str, &str)) -> (String, String) {
    (en.to_owned(), th.to_owned())
}

/// That a report lacks a part, in English and in Thai.
fn no_rows(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::Projects => ("the report has no projects", "รายงานไม่มีโครงการ"),
        Part::Measures => ("the report has no measures", "รายงานไม่มีมาตรการ"),
    }
}

/// That another document is asked for, in English and in Thai.
fn another_document(asked: Document) -> (&'static str, &'static str) {
    match asked {
        Document::Plan => ("a plan is asked for, this is a report", "ต้องเป็นแผน แต่เอกสารนี้เป็นรายงาน"),
        Document::Progress => ("a report on six months is asked for", "ต้องเป็นรายงานรอบ 6 เดือน"),
        Document::Report => ("a report on the whole year is asked for", "ต้องเป็นรายงานผลทั้งปี"),
    }
}

/// The part of a report whose rows should have a content.
fn part_of(content: Content) -> Part {
    match content {
        Content::Measures | Content::MeasureResults => Part::Measures,
        Content::Projects | Content::Results | Content::Budget | Content::Period => Part::Projects,
    }
}

/// Whether an item or one below it has a content.
fn has_somewhere(item: &Item, content: Content) -> bool {
    has(item, content) || item.children.iter().any(|child| has_somewhere(child, content))
}

/// Whether an item's own row has a content.
fn has(item: &Item, content: Content) -> bool {
    match content {
        Content::Projects | Content::Measures => true,
        Content::Results | Content::MeasureResults => has_result(item),
        Content::Budget => {
            item.budget.as_ref().is_some_and(|b| b.status != BudgetStatus::NotStated)
                || item.budgets.iter().any(|b| b.status != BudgetStatus::NotStated)
        }
        Content::Period => {
            !item.schedule.is_empty()
                || item.cells_of(Role::Period).any(|cell| !cell.text.trim().is_empty())
        }
    }
}

/// Where an item and all below it have a content.
fn places(item: &Item, content: Content) -> Vec<Region> {
    let mut places = Vec::new();
    walk::tree(item, &mut |item| places.extend_from_slice(own_places(item, content)));
    places
}

/// Where an item's own row has a content.
fn own_places(item: &Item, content: Content) -> &[Region] {
    match content {
        Content::Projects | Content::Measures => &item.title.regions,
        Content::Results | Content::MeasureResults => places_of_cell(item, Role::Result),
        Content::Budget => match (&item.budget, item.budgets.first()) {
            (Some(budget), _) => &budget.regions,
            (None, Some(budget)) => &budget.regions,
            (None, None) => &[],
        },
        Content::Period => match (item.cells_of(Role::Period).next(), item.schedule.first()) {
            (Some(cell), _) => &cell.regions,
            (None, Some(scheduled)) => &scheduled.regions,
            (None, None) => &[],
        },
    }
}

fn places_of_cell(item: &Item, role: Role) -> &[Region] {
    item.cells_of(role).next().map_or(&[], |cell| &cell.regions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{measure, project, report};

    fn of(year: i16) -> Checklist {
        let report = report(vec![
            project("1").result("จัดแล้ว").budget("ไม่ใช้งบประมาณ"),
            project("2").result("จัดแล้ว").budget("-"),
            measure("1").result("ทำแล้ว"),
        ]);
        checklist(&report, "central", Some(year)).unwrap()
    }

    fn numbers(year: i16) -> Option<Vec<String>> {
        Some(of(year).items?.into_iter().map(|item| item.number).collect())
    }

    #[test]
    fn the_numbers_are_those_of_the_year() {
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
