//! Tables without upright lines: columns from where their text stands, rows from level lines or
//! from how text starts.
//!
//! A header whose words are known names the columns. Between the middles of two headings lies the
//! gutter: the widest strip that (nearly) no line of text crosses. A line that does cross a gutter
//! is a sum or a title above the rows that follow it, or no part of the table.

mod columns;
mod extent;
mod find;
mod header;
mod kind;
mod leading;
mod middle;
mod rows;
mod rules;
mod stack;

pub(super) use columns::Columns;
pub(super) use find::{cut_row, find, is_number_of_page};
pub(super) use rows::{Body, by_starts, in_bands, numbered_height, rows_within};
pub(super) use rules::Rules;
pub(super) use stack::count_pieces;
