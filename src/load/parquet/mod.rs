//! The warehouse as a folder of Parquet files: each load makes a snapshot beside the one before,
//! and readers see it when it is whole.
//!
//! ```text
//! DIR/warehouse.json              whose folder this is, and its version
//! DIR/.lock                       held by the loader at work
//! DIR/current ─▶ snapshots/000002 replaced in one step at the end of a load
//! DIR/snapshots/000001            the one before, for readers that are at it
//! DIR/snapshots/000002/readings/part-000002-000.parquet
//! DIR/snapshots/000002/items/fiscal_year_be=2568/part-000001-000.parquet
//! DIR/snapshots/000002/datapackage.json, views.sql
//! ```
//!
//! A file is never written twice: its name says the snapshot it was made for, and later snapshots
//! have it as a hard link. Small tables (readings, documents, agencies, fiscal years) are made anew
//! for each snapshot.

mod before;
mod known;
mod ledger;
mod package;
mod part;
mod partition;
mod parts;
mod place;
mod trouble;
mod views;

use std::fs;
use std::path::Path;

use super::database::now;
use super::database::{Columns, Database};
use super::model::{READINGS, TABLES, Table};
use super::put::{Loaded, put};
use super::record::Record;
use super::rows::{Row, Rows, Value};
use crate::error::Error;
use ledger::Ledger;
use partition::{NO_YEAR, is_small};
use parts::Parts;
use place::Place;

/// An open warehouse. What is loaded is there for readers after [`Store::finish`].
#[derive(Debug)]
pub struct Store {
    place: Place,
    ledger: Ledger,
    parts: Parts,
    dry: bool,
    changed: bool,
}

impl Store {
    /// Opens a warehouse; a folder that is missing or empty becomes one. No other loader works on
    /// it until this one is gone.
    ///
    /// In a dry run nothing is kept, and a folder that is missing stays so.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be read or written, has files of another program, was made by a
    /// newer version, or another loader does not come to an end.
    pub fn open(path: &Path, dry: bool) -> Result<Store, Error> {
        let opened = || {
            let place = Place::open(path, dry)?;
            let current = place.current();
            let mut ledger = Ledger::read(current.as_deref())?;
            before::fill(&mut ledger)?;
            let parts = Parts::new(current.as_deref(), place.next(), place.number() + 1, dry)?;
            Ok(Store { place, ledger, parts, dry, changed: false })
        };
        opened().map_err(|error: Error| error.in_file(path.display().to_string()))
    }

    /// Loads a report, all of it or nothing. One that was loaded before changes nothing, even where
    /// another has taken its place.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be written.
    pub fn load(&mut self, rows: &Rows<'_>) -> Result<Loaded, Error> {
        let year = rows.identity.fiscal_year_be.unwrap_or(NO_YEAR);
        let loaded = put(&mut self.at_work(year), rows)?;
        self.parts.relieve()?;
        Ok(loaded)
    }

    fn at_work(&mut self, year: i64) -> Work<'_> {
        let Store { ledger, parts, changed, .. } = self;
        Work { ledger, parts, year, changed }
    }

    /// Does a piece of work of all databases.
    ///
    /// # Errors
    ///
    /// Those of the work; then nothing of this load is kept.
    pub(in crate::load) fn work(&mut self, work: impl super::database::Work) -> Result<(), Error> {
        work.of(&mut self.at_work(NO_YEAR))
    }

    /// Deletes what superseded readings said; gives the number of rows deleted. Their lines in
    /// `readings` stay.
    ///
    /// # Errors
    ///
    /// Where files cannot be read or written.
    pub fn purge(&mut self) -> Result<usize, Error> {
        let superseded = self.ledger.superseded();
        let deleted = self.parts.purge(&superseded)?;
        self.changed |= deleted > 0;
        let now = Value::Time(now());
        for key in superseded {
            let by = [("reading_key", Value::Text(key.into())), ("purged_at", Value::Null)];
            self.ledger.change(&READINGS, &by, &[("purged_at", now.clone())]);
        }
        Ok(deleted)
    }

    /// Whether there is a snapshot whose views find its files: the folder may have been moved.
    fn is_here(&self) -> bool {
        let views = self.place.current().map(|current| current.join("views.sql"));
        let text = views.and_then(|views| fs::read_to_string(views).ok()).unwrap_or_default();
        text.contains(&format!("'{}", self.place.root().display()))
    }

    /// Makes the snapshot with all that was loaded and purged, and the current one of it. Where
    /// nothing changed, nothing is made, unless an older version wrote what is there.
    ///
    /// # Errors
    ///
    /// Where files cannot be written; then the snapshot before stays the current one.
    pub fn finish(mut self) -> Result<(), Error> {
        let is_current = self.is_here() && !self.parts.is_narrow();
        if self.dry || (!self.changed && is_current) {
            return Ok(());
        }
        let folder = self.place.next();
        self.parts.finish()?;
        for table in TABLES.iter().filter(|table| is_small(table)) {
            self.parts.write_small(table, self.ledger.rows(table))?;
        }
        let number = self.place.number() + 1;
        part::text(&folder.join("datapackage.json"), &package::descriptor(self.parts.files())?)?;
        part::text(&folder.join("views.sql"), &views::script(&self.place.root(), number))?;
        self.place.switch(&folder)
    }
}

impl Drop for Store {
    /// What was not finished is of no use; should it stay, the next loader takes it away.
    fn drop(&mut self) {
        if !self.dry && self.place.current() != Some(self.place.next()) {
            let _ = fs::remove_dir_all(self.place.next());
        }
    }
}

/// The loading of one report.
struct Work<'s> {
    ledger: &'s mut Ledger,
    parts: &'s mut Parts,
    year: i64,
    changed: &'s mut bool,
}

impl Database for Work<'_> {
    fn find(&mut self, table: &'static Table, by: Columns<'_>) -> Result<Vec<Record>, Error> {
        if is_small(table) {
            return Ok(self.ledger.find(table, by));
        }
        let [("reading_key", Value::Text(reading))] = by else { return Ok(Vec::new()) };
        let of_reading = self.ledger.find(&READINGS, by);
        let year = of_reading.first().and_then(|row| row.whole("fiscal_year_be"));
        self.parts.find(table, year.unwrap_or(NO_YEAR), reading)
    }

    fn last(&mut self, table: &'static Table, column: &'static str) -> Result<i64, Error> {
        Ok(self.ledger.last(table, column))
    }

    fn insert(&mut self, table: &'static Table, rows: &[Row<'_>]) -> Result<usize, Error> {
        *self.changed |= !rows.is_empty();
        if is_small(table) {
            self.ledger.insert(table, rows)
        } else {
            self.parts.insert(table, self.year, rows)
        }
    }

    fn change(
        &mut self,
        table: &'static Table,
        by: Columns<'_>,
        to: Columns<'_>,
    ) -> Result<(), Error> {
        *self.changed = true;
        self.ledger.change(table, by, to);
        Ok(())
    }

    fn remove(&mut self, table: &'static Table, by: Columns<'_>) -> Result<(), Error> {
        *self.changed = true;
        self.ledger.remove(table, by);
        Ok(())
    }
}
