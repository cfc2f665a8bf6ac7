//! Repairs of a damaged text layer.
//!
//! A rule reads what the page *shows* where the layer says something else. Those of `glyphs` need
//! no more than the glyphs beside each other: what the layer says there is no Thai, and one reading
//! is left. Those of `words` and `spacing` need the word list as well and act only on a font or
//! line whose own statistics show that it is damaged in that way; where the list leaves two
//! readings, nothing is changed and a [`Doubt`] says so.

pub(super) mod glyphs;
mod mend;
mod rule;
mod spacing;
mod words;

pub use mend::mend;
pub use rule::{Doubt, Repairs, Rule, Tally};
