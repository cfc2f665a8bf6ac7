//! How sound a page's text layer is: what is counted on every page, and the verdict that follows
//! from the counts.
//!
//! Counting is one pass over the clusters; the word list is asked about a sample only (`SAMPLE`).

use std::ops::{ControlFlow, RangeInclusive};

use serde::{Deserialize, Serialize};

use crate::layout::repair::{Doubt, Tally, mend};
use crate::layout::{Cluster, Line};
use crate::thai::text::{Class, class, is_mark, is_thai, is_thai_letter};
use crate::thai::words::Coverage;

/// So many Thai letters of a page are held against the word list at first, spread over its lines.
const SAMPLE: u32 = 100;
/// Where the first sample looks odd, so many are.
const LARGE_SAMPLE: u32 = 4000;
/// A sample is taken from so many places of a page.
const SAMPLED_LINES: usize = 12;
/// Runs of fewer letters say nothing: initials, list marks, units.
const SHORTEST_RUN: usize = 3;
/// Below this share of letters in words the first sample looks odd. Sound prose has 0.98 or more.
const ODD_COVERAGE: f32 = 0.96;
/// Below it a layer is suspect: tables of names, the worst of sound text, have 0.85 or more.
const SUSPECT_COVERAGE: f32 = 0.80;
/// Below it a layer is junk: Thai letters at random have 0.2 to 0.5.
const JUNK_COVERAGE: f32 = 0.60;
/// With fewer letters in the sample its share says nothing.
const FEWEST_LETTERS: u32 = 60;
/// More marks and vowels than this where none can stand, of all Thai letters, make a layer suspect.
/// Sound text has none but slips of the pen.
const SUSPECT_ILLEGAL: f32 = 0.01;
/// More letters of another kind than this within words, of all Thai letters, make a layer suspect.
const SUSPECT_FOREIGN: f32 = 0.01;
/// With fewer of them a page is not suspect for it: a slip, a formula.
const FEWEST_ODD: u32 = 4;
/// A layer of which more glyphs than this have no character is junk.
const JUNK_UNKNOWN: f32 = 0.3;
/// With fewer such glyphs it is not: a tick box, a bullet.
const FEWEST_UNKNOWN: u32 = 10;
/// A page of this part Latin letters is judged as Latin.
const MOSTLY_LATIN: f32 = 0.5;
/// A page of which this part of the letters is of Latin-1's upper half says nothing.
const MOSTLY_UPPER: f32 = 0.5;
/// With fewer Latin words, or letters, a page is not judged as Latin.
const FEWEST_WORDS: u32 = 6;
const FEWEST_LATIN: u32 = 40;
/// A Latin layer of which less than this share of words can be words is junk. English has 0.9 or
/// more, what OCR for Latin makes of Thai pages 0.1 to 0.4.
const JUNK_LATIN: f32 = 0.5;
/// Where the letters of TIS-620 come to stand as Latin-1.
const UPPER_HALF: RangeInclusive<char> = '\u{A1}'..='\u{FB}';
/// With fewer ำ and า a font's share of ำ says nothing. By chance one in three sound stretches of
/// eight has no ำ: that is a reason to ask the word list, and no proof.
const FEWEST_SARA_AA: u32 = 8;
/// Sound text has ำ for 6 to 20 of 100 ำ and า; a font with less than this has lost them.
const LOST_SARA_AM: f32 = 0.02;
/// A font with more than this writes ำ for า.
const EVERY_SARA_AM: f32 = 0.5;
/// The longest run of another script that counts as within a Thai word; longer ones are words of
/// their own (`ระบบITA`).
const LONGEST_FOREIGN: u32 = 2;
/// Clusters further apart than this (part of the font size) do not belong to one word.
pub const GAP: f32 = 0.2;
/// So many single letters between spaces in a row look like a word that was spaced out.
pub const SPACED_RUN: u32 = 5;

/// What a page's text layer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It says what the page shows.
    Sound,
    /// It said something else in places, each of which was repaired.
    Repaired,
    /// In places it says something else than the page shows, and not all of them could be repaired.
    Suspect,
    /// It says nothing of what the page shows.
    Junk,
    /// There is none.
    #[default]
    None,
}

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
    /// Latin words, and those among them that can be words.
    pub latin_words: (u32, u32),
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
            census.line(line);
        }
        census
    }

    /// Whether something was counted that a rule with the word list may repair.
    fn may_need_words(&self) -> bool {
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

    fn line(&mut self, line: &Line) {
        let mut state = State::default();
        for c in &line.clusters {
            if c.is_space() {
                state.space = true;
                continue;
            }
            let apart =
                state.space || state.last.is_some_and(|l| c.bbox.x0 - l.bbox.x1 > GAP * c.size);
            self.cluster(c, apart, &mut state);
            state.space = false;
            state.last = Some(c);
        }
        self.end_word(&mut state);
    }

    fn cluster(&mut self, c: &Cluster, apart: bool, state: &mut State<'_>) {
        self.clusters += 1;
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
            self.thai_cluster(c, first, apart, state);
        } else {
            self.other_cluster(c, first, state);
        }
    }

    fn thai_cluster(&mut self, c: &Cluster, first: char, apart: bool, state: &mut State<'_>) {
        // Most clusters are a consonant alone, about which there is no more to say.
        let alone = c.text.len() == first.len_utf8() && class(first) == Some(Class::Consonant);
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
        if first == 'า' && state.space && state.last.is_some_and(ends_in_consonant) {
            self.split += 1;
        }
        self.illegal += u32::from(!alone && misplaced(c, first, apart, state.last));
        (state.foreign, state.after_thai) = (0, letter);
    }

    /// Thai letters of a cluster, ำ and า among them, and marks of one kind twice.
    fn count_letters(&mut self, c: &Cluster) {
        let mut last = None;
        for letter in c.text.chars() {
            let kind = class(letter);
            self.thai += u32::from(is_thai_letter(letter));
            self.unknown += u32::from(letter == '\u{FFFD}');
            let twice = is_mark(letter) && kind == last && kind != Some(Class::OtherMark);
            self.illegal += u32::from(twice);
            last = kind;
            if matches!(letter, 'ำ' | 'า') {
                let at = self.fonts.iter().position(|(f, _)| *f == c.font).unwrap_or_else(|| {
                    self.fonts.push((c.font, SaraAm::default()));
                    self.fonts.len() - 1
                });
                let count = &mut self.fonts[at].1;
                *(if letter == 'ำ' { &mut count.am } else { &mut count.aa }) += 1;
            }
        }
    }

    fn other_cluster(&mut self, c: &Cluster, first: char, state: &mut State<'_>) {
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
            self.latin_words.0 += 1;
            self.latin_words.1 += u32::from(can_be_word(&state.word));
        }
        state.word.clear();
    }
}

/// What is remembered from cluster to cluster of a line.
#[derive(Default)]
struct State<'a> {
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

/// Whether a cluster is a consonant, with or without a tone mark.
fn ends_in_consonant(c: &Cluster) -> bool {
    let kind = |c| matches!(class(c), Some(Class::Consonant | Class::Tone));
    c.text.chars().next().is_some_and(|c| class(c) == Some(Class::Consonant))
        && c.text.chars().all(kind)
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
        _ => c.text.chars().skip(1).any(is_mark) && class(first) != Some(Class::Consonant),
    }
}

/// ASCII signs that do not stand behind a Thai letter in sound text.
pub fn is_odd_sign(c: char) -> bool {
    matches!(
        c,
        '!' | '@'
            | '#'
            | '$'
            | '^'
            | '&'
            | '*'
            | '<'
            | '>'
            | '\\'
            | '_'
            | '`'
            | '{'
            | '|'
            | '}'
            | '~'
            | '='
            | '?'
            | ';'
    )
}

/// Private Use codes and the character for an unknown one.
fn is_stray(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Whether an ASCII word can be one: letters in the case words are written in, with a vowel unless
/// all are capitals; an address; a code of capitals and digits. Signs at its ends do not count.
fn can_be_word(word: &[u8]) -> bool {
    let is_end = |b: &u8| !b.is_ascii_alphanumeric();
    let start = word.iter().position(|b| !is_end(b)).unwrap_or(word.len());
    let end = word.iter().rposition(|b| !is_end(b)).map_or(start, |e| e + 1);
    let core = &word[start..end];
    let sign = |b: &u8| {
        matches!(b, b'.' | b'/' | b'-' | b'@' | b':' | b'_' | b'&' | b'\'' | b',' | b'(' | b')')
    };
    // Rubbish has more signs around a word than a bracket and a full stop.
    if word.len() - core.len() > 3 || core.iter().filter(|b| sign(b)).count() > 6 {
        return false;
    }
    core.split(sign).filter(|part| !part.is_empty()).all(is_part_of_word)
}

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

/// What is known of a page's text layer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Health {
    /// What was counted, after all repairs.
    pub census: Census,
    /// The part of a sample of its Thai letters that belongs to words; `None` where there are too
    /// few to say.
    pub coverage: Option<f32>,
    /// How many clusters were repaired, by which rules.
    pub tally: Tally,
    /// Damaged places that were not repaired.
    pub doubts: Vec<Doubt>,
}

impl Health {
    /// Counts the lines of a page; repairs what only the word list can, unless the layer is to stay
    /// as it is.
    pub fn of(mut lines: Vec<&mut Line>, raw: bool) -> Health {
        let mut census = Census::of(lines.iter().map(|l| &**l));
        let mut doubts = Vec::new();
        if !raw && census.may_need_words() {
            doubts = mend(&mut lines, &census);
            census = Census::of(lines.iter().map(|l| &**l));
        }
        let mut tally = Tally::default();
        lines.iter().flat_map(|l| &l.clusters).for_each(|c| tally.count(c.repaired));
        let lines: Vec<&Line> = lines.iter().map(|l| &**l).collect();
        Health { coverage: coverage(&lines), census, tally, doubts }
    }

    /// The same without its repairs: of a layer that was repaired only to be judged.
    pub fn unrepaired(self) -> Health {
        Health { tally: Tally::default(), ..self }
    }

    /// What the layer is worth; `shown`: whether it is what the page shows.
    pub fn verdict(&self, shown: bool) -> Verdict {
        verdict(&self.census, self.coverage, shown, self.tally.clusters > 0, self.doubts.len())
    }
}

/// How much of a page's Thai text is made of words, by a sample of its lines; `None` where there is
/// too little.
fn coverage(lines: &[&Line]) -> Option<f32> {
    let first = sample(lines, SAMPLE);
    let coverage = match first.share() {
        Some(share) if share < ODD_COVERAGE => sample(lines, LARGE_SAMPLE),
        _ => first,
    };
    (coverage.letters >= FEWEST_LETTERS).then(|| coverage.share()).flatten()
}

/// Asks the word list about so many letters, from places spread over the lines.
fn sample(lines: &[&Line], letters: u32) -> Coverage {
    let mut coverage = Coverage::default();
    let step = lines.len().div_ceil(SAMPLED_LINES).max(1);
    for first in 0..step {
        for line in lines.iter().skip(first).step_by(step) {
            let _ = runs(line, |run| {
                coverage.add(run);
                if coverage.letters < letters {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            });
            if coverage.letters >= letters {
                return coverage;
            }
        }
    }
    coverage
}

/// Calls `each` for every run of Thai letters of a line.
fn runs(line: &Line, mut each: impl FnMut(&str) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut run = String::new();
    let mut flush = |run: &mut String| {
        let long = run.chars().nth(SHORTEST_RUN - 1).is_some();
        let flow = if long { each(run) } else { ControlFlow::Continue(()) };
        run.clear();
        flow
    };
    let mut flow = ControlFlow::Continue(());
    line.pieces(|c, space| {
        if flow.is_break() {
            return;
        }
        if space {
            flow = flush(&mut run);
        }
        for letter in c.text.chars() {
            if is_thai_letter(letter) {
                run.push(letter);
            } else if flow.is_continue() {
                flow = flush(&mut run);
            }
        }
    });
    if flow.is_continue() { flush(&mut run) } else { flow }
}

/// What a layer is worth, by its counts; `shown`: whether the page shows it, `repaired`: whether it
/// was repaired, `doubts`: how many damaged places were left.
fn verdict(
    census: &Census,
    coverage: Option<f32>,
    shown: bool,
    repaired: bool,
    doubts: usize,
) -> Verdict {
    if census.clusters == 0 {
        return Verdict::None;
    }
    if is_junk(census, coverage) {
        return Verdict::Junk;
    }
    let share = |n: u32| n as f32 / census.thai.max(1) as f32;
    let odd = |n: u32, most: f32| n >= FEWEST_ODD && share(n) > most;
    let suspect = coverage.is_some_and(|c| c < SUSPECT_COVERAGE)
        || odd(census.illegal, SUSPECT_ILLEGAL)
        || odd(census.foreign, SUSPECT_FOREIGN)
        || census.upper_half >= FEWEST_ODD
        || census.foreign > 0 && census.unknown > 0
        || census.fonts.iter().any(|(_, f)| f.for_every_aa())
        || doubts > 0;
    match (shown, suspect, repaired) {
        // What OCR wrote is not what is printed, however good it looks.
        (false, ..) | (_, true, _) => Verdict::Suspect,
        (_, _, true) => Verdict::Repaired,
        _ => Verdict::Sound,
    }
}

/// Whether a layer says nothing: letters that make no words, in Thai or in Latin, or no characters
/// at all.
fn is_junk(census: &Census, coverage: Option<f32>) -> bool {
    let (words, possible) = census.latin_words;
    let all = (census.thai + census.latin + census.upper_half).max(1) as f32;
    let latin = words >= FEWEST_WORDS
        && census.latin >= FEWEST_LATIN
        && census.latin as f32 > MOSTLY_LATIN * all
        && (possible as f32) < JUNK_LATIN * words as f32;
    // Every third letter or so has a mark or a space beside it, and is not counted.
    let upper = census.upper_half >= FEWEST_LATIN && census.upper_half as f32 > MOSTLY_UPPER * all;
    latin
        || upper
        || coverage.is_some_and(|c| c < JUNK_COVERAGE)
        || census.unknown >= FEWEST_UNKNOWN
            && census.unknown as f32 > JUNK_UNKNOWN * census.clusters as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The verdict on lines of text that a page shows, and what was counted.
    fn judged(texts: &[&str]) -> (Verdict, Census) {
        let mut lines: Vec<Line> = texts.iter().map(|text| Line::placeless(text, true)).collect();
        let health = Health::of(lines.iter_mut().collect(), false);
        (health.verdict(true), health.census)
    }

    #[test]
    fn english_is_no_junk_and_what_a_latin_reader_makes_of_thai_is() {
        let english = "The Office of Public Integrity (OPI) shall publish its Annual Report, see www.opi.go.th or e-mail it@opi.go.th";
        assert_eq!(
            judged(&[
                english,
                "Indicator KPI1 No Gift Policy: LibreOffice PDF/A-1b, ISO 9001 and 37 pages."
            ])
            .0,
            Verdict::Sound
        );
        let rubbish = "fl1'UfiJLtl tJ1J1 nrtl'\\rJ t{ -i! lr 9Jlo dcl-4f cdl- J.€ .5Erll .!53. ?r- i?o a\"1l qs\" F4\\ UDH v)v f,*a iJ/ -.l gnwfl xzkq";
        assert_eq!(judged(&[rubbish]).0, Verdict::Junk);
    }

    /// As a reader that knows no Thai takes the bytes of TIS-620.
    #[test]
    fn thai_taken_for_western_letters_is_junk_and_western_letters_are_not() {
        let thai = "โครงการป้องกันและปราบปรามการทุจริต";
        let as_latin: String =
            thai.chars().filter_map(|c| char::from_u32(c as u32 - 0xE00 + 0xA0)).collect();
        assert_eq!(judged(&[&as_latin, &as_latin]).0, Verdict::Junk);
        assert_eq!(judged(&[&as_latin, thai, thai, thai]).0, Verdict::Suspect);
        let french = "Où l'équipe créée à Besançon a-t-elle été payée ? « Là-bas », 4 500 €, ½ journée, 25 °C";
        assert_eq!(judged(&[french, french]).0, Verdict::Sound);
        assert_eq!(judged(&[&format!("บทนำ {} ๑", "·".repeat(60))]).0, Verdict::Sound);
    }

    #[test]
    fn thai_is_judged_by_its_words_and_its_order() {
        let prose = "การดำเนินงานตามแผนปฏิบัติการป้องกันและปราบปรามการทุจริตประจำปีงบประมาณ";
        assert_eq!(judged(&[prose]).0, Verdict::Sound);
        assert_eq!(judged(&["๑,๒๓๔.๕๖ ๗๘๙", "25 %"]).0, Verdict::Sound, "numbers only");
        assert_eq!(
            judged(&["ฟหกดสวงผปแอทมใฝฬฒฏฆคตจขชภถพรนยบลฃงวสาทมอผปหกดเ", "ฑธณญฐฅฤฆฏโฌษศซฉฮฒฬฦฑธณญฐ"])
                .0,
            Verdict::Junk
        );
        assert_eq!(judged(&[]).0, Verdict::None);
        assert_eq!(judged(&["\u{FFFD}", "ก"]).0, Verdict::Sound, "one tick box");
    }

    #[test]
    fn what_is_odd_is_counted() {
        for (text, illegal, foreign) in [
            ("ที่นี่", 0, 0),
            ("เแก", 1, 0),
            ("ก้้า", 1, 0),
            ("กาAรงาน", 0, 1),
            ("ระบบITAของ", 0, 0),
            ("และ/หรือ (ก)", 0, 0),
            ("ที\u{E123}ดี", 0, 1),
        ] {
            let census = judged(&[text]).1;
            assert_eq!((census.illegal, census.foreign), (illegal, foreign), "{text}");
        }
    }
}
