//! The picture of a page → the glyphs and rulings that [`crate::pdf`] gives of a born-digital one.

pub mod language;
pub mod recogniser;
