//! Text that a line strikes out: it can be read, but who drew the line took it back.

use super::cover::keep_with_bases;
use super::model::{Glyph, Page, RulingKind, Visibility};
use crate::finding::{Code, Finding, Region};
use crate::geom::{Rect, Turn, bounds};

/// How far above the baseline a line strikes letters out, in font sizes: below it underlines them, and
/// above it passes over the small ones.
const THROUGH: (f32, f32) = (0.08, 0.5);
/// A thicker line is a bar, in font sizes.
const THICKEST: f32 = 0.2;
/// A shorter one may be a stroke of a drawing, in font sizes.
const SHORTEST: f32 = 0.8;
/// A line strikes out what it ends with: it reaches this far beyond, in font sizes …
const BEYOND: f32 = 0.5;
/// … and this part of it lies over letters, or the spaces between them.
const OVER_LETTERS: f32 = 0.85;
/// Lines this near each other, in points, are one line; and a line this near an upright one borders
/// something.
const TOUCH: f32 = 1.5;
/// More lines that may strike something out are a drawing.
const MOST: usize = 2_000;
/// As many places are named; the text itself is listed whole.
const MOST_PLACES: usize = 20;

/// A level line through a page, or several that continue one another.
struct Stroke {
    y: f32,
    from: f32,
    to: f32,
    thickness: f32,
}

/// Marks the glyphs of a page in its reading frame that lines strike out, and takes those lines from
/// its rulings; the finding that says so.
pub(super) fn set_aside(page: &mut Page) -> Option<Finding> {
    let strokes = strokes(page);
    if strokes.is_empty() {
        return None;
    }
    let mut struck: Vec<Vec<usize>> = strokes.iter().map(|_| Vec::new()).collect();
    for (i, glyph) in page.glyphs.iter().enumerate().filter(|(_, g)| may_be_struck(g)) {
        let highest = glyph.origin.y - THROUGH.1 * glyph.size;
        let first = strokes.partition_point(|s| s.y < highest);
        for (stroke, over) in strokes.iter().zip(&mut struck).skip(first) {
            if stroke.y > glyph.origin.y - THROUGH.0 * glyph.size {
                break;
            }
            let middle = glyph.bbox.center().x;
            if stroke.thickness <= THICKEST * glyph.size
                && stroke.from <= middle
                && middle <= stroke.to
            {
                over.push(i);
            }
        }
    }
    let mut places = Vec::new();
    for (stroke, over) in strokes.iter().zip(&struck) {
        if stroke.strikes(&page.glyphs, over) {
            over.iter().for_each(|i| page.glyphs[*i].visibility = Visibility::Struck);
            places.extend(bounds(over.iter().map(|i| &page.glyphs[*i].bbox)));
            page.rulings.retain(|r| r.kind != RulingKind::Drawn || !stroke.holds(&r.line));
        }
    }
    keep_with_bases(&mut page.glyphs);
    found(page, &places)
}

/// Whether a line may strike a glyph out: the page shows it, and it runs from left to right. Also
/// spaces are struck out, with what is around them.
fn may_be_struck(glyph: &Glyph) -> bool {
    glyph.visibility == Visibility::Shown && glyph.turn == Turn::None && glyph.bbox.width() > 0.0
}

/// The level lines of a page that border nothing, from top to bottom; none where they are too many.
fn strokes(page: &Page) -> Vec<Stroke> {
    let drawn = || page.rulings.iter().filter(|r| r.kind == RulingKind::Drawn);
    let is_level = |line: &Rect| line.width() > line.height();
    let mut level: Vec<Stroke> = drawn()
        .filter(|r| is_level(&r.line))
        .map(|r| Stroke { y: r.line.y0, from: r.line.x0, to: r.line.x1, thickness: r.thickness })
        .collect();
    level.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.from.total_cmp(&b.from)));
    let mut strokes: Vec<Stroke> = Vec::new();
    for stroke in level {
        match strokes
            .iter_mut()
            .rev()
            .take_while(|s| s.is_level_with(&stroke))
            .find(|s| s.meets(&stroke))
        {
            Some(before) => before.take(&stroke),
            None => strokes.push(stroke),
        }
    }
    strokes.retain(|stroke| !drawn().any(|r| !is_level(&r.line) && stroke.ends_at(&r.line)));
    match strokes.len() <= MOST {
        true => strokes,
        false => Vec::new(),
    }
}

impl Stroke {
    /// Whether another line stands as high.
    fn is_level_with(&self, other: &Stroke) -> bool {
        (self.y - other.y).abs() <= TOUCH / 2.0
    }

    /// Whether another line of this height begins where this one ends, or before.
    fn meets(&self, other: &Stroke) -> bool {
        other.from <= self.to + TOUCH && self.from <= other.to + TOUCH
    }

    /// Grows by a line that it meets.
    fn take(&mut self, other: &Stroke) {
        self.from = self.from.min(other.from);
        self.to = self.to.max(other.to);
        self.thickness = self.thickness.max(other.thickness);
    }

    /// Whether an upright line stands at one of its ends.
    fn ends_at(&self, upright: &Rect) -> bool {
        let reaches = upright.y0 - TOUCH <= self.y && self.y <= upright.y1 + TOUCH;
        let near = |x: f32| (upright.x0 - x).abs() <= TOUCH;
        reaches && (near(self.from) || near(self.to))
    }

    /// Whether a level ruling is part of it.
    fn holds(&self, line: &Rect) -> bool {
        let level = (line.y0 - self.y).abs() <= TOUCH / 2.0 && line.width() > line.height();
        level && self.from <= line.x0 && line.x1 <= self.to
    }

    /// Whether it strikes out the glyphs whose middles it runs through: it begins and ends with them,
    /// and most of it lies over them.
    fn strikes(&self, glyphs: &[Glyph], over: &[usize]) -> bool {
        let printed = over.iter().map(|i| &glyphs[*i]).filter(|g| g.says_something());
        let Some(letters) = bounds(printed.clone().map(|g| &g.bbox)) else { return false };
        let size = printed.map(|g| g.size).fold(0.0, f32::max);
        let length = self.to - self.from;
        let beyond = (letters.x0 - self.from).max(self.to - letters.x1);
        let covered: f32 = over.iter().map(|i| self.shared_with(&glyphs[*i].bbox)).sum();
        let says = over.iter().any(|i| glyphs[*i].text.chars().any(char::is_alphanumeric));
        says && length >= SHORTEST * size
            && beyond <= BEYOND * size
            && covered >= OVER_LETTERS * length
    }

    /// How much of it lies over a box.
    fn shared_with(&self, bbox: &Rect) -> f32 {
        (self.to.min(bbox.x1) - self.from.max(bbox.x0)).max(0.0)
    }
}

/// The finding that text is struck out; none without any. What was struck out is not quoted.
fn found(page: &Page, places: &[Rect]) -> Option<Finding> {
    let regions: Vec<Region> = places
        .iter()
        .take(MOST_PLACES)
        .map(|place| Region::of(page.number, &page.displayed(place)))
        .collect();
    let count = places.len();
    let th =
        format!("ข้อความของหน้านี้ถูกขีดฆ่า {count} แห่ง ข้อความที่ถูกขีดฆ่าจึงไม่ใช้เป็นข้อมูล แต่แสดงไว้ใน unclaimed");
    let en = format!(
        "text is struck out by a line: {count} places; it holds no longer, so it is listed, not used"
    );
    let finding = || Finding::new(Code::TextStruckOut, th, en).on_page(page.number);
    (count > 0).then(|| finding().seen("", &regions))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Point;
    use crate::pdf::Ruling;

    /// A page with `48,000` in letters of 6 by 12 points from 100 on, its baseline at 200, and lines.
    fn page(lines: &[Rect]) -> Page {
        let letter = |(i, c): (usize, char)| {
            let x = 100.0 + 6.0 * i as f32;
            Glyph {
                text: c.to_string().into(),
                origin: Point { x, y: 200.0 },
                bbox: Rect::new(x, 190.0, x + 6.0, 203.0),
                size: 12.0,
                ..Glyph::default()
            }
        };
        let drawn = |line: &Rect| Ruling { line: *line, thickness: 0.7, kind: RulingKind::Drawn };
        Page {
            number: 1,
            glyphs: "48,000".chars().enumerate().map(letter).collect(),
            rulings: lines.iter().map(drawn).collect(),
            ..Page::default()
        }
    }

    /// What is left of the text and how many of the lines.
    fn left(lines: &[Rect]) -> (String, usize) {
        let mut page = page(lines);
        let said = set_aside(&mut page).is_some();
        let shown = page.glyphs.iter().filter(|g| g.shows_text());
        let text: String = shown.map(|g| g.text.as_str()).collect();
        assert_eq!(said, text != "48,000");
        (text, page.rulings.len())
    }

    fn level(y: f32, from: f32, to: f32) -> Rect {
        Rect::new(from, y, to, y)
    }

    #[test]
    fn a_line_through_letters_strikes_out_what_it_ends_with() {
        assert_eq!(left(&[level(197.0, 100.0, 136.0)]), (String::new(), 0));
        assert_eq!(left(&[level(197.0, 98.0, 119.0)]), ("000".to_owned(), 0), "the first three");
        let twice = [level(196.0, 100.0, 136.0), level(198.2, 100.0, 136.0)];
        assert_eq!(left(&twice), (String::new(), 0), "a double line");
        let pieces = [level(197.0, 100.0, 112.0), level(197.0, 112.5, 136.0)];
        assert_eq!(left(&pieces), (String::new(), 0), "a run after the other");
    }

    #[test]
    fn other_lines_leave_text_as_it_is() {
        let whole = |lines: &[Rect], why: &str| {
            assert_eq!(left(lines), ("48,000".to_owned(), lines.len()), "{why}");
        };
        whole(&[level(201.0, 100.0, 136.0)], "underlined");
        whole(&[level(190.0, 100.0, 136.0)], "a line above");
        whole(&[level(197.0, 60.0, 300.0)], "the border of a row that is too low");
        let cell = [level(197.0, 100.0, 136.0), Rect::new(100.0, 150.0, 100.0, 197.0)];
        whole(&cell, "the border of a cell");
        let dashes: Vec<Rect> =
            (0..9).map(|i| 80.0 + 8.0 * i as f32).map(|x| level(197.0, x, x + 5.0)).collect();
        whole(&dashes, "a dashed line");
    }
}
