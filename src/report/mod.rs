//! Logical rows and the text around them → the report; the contract of its JSON, and the forms it is written in.

pub mod laws;
pub mod model;
pub mod output;
pub mod schema;
