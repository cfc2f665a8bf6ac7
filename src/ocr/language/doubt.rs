//! Characters that Thai spelling doubts: where it has no place for them, where another would make a
//! word, and where a letter stands inside a number.

use compact_str::{CompactString, format_compact};

use super::sara_am::UPPER_HALF;
use crate::ocr::recogniser::Character;
use crate::thai::confusable::{Reason, Weight, pairs};
use crate::thai::text::{Class, is_thai_letter};
use crate::thai::words::{Reading, Slot, readings};

/// How sure at most a character is that stands where Thai spelling has no place for it: every line
/// with such a sequence had an error in it. Also of a letter inside a number.
pub(super) const IMPOSSIBLE: f32 = 0.5;

/// How sure at most a letter is that spelling would have otherwise.
pub(super) const MISSPELT: f32 = 0.9;

/// The first slips of a letter are those with another tone mark.
const TONES: usize = 2;
/// A run of letters of which one may have lost the vowel below it is at least so long.
const SHORTEST_WORD: usize = 4;

/// Signs that the network does not know, behind what it says in place of them.
const UNKNOWN_SIGNS: &[(&str, &str)] = &[(">", "≥"), ("<", "≤")];

/// Digits behind the last comma of a number …
const THOUSAND: usize = 3;
/// … and behind its full stop.
const SATANG: usize = 2;

/// Letters in a run that are held against the words; a longer one is no line of text.
pub(super) const LONGEST_RUN: usize = 200;

/// With each consonant the same with a mark, with each vowel sign the same with a tone mark, and what
/// else the network confuses without a doubt: a line under the text hides marks below it.
macro_rules! silent_slips {
    ($($consonant:literal)+ ; $($sign:literal)+) => {
        &[
            ("่", &["้"]), ("้", &["่"]), ("ไ", &["ใ"]), ("ใ", &["ไ"]),
            $((
                $consonant,
                &[concat!($consonant, "่"), concat!($consonant, "้"), concat!($consonant, "ุ"), concat!($consonant, "ู")],
            ),)+
            $(($sign, &[concat!($sign, "่"), concat!($sign, "้")])),+
        ]
    };
}

/// What the network may say in place of something else without being in doubt, and what that is.
const SILENT_SLIPS: &[(&str, &[&str])] = silent_slips!(
    "ก" "ข" "ค" "ฆ" "ง" "จ" "ฉ" "ช" "ซ" "ญ" "ฐ" "ณ" "ด" "ต" "ถ" "ท" "ธ" "น" "บ" "ป" "ผ" "ฝ" "พ" "ฟ" "ภ" "ม" "ย" "ร" "ล" "ว"
    "ศ" "ษ" "ส" "ห" "ฬ" "อ" "ฮ" ; "ิ" "ี" "ึ" "ื" "ั" "ุ" "ู"
);

/// Doubts what Thai spelling has no place for: marks without a consonant, two vowels or two tone
/// marks on one, a vowel sign without a consonant, a leading vowel with none behind it, half a sara
/// am.
pub(super) fn doubt_impossible(characters: &mut [Character]) {
    let mut cluster: Option<Cluster> = None;
    for at in 0..characters.len() {
        let class = characters[at].class();
        let before = at.checked_sub(1).and_then(|before| characters[before].class());
        let unled = before == Some(Class::LeadingVowel) && class != Some(Class::Consonant);
        let fits = fits(&mut cluster, &characters[at]);
        if unled || !fits {
            characters[at.saturating_sub(1)..=at].iter_mut().for_each(doubt);
        }
    }
    if let Some(last) = characters.last_mut().filter(|c| c.class() == Some(Class::LeadingVowel)) {
        doubt(last);
    }
}

fn doubt(character: &mut Character) {
    character.confidence = character.confidence.min(IMPOSSIBLE);
}

/// Whether a character may follow the cluster that is written so far; it is part of it then, or
/// begins another.
fn fits(cluster: &mut Option<Cluster>, character: &Character) -> bool {
    match character.class() {
        Some(Class::Consonant) => {
            *cluster = Some(Cluster::default());
            true
        }
        Some(Class::BelowVowel | Class::AboveVowel | Class::Tone | Class::OtherMark) => {
            character.text != UPPER_HALF && cluster.as_mut().is_some_and(|c| c.takes(character))
        }
        Some(Class::FollowingVowel) => cluster.as_mut().is_some_and(|c| c.ends_with(character)),
        _ => {
            *cluster = None;
            true
        }
    }
}

/// What stands on a consonant, and whether a vowel sign stands behind it.
#[derive(Debug, Clone, Copy, Default)]
struct Cluster {
    vowel: bool,
    tone: bool,
    other: bool,
    sign: bool,
}

impl Cluster {
    /// Whether there is room for one more mark; it is there then.
    fn takes(&mut self, mark: &Character) -> bool {
        let room = match mark.class() {
            Some(Class::Tone) => !std::mem::replace(&mut self.tone, true) && !self.other,
            Some(Class::OtherMark) => !std::mem::replace(&mut self.other, true) && !self.tone,
            // A vowel stands before the tone mark.
            _ => !std::mem::replace(&mut self.vowel, true) && !self.tone && !self.other,
        };
        room && !self.sign
    }

    /// Whether a vowel sign may stand behind it; it does then. Behind another one only ะ, as in
    /// เคาะ.
    fn ends_with(&mut self, sign: &Character) -> bool {
        let short = sign.text == "ะ";
        !self.other && (short || !self.vowel) && (!std::mem::replace(&mut self.sign, true) || short)
    }
}

/// Whether Thai spelling has a place for every character of a run.
pub(in crate::ocr) fn is_possible(run: &str) -> bool {
    let mut characters: Vec<Character> = run.chars().map(certain).collect();
    doubt_impossible(&mut characters);
    characters.iter().all(|c| c.confidence > IMPOSSIBLE)
}

/// A character that nothing doubts yet.
fn certain(c: char) -> Character {
    Character {
        text: CompactString::from_iter([c]),
        confidence: 1.0,
        runner_up: None,
        start: 0.0,
        end: 0.0,
    }
}

/// Doubts a single letter inside or at the end of a number, with the digit it looks like as the
/// other reading.
pub(super) fn doubt_letters_in_numbers(characters: &mut [Character]) {
    let in_numbers = (0..characters.len()).filter(|at| Around(characters, *at).is_in_number());
    let found: Vec<usize> = in_numbers.collect();
    for at in found {
        let character = &mut characters[at];
        if let Some(digit) = digit_like(character) {
            character.runner_up = Some((format_compact!("{digit}"), 0.0));
        }
        doubt(character);
    }
}

/// The digit that a letter looks like, where the network itself has no digit for its other reading.
pub(super) fn digit_like(character: &Character) -> Option<char> {
    let runner_up = character.runner_up.as_ref();
    if runner_up.is_some_and(|(text, _)| text.chars().all(char::is_numeric)) {
        return None;
    }
    let read = character.single()?;
    let like = pairs(Reason::Digit, Weight::Often).find(|(letter, _)| *letter == read);
    like.map(|(_, digit)| digit)
}

/// Doubts a full stop before three last digits, which may be a comma that lost its tail, and a comma
/// before two.
pub(super) fn doubt_points(characters: &mut [Character]) {
    for at in 0..characters.len() {
        let around = Around(characters, at);
        let other = match (characters[at].text.as_str(), around.last_digits()) {
            (".", Some(THOUSAND)) => ",",
            (",", Some(SATANG)) => ".",
            _ => continue,
        };
        doubt_for(&mut characters[at], other);
    }
}

/// Doubts a sign that may be another which the network does not know.
pub(super) fn doubt_unknown_signs(characters: &mut [Character]) {
    for character in characters {
        let Some((_, other)) = UNKNOWN_SIGNS.iter().find(|(read, _)| character.text == *read)
        else {
            continue;
        };
        doubt_for(character, other);
    }
}

/// Doubts a character that may be another.
fn doubt_for(character: &mut Character, other: &str) {
    character.confidence = character.confidence.min(MISSPELT);
    character.runner_up = Some((other.into(), 1.0 - MISSPELT));
}

/// A place in a line with what stands around it.
struct Around<'a>(&'a [Character], usize);

impl Around<'_> {
    /// Whether a single letter here stands between two digits (a comma or a full stop may stand on
    /// either side of it), or behind two digits with no letter, comma or full stop behind it.
    fn is_in_number(&self) -> bool {
        let before = if self.is_point(-1) { -2 } else { -1 };
        let behind = if self.is_point(1) { 2 } else { 1 };
        let between = self.is_digit(before) && self.is_digit(behind);
        let at_the_end =
            self.is_digit(-1) && self.is_digit(-2) && !self.is_letter(1) && !self.is_point(1);
        self.is_letter(0) && (between || at_the_end)
    }

    /// How many digits stand behind this place, where one stands before it and no more of the number
    /// follows.
    fn last_digits(&self) -> Option<usize> {
        let count = (1..).take_while(|by| self.is_digit(*by)).count();
        let goes_on = self.is_point(count as isize + 1) && self.is_digit(count as isize + 2);
        (self.is_digit(-1) && !goes_on).then_some(count)
    }

    /// The character `by` places further in the line.
    fn further(&self, by: isize) -> Option<&Character> {
        self.0.get(self.1.checked_add_signed(by)?)
    }

    fn first_letter(&self, by: isize) -> Option<char> {
        self.further(by)?.text.chars().next()
    }

    fn is_digit(&self, by: isize) -> bool {
        self.first_letter(by).is_some_and(char::is_numeric)
    }

    fn is_letter(&self, by: isize) -> bool {
        self.first_letter(by).is_some_and(|c| c.is_alphabetic() || is_thai_letter(c))
    }

    /// Whether a comma or a full stop stands there.
    fn is_point(&self, by: isize) -> bool {
        self.further(by).is_some_and(|c| matches!(c.text.as_str(), "," | "."))
    }
}

/// Doubts a letter in place of which only one other makes words of its run, or fewer of them: a
/// tone mark more or another one, ใ for ไ. The network may be sure of such a letter, since of a
/// mark that hides behind another it sees nothing.
pub(super) fn doubt_misspelt(characters: &mut [Character]) {
    let runs = characters.chunk_by_mut(|a, b| thai_letter(a).is_some() && thai_letter(b).is_some());
    for run in runs {
        let letters: Vec<char> = run.iter().filter_map(thai_letter).collect();
        if letters.len() != run.len() || letters.len() > LONGEST_RUN {
            continue;
        }
        // Letters that abbreviate something are no words that lack a vowel.
        let most = if letters.len() < SHORTEST_WORD { TONES } else { usize::MAX };
        let slots = letters.into_iter().map(|said| {
            let slips = slips_of(said);
            Slot { said, instead: &slips[..slips.len().min(most)] }
        });
        let slots: Vec<Slot> = slots.collect();
        for (character, reading) in run.iter_mut().zip(readings(&slots)) {
            if let Reading::Instead(other) = reading
                && character.confidence > MISSPELT
            {
                doubt_for(character, other);
            }
        }
    }
}

/// A character's letter, where it is a single Thai one.
fn thai_letter(c: &Character) -> Option<char> {
    c.single().filter(|letter| is_thai_letter(*letter))
}

/// What may have been printed where the network reads a letter and is sure of it.
fn slips_of(letter: char) -> &'static [&'static str] {
    let slips = SILENT_SLIPS.iter().find(|(read, _)| read.starts_with(letter));
    slips.map_or(&[], |(_, instead)| instead)
}
