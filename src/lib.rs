//! **raingan** (รายงาน, "report") reads the yearly integrity reports of Thai government agencies into data.
//!
//! The program is one straight line of plain functions; each arrow goes from plain data to plain data, without I/O and
//! without global state:
//!
//! ```text
//! bytes ─▶ pdf::read ─▶ layout::clusters ─▶ table::segment ─▶ table::join ─▶ report::assemble ─▶ Report
//!          Vec<Page>    Vec<Cluster>        Vec<PageBlocks>   Vec<Block>
//! ```
//!
//! [`extract()`] runs the whole line. What comes from elsewhere joins it at the place where it is of the same kind.

pub mod error;
pub mod finding;
pub mod geom;
pub mod layout;
pub mod pdf;
pub mod report;
pub mod table;
pub mod thai;

pub use error::{Error, ErrorKind};
pub use report::model::Report;

/// What a caller can ask of [`extract()`] and of the stages beneath it.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The file's name as the report shall say it, without folders.
    pub file_name: Option<String>,
    /// The password of an encrypted document.
    pub password: Option<String>,
    /// First and last page to read, from 1, both included; all where `None`.
    pub pages: Option<(u32, u32)>,
}

/// Reads a report: PDF bytes (or a transcript's) in, data out.
///
/// # Errors
///
/// Where the document cannot be read at all; see [`ErrorKind`]. What is merely odd is among [`Report::findings`].
pub fn extract(bytes: &[u8], options: &Options) -> Result<Report, Error> {
    let _ = (bytes, options);
    Err(Error::new(ErrorKind::Usage, "not built yet"))
}
