//! The contract: what a report is as data, the schema and the laws its JSON keeps, and the forms it
//! is written in.

#[cfg(feature = "schema")]
pub mod columns;
#[cfg(feature = "schema")]
pub mod corrections;
pub mod digits;
#[cfg(feature = "schema")]
pub mod input;
#[cfg(feature = "schema")]
pub mod laws;
pub mod model;
pub mod output;
pub mod pointers;
#[cfg(feature = "schema")]
pub mod schema;
pub mod seal;
pub mod sealed;
pub mod text_layer;
pub mod walk;
