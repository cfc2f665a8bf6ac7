//! Which way the letters of a picture follow each other: a letter's nearest neighbour stands beside
//! it on its line.

use std::collections::BTreeMap;

use crate::ocr::parts::Part;

/// Pieces this large (in the size of most letters) are letters; smaller ones are marks, larger ones
/// pictures.
const LETTER: (f32, f32) = (0.7, 1.4);
/// Neighbours share this part of the smaller one's side.
const BESIDE: f32 = 0.5;
/// Smaller pieces, in points, are specks.
const SPECK: f32 = 2.2;

/// How many letters have their nearest neighbour beside them, and how many above or below. `scale`:
/// pixels a point.
pub(super) fn votes(parts: &[Part], scale: f32) -> (usize, usize) {
    let side = |p: &Part| p.width().max(p.height()) as f32;
    let mut sides: Vec<f32> = parts.iter().map(side).filter(|s| *s >= SPECK * scale).collect();
    sides.sort_by(f32::total_cmp);
    let Some(usual) = crate::ocr::lines::mode(&sides) else { return (0, 0) };
    let letter = |p: &&Part| (LETTER.0..LETTER.1).contains(&(side(p) / usual));
    let letters: Vec<&Part> = parts.iter().filter(letter).collect();
    let square =
        |p: &Part| ((p.center().0 / usual / 2.0) as i32, (p.center().1 / usual / 2.0) as i32);
    let mut squares: BTreeMap<(i32, i32), Vec<&Part>> = BTreeMap::new();
    for p in &letters {
        squares.entry(square(p)).or_default().push(p);
    }
    let (mut across, mut down) = (0, 0);
    for p in &letters {
        let (x, y) = square(p);
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let near =
            around.filter_map(|at| squares.get(&at)).flatten().filter(|n| !std::ptr::eq(**n, *p));
        match near.filter_map(|n| gap(p, n)).min_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((_, true)) => across += 1,
            Some((_, false)) => down += 1,
            None => {}
        }
    }
    (across, down)
}

/// The gap between two pieces side by side, and whether they stand on one row; `None` where they
/// are neither.
fn gap(a: &Part, b: &Part) -> Option<(f32, bool)> {
    let shared = |a0: usize, a1: usize, b0: usize, b1: usize| {
        let shared = a1.min(b1) as f32 - a0.max(b0) as f32;
        shared >= BESIDE * (a1 - a0).min(b1 - b0) as f32
    };
    let between = |a0: usize, a1: usize, b0: usize, b1: usize| {
        (a0.max(b0) as f32 - a1.min(b1) as f32).max(0.0)
    };
    let rows = shared(a.y0, a.y1, b.y0, b.y1);
    let columns = shared(a.x0, a.x1, b.x0, b.x1);
    match (rows, columns) {
        (true, false) => Some((between(a.x0, a.x1, b.x0, b.x1), true)),
        (false, true) => Some((between(a.y0, a.y1, b.y0, b.y1), false)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_a_line_stand_beside_each_other() {
        let part = |x0: usize, y0: usize| Part { x0, y0, x1: x0 + 12, y1: y0 + 18, ink: 90 };
        let line = |y: usize| (0..30).map(move |i| part(i * 15, y));
        let parts: Vec<Part> = (0..10).flat_map(|row| line(row * 45)).collect();
        assert_eq!(votes(&parts, 2.0), (300, 0));
        let sideways: Vec<Part> = parts
            .iter()
            .map(|p| Part { x0: p.y0, y0: p.x0, x1: p.y1, y1: p.x1, ink: p.ink })
            .collect();
        assert_eq!(votes(&sideways, 2.0), (0, 300));
        assert_eq!(votes(&[], 2.0), (0, 0));
    }
}
