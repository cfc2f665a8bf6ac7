//! The page as displayed: its size in points, and what leads to it from the page's own units.

use hayro_interpret::kurbo::{Affine, Rect as KRect};
use hayro_syntax::page::Page as PdfPage;

use super::limits::PAGE_SIDE;

/// The page as displayed.
pub(super) struct Frame {
    /// Width and height in points.
    pub size: (f32, f32),
    /// From the page's own coordinates to those as displayed: points, origin top left.
    pub start: Affine,
}

impl Frame {
    pub fn of(page: &PdfPage<'_>) -> Frame {
        let (width, height) = page.render_dimensions();
        let unit = user_unit(page, width.max(height));
        let start = Affine::new(page.initial_transform(true).as_coeffs());
        // Most pages count in points: theirs stay as they are to the last bit.
        match unit == 1.0 {
            true => Frame { size: (width, height), start },
            false => Frame {
                size: (width * unit, height * unit),
                start: Affine::scale(f64::from(unit)) * start,
            },
        }
    }

    /// The whole page.
    pub fn bounds(&self) -> KRect {
        KRect::new(0.0, 0.0, f64::from(self.size.0), f64::from(self.size.1))
    }
}

/// How many points a unit of a page is (ISO 32000-2, table 31); 1 where it says none that a page of
/// this longer side can have.
fn user_unit(page: &PdfPage<'_>, side: f32) -> f32 {
    let said = page.raw().get::<f32>(b"UserUnit".as_slice());
    said.filter(|unit| *unit > 0.0 && f64::from(unit * side) <= PAGE_SIDE).unwrap_or(1.0)
}
