//! The pixels of a picture under a place of its page.

use std::ops::Range;

use crate::geom::Rect;
use crate::pdf::Picture;

/// The rows and the columns of pixels under a box in points, of those that there are.
pub(super) fn window(picture: &Picture, place: &Rect) -> (Range<usize>, Range<usize>) {
    let (scale, width, height) = (picture.scale, picture.width, picture.height);
    let rows = pixel(place.y0, scale, height)..pixel(place.y1, scale, height);
    let columns = pixel(place.x0, scale, width)..pixel(place.x1, scale, width);
    (rows, columns)
}

/// The border between pixels next to a place in points.
fn pixel(points: f32, scale: f32, most: usize) -> usize {
    ((points * scale).round().max(0.0) as usize).min(most)
}
