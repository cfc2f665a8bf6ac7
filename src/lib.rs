//! **raingan** (รายงาน, "report") reads the yearly integrity reports of Thai government agencies
//! into data.
//!
//! The program is one straight line. Each arrow goes from plain data to plain data, without I/O and
//! without global state, and nothing climbs back up:
//!
//! ```text
//! &[u8] ─▶ FileKind ─▶ Page ─▶ ReadPage ─▶ Part ─▶ Assembled ─▶ Report ─▶ Finding ─▶ JSON, CSV …
//!          kind        pdf     page        table   report       report    audit      contract
//!                      ocr     (layout,                         diff      (batch, load: of many)
//!                               table)
//! ```
//!
//! Each arrow is a function:
//!
//! | from | to | by |
//! | --- | --- | --- |
//! | the bytes of a file | [`FileKind`](kind::FileKind) | [`FileKind::of()`](kind::FileKind::of) |
//! | a PDF | a [`Page`](pdf::Page) of glyphs, rulings and pictures | [`pdf::read_each()`] |
//! | a [`Picture`](pdf::Picture) of a page | the same `Page`, read from it | [`ocr::read()`] |
//! | a `Page` | [`PageBlocks`](table::PageBlocks): tables, and lines between them | [`table::segment()`] |
//! | a `Page` and its blocks | a [`ReadPage`](page::ReadPage), with what it is worth | [`ReadPage::of()`](page::ReadPage::of) |
//! | the blocks of all pages | [`Part`](table::Part)s, rows joined over pages | [`table::join()`] |
//! | the parts | [`Assembled`](report::Assembled): items, facts, titles | [`report::assemble()`] |
//! | all of a document | its [`Report`] | [`report::from_document()`] |
//! | a report | [`Finding`](finding::Finding)s about what it says | [`audit::check::check()`] |
//! | a report | JSON, CSV, Markdown | [`contract::output`] |
//! | reports | a workbook | [`publish::workbook::workbook()`] |
//!
//! [`page::read()`] runs the part before `Part` for all pages at once, [`extract()`] the whole line
//! up to the report. What comes from elsewhere joins where it is of the same kind: a picture of a
//! page as a `Page`, the transcript of another OCR system as `PageBlocks`.

// The command line names the library from outside, as any other program would.
#[cfg(feature = "cli")]
extern crate self as raingan;

pub mod align;
pub mod audit;
#[cfg(feature = "batch")]
pub mod batch;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
pub mod column;
pub mod contract;
pub mod corrections;
pub mod diff;
pub mod digest;
pub mod error;
pub mod finding;
pub mod geom;
#[cfg(feature = "draw")]
pub mod inspect;
pub mod kind;
pub mod layout;
pub mod load;
#[cfg(feature = "ocr")]
pub mod ocr;
#[cfg(not(feature = "ocr"))]
#[path = "ocr/absent.rs"]
pub mod ocr;
pub mod options;
pub mod page;
pub mod pdf;
pub mod publish;
pub mod report;
#[cfg(feature = "review")]
pub mod review;
pub mod role;
pub mod table;
pub mod thai;
mod union;
pub mod words;

#[cfg(all(test, feature = "cli"))]
#[path = "../tests/it/sample.rs"]
mod sample;

pub use contract::model::Report;
pub use error::{Error, ErrorKind};
pub use options::{OcrMode, Options};
pub use page::{PagesRead, Step};

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
    extract_watched(bytes, options, &page::unwatched)
}

/// Reads a report like [`extract()`], and calls `watch` at each page that is begun or read, on the
/// thread that reads it: those that are read from their pictures take their time. Where `watch` says
/// so after a page, no further ones are begun, and the report is of those that are read.
///
/// ```no_run
/// # let (bytes, options) = (Vec::new(), raingan::Options::default());
/// use std::ops::ControlFlow;
/// use std::time::{Duration, Instant};
/// let until = Instant::now() + Duration::from_secs(10);
/// let report = raingan::extract_watched(&bytes, &options, &|_| match Instant::now() < until {
///     true => ControlFlow::Continue(()),
///     false => ControlFlow::Break(()),
/// })?;
/// let missing = &report.source.unread_pages;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// As [`extract()`].
pub fn extract_watched(
    bytes: &[u8],
    options: &Options,
    watch: &page::Watch<'_>,
) -> Result<Report, Error> {
    with_attachment(bytes, options, |bytes, options| {
        let document = page::read(bytes, options, watch)?;
        let mut report = report::from_document(bytes, options, document);
        report::correct::correct(&mut report, &options.corrections);
        Ok(report)
    })
}

/// A stage of the line whose result can be printed instead of the report; see [`extract_stage()`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The text of each page, line by line in reading order.
    Text,
    /// The tables of each page with their cells.
    Tables,
    /// The logical rows, joined over pages.
    Rows,
    /// Why each column of each table has its role; see [`report::explain`].
    Columns,
}

impl Stage {
    /// What the name of a file with this stage ends in: plain text, or JSON.
    pub fn extension(self) -> &'static str {
        match self {
            Stage::Text => "txt",
            Stage::Tables | Stage::Rows | Stage::Columns => "json",
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
    with_attachment(bytes, options, |bytes, options| stage_of(bytes, options, stage))
}

/// What the line has at a stage.
fn stage_of(bytes: &[u8], options: &Options, stage: Stage) -> Result<String, Error> {
    let document = page::read(bytes, options, &page::unwatched)?;
    let vocabulary = table::Vocabulary::of(&options.words);
    let pages: Vec<_> = document.pages.into_iter().map(|page| page.blocks).collect();
    Ok(match stage {
        Stage::Text => page::plain(&pages),
        Stage::Tables => report::stage::tables(&pages),
        Stage::Rows => report::stage::rows(pages, &vocabulary),
        Stage::Columns => report::stage::columns(pages, &vocabulary),
    })
}

/// Lets `read` have the bytes that are wanted: those of the document, or of the file attached to it
/// that the options name, which then goes by its own name.
fn with_attachment<T>(
    bytes: &[u8],
    options: &Options,
    read: impl FnOnce(&[u8], &Options) -> Result<T, Error>,
) -> Result<T, Error> {
    let Some(name) = &options.attachment else { return read(bytes, options) };
    let pdf::Attached { name, bytes } = pdf::attached(bytes, name, options.password.as_deref())?;
    let within = Options { file_name: Some(name.clone()), attachment: None, ..options.clone() };
    read(&bytes, &within)
        .map_err(|error| Error::new(error.kind(), format!("attached file “{name}”")).because(error))
}
