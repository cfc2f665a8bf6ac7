//! What a caller wants of the text that a page shows where its picture is read.

/// What becomes of the text that a page shows where its picture is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// It stays, and the picture is read around it.
    Kept,
    /// The picture is read in its place.
    Replaced,
}
