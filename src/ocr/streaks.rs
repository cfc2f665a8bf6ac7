//! Streaks that a scanner draws down a page: upright lines that lead out of a table, past the line
//! where the others end. They part no cells and are taken out.

use std::ops::Range;

use crate::geom::Rect;
use crate::ocr::gray::Gray;
use crate::ocr::parts::INK;
use crate::ocr::stroke::{Stroke, Strokes};
use crate::pdf::{Confidence, Glyph};

/// Pieces of one streak stand this near beside each other, in points.
const SAME_LINE: f32 = 1.5;
/// A line meets one across this near to its end, in points.
const MEETS: f32 = 3.0;
/// What leads further, in points, past the last line across it leads out of the table.
const LEADS_OUT: f32 = 10.0;
/// At least this number of upright lines end where a table ends, its own sides among them, …
const OTHERS: usize = 2;
/// … and this number for each that does not.
const FOR_EACH: usize = 2;

/// A streak may hide a letter beside one that is no further from it than this, in sizes of the font.
const HIDES: f32 = 0.35;
/// A line runs through a letter where this part of its width, or more, lies on either side.
const THROUGH: f32 = 0.1;
/// How sure a letter can be that a line runs through, or beside which one may be hidden.
const UNDER_STREAK: f32 = 0.9;

/// Parts streaks from the drawn lines of a page that a scanner made; `scale`: pixels a point.
pub(super) fn take(strokes: &mut Strokes, scale: f32) -> Vec<Stroke> {
    let lines = lines(&strokes.upright, scale);
    let is_streak: Vec<bool> =
        lines.iter().map(|line| line.is_streak(&lines, &strokes.level, scale)).collect();
    let mut streaks = Vec::new();
    for (line, _) in lines.iter().zip(is_streak).filter(|(_, is_streak)| *is_streak) {
        streaks.extend(&line.pieces);
    }
    strokes.upright.retain(|stroke| !streaks.contains(stroke));
    streaks
}

/// Takes streaks out of a picture: white, but where print goes on through them.
pub(super) fn take_out(gray: &mut Gray, streaks: &[Stroke]) {
    for streak in streaks {
        for y in streak.from as usize..(streak.to.max(0.0) as usize).min(gray.height) {
            let middle = streak.at(y as f32 + 0.5);
            let first = (middle - streak.reach()).max(0.0).round() as usize;
            let end = ((middle + streak.reach()).max(0.0).round() as usize).min(gray.width);
            let before = first.checked_sub(1).is_some_and(|x| gray.row(y)[x] < INK);
            let behind = end < gray.width && gray.row(y)[end] < INK;
            if !(before && behind) {
                (first..end).for_each(|x| gray.whiten(x, y));
            }
        }
    }
}

/// Doubts the letters that an upright line runs through, and those beside which a streak may hide one.
/// `glyphs`: in points; the others in pixels, `scale` a point.
pub(super) fn doubt(glyphs: &mut [Glyph], streaks: &[Stroke], upright: &[Stroke], scale: f32) {
    for glyph in glyphs {
        let Rect { x0, x1, y0, y1 } = glyph.bbox;
        let inside = THROUGH * (x1 - x0);
        let beside = HIDES * glyph.size;
        let is_hit = is_passed(streaks, x0 - beside..x1 + beside, y0..y1, scale)
            || is_passed(upright, x0 + inside..x1 - inside, y0..y1, scale);
        if is_hit {
            let most = Confidence::new(UNDER_STREAK);
            glyph.confidence = Some(glyph.confidence.map_or(most, |own| own.min(most)));
        }
    }
}

/// Whether one of some upright lines passes a place in points.
fn is_passed(lines: &[Stroke], x: Range<f32>, y: Range<f32>, scale: f32) -> bool {
    let middle = (y.start + y.end) / 2.0 * scale;
    lines.iter().any(|line| {
        line.from < y.end * scale
            && line.to > y.start * scale
            && x.contains(&(line.at(middle) / scale))
    })
}

/// An upright line, maybe in pieces.
struct Line {
    pieces: Vec<Stroke>,
}

/// The upright lines that strokes make, pieces above each other put together.
fn lines(upright: &[Stroke], scale: f32) -> Vec<Line> {
    let mut strokes = upright.to_vec();
    strokes.sort_by(|a, b| a.pos.total_cmp(&b.pos).then(a.from.total_cmp(&b.from)));
    let mut lines: Vec<Line> = Vec::new();
    for stroke in strokes {
        match lines.iter_mut().find(|line| line.goes_on(&stroke, scale)) {
            Some(line) => line.pieces.push(stroke),
            None => lines.push(Line { pieces: vec![stroke] }),
        }
    }
    lines
}

impl Line {
    fn from(&self) -> f32 {
        self.pieces.iter().map(|piece| piece.from).fold(f32::MAX, f32::min)
    }

    fn to(&self) -> f32 {
        self.pieces.iter().map(|piece| piece.to).fold(f32::MIN, f32::max)
    }

    /// Where it lies across at a place along it: where its nearest piece would.
    fn at(&self, along: f32) -> f32 {
        let nearest = self.pieces.iter().min_by(|a, b| away(a, along).total_cmp(&away(b, along)));
        nearest.map_or(0.0, |piece| piece.at(along))
    }

    fn goes_on(&self, stroke: &Stroke, scale: f32) -> bool {
        let middle = (stroke.from + stroke.to) / 2.0;
        (self.at(middle) - stroke.at(middle)).abs() <= SAME_LINE * scale
    }

    /// Whether a level line stands where this one passes.
    fn meets(&self, level: &Stroke, scale: f32) -> bool {
        let x = self.at(level.pos);
        let y = level.at(x);
        let near = MEETS * scale;
        (level.from - near..=level.to + near).contains(&x)
            && (self.from() - near..=self.to() + near).contains(&y)
    }

    /// Where a level line stands that it meets.
    fn height_of(&self, level: &Stroke) -> f32 {
        level.at(self.at(level.pos))
    }

    /// Whether it leads out of the table that it stands in, past a line where most others end.
    fn is_streak(&self, all: &[Line], level: &[Stroke], scale: f32) -> bool {
        let met: Vec<&Stroke> = level.iter().filter(|level| self.meets(level, scale)).collect();
        let by_height =
            |a: &&&Stroke, b: &&&Stroke| self.height_of(a).total_cmp(&self.height_of(b));
        let ends =
            [(met.iter().min_by(by_height), End::Top), (met.iter().max_by(by_height), End::Foot)];
        ends.into_iter().any(|(level, end)| {
            level.is_some_and(|level| {
                self.past(level, end) > LEADS_OUT * scale
                    && self.most_others_end(all, level, end, scale)
            })
        })
    }

    /// How far it leads past a level line, at one of its ends.
    fn past(&self, level: &Stroke, end: End) -> f32 {
        let y = self.height_of(level);
        match end {
            End::Top => y - self.from(),
            End::Foot => self.to() - y,
        }
    }

    /// Whether most other lines that meet a level one end there.
    fn most_others_end(&self, all: &[Line], level: &Stroke, end: End, scale: f32) -> bool {
        let others =
            all.iter().filter(|line| !std::ptr::eq(*line, self) && line.meets(level, scale));
        let (ending, leading): (Vec<&Line>, Vec<&Line>) =
            others.partition(|line| line.past(level, end) <= MEETS * scale);
        ending.len() >= OTHERS && ending.len() >= FOR_EACH * leading.len()
    }
}

/// An end of an upright line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Top,
    Foot,
}

/// How far a place along a stroke lies beyond its ends.
fn away(piece: &Stroke, along: f32) -> f32 {
    (piece.from - along).max(along - piece.to).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCALE: f32 = 2.0;

    fn stroke(pos: f32, from: f32, to: f32) -> Stroke {
        Stroke { from, to, pos, slope: 0.0, thickness: 2.0 }
    }

    /// A table of three columns from 100 to 700, with rows at 100, 200 and 300.
    fn table() -> Strokes {
        Strokes {
            level: [100.0, 200.0, 300.0].map(|y| stroke(y, 100.0, 700.0)).into(),
            upright: [100.0, 300.0, 500.0, 700.0].map(|x| stroke(x, 100.0, 300.0)).into(),
        }
    }

    fn streaks_of(more: &[Stroke]) -> Vec<f32> {
        let mut strokes = table();
        strokes.upright.extend(more);
        take(&mut strokes, SCALE).iter().map(|streak| streak.pos).collect()
    }

    #[test]
    fn what_leads_out_of_a_table_alone_is_a_streak_with_all_its_pieces() {
        assert_eq!(streaks_of(&[]), [] as [f32; 0]);
        assert_eq!(
            streaks_of(&[stroke(400.0, 90.0, 180.0), stroke(401.0, 220.0, 400.0)]),
            [400.0, 401.0]
        );
        assert_eq!(streaks_of(&[stroke(400.0, 0.0, 290.0)]), [400.0]);
        let two = [stroke(350.0, 90.0, 400.0), stroke(400.0, 90.0, 400.0)];
        assert_eq!(streaks_of(&two), [350.0, 400.0]);
        // It ends with the others, or stands apart.
        assert_eq!(streaks_of(&[stroke(400.0, 95.0, 305.0)]), [] as [f32; 0]);
        assert_eq!(streaks_of(&[stroke(400.0, 350.0, 500.0)]), [] as [f32; 0]);
    }

    #[test]
    fn a_table_that_is_open_below_has_no_streaks() {
        let mut strokes = table();
        strokes.upright.iter_mut().for_each(|stroke| stroke.to = 380.0);
        assert_eq!(take(&mut strokes, SCALE), []);
        // One column that goes on is the side of what stands below.
        let mut strokes = table();
        strokes.level.push(stroke(360.0, 100.0, 300.0));
        (strokes.upright[0].to, strokes.upright[1].to) = (360.0, 360.0);
        assert_eq!(take(&mut strokes, SCALE), []);
    }

    #[test]
    fn print_that_goes_on_through_a_streak_stays() {
        let mut gray = Gray::white(40, 40);
        gray.fill_column(20, 0..40, 150);
        gray.fill_row(20, 10..30, 0);
        take_out(&mut gray, &[stroke(20.5, 0.0, 40.0)]);
        assert_eq!((gray.row(10)[20], gray.row(20)[20], gray.row(20)[15]), (255, 0, 0));
    }

    #[test]
    fn letters_under_and_beside_a_streak_are_doubted() {
        let letter = |x: f32| Glyph {
            bbox: Rect::new(x, 50.0, x + 5.0, 60.0),
            size: 16.0,
            confidence: Some(Confidence::new(1.0)),
            ..Glyph::default()
        };
        // A streak at 100 points, a ruling at 131.
        let mut letters = [80.0, 90.0, 98.0, 106.0, 115.0, 129.0, 131.0].map(letter);
        let (streak, ruling) = (stroke(200.0, 0.0, 400.0), stroke(262.0, 0.0, 400.0));
        doubt(&mut letters, &[streak], &[ruling], SCALE);
        let doubted = letters.map(|letter| letter.confidence < Some(Confidence::new(0.98)));
        assert_eq!(doubted, [false, true, true, false, false, true, false]);
        // It ends above.
        let mut letters = [98.0].map(letter);
        doubt(&mut letters, &[stroke(200.0, 0.0, 90.0)], &[], SCALE);
        assert_eq!(letters[0].confidence, Some(Confidence::new(1.0)));
    }
}
