//! The probabilities that the network gives at each step → the characters of the line.

use std::ops::Range;

use compact_str::{CompactString, format_compact};

use super::character::Character;
use crate::thai::text::is_mark;

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
/// What is missed by every single step is written where it is surer than this.
const LIKELIER_THAN_NOT: f32 = 0.5;
/// Letters and signs so narrow that two of them may well be noticed within [`ONE_GLYPH`].
const NARROW: &str = "เแโใไาะๅilIjtfr|.,:;!'\"()[]“”‘’/ๆ";
/// The upper half of a sara am, which the network may write alone.
const NIKHAHIT: char = '\u{E4D}';

/// A character before it is written out.
#[derive(Debug, Clone)]
struct Emission {
    output: usize,
    steps: Range<usize>,
    confidence: f32,
    /// What else it may be, and how probable that is.
    rival: Option<(usize, f32)>,
    /// A mark that may stand on it though it was not read, and how probable that is.
    marked: Option<(usize, f32)>,
}

impl Emission {
    fn new(output: usize, steps: Range<usize>, confidence: f32) -> Emission {
        Emission { output, steps, confidence, rival: None, marked: None }
    }

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

    /// The character it writes; `columns` of the window are one step.
    fn written(self, labels: &[CompactString], columns: f32) -> Character {
        Character {
            text: labels[self.output].clone(),
            confidence: self.confidence,
            runner_up: self.runner_up(labels),
            start: self.steps.start as f32 * columns,
            end: self.steps.end as f32 * columns,
        }
    }
}

/// What the network makes of a line: at each step the probabilities of all outputs.
#[derive(Clone, Copy)]
struct Outputs<'a> {
    /// Step after step, at each one value for each output.
    probabilities: &'a [f32],
    /// What each output writes.
    labels: &'a [CompactString],
    /// The output that stands for *nothing here*.
    blank: usize,
}

/// Reads the most probable output of each step; repeated ones are one character, blanks part
/// characters (greedy CTC). Where that and the whole stretch disagree, the stretch decides: a blank
/// too weak to part two equal characters, a glyph that wavers between two readings, a character
/// that is likelier there than not though no step has it for the best. `steps` holds for each step
/// the probabilities of all outputs, `labels` what each of them writes; `columns` of the window are
/// one step.
pub(super) fn decode(
    steps: &[f32],
    labels: &[CompactString],
    blank: usize,
    columns: f32,
) -> Vec<Character> {
    let outputs = Outputs { probabilities: steps, labels, blank };
    let mut emissions = outputs.greedy();
    outputs.join_equal(&mut emissions);
    outputs.join_wavering(&mut emissions);
    outputs.add_missed(&mut emissions);
    emissions.into_iter().map(|emission| emission.written(labels, columns)).collect()
}

impl Outputs<'_> {
    /// The probabilities of all outputs at a step.
    fn row(&self, step: usize) -> &[f32] {
        &self.probabilities[step * self.labels.len()..][..self.labels.len()]
    }

    /// How many steps there are.
    fn count(&self) -> usize {
        self.probabilities.len() / self.labels.len().max(1)
    }

    /// Whether an output stands for a character.
    fn writes(&self, output: usize) -> bool {
        output != self.blank && !self.labels[output].is_empty()
    }

    /// Whether an output stands for a character that is no white space.
    fn is_ink(&self, output: usize) -> bool {
        !self.labels[output].trim().is_empty()
    }

    /// Whether it is a character with a width of its own that is not a narrow one.
    fn is_wide(&self, output: usize) -> bool {
        self.is_ink(output)
            && !self.labels[output]
                .chars()
                .any(|c| is_mark(c) || c == NIKHAHIT || NARROW.contains(c))
    }

    fn is_mark(&self, output: usize) -> bool {
        let mut chars = self.labels[output].chars();
        chars.next().is_some_and(is_mark) && chars.next().is_none()
    }

    fn is_digit(&self, output: usize) -> bool {
        self.labels[output].chars().any(char::is_numeric)
    }

    fn greedy(&self) -> Vec<Emission> {
        let mut found: Vec<Emission> = Vec::new();
        let mut before = self.blank;
        for step in 0..self.count() {
            let best = most_probable(self.row(step), |_| true).unwrap_or(self.blank);
            if self.writes(best) {
                match found.last_mut().filter(|_| best == before) {
                    Some(last) => last.steps.end = step + 1,
                    None => found.push(Emission::new(best, step..step + 1, 0.0)),
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
            let row = self.row(step);
            if row[output] > emission.confidence {
                emission.confidence = row[output];
                let second = most_probable(row, |other| other != output && self.writes(other));
                let rival = second.map(|other| (other, row[other]));
                emission.rival = rival.filter(|(_, p)| *p >= LEAST_RUNNER_UP);
            }
        }
        for step in emission.steps.clone() {
            let row = self.row(step);
            let second = most_probable(row, |other| {
                other != output
                    && self.writes(other)
                    && !near.contains(&Some(other))
                    && self.is_ink(other)
            });
            let Some(second) = second else { continue };
            let p = row[second];
            if p >= RIVAL && emission.rival.is_none_or(|(_, least)| p > least) {
                emission.rival = Some((second, p));
                emission.confidence = emission.confidence.min(1.0 - p);
            }
        }
    }

    /// How probable it is that these steps write just these outputs, over all ways to do so: the
    /// forward pass of CTC (Graves and others 2006), whose states are the outputs with a blank
    /// before, between and behind them.
    fn likelihood(&self, steps: Range<usize>, outputs: &[usize]) -> f32 {
        let mut states = vec![self.blank];
        states.extend(outputs.iter().flat_map(|output| [*output, self.blank]));
        // For each state how probable it is that the steps so far end in it. Before the first step
        // that is the first blank, from which the first output is reached, too.
        let mut now = vec![0.0; states.len()];
        now[0] = 1.0;
        for step in steps {
            let row = self.row(step);
            let probability = |i: usize| row[states[i]] * self.reached(&states, &now, i);
            now = (0..states.len()).map(probability).collect();
        }
        now.iter().rev().take(2).sum()
    }

    /// How probable it is to come into state `i`: from itself, from the one before it, or over the
    /// blank between two outputs that are not the same.
    fn reached(&self, states: &[usize], now: &[f32], i: usize) -> f32 {
        let skips = i >= 2 && states[i] != self.blank && states[i] != states[i - 2];
        now[i] + if i >= 1 { now[i - 1] } else { 0.0 } + if skips { now[i - 2] } else { 0.0 }
    }

    /// Two equal characters with a blank between them that is too weak to part them are one. Digits
    /// stay two.
    fn join_equal(&self, emissions: &mut Vec<Emission>) {
        let mut at = 0;
        while at + 1 < emissions.len() {
            let (one, two) = (&emissions[at], &emissions[at + 1]);
            if one.output == two.output
                && two.steps.start - one.steps.end <= BREAK
                && self.is_ink(one.output)
            {
                let (output, steps) = (one.output, one.steps.start..two.steps.end);
                let single = self.likelihood(steps.clone(), &[output]);
                let double = self.likelihood(steps.clone(), &[output, output]);
                let sure = single / (single + double).max(f32::MIN_POSITIVE);
                if single > double && !self.is_digit(output) {
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

    /// Two characters that are one glyph, read in two ways, are one: the likelier over their steps.
    /// Where a digit is among them, both are doubted.
    fn join_wavering(&self, emissions: &mut Vec<Emission>) {
        let mut at = 0;
        while at + 1 < emissions.len() {
            let (one, two) = (&emissions[at], &emissions[at + 1]);
            if self.are_one_glyph(one, two) {
                if self.is_digit(one.output) || self.is_digit(two.output) {
                    let least = one.confidence.min(two.confidence);
                    emissions[at].confidence = least;
                    emissions[at + 1].confidence = least;
                } else {
                    emissions[at] = self.likelier(one, two);
                    emissions.remove(at + 1);
                    continue;
                }
            }
            at += 1;
        }
    }

    /// Whether two characters stand in steps that follow each other, no wider together than one
    /// letter, the less sure one with the other for its runner-up.
    fn are_one_glyph(&self, one: &Emission, two: &Emission) -> bool {
        let (unsure, other) =
            if one.confidence <= two.confidence { (one, two) } else { (two, one) };
        one.steps.end == two.steps.start
            && two.steps.end - one.steps.start <= ONE_GLYPH
            && unsure.confidence < WAVERING
            && unsure.rival.is_some_and(|(output, _)| output == other.output)
            && self.is_wide(one.output)
            && self.is_wide(two.output)
    }

    /// The one of two readings of a glyph that is likelier over the steps of both, with the other
    /// for its rival.
    fn likelier(&self, one: &Emission, two: &Emission) -> Emission {
        let steps = one.steps.start..two.steps.end;
        let (first, second) =
            (self.sum(steps.clone(), one.output), self.sum(steps.clone(), two.output));
        let share = first / (first + second).max(f32::MIN_POSITIVE);
        let (output, confidence, other) = if share >= 0.5 {
            (one.output, share, two.output)
        } else {
            (two.output, 1.0 - share, one.output)
        };
        let rival = Some((other, 1.0 - confidence));
        Emission { rival, ..Emission::new(output, steps, confidence) }
    }

    /// The probabilities of an output over some steps, added up.
    fn sum(&self, steps: Range<usize>, output: usize) -> f32 {
        steps.map(|step| self.row(step)[output]).sum()
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
            match self.missed(from..to, near) {
                Some(seen) if seen.confidence > LIKELIER_THAN_NOT => out.push(seen),
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
        let mut traces: Vec<Trace> = Vec::new();
        for step in steps {
            let row = self.row(step);
            traces.retain(|trace| row[trace.output] >= TRACE);
            for (output, probability) in row.iter().enumerate() {
                let hidden = *probability >= TRACE
                    && self.is_ink(output)
                    && self.writes(output)
                    && !near.contains(&Some(output));
                if !hidden {
                    continue;
                }
                let trace = Trace::of(&mut traces, output, step);
                trace.absent *= 1.0 - probability;
                let confidence = 1.0 - trace.absent;
                if confidence >= RIVAL && best.as_ref().is_none_or(|b| confidence > b.confidence) {
                    best = Some(Emission::new(output, trace.start..step + 1, confidence));
                }
            }
        }
        best
    }
}

/// An output that left a trace at each of some steps.
struct Trace {
    output: usize,
    /// The first of them.
    start: usize,
    /// How probable it is that it is at none of them.
    absent: f32,
}

impl Trace {
    /// The trace of an output so far; a new one where it begins at `step`.
    fn of(traces: &mut Vec<Trace>, output: usize, step: usize) -> &mut Trace {
        let at = traces.iter().position(|trace| trace.output == output).unwrap_or_else(|| {
            traces.push(Trace { output, start: step, absent: 1.0 });
            traces.len() - 1
        });
        &mut traces[at]
    }
}

/// The most probable of the outputs that are wanted; the first of equals.
fn most_probable(row: &[f32], is_wanted: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (output, value) in row.iter().enumerate() {
        if best.is_none_or(|best| *value > row[best]) && is_wanted(output) {
            best = Some(output);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ocr::recogniser::character::text_of;

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
        assert_eq!(text_of(&characters), "aab ");
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

    #[test]
    fn a_blank_too_weak_to_part_two_equal_letters_does_not_but_digits_stay() {
        let weak = |o: usize| weighed(&[&[(o, 0.99)], &[(o, 0.47)], &[(o, 0.56)]]);
        let one = weak(1);
        assert_eq!(text_of(&one), "ร");
        assert!((0.6..0.8).contains(&one[0].confidence) && one[0].end == 9.0);
        assert_eq!(text_of(&weighed(&[&[(1, 0.99)], &[(1, 0.1)], &[(1, 0.9)]])), "รร");
        let digits = weak(5);
        assert_eq!(text_of(&digits), "๑๑");
        assert!(digits[1].confidence < 0.5);
    }

    #[test]
    fn a_glyph_read_in_two_ways_is_the_likelier_with_the_other_as_runner_up() {
        let one = weighed(&[&[(2, 0.64), (3, 0.26)], &[(3, 0.82), (2, 0.17)], &[]]);
        assert_eq!(text_of(&one), "ถ");
        assert_eq!(one[0].runner_up.as_ref().map(|(text, _)| text.as_str()), Some("ฤ"));
        assert!(one[0].confidence < 0.6 && (one[0].start, one[0].end) == (0.0, 6.0));
        // Sure of both, or another runner-up: two letters. A mark stands on its letter and is no
        // reading of it.
        assert_eq!(text_of(&weighed(&[&[(2, 0.9), (3, 0.1)], &[(3, 0.9), (2, 0.1)]])), "ฤถ");
        assert_eq!(text_of(&weighed(&[&[(2, 0.6), (1, 0.3)], &[(3, 0.9)]])), "ฤถ");
        assert_eq!(text_of(&weighed(&[&[(1, 0.6), (4, 0.3)], &[(4, 0.9)]])), "ร่");
        let digits = weighed(&[&[(5, 0.6), (6, 0.3)], &[(6, 0.9), (5, 0.1)]]);
        assert_eq!(text_of(&digits), "๑๗");
        assert!(digits.iter().all(|c| c.confidence <= 0.6));
    }

    #[test]
    fn what_is_likelier_there_than_not_is_written_and_doubted() {
        let missed = weighed(&[&[(1, 0.99)], &[(4, 0.4)], &[(4, 0.41)], &[]]);
        assert_eq!(text_of(&missed), "ร่");
        assert!((0.6..0.7).contains(&missed[1].confidence));
        // The end of a letter is the letter.
        assert_eq!(text_of(&weighed(&[&[(1, 0.99)], &[(1, 0.4)], &[(1, 0.4)]])), "ร");
        assert_eq!(text_of(&weighed(&[&[(1, 0.99)], &[(4, 0.2)], &[(4, 0.2)]])), "ร");
    }

    #[test]
    fn a_rival_at_any_step_is_noted_and_lowers_the_confidence() {
        let one = weighed(&[&[(3, 0.68), (2, 0.3)], &[(3, 0.999)]]);
        assert_eq!((text_of(&one).as_str(), &one[0].runner_up), ("ถ", &Some(("ฤ".into(), 0.3))));
        assert!(one[0].confidence <= 0.7);
    }
}
