//! What stands in for drawing pages where the program is built without it.

use std::sync::Arc;

use hayro_syntax::Pdf;

/// A white page: without OCR, for which pages are drawn, nobody looks at it.
pub(super) fn gray(
    _: &Arc<Pdf>,
    _: usize,
    (width, height): (u32, u32),
    _: f32,
    _: impl Fn([u8; 3]) -> u8,
) -> Vec<u8> {
    vec![255; width as usize * height as usize]
}
