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
//! | [`Evidence::Outline`] | the same drawn shape in a known font, or in another font of the document (`shape`) |
//!
//! `decide` then holds claim and proof together. A sound claim stays as it is; only a claim that
//! cannot be text, or that says something else than a proven Thai letter, gives way. Where nothing
//! proves a glyph and the claim cannot be believed, its text is U+FFFD: no letter of garbage is
//! passed on.

mod book;
mod cmap;
mod decide;
mod dict;
mod gsub;
mod layout;
mod name;
mod names;
mod program;
mod shape;
mod symbol;

pub(super) use book::{Book, FontId};
pub(super) use dict::is_font;

/// What the text of a glyph rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(u8)]
pub enum Evidence {
    /// The file's own word, taken as it is: ToUnicode, or a predefined encoding.
    #[default]
    Claimed,
    /// The ActualText around it.
    ActualText,
    /// The Unicode `cmap` of the embedded font.
    Cmap,
    /// A substitution of the embedded font that leads to the glyph from one of known text.
    Substitution,
    /// The glyph's name.
    GlyphName,
    /// The known order of glyphs of a well-known family.
    Layout,
    /// The glyph's outline, known from another font.
    Outline,
    /// Nothing: the text is U+FFFD.
    Unknown,
    /// The picture of the page, from which it was read.
    Picture,
}

impl Evidence {
    /// All kinds, in the order of their weight.
    pub const ALL: [Evidence; 9] = [
        Evidence::Claimed,
        Evidence::ActualText,
        Evidence::Cmap,
        Evidence::Substitution,
        Evidence::GlyphName,
        Evidence::Layout,
        Evidence::Outline,
        Evidence::Unknown,
        Evidence::Picture,
    ];

    /// Whether the glyph's text is another than the one its font's text layer claims (or there is
    /// no such claim).
    pub fn overrules(self) -> bool {
        !matches!(self, Evidence::Claimed | Evidence::ActualText | Evidence::Picture)
    }

    /// Its name, in kebab-case.
    pub fn as_str(self) -> &'static str {
        match self {
            Evidence::Claimed => "claimed",
            Evidence::ActualText => "actual-text",
            Evidence::Cmap => "cmap",
            Evidence::Substitution => "substitution",
            Evidence::GlyphName => "glyph-name",
            Evidence::Layout => "layout",
            Evidence::Outline => "outline",
            Evidence::Unknown => "unknown",
            Evidence::Picture => "picture",
        }
    }
}

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
