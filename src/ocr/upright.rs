//! Which way the letters of a picture follow each other: a letter's nearest neighbour stands beside
//! it on its line.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::ocr::parts::Part;
use crate::ocr::usual::most_frequent;

/// Pieces whose longer side is this long, in that of most pieces, are letters; smaller ones are
/// marks, larger ones pictures.
const LETTER: Range<f32> = 0.7..1.4;
/// Neighbours share this part of the smaller one's side.
const BESIDE: f32 = 0.5;
/// White between letters that follow each other, in the usual side of a letter: what is further away
/// stands in another cell.
const NEAR: f32 = 1.0;
/// Smaller pieces, in points, are specks.
const SPECK: f32 = 2.2;
/// Side of the squares in which neighbours are looked for, in the usual side of a letter: the
/// nearest one stands in the same square or in one beside it.
const SQUARE: f32 = 2.0;

/// Which way letters follow each other on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Votes {
    /// How many letters have their nearest neighbour beside them.
    pub across: usize,
    /// How many have it above or below them.
    pub down: usize,
}

/// Asks each letter among pieces of ink where its nearest neighbour stands; `scale`: pixels a
/// point.
pub(super) fn votes(parts: &[Part], scale: f32) -> Votes {
    let mut votes = Votes::default();
    let sides = parts.iter().map(Part::side).filter(|side| *side >= SPECK * scale);
    let Some(usual) = most_frequent(sides) else { return votes };
    let letters: Vec<&Part> =
        parts.iter().filter(|p| LETTER.contains(&(p.side() / usual))).collect();
    let mut squares = Squares { side: usual, letters: BTreeMap::new() };
    for p in &letters {
        squares.letters.entry(squares.square(p)).or_default().push(p);
    }
    for p in &letters {
        match squares.nearest(p).map(|neighbour| neighbour.direction) {
            Some(Direction::Across) => votes.across += 1,
            Some(Direction::Down) => votes.down += 1,
            None => {}
        }
    }
    votes
}

/// The letters of a page by the squares they stand in, so that only near ones are looked at.
struct Squares<'p> {
    /// The usual side of a letter in pixels.
    side: f32,
    letters: BTreeMap<(i32, i32), Vec<&'p Part>>,
}

impl Squares<'_> {
    fn square(&self, p: &Part) -> (i32, i32) {
        let (x, y) = p.center();
        ((x / self.side / SQUARE) as i32, (y / self.side / SQUARE) as i32)
    }

    /// The nearest neighbour of a letter.
    fn nearest(&self, p: &Part) -> Option<Neighbour> {
        let (x, y) = self.square(p);
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let near = around.filter_map(|at| self.letters.get(&at)).flatten();
        let others = near.filter(|other| !std::ptr::eq(**other, p));
        let neighbours = others.filter_map(|other| Neighbour::of(p, other));
        let neighbours = neighbours.filter(|neighbour| neighbour.gap <= NEAR * self.side);
        neighbours.min_by(|a, b| a.gap.total_cmp(&b.gap))
    }
}

/// Where a letter's neighbour stands.
enum Direction {
    Across,
    Down,
}

/// A letter beside another, or above or below it.
struct Neighbour {
    /// White between both, in pixels.
    gap: f32,
    direction: Direction,
}

impl Neighbour {
    /// `None` where two pieces stand neither on one row nor in one column.
    fn of(a: &Part, b: &Part) -> Option<Neighbour> {
        let on_one_row = share(a.y0..a.y1, b.y0..b.y1);
        let in_one_column = share(a.x0..a.x1, b.x0..b.x1);
        match (on_one_row, in_one_column) {
            (true, false) => {
                let gap = between(a.x0..a.x1, b.x0..b.x1);
                Some(Neighbour { gap, direction: Direction::Across })
            }
            (false, true) => {
                let gap = between(a.y0..a.y1, b.y0..b.y1);
                Some(Neighbour { gap, direction: Direction::Down })
            }
            _ => None,
        }
    }
}

/// Whether two stretches have a good part of the shorter one in common.
fn share(a: Range<usize>, b: Range<usize>) -> bool {
    let shared = a.end.min(b.end) as f32 - a.start.max(b.start) as f32;
    shared >= BESIDE * a.len().min(b.len()) as f32
}

/// The pixels between two stretches.
fn between(a: Range<usize>, b: Range<usize>) -> f32 {
    (a.start.max(b.start) as f32 - a.end.min(b.end) as f32).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_a_line_stand_beside_each_other() {
        let part = |x0: usize, y0: usize| Part { x0, y0, x1: x0 + 12, y1: y0 + 18, ink: 90 };
        let line = |y: usize| (0..30).map(move |i| part(i * 15, y));
        let parts: Vec<Part> = (0..10).flat_map(|row| line(row * 45)).collect();
        assert_eq!(votes(&parts, 2.0), Votes { across: 300, down: 0 });
        let sideways: Vec<Part> = parts
            .iter()
            .map(|p| Part { x0: p.y0, y0: p.x0, x1: p.y1, y1: p.x1, ink: p.ink })
            .collect();
        assert_eq!(votes(&sideways, 2.0), Votes { across: 0, down: 300 });
        assert_eq!(votes(&[], 2.0), Votes::default());
    }

    #[test]
    fn signs_that_stand_alone_in_cells_do_not_follow_each_other() {
        let part = |x0: usize, y0: usize| Part { x0, y0, x1: x0 + 18, y1: y0 + 18, ink: 90 };
        let parts: Vec<Part> = (0..100).map(|i| part(100 * (i % 10), 52 * (i / 10))).collect();
        assert_eq!(votes(&parts, 2.0), Votes::default());
    }
}
