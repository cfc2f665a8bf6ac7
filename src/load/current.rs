//! What is current is brought up to date where something has changed: a report came, was taken
//! back or pinned, or an agency turned out to be another one.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::agree::{Titles, agree};
use super::database::{Database, now};
use super::model::{ITEMS, OTHER_CELLS, READING_EVENTS, READINGS, Table};
use super::record::{Record, some_text, text_or_null};
use super::rows::{Rows, Value};
use super::validity::{Fate, Series, Standing, Verdict, settle};
use crate::error::Error;

/// How many media, the weakest, are pictures of pages: `scan`, `ocr_layer`.
const PICTURES: usize = 2;

/// What is current is being brought up to date, in one transaction.
pub(super) struct Settling<'d, D> {
    pub(super) database: &'d mut D,
    pub(super) now: Timestamp,
    /// Titles by reading, once they were asked for.
    titles: BTreeMap<String, Titles>,
    /// Those that stopped being current, with what took their place.
    replaced: Vec<(String, Option<String>)>,
    /// Agencies for which another reading may count in some year.
    pub(super) touched: BTreeSet<String>,
}

impl<'d, D: Database> Settling<'d, D> {
    /// Nothing is done yet.
    pub(super) fn new(database: &'d mut D) -> Settling<'d, D> {
        let (titles, replaced, touched) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
        Settling { database, now: now(), titles, replaced, touched }
    }

    /// Takes the titles of a reading from its rows, which are at hand.
    pub(super) fn keep_titles(&mut self, rows: &Rows<'_>) -> Result<(), Error> {
        let titles =
            Titles::of(&records(&ITEMS, rows), || Ok::<_, Error>(records(&OTHER_CELLS, rows)))?;
        self.titles.insert(rows.identity.reading_key.clone(), titles);
        Ok(())
    }

    /// Notes what became of a reading.
    pub(super) fn event(
        &mut self,
        reading: &str,
        event: &str,
        other: Option<&str>,
        reason: Option<&str>,
    ) -> Result<(), Error> {
        let number = self.database.last(&READING_EVENTS, "event_number")? + 1;
        let row = vec![
            Value::Integer(number),
            some_text(reading),
            some_text(event),
            text_or_null(other),
            text_or_null(reason),
            Value::Time(self.now),
        ];
        self.database.insert(&READING_EVENTS, &[row]).map(drop)
    }

    /// Settles what any reading of a document competes with.
    pub(super) fn document(&mut self, document: &str) -> Result<(), Error> {
        let of_document = self.readings("document_key", some_text(document), None)?;
        let series: BTreeSet<Option<Series>> =
            of_document.iter().map(|standing| standing.series.clone()).collect();
        for series in series {
            match series {
                Some(series) => self.series(&series)?,
                None => self.apply(&of_document, None)?,
            }
        }
        Ok(())
    }

    /// Settles what is current of an agency and a year.
    pub(super) fn series(&mut self, series: &Series) -> Result<(), Error> {
        let year = Some(("fiscal_year_be", Value::Integer(series.1)));
        let own = self.readings("agency_key", some_text(&series.0), year)?;
        let documents: BTreeSet<String> = own.into_iter().map(|s| s.document_key).collect();
        let mut all = Vec::new();
        for document in documents {
            all.extend(self.readings("document_key", some_text(&document), None)?);
        }
        self.touched.insert(series.0.clone());
        self.apply(&all, Some(series))
    }

    /// The standings of readings that have a value, and maybe another one, in the order of their
    /// keys.
    fn readings(
        &mut self,
        column: &'static str,
        value: Value<'static>,
        and: Option<(&'static str, Value<'static>)>,
    ) -> Result<Vec<Standing>, Error> {
        let by: Vec<(&'static str, Value<'_>)> =
            std::iter::once((column, value)).chain(and).collect();
        let found = self.database.find(&READINGS, &by)?;
        let mut standings: Vec<Standing> = found.iter().map(Standing::of).collect();
        standings.sort_by(|a, b| a.reading_key.cmp(&b.reading_key));
        Ok(standings)
    }

    fn apply(&mut self, all: &[Standing], series: Option<&Series>) -> Result<(), Error> {
        let fates = settle(all, series, |a, b| self.agree(a, b))?;
        for standing in all {
            let key = standing.reading_key.as_str();
            let Some(fate) = fates.get(key).filter(|fate| **fate != standing.fate) else {
                continue;
            };
            self.write(standing, fate)?;
        }
        Ok(())
    }

    /// Whether the items of two readings agree.
    pub(super) fn agree(&mut self, a: &Standing, b: &Standing) -> Result<bool, Error> {
        let from_picture = [a, b].iter().any(|one| one.strength.medium < PICTURES);
        self.load_titles(&a.reading_key)?;
        self.load_titles(&b.reading_key)?;
        let titles = |one: &Standing| self.titles.get(&one.reading_key);
        Ok(titles(a).zip(titles(b)).is_some_and(|(a, b)| agree(a, b, from_picture)))
    }

    fn load_titles(&mut self, reading: &str) -> Result<(), Error> {
        if self.titles.contains_key(reading) {
            return Ok(());
        }
        let by = [("reading_key", some_text(reading))];
        let items = self.database.find(&ITEMS, &by)?;
        let titles = Titles::of(&items, || self.database.find(&OTHER_CELLS, &by))?;
        self.titles.insert(reading.to_owned(), titles);
        Ok(())
    }

    /// Writes what became of a reading, and an event where that is news.
    fn write(&mut self, standing: &Standing, fate: &Fate) -> Result<(), Error> {
        let key = &standing.reading_key;
        let was_current = standing.fate == Fate::Current;
        let mut to = Vec::new();
        match fate {
            Fate::Current => {
                to.extend(
                    ["valid_to", "superseded_by", "replaced_because"].map(|c| (c, Value::Null)),
                );
                self.event(key, "restored", None, None)?;
            }
            Fate::Replaced(by, because) => {
                to.push(("superseded_by", text_or_null(by.as_deref())));
                to.push(("replaced_because", some_text(because)));
                if was_current {
                    to.push(("valid_to", Value::Time(self.now)));
                    self.event(key, "replaced", by.as_deref(), Some(because))?;
                    self.replaced.push((key.clone(), by.clone()));
                }
            }
        }
        self.database.change(&READINGS, &[("reading_key", some_text(key))], &to)
    }

    /// Ends the work: what rests on what is current follows.
    pub(super) fn end(mut self) -> Result<(), Error> {
        for agency in std::mem::take(&mut self.touched) {
            self.link(&agency)?;
        }
        Ok(())
    }

    /// What this meant for the readings that were current, seen from a new one.
    pub(super) fn verdict(&self, reading: &str) -> Verdict {
        let by = self.replaced.iter().find(|(key, _)| key == reading);
        let superseded_by = by.and_then(|(_, by)| by.clone());
        let others = self.replaced.iter().filter(|(key, _)| key != reading);
        let mut supersedes: Vec<String> = others.map(|(key, _)| key.clone()).collect();
        supersedes.sort();
        Verdict { supersedes, superseded_by }
    }
}

/// The rows of a report of a table, as they are read back.
fn records(table: &'static Table, rows: &Rows<'_>) -> Vec<Record> {
    let of_table = rows.of(table.name).iter();
    of_table
        .map(|row| Record::new(table, row.iter().cloned().map(Value::into_owned).collect()))
        .collect()
}
