//! Reports as the tables of a database: one relational model for every kind of target, and loads
//! that can be repeated.
//!
//! ```text
//! Report ─▶ rows::rows ─▶ Rows ─▶ store::Store ─▶ put::put ─▶ Loaded
//!                  │              sqlite, postgres, parquet
//!                  └─▶ arrow::batch ─▶ RecordBatch
//! model::TABLES ─▶ ddl::script, arrow::schema
//! ```
//!
//! What a table is called and what stands in its columns is said once, in [`model`]; targets follow
//! from it.

pub mod arrow;
pub mod ddl;
mod integrity;
mod items;
pub mod model;
pub mod parquet;
pub mod postgres;
pub mod put;
pub mod rows;
pub mod sqlite;
pub mod store;
mod tables;
mod trouble;
pub mod validity;
