//! Rules that need no more than the glyphs beside each other: what the layer says is no Thai, and
//! one reading is left.

use compact_str::CompactString;

use super::Rule;
use crate::layout::Cluster;
use crate::layout::cluster::{ZERO_WIDTH, has_no_width};
use crate::pdf::Glyph;
use crate::thai::text::{
    Class, canonical_order, class, is_consonant, is_mark, is_thai, is_thai_letter, legacy,
};

/// A ring that is drawn over a consonant: the first half of a ำ that was taken apart.
const NIKHAHIT: char = '\u{E4D}';
/// How far two เ may overlap and still be two (part of their width): one drawn twice for boldness
/// overlaps nearly whole.
const BESIDE: f32 = 0.5;
/// The first byte of every legacy code in UTF-8.
const LEGACY_LEAD: u8 = 0xEF;
/// The bytes of a Thai letter or mark in UTF-8: a text that is no longer has no two of them.
const THAI_LETTER_BYTES: usize = 'ก'.len_utf8();

/// Repairs a glyph by the clusters drawn before it, and returns whether that took the glyph in.
///
/// `nikhahit` says whether a space without width that may be a nikhahit stands right before the
/// glyph; it is kept up to date.
pub fn repair_glyph(out: &mut Vec<Cluster>, g: &Glyph, first: char, nikhahit: &mut bool) -> bool {
    let done = match first {
        ' ' if may_be_nikhahit(out, g) => {
            *nikhahit = true;
            return true;
        }
        'า' => {
            *nikhahit && restores_sara_am(out, g)
                || closes_sara_am(out, g)
                || repeats_sara_am(out, g)
        }
        'เ' => doubles_sara_e(out, g),
        'ๅ' => stands_for_sara_aa(out, g),
        'ำ' if *nikhahit => {
            drops_space(out);
            false
        }
        _ => false,
    };
    if done {
        *nikhahit = false;
    }
    done
}

/// Word and Excel write the first half of a decomposed sara am as a space without width, right
/// after its consonant: what the page shows there is a nikhahit.
fn may_be_nikhahit(out: &[Cluster], g: &Glyph) -> bool {
    has_no_width(g)
        && out.last().is_some_and(|last| {
            last.is_followed_by(g) && last.text.chars().next_back().is_some_and(is_thai_letter)
        })
}

/// [`Rule::SaraAmFromSpace`]: า after a nikhahit that was written as a space without width: both
/// together are one ำ.
fn restores_sara_am(out: &mut [Cluster], g: &Glyph) -> bool {
    let Some(last) = out.last_mut().filter(|last| last.is_followed_by(g)) else { return false };
    last.text.push('ำ');
    last.text.push_str(&g.text['า'.len_utf8()..]);
    last.bbox = last.bbox.union(&g.bbox);
    last.repaired.add(Rule::SaraAmFromSpace);
    true
}

/// [`Rule::SpaceBeforeSaraAm`]: the space without width is dropped already.
fn drops_space(out: &mut [Cluster]) {
    if let Some(last) = out.last_mut() {
        last.repaired.add(Rule::SpaceBeforeSaraAm);
    }
}

/// [`Rule::SaraAmDecomposed`]: า right after a nikhahit is the second half of a ำ; ordering the
/// marks composes them.
fn closes_sara_am(out: &mut [Cluster], g: &Glyph) -> bool {
    let Some(last) = out.last_mut() else { return false };
    if last_but_tones(last) != Some(NIKHAHIT) || !last.is_followed_by(g) {
        return false;
    }
    last.text.push_str(&g.text);
    last.bbox = last.bbox.union(&g.bbox);
    last.repaired.add(Rule::SaraAmDecomposed);
    true
}

/// [`Rule::SaraAmDoubled`]: า right after ำ is the stroke of a ำ that its own glyph and a second
/// one draw.
fn repeats_sara_am(out: &mut [Cluster], g: &Glyph) -> bool {
    let Some(last) = out.last_mut() else { return false };
    if g.text.len() > 'า'.len_utf8() || last_but_tones(last) != Some('ำ') || !last.is_followed_by(g)
    {
        return false;
    }
    last.bbox = last.bbox.union(&g.bbox);
    last.repaired.add(Rule::SaraAmDoubled);
    true
}

/// The last character of a cluster that is no tone mark.
fn last_but_tones(c: &Cluster) -> Option<char> {
    c.text.chars().rev().find(|c| !is_tone(*c))
}

/// [`Rule::SaraAe`]: a เ right behind another one.
fn doubles_sara_e(out: &mut [Cluster], g: &Glyph) -> bool {
    let Some(last) = out.last_mut() else { return false };
    if g.text != "เ" || last.text != "เ" || !last.is_followed_by(g) || !stands_beside(last, g) {
        return false;
    }
    last.text = CompactString::const_new("แ");
    last.bbox = last.bbox.union(&g.bbox);
    last.repaired.add(Rule::SaraAe);
    true
}

/// Whether a glyph has a place of its own behind a cluster, and is not the same drawn once more.
fn stands_beside(last: &Cluster, g: &Glyph) -> bool {
    g.bbox.width() > 0.0 && g.bbox.x0 >= last.bbox.x1 - BESIDE * g.bbox.width().max(ZERO_WIDTH)
}

/// [`Rule::Lakkhangyao`]: a ๅ stands for า, by what it follows.
fn stands_for_sara_aa(out: &mut Vec<Cluster>, g: &Glyph) -> bool {
    let before = out
        .last()
        .filter(|last| last.is_followed_by(g))
        .and_then(|last| last.text.chars().next_back());
    if !before.is_some_and(|c| is_thai_letter(c) && !matches!(c, 'ฤ' | 'ฦ' | 'ๅ')) {
        return false;
    }
    let mut c = Cluster::of(g);
    c.text = g.text.replacen('ๅ', "า", 1).into();
    c.repaired.add(Rule::Lakkhangyao);
    out.push(c);
    true
}

/// Whether a text may hold a legacy code: a look at its bytes, since this is asked of every glyph.
pub fn may_hold_legacy(text: &str) -> bool {
    match text.as_bytes() {
        [first, _, _] => *first == LEGACY_LEAD,
        longer => longer.contains(&LEGACY_LEAD),
    }
}

/// [`Rule::LegacyMark`]: maps legacy codes of each cluster that is Thai otherwise, or stands beside
/// one that is.
pub fn map_legacy(clusters: &mut [Cluster]) {
    for i in 0..clusters.len() {
        if !holds_legacy(&clusters[i].text) {
            continue;
        }
        let around = &clusters[i.saturating_sub(1)..clusters.len().min(i + 2)];
        if around.iter().any(|c| c.text.contains(is_thai)) {
            let c = &mut clusters[i];
            c.text = c.text.chars().map(|c| legacy(c).unwrap_or(c)).collect();
            c.repaired.add(Rule::LegacyMark);
        }
    }
}

fn holds_legacy(text: &str) -> bool {
    may_hold_legacy(text) && text.chars().any(|c| legacy(c).is_some())
}

/// [`Rule::MarkOrder`]: puts the marks of every cluster in the order they are written in.
pub fn order_marks(clusters: &mut [Cluster]) {
    for c in clusters.iter_mut().filter(|c| !is_ordered(&c.text)) {
        let ordered = canonical_order(&c.text);
        if ordered == c.text.as_str() {
            continue;
        }
        c.text = ordered.into();
        if !c.repaired.has(Rule::SaraAmDecomposed) {
            c.repaired.add(Rule::MarkOrder);
        }
    }
}

/// Whether a cluster is in canonical order as drawn, as most are: one letter, or a base with one
/// mark behind it, or with several in order.
fn is_ordered(text: &str) -> bool {
    if text.len() <= THAI_LETTER_BYTES {
        return true;
    }
    let mut chars = text.chars();
    let Some(base) = chars.next() else { return true };
    match (chars.next(), chars.next()) {
        (None, _) => true,
        (Some(mark), None) => !is_mark(base) && mark != 'า',
        _ => is_consonant(base) && are_in_order(&text[base.len_utf8()..]),
    }
}

/// Whether these are marks as they are written behind a consonant, with or without a ำ behind them.
fn are_in_order(marks: &str) -> bool {
    let marks = marks.strip_suffix('ำ').unwrap_or(marks).chars();
    marks.clone().all(is_mark) && marks.map(class).is_sorted()
}

/// Whether a character is one of the four tone marks, which may stand between the halves of a ำ.
pub fn is_tone(c: char) -> bool {
    class(c) == Some(Class::Tone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_order_stays_as_it_is() {
        let marks: Vec<char> = ('\u{E00}'..='\u{E5B}').filter(|c| is_mark(*c)).collect();
        for (first, second) in marks.iter().flat_map(|a| marks.iter().map(move |b| (a, b))) {
            for end in ["", "ำ", "า"] {
                let text = format!("ก{first}{second}{end}");
                assert!(!is_ordered(&text) || canonical_order(&text) == text, "{text:?}");
            }
        }
        assert!(is_ordered("ที่") && is_ordered("น้ำ") && !is_ordered("ท่ี"));
    }
}
