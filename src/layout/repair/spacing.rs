//! [`Rule::LetterSpaced`]: words whose letters a producer set apart, to fill a line or for looks.

use super::{Rule, remove};
use crate::layout::Line;
use crate::layout::health::{GAP, SPACED_RUN};
use crate::thai::text::is_thai_letter;
use crate::thai::words::is_all_words;

/// A gap wider than this many usual ones of its stretch is a space between words.
const WORD_GAP: f32 = 1.6;

/// Closes the gaps within every stretch of single letters, where the word list knows what that
/// makes.
pub fn close_up(line: &mut Line) {
    let mut gone = Vec::new();
    for stretch in stretches(line) {
        for word in split_at_wide_gaps(line, &stretch) {
            let text: String = word.iter().map(|i| line.clusters[*i].text.as_str()).collect();
            if word.len() < 2 || !is_all_words(&text) {
                continue;
            }
            for pair in word.windows(2) {
                gone.extend(pair[0] + 1..pair[1]);
                let next = line.clusters[pair[1]].bbox.x0;
                let before = &mut line.clusters[pair[0]];
                before.bbox.x1 = before.bbox.x1.max(next);
                line.clusters[pair[1]].repaired.add(Rule::LetterSpaced);
            }
        }
    }
    remove(&mut line.clusters, &gone);
}

/// Stretches of Thai letters that each have a gap before the next one, as places of clusters.
fn stretches(line: &Line) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new()];
    let mut last: Option<usize> = None;
    for (i, c) in line.clusters.iter().enumerate().filter(|(_, c)| !c.is_space()) {
        let thai = c.text.chars().next().is_some_and(is_thai_letter);
        let gap = last.map_or(0.0, |l| c.bbox.x0 - line.clusters[l].bbox.x1);
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
    let gap = |a: usize, b: usize| line.clusters[b].bbox.x0 - line.clusters[a].bbox.x1;
    let mut gaps: Vec<f32> = stretch.windows(2).map(|p| gap(p[0], p[1])).collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    let mut out: Vec<Vec<usize>> = Vec::new();
    for i in stretch {
        match out.last_mut() {
            Some(word) if word.last().is_some_and(|l| gap(*l, *i) <= WORD_GAP * usual) => {
                word.push(*i)
            }
            _ => out.push(vec![*i]),
        }
    }
    out
}
