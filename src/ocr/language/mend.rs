//! Doubtful Thai letters that are read otherwise where that alone makes words.

use std::ops::Range;

use compact_str::{CompactString, format_compact};

use super::doubt::{LONGEST_RUN, is_possible};
use super::repair::{LEAST_PROBABLE, Repair};
use crate::ocr::recogniser::{Character, DOUBTFUL};
use crate::thai::confusable::{NOTHING, Reason, Weight, pairs};
use crate::thai::text::{Class, is_thai_letter};
use crate::thai::words::{cost, is_all_words};

/// What a reading must cost less than every other one, as in [`crate::thai::words`]: a word.
const MARGIN: u32 = 10;

/// As many characters at either end of a line are left alone: a line may end and begin within a
/// word.
const EDGE: usize = 2;

/// The tone marks that may be missing.
const TONES: [&str; 2] = ["่", "้"];

/// Doubtful neighbours whose places in the window (in columns) are no further apart may be one
/// letter.
const ONE_LETTER: f32 = 6.0;

/// Reads doubtful letters otherwise where that alone makes words.
pub(super) fn mend(characters: &mut Vec<Character>) -> Vec<Repair> {
    let mut repairs = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let length = characters[at..].iter().take_while(|c| c.is_thai()).count();
        at = match length {
            0 => at + 1,
            1..=LONGEST_RUN => mend_run(characters, at..at + length, &mut repairs),
            _ => at + length,
        };
    }
    repairs
}

/// Mends one run, one doubtful letter after the other; gives the run's new end.
fn mend_run(
    characters: &mut Vec<Character>,
    run: Range<usize>,
    repairs: &mut Vec<Repair>,
) -> usize {
    let read = text_with(&characters[run.clone()], None);
    let mut costs = cost(&read);
    let mut end = run.end;
    let mut at = run.start;
    while at < end {
        let is_inner = at >= EDGE && at + EDGE < characters.len();
        if is_inner && characters[at].confidence < DOUBTFUL {
            let now = &characters[run.start..end];
            if let Some((fewer, change)) = only_better(now, at - run.start, costs) {
                costs = fewer;
                end = change.apply(characters, run.start, end);
            }
        }
        at += 1;
    }
    let became = text_with(&characters[run.start..end], None);
    if became != read {
        repairs.push(Repair { characters: run.start..end, read, became });
    }
    end
}

/// The one change of a character with which its run costs less than `now`, and less than with every
/// other one; with what it costs then.
fn only_better(run: &[Character], at: usize, now: u32) -> Option<(u32, Change)> {
    let is_spoilt = !is_all_words(&text_with(run, None));
    let changes = changes(run, at, is_spoilt).into_iter();
    let mut scored: Vec<(u32, Change)> = changes.map(|c| (cost_with(run, &c), c)).collect();
    scored.sort_by_key(|(costs, _)| *costs);
    let next = scored.get(1).map_or(now, |(costs, _)| now.min(*costs));
    scored.into_iter().next().filter(|(costs, _)| costs.saturating_add(MARGIN) <= next)
}

/// What a run costs with a change; most where that does not make words.
fn cost_with(run: &[Character], change: &Change) -> u32 {
    let text = text_with(run, Some(change));
    if is_possible(&text) && is_all_words(&text) { cost(&text) } else { u32::MAX }
}

/// One other reading of a line.
#[derive(Debug, Clone, PartialEq)]
struct Change {
    /// The character it is about.
    at: usize,
    /// What that reads; nothing where it is left out.
    text: CompactString,
    /// Whether it stays as it is, and the text stands behind it.
    behind: bool,
}

/// The other readings of a doubtful character of a run; more of them where the run is spoilt, that
/// is, no words.
fn changes(run: &[Character], at: usize, is_spoilt: bool) -> Vec<Change> {
    let texts = other_texts(&run[at], is_spoilt);
    let mut changes: Vec<Change> =
        texts.into_iter().map(|text| Change { at, text, behind: false }).collect();
    let twins = if is_spoilt { twins(run, at) } else { Vec::new() };
    if !twins.is_empty() {
        // Either of them may be the one too many.
        changes.retain(|change| !change.text.is_empty());
        changes.extend(twins.into_iter().chain([at]).map(Change::left_out));
    }
    if may_carry_tone(&run[at]) {
        changes.extend(TONES.map(|tone| Change { at, text: tone.into(), behind: true }));
    }
    changes
}

/// What a doubtful character may be instead: what the network itself has for its second reading,
/// and what it is known to take it for.
fn other_texts(character: &Character, is_spoilt: bool) -> Vec<CompactString> {
    let read = character.text.as_str();
    let mut texts: Vec<CompactString> = second_reading(character).cloned().into_iter().collect();
    for (one, other) in slips(is_spoilt) {
        for (from, to) in [(&one, &other), (&other, &one)] {
            if from == read && !texts.contains(to) {
                texts.push(to.clone());
            }
        }
    }
    texts
}

/// What the network takes for each other, as texts: nothing stands for a mark that is added or
/// dropped. What it confuses seldom counts only where the run is not made of words as it stands.
fn slips(is_spoilt: bool) -> impl Iterator<Item = (CompactString, CompactString)> {
    let seldom = pairs(Reason::Recogniser, Weight::Seldom).filter(move |_| is_spoilt);
    let all = pairs(Reason::Recogniser, Weight::Often).chain(seldom);
    all.map(|(one, other)| (as_text(one), as_text(other)))
}

/// A letter of the table as text; [`NOTHING`] is empty.
fn as_text(letter: char) -> CompactString {
    if letter == NOTHING { CompactString::default() } else { format_compact!("{letter}") }
}

/// What the network itself has for its second reading, where that is probable enough. The same with
/// a tone mark behind it is tried anyway.
fn second_reading(character: &Character) -> Option<&CompactString> {
    let (other, probability) = character.runner_up.as_ref()?;
    let added = other.strip_prefix(character.text.as_str());
    let is_tone_added = added.is_some_and(|added| TONES.contains(&added));
    let is_likely = *probability >= LEAST_PROBABLE && other.chars().all(is_thai_letter);
    Some(other).filter(|_| is_likely && !is_tone_added)
}

fn may_carry_tone(character: &Character) -> bool {
    use Class::{AboveVowel, BelowVowel, Consonant};
    matches!(character.class(), Some(Consonant | AboveVowel | BelowVowel))
}

/// The doubtful consonants beside a doubtful consonant that may be the same letter.
fn twins(run: &[Character], at: usize) -> Vec<usize> {
    let before = at.checked_sub(1).filter(|before| are_twins(&run[*before], &run[at]));
    let behind = run.get(at + 1).filter(|behind| are_twins(&run[at], behind)).map(|_| at + 1);
    before.into_iter().chain(behind).collect()
}

/// Whether two neighbours may be one letter that was read twice.
fn are_twins(one: &Character, next: &Character) -> bool {
    is_doubtful_consonant(one) && is_doubtful_consonant(next) && next.start - one.end <= ONE_LETTER
}

fn is_doubtful_consonant(c: &Character) -> bool {
    c.confidence < DOUBTFUL && c.class() == Some(Class::Consonant)
}

impl Change {
    /// A character that is left out.
    fn left_out(at: usize) -> Change {
        Change { at, text: CompactString::default(), behind: false }
    }

    /// Makes the change in the run from `start` to `end` of a line; gives the run's new end.
    fn apply(self, line: &mut Vec<Character>, start: usize, end: usize) -> usize {
        let at = start + self.at;
        let old = line[at].clone();
        // As unsure as before: what was changed stays doubtful.
        let changed = Character {
            runner_up: Some((old.text.clone(), old.confidence)).filter(|_| !self.behind),
            text: self.text,
            ..old
        };
        if self.behind {
            line.insert(at + 1, changed);
            end + 1
        } else if changed.text.is_empty() {
            let left_out = line.remove(at);
            // The doubt passes on to what it stood on.
            if let Some(base) = at.checked_sub(1).and_then(|at| line.get_mut(at)) {
                base.confidence = base.confidence.min(left_out.confidence);
            }
            end - 1
        } else {
            line[at] = changed;
            end
        }
    }
}

/// The text of a run with a change, or as it is.
fn text_with(run: &[Character], change: Option<&Change>) -> CompactString {
    let mut text = CompactString::default();
    for (at, character) in run.iter().enumerate() {
        match change.filter(|change| change.at == at) {
            Some(change) if change.behind => {
                text.push_str(&format_compact!("{}{}", character.text, change.text))
            }
            Some(change) => text.push_str(&change.text),
            None => text.push_str(&character.text),
        }
    }
    text
}
