//! Text that is typed into form fields and notes of a page and carries no drawing of its own: every
//! viewer draws it when the page is shown (ISO 32000-2, 12.7.4.3: `NeedAppearances`), so it is part
//! of what the page shows. What has an appearance is drawn by the interpreter.

use std::sync::Arc;

use hayro_interpret::kurbo::{Affine, Point as KPoint};
use hayro_syntax::object::{Array, Dict, Name, Rect as PdfRect, String as PdfString};
use hayro_syntax::page::Page as PdfPage;

use super::fonts::{Font, FontKind};
use super::model::{Glyph, Page};
use crate::geom::{Point, Rect, Turn};
use crate::thai::text::is_mark;

/// Flags of an annotation that is not shown: hidden, and not to be viewed (ISO 32000-2, table 167).
const NOT_SHOWN: u32 = 1 << 1 | 1 << 5;
/// Flag of a field that shows none of the letters typed into it: a password (table 232).
const PASSWORD: u32 = 1 << 13;
/// Fields within one another that are followed upwards for what they inherit.
const DEPTH: usize = 8;
/// The most fields and notes of one page that are read.
const MOST: usize = 5_000;
/// The most characters of one that are read.
const MOST_CHARS: usize = 20_000;
/// The most choices of a list that are looked through.
const MOST_CHOICES: usize = 5_000;
/// The font size where the field leaves it to the viewer: this part of its height …
const OF_HEIGHT: f64 = 0.7;
/// … and at most this, in points.
const LARGEST: f64 = 12.0;
/// Where text starts, in points from the left border.
const PADDING: f64 = 2.0;
/// From baseline to baseline, in font sizes.
const LEADING: f64 = 1.2;
/// How far letters reach above and below the baseline, in font sizes.
const REACH: (f64, f64) = (0.8, 0.25);
/// How wide a letter and a space are about, in font sizes: the viewer's font is not known.
const WIDTHS: (f64, f64) = (0.55, 0.3);

/// Adds to what a page shows the text that is typed into its fields and notes. `start` leads from
/// the page's own coordinates to those as displayed.
pub(super) fn add_typed(page: &PdfPage<'_>, start: Affine, turn: Turn, shown: &mut Page) {
    let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else { return };
    let mut glyphs = Vec::new();
    for annotation in annotations.iter::<Dict<'_>>().take(MOST) {
        if let Some(typed) = Typed::of(&annotation) {
            typed.draw(&mut |glyph| glyphs.push(glyph));
        }
    }
    if glyphs.is_empty() {
        return;
    }
    let font = u16::try_from(shown.fonts.len()).unwrap_or_default();
    shown.fonts.push(Arc::new(Font { kind: FontKind::NotEmbedded, ..Font::default() }));
    let scale = start.determinant().abs().sqrt();
    let place = |x: f64, y: f64| {
        let point = start * KPoint::new(x, y);
        Point { x: point.x as f32, y: point.y as f32 }
    };
    shown.glyphs.extend(glyphs.into_iter().map(|letter| {
        let (a, b) = (place(letter.x.0, letter.y.0), place(letter.x.1, letter.y.1));
        Glyph {
            text: letter.c.to_string().into(),
            origin: place(letter.x.0, letter.baseline),
            bbox: Rect::new(a.x.min(b.x), a.y.min(b.y), a.x.max(b.x), a.y.max(b.y)),
            size: (letter.size * scale) as f32,
            font,
            turn,
            ..Glyph::default()
        }
    }));
}

/// Whether an annotation is shown and has no drawing of its own.
pub(super) fn is_undrawn(annotation: &Dict<'_>) -> bool {
    let flags = annotation.get::<u32>(b"F").unwrap_or(0);
    let drawn = annotation.get::<Dict<'_>>(b"AP").is_some_and(|ap| ap.contains_key(b"N"));
    !drawn && flags & NOT_SHOWN == 0
}

/// What is typed into a field or a note.
struct Typed {
    text: String,
    rect: PdfRect,
    /// The font size, in points.
    size: f64,
}

/// A letter where a viewer would about draw it, in the page's own coordinates.
struct Letter {
    c: char,
    x: (f64, f64),
    y: (f64, f64),
    baseline: f64,
    size: f64,
}

impl Typed {
    /// What is typed into an annotation that has no drawing of its own; `None` where it has one, is
    /// not shown, or says nothing.
    fn of(annotation: &Dict<'_>) -> Option<Typed> {
        if !is_undrawn(annotation) {
            return None;
        }
        let text = match &*annotation.get::<Name<'_>>(b"Subtype")? {
            b"Widget" => field_value(annotation)?,
            b"FreeText" => decoded(annotation.get::<PdfString<'_>>(b"Contents")?.as_bytes()),
            _ => return None,
        };
        let rect = annotation.get::<PdfRect>(b"Rect")?;
        let finite = [rect.x0, rect.y0, rect.x1, rect.y1].iter().all(|side| side.is_finite());
        let has_room = finite && rect.x1 > rect.x0 && rect.y1 > rect.y0;
        let stated = inherited(annotation, |field| field.get::<PdfString<'_>>(b"DA"));
        let stated = stated.and_then(|da| size_of(da.as_bytes())).filter(|size| *size > 0.0);
        let size = stated.unwrap_or_else(|| LARGEST.min(OF_HEIGHT * (rect.y1 - rect.y0)));
        (has_room && !text.trim().is_empty()).then_some(Typed { text, rect, size })
    }

    /// Draws its letters from its top left, or in the middle of its height where it is one line.
    fn draw(&self, letter: &mut impl FnMut(Letter)) {
        let lines = self.lines();
        let rect = &self.rect;
        let top = match lines.len() {
            1 => f64::midpoint(rect.y0, rect.y1) - (REACH.0 - REACH.1) / 2.0 * self.size,
            _ => rect.y1 - self.size,
        };
        for (line, nth) in lines.iter().zip(0_u32..) {
            let baseline = top - f64::from(nth) * LEADING * self.size;
            let y = (baseline - REACH.1 * self.size, baseline + REACH.0 * self.size);
            // What is too wide for its field is set narrower, so that it stays in its cell.
            let narrow = (self.room() / self.width(line)).min(1.0);
            let mut x = rect.x0 + PADDING;
            for c in line.chars() {
                let next = x + narrow * self.advance(c);
                letter(Letter { c, x: (x, next), y, baseline, size: self.size });
                x = next;
            }
        }
    }

    /// Its lines: as typed, and wrapped at spaces where they are too wide and lines below them have
    /// room.
    fn lines(&self) -> Vec<String> {
        let rows = ((self.rect.y1 - self.rect.y0) / (LEADING * self.size)).max(1.0) as usize;
        let mut lines: Vec<String> = Vec::new();
        for typed in self.text.replace("\r\n", "\n").split(['\n', '\r']) {
            lines.push(String::new());
            for word in typed.split_inclusive(' ') {
                let Some(last) = lines.last_mut() else { break };
                let fits = self.width(last) + self.width(word.trim_end()) <= self.room();
                if last.is_empty() || fits || lines.len() >= rows {
                    lines.last_mut().into_iter().for_each(|last| last.push_str(word));
                } else {
                    lines.push(word.to_owned());
                }
            }
        }
        lines
    }

    fn room(&self) -> f64 {
        (self.rect.x1 - self.rect.x0 - 2.0 * PADDING).max(self.size * WIDTHS.1)
    }

    fn width(&self, line: &str) -> f64 {
        line.chars().map(|c| self.advance(c)).sum()
    }

    fn advance(&self, c: char) -> f64 {
        match c {
            c if is_mark(c) => 0.0,
            ' ' => WIDTHS.1 * self.size,
            _ => WIDTHS.0 * self.size,
        }
    }
}

/// What is typed into a field for text, or chosen in one with a list.
fn field_value(field: &Dict<'_>) -> Option<String> {
    let kind = inherited(field, |field| field.get::<Name<'_>>(b"FT"))?;
    let flags = inherited(field, |field| field.get::<u32>(b"Ff")).unwrap_or(0);
    let hidden = flags & PASSWORD != 0 && &*kind == b"Tx";
    if hidden || !matches!(&*kind, b"Tx" | b"Ch") {
        return None;
    }
    let value = inherited(field, |field| field.get::<PdfString<'_>>(b"V"))?;
    let shown = inherited(field, |field| field.get::<Array<'_>>(b"Opt"))
        .filter(|_| &*kind == b"Ch")
        .and_then(|choices| shown_choice(&choices, value.as_bytes()));
    Some(shown.unwrap_or_else(|| decoded(value.as_bytes())))
}

/// What a list shows where it stands for a value: a choice may be a pair of both (ISO 32000-2, table 234).
fn shown_choice(choices: &Array<'_>, value: &[u8]) -> Option<String> {
    let pairs = choices.iter::<Array<'_>>().take(MOST_CHOICES);
    pairs
        .filter_map(|pair| {
            let mut pair = pair.iter::<PdfString<'_>>();
            pair.next().zip(pair.next())
        })
        .find(|(export, _)| export.as_bytes() == value)
        .map(|(_, shown)| decoded(shown.as_bytes()))
}

/// An entry of a field, or of one above it.
fn inherited<'a, T>(field: &Dict<'a>, entry: impl Fn(&Dict<'a>) -> Option<T>) -> Option<T> {
    let mut at = field.clone();
    for _ in 0..DEPTH {
        if let Some(found) = entry(&at) {
            return Some(found);
        }
        at = at.get::<Dict<'a>>(b"Parent")?;
    }
    None
}

/// The font size of a default appearance: the number before `Tf`.
fn size_of(appearance: &[u8]) -> Option<f64> {
    let words = String::from_utf8_lossy(appearance);
    let words: Vec<&str> = words.split_whitespace().collect();
    let operator = words.iter().position(|word| *word == "Tf")?;
    words[..operator].last()?.parse().ok().filter(|size: &f64| size.is_finite())
}

/// A text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 by its mark, else bytes that are taken for
/// Latin 1.
fn decoded(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    };
    text.chars().take(MOST_CHARS).filter(|c| !c.is_control() || matches!(c, '\n' | '\r')).collect()
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, width: f64, height: f64) -> Typed {
        let rect = PdfRect { x0: 100.0, y0: 200.0, x1: 100.0 + width, y1: 200.0 + height };
        Typed { text: text.to_owned(), rect, size: 10.0 }
    }

    #[test]
    fn text_strings_are_of_several_encodings() {
        for (bytes, text) in [
            (&b"\xFE\xFF\x0E\x01\x00A"[..], "กA"),
            (b"\xFF\xFE\x01\x0EA\x00", "กA"),
            ("\u{FEFF}กA".as_bytes(), "กA"),
            (b"A\x07B", "AB"),
            (b"\xFE\xFF\x0E", ""),
            (b"", ""),
        ] {
            assert_eq!(decoded(bytes), text);
        }
        for (appearance, size) in [("/Helv 11 Tf 0 g", Some(11.0)), ("0 g", None), ("Tf", None)] {
            assert_eq!(size_of(appearance.as_bytes()), size, "{appearance}");
        }
    }

    #[test]
    fn what_is_typed_stays_in_its_field() {
        for (text, width, height, lines) in [
            ("แสงริมน้ำ", 100.0, 20.0, 1),
            ("แสงริมน้ำ แสงริมทาง แสงไกล", 60.0, 20.0, 1),
            ("แสงริมน้ำ แสงริมทาง แสงไกล", 60.0, 60.0, 3),
            ("แสง\r\nริมน้ำ", 100.0, 40.0, 2),
        ] {
            let field = typed(text, width, height);
            assert_eq!(field.lines().len(), lines, "{text}");
            let mut said = String::new();
            field.draw(&mut |letter| {
                assert!(letter.x.0 >= 100.0 && letter.x.1 <= 100.0 + width, "{text}");
                said.push(letter.c);
            });
            assert_eq!(said.replace(' ', ""), text.replace([' ', '\r', '\n'], ""));
        }
    }
}
