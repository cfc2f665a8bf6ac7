//! Dotted lines to fill in: rows of dots or short dashes that are no letters.

use crate::ocr::parts::Part;

/// A dot is no higher than this, in body heights.
const DOT: f32 = 0.3;
/// A dash of such a line is no wider than this, in body heights.
const DASH: f32 = 1.5;
/// White between two of them is no wider than this, in body heights.
const GAP: f32 = 0.7;
/// Where letters hang into a line, white is no wider than this, in body heights, between dots that
/// go on on the same row.
const HIDDEN: f32 = 4.0;
/// Their middles differ by no more than this, in body heights.
const ROW: f32 = 0.12;
/// So many dots are a line to fill in: three are an ellipsis.
const FEWEST: usize = 8;
/// Rows of dots that are followed at once; more are dirt.
const MOST_ROWS: usize = 200;
/// Dots of a page; more are dirt.
const MOST_DOTS: usize = 20_000;

/// A row of dots.
struct Row {
    /// The places of its dots among the pieces.
    dots: Vec<usize>,
    /// The row in the middle of its last dot.
    y: f32,
    /// Behind its last dot.
    end: f32,
}

/// The places, among pieces, of the dots of dotted lines.
pub(super) fn leaders(parts: &[Part], body: f32) -> Vec<usize> {
    let mut dots: Vec<usize> = (0..parts.len()).filter(|at| is_dot(&parts[*at], body)).collect();
    if dots.len() > MOST_DOTS {
        return Vec::new();
    }
    dots.sort_by_key(|at| parts[*at].x0);
    let mut done: Vec<Row> = Vec::new();
    let mut open: Vec<Row> = Vec::new();
    for at in dots {
        let (p, y) = (&parts[at], parts[at].center().1);
        let start = p.x0 as f32;
        let (near, far): (Vec<Row>, Vec<Row>) =
            open.into_iter().partition(|row| start - row.end <= HIDDEN * body);
        open = near;
        done.extend(far.into_iter().filter(|row| row.dots.len() >= FEWEST));
        let has_room = open.len() < MOST_ROWS;
        let fitting = open.iter_mut().filter(|row| row.takes(start, y, body));
        match fitting.min_by(|a, b| (a.y - y).abs().total_cmp(&(b.y - y).abs())) {
            Some(row) => {
                row.dots.push(at);
                (row.y, row.end) = (y, row.end.max(p.x1 as f32));
            }
            None if has_room => {
                open.push(Row { dots: vec![at], y, end: p.x1 as f32 });
            }
            None => {}
        }
    }
    done.extend(open.into_iter().filter(|row| row.dots.len() >= FEWEST));
    done.into_iter().flat_map(|row| row.dots).collect()
}

fn is_dot(p: &Part, body: f32) -> bool {
    (p.height() as f32) < DOT * body && (p.width() as f32) < DASH * body
}

impl Row {
    /// Whether a dot that begins at `start` is the next one. A few dots do not go on behind letters.
    fn takes(&self, start: f32, y: f32, body: f32) -> bool {
        let gap = if self.dots.len() < FEWEST { GAP } else { HIDDEN };
        (self.y - y).abs() <= ROW * body && start - self.end <= gap * body
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dots(count: usize, x0: usize, y0: usize) -> Vec<Part> {
        let dot = |x: usize| Part { x0: x, y0, x1: x + 3, y1: y0 + 3, ink: 8 };
        (0..count).map(|i| dot(x0 + 8 * i)).collect()
    }

    #[test]
    fn a_row_of_dots_is_a_line_to_fill_in_and_an_ellipsis_is_none() {
        assert_eq!(leaders(&dots(20, 100, 300), 20.0).len(), 20);
        assert!(leaders(&dots(3, 100, 300), 20.0).is_empty());
    }

    #[test]
    fn dots_go_on_behind_letters_that_hang_into_them() {
        let all = [dots(12, 100, 300), dots(4, 240, 301)].concat();
        assert_eq!(leaders(&all, 20.0).len(), 16);
        let letter = Part { x0: 200, y0: 280, x1: 212, y1: 302, ink: 90 };
        assert_eq!(leaders(&[dots(12, 100, 300), vec![letter]].concat(), 20.0).len(), 12);
    }
}
