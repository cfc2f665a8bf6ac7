//! [`Rule::LetterSpaced`]: words whose letters a producer set apart, to fill a line or for looks.

use super::Rule;
use crate::layout::census::{GAP, SPACED_RUN};
use crate::layout::cluster::remove;
use crate::layout::{Cluster, Line};
use crate::thai::text::is_thai_letter;
use crate::thai::words::is_all_words;

/// A gap wider than this many usual ones of its stretch is a space between words.
const WORD_GAP: f32 = 1.6;

/// Closes the gaps within every stretch of single letters, where the word list knows the word that
/// this makes.
pub fn close_up(line: &mut Line) {
    let mut gone = Vec::new();
    for stretch in stretches(line) {
        for word in split_at_wide_gaps(line, &stretch) {
            let text: String = word.iter().map(|i| line.clusters[*i].text.as_str()).collect();
            if word.len() >= 2 && is_all_words(&text) {
                close_word(&mut line.clusters, &word, &mut gone);
            }
        }
    }
    remove(&mut line.clusters, &gone);
}

/// Lets the letters of a word, given by their places, touch each other; what stands between them is
/// to be `gone`.
fn close_word(clusters: &mut [Cluster], word: &[usize], gone: &mut Vec<usize>) {
    for pair in word.windows(2) {
        gone.extend(pair[0] + 1..pair[1]);
        let next = clusters[pair[1]].bbox.x0;
        let before = &mut clusters[pair[0]];
        before.bbox.x1 = before.bbox.x1.max(next);
        clusters[pair[1]].repaired.add(Rule::LetterSpaced);
    }
}

/// Stretches of Thai letters that each have a gap before the next one, as places of clusters.
fn stretches(line: &Line) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new()];
    let mut last: Option<usize> = None;
    for (i, c) in line.clusters.iter().enumerate().filter(|(_, c)| !c.is_space()) {
        let thai = c.text.chars().next().is_some_and(is_thai_letter);
        let gap = last.map_or(0.0, |last| gap(line, last, i));
        let Some(stretch) = out.last_mut() else { return out };
        if !thai || gap <= GAP * c.size {
            // The last letter has none behind it: it belongs to the word that starts there.
            stretch.pop();
            out.push(Vec::new());
        }
        if let Some(stretch) = out.last_mut().filter(|_| thai) {
            stretch.push(i);
        }
        last = Some(i);
    }
    out.retain(|stretch| stretch.len() >= SPACED_RUN as usize);
    out
}

/// The words of a stretch: between gaps that are wider than the usual one.
fn split_at_wide_gaps(line: &Line, stretch: &[usize]) -> Vec<Vec<usize>> {
    let mut gaps: Vec<f32> = stretch.windows(2).map(|pair| gap(line, pair[0], pair[1])).collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    stretch
        .chunk_by(|before, next| gap(line, *before, *next) <= WORD_GAP * usual)
        .map(<[usize]>::to_vec)
        .collect()
}

/// How far two clusters of a line, given by their places, stand apart, in points.
fn gap(line: &Line, before: usize, next: usize) -> f32 {
    line.clusters[next].bbox.x0 - line.clusters[before].bbox.x1
}
