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
        let Some((at, beside)) = place(&page, &tick_box.bbox) else { continue };
        let sign = match (tick_box.is_round, is_ticked(&page, &tick_box)) {
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
        take_lines(&mut page, &tick_box.bbox);
    }
    page
}

/// The boxes to tick of a page: squares of four lines, and rings that are drawn like one with a dot in it.
fn boxes(page: &Page) -> Vec<TickBox> {
    let squares = squares(&page.rulings).into_iter().map(|bbox| TickBox { bbox, is_round: false });
    let rings = rings(&page.shapes).into_iter().map(|bbox| TickBox { bbox, is_round: true });
    let all: Vec<TickBox> = squares.chain(rings).collect();
    let is_apart = |b: &&TickBox| {
        let near = b.bbox.grow(MEET);
        let holds_text =
            page.glyphs.iter().any(|g| g.shows_text() && b.bbox.contains(g.bbox.center()));
        !holds_text && all.iter().filter(|o| o.bbox.intersection(&near).is_some()).count() == 1
    };
    all.iter().filter(is_apart).copied().collect()
}

/// The squares of four lines each.
fn squares(rulings: &[Ruling]) -> Vec<Rect> {
    let is_side = |length: f32| (SIDE.0..=SIDE.1).contains(&length);
    let level: Vec<&Rect> =
        rulings.iter().map(|r| &r.line).filter(|l| is_side(l.width())).collect();
    let upright: Vec<&Rect> =
        rulings.iter().map(|r| &r.line).filter(|l| is_side(l.height())).collect();
    if level.len() > MOST || upright.len() > MOST {
        return Vec::new();
    }
    let near = |a: f32, b: f32| (a - b).abs() <= MEET;
    let mut squares: Vec<Rect> = Vec::new();
    for top in &level {
        let below = level.iter().filter(|l| near(l.x0, top.x0) && near(l.x1, top.x1));
        let below = below.filter(|l| is_square(top.width(), l.y0 - top.y0));
        for bottom in below {
            let stands = |x: f32| {
                upright.iter().any(|u| near(u.x0, x) && near(u.y0, top.y0) && near(u.y1, bottom.y0))
            };
            let square = Rect::new(top.x0, top.y0, top.x1, bottom.y0);
            let is_new = !squares.iter().any(|s| s.contains(square.center()));
            if is_new && stands(top.x0) && stands(top.x1) {
                squares.push(square);
            }
        }
    }
    squares
}

/// The rings of one size of which some have a dot in their middle.
fn rings(shapes: &[Rect]) -> Vec<Rect> {
    if shapes.len() > MOST {
        return Vec::new();
    }
    let is_ring =
        |s: &&Rect| (SIDE.0..=SIDE.1).contains(&s.width()) && is_square(s.width(), s.height());
    let dotted: Vec<&Rect> = shapes
        .iter()
        .filter(is_ring)
        .filter(|ring| {
            shapes.iter().any(|dot| {
                let (a, b) = (dot.center(), ring.center());
                let in_middle = (a.x - b.x).abs() <= MEET && (a.y - b.y).abs() <= MEET;
                in_middle
                    && is_square(dot.width(), dot.height())
                    && dot.width() < 0.8 * ring.width()
            })
        })
        .collect();
    let like_one = |ring: &&Rect| {
        dotted.iter().any(|d| {
            (d.width() - ring.width()).abs() <= MEET && (d.height() - ring.height()).abs() <= MEET
        })
    };
    let mut rings: Vec<Rect> = Vec::new();
    for ring in shapes.iter().filter(is_ring).filter(like_one) {
        if !rings.iter().any(|r| r.contains(ring.center())) {
            rings.push(*ring);
        }
    }
    rings
}

fn is_square(width: f32, height: f32) -> bool {
    (SQUARE.0 * width..=SQUARE.1 * width).contains(&height)
}

/// Whether something is drawn in a box: strokes, a dot, or a smaller box.
fn is_ticked(page: &Page, tick_box: &TickBox) -> bool {
    let of = &tick_box.bbox;
    let room = of.grow(BEYOND * of.width());
    let within = |mark: &Rect| {
        let size = mark.width().max(mark.height());
        of.contains(mark.center())
            && room.intersection(mark).is_some_and(|shared| shared == *mark)
            && size >= SMALLEST * of.width()
    };
    let smaller = |mark: &Rect| within(mark) && mark.width() < of.width() - MEET;
    let strokes = |mark: &Rect| if tick_box.is_round { smaller(mark) } else { within(mark) };
    page.shapes.iter().chain(&page.outlines).any(strokes)
        || page.fills.iter().any(|fill| smaller(&fill.rect))
        || page.rulings.iter().any(|r| smaller(&r.line) && r.line.height() < of.height() - MEET)
}

/// Where among the glyphs the sign of a box belongs, and the glyph beside it on its line: before the text to
/// its right, or behind that to its left.
fn place(page: &Page, of: &Rect) -> Option<(usize, Glyph)> {
    let on_line = |g: &Glyph| {
        is_shown(g)
            && g.says_something()
            && (g.origin.y - of.y1).abs() <= FOOT * g.size
            && (HEIGHT.0..=HEIGHT.1).contains(&(of.height() / g.size))
    };
    let gap = |from: f32, to: f32, size: f32| {
        Some((to - from) / size).filter(|gap| (0.0..=BESIDE).contains(gap))
    };
    let beside = page.glyphs.iter().enumerate().filter(|(_, g)| on_line(g)).filter_map(|(i, g)| {
        let before = gap(of.x1, g.bbox.x0, g.size).map(|gap| (gap, i));
        let behind = || gap(g.bbox.x1, of.x0, g.size).map(|gap| (gap + BESIDE, i + 1));
        before.or_else(behind).map(|(gap, at)| (gap, at, g))
    });
    beside.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, at, g)| (at, g.clone()))
}

/// Takes the lines and drawings of a box from a page: they border no cell, and mark none.
fn take_lines(page: &mut Page, of: &Rect) {
    let room = of.grow(MEET);
    let is_of_box = |r: &Rect| room.intersection(r).is_some_and(|shared| shared == *r);
    let reach = of.grow(BEYOND * of.width());
    let is_tick = |r: &Rect| {
        of.contains(r.center()) && reach.intersection(r).is_some_and(|shared| shared == *r)
    };
    page.rulings.retain(|r| !is_of_box(&r.line));
    page.shapes.retain(|r| !is_tick(r));
    page.outlines.retain(|r| !is_tick(r));
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
