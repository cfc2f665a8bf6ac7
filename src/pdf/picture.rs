//! A page as one gray picture: a scan's own pixels where the page shows nothing but pictures, else
//! the page as drawn.

use std::sync::Arc;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{Affine, BezPath, Point as KPoint, Rect as KRect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps,
    InterpreterCache, InterpreterSettings, LumaData, Paint, RgbData, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;

use super::budget::{Budget, with_deadline};
use super::frame::Frame;
use super::ink::colour_of;
use super::limits::Limits;
use super::raster;
use crate::finding::{Code, Finding};
use crate::geom::Rect;

/// The finest picture that is worth reading: 300 dots an inch, in pixels a point.
pub(crate) const FINEST: f32 = 300.0 / 72.0;
/// A picture that covers this part of the page decides how fine the page is …
const LARGE: f64 = 0.1;
/// … or this part, where there are several: scanners cut a page into strips.
const STRIP: f64 = LARGE * LARGE;
/// Decoding large pictures takes longer than reading text: times what a page may take otherwise.
const TIMES: u32 = 4;
/// Samples a side, at most, of which a pixel of the sheet is the mean.
const MOST_SAMPLES: usize = 16;
/// A picture squeezed into less than this area, in pixels of the sheet, is not there.
const FLAT: f64 = 1e-9;
/// A pixel has a colour where the brightest of red, green and blue is above its gray by this, of 255:
/// less is what JPEG makes of gray.
const COLOURED: u8 = 24;
/// Pixels of all pictures of one page together: decoded in colour, they still fit a small machine.
pub(crate) const MOST_PIXELS: u64 = 64_000_000;

/// A page as displayed, in gray: 0 is black, 255 white, row by row from the top left.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// One byte a pixel.
    pub pixels: Vec<u8>,
    /// The brightest of red, green and blue of each pixel, likewise; nothing where there are no
    /// colours, or where the page was drawn.
    pub brightest: Vec<u8>,
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Pixels a point.
    pub scale: f32,
}

/// A page of an open document that can be had as a picture.
pub struct Sheet<'a> {
    pub(super) pdf: &'a Arc<Pdf>,
    pub(super) number: u32,
    pub(super) limits: &'a Limits,
    /// How many pages are read beside it, itself among them.
    pub(super) of: u32,
    /// Why it may not be drawn.
    pub(super) refused: Option<&'a Finding>,
}

impl std::fmt::Debug for Sheet<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheet").field("number", &self.number).finish_non_exhaustive()
    }
}

impl Sheet<'_> {
    /// How many pages of the document are read.
    pub fn of(&self) -> u32 {
        self.of
    }

    /// The page as displayed, in gray. A page that shows nothing but pictures keeps their own
    /// pixels, at most 300 an inch; any other is drawn with `dpi` dots an inch.
    ///
    /// # Errors
    ///
    /// The finding that says why there is no picture: a limit, or a defect.
    pub fn picture(&self, dpi: u16) -> Result<Picture, Box<Finding>> {
        self.taken(move |pdf, index, limits| take_picture(pdf, index, points(dpi), limits))
    }

    /// Nothing but the pictures of a page that meet one of these places (in points, as displayed),
    /// each where it stands, with `dpi` dots an inch on white.
    ///
    /// # Errors
    ///
    /// As [`Sheet::picture`].
    pub fn pictures_at(&self, places: &[Rect], dpi: u16) -> Result<Picture, Box<Finding>> {
        let places: Vec<KRect> = places.iter().map(to_krect).collect();
        self.taken(move |pdf, index, limits| {
            let (width, height) = Frame::of(pdf.pages().get(index)?).size;
            if pixels(&survey(pdf, index, limits).images) > MOST_PIXELS {
                return None;
            }
            let scale = limits.fitting_scale(points(dpi), (width, height));
            let size = limits.raster(width, height, scale)?;
            Some(developed(pdf, index, (size, scale), Some(places), limits))
        })
    }

    /// The picture that `take` takes of the page with this index, within the time that it may take.
    fn taken(
        &self,
        take: impl FnOnce(&Arc<Pdf>, usize, &Limits) -> Option<Picture> + Send + 'static,
    ) -> Result<Picture, Box<Finding>> {
        if let Some(finding) = self.refused {
            return Err(Box::new(finding.clone()));
        }
        let (pdf, limits, index) =
            (Arc::clone(self.pdf), self.limits.clone(), self.number as usize - 1);
        let time = self.limits.page_time * TIMES;
        let taken =
            with_deadline(time, self.limits.stack_bytes, move || take(&pdf, index, &limits));
        match taken {
            Ok(Some(picture)) => Ok(picture),
            Ok(None) => Err(Box::new(too_large(self.number))),
            Err(trouble) => Err(Box::new(trouble.finding(self.number))),
        }
    }
}

fn too_large(page: u32) -> Finding {
    let th = format!("ภาพของหน้า {page} ใหญ่เกินไป จึงไม่ได้อ่าน");
    Finding::new(Code::PageLimit, th, format!("the picture of page {page} is too large to be read"))
        .on_page(page)
}

/// The picture of a page, with `wanted` pixels a point where it is drawn; `None` where the page is
/// too large for one.
fn take_picture(pdf: &Arc<Pdf>, index: usize, wanted: f32, limits: &Limits) -> Option<Picture> {
    let page = pdf.pages().get(index)?;
    let (width, height) = Frame::of(page).size;
    let survey = survey(pdf, index, limits);
    if pixels(&survey.images) > MOST_PIXELS {
        return None;
    }
    let native = survey.native(f64::from(width) * f64::from(height));
    let only_pictures = !survey.other && native.is_some();
    let scale = match native {
        Some(native) if only_pictures => native.min(FINEST),
        Some(native) => native.min(FINEST).max(wanted),
        None => wanted,
    };
    let scale = limits.fitting_scale(scale, (width, height));
    let (w, h) = limits.raster(width, height, scale)?;
    if !only_pictures {
        let pixels = raster::gray(pdf, index, (w, h), scale, luma);
        let (width, height) = (w as usize, h as usize);
        return Some(Picture { pixels, brightest: Vec::new(), width, height, scale });
    }
    Some(developed(pdf, index, ((w, h), scale), None, limits))
}

/// Pixels a point.
fn points(dpi: u16) -> f32 {
    f32::from(dpi) / 72.0
}

/// What a page draws.
fn survey(pdf: &Pdf, index: usize, limits: &Limits) -> Survey {
    let mut survey = Survey { images: Vec::new(), other: false, budget: Budget::new(limits) };
    interpret(pdf, index, &mut survey);
    survey
}

/// The pixels of some pictures together.
fn pixels(images: &[Found]) -> u64 {
    images.iter().map(|i| u64::from(i.size.0) * u64::from(i.size.1)).sum()
}

/// The pictures of a page on white, of a size in pixels and with pixels a point: all, or those that
/// meet one of some places.
fn developed(
    pdf: &Pdf,
    index: usize,
    ((width, height), scale): ((u32, u32), f32),
    places: Option<Vec<KRect>>,
    limits: &Limits,
) -> Picture {
    let (width, height) = (width as usize, height as usize);
    let pixels = vec![255; width * height];
    let picture = Picture { pixels, brightest: Vec::new(), width, height, scale };
    let budget = Budget::new(limits);
    let mut developer = Developer { picture, places, budget, clips: Vec::new() };
    interpret(pdf, index, &mut developer);
    developer.picture
}

fn to_krect(r: &Rect) -> KRect {
    KRect::new(r.x0.into(), r.y0.into(), r.x1.into(), r.y1.into())
}

/// Lets a device see what a page draws.
fn interpret<'a>(pdf: &'a Pdf, index: usize, device: &mut impl Device<'a>) {
    let Some(page) = pdf.pages().get(index) else { return };
    let frame = Frame::of(page);
    let cache = InterpreterCache::new();
    let mut context = Context::new(
        frame.start,
        frame.bounds(),
        &cache,
        page.xref(),
        InterpreterSettings::default(),
    );
    interpret_page(page, &mut context, device);
}

/// The gray of a colour (ITU-R BT.601).
pub(crate) fn luma([r, g, b]: [u8; 3]) -> u8 {
    ((77 * u32::from(r) + 150 * u32::from(g) + 29 * u32::from(b)) >> 8) as u8
}

/// Looks at what a page draws without decoding any picture.
struct Survey {
    images: Vec<Found>,
    /// Whether it draws anything else, or pictures in a way that only a renderer can follow.
    other: bool,
    budget: Budget,
}

/// A picture that a page shows.
struct Found {
    /// From pixels to points.
    transform: Affine,
    /// Width and height in pixels.
    size: (u32, u32),
}

impl Survey {
    /// Pixels a point of the finest picture that counts; `area`: of the page, in points squared.
    fn native(&self, area: f64) -> Option<f32> {
        let least = if self.images.len() > 1 { STRIP } else { LARGE };
        let counting = self.images.iter().filter(|image| image.covered() >= least * area);
        let scales = counting.map(Found::fineness).filter(|scale| scale.is_finite());
        scales.filter(|scale| *scale > 0.0).reduce(f32::max)
    }
}

impl Found {
    /// The area it covers, in points squared.
    fn covered(&self) -> f64 {
        let [a, b, c, d, ..] = self.transform.as_coeffs();
        f64::from(self.size.0) * f64::from(self.size.1) * (a * d - b * c).abs()
    }

    /// Its pixels a point, along the side where it has more.
    fn fineness(&self) -> f32 {
        let [a, b, c, d, ..] = self.transform.as_coeffs();
        (1.0 / a.hypot(b)).max(1.0 / c.hypot(d)) as f32
    }
}

/// Whether paint leaves something to see on white paper.
fn is_visible(paint: &Paint<'_>, mode: &DrawMode) -> bool {
    colour_of(paint).is_some() && !matches!(mode, DrawMode::Invisible)
}

impl<'a> Device<'a> for Survey {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.budget.spend(path.elements().len() as u64);
        self.other |= is_visible(&props.paint, mode);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.budget.spend(clip.path.elements().len() as u64);
    }

    fn pop_clip(&mut self) {}

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend: BlendMode,
    ) {
        self.budget.spend(1);
        self.other |= opacity < 1.0 || mask.is_some() || blend != BlendMode::Normal;
    }

    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.budget.spend(run.glyphs().len() as u64);
        self.other |= is_visible(&props.paint, mode);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.budget.spend(1);
        self.other |= props.soft_mask.is_some() || props.blend_mode != BlendMode::Normal;
        self.images
            .push(Found { transform: props.transform, size: (image.width(), image.height()) });
    }
}

/// Puts the pictures that a page shows on one sheet of gray.
struct Developer {
    picture: Picture,
    /// Where pictures are wanted, in points; everywhere where there are none.
    places: Option<Vec<KRect>>,
    budget: Budget,
    clips: Vec<KRect>,
}

/// A decoded picture.
#[derive(Clone, Copy)]
struct Pixels<'p> {
    width: usize,
    height: usize,
    /// The gray of its pixels; of all of them where it is one value.
    gray: &'p [u8],
    /// How opaque each is; wholly where there is none.
    alpha: Option<&'p LumaData>,
}

impl Pixels<'_> {
    /// The gray of a pixel and how opaque it is.
    fn at(&self, i: usize) -> (u8, u8) {
        let gray = if self.gray.len() == 1 {
            self.gray[0]
        } else {
            self.gray.get(i).copied().unwrap_or(255)
        };
        (gray, opacity(self.alpha, i, (self.width, self.height)))
    }
}

impl Developer {
    /// Whether a picture meets one of the places that are wanted.
    fn wants(&self, image: &Image<'_, '_>, transform: Affine) -> bool {
        let size = KRect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let placed = transform.transform_rect_bbox(size);
        self.places.as_ref().is_none_or(|places| {
            places.iter().any(|place| !placed.intersect(*place).is_zero_area())
        })
    }

    /// Draws decoded pixels, which have no colours.
    fn put(&mut self, pixels: &Pixels<'_>, transform: Affine) {
        self.put_both(pixels, pixels, transform);
    }

    /// Draws decoded pixels in colour: three bytes each.
    fn put_colours(&mut self, data: &[u8], pixels: &Pixels<'_>, transform: Affine) {
        let colours = data.chunks_exact(3).map(|p| [p[0], p[1], p[2]]);
        let gray: Vec<u8> = colours.clone().map(luma).collect();
        let brightest: Vec<u8> = colours.map(|[r, g, b]| r.max(g).max(b)).collect();
        let gray = Pixels { gray: &gray, ..*pixels };
        let mut above_gray = brightest.iter().zip(gray.gray).map(|(b, g)| b.saturating_sub(*g));
        if !above_gray.any(|above| above >= COLOURED) {
            return self.put(&gray, transform);
        }
        if self.picture.brightest.is_empty() {
            self.picture.brightest.clone_from(&self.picture.pixels);
        }
        self.put_both(&gray, &Pixels { gray: &brightest, ..*pixels }, transform);
    }

    /// Draws the grays of decoded pixels, and where the sheet has colours, the brightest of theirs.
    fn put_both(&mut self, gray: &Pixels<'_>, brightest: &Pixels<'_>, transform: Affine) {
        let mut sheet = std::mem::take(&mut self.picture.pixels);
        self.put_on(&mut sheet, gray, transform);
        self.picture.pixels = sheet;
        if !self.picture.brightest.is_empty() {
            let mut sheet = std::mem::take(&mut self.picture.brightest);
            self.put_on(&mut sheet, brightest, transform);
            self.picture.brightest = sheet;
        }
    }

    /// Draws decoded pixels on a sheet: each of its pixels is the mean of those that lie under it.
    fn put_on(&self, sheet: &mut [u8], pixels: &Pixels<'_>, transform: Affine) {
        let to_sheet = Affine::scale(f64::from(self.picture.scale)) * transform;
        if pixels.width == 0 || pixels.height == 0 || to_sheet.determinant().abs() < FLAT {
            return;
        }
        let all = KRect::new(0.0, 0.0, pixels.width as f64, pixels.height as f64);
        let mut placed = to_sheet.transform_rect_bbox(all);
        if let Some(clip) = self.clips.last() {
            let clip = clip.scale_from_origin(f64::from(self.picture.scale));
            placed = placed.intersect(clip);
        }
        let page = KRect::new(0.0, 0.0, self.picture.width as f64, self.picture.height as f64);
        let placed = placed.intersect(page);
        let back = to_sheet.inverse();
        let [a, b, c, d, ..] = back.as_coeffs();
        // A pixel of the sheet covers this many of the picture's a side.
        let fold = ((a.hypot(b)).max(c.hypot(d)).round() as usize).clamp(1, MOST_SAMPLES);
        for y in placed.y0.round() as usize..placed.y1.round() as usize {
            let row = y * self.picture.width;
            let columns = placed.x0.round() as usize..placed.x1.round() as usize;
            if fold == 1 && pixels.alpha.is_none() && pixels.gray.len() > 1 {
                let row = &mut sheet[row + columns.start..row + columns.end];
                copied(pixels, back, (columns.start, y), row);
                continue;
            }
            for x in columns {
                let under = mean(pixels, back, (x as f64, y as f64), fold);
                if let Some((gray, opacity)) = under {
                    let dot = &mut sheet[row + x];
                    let (g, o) = (u32::from(gray), u32::from(opacity));
                    *dot = ((g * o + u32::from(*dot) * (255 - o) + 127) / 255) as u8;
                }
            }
        }
    }
}

/// Fills a part of the sheet's row, from `start` on, with the pixels under it.
fn copied(pixels: &Pixels<'_>, back: Affine, start: (usize, usize), row: &mut [u8]) {
    let [a, b, ..] = back.as_coeffs().map(|v| v as f32);
    let first = back * KPoint::new(start.0 as f64 + 0.5, start.1 as f64 + 0.5);
    let (x0, y0) = (first.x as f32, first.y as f32);
    let (right, bottom) = (pixels.width as f32 - 1.0, pixels.height as f32 - 1.0);
    for (i, dot) in row.iter_mut().enumerate() {
        let (x, y) = (x0 + a * i as f32, y0 + b * i as f32);
        let at = y.clamp(0.0, bottom) as usize * pixels.width + x.clamp(0.0, right) as usize;
        *dot = pixels.gray.get(at).copied().unwrap_or(255);
    }
}

/// The mean of `fold` × `fold` samples of the picture under the sheet's pixel `at`; `None` outside
/// the picture.
fn mean(pixels: &Pixels<'_>, back: Affine, at: (f64, f64), fold: usize) -> Option<(u8, u8)> {
    let (mut gray, mut opacity, mut count) = (0u32, 0u32, 0u32);
    for i in 0..fold {
        for j in 0..fold {
            let (across, down) = (j as f64 + 0.5, i as f64 + 0.5);
            let sample = (at.0 + across / fold as f64, at.1 + down / fold as f64);
            let p = back * KPoint::new(sample.0, sample.1);
            // A pixel's width of slack: sides are rounded.
            if p.x < -1.0
                || p.y < -1.0
                || p.x > pixels.width as f64 + 1.0
                || p.y > pixels.height as f64 + 1.0
            {
                continue;
            }
            let x = (p.x.max(0.0) as usize).min(pixels.width - 1);
            let y = (p.y.max(0.0) as usize).min(pixels.height - 1);
            let (g, o) = pixels.at(y * pixels.width + x);
            gray += u32::from(g);
            opacity += u32::from(o);
            count += 1;
        }
    }
    (count > 0).then(|| ((gray / count) as u8, (opacity / count) as u8))
}

/// The opacity of a pixel, where a mask of another size may say it.
fn opacity(alpha: Option<&LumaData>, i: usize, (width, height): (usize, usize)) -> u8 {
    let Some(alpha) = alpha else { return 255 };
    let (w, h) = (alpha.width as usize, alpha.height as usize);
    let at = if (w, h) == (width, height) {
        i
    } else {
        (i / width * h / height) * w + i % width * w / width
    };
    alpha.data.get(at).copied().unwrap_or(255)
}

/// hayro may decode a smaller or corrected picture; its factors stretch it over the same place.
fn stretched(transform: Affine, (x, y): (f32, f32)) -> Affine {
    transform * Affine::scale_non_uniform(f64::from(x), f64::from(y))
}

impl<'a> Device<'a> for Developer {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.budget.spend(1);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let rect = hayro_interpret::kurbo::Shape::bounding_box(&clip.path);
        let rect = self.clips.last().map_or(rect, |outer| outer.intersect(rect));
        self.clips.push(rect);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        self.budget.spend(1);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.budget.spend(1);
        if !self.wants(&image, props.transform) {
            return;
        }
        match image {
            Image::Raster(image) => image.with_rgba(
                |data, alpha| match data {
                    ImageData::Luma(LumaData {
                        data: gray, width, height, scale_factors, ..
                    }) => {
                        let (width, height) = (width as usize, height as usize);
                        let pixels = Pixels { width, height, gray: &gray, alpha: alpha.as_ref() };
                        self.put(&pixels, stretched(props.transform, scale_factors));
                    }
                    ImageData::Rgb(RgbData { data, width, height, scale_factors, .. }) => {
                        let (width, height) = (width as usize, height as usize);
                        let pixels = Pixels { width, height, gray: &[], alpha: alpha.as_ref() };
                        let transform = stretched(props.transform, scale_factors);
                        self.put_colours(&data, &pixels, transform);
                    }
                },
                None,
            ),
            Image::Stencil(stencil) => stencil.with_stencil(
                |mask, paint| {
                    let ink = match paint {
                        Paint::Color(color) => {
                            let [r, g, b, _] = color.to_rgba().to_rgba8();
                            luma([r, g, b])
                        }
                        Paint::Pattern(_) => 0,
                    };
                    let (width, height) = (mask.width as usize, mask.height as usize);
                    let pixels = Pixels { width, height, gray: &[ink], alpha: Some(&mask) };
                    self.put(&pixels, stretched(props.transform, mask.scale_factors));
                },
                None,
            ),
        }
    }
}
