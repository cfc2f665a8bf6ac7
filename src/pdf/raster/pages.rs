//! Many pages of one document as pictures: it is opened and vetted once, and each page is drawn
//! within its time.

use std::sync::Arc;

use hayro_syntax::Pdf;

use super::pixmap;
use crate::error::{Error, ErrorKind};
use crate::pdf::budget::with_deadline;
use crate::pdf::frame::Frame;
use crate::pdf::limits::Limits;
use crate::pdf::open::open;
use crate::pdf::vet::vet;

/// A document whose pages can be drawn.
pub struct Drawable {
    pdf: Arc<Pdf>,
    limits: Limits,
    /// Why a page may not be drawn.
    refused: Vec<Option<String>>,
}

/// A page as drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Red, green, blue and nothing of each pixel, row by row from the top left.
    pub rgbx: Vec<u8>,
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
}

impl std::fmt::Debug for Drawable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Drawable").field("pages", &self.refused.len()).finish_non_exhaustive()
    }
}

impl Drawable {
    /// Opens a document; no picture has more than `most_pixels`.
    ///
    /// # Errors
    ///
    /// As [`open`].
    pub fn open(bytes: &[u8], password: Option<&str>, most_pixels: u64) -> Result<Drawable, Error> {
        let limits = Limits { raster_pixels: most_pixels, ..Limits::default() };
        let opened = open(bytes, password, &limits)?;
        let count = opened.page_count as usize;
        let vetted = vet(&opened.pdf, &limits, 0..count);
        let refused = (0..count)
            .map(|index| vetted.raster_verdict(index).err().map(|f| f.message_en.clone()))
            .collect();
        drop(vetted);
        Ok(Drawable { pdf: opened.pdf, limits, refused })
    }

    /// Draws the page with this number (from 1), `scale` pixels a point or as many as there may be.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoSuchPage`]; [`ErrorKind::Limit`] where the page may not be drawn or takes too
    /// long; [`ErrorKind::Damaged`] where drawing it fails.
    pub fn draw(&self, number: u32, scale: f32) -> Result<Drawn, Error> {
        let index = (number as usize).wrapping_sub(1);
        let (Some(refused), Some(page)) = (self.refused.get(index), self.pdf.pages().get(index))
        else {
            let message = format!("page {number}: the document has {} pages", self.refused.len());
            return Err(Error::new(ErrorKind::NoSuchPage, message));
        };
        if let Some(why) = refused {
            return Err(Error::new(ErrorKind::Limit, why.clone()));
        }
        let (width, height) = Frame::of(page).size;
        let scale = self.limits.fitting_scale(scale, (width, height));
        let Some(size) = self.limits.raster(width, height, scale) else {
            let message = format!("a page of {width} × {height} points cannot be drawn");
            return Err(Error::new(ErrorKind::Limit, message));
        };
        let (pdf, limits) = (Arc::clone(&self.pdf), &self.limits);
        let drawn = with_deadline(limits.page_time, limits.stack_bytes, move || {
            pixmap(&[(pdf, index)], (size.0 as u16, size.1 as u16), scale)
        });
        let rgbx = drawn.map_err(super::undrawn)?.data_as_u8_slice().to_vec();
        Ok(Drawn { rgbx, width: size.0 as usize, height: size.1 as usize })
    }
}
