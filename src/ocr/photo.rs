//! A picture file as a document: PNG and JPEG are one page, each picture of a TIFF is a page.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult};
use tiff::tags::Tag;

use crate::error::{Error, ErrorKind};
use crate::ocr::gray::Gray;
use crate::pdf::Picture;

/// Pixels of one picture, and bytes that decoding it may take.
const PIXELS: u64 = 64_000_000;
const BYTES: u64 = 256 << 20;
/// Pages of a TIFF.
const PAGES: usize = 1_000;
/// The longer side of a page in points that a picture's own resolution may lead to: A5 to A2.
/// Cameras write resolutions that mean nothing.
const LONG_SIDE: (f32, f32) = (590.0, 1_700.0);
/// The longer side of A4 in points: what is taken where the resolution says nothing.
const A4: f32 = 841.9;
/// The finest picture that is worth reading, in pixels a point.
const FINEST: f32 = 300.0 / 72.0;

/// The pages of a picture file, one after another, each handed to `each` with its number from 1.
///
/// # Errors
///
/// [`ErrorKind::Damaged`] where it cannot be decoded, [`ErrorKind::Limit`] where it is too large.
pub fn each_picture(bytes: &[u8], mut each: impl FnMut(u32, Picture)) -> Result<(), Error> {
    if !is_tiff(bytes) {
        each(1, single(bytes)?);
        return Ok(());
    }
    let mut decoder = Decoder::new(Cursor::new(bytes)).map_err(|e| damaged().because(e))?;
    for number in 1..=PAGES {
        each(number as u32, of_tiff(&mut decoder)?);
        if !decoder.more_images() {
            return Ok(());
        }
        decoder.next_image().map_err(|e| damaged().because(e))?;
    }
    Err(Error::new(
        ErrorKind::Limit,
        format!("too many pages: at most {PAGES} are read (split the file)"),
    ))
}

fn is_tiff(bytes: &[u8]) -> bool {
    bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*")
}

fn damaged() -> Error {
    Error::new(
        ErrorKind::Damaged,
        "the picture cannot be decoded: it is damaged or of an unusual kind",
    )
}

fn too_large(width: u32, height: u32) -> Error {
    Error::new(
        ErrorKind::Limit,
        format!("too large: {width} × {height} pixels, at most {PIXELS} are read"),
    )
}

/// A PNG or JPEG, the way up that its metadata say.
fn single(bytes: &[u8]) -> Result<Picture, Error> {
    let reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|e| damaged().because(e))?;
    let mut decoder = reader.into_decoder().map_err(|e| damaged().because(e))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS {
        return Err(too_large(width, height));
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(BYTES);
    decoder.set_limits(limits).map_err(|e| damaged().because(e))?;
    let orientation = decoder.orientation().ok();
    let mut image = DynamicImage::from_decoder(decoder).map_err(|e| damaged().because(e))?;
    if let Some(orientation) = orientation {
        image.apply_orientation(orientation);
    }
    let gray = image.into_luma8();
    let (width, height) = (gray.width() as usize, gray.height() as usize);
    Ok(paged(Gray { pixels: gray.into_raw(), width, height }, dots(bytes)))
}

/// The picture as a page: its size from its resolution, or A4.
fn paged(gray: Gray, dpi: Option<f32>) -> Picture {
    let long = gray.width.max(gray.height).max(1) as f32;
    let sane = |dpi: &f32| (LONG_SIDE.0..=LONG_SIDE.1).contains(&(long / dpi * 72.0));
    let scale = dpi.filter(sane).map_or(long / A4, |dpi| dpi / 72.0);
    let by = (scale / FINEST).round().max(1.0) as usize;
    let Gray { pixels, width, height } = if by > 1 { gray.shrunk(by) } else { gray };
    Picture { pixels, width, height, scale: scale / by as f32 }
}

/// Dots an inch that a PNG (`pHYs`) or JPEG (JFIF) says.
fn dots(bytes: &[u8]) -> Option<f32> {
    let number = |at: usize, length: usize| -> Option<f32> {
        let all = bytes.get(at..at + length)?;
        Some(all.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)) as f32)
    };
    let head = bytes.get(..4_096).unwrap_or(bytes);
    if head.starts_with(b"\x89PNG") {
        let at = memchr::memmem::find(head, b"pHYs")? + 4;
        // Pixels a metre, where the unit is 1.
        return (number(at + 8, 1)? == 1.0).then(|| number(at, 4)).flatten().map(|n| n * 0.0254);
    }
    let at = memchr::memmem::find(head, b"JFIF\0")? + 7;
    let density = number(at + 1, 2)?;
    match number(at, 1)? as u8 {
        1 => Some(density),
        2 => Some(density * 2.54),
        _ => None,
    }
}

fn of_tiff(decoder: &mut Decoder<Cursor<&[u8]>>) -> Result<Picture, Error> {
    let broken = |e: tiff::TiffError| damaged().because(e);
    let (width, height) = decoder.dimensions().map_err(broken)?;
    if u64::from(width) * u64::from(height) > PIXELS {
        return Err(too_large(width, height));
    }
    let color = decoder.colortype().map_err(broken)?;
    let metric = decoder.get_tag_u32(Tag::ResolutionUnit).is_ok_and(|unit| unit == 3);
    let dpi = decoder.get_tag_f32(Tag::XResolution).ok().map(|n| if metric { n * 2.54 } else { n });
    let samples = match decoder.read_image().map_err(broken)? {
        DecodingResult::U8(all) => all,
        DecodingResult::U16(all) => all.into_iter().map(|v| (v >> 8) as u8).collect(),
        _ => return Err(damaged()),
    };
    let (width, height) = (width as usize, height as usize);
    let pixels = match color {
        ColorType::Gray(1) => bits(&samples, width),
        ColorType::Gray(_) => samples,
        ColorType::GrayA(_) => every(&samples, 2, |p| p[0]),
        ColorType::RGB(_) | ColorType::YCbCr(_) => every(&samples, 3, luma),
        ColorType::RGBA(_) => every(&samples, 4, luma),
        ColorType::CMYK(_) => every(&samples, 4, |p| {
            let lit = |ink: u8| (u32::from(255 - ink) * u32::from(255 - p[3]) / 255) as u8;
            luma(&[lit(p[0]), lit(p[1]), lit(p[2])])
        }),
        _ => return Err(damaged()),
    };
    if pixels.len() != width * height {
        return Err(damaged());
    }
    Ok(paged(Gray { pixels, width, height }, dpi))
}

/// ITU-R BT.601.
fn luma(p: &[u8]) -> u8 {
    ((77 * u32::from(p[0]) + 150 * u32::from(p[1]) + 29 * u32::from(p[2])) >> 8) as u8
}

fn every(samples: &[u8], channels: usize, gray: impl Fn(&[u8]) -> u8) -> Vec<u8> {
    samples.chunks_exact(channels).map(gray).collect()
}

/// One bit a pixel, rows filled up to whole bytes.
fn bits(samples: &[u8], width: usize) -> Vec<u8> {
    let row = |row: &[u8]| -> Vec<u8> {
        (0..width).map(|x| if row[x / 8] >> (7 - x % 8) & 1 == 1 { 255 } else { 0 }).collect()
    };
    samples.chunks_exact(width.div_ceil(8).max(1)).flat_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_resolution_is_taken_where_it_leads_to_a_page() {
        let a4 = || Gray::white(1654, 2339);
        assert!((paged(a4(), Some(200.0)).scale - 200.0 / 72.0).abs() < 1e-3);
        for none in [None, Some(72.0), Some(0.0), Some(f32::NAN)] {
            assert!((paged(a4(), none).scale - 2339.0 / A4).abs() < 1e-3, "{none:?}");
        }
        let fine = paged(Gray::white(4961, 7016), Some(600.0));
        assert_eq!((fine.width, fine.height), (2480, 3508));
    }

    #[test]
    fn bits_are_pixels() {
        assert_eq!(bits(&[0b1010_0000, 0b0100_0000], 3), [255, 0, 255, 0, 255, 0]);
    }

    #[test]
    fn what_is_no_picture_is_an_error() {
        for bytes in [&b"\x89PNG\r\n\x1a\nxxxx"[..], b"\xFF\xD8\xFFxxxx", b"II*\0xxxx", b"MM\0*"] {
            assert_eq!(each_picture(bytes, |_, _| {}).unwrap_err().kind(), ErrorKind::Damaged);
        }
    }
}
