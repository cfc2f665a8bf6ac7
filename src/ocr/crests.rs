//! Crests and emblems: many pieces of ink close together that stand in no row, much higher than
//! letters. Read as letters they would be nonsense in the text beside them.

use std::ops::Range;

use crate::geom::{Rect, bounds};
use crate::ocr::gray::Gray;
use crate::ocr::parts::{INK, Part};
use crate::union::UnionFind;

/// Pieces nearer to each other than this, in body heights, may be of one crest.
const NEAR: f32 = 0.4;
/// Heights of a crest, in body heights: a line of text with its marks is lower.
const HIGH: Range<f32> = 3.5..24.0;
/// Widths of a crest, in parts of its height.
const WIDE: Range<f32> = 0.45..2.2;
/// A crest has at least this many pieces, …
const FEWEST: usize = 8;
/// … or this many strokes in a row of pixels, in the mean: a letter has three.
const STROKES: f32 = 4.5;
/// Smaller pieces, in body heights, are specks, which lie anywhere.
const SPECK: f32 = 0.12;
/// This many pieces in a row are letters.
const ROW: usize = 4;
/// Letters of a row are at least this high, in body heights, …
const LETTER: f32 = 0.6;
/// … their heights differ by no more than this factor, …
const ALIKE: f32 = 1.35;
/// … they end on one row but for this part of their height …
const BASELINE: f32 = 0.2;
/// … and are no further from each other than this, in parts of it.
const GAP: f32 = 0.9;
/// What stands beside it and is at least as high as this part of it belongs to a line with it …
const BESIDE: f32 = 0.38;
/// … where it is no further away than this, in heights.
const FAR: f32 = 0.8;
/// Heights of letters, in body heights; they go on where they begin this near right of a place, and stand
/// on another line where their feet are this far apart.
const LETTERS: std::ops::RangeInclusive<f32> = 0.6..=1.8;
const CLOSE: f32 = 1.2;
const NEXT_LINE: f32 = 1.0;
/// No crests are looked for among more pieces: they are dirt. A dense page has 10,000.
const MOST: usize = 15_000;
/// Crests of a page; more are a drawing.
const MOST_CRESTS: usize = 12;

/// The places of crests among pieces of ink; `body`: the page's body height.
pub(super) fn find(gray: &Gray, parts: &[Part], body: f32) -> Vec<Rect> {
    let inked: Vec<Part> = parts.iter().copied().filter(|p| p.side() >= SPECK * body).collect();
    if inked.len() > MOST {
        return Vec::new();
    }
    let mut found: Vec<Rect> = Vec::new();
    for cluster in clusters(&inked, NEAR * body) {
        let boxes: Vec<Rect> = cluster.iter().map(Part::bounds).collect();
        let Some(place) = bounds(&boxes) else { continue };
        let is_shaped = HIGH.contains(&(place.height() / body))
            && WIDE.contains(&(place.width() / place.height()));
        if is_shaped
            && (cluster.len() >= FEWEST || strokes(gray, &place) >= STROKES)
            && !has_row(&cluster, body)
            && !is_of_line(&place, &inked)
            && !is_of_text(&place, &inked, body)
        {
            found.push(place);
        }
    }
    if found.len() > MOST_CRESTS { Vec::new() } else { found }
}

/// Pieces that lie near each other, group by group.
fn clusters(parts: &[Part], near: f32) -> Vec<Vec<Part>> {
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| parts[*at].y0);
    let mut sets = UnionFind::new(parts.len());
    for (i, at) in order.iter().enumerate() {
        let one = parts[*at].bounds().grow(near);
        for other in &order[i + 1..] {
            let two = parts[*other].bounds();
            if two.y0 > one.y1 {
                break;
            }
            if one.intersection(&two).is_some() {
                sets.join(*at, *other);
            }
        }
    }
    let mut out: Vec<Vec<Part>> = vec![Vec::new(); parts.len()];
    for (at, part) in parts.iter().enumerate() {
        out[sets.root(at)].push(*part);
    }
    out.retain(|cluster| !cluster.is_empty());
    out
}

/// How many strokes a row of pixels of a place has, in the mean.
fn strokes(gray: &Gray, place: &Rect) -> f32 {
    let columns = place.x0 as usize..(place.x1 as usize).min(gray.width);
    let rows = place.y0 as usize..(place.y1 as usize).min(gray.height);
    let count = rows.len().max(1) as f32;
    let strokes = rows.map(|y| {
        let row = &gray.row(y)[columns.clone()];
        row.windows(2).filter(|pair| pair[0] >= INK && pair[1] < INK).count()
    });
    strokes.sum::<usize>() as f32 / count
}

/// Whether some of the pieces are letters that stand in a row.
fn has_row(cluster: &[Part], body: f32) -> bool {
    let mut letters: Vec<&Part> =
        cluster.iter().filter(|p| p.height() as f32 >= LETTER * body).collect();
    letters.sort_by_key(|p| p.x0);
    (0..letters.len()).any(|first| {
        let (mut last, mut count) = (first, 1);
        for at in first + 1..letters.len() {
            if follows(letters[last], letters[at]) {
                (last, count) = (at, count + 1);
            }
        }
        count >= ROW
    })
}

/// Whether a letter follows another in a row.
fn follows(a: &Part, b: &Part) -> bool {
    let (high, low) = (a.height().max(b.height()) as f32, a.height().min(b.height()) as f32);
    high <= ALIKE * low
        && a.y1.abs_diff(b.y1) as f32 <= BASELINE * low
        && b.x0 >= a.x1.saturating_sub(2)
        && (b.x0 as f32 - a.x1 as f32) <= GAP * high
}

/// Whether lines go on right of a place, one below the other: it is the beginning of them.
fn is_of_text(place: &Rect, parts: &[Part], body: f32) -> bool {
    let beside = parts.iter().map(Part::bounds).filter(|p| {
        let height = p.height() / body;
        let gap = (p.x0 - place.x1) / body;
        LETTERS.contains(&height)
            && (0.0..=CLOSE).contains(&gap)
            && (place.y0..place.y1).contains(&p.center().y)
    });
    let feet: Vec<f32> = beside.map(|p| p.y1).collect();
    let highest = feet.iter().copied().fold(f32::INFINITY, f32::min);
    feet.iter().any(|foot| foot - highest >= NEXT_LINE * body)
}

/// Whether a place is part of a line of large letters.
fn is_of_line(place: &Rect, parts: &[Part]) -> bool {
    let (high, reach) = (place.height(), FAR * place.height());
    parts.iter().map(Part::bounds).any(|p| {
        let shared = p.y1.min(place.y1) - p.y0.max(place.y0);
        let gap = (p.x0 - place.x1).max(place.x0 - p.x1);
        p.height() >= BESIDE * high && shared > 0.5 * p.height() && gap > 0.0 && gap <= reach
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: f32 = 20.0;

    fn part(x0: usize, y0: usize, width: usize, height: usize) -> Part {
        Part { x0, y0, x1: x0 + width, y1: y0 + height, ink: width * height / 3 }
    }

    /// The pieces of a crest of 100 pixels: short strokes on two circles.
    fn crest(x: usize, y: usize) -> Vec<Part> {
        let on = |radius: f32, count: usize| {
            (0..count).map(move |i| {
                let turn = i as f32 / count as f32 * std::f32::consts::TAU;
                let at = |middle: usize, by: f32| (middle as f32 + radius * by) as usize;
                part(at(x + 45, turn.cos()), at(y + 45, turn.sin()), 8 + i % 7, 6 + i % 5)
            })
        };
        on(45.0, 26).chain(on(28.0, 16)).collect()
    }

    #[test]
    fn a_crest_is_one_and_lines_of_text_are_none() {
        let gray = Gray::white(900, 400);
        let text = |y: usize| (0..40).map(move |i| part(200 + 14 * i, y, 10, 20));
        let found = find(&gray, &crest(40, 60), BODY);
        assert_eq!(found.len(), 1);
        assert!(found[0].height() > 90.0, "{found:?}");
        let lines: Vec<Part> = [100, 124, 148].into_iter().flat_map(text).collect();
        assert!(find(&gray, &lines, BODY).is_empty(), "lines that nearly touch");
        let both: Vec<Part> = crest(40, 60).into_iter().chain(lines).collect();
        assert_eq!(find(&gray, &both, BODY).len(), 1, "a crest beside text");
        let right = find(&gray, &crest(40, 60), BODY)[0].x1 as usize + 10;
        let close = [80, 110].map(|y| part(right, y, 10, 20));
        let begins: Vec<Part> = crest(40, 60).into_iter().chain(close).collect();
        assert!(find(&gray, &begins, BODY).is_empty(), "lines go on right of it");
    }

    #[test]
    fn large_letters_and_what_stands_among_them_are_no_crest() {
        let gray = Gray::white(900, 400);
        let large: Vec<Part> = (0..4).map(|i| part(100 + 70 * i, 100, 60, 80)).collect();
        assert!(find(&gray, &large, BODY).is_empty());
        let among: Vec<Part> = crest(40, 60).into_iter().chain([part(160, 80, 60, 70)]).collect();
        assert!(find(&gray, &among, BODY).is_empty());
        assert!(find(&gray, &[part(100, 100, 70, 80)], BODY).is_empty(), "one large digit");
    }
}
