//! Marks that stand apart from their letters in a line's window: programs that do not place them,
//! and type of small capitals, leave them so high that the recogniser, which learnt from placed
//! ones, overlooks them. They are drawn lower.

use crate::ocr::gray::Gray;
use crate::ocr::parts;

/// So much white (in body heights) below a mark, and it stands apart.
const APART: f32 = 0.4;
/// White (in body heights) that stays below it.
const LEFT: f32 = 0.3;
/// Lower pieces (in body heights) are dirt, higher ones no marks.
const HEIGHTS: (f32, f32) = (0.22, 0.75);

/// Draws the marks lower that stand apart above row `top` of a line's window, where the letters of
/// height `body` begin.
pub(super) fn lower(window: &mut Gray, top: usize, body: f32) {
    let width = window.width;
    let top = top.min(window.height);
    let above = Gray { pixels: window.pixels[..top * width].to_vec(), width, height: top };
    for mark in parts::parts(&above).unwrap_or_default() {
        let height = mark.height() as f32;
        // What touches the edge goes on beyond it.
        if mark.y0 == 0 || mark.y1 == top || !(HEIGHTS.0 * body..HEIGHTS.1 * body).contains(&height)
        {
            continue;
        }
        // A neighbour's ink counts too: a mark may stand beside its letter.
        let near = (0.3 * body) as usize;
        let (from, to) = (mark.x0.saturating_sub(near), (mark.x1 + near).min(width));
        let inked = |y: &usize| window.row(*y)[from..to].iter().any(|v| *v < parts::INK);
        let Some(next) = (mark.y1..window.height).find(inked) else { continue };
        let white = (next - mark.y1) as f32;
        if white < APART * body {
            continue;
        }
        let by = (white - LEFT * body).round() as usize;
        // With the gray around it.
        let (x0, x1) = (mark.x0.saturating_sub(1), (mark.x1 + 1).min(width));
        for y in (mark.y0 - 1..(mark.y1 + 1).min(next)).rev() {
            for x in x0..x1 {
                let v = std::mem::replace(&mut window.pixels[y * width + x], 255);
                let there = &mut window.pixels[(y + by) * width + x];
                *there = v.min(*there);
            }
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
