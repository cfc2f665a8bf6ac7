//! Names of glyphs that say their character: `uni0E01`, `kokaithai`, `A`.

use skrifa::Font;
use skrifa::raw::ps::agl::name_to_char;

use super::decide::is_thai;
use super::evidence::Evidence;
use super::proofs::Proofs;

/// Glyphs whose names are looked at.
const GLYPHS: usize = 65_536;

/// Gives glyphs the character that their name says: that of the Adobe Glyph List, or of the forms
/// `uniXXXX`, `uXXXX`; what follows a full stop is the name of a variant.
///
/// Old Thai fonts give Thai letters Latin names. So Latin names count only where no name
/// contradicts what is known of its glyph already.
pub(super) fn prove(font: &Font, proofs: &mut Proofs) {
    let named: Vec<(u32, char)> = font
        .glyph_names()
        .take(GLYPHS)
        .filter(|(_, name)| !name.is_synthesized())
        .filter_map(|(glyph, name)| Some((glyph.to_u32(), named(name.as_str())?)))
        .collect();
    let contradicted = named
        .iter()
        .any(|(glyph, c)| !is_thai(*c) && proofs.get(*glyph).is_some_and(|(p, _)| is_thai(p)));
    for (glyph, c) in named {
        if is_thai(c) || !contradicted {
            proofs.fill(glyph, c, Evidence::GlyphName);
        }
    }
}

fn named(name: &str) -> Option<char> {
    let base = name.split_once('.').map_or(name, |(base, _)| base);
    // A ligature's name holds several characters.
    if base.contains('_') {
        return None;
    }
    name_to_char(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_their_character() {
        for (name, c) in [
            ("uni0E48.low_left", Some('\u{E48}')),
            ("uni0E48.low", Some('\u{E48}')),
            ("kokaithai", Some('ก')),
            ("A", Some('A')),
            ("f_i", None),
            ("g123", None),
            (".notdef", None),
        ] {
            assert_eq!(named(name), c, "{name}");
        }
    }
}
