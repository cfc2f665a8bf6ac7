//! Signs of comparison that are underlined: a `>` with a line below it is typed where the keyboard has no ≥.

use super::model::{Glyph, Page, Ruling, RulingKind, Visibility};
use crate::geom::Turn;

/// The line stands this far from the baseline, in font sizes: above and below it.
const BELOW: (f32, f32) = (-0.1, 0.35);
/// It is as wide as the sign within these factors: what goes on underlines the words around it.
const WIDTH: (f32, f32) = (0.5, 1.5);
/// Its middle stands this near to the sign's, in widths of the sign.
const OFF: f32 = 0.3;

/// Reads a `>` or `<` of a page that has a line of its own below it as ≥ or ≤.
pub(super) fn read_underlined(page: &mut Page) {
    let Page { glyphs, rulings, .. } = page;
    for glyph in glyphs.iter_mut() {
        let Some(sign) = underlined(glyph) else { continue };
        if let Some(line) = rulings.iter().position(|ruling| is_below(ruling, glyph)) {
            rulings.remove(line);
            glyph.text = sign.into();
        }
    }
}

/// What a sign is with a line below it; `None` for any other glyph.
fn underlined(glyph: &Glyph) -> Option<&'static str> {
    let seen = glyph.visibility == Visibility::Shown && glyph.turn == Turn::None;
    match glyph.text.as_str() {
        ">" if seen => Some("≥"),
        "<" if seen => Some("≤"),
        _ => None,
    }
}

/// Whether a ruling is the line below a sign.
fn is_below(ruling: &Ruling, sign: &Glyph) -> bool {
    let (line, width) = (&ruling.line, sign.bbox.width());
    let below = line.y0 - sign.origin.y;
    ruling.kind == RulingKind::Drawn
        && line.width() > line.height()
        && (BELOW.0 * sign.size..=BELOW.1 * sign.size).contains(&below)
        && (WIDTH.0 * width..=WIDTH.1 * width).contains(&line.width())
        && (line.center().x - sign.bbox.center().x).abs() <= OFF * width
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Point, Rect};

    #[test]
    fn a_line_of_its_own_below_makes_it_at_least() {
        for (line, read) in [
            (Rect::new(100.5, 201.6, 106.5, 201.6), "≥"),
            (Rect::new(80.0, 201.6, 140.0, 201.6), ">"),
            (Rect::new(100.5, 208.0, 106.5, 208.0), ">"),
            (Rect::new(108.0, 201.6, 114.0, 201.6), ">"),
        ] {
            let sign = Glyph {
                text: ">".into(),
                origin: Point { x: 100.0, y: 200.0 },
                bbox: Rect::new(100.0, 190.0, 107.0, 203.0),
                size: 12.0,
                ..Glyph::default()
            };
            let drawn = Ruling { line, thickness: 0.6, kind: RulingKind::Drawn };
            let mut page = Page { glyphs: vec![sign], rulings: vec![drawn], ..Page::default() };
            read_underlined(&mut page);
            assert_eq!(page.glyphs[0].text, read, "{line:?}");
            assert_eq!(page.rulings.is_empty(), read == "≥");
        }
    }
}
