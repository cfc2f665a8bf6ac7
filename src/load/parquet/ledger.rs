//! What a loader knows of the readings that are there: the rows of the small tables, in memory, and
//! who competes with whom.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;

use super::part;
use super::partition::is_small;
use crate::error::{Error, ErrorKind};
use crate::load::arrow::rows_of;
use crate::load::model::{READINGS, TABLES, Table};
use crate::load::rows::{Identity, Row, Value};
use crate::load::validity::Standing;

/// What documents say that compete: agency, fiscal year, purpose and period.
type Series = (String, i64, String, (Option<i64>, Option<Date>, Option<Date>));

/// The rows of the small tables.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// In the order of loading.
    readings: Vec<Row<'static>>,
    by_key: BTreeMap<String, usize>,
    /// The first load of each document.
    since: BTreeMap<String, i64>,
    /// Current readings by what makes them compete.
    of_document: BTreeMap<String, BTreeSet<usize>>,
    of_series: BTreeMap<Series, BTreeSet<usize>>,
    last: i64,
    /// Agencies, fiscal years and documents by their keys.
    shared: BTreeMap<&'static str, BTreeMap<String, Row<'static>>>,
}

impl Ledger {
    /// The rows of a snapshot, or none.
    pub(super) fn read(snapshot: Option<&Path>) -> Result<Ledger, Error> {
        let mut ledger = Ledger::default();
        let Some(snapshot) = snapshot else { return Ok(ledger) };
        for table in TABLES.iter().filter(|table| is_small(table)) {
            for file in part::files(&snapshot.join(table.name))? {
                for batch in part::read(&file, table)? {
                    ledger.insert(table, &rows_of(table, &batch?)?)?;
                }
            }
        }
        Ok(ledger)
    }

    /// Adds rows; shared ones may be there already. Gives the number of rows added.
    pub(super) fn insert(
        &mut self,
        table: &'static Table,
        rows: &[Row<'_>],
    ) -> Result<usize, Error> {
        let mut added = 0;
        for row in rows {
            let row: Row<'static> = row.iter().cloned().map(Value::into_owned).collect();
            added +=
                if table.name == "readings" { self.reading(row)? } else { self.share(table, row) };
        }
        Ok(added)
    }

    fn share(&mut self, table: &'static Table, row: Row<'static>) -> usize {
        let key = match row.first() {
            Some(Value::Text(key)) => key.to_string(),
            Some(Value::Integer(n)) => n.to_string(),
            _ => String::new(),
        };
        let known = self.shared.entry(table.name).or_default();
        if known.contains_key(&key) {
            return 0;
        }
        known.insert(key, row);
        1
    }

    fn reading(&mut self, row: Row<'static>) -> Result<usize, Error> {
        let (Some(key), Some(document), Some(number)) =
            (text(&row, "reading_key"), text(&row, "document_key"), whole(&row, "load_number"))
        else {
            return Err(Error::new(ErrorKind::Damaged, "`readings` has a row without its keys"));
        };
        let at = self.readings.len();
        if self.by_key.insert(key.to_owned(), at).is_some() {
            return Err(Error::new(ErrorKind::Damaged, format!("`readings` has {key} twice")));
        }
        let since = self.since.entry(document.to_owned()).or_insert(number);
        *since = number.min(*since);
        self.last = self.last.max(number);
        if is_current(&row) {
            self.of_document.entry(document.to_owned()).or_default().insert(at);
            if let Some(series) = series(&row) {
                self.of_series.entry(series).or_default().insert(at);
            }
        }
        self.readings.push(row);
        Ok(1)
    }

    /// The document and the hash of the report with a key.
    pub(super) fn known(&self, reading_key: &str) -> Option<(String, String)> {
        let row = &self.readings[*self.by_key.get(reading_key)?];
        Some((text(row, "document_key")?.to_owned(), text(row, "report_sha256")?.to_owned()))
    }

    /// The number of the next load, and that of the first one of a document.
    pub(super) fn numbers(&self, document_key: &str) -> (i64, Option<i64>) {
        (self.last + 1, self.since.get(document_key).copied())
    }

    /// The current readings that one competes with, in the order of loading.
    pub(super) fn rivals(&self, identity: &Identity) -> Vec<Standing> {
        let mut rivals = self.of_document.get(&identity.document_key).cloned().unwrap_or_default();
        if let (Some(agency), Some(year)) = (&identity.agency_key, identity.fiscal_year_be) {
            let series = (agency.clone(), year, identity.purpose.to_owned(), identity.period);
            rivals.extend(self.of_series.get(&series).into_iter().flatten());
        }
        rivals.into_iter().filter_map(|at| self.standing(&self.readings[at])).collect()
    }

    fn standing(&self, row: &Row<'_>) -> Option<Standing> {
        Some(Standing {
            reading_key: text(row, "reading_key")?.to_owned(),
            document_since: *self.since.get(text(row, "document_key")?)?,
            generator_version: text(row, "generator_version")?.to_owned(),
            load_number: whole(row, "load_number")?,
        })
    }

    /// Ends the time of a reading.
    pub(super) fn supersede(&mut self, reading_key: &str, at: Timestamp, by: &str) {
        let Some(place) = self.by_key.get(reading_key).copied() else { return };
        let row = &mut self.readings[place];
        if let Some(of_document) =
            text(row, "document_key").and_then(|document| self.of_document.get_mut(document))
        {
            of_document.remove(&place);
        }
        if let Some(of_series) = series(row).and_then(|series| self.of_series.get_mut(&series)) {
            of_series.remove(&place);
        }
        set(row, "valid_to", Value::Time(at));
        set(row, "superseded_by", Value::Text(by.to_owned().into()));
    }

    /// The keys of all readings that are not current.
    pub(super) fn superseded(&self) -> BTreeSet<String> {
        let history = self.readings.iter().filter(|row| !is_current(row));
        history.filter_map(|row| text(row, "reading_key")).map(str::to_owned).collect()
    }

    /// The rows of a small table: readings in the order of loading, others by their keys.
    pub(super) fn rows(&self, table: &Table) -> Vec<&Row<'static>> {
        match table.name {
            "readings" => self.readings.iter().collect(),
            name => self.shared.get(name).into_iter().flat_map(BTreeMap::values).collect(),
        }
    }
}

fn get<'v>(row: &'v Row<'_>, name: &str) -> &'v Value<'v> {
    READINGS.at(name).and_then(|at| row.get(at)).unwrap_or(&Value::Null)
}

fn set(row: &mut Row<'static>, name: &str, value: Value<'static>) {
    if let Some(place) = READINGS.at(name).and_then(|at| row.get_mut(at)) {
        *place = value;
    }
}

fn text<'v>(row: &'v Row<'_>, name: &str) -> Option<&'v str> {
    if let Value::Text(text) = get(row, name) { Some(text) } else { None }
}

fn whole(row: &Row<'_>, name: &str) -> Option<i64> {
    if let Value::Integer(n) = get(row, name) { Some(*n) } else { None }
}

fn day(row: &Row<'_>, name: &str) -> Option<Date> {
    if let Value::Date(day) = get(row, name) { Some(*day) } else { None }
}

fn is_current(row: &Row<'_>) -> bool {
    *get(row, "valid_to") == Value::Null
}

fn series(row: &Row<'_>) -> Option<Series> {
    let period = (whole(row, "period_months"), day(row, "period_start"), day(row, "period_end"));
    let (agency, purpose) = (text(row, "agency_key")?.to_owned(), text(row, "purpose")?.to_owned());
    Some((agency, whole(row, "fiscal_year_be")?, purpose, period))
}
