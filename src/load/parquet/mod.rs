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

use jiff::Timestamp;

use super::model::{TABLES, Table};
use super::put::{Database, Loaded, put};
use super::rows::{Identity, Row, Rows};
use super::validity::Standing;
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
            let ledger = Ledger::read(current.as_deref())?;
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
        let loaded =
            put(&mut Work { ledger: &mut self.ledger, parts: &mut self.parts, year }, rows)?;
        self.changed |= loaded.rows > 0;
        self.parts.relieve()?;
        Ok(loaded)
    }

    /// Deletes what superseded readings said; gives the number of rows deleted. Their lines in
    /// `readings` stay.
    ///
    /// # Errors
    ///
    /// Where files cannot be read or written.
    pub fn purge(&mut self) -> Result<usize, Error> {
        let deleted = self.parts.purge(&self.ledger.superseded())?;
        self.changed |= deleted > 0;
        Ok(deleted)
    }

    /// Makes the snapshot with all that was loaded and purged, and the current one of it. Where
    /// nothing changed, nothing is made, unless an older version wrote what is there.
    ///
    /// # Errors
    ///
    /// Where files cannot be written; then the snapshot before stays the current one.
    pub fn finish(mut self) -> Result<(), Error> {
        let is_current = self.place.current().is_some() && !self.parts.is_narrow();
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
        part::text(&folder.join("views.sql"), &views::script(number))?;
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
}

impl Database for Work<'_> {
    fn known(&mut self, reading_key: &str) -> Result<Option<(String, String)>, Error> {
        Ok(self.ledger.known(reading_key))
    }

    fn numbers(&mut self, document_key: &str) -> Result<(i64, Option<i64>), Error> {
        Ok(self.ledger.numbers(document_key))
    }

    fn rivals(&mut self, identity: &Identity) -> Result<Vec<Standing>, Error> {
        Ok(self.ledger.rivals(identity))
    }

    fn insert(&mut self, table: &'static Table, rows: &[Row<'_>]) -> Result<usize, Error> {
        if is_small(table) {
            self.ledger.insert(table, rows)
        } else {
            self.parts.insert(table, self.year, rows)
        }
    }

    fn supersede(&mut self, reading_key: &str, at: Timestamp, by: &str) -> Result<(), Error> {
        self.ledger.supersede(reading_key, at, by);
        Ok(())
    }
}
