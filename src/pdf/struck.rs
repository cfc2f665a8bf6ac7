//! Text that a line strikes out: it can be read, but who drew the line took it back.

use super::cover::keep_with_bases;
use super::model::{Glyph, Page, Ruling, RulingKind, Visibility};
use crate::geom::{Point, Rect, Turn, bounds};

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
/// The same where it strikes out a whole row, whose lower border would run as high in a row that is too
/// low.
const ROW_THROUGH: (f32, f32) = (0.1, 0.45);
/// Glyphs of a row that is struck out, at least.
const FEWEST_OF_ROW: usize = 6;
/// Words are apart by more than this, in font sizes.
const GAP: f32 = 1.5;
/// How far from the baseline a line that leans runs through a letter, in font sizes: above and below.
const HIGHEST: f32 = 0.8;
const LOWEST: f32 = 0.2;
/// Letters this near belong to the same word, in font sizes.
const NEAR: f32 = 0.2;
/// It rises by this at most, in font sizes, …
const HIGHEST_SLANT: f32 = 1.2;
/// … reaches this far beyond the words, in font sizes, …
const BEYOND_SLANTED: f32 = 0.8;
/// … and strikes out letters or digits, at least.
const FEWEST_SLANTED: usize = 3;
/// Lines this near each other, in points, are one line; and a line this near an upright one borders
/// something.
const TOUCH: f32 = 1.5;
/// More lines that may strike something out are a drawing.
const MOST: usize = 2_000;

/// A level line through a page, or several that continue one another.
struct Stroke {
    y: f32,
    from: f32,
    to: f32,
    thickness: f32,
    /// Whether it is the border of something, by the upright lines at its ends.
    borders: bool,
}

/// A line that leans, from its left end to its right one; or the level middle of a wave.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slant {
    pub from: Point,
    pub to: Point,
}

/// Marks the glyphs of a page in its reading frame that lines strike out, and takes those lines from
/// its rulings; the places where it does, in that frame.
pub(super) fn strike_out(page: &mut Page, slants: &[Slant]) -> Vec<Rect> {
    let level = level_lines(page).filter(|level| !(level.is_empty() && slants.is_empty()));
    let Some(level) = level.filter(|_| slants.len() <= MOST) else { return Vec::new() };
    let struck = below(&level, &page.glyphs);
    let mut places = Vec::new();
    for (stroke, over) in level.iter().zip(&struck) {
        let whole = !stroke.borders && stroke.strikes(&page.glyphs, over);
        if whole || stroke.strikes_row(&page.glyphs, over, &level) {
            places.extend(strike(&mut page.glyphs, over));
            page.rulings.retain(|r| r.kind != RulingKind::Drawn || !stroke.holds(&r.line));
        }
    }
    for slant in slants {
        let over = slant.strikes(&page.glyphs);
        places.extend(strike(&mut page.glyphs, &over));
    }
    if !places.is_empty() {
        keep_with_bases(&mut page.glyphs);
    }
    places
}

/// Marks glyphs as struck out; the boxes around them, one for each stretch of a line.
fn strike(glyphs: &mut [Glyph], over: &[usize]) -> Vec<Rect> {
    over.iter().for_each(|i| glyphs[*i].visibility = Visibility::Struck);
    stretches(glyphs, over)
}

/// The boxes around glyphs of one line, parted where nothing stands between them.
fn stretches(glyphs: &[Glyph], over: &[usize]) -> Vec<Rect> {
    let mut boxes: Vec<(Rect, f32)> = Vec::new();
    let mut of: Vec<&Glyph> =
        over.iter().map(|i| &glyphs[*i]).filter(|g| g.says_something()).collect();
    of.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    for glyph in of {
        match boxes.last_mut().filter(|(last, size)| glyph.bbox.x0 - last.x1 <= GAP * size) {
            Some((last, _)) => *last = last.union(&glyph.bbox),
            None => boxes.push((glyph.bbox, glyph.size)),
        }
    }
    boxes.into_iter().map(|(rect, _)| rect).collect()
}

/// For each of some lines, from top to bottom, the glyphs whose middles it runs through.
fn below(level: &[Stroke], glyphs: &[Glyph]) -> Vec<Vec<usize>> {
    let mut struck: Vec<Vec<usize>> = level.iter().map(|_| Vec::new()).collect();
    let mut end = 0;
    // Glyphs that follow each other mostly stand on one line of text, through which none is drawn.
    for run in glyphs.chunk_by(|a, b| (a.origin.y, a.size) == (b.origin.y, b.size)) {
        let (start, Glyph { origin, size, .. }) = (end, &run[0]);
        end += run.len();
        let first = level.partition_point(|s| s.y < origin.y - THROUGH.1 * size);
        let (lowest, thickest) = (origin.y - THROUGH.0 * size, THICKEST * size);
        let near = level.iter().zip(&mut struck).skip(first).take_while(|(s, _)| s.y <= lowest);
        for (stroke, over) in near.filter(|(s, _)| s.thickness <= thickest) {
            over.extend((start..end).filter(|i| {
                let middle = glyphs[*i].bbox.center().x;
                may_be_struck(&glyphs[*i]) && stroke.from <= middle && middle <= stroke.to
            }));
        }
    }
    struck
}

/// Whether a line may strike a glyph out: the page shows it, and it runs from left to right. Also
/// spaces are struck out, with what is around them.
fn may_be_struck(glyph: &Glyph) -> bool {
    glyph.visibility == Visibility::Shown && glyph.turn == Turn::None && glyph.bbox.width() > 0.0
}

/// The level lines of a page, from top to bottom; `None` where they are too many.
fn level_lines(page: &Page) -> Option<Vec<Stroke>> {
    let drawn = page.rulings.iter().filter(|r| r.kind == RulingKind::Drawn);
    let (level, upright): (Vec<&Ruling>, Vec<&Ruling>) = drawn.partition(|r| is_level(&r.line));
    let mut level: Vec<Stroke> = level.into_iter().map(Stroke::of).collect();
    level.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.from.total_cmp(&b.from)));
    let mut strokes: Vec<Stroke> = Vec::new();
    for stroke in level {
        // Each is held against all of its height, and against all upright ones.
        if strokes.len() > MOST {
            return None;
        }
        let near = strokes.iter_mut().rev().take_while(|s| s.is_level_with(&stroke));
        match near.into_iter().find(|s| s.meets(&stroke)) {
            Some(before) => before.take(&stroke),
            None => strokes.push(stroke),
        }
    }
    for stroke in &mut strokes {
        stroke.borders = stroke.is_border(&upright);
    }
    (strokes.len() <= MOST).then_some(strokes)
}

fn is_level(line: &Rect) -> bool {
    line.width() > line.height()
}

impl Stroke {
    fn of(r: &Ruling) -> Stroke {
        let Rect { x0: from, x1: to, y0: y, .. } = r.line;
        Stroke { y, from, to, thickness: r.thickness, borders: false }
    }

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

    /// Whether it borders something: it makes a corner with an upright line, or runs from one to another.
    /// What is struck out in a cell of a spreadsheet begins or ends at the border of the cell.
    fn is_border(&self, upright: &[&Ruling]) -> bool {
        let (mut left, mut right) = (false, false);
        for Ruling { line, .. } in upright {
            let (above, below) = (self.y - line.y0, line.y1 - self.y);
            let at_left = (line.x0 - self.from).abs() <= TOUCH;
            let at_right = (line.x0 - self.to).abs() <= TOUCH;
            if above < -TOUCH || below < -TOUCH || !at_left && !at_right {
                continue;
            }
            if above <= TOUCH || below <= TOUCH {
                return true;
            }
            left |= at_left;
            right |= at_right;
        }
        left && right
    }

    /// Whether a level ruling is part of it.
    fn holds(&self, line: &Rect) -> bool {
        let level_with = (line.y0 - self.y).abs() <= TOUCH / 2.0 && is_level(line);
        level_with && self.from <= line.x0 && line.x1 <= self.to
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

    /// Whether it strikes out a whole row of a table, whose columns it crosses: it runs through the
    /// letters of several of them, and between the lines above and below it stands nothing else.
    fn strikes_row(&self, glyphs: &[Glyph], over: &[usize], level: &[Stroke]) -> bool {
        if over.len() < FEWEST_OF_ROW || stretches(glyphs, over).len() < 2 {
            return false;
        }
        let beside = level.iter().filter(|s| s.from < self.to && self.from < s.to);
        let (above, below): (Vec<f32>, Vec<f32>) =
            beside.map(|s| s.y).filter(|y| (y - self.y).abs() > TOUCH).partition(|y| *y < self.y);
        let top = above.into_iter().reduce(f32::max);
        let Some((top, bottom)) = top.zip(below.into_iter().reduce(f32::min)) else { return false };
        let mut within = glyphs.iter().filter(|g| {
            let in_row = (top..bottom + THROUGH.1 * g.size).contains(&g.origin.y);
            let in_columns = (self.from..=self.to).contains(&g.bbox.center().x);
            in_row && in_columns && may_be_struck(g) && g.says_something()
        });
        within.all(|g| self.runs_deep_through(g))
    }

    /// Whether it runs through the middle of a glyph's letters.
    fn runs_deep_through(&self, g: &Glyph) -> bool {
        let above = (g.origin.y - self.y) / g.size.max(f32::EPSILON);
        (ROW_THROUGH.0..=ROW_THROUGH.1).contains(&above)
    }

    /// How much of it lies over a box.
    fn shared_with(&self, bbox: &Rect) -> f32 {
        (self.to.min(bbox.x1) - self.from.max(bbox.x0)).max(0.0)
    }
}

impl Slant {
    /// The glyphs of the words that it strikes out: it leans no more than a line is high, begins and
    /// ends with them, and runs through all of them but one at most.
    fn strikes(&self, glyphs: &[Glyph]) -> Vec<usize> {
        let printed =
            glyphs.iter().enumerate().filter(|(_, g)| may_be_struck(g) && g.says_something());
        let mut over: Vec<usize> =
            printed.clone().filter(|(_, g)| self.runs_through(g)).map(|(i, _)| i).collect();
        let Some(first) = over.first().map(|i| &glyphs[*i]) else { return over };
        let (size, baseline) = (first.size, first.origin.y);
        let of_line = printed.filter(|(_, g)| (g.origin.y - baseline).abs() < size / 2.0);
        let mut of_line: Vec<(usize, &Glyph)> = of_line.collect();
        of_line.sort_by(|a, b| a.1.bbox.x0.total_cmp(&b.1.bbox.x0));
        let words = of_line.chunk_by(|a, b| b.1.bbox.x0 - a.1.bbox.x1 <= NEAR * size);
        let words = words.filter(|word| word.iter().any(|(i, _)| over.contains(i)));
        let word: Vec<usize> = words.flatten().map(|(i, _)| *i).collect();
        let texts = word.iter().map(|i| &glyphs[*i].text);
        let says = texts.filter(|text| text.chars().any(char::is_alphanumeric)).count();
        let Some(letters) = bounds(word.iter().map(|i| &glyphs[*i].bbox)) else { return over };
        let beyond = (letters.x0 - self.from.x).max(self.to.x - letters.x1);
        let strikes = over.iter().all(|i| word.contains(i))
            && word.len() <= over.len() + 1
            && stretches(glyphs, &word).len() == 1
            && says >= FEWEST_SLANTED
            && (self.from.y - self.to.y).abs() <= HIGHEST_SLANT * size
            && beyond <= BEYOND_SLANTED * size;
        over.clear();
        if strikes { word } else { over }
    }

    /// Whether it runs through the letters of a glyph; the middle of a wave, through the middle of them.
    fn runs_through(&self, g: &Glyph) -> bool {
        let (from, to, middle) = (self.from, self.to, g.bbox.center().x);
        let y = from.y + (middle - from.x) / (to.x - from.x) * (to.y - from.y);
        let (highest, lowest) =
            if from.y == to.y { (THROUGH.1, -THROUGH.0) } else { (HIGHEST, LOWEST) };
        (from.x..=to.x).contains(&middle)
            && (g.origin.y - highest * g.size..=g.origin.y + lowest * g.size).contains(&y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        left_by(page(lines), &[])
    }

    fn left_by(mut page: Page, slants: &[Slant]) -> (String, usize) {
        let printed = page.glyphs.len();
        let said = !strike_out(&mut page, slants).is_empty();
        let shown = page.glyphs.iter().filter(|g| g.shows_text());
        let text: String = shown.map(|g| g.text.as_str()).collect();
        assert_eq!(said, text.chars().count() < printed);
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

    /// The page with the word once more, in a column further right, in a row between lines.
    fn row(lines: &[Rect]) -> Page {
        let bottom_of_row = [level(185.0, 90.0, 310.0), level(206.0, 90.0, 310.0)];
        let sides = [90.0, 200.0, 310.0].map(|x| Rect::new(x, 185.0, x, 206.0));
        let mut page = page(&[bottom_of_row.as_slice(), &sides, lines].concat());
        let again: Vec<Glyph> = page.glyphs.clone();
        page.glyphs.extend(again.into_iter().map(|mut g| {
            g.origin.x += 120.0;
            (g.bbox.x0, g.bbox.x1) = (g.bbox.x0 + 120.0, g.bbox.x1 + 120.0);
            g
        }));
        page
    }

    #[test]
    fn a_line_through_all_columns_strikes_out_a_row() {
        let through = level(197.0, 90.0, 310.0);
        assert_eq!(left_by(row(&[through]), &[]), (String::new(), 5));
        let mut with_more = row(&[through]);
        let mut above = with_more.glyphs[0].clone();
        above.origin.y = 191.0;
        with_more.glyphs.push(above);
        assert_eq!(left_by(with_more, &[]).1, 6, "text above it: a border that lies too high");
    }

    #[test]
    fn a_line_that_leans_strikes_out_the_words_it_ends_with() {
        let slant = |from: (f32, f32), to: (f32, f32)| {
            let slant =
                Slant { from: Point { x: from.0, y: from.1 }, to: Point { x: to.0, y: to.1 } };
            left_by(page(&[]), &[slant]).0
        };
        assert_eq!(slant((97.0, 201.0), (140.0, 192.0)), "");
        assert_eq!(slant((97.0, 192.0), (140.0, 201.0)), "", "falling");
        assert_eq!(slant((60.0, 201.0), (140.0, 192.0)), "48,000", "an arrow from elsewhere");
        assert_eq!(slant((97.0, 201.0), (118.0, 196.0)), "48,000", "it ends within the word");
        assert_eq!(slant((97.0, 260.0), (140.0, 150.0)), "48,000", "across the page");
    }
}
