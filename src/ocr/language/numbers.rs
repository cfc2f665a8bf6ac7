//! What the grammar of numbers says of those that were read: groups of thousands have three digits, no
//! point stands at an end, and no letter beside digits.

use super::doubt::{IMPOSSIBLE, MISSPELT, digit_like};
use crate::ocr::recogniser::Character;
use crate::thai::text::is_thai_letter;
use compact_str::format_compact;

/// Digits of a group of thousands.
const GROUP: usize = 3;
/// A number of more letters than this is a name: a type, a file.
const MOST_LETTERS: usize = 2;

/// What a character is to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Digit,
    Comma,
    Stop,
    Latin,
    Thai,
    Other,
}

impl Sign {
    fn of(c: &Character) -> Sign {
        match c.single() {
            Some(',') => Sign::Comma,
            Some('.') => Sign::Stop,
            Some(c) if c.is_numeric() => Sign::Digit,
            Some(c) if c.is_ascii_alphabetic() => Sign::Latin,
            Some(c) if is_thai_letter(c) => Sign::Thai,
            _ => Sign::Other,
        }
    }

    fn is_point(self) -> bool {
        matches!(self, Sign::Comma | Sign::Stop)
    }

    fn is_of_number(self) -> bool {
        self == Sign::Digit || self.is_point()
    }
}

/// Whether nothing but white space stands left and right of a number.
#[derive(Debug, Clone, Copy)]
struct Ends {
    left: bool,
    right: bool,
}

/// Doubts what spoils a number: a group of thousands that has not three digits, a second full stop, a
/// point at an end of it, a letter in it.
pub(super) fn doubt_numbers(characters: &mut [Character]) {
    for token in characters.split_mut(Character::is_space) {
        let signs: Vec<Sign> = token.iter().map(Sign::of).collect();
        let letters = signs.iter().filter(|s| matches!(s, Sign::Latin)).count();
        if has_group(&signs) && letters <= MOST_LETTERS {
            doubt_letters(token, &signs);
        }
        let mut from = 0;
        while from < signs.len() {
            let count = signs[from..].iter().take_while(|s| s.is_of_number()).count();
            let ends = Ends { left: from == 0, right: from + count == signs.len() };
            doubt_number(&mut token[from..from + count], &signs[from..from + count], ends);
            from += count + 1;
        }
    }
}

/// Whether digits, a comma and three digits follow each other, or a comma and three digits stand at the
/// beginning behind a letter.
fn has_group(signs: &[Sign]) -> bool {
    signs.windows(GROUP + 2).enumerate().any(|(at, w)| {
        let before = w[0] == Sign::Digit || at == 0 && matches!(w[0], Sign::Latin | Sign::Thai);
        before && w[1] == Sign::Comma && w[2..].iter().all(|s| *s == Sign::Digit)
    })
}

/// Doubts Latin letters beside the digits and points of a number, and a Thai one that stands before it
/// as its first digit would.
fn doubt_letters(token: &mut [Character], signs: &[Sign]) {
    for at in 0..signs.len() {
        let behind = signs.get(at + 1).is_some_and(|sign| sign.is_of_number());
        let beside = behind || at > 0 && signs[at - 1].is_of_number();
        let is_first = at == 0 && signs[at] == Sign::Thai && signs.get(1) == Some(&Sign::Comma);
        if signs[at] == Sign::Latin && beside || is_first {
            if let Some(digit) = digit_like(&token[at]) {
                token[at].runner_up = Some((format_compact!("{digit}"), 0.0));
            }
            token[at].confidence = token[at].confidence.min(IMPOSSIBLE);
        }
    }
}

/// Doubts what cannot be in a run of digits and points.
fn doubt_number(number: &mut [Character], signs: &[Sign], ends: Ends) {
    let groups: Vec<usize> = signs.split(|s| s.is_point()).map(<[Sign]>::len).collect();
    let points: Vec<usize> = (0..signs.len()).filter(|at| signs[*at].is_point()).collect();
    let is_grouped = points
        .iter()
        .zip(&groups[1..])
        .any(|(at, behind)| signs[*at] == Sign::Comma && *behind == GROUP && groups[0] > 0);
    if points.is_empty() || points.len() == signs.len() {
        return;
    }
    // A point before all digits, and behind the last of grouped ones.
    if ends.left && groups[0] == 0 && groups[1] > 0 {
        doubt(&mut number[0]);
    }
    if ends.right && is_grouped && groups.last() == Some(&0) {
        doubt(&mut number[signs.len() - 1]);
    }
    for (i, at) in points.iter().enumerate() {
        let behind = groups[i + 1];
        let is_last = i + 1 == points.len();
        // A comma before satang is doubted elsewhere.
        let is_short = is_grouped && behind > 0 && behind < GROUP && !is_last;
        let is_long = behind > GROUP && groups[0] <= GROUP;
        if signs[*at] == Sign::Comma && (is_short || is_long) {
            number[*at..at + 1 + behind].iter_mut().for_each(doubt);
        }
        // 847.060.50
        let parts_thousands = signs[*at] == Sign::Stop && behind == GROUP && groups[i] <= GROUP;
        let before_satang = i + 2 == points.len() && groups[i + 2] < GROUP && groups[i + 2] > 1;
        let first_is_short = groups[0] > 0 && groups[0] <= GROUP;
        if parts_thousands && before_satang && first_is_short {
            doubt_for(&mut number[*at], ",");
        }
    }
    // ๖๒๗๑,๔๐๐: the first group has no more than three digits.
    if is_grouped && groups[0] > GROUP {
        number[..groups[0]].iter_mut().for_each(doubt);
    }
}

fn doubt(character: &mut Character) {
    character.confidence = character.confidence.min(MISSPELT);
}

fn doubt_for(character: &mut Character, other: &str) {
    doubt(character);
    character.runner_up = Some((other.into(), 1.0 - MISSPELT));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ocr::recogniser::{DOUBTFUL, text_of};

    fn doubted(text: &str) -> String {
        let mut line = super::super::tests::line(text, &[]);
        doubt_numbers(&mut line);
        text_of(line.iter().filter(|c| c.confidence < DOUBTFUL))
    }

    #[test]
    fn a_number_whose_points_are_odd_is_doubted() {
        for (text, expected) in [
            ("129,75050 บาท", ",75050"),
            ("๖,๒๗๑,๔๐๐๕๐", ",๔๐๐๕๐"),
            ("๖๒๗๑,๔๐๐", "๖๒๗๑"),
            ("๔,๕๘๑. บาท", "."),
            (".2", "."),
            ("๘๔๗.๐๖๐.๕๐", "."),
        ] {
            assert_eq!(doubted(text), expected, "{text}");
        }
    }

    #[test]
    fn a_letter_in_an_amount_is_doubted() {
        for (text, expected) in [
            ("e87,230.00", "e"),
            ("8e3,700.00", "e"),
            ("ต,๒๕๐", "ต"),
            ("12,S00", ""),
            ("1,250O", "O"),
        ] {
            assert_eq!(doubted(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_a_number_otherwise_stays() {
        for text in [
            "129,750.50 ๖,๒๗๑,๔๐๐.๕๐ 1,2,3 ๑.๑.๒๕๖๘.๑ ๐๒.๑๒๓.๔๕๖๗ ๒๕๖๘. ๑๐๐",
            "5,000บาท จำนวน๕,๐๐๐คน 1.",
            "ก.พ. A4 3D ม.๔ (๑.๒๕) ๑๐,๐๐๐.-",
            "๑๒,๕๐",
            "192.168.10.1 v1.2.3",
        ] {
            assert_eq!(doubted(text), "", "{text}");
        }
    }
}
