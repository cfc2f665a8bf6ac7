//! What is drawn over text: opaque boxes and pictures that hide the glyphs drawn before them, as a
//! black bar does or white paint over an old amount.

use std::collections::BTreeMap;
use std::ops::Range;

use hayro_interpret::pattern::Pattern;
use hayro_interpret::{BlendMode, DrawProps, Image, Paint, SoftMask};
use hayro_syntax::object::{Dict, Stream};

use super::model::{Glyph, Visibility};
use crate::geom::{Rect, Turn, bounds};

/// What is cut off a glyph's box above and below to leave the middle of its letters, in parts of the
/// box: both ends reach a quarter of the font size beyond.
const BEYOND_LETTERS: f32 = 0.24;
/// A glyph is covered where a box lies over this part of the middle of its letters.
const MOSTLY: f32 = 0.6;
/// A box narrower than this (in points) is that of a mark without an advance.
const NO_WIDTH: f32 = 0.01;
/// More boxes over text than these are a drawing.
const MOST: usize = 20_000;
/// More boxes over one glyph are a drawing.
const MOST_PARTS: usize = 64;
/// An opacity of more dots than these is not looked at.
const MOST_DOTS: u64 = 1_000_000;
/// A box that is lower or narrower than this, in points, is no ground that letters stand on.
const LOWEST_GROUND: f32 = 4.0;
/// Letters stand on one of this many boxes that were drawn last.
const LOOK_BACK: usize = 400;
/// Of more colours than these none is sure to be among those of a page.
const MOST_COLOURS: usize = 64;
/// Colours that differ by no more than this in each channel look the same.
const ALIKE: u8 = 16;
/// Pictures over text that together are larger than this part of a page are the page itself: a scan,
/// whose text lies below it.
const WHOLE_PAGE: f32 = 0.5;

/// What hides what lies below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opaque {
    /// A filled box, or a thick stroke.
    Box,
    /// A picture without holes.
    Picture,
}

/// An opaque box.
struct Cover {
    rect: Rect,
    kind: Opaque,
    /// The glyphs that it hides where it lies over them: those drawn before it, or those in its colour
    /// that were drawn upon it.
    of: Range<usize>,
}

/// A colour that letters may be drawn upon; `None` where nobody knows it: a picture, a drawing.
struct Ground {
    rect: Rect,
    colour: Option<[u8; 3]>,
}

/// The opaque boxes drawn over text so far, and what is drawn now lets shine through.
#[derive(Default)]
pub(super) struct Covers {
    boxes: Vec<Cover>,
    /// The box around the glyphs drawn so far, and how many those are.
    text: Option<Rect>,
    counted: usize,
    /// What was drawn so far that is large enough for letters, the last on top.
    grounds: Vec<Ground>,
    /// The colours among them, as far as they are few.
    colours: Vec<[u8; 3]>,
    /// Of each open group its opacity, and whether it is drawn over what lies below as it is.
    groups: Vec<(f32, bool)>,
}

impl Covers {
    /// Enters a group that is put on the page as a whole.
    pub fn push_group(&mut self, opacity: f32, mask: Option<&SoftMask<'_>>, blend: BlendMode) {
        let plain = mask.is_none() && matches!(blend, BlendMode::Normal);
        self.groups.push((opacity, plain));
    }

    /// Leaves it.
    pub fn pop_group(&mut self) {
        self.groups.pop();
    }

    /// How opaque the open groups leave what is drawn: 0 to 1.
    pub fn opacity(&self) -> f32 {
        self.groups.iter().map(|(opacity, _)| opacity).product()
    }

    /// Whether what is drawn now hides what lies below it.
    pub fn is_opaque(&self, props: &DrawProps<'_>) -> bool {
        is_solid(&props.paint)
            && props.soft_mask.is_none()
            && hides(props.blend_mode, &props.paint)
            && self.are_opaque()
    }

    /// Whether a box lies over glyphs drawn so far, or may.
    pub fn lies_over_text(&self, rect: &Rect, glyphs: &[Glyph]) -> bool {
        let new = &glyphs[self.counted.min(glyphs.len())..];
        self.text.is_some_and(|text| text.intersection(rect).is_some())
            || new.iter().any(|g| g.bbox.intersection(rect).is_some())
    }

    /// Whether the open groups hide what lies below them.
    pub fn are_opaque(&self) -> bool {
        self.groups.iter().all(|(opacity, plain)| *plain && *opacity >= 1.0)
    }

    /// Notes an opaque box that is drawn after these glyphs.
    pub fn add(&mut self, kind: Opaque, rect: Rect, glyphs: &[Glyph]) {
        let new = bounds(glyphs[self.counted.min(glyphs.len())..].iter().map(|g| &g.bbox));
        self.text = self.text.into_iter().chain(new).reduce(|a, b| a.union(&b));
        self.counted = glyphs.len();
        let meets = self.text.is_some_and(|text| text.intersection(&rect).is_some());
        if meets && self.boxes.len() < MOST && rect.is_finite() {
            self.boxes.push(Cover { rect, kind, of: 0..glyphs.len() });
        }
    }

    /// Whether anything is drawn that letters may stand on.
    pub fn has_grounds(&self) -> bool {
        !self.grounds.is_empty()
    }

    /// Notes what lies on the paper from now on.
    pub fn add_ground(&mut self, rect: &Rect, colour: Option<[u8; 3]>) {
        let large = rect.is_finite() && rect.width().min(rect.height()) >= LOWEST_GROUND;
        if large && self.grounds.len() < MOST {
            self.grounds.push(Ground { rect: *rect, colour });
            let few = self.colours.len() < MOST_COLOURS;
            if let Some(colour) = colour.filter(|own| few && !self.colours.contains(own)) {
                self.colours.push(colour);
            }
        }
    }

    /// Notes that the glyphs from `from` on are drawn in a colour: what they stand on hides them where
    /// it is of the same.
    pub fn hide_on_ground(&mut self, glyphs: &[Glyph], from: usize, colour: [u8; 3]) {
        let all_known = self.colours.len() < MOST_COLOURS;
        if all_known && !self.colours.iter().any(|ground| is_alike(*ground, colour)) {
            return;
        }
        let run = glyphs.get(from..).unwrap_or_default();
        let Some(first) = run.iter().find(|g| g.says_something()) else { return };
        let at = letters(first).center();
        let last = self.grounds.iter().rev().take(LOOK_BACK).find(|g| g.rect.contains(at));
        let Some(Ground { rect, colour: Some(own) }) = last else { return };
        if is_alike(*own, colour) && self.boxes.len() < MOST {
            self.boxes.push(Cover { rect: *rect, kind: Opaque::Box, of: from..glyphs.len() });
        }
    }

    /// Marks the glyphs of a page, `area` square points large, that lie under boxes drawn later;
    /// gives back those boxes.
    pub fn hide(mut self, glyphs: &mut [Glyph], area: f32) -> Vec<Rect> {
        self.hide_below_scan(glyphs, area);
        if self.boxes.is_empty() {
            return Vec::new();
        }
        let shown = (0..glyphs.len()).filter(|i| glyphs[*i].visibility == Visibility::Shown);
        let mut places: Vec<(Rect, usize)> = shown.map(|i| (letters(&glyphs[i]), i)).collect();
        places.sort_by(|a, b| a.0.y0.total_cmp(&b.0.y0));
        let tallest = places.iter().map(|(core, _)| core.height()).fold(0.0, f32::max);
        let mut hiding = vec![false; self.boxes.len()];
        // Of the glyphs that no box covers by itself, those that lie over a part of them.
        let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (nth, cover) in self.boxes.iter().enumerate() {
            let from = places.partition_point(|(core, _)| core.y0 < cover.rect.y0 - tallest);
            let near = places[from..].iter().take_while(|(core, _)| core.y0 <= cover.rect.y1);
            for (core, i) in near {
                let seen = cover.of.contains(i) && glyphs[*i].visibility == Visibility::Shown;
                if seen && lies_under(core, &cover.rect) {
                    glyphs[*i].visibility = Visibility::Covered;
                    hiding[nth] |= glyphs[*i].says_something();
                } else if seen && core.intersection(&cover.rect).is_some() {
                    let over = parts.entry(*i).or_default();
                    if over.len() <= MOST_PARTS {
                        over.push(nth);
                    }
                }
            }
        }
        self.hide_by_parts(glyphs, &parts, &mut hiding);
        let hiding: Vec<Rect> = self
            .boxes
            .iter()
            .zip(hiding)
            .filter(|(_, hides)| *hides)
            .map(|(c, _)| c.rect)
            .collect();
        if !hiding.is_empty() {
            keep_with_bases(glyphs);
        }
        hiding
    }

    /// Takes pictures that are the page itself from what covers it: what was drawn below them is what a
    /// scanner's program read there, and nobody sees it.
    fn hide_below_scan(&mut self, glyphs: &mut [Glyph], area: f32) {
        let (pictures, boxes): (Vec<Cover>, Vec<Cover>) =
            std::mem::take(&mut self.boxes).into_iter().partition(|c| c.kind == Opaque::Picture);
        self.boxes = boxes;
        let covered: f32 = pictures.iter().map(|p| p.rect.width() * p.rect.height()).sum();
        if covered < WHOLE_PAGE * area {
            self.boxes.extend(pictures);
            return;
        }
        for (i, glyph) in glyphs.iter_mut().enumerate() {
            let core = letters(glyph);
            let mut over = pictures.iter().filter(|p| p.of.contains(&i));
            if glyph.visibility == Visibility::Shown && over.any(|p| lies_under(&core, &p.rect)) {
                glyph.visibility = Visibility::Invisible;
            }
        }
    }

    /// Marks the glyphs that several boxes cover together: a bar of strips, a scribble.
    fn hide_by_parts(
        &self,
        glyphs: &mut [Glyph],
        parts: &BTreeMap<usize, Vec<usize>>,
        hiding: &mut [bool],
    ) {
        for (i, over) in parts.iter().filter(|(_, over)| (2..=MOST_PARTS).contains(&over.len())) {
            let glyph = &mut glyphs[*i];
            let core = letters(glyph);
            let pieces: Vec<Rect> =
                over.iter().filter_map(|nth| self.boxes[*nth].rect.intersection(&core)).collect();
            let shown = glyph.visibility == Visibility::Shown && glyph.says_something();
            if shown && area(&pieces) >= MOSTLY * core.width() * core.height() {
                glyph.visibility = Visibility::Covered;
                over.iter().for_each(|nth| hiding[*nth] = true);
            }
        }
    }
}

/// The area that boxes cover together, in square points.
fn area(boxes: &[Rect]) -> f32 {
    let mut sides: Vec<f32> = boxes.iter().flat_map(|r| [r.x0, r.x1]).collect();
    sides.sort_by(f32::total_cmp);
    sides.windows(2).map(|pair| (pair[1] - pair[0]) * height_between(boxes, pair[0], pair[1])).sum()
}

/// How much of a strip from one x to another boxes cover that all reach over it, in points.
fn height_between(boxes: &[Rect], from: f32, to: f32) -> f32 {
    let within = boxes.iter().filter(|r| r.x0 <= from && r.x1 >= to);
    let mut spans: Vec<(f32, f32)> = within.map(|r| (r.y0, r.y1)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (height, _) = spans.iter().fold((0.0, f32::MIN), |(height, reached), (y0, y1)| {
        (height + (y1 - y0.max(reached)).max(0.0), reached.max(*y1))
    });
    height
}

/// Whether colours look the same.
fn is_alike(a: [u8; 3], b: [u8; 3]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= ALIKE)
}

/// Whether a picture is one dot of an opaque colour, which is drawn as large as the picture is.
pub(super) fn is_blot(image: &Image<'_, '_>) -> bool {
    let Image::Stencil(stencil) = image else { return false };
    if image.width() != 1 || image.height() != 1 {
        return false;
    }
    let mut painted = false;
    stencil.with_stencil(
        |luma, paint| painted = luma.data.first().is_some_and(|dot| *dot > 0) && is_solid(paint),
        None,
    );
    painted
}

/// Whether nothing shines through a paint. A tiled pattern may have holes.
fn is_solid(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => color.to_rgba().to_rgba8()[3] == u8::MAX,
        Paint::Pattern(pattern) => matches!(&**pattern, Pattern::Shading(_)),
    }
}

/// Whether what is painted in a blend mode hides all: as it is, or black that darkens, or white that
/// lightens.
fn hides(mode: BlendMode, paint: &Paint<'_>) -> bool {
    match mode {
        BlendMode::Normal => true,
        BlendMode::Multiply | BlendMode::Darken => is_gray(paint, 0),
        BlendMode::Screen | BlendMode::Lighten => is_gray(paint, u8::MAX),
        _ => false,
    }
}

/// Whether a paint is of a gray, from black to white.
fn is_gray(paint: &Paint<'_>, gray: u8) -> bool {
    matches!(paint, Paint::Color(color) if color.to_rgba().to_rgba8()[..3] == [gray; 3])
}

/// Whether nothing shines through a picture: it has neither a mask nor an opacity of its own, or one that
/// is whole everywhere.
pub(super) fn is_whole(image: &Image<'_, '_>) -> bool {
    let Image::Raster(image) = image else { return false };
    let dict = image.stream().dict();
    let holes = ["Mask", "SMaskInData"].iter().any(|key| dict.contains_key(key.as_bytes()));
    !holes && (!dict.contains_key(b"SMask".as_slice()) || is_opaque_mask(dict))
}

/// Whether the opacity of a picture is full at each of its dots.
fn is_opaque_mask(image: &Dict<'_>) -> bool {
    let Some(mask) = image.get::<Stream<'_>>(b"SMask") else { return false };
    let sides = [b"Width".as_slice(), b"Height"].map(|key| mask.dict().get::<u32>(key));
    let dots: u64 = sides.iter().map(|side| u64::from(side.unwrap_or(u32::MAX))).product();
    let plain = mask.dict().get::<u32>(b"BitsPerComponent") == Some(8)
        && !mask.dict().contains_key(b"Decode".as_slice());
    let data = (plain && dots <= MOST_DOTS).then(|| mask.decoded_data().ok()).flatten();
    data.is_some_and(|data| {
        data.len() as u64 >= dots && data.iter().take(dots as usize).all(|dot| *dot == u8::MAX)
    })
}

/// The middle of a glyph's letters, without what only tall letters and marks reach.
pub(super) fn letters(g: &Glyph) -> Rect {
    let r = &g.bbox;
    match g.turn {
        Turn::None | Turn::Half => {
            let cut = BEYOND_LETTERS * r.height();
            Rect::new(r.x0, r.y0 + cut, r.x1, r.y1 - cut)
        }
        Turn::Right | Turn::Left => {
            let cut = BEYOND_LETTERS * r.width();
            Rect::new(r.x0 + cut, r.y0, r.x1 - cut, r.y1)
        }
    }
}

/// Whether a box lies over most of a glyph's letters.
fn lies_under(core: &Rect, cover: &Rect) -> bool {
    share(core.overlap_x(cover), core.width(), core.x0, (cover.x0, cover.x1))
        * share(core.overlap_y(cover), core.height(), core.y0, (cover.y0, cover.y1))
        >= MOSTLY
}

/// Which part of a length is shared; of no length, whether it lies between the ends.
fn share(shared: f32, length: f32, start: f32, (from, to): (f32, f32)) -> f32 {
    match length < NO_WIDTH {
        true if start >= from && start <= to => 1.0,
        true => 0.0,
        false => shared / length,
    }
}

/// A mark without an advance is seen where the glyph drawn before it is: it may stand right at the
/// edge of a box.
pub(super) fn keep_with_bases(glyphs: &mut [Glyph]) {
    let mut base = Visibility::Shown;
    for g in glyphs {
        let is_mark = g.bbox.width().min(g.bbox.height()) < NO_WIDTH;
        match g.visibility {
            Visibility::Shown | Visibility::Covered | Visibility::Struck if is_mark => {
                g.visibility = base
            }
            Visibility::Shown | Visibility::Covered | Visibility::Struck => base = g.visibility,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Point;

    /// The area of a page in square points.
    const PAGE: f32 = 200.0 * 300.0;

    /// A letter of 10 points at a place.
    fn letter(text: &str, x: f32, width: f32) -> Glyph {
        Glyph {
            text: text.into(),
            origin: Point { x, y: 100.0 },
            bbox: Rect::new(x, 92.0, x + width, 102.5),
            size: 10.0,
            ..Glyph::default()
        }
    }

    /// Which of some letters are seen after a box was drawn over them, `before` of them drawn first.
    fn seen(cover: Rect, before: usize) -> String {
        let marked = letter("\u{E49}", 16.0, 0.0);
        let mut glyphs = vec![letter("ก", 10.0, 6.0), marked, letter("ข", 16.0, 6.0)];
        let mut covers = Covers::default();
        covers.add(Opaque::Box, cover, &glyphs[..before]);
        covers.hide(&mut glyphs, PAGE);
        let shown = glyphs.iter().filter(|g| g.visibility == Visibility::Shown);
        shown.map(|g| g.text.as_str()).collect()
    }

    #[test]
    fn what_lies_mostly_under_a_later_box_is_not_seen() {
        assert_eq!(seen(Rect::new(9.0, 90.0, 30.0, 104.0), 3), "");
        assert_eq!(seen(Rect::new(9.0, 90.0, 16.0, 104.0), 3), "ข", "a mark goes with its base");
        assert_eq!(seen(Rect::new(9.0, 90.0, 12.0, 104.0), 3), "ก้ข", "half a letter is read");
        assert_eq!(seen(Rect::new(9.0, 100.5, 30.0, 120.0), 3), "ก้ข", "the cell below");
        assert_eq!(seen(Rect::new(9.0, 97.5, 30.0, 98.5), 3), "ก้ข", "a line through it");
    }

    #[test]
    fn boxes_hide_together_what_none_hides_alone() {
        let seen = |strips: &[Rect]| {
            let mut glyphs = vec![letter("ก", 10.0, 6.0), letter("ข", 40.0, 6.0)];
            let mut covers = Covers::default();
            strips.iter().for_each(|strip| covers.add(Opaque::Box, *strip, &glyphs));
            let boxes = covers.hide(&mut glyphs, PAGE).len();
            (glyphs[0].visibility, boxes)
        };
        let strips = |width: f32, gap: f32| -> Vec<Rect> {
            let at = |i: u8| 9.0 + f32::from(i) * (width + gap);
            (0..5).map(|i| Rect::new(at(i), 90.0, at(i) + width, 104.0)).collect()
        };
        assert_eq!(seen(&strips(1.6, 0.0)), (Visibility::Covered, 5));
        assert_eq!(seen(&strips(0.5, 1.5)), (Visibility::Shown, 0), "hatched");
        let same = [Rect::new(10.0, 90.0, 12.0, 104.0); 5];
        assert_eq!(seen(&same), (Visibility::Shown, 0), "five times the same third");
    }

    #[test]
    fn what_is_drawn_after_a_box_is_seen() {
        assert_eq!(seen(Rect::new(9.0, 90.0, 30.0, 104.0), 0), "ก้ข");
        assert_eq!(seen(Rect::new(9.0, 90.0, 30.0, 104.0), 2), "ข");
    }

    #[test]
    fn a_picture_hides_text_unless_it_is_the_page() {
        let covered = |picture| {
            let mut glyphs = vec![letter("ก", 10.0, 6.0)];
            let mut covers = Covers::default();
            covers.add(Opaque::Picture, picture, &glyphs);
            covers.hide(&mut glyphs, PAGE).len()
        };
        assert_eq!(covered(Rect::new(0.0, 80.0, 100.0, 120.0)), 1);
        assert_eq!(covered(Rect::new(0.0, 0.0, 200.0, 290.0)), 0, "a scan over its text");
    }

    #[test]
    fn groups_shine_through_together() {
        let mut covers = Covers::default();
        covers.push_group(1.0, None, BlendMode::Normal);
        assert_eq!(covers.opacity(), 1.0);
        covers.push_group(0.5, None, BlendMode::Normal);
        assert_eq!(covers.opacity(), 0.5);
        covers.pop_group();
        assert_eq!(covers.opacity(), 1.0);
    }
}
