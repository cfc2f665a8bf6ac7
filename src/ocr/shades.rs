//! Cells of a table that are filled with a gray or a colour: a bar of a plan is often nothing else.
//!
//! What is looked at is the picture before its dark fields became paper. A cell is filled where all of
//! it has one gray that is darker than the lightest cells near it: a shadow on the page grows from
//! cell to cell, and within each of them.

use std::ops::Range;

use crate::geom::{Point, Rect};
use crate::ocr::gray::Gray;
use crate::ocr::regions::{Regions, Room};

/// A fill is darker than this part of the lightest cell …
const DARKER: f32 = 0.9;
/// … whose middle is this near, in points.
const NEAR: f32 = 80.0;
/// Grays that differ by no more than this from that of a cell are its ground.
const GRAIN: u8 = 22;
/// The ground takes at least this part of a cell: print and pictures leave less.
const GROUND: f32 = 0.6;
/// The grays of the two halves of a filled cell differ by no more than this.
const EVEN: u8 = 6;
/// More cells than this on one page are a drawing.
const MOST: usize = 4_000;

/// A filled cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shade {
    /// Its place in pixels.
    pub place: Rect,
    pub gray: u8,
}

/// What is known of the gray of a cell.
struct Ground {
    room: Room,
    gray: u8,
    /// Whether all of it is so.
    is_even: bool,
}

/// The filled cells of a picture, which lies as its regions do; `scale`: pixels a point.
pub(super) fn find(gray: &Gray, regions: &Regions, scale: f32) -> Vec<Shade> {
    let rooms = regions.rooms();
    if rooms.len() > MOST {
        return Vec::new();
    }
    let grounds: Vec<Ground> = rooms.into_iter().filter_map(|room| ground(gray, room)).collect();
    let filled = grounds.iter().filter(|one| one.is_even && is_darker(one, &grounds, scale));
    filled.map(|one| Shade { place: one.room.walls, gray: one.gray }).collect()
}

/// The gray of a cell; `None` where it has no pixels.
fn ground(gray: &Gray, room: Room) -> Option<Ground> {
    let Rect { x0, y0, x1, y1 } = room.inside;
    let columns = x0 as usize..(x1 as usize).min(gray.width);
    let rows = y0 as usize..(y1 as usize).min(gray.height);
    let (middle, centre) = ((columns.start + columns.end) / 2, (rows.start + rows.end) / 2);
    let whole = median(gray, columns.clone(), rows.clone())?;
    let halves = [
        (columns.start..middle, rows.clone()),
        (middle..columns.end, rows.clone()),
        (columns.clone(), rows.start..centre),
        (columns.clone(), centre..rows.end),
    ];
    let halves = halves.map(|(columns, rows)| median(gray, columns, rows).unwrap_or(whole));
    let spread = halves.iter().max()?.abs_diff(*halves.iter().min()?);
    let dots = rows.clone().flat_map(|y| &gray.row(y)[columns.clone()]);
    let alike = dots.filter(|v| v.abs_diff(whole) <= GRAIN).count();
    let is_even = spread <= EVEN && alike as f32 >= GROUND * (columns.len() * rows.len()) as f32;
    Some(Ground { room, gray: whole, is_even })
}

/// The gray in the middle of those of some pixels.
fn median(gray: &Gray, columns: Range<usize>, rows: Range<usize>) -> Option<u8> {
    let mut counts = [0usize; 256];
    rows.for_each(|y| gray.row(y)[columns.clone()].iter().for_each(|v| counts[*v as usize] += 1));
    let mut left = counts.iter().sum::<usize>() / 2;
    (left > 0).then_some(())?;
    (0..=u8::MAX).find(|v| {
        let enough = counts[*v as usize] > left;
        left = left.saturating_sub(counts[*v as usize]);
        enough
    })
}

/// Whether a cell is darker than the lightest one near it.
fn is_darker(one: &Ground, all: &[Ground], scale: f32) -> bool {
    let Point { x, y } = one.room.inside.center();
    let near = all.iter().filter(|other| {
        let middle = other.room.inside.center();
        (middle.x - x).hypot(middle.y - y) <= NEAR * scale
    });
    let lightest = near.map(|other| other.gray).max().unwrap_or(one.gray);
    f32::from(one.gray) <= DARKER * f32::from(lightest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ocr::stroke::{Stroke, Strokes};

    const SCALE: f32 = 200.0 / 72.0;

    fn lines(count: usize, step: usize, to: f32) -> Vec<Stroke> {
        let at = |i: usize| 50.0 + (i * step) as f32;
        let one = |i| Stroke { from: 50.0, to, pos: at(i), slope: 0.0, thickness: 2.0 };
        (0..=count).map(one).collect()
    }

    /// A table of four by two cells of 80 × 60 pixels on a picture, and which of them are filled.
    fn filled(paint: impl Fn(usize, usize) -> u8) -> Vec<(usize, usize, u8)> {
        let strokes = Strokes { level: lines(2, 60, 370.0), upright: lines(4, 80, 170.0) };
        let pixels = (0..500 * 300).map(|at| paint(at % 500, at / 500)).collect();
        let gray = Gray { pixels, width: 500, height: 300 };
        let regions = Regions::new(&strokes, (500, 300), SCALE);
        let cell = |s: Shade| {
            let Point { x, y } = s.place.center();
            assert!(s.place.width() > 70.0 && s.place.height() > 52.0, "{s:?}");
            ((x as usize - 50) / 80, (y as usize - 50) / 60, s.gray)
        };
        find(&gray, &regions, SCALE).into_iter().map(cell).collect()
    }

    #[test]
    fn cells_of_one_gray_darker_than_those_near_are_filled() {
        let bar = |x: usize, y: usize| (130..290).contains(&x) && (50..110).contains(&y);
        assert_eq!(filled(|x, y| if bar(x, y) { 168 } else { 248 }), [(1, 0, 168), (2, 0, 168)]);
        let tint = |x: usize, y: usize| if bar(x, y) { 240 } else { 248 };
        assert!(filled(tint).is_empty(), "as light as paper");
    }

    #[test]
    fn shadows_print_and_shaded_tables_are_no_fills() {
        assert!(filled(|x, _| 248 - (x / 4) as u8).is_empty(), "a shadow");
        assert!(filled(|_, _| 190).is_empty(), "all of one gray");
        let print = |x: usize, y: usize| (140..200).contains(&x) && y % 4 < 2;
        assert!(filled(|x, y| if print(x, y) { 30 } else { 248 }).is_empty(), "print");
    }
}
