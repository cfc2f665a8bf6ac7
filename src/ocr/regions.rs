//! The regions of a page that drawn lines enclose: text in one never belongs to a line of text in
//! another.

use crate::ocr::strokes::Strokes;

/// Side of the squares a page is divided into, in points: less than the lowest cell of a table is
/// high.
const SQUARE: f32 = 2.0;
/// Lines are taken to go on by this, in points, beyond where they end, so that corners which do not
/// quite meet close.
const CLOSES: f32 = 5.0;

const WALL: u32 = 0;

/// The region of every place of a page.
#[derive(Debug)]
pub(super) struct Regions {
    side: f32,
    columns: usize,
    rows: usize,
    labels: Vec<u32>,
}

impl Regions {
    /// The regions that strokes enclose on a page of a size in pixels; `scale`: pixels a point.
    pub fn new(strokes: &Strokes, (width, height): (usize, usize), scale: f32) -> Regions {
        let side = (SQUARE * scale).max(1.0);
        let (columns, rows) =
            ((width as f32 / side) as usize + 1, (height as f32 / side) as usize + 1);
        let mut all = Regions { side, columns, rows, labels: vec![u32::MAX; columns * rows] };
        for s in &strokes.level {
            all.wall(s.from - CLOSES * scale, s.to + CLOSES * scale, |along| (along, s.at(along)));
        }
        for s in &strokes.upright {
            all.wall(s.from - CLOSES * scale, s.to + CLOSES * scale, |along| (s.at(along), along));
        }
        all.fill();
        all
    }

    fn square(&self, x: f32, y: f32) -> (usize, usize) {
        (
            ((x / self.side).max(0.0) as usize).min(self.columns - 1),
            ((y / self.side).max(0.0) as usize).min(self.rows - 1),
        )
    }

    fn wall(&mut self, from: f32, to: f32, at: impl Fn(f32) -> (f32, f32)) {
        let steps = ((to - from) / self.side * 2.0) as usize + 1;
        for i in 0..=steps {
            let (x, y) = at(from + (to - from) * i as f32 / steps as f32);
            let (column, row) = self.square(x, y);
            self.labels[row * self.columns + column] = WALL;
        }
    }

    /// Numbers what walls do not part.
    fn fill(&mut self) {
        let mut next = WALL;
        let mut open = Vec::new();
        for start in 0..self.labels.len() {
            if self.labels[start] != u32::MAX {
                continue;
            }
            next += 1;
            self.labels[start] = next;
            open.push(start);
            while let Some(at) = open.pop() {
                let (column, row) = (at % self.columns, at / self.columns);
                let near = [
                    (column > 0).then(|| at - 1),
                    (column + 1 < self.columns).then(|| at + 1),
                    (row > 0).then(|| at - self.columns),
                    (row + 1 < self.rows).then(|| at + self.columns),
                ];
                for n in near.into_iter().flatten() {
                    if self.labels[n] == u32::MAX {
                        self.labels[n] = next;
                        open.push(n);
                    }
                }
            }
        }
    }

    /// The region of a place in pixels: on a line, the nearest one.
    pub fn at(&self, x: f32, y: f32) -> u32 {
        let (column, row) = self.square(x, y);
        let here = self.labels[row * self.columns + column];
        if here != WALL {
            return here;
        }
        let mut best = (f32::INFINITY, WALL);
        for r in row.saturating_sub(2)..=(row + 2).min(self.rows - 1) {
            for c in column.saturating_sub(2)..=(column + 2).min(self.columns - 1) {
                let (dx, dy) = ((c as f32 + 0.5) * self.side - x, (r as f32 + 0.5) * self.side - y);
                let (far, label) = (dx * dx + dy * dy, self.labels[r * self.columns + c]);
                if label != WALL && far < best.0 {
                    best = (far, label);
                }
            }
        }
        best.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ocr::strokes::Stroke;

    #[test]
    fn lines_part_a_page_though_their_corners_do_not_quite_meet() {
        let s = |from: f32, to: f32, pos: f32| Stroke { from, to, pos, slope: 0.0, thickness: 2.0 };
        let strokes = Strokes {
            level: vec![s(100.0, 300.0, 100.0), s(100.0, 300.0, 200.0)],
            upright: vec![s(105.0, 196.0, 100.0), s(104.0, 195.0, 200.0), s(104.0, 195.0, 300.0)],
        };
        let regions = Regions::new(&strokes, (400, 400), 2.0);
        let (left, right, outside) =
            (regions.at(150.0, 150.0), regions.at(250.0, 150.0), regions.at(20.0, 20.0));
        assert!(left != right && left != outside && right != outside);
        assert_eq!(regions.at(200.0, 380.0), outside);
        assert_eq!(regions.at(203.0, 150.0), right, "on the line, the nearer side");
    }
}
