//! What stands in for reading pictures where the program is built without it.

mod own;

pub use own::Own;

use crate::error::{Error, ErrorKind};
use crate::pdf::{Page, Picture};

/// Whether this program can read pictures at all.
pub const BUILT_IN: bool = false;

/// The page as it is.
pub fn read(page: Page, _: Picture, _: Own) -> Page {
    page
}

/// Refuses a picture file.
///
/// # Errors
///
/// [`ErrorKind::NotPdf`], always.
pub fn each_picture(_: &[u8], _: impl FnMut(u32, Picture)) -> Result<(), Error> {
    let message =
        "a picture, and this program was built without OCR (build with the feature `ocr`)";
    Err(Error::new(ErrorKind::NotPdf, message))
}
