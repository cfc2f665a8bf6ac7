//! What the text of a glyph rests on.

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
