//! Specks of a dirty page: pieces of ink too small for a full stop, where there are many, and those
//! as large as one that stand beside no letter.

use crate::ocr::parts::Part;

/// Sides of a speck, in points: no greater.
const SIDE: f32 = 1.15;
/// Sides of what is a speck wherever it stands, in points.
const TINY: f32 = 0.8;
/// A page with more specks than this …
const MANY: usize = 500;
/// … and more of them than other pieces by this factor is dirty.
const PREVAIL: usize = 1;
/// A letter is at least so high or wide, in points.
const LETTER: f32 = 3.0;
/// What stands nearer to a letter than this, in points, may be its full stop.
const NEAR: f32 = 2.2;
/// Side of the squares in which letters are looked up, in pixels.
const SQUARE: usize = 4;

/// Whether each of the pieces of a page is dirt; `size`: of the page, in pixels; `scale`: pixels a
/// point.
pub(super) fn specks(parts: &[Part], size: (usize, usize), scale: f32) -> Vec<bool> {
    let small = parts.iter().filter(|p| is_small(p, SIDE * scale)).count();
    if small < MANY || small < PREVAIL * (parts.len() - small) {
        return vec![false; parts.len()];
    }
    let letters = parts.iter().filter(|p| p.side() >= LETTER * scale);
    let near = Near::to(letters, size, (NEAR * scale) as usize);
    let all = parts.iter();
    all.map(|p| is_small(p, TINY * scale) || is_small(p, SIDE * scale) && !near.has(p)).collect()
}

/// Whether no side of a piece is longer than this, in pixels.
fn is_small(p: &Part, most: f32) -> bool {
    p.side() <= most.max(1.0)
}

/// The squares of a page that lie near letters.
struct Near {
    columns: usize,
    squares: Vec<bool>,
}

impl Near {
    fn to<'a>(letters: impl Iterator<Item = &'a Part>, size: (usize, usize), near: usize) -> Near {
        let (columns, rows) = (size.0 / SQUARE + 1, size.1 / SQUARE + 1);
        let mut squares = vec![false; columns * rows];
        for p in letters {
            let from = p.x0.saturating_sub(near) / SQUARE;
            let to = ((p.x1 + near) / SQUARE + 1).min(columns);
            for y in p.y0.saturating_sub(near) / SQUARE..((p.y1 + near) / SQUARE + 1).min(rows) {
                squares[y * columns + from..y * columns + to].fill(true);
            }
        }
        Near { columns, squares }
    }

    fn has(&self, p: &Part) -> bool {
        self.squares[p.y0 / SQUARE * self.columns + p.x0 / SQUARE]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_pieces_are_dirt_where_there_are_many_and_a_full_stop_stays() {
        let part = |x0: usize, y0: usize, side: usize| Part {
            x0,
            y0,
            x1: x0 + side,
            y1: y0 + side,
            ink: side * side,
        };
        let letters = (0..100).map(|i| part(20 * (i % 40), 40 * (i / 40), 14));
        let dirt = (0..600).map(|i| part(3 + 7 * (i % 100), 203 + 11 * (i / 100), 2));
        let all: Vec<Part> =
            letters.chain([part(16, 12, 3), part(600, 150, 3)]).chain(dirt).collect();
        let found = specks(&all, (900, 400), 200.0 / 72.0);
        assert_eq!(found.iter().filter(|speck| **speck).count(), 601);
        assert!(!found[100], "a full stop");
        let clean = &all[..102];
        assert!(!specks(clean, (900, 400), 200.0 / 72.0).contains(&true));
    }
}
