//! Boxes to tick that are drawn beside text, as Office draws its form controls: the box, and what is drawn in
//! it. Their state is a sign of the line, or it would be lost.

use super::signs::sign_beside;
use super::unknown::is_shown;
use crate::geom::Rect;
use crate::pdf::{Evidence, Glyph, Page, Ruling};

/// More short lines or drawings on a page than these are pictures or a plan.
const MOST: usize = 600;
/// The sides of a box to tick, in points.
const SIDE: (f32, f32) = (4.5, 18.0);
/// One side is as long as the other within these factors.
const SQUARE: (f32, f32) = (0.8, 1.25);
/// Lines of one box meet within this, in points.
const MEET: f32 = 0.8;
/// What is drawn in a box reaches beyond it by no more than this part of its side …
const BEYOND: f32 = 0.6;
/// … and is at least this part as large.
const SMALLEST: f32 = 0.3;
/// A dot is at most this part as wide as its ring.
const DOT: f32 = 0.8;
/// A box stands on its line: its foot is this near to the baseline, and it is this high, in font sizes.
const FOOT: f32 = 0.4;
const HEIGHT: (f32, f32) = (0.35, 1.3);
/// Text stands this near beside a box, in font sizes.
const BESIDE: f32 = 1.2;

/// A box to tick.
#[derive(Debug, Clone, Copy, PartialEq)]
struct TickBox {
    bbox: Rect,
    is_round: bool,
}

/// The page with a sign for each box to tick that is drawn beside text, instead of its lines.
pub(in super::super) fn with_boxes(mut page: Page) -> Page {
    let boxes = boxes(&page);
    for tick_box in boxes {
        let Some((at, beside)) = tick_box.place(&page) else { continue };
        let sign = match (tick_box.is_round, tick_box.is_ticked(&page)) {
            (false, true) => "☑",
            (false, false) => "☐",
            (true, true) => "◉",
            (true, false) => "○",
        };
        let sign = Glyph {
            text: sign.into(),
            evidence: Evidence::Outline,
            ..sign_beside(&beside, &tick_box.bbox)
        };
        page.glyphs.insert(at, sign);
        tick_box.take_lines(&mut page);
    }
    page
}

/// The boxes to tick of a page: squares of four lines, and rings that are drawn like one with a dot in it.
fn boxes(page: &Page) -> Vec<TickBox> {
    let squares = squares(&page.rulings).into_iter().map(|bbox| TickBox { bbox, is_round: false });
    let rings = rings(&page.shapes).into_iter().map(|bbox| TickBox { bbox, is_round: true });
    let all: Vec<TickBox> = squares.chain(rings).collect();
    all.iter().filter(|one| one.is_apart(&all) && !one.holds_text(page)).copied().collect()
}

/// The squares of four lines each.
fn squares(rulings: &[Ruling]) -> Vec<Rect> {
    let lines = rulings.iter().map(|ruling| &ruling.line);
    let level: Vec<&Rect> = lines.clone().filter(|line| is_side(line.width())).collect();
    let upright: Vec<&Rect> = lines.filter(|line| is_side(line.height())).collect();
    if level.len() > MOST || upright.len() > MOST {
        return Vec::new();
    }
    let mut squares: Vec<Rect> = Vec::new();
    for top in &level {
        let below = level.iter().filter(|line| near(line.x0, top.x0) && near(line.x1, top.x1));
        for bottom in below.filter(|line| is_square(top.width(), line.y0 - top.y0)) {
            let square = Rect::new(top.x0, top.y0, top.x1, bottom.y0);
            let is_new = !squares.iter().any(|s| s.contains(square.center()));
            if is_new && [square.x0, square.x1].iter().all(|x| stands(&upright, *x, &square)) {
                squares.push(square);
            }
        }
    }
    squares
}

fn is_side(length: f32) -> bool {
    (SIDE.0..=SIDE.1).contains(&length)
}

fn near(a: f32, b: f32) -> bool {
    (a - b).abs() <= MEET
}

fn is_square(width: f32, height: f32) -> bool {
    (SQUARE.0 * width..=SQUARE.1 * width).contains(&height)
}

/// Whether one of some upright lines is a side of a square.
fn stands(upright: &[&Rect], x: f32, square: &Rect) -> bool {
    upright.iter().any(|u| near(u.x0, x) && near(u.y0, square.y0) && near(u.y1, square.y1))
}

/// The rings of one size of which some have a dot in their middle.
fn rings(shapes: &[Rect]) -> Vec<Rect> {
    if shapes.len() > MOST {
        return Vec::new();
    }
    let rings = shapes.iter().filter(|s| is_side(s.width()) && is_square(s.width(), s.height()));
    let dotted: Vec<&Rect> =
        rings.clone().filter(|ring| shapes.iter().any(|dot| is_dot(dot, ring))).collect();
    let mut like_these: Vec<Rect> = Vec::new();
    for ring in rings {
        let alike =
            dotted.iter().any(|d| near(d.width(), ring.width()) && near(d.height(), ring.height()));
        if alike && !like_these.iter().any(|r| r.contains(ring.center())) {
            like_these.push(*ring);
        }
    }
    like_these
}

/// Whether a drawing is the dot in the middle of a ring.
fn is_dot(dot: &Rect, ring: &Rect) -> bool {
    let (a, b) = (dot.center(), ring.center());
    near(a.x, b.x)
        && near(a.y, b.y)
        && is_square(dot.width(), dot.height())
        && dot.width() < DOT * ring.width()
}

/// Whether a box lies within another.
fn holds(room: &Rect, r: &Rect) -> bool {
    room.intersection(r).is_some_and(|shared| shared == *r)
}

impl TickBox {
    /// Whether no other box touches it: those side by side are cells.
    fn is_apart(&self, all: &[TickBox]) -> bool {
        let near = self.bbox.grow(MEET);
        all.iter().filter(|other| other.bbox.intersection(&near).is_some()).count() == 1
    }

    fn holds_text(&self, page: &Page) -> bool {
        page.glyphs.iter().any(|g| g.shows_text() && self.bbox.contains(g.bbox.center()))
    }

    /// Whether something is drawn in it: strokes, a dot, or a smaller box.
    fn is_ticked(&self, page: &Page) -> bool {
        let low = self.bbox.height() - MEET;
        page.shapes.iter().chain(&page.outlines).any(|mark| self.is_marked_by(mark))
            || page.fills.iter().any(|fill| self.holds_smaller(&fill.rect))
            || page.rulings.iter().any(|r| self.holds_smaller(&r.line) && r.line.height() < low)
    }

    /// Whether a drawing is what marks it; a ring is itself among the drawings.
    fn is_marked_by(&self, mark: &Rect) -> bool {
        if self.is_round { self.holds_smaller(mark) } else { self.holds_mark(mark) }
    }

    fn holds_smaller(&self, mark: &Rect) -> bool {
        self.holds_mark(mark) && mark.width() < self.bbox.width() - MEET
    }

    /// Whether a drawing stands in it, reaches little beyond, and is no speck.
    fn holds_mark(&self, mark: &Rect) -> bool {
        let size = mark.width().max(mark.height());
        self.reaches_over(mark) && size >= SMALLEST * self.bbox.width()
    }

    /// Whether a drawing stands in it and reaches little beyond.
    fn reaches_over(&self, mark: &Rect) -> bool {
        let room = self.bbox.grow(BEYOND * self.bbox.width());
        self.bbox.contains(mark.center()) && holds(&room, mark)
    }

    /// Whether a glyph stands on its line.
    fn is_on_line_of(&self, g: &Glyph) -> bool {
        is_shown(g)
            && g.says_something()
            && (g.origin.y - self.bbox.y1).abs() <= FOOT * g.size
            && (HEIGHT.0..=HEIGHT.1).contains(&(self.bbox.height() / g.size))
    }

    /// Where among the glyphs its sign belongs, and the glyph beside it on its line: before the text to its
    /// right, or behind that to its left.
    fn place(&self, page: &Page) -> Option<(usize, Glyph)> {
        let of = &self.bbox;
        let on_line = page.glyphs.iter().enumerate().filter(|(_, g)| self.is_on_line_of(g));
        let beside = on_line.filter_map(|(i, g)| {
            let before = (g.bbox.x0 - of.x1) / g.size;
            let behind = (of.x0 - g.bbox.x1) / g.size;
            let reach = 0.0..=BESIDE;
            match (reach.contains(&before), reach.contains(&behind)) {
                (true, _) => Some((before, i, g)),
                (false, true) => Some((behind + BESIDE, i + 1, g)),
                (false, false) => None,
            }
        });
        beside.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, at, g)| (at, g.clone()))
    }

    /// Takes its lines and what is drawn in it from a page: they border no cell, and mark none.
    fn take_lines(&self, page: &mut Page) {
        let room = self.bbox.grow(MEET);
        page.rulings.retain(|r| !holds(&room, &r.line));
        page.shapes.retain(|r| !self.reaches_over(r));
        page.outlines.retain(|r| !self.reaches_over(r));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Point;
    use crate::pdf::RulingKind;

    /// `กข` at 60 … 70 on a baseline at 100, and the four lines of a box of 8 points at 48.
    fn page() -> Page {
        let glyph = |(i, c): (usize, char)| {
            let x = 60.0 + i as f32 * 5.0;
            Glyph {
                text: c.to_string().as_str().into(),
                origin: Point { x, y: 100.0 },
                bbox: Rect::new(x, 90.0, x + 5.0, 103.0),
                size: 10.0,
                ..Glyph::default()
            }
        };
        let sides = [
            Rect::new(48.0, 92.0, 56.0, 92.0),
            Rect::new(48.0, 100.0, 56.0, 100.0),
            Rect::new(48.0, 92.0, 48.0, 100.0),
            Rect::new(56.0, 92.0, 56.0, 100.0),
        ];
        let side = |line| Ruling { line, thickness: 0.7, kind: RulingKind::Drawn };
        Page {
            glyphs: "กข".chars().enumerate().map(glyph).collect(),
            rulings: sides.map(side).to_vec(),
            ..Page::default()
        }
    }

    fn text(page: Page) -> String {
        with_boxes(page).glyphs.iter().map(|g| g.text.as_str()).collect()
    }

    #[test]
    fn a_box_beside_text_is_a_sign_of_it() {
        assert_eq!(text(page()), "☐กข");
        assert!(with_boxes(page()).rulings.is_empty(), "it borders no cell");
        let ticked = Page { shapes: vec![Rect::new(49.0, 90.0, 57.0, 99.0)], ..page() };
        assert_eq!(text(ticked), "☑กข");
        let crossed = Page { shapes: vec![Rect::new(48.0, 92.0, 56.0, 100.0)], ..page() };
        assert_eq!(text(crossed), "☑กข");
    }

    #[test]
    fn rings_with_a_dot_and_those_like_them_are_signs() {
        let (dotted, empty) =
            (Rect::new(48.0, 92.0, 56.0, 100.0), Rect::new(78.0, 92.0, 86.0, 100.0));
        let dot = Rect::new(50.0, 94.0, 54.0, 98.0);
        let rings = Page { rulings: Vec::new(), shapes: vec![dotted, dot, empty], ..page() };
        assert_eq!(text(rings), "◉กข○");
        let ticks = Page { rulings: Vec::new(), shapes: vec![dotted, empty], ..page() };
        assert_eq!(text(ticks), "กข", "ticks by themselves");
    }

    #[test]
    fn cells_are_no_boxes_to_tick() {
        let mut far = page();
        far.glyphs
            .iter_mut()
            .for_each(|g| g.bbox = Rect::new(g.bbox.x0 + 40.0, 90.0, g.bbox.x1 + 40.0, 103.0));
        assert_eq!(text(far), "กข");
        let mut filled = page();
        filled.glyphs[0].bbox = Rect::new(49.0, 90.0, 54.0, 103.0);
        assert_eq!(text(filled), "กข", "a digit in a box");
        let mut row = page();
        let next: Vec<Ruling> = row
            .rulings
            .iter()
            .map(|r| Ruling {
                line: Rect::new(r.line.x0 - 8.0, r.line.y0, r.line.x1 - 8.0, r.line.y1),
                ..*r
            })
            .collect();
        row.rulings.extend(next);
        assert_eq!(text(row), "กข", "boxes side by side");
    }
}
