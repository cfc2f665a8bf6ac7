//! A font of a document, as its pages use it.

use super::evidence::Evidence;

/// What holds the outlines of a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FontKind {
    /// A TrueType program (`glyf`).
    TrueType,
    /// A CFF program, bare or in an OpenType font.
    Cff,
    /// A Type 1 program.
    Type1,
    /// Drawing instructions of the PDF itself.
    Type3,
    /// Nothing in the file: a viewer takes a font of its own.
    #[default]
    NotEmbedded,
}

impl FontKind {
    /// Its name, for people.
    pub fn as_str(self) -> &'static str {
        match self {
            FontKind::TrueType => "TrueType",
            FontKind::Cff => "CFF",
            FontKind::Type1 => "Type 1",
            FontKind::Type3 => "Type 3",
            FontKind::NotEmbedded => "not embedded",
        }
    }
}

/// A font of the document, as a page uses it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Font {
    /// Its name as written in the file; empty where it is not known.
    pub name: String,
    /// The name without the tag of a subset and without its style.
    pub family: String,
    /// What holds its outlines.
    pub kind: FontKind,
    /// Whether it is a composite font (Type 0, codes of several bytes) or a simple one (codes of
    /// one byte).
    pub composite: bool,
    /// Glyphs of the embedded program; 0 where there is none, or none that could be read.
    pub glyph_count: u32,
    /// What its text was decided on: [`Evidence::Claimed`] where its claims hold.
    pub evidence: Evidence,
    /// Whether its text layer cannot be believed by itself: nothing says what its codes mean, or
    /// what says it is contradicted by the glyphs. What could be proved of it was.
    pub suspect: bool,
    /// Whether a program is embedded that could not be read.
    pub unreadable: bool,
}
