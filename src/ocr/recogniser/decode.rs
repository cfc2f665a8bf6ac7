//! What the network says at each step → the characters of the line.

use std::ops::Range;

use compact_str::{CompactString, format_compact};

use crate::thai::text::is_mark;

/// A character that was read, and how sure the network is of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Character {
    /// What was read, mostly one `char`; a space is a character too.
    pub text: CompactString,
    /// The greatest probability that the network gave it at any step, 0 to 1; less where another
    /// character was probable at one of its steps, and its share where several readings of the
    /// stretch were weighed. How often what is so sure is right stands with
    /// [`DOUBTFUL`](super::DOUBTFUL).
    pub confidence: f32,
    /// The most probable other character at its steps, and its probability; none where there is
    /// hardly any.
    pub runner_up: Option<(CompactString, f32)>,
    /// Where the network noticed it: first and last column of the window, the last one not
    /// included. It notices a character somewhere within its ink, most often in the middle; its box
    /// is wider.
    pub start: f32,
    /// See [`Character::start`].
    pub end: f32,
}

/// A runner-up less probable than this is not worth a word.
const LEAST_RUNNER_UP: f32 = 1e-4;
/// From this probability on, another character at any step of a character lowers its confidence:
/// what it would be surer of at its best step was something else a step before.
const RIVAL: f32 = 0.05;
/// A character less sure than this whose runner-up is its immediate neighbour is the same glyph,
/// read twice.
const WAVERING: f32 = 0.7;
/// Steps that one glyph takes at most where it is read twice; most letters begin five steps apart.
const ONE_GLYPH: usize = 3;
/// Blank steps at most between two equal characters that may be one.
const BREAK: usize = 2;
/// Less than this at a step is no trace of a character.
const TRACE: f32 = 0.01;
/// Letters and signs so narrow that two of them may well be noticed within [`ONE_GLYPH`].
const NARROW: &str = "เแโใไาะๅilIjtfr|.,:;!'\"()[]“”‘’/ๆ";

/// A character before it is written out.
#[derive(Debug, Clone)]
struct Emission {
    output: usize,
    steps: Range<usize>,
    confidence: f32,
    rival: Option<(usize, f32)>,
    /// A mark that may stand on it though it was not read.
    marked: Option<(usize, f32)>,
}

impl Emission {
    /// What else it may be: with a mark on it, or something else.
    fn runner_up(&self, labels: &[CompactString]) -> Option<(CompactString, f32)> {
        let rival = self.rival.map(|(output, probability)| (labels[output].clone(), probability));
        let marked = self
            .marked
            .map(|(mark, p)| (format_compact!("{}{}", labels[self.output], labels[mark]), p));
        match (rival, marked) {
            (Some(rival), Some(marked)) => Some(if marked.1 > rival.1 { marked } else { rival }),
            (rival, marked) => rival.or(marked),
        }
    }
}

/// The probabilities of a line, with what each output writes.
#[derive(Clone, Copy)]
struct Said<'a> {
    steps: &'a [f32],
    labels: &'a [CompactString],
    blank: usize,
}

/// Reads the most probable output of each step; repeated ones are one character, blanks part
/// characters (greedy CTC). Where that and the whole stretch disagree, the stretch decides: a blank
/// too weak to part two equal characters, a glyph that wavers between two readings, a character
/// that is likelier there than not though no step has it for the best. `steps` holds for each step
/// the probabilities of all outputs, `labels` what each of them writes.
pub(super) fn decode(
    steps: &[f32],
    labels: &[CompactString],
    blank: usize,
    columns: f32,
) -> Vec<Character> {
    let said = Said { steps, labels, blank };
    let mut emissions = said.greedy();
    said.join_equal(&mut emissions);
    said.join_wavering(&mut emissions);
    said.add_missed(&mut emissions);
    let character = |e: Emission| Character {
        text: labels[e.output].clone(),
        confidence: e.confidence,
        runner_up: e.runner_up(labels),
        start: e.steps.start as f32 * columns,
        end: e.steps.end as f32 * columns,
    };
    emissions.into_iter().map(character).collect()
}

impl Said<'_> {
    fn row(&self, step: usize) -> &[f32] {
        &self.steps[step * self.labels.len()..][..self.labels.len()]
    }

    fn count(&self) -> usize {
        self.steps.len() / self.labels.len().max(1)
    }

    fn writes(&self, output: usize) -> bool {
        output != self.blank && !self.labels[output].is_empty()
    }

    fn greedy(&self) -> Vec<Emission> {
        let mut found: Vec<Emission> = Vec::new();
        let mut before = self.blank;
        for step in 0..self.count() {
            let best = most(self.row(step), |_| true).unwrap_or(self.blank);
            if self.writes(best) {
                match found.last_mut().filter(|_| best == before) {
                    Some(last) => last.steps.end = step + 1,
                    None => found.push(Emission {
                        output: best,
                        steps: step..step + 1,
                        confidence: 0.0,
                        rival: None,
                        marked: None,
                    }),
                }
            }
            before = best;
        }
        let outputs: Vec<usize> = found.iter().map(|e| e.output).collect();
        for (at, emission) in found.iter_mut().enumerate() {
            let near = [at.checked_sub(1), Some(at + 1)]
                .map(|at| at.and_then(|at| outputs.get(at).copied()));
            self.weigh(emission, near);
        }
        found
    }

    /// How sure an emission is, and of what else. A neighbour is its rival only where the emission
    /// is surest: what lies at its edge is the neighbour itself.
    fn weigh(&self, emission: &mut Emission, near: [Option<usize>; 2]) {
        let output = emission.output;
        for step in emission.steps.clone() {
            if self.row(step)[output] > emission.confidence {
                emission.confidence = self.row(step)[output];
                let second = most(self.row(step), |other| other != output && self.writes(other));
                emission.rival =
                    second.map(|o| (o, self.row(step)[o])).filter(|(_, p)| *p >= LEAST_RUNNER_UP);
            }
        }
        for step in emission.steps.clone() {
            let other = |o: usize| {
                o != output && self.writes(o) && !near.contains(&Some(o)) && self.is_ink(o)
            };
            let Some(second) = most(self.row(step), other) else { continue };
            let p = self.row(step)[second];
            if p >= RIVAL && emission.rival.is_none_or(|(_, least)| p > least) {
                emission.rival = Some((second, p));
                emission.confidence = emission.confidence.min(1.0 - p);
            }
        }
    }

    fn is_ink(&self, output: usize) -> bool {
        !self.labels[output].trim().is_empty()
    }

    /// How probable it is that these steps write just these outputs, over all ways to do so.
    fn likelihood(&self, steps: Range<usize>, outputs: &[usize]) -> f32 {
        let states: Vec<usize> = outputs
            .iter()
            .flat_map(|o| [self.blank, *o])
            .chain(std::iter::once(self.blank))
            .collect();
        let mut now: Vec<f32> =
            states.iter().enumerate().map(|(i, _)| f32::from(u8::from(i == 0))).collect();
        for (n, step) in steps.enumerate() {
            let row = self.row(step);
            let reach = |i: usize| {
                let skips = i >= 2 && states[i] != self.blank && states[i] != states[i - 2];
                now[i]
                    + if i >= 1 { now[i - 1] } else { 0.0 }
                    + if skips { now[i - 2] } else { 0.0 }
            };
            let first = |i: usize| if i <= 1 { 1.0 } else { 0.0 };
            now = (0..states.len())
                .map(|i| row[states[i]] * if n == 0 { first(i) } else { reach(i) })
                .collect();
        }
        now.iter().rev().take(2).sum()
    }

    /// Two equal characters with a blank between them that is too weak to part them are one. Digits
    /// stay two.
    fn join_equal(&self, emissions: &mut Vec<Emission>) {
        let mut at = 0;
        while at + 1 < emissions.len() {
            let (one, two) = (&emissions[at], &emissions[at + 1]);
            let steps = one.steps.start..two.steps.end;
            if one.output == two.output
                && two.steps.start - one.steps.end <= BREAK
                && self.is_ink(one.output)
            {
                let single = self.likelihood(steps.clone(), &[one.output]);
                let double = self.likelihood(steps.clone(), &[one.output, one.output]);
                let sure = single / (single + double).max(f32::MIN_POSITIVE);
                if single > double && !self.is_digit(one.output) {
                    emissions[at].confidence = emissions[at].confidence.min(sure);
                    emissions[at].steps = steps;
                    emissions.remove(at + 1);
                    continue;
                } else if single > double {
                    // A digit is never dropped, only doubted.
                    emissions[at + 1].confidence = emissions[at + 1].confidence.min(1.0 - sure);
                }
            }
            at += 1;
        }
    }

    /// Two characters in steps that follow each other, no wider together than one letter, the less
    /// sure one with the other for its runner-up, are one: the likelier over these steps. Where a
    /// digit is among them, both are doubted.
    fn join_wavering(&self, emissions: &mut Vec<Emission>) {
        let mut at = 0;
        while at + 1 < emissions.len() {
            let (one, two) = (&emissions[at], &emissions[at + 1]);
            let (unsure, other) =
                if one.confidence <= two.confidence { (one, two) } else { (two, one) };
            let steps = one.steps.start..two.steps.end;
            let wavers = unsure.confidence < WAVERING
                && unsure.rival.is_some_and(|(o, _)| o == other.output);
            let whole = [one, two].iter().all(|e| self.is_wide(e.output));
            if one.steps.end == two.steps.start && steps.len() <= ONE_GLYPH && wavers && whole {
                let least = unsure.confidence;
                let (first, second) = (one.output, two.output);
                if self.is_digit(first) || self.is_digit(second) {
                    emissions[at].confidence = least;
                    emissions[at + 1].confidence = least;
                } else {
                    let sum = |output: usize| {
                        steps.clone().map(|step| self.row(step)[output]).sum::<f32>()
                    };
                    let share = sum(first) / (sum(first) + sum(second)).max(f32::MIN_POSITIVE);
                    let (output, confidence, less) = if share >= 0.5 {
                        (first, share, second)
                    } else {
                        (second, 1.0 - share, first)
                    };
                    emissions[at] = Emission {
                        output,
                        steps,
                        confidence,
                        rival: Some((less, 1.0 - confidence)),
                        marked: None,
                    };
                    emissions.remove(at + 1);
                    continue;
                }
            }
            at += 1;
        }
    }

    /// Whether it is a character with a width of its own that is not a narrow one.
    fn is_wide(&self, output: usize) -> bool {
        self.is_ink(output)
            && !self.labels[output]
                .chars()
                .any(|c| is_mark(c) || c == '\u{E4D}' || NARROW.contains(c))
    }

    fn is_mark(&self, output: usize) -> bool {
        let mut chars = self.labels[output].chars();
        chars.next().is_some_and(is_mark) && chars.next().is_none()
    }

    fn is_digit(&self, output: usize) -> bool {
        self.labels[output].chars().any(char::is_numeric)
    }

    /// Writes what is likelier there than not, though at every single step the blank is the most
    /// probable. What is less likely, but may be there, and is a mark, is another reading of what
    /// it would stand on.
    fn add_missed(&self, emissions: &mut Vec<Emission>) {
        let mut out: Vec<Emission> = Vec::with_capacity(emissions.len());
        for at in 0..=emissions.len() {
            let near = [at.checked_sub(1), Some(at)].map(|at| at.and_then(|at| emissions.get(at)));
            let from = near[0].map_or(0, |e| e.steps.end);
            let to = near[1].map_or(self.count(), |e| e.steps.start);
            let near = near.map(|e| e.map(|e| e.output));
            let missed = self.missed(from..to, near);
            match missed {
                Some(seen) if seen.confidence > 0.5 => out.push(seen),
                Some(mark) if self.is_mark(mark.output) => {
                    if let Some(base) = out.last_mut().filter(|base| self.is_ink(base.output)) {
                        base.confidence = base.confidence.min(1.0 - mark.confidence);
                        base.marked = Some((mark.output, mark.confidence));
                    }
                }
                _ => {}
            }
            out.extend(emissions.get(at).cloned());
        }
        *emissions = out;
    }

    /// The likeliest of what the blank hides in some steps, but for what stands at either side.
    fn missed(&self, steps: Range<usize>, near: [Option<usize>; 2]) -> Option<Emission> {
        let mut best: Option<Emission> = None;
        let candidate = |o: usize| self.is_ink(o) && self.writes(o) && !near.contains(&Some(o));
        let mut open: Vec<(usize, usize, f32)> = Vec::new();
        for step in steps {
            let row = self.row(step);
            open.retain(|(output, _, _)| row[*output] >= TRACE);
            for output in (0..row.len()).filter(|o| row[*o] >= TRACE && candidate(*o)) {
                let index = open.iter().position(|(o, _, _)| *o == output).unwrap_or_else(|| {
                    open.push((output, step, 1.0));
                    open.len() - 1
                });
                open[index].2 *= 1.0 - row[output];
                let (_, start, not) = open[index];
                let confidence = 1.0 - not;
                if confidence >= RIVAL && best.as_ref().is_none_or(|b| confidence > b.confidence) {
                    best = Some(Emission {
                        output,
                        steps: start..step + 1,
                        confidence,
                        rival: None,
                        marked: None,
                    });
                }
            }
        }
        best
    }
}

/// The most probable of the outputs that are wanted; the first of equals.
fn most(row: &[f32], wanted: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (output, value) in row.iter().enumerate() {
        if best.is_none_or(|best| *value > row[best]) && wanted(output) {
            best = Some(output);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Outputs: a, b, blank, space; a step is the output that wins and its probability, the next
    /// one in turn has the rest.
    fn read(steps: &[(usize, f32)]) -> Vec<Character> {
        let labels = ["a", "b", "", " "].map(CompactString::const_new);
        let mut rows = Vec::new();
        for (output, probability) in steps {
            let mut row = [0.0; 4];
            row[*output] = *probability;
            row[(*output + 1) % 4] = 1.0 - probability;
            rows.extend(row);
        }
        decode(&rows, &labels, 2, 3.0)
    }

    #[test]
    fn repeats_are_one_character_and_blanks_part_them() {
        let characters = read(&[
            (2, 1.0),
            (0, 0.96),
            (0, 0.99),
            (2, 1.0),
            (0, 0.8),
            (1, 0.7),
            (3, 1.0),
            (2, 1.0),
        ]);
        let text: String = characters.iter().map(|c| c.text.as_str()).collect();
        assert_eq!(text, "aab ");
        assert_eq!(
            (characters[0].confidence, characters[0].start, characters[0].end),
            (0.99, 3.0, 9.0)
        );
        assert_eq!((characters[1].start, characters[1].end), (12.0, 15.0));
    }

    #[test]
    fn the_runner_up_is_a_character_and_never_the_blank() {
        let characters = read(&[(0, 0.75), (2, 1.0), (1, 0.75)]);
        assert_eq!(characters[0].runner_up, Some(("b".into(), 0.25)));
        assert_eq!(characters[1].runner_up, None);
    }

    #[test]
    fn no_steps_give_no_characters() {
        assert_eq!(read(&[]), []);
    }

    /// Outputs: blank, ร, ฤ, ถ, ่, ๑, ๗; a step is the probabilities of some, the blank has the
    /// rest.
    fn weighed(steps: &[&[(usize, f32)]]) -> Vec<Character> {
        let labels = ["", "ร", "ฤ", "ถ", "่", "๑", "๗"].map(CompactString::const_new);
        let mut rows = Vec::new();
        for step in steps {
            let mut row = [0.0; 7];
            step.iter().for_each(|(output, probability)| row[*output] = *probability);
            row[0] = 1.0 - row.iter().sum::<f32>();
            rows.extend(row);
        }
        decode(&rows, &labels, 0, 3.0)
    }

    fn text(characters: &[Character]) -> String {
        characters.iter().map(|c| c.text.as_str()).collect()
    }

    #[test]
    fn a_blank_too_weak_to_part_two_equal_letters_does_not_but_digits_stay() {
        let weak = |o: usize| weighed(&[&[(o, 0.99)], &[(o, 0.47)], &[(o, 0.56)]]);
        let one = weak(1);
        assert_eq!(text(&one), "ร");
        assert!((0.6..0.8).contains(&one[0].confidence) && one[0].end == 9.0);
        assert_eq!(text(&weighed(&[&[(1, 0.99)], &[(1, 0.1)], &[(1, 0.9)]])), "รร");
        let digits = weak(5);
        assert_eq!(text(&digits), "๑๑");
        assert!(digits[1].confidence < 0.5);
    }

    #[test]
    fn a_glyph_read_in_two_ways_is_the_likelier_with_the_other_as_runner_up() {
        let one = weighed(&[&[(2, 0.64), (3, 0.26)], &[(3, 0.82), (2, 0.17)], &[]]);
        assert_eq!(text(&one), "ถ");
        assert_eq!(one[0].runner_up.as_ref().map(|(text, _)| text.as_str()), Some("ฤ"));
        assert!(one[0].confidence < 0.6 && (one[0].start, one[0].end) == (0.0, 6.0));
        // Sure of both, or another runner-up: two letters. A mark stands on its letter and is no
        // reading of it.
        assert_eq!(text(&weighed(&[&[(2, 0.9), (3, 0.1)], &[(3, 0.9), (2, 0.1)]])), "ฤถ");
        assert_eq!(text(&weighed(&[&[(2, 0.6), (1, 0.3)], &[(3, 0.9)]])), "ฤถ");
        assert_eq!(text(&weighed(&[&[(1, 0.6), (4, 0.3)], &[(4, 0.9)]])), "ร่");
        let digits = weighed(&[&[(5, 0.6), (6, 0.3)], &[(6, 0.9), (5, 0.1)]]);
        assert_eq!(text(&digits), "๑๗");
        assert!(digits.iter().all(|c| c.confidence <= 0.6));
    }

    #[test]
    fn what_is_likelier_there_than_not_is_written_and_doubted() {
        let missed = weighed(&[&[(1, 0.99)], &[(4, 0.4)], &[(4, 0.41)], &[]]);
        assert_eq!(text(&missed), "ร่");
        assert!((0.6..0.7).contains(&missed[1].confidence));
        // The end of a letter is the letter.
        assert_eq!(text(&weighed(&[&[(1, 0.99)], &[(1, 0.4)], &[(1, 0.4)]])), "ร");
        assert_eq!(text(&weighed(&[&[(1, 0.99)], &[(4, 0.2)], &[(4, 0.2)]])), "ร");
    }

    #[test]
    fn a_rival_at_any_step_is_told_and_lowers_the_confidence() {
        let one = weighed(&[&[(3, 0.68), (2, 0.3)], &[(3, 0.999)]]);
        assert_eq!((text(&one).as_str(), &one[0].runner_up), ("ถ", &Some(("ฤ".into(), 0.3))));
        assert!(one[0].confidence <= 0.7);
    }
}
