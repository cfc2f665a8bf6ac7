//! What Thai spelling says of a line that was read: impossible sequences are doubted, letters
//! inside numbers too, and a doubtful letter that spoils a word is read otherwise where exactly one
//! reading makes words. A letter that is in no doubt is never changed; where spelling has a better
//! one, it is doubted.
//!
//! Nothing is invented: a change needs a character that the network itself was unsure of, a stretch
//! that is no word, and one reading only; it is recorded with both texts. Digits, Latin letters and
//! signs are never changed; a Thai letter within a Latin word is read as the Latin one that came
//! second.

use std::ops::Range;

use compact_str::{CompactString, format_compact};

use super::recogniser::{Character, DOUBTFUL};
use crate::thai::text::{Class, class, is_thai_letter};
use crate::thai::words::{Reading, Slot, cost, is_all_words, readings};

/// How sure at most a character is that stands where Thai spelling has no place for it: every line
/// with such a sequence had an error in it. Also of a letter inside a number.
const IMPOSSIBLE: f32 = 0.5;

/// A reading less probable than this is no reading of the network's.
const LEAST_PROBABLE: f32 = 0.005;

/// What a reading must cost less than every other one, as in [`crate::thai::words`]: a word.
const MARGIN: u32 = 10;

/// So many characters at either end of a line are left alone: a line may end and begin within a
/// word.
const EDGE: usize = 2;

/// Letters in a run that are held against the words; a longer one is no line of text.
const LONGEST_RUN: usize = 200;

/// Letters that the network takes for each other, and tone marks, which it adds and drops (nothing
/// on one side).
const SLIPS: [(&str, &str); 6] = [("ม", "ว"), ("ั", "้"), ("า", "ำ"), ("่", "้"), ("่", ""), ("้", "")];

/// With each letter that carries tone marks the same with one, and what else the network confuses
/// without a doubt.
macro_rules! silent_slips {
    ($($letter:literal)+) => {
        &[("่", &["้"]), ("้", &["่"]), ("ไ", &["ใ"]), ("ใ", &["ไ"]), $(($letter, &[concat!($letter, "่"), concat!($letter, "้")])),+]
    };
}

/// What the network may say in place of something else without being in doubt, and what that is.
const SILENT_SLIPS: &[(&str, &[&str])] = silent_slips!(
    "ก" "ข" "ค" "ฆ" "ง" "จ" "ฉ" "ช" "ซ" "ญ" "ฐ" "ณ" "ด" "ต" "ถ" "ท" "ธ" "น" "บ" "ป" "ผ" "ฝ" "พ" "ฟ" "ภ" "ม" "ย" "ร" "ล" "ว"
    "ศ" "ษ" "ส" "ห" "ฬ" "อ" "ฮ" "ิ" "ี" "ึ" "ื" "ั" "ุ" "ู"
);

/// How sure at most a letter is that spelling would have otherwise.
const MISSPELT: f32 = 0.9;

/// Letters that the network takes for each other now and then: only where the run is not made of
/// words as it stands.
const ALIKE: [(&str, &str); 6] =
    [("ฤ", "ล"), ("ฤ", "ถ"), ("ถ", "ล"), ("ป", "บ"), ("ช", "ซ"), ("ช", "ข")];

/// Doubtful neighbours whose places in the window (in columns) are no further apart may be one
/// letter.
const ONE_LETTER: f32 = 6.0;

/// Letters that look like a Thai digit and were read in its place.
const LIKE_DIGITS: [(&str, &str); 3] = [("ต", "๓"), ("ค", "๓"), ("ด", "๓")];

/// A line after spelling was asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Helped {
    /// Its characters.
    pub characters: Vec<Character>,
    /// What was changed, in order.
    pub repairs: Vec<Repair>,
}

/// A word that was read otherwise than the network did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The characters of the line it is about, as they are now: the run of Thai letters with the
    /// change.
    pub characters: Range<usize>,
    /// The run as the network read it.
    pub read: CompactString,
    /// The run as it is now.
    pub became: CompactString,
}

/// Asks Thai spelling about a line.
pub fn help(characters: Vec<Character>) -> Helped {
    let mut characters = compose(characters);
    let mut repairs = mend(&mut characters);
    repairs.extend(mend_latin(&mut characters));
    repairs.sort_by_key(|repair| repair.characters.start);
    doubt_misspelt(&mut characters);
    doubt_impossible(&mut characters);
    doubt_letters_in_numbers(&mut characters);
    Helped { characters, repairs }
}

/// The Thai class of a character, where it is a single one.
pub(super) fn class_of(character: &Character) -> Option<Class> {
    let mut chars = character.text.chars();
    chars.next().filter(|_| chars.next().is_none()).and_then(class)
}

/// Puts sara am together, which the network writes as its two halves, with a tone mark before,
/// between or behind them: consonant, tone mark, sara am.
pub(super) fn compose(characters: Vec<Character>) -> Vec<Character> {
    let mut out: Vec<Character> = Vec::with_capacity(characters.len());
    for mut character in characters {
        if character.text == "า" {
            let tone = usize::from(out.last().is_some_and(|c| class_of(c) == Some(Class::Tone)));
            if let Some(at) =
                out.len().checked_sub(tone + 1).filter(|at| out[*at].text == "\u{0E4D}")
            {
                let half = out.remove(at);
                if half.confidence < character.confidence {
                    character.confidence = half.confidence;
                    // What stands for the upper half alone is no reading of the whole; without it,
                    // it is า.
                    character.runner_up = Some(("า".into(), 1.0 - half.confidence));
                } else {
                    character.runner_up = None;
                }
                character.text = "ำ".into();
                character.start = half.start.min(character.start);
            }
        }
        out.push(character);
    }
    out
}

/// Doubts what Thai spelling has no place for: marks without a consonant, two vowels or two tone
/// marks on one, a vowel sign without a consonant, a leading vowel with none behind it, half a sara
/// am.
fn doubt_impossible(characters: &mut [Character]) {
    let mut base: Option<Cluster> = None;
    for at in 0..characters.len() {
        let class = class_of(&characters[at]);
        let leads = at > 0 && class_of(&characters[at - 1]) == Some(Class::LeadingVowel);
        let impossible = match class {
            Some(Class::Consonant) => {
                base = Some(Cluster::default());
                false
            }
            Some(Class::BelowVowel | Class::AboveVowel | Class::Tone | Class::OtherMark) => {
                let nikhahit = characters[at].text == "\u{0E4D}";
                nikhahit || base.as_mut().is_none_or(|cluster| !cluster.takes(class))
            }
            Some(Class::FollowingVowel) => {
                base.as_mut().is_none_or(|cluster| !cluster.ends_with(&characters[at]))
            }
            _ => {
                base = None;
                false
            }
        };
        let unled = leads && class != Some(Class::Consonant);
        if impossible || unled {
            for character in &mut characters[at.saturating_sub(1)..=at] {
                character.confidence = character.confidence.min(IMPOSSIBLE);
            }
        }
    }
    if let Some(last) = characters.last_mut().filter(|c| class_of(c) == Some(Class::LeadingVowel)) {
        last.confidence = last.confidence.min(IMPOSSIBLE);
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
    fn takes(&mut self, class: Option<Class>) -> bool {
        let room = match class {
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

/// Doubts a single letter inside or at the end of a number, with the digit it looks like as the
/// other reading.
fn doubt_letters_in_numbers(characters: &mut [Character]) {
    let is = |at: Option<usize>, kind: fn(char) -> bool| {
        at.and_then(|at| characters.get(at)?.text.chars().next()).is_some_and(kind)
    };
    let is_digit = |at: Option<usize>| is(at, char::is_numeric);
    let is_letter = |at: Option<usize>| is(at, |c| c.is_alphabetic() || is_thai_letter(c));
    let is_point =
        |at: usize| characters.get(at).is_some_and(|c| matches!(c.text.as_str(), "," | "."));
    let within = |at: usize| {
        let before = at
            .checked_sub(1)
            .map(|left| if is_point(left) { left.checked_sub(1) } else { Some(left) });
        let after = if is_point(at + 1) { at + 2 } else { at + 1 };
        let between = is_digit(before.flatten()) && is_digit(Some(after));
        let ends = is_digit(at.checked_sub(1))
            && is_digit(at.checked_sub(2))
            && !is_letter(Some(at + 1))
            && !is_point(at + 1);
        is_letter(Some(at)) && (between || ends)
    };
    let found: Vec<usize> = (0..characters.len()).filter(|at| within(*at)).collect();
    for at in found {
        let character = &mut characters[at];
        let digit = character
            .runner_up
            .as_ref()
            .is_some_and(|(text, _)| text.chars().all(char::is_numeric));
        let like =
            LIKE_DIGITS.iter().find(|(letter, _)| character.text == *letter).filter(|_| !digit);
        if let Some((_, digit)) = like {
            character.runner_up = Some(((*digit).into(), 0.0));
        }
        character.confidence = character.confidence.min(IMPOSSIBLE);
    }
}

/// Doubts a letter in place of which only one other makes words of its run, or fewer of them: a
/// tone mark more or another one, ใ for ไ. The network may be sure of such a letter, since of a
/// mark that hides behind another it sees nothing.
fn doubt_misspelt(characters: &mut [Character]) {
    let single =
        |c: &Character| c.text.chars().next().filter(|letter| c.text.len() == letter.len_utf8());
    let letter = |c: &Character| single(c).filter(|letter| is_thai_letter(*letter));
    for run in characters.chunk_by_mut(|a, b| letter(a).is_some() && letter(b).is_some()) {
        let slots: Vec<Slot> = run
            .iter()
            .filter_map(letter)
            .map(|said| Slot { said, instead: slips_of(said) })
            .collect();
        if slots.len() != run.len() || slots.len() > LONGEST_RUN {
            continue;
        }
        for (character, reading) in run.iter_mut().zip(readings(&slots)) {
            if let Reading::Instead(other) = reading
                && character.confidence > MISSPELT
            {
                character.confidence = MISSPELT;
                character.runner_up = Some((other.into(), 1.0 - MISSPELT));
            }
        }
    }
}

/// What may have been printed where the network says a letter and is sure of it.
fn slips_of(letter: char) -> &'static [&'static str] {
    SILENT_SLIPS
        .iter()
        .find(|(said, _)| said.starts_with(letter))
        .map_or(&[], |(_, instead)| instead)
}

/// One other reading of a line: the character at `at` reads otherwise, is left out (nothing), or
/// another stands behind it.
#[derive(Debug, Clone, PartialEq)]
struct Change {
    at: usize,
    text: CompactString,
    behind: bool,
}

/// Reads a doubtful Thai letter within a Latin word as its Latin runner-up.
fn mend_latin(characters: &mut [Character]) -> Vec<Repair> {
    let latin = |text: &str| text.chars().all(|c| c.is_ascii_alphabetic());
    let mut repairs = Vec::new();
    for at in 1..characters.len().saturating_sub(1) {
        let [before, character, behind] = &mut characters[at - 1..=at + 1] else { continue };
        let inside = latin(&before.text)
            && latin(&behind.text)
            && class_of(character) == Some(Class::Consonant);
        let Some((other, probability)) =
            character.runner_up.clone().filter(|(other, _)| latin(other))
        else {
            continue;
        };
        if inside && character.confidence < DOUBTFUL && probability >= LEAST_PROBABLE {
            let read = format_compact!("{}{}{}", before.text, character.text, behind.text);
            let became = format_compact!("{}{other}{}", before.text, behind.text);
            character.runner_up =
                Some((std::mem::replace(&mut character.text, other), character.confidence));
            repairs.push(Repair { characters: at - 1..at + 2, read, became });
        }
    }
    repairs
}

/// Reads doubtful letters otherwise where that alone makes words.
fn mend(characters: &mut Vec<Character>) -> Vec<Repair> {
    let mut repairs = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let length =
            characters[at..].iter().take_while(|c| c.text.chars().all(is_thai_letter)).count();
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
    let read = text(&characters[run.clone()], None);
    let mut end = run.end;
    let mut costs = cost(&read);
    let mut at = run.start;
    while at < end {
        let inner = at >= EDGE && at + EDGE < characters.len();
        if inner && characters[at].confidence < DOUBTFUL {
            let run_now = &characters[run.start..end];
            let score = |change| {
                let text = text(run_now, Some(&change));
                (
                    if possible(&text) && is_all_words(&text) { cost(&text) } else { u32::MAX },
                    change,
                )
            };
            let spoilt = !is_all_words(&text(run_now, None));
            let scored = changes(run_now, at - run.start, spoilt).into_iter().map(score).collect();
            if let Some((fewer, change)) = only_best(scored, costs) {
                costs = fewer;
                end = apply(characters, run.start, end, change);
            }
        }
        at += 1;
    }
    let became = text(&characters[run.start..end], None);
    if became != read {
        repairs.push(Repair { characters: run.start..end, read, became });
    }
    end
}

/// The other readings of a doubtful character of a run; more of them where the run is spoilt, that
/// is, no words.
fn changes(run: &[Character], at: usize, spoilt: bool) -> Vec<Change> {
    let character = &run[at];
    let said = character.text.as_str();
    let mut texts: Vec<CompactString> = Vec::new();
    let likely =
        character.runner_up.as_ref().filter(|(_, probability)| *probability >= LEAST_PROBABLE);
    let likely = likely.map(|(other, _)| other).filter(|other| other.chars().all(is_thai_letter));
    // With a tone mark behind it, it is tried below.
    texts
        .extend(likely.filter(|other| !matches!(other.strip_prefix(said), Some("่" | "้"))).cloned());
    for (one, other) in SLIPS.iter().chain(if spoilt { ALIKE.as_slice() } else { &[] }).copied() {
        for (from, to) in [(one, other), (other, one)] {
            if from == said && !texts.iter().any(|text| text == to) {
                texts.push(to.into());
            }
        }
    }
    let mut changes: Vec<Change> =
        texts.into_iter().map(|text| Change { at, text, behind: false }).collect();
    let twins = if spoilt { twins(run, at) } else { Vec::new() };
    if !twins.is_empty() {
        // Either of them may be the one too many.
        changes.retain(|change| !change.text.is_empty());
        let left_out = |at| Change { at, text: CompactString::default(), behind: false };
        changes.extend(twins.into_iter().chain([at]).map(left_out));
    }
    if matches!(class_of(character), Some(Class::Consonant | Class::AboveVowel | Class::BelowVowel))
    {
        changes.extend(["่", "้"].map(|tone| Change { at, text: tone.into(), behind: true }));
    }
    changes
}

/// The doubtful consonants beside a doubtful consonant that may be the same letter.
fn twins(run: &[Character], at: usize) -> Vec<usize> {
    let doubtful =
        |at: usize| run[at].confidence < DOUBTFUL && class_of(&run[at]) == Some(Class::Consonant);
    let near = |one: usize, two: usize| {
        doubtful(one) && doubtful(two) && run[two].start - run[one].end <= ONE_LETTER
    };
    let before = at.checked_sub(1).filter(|before| near(*before, at));
    let behind = Some(at + 1).filter(|behind| *behind < run.len() && near(at, *behind));
    before.into_iter().chain(behind).collect()
}

/// The one change with which the run costs less than `now`, and less than with every other one.
fn only_best(mut scored: Vec<(u32, Change)>, now: u32) -> Option<(u32, Change)> {
    scored.sort_by_key(|(costs, _)| *costs);
    let next = scored.get(1).map_or(now, |(costs, _)| now.min(*costs));
    scored.into_iter().next().filter(|(costs, _)| costs.saturating_add(MARGIN) <= next)
}

/// Makes a change in the run from `start` to `end`; gives its new end.
fn apply(characters: &mut Vec<Character>, start: usize, end: usize, change: Change) -> usize {
    let at = start + change.at;
    let old = characters[at].clone();
    // As unsure as before: what was changed stays doubtful.
    let changed = Character {
        runner_up: Some((old.text.clone(), old.confidence)).filter(|_| !change.behind),
        text: change.text,
        ..old
    };
    if change.behind {
        characters.insert(at + 1, changed);
        end + 1
    } else if changed.text.is_empty() {
        let left = characters.remove(at);
        // The doubt passes on to what it stood on.
        if let Some(base) = at.checked_sub(1).and_then(|at| characters.get_mut(at)) {
            base.confidence = base.confidence.min(left.confidence);
        }
        end - 1
    } else {
        characters[at] = changed;
        end
    }
}

/// The text of a run with one change.
fn text(run: &[Character], change: Option<&Change>) -> CompactString {
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

/// Whether Thai spelling has a place for every character of a run.
pub(super) fn possible(run: &str) -> bool {
    let one = |c: char| Character {
        text: format_compact!("{c}"),
        confidence: 1.0,
        runner_up: None,
        start: 0.0,
        end: 0.0,
    };
    let mut characters: Vec<Character> = run.chars().map(one).collect();
    doubt_impossible(&mut characters);
    characters.iter().all(|c| c.confidence > IMPOSSIBLE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A line of characters, all sure but those named, with their runner-ups.
    fn line(text: &str, doubtful: &[(usize, f32, &str)]) -> Vec<Character> {
        let one = |(i, c): (usize, char)| Character {
            text: format_compact!("{c}"),
            confidence: 0.999,
            runner_up: None,
            start: 3.0 * i as f32,
            end: 3.0 * i as f32 + 3.0,
        };
        let mut line: Vec<Character> = text.chars().enumerate().map(one).collect();
        for (at, confidence, other) in doubtful {
            line[*at].confidence = *confidence;
            line[*at].runner_up =
                Some(((*other).into(), 1.0 - confidence)).filter(|_| !other.is_empty());
        }
        line
    }

    fn said(helped: &Helped) -> String {
        helped.characters.iter().map(|c| c.text.as_str()).collect()
    }

    /// The texts of characters that are doubted.
    fn doubted(text: &str) -> String {
        help(line(text, &[]))
            .characters
            .iter()
            .filter(|c| c.confidence < DOUBTFUL)
            .map(|c| c.text.as_str())
            .collect()
    }

    #[test]
    fn sara_am_is_put_together_wherever_its_tone_mark_stands() {
        for text in ["น\u{E4D}า", "น\u{E4D}้า", "น้\u{E4D}า"] {
            let helped = help(line(text, &[(1, 0.6, "ั")]));
            assert!(["นำ", "น้ำ"].contains(&said(&helped).as_str()), "{text}: {}", said(&helped));
            assert!(helped.repairs.is_empty());
        }
        assert_eq!(help(line("จ\u{E4D}านวน", &[(1, 0.6, "ั")])).characters[1].confidence, 0.6);
        assert_eq!(said(&help(line("มา", &[]))), "มา");
    }

    #[test]
    fn what_spelling_has_no_place_for_is_doubted() {
        for (text, expected) in [
            ("ก่้า", "่้"),
            ("กิี", "ิี"),
            ("๑่", "๑่"),
            ("เ การ", "เ "),
            ("ก า", " า"),
            ("แเ", "แเ"),
            ("การเ", "เ"),
            ("กํ", "กํ"),
            // All of this is right.
            ("น้ำใจผู้ใหญ่ที่พันธุ์สิทธิ์เท่าเคาะเกี๊ยะกั๊กเก็บฯลฯ ๆ", ""),
            ("ทำเนียบ พ.ศ. ๒๕๖๘", ""),
        ] {
            assert_eq!(doubted(text), expected, "{text}");
        }
    }

    #[test]
    fn a_sure_letter_is_doubted_where_only_another_makes_words() {
        for (text, expected, other) in [
            ("เพือให้บุคลากร", "ื", "ื่"),
            ("การขับเคลือนองค์กร", "ื", "ื่"),
            ("ไม่ไช้งบประมาณ", "ไ", "ใ"),
            ("พฤติกรรมที่ซื้อสัตย์สุจริต", "้", "่"),
        ] {
            let helped = help(line(text, &[]));
            assert_eq!((said(&helped).as_str(), doubted(text).as_str()), (text, expected));
            let doubt = helped.characters.iter().find(|c| c.confidence < DOUBTFUL).unwrap();
            assert_eq!(doubt.runner_up.as_ref().unwrap().0, other, "{text}");
        }
        for text in
            ["เพื่อให้บุคลากร", "ไม่ใช่งบประมาณ", "ไม่ใช้งบประมาณ", "เรืองแสง", "ทีมงานที่มา", "นายสมชาย กิตติกุล"]
        {
            assert_eq!(doubted(text), "", "{text}");
        }
    }

    #[test]
    fn a_letter_inside_a_number_is_doubted_with_the_digit_it_looks_like() {
        for (text, at) in [("๒๗,ต๒๕", 3), ("๒๕๖ต", 3), ("๑ต๐", 1), ("ปี ๒๕๖ต ", 6), ("๑.ต๐", 2)]
        {
            let helped = help(line(text, &[]));
            assert_eq!(said(&helped), text);
            let character = &helped.characters[at];
            assert!(character.confidence <= IMPOSSIBLE, "{text}");
            assert_eq!(
                character.runner_up.as_ref().map(|(text, _)| text.as_str()),
                Some("๓"),
                "{text}"
            );
        }
        for text in ["๓๐คน", "๑๒ ต.ค. ๒๕๖๗", "พ.ศ.๒๕๖๘", "๑.ตรวจ", "ข้อ ๑๒", "3D", "๒๕ม.ค."]
        {
            assert_eq!(doubted(text), "", "{text}");
        }
    }

    #[test]
    fn a_doubtful_letter_that_spoils_a_word_is_read_as_the_one_that_makes_it() {
        for (read, doubtful, became) in [
            ("สำนักงาน", vec![], "สำนักงาน"),
            ("การดาเนินงาน", vec![(4, 0.6, "ำ")], "การดำเนินงาน"),
            ("ควาวรู้", vec![(3, 0.7, "")], "ความรู้"),
            ("ประเทื่ศ", vec![(6, 0.4, "")], "ประเทื่ศ"),
            ("หน่วย่งาน", vec![(5, 0.6, "")], "หน่วยงาน"),
            ("ให้เจาหน้าที่", vec![(4, 0.9, "")], "ให้เจ้าหน้าที่"),
            ("การประพถติดี", vec![(7, 0.9, "ด")], "การประพฤติดี"),
            ("การประพฤลติดี", vec![(7, 0.6, ""), (8, 0.6, "")], "การประพฤติดี"),
            ("ให้นำไบใช้", vec![(6, 0.92, "ป")], "ให้นำไปใช้"),
            // The network itself wavers whether there is a mark.
            ("ให้เจาหน้าที่", vec![(4, 0.9, "จ้")], "ให้เจ้าหน้าที่"),
            ("(Valนe)", vec![(4, 0.35, "u")], "(Value)"),
            // Perhaps the line breaks within a word.
            ("ดาเนินงาน", vec![(1, 0.6, "ำ")], "ดาเนินงาน"),
        ] {
            let helped = help(line(read, &doubtful));
            assert_eq!(said(&helped), became, "{read}");
            assert_eq!(helped.repairs.len(), usize::from(read != became));
            for repair in helped.repairs {
                assert!(
                    read.contains(repair.read.as_str()) && became.contains(repair.became.as_str())
                );
                assert!(repair.read != repair.became);
            }
        }
    }

    #[test]
    fn without_doubt_or_with_two_readings_nothing_is_changed() {
        for (read, doubtful) in [
            // Sure, though no word.
            ("การดาเนินงาน", vec![]),
            // A word as it stands; another one would be too.
            ("ไม่", vec![(2, 0.5, "้")]),
            // Digits and Latin letters.
            ("๒๕๖๓", vec![(3, 0.5, "ต")]),
            ("ITA", vec![(1, 0.5, "l")]),
        ] {
            let helped = help(line(read, &doubtful));
            assert_eq!(said(&helped), read);
            assert!(helped.repairs.is_empty());
        }
    }

    #[test]
    fn what_was_changed_stays_doubtful() {
        let helped = help(line("การดาเนินงาน", &[(4, 0.6, "ำ")]));
        assert!(helped.characters[4].confidence < DOUBTFUL);
        assert_eq!(
            helped.characters[4].runner_up.as_ref().map(|(text, _)| text.as_str()),
            Some("า")
        );
    }

    proptest! {
        #[test]
        fn whatever_is_read_digits_and_latin_letters_stay_and_sureness_never_grows_from_nothing(
            text in "[กดตมวรนสาำิี่้ัเแ์ํ๐-๙0-9A-Z .,]{0,40}",
            doubts in proptest::collection::vec((0usize..40, 0.0f32..1.0), 0..6),
        ) {
            let length = text.chars().count();
            let doubts: Vec<_> = doubts.into_iter().filter(|(at, _)| *at < length).map(|(at, c)| (at, c, "")).collect();
            let helped = help(line(&text, &doubts));
            let kept = |text: &str| text.chars().filter(|c| !is_thai_letter(*c)).collect::<String>();
            prop_assert_eq!(kept(&said(&helped)), kept(&text));
            prop_assert!(helped.characters.iter().all(|c| (0.0..=1.0).contains(&c.confidence)));
            for repair in &helped.repairs {
                prop_assert!(repair.read != repair.became);
                prop_assert!(repair.characters.end <= helped.characters.len());
            }
        }
    }
}
