//! Symbol fonts: what a code of Wingdings, Wingdings 2 or Symbol draws.
//!
//! Only signs with a clear character of their own are here; above all the boxes that forms are
//! ticked in.

use super::evidence::Evidence;

/// A symbol font by the key of its family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SymbolFont {
    Wingdings,
    Wingdings2,
    Symbol,
}

/// Code and character, in order of the codes.
const WINGDINGS: [(u8, char); 40] = [
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x78, '☒'),
    (0x80, '⓪'),
    (0x81, '①'),
    (0x82, '②'),
    (0x83, '③'),
    (0x84, '④'),
    (0x85, '⑤'),
    (0x86, '⑥'),
    (0x87, '⑦'),
    (0x88, '⑧'),
    (0x89, '⑨'),
    (0x8A, '⑩'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '☐'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xEF, '⇦'),
    (0xF0, '⇨'),
    (0xF1, '⇧'),
    (0xF2, '⇩'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];
/// The tick and the cross without a box (50, 4F) are read as boxes, too: forms use both alike.
const WINGDINGS2: [(u8, char); 9] = [
    (0x4F, '☒'),
    (0x50, '☑'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x97, '●'),
    (0xA2, '■'),
    (0xA3, '☐'),
];
const SYMBOL: [(u8, char); 26] = [
    (0x2D, '−'),
    (0x44, 'Δ'),
    (0x53, 'Σ'),
    (0x57, 'Ω'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x6D, 'μ'),
    (0x70, 'π'),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xA8, '♦'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xD6, '√'),
    (0xD7, '⋅'),
    (0xDE, '⇒'),
];
/// The first code of a symbol font, a space, is glyph 3 in fonts by Microsoft.
const FIRST: (u32, u32) = (0x20, 3);
/// Glyphs of the font programs that draw all codes from the first on in order.
const IN_ORDER: [(SymbolFont, u32); 1] = [(SymbolFont::Wingdings2, 220)];

impl SymbolFont {
    /// The symbol font that a family's key names.
    pub fn named(key: &str) -> Option<SymbolFont> {
        match key {
            "wingdings" | "wingdingsregular" => Some(SymbolFont::Wingdings),
            "wingdings2" => Some(SymbolFont::Wingdings2),
            "symbol" | "symbolmt" => Some(SymbolFont::Symbol),
            _ => None,
        }
    }

    /// The character that a code draws: of one byte, or F000 to F0FF as in the font's own table.
    pub fn character(self, code: u32) -> Option<(char, Evidence)> {
        let code = match code {
            0..=0xFF => code as u8,
            0xF000..=0xF0FF => (code - 0xF000) as u8,
            _ => return None,
        };
        if code == 0x20 {
            return Some((' ', Evidence::Layout));
        }
        let table: &[(u8, char)] = match self {
            SymbolFont::Wingdings => &WINGDINGS,
            SymbolFont::Wingdings2 => &WINGDINGS2,
            SymbolFont::Symbol => &SYMBOL,
        };
        table
            .binary_search_by_key(&code, |(c, _)| *c)
            .ok()
            .and_then(|at| table.get(at))
            .map(|(_, c)| (*c, Evidence::Layout))
    }

    /// The code that a glyph draws, where the program's number of glyphs says that all are in
    /// order.
    pub fn code_of_glyph(self, glyph: u32, glyph_count: u32) -> Option<u32> {
        let in_order = IN_ORDER.contains(&(self, glyph_count));
        (in_order && glyph >= FIRST.1).then(|| glyph - FIRST.1 + FIRST.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_boxes_whatever_says_their_code() {
        for (key, code, c) in [
            ("wingdings", 0xF0FE, '☑'),
            ("wingdings", 0xFE, '☑'),
            ("wingdings", 0xA8, '☐'),
            ("wingdings2", 0xF0A3, '☐'),
            ("wingdings2", 0x52, '☑'),
            ("wingdings2", 0xF050, '☑'),
            ("symbol", 0xF0B7, '•'),
        ] {
            assert_eq!(
                SymbolFont::named(key).and_then(|f| f.character(code)).map(|p| p.0),
                Some(c),
                "{key} {code:x}"
            );
        }
        assert_eq!(SymbolFont::Wingdings.character(0x41), None);
        assert_eq!(SymbolFont::Wingdings.character(0x0E01), None);
        assert_eq!(SymbolFont::named("thsarabunpsk"), None);
    }

    #[test]
    fn the_tables_are_in_order() {
        assert!(
            [&WINGDINGS[..], &WINGDINGS2, &SYMBOL].iter().all(|t| t.is_sorted_by(|a, b| a.0 < b.0))
        );
    }
}
