//! Text in the colour of the paper: white letters where nothing but paper lies behind them. It is in
//! the file, and nobody sees it.

use std::ops::Range;

use super::cover::letters;
use super::ink::{Ink, is_white};
use super::model::{Glyph, Ruling, RulingKind, Visibility};
use crate::geom::{Rect, bounds};

/// A line this thick (in points) may be the ground of white letters.
const GROUND: f32 = 2.0;

/// Which glyphs of a page are drawn in white.
#[derive(Default)]
pub(super) struct Blank {
    /// Stretches of them, the last of which may still go on.
    ranges: Vec<Range<usize>>,
    /// Whether white is drawn now.
    open: bool,
}

/// What is drawn on a page that white letters are seen on.
pub(super) struct Grounds<'p> {
    pub ink: &'p Ink,
    pub images: &'p [Rect],
    pub rulings: &'p [Ruling],
}

impl Blank {
    /// Notes whether the glyphs from `first` on are drawn in white.
    pub fn note(&mut self, first: usize, white: bool) {
        match white {
            true if !self.open => {
                self.ranges.push(first..usize::MAX);
                self.open = true;
            }
            false => self.end(first),
            true => {}
        }
    }

    /// The glyphs from `at` on are not white, whatever was noted of them.
    pub fn end(&mut self, at: usize) {
        if let Some(last) = self.ranges.last_mut().filter(|_| self.open) {
            last.end = at.max(last.start);
        }
        self.open = false;
    }

    /// Marks as invisible what is white on nothing but paper.
    pub fn hide(&self, glyphs: &mut [Glyph], on: &Grounds<'_>) {
        if on.ink.is_cut_short() {
            return;
        }
        for range in &self.ranges {
            let end = range.end.min(glyphs.len());
            let white = glyphs[range.start.min(end)..end].iter_mut();
            hide(&mut white.filter(|g| g.visibility == Visibility::Shown).collect::<Vec<_>>(), on);
        }
    }
}

/// Marks as invisible those of some white glyphs that have no ground.
fn hide(white: &mut [&mut Glyph], on: &Grounds<'_>) {
    let Some(around) = bounds(white.iter().map(|g| &g.bbox)) else { return };
    let near: Vec<Rect> = on.all().filter(|ground| touches(ground, &around)).collect();
    for glyph in white {
        let place = letters(glyph);
        if !near.iter().any(|ground| touches(ground, &place)) {
            glyph.visibility = Visibility::Invisible;
        }
    }
}

/// Whether boxes meet, of which one may have no width.
fn touches(a: &Rect, b: &Rect) -> bool {
    a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1
}

impl Grounds<'_> {
    /// The boxes of all that is coloured and large enough.
    fn all(&self) -> impl Iterator<Item = Rect> + '_ {
        let fills = self.ink.fills.iter().filter(|fill| !is_white(fill.colour)).map(|f| f.rect);
        let drawn = self.ink.grounds.iter().chain(&self.ink.outlines).chain(&self.ink.shapes);
        let lines = self.rulings.iter().filter(|ruling| is_ground(ruling));
        fills
            .chain(drawn.chain(self.images).copied())
            .chain(lines.map(|r| r.line.grow(r.thickness / 2.0)))
    }
}

/// Whether a line is so thick that white letters may stand on it.
fn is_ground(ruling: &Ruling) -> bool {
    ruling.kind == RulingKind::Drawn && ruling.thickness >= GROUND
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Point;
    use crate::pdf::model::Fill;

    /// What is seen of three letters, of which the second is white, on a page with this ink.
    fn seen(ink: &Ink, images: &[Rect]) -> String {
        let mut glyphs: Vec<Glyph> = ["ก", "ข", "ค"].into_iter().zip(0..).map(letter).collect();
        let mut blank = Blank::default();
        blank.note(0, false);
        blank.note(1, true);
        blank.note(2, false);
        blank.hide(&mut glyphs, &Grounds { ink, images, rulings: &[] });
        let shown = glyphs.iter().filter(|g| g.visibility == Visibility::Shown);
        shown.map(|g| g.text.as_str()).collect()
    }

    fn letter((text, at): (&str, u8)) -> Glyph {
        let x = 10.0 * f32::from(at);
        Glyph {
            text: text.into(),
            origin: Point { x, y: 100.0 },
            bbox: Rect::new(x, 92.0, x + 6.0, 102.5),
            size: 10.0,
            ..Glyph::default()
        }
    }

    /// Ink that fills a box with a colour.
    fn filled(colour: [u8; 3]) -> Ink {
        let fill = Fill { rect: Rect::new(0.0, 90.0, 90.0, 105.0), colour };
        Ink { fills: vec![fill], ..Ink::default() }
    }

    #[test]
    fn white_letters_are_seen_where_something_lies_behind_them() {
        let picture = Rect::new(0.0, 0.0, 90.0, 200.0);
        assert_eq!(seen(&Ink::default(), &[]), "กค");
        assert_eq!(seen(&filled([0xFF; 3]), &[]), "กค");
        assert_eq!(seen(&filled([0x20, 0x40, 0x80]), &[]), "กขค");
        assert_eq!(seen(&Ink::default(), &[picture]), "กขค");
        assert_eq!(seen(&Ink { grounds: vec![picture], ..Ink::default() }, &[]), "กขค");
    }

    #[test]
    fn what_is_drawn_again_in_another_colour_is_not_white() {
        let mut blank = Blank::default();
        blank.note(0, true);
        blank.end(0);
        let mut glyphs = vec![letter(("ก", 0))];
        let ink = Ink::default();
        blank.hide(&mut glyphs, &Grounds { ink: &ink, images: &[], rulings: &[] });
        assert_eq!(glyphs[0].visibility, Visibility::Shown);
    }
}
