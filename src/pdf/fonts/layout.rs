//! Well-known families all of whose fonts keep one order of glyphs: a glyph's number says its
//! character.

use std::sync::LazyLock;

use super::decide::is_thai;
use super::evidence::Evidence;
use super::proofs::Proofs;
use crate::thai::text::legacy;

/// The orders; the file says what its lines mean and where they come from.
static LAYOUTS: LazyLock<Vec<Layout>> =
    LazyLock::new(|| parse(include_str!("../../../data/thai-layouts.txt")));
/// A layout is believed where at least this many of its letters are known otherwise and agree for
/// each that does not.
const AGREEING: usize = 9;

#[derive(Debug, Default)]
struct Layout {
    /// Keys of families and their numbers of glyphs.
    fonts: Vec<(&'static str, u32)>,
    /// First glyph, first character, how many.
    runs: Vec<(u32, u32, u32)>,
}

impl Layout {
    fn glyphs(&self) -> impl Iterator<Item = (u32, char)> + '_ {
        let run =
            |(glyph, c, length): &(u32, u32, u32)| (*glyph..*glyph + length).zip(*c..*c + length);
        self.runs.iter().flat_map(run).filter_map(|(glyph, c)| Some((glyph, char::from_u32(c)?)))
    }
}

fn parse(text: &'static str) -> Vec<Layout> {
    let mut layouts = vec![Layout::default()];
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let Some(layout) = layouts.last_mut() else { break };
        match words.as_slice() {
            [] => layouts.push(Layout::default()),
            ["font", key, counts @ ..] => {
                layout
                    .fonts
                    .extend(counts.iter().filter_map(|count| Some((*key, count.parse().ok()?))));
            }
            [glyph, c, length] => {
                let run = (glyph.parse(), u32::from_str_radix(c, 16), length.parse());
                if let (Ok(glyph), Ok(c), Ok(length)) = run {
                    layout.runs.push((glyph, c, length));
                }
            }
            _ => {}
        }
    }
    layouts.retain(|layout| !layout.fonts.is_empty());
    layouts
}

/// Gives glyphs the characters that their number means in the family, unless what is known of the
/// font otherwise (its other evidence, and `claims`, what its text layer says) speaks against it.
pub(super) fn prove(key: &str, glyph_count: u32, claims: &[(u32, char)], proofs: &mut Proofs) {
    let known = LAYOUTS
        .iter()
        .find(|l| l.fonts.iter().any(|(family, count)| *family == key && *count == glyph_count));
    let Some(layout) = known else { return };
    let (mut agree, mut contradict) = (0, 0);
    for (glyph, c) in layout.glyphs() {
        let c = legacy(c).unwrap_or(c);
        let said =
            claims.binary_search_by_key(&glyph, |(g, _)| *g).ok().and_then(|at| claims.get(at));
        let said = proofs.get(glyph).map(|p| p.0).or(said.map(|s| legacy(s.1).unwrap_or(s.1)));
        match said {
            Some(said) if said == c => agree += 1,
            // A Thai font's text layer errs in marks; that it has another letter altogether is what
            // tells.
            Some(said) if is_thai(said) || said.is_alphanumeric() => contradict += 1,
            _ => {}
        }
    }
    if contradict * AGREEING > agree {
        return;
    }
    layout.glyphs().for_each(|(glyph, c)| proofs.fill(glyph, c, Evidence::Layout));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let text = include_str!("../../../data/thai-layouts.txt");
        let lines = |letter: fn(&str) -> bool| text.lines().filter(|l| letter(l)).count();
        assert!(LAYOUTS.len() >= 24);
        let runs: usize = LAYOUTS.iter().map(|l| l.runs.len()).sum();
        assert_eq!(runs, lines(|l| l.starts_with(|c: char| c.is_ascii_digit())));
        for (glyph, c) in LAYOUTS.iter().flat_map(Layout::glyphs) {
            assert!(glyph > 0 && (is_thai(c) || legacy(c).is_some()), "{glyph} {c:?}");
        }
    }

    #[test]
    fn the_order_of_a_family_counts_unless_the_font_contradicts_it() {
        let mut proofs = Proofs::new(509);
        prove("thsarabunpsk", 509, &[(214, 'ก'), (286, ' ')], &mut proofs);
        assert_eq!(proofs.get(286), Some(('\u{E4D}', Evidence::Layout)));
        assert_eq!(proofs.get(352), Some(('\u{E48}', Evidence::Layout)));

        let mut other = Proofs::new(509);
        prove("thsarabunpsk", 509, &[(214, 'ข'), (215, 'ค'), (216, 'ง')], &mut other);
        prove("thsarabunpsk", 600, &[], &mut other);
        prove("loma", 509, &[], &mut other);
        assert_eq!(other.iter().count(), 0);
    }
}
