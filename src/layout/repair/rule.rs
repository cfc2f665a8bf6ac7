//! Every rule of repair with its id, its condition and its proof; the marks that the rules leave on
//! clusters, and how often each was needed.

use serde::{Deserialize, Serialize};

use crate::geom::Rect;
use crate::pdf::{Evidence, Glyph};

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal;)+) => {
        /// Every rule of repair, with its stable id.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Rule { $($(#[doc = $doc])+ #[serde(rename = $id)] $name,)+ }

        impl Rule {
            /// All of them, in the order of this list.
            pub const ALL: &[Rule] = &[$(Rule::$name,)+];

            /// The stable id, in kebab-case.
            pub fn id(self) -> &'static str {
                match self { $(Rule::$name => $id,)+ }
            }

            /// When it applies and what proves it, for the reference.
            pub fn doc(self) -> &'static str {
                match self { $(Rule::$name => concat!($($doc, "\n",)+).trim_ascii(),)+ }
            }
        }
    };
}

rules! {
    /// A U+0020 without width stands between a consonant (with or without a tone mark) and า: Word
    /// and Excel write the ring of ำ so. Proof: a space has a width, and what is drawn there has
    /// none.
    SaraAmFromSpace = "sara-am-from-space";
    /// A U+0020 without width stands before a ำ that is whole. Proof: the same glyph; the ำ already
    /// says its ring.
    SpaceBeforeSaraAm = "space-before-sara-am";
    /// U+0E4D and U+0E32 stand for ำ, with or without a tone mark between. Proof: in Thai the two
    /// never stand together otherwise, and they are drawn as ำ is.
    SaraAmDecomposed = "sara-am-decomposed";
    /// า follows ำ. Proof: no Thai word has that; it is the stroke of the ำ before it, whose glyph
    /// says all of it.
    SaraAmDoubled = "sara-am-doubled";
    /// A Private Use code of U+F700 to U+F71A stands beside Thai. Proof: Thai fonts keep the same
    /// letter there, moved to suit its neighbours.
    LegacyMark = "legacy-mark";
    /// Two เ stand side by side. Proof: no Thai word has that, and แ is drawn the same.
    SaraAe = "sara-ae";
    /// ๅ follows something else than ฤ and ฦ. Proof: it exists only behind those two; elsewhere it
    /// stands for า.
    Lakkhangyao = "lakkhangyao";
    /// The marks of one base come in another order than Thai is written in. Proof: where they stand
    /// is the same.
    MarkOrder = "mark-order";
    /// A mark comes after other letters or a space, away from the base above or below which it is
    /// drawn. Proof: its place.
    MarkApart = "mark-apart";
    /// Every letter of a stretch stands alone between spaces as wide as each other. Proof: the word
    /// list knows the whole stretch without them.
    LetterSpaced = "letter-spaced";
    /// U+FFFD stands in a Thai word. Proof: with one letter only, the run is made of fewer words
    /// than with any other.
    UnknownRead = "unknown-read";
    /// An ASCII sign stands where a mark must. Proof: wherever the word list leaves one reading in
    /// that font, it is the same mark.
    AsciiMark = "ascii-mark";
    /// า stands where ำ must, in a font that shows (nearly) no ำ. Proof: with ำ only, the run is
    /// made of fewer words.
    SaraAmLost = "sara-am-lost";
    /// A space stands between a consonant and า, where ำ was or a word was spaced out. Proof: no
    /// Thai word starts with า, and with one of ำ and า only, the run is made of fewer words.
    SaraAmSplit = "sara-am-split";
    /// ำ stands where า must, in a font that has more ำ than า. Proof: with า only, the run is made
    /// of fewer words.
    SaraAaAsSaraAm = "sara-aa-as-sara-am";
    /// The layer says something else than the embedded font's own character map, or nothing.
    /// Proof: the font draws the glyph for that character.
    GlyphByCmap = "glyph-by-cmap";
    /// The layer says something else than the substitutions of the embedded font, or nothing.
    /// Proof: the font puts the glyph in the place of that character.
    GlyphBySubstitution = "glyph-by-substitution";
    /// The layer says something else than the glyph's name, or nothing. Proof: the font calls the
    /// glyph so.
    GlyphByName = "glyph-by-name";
    /// The layer says something else than the order of glyphs of a well-known family, or nothing.
    /// Proof: a font of that name with as many glyphs has that character there.
    GlyphByLayout = "glyph-by-layout";
    /// The layer says something else than the outline, or nothing. Proof: a known font draws that
    /// character, and no other, with the same outline, or one that is narrowed, slanted or moved.
    GlyphByOutline = "glyph-by-outline";
}

/// A set of rules: those by which a cluster says something else than its text layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Repairs(u32);

impl Repairs {
    /// The rule that a glyph's text rests on, where its evidence overruled the text layer; else none.
    pub fn of(glyph: &Glyph) -> Repairs {
        let rule = match glyph.evidence {
            Evidence::Claimed | Evidence::ActualText | Evidence::Unknown | Evidence::Picture => {
                return Repairs::default();
            }
            Evidence::Cmap => Rule::GlyphByCmap,
            Evidence::Substitution => Rule::GlyphBySubstitution,
            Evidence::GlyphName => Rule::GlyphByName,
            Evidence::Layout => Rule::GlyphByLayout,
            Evidence::Outline => Rule::GlyphByOutline,
        };
        Repairs::default().with(rule)
    }

    /// Adds a rule.
    pub fn add(&mut self, rule: Rule) {
        self.0 |= 1 << rule as u32;
    }

    /// The same with one rule more.
    pub fn with(mut self, rule: Rule) -> Repairs {
        self.add(rule);
        self
    }

    /// Adds the rules of another cluster that was joined to this one.
    pub fn join(&mut self, other: Repairs) {
        self.0 |= other.0;
    }

    /// Whether no rule was needed.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a rule was needed.
    pub fn has(self, rule: Rule) -> bool {
        self.0 & (1 << rule as u32) != 0
    }
}

/// How many clusters were repaired, in all and by each rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Clusters with one rule or more.
    pub clusters: u32,
    /// Clusters with each rule, in the order of [`Rule::ALL`].
    by_rule: [u32; Rule::ALL.len()],
}

impl Tally {
    /// Counts a cluster.
    pub fn count(&mut self, repairs: Repairs) {
        if repairs.is_empty() {
            return;
        }
        self.clusters += 1;
        for (rule, count) in Rule::ALL.iter().zip(&mut self.by_rule) {
            *count += u32::from(repairs.has(*rule));
        }
    }

    /// Whether nothing was repaired.
    pub fn is_empty(&self) -> bool {
        self.clusters == 0
    }

    /// The rules that were needed and on how many clusters, in the order of [`Rule::ALL`].
    pub fn rules(&self) -> impl Iterator<Item = (Rule, u32)> + '_ {
        Rule::ALL.iter().copied().zip(self.by_rule).filter(|(_, count)| *count > 0)
    }
}

/// A place where the layer is damaged and the word list leaves more than one reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// The run of letters it stands in, as the layer has it.
    pub raw: String,
    /// The box around that run, in the page's reading frame.
    pub bbox: Rect,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_an_id_of_its_own_a_condition_and_a_proof() {
        let mut ids: Vec<&str> = Rule::ALL.iter().map(|r| r.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Rule::ALL.len());
        assert!(Rule::ALL.len() <= 32, "a set of rules is 32 bits");
        for rule in Rule::ALL {
            assert!(rule.doc().contains("Proof: "), "{}", rule.id());
            assert_eq!(serde_json::to_value(rule).unwrap(), rule.id());
        }
    }

    #[test]
    fn counts_add_up() {
        let (mut one, mut two, mut tally) =
            (Repairs::default(), Repairs::default(), Tally::default());
        one.add(Rule::LegacyMark);
        two.add(Rule::MarkOrder);
        two.join(one);
        for repairs in [one, two, Repairs::default()] {
            tally.count(repairs);
        }
        assert_eq!(tally.clusters, 2);
        assert_eq!(
            tally.rules().collect::<Vec<_>>(),
            [(Rule::LegacyMark, 2), (Rule::MarkOrder, 1)]
        );
    }
}
