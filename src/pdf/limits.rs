//! How much a document may ask for: every limit that stands between a hostile file and the machine.
//!
//! The numbers were measured: no real file among 356 Thai PDFs comes near them, and every one of
//! 1,540 hard or mutated files ends under them.

use std::time::Duration;

/// Bytes of a file. A scanned report of 500 pages has about 100 MiB.
pub const FILE_BYTES: usize = 256 << 20;
/// Pages of a document. The longest report seen has 600.
pub const PAGES: usize = 5_000;
/// Bytes of one stream, inflated.
pub const STREAM_BYTES: usize = 64 << 20;
/// Bytes of all streams that one page or all pages together hold in memory, inflated.
pub const DOCUMENT_BYTES: usize = 512 << 20;
/// Filters on one stream; real files have one or two (`ASCII85Decode`, then `FlateDecode`).
pub const FILTERS: usize = 4;
/// Entries of `/W` or `/W2`: the CIDs of a font are 16-bit (ISO 32000-2, 9.7.4.3).
pub const WIDTH_ENTRIES: u64 = 70_000;
/// Pixels of an image, by its dictionary: an A0 page at 300 dpi has 139 million.
pub const IMAGE_PIXELS: u64 = 200_000_000;
/// Bytes of one row of a predictor (ISO 32000-2, 7.4.4.4).
pub const PREDICTOR_ROW_BYTES: u64 = 1 << 20;
/// What a page may draw: glyphs, path elements, clips, groups, marked content, images.
pub const PAGE_ITEMS: u64 = 2_000_000;
/// Time one page may take.
pub const PAGE_TIME: Duration = Duration::from_secs(5);
/// Time the loading of a file (cross-reference tables, page tree, recovery) may take.
pub const OPEN_TIME: Duration = Duration::from_secs(6);
/// Points a side of a page: 14,400 is what ISO 32000-1, annex C allows; posters with `/UserUnit` go
/// a little beyond.
pub const PAGE_SIDE: f64 = 20_000.0;
/// Pixels of a page drawn as a picture.
pub const RASTER_PIXELS: u64 = 100_000_000;
/// Pixels a side of a page drawn as a picture; hayro casts the side to 16 bits.
pub const RASTER_SIDE: u32 = 16_000;
/// Arrays and dictionaries within one another in one object.
pub const NESTING: usize = 64;
/// Objects of a document that the vetting pass looks at.
pub const OBJECTS: usize = 2_000_000;
/// Bytes of a file that lopdf is asked to recover: it holds every object in memory.
pub const RECOVERY_BYTES: usize = 64 << 20;
/// Bytes of the stack that a document is read on. hayro follows 50 forms within one another and 512
/// nested objects.
pub const STACK_BYTES: usize = 32 << 20;

/// Forms within one another that hayro follows (its `MAX_NESTED_INTERPRETATION_DEPTH`); each level
/// holds its content.
pub const FORM_DEPTH: usize = 50;
/// A scale is this much smaller than what the pixels allow: the sides of a picture are rounded up.
const ROUNDED_UP: f32 = 0.999;

/// All limits together, so that a test or a careful caller can lower them.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// See [`FILE_BYTES`].
    pub file_bytes: usize,
    /// See [`PAGES`].
    pub pages: usize,
    /// See [`STREAM_BYTES`].
    pub stream_bytes: usize,
    /// See [`DOCUMENT_BYTES`].
    pub document_bytes: usize,
    /// See [`FILTERS`].
    pub filters: usize,
    /// See [`WIDTH_ENTRIES`].
    pub width_entries: u64,
    /// See [`IMAGE_PIXELS`].
    pub image_pixels: u64,
    /// See [`PREDICTOR_ROW_BYTES`].
    pub predictor_row_bytes: u64,
    /// See [`PAGE_ITEMS`].
    pub page_items: u64,
    /// See [`PAGE_TIME`].
    pub page_time: Duration,
    /// See [`OPEN_TIME`].
    pub open_time: Duration,
    /// See [`PAGE_SIDE`].
    pub page_side: f64,
    /// See [`RASTER_PIXELS`].
    pub raster_pixels: u64,
    /// See [`RASTER_SIDE`].
    pub raster_side: u32,
    /// See [`NESTING`].
    pub nesting: usize,
    /// See [`OBJECTS`].
    pub objects: usize,
    /// See [`RECOVERY_BYTES`].
    pub recovery_bytes: usize,
    /// See [`STACK_BYTES`].
    pub stack_bytes: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file_bytes: FILE_BYTES,
            pages: PAGES,
            stream_bytes: STREAM_BYTES,
            document_bytes: DOCUMENT_BYTES,
            filters: FILTERS,
            width_entries: WIDTH_ENTRIES,
            image_pixels: IMAGE_PIXELS,
            predictor_row_bytes: PREDICTOR_ROW_BYTES,
            page_items: PAGE_ITEMS,
            page_time: PAGE_TIME,
            open_time: OPEN_TIME,
            page_side: PAGE_SIDE,
            raster_pixels: RASTER_PIXELS,
            raster_side: RASTER_SIDE,
            nesting: NESTING,
            objects: OBJECTS,
            recovery_bytes: RECOVERY_BYTES,
            stack_bytes: STACK_BYTES,
        }
    }
}

impl Limits {
    /// Width and height in pixels of a page of `width` × `height` points drawn at `scale` pixels a
    /// point, or `None` where that is more than a raster may have. Ask before hayro renders: it
    /// casts the sides to 16 bits.
    pub fn raster(&self, width: f32, height: f32, scale: f32) -> Option<(u32, u32)> {
        let (w, h) = (f64::from(width * scale).ceil(), f64::from(height * scale).ceil());
        let side = f64::from(self.raster_side);
        // Written so that NaN fails, too.
        let fits =
            w >= 1.0 && h >= 1.0 && w <= side && h <= side && w * h <= self.raster_pixels as f64;
        fits.then_some((w as u32, h as u32))
    }

    /// `scale`, or the largest at which a page of `size` points is within [`Limits::raster`].
    pub(super) fn fitting_scale(&self, scale: f32, size: (f32, f32)) -> f32 {
        let side = self.raster_side as f32 - 1.0;
        let by_pixels = (self.raster_pixels as f32 / (size.0 * size.1)).sqrt() * ROUNDED_UP;
        scale.min(side / size.0).min(side / size.1).min(by_pixels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raster_has_a_size_or_is_refused() {
        let limits = Limits::default();
        assert_eq!(limits.raster(595.0, 842.0, 2.0), Some((1190, 1684)));
        assert_eq!(limits.raster(200_000.0, 842.0, 1.0), None);
        assert_eq!(limits.raster(15_000.0, 15_000.0, 1.0), None);
        assert_eq!(limits.raster(f32::NAN, 842.0, 1.0), None);
        assert_eq!(limits.raster(0.0, 842.0, 1.0), None);
    }
}
