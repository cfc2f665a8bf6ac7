//! Which text a glyph stands for: what the text layer claims, held against what the embedded font
//! proves.
//!
//! A PDF's ToUnicode map is only a claim; the glyph's number and outline are what the page shows.
//! For every font program the sources are asked once, in this order, and the first that knows a
//! glyph answers for it:
//!
//! | evidence | where from |
//! | --- | --- |
//! | [`Evidence::ActualText`] | marked content (`actual_text`): beyond doubt, applied after all others |
//! | [`Evidence::Cmap`] | the program's own Unicode `cmap`, turned round (`cmap`) |
//! | [`Evidence::Substitution`] | its GSUB, turned round: what a variant is a variant of (`gsub`) |
//! | [`Evidence::GlyphName`] | names of `post`, CFF and Type 1 (`names`) |
//! | [`Evidence::Layout`] | the known order of glyphs of well-known families and symbol fonts (`layout`, `symbol`) |
//! | [`Evidence::Outline`] | the same drawn shape in a known font, or in another font of the document (`shape`), or the same look (`look`) |
//!
//! Where two of them disagree, where nothing proves a mark, and where a drawing cannot be what it is
//! said to be, `sight` looks at the drawing itself.
//!
//! `decide` then holds claim and proof together. A sound claim stays as it is; only a claim that
//! cannot be text, or that says something else than a proven Thai letter, gives way. Where nothing
//! proves a glyph and the claim cannot be believed, its text is U+FFFD: no letter of garbage is
//! passed on.

mod book;
mod cmap;
mod decide;
mod dict;
mod evidence;
mod font;
mod gsub;
mod layout;
mod look;
mod name;
mod names;
mod program;
mod proofs;
mod shape;
mod sight;
mod symbol;

pub(super) use book::{Book, FontId, FontKey};
pub(super) use dict::is_font;
pub use evidence::Evidence;
pub use font::{Font, FontKind};
