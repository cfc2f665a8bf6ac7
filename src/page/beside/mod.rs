//! Text of a page that its text layer does not have: where it is, and the page with it.
//!
//! ```text
//! Page ─▶ places::look ─▶ Beside ─▶ joined ─▶ Page
//!         marks, rows               ocr
//! Page ─▶ unknown_places ─────────▶ with_unknown ─▶ Page
//! ```

mod joined;
mod marks;
mod places;
mod rows;
mod unknown;
mod window;

pub(super) use joined::joined;
pub(super) use places::{Beside, look};
pub(super) use unknown::{unknown_places, with_unknown};
