//! The one narrow seam to the PDF interpreter: what it draws, written down as glyphs, rulings and
//! images.
//!
//! Coordinates arrive as points of the page as displayed, origin top left, because the interpreter
//! is started with the page's initial transform (y inverted, rotation and crop box applied).

use std::sync::Arc;

use compact_str::CompactString;
use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun, PositionedGlyph};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point as KPoint, Rect as KRect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use hayro_syntax::object::{Dict, String as PdfString};

use super::actual_text;
use super::budget::Budget;
use super::fonts::{Book, Evidence, Font, FontId, FontKey};
use super::ink::{Ink, RULING_LEAN, RULING_THICKNESS, boxed, colour_of, is_drawing};
use super::limits::Limits;
use super::model::{Glyph, Ruling, RulingKind, Visibility};
use crate::geom::{Point, Rect, Turn};
use crate::thai::text::is_mark;

/// What a glyph's box reaches above its baseline, in parts of the font size. Thai fonts
/// set upper marks up to about 0.9 and lower vowels down to 0.3; the box is for placing text in
/// cells and for showing where it is, not its ink.
const ASCENT: f64 = 0.80;
/// What a glyph's box reaches below its baseline, in parts of the font size, likewise.
const DESCENT: f64 = 0.25;
/// A line shorter than this many points is a dot of a dotted line at most; longer chains are joined
/// later.
const RULING_MIN_LENGTH: f64 = 0.2;
/// Points of a path, at least, that fills something.
const FEWEST_POINTS: usize = 3;
/// Lines show beyond a clip along their edge by this many points beside half their thickness.
const CLIP_SLACK: f64 = 0.1;
/// What lies beyond the page's edge by no more than this many points still shows.
const PAGE_SLACK: f64 = 1.0;
/// A box thinner than this many points is that of a mark without an advance.
const NO_ADVANCE: f32 = 0.01;
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
    pub fonts: Vec<Arc<Font>>,
    font_ids: Vec<FontId>,
    /// The font of the run before, by what tells the fonts of runs apart.
    last_font: Option<(FontKey, FontId)>,
    /// The texts of each font's codes, as far as they were asked for.
    texts: Vec<Vec<Option<(CompactString, Evidence)>>>,
    /// The clips that hold, each within the one before it.
    clips: Vec<KRect>,
    /// The marked content that is open, where it has an ActualText.
    marked: Vec<Option<Span>>,
    /// The two marks whose texts were swapped last.
    swapped: Option<Swap>,
}

/// How a run of glyphs is set.
#[derive(Clone, Copy)]
struct Set {
    id: FontId,
    font: u16,
    invisible: bool,
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
            fonts: Vec::new(),
            font_ids: Vec::new(),
            last_font: None,
            texts: Vec::new(),
            clips: vec![page.inflate(PAGE_SLACK, PAGE_SLACK)],
            marked: Vec::new(),
            swapped: None,
        }
    }

    fn clip(&self) -> Option<&KRect> {
        self.clips.last()
    }

    fn push_clip(&mut self, rect: KRect) {
        let rect = match self.clip() {
            Some(outer) => outer.intersect(rect),
            None => rect,
        };
        self.clips.push(rect);
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
    fn text_of(&mut self, glyph: &DrawnGlyph<'_>, set: Set) -> (CompactString, Evidence) {
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

    fn add_glyph(&mut self, glyph: &DrawnGlyph<'_>, at: Affine, next: Option<KPoint>, set: Set) {
        let (text, evidence) = self.text_of(glyph, set);
        let Set { font, invisible, .. } = set;
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
        let Some((origin, bbox, size, turn)) = placed(at, advance_of(glyph), next) else { return };
        let visibility = match self.clip() {
            _ if invisible => Visibility::Invisible,
            Some(clip) if !inside(clip, &bbox, turn) => Visibility::Clipped,
            _ => Visibility::Shown,
        };
        self.glyphs.push(Glyph {
            text,
            origin,
            bbox,
            size,
            font,
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

fn is_one_mark(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_mark) && chars.next().is_none()
}

/// In thousandths of the font size.
fn advance_of(glyph: &DrawnGlyph<'_>) -> f64 {
    let advance = match glyph {
        DrawnGlyph::Outline(g) => g.advance_width(),
        DrawnGlyph::Type3(g) => g.advance_width(),
    };
    f64::from(advance.unwrap_or(0.0))
}

/// Where a glyph stands: its origin, its box, its size and the way it runs. `None` where its
/// transform is not finite.
///
/// The advance of the font's widths is wrong for stretched fallback fonts and for Type 3, so that
/// the next glyph's origin bounds it from above.
fn placed(at: Affine, advance: f64, next: Option<KPoint>) -> Option<(Point, Rect, f32, Turn)> {
    let [a, b, c, d, x, y] = at.as_coeffs();
    let size = length(c, d) * 1000.0;
    if !(size.is_finite() && x.is_finite() && y.is_finite() && a.is_finite() && b.is_finite()) {
        return None;
    }
    let unit = length(a, b);
    let mut width = unit * advance;
    let (ux, uy) = if unit > 0.0 { (a / unit, b / unit) } else { (1.0, 0.0) };
    if let Some(next) = next {
        let ahead = (next.x - x) * ux + (next.y - y) * uy;
        if ahead > 0.0 && ahead < width {
            width = ahead;
        }
    }
    let turn = match (ux.abs() >= uy.abs(), ux > 0.0, uy > 0.0) {
        (true, true, _) => Turn::None,
        (true, false, _) => Turn::Half,
        (false, _, true) => Turn::Right,
        (false, _, false) => Turn::Left,
    };
    let (up, down) = (size * ASCENT, size * DESCENT);
    let bbox = match (ux, uy) {
        // Most text is level: the same box with fewer steps.
        (1.0, 0.0) => Rect::new(
            x.min(x + width) as f32,
            (y - up) as f32,
            x.max(x + width) as f32,
            (y + down) as f32,
        ),
        _ => slanted_box((x, y), (ux, uy), width, up, down),
    };
    // What is finite in 64 bits need not be so in 32.
    let finite =
        bbox.is_finite() && [x as f32, y as f32, size as f32].iter().all(|v| v.is_finite());
    finite.then_some((Point { x: x as f32, y: y as f32 }, bbox, size as f32, turn))
}

/// The box of a glyph that runs from a place in a direction of length 1, `width` wide, and reaches `up`
/// and `down` across it.
fn slanted_box((x, y): (f64, f64), (ux, uy): (f64, f64), width: f64, up: f64, down: f64) -> Rect {
    let far = (x + ux * width, y + uy * width);
    // Perpendicular to the run, towards the top of the letters.
    let (tx, ty) = (uy, -ux);
    Rect::new(
        (x - tx * down).min(far.0 + tx * up).min(x + tx * up).min(far.0 - tx * down) as f32,
        (y - ty * down).min(far.1 + ty * up).min(y + ty * up).min(far.1 - ty * down) as f32,
        (x - tx * down).max(far.0 + tx * up).max(x + tx * up).max(far.0 - tx * down) as f32,
        (y - ty * down).max(far.1 + ty * up).max(y + ty * up).max(far.1 - ty * down) as f32,
    )
}

/// Whether a glyph shows: the middle of its letters lies inside the clip. A cluster of the next
/// page that a producer draws again at the foot of this one reaches into the page only with its
/// upper marks.
fn inside(clip: &KRect, bbox: &Rect, turn: Turn) -> bool {
    let c = bbox.center();
    let (x, y) = (f64::from(c.x), f64::from(c.y));
    // Marks have no advance: their box is a line, which may stand right on the clip's edge.
    let slack = if bbox.width().min(bbox.height()) < NO_ADVANCE {
        f64::from(bbox.width().max(bbox.height())) * 0.5
    } else {
        0.0
    };
    let (sx, sy) =
        if matches!(turn, Turn::None | Turn::Half) { (slack, 0.0) } else { (0.0, slack) };
    x >= clip.x0 - sx && x <= clip.x1 + sx && y >= clip.y0 - sy && y <= clip.y1 + sy
}

fn to_rect(r: &KRect) -> Rect {
    Rect::new(r.x0 as f32, r.y0 as f32, r.x1 as f32, r.y1 as f32)
}

/// The length of a vector. Pages are neither so large nor so small that its square leaves the range
/// of numbers, which is all that the much slower `f64::hypot` guards against.
fn length(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

/// How much a transform magnifies lengths: the mean of both axes.
fn scale_of(t: Affine) -> f64 {
    let [a, b, c, d, ..] = t.as_coeffs();
    (length(a, b) + length(c, d)) / 2.0
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.budget.spend(path.elements().len() as u64);
        let colour = colour_of(&props.paint);
        match mode {
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) => {
                self.fill(path, props.transform, colour)
            }
            DrawMode::Stroke(s) => {
                if colour.is_some() && is_drawing(path, props.transform) {
                    self.add_shape(path, props.transform);
                }
                let width = f64::from(s.line_width) * scale_of(props.transform);
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
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) => self.add_filled(placed, colour),
            DrawMode::Stroke(s) => {
                let width = f64::from(s.line_width) * scale_of(props.transform);
                self.add_edges(placed, width, line_kind(colour));
            }
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.budget.spend(clip.path.elements().len() as u64);
        self.push_clip(clip.path.bounding_box());
    }

    fn push_clip_rect(&mut self, rect: &KRect) {
        self.budget.spend(1);
        self.push_clip(*rect);
    }

    fn pop_clip(&mut self) {
        // The page itself stays.
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.budget.spend(1);
    }

    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let glyphs = run.glyphs();
        self.budget.spend(glyphs.len() as u64);
        // Fake bold fills, then strokes the same run: the second is the first again.
        if matches!(mode, DrawMode::Stroke(_))
            && self.repeats_last(glyphs.len(), &props, glyphs.first())
        {
            return;
        }
        let Some(first) = glyphs.first() else { return };
        let id = self.font_id(first);
        let set =
            Set { id, font: self.font_index(id), invisible: matches!(mode, DrawMode::Invisible) };
        let place = |glyph: &PositionedGlyph<'_>| props.transform * glyph.transform();
        let mut at = place(first);
        for (i, glyph) in glyphs.iter().enumerate() {
            let next = glyphs.get(i + 1).map(place);
            self.add_glyph(glyph, at, next.map(|next| next * KPoint::ZERO), set);
            at = next.unwrap_or(at);
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
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        self.budget.spend(1);
        // The outermost ActualText replaces everything inside it (ISO 32000-2, 14.9.4).
        let covered = self.marked.iter().any(Option::is_some);
        let text = match properties {
            Some(dict) if !covered => dict.get::<PdfString<'_>>(b"ActualText".as_slice()),
            _ => None,
        };
        let first = self.glyphs.len();
        self.marked.push(text.map(|s| Span { text: actual_text::decode(s.as_bytes()), first }));
    }

    fn end_marked_content(&mut self) {
        if let Some(Some(span)) = self.marked.pop() {
            let first = span.first.min(self.glyphs.len());
            self.note_swap(&span, first);
            actual_text::apply(&span.text, &mut self.glyphs[first..]);
        }
    }
}

impl Collector<'_> {
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
