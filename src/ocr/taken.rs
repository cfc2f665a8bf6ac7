//! What took the picture of a page.

/// What took a picture of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// A scanner, or a fax.
    ByScanner,
    /// A camera: its light is uneven, and its print neither sharp nor of one gray.
    ByCamera,
}
