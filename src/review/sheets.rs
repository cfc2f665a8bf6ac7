//! The pages of a document as pictures, with what the stages saw of them.

use std::collections::BTreeMap;
use std::ops::{ControlFlow, Range};
use std::time::Instant;

use rayon::prelude::*;

use super::model::Both;
use super::picture::{Encoded, Pixels};
use crate::error::{Error, ErrorKind};
use crate::inspect::{PageLayers, layers};
use crate::kind::FileKind;
use crate::options::{OcrMode, Options};
use crate::page;
use crate::pdf::Picture;
use crate::pdf::raster::{Drawable, Drawn};

/// Pixels of a point: 120 dots an inch, at which a reader tells Thai marks apart.
const SCALE: f32 = 120.0 / 72.0;
/// Pixels of a page at most: A3 at this scale, or a poster with fewer dots an inch.
const MOST_PIXELS: u64 = 3_200_000;
/// Bytes of the pictures of a document together, of which each page has its part: in Base64 a page
/// for a browser stays below 20 MB.
const MOST_BYTES: usize = 13 << 20;
/// Bytes of one picture, however few pages there are.
const MOST_OF_ONE: usize = 600 << 10;
/// Bytes of one picture that it may have, however many pages there are.
const LEAST_OF_ONE: usize = 40 << 10;

/// Why a page has no picture: the time for the document is over.
const TIME_UP: (&str, &str) = ("the time for pictures was up", "หมดเวลาสำหรับวาดภาพหน้าเอกสาร");
/// Why a page has no picture: the document does not have it.
const NO_PAGE: (&str, &str) = ("there is no such page", "ไม่มีหน้านี้ในเอกสาร");

/// The pages of a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheets {
    /// Those that were drawn.
    pub pages: Vec<Sheet>,
    /// Pages without a picture, and why.
    pub undrawn: Vec<(u32, Both)>,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Page number, from 1.
    pub number: u32,
    /// Its picture.
    pub picture: Encoded,
    /// What was seen on it.
    pub layers: Option<PageLayers>,
}

impl Sheets {
    /// Draws the pages with these numbers of a document, those that are begun before `until`. What the
    /// stages saw of pages that are pictures takes reading them once more: only where the options say
    /// that pictures are read.
    ///
    /// # Errors
    ///
    /// Where the document cannot be opened; a page that cannot be drawn is among
    /// [`Sheets::undrawn`].
    pub fn of(
        bytes: &[u8],
        options: &Options,
        numbers: &[u32],
        until: Instant,
    ) -> Result<Sheets, Error> {
        let kind = FileKind::of(bytes);
        if kind == FileKind::Transcript {
            return Ok(Sheets::default());
        }
        let most = (MOST_BYTES / numbers.len().max(1)).clamp(LEAST_OF_ONE, MOST_OF_ONE);
        let mut sheets = match kind.is_picture() {
            true => of_pictures(bytes, numbers, most)?,
            false => of_document(bytes, options, numbers, until, most)?,
        };
        let mut seen = layers_of(bytes, options, numbers, until);
        for sheet in &mut sheets.pages {
            sheet.layers = seen.remove(&sheet.number);
        }
        Ok(sheets)
    }
}

/// The pages of a document that is drawn.
fn of_document(
    bytes: &[u8],
    options: &Options,
    numbers: &[u32],
    until: Instant,
    most: usize,
) -> Result<Sheets, Error> {
    let document = Drawable::open(bytes, options.password.as_deref(), MOST_PIXELS)?;
    let drawn: Vec<(u32, Result<Encoded, Error>)> = numbers
        .par_iter()
        .map(|number| {
            let drawn = in_time(until).and_then(|()| document.draw(*number, SCALE));
            (*number, drawn.map(|drawn| of_drawn(drawn).encode(most)))
        })
        .collect();
    let mut sheets = Sheets::default();
    for (number, picture) in drawn {
        match picture {
            Ok(picture) => sheets.pages.push(Sheet { number, picture, layers: None }),
            Err(error) => sheets.undrawn.push((number, why(&error))),
        }
    }
    Ok(sheets)
}

/// What was seen of the pages that are begun in time; nothing where the document cannot be read.
fn layers_of(
    bytes: &[u8],
    options: &Options,
    numbers: &[u32],
    until: Instant,
) -> BTreeMap<u32, PageLayers> {
    // Where a row goes on and what repeats is seen over all pages; but reading pictures takes long.
    let range = numbers.iter().min().zip(numbers.iter().max());
    let pages =
        range.map(|(first, last)| (*first, *last)).filter(|_| options.ocr != OcrMode::Never);
    let options = Options { pages, ..options.clone() };
    let seen = layers(bytes, &options, &|_| match in_time(until) {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(()),
    });
    seen.into_iter().flatten().map(|page| (page.page, page)).collect()
}

/// Whether there is time for one more page.
fn in_time(until: Instant) -> Result<(), Error> {
    match Instant::now() < until {
        true => Ok(()),
        false => Err(Error::new(ErrorKind::Limit, TIME_UP.0)),
    }
}

/// Why a page has no picture: what the error says, and the same as far as its kind tells in Thai.
fn why(error: &Error) -> Both {
    let en = error.to_string();
    let th = match error.kind() {
        ErrorKind::Limit if en == TIME_UP.0 => TIME_UP.1,
        ErrorKind::Limit => "หน้านี้ใหญ่หรือซับซ้อนเกินขีดจำกัด หรือใช้เวลาวาดนานเกินไป",
        ErrorKind::NoSuchPage => NO_PAGE.1,
        _ => "วาดหน้านี้ไม่สำเร็จเพราะข้อผิดพลาดภายในโปรแกรม",
    };
    Both(en, th.to_owned())
}

/// The pages of a picture file.
fn of_pictures(bytes: &[u8], numbers: &[u32], most: usize) -> Result<Sheets, Error> {
    let mut sheets = Sheets::default();
    for number in numbers {
        match page::picture_of(bytes, *number)? {
            Some(picture) => {
                let picture = of_picture(&picture).encode(most);
                sheets.pages.push(Sheet { number: *number, picture, layers: None });
            }
            None => sheets.undrawn.push((*number, NO_PAGE.into())),
        }
    }
    Ok(sheets)
}

fn of_drawn(drawn: Drawn) -> Pixels {
    let rgb = drawn.rgbx.chunks_exact(4).map(|p| [p[0], p[1], p[2]]).collect();
    Pixels { rgb, width: drawn.width, height: drawn.height }
}

/// A picture in gray, with fewer pixels where it has more than are shown.
fn of_picture(picture: &Picture) -> Pixels {
    let step = (picture.scale / SCALE).max(1.0);
    let (width, height) = (shrunk(picture.width, step), shrunk(picture.height, step));
    let mut rgb = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            rgb.push([mean(picture, (x, y), step); 3]);
        }
    }
    Pixels { rgb, width, height }
}

/// A side of the smaller picture.
fn shrunk(side: usize, step: f32) -> usize {
    ((side as f32 / step) as usize).max(1)
}

/// The mean of the pixels that one of a smaller picture stands for.
fn mean(picture: &Picture, (x, y): (usize, usize), step: f32) -> u8 {
    let (mut sum, mut count) = (0u32, 0u32);
    for row in span(y, picture.height, step) {
        for column in span(x, picture.width, step) {
            sum += u32::from(picture.pixels[row * picture.width + column]);
            count += 1;
        }
    }
    (sum / count.max(1)) as u8
}

/// The pixels of a row or a column that one of the smaller picture stands for.
fn span(at: usize, side: usize, step: f32) -> Range<usize> {
    let from = ((at as f32 * step) as usize).min(side.saturating_sub(1));
    from..(((at + 1) as f32 * step) as usize).clamp(from + 1, side)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_a_page_has_no_picture_is_told_in_both_languages() {
        for kind in [ErrorKind::Limit, ErrorKind::Damaged, ErrorKind::NoSuchPage] {
            let Both(en, th) = why(&Error::new(kind, "a page of 1 × 2 points cannot be drawn"));
            assert_eq!(en, "a page of 1 × 2 points cannot be drawn");
            assert!(!th.contains(|c: char| c.is_ascii_alphabetic()), "{th}");
        }
        assert_eq!(why(&in_time(Instant::now()).unwrap_err()), TIME_UP.into());
    }

    #[test]
    fn a_fine_picture_is_shown_with_fewer_pixels() {
        let pixels = (0..100 * 80).map(|i| if i % 100 < 50 { 0 } else { 200 }).collect();
        let fine =
            Picture { pixels, brightest: Vec::new(), width: 100, height: 80, scale: SCALE * 2.0 };
        let shown = of_picture(&fine);
        assert_eq!((shown.width, shown.height), (50, 40));
        assert_eq!((shown.rgb[0], shown.rgb[49]), ([0; 3], [200; 3]));
        let coarse = Picture { scale: SCALE / 2.0, ..fine };
        assert_eq!(of_picture(&coarse).width, 100, "never enlarged");
    }
}
