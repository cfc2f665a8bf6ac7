//! Any bytes as a picture, those of PDF left out. Law: they are refused with an error, or read into
//! a report that keeps its contract; of a small PNG the characters are read, too.
#![no_main]

use libfuzzer_sys::fuzz_target;
use raingan::OcrMode;
use raingan::kind::FileKind;
use raingan::{Options, extract};
use raingan_fuzz::{law, start};

/// Pixels up to which the characters of a PNG are read: recognising is slow.
const SMALL: u64 = 128 * 128;

/// Small pictures of every kind, made of a few strokes.
fn seeds() -> Vec<Vec<u8>> {
    vec![tiff(false), tiff(true), PNG.to_vec(), JPEG.to_vec()]
}

/// A gray picture of 8 × 8 pixels; ISO/IEC 15948.
const PNG: &[u8] = include_bytes!("picture/small.png");
/// The same; ISO/IEC 10918-1.
const JPEG: &[u8] = include_bytes!("picture/small.jpg");

/// The same as TIFF 6.0, without compression, one bit or one byte a pixel.
fn tiff(gray: bool) -> Vec<u8> {
    let bits: u16 = if gray { 8 } else { 1 };
    let pixels: Vec<u8> = if gray { (0..64).map(|n| n * 4).collect() } else { vec![0xA5; 8] };
    let fields = [
        (256, 8),
        (257, 8),
        (258, bits),
        (259, 1),
        (262, 1),
        (273, 8),
        (277, 1),
        (278, 8),
        (279, pixels.len() as u16),
    ];
    let mut bytes = b"II*\0".to_vec();
    bytes.extend((8 + pixels.len() as u32).to_le_bytes());
    bytes.extend(&pixels);
    bytes.extend((fields.len() as u16).to_le_bytes());
    for (tag, value) in fields {
        let numbers: [u16; 6] = [tag, 3, 1, 0, value, 0];
        bytes.extend(numbers.into_iter().flat_map(u16::to_le_bytes));
    }
    bytes.extend([0; 4]);
    bytes
}

/// The pixels of a PNG by its header.
fn pixels(bytes: &[u8]) -> Option<u64> {
    let side =
        |at: usize| Some(u64::from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)));
    if bytes.starts_with(b"\x89PNG") { side(16)?.checked_mul(side(20)?) } else { None }
}

fuzz_target!(init: start(seeds), |bytes: &[u8]| {
    if !FileKind::of(bytes).is_picture() {
        return;
    }
    let options = |ocr| Options { ocr, ..Options::default() };
    let Ok(report) = extract(bytes, &options(OcrMode::Never)) else { return };
    law::holds(&report);
    if pixels(bytes).is_some_and(|n| n <= SMALL) {
        law::holds(&extract(bytes, &options(OcrMode::Auto)).expect("what can be decoded can be read"));
    }
});
