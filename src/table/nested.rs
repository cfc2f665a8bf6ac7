//! A small table inside one cell: its lines, which touch the cell's borders, are no columns and rows
//! of the table around it.

use crate::table::edges::{Edge, Edges};
use crate::table::grid::Grid;

/// Lines nearer than this (in points) stand at one place.
const SNAP: f32 = 3.0;
/// A border of the outer table goes along at least this part of it.
const LONG: f32 = 0.5;
/// A grid of more lines than these is a drawing.
const MOST_EDGES: usize = 2_000;
/// The outer table has at least this many borders each way, outer ones included.
const BORDERS: usize = 4;

/// The edges of a grid without those of small tables inside its cells; `None` where it has none.
pub(super) fn without_nested(group: &Edges, grid: &Grid) -> Option<Edges> {
    let bbox = grid.bbox();
    let ys = long(&group.level, &grid.ys, bbox.width());
    let xs = long(&group.upright, &grid.xs, bbox.height());
    let count = group.level.len() + group.upright.len();
    if ys.len() < BORDERS || xs.len() < BORDERS || count > MOST_EDGES {
        return None;
    }
    let (levels, uprights) = (inner(&group.level, &ys, &xs), inner(&group.upright, &xs, &ys));
    // A cell is known by its column and its row. The first row is the header.
    let nested = |(column, row): (usize, usize)| {
        row > 0
            && levels.iter().flatten().any(|(r, c)| (*c, *r) == (column, row))
            && uprights.iter().flatten().any(|(c, r)| (*c, *r) == (column, row))
    };
    let goes = |place: &Option<(usize, usize)>, of_upright: bool| {
        place.is_some_and(|(a, b)| nested(if of_upright { (a, b) } else { (b, a) }))
    };
    if !uprights.iter().any(|place| goes(place, true)) {
        return None;
    }
    let keep = |edges: &[Edge], places: &[Option<(usize, usize)>], of_upright: bool| {
        let kept = edges.iter().zip(places).filter(|(_, place)| !goes(place, of_upright));
        kept.map(|(edge, _)| *edge).collect()
    };
    let level = keep(&group.level, &levels, false);
    let upright = keep(&group.upright, &uprights, true);
    Some(Edges { level, upright })
}

/// The places at which lines go along most of the table.
fn long(lines: &[Edge], places: &[f32], length: f32) -> Vec<f32> {
    let covered = |at: f32| {
        let here = lines.iter().filter(|e| (e.pos - at).abs() <= SNAP);
        here.map(Edge::length).sum::<f32>()
    };
    places.iter().copied().filter(|at| covered(*at) > LONG * length).collect()
}

/// For each line that lies between two neighbouring long ones and reaches from one long line across
/// it to the next: which gaps these are. A place where such lines stand in several gaps is a border.
fn inner(lines: &[Edge], along: &[f32], across: &[f32]) -> Vec<Option<(usize, usize)>> {
    let place = |e: &Edge| {
        let gap = gap_of(along, e.pos)?;
        let span = gap_of(across, (e.from + e.to) / 2.0)?;
        let fits = e.from >= across[span] - SNAP && e.to <= across[span + 1] + SNAP;
        let alone = lines
            .iter()
            .filter(|other| (other.pos - e.pos).abs() <= SNAP)
            .all(|other| gap_of(across, (other.from + other.to) / 2.0) == Some(span));
        (fits && alone).then_some((gap, span))
    };
    lines.iter().map(place).collect()
}

/// Which gap between ascending places something lies in, not near any of them.
fn gap_of(places: &[f32], at: f32) -> Option<usize> {
    let after = places.partition_point(|p| *p <= at);
    let near = places.iter().any(|p| (p - at).abs() <= SNAP);
    (!near && after > 0 && after < places.len()).then(|| after - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn e(pos: f32, from: f32, to: f32) -> Edge {
        Edge { pos, from, to }
    }

    /// Three columns of 60 points and four rows of 40 points, and these lines in them.
    fn group(level: &[Edge], upright: &[Edge]) -> Edges {
        let mut edges = Edges {
            level: (0..5).map(|i| e(i as f32 * 40.0, 0.0, 180.0)).collect(),
            upright: (0..4).map(|i| e(i as f32 * 60.0, 0.0, 160.0)).collect(),
        };
        edges.level.extend(level);
        edges.upright.extend(upright);
        edges
    }

    /// How many lines go.
    fn gone(level: &[Edge], upright: &[Edge]) -> usize {
        let group = group(level, upright);
        let grid = Grid::new(&group).unwrap().unwrap();
        let count = |edges: &Edges| edges.level.len() + edges.upright.len();
        without_nested(&group, &grid).map_or(0, |left| count(&group) - count(&left))
    }

    #[test]
    fn lines_both_ways_in_one_cell_below_the_header_are_its_own() {
        let (level, upright) = (e(60.0, 60.0, 120.0), e(90.0, 40.0, 80.0));
        assert_eq!(gone(&[level], &[upright]), 2);
        assert_eq!(gone(&[level], &[]), 0, "rows beside merged cells");
        assert_eq!(gone(&[], &[upright]), 0, "columns beside merged cells");
        assert_eq!(gone(&[e(20.0, 60.0, 120.0)], &[e(90.0, 20.0, 160.0)]), 0, "a column's group");
        assert_eq!(gone(&[e(20.0, 60.0, 120.0)], &[e(90.0, 0.0, 40.0)]), 0, "in the header");
    }
}
