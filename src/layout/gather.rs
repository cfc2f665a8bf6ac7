//! Glyphs → clusters: a Thai mark belongs to the base it overlaps, whatever the drawing order.

use crate::layout::Cluster;
use crate::layout::cluster::{LIFT, REACH, has_no_width};
use crate::layout::repair::{Repairs, Rule, glyphs};
use crate::pdf::{Glyph, Page, Visibility};
use crate::thai::text::{is_lone_consonant, is_mark, legacy};

/// How many clusters back the base of a mark that was drawn out of order is looked for: a long line
/// of text.
const MARK_MEMORY: usize = 240;

/// A letter drawn again for boldness stands aside by this part of the font size at most …
const AGAIN: f32 = 0.1;
/// … and by this part of its width.
const WITHIN: f32 = 0.4;

/// The clusters that a page shows, in drawing order.
///
/// Text that runs in another direction than the page's own (a page number on its side) comes out
/// glyph by glyph with its upright box, so that it keeps its place.
pub fn clusters(page: &Page) -> Vec<Cluster> {
    gather(page.raw_text, page.glyphs.iter().filter(|g| g.visibility == Visibility::Shown))
}

/// The clusters that a page holds but does not show: invisible or clipped away.
pub fn hidden(page: &Page) -> Vec<Cluster> {
    gather(page.raw_text, page.glyphs.iter().filter(|g| is_hidden(g)))
}

fn is_hidden(g: &Glyph) -> bool {
    matches!(g.visibility, Visibility::Invisible | Visibility::Clipped)
}

/// The clusters that a page holds and that are seen in one way.
pub fn seen_so(page: &Page, visibility: Visibility) -> Vec<Cluster> {
    gather(page.raw_text, page.glyphs.iter().filter(|g| g.visibility == visibility))
}

/// Gathers glyphs, in drawing order, into clusters. Text that is to stay `raw` is not repaired, but
/// its marks find their bases and a cluster written twice is kept once: that is reading, not repair.
fn gather<'a>(raw: bool, glyphs: impl Iterator<Item = &'a Glyph>) -> Vec<Cluster> {
    let mut out: Vec<Cluster> = Vec::with_capacity(glyphs.size_hint().1.unwrap_or(0));
    let (mut nikhahit, mut has_legacy) = (false, false);
    let mut last: Option<&Glyph> = None;
    for g in glyphs {
        let Some(first) = g.text.chars().next() else { continue };
        if last.replace(g).is_some_and(|last| is_drawn_again(last, g)) {
            continue;
        }
        // Most glyphs are a consonant in its own place, which no rule is about.
        if is_lone_consonant(&g.text) && !has_no_width(g) {
            nikhahit = false;
            out.push(Cluster::of(g));
            continue;
        }
        has_legacy |= glyphs::may_hold_legacy(&g.text);
        match first {
            _ if !raw && glyphs::repair_glyph(&mut out, g, first, &mut nikhahit) => {
                if let Some(last) = out.last_mut() {
                    last.repaired.join(Repairs::of(g));
                }
                continue;
            }
            c if is_mark(legacy(c).unwrap_or(c)) || c == 'ำ' => attach(&mut out, g, raw),
            _ if repeats(&out, g) => {}
            _ => out.push(Cluster::of(g)),
        }
        // A tone mark may stand between the two halves.
        nikhahit &= glyphs::is_tone(first);
    }
    if has_legacy && !raw {
        glyphs::map_legacy(&mut out);
    }
    if !raw {
        glyphs::order_marks(&mut out);
    }
    out
}

/// Gives a mark to its base ([`Rule::MarkApart`] where another cluster was drawn between); a mark
/// without one is a cluster of its own.
fn attach(out: &mut Vec<Cluster>, mark: &Glyph, raw: bool) {
    let Some(at) = base_of(out, mark) else { return out.push(Cluster::of(mark)) };
    let apart = !raw && at + 1 < out.len();
    let base = &mut out[at];
    base.repaired.join(Repairs::of(mark));
    if apart {
        base.repaired.add(Rule::MarkApart);
    }
    // A mark drawn twice (fake bold, or a cluster that was repeated) is one mark.
    if !base.text.ends_with(mark.text.as_str()) {
        base.text.push_str(&mark.text);
    }
    if !has_no_width(mark) {
        base.bbox = base.bbox.union(&mark.bbox);
    }
    base.confidence = base.confidence.into_iter().chain(mark.confidence).min();
}

/// The place of the cluster that a mark belongs to: the one drawn last where it is within reach,
/// else the nearest one drawn before.
fn base_of(out: &[Cluster], mark: &Glyph) -> Option<usize> {
    let reach = REACH * mark.size;
    if distance(out.last()?, mark).is_some_and(|d| d <= reach) {
        return Some(out.len() - 1);
    }
    let from = out.len().saturating_sub(MARK_MEMORY);
    (from..out.len())
        .rev()
        .filter_map(|i| Some((i, distance(&out[i], mark)?)))
        .filter(|(_, distance)| *distance <= reach)
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(i, _)| i)
}

/// How far a mark stands from where marks of a base stand, in points; `None` for what is no base on
/// its line.
fn distance(base: &Cluster, mark: &Glyph) -> Option<f32> {
    let same_line = (mark.origin.y - base.baseline).abs() <= LIFT * mark.size.max(base.size);
    if !same_line || base.is_space() {
        return None;
    }
    let from_edge = (mark.origin.x - base.bbox.x1).abs();
    let from_middle = (mark.bbox.center().x - base.bbox.center().x).abs();
    Some(from_edge.min(from_middle))
}

/// Whether a glyph is the one right before it once more, a little aside: bold by drawing each letter
/// twice.
fn is_drawn_again(last: &Glyph, g: &Glyph) -> bool {
    let aside = (g.origin.x - last.origin.x).abs();
    // Most glyphs stand a letter further.
    aside <= AGAIN * g.size
        && (g.origin.y - last.origin.y).abs() <= AGAIN * g.size
        && g.text == last.text
        && (g.font, g.turn) == (last.font, last.turn)
        && (has_no_width(g) || aside <= WITHIN * g.bbox.width())
        && g.says_something()
}

/// Whether a glyph without a place of its own writes again what the cluster before it has.
fn repeats(out: &[Cluster], g: &Glyph) -> bool {
    let Some(last) = out.last() else { return false };
    has_no_width(g)
        && !last.text.is_empty()
        && last.text.contains(g.text.as_str())
        && last.is_followed_by(g)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Point, Rect};

    /// Glyphs of 10 pt on one baseline: text, where it starts, how wide it is.
    fn page(glyphs: &[(&str, f32, f32)]) -> Page {
        let glyph = |(text, x, width): &(&str, f32, f32)| Glyph {
            text: (*text).into(),
            origin: Point { x: *x, y: 100.0 },
            bbox: Rect::new(*x, 92.0, x + width, 102.5),
            size: 10.0,
            ..Glyph::default()
        };
        Page {
            number: 1,
            width: 200.0,
            height: 200.0,
            glyphs: glyphs.iter().map(glyph).collect(),
            ..Page::default()
        }
    }

    fn read(glyphs: &[(&str, f32, f32)]) -> Vec<String> {
        clusters(&page(glyphs)).into_iter().map(|c| c.text.to_string()).collect()
    }

    #[test]
    fn marks_belong_to_the_base_they_overlap_whatever_the_drawing_order() {
        // Drawn at once; tone before vowel; after the whole line; kerned back over a tall letter.
        assert_eq!(read(&[("ท", 0.0, 6.0), ("ี", 6.0, 0.0), ("่", 6.0, 0.0)]), ["ที่"]);
        assert_eq!(read(&[("ท", 0.0, 6.0), ("่", 6.0, 0.0), ("ี", 6.0, 0.0)]), ["ที่"]);
        assert_eq!(
            read(&[("ก", 0.0, 6.0), ("น", 6.0, 6.0), ("ง", 12.0, 6.0), ("ั", 6.0, 0.0)]),
            ["กั", "น", "ง"]
        );
        assert_eq!(read(&[("ป", 0.0, 6.0), ("้", 4.8, 0.0), ("า", 6.0, 5.0)]), ["ป้", "า"]);
    }

    #[test]
    fn sara_am_is_one_however_it_is_drawn() {
        let sara_am = |glyphs: &[(&str, f32, f32)]| read(glyphs).concat();
        assert_eq!(sara_am(&[("ท", 0.0, 6.0), ("\u{E4D}", 6.0, 0.0), ("า", 6.0, 5.0)]), "ทำ");
        assert_eq!(
            sara_am(&[("น", 0.0, 6.0), ("\u{E4D}", 6.0, 0.0), ("้", 6.0, 0.0), ("า", 6.0, 5.0)]),
            "น้ำ"
        );
        // Its glyphs mapped to ำ and า: the second says nothing new.
        assert_eq!(sara_am(&[("ท", 0.0, 6.0), ("ำ", 6.0, 0.0), ("า", 6.0, 5.0)]), "ทำ");
        // Word's nikhahit is a space without width, also before a tone mark.
        assert_eq!(sara_am(&[("ท", 0.0, 6.0), (" ", 6.0, 0.0), ("า", 6.0, 5.0)]), "ทำ");
        assert_eq!(
            sara_am(&[("ต", 0.0, 6.0), ("่", 6.0, 0.0), (" ", 6.0, 0.0), ("า", 6.0, 5.0)]),
            "ต่ำ"
        );
    }

    #[test]
    fn a_space_with_a_width_stays_a_space() {
        assert_eq!(read(&[("ก", 0.0, 6.0), (" ", 6.0, 2.5), ("า", 8.5, 5.0)]), ["ก", " ", "า"]);
        assert!(
            clusters(&page(&[("ก", 0.0, 6.0), ("า", 6.0, 5.0)]))
                .iter()
                .all(|c| c.repaired.is_empty())
        );
    }

    #[test]
    fn a_cluster_said_again_without_a_place_of_its_own_is_said_once() {
        assert_eq!(read(&[("ทั้", 0.0, 6.0), ("ทั้", 6.0, 0.0), ("ง", 6.0, 6.0)]), ["ทั้", "ง"]);
    }

    #[test]
    fn letters_drawn_twice_one_by_one_are_one_each() {
        let twice = |glyphs: &[(&'static str, f32, f32)]| {
            let each =
                glyphs.iter().flat_map(|(text, x, w)| [(*text, *x, *w), (*text, x + 0.3, *w)]);
            read(&each.collect::<Vec<_>>())
        };
        assert_eq!(
            twice(&[
                ("ท", 0.0, 6.0),
                ("ี", 6.0, 0.0),
                ("่", 6.0, 0.0),
                ("เ", 6.0, 3.0),
                ("ก", 9.0, 6.0)
            ]),
            ["ที่", "เ", "ก"]
        );
        assert_eq!(twice(&[("1", 0.0, 5.0), ("1", 5.0, 5.0), (".", 10.0, 2.5)]), ["1", "1", "."]);
        let dots = [(".", 0.0, 2.0), (".", 2.0, 2.0), (".", 4.0, 2.0)];
        assert_eq!(read(&dots), [".", ".", "."]);
    }

    /// What was read, and by which rules.
    fn repaired(glyphs: &[(&str, f32, f32)]) -> (String, Vec<Rule>) {
        let clusters = clusters(&page(glyphs));
        let rules =
            Rule::ALL.iter().copied().filter(|rule| clusters.iter().any(|c| c.repaired.has(*rule)));
        (clusters.iter().map(|c| c.text.as_str()).collect(), rules.collect())
    }

    #[test]
    fn every_rule_of_glyphs_says_that_it_was_needed() {
        let step = |text: &'static str, x: f32| (text, x, 5.0);
        for (glyphs, text, rule) in [
            (vec![step("ท", 0.0), (" ", 5.0, 0.0), step("า", 5.0)], "ทำ", Rule::SaraAmFromSpace),
            (
                vec![step("ต", 0.0), ("่", 5.0, 0.0), (" ", 5.0, 0.0), step("า", 5.0)],
                "ต่ำ",
                Rule::SaraAmFromSpace,
            ),
            (vec![step("ท", 0.0), (" ", 5.0, 0.0), step("ำ", 5.0)], "ทำ", Rule::SpaceBeforeSaraAm),
            (
                vec![step("ท", 0.0), ("\u{E4D}", 5.0, 0.0), step("า", 5.0)],
                "ทำ",
                Rule::SaraAmDecomposed,
            ),
            (vec![step("ท", 0.0), ("ำ", 5.0, 0.0), step("า", 5.0)], "ทำ", Rule::SaraAmDoubled),
            (
                vec![step("ท", 0.0), ("\u{F702}", 5.0, 0.0), ("\u{F70A}", 5.0, 0.0)],
                "ที่",
                Rule::LegacyMark,
            ),
            (vec![step("\u{F70F}", 0.0), step("า", 5.0)], "ญา", Rule::LegacyMark),
            (vec![step("เ", 0.0), step("เ", 5.0), step("ก", 10.0)], "แก", Rule::SaraAe),
            (vec![step("ก", 0.0), step("ๅ", 5.0), step("ร", 10.0)], "การ", Rule::Lakkhangyao),
            (vec![step("ท", 0.0), ("่", 5.0, 0.0), ("ี", 5.0, 0.0)], "ที่", Rule::MarkOrder),
            (
                vec![step("ก", 0.0), step("น", 5.0), step("ง", 10.0), ("ั", 5.0, 0.0)],
                "กันง",
                Rule::MarkApart,
            ),
        ] {
            assert_eq!(repaired(&glyphs), (text.to_owned(), vec![rule]), "{glyphs:?}");
        }
    }

    #[test]
    fn what_is_sound_needs_no_rule() {
        let step = |text: &'static str, x: f32| (text, x, 5.0);
        for glyphs in [
            vec![step("ฤ", 0.0), step("ๅ", 5.0)],
            vec![step("เ", 0.0), ("เ", 0.3, 5.0), step("ก", 5.0)],
            vec![step("a", 0.0), step("\u{F70A}", 5.0)],
            vec![step("ท", 0.0), ("ี", 5.0, 0.0), ("่", 5.0, 0.0)],
            vec![step("น", 0.0), ("้", 5.0, 0.0), step("ำ", 5.0)],
        ] {
            assert_eq!(repaired(&glyphs).1, [], "{glyphs:?}");
        }
    }

    #[test]
    fn raw_text_is_what_the_layer_says() {
        let mut page = page(&[
            ("ท", 0.0, 6.0),
            (" ", 6.0, 0.0),
            ("า", 6.0, 5.0),
            ("ท", 11.0, 6.0),
            ("\u{F70A}", 17.0, 0.0),
        ]);
        assert_eq!(clusters(&page).iter().map(|c| c.text.as_str()).collect::<String>(), "ทำท่");
        page.raw_text = true;
        assert_eq!(
            clusters(&page).iter().map(|c| c.text.as_str()).collect::<String>(),
            "ท าท\u{F70A}"
        );
        assert!(clusters(&page).iter().all(|c| c.repaired.is_empty()));
    }
}
