//! What is asked of a database, whichever it is: rows by the values of their columns, and a piece of
//! work in one transaction.

use jiff::Timestamp;

use super::model::Table;
use super::record::Record;
use super::rows::{Row, Value, whole_seconds};
use crate::error::Error;

/// Columns of a table with the values that rows have in them, or are to have.
pub(super) type Columns<'c> = &'c [(&'static str, Value<'c>)];

/// A database within a transaction that no other loader gets between.
pub(super) trait Database {
    /// The rows of a table that have these values.
    fn find(&mut self, table: &'static Table, by: Columns<'_>) -> Result<Vec<Record>, Error>;

    /// The highest number in a column; 0 where there are no rows.
    fn last(&mut self, table: &'static Table, column: &'static str) -> Result<i64, Error>;

    /// Adds rows to a table; of one that belongs to no reading they may be there already. Gives the
    /// number of rows added.
    fn insert(&mut self, table: &'static Table, rows: &[Row<'_>]) -> Result<usize, Error>;

    /// Gives the rows that have some values others.
    fn change(
        &mut self,
        table: &'static Table,
        by: Columns<'_>,
        to: Columns<'_>,
    ) -> Result<(), Error>;

    /// Deletes the rows that have these values; all of them where none are named.
    fn remove(&mut self, table: &'static Table, by: Columns<'_>) -> Result<(), Error>;
}

/// A piece of work that is done in one transaction, whatever the database.
pub(super) trait Work {
    /// Does it.
    fn of(self, database: &mut impl Database) -> Result<(), Error>;
}

/// The moment that rows say something was done at.
pub(super) fn now() -> Timestamp {
    whole_seconds(Timestamp::now())
}
