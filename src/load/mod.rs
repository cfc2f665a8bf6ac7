//! Reports as the tables of a database: one relational model for every kind of target, and loads
//! that can be repeated.
//!
//! ```text
//! Report ─▶ rows::rows ─▶ Rows ─▶ store::Store ─▶ put::put ─▶ current::Settling ─▶ Loaded
//!                  │              sqlite, postgres, parquet     validity, agree, links
//!                  └─▶ arrow::batch ─▶ RecordBatch
//! model::TABLES ─▶ ddl::script, arrow::schema
//! agencies ─▶ which spellings mean one agency; keep ─▶ what users say of readings and files
//! ```
//!
//! What a table is called and what stands in its columns is said once, in [`model`]; targets follow
//! from it.

// Without a database much of it has no caller.
#![cfg_attr(not(any(feature = "postgres", feature = "sqlite")), allow(dead_code, unused_imports))]

mod absent;
mod agencies;
mod agree;
#[cfg(feature = "arrow")]
pub mod arrow;
mod changes;
mod current;
mod database;
pub mod ddl;
pub mod keep;
mod links;
pub mod model;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(feature = "postgres")]
pub mod postgres;
pub mod put;
mod range;
mod record;
pub mod rows;
mod sql;
#[cfg(feature = "sqlite")]
pub mod sqlite;
pub mod store;
pub mod validity;

pub use self::agencies::register::{Entry, register};
#[cfg(not(feature = "parquet"))]
pub use absent::parquet;
#[cfg(not(feature = "postgres"))]
pub use absent::postgres;
#[cfg(not(feature = "sqlite"))]
pub use absent::sqlite;
