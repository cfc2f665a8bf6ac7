//! Opens a document and reads its pages side by side.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro_syntax::Pdf;
use hayro_syntax::page::{Page as PdfPage, Rotation};
use rayon::prelude::*;

use super::aside;
use super::attached;
use super::blank::Grounds;
use super::budget::guarded;
use super::compared;
use super::device::Collector;
use super::fonts::Book;
use super::frame::Frame;
use super::limits::Limits;
use super::model::{Document, Page, Visibility};
use super::open::{Opened, open};
use super::picture::Sheet;
use super::typed::add_typed;
use super::undrawn::add_undrawn;
use super::vet::{Vetted, vet};
use crate::error::{Error, ErrorKind};
use crate::finding::{Code, Finding};
use crate::geom::Turn;
use crate::options::Options;

/// Reads what the pages of a PDF show.
///
/// The pages are read in parallel on rayon's current pool; the result does not depend on the number
/// of threads.
///
/// # Errors
///
/// Where the document as a whole cannot be read. A page that cannot be read is there, empty, with a
/// finding.
pub fn read(bytes: &[u8], options: &Options) -> Result<Document, Error> {
    read_each(bytes, options, |page, _| page)
}

/// Reads the pages of a PDF like [`read`] and hands each one on at once, with the sheet it can be
/// had from as a picture, so that a long document is never in memory whole.
///
/// # Errors
///
/// As [`read`].
pub fn read_each<P: Send>(
    bytes: &[u8],
    options: &Options,
    each: impl Fn(Page, &Sheet<'_>) -> P + Sync,
) -> Result<Document<P>, Error> {
    read_until(bytes, options, &Course::new(|_| {}), each)
}

/// Reads the pages of a PDF like [`read_each`], as far as they are to be read. What is read then are
/// the first pages, since they are begun in order.
///
/// # Errors
///
/// As [`read`].
pub fn read_until<P: Send>(
    bytes: &[u8],
    options: &Options,
    course: &Course<'_>,
    each: impl Fn(Page, &Sheet<'_>) -> P + Sync,
) -> Result<Document<P>, Error> {
    let limits = Limits::default();
    let Opened { pdf, page_count, mut findings, .. } =
        open(bytes, options.password.as_deref(), &limits)?;
    let wanted = wanted(options.pages, page_count)?;
    findings.extend(attached::findings(&pdf));
    let vetted = vet(&pdf, &limits, wanted[0] as usize - 1..wanted[wanted.len() - 1] as usize);
    findings.extend(vetted.findings.iter().cloned());
    let book = Book::new(&vetted.fonts, options.raw_text);
    findings.extend(book.findings.iter().cloned());
    let queue = Queue { wanted: &wanted, next: AtomicUsize::new(0), course };
    let left_out = &options.left_out;
    let task = Task { vetted: &vetted, book: &book, limits: &limits, queue: &queue, left_out };
    let each = |page, sheet: &Sheet<'_>| each(Page { raw_text: options.raw_text, ..page }, sheet);
    let pages = read_pages(&pdf, &task, each);
    Ok(Document { page_count, pages, unread: queue.rest().to_vec(), findings })
}

/// The numbers of the pages to read, from 1.
fn wanted(pages: Option<(u32, u32)>, count: u32) -> Result<Vec<u32>, Error> {
    let (first, last) = pages.unwrap_or((1, count));
    if first > count || first == 0 || last < first {
        let message =
            format!("pages {first}-{last}: the document has {count} pages, counted from 1");
        return Err(Error::new(ErrorKind::NoSuchPage, message));
    }
    Ok((first..=last.min(count)).collect())
}

/// How the pages of a document are read, seen from outside.
pub struct Course<'c> {
    /// Whether no further pages are to be begun.
    is_over: AtomicBool,
    /// Called with each page that is begun, on the thread that reads it.
    begun: Box<dyn Fn(u32) + Sync + 'c>,
}

impl<'c> Course<'c> {
    /// All pages are to be read, and `begun` is called with each.
    pub fn new(begun: impl Fn(u32) + Sync + 'c) -> Course<'c> {
        Course { is_over: AtomicBool::new(false), begun: Box::new(begun) }
    }

    /// From now on no further pages are begun.
    pub fn end(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    /// A page is to be read: whether it may be begun.
    pub fn begin(&self, number: u32) -> bool {
        let may_be = !self.is_over.load(Ordering::Relaxed);
        if may_be {
            (self.begun)(number);
        }
        may_be
    }
}

/// The pages to read, which threads take one after the other.
struct Queue<'q> {
    /// Their numbers.
    wanted: &'q [u32],
    /// How many were taken.
    next: AtomicUsize,
    course: &'q Course<'q>,
}

impl Queue<'_> {
    /// The next one, and its place among them.
    fn take(&self) -> Option<(usize, u32)> {
        if self.course.is_over.load(Ordering::Relaxed) {
            return None;
        }
        let at = self.next.fetch_add(1, Ordering::Relaxed);
        self.wanted.get(at).map(|number| (at, *number))
    }

    /// Those that nobody took.
    fn rest(&self) -> &[u32] {
        self.wanted.get(self.next.load(Ordering::Relaxed)..).unwrap_or_default()
    }
}

/// What every page is read with.
struct Task<'t> {
    vetted: &'t Vetted<'t>,
    book: &'t Book,
    limits: &'t Limits,
    queue: &'t Queue<'t>,
    left_out: &'t [u32],
}

/// Every thread takes the next page as soon as it is done with one.
fn read_pages<P: Send>(
    pdf: &Arc<Pdf>,
    task: &Task<'_>,
    each: impl Fn(Page, &Sheet<'_>) -> P + Sync,
) -> Vec<P> {
    let threads = 0..rayon::current_num_threads();
    let runs = threads.into_par_iter().with_max_len(1).map(|_| read_run(pdf, task, &each));
    let mut pages: Vec<(usize, P)> = runs.flatten_iter().collect();
    pages.sort_by_key(|(at, _)| *at);
    pages.into_iter().map(|(_, page)| page).collect()
}

/// The pages that one thread takes, each with its place among those wanted. A cache of fonts serves
/// one thread.
fn read_run<P>(
    pdf: &Arc<Pdf>,
    task: &Task<'_>,
    each: impl Fn(Page, &Sheet<'_>) -> P,
) -> Vec<(usize, P)> {
    let cache = InterpreterCache::new();
    let mut run = Vec::new();
    // Pages of one document are about equally full.
    let mut expected = 0;
    while let Some((at, number)) = task.queue.take() {
        let index = number as usize - 1;
        let Some(page) = pdf.pages().get(index) else { continue };
        let shown = match task.vetted.page_verdict(index) {
            _ if task.left_out.contains(&number) => {
                Page { findings: vec![left_out(number)], ..blank(page, number) }
            }
            Ok(()) => {
                (task.queue.course.begun)(number);
                read_page(page, number, &cache, task, expected)
            }
            Err(finding) => Page { findings: vec![finding.clone()], ..blank(page, number) },
        };
        expected = shown.glyphs.len() + shown.glyphs.len() / 4;
        let of = task.queue.wanted.len() as u32;
        let left_out = shown.findings.first().filter(|_| task.left_out.contains(&number)).cloned();
        let refused = left_out.as_ref().or(task.vetted.raster_verdict(index).err());
        run.push((at, each(shown, &Sheet { pdf, number, limits: task.limits, of, refused })));
    }
    run
}

/// The finding about a page that is left out.
fn left_out(page: u32) -> Finding {
    Finding::new(
        Code::PageFailed,
        format!("ไม่ได้อ่านหน้า {page} เพราะการอ่านหน้านี้ทำให้โปรเซสที่อ่านสิ้นสุดลง"),
        format!("page {page} is left out: reading it ended the process that read it"),
    )
    .on_page(page)
}

/// A page without anything on it.
fn blank(page: &PdfPage<'_>, number: u32) -> Page {
    let (width, height) = Frame::of(page).size;
    Page { number, width, height, rotation: degrees(page.rotation()), ..Page::default() }
}

/// What a page shows; where its interpretation fails or takes too much, what it had shown until
/// then, with a finding. `expected`: about how many glyphs it has.
fn read_page<'a>(
    page: &'a PdfPage<'a>,
    number: u32,
    cache: &InterpreterCache<'a>,
    task: &Task<'_>,
    expected: usize,
) -> Page {
    let mut shown = blank(page, number);
    // The real page rectangle decides which clips are handed to the device.
    let frame = Frame::of(page);
    let (bounds, start) = (frame.bounds(), frame.start);
    let mut collector = Collector::new(task.limits, task.book, bounds, expected);
    let done = guarded(|| {
        let mut context =
            Context::new(start, bounds, cache, page.xref(), InterpreterSettings::default());
        interpret_page(page, &mut context, &mut collector);
    });
    shown.findings.extend(done.err().map(|trouble| trouble.finding(number)));
    shown.glyphs = collector.glyphs;
    shown.rulings = collector.rulings;
    let (ink, images) = (&collector.ink, &collector.images);
    let grounds = Grounds { ink, images, rulings: &shown.rulings };
    collector.blank.hide(&mut shown.glyphs, &grounds);
    let mut covers = collector.covers;
    let mut ink = collector.ink;
    let marked = guarded(|| add_undrawn(page, start, &mut shown, &mut covers, &mut ink));
    shown.findings.extend(marked.err().map(|trouble| trouble.finding(number)));
    let found = aside::set_aside(&mut shown, covers, &collector.runs);
    shown.findings.extend(found);
    (shown.fills, shown.shapes, shown.outlines) = (ink.fills, ink.shapes, ink.outlines);
    shown.images = collector.images;
    shown.fonts = collector.fonts;
    let typed = guarded(|| add_typed(page, start, turn(page.rotation()), &mut shown));
    shown.findings.extend(typed.err().map(|trouble| trouble.finding(number)));
    let mut shown = upright(shown);
    compared::read_underlined(&mut shown);
    // Those of a page that is turned would stand elsewhere.
    let slants = if shown.reading_turn == Turn::None { ink.slants } else { Vec::new() };
    let struck_out = aside::set_struck_aside(&mut shown, &slants);
    shown.findings.extend(struck_out);
    shown
}

/// The direction in which text runs that is upright on a page before it is rotated.
fn turn(rotation: Rotation) -> Turn {
    match rotation {
        Rotation::None => Turn::None,
        Rotation::Horizontal => Turn::Right,
        Rotation::Flipped => Turn::Half,
        Rotation::FlippedHorizontal => Turn::Left,
    }
}

fn degrees(rotation: Rotation) -> u16 {
    match rotation {
        Rotation::None => 0,
        Rotation::Horizontal => 90,
        Rotation::Flipped => 180,
        Rotation::FlippedHorizontal => 270,
    }
}

/// Turns the page so that most of its text runs from left to right.
fn upright(page: Page) -> Page {
    let mut counts = [0usize; 4];
    let text = page.glyphs.iter().filter(|g| g.visibility != Visibility::Watermark);
    for g in text.filter(|g| g.says_something()) {
        counts[g.turn as usize] += 1;
    }
    // Upright wins a tie.
    let turns = [Turn::None, Turn::Right, Turn::Half, Turn::Left];
    let main = turns.into_iter().rev().max_by_key(|t| counts[*t as usize]).unwrap_or_default();
    page.turned(main.inverse())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_wanted_must_be_there() {
        assert_eq!(wanted(Some((2, 9)), 3).unwrap(), [2, 3]);
        assert_eq!(wanted(None, 2).unwrap(), [1, 2]);
        for bad in [(0, 1), (4, 5), (3, 2)] {
            assert_eq!(wanted(Some(bad), 3).unwrap_err().kind(), ErrorKind::NoSuchPage);
        }
    }
}
