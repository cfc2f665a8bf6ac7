//! Watermarks and stamps: text that lies across the text of a page and is no part of it.
//!
//! What a file itself calls a watermark is one (ISO 32000-2, 14.8.2.2). Any other shows by what it does
//! and how it looks: its letters lie over the letters of other text, and it is slanted, paler or
//! much larger than that. Text that is only large, pale or turned, and crosses nothing, is text.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::model::{Glyph, Ruling, RulingKind, Visibility};
use super::runs::{Runs, Style};
use crate::geom::{Point, Rect, Turn, bounds};

/// Pages with more glyphs than these are no pages of text.
const MOST_GLYPHS: usize = 60_000;
/// A direction is another where it leads away from the page's by more than this: the sine of 5°.
const SLANT: f32 = 0.087;
/// Times the size of the page's text that is large …
const LARGE: f32 = 2.0;
/// … and very large: larger than titles are set above their text.
const VERY_LARGE: f32 = 3.0;
/// Slanted text this many times as large as the page's is no label.
const LARGER: f32 = 1.5;
/// A colour this bright (0 to 1) is pale …
const BRIGHT: f32 = 0.45;
/// … where the page's text is darker by this.
const BRIGHTER: f32 = 0.25;
/// Colours this far apart (0 to 1 a channel, all three together) are different.
const COLOUR_APART: f32 = 0.35;
/// A phrase that stands this many times on a page in one style is repeated over it.
const REPEATED: usize = 3;
/// Pairs of letters that lie over each other, from which on a phrase crosses text: one may be a
/// matter of tight setting.
const CROSSINGS: usize = 2;
/// So many letters of a phrase touch text where it does: one may be set tightly.
const TOUCHED: usize = 3;
/// Letters that share this part of the width and of the height of one of them touch.
const SHARED: f32 = 0.2;
/// Letters of text that a phrase touches are at most this many times as high as its own are large.
const TALL: f32 = 3.0;
/// How high letters reach above the baseline, in font sizes: those without ascenders.
const LETTERS: f32 = 0.55;
/// A letter whose width is not known, in font sizes.
const WIDTH: f32 = 0.5;
/// A letter wider than this (in font sizes) is followed by a gap.
const WIDEST: f32 = 1.2;
/// The next letter of a phrase starts at most this far along (in font sizes) …
const GAP: f32 = 2.0;
/// … this far back …
const BACK: f32 = 0.8;
/// … and this far across: marks are raised.
const RAISED: f32 = 0.6;
/// What is narrower than this (part of the font size) has no place of its own.
const NO_WIDTH: f32 = 0.02;

/// What was set aside as a watermark or a stamp.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stamp {
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub bbox: Rect,
    /// Whether it can hardly be anything else: called a watermark, pale, or repeated.
    pub sure: bool,
}

/// Glyphs of one style that follow each other on a baseline.
struct Phrase {
    glyphs: Range<usize>,
    style: usize,
    /// Stands for its text.
    key: u64,
    /// How many of its glyphs say something.
    letters: usize,
}

/// How a style stands apart from that of the page's text.
#[derive(Clone, Copy, Default)]
struct Traits {
    called: bool,
    slanted: bool,
    pale: bool,
    coloured: bool,
    /// How many times as large it is.
    ratio: f32,
}

/// Where a letter of the page stands.
struct Letter {
    core: Rect,
    glyph: usize,
    suspicion: u8,
}

/// What is known of the phrases with one text in one style.
#[derive(Default)]
struct Group {
    count: usize,
    crosses: bool,
}

/// What was found to be no text.
struct Known {
    groups: BTreeMap<(usize, u64), Group>,
    /// The slanted styles in which any of it is set.
    slanted: BTreeSet<usize>,
}

impl Known {
    /// Whether a phrase is a watermark or a stamp and that is sure; `None` for text.
    fn verdict(&self, phrase: &Phrase, of_style: &Traits) -> Option<bool> {
        let group = self.groups.get(&(phrase.style, phrase.key));
        let aside = of_style.called || group.is_some() || self.slanted.contains(&phrase.style);
        let repeated = group.is_some_and(|group| group.count >= REPEATED);
        aside.then_some(of_style.called || of_style.pale || repeated)
    }
}

/// Marks the glyphs of watermarks and stamps as such.
pub(super) fn set_aside(glyphs: &mut [Glyph], rulings: &[Ruling], runs: &Runs) -> Vec<Stamp> {
    if glyphs.len() > MOST_GLYPHS || !may_hold_any(&runs.styles) {
        return Vec::new();
    }
    let phrases = phrases(glyphs, runs);
    let Some(main) = main_style(&phrases, &runs.styles) else { return Vec::new() };
    let traits: Vec<Traits> = runs.styles.iter().map(|s| Traits::of(s, &main)).collect();
    let apart = apart(glyphs, rulings, &phrases, runs, &traits);
    let mut stamps: Vec<Stamp> = Vec::new();
    for (phrase, sure) in phrases.iter().zip(apart).filter_map(|(p, sure)| Some((p, sure?))) {
        let text = text_of(&glyphs[phrase.glyphs.clone()]);
        let of_phrase = glyphs[phrase.glyphs.clone()].iter_mut();
        of_phrase
            .filter(|g| g.visibility == Visibility::Shown)
            .for_each(|g| g.visibility = Visibility::Watermark);
        let bbox = bounds(glyphs[phrase.glyphs.clone()].iter().map(|g| &g.bbox));
        if let Some(bbox) = bbox.filter(|_| !text.is_empty()) {
            stamps.push(Stamp { text, bbox, sure });
        }
    }
    stamps
}

/// Whether styles differ as those of a watermark and of the text below do.
fn may_hold_any(styles: &[Style]) -> bool {
    let Some(first) = styles.first() else { return false };
    styles.iter().any(|style| {
        let large = (style.size / first.size).max(first.size / style.size) >= LARGER;
        let other_colour = distance(style.colour, first.colour) > BRIGHTER;
        style.called_watermark || large || other_colour || leans(style, first)
    })
}

/// For each phrase, whether it is a watermark or a stamp and that is sure; `None` for text.
fn apart(
    glyphs: &[Glyph],
    rulings: &[Ruling],
    phrases: &[Phrase],
    runs: &Runs,
    traits: &[Traits],
) -> Vec<Option<bool>> {
    let letters = letters(glyphs, phrases, traits);
    let mut groups: BTreeMap<(usize, u64), Group> = BTreeMap::new();
    for phrase in phrases.iter().filter(|p| p.letters > 0 && traits[p.style].suspicion() > 0) {
        let group = groups.entry((phrase.style, phrase.key)).or_default();
        group.count += 1;
        if !group.crosses {
            let of = Crossing { glyphs, style: &runs.styles[phrase.style] };
            let of_style = &traits[phrase.style];
            group.crosses = of.texts(phrase, &letters, of_style)
                || of_style.pale && of_style.ratio >= LARGE && of.lines(phrase, rulings);
        }
    }
    // What is repeated need not lie right over other text: to touch it, or a line, is more than what
    // stands in cells does.
    let touching: Vec<(usize, u64)> = phrases
        .iter()
        .filter(|phrase| traits[phrase.style].pale)
        .filter(|phrase| {
            let group = groups.get(&(phrase.style, phrase.key));
            group.is_some_and(|group| group.count >= REPEATED && !group.crosses)
        })
        .filter(|phrase| {
            let of = Crossing { glyphs, style: &runs.styles[phrase.style] };
            of.lines(phrase, rulings) || of.touches(phrase, &letters, &traits[phrase.style])
        })
        .map(|phrase| (phrase.style, phrase.key))
        .collect();
    for key in touching {
        groups.entry(key).or_default().crosses = true;
    }
    groups.retain(|(style, _), group| traits[*style].is_apart(group));
    // A slanted phrase of several lines crosses text with one of them.
    let slanted: BTreeSet<usize> =
        groups.keys().map(|(style, _)| *style).filter(|s| traits[*s].slanted).collect();
    let known = Known { groups, slanted };
    phrases.iter().map(|phrase| known.verdict(phrase, &traits[phrase.style])).collect()
}

/// The glyphs of a page, phrase by phrase.
fn phrases(glyphs: &[Glyph], runs: &Runs) -> Vec<Phrase> {
    let mut out = Vec::new();
    for (from, to, style) in runs.stretches(glyphs.len()) {
        let mut start = from;
        for i in from..to {
            if i + 1 == to || !follows(&glyphs[i], &glyphs[i + 1], &runs.styles[style]) {
                out.push(phrase(glyphs, start..i + 1, style));
                start = i + 1;
            }
        }
    }
    out
}

fn phrase(glyphs: &[Glyph], range: Range<usize>, style: usize) -> Phrase {
    let mut hasher = DefaultHasher::new();
    let mut letters = 0;
    for g in glyphs[range.clone()].iter().filter(|g| g.says_something()) {
        // What is cut off or covered of a phrase makes it no other one.
        g.text.hash(&mut hasher);
        letters += usize::from(g.visibility == Visibility::Shown);
    }
    Phrase { style, key: hasher.finish(), letters, glyphs: range }
}

/// Whether a glyph goes on with a phrase.
fn follows(before: &Glyph, next: &Glyph, style: &Style) -> bool {
    let (along, across) = along_and_across(before.origin, next.origin, style.direction);
    let size = style.size;
    across.abs() <= RAISED * size && along >= -BACK * size && along <= GAP * size
}

/// How far a point lies from another along a direction, and above it.
fn along_and_across(from: Point, to: Point, (ux, uy): (f32, f32)) -> (f32, f32) {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    (dx * ux + dy * uy, dx * uy - dy * ux)
}

/// The style that most of the page's text is set in. What is repeated counts once, so that a phrase
/// all over a page does not outweigh what the page says.
fn main_style(phrases: &[Phrase], styles: &[Style]) -> Option<Style> {
    let mut seen = BTreeSet::new();
    let mut weights = vec![0usize; styles.len()];
    for phrase in phrases.iter().filter(|p| !styles[p.style].called_watermark) {
        if seen.insert((phrase.style, phrase.key)) {
            weights[phrase.style] += phrase.letters;
        }
    }
    let (index, weight) = weights.iter().enumerate().rev().max_by_key(|(_, weight)| **weight)?;
    (*weight > 0).then(|| styles[index])
}

/// The letters of a page from top to bottom, without marks, and without dots and lines to write on.
fn letters(glyphs: &[Glyph], phrases: &[Phrase], traits: &[Traits]) -> Vec<Letter> {
    let mut out = Vec::with_capacity(glyphs.len());
    for phrase in phrases {
        let suspicion = traits[phrase.style].suspicion();
        for glyph in phrase.glyphs.clone() {
            let g = &glyphs[glyph];
            let has_place = g.bbox.width().min(g.bbox.height()) > NO_WIDTH * g.size;
            if g.visibility == Visibility::Shown && has_place && is_letter(g) {
                out.push(Letter { core: core(g), glyph, suspicion });
            }
        }
    }
    out.sort_by(|a, b| a.core.y0.total_cmp(&b.core.y0));
    out
}

fn is_letter(g: &Glyph) -> bool {
    g.says_something() && !g.text.chars().all(|c| matches!(c, '.' | '_' | '-' | '…' | '–'))
}

/// The box of a letter without what only ascenders and marks reach.
fn core(g: &Glyph) -> Rect {
    let Rect { x0, y0, x1, y1 } = g.bbox;
    let height = LETTERS * g.size;
    match g.turn {
        Turn::None => Rect::new(x0, g.origin.y - height, x1, g.origin.y),
        Turn::Half => Rect::new(x0, g.origin.y, x1, g.origin.y + height),
        Turn::Right => Rect::new(g.origin.x, y0, g.origin.x + height, y1),
        Turn::Left => Rect::new(g.origin.x - height, y0, g.origin.x, y1),
    }
}

/// What the letters of phrases in a style lie over.
struct Crossing<'p> {
    glyphs: &'p [Glyph],
    style: &'p Style,
}

impl Crossing<'_> {
    /// Whether a phrase lies over letters of text that stands less apart.
    fn texts(&self, phrase: &Phrase, letters: &[Letter], traits: &Traits) -> bool {
        let suspicion = traits.suspicion();
        let tallest = letters.iter().map(|l| l.core.height()).fold(0.0, f32::max);
        let mut pairs = 0;
        for i in phrase.glyphs.clone().filter(|i| is_letter(&self.glyphs[*i])) {
            let g = &self.glyphs[i];
            let width = self.width(i, phrase.glyphs.end);
            let from = letters.partition_point(|l| l.core.y0 < g.bbox.y0 - tallest);
            let near = letters[from..].iter().take_while(|l| l.core.y0 <= g.bbox.y1);
            let under = near.filter(|l| {
                // The same letter below is a shadow.
                l.suspicion < suspicion
                    && self.glyphs[l.glyph].text != g.text
                    && self.meets(g, width, &l.core)
            });
            pairs += under.count();
            if pairs >= CROSSINGS || pairs > 0 && phrase.letters == 1 {
                return true;
            }
        }
        false
    }

    /// Whether letters of a phrase share room with letters of text that stands less apart.
    fn touches(&self, phrase: &Phrase, letters: &[Letter], traits: &Traits) -> bool {
        let suspicion = traits.suspicion();
        let own = phrase.glyphs.clone().filter(|i| is_letter(&self.glyphs[*i]));
        let touched = own.filter(|i| {
            let own = core(&self.glyphs[*i]);
            let from = letters.partition_point(|l| l.core.y0 < own.y0 - TALL * self.style.size);
            let near = letters[from..].iter().take_while(|l| l.core.y0 <= own.y1);
            let mut under = near.filter(|l| l.suspicion < suspicion);
            under.any(|l| shares_room(&own, &l.core))
        });
        touched.take(TOUCHED).count() == TOUCHED
    }

    /// Whether a phrase lies over drawn lines.
    fn lines(&self, phrase: &Phrase, rulings: &[Ruling]) -> bool {
        let mut letters = phrase.glyphs.clone().filter(|i| is_letter(&self.glyphs[*i]));
        letters.any(|i| {
            let width = self.width(i, phrase.glyphs.end);
            let mut drawn = rulings.iter().filter(|r| r.kind == RulingKind::Drawn);
            drawn.any(|ruling| self.lies_over(&self.glyphs[i], width, &ruling.line))
        })
    }

    /// Whether a line passes through a glyph's letters, right through their middle or across it.
    fn lies_over(&self, g: &Glyph, width: f32, line: &Rect) -> bool {
        let c = self.middle(g, width);
        let place = match line.width() > line.height() {
            true => Point { x: c.x, y: line.y0 },
            false => Point { x: line.x0, y: c.y },
        };
        line.grow(NO_WIDTH).contains(place) && self.holds(g, width, place)
    }

    /// The width of a glyph, as far as the next one tells.
    fn width(&self, i: usize, end: usize) -> f32 {
        let origin = self.glyphs[i].origin;
        let ahead = self.glyphs[i + 1..end]
            .iter()
            .map(|next| along_and_across(origin, next.origin, self.style.direction).0)
            .find(|ahead| *ahead > NO_WIDTH * self.style.size);
        ahead.unwrap_or(WIDTH * self.style.size).min(WIDEST * self.style.size)
    }

    /// The middle of a glyph's letters.
    fn middle(&self, g: &Glyph, width: f32) -> Point {
        let (ux, uy) = self.style.direction;
        let up = LETTERS * self.style.size / 2.0;
        Point {
            x: g.origin.x + ux * width / 2.0 + uy * up,
            y: g.origin.y + uy * width / 2.0 - ux * up,
        }
    }

    /// Whether a glyph's letters hold a point.
    fn holds(&self, g: &Glyph, width: f32, at: Point) -> bool {
        let (along, up) = along_and_across(g.origin, at, self.style.direction);
        (0.0..=width).contains(&along) && (0.0..=LETTERS * self.style.size).contains(&up)
    }

    /// Whether a glyph and a letter lie over each other: the middle of one lies in the other.
    fn meets(&self, g: &Glyph, width: f32, letter: &Rect) -> bool {
        self.holds(g, width, letter.center()) || letter.contains(self.middle(g, width))
    }
}

impl Traits {
    fn of(style: &Style, main: &Style) -> Traits {
        let (light, of_main) = (brightness(style.colour), brightness(main.colour));
        Traits {
            called: style.called_watermark,
            slanted: leans(style, main),
            pale: light >= BRIGHT && light - of_main >= BRIGHTER,
            coloured: distance(style.colour, main.colour) > COLOUR_APART,
            ratio: if main.size > 0.0 { style.size / main.size } else { 1.0 },
        }
    }

    /// How far it stands apart from the page's text: of two texts over each other, the one that does
    /// more is the watermark.
    fn suspicion(&self) -> u8 {
        4 * u8::from(self.slanted) + 2 * u8::from(self.pale) + u8::from(self.ratio >= LARGE)
    }

    /// Whether phrases that look so are no part of the page's text.
    fn is_apart(&self, group: &Group) -> bool {
        let repeated = group.count >= REPEATED;
        let odd = self.pale || self.coloured;
        match (self.slanted, group.crosses) {
            (true, true) => odd || self.ratio >= LARGER || repeated,
            // No label is slanted, pale and large.
            (true, false) => self.pale && self.ratio >= LARGE,
            (false, true) => self.pale || self.ratio >= LARGE && odd || self.ratio >= VERY_LARGE,
            (false, false) => false,
        }
    }
}

/// Whether boxes of letters share some of their width and of their height.
fn shares_room(a: &Rect, b: &Rect) -> bool {
    a.overlap_x(b) > SHARED * a.width().min(b.width())
        && a.overlap_y(b) > SHARED * a.height().min(b.height())
}

/// Whether a style runs in a direction that is no quarter turn of another's.
fn leans(style: &Style, other: &Style) -> bool {
    let ((ax, ay), (bx, by)) = (style.direction, other.direction);
    (ax * bx + ay * by).abs().min((ax * by - ay * bx).abs()) > SLANT
}

/// How bright a colour looks: 0 to 1.
fn brightness([r, g, b]: [u8; 3]) -> f32 {
    (0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b)) / 255.0
}

/// How far two colours are apart, in channels from 0 to 1.
fn distance(a: [u8; 3], b: [u8; 3]) -> f32 {
    let channels = a.iter().zip(b).map(|(a, b)| (f32::from(*a) - f32::from(b)) / 255.0);
    channels.map(|d| d * d).sum::<f32>().sqrt()
}

/// What glyphs say, in the order they were drawn.
fn text_of(glyphs: &[Glyph]) -> String {
    let shown = glyphs.iter().filter(|g| g.visibility == Visibility::Shown);
    shown.map(|g| g.text.as_str()).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLACK: [u8; 3] = [0; 3];
    const PALE: [u8; 3] = [0xCC; 3];
    const LEVEL: (f32, f32) = (1.0, 0.0);
    const RISING: (f32, f32) = (0.87, -0.5);

    /// A page of body text in lines of 14 points, with phrases drawn over it.
    struct Sheet {
        glyphs: Vec<Glyph>,
        runs: Runs,
        /// Whether what is drawn now is called a watermark.
        called: bool,
    }

    impl Sheet {
        fn of_text() -> Sheet {
            let mut sheet = Sheet { glyphs: Vec::new(), runs: Runs::default(), called: false };
            for line in 0..20 {
                let text = ["โครงการอบรมผู้ดูแล", "เผยแพร่ข้อมูล", "ซ่อมถนนสายหลัก"][line % 3];
                let text = format!("{}{text}", line * 7);
                sheet.draw(&text, (60.0, 100.0 + 20.0 * line as f32), 14.0, BLACK, LEVEL);
            }
            sheet
        }

        /// Draws a phrase, each letter half as wide as it is high.
        fn draw(
            &mut self,
            text: &str,
            (x, y): (f32, f32),
            size: f32,
            colour: [u8; 3],
            direction: (f32, f32),
        ) {
            let style = Style { colour, direction, size, called_watermark: self.called };
            self.runs.note(self.glyphs.len(), style);
            for (i, c) in text.chars().enumerate() {
                let along = i as f32 * size * WIDTH;
                let origin = Point { x: x + direction.0 * along, y: y + direction.1 * along };
                let (x0, x1) = (origin.x, origin.x + size * WIDTH);
                let bbox = Rect::new(x0, origin.y - 0.8 * size, x1, origin.y + 0.25 * size);
                let text = c.to_string().into();
                self.glyphs.push(Glyph { text, origin, bbox, size, ..Glyph::default() });
            }
        }

        /// What is set aside, each text once, and whether all of it is sure.
        fn aside(mut self) -> (BTreeSet<String>, bool) {
            let stamps = set_aside(&mut self.glyphs, &[], &self.runs);
            let sure = stamps.iter().all(|stamp| stamp.sure);
            (stamps.into_iter().map(|stamp| stamp.text).collect(), sure)
        }
    }

    fn aside(text: &str, at: (f32, f32), size: f32, colour: [u8; 3], way: (f32, f32)) -> bool {
        let mut sheet = Sheet::of_text();
        sheet.draw(text, at, size, colour, way);
        let said = sheet.aside().0;
        assert!(said.iter().all(|said| said == text), "{said:?}");
        !said.is_empty()
    }

    #[test]
    fn large_or_pale_letters_across_the_text_are_no_part_of_it() {
        assert!(aside("สำเนา", (70.0, 300.0), 80.0, PALE, RISING));
        assert!(aside("ฉบับราง", (70.0, 250.0), 80.0, PALE, LEVEL));
        assert!(aside("ราง", (70.0, 203.0), 14.0, PALE, LEVEL), "pale, of the same size");
        assert!(aside("ลับ", (70.0, 300.0), 40.0, [0xD0, 0, 0], RISING), "a red stamp");
        assert!(aside("COPY", (70.0, 250.0), 60.0, BLACK, LEVEL), "very large");
    }

    #[test]
    fn what_crosses_nothing_is_text() {
        assert!(!aside("รายงานประจำปี", (60.0, 60.0), 40.0, BLACK, LEVEL), "a title");
        assert!(!aside("รายงานประจำปี", (60.0, 60.0), 40.0, PALE, LEVEL), "a pale title");
        assert!(!aside("หมายเหตุ", (60.0, 560.0), 14.0, PALE, LEVEL), "a pale note");
        assert!(!aside("มกราคม", (400.0, 200.0), 14.0, BLACK, RISING), "a slanted heading");
        assert!(!aside("รวม", (60.0, 102.0), 14.0, [0, 0, 0xC0], LEVEL), "blue, one over another");
    }

    #[test]
    fn a_phrase_all_over_the_page_goes_wherever_it_stands() {
        let mut sheet = Sheet::of_text();
        for row in 0..30 {
            for column in 0..3 {
                let at = (40.0 + 160.0 * column as f32, 40.0 + 26.0 * row as f32);
                sheet.draw("งานนิติกรหนองหิ่งห้อย", at, 10.0, PALE, LEVEL);
            }
        }
        let shown = |sheet: &Sheet| sheet.glyphs.len();
        let all = shown(&sheet);
        let (said, sure) = sheet.aside();
        assert_eq!((said.len(), sure), (1, true));
        assert!(all > 2 * shown(&Sheet::of_text()), "more of it than of the text");
    }

    #[test]
    fn what_is_repeated_needs_only_to_touch_text() {
        let said = |colour, offset: f32, times: u8| {
            let mut sheet = Sheet::of_text();
            for time in 0..times {
                let y = 200.0 + 60.0 * f32::from(time) + offset;
                sheet.draw("ห้ามคัดลอก", (72.0, y), 10.0, colour, LEVEL);
            }
            !sheet.aside().0.is_empty()
        };
        assert!(said(PALE, 4.0, 3));
        assert!(!said(PALE, 4.0, 2) && !said(BLACK, 4.0, 3) && !said(PALE, 10.0, 3));
    }

    #[test]
    fn a_shadow_is_no_stamp() {
        let mut sheet = Sheet::of_text();
        sheet.draw("หัวเรื่อง", (61.0, 61.0), 30.0, PALE, LEVEL);
        sheet.draw("หัวเรื่อง", (60.0, 60.0), 30.0, BLACK, LEVEL);
        assert!(sheet.aside().0.is_empty());
    }

    #[test]
    fn what_the_file_calls_a_watermark_is_one() {
        let mut sheet = Sheet::of_text();
        sheet.called = true;
        sheet.draw("ราง", (400.0, 560.0), 14.0, BLACK, LEVEL);
        assert_eq!(sheet.aside().0, BTreeSet::from(["ราง".to_owned()]));
    }
}
