//! What is counted on every page to see how sound its text layer is: one pass over the clusters.

use std::ops::RangeInclusive;

use crate::layout::{Cluster, Line};
use crate::thai::text::{
    Class, class, is_consonant, is_lone_consonant, is_mark, is_thai, is_thai_letter,
};

/// Where the letters of TIS-620 come to stand as Latin-1.
const UPPER_HALF: RangeInclusive<char> = '\u{A1}'..='\u{FB}';
/// With fewer ำ and า a font's share of ำ says nothing. By chance one in three sound stretches of
/// eight has no ำ: that is a reason to ask the word list, and no proof.
const FEWEST_SARA_AA: u32 = 8;
/// Sound text has ำ for 6 to 20 of 100 ำ and า; a font with less than this has lost them.
const LOST_SARA_AM: f32 = 0.02;
/// A font with more than this part of ำ among ำ and า writes ำ for า.
const EVERY_SARA_AM: f32 = 0.5;
/// The longest run of another script that counts as within a Thai word; longer ones are words of
/// their own (`ระบบITA`).
const LONGEST_FOREIGN: u32 = 2;
/// The most signs around a word, such as a bracket and a full stop; rubbish has more.
const MOST_SIGNS_AROUND: usize = 3;
/// The most signs within a word: a long address.
const MOST_SIGNS_WITHIN: usize = 6;
/// Clusters further apart than this (part of the font size) do not belong to one word.
pub(super) const GAP: f32 = 0.2;
/// This many single letters between spaces in a row look like a word that was spaced out.
pub(super) const SPACED_RUN: u32 = 5;

/// How often a font of the page writes ำ and า.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SaraAm {
    /// ำ
    pub am: u32,
    /// า
    pub aa: u32,
}

impl SaraAm {
    /// The share of ำ among both; `None` where there are none.
    pub fn share(self) -> Option<f32> {
        let all = self.am + self.aa;
        (all > 0).then(|| self.am as f32 / all as f32)
    }

    /// Whether the font shows ำ less often than any Thai text does.
    pub fn lost(self) -> bool {
        self.am + self.aa >= FEWEST_SARA_AA && self.share().is_some_and(|s| s < LOST_SARA_AM)
    }

    /// Whether the font shows ำ where Thai text has า.
    pub fn for_every_aa(self) -> bool {
        self.am + self.aa >= FEWEST_SARA_AA && self.share().is_some_and(|s| s > EVERY_SARA_AM)
    }
}

/// What is counted of a page's lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Census {
    /// Clusters that are no spaces.
    pub clusters: u32,
    /// Thai letters and marks.
    pub thai: u32,
    /// Latin letters.
    pub latin: u32,
    /// Words of ASCII characters with a Latin letter.
    pub latin_words: u32,
    /// Those of them that can be words of a language, names or codes.
    pub plausible_words: u32,
    /// Signs and letters of Latin-1's upper half that follow another one: in no language many, and
    /// what Thai of one byte a letter looks like where it is taken for Western text.
    pub upper_half: u32,
    /// Marks without a base, two marks of a kind on one base, vowels where none can stand.
    pub illegal: u32,
    /// Characters of another kind within a Thai word: single Latin letters and signs, Private Use
    /// codes, U+FFFD.
    pub foreign: u32,
    /// U+FFFD.
    pub unknown: u32,
    /// า behind a consonant and a space.
    pub split: u32,
    /// ASCII signs right behind a Thai letter, where a mark may have been meant.
    pub signs: u32,
    /// Stretches of single letters between spaces.
    pub spaced: u32,
    /// ำ and า of each font, as [`crate::pdf::Glyph::font`] counts them.
    pub fonts: Vec<(u16, SaraAm)>,
}

impl Census {
    /// Counts the lines of a page.
    pub fn of<'a>(lines: impl Iterator<Item = &'a Line>) -> Census {
        let mut census = Census::default();
        for line in lines {
            census.count_line(line);
        }
        census
    }

    /// Whether something was counted that a rule with the word list may repair.
    pub(super) fn may_need_words(&self) -> bool {
        self.split > 0
            || self.signs > 0
            || self.spaced > 0
            || self.foreign > 0
            || self.fonts.iter().any(|(_, f)| f.lost() || f.for_every_aa())
    }

    /// ำ and า of all fonts.
    pub fn sara_am(&self) -> SaraAm {
        self.fonts
            .iter()
            .fold(SaraAm::default(), |sum, (_, f)| SaraAm { am: sum.am + f.am, aa: sum.aa + f.aa })
    }

    /// ำ and า of one font.
    pub fn font(&self, font: u16) -> SaraAm {
        self.fonts.iter().find(|(f, _)| *f == font).map(|(_, count)| *count).unwrap_or_default()
    }

    fn count_line(&mut self, line: &Line) {
        let mut state = State::default();
        for c in &line.clusters {
            if c.is_space() {
                state.space = true;
                continue;
            }
            let apart =
                state.space || state.last.is_some_and(|l| c.bbox.x0 - l.bbox.x1 > GAP * c.size);
            self.count_cluster(c, apart, &mut state);
            state.space = false;
            state.last = Some(c);
        }
        self.end_word(&mut state);
    }

    /// Counts a cluster that is no space; `apart`: a space or a gap stands before it.
    fn count_cluster(&mut self, c: &Cluster, apart: bool, state: &mut State<'_>) {
        self.clusters += 1;
        // Most clusters are a consonant alone, about which there is little to say.
        if !apart && state.foreign == 0 && is_lone_consonant(&c.text) {
            self.thai += 1;
            self.end_word(state);
            (state.upper, state.spaced, state.after_thai) = (None, 0, true);
            return;
        }
        let Some(first) = c.text.chars().next() else { return };
        if apart {
            state.foreign = 0;
            state.after_thai = false;
        }
        let thai = is_thai(first);
        if apart || thai {
            state.upper = None;
            self.end_word(state);
        }
        if thai {
            self.count_thai(c, first, apart, state);
        } else {
            self.count_other(c, first, state);
        }
    }

    fn count_thai(&mut self, c: &Cluster, first: char, apart: bool, state: &mut State<'_>) {
        let alone = is_lone_consonant(&c.text);
        if alone {
            self.thai += 1;
        } else {
            self.count_letters(c);
        }
        let letter = is_thai_letter(first);
        if letter && state.foreign > 0 && state.foreign <= LONGEST_FOREIGN {
            self.foreign += state.foreign;
        }
        state.spaced = if letter && apart { state.spaced + 1 } else { 0 };
        self.spaced += u32::from(state.spaced == SPACED_RUN);
        if first == 'า' && state.space && state.last.is_some_and(Cluster::is_bare_consonant) {
            self.split += 1;
        }
        self.illegal += u32::from(!alone && misplaced(c, first, apart, state.last));
        (state.foreign, state.after_thai) = (0, letter);
    }

    /// Counts the Thai letters of a cluster, ำ and า among them, and marks of one kind twice.
    fn count_letters(&mut self, c: &Cluster) {
        let mut last = None;
        for letter in c.text.chars() {
            let kind = class(letter);
            self.thai += u32::from(is_thai_letter(letter));
            self.unknown += u32::from(letter == '\u{FFFD}');
            let twice = is_mark(letter) && kind == last && kind != Some(Class::OtherMark);
            self.illegal += u32::from(twice);
            last = kind;
            match letter {
                'ำ' => self.font_mut(c.font).am += 1,
                'า' => self.font_mut(c.font).aa += 1,
                _ => {}
            }
        }
    }

    /// The count of a font, which starts with zeros.
    fn font_mut(&mut self, font: u16) -> &mut SaraAm {
        let at = self.fonts.iter().position(|(f, _)| *f == font).unwrap_or_else(|| {
            self.fonts.push((font, SaraAm::default()));
            self.fonts.len() - 1
        });
        &mut self.fonts[at].1
    }

    fn count_other(&mut self, c: &Cluster, first: char, state: &mut State<'_>) {
        self.unknown += c.text.chars().filter(|c| *c == '\u{FFFD}').count() as u32;
        let latin = first.is_ascii_alphabetic();
        self.latin += u32::from(latin);
        let upper = UPPER_HALF.contains(&first);
        // Not of dots that lead to a page number, or other rows of one sign.
        self.upper_half += u32::from(upper && state.upper.is_some_and(|before| before != first));
        state.upper = upper.then_some(first);
        self.signs += u32::from(state.after_thai && is_odd_sign(first));
        if state.after_thai && is_stray(first) {
            self.foreign += 1;
        }
        state.after_thai = false;
        if first.is_ascii_graphic() {
            state.word.push(first as u8);
        } else {
            self.end_word(state);
        }
        let within = latin || is_odd_sign(first);
        let in_word = state.foreign > 0 || state.last.is_some_and(ends_in_thai);
        state.foreign = if within && in_word { state.foreign + 1 } else { 0 };
        state.spaced = 0;
    }

    fn end_word(&mut self, state: &mut State<'_>) {
        if state.word.is_empty() {
            return;
        }
        if state.word.iter().any(u8::is_ascii_alphabetic) {
            self.latin_words += 1;
            self.plausible_words += u32::from(can_be_word(&state.word));
        }
        state.word.clear();
    }
}

/// What is remembered from cluster to cluster of a line.
#[derive(Default)]
struct State<'a> {
    /// The cluster before, spaces left out.
    last: Option<&'a Cluster>,
    /// Whether a space was drawn behind it.
    space: bool,
    /// Whether it is a Thai letter, without a gap behind it so far.
    after_thai: bool,
    /// Characters of another kind behind a Thai letter so far.
    foreign: u32,
    /// The sign or letter of Latin-1's upper half right before.
    upper: Option<char>,
    /// The ASCII word so far.
    word: Vec<u8>,
    /// Thai letters in a row that had a gap before them.
    spaced: u32,
}

fn ends_in_thai(c: &Cluster) -> bool {
    c.text.chars().next_back().is_some_and(is_thai_letter)
}

/// Whether a cluster cannot stand where it does: a mark without a base, a vowel without the
/// consonant it needs.
fn misplaced(c: &Cluster, first: char, apart: bool, last: Option<&Cluster>) -> bool {
    let before = last.filter(|_| !apart).and_then(|l| l.text.chars().next_back()).and_then(class);
    match class(first) {
        Some(Class::BelowVowel | Class::AboveVowel | Class::Tone | Class::OtherMark) => true,
        Some(Class::FollowingVowel) => {
            !apart && matches!(before, Some(Class::LeadingVowel | Class::Digit))
        }
        Some(Class::LeadingVowel) => before == Some(Class::LeadingVowel),
        _ => c.text.chars().skip(1).any(is_mark) && !is_consonant(first),
    }
}

/// Whether an ASCII sign is one that does not stand behind a Thai letter in sound text.
pub(super) fn is_odd_sign(c: char) -> bool {
    matches!(c, '!' | '#' | '$' | '&' | '*' | ';'..='@' | '\\' | '^'..='`' | '{'..='~')
}

/// Whether a character is a Private Use code or the one for an unknown character.
fn is_stray(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Whether an ASCII word can be one: letters in the case words are written in, with a vowel unless
/// all are capitals; an address; a code of capitals and digits. Signs at its ends do not count.
fn can_be_word(word: &[u8]) -> bool {
    let start = word.iter().position(u8::is_ascii_alphanumeric).unwrap_or(word.len());
    let end = word.iter().rposition(u8::is_ascii_alphanumeric).map_or(start, |last| last + 1);
    let core = &word[start..end];
    if word.len() - core.len() > MOST_SIGNS_AROUND
        || core.iter().filter(|b| joins_parts(b)).count() > MOST_SIGNS_WITHIN
    {
        return false;
    }
    core.split(joins_parts).filter(|part| !part.is_empty()).all(is_part_of_word)
}

/// Whether a sign may stand between the parts of a word.
fn joins_parts(b: &u8) -> bool {
    matches!(b, b'.' | b'/' | b'-' | b'@' | b':' | b'_' | b'&' | b'\'' | b',' | b'(' | b')')
}

/// Whether letters and digits without a sign between them can be a word or a part of one.
fn is_part_of_word(part: &[u8]) -> bool {
    let upper = part.iter().filter(|b| b.is_ascii_uppercase()).count();
    let lower = part.iter().filter(|b| b.is_ascii_lowercase()).count();
    let vowel = part
        .iter()
        .any(|b| matches!(b.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y'));
    if upper + lower + part.iter().filter(|b| b.is_ascii_digit()).count() < part.len() {
        return false;
    }
    match (upper, lower) {
        (0, 0) => true,
        (_, 0) => part.len() > 1 || matches!(part, b"A" | b"I"),
        _ if upper + lower < part.len() => false,
        (0, _) => vowel && part.len() > 1 || part == b"a" || part == b"e",
        (1, _) => part[0].is_ascii_uppercase() && (vowel || part.len() == 2),
        // CamelCase, as in LibreOffice.
        _ => vowel && upper * 2 <= lower + 1,
    }
}
