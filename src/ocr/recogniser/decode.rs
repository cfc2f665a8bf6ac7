//! What the network says at each step → the characters of the line.

use compact_str::CompactString;

/// A character that was read, and how sure the network is of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Character {
    /// What was read, mostly one `char`; a space is a character too.
    pub text: CompactString,
    /// The greatest probability that the network gave it at any step, 0 to 1. How often what is so sure is right stands
    /// with [`DOUBTFUL`](super::DOUBTFUL).
    pub confidence: f32,
    /// The most probable other character at that step, and its probability; none where there is hardly any.
    pub runner_up: Option<(CompactString, f32)>,
    /// Where the network noticed it: first and last column of the window, the last one not included. It notices a
    /// character somewhere within its ink, most often in the middle; its box is wider.
    pub start: f32,
    /// See [`Character::start`].
    pub end: f32,
}

/// A runner-up less probable than this is not worth a word.
const LEAST_RUNNER_UP: f32 = 1e-4;

/// Reads the most probable output of each step; repeated ones are one character, blanks part characters (greedy CTC).
/// `steps` holds for each step the probabilities of all outputs, `labels` what each of them writes.
pub(super) fn decode(steps: &[f32], labels: &[CompactString], blank: usize, columns: f32) -> Vec<Character> {
    let mut characters: Vec<Character> = Vec::new();
    let mut before = blank;
    for (step, row) in steps.chunks_exact(labels.len().max(1)).enumerate() {
        let best = most(row, |_| true).unwrap_or(blank);
        if best != blank && !labels[best].is_empty() {
            let (start, end) = (step as f32 * columns, (step + 1) as f32 * columns);
            let continued = characters.last_mut().filter(|_| best == before);
            match continued {
                Some(character) => {
                    character.end = end;
                    if row[best] > character.confidence {
                        character.confidence = row[best];
                        character.runner_up = runner_up(row, labels, best);
                    }
                }
                None => characters.push(Character {
                    text: labels[best].clone(),
                    confidence: row[best],
                    runner_up: runner_up(row, labels, best),
                    start,
                    end,
                }),
            }
        }
        before = best;
    }
    characters
}

/// The most probable of the outputs that are wanted; the first of equals.
fn most(row: &[f32], wanted: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (output, value) in row.iter().enumerate().filter(|(output, _)| wanted(*output)) {
        if best.is_none_or(|best| *value > row[best]) {
            best = Some(output);
        }
    }
    best
}

fn runner_up(row: &[f32], labels: &[CompactString], best: usize) -> Option<(CompactString, f32)> {
    let second = most(row, |output| output != best && !labels[output].is_empty())?;
    (row[second] >= LEAST_RUNNER_UP).then(|| (labels[second].clone(), row[second]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Outputs: a, b, blank, space; a step is the output that wins and its probability, the next one in turn has the rest.
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
        let characters = read(&[(2, 1.0), (0, 0.6), (0, 0.9), (2, 1.0), (0, 0.8), (1, 0.7), (3, 1.0), (2, 1.0)]);
        let text: String = characters.iter().map(|c| c.text.as_str()).collect();
        assert_eq!(text, "aab ");
        assert_eq!((characters[0].confidence, characters[0].start, characters[0].end), (0.9, 3.0, 9.0));
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
}
