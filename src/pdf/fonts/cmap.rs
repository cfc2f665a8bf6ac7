//! The Unicode `cmap` of an embedded font, turned round: from glyph to character.

use skrifa::Font;

use super::evidence::Evidence;
use super::proofs::Proofs;

/// Entries looked at: more than any font of 65,535 glyphs has that names each a few times. Damaged
/// tables promise billions.
const ENTRIES: usize = 200_000;

/// Writes down which glyphs the font's Unicode tables name, and with which characters.
///
/// A table of the platform Unicode, or of Windows with Unicode (encodings 1 and 10), speaks
/// Unicode; the tables of Macintosh and of symbol fonts hold codes of which only the PDF knows the
/// meaning.
pub(super) fn prove(font: &Font, proofs: &mut Proofs) {
    let charmap = font.charmap();
    let mut left = ENTRIES;
    for encoding in
        charmap.encodings().filter(|e| matches!(e.sfnt_ids(), Some((0, 0..=4 | 6) | (3, 1 | 10))))
    {
        for (code, glyph) in charmap.codes(encoding).take(left) {
            left -= 1;
            if let Some(c) = char::from_u32(code) {
                proofs.add(glyph.to_u32(), c, Evidence::Cmap);
            }
        }
    }
}
