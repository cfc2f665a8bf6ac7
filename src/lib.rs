//! **raingan** (รายงาน, "report") reads the yearly integrity reports of Thai government agencies
//! into data.
//!
//! The program is one straight line of plain functions; each arrow goes from plain data to plain
//! data, without I/O and without global state:
//!
//! ```text
//! bytes ─▶ pdf::read ─▶ layout::clusters ─▶ table::segment ─▶ table::join ─▶ report::assemble ─▶ Report
//!          Vec<Page>    Vec<Cluster>        Vec<PageBlocks>   Vec<Block>
//! ```
//!
//! [`extract()`] runs the whole line. What comes from elsewhere joins it at the place where it is
//! of the same kind.

// The command line names the library from outside, as any other program would.
#[cfg(feature = "cli")]
extern crate self as raingan;

pub mod batch;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
pub mod diff;
pub mod error;
pub mod finding;
pub mod geom;
pub mod inspect;
pub mod layout;
pub mod load;
pub mod ocr;
pub mod pdf;
pub mod report;
pub mod table;
pub mod thai;

#[cfg(all(test, feature = "cli"))]
#[path = "../tests/it/sample.rs"]
mod sample;

use std::sync::atomic::{AtomicU32, Ordering};

pub use error::{Error, ErrorKind};
pub use report::model::Report;

/// What a caller can ask of [`extract()`] and of the stages beneath it.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Options {
    /// The file's name as the report shall say it, without folders.
    pub file_name: Option<String>,
    /// The password of an encrypted document.
    pub password: Option<String>,
    /// First and last page to read, from 1, both included; all where `None`.
    pub pages: Option<(u32, u32)>,
    /// The text layer as it claims to be, without any repair.
    pub raw_text: bool,
    /// Whether pages are read from their pictures.
    pub ocr: ocr::Mode,
    /// Dots an inch of pages that have to be drawn to be read; [`ocr::USUAL_DPI`] where `None`.
    pub dpi: Option<u16>,
}

/// Reads a report: PDF bytes (or a transcript's) in, data out.
///
/// ```no_run
/// let bytes = std::fs::read("plan-2568.pdf")?;
/// let report = raingan::extract(&bytes, &raingan::Options::default())?;
/// println!("{} sections, {} findings", report.sections.len(), report.findings.len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Where the document cannot be read at all; see [`ErrorKind`]. What is merely odd is among
/// [`Report::findings`].
pub fn extract(bytes: &[u8], options: &Options) -> Result<Report, Error> {
    extract_watched(bytes, options, &|_| {})
}

/// How far the pages of a document are read; see [`extract_watched()`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PagesRead {
    /// So many are.
    pub done: u32,
    /// So many are to be; `None` for a picture file, which does not say before its end.
    pub of: Option<u32>,
}

/// Reads a report like [`extract()`], and tells `watch` how far it is after each page, on the
/// thread that read it: pages that are read from their pictures take their time.
///
/// # Errors
///
/// As [`extract()`].
pub fn extract_watched(
    bytes: &[u8],
    options: &Options,
    watch: &(dyn Fn(PagesRead) + Sync),
) -> Result<Report, Error> {
    if let Some(pages) = table::transcript::read(bytes)? {
        return Ok(report::from_transcript(bytes, options, pages));
    }
    let done = AtomicU32::new(0);
    let document = ocr::read_each(bytes, options, |page, again| {
        let of = again.of();
        let read = report::ReadPage::settle(page, again).1;
        watch(PagesRead { done: done.fetch_add(1, Ordering::Relaxed) + 1, of });
        read
    })?;
    Ok(report::from_document(bytes, options, document))
}

/// A stage of the line whose outcome can be printed instead of the report; see [`extract_stage()`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The text of each page, line by line in reading order.
    Text,
    /// The tables of each page with their cells.
    Tables,
    /// The logical rows, joined over pages.
    Rows,
}

impl Stage {
    /// What the name of a file with this stage ends in: plain text, or JSON.
    pub fn extension(self) -> &'static str {
        match self {
            Stage::Text => "txt",
            Stage::Tables | Stage::Rows => "json",
        }
    }
}

/// Runs the line up to `stage` and prints what it has there: plain text for [`Stage::Text`], JSON
/// for the others.
///
/// # Errors
///
/// As [`extract()`].
pub fn extract_stage(bytes: &[u8], options: &Options, stage: Stage) -> Result<String, Error> {
    let blocks = |page, again: ocr::Again<'_>| report::ReadPage::settle(page, again).1.blocks;
    let pages = match table::transcript::read(bytes)? {
        Some(pages) => pages,
        None => ocr::read_each(bytes, options, blocks)?.pages,
    };
    Ok(match stage {
        Stage::Text => report::stage::text(&pages),
        Stage::Tables => report::stage::tables(&pages),
        Stage::Rows => report::stage::rows(pages),
    })
}
