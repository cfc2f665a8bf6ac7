//! A report as rows of the tables, with keys that follow from what was read.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::model::table;
use super::{integrity, items};
use crate::contract::model::{
    Agency, Baht, Column, OtherTable, Period, Report, Section, Source, SourcePage, Text, Unclaimed,
};
use crate::digest::sha256;
use crate::error::{Error, ErrorKind};
use crate::finding::{Finding, Region};

/// Hexadecimal digits of a hash in a key: 64 bits, at which two of a million documents are the same
/// once in 10^7 warehouses. The whole hash stands beside it, and a loader refuses two with the same
/// key.
const SHORT: usize = 16;

/// Hexadecimal digits of the report's hash, which only tells readings of one document apart.
const SHORTER: usize = 8;

/// Amounts below this many satang fit `numeric(14,2)`.
const SATANG: i64 = 100_000_000_000_000;

/// What stands in one column of one row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'r> {
    /// Nothing.
    Null,
    /// Text without U+0000.
    Text(Cow<'r, str>),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Baht, less than 10^12.
    Money(Baht),
    /// A day.
    Date(Date),
    /// A moment of whole seconds.
    Time(Timestamp),
    /// True or false.
    Flag(bool),
}

impl Value<'_> {
    /// The same value, with a text of its own.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Null => Value::Null,
            Value::Text(text) => own(text.into_owned()),
            Value::Integer(n) => Value::Integer(n),
            Value::Number(n) => Value::Number(n),
            Value::Money(baht) => Value::Money(baht),
            Value::Date(day) => Value::Date(day),
            Value::Time(moment) => Value::Time(moment),
            Value::Flag(flag) => Value::Flag(flag),
        }
    }
}

/// One value a column, in the order of the model.
pub type Row<'r> = Vec<Value<'r>>;

/// By what a reading is held against others.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// Key of the reading.
    pub reading_key: String,
    /// SHA-256 of the document.
    pub document_key: String,
    /// SHA-256 of what the report says, without the file's name.
    pub report_sha256: String,
    /// The version of the program that read it.
    pub generator_version: String,
    /// Key of the agency, where the report says one.
    pub agency_key: Option<String>,
    /// The fiscal year, where the report says one.
    pub fiscal_year_be: Option<i64>,
    /// `plan`, `report` or `unknown`.
    pub purpose: &'static str,
    /// Months, first and last day of the period.
    pub period: (Option<i64>, Option<Date>, Option<Date>),
}

/// A report as rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows<'r> {
    /// What is loaded.
    pub identity: Identity,
    tables: BTreeMap<&'static str, Vec<Row<'r>>>,
}

impl<'r> Rows<'r> {
    /// The rows of a table, in document order. That of `readings` is without the columns on its
    /// validity.
    pub fn of(&self, table: &str) -> &[Row<'r>] {
        self.tables.get(table).map(Vec::as_slice).unwrap_or_default()
    }

    /// The same rows, which need the report no more.
    pub fn owned(self) -> Rows<'static> {
        let own = |row: Row<'_>| row.into_iter().map(Value::into_owned).collect();
        let tables =
            self.tables.into_iter().map(|(name, rows)| (name, rows.into_iter().map(own).collect()));
        Rows { identity: self.identity, tables: tables.collect() }
    }

    /// How many rows there are in all tables.
    pub fn count(&self) -> usize {
        self.tables.values().map(Vec::len).sum()
    }
}

/// The rows of a report.
///
/// # Errors
///
/// [`ErrorKind::Invalid`] where a number is beyond what its column holds, or a key stands twice
/// (two pages of one number); [`ErrorKind::Limit`] where a table would have more than 1 GiB of
/// text.
pub fn rows(report: &Report) -> Result<Rows<'_>, Error> {
    let identity = identity(report)?;
    let mut made = Made {
        reading: identity.reading_key.clone(),
        tables: BTreeMap::new(),
        given: BTreeMap::new(),
        beyond: None,
    };
    made.document(report, &identity)?;
    report.source.pages.iter().for_each(|page| made.page(page));
    for (i, section) in report.sections.iter().enumerate() {
        made.section(i, section);
    }
    for (i, unclaimed) in report.unclaimed.iter().enumerate() {
        made.unclaimed(i, unclaimed);
    }
    for (i, finding) in report.findings.iter().enumerate() {
        made.finding(i, finding);
    }
    if let Some(raw) = made.beyond {
        let message =
            format!("an amount is too large for the warehouse (10^12 baht and more): {raw:?}");
        return Err(Error::new(ErrorKind::Invalid, message));
    }
    let rows = Rows { identity, tables: made.tables };
    integrity::hold(&rows)?;
    Ok(rows)
}

fn identity(report: &Report) -> Result<Identity, Error> {
    let Report {
        schema_version,
        generator,
        source,
        title,
        agency,
        fiscal_year,
        period,
        sections,
        unclaimed,
        findings,
    } = report;
    // The same document under another name is the same document.
    let nameless = Source { file_name: None, ..source.clone() };
    let said = (
        schema_version,
        generator,
        nameless,
        title,
        agency,
        fiscal_year,
        period,
        sections,
        unclaimed,
        findings,
    );
    let json = serde_json::to_vec(&said).map_err(|e| {
        Error::new(ErrorKind::Internal, "the report cannot be written as JSON").because(e)
    })?;
    let report_sha256 = sha256(&json);
    let short = |hash: &str, digits: usize| hash.chars().take(digits).collect::<String>();
    Ok(Identity {
        reading_key: format!("{}-{}", short(&source.sha256, SHORT), short(&report_sha256, SHORTER)),
        document_key: source.sha256.clone(),
        report_sha256,
        generator_version: generator.version.clone(),
        agency_key: agency.as_ref().map(|a| short(&sha256(a.name.as_bytes()), SHORT)),
        fiscal_year_be: fiscal_year.as_ref().map(|year| year.be.into()),
        purpose: purpose(title.as_ref().map_or("", |title| &title.text)),
        period: period
            .as_ref()
            .map_or((None, None, None), |p| (p.months.map(i64::from), p.start, p.end)),
    })
}

/// What a document is for, by its title. A report on a plan names the plan, too, so `รายงาน`
/// decides.
fn purpose(title: &str) -> &'static str {
    match title {
        _ if title.contains("รายงาน") || title.contains("ผลการดำเนิน") => {
            "report"
        }
        _ if title.contains("แผน") => "plan",
        _ => "unknown",
    }
}

/// Text as columns take it: PostgreSQL has no U+0000 in text, so it is U+FFFD in every target.
pub(super) fn say(text: &str) -> Value<'_> {
    Value::Text(if text.contains('\0') {
        text.replace('\0', "\u{fffd}").into()
    } else {
        text.into()
    })
}

pub(super) fn or_null<'r, T>(value: Option<T>, to: impl FnOnce(T) -> Value<'r>) -> Value<'r> {
    value.map_or(Value::Null, to)
}

/// A path or another text of ours.
pub(super) fn own<'r>(text: impl Into<String>) -> Value<'r> {
    Value::Text(Cow::Owned(text.into()))
}

/// A place in a list, from 0, as columns say it: from 1.
pub(super) fn position<'r>(i: usize) -> Value<'r> {
    Value::Integer(i64::try_from(i).map_or(i64::MAX, |i| i.saturating_add(1)))
}

/// The word the JSON has for a variant.
pub(super) fn word<'r>(variant: &impl Serialize) -> Value<'r> {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(word)) => own(word),
        _ => Value::Null,
    }
}

/// The number an f32 prints as: 72.1 and not 72.0999984741211.
pub(super) fn plain<'r>(value: f32) -> Value<'r> {
    Value::Number(value.to_string().parse().unwrap_or_else(|_| value.into()))
}

/// The columns `raw`, `text` and `confidence`.
pub(super) fn printed(text: &Text) -> [Value<'_>; 3] {
    [say(&text.raw), say(&text.text), or_null(text.confidence, plain)]
}

/// The same of what may be missing.
pub(super) fn maybe_printed(text: Option<&Text>) -> [Value<'_>; 3] {
    text.map_or([Value::Null, Value::Null, Value::Null], printed)
}

fn period(period: Option<&Period>) -> [Value<'_>; 4] {
    let Some(period) = period else { return [Value::Null, Value::Null, Value::Null, Value::Null] };
    [
        say(&period.raw),
        or_null(period.months, |n| Value::Integer(n.into())),
        or_null(period.start, Value::Date),
        or_null(period.end, Value::Date),
    ]
}

/// Rows as they are made.
pub(super) struct Made<'r> {
    reading: String,
    tables: BTreeMap<&'static str, Vec<Row<'r>>>,
    /// How often a path was asked for.
    given: BTreeMap<String, u32>,
    /// An amount that is too large, as printed.
    beyond: Option<String>,
}

impl<'r> Made<'r> {
    /// Adds a row of a table without a reading.
    fn shared(&mut self, name: &'static str, row: impl IntoIterator<Item = Value<'r>>) {
        self.tables.entry(name).or_default().push(row.into_iter().collect());
    }

    /// Adds a row that belongs to the reading; `row` begins behind its key.
    pub(super) fn row(&mut self, name: &'static str, row: impl IntoIterator<Item = Value<'r>>) {
        debug_assert!(table(name).is_some_and(|table| table.is_of_reading()), "{name}");
        let key = own(self.reading.as_str());
        self.shared(name, std::iter::once(key).chain(row));
    }

    /// Adds the boxes of what has this path.
    pub(super) fn regions(&mut self, path: &str, regions: &[Region]) {
        for (i, r) in regions.iter().enumerate() {
            let [x0, y0, x1, y1] = [r.x0, r.y0, r.x1, r.y1].map(plain);
            self.row(
                "regions",
                [own(path), position(i), Value::Integer(r.page.into()), x0, y0, x1, y1],
            );
        }
    }

    /// A path that nothing else has: where one was given already, with its count behind two tildes.
    pub(super) fn unique(&mut self, path: String) -> String {
        let times = self.given.entry(path.clone()).or_default();
        *times += 1;
        match *times {
            1 => path,
            n => format!("{path}~~{n}"),
        }
    }

    /// An amount, if it fits its column.
    pub(super) fn money(&mut self, amount: Baht, raw: &str) -> Value<'r> {
        if amount.satang.unsigned_abs() >= SATANG.unsigned_abs() {
            self.beyond.get_or_insert_with(|| raw.to_owned());
        }
        Value::Money(amount)
    }

    fn document(&mut self, report: &'r Report, identity: &Identity) -> Result<(), Error> {
        if let (Some(agency), Some(key)) = (&report.agency, &identity.agency_key) {
            self.shared("agencies", [own(key), say(&agency.name)]);
        }
        if let Some(year) = &report.fiscal_year {
            let (be, ce) = (i64::from(year.be), i64::from(year.end.year()));
            let row = [
                Value::Integer(be),
                Value::Integer(ce),
                Value::Date(year.start),
                Value::Date(year.end),
            ];
            self.shared("fiscal_years", row);
        }
        let source = &report.source;
        let bytes = i64::try_from(source.bytes).map_err(|_| {
            Error::new(ErrorKind::Invalid, "is no report of a file: its size is beyond 2^63 bytes")
        })?;
        let file_name = or_null(source.file_name.as_deref(), say);
        let pages = Value::Integer(source.page_count.into());
        let document =
            [say(&source.sha256), file_name, Value::Integer(bytes), say(&source.media_type), pages];
        self.shared("documents", document);
        self.reading(report, identity);
        for (i, short) in
            report.agency.iter().flat_map(|Agency { abbreviations, .. }| abbreviations).enumerate()
        {
            self.row("agency_abbreviations", [position(i), say(short)]);
        }
        Ok(())
    }

    /// The row of the reading, but for its validity.
    fn reading(&mut self, report: &'r Report, identity: &Identity) {
        let mut row = vec![
            say(&report.source.sha256),
            own(&identity.report_sha256),
            say(&report.schema_version),
            say(&report.generator.name),
            say(&report.generator.version),
            or_null(identity.agency_key.as_deref(), own),
            or_null(identity.fiscal_year_be, Value::Integer),
            own(identity.purpose),
        ];
        row.extend(maybe_printed(report.title.as_ref()));
        row.extend(period(report.period.as_ref()));
        self.row("readings", row);
        report.title.iter().for_each(|title| self.regions("title", &title.regions));
        report.period.iter().for_each(|period| self.regions("period", &period.regions));
    }

    fn page(&mut self, page: &'r SourcePage) {
        let counts = [page.glyphs, page.unmapped_glyphs, page.hidden_glyphs, page.images];
        let mut row = vec![
            Value::Integer(page.number.into()),
            plain(page.width),
            plain(page.height),
            Value::Integer(page.rotation.into()),
            word(&page.text_source),
        ];
        row.extend(counts.map(|n| Value::Integer(n.into())));
        row.push(or_null(page.text_layer.as_ref(), |layer| word(&layer.verdict)));
        self.row("pages", row);
    }

    fn section(&mut self, i: usize, section: &'r Section) {
        let path = format!("section.{}", i + 1);
        let none: &'r [Text] = &[];
        let columns: &'r [Column] = &[];
        let (kind, title, time, columns, notes) = match section {
            Section::ActionPlan(plan) => {
                ("action_plan", &plan.title, None, plan.columns.as_slice(), plan.notes.as_slice())
            }
            Section::Measures(m) => {
                ("measures", &m.title, m.period.as_ref(), m.columns.as_slice(), m.notes.as_slice())
            }
            Section::Other(other) => ("other", &other.title, None, columns, none),
        };
        let mut row = vec![own(&path), position(i), own(kind)];
        row.extend(maybe_printed(title.as_ref()));
        row.extend(period(time));
        self.row("sections", row);
        title.iter().for_each(|title| self.regions(&format!("{path}#title"), &title.regions));
        time.into_iter()
            .for_each(|period| self.regions(&format!("{path}#period"), &period.regions));
        columns.iter().enumerate().for_each(|(i, column)| self.headings(&path, i, column));
        self.statements("notes", &path, "note", notes);
        match section {
            Section::ActionPlan(plan) => items::plan(self, &path, plan),
            Section::Measures(measures) => items::all(self, &path, &measures.measures),
            Section::Other(other) => {
                other
                    .tables
                    .iter()
                    .enumerate()
                    .for_each(|(i, table)| self.other_table(&path, i, table));
            }
        }
    }

    /// A column without a heading has a row, too, as it has a role.
    fn headings(&mut self, section: &str, i: usize, column: &'r Column) {
        let texts = column.headings.iter().map(Some);
        let texts: Vec<Option<&'r Text>> =
            if column.headings.is_empty() { vec![None] } else { texts.collect() };
        for (n, text) in texts.into_iter().enumerate() {
            let path = format!("{section}#column.{}.heading.{}", i + 1, n + 1);
            let mut row =
                vec![own(&path), own(section), position(i), word(&column.role), position(n)];
            row.extend(maybe_printed(text));
            self.row("headings", row);
            text.into_iter().for_each(|text| self.regions(&path, &text.regions));
        }
    }

    /// Rows of a table that has a path, what it belongs to, a position and a text.
    pub(super) fn statements(
        &mut self,
        name: &'static str,
        owner: &str,
        what: &str,
        texts: &'r [Text],
    ) {
        for (i, text) in texts.iter().enumerate() {
            let path = format!("{owner}#{what}.{}", i + 1);
            self.row(name, [own(&path), own(owner), position(i)].into_iter().chain(printed(text)));
            self.regions(&path, &text.regions);
        }
    }

    fn other_table(&mut self, section: &str, i: usize, table: &'r OtherTable) {
        for (r, row) in std::iter::once(&table.headings).chain(&table.rows).enumerate() {
            for (c, text) in row.iter().enumerate() {
                let path = format!("{section}#table.{}.row.{r}.column.{}", i + 1, c + 1);
                let at = [position(i), Value::Integer(r as i64), position(c)];
                self.row(
                    "other_cells",
                    [own(&path), own(section)].into_iter().chain(at).chain(printed(text)),
                );
                self.regions(&path, &text.regions);
            }
        }
    }

    fn unclaimed(&mut self, i: usize, text: &'r Unclaimed) {
        let path = format!("unclaimed.{}", i + 1);
        let confidence = or_null(text.confidence, plain);
        let row = [
            own(&path),
            position(i),
            word(&text.reason),
            say(&text.raw),
            say(&text.text),
            confidence,
        ];
        self.row("unclaimed", row);
        self.regions(&path, &text.regions);
    }

    fn finding(&mut self, i: usize, finding: &'r Finding) {
        let path = format!("finding.{}", i + 1);
        let row = [
            own(&path),
            position(i),
            say(&finding.code),
            word(&finding.severity),
            say(&finding.message_th),
            say(&finding.message_en),
            or_null(finding.page, |page| Value::Integer(page.into())),
            or_null(finding.item.as_deref(), say),
        ];
        self.row("findings", row);
        for (n, evidence) in finding.evidence.iter().enumerate() {
            let at = format!("{path}.evidence.{}", n + 1);
            self.row("evidence", [own(&at), own(&path), position(n), say(&evidence.raw)]);
            self.regions(&at, evidence.region.as_slice());
        }
    }
}
