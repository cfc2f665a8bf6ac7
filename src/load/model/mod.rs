//! The relational model as data: every table with its columns, keys and comments in English and
//! Thai.
//!
//! A *document* is a file, known by its SHA-256; a *reading* is what one version of a program read
//! in it. Every other table but those of agencies and fiscal years belongs to a reading, and its
//! rows are known by the reading and a *path* in it: the id of the item (`s1/t2/p2`), then what of
//! it (`s1/t2/p2#result.date_spans.1`). So keys follow from what was read, and never from when or
//! in which order it was loaded.

mod common;
mod detail;
mod keeping;
mod readings;
mod shape;
mod tables;

pub(super) use self::detail::AGENCY_DETAILS;
pub(super) use self::keeping::{
    AGENCY_ALIASES, AGENCY_REGISTER, CHANGES, DOCUMENT_SOURCES, INPUTS, PROJECT_LINKS,
    READING_EVENTS,
};
pub(super) use self::readings::{AGENCIES, DOCUMENTS, READINGS};
pub use self::shape::{Column, Kind, Reference, Table, VALIDITY};
#[cfg(test)]
pub(super) use self::shape::{column, text, whole};
pub use self::tables::{INDEXES, LATER, TABLES, table};
pub(super) use self::tables::{ITEMS, OTHER_CELLS};
