//! A report written as JSON, NDJSON, CSV or Markdown, to anything that takes bytes.
//!
//! The JSON says everything; CSV and Markdown are views of it. All of them are the same bytes for
//! the same report.

pub mod csv;
mod json;
pub(crate) mod layout;
pub mod links;
pub mod markdown;
#[cfg(feature = "html")]
pub(crate) mod page;
pub(crate) mod svg;
pub mod words;

pub use self::csv::Csv;
pub use self::json::{json, ndjson};
pub use self::links::Links;
pub use self::markdown::markdown;
pub use self::words::Lang;
