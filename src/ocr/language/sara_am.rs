//! Sara am, which the network writes as its two halves.

use crate::ocr::recogniser::Character;
use crate::thai::text::Class;

/// The upper half of a sara am, written alone: nikhahit.
pub(super) const UPPER_HALF: &str = "\u{0E4D}";
/// Its other half, which is a vowel sign of its own, too.
const LOWER_HALF: &str = "า";

/// Puts each sara am together, whether a tone mark stands before, between or behind its halves:
/// consonant, tone mark, sara am.
pub(in crate::ocr) fn compose(characters: Vec<Character>) -> Vec<Character> {
    let mut out: Vec<Character> = Vec::with_capacity(characters.len());
    for mut character in characters {
        if character.text == LOWER_HALF
            && let Some(at) = upper_half(&out)
        {
            let half = out.remove(at);
            character = together(half, character);
        }
        out.push(character);
    }
    out
}

/// Where a line ends in the upper half of a sara am, or in one with a tone mark behind it.
fn upper_half(line: &[Character]) -> Option<usize> {
    let tone = usize::from(line.last().is_some_and(|c| c.class() == Some(Class::Tone)));
    line.len().checked_sub(tone + 1).filter(|at| line[*at].text == UPPER_HALF)
}

/// Both halves as one character, as sure as the less sure of them.
fn together(upper: Character, lower: Character) -> Character {
    let start = upper.start.min(lower.start);
    let mut whole = Character { text: "ำ".into(), runner_up: None, start, ..lower };
    if upper.confidence < whole.confidence {
        whole.confidence = upper.confidence;
        // What stands for the upper half alone is no reading of the whole; without it, it is the
        // lower one.
        whole.runner_up = Some((LOWER_HALF.into(), 1.0 - upper.confidence));
    }
    whole
}
