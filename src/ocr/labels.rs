//! The first words of a line that look larger than what stands behind them: the labels of a form.

use std::ops::Range;

use crate::ocr::parts::Part;
use crate::ocr::text_line::Label;
use crate::ocr::usual::{median, most_frequent};

/// Heights of letters that stand on the baseline, in body heights.
const LETTER: Range<f32> = 0.72..2.0;
/// Letters stand this near to the baseline, in body heights.
const ON_BASELINE: f32 = 0.22;
/// A label is larger than the rest by a factor within this.
const LARGER: Range<f32> = 1.1..1.8;
/// White behind a label is at least so wide, in body heights.
const WHITE: f32 = 0.3;
/// So many letters stand behind it.
const BEHIND: usize = 3;
/// Two groups of letters are each more alike than all together: their heights differ by at most
/// this part of what they differ by together.
const MORE_ALIKE: f32 = 0.75;

/// The label that a line of pieces begins with, as far as the heights of its letters tell.
pub(super) fn label<'a>(
    parts: impl Iterator<Item = &'a Part>,
    baseline: f32,
    body: f32,
) -> Option<Label> {
    let mut letters: Vec<Part> = parts.filter(|p| is_letter(p, baseline, body)).copied().collect();
    letters.sort_by_key(|p| p.x0);
    let all = unlike(&letters);
    let splits = 1..letters.len().saturating_sub(BEHIND - 1);
    let labels = splits.filter_map(|at| Split::at(&letters, at, body));
    let best = labels.min_by(|a, b| a.unlike.total_cmp(&b.unlike))?;
    (best.unlike < MORE_ALIKE * all).then_some(best.label)
}

/// Whether a piece stands on the baseline and is as high as a letter.
fn is_letter(p: &Part, baseline: f32, body: f32) -> bool {
    LETTER.contains(&(p.height() as f32 / body))
        && (p.y1 as f32 - baseline).abs() < ON_BASELINE * body
}

/// A place where a label may end.
struct Split {
    label: Label,
    /// How much the heights of the letters on either side differ among themselves.
    unlike: f32,
}

impl Split {
    fn at(letters: &[Part], at: usize, body: f32) -> Option<Split> {
        let (before, behind) = letters.split_at(at);
        let end = before.iter().map(|p| p.x1).max()? as f32;
        let next = behind.first()?.x0 as f32;
        let (large, small) = (middle(before)?, middle(behind)?);
        let is_larger = next - end >= WHITE * body && LARGER.contains(&(large / small));
        let rest = most_frequent(behind.iter().map(|p| p.height() as f32))?;
        let label = Label { end, next, body: rest * large / small, rest };
        is_larger.then(|| Split { label, unlike: unlike(before) + unlike(behind) })
    }
}

fn middle(letters: &[Part]) -> Option<f32> {
    median(letters.iter().map(|p| p.height() as f32))
}

/// How much the heights of letters differ, all together.
fn unlike(letters: &[Part]) -> f32 {
    let Some(middle) = middle(letters) else { return 0.0 };
    letters.iter().map(|p| (p.height() as f32 / middle).ln().abs()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of some heights that stand on row 200; 0 is a space.
    fn letters(heights: &[usize]) -> Vec<Part> {
        let part = |(i, h): (usize, &usize)| Part {
            x0: 14 * i,
            y0: 200 - h,
            x1: 14 * i + 11,
            y1: 200,
            ink: 60,
        };
        heights.iter().enumerate().filter(|(_, h)| **h > 0).map(part).collect()
    }

    #[test]
    fn larger_words_before_others_are_a_label() {
        let heights = [25, 25, 26, 25, 0, 20, 20, 21, 27, 20, 20, 0, 20, 20];
        let found = label(letters(&heights).iter(), 200.0, 20.0).unwrap();
        assert_eq!((found.end, found.next, found.body), (53.0, 70.0, 25.0));
    }

    #[test]
    fn letters_of_one_height_with_ascenders_have_none() {
        for heights in [
            [20, 20, 27, 20, 0, 20, 20, 21, 27, 20, 20, 0, 20, 20],
            [20, 20, 20, 20, 20, 20, 25, 25, 25, 25, 25, 25, 25, 25],
        ] {
            assert_eq!(label(letters(&heights).iter(), 200.0, 20.0), None);
        }
    }
}
