//! Marks that stand far above their letters in a line's window, drawn lower.
//!
//! Programs that do not place marks, and type in small capitals, leave them so high that the
//! recogniser overlooks them: it learnt from marks that stand right above their letters.

use std::ops::Range;

use crate::ocr::gray::Gray;
use crate::ocr::parts::{self, Part};

/// A mark stands apart where there is at least this much white below it, in body heights.
const APART: f32 = 0.4;
/// White that is left below a mark that is drawn lower, in body heights.
const LEFT: f32 = 0.3;
/// Heights of marks, in body heights: lower pieces are dirt, higher ones no marks.
const MARK: Range<f32> = 0.22..0.75;
/// A mark may stand this far beside its letter, in body heights.
const BESIDE: f32 = 0.3;

/// Draws the marks lower that stand apart above row `top` of a line's window, where the letters of
/// height `body` begin.
pub(super) fn lower(window: &mut Gray, top: usize, body: f32) {
    let width = window.width;
    let top = top.min(window.height);
    let above = Gray { pixels: window.pixels[..top * width].to_vec(), width, height: top };
    for piece in parts::parts(&above).unwrap_or_default() {
        if !is_whole_mark(&piece, top, body) {
            continue;
        }
        let Some(next) = ink_below(window, &piece, (BESIDE * body) as usize) else { continue };
        let white = (next - piece.y1) as f32;
        if white >= APART * body {
            move_down(window, &piece, next, (white - LEFT * body).round() as usize);
        }
    }
}

/// Whether a piece above row `top` is as high as a mark. What touches an edge goes on beyond it.
fn is_whole_mark(piece: &Part, top: usize, body: f32) -> bool {
    let height = piece.height() as f32;
    piece.y0 > 0 && piece.y1 < top && (MARK.start * body..MARK.end * body).contains(&height)
}

/// The first row below a mark that has ink in its columns, or in `near` columns beside them.
fn ink_below(window: &Gray, mark: &Part, near: usize) -> Option<usize> {
    let columns = mark.x0.saturating_sub(near)..(mark.x1 + near).min(window.width);
    let is_inked = |y: &usize| window.row(*y)[columns.clone()].iter().any(|v| *v < parts::INK);
    (mark.y1..window.height).find(is_inked)
}

/// Moves a mark and the gray around it down by some rows; row `next` has the next ink below it.
fn move_down(window: &mut Gray, mark: &Part, next: usize, by: usize) {
    let width = window.width;
    let columns = mark.x0.saturating_sub(1)..(mark.x1 + 1).min(width);
    // From below, so that no row is overwritten before it was moved.
    for y in (mark.y0 - 1..(mark.y1 + 1).min(next)).rev() {
        for x in columns.clone() {
            let value = std::mem::replace(&mut window.pixels[y * width + x], 255);
            let there = &mut window.pixels[(y + by) * width + x];
            *there = value.min(*there);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A window of 28 rows, body 10: a mark of 3 × 3 that ends above row `bottom`, a letter from
    /// row 12 to 22.
    fn window(bottom: usize) -> Gray {
        let mut gray = Gray::white(20, 28);
        for (x0, x1, y0, y1) in [(8, 11, bottom - 3, bottom), (5, 14, 12, 22)] {
            for y in y0..y1 {
                gray.pixels[y * 20 + x0..y * 20 + x1].fill(0);
            }
        }
        gray
    }

    #[test]
    fn a_mark_of_a_letter_beside_it_is_drawn_lower_too() {
        let mut beside = window(5);
        (2..5).for_each(|y| beside.fill_row(y, 8..11, 255));
        (2..5).for_each(|y| beside.fill_row(y, 15..18, 0));
        lower(&mut beside, 12, 10.0);
        assert!(beside.row(6)[15..18].iter().all(|v| *v == 0) && beside.row(2)[16] == 255);
        let mut far = window(5);
        (2..5).for_each(|y| far.fill_row(y, 8..11, 255));
        (2..5).for_each(|y| far.fill_row(y, 17..20, 0));
        let before = far.clone();
        lower(&mut far, 12, 10.0);
        assert_eq!(far, before, "nothing stands below it");
    }

    #[test]
    fn a_mark_that_stands_apart_is_drawn_lower_and_another_is_left() {
        let mut apart = window(5);
        lower(&mut apart, 12, 10.0);
        assert_eq!(apart, window(9));
        for bottom in [3, 9, 11] {
            let mut same = window(bottom);
            lower(&mut same, 12, 10.0);
            assert_eq!(same, window(bottom), "{bottom}");
        }
    }
}
