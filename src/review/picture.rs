//! The picture of a page as a small file: PNG of few shades or colours for what is drawn, JPEG for
//! what was scanned.

use std::collections::BTreeSet;
use std::io::Write as _;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _};

/// The brightest and the darkest of red, green and blue differ by more than this where a pixel has a
/// colour: less is what JPEG makes of gray.
const COLOURED: u8 = 24;
/// A page has colours where one of this many pixels has one.
const COLOURED_PART: usize = 4000;
/// Shades of gray that are kept of a page without colours: black text needs no more.
const SHADES: u16 = 16;
/// What differs from its surroundings by this much, of 255, may be read: pale print, a stamp.
const FAINT: u8 = 4;
/// Fewer shades or colours lose something where one of this many pixels no longer differs from its
/// surroundings.
const LOST_PART: usize = 2000;
/// Colours of a palette.
const MOST_COLOURS: usize = 256;
/// Steps of red, green and blue in the palette of a page with more colours than that: 6 × 7 × 6.
const STEPS: [u16; 3] = [6, 7, 6];
/// How good JPEG is to be, of 100: first, where that is too large, and where that still is.
const QUALITIES: [u8; 3] = [70, 50, 30];
/// A PNG larger than this is no drawing: JPEG may be smaller, and shows scans better.
const DRAWING: usize = 160 << 10;
/// What begins a PNG (ISO/IEC 15948, 5.2).
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A page as a picture file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// `image/png` or `image/jpeg`.
    pub media_type: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Pixels to be encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pixels {
    /// Red, green and blue of each pixel, row by row.
    pub rgb: Vec<[u8; 3]>,
    pub width: usize,
    pub height: usize,
}

impl Pixels {
    /// The smaller of what can be made of them, of at most `most` bytes where that is possible.
    pub(super) fn encode(&self, most: usize) -> Encoded {
        let png = self.png().map(|bytes| Encoded { media_type: "image/png", bytes });
        if let Some(png) = png.as_ref().filter(|png| png.bytes.len() <= DRAWING.min(most)) {
            return png.clone();
        }
        let mut smallest = png;
        for pixels in [self, &self.halved()] {
            for quality in QUALITIES {
                let limit = smallest.as_ref().map_or(usize::MAX, |smallest| smallest.bytes.len());
                let jpeg = pixels.jpeg(quality).filter(|jpeg| jpeg.len() < limit);
                if let Some(bytes) = jpeg {
                    smallest = Some(Encoded { media_type: "image/jpeg", bytes });
                }
                if let Some(small) = smallest.as_ref().filter(|small| small.bytes.len() <= most) {
                    return small.clone();
                }
            }
        }
        // A page too large for JPEG has few shades at least.
        smallest.unwrap_or_else(|| Encoded { media_type: "image/png", bytes: self.few_shades() })
    }

    fn has_colours(&self) -> bool {
        let coloured = self.rgb.iter().filter(|pixel| is_coloured(pixel)).count();
        coloured * COLOURED_PART > self.rgb.len()
    }

    /// A PNG of few shades of gray, or of few colours where the page has some; of all shades where few
    /// would lose something, and none where few colours would.
    fn png(&self) -> Option<Vec<u8>> {
        if !self.has_colours() {
            return Some(match self.loses(|pixel| [shade(pixel), 0, 0]) {
                true => self.all_shades(),
                false => self.few_shades(),
            });
        }
        let (palette, indices) = self.palette()?;
        let plte: Vec<u8> = palette.iter().flatten().copied().collect();
        let rows = indices.chunks(self.width.max(1)).map(<[u8]>::to_vec);
        Some(self.file(8, 3, Some(&plte), rows))
    }

    fn few_shades(&self) -> Vec<u8> {
        let shades: Vec<u8> = self.rgb.iter().map(|pixel| shade(*pixel)).collect();
        let rows = shades.chunks(self.width.max(1)).map(|row| {
            let pairs = row.chunks(2).map(|two| two[0] << 4 | two.get(1).copied().unwrap_or(0));
            pairs.collect::<Vec<u8>>()
        });
        self.file(4, 0, None, rows)
    }

    fn all_shades(&self) -> Vec<u8> {
        let rows = self.rgb.chunks(self.width.max(1));
        self.file(8, 0, None, rows.map(|row| row.iter().map(|pixel| luma(*pixel)).collect()))
    }

    /// The colours of the page, to a sixteenth where they are few, or all of them where that loses
    /// something, and which of them each pixel has; none where no palette keeps enough.
    fn palette(&self) -> Option<(Vec<[u8; 3]>, Vec<u8>)> {
        match self.own_palette(coarse) {
            Some(own) if !self.loses(coarse) => Some(own),
            Some(_) => self.own_palette(|pixel| pixel),
            None => {
                let is_kept = !self.loses(|pixel| [fixed_index(pixel), 0, 0]);
                is_kept.then(|| self.fixed_palette())
            }
        }
    }

    /// The colours that `of` makes of the page's, where a palette holds them, and which each pixel has.
    fn own_palette(&self, of: impl Fn([u8; 3]) -> [u8; 3]) -> Option<(Vec<[u8; 3]>, Vec<u8>)> {
        let mut found = BTreeSet::new();
        for pixel in &self.rgb {
            found.insert(of(*pixel));
            if found.len() > MOST_COLOURS {
                return None;
            }
        }
        let palette: Vec<[u8; 3]> = found.into_iter().collect();
        let places = self.rgb.iter().map(|pixel| palette.binary_search(&of(*pixel)));
        let indices = places.map(|place| place.unwrap_or(0) as u8).collect();
        Some((palette, indices))
    }

    fn fixed_palette(&self) -> (Vec<[u8; 3]>, Vec<u8>) {
        let [reds, greens, blues] = STEPS;
        let mut palette = Vec::new();
        for n in 0..reds * greens * blues {
            let steps = [n / (greens * blues), n / blues % greens, n % blues];
            palette.push([0, 1, 2].map(|i| (steps[i] * 255 / (STEPS[i] - 1)) as u8));
        }
        (palette, self.rgb.iter().map(|pixel| fixed_index(*pixel)).collect())
    }

    /// Whether something that stands out faintly from its surroundings does no longer where all that is
    /// left of a pixel is what `of` makes of it. At the edges of dark print something is always left.
    fn loses(&self, of: impl Fn([u8; 3]) -> [u8; 3]) -> bool {
        let (lumas, kept): (Vec<u8>, Vec<[u8; 3]>) =
            self.rgb.iter().map(|pixel| (luma(*pixel), of(*pixel))).unzip();
        let mut lost = 0;
        for y in 1..self.height.saturating_sub(1) {
            for x in 1..self.width.saturating_sub(1) {
                let at = y * self.width + x;
                // One look is enough for nearly all of a page.
                if lumas[at].abs_diff(lumas[at - 1]) >= FAINT && kept[at] == kept[at - 1] {
                    lost += usize::from(self.is_one(&kept, at));
                }
            }
        }
        lost * LOST_PART > self.rgb.len()
    }

    /// Whether a pixel and those around it are one.
    fn is_one(&self, kept: &[[u8; 3]], at: usize) -> bool {
        let rows = [at - self.width, at, at + self.width];
        rows.iter().all(|row| kept[row - 1..=row + 1].iter().all(|pixel| *pixel == kept[at]))
    }

    /// A PNG (ISO/IEC 15948) of rows that are packed already.
    fn file(
        &self,
        depth: u8,
        colour: u8,
        palette: Option<&[u8]>,
        rows: impl Iterator<Item = Vec<u8>>,
    ) -> Vec<u8> {
        let mut out = SIGNATURE.to_vec();
        let mut header = Vec::new();
        header.extend((self.width as u32).to_be_bytes());
        header.extend((self.height as u32).to_be_bytes());
        header.extend([depth, colour, 0, 0, 0]);
        chunk(&mut out, b"IHDR", &header);
        if let Some(palette) = palette {
            chunk(&mut out, b"PLTE", palette);
        }
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        for row in rows {
            // Writing to memory does not fail. No filter: neighbours of few shades are equal anyway.
            let _ = packed.write_all(&[0]).and_then(|()| packed.write_all(&row));
        }
        chunk(&mut out, b"IDAT", &packed.finish().unwrap_or_default());
        chunk(&mut out, b"IEND", &[]);
        out
    }

    /// A JPEG; `None` where the page is too large for one.
    fn jpeg(&self, quality: u8) -> Option<Vec<u8>> {
        let (width, height) = (u32::try_from(self.width).ok()?, u32::try_from(self.height).ok()?);
        let mut out = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut out, quality);
        let written = match self.has_colours() {
            true => {
                encoder.write_image(self.rgb.as_flattened(), width, height, ExtendedColorType::Rgb8)
            }
            false => {
                let gray: Vec<u8> = self.rgb.iter().map(|pixel| luma(*pixel)).collect();
                encoder.write_image(&gray, width, height, ExtendedColorType::L8)
            }
        };
        written.ok().map(|()| out)
    }

    /// The same at half the size: each pixel is the mean of four.
    fn halved(&self) -> Pixels {
        let (width, height) = (self.width / 2, self.height / 2);
        let mut rgb = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                let corner = 2 * y * self.width + 2 * x;
                let four = [corner, corner + 1, corner + self.width, corner + self.width + 1];
                rgb.push([0, 1, 2].map(|part| {
                    let sum: u16 = four.iter().map(|at| u16::from(self.rgb[*at][part])).sum();
                    (sum / 4) as u8
                }));
            }
        }
        Pixels { rgb, width, height }
    }
}

/// A colour to a sixteenth.
fn coarse(pixel: [u8; 3]) -> [u8; 3] {
    pixel.map(|part| nearest(part, 16))
}

/// Which colour of the palette of [`STEPS`] is the nearest.
fn fixed_index(pixel: [u8; 3]) -> u8 {
    let [r, g, b] = [0, 1, 2].map(|i| step(pixel[i], STEPS[i]));
    ((r * STEPS[1] + g) * STEPS[2] + b) as u8
}

fn is_coloured([r, g, b]: &[u8; 3]) -> bool {
    r.max(g).max(b) - r.min(g).min(b) > COLOURED
}

/// The gray of a colour (ITU-R BT.601).
fn luma([r, g, b]: [u8; 3]) -> u8 {
    ((77 * u32::from(r) + 150 * u32::from(g) + 29 * u32::from(b)) >> 8) as u8
}

/// Which of the shades that are kept a pixel has.
fn shade(pixel: [u8; 3]) -> u8 {
    step(luma(pixel), SHADES) as u8
}

/// Which of `steps` from 0 to 255 is nearest.
fn step(value: u8, steps: u16) -> u16 {
    (u16::from(value) * (steps - 1) + 127) / 255
}

/// The nearest of `steps` values.
fn nearest(value: u8, steps: u16) -> u8 {
    (step(value, steps) * 255 / (steps - 1)) as u8
}

/// Adds a chunk with its length and checksum (ISO/IEC 15948, 5.3).
fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    out.extend((data.len() as u32).to_be_bytes());
    let mut sum = Crc::new();
    sum.update(kind);
    sum.update(data);
    out.extend(kind);
    out.extend(data);
    out.extend(sum.sum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixels(width: usize, height: usize, of: impl Fn(usize, usize) -> [u8; 3]) -> Pixels {
        let rgb = (0..width * height).map(|i| of(i % width, i / width)).collect();
        Pixels { rgb, width, height }
    }

    fn decoded(bytes: &[u8]) -> image::RgbImage {
        image::load_from_memory(bytes).expect("a picture").to_rgb8()
    }

    #[test]
    fn what_is_drawn_comes_back_pixel_by_pixel() {
        let gray = pixels(7, 5, |x, y| [if (x + y) % 2 == 0 { 0 } else { 255 }; 3]);
        let colours = pixels(40, 30, |x, _| if x < 20 { [255, 0, 0] } else { [0, 119, 255] });
        for drawn in [gray, colours] {
            let encoded = drawn.encode(1 << 20);
            assert_eq!(encoded.media_type, "image/png");
            let image = decoded(&encoded.bytes);
            let back: Vec<[u8; 3]> = image.pixels().map(|pixel| pixel.0).collect();
            assert_eq!(back, drawn.rgb);
        }
    }

    #[test]
    fn more_colours_than_a_palette_holds_stay_near() {
        let drawn = pixels(64, 64, |x, y| [4 * x as u8, 4 * y as u8, (x * y) as u8]);
        let (palette, indices) = drawn.fixed_palette();
        for (pixel, back) in drawn.rgb.iter().zip(indices) {
            let back = palette[usize::from(back)];
            for part in 0..3 {
                assert!(pixel[part].abs_diff(back[part]) <= 26, "{pixel:?} {back:?}");
            }
        }
    }

    #[test]
    fn faint_print_stays_where_few_shades_would_lose_it() {
        // Letters of 250 on paper of 255, and of 200 on 205, with dark print beside them.
        let faint = |x: usize, y: usize, paper: u8| match (x, y) {
            (0..20, _) if x.is_multiple_of(4) => 0,
            _ if x % 6 < 2 && y % 10 < 7 => paper - 5,
            _ => paper,
        };
        for paper in [255, 205] {
            let page = pixels(120, 100, |x, y| [faint(x, y, paper); 3]);
            let image = decoded(&page.encode(1 << 20).bytes);
            assert_eq!(image.get_pixel(60, 2).0, [paper - 5; 3]);
            assert_eq!(image.get_pixel(63, 2).0, [paper; 3]);
        }
        // Of a page with many colours no palette keeps it.
        let page = pixels(300, 200, |x, y| match y {
            0..40 => [x as u8, (6 * y) as u8, (x * y) as u8],
            _ => [faint(x, y, 255); 3],
        });
        assert_eq!(page.png(), None);
        let image = decoded(&page.encode(1 << 20).bytes);
        assert!(image.get_pixel(180, 120).0[1] < 254 && image.get_pixel(183, 120).0[1] > 252);
    }

    #[test]
    fn dark_print_with_soft_edges_needs_few_shades() {
        let soft = |x: usize, y: usize| match (x % 12, y % 8) {
            (0..4, 0..6) => 0,
            (4, 0..6) => (37 * y % 256) as u8,
            (11, 0..6) => (91 * y % 256) as u8,
            _ => 255,
        };
        let page = pixels(240, 240, |x, y| [soft(x, y); 3]);
        assert_eq!(page.png().unwrap(), page.few_shades());
    }

    #[test]
    fn what_was_scanned_keeps_within_its_bytes() {
        // Noise around gray, which no PNG packs.
        let noise = |x: usize, y: usize| {
            let mut n = (x + 800 * y) as u32 ^ 0x9e37_79b9;
            for shift in [13, 17, 5, 13, 17, 5] {
                n = (n ^ n << shift ^ n >> 7).wrapping_mul(0x85eb_ca6b);
            }
            [90 + (n >> 26) as u8; 3]
        };
        let scan = pixels(800, 1100, noise);
        let encoded = scan.encode(250 << 10);
        assert_eq!(encoded.media_type, "image/jpeg");
        assert!(encoded.bytes.len() <= 250 << 10, "{}", encoded.bytes.len());
        let image = decoded(&encoded.bytes);
        assert!(image.width() == 800 || image.width() == 400);
    }
}
