//! What an embedded font program proves about its glyphs.

use skrifa::Font as Skrifa;
use skrifa::font::Kind;

use super::evidence::Evidence;
use super::font::FontKind;
use super::proofs::Proofs;
use super::shape::{Drawn, Outlines, Shape};
use super::{cmap, gsub, names};

/// Glyphs whose outlines are looked at. A subset draws a few hundred.
const OUTLINES: usize = 4_000;

/// A font of fewer glyphs than these is none that shows letters.
const FEWEST_GLYPHS: u32 = 4;

/// A program as read.
#[derive(Debug)]
pub(super) struct Program {
    pub kind: FontKind,
    pub glyph_count: u32,
    pub proofs: Proofs,
    /// Outlines of glyphs, in order of the glyphs.
    pub shapes: Vec<(u32, Shape)>,
    /// Marks that nothing proves, as what they look like; in order of the glyphs.
    pub likely: Vec<(u32, char)>,
    /// Glyphs that draw nothing but take place, in order.
    blank: Vec<u32>,
    /// Glyphs that draw a level bar, in order.
    bars: Vec<u32>,
}

impl Program {
    /// Reads what the program's tables prove; `None` where it is no font, or one without glyphs.
    pub fn read(bytes: Vec<u8>) -> Option<(Program, Skrifa)> {
        let font = Skrifa::new(bytes, 0)?;
        let glyph_count = Some(font.num_glyphs()).filter(|count| *count > 0)?;
        let mut proofs = Proofs::new(glyph_count);
        cmap::prove(&font, &mut proofs);
        gsub::prove(&font, &mut proofs);
        names::prove(&font, &mut proofs);
        Some((
            Program {
                kind: kind(&font),
                glyph_count,
                proofs,
                shapes: Vec::new(),
                likely: Vec::new(),
                blank: Vec::new(),
                bars: Vec::new(),
            },
            font,
        ))
    }

    /// Looks at the outlines of glyphs that `wanted` asks for.
    pub fn draw(&mut self, font: &Skrifa, wanted: impl Fn(u32) -> bool) {
        let outlines = Outlines::of(font);
        let metrics = font.glyph_metrics();
        for glyph in (1..self.proofs.len()).filter(|glyph| wanted(*glyph)) {
            match outlines.drawn(glyph) {
                Drawn::Outline(shape, is_bar) => {
                    self.shapes.push((glyph, shape));
                    self.bars.extend(is_bar.then_some(glyph));
                }
                Drawn::Nothing if metrics.h_advance(skrifa::GlyphId::new(glyph)) > 0.0 => {
                    self.blank.push(glyph)
                }
                _ => {}
            }
            if self.shapes.len() >= OUTLINES {
                break;
            }
        }
        self.shapes.sort_unstable();
        self.shapes.dedup();
        self.bars.sort_unstable();
    }

    /// Gives glyphs the character of their shape.
    pub fn prove_shapes(&mut self, known: impl Fn(Shape) -> Option<char>) {
        for (glyph, shape) in &self.shapes {
            if let Some(c) = known(*shape).filter(|_| self.proofs.get(*glyph).is_none()) {
                self.proofs.add(*glyph, c, Evidence::Outline);
            }
        }
    }

    /// Whether nothing says what some glyph is that draws something.
    pub fn has_unproven_shape(&self) -> bool {
        self.shapes.iter().any(|(glyph, _)| self.proofs.get(*glyph).is_none())
    }

    /// What a glyph is where nothing else says so: the mark that it looks like, or a space.
    pub fn likely(&self, glyph: u32) -> Option<(char, Evidence)> {
        let mark = self.likely.iter().find(|(likely, _)| *likely == glyph).map(|(_, c)| *c);
        let c = mark.or_else(|| self.is_blank(glyph).then_some(' '))?;
        Some((c, Evidence::Outline))
    }

    /// What a glyph shows that is said to show nothing: a hyphen where it is a bar; `None` where it does
    /// show nothing, or that is not known. A font of one glyph for all letters shows none of them.
    pub fn shown(&self, glyph: u32) -> Option<(char, Evidence)> {
        if self.glyph_count < FEWEST_GLYPHS {
            return None;
        }
        let draws = self.shapes.binary_search_by_key(&glyph, |(drawn, _)| *drawn).is_ok();
        let is_bar = self.bars.binary_search(&glyph).is_ok();
        draws.then_some(if is_bar {
            ('-', Evidence::Outline)
        } else {
            ('\u{FFFD}', Evidence::Unknown)
        })
    }

    /// Whether a glyph draws nothing but takes place.
    fn is_blank(&self, glyph: u32) -> bool {
        self.blank.binary_search(&glyph).is_ok()
    }
}

fn kind(font: &Skrifa) -> FontKind {
    match font.kind() {
        Kind::Type1(_) => FontKind::Type1,
        Kind::Cff(..) => FontKind::Cff,
        Kind::Sfnt(..) => match font.outline_glyphs().source() {
            Some(skrifa::OutlineSource::Cff | skrifa::OutlineSource::Cff2) => FontKind::Cff,
            _ => FontKind::TrueType,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_font_is_not_read() {
        assert!(Program::read(Vec::new()).is_none());
        assert!(
            Program::read(b"\0\x01\0\0\0\xFF\0\0\0\0\0\0glyf".to_vec()).is_none_or(|(p, _)| p
                .proofs
                .iter()
                .count()
                == 0)
        );
    }
}
