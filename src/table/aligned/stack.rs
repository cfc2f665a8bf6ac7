//! The pieces of lines, and the headings that pieces above each other make.

use std::ops::Range;

use crate::geom::Rect;
use crate::layout::Line;

/// Pieces of a line stand at least this far apart (part of the font size).
const GAP: f32 = 0.9;
/// Pieces that share more than this (in points) from left to right are of one heading.
pub(super) const TOUCH: f32 = 0.5;
/// A heading stands above another one where they share this part of the narrower from left to right.
const ABOVE: f32 = 0.2;
/// A heading stands in the middle above others where it is off it by at most this (part of the font
/// size).
const OFF_MIDDLE: f32 = 0.6;
/// A heading stands below another where its first line does by this (part of the font size); those
/// of one column that stand in the middle of the header's height are not so far down.
const BELOW: f32 = 0.9;

/// A piece of a line: what wide gaps separate from the rest.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Where it stands.
    pub bbox: Rect,
    /// What it says.
    pub text: String,
    /// The baseline of its first line, in points from the top.
    baseline: f32,
    /// Its font size, in points.
    size: f32,
}

/// A heading above those of several columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    /// Where it stands.
    pub bbox: Rect,
    /// The columns below it.
    pub columns: Range<usize>,
}

/// The headings that lines make together.
#[derive(Debug, Default)]
pub(super) struct Stack {
    /// Those of columns, from left to right.
    pub leaves: Vec<Piece>,
    /// Those above several columns, from the lowest up.
    pub groups: Vec<Group>,
}

/// The pieces of a line, from left to right.
pub(super) fn pieces(line: &Line) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for c in line.printed() {
        match out.last_mut() {
            Some(piece) if c.bbox.x0 - piece.bbox.x1 <= GAP * c.size => {
                piece.bbox = piece.bbox.union(&c.bbox);
                piece.text.push_str(&c.text);
            }
            _ => out.push(Piece {
                bbox: c.bbox,
                text: c.text.to_string(),
                baseline: line.baseline,
                size: line.size,
            }),
        }
    }
    out
}

/// How many pieces a line has.
pub(in crate::table) fn count_pieces(line: &Line) -> usize {
    pieces(line).len()
}

/// The boxes of pieces.
pub(super) fn boxes(pieces: &[Piece]) -> Vec<Rect> {
    pieces.iter().map(|piece| piece.bbox).collect()
}

impl Stack {
    /// Puts together the pieces of several lines that stand above each other; what stands above
    /// several of them is a group.
    pub fn of(lines: &[Line]) -> Stack {
        let mut leaves: Vec<Piece> = Vec::new();
        let mut above: Vec<(Piece, Range<f32>)> = Vec::new();
        for line in lines.iter().rev() {
            let below = leaves.clone();
            for piece in pieces(line).into_iter().rev() {
                match reach(&piece, &below) {
                    Some(reach) => above.push((piece, reach)),
                    None => put(&mut leaves, piece),
                }
            }
        }
        let groups = above.iter().map(|(piece, reach)| Group {
            bbox: piece.bbox,
            columns: columns_below(piece, reach, &leaves, &above),
        });
        let groups = groups.filter(|group| group.columns.len() > 1).collect();
        Stack { groups, leaves }
    }
}

/// From the middle of the first to the middle of the last of the headings below a piece, where it
/// stands above several.
fn reach(piece: &Piece, below: &[Piece]) -> Option<Range<f32>> {
    let middle = |leaf: &Piece| leaf.bbox.center().x;
    let mut under = below.iter().filter(|leaf| {
        let narrower = leaf.bbox.width().min(piece.bbox.width());
        leaf.bbox.overlap_x(&piece.bbox) > TOUCH.max(ABOVE * narrower)
    });
    match (under.next(), under.next_back()) {
        (Some(first), Some(last)) => Some(middle(first)..middle(last)),
        (Some(_), None) => None,
        _ => {
            let own = middle(piece);
            let is_below = |leaf: &&Piece| leaf.baseline - piece.baseline > BELOW * piece.size;
            let before = below.iter().rfind(|leaf| middle(leaf) < own).filter(is_below)?;
            let after = below.iter().find(|leaf| middle(leaf) > own).filter(is_below)?;
            let off = (middle(before) + middle(after)) / 2.0 - own;
            (off.abs() <= OFF_MIDDLE * piece.size).then_some(middle(before)..middle(after))
        }
    }
}

/// Puts a piece above the heading that it begins, or beside the others.
fn put(leaves: &mut Vec<Piece>, piece: Piece) {
    match leaves.iter_mut().find(|leaf| leaf.bbox.overlap_x(&piece.bbox) > TOUCH) {
        Some(leaf) => {
            leaf.bbox = leaf.bbox.union(&piece.bbox);
            leaf.text.insert_str(0, &piece.text);
            leaf.baseline = piece.baseline;
        }
        None => {
            let at = leaves.partition_point(|leaf| leaf.bbox.x0 < piece.bbox.x0);
            leaves.insert(at, piece);
        }
    }
}

/// The columns that a heading stands above: those that it reaches, and as many more as it stands in
/// the middle of, as long as no other heading is nearer to them.
fn columns_below(
    group: &Piece,
    reach: &Range<f32>,
    leaves: &[Piece],
    groups: &[(Piece, Range<f32>)],
) -> Range<usize> {
    let middle = |i: usize| leaves[i].bbox.center().x;
    let own = group.bbox.center().x;
    let mut from = leaves.partition_point(|leaf| leaf.bbox.center().x < reach.start);
    let mut to = leaves.partition_point(|leaf| leaf.bbox.center().x <= reach.end);
    let beside = groups.iter().filter(|(other, _)| {
        (other.baseline - group.baseline).abs() < BELOW * group.size
            && (other.bbox.center().x - own).abs() > TOUCH
    });
    let beside: Vec<f32> = beside.map(|(other, _)| other.bbox.center().x).collect();
    let is_own = |i: usize| {
        leaves[i].baseline - group.baseline > BELOW * group.size
            && beside.iter().all(|other| (middle(i) - own).abs() < (middle(i) - other).abs())
    };
    while from > 0 && to < leaves.len() && is_own(from - 1) && is_own(to) {
        let off = (middle(from - 1) + middle(to)) / 2.0 - own;
        if off.abs() > OFF_MIDDLE * group.size {
            break;
        }
        (from, to) = (from - 1, to + 1);
    }
    from..to
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Frame, clusters, lines};
    use crate::table::made::MadePage;

    #[test]
    fn what_stands_above_several_headings_is_a_group() {
        let page = MadePage::new()
            .text(150.0, 100.0, "ผลการดำเนินงาน")
            .text(50.0, 107.0, "ที่")
            .text(140.0, 114.0, "แผน")
            .text(200.0, 114.0, "ผล");
        let stack = Stack::of(&lines(Frame::of(&page.0), clusters(&page.0)));
        let texts: Vec<&str> = stack.leaves.iter().map(|leaf| leaf.text.as_str()).collect();
        assert_eq!(texts, ["ที่", "แผน", "ผล"]);
        assert_eq!(stack.groups.len(), 1);
        assert_eq!(stack.groups[0].columns, 1..3);
    }
}
