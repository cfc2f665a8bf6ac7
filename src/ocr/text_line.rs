//! A line of text in a picture, and the window of the picture that it is read through.

use std::ops::Range;

use crate::geom::Rect;
use crate::ocr::gray::Gray;
use crate::ocr::{marks, parts};

/// What a window reaches above the baseline, in body heights: the recogniser learnt from such
/// windows.
const ABOVE: f32 = 2.17;
/// What a window reaches below the baseline, in body heights, likewise.
const BELOW: f32 = 0.62;
/// White left and right of a line in its window, in body heights.
const MARGIN: f32 = 0.3;
/// Rows and columns so near the edge of what drawn lines leave of a window, in body heights, may be
/// the rest of such a line.
const EDGE: f32 = 0.35;
/// Darker than this, on evened-out paper, may be the rest of a drawn line: those are pale.
const RULED: u8 = 190;
/// A row of which more than this part is dark is the rest of a drawn line.
const RULED_ROW: f32 = 0.45;
/// A column of which more than this part is dark is the rest of a drawn line: letters have stems,
/// so that it must be nearly all.
const RULED_COLUMN: f32 = 0.8;

/// A line of text in a picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct TextLine {
    /// First column of its ink.
    pub x0: f32,
    /// Behind the last column of its ink.
    pub x1: f32,
    /// The row that its letters stand on.
    pub baseline: f32,
    /// Height of a letter's body, without what rises above it or hangs below.
    pub body: f32,
    /// What drawn lines leave of its window.
    pub clip: Rect,
    /// The drawn line above, where marks reach into it.
    pub stubs: Option<Band>,
    /// Whether no other line is so near above that something of it reaches into the window.
    pub free_above: bool,
    /// Whether it is one or a few signs that stand alone in a cell.
    pub is_lone: bool,
    /// Where its first words look larger than the rest.
    pub label: Option<Label>,
}

/// The first words of a line, larger than what stands behind them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Label {
    /// Behind the last column of its ink.
    pub end: f32,
    /// The first column of the ink behind it.
    pub next: f32,
    /// Height of its letters' bodies.
    pub body: f32,
    /// Height of the bodies of the letters behind it.
    pub rest: f32,
}

/// Rows that a drawn line takes up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Band {
    pub top: f32,
    pub bottom: f32,
}

/// A window of gray cut around a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cut {
    pub pixels: Gray,
    /// Column of the picture at its left edge.
    pub x: f32,
    /// Row of the picture at its top edge.
    pub y: f32,
}

/// Columns and rows of a window that lie within the drawn lines around it.
struct Inside {
    columns: Range<usize>,
    rows: Range<usize>,
}

impl TextLine {
    /// The left edge of its window.
    pub fn left(&self) -> f32 {
        self.x0 - MARGIN * self.body
    }

    /// The right edge of its window.
    pub fn right(&self) -> f32 {
        self.x1 + MARGIN * self.body
    }

    /// The top edge of its window.
    pub fn top(&self) -> f32 {
        self.baseline - ABOVE * self.body
    }

    /// The bottom edge of its window.
    pub fn bottom(&self) -> f32 {
        self.baseline + BELOW * self.body
    }

    /// The row in the middle of its letters' bodies.
    pub fn middle(&self) -> f32 {
        self.baseline - self.body / 2.0
    }

    /// Cuts the line's window out of a picture; white where drawn lines or the page's end cut it
    /// short.
    pub fn cut(&self, gray: &Gray) -> Cut {
        let (left, right) = (self.left().round(), self.right().round());
        let (top, bottom) = (self.top().round(), self.bottom().round());
        let (width, height) = ((right - left).max(1.0) as usize, (bottom - top).max(1.0) as usize);
        let mut cut = Cut { pixels: Gray::white(width, height), x: left, y: top };
        let inside = cut.inside(&self.clip);
        cut.copy(gray, &inside);
        whiten_ruled_edges(&mut cut.pixels, &inside, (EDGE * self.body) as usize);
        if self.free_above {
            let letters = ((ABOVE - 1.0) * self.body) as usize;
            marks::lower(&mut cut.pixels, letters, self.body);
        }
        cut
    }

    /// As [`TextLine::cut`], with what marks leave in the drawn line above made whole: the ink
    /// below goes on through it.
    pub fn cut_through(&self, gray: &Gray) -> Cut {
        let mut cut = self.cut(gray);
        if let Some(stubs) = self.stubs {
            let rows = cut.row(stubs.top)..cut.row(stubs.bottom);
            let width = cut.pixels.width;
            if rows.end < cut.pixels.height {
                for x in 0..width {
                    let below = cut.pixels.pixels[rows.end * width + x];
                    cut.pixels.fill_column(x, rows.clone(), parts::ink_or_white(below));
                }
            }
        }
        cut
    }
}

impl Cut {
    /// The column of the window at a column of the picture.
    fn column(&self, x: f32) -> usize {
        ((x - self.x).max(0.0).round() as usize).min(self.pixels.width)
    }

    /// The row of the window at a row of the picture.
    fn row(&self, y: f32) -> usize {
        ((y - self.y).max(0.0).round() as usize).min(self.pixels.height)
    }

    fn inside(&self, clip: &Rect) -> Inside {
        Inside {
            columns: self.column(clip.x0)..self.column(clip.x1),
            rows: self.row(clip.y0)..self.row(clip.y1),
        }
    }

    /// Takes over a part of the picture that the window lies on.
    fn copy(&mut self, gray: &Gray, inside: &Inside) {
        let (left, top) = (self.x as i64, self.y as i64);
        for y in inside.rows.clone() {
            let Some(from) = row_at(gray, top + y as i64) else { continue };
            for x in inside.columns.clone() {
                let at = usize::try_from(left + x as i64);
                if let Some(value) = at.ok().and_then(|at| from.get(at)) {
                    self.pixels.pixels[y * self.pixels.width + x] = *value;
                }
            }
        }
    }
}

/// The row of a picture, where it has one there.
fn row_at(gray: &Gray, y: i64) -> Option<&[u8]> {
    usize::try_from(y).ok().filter(|y| *y < gray.height).map(|y| gray.row(y))
}

/// Whitens rows and columns at the edges of `inside` that are mostly dark, the rest of drawn lines;
/// at most `deep` of them a side.
fn whiten_ruled_edges(gray: &mut Gray, inside: &Inside, deep: usize) {
    if inside.columns.is_empty() || inside.rows.is_empty() {
        return;
    }
    for y in edges(&inside.rows, deep) {
        if is_ruled_row(gray, y, &inside.columns) {
            gray.fill_row(y, inside.columns.clone(), 255);
        }
    }
    for x in edges(&inside.columns, deep) {
        if is_ruled_column(gray, x, &inside.rows) {
            gray.fill_column(x, inside.rows.clone(), 255);
        }
    }
}

/// The first and the last `deep` numbers of a range.
fn edges(range: &Range<usize>, deep: usize) -> impl Iterator<Item = usize> + use<> {
    let first = range.start..range.end.min(range.start + deep);
    let last = range.end.saturating_sub(deep).max(range.start)..range.end;
    first.chain(last)
}

fn is_ruled_row(gray: &Gray, y: usize, columns: &Range<usize>) -> bool {
    let dark = gray.row(y)[columns.clone()].iter().filter(|v| **v < RULED).count();
    dark as f32 > RULED_ROW * columns.len() as f32
}

fn is_ruled_column(gray: &Gray, x: usize, rows: &Range<usize>) -> bool {
    let dark = rows.clone().filter(|y| gray.row(*y)[x] < RULED).count();
    dark as f32 > RULED_COLUMN * rows.len() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of body 20 on row 100 whose window lies from column 94 to 206 and from row 57 to 112.
    fn line() -> TextLine {
        let clip = Rect::new(94.0, 57.0, 206.0, 112.0);
        TextLine { x0: 100.0, x1: 200.0, baseline: 100.0, body: 20.0, clip, ..TextLine::default() }
    }

    fn picture(dark: &[(Range<usize>, Range<usize>)]) -> Gray {
        let mut gray = Gray::white(300, 200);
        for (columns, rows) in dark {
            rows.clone().for_each(|y| gray.fill_row(y, columns.clone(), 0));
        }
        gray
    }

    fn ink(cut: &Cut) -> usize {
        cut.pixels.pixels.iter().filter(|v| **v == 0).count()
    }

    #[test]
    fn a_window_holds_the_line_with_its_margins_and_nothing_beyond_its_clip() {
        let gray = picture(&[(90..300, 90..100)]);
        let cut = line().cut(&gray);
        assert_eq!((cut.x, cut.y), (94.0, 57.0));
        assert_eq!((cut.pixels.width, cut.pixels.height), (112, 55));
        assert_eq!(ink(&cut), 112 * 10);
        let clip = Rect::new(150.0, 57.0, 206.0, 112.0);
        let cut = TextLine { clip, ..line() }.cut(&gray);
        assert_eq!((cut.pixels.width, cut.pixels.height), (112, 55), "the window keeps its size");
        assert_eq!(ink(&cut), 56 * 10);
    }

    #[test]
    fn beyond_the_page_a_window_is_white() {
        let line = TextLine { x0: 0.0, clip: Rect::new(-6.0, 57.0, 206.0, 112.0), ..line() };
        let cut = line.cut(&picture(&[(0..10, 90..100)]));
        assert_eq!((cut.x, ink(&cut)), (-6.0, 100));
    }

    #[test]
    fn the_rest_of_a_drawn_line_at_the_edge_goes_and_in_the_middle_it_stays() {
        assert_eq!(ink(&line().cut(&picture(&[(94..206, 58..60), (95..97, 57..112)]))), 0);
        assert_eq!(ink(&line().cut(&picture(&[(94..206, 80..82)]))), 2 * 112);
    }

    #[test]
    fn ink_below_a_drawn_line_goes_on_through_it_where_marks_reach_into_it() {
        let gray = picture(&[(120..123, 70..80)]);
        let stubs = Some(Band { top: 64.0, bottom: 70.0 });
        let whole = TextLine { stubs, ..line() }.cut_through(&gray);
        assert_eq!(ink(&whole), 3 * 16);
        assert_eq!(line().cut_through(&gray), line().cut(&gray));
    }
}
