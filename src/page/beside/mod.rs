//! Text of a page that its text layer does not have: where it is, and the page with it.
//!
//! ```text
//! Page ─▶ places::look ─▶ Beside ─▶ joined ─▶ Page
//!         marks, rows               ocr
//! Page ─▶ with_boxes ─▶ with_signs ─▶ unknown_places ─────────▶ with_unknown ─▶ Page
//! ```

mod boxes;
mod joined;
mod marks;
mod places;
mod rows;
mod signs;
mod unknown;
mod window;

pub(super) use boxes::with_boxes;
pub(super) use joined::joined;
pub(super) use places::{Beside, look};
pub(super) use signs::with_signs;
pub(super) use unknown::{unknown_places, with_unknown};
