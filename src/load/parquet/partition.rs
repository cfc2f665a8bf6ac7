//! Which tables are split into partitions, a fiscal year each.

use crate::load::model::Table;

/// The partition of what belongs to no fiscal year. All readers take it for a number; the name that
/// Hive has for null keeps pandas from reading the others.
pub(super) const NO_YEAR: i64 = 0;

/// Whether a table has a row a document or less: it is not split, and is in memory while loading.
pub(super) fn is_small(table: &Table) -> bool {
    !table.is_of_reading() || table.name == "readings"
}
