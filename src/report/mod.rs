//! Logical rows and the text around them → the report.

pub mod facts;
pub mod model;
