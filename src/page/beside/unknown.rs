//! Characters of a sound text layer that nothing is known of: read from what is seen at their places.

use std::ops::Range;

use compact_str::CompactString;

use super::joined::seen_at;
use super::places::together;
use crate::geom::{Rect, Turn, bounds};
use crate::pdf::{Confidence, Doubt, Evidence, Glyph, Page, Picture, Visibility};
use crate::thai::text::is_mark;

/// What a glyph says of which nothing is known.
pub(super) const UNKNOWN: &str = "\u{FFFD}";
/// More unknown glyphs on a page than these are read with the page, not one by one.
const MOST: usize = 60;
/// Glyphs narrower than this, in parts of the font size, are marks: their words tell them better.
const NARROW: f32 = 0.05;
/// Glyphs whose baselines differ by less than this, in parts of the font size, stand on one line.
const SAME_LINE: f32 = 0.3;
/// What is read of the line on either side, in font sizes.
const BESIDE: f32 = 16.0;
/// What is read above and below a line, in parts of the font size.
const AROUND: f32 = 0.3;
/// The middle of what is seen lies no further than this beside a glyph, in parts of its width.
const OFF: f32 = 0.2;
/// What stands further beside a character than this, in font sizes, is of another word: what stands
/// alone is a bullet.
const APART: f32 = 0.25;
/// At least this part of the characters around that are known must be seen as they are known.
const AGREES: f32 = 0.6;
/// What was read so is at most so sure.
const DOUBTED: f32 = 0.9;

/// The lines, as far as they are to be read, in which characters are unknown.
pub(in super::super) fn unknown_places(page: &Page) -> Vec<Rect> {
    let unknown: Vec<&Glyph> = page.glyphs.iter().filter(|g| is_unknown(g)).collect();
    if unknown.is_empty() || unknown.len() > MOST {
        return Vec::new();
    }
    let lines = unknown.iter().filter_map(|glyph| {
        let near: Vec<&Glyph> =
            page.glyphs.iter().filter(|g| is_shown(g) && is_near(g, glyph)).collect();
        near.iter().find(|g| touches(g, glyph))?;
        let line = bounds(near.iter().map(|g| &g.bbox))?;
        let more = AROUND * glyph.size;
        Some(Rect::new(line.x0, line.y0 - more, line.x1, line.y1 + more))
    });
    together(&lines.collect::<Vec<_>>(), 0.0)
}

/// The page with what is seen of its unknown characters; `picture`: the page as displayed.
pub(in super::super) fn with_unknown(mut page: Page, places: &[Rect], picture: Picture) -> Page {
    let Some(seen) = seen_at(&page, places, picture).filter(|seen| seen.warp.is_none()) else {
        return page;
    };
    for place in places {
        if !agrees(&page, &seen, place) {
            continue;
        }
        let glyphs = page.glyphs.iter_mut().filter(|g| is_unknown(g));
        let mut was_read = false;
        for glyph in glyphs.filter(|g| place.contains(g.bbox.center())) {
            let Some((text, confidence)) = letter_at(&seen, glyph) else { continue };
            let confidence = confidence.min(Confidence::new(DOUBTED));
            (glyph.text, glyph.evidence) = (text.clone(), Evidence::Picture);
            glyph.confidence = Some(confidence);
            page.doubts.push(Doubt { text, confidence, other: None, bbox: glyph.bbox });
            was_read = true;
        }
        if was_read {
            page.beside.push(*place);
        }
    }
    page
}

/// Whether a glyph shows a letter, figure or sign that is not known.
fn is_unknown(glyph: &Glyph) -> bool {
    glyph.text == UNKNOWN && is_shown(glyph) && takes_room(glyph)
}

pub(super) fn is_shown(glyph: &Glyph) -> bool {
    glyph.visibility == Visibility::Shown && glyph.turn == Turn::None
}

fn takes_room(glyph: &Glyph) -> bool {
    glyph.bbox.width() > NARROW * glyph.size
}

/// Whether a glyph stands on the line of another, not far from it.
fn is_near(glyph: &Glyph, other: &Glyph) -> bool {
    (glyph.origin.y - other.origin.y).abs() < SAME_LINE * other.size
        && (glyph.origin.x - other.origin.x).abs() < BESIDE * other.size
}

/// Whether a glyph stands beside another as in one word or number.
fn touches(glyph: &Glyph, other: &Glyph) -> bool {
    let gap = (glyph.bbox.x0 - other.bbox.x1).max(other.bbox.x0 - glyph.bbox.x1);
    gap < APART * other.size && takes_room(glyph) && glyph.says_something() && glyph.text != UNKNOWN
}

/// Whether most characters of a place that are known are seen as what they are known to be.
fn agrees(page: &Page, seen: &Page, place: &Rect) -> bool {
    let known = page.glyphs.iter().filter(|g| {
        is_shown(g)
            && takes_room(g)
            && g.says_something()
            && g.text != UNKNOWN
            && place.contains(g.bbox.center())
    });
    let (mut all, mut same) = (0, 0);
    for glyph in known {
        all += 1;
        let letter = letter_at(seen, glyph).map(|(text, _)| text);
        same += usize::from(letter.is_some_and(|letter| glyph.text.starts_with(letter.as_str())));
    }
    same as f32 >= AGREES * all as f32
}

/// The letter, figure or sign that is seen where a glyph stands, without its marks, and how sure that
/// is; `None` where there is none, or more than one.
fn letter_at(seen: &Page, glyph: &Glyph) -> Option<(CompactString, Confidence)> {
    let (r, off) = (&glyph.bbox, OFF * glyph.bbox.width());
    let (across, down): (Range<f32>, Range<f32>) = (r.x0 - off..r.x1 + off, r.y0..r.y1);
    let mut here = seen.glyphs.iter().filter(|g| {
        let middle = g.bbox.center();
        g.says_something() && across.contains(&middle.x) && down.contains(&middle.y)
    });
    let only = here.next().filter(|_| here.next().is_none())?;
    let letter = only.text.chars().next().filter(|c| !is_mark(*c))?;
    Some((CompactString::from_iter([letter]), only.confidence?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Point;

    /// Glyphs of 10 points on one line, each 6 wide.
    fn line(text: &[&str], confidence: Option<f32>) -> Page {
        let glyph = |(i, text): (usize, &&str)| {
            let x = 10.0 + 6.0 * i as f32;
            Glyph {
                text: (*text).into(),
                origin: Point { x, y: 100.0 },
                bbox: Rect::new(x, 92.0, x + 6.0, 102.5),
                size: 10.0,
                confidence: confidence.map(Confidence::new),
                ..Glyph::default()
            }
        };
        let glyphs = text.iter().enumerate().map(glyph).collect();
        Page { width: 200.0, height: 200.0, glyphs, ..Page::default() }
    }

    #[test]
    fn lines_with_unknown_characters_are_looked_at() {
        let page = line(&["1", UNKNOWN, "0", "0"], None);
        assert_eq!(unknown_places(&page), [Rect::new(10.0, 89.0, 34.0, 105.5)]);
        assert!(unknown_places(&line(&["1", "0"], None)).is_empty());
        assert!(unknown_places(&line(&[UNKNOWN, " ", "ก"], None)).is_empty(), "a bullet");
    }

    #[test]
    fn what_is_seen_at_a_glyph_is_its_letter_without_marks() {
        let seen = line(&["1", "ที่", "0", "\u{E35}"], Some(0.99));
        let page = line(&["1", UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN], None);
        let read: Vec<Option<CompactString>> =
            page.glyphs.iter().map(|g| letter_at(&seen, g).map(|(text, _)| text)).collect();
        assert_eq!(read, [Some("1".into()), Some("ท".into()), Some("0".into()), None, None]);
    }

    #[test]
    fn a_line_that_is_seen_otherwise_tells_nothing() {
        let place = Rect::new(0.0, 80.0, 100.0, 110.0);
        let page = line(&["1", UNKNOWN, "0", "0"], None);
        assert!(agrees(&page, &line(&["1", "5", "0", "0"], Some(0.9)), &place));
        assert!(!agrees(&page, &line(&["7", "5", "8", "0"], Some(0.9)), &place));
    }
}
