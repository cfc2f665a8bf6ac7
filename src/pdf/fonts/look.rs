//! What a glyph looks like: its drawing in a few cells, in which narrowed, slanted and moved forms
//! of it look alike.

use std::collections::HashMap;
use std::sync::LazyLock;

use skrifa::{DrawMemory, Font, GlyphId, PathSink, ScalerFont};

use crate::thai::digits::is_digit;
use crate::thai::text::is_mark;

/// What the characters of open Thai fonts look like; `scripts/font_likeness.py` makes it and says
/// what an entry holds.
static TABLE: &[u8] = include_bytes!("../../../data/font-likeness.bin");
/// Bytes of an entry of [`TABLE`].
const ENTRY: usize = 5 + CELLS * CELLS / 2;
/// Rows and columns of a drawing.
const CELLS: usize = 12;
/// Lines that ink is looked for on, in a row.
const SCANS: usize = 4;
/// Straight pieces of a curve.
const PIECES: usize = 8;
/// Points of a drawing that is looked at, its curves in pieces.
const POINTS: usize = 20_000;
/// Parts of a consonant's height that heights are counted in, in [`TABLE`].
const PARTS: f32 = 32.0;
/// How much more a drawing differs (in 15ths of a cell's ink, each cell) that stands a consonant's
/// height higher or lower.
const STANDS: f32 = 4.0;
/// A drawing differs less than this from that of its character in a known font: 99 of 100 less than
/// 0.71, and those of fonts that are not known mostly more.
const NEAR: f32 = 0.8;
/// And from that of every other character it differs by this much more, at least.
const MARGIN: f32 = 0.3;
/// A drawing is a figure, a comma or a point where it differs less than this from one: in open fonts
/// letters differ from these by 1.37 and more, and these from each other by 1.2 …
const NEAR_PART: f32 = 1.1;
/// … and where it differs by this much more from what it is said to be.
const CLEARLY_NOT: f32 = 0.8;
/// What a drawing may reach beyond all known ones of its character, in heights of a consonant.
const BEYOND: f32 = 0.15;

/// What a glyph looks like.
#[derive(Debug, Clone)]
pub(super) struct Look {
    /// Its lowest and its highest point, in heights of a consonant.
    stands: (f32, f32),
    /// How much of each cell is ink, in 15ths; from foot to head.
    cells: [u8; CELLS * CELLS],
}

/// The look of a character in a known font.
struct Known {
    c: char,
    look: Look,
}

static KNOWN: LazyLock<Vec<Known>> =
    LazyLock::new(|| TABLE.chunks_exact(ENTRY).map(entry).collect());

/// Between which heights the drawings of each character stand in known fonts.
static STANDING: LazyLock<HashMap<char, (f32, f32, f32, f32)>> = LazyLock::new(|| {
    let mut all: HashMap<char, (f32, f32, f32, f32)> = HashMap::new();
    for Known { c, look } in KNOWN.iter() {
        let (low, high) = look.stands;
        let range = all.entry(*c).or_insert((low, low, high, high));
        *range = (range.0.min(low), range.1.max(low), range.2.min(high), range.3.max(high));
    }
    all
});

fn entry(bytes: &[u8]) -> Known {
    let mut cells = [0; CELLS * CELLS];
    for (pair, byte) in cells.chunks_exact_mut(2).zip(bytes.get(5..).unwrap_or_default()) {
        pair.copy_from_slice(&[byte >> 4, byte & 15]);
    }
    let [low, high, from, to] = [0, 1, 2, 3].map(|at| bytes.get(at).copied().unwrap_or_default());
    let c = char::from_u32(u32::from(low) | u32::from(high) << 8).unwrap_or('\0');
    let stands = [from, to].map(|height| f32::from(height.cast_signed()) / PARTS);
    Known { c, look: Look { stands: stands.into(), cells } }
}

/// Whether a drawing of a character that reaches from one height to another is of the size that the
/// character has in known fonts; `true` where it is in none.
pub(super) fn can_stand(c: char, low: f32, high: f32) -> bool {
    STANDING.get(&c).is_none_or(|(lowest, low_most, least, highest)| {
        (lowest - BEYOND..=low_most + BEYOND).contains(&low)
            && (least - BEYOND..=highest + BEYOND).contains(&high)
    })
}

impl Look {
    /// What a glyph looks like in a font whose consonants are `height` high, in its units; `None`
    /// where it draws nothing.
    pub fn of(font: &Font, glyph: u32, height: f32) -> Option<Look> {
        let flat = Flat::of(font, glyph)?;
        let (low, high) = flat.heights()?;
        let cells = (height > 0.0).then(|| flat.cells(low, high)).flatten()?;
        Some(Look { stands: (low / height, high / height), cells })
    }

    /// Whether most of it stands below the line that letters stand on.
    pub fn is_below(&self) -> bool {
        self.stands.0 + self.stands.1 < 0.0
    }

    /// How much the cells of two drawings differ, in 15ths of a cell's ink.
    pub fn difference(&self, other: &Look) -> f32 {
        let cells = self.cells.iter().zip(&other.cells);
        let sum: u32 = cells.map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
        sum as f32 / self.cells.len() as f32
    }

    /// The same with the heights at which they stand.
    fn difference_in_place(&self, other: &Look) -> f32 {
        let low = (self.stands.0 - other.stands.0).abs();
        let high = (self.stands.1 - other.stands.1).abs();
        self.difference(other) + STANDS * (low + high)
    }

    /// How much it differs from the drawings of a letter or figure in known fonts, at least.
    pub fn difference_from(&self, c: char) -> f32 {
        let known = KNOWN.iter().filter(|known| known.c == c);
        known.map(|known| self.difference_in_place(&known.look)).fold(f32::MAX, f32::min)
    }

    /// The mark that it looks like, and no other; `own`: how marks look in its own font, where the
    /// forms of a mark are often one drawing, moved.
    pub fn mark(&self, own: &[(char, Look)]) -> Option<char> {
        let known = KNOWN.iter().map(|known| (known.c, &known.look));
        let marks = known.chain(own.iter().map(|(c, look)| (*c, look)));
        let on_its_side = marks.filter(|(c, l)| is_mark(*c) && l.is_below() == self.is_below());
        nearest(on_its_side.map(|(c, look)| (c, self.difference(look))))
    }

    /// The part of a number that it looks like, where it does not look like `said`.
    pub fn number_part_instead_of(&self, said: char) -> Option<char> {
        let parts = KNOWN.iter().filter(|known| is_number_part(known.c) && known.c != said);
        let differences = parts.map(|known| (known.c, self.difference_in_place(&known.look)));
        let (part, difference) = differences.min_by(|a, b| a.1.total_cmp(&b.1))?;
        (difference < NEAR_PART && self.difference_from(said) >= difference + CLEARLY_NOT)
            .then_some(part)
    }

    /// The letter, figure or sign that it looks like, and no other.
    pub fn letter(&self) -> Option<char> {
        let letters = KNOWN.iter().filter(|known| !is_mark(known.c));
        nearest(letters.map(|known| (known.c, self.difference_in_place(&known.look))))
    }
}

/// Whether a character is a part of numbers: a figure, a comma or a point.
pub(super) fn is_number_part(c: char) -> bool {
    is_digit(c) || matches!(c, ',' | '.')
}

/// How many closed lines a glyph is drawn with.
pub(super) fn contours(font: &Font, glyph: u32) -> usize {
    Flat::of(font, glyph).map_or(0, |flat| flat.contours.len())
}

/// The lowest and the highest point of a glyph, in units of the font.
pub(super) fn heights(font: &Font, glyph: u32) -> Option<(f32, f32)> {
    Flat::of(font, glyph)?.heights()
}

/// The character that differs little, where every other differs clearly more.
fn nearest(all: impl Iterator<Item = (char, f32)>) -> Option<char> {
    let (mut best, mut other) = (('\0', f32::MAX), f32::MAX);
    for (c, difference) in all {
        if c == best.0 {
            best.1 = best.1.min(difference);
        } else if difference < best.1 {
            other = best.1;
            best = (c, difference);
        } else {
            other = other.min(difference);
        }
    }
    (best.1 < NEAR && other >= best.1 + MARGIN).then_some(best.0)
}

/// A path as polygons.
#[derive(Default)]
struct Flat {
    contours: Vec<Vec<(f32, f32)>>,
    points: usize,
}

impl Flat {
    /// What a glyph draws; `None` where it cannot be read, or is too large.
    fn of(font: &Font, glyph: u32) -> Option<Flat> {
        let mut flat = Flat::default();
        let scaler = ScalerFont::force_unhinted(font.clone(), None);
        scaler.outline(GlyphId::new(glyph))?.draw(DrawMemory::Scratch, &mut flat).ok()?;
        (flat.points < POINTS).then_some(flat)
    }

    /// Its lowest and its highest point, where it has a height.
    fn heights(&self) -> Option<(f32, f32)> {
        let ys = || self.contours.iter().flatten().map(|p| p.1);
        let (low, high) = (ys().fold(f32::MAX, f32::min), ys().fold(f32::MIN, f32::max));
        (high > low).then_some((low, high))
    }

    fn add(&mut self, x: f32, y: f32) {
        if self.points < POINTS
            && let Some(contour) = self.contours.last_mut()
        {
            self.points += 1;
            contour.push((x, y));
        }
    }

    fn last(&self) -> (f32, f32) {
        self.contours.last().and_then(|contour| contour.last()).copied().unwrap_or_default()
    }

    /// Where ink lies on a level line: from where to where, in order.
    fn spans(&self, y: f32) -> Vec<(f32, f32)> {
        let mut crossings: Vec<(f32, i32)> = Vec::new();
        for contour in &self.contours {
            let next = contour.iter().cycle().skip(1);
            for (a, b) in contour.iter().zip(next).filter(|(a, b)| (a.1 <= y) != (b.1 <= y)) {
                let x = a.0 + (y - a.1) * (b.0 - a.0) / (b.1 - a.1);
                crossings.push((x, if b.1 > a.1 { 1 } else { -1 }));
            }
        }
        crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut winding, mut start, mut spans) = (0, 0.0, Vec::new());
        for (x, turn) in crossings {
            if winding == 0 {
                start = x;
            }
            winding += turn;
            if winding == 0 && x > start {
                spans.push((start, x));
            }
        }
        spans
    }

    /// The cells of what is drawn between two heights, set upright and stretched to the square.
    fn cells(&self, low: f32, high: f32) -> Option<[u8; CELLS * CELLS]> {
        let lines = CELLS * SCANS;
        let step = (high - low) / lines as f32;
        let ink: Vec<(f32, Vec<(f32, f32)>)> =
            (0..lines).map(|n| low + (n as f32 + 0.5) * step).map(|y| (y, self.spans(y))).collect();
        let slant = slant(&ink)?;
        let xs = || self.contours.iter().flatten().map(|p| p.0 - slant * p.1);
        let (left, right) = (xs().fold(f32::MAX, f32::min), xs().fold(f32::MIN, f32::max));
        if right <= left {
            return None;
        }
        let mut cover = [0.0f32; CELLS * CELLS];
        for (n, (y, spans)) in ink.iter().enumerate() {
            let Some(row) = cover.chunks_exact_mut(CELLS).nth(n / SCANS) else { break };
            for (a, b) in spans {
                let [from, to] =
                    [a, b].map(|x| (x - slant * y - left) / (right - left) * CELLS as f32);
                add_ink(row, from, to);
            }
        }
        Some(cover.map(|ink| (15.0 * ink / SCANS as f32).round().clamp(0.0, 15.0) as u8))
    }
}

/// Adds ink from one place of a row to another, in cells.
fn add_ink(row: &mut [f32], from: f32, to: f32) {
    for (column, cell) in row.iter_mut().enumerate() {
        let (left, right) = (column as f32, column as f32 + 1.0);
        *cell += (to.min(right) - from.max(left)).max(0.0);
    }
}

/// How far ink leans to the right as it rises; `None` where there is none.
fn slant(ink: &[(f32, Vec<(f32, f32)>)]) -> Option<f32> {
    let spans = || ink.iter().flat_map(|(y, row)| row.iter().map(|(a, b)| (*y, *a, *b)));
    let mass: f32 = spans().map(|(_, a, b)| b - a).sum();
    if mass <= 0.0 {
        return None;
    }
    let mean_x = spans().map(|(_, a, b)| (b - a) * (a + b) / 2.0).sum::<f32>() / mass;
    let mean_y = spans().map(|(y, a, b)| y * (b - a)).sum::<f32>() / mass;
    let both = spans().map(|(y, a, b)| (y - mean_y) * (b - a) * ((a + b) / 2.0 - mean_x));
    let tall = spans().map(|(y, a, b)| (y - mean_y) * (y - mean_y) * (b - a)).sum::<f32>();
    (tall > 0.0).then(|| both.sum::<f32>() / tall)
}

impl PathSink for Flat {
    fn move_to(&mut self, x: f32, y: f32) {
        self.contours.push(Vec::new());
        self.add(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let a = self.last();
        for n in 1..=PIECES {
            let t = n as f32 / PIECES as f32;
            let (p, q, r) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
            self.add(p * a.0 + q * cx0 + r * x, p * a.1 + q * cy0 + r * y);
        }
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let a = self.last();
        for n in 1..=PIECES {
            let t = n as f32 / PIECES as f32;
            let u = 1.0 - t;
            let (p, q, r, s) = (u * u * u, 3.0 * t * u * u, 3.0 * t * t * u, t * t * t);
            self.add(p * a.0 + q * cx0 + r * cx1 + s * x, p * a.1 + q * cy0 + r * cy1 + s * y);
        }
    }

    fn close(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A drawing of corners.
    fn look(contours: &[&[(f32, f32)]]) -> Look {
        let contours: Vec<Vec<(f32, f32)>> = contours.iter().map(|c| c.to_vec()).collect();
        let flat = Flat { contours, points: 0 };
        let (low, high) = flat.heights().unwrap();
        Look { stands: (low / 500.0, high / 500.0), cells: flat.cells(low, high).unwrap() }
    }

    const HOOK: [(f32, f32); 6] =
        [(0.0, 0.0), (100.0, 0.0), (100.0, 300.0), (400.0, 300.0), (400.0, 500.0), (0.0, 500.0)];

    #[test]
    fn a_drawing_that_is_narrowed_slanted_or_moved_looks_as_before() {
        let plain = look(&[&HOOK]);
        let slanted = look(&[&HOOK.map(|(x, y)| (0.7 * x + 0.2 * y - 60.0, y + 400.0))]);
        assert!(plain.difference(&slanted) < 0.2, "{}", plain.difference(&slanted));
        assert!(plain.difference_in_place(&slanted) > 2.0, "it stands higher");
        let turned = look(&[&HOOK.map(|(x, y)| (-x, y))]);
        assert!(plain.difference(&turned) > NEAR);
        assert!(slanted.stands.0 > 0.7 && !slanted.is_below());
    }

    #[test]
    fn the_table_holds_what_is_told_from_each_other() {
        assert!(TABLE.len().is_multiple_of(ENTRY) && KNOWN.len() > 1_000);
        for c in ('\u{E01}'..='\u{E39}').chain('0'..='9').chain(['.', ',', '\u{E48}', '๙']) {
            assert!(KNOWN.iter().any(|known| known.c == c), "{c}");
        }
        assert!(can_stand('ก', 0.0, 1.0) && !can_stand('ก', 0.0, 0.2), "a comma");
        assert!(!can_stand('ฎ', 0.0, 1.3), "a figure");
        assert!(can_stand('A', 0.0, 9.0), "not in the table");
    }

    #[test]
    fn a_part_of_a_number_is_told_from_what_it_is_not_and_a_letter_is_none() {
        let some = KNOWN.iter().step_by(61).filter(|known| !is_mark(known.c));
        for Known { c, look } in some {
            assert_eq!(look.number_part_instead_of(*c), None, "{c}");
            let said = if *c == '1' { '7' } else { '1' };
            let seen = look.number_part_instead_of(said);
            assert_eq!(seen, is_number_part(*c).then_some(*c), "{c} said to be {said}");
            if is_number_part(*c) {
                assert_eq!(look.number_part_instead_of('ญ'), Some(*c), "{c} said to be ญ");
            }
        }
    }

    #[test]
    fn the_nearest_is_taken_where_no_other_is_near() {
        let all = |pairs: &[(char, f32)]| nearest(pairs.iter().copied());
        assert_eq!(all(&[('ก', 0.6), ('ข', 0.1), ('ข', 0.3), ('ค', 2.0)]), Some('ข'));
        assert_eq!(all(&[('ก', 0.3), ('ข', 0.1)]), None);
        assert_eq!(all(&[('ก', 0.9), ('ข', 3.1)]), None);
        assert_eq!(all(&[]), None);
    }
}
