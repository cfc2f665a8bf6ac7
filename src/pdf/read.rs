//! Opens a document and reads its pages side by side.

use std::sync::Arc;

use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro_syntax::Pdf;
use hayro_syntax::page::{Page as PdfPage, Rotation};
use rayon::prelude::*;

use super::aside;
use super::attached;
use super::budget::guarded;
use super::device::Collector;
use super::fonts::Book;
use super::frame::Frame;
use super::limits::Limits;
use super::model::{Document, Page, Visibility};
use super::open::{Opened, open};
use super::picture::Sheet;
use super::typed::add_typed;
use super::vet::{Vetted, vet};
use crate::error::{Error, ErrorKind};
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
    let limits = Limits::default();
    let Opened { pdf, page_count, mut findings, .. } =
        open(bytes, options.password.as_deref(), &limits)?;
    let wanted = wanted(options.pages, page_count)?;
    findings.extend(attached::findings(&pdf));
    let vetted = vet(&pdf, &limits, wanted[0] as usize - 1..wanted[wanted.len() - 1] as usize);
    findings.extend(vetted.findings.iter().cloned());
    let book = Book::new(&vetted.fonts, options.raw_text);
    findings.extend(book.findings.iter().cloned());
    let task = Task { vetted: &vetted, book: &book, limits: &limits };
    let each = |page, sheet: &Sheet<'_>| each(Page { raw_text: options.raw_text, ..page }, sheet);
    Ok(Document { page_count, pages: read_pages(&pdf, &wanted, &task, each), findings })
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

/// What every page is read with.
struct Task<'t> {
    vetted: &'t Vetted<'t>,
    book: &'t Book,
    limits: &'t Limits,
}

/// A cache of fonts serves one thread, so every thread takes a run of neighbouring pages.
fn read_pages<P: Send>(
    pdf: &Arc<Pdf>,
    wanted: &[u32],
    task: &Task<'_>,
    each: impl Fn(Page, &Sheet<'_>) -> P + Sync,
) -> Vec<P> {
    let share = wanted.len().div_ceil(rayon::current_num_threads()).max(1);
    wanted
        .par_chunks(share)
        .flat_map_iter(|run| {
            let cache = InterpreterCache::new();
            let known = run.iter().filter_map(|n| Some((*n, pdf.pages().get(*n as usize - 1)?)));
            // Pages of one document are about equally full.
            let mut expected = 0;
            let read = known.map(|(n, page)| {
                let shown = match task.vetted.page_verdict(n as usize - 1) {
                    Ok(()) => read_page(page, n, &cache, task, expected),
                    Err(finding) => Page { findings: vec![finding.clone()], ..blank(page, n) },
                };
                expected = shown.glyphs.len() + shown.glyphs.len() / 4;
                let refused = task.vetted.raster_verdict(n as usize - 1).err();
                each(
                    shown,
                    &Sheet {
                        pdf,
                        number: n,
                        limits: task.limits,
                        of: wanted.len() as u32,
                        refused,
                    },
                )
            });
            read.collect::<Vec<_>>()
        })
        .collect()
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
    let found = aside::set_aside(&mut shown, collector.covers, &collector.runs);
    shown.findings.extend(found);
    (shown.fills, shown.shapes) = (collector.ink.fills, collector.ink.shapes);
    shown.outlines = collector.ink.outlines;
    shown.images = collector.images;
    shown.fonts = collector.fonts;
    let typed = guarded(|| add_typed(page, start, turn(page.rotation()), &mut shown));
    shown.findings.extend(typed.err().map(|trouble| trouble.finding(number)));
    upright(shown)
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
