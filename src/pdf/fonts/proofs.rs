//! The proven characters of a program's glyphs, and which characters can be text at all.

use super::evidence::Evidence;
use crate::thai::text::legacy;

/// Glyphs of a program that can be proved: glyph numbers are 16-bit in TrueType and CFF.
const GLYPHS: u32 = 65_536;
/// Characters kept beside the first of their glyph: fonts share a glyph between a few hundred pairs
/// of letters.
const OTHERS: usize = 4_000;
/// The proven characters of a program's glyphs.
#[derive(Debug, Default)]
pub(super) struct Proofs {
    by_glyph: Vec<(char, Evidence)>,
    /// Further characters that the same glyph stands for, in order.
    others: Vec<(u32, char)>,
}

/// What stands for a glyph that nothing is known of.
const NOTHING: (char, Evidence) = ('\0', Evidence::Unknown);

impl Proofs {
    pub fn new(glyphs: u32) -> Proofs {
        Proofs { by_glyph: vec![NOTHING; glyphs.min(GLYPHS) as usize], others: Vec::new() }
    }

    /// What is known of a glyph.
    pub fn get(&self, glyph: u32) -> Option<(char, Evidence)> {
        self.by_glyph.get(glyph as usize).copied().filter(|p| *p != NOTHING)
    }

    /// Whether the glyph stands for `c`, perhaps among others.
    pub fn allows(&self, glyph: u32, c: char) -> bool {
        let c = legacy(c).unwrap_or(c);
        self.get(glyph).is_some_and(|(p, _)| p == c)
            || self.others.binary_search(&(glyph, c)).is_ok()
    }

    /// Adds a character of a glyph. Where it has several, a Thai letter comes first, then ASCII,
    /// then the lowest.
    pub fn add(&mut self, glyph: u32, c: char, evidence: Evidence) {
        let c = legacy(c).unwrap_or(c);
        if glyph == 0 || !(is_text(c) || c == '\u{FFFD}') {
            return;
        }
        let Some(slot) = self.by_glyph.get_mut(glyph as usize) else { return };
        if *slot == NOTHING {
            *slot = (c, evidence);
        } else if slot.0 != c {
            let other = if rank(c) < rank(slot.0) { std::mem::replace(&mut slot.0, c) } else { c };
            if self.others.len() < OTHERS
                && let Err(at) = self.others.binary_search(&(glyph, other))
            {
                self.others.insert(at, (glyph, other));
            }
        }
    }

    /// Lets a glyph stand for a character that it is seen to be, whatever was added before.
    pub fn settle(&mut self, glyph: u32, c: char, evidence: Evidence) {
        if let Some(slot) = self.by_glyph.get_mut(glyph as usize) {
            *slot = (c, evidence);
            self.others.retain(|(other, _)| *other != glyph);
        }
    }

    /// Adds the character of a glyph that nothing is known of yet.
    pub fn fill(&mut self, glyph: u32, c: char, evidence: Evidence) {
        if self.get(glyph).is_none() {
            self.add(glyph, c, evidence);
        }
    }

    /// Forgets glyphs that were settled as unknown.
    pub fn forget_unknown(&mut self) {
        self.by_glyph.iter_mut().filter(|p| p.0 == '\u{FFFD}').for_each(|p| *p = NOTHING);
    }

    /// Glyphs with their characters and evidence.
    pub fn iter(&self) -> impl Iterator<Item = (u32, char, Evidence)> + '_ {
        (0u32..)
            .zip(&self.by_glyph)
            .filter(|(_, p)| **p != NOTHING)
            .map(|(glyph, (c, e))| (glyph, *c, *e))
    }

    /// How many glyphs there can be.
    pub fn len(&self) -> u32 {
        self.by_glyph.len() as u32
    }
}

fn rank(c: char) -> (u8, char) {
    let class = match c {
        '\u{E01}'..='\u{E5B}' => 0,
        '\u{20}'..='\u{7E}' => 1,
        _ => 2,
    };
    (class, c)
}

/// Whether a character can be the text of a glyph: no control character, no private use, no
/// noncharacter.
pub(super) fn is_text(c: char) -> bool {
    !(c.is_control()
        || matches!(c as u32, 0xE000..=0xF8FF | 0xF0000..=0x10FFFF | 0xFDD0..=0xFDEF | 0xFFF9..=0xFFFF)
        || (c as u32) & 0xFFFE == 0xFFFE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glyph_may_stand_for_several_characters() {
        let mut proofs = Proofs::new(10);
        for c in ['\u{A0}', ' ', '\u{F70A}'] {
            proofs.add(3, c, Evidence::Cmap);
        }
        assert_eq!(proofs.get(3), Some(('\u{E48}', Evidence::Cmap)));
        assert!([' ', '\u{A0}', '\u{E48}', '\u{F70A}'].iter().all(|c| proofs.allows(3, *c)));
        assert!(!proofs.allows(3, 'x') && !proofs.allows(4, 'x') && !proofs.allows(40, ' '));
    }

    #[test]
    fn what_is_no_text_proves_nothing() {
        let mut proofs = Proofs::new(10);
        for c in ['\u{F0A3}', '\u{1}', '\u{FFFF}', '\u{10FFFD}', '\u{F0000}'] {
            proofs.add(3, c, Evidence::Cmap);
        }
        proofs.add(0, 'x', Evidence::Cmap);
        proofs.add(99, 'x', Evidence::Cmap);
        assert_eq!(proofs.iter().count(), 0);
    }

    #[test]
    fn a_table_that_names_one_glyph_endlessly_ends_soon() {
        let start = std::time::Instant::now();
        let mut proofs = Proofs::new(10);
        ('\u{100}'..'\u{30000}').rev().for_each(|c| proofs.add(3, c, Evidence::Cmap));
        assert_eq!(proofs.others.len(), OTHERS);
        assert!(start.elapsed() < std::time::Duration::from_secs(5));
    }
}
