//! ActualText: the characters a marked-content sequence stands for, whatever its glyphs say (ISO
//! 32000-2, 14.9.4).

use compact_str::CompactString;
use unicode_segmentation::UnicodeSegmentation;

use super::fonts::Evidence;
use super::model::{Glyph, Visibility};
use crate::geom::Rect;
use crate::thai::digits;
use crate::thai::text::is_mark;

/// A PDF text string (ISO 32000-2, 7.9.2.2): UTF-16BE or UTF-8 with a byte order mark, else
/// PDFDocEncoding, of which the part beyond Latin-1 is left out since it holds no letters of a Thai
/// report.
pub(super) fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
        // Not in the standard, but written by some producers.
        [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        latin => latin.iter().map(|b| char::from(*b)).filter(|c| !c.is_control()).collect(),
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|r| r.unwrap_or('\u{FFFD}')).filter(|c| !c.is_control()).collect()
}

/// Whether an ActualText may stand for glyphs: one that silences letters, or says as many digits as are
/// drawn but others, is not what a reader sees.
pub(super) fn may_say(text: &str, glyphs: &[Glyph]) -> bool {
    let drawn: String = glyphs.iter().map(|g| g.text.as_str()).collect();
    let shown = glyphs.iter().any(|g| g.visibility == Visibility::Shown);
    let silences =
        text.trim().is_empty() && drawn.chars().filter(|c| c.is_alphanumeric()).count() > 1;
    let (said, seen) = (digits_of(text), digits_of(&drawn));
    // One glyph may stand for more digits than it draws.
    let agree = said == seen || said.len() != seen.len();
    !shown || agree && !silences
}

fn digits_of(text: &str) -> Vec<u8> {
    text.chars().filter_map(digits::value).collect()
}

/// Lets `glyphs` say `text`: a single cluster goes to the first glyph, whose box then covers them
/// all; several are dealt out over the glyphs in order, so that a long span keeps its places.
pub(super) fn apply(text: &str, glyphs: &mut [Glyph]) {
    let Some(count) = std::num::NonZeroUsize::new(glyphs.len()) else { return };
    let clusters: Vec<&str> = text.graphemes(true).collect();
    for g in glyphs.iter_mut() {
        g.text = CompactString::const_new("");
        g.evidence = Evidence::ActualText;
    }
    if clusters.len() <= 1 {
        let all = whole(glyphs);
        let first = &mut glyphs[0];
        first.text = CompactString::from(text);
        first.bbox = all;
        return;
    }
    for (i, cluster) in clusters.iter().enumerate() {
        glyphs[i * count.get() / clusters.len()].text.push_str(cluster);
    }
}

/// The box of the glyphs of one cluster: from the first one's left edge to the furthest right of
/// those on its baseline.
fn whole(glyphs: &[Glyph]) -> Rect {
    let first = &glyphs[0];
    let near = |g: &&Glyph| {
        (g.origin.y - first.origin.y).abs() <= first.size
            && (g.origin.x - first.origin.x).abs() <= 2.0 * first.size
    };
    glyphs.iter().filter(near).fold(first.bbox, |a, g| a.union(&g.bbox))
}

/// Whether a text is a single mark.
pub(super) fn is_one_mark(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_mark) && chars.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Point;

    fn glyph(text: &str, x: f32) -> Glyph {
        Glyph {
            text: text.into(),
            origin: Point { x, y: 10.0 },
            bbox: Rect::new(x, 2.0, x + 5.0, 12.0),
            size: 10.0,
            ..Glyph::default()
        }
    }

    #[test]
    fn decodes_the_three_encodings() {
        assert_eq!(decode(&[0xFE, 0xFF, 0x0E, 0x33]), "ำ");
        assert_eq!(decode("\u{FEFF}ที่".as_bytes()), "ที่");
        assert_eq!(decode(b"abc"), "abc");
        assert_eq!(decode(&[0xFE, 0xFF, 0xD8, 0x00]), "\u{FFFD}");
    }

    #[test]
    fn one_cluster_goes_to_the_first_glyph_with_the_box_of_all() {
        let mut g = [glyph("ำ", 0.0), glyph("า", 3.0)];
        apply("ำ", &mut g);
        assert_eq!((g[0].text.as_str(), g[1].text.as_str()), ("ำ", ""));
        assert_eq!(g[0].bbox.x1, 8.0);
    }

    #[test]
    fn several_clusters_are_dealt_out_in_order() {
        let mut g = [glyph("?", 0.0), glyph("?", 5.0), glyph("?", 10.0), glyph("?", 15.0)];
        apply("กขคง", &mut g);
        assert_eq!(g.iter().map(|g| g.text.as_str()).collect::<Vec<_>>(), ["ก", "ข", "ค", "ง"]);
    }

    #[test]
    fn what_is_seen_is_neither_silenced_nor_given_other_digits() {
        let glyphs = |text: &str| -> Vec<Glyph> {
            text.chars().map(|c| glyph(&c.to_string(), 0.0)).collect()
        };
        for (drawn, said, may) in [
            ("71,820", "17,820", false),
            ("71,820", "๗๑,๘๒๐", true),
            ("๑", "๑๑๐,๐๐๐", true),
            ("ผล", "", false),
            ("-", "", true),
            ("ก", "", true),
            ("าํ", "ำ", true),
        ] {
            assert_eq!(may_say(said, &glyphs(drawn)), may, "{drawn} as {said}");
        }
        let mut hidden = glyphs("71,820");
        hidden.iter_mut().for_each(|g| g.visibility = Visibility::Invisible);
        assert!(may_say("17,820", &hidden), "of what is not seen the file may say anything");
    }

    #[test]
    fn an_empty_text_silences_its_glyphs() {
        let mut g = [glyph("-", 0.0)];
        apply("", &mut g);
        assert_eq!(g[0].text, "");
    }
}
