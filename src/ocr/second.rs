//! A second look at lines that were read with doubt: the same line, drawn wider. The network takes
//! three columns to a step and cannot tell two narrow letters apart that it notices within one;
//! drawn wider, they lie further apart.
//!
//! Where both looks agree, the first one stands. Where they differ, one of them is taken and
//! doubted, with the other one as its runner-up. Spelling decides only between Thai letters; of
//! digits the surer look is taken.

use std::ops::Range;

use compact_str::CompactString;

use crate::align::{Step, align};
use crate::ocr::language::{compose, is_possible};
use crate::ocr::recogniser::{Character, DOUBTFUL, Recogniser, Window, text_of};
use crate::thai::text::{Class, is_thai_letter};
use crate::thai::words::{cost, is_all_words};

/// How much wider the line is drawn. Measured at 1.1, 1.15, 1.2 and 1.3: wider, more letters are
/// read twice.
const WIDER: f32 = 1.15;
/// How much wider it is drawn where a bracket has no other half even then.
const WIDEST: f32 = 1.3;
/// What both looks do not agree on is at most so sure.
const DISPUTED: f32 = 0.9;
/// A character that the second look adds must be at least so sure.
const ADDED: f32 = 0.8;
/// Two Latin letters or more that the second look sees in place of fewer must be at least so sure.
const PARTED: f32 = 0.5;
/// A character that the second look does not see is left out where the first was less sure of it.
const LEFT_OUT: f32 = 0.6;
/// The second look's reading is taken where it is wrong less probably than the first one's by this
/// factor: the first was made as the network learnt.
const CLEARLY: f32 = 0.7;
/// Characters of a line that are compared; a longer one is no line of text.
const LONGEST: usize = 600;
/// What a reading must cost less than the other, as in [`crate::thai::words`]: a word.
const MARGIN: u32 = 10;

/// Looks again at those lines of which `first` is not sure, and at those that `is_doubtful` names
/// for another reason; the lines as both looks have them. `window` gives the window of a line to
/// look at.
pub(super) fn look_again(
    first: Vec<Vec<Character>>,
    is_doubtful: impl Fn(usize) -> bool,
    window: impl Fn(usize) -> Option<Window>,
) -> Vec<Vec<Character>> {
    let mut lines = first;
    let short = (0..lines.len()).filter(|at| lines[*at].len() <= LONGEST);
    let again: Vec<usize> =
        short.filter(|at| is_doubtful(*at) || needs_second_look(&lines[*at])).collect();
    look_wider(&mut lines, &again, WIDER, &window);
    let open: Vec<usize> = again.into_iter().filter(|at| has_open_bracket(&lines[*at])).collect();
    look_wider(&mut lines, &open, WIDEST, &window);
    lines
}

/// Settles some lines with what is read of them drawn wider.
fn look_wider(
    lines: &mut [Vec<Character>],
    again: &[usize],
    by: f32,
    window: &impl Fn(usize) -> Option<Window>,
) {
    let wider = again.iter().filter_map(|at| Some((*at, window(*at)?.wider(by)?)));
    let (places, windows): (Vec<usize>, Vec<Window>) = wider.unzip();
    for (at, mut second) in places.into_iter().zip(Recogniser::embedded().read_all(&windows)) {
        second.iter_mut().for_each(|c| (c.start, c.end) = (c.start / by, c.end / by));
        lines[at] = settle(std::mem::take(&mut lines[at]), second);
    }
}

/// Whether a line should be looked at again: a character is doubtful; it has Latin letters, of
/// which the network has seen few; or a bracket of it has no other half.
fn needs_second_look(line: &[Character]) -> bool {
    line.iter().any(|c| is_doubtful(c) || has_latin(c)) || has_open_bracket(line)
}

fn is_doubtful(c: &Character) -> bool {
    c.confidence < DOUBTFUL && !c.is_space()
}

fn has_latin(c: &Character) -> bool {
    c.text.contains(|letter: char| letter.is_ascii_alphabetic())
}

/// Whether a bracket of a line has no other half.
fn has_open_bracket(line: &[Character]) -> bool {
    count_of('(', line) != count_of(')', line)
}

fn count_of(bracket: char, line: &[Character]) -> usize {
    line.iter().filter(|c| c.text.contains(bracket)).count()
}

/// Both looks at a line as one. White space is the first one's.
fn settle(first: Vec<Character>, second: Vec<Character>) -> Vec<Character> {
    let (first, second) = (compose(first), compose(second));
    if second.len() > LONGEST {
        return first;
    }
    let (ours, theirs) = (inked(&first), inked(&second));
    let same = |i: usize, k: usize| first[ours[i]].text == second[theirs[k]].text;
    let mut settled = first.clone();
    // From the end, so that places before it stay.
    for (mine, other) in differences(ours.len(), theirs.len(), same).into_iter().rev() {
        let place = match ours.get(mine.clone()) {
            Some([from, .., to]) => *from..*to + 1,
            Some([at]) => *at..*at + 1,
            _ => {
                let before = mine.start.checked_sub(1).and_then(|at| ours.get(at));
                let at = place_of(&first, before.copied(), second[theirs[other.start]].start);
                at..at
            }
        };
        let others: Vec<Character> = other.map(|k| second[theirs[k]].clone()).collect();
        decide(&mut settled, place, others);
    }
    settled
}

/// The places of a line's characters that are no white space.
fn inked(line: &[Character]) -> Vec<usize> {
    (0..line.len()).filter(|at| !line[*at].is_space()).collect()
}

/// Where a character that begins at `start` goes into a line, behind the one at `before`.
fn place_of(line: &[Character], before: Option<usize>, start: f32) -> usize {
    let from = before.map_or(0, |at| at + 1);
    from + line[from..].iter().take_while(|c| c.is_space() && c.start < start).count()
}

/// Takes what is likelier of `line[place]` and `other`, and doubts it.
fn decide(line: &mut Vec<Character>, place: Range<usize>, other: Vec<Character>) {
    let mine = line[place.clone()].to_vec();
    let taken = match (mine.is_empty(), other.is_empty()) {
        (true, _) => is_worth_adding(line, place.start, &other),
        (_, true) => is_too_much(line, &place),
        _ => is_better(line, &place, &other),
    };
    let (mut chosen, left) = if taken { (other, mine) } else { (mine, other) };
    let against = text_of(&left);
    if chosen.is_empty() {
        // What was left out, or not taken in, is the other reading of what it would stand on.
        let doubts_base = taken || left.iter().any(|c| is_mark(c) || c.has_digit());
        let base = place.start.checked_sub(1).and_then(|at| line.get_mut(at));
        if let Some(base) = base.filter(|_| doubts_base) {
            dispute(base, &format!("{}{against}", base.text));
        }
    }
    chosen.iter_mut().for_each(|c| dispute(c, &against));
    line.splice(place, chosen);
}

/// Doubts a character, with another reading.
fn dispute(character: &mut Character, other: &str) {
    character.confidence = character.confidence.min(DISPUTED);
    if !other.is_empty() {
        character.runner_up = Some((CompactString::from(other), 1.0 - character.confidence));
    }
}

/// Whether what only the second look has, before `line[at]`, belongs there.
fn is_worth_adding(line: &[Character], at: usize, added: &[Character]) -> bool {
    let doubled = added.iter().any(|c| (c.is_thai() || c.has_digit()) && has_twin(line, at, c));
    least_confidence(added) >= ADDED
        && !doubled
        && (!added.iter().any(Character::is_thai) || reads_well(line, &(at..at), added))
}

/// Whether a character before `line[at]` would stand beside the same one.
fn has_twin(line: &[Character], at: usize, c: &Character) -> bool {
    let before = at.checked_sub(1).and_then(|before| line.get(before));
    [before, line.get(at)].into_iter().flatten().any(|neighbour| neighbour.text == c.text)
}

/// Whether what only the first look has is too much.
fn is_too_much(line: &[Character], place: &Range<usize>) -> bool {
    let mine = &line[place.clone()];
    if mine.iter().any(Character::has_digit) {
        return false;
    }
    if mine.iter().any(Character::is_thai) {
        return is_spelt_better(line, place, &[]).unwrap_or(false);
    }
    least_confidence(mine) < LEFT_OUT
}

/// Whether the second look's reading is to be taken in place of the first one's.
fn is_better(line: &[Character], place: &Range<usize>, other: &[Character]) -> bool {
    let mine = &line[place.clone()];
    if mine.iter().chain(other).all(Character::is_thai)
        && let Some(better) = is_spelt_better(line, place, other)
    {
        return better;
    }
    if other.len() > mine.len() && mine.iter().chain(other).all(Character::is_latin) {
        return least_confidence(other) >= PARTED;
    }
    1.0 - least_confidence(other) < CLEARLY * (1.0 - least_confidence(mine))
}

/// How well Thai letters are spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Spelling {
    /// Some of them cannot follow each other.
    Impossible,
    /// They can, but are not all words.
    Possible,
    /// All of them are words.
    Words,
}

impl Spelling {
    fn of(run: &str) -> Spelling {
        match is_possible(run) {
            false => Spelling::Impossible,
            true if is_all_words(run) => Spelling::Words,
            true => Spelling::Possible,
        }
    }
}

/// Whether Thai spelling likes a line no less with another reading of a place than as it is.
fn reads_well(line: &[Character], place: &Range<usize>, other: &[Character]) -> bool {
    let now = Spelling::of(&thai_run(line, place, &line[place.clone()]));
    Spelling::of(&thai_run(line, place, other)) >= now.max(Spelling::Possible)
}

/// Whether Thai spelling likes a line better with another reading of a place than as it is; `None`
/// where it does not care.
fn is_spelt_better(line: &[Character], place: &Range<usize>, other: &[Character]) -> Option<bool> {
    let (with, without) =
        (thai_run(line, place, other), thai_run(line, place, &line[place.clone()]));
    let (new, now) = (Spelling::of(&with), Spelling::of(&without));
    if new != now {
        return Some(new > now);
    }
    let (new, now) = (cost(&with), cost(&without));
    (new.abs_diff(now) >= MARGIN).then_some(new < now)
}

/// The Thai letters around a place and in it, where it reads `reading`.
fn thai_run(line: &[Character], place: &Range<usize>, reading: &[Character]) -> String {
    let before = line[..place.start].iter().rev().take_while(|c| c.is_thai()).count();
    let after = line[place.end..].iter().take_while(|c| c.is_thai()).count();
    let around = line[place.start - before..place.start].iter().chain(reading);
    let run = text_of(around.chain(&line[place.end..place.end + after]));
    run.chars().filter(|c| is_thai_letter(*c)).collect()
}

/// The confidence of the least sure character; 1 where there is none.
fn least_confidence(characters: &[Character]) -> f32 {
    characters.iter().map(|c| c.confidence).fold(1.0, f32::min)
}

/// Whether a character is a mark above or below a letter.
fn is_mark(c: &Character) -> bool {
    use Class::{AboveVowel, BelowVowel, OtherMark, Tone};
    matches!(c.class(), Some(Tone | AboveVowel | BelowVowel | OtherMark))
}

/// Places of one sequence and of another that differ.
type Difference = (Range<usize>, Range<usize>);

/// Where two sequences of these lengths differ, with fewest changes; `same` says whether a member
/// of the one is that of the other.
fn differences(n: usize, m: usize, same: impl Fn(usize, usize) -> bool) -> Vec<Difference> {
    let steps = align(n, m, |step| match step {
        Step::Both(i, k) => i32::from(!same(i, k)),
        Step::First(_) | Step::Second(_) => 1,
    });
    let mut found: Vec<Difference> = Vec::new();
    let (mut i, mut k) = (0, 0);
    for step in steps {
        let (next_i, next_k, stays) = match step {
            Step::Both(..) => (i + 1, k + 1, same(i, k)),
            Step::First(_) => (i + 1, k, false),
            Step::Second(_) => (i, k + 1, false),
        };
        if !stays {
            match found.last_mut().filter(|(mine, other)| mine.end == i && other.end == k) {
                Some((mine, other)) => (mine.end, other.end) = (next_i, next_k),
                None => found.push((i..next_i, k..next_k)),
            }
        }
        (i, k) = (next_i, next_k);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line whose characters have the confidence `sure`, but those that `less` names.
    fn line(text: &str, sure: f32, less: &[(usize, f32)]) -> Vec<Character> {
        let one = |(i, c): (usize, char)| Character {
            text: CompactString::from_iter([c]),
            confidence: less.iter().find(|(at, _)| *at == i).map_or(sure, |(_, less)| *less),
            runner_up: None,
            start: 12.0 * i as f32,
            end: 12.0 * i as f32 + 3.0,
        };
        text.chars().enumerate().map(one).collect()
    }

    #[test]
    fn a_line_is_looked_at_again_where_there_is_a_reason() {
        for (text, sure, needed) in [
            ("เป้าหมาย", 0.99, false),
            ("เป้าหมาย", 0.97, true),
            ("(ITA)", 0.99, true),
            ("(ก", 0.99, true),
        ] {
            assert_eq!(needs_second_look(&line(text, sure, &[])), needed, "{text} {sure}");
        }
        assert!(
            has_open_bracket(&line("(ก", 0.99, &[])) && !has_open_bracket(&line("(ก)", 0.99, &[]))
        );
        assert!(!needs_second_look(&line("ก ข", 0.99, &[(1, 0.5)])), "a space is no reason");
    }

    #[test]
    fn the_surer_look_is_taken_and_doubted() {
        for (first, second, less, settled) in [
            ("(IT) ก", "(IIT) ก", vec![], "(IIT) ก"),
            ("ITA ที่", "ITA) ที่", vec![], "ITA) ที่"),
            ("Sewer", "Server", vec![(2, 0.6)], "Server"),
            ("๓๘๕,๒๐๐,๐๐", "๓๘๕,๒๐๐.๐๐", vec![(7, 0.7)], "๓๘๕,๒๐๐.๐๐"),
            // The first look is surer.
            ("๓๘๕.๐๐", "๓๘๕,๐๐", vec![], "๓๘๕.๐๐"),
            // A letter read twice, a digit read twice, a mark that cannot stand there.
            ("ความรู้", "ความมรู้", vec![], "ความรู้"),
            ("๑๐๐", "๑๐๐๐", vec![], "๑๐๐"),
            ("ป้องกัน", "ป้๊องกัน", vec![], "ป้องกัน"),
            // Spelling decides between Thai letters.
            ("ตัวชี้วัด", "ตัวชี่วัด", vec![(4, 0.6)], "ตัวชี้วัด"),
            ("คนหไว้ที่พึ่ง", "คนไร้ที่พึ่ง", vec![(4, 0.6)], "คนไร้ที่พึ่ง"),
            ("ทีได้รับ", "ที่ได้รับ", vec![], "ที่ได้รับ"),
            ("เผยแพร่ให้", "เผยแพรให้", vec![(6, 0.4)], "เผยแพร่ให้"),
        ] {
            let got = settle(line(first, 0.99, &less), line(second, 0.985, &[]));
            assert_eq!(text_of(&got), settled, "{first} {second}");
            if settled != first {
                assert!(got.iter().any(|c| c.confidence < DOUBTFUL), "{first} {second}: no doubt");
            }
        }
    }

    #[test]
    fn a_digit_that_only_one_look_has_is_doubted_either_way() {
        let got = settle(line("๑๐๐", 0.99, &[]), line("๑๐๐๐", 0.99, &[]));
        assert!(got.iter().any(|c| c.confidence < DOUBTFUL));
        let got = settle(line("๑๒๓", 0.99, &[(1, 0.3)]), line("๑๓", 0.99, &[]));
        assert_eq!(text_of(&got), "๑๒๓");
        assert!(got[1].confidence < DOUBTFUL);
    }

    #[test]
    fn what_is_added_stands_where_it_was_seen() {
        let mut second = line("ITA) ท", 0.99, &[]);
        second[3].start = 30.0;
        let got = settle(line("ITA ท", 0.99, &[]), second);
        assert_eq!(text_of(&got), "ITA) ท");
    }

    #[test]
    fn differences_are_found_with_fewest_changes() {
        let find = |one: &str, two: &str| {
            let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
            differences(a.len(), b.len(), |i, k| a[i] == b[k])
        };
        assert_eq!(find("abc", "abc"), []);
        assert_eq!(find("abc", "axc"), [(1..2, 1..2)]);
        assert_eq!(find("ac", "abc"), [(1..1, 1..2)]);
        assert_eq!(find("abcd", "xbc"), [(0..1, 0..1), (3..4, 3..3)]);
        assert_eq!(find("", "ab"), [(0..0, 0..2)]);
    }
}
