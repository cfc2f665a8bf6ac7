//! The one narrow seam to the PDF interpreter: what it draws, written down as glyphs, rulings and
//! images.
//!
//! Coordinates arrive as points of the page as displayed, origin top left, because the interpreter
//! is started with the page's initial transform (y inverted, rotation and crop box applied).

mod covering;

use std::sync::Arc;

use compact_str::CompactString;
use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun, PositionedGlyph};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point as KPoint, Rect as KRect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use hayro_syntax::object::{Dict, Name, String as PdfString};

use super::actual_text::{self, is_one_mark, may_say};
use super::blank::Blank;
use super::boxes::{
    RULING_LEAN, RULING_THICKNESS, boxed, is_box, is_level, round_dot, stroked_boxes, wave,
};
use super::budget::Budget;
use super::cover::Covers;
use super::fonts::{Book, Evidence, Font, FontId, FontKey};
use super::ink::{Ink, colour_of, is_drawing, is_white, on_paper, to_rect};
use super::limits::Limits;
use super::model::{Glyph, Ruling, RulingKind, Visibility};
use super::place::{Setting, advance_of, inside, is_on_clipped, length, scale_of};
use super::runs::{Runs, Style};
use crate::geom::Rect;

/// A line shorter than this many points is a dot of a dotted line at most; longer chains are joined
/// later.
const RULING_MIN_LENGTH: f64 = 0.2;
/// Points of a path, at least, that fills something.
const FEWEST_POINTS: usize = 3;
/// Lines show beyond a clip along their edge by this many points beside half their thickness.
const CLIP_SLACK: f64 = 0.1;
/// What lies beyond the page's edge by no more than this many points still shows.
const PAGE_SLACK: f64 = 1.0;
/// A glyph drawn within this many points of another is the same one, drawn twice.
const SAME_PLACE: f64 = 0.01;
/// Codes from here on are asked about anew each time: few glyphs have them.
const CODES: usize = 4096;

/// Collects what a page shows.
pub(super) struct Collector<'b> {
    budget: Budget,
    book: &'b Book,
    pub glyphs: Vec<Glyph>,
    pub rulings: Vec<Ruling>,
    pub images: Vec<Rect>,
    pub ink: Ink,
    /// How the glyphs are set.
    pub runs: Runs,
    /// What is drawn over them.
    pub covers: Covers,
    /// Which of them are drawn in white.
    pub blank: Blank,
    pub fonts: Vec<Arc<Font>>,
    font_ids: Vec<FontId>,
    /// The font of the run before, by what tells the fonts of runs apart.
    last_font: Option<(FontKey, FontId)>,
    /// The texts of each font's codes, as far as they were asked for.
    texts: Vec<Vec<Option<(CompactString, Evidence)>>>,
    /// The clips that hold, each within the one before it.
    clips: Vec<Clip>,
    /// The marked content that is open.
    marked: Vec<Marked>,
    /// The two marks whose texts were swapped last.
    swapped: Option<Swap>,
}

/// Beyond this nothing shows.
struct Clip {
    rect: KRect,
    /// Whether all of the box shows: the clip is one, and so is each around it.
    whole: bool,
}

/// A marked-content sequence.
struct Marked {
    /// Where it has an ActualText.
    span: Option<Span>,
    /// Whether the file calls it a watermark.
    watermark: bool,
}

/// How a run of glyphs is set.
#[derive(Clone, Copy)]
struct Set {
    id: FontId,
    font: u16,
    invisible: bool,
    setting: Setting,
}

/// Two marks of a cluster whose texts stand at each other's glyph. LibreOffice does that where a
/// font draws a tone mark before the vowel below: the one says the vowel by ActualText, the other
/// the tone mark by its ToUnicode.
struct Swap {
    /// The glyph with the ActualText.
    at: usize,
    /// What it says.
    said: CompactString,
    /// What it draws.
    drawn: CompactString,
}

/// A marked-content sequence whose ActualText replaces the text of the glyphs from `first` on.
struct Span {
    text: String,
    first: usize,
}

impl<'b> Collector<'b> {
    /// `page`: its box, beyond which nothing shows; `expected`: about how many glyphs it has.
    pub fn new(limits: &Limits, book: &'b Book, page: KRect, expected: usize) -> Collector<'b> {
        Collector {
            budget: Budget::new(limits),
            book,
            glyphs: Vec::with_capacity(expected),
            rulings: Vec::new(),
            images: Vec::new(),
            ink: Ink::default(),
            runs: Runs::default(),
            covers: Covers::default(),
            blank: Blank::default(),
            fonts: Vec::new(),
            font_ids: Vec::new(),
            last_font: None,
            texts: Vec::new(),
            clips: vec![Clip { rect: page.inflate(PAGE_SLACK, PAGE_SLACK), whole: true }],
            marked: Vec::new(),
            swapped: None,
        }
    }

    fn clip(&self) -> Option<&KRect> {
        self.clips.last().map(|clip| &clip.rect)
    }

    fn push_clip(&mut self, rect: KRect, is_box: bool) {
        let rect = match self.clip() {
            Some(outer) => outer.intersect(rect),
            None => rect,
        };
        let whole = is_box && self.clips.last().is_none_or(|clip| clip.whole);
        self.clips.push(Clip { rect, whole });
    }

    /// Which font a glyph is set in; runs of one font follow each other.
    fn font_id(&mut self, glyph: &DrawnGlyph<'_>) -> FontId {
        let Some(key) = Book::key_of(glyph) else { return self.book.font_of(glyph) };
        match self.last_font {
            Some((last, id)) if last == key => id,
            _ => {
                let id = self.book.font_of(glyph);
                self.last_font = Some((key, id));
                id
            }
        }
    }

    fn font_index(&mut self, id: FontId) -> u16 {
        // Newest first: runs of one font follow each other.
        match self.font_ids.iter().rposition(|known| *known == id) {
            Some(i) => i as u16,
            None if self.font_ids.len() < u16::MAX as usize => {
                self.font_ids.push(id);
                self.fonts.push(self.book.font(id));
                self.texts.push(Vec::new());
                (self.font_ids.len() - 1) as u16
            }
            None => u16::MAX,
        }
    }

    /// The text of a glyph. A code means the same throughout a font, so that it is asked about once
    /// a page.
    fn text_of(&mut self, glyph: &DrawnGlyph<'_>, set: &Set) -> (CompactString, Evidence) {
        let code = glyph.char_code() as usize;
        let texts = self
            .texts
            .get_mut(usize::from(set.font))
            .filter(|_| code < CODES && self.book.stands_alone(set.id));
        let Some(texts) = texts else { return self.book.text(set.id, glyph) };
        if code >= texts.len() {
            texts.resize(code + 1, None);
        }
        texts[code].get_or_insert_with(|| self.book.text(set.id, glyph)).clone()
    }

    /// `next`: where the next glyph of its run stands; `beyond`: where the one after that does.
    fn add_glyph(
        &mut self,
        glyph: &DrawnGlyph<'_>,
        at: Affine,
        (next, beyond): (Option<KPoint>, impl FnOnce() -> Option<KPoint>),
        set: &Set,
    ) {
        let (text, evidence) = self.text_of(glyph, set);
        let (text, evidence) = match &self.swapped {
            Some(swap)
                if evidence.overrules()
                    && swap.at + 1 == self.glyphs.len()
                    && text == swap.said =>
            {
                (swap.drawn.clone(), Evidence::Claimed)
            }
            _ => (text, evidence),
        };
        let placed = set.setting.place(at, advance_of(glyph), next, beyond);
        let Some((origin, bbox, size, turn)) = placed else { return };
        let visibility = match self.clip() {
            _ if set.invisible => Visibility::Invisible,
            Some(clip) if !inside(clip, &bbox, turn) => Visibility::Clipped,
            _ if is_on_clipped(self.glyphs.last(), &bbox, size) => Visibility::Clipped,
            _ => Visibility::Shown,
        };
        self.glyphs.push(Glyph {
            text,
            origin,
            bbox,
            size,
            font: set.font,
            turn,
            visibility,
            evidence,
            confidence: None,
        });
    }

    fn add_line(&mut self, a: KPoint, b: KPoint, thickness: f64, kind: RulingKind) {
        let (mut a, mut b) = (a, b);
        let (dx, dy) = ((b.x - a.x).abs(), (b.y - a.y).abs());
        let level = dy <= RULING_LEAN && dx >= dy;
        let upright = dx <= RULING_LEAN && dy > dx;
        if !(level || upright) || dx.max(dy) < RULING_MIN_LENGTH || !(dx + dy).is_finite() {
            return;
        }
        if level {
            let y = (a.y + b.y) / 2.0;
            (a.y, b.y) = (y, y);
        } else {
            let x = (a.x + b.x) / 2.0;
            (a.x, b.x) = (x, x);
        }
        let mut line = KRect::from_points(a, b);
        if let Some(clip) = self.clip() {
            // A clip along the line's own edge must not cut the line away: half its thickness still
            // shows.
            let slack = thickness / 2.0 + CLIP_SLACK;
            let clip = clip.inflate(slack, slack);
            line = KRect::new(
                line.x0.max(clip.x0),
                line.y0.max(clip.y0),
                line.x1.min(clip.x1),
                line.y1.min(clip.y1),
            );
            if line.x1 < line.x0 || line.y1 < line.y0 {
                return;
            }
        }
        if kind != RulingKind::White || self.ink.is_coloured(line.center()) {
            self.rulings.push(Ruling { line: to_rect(&line), thickness: thickness as f32, kind });
        }
    }

    fn add_filled(&mut self, rect: KRect, colour: Option<[u8; 3]>) {
        let kind = line_kind(colour);
        let (w, h) = (rect.width(), rect.height());
        let mid = rect.center();
        if h <= RULING_THICKNESS && w > h {
            self.add_line(KPoint::new(rect.x0, mid.y), KPoint::new(rect.x1, mid.y), h, kind);
        } else if w <= RULING_THICKNESS {
            self.add_line(KPoint::new(mid.x, rect.y0), KPoint::new(mid.x, rect.y1), w, kind);
        } else {
            self.ink.add_fill(self.clip().map_or(rect, |clip| rect.intersect(*clip)), colour);
            if colour.is_some() {
                self.add_edges(rect, 0.0, RulingKind::FillEdge);
            }
        }
    }

    fn add_edges(&mut self, r: KRect, thickness: f64, kind: RulingKind) {
        let corners = [(r.x0, r.y0), (r.x1, r.y0), (r.x1, r.y1), (r.x0, r.y1), (r.x0, r.y0)];
        for pair in corners.windows(2) {
            self.add_line(pair[0].into(), pair[1].into(), thickness, kind);
        }
    }

    fn stroke(&mut self, path: &BezPath, transform: Affine, width: f64, kind: RulingKind) {
        let (mut start, mut last) = (KPoint::ZERO, KPoint::ZERO);
        for el in path.elements() {
            match *el {
                PathEl::MoveTo(p) => (start, last) = (transform * p, transform * p),
                PathEl::LineTo(p) => {
                    let p = transform * p;
                    self.add_line(last, p, width, kind);
                    last = p;
                }
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => last = transform * p,
                PathEl::ClosePath => {
                    self.add_line(last, start, width, kind);
                    last = start;
                }
            }
        }
    }

    /// Each subpath of a filled path that covers its own bounding box is a box; others (letters,
    /// logos) are no rulings.
    fn fill(&mut self, path: &BezPath, transform: Affine, colour: Option<[u8; 3]>) {
        let mut drawing = false;
        let mut sub: Vec<KPoint> = Vec::new();
        let mut curved = false;
        for el in path.elements().iter().chain(std::iter::once(&PathEl::MoveTo(KPoint::ZERO))) {
            match *el {
                PathEl::MoveTo(p) => {
                    match boxed(&sub).filter(|_| !curved) {
                        Some(rect) => self.add_filled(rect, colour),
                        None if curved || sub.len() >= FEWEST_POINTS => {
                            drawing = true;
                            self.add_outline(&sub, colour);
                        }
                        None => {}
                    }
                    sub.clear();
                    curved = false;
                    sub.push(transform * p);
                }
                PathEl::LineTo(p) => sub.push(transform * p),
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => {
                    curved = true;
                    sub.push(transform * p);
                }
                PathEl::ClosePath => {}
            }
        }
        if drawing && colour.is_some() {
            self.add_shape(path, transform);
        }
    }

    /// Notes a filled outline by its points, as far as it shows.
    fn add_outline(&mut self, points: &[KPoint], colour: Option<[u8; 3]>) {
        let (Some(first), Some(_)) = (points.first(), colour) else { return };
        let bbox = points.iter().fold(KRect::from_points(*first, *first), |r, p| r.union_pt(*p));
        // A dot of a dotted line, or of a letter: it is kept as both.
        round_dot(points).into_iter().for_each(|dot| self.add_filled(dot, colour));
        self.ink.add_outline(self.clip().map_or(bbox, |clip| bbox.intersect(*clip)));
    }

    /// Notes a drawing that is no ruling, as far as it shows.
    fn add_shape(&mut self, path: &BezPath, transform: Affine) {
        let bbox = transform.transform_rect_bbox(path.control_box());
        self.ink.add_shape(self.clip().map_or(bbox, |clip| bbox.intersect(*clip)));
    }
}

/// What a line of a colour is.
fn line_kind(colour: Option<[u8; 3]>) -> RulingKind {
    if colour.is_some() { RulingKind::Drawn } else { RulingKind::White }
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.budget.spend(path.elements().len() as u64);
        let colour = colour_of(&props.paint);
        match mode {
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) => {
                self.cover_by_path(path, &props);
                self.fill(path, props.transform, colour)
            }
            DrawMode::Stroke(s) => {
                if let (Some(_), [PathEl::MoveTo(a), PathEl::LineTo(b)]) = (colour, path.elements())
                {
                    self.ink.add_slant(props.transform * *a, props.transform * *b);
                }
                let wave = colour.and_then(|_| wave(path, props.transform));
                wave.into_iter().for_each(|around| self.ink.add_wave(&around));
                if colour.is_some() && is_drawing(path, props.transform) {
                    self.add_shape(path, props.transform);
                }
                let width = f64::from(s.line_width) * scale_of(props.transform);
                if !self.glyphs.is_empty() && s.dash_array.is_empty() {
                    let boxes = stroked_boxes(path, props.transform, width);
                    boxes.into_iter().for_each(|rect| self.cover(rect, &props));
                }
                self.stroke(path, props.transform, width, line_kind(colour));
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &KRect, props: DrawProps<'a>, mode: &DrawMode) {
        self.budget.spend(1);
        let placed = props.transform.transform_rect_bbox(*rect);
        let colour = colour_of(&props.paint);
        match mode {
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) => {
                if is_level(props.transform) {
                    self.cover(placed, &props);
                }
                self.add_filled(placed, colour);
            }
            DrawMode::Stroke(s) => {
                let width = f64::from(s.line_width) * scale_of(props.transform);
                self.add_edges(placed, width, line_kind(colour));
            }
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.budget.spend(clip.path.elements().len() as u64);
        // The box of a form comes as a path, too.
        self.push_clip(clip.path.bounding_box(), is_box(&clip.path));
    }

    fn push_clip_rect(&mut self, rect: &KRect) {
        self.budget.spend(1);
        self.push_clip(*rect, true);
    }

    fn pop_clip(&mut self) {
        // The page itself stays.
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend: BlendMode,
    ) {
        self.budget.spend(1);
        self.covers.push_group(opacity, mask.as_ref(), blend);
    }

    fn pop_transparency_group(&mut self) {
        self.covers.pop_group();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let glyphs = run.glyphs();
        self.budget.spend(glyphs.len() as u64);
        // Fake bold fills, then strokes the same run: the second is the first again.
        if matches!(mode, DrawMode::Stroke(_))
            && self.repeats_last(glyphs.len(), &props, glyphs.first())
        {
            if colour_of(&props.paint).is_some() {
                self.blank.end(self.glyphs.len() - glyphs.len());
            }
            return;
        }
        let Some(first) = glyphs.first() else { return };
        let id = self.font_id(first);
        let place = |glyph: &PositionedGlyph<'_>| props.transform * glyph.transform();
        let mut at = place(first);
        let paints_itself = matches!(**first, DrawnGlyph::Type3(_));
        let setting = Setting::of(at);
        let mut set = Set {
            id,
            font: self.font_index(id),
            invisible: matches!(mode, DrawMode::Invisible) || !paints_itself && setting.is_lost(),
            setting,
        };
        let mut seen = None;
        if !set.invisible {
            let colour = self.note_style(at, &props);
            self.blank.note(self.glyphs.len(), is_white(colour) && !paints_itself);
            seen = Some((self.glyphs.len(), colour)).filter(|_| !paints_itself);
        }
        for (i, glyph) in glyphs.iter().enumerate() {
            let next = glyphs.get(i + 1).map(place);
            if !set.setting.is_of(at) {
                set.setting = Setting::of(at);
            }
            let beyond = || glyphs.get(i + 2).map(|glyph| place(glyph) * KPoint::ZERO);
            self.add_glyph(glyph, at, (next.map(|next| next * KPoint::ZERO), beyond), &set);
            at = next.unwrap_or(at);
        }
        if let Some((from, colour)) = seen {
            self.covers.hide_on_ground(&self.glyphs, from, colour);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.budget.spend(1);
        // hayro's transform starts from the image's pixels, not from the unit square.
        let pixels = KRect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let mut placed = props.transform.transform_rect_bbox(pixels);
        if let Some(clip) = self.clip() {
            placed = placed.intersect(*clip);
        }
        // Some producers draw borders as pictures one pixel thick.
        if placed.width().min(placed.height()) <= RULING_THICKNESS {
            self.add_filled(placed, Some([0; 3]));
        } else if to_rect(&placed).is_finite() {
            self.images.push(to_rect(&placed));
            self.cover_by(&image, placed, is_level(props.transform));
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.budget.spend(1);
        // The outermost ActualText replaces everything inside it (ISO 32000-2, 14.9.4).
        let covered = self.marked.iter().any(|marked| marked.span.is_some());
        let text = match properties {
            Some(dict) if !covered => dict.get::<PdfString<'_>>(b"ActualText".as_slice()),
            _ => None,
        };
        let first = self.glyphs.len();
        let span = text.map(|s| Span { text: actual_text::decode(s.as_bytes()), first });
        // So is a watermark called one (ISO 32000-2, 14.8.2.2.2), with all that is in it.
        let called = tag == b"Artifact"
            && properties
                .and_then(|dict| dict.get::<Name<'_>>(b"Subtype".as_slice()))
                .is_some_and(|name| &*name == b"Watermark");
        let watermark = called || self.marked.last().is_some_and(|outer| outer.watermark);
        self.marked.push(Marked { span, watermark });
    }

    fn end_marked_content(&mut self) {
        if let Some(span) = self.marked.pop().and_then(|marked| marked.span) {
            let first = span.first.min(self.glyphs.len());
            self.note_swap(&span, first);
            if may_say(&span.text, &self.glyphs[first..]) {
                actual_text::apply(&span.text, &mut self.glyphs[first..]);
            }
        }
    }
}

impl Collector<'_> {
    /// Notes how the glyphs from here on are set, the first of them placed `at`; their colour.
    fn note_style(&mut self, at: Affine, props: &DrawProps<'_>) -> [u8; 3] {
        let [a, b, c, d, ..] = at.as_coeffs();
        let unit = length(a, b);
        let (ux, uy) = if unit > 0.0 { (a / unit, b / unit) } else { (1.0, 0.0) };
        let style = Style {
            colour: on_paper(&props.paint, self.covers.opacity()),
            direction: ((ux * 100.0).round() as f32 / 100.0, (uy * 100.0).round() as f32 / 100.0),
            size: (length(c, d) * 10_000.0).round() as f32 / 10.0,
            called_watermark: self.marked.last().is_some_and(|marked| marked.watermark),
        };
        self.runs.note(self.glyphs.len(), style);
        style.colour
    }

    /// Notes a mark that is said by the glyph of another, and gives the other's text back where it
    /// came first.
    fn note_swap(&mut self, span: &Span, first: usize) {
        let [glyph] = &self.glyphs[first..] else { return };
        if !(is_one_mark(&span.text) && is_one_mark(&glyph.text)) || glyph.text == span.text {
            return;
        }
        let swap = Swap {
            at: first,
            said: CompactString::from(span.text.as_str()),
            drawn: glyph.text.clone(),
        };
        match self.glyphs[..first].last_mut() {
            Some(before) if before.evidence.overrules() && before.text == swap.said => {
                before.text = swap.drawn;
                before.evidence = Evidence::Claimed;
            }
            _ => self.swapped = Some(swap),
        }
    }

    /// Whether a stroked run repeats the run just filled: as many glyphs, the first at the same
    /// place.
    fn repeats_last(
        &self,
        count: usize,
        props: &DrawProps<'_>,
        first: Option<&PositionedGlyph<'_>>,
    ) -> bool {
        let (Some(first), Some(at)) = (first, self.glyphs.len().checked_sub(count)) else {
            return false;
        };
        let origin = props.transform * first.transform() * KPoint::ZERO;
        self.glyphs.get(at).is_some_and(|g| {
            (f64::from(g.origin.x) - origin.x).abs() < SAME_PLACE
                && (f64::from(g.origin.y) - origin.y).abs() < SAME_PLACE
        })
    }
}
