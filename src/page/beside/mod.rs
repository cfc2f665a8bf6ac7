//! Text of a page that its text layer does not have: where it is, and the page with it.
//!
//! ```text
//! Page ─▶ places::look ─▶ Beside ─▶ joined ─▶ Page
//!         marks, rows               ocr
//! ```

mod joined;
mod marks;
mod places;
mod rows;
mod window;

pub(super) use joined::joined;
pub(super) use places::{Beside, look};
