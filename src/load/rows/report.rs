//! The parts of a report as rows: the document, its pages, its sections, and what no field claims.

use super::collector::{Collector, Noted, Rows};
use super::detail::{self, Place};
use super::identity::{Identity, fiscal_year};
use super::value::{
    Value, decimal, integer, optional_text_columns, or_null, owned_text, period_columns, position,
    text, text_columns, variant,
};
use super::{corrections, found, integrity, items};
use crate::contract::model::{
    Column, OtherTable, Period, Report, Section, SourcePage, Text, Total, Unclaimed,
};
use crate::error::{Error, ErrorKind};
use crate::finding::Severity;

/// The code of the finding about a report that somebody edited.
const EDITED: &str = "report-edited";

/// The code of the finding about a fiscal year that no report is of.
const YEAR_OUT_OF_RANGE: &str = "year-out-of-range";

/// The rows of a report.
///
/// # Errors
///
/// [`ErrorKind::Invalid`] where a key stands twice (two pages of one number); [`ErrorKind::Limit`] where a table would have more than 1 GiB of
/// text.
pub fn rows(report: &Report) -> Result<Rows<'_>, Error> {
    let mut rows = Collector::new(Identity::of(report)?);
    push_shared(&mut rows, report)?;
    push_reading(&mut rows, report);
    for page in &report.source.pages {
        push_page(&mut rows, page);
    }
    for (i, section) in report.sections.iter().enumerate() {
        push_section(&mut rows, i, section);
    }
    for (i, unclaimed) in report.unclaimed.iter().enumerate() {
        push_unclaimed(&mut rows, i, unclaimed);
    }
    note_edits(&mut rows, report);
    found::push_findings(&mut rows, report);
    found::push_oit(&mut rows, report);
    corrections::push(&mut rows, report);
    let rows = rows.finish();
    integrity::hold(&rows)?;
    Ok(rows)
}

/// Adds what other readings may have brought already: the agency, the year, the document.
fn push_shared<'r>(rows: &mut Collector<'r>, report: &'r Report) -> Result<(), Error> {
    detail::push_spelling(rows, report);
    detail::push_agency(rows, report);
    if let Some(year) = fiscal_year(report) {
        let first_and_last = [year.start, year.end].map(Value::Date);
        let numbers = [integer(year.be), integer(year.end.year())];
        rows.shared_row("fiscal_years", numbers.into_iter().chain(first_and_last));
    }
    let source = &report.source;
    let bytes = i64::try_from(source.bytes).map_err(|_| {
        Error::new(ErrorKind::Invalid, "is no report of a file: its size is beyond 2^63 bytes")
    })?;
    let document = [
        text(&source.sha256),
        or_null(source.file_name.as_deref(), text),
        integer(bytes),
        text(&source.media_type),
        integer(source.page_count),
    ];
    rows.shared_row("documents", document);
    Ok(())
}

/// Adds the row of the reading, but for its validity, and what belongs to the whole report.
fn push_reading<'r>(rows: &mut Collector<'r>, report: &'r Report) {
    let identity = rows.identity();
    let mut row = vec![
        text(&report.source.sha256),
        owned_text(&identity.report_sha256),
        text(&report.schema_version),
        text(&report.generator.name),
        text(&report.generator.version),
        or_null(identity.agency_key.as_deref(), owned_text),
        or_null(identity.fiscal_year_be, Value::Integer),
        owned_text(identity.purpose),
    ];
    row.extend(optional_text_columns(report.title.as_ref()));
    row.extend(period_columns(report.period.as_ref()));
    rows.row("readings", row);
    detail::push_self_description(rows, report);
    if let Some(title) = &report.title {
        rows.regions("title", &title.regions);
    }
    if let Some(period) = &report.period {
        rows.regions("period", &period.regions);
    }
    let abbreviations = report.agency.iter().flat_map(|agency| &agency.abbreviations);
    for (i, abbreviation) in abbreviations.enumerate() {
        rows.row("agency_abbreviations", [position(i), text(abbreviation)]);
    }
}

fn push_page<'r>(rows: &mut Collector<'r>, page: &'r SourcePage) {
    let row = [
        integer(page.number),
        decimal(page.width),
        decimal(page.height),
        integer(page.rotation),
        variant(&page.text_source),
        integer(page.glyphs),
        integer(page.unmapped_glyphs),
        integer(page.hidden_glyphs),
        integer(page.images),
        or_null(page.text_layer.as_ref(), |layer| variant(&layer.verdict)),
    ];
    rows.row("pages", row);
}

/// What sections of every kind have.
struct Head<'r> {
    kind: &'static str,
    title: Option<&'r Text>,
    period: Option<&'r Period>,
    columns: &'r [Column],
    notes: &'r [Text],
    totals: &'r [Total],
}

impl<'r> Head<'r> {
    fn of(section: &'r Section) -> Head<'r> {
        match section {
            Section::ActionPlan(plan) => Head {
                kind: "action_plan",
                title: plan.title.as_ref(),
                period: None,
                columns: &plan.columns,
                notes: &plan.notes,
                totals: &plan.totals,
            },
            Section::Measures(measures) => Head {
                kind: "measures",
                title: measures.title.as_ref(),
                period: measures.period.as_ref(),
                columns: &measures.columns,
                notes: &measures.notes,
                totals: &measures.totals,
            },
            Section::Form(form) => Head {
                kind: "form",
                title: form.title.as_ref(),
                period: None,
                columns: &[],
                notes: &[],
                totals: &[],
            },
            Section::Other(other) => Head {
                kind: "other",
                title: other.title.as_ref(),
                period: None,
                columns: &[],
                notes: &[],
                totals: &[],
            },
        }
    }
}

fn push_section<'r>(rows: &mut Collector<'r>, i: usize, section: &'r Section) {
    let path = format!("section.{}", i + 1);
    push_head(rows, &path, i, &Head::of(section));
    match section {
        Section::ActionPlan(plan) => items::push_plan(rows, &path, plan),
        Section::Measures(measures) => items::push_items(rows, &path, &measures.measures),
        Section::Form(form) => {
            detail::push_fields(rows, &path, &form.fields);
            items::push_items(rows, &path, &form.items);
        }
        Section::Other(other) => {
            for (i, table) in other.tables.iter().enumerate() {
                push_other_table(rows, &path, i, table);
            }
        }
    }
}

/// Adds the row of a section, its headings and its notes.
fn push_head<'r>(rows: &mut Collector<'r>, path: &str, i: usize, head: &Head<'r>) {
    let mut row = vec![owned_text(path), position(i), owned_text(head.kind)];
    row.extend(optional_text_columns(head.title));
    row.extend(period_columns(head.period));
    rows.row("sections", row);
    if let Some(title) = head.title {
        rows.regions(&format!("{path}#title"), &title.regions);
    }
    if let Some(period) = head.period {
        rows.regions(&format!("{path}#period"), &period.regions);
    }
    for (i, column) in head.columns.iter().enumerate() {
        push_column(rows, path, i, column);
    }
    let place = Place { section: path, table: None };
    detail::push_columns(rows, place, head.columns);
    detail::push_totals(rows, place, head.totals);
    rows.statements("notes", path, "note", head.notes);
}

/// Adds the headings of a column. One without a heading has a row, too, as it has a role.
fn push_column<'r>(rows: &mut Collector<'r>, section: &str, i: usize, column: &'r Column) {
    if column.headings.is_empty() {
        push_heading(rows, section, (i, column), 0, None);
    }
    for (n, heading) in column.headings.iter().enumerate() {
        push_heading(rows, section, (i, column), n, Some(heading));
    }
}

fn push_heading<'r>(
    rows: &mut Collector<'r>,
    section: &str,
    (i, column): (usize, &Column),
    n: usize,
    heading: Option<&'r Text>,
) {
    let path = format!("{section}#column.{}.heading.{}", i + 1, n + 1);
    let mut row = vec![
        owned_text(&path),
        owned_text(section),
        position(i),
        variant(&column.role),
        position(n),
    ];
    row.extend(optional_text_columns(heading));
    rows.row("headings", row);
    if let Some(heading) = heading {
        rows.regions(&path, &heading.regions);
    }
}

/// Adds the cells of a table; its headings are row 0.
fn push_other_table<'r>(rows: &mut Collector<'r>, section: &str, i: usize, table: &'r OtherTable) {
    let place = Place { section, table: Some(i) };
    detail::push_columns(rows, place, &table.columns);
    detail::push_totals(rows, place, &table.totals);
    for (r, cells) in std::iter::once(&table.headings).chain(&table.rows).enumerate() {
        for (c, cell) in cells.iter().enumerate() {
            let path = format!("{section}#table.{}.row.{r}.column.{}", i + 1, c + 1);
            let place = [
                owned_text(&path),
                owned_text(section),
                position(i),
                Value::Integer(r as i64),
                position(c),
            ];
            rows.row("other_cells", place.into_iter().chain(text_columns(cell)));
            rows.regions(&path, &cell.regions);
        }
    }
}

fn push_unclaimed<'r>(rows: &mut Collector<'r>, i: usize, unclaimed: &'r Unclaimed) {
    let path = format!("unclaimed.{}", i + 1);
    let row = [
        owned_text(&path),
        position(i),
        variant(&unclaimed.reason),
        text(&unclaimed.raw),
        text(&unclaimed.text),
        or_null(unclaimed.confidence, decimal),
    ];
    rows.row("unclaimed", row);
    rows.regions(&path, &unclaimed.regions);
}

/// Notes what the report says otherwise than what wrote it, and a year that no report is of.
fn note_edits(rows: &mut Collector<'_>, report: &Report) {
    if rows.identity().said.is_edited {
        rows.note(Noted {
            code: EDITED,
            severity: Severity::Error,
            message_th: "รายงานถูกแก้หลังจากโปรแกรมเขียน จึงไม่แทนฉบับที่ไม่ได้แก้".to_owned(),
            message_en: "the report was changed since it was written: it takes no other's place"
                .to_owned(),
            path: None,
            item: None,
            raw: String::new(),
        });
    }
    if let Some(year) = &report.fiscal_year
        && fiscal_year(report).is_none()
    {
        rows.note(Noted {
            code: YEAR_OUT_OF_RANGE,
            severity: Severity::Warning,
            message_th: format!("ปีงบประมาณ {} อยู่นอกช่วง พ.ศ. 2400 ถึง 2700 จึงไม่ได้โหลด", year.be),
            message_en: format!(
                "fiscal year {} is outside of the years 2400 to 2700 BE; it is not loaded",
                year.be
            ),
            path: None,
            item: None,
            raw: year.be.to_string(),
        });
    }
}
