//! Glyphs → clusters: a Thai mark belongs to the base it overlaps, whatever the drawing order.

use compact_str::CompactString;

use crate::geom::Rect;
use crate::pdf::{Confidence, Glyph, Page, Visibility};
use crate::thai::text::{canonical_order, is_mark, is_thai_letter, legacy};

/// One user-perceived character with its place. Spaces that are drawn are clusters too.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// Its characters, marks in canonical order.
    pub text: CompactString,
    /// Its box in the page's reading frame.
    pub bbox: Rect,
    /// The baseline's distance from the top of the page, in points.
    pub baseline: f32,
    /// Font size in points.
    pub size: f32,
    /// Index into [`Page::fonts`].
    pub font: u16,
    /// Whether its text is not what the text layer says but what the page shows.
    pub repaired: bool,
    /// How sure its least sure character is, where it was read from a picture.
    pub confidence: Option<Confidence>,
}

impl Cluster {
    /// Whether it is a space.
    pub fn is_space(&self) -> bool {
        // Thai letters and ASCII ones start with other bytes than every space: no need to decode them.
        match self.text.as_bytes().first() {
            Some(0xE0 | 0x21..=0x7F) => false,
            _ => self.text.chars().all(char::is_whitespace),
        }
    }

    /// A point that lies in the cell the cluster belongs to: the middle of its letters.
    pub fn anchor(&self) -> crate::geom::Point {
        crate::geom::Point { x: (self.bbox.x0 + self.bbox.x1) / 2.0, y: self.baseline - self.size * X_HEIGHT / 2.0 }
    }
}

/// Half of this above the baseline is the middle of a Thai consonant (part of the font size).
const X_HEIGHT: f32 = 0.5;
/// A mark belongs to a base whose right edge is at most this far from the mark's origin (part of the font size): fonts
/// draw marks back from there, producers kern them by up to 0.14, and ป ฝ ฟ push them left.
const MARK_REACH: f32 = 0.6;
/// Marks raised by moving the baseline stay within this of it (part of the font size).
const MARK_LIFT: f32 = 0.6;
/// How many clusters back a mark drawn out of order is looked for: a long line of text.
const MARK_MEMORY: usize = 240;
/// A glyph narrower than this (part of the font size) takes no place of its own.
const ZERO_WIDTH: f32 = 0.02;

/// The clusters that a page shows, in drawing order.
///
/// Text that runs in another direction than the page's own (a page number on its side) comes out glyph by glyph with its
/// upright box, so that it keeps its place.
pub fn clusters(page: &Page) -> Vec<Cluster> {
    collect(page.glyphs.iter().filter(|g| g.visibility == Visibility::Shown))
}

/// The clusters that a page holds but does not show: invisible or clipped away.
pub fn hidden(page: &Page) -> Vec<Cluster> {
    collect(page.glyphs.iter().filter(|g| g.visibility != Visibility::Shown))
}

fn collect<'a>(glyphs: impl Iterator<Item = &'a Glyph>) -> Vec<Cluster> {
    let mut out: Vec<Cluster> = Vec::with_capacity(glyphs.size_hint().1.unwrap_or(0));
    let mut nikhahit = false;
    for g in glyphs {
        let Some(first) = g.text.chars().next() else { continue };
        match first {
            ' ' if may_be_nikhahit(&out, g) => {
                nikhahit = true;
                continue;
            }
            'า' if nikhahit && restores_sara_am(&mut out, g) => {}
            'า' if closes_sara_am(&mut out, g) => {}
            'า' if repeats_sara_am(&mut out, g) => {}
            c if is_mark(legacy(c).unwrap_or(c)) || c == 'ำ' => attach(&mut out, g),
            _ if repeats(&out, g) => {}
            _ => out.push(alone(g)),
        }
        // A tone mark may stand between the two halves.
        nikhahit &= is_tone(first);
    }
    for c in &mut out {
        if !is_ordered(&c.text) {
            c.text = canonical_order(&c.text).into();
        }
    }
    out
}

/// Whether a cluster is in canonical order as drawn, as most are: one letter, or a base with one mark behind it.
fn is_ordered(text: &str) -> bool {
    let mut chars = text.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (None | Some(_), None, _) => true,
        (Some(base), Some(mark), None) => !is_mark(base) && mark != 'า',
        _ => false,
    }
}

/// Word and Excel write the first half of a decomposed sara am as a space without width, right after its consonant: what
/// the page shows there is a nikhahit.
fn may_be_nikhahit(out: &[Cluster], g: &Glyph) -> bool {
    g.bbox.width() <= ZERO_WIDTH * g.size
        && out.last().is_some_and(|last| follows(last, g) && last.text.chars().next_back().is_some_and(is_thai_letter))
}

/// า after a nikhahit that was written as a space without width: both together are one ำ.
fn restores_sara_am(out: &mut [Cluster], g: &Glyph) -> bool {
    let Some(last) = out.last_mut().filter(|last| follows(last, g)) else { return false };
    last.text.push('ำ');
    last.text.push_str(&g.text['า'.len_utf8()..]);
    last.bbox = last.bbox.union(&g.bbox);
    last.repaired = true;
    true
}

fn alone(g: &Glyph) -> Cluster {
    Cluster {
        text: g.text.clone(),
        bbox: g.bbox,
        baseline: g.origin.y,
        size: g.size,
        font: g.font,
        repaired: false,
        confidence: g.confidence,
    }
}

/// า right after a nikhahit is the second half of a decomposed sara am: both together are one ำ.
fn closes_sara_am(out: &mut [Cluster], g: &Glyph) -> bool {
    let Some(last) = out.last_mut() else { return false };
    let ends_in_nikhahit = last.text.chars().rev().find(|c| !is_tone(*c)) == Some('\u{E4D}');
    if !ends_in_nikhahit || !follows(last, g) {
        return false;
    }
    last.text.push_str(&g.text);
    last.bbox = last.bbox.union(&g.bbox);
    true
}

/// า right after ำ never stands in Thai: it is the stroke of a ำ that its own glyph and a second one draw.
fn repeats_sara_am(out: &mut [Cluster], g: &Glyph) -> bool {
    let Some(last) = out.last_mut() else { return false };
    if g.text.len() > 'า'.len_utf8() || last.text.chars().rev().find(|c| !is_tone(*c)) != Some('ำ') || !follows(last, g)
    {
        return false;
    }
    last.bbox = last.bbox.union(&g.bbox);
    true
}

fn is_tone(c: char) -> bool {
    matches!(c, '\u{E48}'..='\u{E4B}')
}

/// Whether a glyph goes on right where a cluster ends, on its line.
fn follows(last: &Cluster, g: &Glyph) -> bool {
    (g.origin.y - last.baseline).abs() <= MARK_LIFT * g.size
        && g.origin.x >= last.bbox.x0 - MARK_REACH * g.size
        && g.origin.x <= last.bbox.x1 + MARK_REACH * g.size
}

/// Gives a mark to its base: the cluster drawn last where it is near, else the nearest one drawn before.
fn attach(out: &mut Vec<Cluster>, g: &Glyph) {
    let distance = |c: &Cluster| {
        let near = (g.origin.y - c.baseline).abs() <= MARK_LIFT * g.size.max(c.size) && !c.is_space();
        near.then(|| (g.origin.x - c.bbox.x1).abs().min((g.bbox.center().x - c.bbox.center().x).abs()))
    };
    let reach = MARK_REACH * g.size;
    let base = match out.last() {
        Some(last) if distance(last).is_some_and(|d| d <= reach) => Some(out.len() - 1),
        _ => {
            let from = out.len().saturating_sub(MARK_MEMORY);
            let candidates = (from..out.len()).rev().filter_map(|i| Some((i, distance(&out[i])?)));
            candidates.filter(|(_, d)| *d <= reach).min_by(|a, b| a.1.total_cmp(&b.1)).map(|(i, _)| i)
        }
    };
    let Some(base) = base.map(|i| &mut out[i]) else { return out.push(alone(g)) };
    // A mark drawn twice (fake bold, or a cluster that was repeated) is one mark.
    if !base.text.ends_with(g.text.as_str()) {
        base.text.push_str(&g.text);
    }
    if g.bbox.width() > ZERO_WIDTH * g.size {
        base.bbox = base.bbox.union(&g.bbox);
    }
    base.confidence = base.confidence.into_iter().chain(g.confidence).min();
}

/// Whether a glyph without a place of its own says again what the cluster before it says.
fn repeats(out: &[Cluster], g: &Glyph) -> bool {
    let Some(last) = out.last() else { return false };
    g.bbox.width() <= ZERO_WIDTH * g.size
        && !last.text.is_empty()
        && last.text.contains(g.text.as_str())
        && follows(last, g)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Point, Turn};

    /// Glyphs of 10 pt on one baseline: text, where it starts, how wide it is.
    fn page(glyphs: &[(&str, f32, f32)]) -> Page {
        let glyph = |(text, x, width): &(&str, f32, f32)| Glyph {
            text: (*text).into(),
            origin: Point { x: *x, y: 100.0 },
            bbox: Rect::new(*x, 92.0, x + width, 102.5),
            size: 10.0,
            font: 0,
            turn: Turn::None,
            visibility: Visibility::Shown,
            confidence: None,
        };
        Page { number: 1, width: 200.0, height: 200.0, glyphs: glyphs.iter().map(glyph).collect(), ..Page::default() }
    }

    fn read(glyphs: &[(&str, f32, f32)]) -> Vec<String> {
        clusters(&page(glyphs)).into_iter().map(|c| c.text.to_string()).collect()
    }

    #[test]
    fn marks_belong_to_the_base_they_overlap_whatever_the_drawing_order() {
        // Drawn at once; tone before vowel; after the whole line; kerned back over a tall letter.
        assert_eq!(read(&[("ท", 0.0, 6.0), ("ี", 6.0, 0.0), ("่", 6.0, 0.0)]), ["ที่"]);
        assert_eq!(read(&[("ท", 0.0, 6.0), ("่", 6.0, 0.0), ("ี", 6.0, 0.0)]), ["ที่"]);
        assert_eq!(read(&[("ก", 0.0, 6.0), ("น", 6.0, 6.0), ("ง", 12.0, 6.0), ("ั", 6.0, 0.0)]), ["กั", "น", "ง"]);
        assert_eq!(read(&[("ป", 0.0, 6.0), ("้", 4.8, 0.0), ("า", 6.0, 5.0)]), ["ป้", "า"]);
    }

    #[test]
    fn sara_am_is_one_however_it_is_drawn() {
        let sara_am = |glyphs: &[(&str, f32, f32)]| read(glyphs).concat();
        assert_eq!(sara_am(&[("ท", 0.0, 6.0), ("\u{E4D}", 6.0, 0.0), ("า", 6.0, 5.0)]), "ทำ");
        assert_eq!(sara_am(&[("น", 0.0, 6.0), ("\u{E4D}", 6.0, 0.0), ("้", 6.0, 0.0), ("า", 6.0, 5.0)]), "น้ำ");
        // Its glyphs mapped to ำ and า: the second says nothing new.
        assert_eq!(sara_am(&[("ท", 0.0, 6.0), ("ำ", 6.0, 0.0), ("า", 6.0, 5.0)]), "ทำ");
        // Word's nikhahit is a space without width, also before a tone mark.
        assert_eq!(sara_am(&[("ท", 0.0, 6.0), (" ", 6.0, 0.0), ("า", 6.0, 5.0)]), "ทำ");
        assert_eq!(sara_am(&[("ต", 0.0, 6.0), ("่", 6.0, 0.0), (" ", 6.0, 0.0), ("า", 6.0, 5.0)]), "ต่ำ");
    }

    #[test]
    fn a_space_with_a_width_stays_a_space() {
        assert_eq!(read(&[("ก", 0.0, 6.0), (" ", 6.0, 2.5), ("า", 8.5, 5.0)]), ["ก", " ", "า"]);
        assert!(clusters(&page(&[("ก", 0.0, 6.0), ("า", 6.0, 5.0)])).iter().all(|c| !c.repaired));
    }

    #[test]
    fn a_cluster_said_again_without_a_place_of_its_own_is_said_once() {
        assert_eq!(read(&[("ทั้", 0.0, 6.0), ("ทั้", 6.0, 0.0), ("ง", 6.0, 6.0)]), ["ทั้", "ง"]);
    }
}
