//! Single signs of a line that are drawn instead of set: a digit as a curve or a little picture in front of the
//! others, a bar for a minus. What they say is not known, and nothing else of the line tells that one is missing.

use super::places::shown;
use super::unknown::{UNKNOWN, is_shown};
use crate::geom::{Point, Rect};
use crate::pdf::{Evidence, Glyph, Page, Ruling};
use crate::thai::digits::is_digit;

/// More drawings on a page than these are pictures, not signs.
const MOST: usize = 400;
/// The height and the width of a sign, in parts of the font size.
const HEIGHT: (f32, f32) = (0.35, 1.0);
const WIDTH: (f32, f32) = (0.1, 0.75);
/// The feet of signs keep this near to the baseline, in parts of the font size.
const FEET: f32 = 0.15;
/// The same of a picture of a sign, which has margins.
const PICTURE_HEIGHT: (f32, f32) = (0.35, 1.5);
const PICTURE_FEET: f32 = 0.4;
/// What lies in another drawing that is no wider than this many times is the same drawing.
const TWICE: f32 = 1.4;
/// Signs of one number stand no further from each other, and overlap no more, in parts of the font size.
const APART: f32 = 0.25;
const OVERLAP: f32 = 0.15;
/// Words are no further apart than this, in parts of the font size.
const WORD_GAP: f32 = 0.7;
/// A level bar longer than this, in points, is no minus.
const SHORT: f32 = 15.0;
/// A minus is this long, at most this thick, and this far above the baseline, in parts of the font size.
const MINUS_LENGTH: (f32, f32) = (0.2, 0.75);
const MINUS_THICKNESS: f32 = 0.15;
const MINUS_ABOVE: (f32, f32) = (0.1, 0.5);
/// A bar with another this near on its height, in parts of the font size, is a dash of a line.
const DASHES: f32 = 1.0;

/// The page with a glyph of which nothing is known at each sign that is drawn beside a digit, and at several
/// side by side within a line.
pub(in super::super) fn with_signs(mut page: Page) -> Page {
    let signs = signs(&page);
    for (sign, at) in signs.into_iter().rev() {
        page.glyphs.insert(at, sign);
    }
    page
}

/// The signs, each with the place among the glyphs where it belongs, in order of these places.
fn signs(page: &Page) -> Vec<(Glyph, usize)> {
    let drawn = drawn(page);
    let bars = bars(page);
    if drawn.is_empty() && bars.is_empty() || drawn.len() + bars.len() > MOST {
        return Vec::new();
    }
    let mut signs = Vec::new();
    for (i, glyph) in page.glyphs.iter().enumerate() {
        if !is_shown(glyph) || !glyph.says_something() {
            continue;
        }
        let is_number = is_number(glyph);
        let before = chain(&drawn, glyph, Side::Before);
        let behind = chain(&drawn, glyph, Side::Behind);
        if is_number || before.len() > 1 {
            signs.extend(before.into_iter().rev().map(|sign| (unknown(glyph, &sign), i)));
        }
        if is_number || behind.len() > 1 {
            signs.extend(behind.into_iter().map(|sign| (unknown(glyph, &sign), i + 1)));
        }
        if is_number {
            signs.extend(minus(&bars, glyph).map(|bar| (unknown(glyph, &bar.line), i)));
        }
    }
    signs.sort_by_key(|(_, at)| *at);
    // Between two words a sign stands beside both.
    let mut seen: Vec<Rect> = Vec::new();
    signs.retain(|(sign, _)| {
        let is_new = !seen.contains(&sign.bbox);
        seen.push(sign.bbox);
        is_new
    });
    signs
}

/// A small drawing or picture.
#[derive(Clone, Copy, PartialEq)]
struct Drawing {
    bbox: Rect,
    /// A picture is larger than the sign that it shows.
    is_picture: bool,
}

impl Drawing {
    fn area(&self) -> f32 {
        self.bbox.width() * self.bbox.height()
    }

    /// Whether it is another one, drawn twice.
    fn is_again(&self, other: &Drawing) -> bool {
        other.bbox.contains(self.bbox.center()) && other.bbox.width() <= TWICE * self.bbox.width()
    }

    /// How far it stands behind a place on a side of it, in font sizes.
    fn gap(&self, end: f32, side: Side, size: f32) -> f32 {
        match side {
            Side::Before => (end - self.bbox.x1) / size,
            Side::Behind => (self.bbox.x0 - end) / size,
        }
    }

    /// Whether it has the size of a sign of a glyph's line, and stands on its baseline.
    fn is_sign_of(&self, glyph: &Glyph) -> bool {
        let (height, feet) = match self.is_picture {
            true => (PICTURE_HEIGHT, PICTURE_FEET),
            false => (HEIGHT, FEET),
        };
        let below = (self.bbox.y1 - glyph.origin.y) / glyph.size;
        (height.0..=height.1).contains(&(self.bbox.height() / glyph.size))
            && (WIDTH.0..=WIDTH.1).contains(&(self.bbox.width() / glyph.size))
            && (-FEET..=feet).contains(&below)
    }
}

/// The small drawings and pictures that no glyph lies on.
fn drawn(page: &Page) -> Vec<Drawing> {
    let curves = page.outlines.iter().chain(&page.shapes).map(|bbox| (bbox, false));
    let all = curves.chain(page.images.iter().map(|bbox| (bbox, true)));
    let mut all: Vec<Drawing> =
        all.map(|(bbox, is_picture)| Drawing { bbox: *bbox, is_picture }).take(MOST + 1).collect();
    // Most pages have none: their glyphs need not be looked at.
    if all.is_empty() {
        return all;
    }
    // The largest first: what is drawn twice counts once.
    all.sort_by(|a, b| b.area().total_cmp(&a.area()));
    let said = shown(page);
    let mut drawn: Vec<Drawing> = Vec::new();
    for one in all {
        let is_said = said.iter().any(|glyph| glyph.contains(one.bbox.center()));
        if !is_said && !drawn.iter().any(|before| one.is_again(before)) {
            drawn.push(one);
        }
    }
    drawn
}

/// The level bars of a page that may be a minus by their shape.
fn bars(page: &Page) -> Vec<Ruling> {
    let level = page.rulings.iter().filter(|r| r.line.width() > r.line.height());
    level.filter(|bar| bar.line.width() <= SHORT).copied().collect()
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    Behind,
}

/// The signs that follow each other on a side of a glyph, nearest first.
fn chain(drawn: &[Drawing], glyph: &Glyph, side: Side) -> Vec<Rect> {
    let mut chain: Vec<Rect> = Vec::new();
    let mut most = if is_number(glyph) { APART } else { WORD_GAP };
    let mut end = match side {
        Side::Before => glyph.bbox.x0,
        Side::Behind => glyph.bbox.x1,
    };
    loop {
        let near = drawn.iter().filter(|one| one.is_sign_of(glyph) && !chain.contains(&one.bbox));
        let gaps = near.map(|one| (one.gap(end, side, glyph.size), one));
        let near = gaps.filter(|(gap, _)| (-OVERLAP..=most).contains(gap));
        let Some((_, next)) = near.min_by(|a, b| a.0.total_cmp(&b.0)) else { return chain };
        chain.push(next.bbox);
        most = APART;
        end = match side {
            Side::Before => next.bbox.x0,
            Side::Behind => next.bbox.x1,
        };
    }
}

/// Whether a glyph is of a number.
fn is_number(glyph: &Glyph) -> bool {
    glyph.text.chars().all(|c| is_digit(c) || c == ',')
}

/// The bar before a digit that is its minus: it is the only one there.
fn minus(bars: &[Ruling], digit: &Glyph) -> Option<Ruling> {
    let bar = bars.iter().find(|bar| is_minus(bar, digit))?;
    let is_alone = !bars.iter().any(|other| is_dash_before(other, bar, digit.size));
    is_alone.then_some(*bar)
}

/// Whether a bar has the length of a minus, and stands where a digit has it.
fn is_minus(bar: &Ruling, digit: &Glyph) -> bool {
    let above = (digit.origin.y - bar.line.y0) / digit.size;
    let gap = (digit.bbox.x0 - bar.line.x1) / digit.size;
    (MINUS_LENGTH.0..=MINUS_LENGTH.1).contains(&(bar.line.width() / digit.size))
        && bar.thickness <= MINUS_THICKNESS * digit.size
        && (MINUS_ABOVE.0..=MINUS_ABOVE.1).contains(&above)
        && (-OVERLAP..=APART).contains(&gap)
}

/// Whether a bar is a dash of a line that another belongs to.
fn is_dash_before(dash: &Ruling, bar: &Ruling, size: f32) -> bool {
    (dash.line.y0 - bar.line.y0).abs() < MINUS_THICKNESS * size
        && dash.line != bar.line
        && (bar.line.x0 - dash.line.x1).abs() <= DASHES * size
}

/// A glyph of which nothing is known, in the line of another.
fn unknown(beside: &Glyph, sign: &Rect) -> Glyph {
    Glyph { text: UNKNOWN.into(), evidence: Evidence::Unknown, ..sign_beside(beside, sign) }
}

/// A glyph at the place of a drawing, in the line of another glyph.
pub(super) fn sign_beside(beside: &Glyph, drawing: &Rect) -> Glyph {
    Glyph {
        origin: Point { x: drawing.x0, y: beside.origin.y },
        bbox: Rect::new(drawing.x0, beside.bbox.y0, drawing.x1, beside.bbox.y1),
        ..beside.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::RulingKind;

    /// Digits of 5 points from x = 60 on, on a baseline at 100.
    fn page(text: &str) -> Page {
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
        Page { glyphs: text.chars().enumerate().map(glyph).collect(), ..Page::default() }
    }

    fn texts(page: Page) -> String {
        with_signs(page).glyphs.iter().map(|g| g.text.as_str()).collect()
    }

    #[test]
    fn a_sign_drawn_beside_digits_is_unknown() {
        let first = Page { outlines: vec![Rect::new(55.0, 93.0, 59.5, 100.0)], ..page("1,930") };
        assert_eq!(texts(first), "\u{FFFD}1,930");
        let comma = Page { outlines: vec![Rect::new(55.0, 93.0, 59.5, 100.0)], ..page(",405") };
        assert_eq!(texts(comma), "\u{FFFD},405");
        let last = Page { images: vec![Rect::new(85.2, 93.0, 89.5, 100.0)], ..page("1,930") };
        assert_eq!(texts(last), "1,930\u{FFFD}");
        let word = vec![Rect::new(66.0, 93.0, 70.0, 100.0), Rect::new(71.0, 93.0, 75.0, 100.0)];
        assert_eq!(texts(Page { shapes: word, ..page("ก") }), "ก\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn bullets_ticks_and_drawings_are_none() {
        let bullet = Rect::new(55.0, 95.0, 58.0, 98.0);
        let tick = Rect::new(50.0, 93.0, 55.0, 100.0);
        let frame = Rect::new(55.0, 88.0, 90.0, 104.0);
        let under = Rect::new(60.5, 93.0, 64.5, 100.0);
        for shape in [bullet, tick, frame, under] {
            let page = Page { shapes: vec![shape], ..page("12") };
            assert_eq!(texts(page), "12", "{shape:?}");
        }
        let tick = Rect::new(66.0, 93.0, 71.0, 100.0);
        assert_eq!(texts(Page { shapes: vec![tick], ..page("ก") }), "ก");
    }

    #[test]
    fn a_bar_before_a_digit_is_unknown_and_one_of_a_row_is_not() {
        let bar = |x: f32| Ruling {
            line: Rect::new(x, 97.0, x + 4.0, 97.0),
            thickness: 0.9,
            kind: RulingKind::Drawn,
        };
        let minus = Page { rulings: vec![bar(55.0)], ..page("750") };
        assert_eq!(texts(minus), "\u{FFFD}750");
        let dashes = Page { rulings: vec![bar(47.0), bar(55.0)], ..page("750") };
        assert_eq!(texts(dashes), "750");
    }
}
