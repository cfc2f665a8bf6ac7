//! The targets of a load: how each is named, and one store for all of them, so that callers need
//! not know which it is.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use super::agencies::matching::Matching;
use super::agencies::register::Entry;
use super::changes::Comparing;
use super::database::Work;
use super::keep::{Input, Listed, Listing, Mark, Marking, Noting, Origin, Sourcing};
use super::put::Loaded;
use super::rows::{Rows, rows};
use super::{parquet, postgres, sqlite};
use crate::contract::model::Report;
use crate::diff::model::Comparison;
use crate::error::{Error, ErrorKind};

/// Where reports are loaded. It prints as messages name it, without a password.
#[derive(Debug, Clone)]
pub enum Target {
    /// A file.
    Sqlite(PathBuf),
    /// A database of a server.
    Postgres(Box<postgres::Address>),
    /// A folder of files.
    Parquet(PathBuf),
}

impl FromStr for Target {
    type Err = Error;

    /// Reads `sqlite:FILE`, `postgres://…` and `parquet:DIR`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Usage`], without the text, as it may have a password.
    fn from_str(text: &str) -> Result<Target, Error> {
        match text.split_once(':') {
            Some(("sqlite", file)) if !file.is_empty() => Ok(Target::Sqlite(file.into())),
            Some(("parquet", folder)) if !folder.is_empty() => Ok(Target::Parquet(folder.into())),
            Some(("postgres" | "postgresql", _)) => {
                text.parse().map(|address| Target::Postgres(Box::new(address)))
            }
            _ => Err(Error::new(
                ErrorKind::Usage,
                "--to: a target is sqlite:FILE, postgres://USER@HOST/DATABASE or parquet:DIR",
            )),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Sqlite(path) | Target::Parquet(path) => write!(f, "{}", path.display()),
            Target::Postgres(address) => write!(f, "{address}"),
        }
    }
}

/// An open warehouse.
#[derive(Debug)]
pub enum Store {
    /// In a file.
    Sqlite(sqlite::Store),
    /// In a database of a server.
    Postgres(Box<postgres::Store>),
    /// In a folder of files.
    Parquet(Box<parquet::Store>),
}

impl Store {
    /// Opens a warehouse, makes it where it is missing, and brings its tables up to date. In a dry
    /// run nothing is kept.
    ///
    /// # Errors
    ///
    /// Where it cannot be reached or written, or belongs to another program or a newer version.
    pub fn open(target: &Target, dry: bool) -> Result<Store, Error> {
        match target {
            Target::Sqlite(file) => sqlite::Store::open(file, dry).map(Store::Sqlite),
            Target::Postgres(address) => {
                postgres::Store::open(address, dry).map(|store| Store::Postgres(Box::new(store)))
            }
            Target::Parquet(folder) => {
                parquet::Store::open(folder, dry).map(|store| Store::Parquet(Box::new(store)))
            }
        }
    }

    /// Loads a report, all of it or nothing. One that was loaded before changes nothing, even where
    /// another has taken its place.
    ///
    /// # Errors
    ///
    /// Where the report has values that the tables do not hold ([`ErrorKind::Invalid`]), or the
    /// target cannot be written.
    pub fn load(&mut self, report: &Report) -> Result<Loaded, Error> {
        self.load_rows(&rows(report)?)
    }

    /// Loads a report that was made into rows already, maybe on another thread.
    ///
    /// # Errors
    ///
    /// As [`Store::load`].
    pub fn load_rows(&mut self, rows: &Rows<'_>) -> Result<Loaded, Error> {
        match self {
            Store::Sqlite(store) => store.load(rows),
            Store::Postgres(store) => store.load(rows),
            Store::Parquet(store) => store.load(rows),
        }
    }

    /// Deletes what superseded readings said; gives the number of rows deleted. Their lines in
    /// `readings` stay.
    ///
    /// # Errors
    ///
    /// Where the target cannot be written.
    pub fn purge(&mut self) -> Result<usize, Error> {
        match self {
            Store::Sqlite(store) => store.purge(),
            Store::Postgres(store) => store.purge(),
            Store::Parquet(store) => store.purge(),
        }
    }

    /// Takes a register of agencies in the place of the one before, and matches all spellings with it.
    ///
    /// # Errors
    ///
    /// Where the target cannot be written.
    pub fn register(&mut self, register: &[Entry]) -> Result<(), Error> {
        self.work(Matching { register: Some(register) })
    }

    /// Says of a reading that it counts whatever else there is, that it does not, or that it is taken
    /// back.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Usage`] where there is no such reading, or that cannot be said of it; where the
    /// target cannot be written.
    pub fn mark(&mut self, mark: Mark, reading: &str) -> Result<(), Error> {
        self.work(Marking { mark, reading })
    }

    /// Notes where files came from, all of them or none.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] where no file, or more than one, has a name; where the target cannot be
    /// written.
    pub fn note_origins(&mut self, origins: &[Origin]) -> Result<(), Error> {
        self.work(Sourcing { origins })
    }

    /// Notes what became of the inputs of a batch.
    ///
    /// # Errors
    ///
    /// Where the target cannot be written.
    pub fn note_inputs(&mut self, inputs: &[Input]) -> Result<(), Error> {
        self.work(Noting { inputs })
    }

    /// Notes what comparisons of documents told, in the place of what was told of the same documents
    /// before.
    ///
    /// # Errors
    ///
    /// Where the target cannot be written.
    pub fn note_changes(&mut self, comparisons: &[Comparison]) -> Result<(), Error> {
        self.work(Comparing { comparisons })
    }

    /// All readings, by agency, year and key.
    ///
    /// # Errors
    ///
    /// Where the target cannot be read.
    pub fn readings(&mut self) -> Result<Vec<Listed>, Error> {
        let mut listed = Vec::new();
        self.work(Listing { into: &mut listed })?;
        Ok(listed)
    }

    fn work(&mut self, work: impl Work) -> Result<(), Error> {
        match self {
            Store::Sqlite(store) => store.work(work),
            Store::Postgres(store) => store.work(work),
            Store::Parquet(store) => store.work(work),
        }
    }

    /// Ends the work: which spellings of agencies mean one is found anew where there are new ones; a folder of files shows its readers now what was loaded; a database has shown
    /// it all along, and has it safe on its disk now.
    ///
    /// # Errors
    ///
    /// Where the target cannot be written.
    pub fn finish(mut self) -> Result<(), Error> {
        self.work(Matching { register: None })?;
        match self {
            Store::Sqlite(_) => Ok(()),
            Store::Postgres(store) => store.finish(),
            Store::Parquet(store) => store.finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_names_its_kind() {
        let target = |text: &str| text.parse::<Target>();
        assert_eq!(target("sqlite:a:b.db").unwrap().to_string(), "a:b.db");
        assert_eq!(
            target("postgresql://ann:secret@db/w").unwrap().to_string(),
            "postgres://ann@db/w"
        );
        for wrong in ["a.db", "sqlite:", "mysql://ann:secret@db/w", "postgres:ann:secret"] {
            let error = target(wrong).unwrap_err();
            assert!(
                error.kind() == ErrorKind::Usage && !error.to_string().contains("secret"),
                "{error}"
            );
        }
    }
}
