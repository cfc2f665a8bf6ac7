//! What one page says: its text layer, or its picture where there is none that can be relied on;
//! what that is worth; and its blocks, the tables and the lines between them.
//!
//! ```text
//! bytes ─▶ FileKind ─┬─▶ pdf::Page ──┬───────────────────────────▶ Page ─┐
//!                    │               └─▶ Picture ─▶ ocr::read ─▶ Page ─┼─▶ table::segment ─┬─▶ ReadPage
//!                    ├─▶ picture file ─▶ Picture ─▶ ocr::read ─▶ Page ─┘                   │
//!                    └─▶ transcript ─▶ table::transcript ─▶ PageBlocks ────────────────────┘
//! ```
//!
//! A [`ReadPage`] is the blocks of a page with what was odd about it. Nothing behind this room may
//! know where a page came from, except by reading its [`SourcePage`].

mod beside;
mod cover;
mod doubt;
mod picture;
mod plain;
mod read;
mod source;
mod text_layer;

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU32, Ordering};

use serde::{Deserialize, Serialize};

use crate::contract::model::{SourcePage, TextSource};
use crate::error::{Error, ErrorKind};
use crate::kind::FileKind;
use crate::options::{OcrMode, Options};
use crate::pdf::{self, Course, Document, Page};
use crate::table::{PageBlocks, Vocabulary, transcript};

pub use doubt::Doubted;
pub use picture::of_file as picture_of;
pub use plain::plain;
pub use read::ReadPage;

/// How far the pages of a document are read; see [`read()`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PagesRead {
    /// How many pages are read.
    pub done: u32,
    /// How many pages will be read; `None` for a picture file, which does not say before its end.
    pub of: Option<u32>,
}

/// What happens while the pages of a document are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// The page with this number is begun.
    Begun(u32),
    /// The page with this number is read, and so the document so far.
    Read(u32, PagesRead),
}

/// What is called with each step, on the thread that reads the page. Where it says
/// [`ControlFlow::Break`], the pages that are under way come to their end and no further ones are
/// begun.
pub type Watch<'w> = dyn Fn(Step) -> ControlFlow<()> + Sync + 'w;

/// A [`Watch`] that lets all pages be read.
pub fn unwatched(_: Step) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Reads the pages of a file, whatever its kind, in parallel on rayon's current pool.
///
/// # Errors
///
/// Where the file as a whole cannot be read; see [`ErrorKind`].
pub fn read(
    bytes: &[u8],
    options: &Options,
    watch: &Watch<'_>,
) -> Result<Document<ReadPage>, Error> {
    read_each(bytes, options, watch, |_, read| read)
}

/// The pages of a file with their glyphs and rulings, those that [`read()`] reads: of a page that
/// is read from its picture, what the picture shows.
///
/// # Errors
///
/// As [`read()`].
pub fn seen(bytes: &[u8], options: &Options) -> Result<Document<Page>, Error> {
    seen_watched(bytes, options, &unwatched)
}

/// The same, for as long as `watch` lets it go on.
///
/// # Errors
///
/// As [`read()`].
pub fn seen_watched(
    bytes: &[u8],
    options: &Options,
    watch: &Watch<'_>,
) -> Result<Document<Page>, Error> {
    read_each(bytes, options, watch, |page, _| page)
}

/// Reads the pages one by one and keeps of each what `keep` makes of it, so that a long document is
/// never in memory whole.
fn read_each<P: Send>(
    bytes: &[u8],
    options: &Options,
    watch: &Watch<'_>,
    keep: impl Fn(Page, ReadPage) -> P + Sync,
) -> Result<Document<P>, Error> {
    if options.ocr == OcrMode::Always && !picture::CAN_BE_READ {
        let message = "built without OCR: pictures cannot be read (build with the feature `ocr`)";
        return Err(Error::new(ErrorKind::Usage, message));
    }
    let vocabulary = Vocabulary::of(&options.words);
    let course = Course::new(|number| {
        let _ = watch(Step::Begun(number));
    });
    let progress = Progress { watch, done: AtomicU32::new(0), course: &course };
    match FileKind::of(bytes) {
        FileKind::Transcript => {
            let read = of_transcript(transcript::read(bytes)?);
            let kept = progress.after(1, keep(Page::default(), read), Some(1));
            let (unread, findings) = (Vec::new(), Vec::new());
            Ok(Document { page_count: 1, pages: vec![kept], unread, findings })
        }
        kind if kind.is_picture() => {
            picture::each_page(bytes, options, &vocabulary, &course, |page, read| {
                progress.after(page.number, keep(page, read), None)
            })
        }
        _ => pdf::read_until(bytes, options, &course, |page, sheet| {
            let number = page.number;
            let (page, read) = picture::settle(page, sheet, options, &vocabulary);
            progress.after(number, keep(page, read), Some(sheet.of()))
        }),
    }
}

/// How many pages are read, and who is to know.
struct Progress<'w> {
    watch: &'w Watch<'w>,
    done: AtomicU32,
    course: &'w Course<'w>,
}

impl Progress<'_> {
    /// Counts the page with this number, which `kept` was made of, and says so.
    fn after<P>(&self, number: u32, kept: P, of: Option<u32>) -> P {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if (self.watch)(Step::Read(number, PagesRead { done, of })).is_break() {
            self.course.end();
        }
        kept
    }
}

/// A transcript as a page that lies nowhere.
fn of_transcript(blocks: PageBlocks) -> ReadPage {
    let source = SourcePage {
        number: 1,
        width: 0.0,
        height: 0.0,
        rotation: 0,
        text_source: TextSource::Transcript,
        glyphs: 0,
        unmapped_glyphs: 0,
        hidden_glyphs: 0,
        images: 0,
        text_layer: None,
    };
    ReadPage::of_blocks(blocks, source)
}
