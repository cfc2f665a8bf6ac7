//! Logical rows and the text around them → the report.

pub mod model;
