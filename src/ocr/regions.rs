//! The regions of a page that drawn lines enclose: text in one never belongs to a line of text in
//! another.

use crate::geom::{Rect, bounds};
use crate::ocr::stroke::{Stroke, Strokes};

/// Side of the squares a page is divided into, in points: less than the lowest cell of a table is
/// high.
const SQUARE: f32 = 2.0;
/// Lines are taken to go on by this, in points, beyond where they end, so that corners which do not
/// quite meet close.
const CLOSES: f32 = 5.0;
/// Places looked at along a line for each square it passes: none is missed.
const STEPS: f32 = 2.0;
/// Squares around one on a line, to each side, among which the nearest region is looked for.
const AROUND: usize = 2;

/// A room is a box where it takes at least this part of the squares of its box.
const BOX: f32 = 0.9;

/// The label of a square that a line passes.
const WALL: u32 = 0;
/// The label of a square that has none yet.
const OPEN: u32 = u32::MAX;

/// The region of every place of a page.
#[derive(Debug)]
pub(super) struct Regions {
    /// Side of a square in pixels.
    side: f32,
    columns: usize,
    rows: usize,
    /// The region of each square, row by row, from 1; or [`WALL`].
    labels: Vec<u32>,
}

/// A region that lines enclose, as a cell of a table is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Room {
    /// What lies between its lines, in pixels.
    pub inside: Rect,
    /// The same with the half of its lines.
    pub walls: Rect,
}

impl Regions {
    /// The regions that strokes enclose on a page of a size in pixels; `scale`: pixels a point.
    pub fn new(strokes: &Strokes, (width, height): (usize, usize), scale: f32) -> Regions {
        let side = (SQUARE * scale).max(1.0);
        let columns = (width as f32 / side) as usize + 1;
        let rows = (height as f32 / side) as usize + 1;
        let labels = vec![OPEN; columns * rows];
        let mut regions = Regions { side, columns, rows, labels };
        for stroke in &strokes.level {
            regions.build_wall(stroke, scale, |along, across| (along, across));
        }
        for stroke in &strokes.upright {
            regions.build_wall(stroke, scale, |along, across| (across, along));
        }
        regions.number_rooms();
        regions
    }

    /// The square at a place in pixels: its column and row.
    fn square(&self, x: f32, y: f32) -> (usize, usize) {
        (
            ((x / self.side).max(0.0) as usize).min(self.columns - 1),
            ((y / self.side).max(0.0) as usize).min(self.rows - 1),
        )
    }

    /// Makes walls of the squares that a stroke passes; `place` makes x and y of where something
    /// lies along it and across.
    fn build_wall(&mut self, stroke: &Stroke, scale: f32, place: impl Fn(f32, f32) -> (f32, f32)) {
        let (from, to) = (stroke.from - CLOSES * scale, stroke.to + CLOSES * scale);
        let steps = ((to - from) / self.side * STEPS) as usize + 1;
        for i in 0..=steps {
            let along = from + (to - from) * i as f32 / steps as f32;
            let (x, y) = place(along, stroke.at(along));
            let (column, row) = self.square(x, y);
            self.labels[row * self.columns + column] = WALL;
        }
    }

    /// Gives all squares that no wall parts from each other one number.
    fn number_rooms(&mut self) {
        let mut number = WALL;
        let mut reached = Vec::new();
        for start in 0..self.labels.len() {
            if self.labels[start] != OPEN {
                continue;
            }
            number += 1;
            self.labels[start] = number;
            reached.push(start);
            while let Some(at) = reached.pop() {
                for beside in self.beside(at).into_iter().flatten() {
                    if self.labels[beside] == OPEN {
                        self.labels[beside] = number;
                        reached.push(beside);
                    }
                }
            }
        }
    }

    /// The squares left and right of one, above and below it.
    fn beside(&self, at: usize) -> [Option<usize>; 4] {
        let (column, row) = (at % self.columns, at / self.columns);
        [
            (column > 0).then(|| at - 1),
            (column + 1 < self.columns).then(|| at + 1),
            (row > 0).then(|| at - self.columns),
            (row + 1 < self.rows).then(|| at + self.columns),
        ]
    }

    /// The boxes among the regions that lines enclose.
    pub fn rooms(&self) -> Vec<Room> {
        let count = self.labels.iter().max().map_or(0, |most| *most as usize + 1);
        let mut squares: Vec<(usize, Option<Rect>)> = vec![(0, None); count];
        for (at, label) in self.labels.iter().enumerate() {
            let (x, y) = ((at % self.columns) as f32, (at / self.columns) as f32);
            let square = Rect::new(x, y, x + 1.0, y + 1.0);
            let (count, bbox) = &mut squares[*label as usize];
            *count += 1;
            *bbox = bounds(bbox.iter().chain([&square]));
        }
        let mut rooms = Vec::new();
        for (label, (count, bbox)) in squares.into_iter().enumerate().skip(1) {
            let Some(bbox) = bbox.filter(|_| self.is_enclosed(label as u32)) else { continue };
            if count as f32 >= BOX * bbox.width() * bbox.height() {
                let grown = bbox.grow(0.5);
                let pixels = |r: Rect| {
                    let [x0, y0, x1, y1] = [r.x0, r.y0, r.x1, r.y1].map(|v| v * self.side);
                    Rect::new(x0, y0, x1, y1)
                };
                rooms.push(Room { inside: pixels(bbox), walls: pixels(grown) });
            }
        }
        rooms
    }

    /// Whether lines part a region from the corner of the page, as they do a cell.
    pub fn is_enclosed(&self, region: u32) -> bool {
        region != self.labels[0]
    }

    /// The region of a place in pixels: on a line, the nearest one.
    pub fn at(&self, x: f32, y: f32) -> u32 {
        let (column, row) = self.square(x, y);
        let here = self.labels[row * self.columns + column];
        if here != WALL {
            return here;
        }
        let (mut nearest, mut region) = (f32::INFINITY, WALL);
        for r in row.saturating_sub(AROUND)..=(row + AROUND).min(self.rows - 1) {
            for c in column.saturating_sub(AROUND)..=(column + AROUND).min(self.columns - 1) {
                let (dx, dy) = ((c as f32 + 0.5) * self.side - x, (r as f32 + 0.5) * self.side - y);
                let (far, label) = (dx * dx + dy * dy, self.labels[r * self.columns + c]);
                if label != WALL && far < nearest {
                    (nearest, region) = (far, label);
                }
            }
        }
        region
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(from: f32, to: f32, pos: f32) -> Stroke {
        Stroke { from, to, pos, slope: 0.0, thickness: 2.0 }
    }

    /// Two cells side by side whose upright lines do not quite reach the level ones.
    fn two_cells() -> Regions {
        let level = vec![stroke(100.0, 300.0, 100.0), stroke(100.0, 300.0, 200.0)];
        let upright = vec![
            stroke(105.0, 196.0, 100.0),
            stroke(104.0, 195.0, 200.0),
            stroke(104.0, 195.0, 300.0),
        ];
        Regions::new(&Strokes { level, upright }, (400, 400), 2.0)
    }

    #[test]
    fn lines_part_a_page_though_their_corners_do_not_quite_meet() {
        let regions = two_cells();
        let (left, right) = (regions.at(150.0, 150.0), regions.at(250.0, 150.0));
        let outside = regions.at(20.0, 20.0);
        assert!(left != right && left != outside && right != outside);
        assert!(regions.is_enclosed(left) && !regions.is_enclosed(outside));
        assert_eq!(regions.at(200.0, 380.0), outside);
    }

    #[test]
    fn a_place_on_a_line_belongs_to_the_nearer_side() {
        let regions = two_cells();
        assert_eq!(regions.at(203.0, 150.0), regions.at(250.0, 150.0));
        assert_eq!(regions.at(201.0, 150.0), regions.at(150.0, 150.0));
    }

    #[test]
    fn a_line_that_ends_early_parts_nothing() {
        let strokes = Strokes { level: vec![stroke(0.0, 300.0, 200.0)], upright: vec![] };
        let regions = Regions::new(&strokes, (400, 400), 2.0);
        assert_eq!(regions.at(100.0, 100.0), regions.at(100.0, 300.0));
    }

    #[test]
    fn a_page_without_lines_is_one_region_and_places_beyond_it_too() {
        let regions = Regions::new(&Strokes::default(), (400, 300), 2.0);
        for (x, y) in [(0.0, 0.0), (399.0, 299.0), (-50.0, 1e6)] {
            assert_eq!(regions.at(x, y), regions.at(200.0, 150.0), "{x} {y}");
        }
    }
}
