//! Hand-made lines for the tests of this room.

use unicode_segmentation::UnicodeSegmentation;

use crate::geom::Rect;
use crate::layout::{Cluster, Frame, Line};

/// The width of a letter in points; twenty letters fill a line.
const LETTER: f32 = 5.0;
/// From baseline to baseline in points.
const LEADING: f32 = 14.0;

/// Lines of 10 pt letters, one below the other, in a room from 0 to 100: where each starts, and its
/// text.
pub(crate) fn made_lines(lines: &[(f32, &str)]) -> Vec<Line> {
    let frame = Frame { page: 1, size: (200.0, 400.0), ..Frame::NOWHERE }.within(0.0, 100.0);
    let mut clusters = Vec::new();
    for (nth, (left, text)) in lines.iter().enumerate() {
        let baseline = 20.0 + LEADING * nth as f32;
        for (i, letter) in text.graphemes(true).enumerate() {
            let x = left + LETTER * i as f32;
            clusters.push(Cluster {
                text: letter.into(),
                bbox: Rect::new(x, baseline - 8.0, x + LETTER, baseline + 2.5),
                baseline,
                size: 10.0,
                ..Cluster::default()
            });
        }
    }
    crate::layout::lines(frame, clusters)
}
