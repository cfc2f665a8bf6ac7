//! Rulings → edges: pieces of one drawn line put together, double lines taken as one.

use crate::geom::Rect;
use crate::pdf::{Ruling, RulingKind};

/// Lines nearer than this (in points) are one: double borders, and the two cells that each draw
/// their own side.
const SAME_LINE: f32 = 2.0;
/// Pieces of one line may stand this far apart (in points): dots and dashes, corners left out.
const PIECES: f32 = 3.0;
/// Shorter lines (in points) are dots, ticks and parts of letters.
const SHORTEST: f32 = 5.0;
/// A piece at most this long (in points) may be a dot of a line that runs either way.
const DOT: f32 = 3.0;
/// A dot is at most this many times as long as it is thick.
const ROUND: f32 = 2.5;

/// A line of a table: level at a y, or upright at an x, from one end to the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edge {
    /// y of a level edge, x of an upright one.
    pub pos: f32,
    /// Where it starts.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
}

impl Edge {
    /// Its length in points.
    pub fn length(&self) -> f32 {
        self.to - self.from
    }

    /// The part of `from..to` that it covers, 0 to 1.
    pub fn covers(&self, from: f32, to: f32) -> f32 {
        let shared = self.to.min(to) - self.from.max(from);
        if to > from { (shared / (to - from)).max(0.0) } else { 0.0 }
    }
}

/// The edges of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Edges {
    /// Those that run from left to right.
    pub level: Vec<Edge>,
    /// Those that run from top to bottom.
    pub upright: Vec<Edge>,
}

/// The edges that rulings of some kinds draw.
pub(super) fn edges(rulings: &[Ruling], kinds: &[RulingKind]) -> Edges {
    let (mut level, mut upright) = (Vec::new(), Vec::new());
    for r in rulings.iter().filter(|r| kinds.contains(&r.kind)) {
        let Rect { x0, y0, x1, y1 } = r.line;
        let (is_level, half) = (x1 - x0 >= y1 - y0, r.thickness / 2.0);
        let is_dot = is_dot(r);
        // What stays alone in a direction is left out there.
        if is_level || is_dot {
            let across = if is_level { 0.0 } else { half };
            level.push(Edge { pos: (y0 + y1) / 2.0, from: x0 - across, to: x1 + across });
        }
        if !is_level || is_dot {
            let across = if is_level { half } else { 0.0 };
            upright.push(Edge { pos: (x0 + x1) / 2.0, from: y0 - across, to: y1 + across });
        }
    }
    Edges { level: joined(level), upright: joined(upright) }
}

/// Whether a piece may be a dot of a dotted line, whichever way that runs.
fn is_dot(r: &Ruling) -> bool {
    let length = r.line.width().max(r.line.height());
    length.max(r.thickness) <= DOT && length <= r.thickness * ROUND && r.thickness <= length * ROUND
}

/// Puts together what lies on one line, nearest positions first.
fn joined(mut pieces: Vec<Edge>) -> Vec<Edge> {
    pieces.sort_by(|a, b| a.pos.total_cmp(&b.pos));
    let mut out = Vec::new();
    let mut rest = pieces.as_mut_slice();
    while let Some(first) = rest.first() {
        let start = first.pos;
        let count = rest.partition_point(|e| e.pos - start <= SAME_LINE);
        let (line, after) = rest.split_at_mut(count);
        join_line(line, &mut out);
        rest = after;
    }
    out
}

/// Puts together the pieces of one line that touch; pieces that stay short are left out.
fn join_line(line: &mut [Edge], out: &mut Vec<Edge>) {
    line.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut current: Option<Edge> = None;
    for piece in line.iter() {
        match &mut current {
            Some(edge) if piece.from - edge.to <= PIECES => {
                if piece.length() > edge.length() {
                    edge.pos = piece.pos;
                }
                edge.to = edge.to.max(piece.to);
            }
            _ => {
                out.extend(current.filter(|e| e.length() >= SHORTEST));
                current = Some(*piece);
            }
        }
    }
    out.extend(current.filter(|e| e.length() >= SHORTEST));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(y: f32, x0: f32, x1: f32) -> Ruling {
        Ruling { line: Rect::new(x0, y, x1, y), thickness: 0.5, kind: RulingKind::Drawn }
    }

    #[test]
    fn pieces_dots_and_double_lines_become_one_edge() {
        let dotted: Vec<Ruling> =
            (0..50).map(|i| level(100.0, i as f32 * 3.0, i as f32 * 3.0 + 1.0)).collect();
        let found = edges(&dotted, &[RulingKind::Drawn]).level;
        assert_eq!(found.len(), 1);
        assert!((found[0].length() - 148.0).abs() < 0.01);
        let double =
            edges(&[level(10.0, 0.0, 50.0), level(11.5, 0.0, 50.0)], &[RulingKind::Drawn]).level;
        assert_eq!(double.len(), 1);
    }

    #[test]
    fn square_dots_make_lines_both_ways() {
        let dot = |x: f32, y: f32| Ruling {
            line: Rect::new(x, y, x, y + 0.75),
            thickness: 0.75,
            kind: RulingKind::Drawn,
        };
        let across = (0..60).map(|i| dot(10.0 + i as f32 * 1.5, 100.0));
        let down = (0..40).map(|i| dot(10.0, 100.0 + i as f32 * 1.5));
        let found = edges(&across.chain(down).collect::<Vec<_>>(), &[RulingKind::Drawn]);
        assert_eq!((found.level.len(), found.upright.len()), (1, 1));
        assert!((found.level[0].length() - 89.25).abs() < 0.01);
        assert!((found.upright[0].length() - 59.25).abs() < 0.01);
    }

    #[test]
    fn lines_apart_stay_apart_and_specks_go() {
        let found = edges(
            &[level(10.0, 0.0, 50.0), level(10.0, 60.0, 90.0), level(30.0, 0.0, 2.0)],
            &[RulingKind::Drawn],
        )
        .level;
        assert_eq!(found.len(), 2);
    }
}
