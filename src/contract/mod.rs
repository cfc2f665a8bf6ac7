//! The contract: what a report is as data, the schema and the laws its JSON keeps, and the forms it
//! is written in.

pub mod input;
pub mod laws;
pub mod model;
pub mod output;
pub mod schema;
pub mod text_layer;
mod violation;
pub mod walk;
