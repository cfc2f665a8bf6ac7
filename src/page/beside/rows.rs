//! Small marks that stand in a row as letters do.

use crate::geom::{Rect, bounds};

/// The height of a letter or a vowel in points, from the smallest print to a heading.
const HEIGHT: (f32, f32) = (2.5, 40.0);
/// A mark wider than this many times its height is a stroke, or letters of a word that touch …
const WIDEST: f32 = 12.0;
/// … and counts as one letter for each of these parts of its height.
const LETTER: f32 = 0.9;
/// White between two neighbours of a row, in heights of its highest mark.
const GAP: f32 = 1.3;
/// A mark at least this high, in heights of the highest of its row, stands on the line; lower ones
/// are vowels, tone marks and points above, below or between.
const TALL: f32 = 0.5;
/// Letters stand beside each other: their widths together are at most this part of the row's; the
/// parts of a drawing lie over each other.
const FULLEST: f32 = 1.2;
/// The feet of letters keep this near to a line through them, in heights of the highest …
const LEVEL: f32 = 0.22;
/// … as far as this part of them: some have tails.
const MOST_LEVEL: f32 = 0.7;
/// A line of text leans no more than this: a scan that was laid in by hand.
const LEAN: f32 = 0.06;

/// Marks that stand in a row as letters do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    /// The box around them.
    pub bbox: Rect,
    /// About how many letters they are.
    pub letters: usize,
    /// How many marks they are.
    pub marks: usize,
}

/// The rows of letters among some marks, by their boxes in points.
pub(super) fn rows(marks: &[Rect]) -> Vec<Row> {
    let marks = outermost(marks);
    let mut open: Vec<Vec<Rect>> = Vec::new();
    let mut done = Vec::new();
    for mark in marks {
        // What ends far left of a mark takes no more of those that follow it.
        let (near, left): (Vec<_>, Vec<_>) = open.into_iter().partition(|row| reaches(row, &mark));
        done.extend(left);
        open = near;
        match open.iter_mut().find(|row| is_beside(row, &mark)) {
            Some(row) => row.push(mark),
            None => open.push(vec![mark]),
        }
    }
    done.extend(open);
    let mut rows: Vec<Row> = done.iter().filter_map(|marks| row(marks)).collect();
    rows.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    rows
}

fn may_be_letter(mark: &Rect) -> bool {
    (HEIGHT.0..=HEIGHT.1).contains(&mark.height()) && mark.width() <= WIDEST * mark.height()
}

/// The height of the highest mark of a row.
fn height(row: &[Rect]) -> f32 {
    row.iter().map(Rect::height).fold(0.0, f32::max)
}

/// Whether a row ends near enough to a mark that is not left of its marks.
fn reaches(row: &[Rect], mark: &Rect) -> bool {
    let end = row.iter().map(|m| m.x1).fold(f32::MIN, f32::max);
    mark.x0 - end <= GAP * HEIGHT.1.min(height(row).max(mark.height()))
}

/// Whether a mark goes on with a row: level with its last marks.
fn is_beside(row: &[Rect], mark: &Rect) -> bool {
    let tallest = height(row).max(mark.height());
    let end = row.iter().map(|m| m.x1).fold(f32::MIN, f32::max);
    let last = row.iter().rev().find(|m| m.height() >= TALL * tallest).or(row.last());
    let middle = mark.center().y;
    mark.x0 - end <= GAP * tallest
        && last.is_some_and(|last| {
            let slack = tallest - last.height();
            (last.y0 - slack..=last.y1 + slack).contains(&middle)
        })
}

/// The row that some marks are; `None` where their feet are not on one line.
fn row(marks: &[Rect]) -> Option<Row> {
    let tallest = height(marks);
    let tall: Vec<&Rect> = marks.iter().filter(|m| m.height() >= TALL * tallest).collect();
    let letters =
        tall.iter().map(|m| (m.width() / (LETTER * m.height())).round().max(1.0) as usize);
    let bbox = bounds(marks)?;
    let widths: f32 = tall.iter().map(|m| m.width()).sum();
    let is_text = widths <= FULLEST * bbox.width() && is_level(&tall, LEVEL * tallest);
    is_text.then(|| Row { bbox, letters: letters.sum(), marks: marks.len() })
}

/// How many of some marks may be letters by themselves.
pub(super) fn may_be_letters(marks: &[Rect]) -> usize {
    outermost(marks).len()
}

/// The marks that lie within no other, from left to right: the eye of a letter is part of it.
fn outermost(marks: &[Rect]) -> Vec<Rect> {
    let mut marks: Vec<Rect> = marks.iter().filter(|mark| may_be_letter(mark)).copied().collect();
    marks.sort_by(|a, b| a.x0.total_cmp(&b.x0).then(b.x1.total_cmp(&a.x1)));
    let mut open: Vec<Rect> = Vec::new();
    let mut outer = Vec::new();
    for mark in marks {
        open.retain(|before| before.x1 >= mark.x0);
        if !open.iter().any(|o| o.x1 >= mark.x1 && o.y0 <= mark.y0 && o.y1 >= mark.y1) {
            open.push(mark);
            outer.push(mark);
        }
    }
    outer
}

/// Whether the feet of most letters keep as near as `slack` to a line that is about level.
fn is_level(letters: &[&Rect], slack: f32) -> bool {
    let count = letters.len() as f32;
    let (x, y) = letters.iter().fold((0.0, 0.0), |(x, y), m| (x + m.center().x, y + m.y1));
    let (x, y) = (x / count, y / count);
    let (mut across, mut up) = (0.0f32, 0.0f32);
    for letter in letters {
        let dx = letter.center().x - x;
        across += dx * dx;
        up += dx * (letter.y1 - y);
    }
    let lean = if across > 0.0 { (up / across).clamp(-LEAN, LEAN) } else { 0.0 };
    let near = letters.iter().filter(|m| (m.y1 - y - lean * (m.center().x - x)).abs() <= slack);
    near.count() as f32 >= MOST_LEVEL * count
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of 5 × 7 points, each with its left edge and its foot.
    fn letters(places: impl IntoIterator<Item = (f32, f32)>) -> Vec<usize> {
        let boxes: Vec<Rect> =
            places.into_iter().map(|(x, y)| Rect::new(x, y - 7.0, x + 5.0, y)).collect();
        rows(&boxes).iter().map(|row| row.letters).collect()
    }

    #[test]
    fn letters_of_a_line_are_a_row_and_those_of_two_lines_are_two() {
        assert_eq!(letters((0..8).map(|i| (i as f32 * 6.0, 20.0))), [8]);
        let two = (0..8).flat_map(|i| [(i as f32 * 6.0, 20.0), (i as f32 * 6.0, 34.0)]);
        assert_eq!(letters(two), [8, 8]);
        assert_eq!(letters([(0.0, 20.0), (6.0, 20.0), (90.0, 20.0)]), [2, 1], "cells");
    }

    #[test]
    fn the_eye_of_a_letter_is_part_of_it_and_what_lies_over_each_other_is_a_drawing() {
        let eyes = (0..5).flat_map(|i| {
            let x = i as f32 * 6.0;
            [Rect::new(x, 10.0, x + 5.0, 17.0), Rect::new(x + 1.0, 12.0, x + 4.0, 16.0)]
        });
        assert_eq!(rows(&eyes.collect::<Vec<_>>()).len(), 1);
        let feathers = (0..9).map(|i| Rect::new(i as f32 * 2.0, 10.0, i as f32 * 2.0 + 9.0, 17.0));
        assert!(rows(&feathers.collect::<Vec<_>>()).is_empty());
    }

    #[test]
    fn a_ring_of_letters_is_no_row() {
        let ring = (0..24).map(|i| (i as f32 * std::f32::consts::PI / 12.0).sin_cos());
        let found = letters(ring.map(|(sin, cos)| (100.0 + 25.0 * sin, 100.0 + 25.0 * cos)));
        assert!(found.iter().all(|letters| *letters < 6), "{found:?}");
    }

    #[test]
    fn a_stroke_and_a_speck_are_no_letters() {
        let stroke = Rect::new(0.0, 10.0, 200.0, 14.0);
        let speck = Rect::new(0.0, 10.0, 1.0, 11.0);
        assert!(rows(&[stroke, speck]).is_empty());
    }
}
