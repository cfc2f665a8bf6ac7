//! One page of a document as a picture, with something drawn over it.

mod pages;

use std::sync::Arc;

use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use hayro_interpret::InterpreterSettings;
use hayro_syntax::Pdf;

use super::budget::{OverBudget, Trouble, with_deadline};
use super::frame::Frame;
use super::limits::Limits;
use super::open::open;
use super::vet::vet;
use crate::error::{Error, ErrorKind};

pub use pages::{Drawable, Drawn};

/// Pixels of a point where nothing is in the way: 150 dots an inch.
const SCALE: f32 = 150.0 / 72.0;
/// Pixels of the picture; an A0 page is drawn with fewer dots an inch so that a machine of 1 GiB
/// holds it.
const MOST_PIXELS: u64 = 24_000_000;

/// The page of a document that lies under what is drawn over it.
#[derive(Debug, Clone, Copy)]
pub struct Under<'a> {
    /// The document.
    pub bytes: &'a [u8],
    /// Its password.
    pub password: Option<&'a str>,
    /// The page, from 1.
    pub number: u32,
}

/// Draws a page (at the top left of a white sheet of `size` points) and over it the one page of the
/// PDF `over`; the result is a PNG.
///
/// Only for a page that [`super::read()`] read without reaching a limit: its items are not counted
/// again, only its time.
///
/// # Errors
///
/// As [`open`]; [`ErrorKind::NoSuchPage`]; [`ErrorKind::Limit`] where the page may not be drawn or
/// takes too long; [`ErrorKind::Damaged`] where drawing it fails.
pub fn png(under: Option<Under<'_>>, over: &[u8], size: (f32, f32)) -> Result<Vec<u8>, Error> {
    let limits = Limits { raster_pixels: MOST_PIXELS, ..Limits::default() };
    let mut sheets: Vec<(Arc<Pdf>, usize)> = Vec::new();
    if let Some(under) = under {
        sheets.push((vetted(&under, &limits)?, under.number as usize - 1));
    }
    sheets.push((open(over, None, &limits)?.pdf, 0));
    let scale = limits.fitting_scale(SCALE, size);
    let Some((width, height)) = limits.raster(size.0, size.1, scale) else {
        return Err(Error::new(
            ErrorKind::Limit,
            format!("a page of {} × {} points cannot be drawn", size.0, size.1),
        ));
    };
    let draw = move || pixmap(&sheets, (width as u16, height as u16), scale);
    let pixmap = with_deadline(limits.page_time, limits.stack_bytes, draw).map_err(undrawn)?;
    pixmap
        .into_png()
        .map_err(|e| Error::new(ErrorKind::Limit, "the picture could not be encoded").because(e))
}

/// The document, where the page may be drawn.
fn vetted(under: &Under<'_>, limits: &Limits) -> Result<Arc<Pdf>, Error> {
    let opened = open(under.bytes, under.password, limits)?;
    if under.number == 0 || under.number > opened.page_count {
        let message =
            format!("page {}: the document has {} pages", under.number, opened.page_count);
        return Err(Error::new(ErrorKind::NoSuchPage, message));
    }
    let index = under.number as usize - 1;
    let vetted = vet(&opened.pdf, limits, index..index + 1);
    match vetted.raster_verdict(index) {
        Ok(()) => Ok(opened.pdf),
        Err(finding) => Err(Error::new(ErrorKind::Limit, finding.message_en.clone())),
    }
}

/// A page as hayro draws it, a byte a pixel: what `gray` makes of its red, green and blue.
pub(super) fn gray(
    pdf: &Arc<Pdf>,
    index: usize,
    (width, height): (u32, u32),
    scale: f32,
    gray: impl Fn([u8; 3]) -> u8,
) -> Vec<u8> {
    let pixmap = pixmap(&[(Arc::clone(pdf), index)], (width as u16, height as u16), scale);
    pixmap.data_as_u8_slice().chunks_exact(4).map(|p| gray([p[0], p[1], p[2]])).collect()
}

/// The sheets one over the other.
fn pixmap(sheets: &[(Arc<Pdf>, usize)], (width, height): (u16, u16), scale: f32) -> Pixmap {
    let mut context = RenderContext::new(width, height);
    for (pdf, index) in sheets {
        if let Some(page) = pdf.pages().get(*index) {
            let at = Affine::scale(f64::from(scale)) * Frame::of(page).start;
            let (cache, settings) = (RenderCache::new(), RenderSettings::default());
            render_into(page, &cache, &InterpreterSettings::default(), &settings, &mut context, at);
        }
    }
    context.flush();
    let mut pixmap = Pixmap::new(width, height);
    let settings =
        RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
    context.render_with(&mut pixmap, &mut Resources::default(), settings);
    pixmap
}

fn undrawn(trouble: Trouble) -> Error {
    match trouble {
        Trouble::OverBudget(OverBudget::Time(time)) => Error::new(
            ErrorKind::Limit,
            format!("drawing the page takes longer than {} s", time.as_secs_f32()),
        ),
        Trouble::OverBudget(OverBudget::Items(n)) => {
            Error::new(ErrorKind::Limit, format!("the page draws more than {n} items"))
        }
        Trouble::Panicked(words) => {
            Error::new(ErrorKind::Damaged, "drawing the page failed: an internal failure")
                .because(words)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_page_is_drawn_with_fewer_dots_an_inch() {
        let limits = Limits { raster_pixels: MOST_PIXELS, ..Limits::default() };
        assert_eq!(limits.fitting_scale(SCALE, (595.0, 842.0)), SCALE);
        for size in [(14_400.0, 14_400.0), (20_000.0, 10.0), (3.0, 19_999.0), (2_384.0, 3_370.0)] {
            assert!(
                limits.raster(size.0, size.1, limits.fitting_scale(SCALE, size)).is_some(),
                "{size:?}"
            );
        }
    }
}
