//! What glyphs are seen to be: where nothing proves a mark, where two sources of a glyph's text
//! disagree, and where a drawing cannot be what it is said to be.
//!
//! Drawings are looked at only where one of these stands.

use skrifa::raw::TableProvider;
use skrifa::raw::tables::glyf::Glyf;
use skrifa::raw::tables::loca::Loca;
use skrifa::{Font, GlyphId};

use super::decide::{is_another, is_believable};
use super::evidence::Evidence;
use super::font::FontKind;
use super::look::{self, Look, can_stand, contours, is_number_part};
use super::program::Program;
use super::shape::Outlines;
use crate::thai::digits;
use crate::thai::text::{is_consonant, is_mark};

/// Consonants without an ascender or a descender: their height is what others are measured in.
const PLAIN: &str = "กคดตถทนบมยรลวสอ";
/// Glyphs of a font that are looked at, at most.
const LOOKS: usize = 64;
/// Letters and figures of a font that are held against parts of numbers, at most: all of Thai, twice.
const LETTERS: usize = 160;
/// Glyphs of a font whose proofs are looked through for a consonant.
const PROVED: u32 = 4_000;
/// What a glyph stands for of which nothing can be said.
const UNKNOWN: char = '\u{FFFD}';
/// A mark stands above this part of a consonant's height, or below the line.
const ABOVE: f32 = 0.8;
/// More glyphs than this that do not stand as they are said to, and the font is an unusual one.
const ODD: usize = 4;
/// A drawing is one of two characters where it differs this much less from it …
const CLEARLY: f32 = 0.5;
/// … and no more than this at all; see [`Look::difference_from`].
const FAR: f32 = 3.0;
/// Figures that are drawn in one stroke, and whose Thai forms have a loop beside it.
const ONE_STROKE: [char; 5] = ['1', '2', '3', '5', '7'];
/// Figures, at least, that look like Thai ones before all of a font do; fewer must look just like
/// them.
const FIGURES: usize = 2;

/// A font whose glyphs are looked at, and what is said of them.
struct Sight<'f> {
    font: &'f Font,
    /// The tables that say how high glyphs reach, where the font has them.
    boxes: Option<(Loca<'f>, Glyf<'f>)>,
    /// Glyphs and the characters that are claimed for them, in order.
    said: Vec<(u32, char)>,
}

/// Looks at glyphs of a program whose claims or proofs do not settle what they are; `said`: glyphs
/// and the one character that its fonts' text layers claim for each.
pub(super) fn see(program: &mut Program, font: &Font, mut said: Vec<(u32, char)>) {
    said.sort_unstable();
    said.dedup();
    let tables = font.tables();
    let sight = Sight { font, boxes: tables.loca(None).ok().zip(tables.glyf().ok()), said };
    let (decided, open) = sight.disagreements(program);
    for (glyph, c) in decided {
        program.proofs.settle(glyph, c, Evidence::Outline);
    }
    for glyph in open {
        program.proofs.settle(glyph, UNKNOWN, Evidence::Unknown);
    }
    let mut seen = sight.thai_figures(program);
    seen.extend(sight.misfits(program));
    seen.extend(sight.number_parts_said_otherwise(program));
    for (glyph, c) in seen {
        program.proofs.settle(glyph, c, Evidence::Outline);
    }
    program.likely = sight.marks(program);
}

impl Sight<'_> {
    /// What is claimed for a glyph, where that can be text.
    fn claim(&self, glyph: u32) -> Option<char> {
        let first = self.said.partition_point(|(other, _)| *other < glyph);
        let here = self.said.get(first..)?.iter().take_while(|(other, _)| *other == glyph);
        here.map(|(_, c)| *c).find(|c| is_believable(c.encode_utf8(&mut [0; 4])))
    }

    /// The lowest and the highest point of a glyph, in units of the font.
    fn heights(&self, glyph: u32) -> Option<(f32, f32)> {
        let Some((loca, glyf)) = &self.boxes else { return look::heights(self.font, glyph) };
        let found = loca.get(GlyphId::new(glyph), glyf)?;
        let glyph = found.glyph()?;
        Some((f32::from(glyph.y_min()), f32::from(glyph.y_max())))
    }

    /// How high a consonant is, in units of the font.
    fn height(&self, program: &Program) -> Option<f32> {
        let said = self.said.iter().filter(|(_, c)| PLAIN.contains(*c));
        let mut tops: Vec<f32> = said.filter_map(|(glyph, _)| self.top(*glyph)).collect();
        if tops.is_empty() && program.glyph_count <= PROVED {
            let proved = program.proofs.iter().filter(|(_, c, _)| PLAIN.contains(*c));
            tops = proved.filter_map(|(glyph, ..)| self.top(glyph)).collect();
        }
        tops.sort_by(f32::total_cmp);
        tops.get(tops.len() / 2).copied()
    }

    /// How high a glyph reaches above the line, in units of the font.
    fn top(&self, glyph: u32) -> Option<f32> {
        self.heights(glyph).map(|(_, top)| top).filter(|top| *top > 0.0)
    }

    /// Marks that nothing says anything of, and what they look like.
    fn marks(&self, program: &Program) -> Vec<(u32, char)> {
        let glyphs = program.shapes.iter().map(|(glyph, _)| *glyph);
        let mut unknown = glyphs
            .filter(|glyph| program.proofs.get(*glyph).is_none() && self.claim(*glyph).is_none());
        let Some(first) = unknown.next() else { return Vec::new() };
        let Some(height) = self.height(program) else { return Vec::new() };
        let unknown = std::iter::once(first).chain(unknown);
        let marks: Vec<u32> =
            unknown.filter(|glyph| self.stands_as_mark(*glyph, height)).take(LOOKS).collect();
        if marks.is_empty() {
            return Vec::new();
        }
        let own = self.own_marks(program, height);
        let looks = marks.into_iter();
        let seen = looks
            .filter_map(|glyph| Some((glyph, Look::of(self.font, glyph, height)?.mark(&own)?)));
        seen.collect()
    }

    /// Whether a glyph stands where marks do: above the letters or below the line.
    fn stands_as_mark(&self, glyph: u32, height: f32) -> bool {
        let Some((low, high)) = self.heights(glyph) else { return false };
        low > ABOVE * height || high <= 0.0
    }

    /// How the marks look that are known in the font.
    fn own_marks(&self, program: &Program, height: f32) -> Vec<(char, Look)> {
        let proved = program
            .proofs
            .iter()
            .map(|(glyph, c, _)| (glyph, c))
            .filter(|_| program.glyph_count <= PROVED);
        let said =
            self.said.iter().copied().filter(|(glyph, _)| program.proofs.get(*glyph).is_none());
        let marks = said.chain(proved).filter(|(_, c)| is_mark(*c)).take(LOOKS);
        marks.filter_map(|(glyph, c)| Some((c, Look::of(self.font, glyph, height)?))).collect()
    }

    /// Glyphs for which the font's own tables prove another character than is claimed, and which of
    /// both they are drawn as; and those of them for which that cannot be told though a value may
    /// rest on it.
    fn disagreements(&self, program: &Program) -> (Vec<(u32, char)>, Vec<u32>) {
        let disagree = self.said.iter().filter_map(|(glyph, said)| {
            let (proved, evidence) = program.proofs.get(*glyph)?;
            let differ = evidence != Evidence::Outline
                && !program.proofs.allows(*glyph, *said)
                && (is_another(*said, proved)
                    || is_another(proved, *said)
                    || is_consonant(*said) && is_consonant(proved));
            differ.then_some((*glyph, *said, proved))
        });
        let disagree: Vec<(u32, char, char)> = disagree.take(LOOKS).collect();
        if disagree.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let height = self.height(program).unwrap_or_default();
        let outlines = Outlines::of(self.font);
        let (mut decided, mut open) = (Vec::new(), Vec::new());
        for (glyph, said, proved) in disagree {
            let known = outlines.known(glyph).filter(|c| *c == said || *c == proved);
            match known.or_else(|| self.either(glyph, height, said, proved)) {
                Some(seen) => decided.push((glyph, seen)),
                None if are_other_values(said, proved) => open.push(glyph),
                None => {}
            }
        }
        // Where much is open, one of the two sources means something else as a whole.
        if open.len() > ODD {
            open.clear();
        }
        (decided, open)
    }

    /// Which of two characters a glyph is drawn as.
    fn either(&self, glyph: u32, height: f32, one: char, other: char) -> Option<char> {
        let look = Look::of(self.font, glyph, height)?;
        let (a, b) = (look.difference_from(one), look.difference_from(other));
        let nearer = if a <= b { one } else { other };
        (a.min(b) <= FAR && (a - b).abs() >= CLEARLY).then_some(nearer)
    }

    /// Figures that are claimed or proved to be Arabic ones, and are drawn as Thai ones.
    fn thai_figures(&self, program: &Program) -> Vec<(u32, char)> {
        let of_proofs = program.proofs.iter().filter(|_| program.glyph_count <= PROVED);
        let of_proofs = of_proofs.map(|(glyph, c, _)| (glyph, c));
        let mut figures: Vec<(u32, char)> = self.said.iter().copied().chain(of_proofs).collect();
        figures.retain(|(glyph, c)| {
            let proved = program.proofs.get(*glyph).map(|(c, _)| c);
            c.is_ascii_digit() && proved.is_none_or(|c| c.is_ascii_digit())
        });
        figures.sort_unstable();
        figures.dedup_by_key(|(glyph, _)| *glyph);
        figures.truncate(LOOKS);
        // One look at the strokes of one figure says enough of nearly all fonts.
        let one_stroke = figures.iter().find(|(_, c)| ONE_STROKE.contains(c));
        let has_loop = one_stroke.is_none_or(|(glyph, _)| contours(self.font, *glyph) > 1);
        if figures.is_empty() || !has_loop || !self.said.iter().any(|(_, c)| is_consonant(*c)) {
            return Vec::new();
        }
        let Some(height) = self.height(program) else { return Vec::new() };
        self.drawn_as_thai(&figures, height)
    }

    /// The figures as Thai ones, where they look like these and none looks like an Arabic one.
    fn drawn_as_thai(&self, figures: &[(u32, char)], height: f32) -> Vec<(u32, char)> {
        let (mut thai, mut just_so, mut seen) = (0, 0, Vec::new());
        for (glyph, c) in figures {
            let Some(as_thai) = to_thai(*c) else { continue };
            let Some(look) = Look::of(self.font, *glyph, height) else { continue };
            let (a, b) = (look.difference_from(as_thai), look.difference_from(*c));
            if b + CLEARLY <= a {
                return Vec::new();
            }
            thai += usize::from(a + CLEARLY <= b && a <= FAR);
            just_so += usize::from(look.letter() == Some(as_thai));
            seen.push((*glyph, as_thai));
        }
        if thai >= FIGURES || just_so > 0 { seen } else { Vec::new() }
    }

    /// Glyphs of which only the claim is known, without marks.
    fn unproved(&self, program: &Program) -> impl Iterator<Item = (u32, char)> {
        let said = self.said.iter().copied();
        said.filter(|(glyph, c)| program.proofs.get(*glyph).is_none() && !is_mark(*c))
    }

    /// Glyphs of which only the claim is known, which do not stand as what they are said to be, and
    /// look just like another character.
    fn misfits(&self, program: &Program) -> Vec<(u32, char)> {
        // Elsewhere the heights of a drawing are not written down.
        if program.kind != FontKind::TrueType {
            return Vec::new();
        }
        if self.unproved(program).next().is_none() {
            return Vec::new();
        }
        let Some(height) = self.height(program) else { return Vec::new() };
        let odd: Vec<(u32, char)> = self
            .unproved(program)
            .filter(|(glyph, c)| {
                self.heights(*glyph)
                    .is_some_and(|(low, high)| !can_stand(*c, low / height, high / height))
            })
            .take(ODD + 1)
            .collect();
        if odd.len() > ODD {
            return Vec::new();
        }
        let seen = odd.into_iter().filter_map(|(glyph, said)| {
            let seen = Look::of(self.font, glyph, height)?.letter()?;
            (seen != said).then_some((glyph, seen))
        });
        seen.collect()
    }

    /// Glyphs that are drawn as a part of numbers which they are not said to be, though nothing else
    /// contradicts that: values rest on them.
    fn number_parts_said_otherwise(&self, program: &Program) -> Vec<(u32, char)> {
        let mut said = self.said.iter().copied().filter(|(glyph, said)| {
            let proof = program.proofs.get(*glyph).map(|(_, evidence)| evidence);
            is_usual(*said) && !matches!(proof, Some(Evidence::Outline | Evidence::Unknown))
        });
        let Some(first) = said.next() else { return Vec::new() };
        let Some(height) = self.height(program) else { return Vec::new() };
        let outlines = Outlines::of(self.font);
        let said = std::iter::once(first).chain(said).take(LETTERS);
        let seen = said.filter_map(|(glyph, said)| {
            let seen = match outlines.known(glyph) {
                Some(known) => (known != said && is_number_part(known)).then_some(known),
                None => Look::of(self.font, glyph, height)?.number_part_instead_of(said),
            };
            Some((glyph, seen?))
        });
        seen.collect()
    }
}

/// Whether a number would have another value with the one character than with the other.
fn are_other_values(one: char, other: char) -> bool {
    let part = |c: char| is_number_part(c).then(|| digits::value(c).ok_or(c));
    part(one) != part(other)
}

/// Whether a claim is one of whose drawings enough are known.
fn is_usual(c: char) -> bool {
    is_number_part(c) || is_consonant(c)
}

/// The Thai figure of the value of an Arabic one.
fn to_thai(c: char) -> Option<char> {
    char::from_u32('๐' as u32 + c.to_digit(10)?)
}

#[cfg(test)]
mod tests {
    use super::are_other_values;

    #[test]
    fn a_number_is_another_with_another_figure_or_sign() {
        assert!(are_other_values('1', '7') && are_other_values('ฎ', '1'));
        assert!(are_other_values('.', ',') && are_other_values('๑', '7'));
        assert!(!are_other_values('๑', '1') && !are_other_values('ก', 'ข'));
    }
}
