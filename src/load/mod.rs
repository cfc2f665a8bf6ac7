//! Reports as the tables of a database: one relational model for every kind of target, and loads that can be repeated.
//!
//! ```text
//! Report ─▶ rows::rows ─▶ Rows ─▶ sqlite::Store::load ─▶ Outcome
//!                  │      model::TABLES ─▶ ddl::script, arrow::schema
//!                  └─▶ arrow::batch ─▶ RecordBatch
//! ```
//!
//! What a table is called and what stands in its columns is said once, in [`model`]; targets follow from it.

pub mod arrow;
pub mod ddl;
mod items;
pub mod model;
pub mod rows;
pub mod sqlite;
mod tables;
mod trouble;
pub mod validity;
