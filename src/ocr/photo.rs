//! A picture file as a document: PNG and JPEG are one page, each picture of a TIFF is a page.

use std::io::Cursor;
use std::ops::RangeInclusive;

use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits};
use tiff::decoder::{Decoder, DecodingResult};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError};

use crate::error::{Error, ErrorKind};
use crate::ocr::gray::Gray;
use crate::pdf::{FINEST, MOST_PIXELS, Picture, luma};

/// Bytes that decoding one picture may take.
const BYTES: u64 = 256 << 20;
/// Pages of a TIFF.
const PAGES: usize = 1_000;
/// The longer side of a page in points that a picture's own resolution may lead to: A5 to A2.
/// Cameras write resolutions that mean nothing.
const LONG_SIDE: RangeInclusive<f32> = 590.0..=1_700.0;
/// The longer side of A4 in points: what is taken where the resolution says nothing.
const A4: f32 = 841.9;
/// Bytes at the start of a file among which its resolution is looked for.
const HEAD: usize = 4_096;
/// Centimetres to the inch.
const CENTIMETRES: f32 = 2.54;
/// Metres to the inch.
const METRES: f32 = 0.0254;
/// What a TIFF writes for its unit of resolution where that is the centimetre (TIFF 6.0, section
/// 8).
const TIFF_CENTIMETRE: u32 = 3;

/// The pages of a picture file, one after another, each handed to `each` with its number from 1.
///
/// # Errors
///
/// [`ErrorKind::Damaged`] where it cannot be decoded, [`ErrorKind::Limit`] where it is too large.
pub fn each_picture(bytes: &[u8], mut each: impl FnMut(u32, Picture)) -> Result<(), Error> {
    if !is_tiff(bytes) {
        each(1, png_or_jpeg(bytes)?);
        return Ok(());
    }
    let mut decoder = Decoder::new(Cursor::new(bytes)).map_err(broken_tiff)?;
    for number in 1..=PAGES {
        each(number as u32, next_of_tiff(&mut decoder)?);
        if !decoder.more_images() {
            return Ok(());
        }
        decoder.next_image().map_err(broken_tiff)?;
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

fn broken(cause: ImageError) -> Error {
    damaged().because(cause)
}

fn broken_tiff(cause: TiffError) -> Error {
    damaged().because(cause)
}

/// Refuses a picture of too many pixels.
fn check_size(width: u32, height: u32) -> Result<(), Error> {
    if u64::from(width) * u64::from(height) <= MOST_PIXELS {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Limit,
        format!("too large: {width} × {height} pixels, at most {MOST_PIXELS} are read"),
    ))
}

/// A PNG or JPEG, the way up that its metadata say.
fn png_or_jpeg(bytes: &[u8]) -> Result<Picture, Error> {
    let reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|e| damaged().because(e))?;
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    check_size(width, height)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(BYTES);
    decoder.set_limits(limits).map_err(broken)?;
    let orientation = decoder.orientation().ok();
    let mut image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    if let Some(orientation) = orientation {
        image.apply_orientation(orientation);
    }
    let gray = image.into_luma8();
    let (width, height) = (gray.width() as usize, gray.height() as usize);
    Ok(as_page(Gray { pixels: gray.into_raw(), width, height }, dots_an_inch(bytes)))
}

/// The picture as a page: its size from its resolution, or A4.
fn as_page(gray: Gray, dpi: Option<f32>) -> Picture {
    let long = gray.width.max(gray.height).max(1) as f32;
    let believable = dpi.filter(|dpi| LONG_SIDE.contains(&(long / dpi * 72.0)));
    let scale = believable.map_or(long / A4, |dpi| dpi / 72.0);
    let by = (scale / FINEST).round().max(1.0) as usize;
    let Gray { pixels, width, height } = if by > 1 { gray.shrunk(by) } else { gray };
    Picture { pixels, brightest: Vec::new(), width, height, scale: scale / by as f32 }
}

/// Dots an inch that a PNG (`pHYs`) or JPEG (JFIF) says.
fn dots_an_inch(bytes: &[u8]) -> Option<f32> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if head.starts_with(b"\x89PNG") {
        // Across and down four bytes each, then the unit, which is 1 for the metre.
        let at = memchr::memmem::find(head, b"pHYs")? + 4;
        let in_metres = number(head, at + 8, 1)? == 1;
        return number(head, at, 4).filter(|_| in_metres).map(|n| n as f32 * METRES);
    }
    // The version in two bytes, the unit in one, then the density across in two.
    let at = memchr::memmem::find(head, b"JFIF\0")? + 7;
    let density = number(head, at + 1, 2)? as f32;
    match number(head, at, 1)? {
        1 => Some(density),
        2 => Some(density * CENTIMETRES),
        _ => None,
    }
}

/// A number of `length` bytes at a place, the greatest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let all = bytes.get(at..at + length)?;
    Some(all.iter().fold(0, |n, b| n << 8 | u32::from(*b)))
}

/// The picture that a TIFF's decoder has come to.
fn next_of_tiff(decoder: &mut Decoder<Cursor<&[u8]>>) -> Result<Picture, Error> {
    let (width, height) = decoder.dimensions().map_err(broken_tiff)?;
    check_size(width, height)?;
    let color = decoder.colortype().map_err(broken_tiff)?;
    let dpi = dots_an_inch_of_tiff(decoder);
    let samples = match decoder.read_image().map_err(broken_tiff)? {
        DecodingResult::U8(all) => all,
        DecodingResult::U16(all) => all.into_iter().map(|v| (v >> 8) as u8).collect(),
        _ => return Err(damaged()),
    };
    let (width, height) = (width as usize, height as usize);
    let pixels = match color {
        ColorType::Gray(1) => bits(&samples, width),
        ColorType::Gray(_) => samples,
        ColorType::GrayA(_) => every(&samples, 2, |p| p[0]),
        ColorType::RGB(_) | ColorType::YCbCr(_) => every(&samples, 3, |p| luma([p[0], p[1], p[2]])),
        ColorType::RGBA(_) => every(&samples, 4, |p| luma([p[0], p[1], p[2]])),
        ColorType::CMYK(_) => every(&samples, 4, |p| luma([0, 1, 2].map(|i| lit(p[i], p[3])))),
        _ => return Err(damaged()),
    };
    if pixels.len() != width * height {
        return Err(damaged());
    }
    Ok(as_page(Gray { pixels, width, height }, dpi))
}

fn dots_an_inch_of_tiff(decoder: &mut Decoder<Cursor<&[u8]>>) -> Option<f32> {
    let unit = decoder.get_tag_u32(Tag::ResolutionUnit);
    let metric = unit.is_ok_and(|unit| unit == TIFF_CENTIMETRE);
    let resolution = decoder.get_tag_f32(Tag::XResolution).ok()?;
    Some(if metric { resolution * CENTIMETRES } else { resolution })
}

/// The light of one colour that printing inks leave of white.
fn lit(ink: u8, black: u8) -> u8 {
    (u32::from(255 - ink) * u32::from(255 - black) / 255) as u8
}

/// The gray of every pixel, each of which has as many samples as there are channels.
fn every(samples: &[u8], channels: usize, gray: impl Fn(&[u8]) -> u8) -> Vec<u8> {
    samples.chunks_exact(channels).map(gray).collect()
}

/// The grays of a picture of one bit a pixel, whose rows are filled up to whole bytes.
fn bits(samples: &[u8], width: usize) -> Vec<u8> {
    let rows = samples.chunks_exact(width.div_ceil(8).max(1));
    rows.flat_map(|row| (0..width).map(|x| if is_set(row, x) { 255 } else { 0 })).collect()
}

fn is_set(row: &[u8], x: usize) -> bool {
    row[x / 8] >> (7 - x % 8) & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_resolution_is_taken_where_it_leads_to_a_page() {
        let a4 = || Gray::white(1654, 2339);
        assert!((as_page(a4(), Some(200.0)).scale - 200.0 / 72.0).abs() < 1e-3);
        for none in [None, Some(72.0), Some(0.0), Some(f32::NAN)] {
            assert!((as_page(a4(), none).scale - 2339.0 / A4).abs() < 1e-3, "{none:?}");
        }
        let fine = as_page(Gray::white(4961, 7016), Some(600.0));
        assert_eq!((fine.width, fine.height), (2480, 3508));
    }

    #[test]
    fn the_resolution_is_found_in_png_and_jpeg() {
        let png =
            |unit: u8| [b"\x89PNG....pHYs\0\0\x1E\xC2\0\0\x1E\xC2".as_slice(), &[unit]].concat();
        assert_eq!(dots_an_inch(&png(1)).map(f32::round), Some(200.0));
        assert_eq!(dots_an_inch(&png(0)), None, "only the shape of its pixels is known");
        let jpeg = |unit: u8| {
            [b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x02".as_slice(), &[unit], b"\0\x64\0\x64"].concat()
        };
        assert_eq!(dots_an_inch(&jpeg(1)), Some(100.0));
        assert_eq!(dots_an_inch(&jpeg(2)), Some(254.0));
        assert_eq!(dots_an_inch(&jpeg(0)), None);
        assert_eq!(dots_an_inch(b""), None);
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
