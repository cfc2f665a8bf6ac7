//! A scene without its text as a PDF of one page, which is drawn over the picture of the page.
//!
//! So the same renderer draws both, with the font that it has within, and no other crate is needed.

use super::legend;
use super::paint::{Colour, Mark, Words, number, push};
use super::scene::Scene;
use crate::pdf::Picture;

/// The scene as a PDF.
pub(super) fn write(scene: &Scene) -> Vec<u8> {
    let (width, height) = legend::canvas(scene);
    let legend = legend::below(scene);
    // From here on y grows downwards, as everywhere else.
    let mut content = format!("1 0 0 -1 0 {} cm\n", number(height));
    for mark in scene.layers.iter().flat_map(|l| &l.marks) {
        push_mark(&mut content, mark);
    }
    for (mark, words) in scene.labels.iter().chain(&scene.roles) {
        push_mark(&mut content, mark);
        words.iter().for_each(|w| push_words(&mut content, w));
    }
    legend.marks.iter().for_each(|mark| push_mark(&mut content, mark));
    legend.words.iter().for_each(|w| push_words(&mut content, w));
    file(width, height, &content)
}

/// A picture as a PDF of one page, which is drawn under the scene.
pub(super) fn under(picture: &Picture) -> Vec<u8> {
    let Picture { pixels, width, height, scale, .. } = picture;
    let (wide, high) = (number(*width as f32 / scale), number(*height as f32 / scale));
    let mut hex = String::with_capacity(2 * pixels.len());
    pixels.iter().for_each(|v| push(&mut hex, format_args!("{v:02x}")));
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide} {high}] /Contents 4 0 R \
         /Resources << /XObject << /I 5 0 R >> >> >>"
    );
    let content = format!("{wide} 0 0 {high} 0 0 cm /I Do");
    document(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        page,
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len() + 1),
        format!(
            "<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray \
             /BitsPerComponent 8 /Filter /ASCIIHexDecode /Length {} >>\nstream\n{hex}>\nendstream",
            hex.len() + 2
        ),
    ])
}

/// A page of this size with the content, which may use the font `F` and, for every percent `n` of
/// opacity, the state `An`.
fn file(width: f32, height: f32, content: &str) -> Vec<u8> {
    let states: String =
        (0..=100).map(|n| format!("/A{n} << /ca {} >> ", number(n as f32 / 100.0))).collect();
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Contents 4 0 R /Resources << /Font << /F {font} >> \
         /ExtGState << {states}>> >> >>",
        number(width),
        number(height)
    );
    document(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        page,
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len() + 1),
    ])
}

/// The file around its objects, of which the first is the catalogue (ISO 32000-2, 7.5).
fn document(objects: &[String]) -> Vec<u8> {
    let mut out = "%PDF-1.7\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (i, object) in objects.iter().enumerate() {
        push(&mut table, format_args!("{:010} 00000 n \n", out.len()));
        push(&mut out, format_args!("{} 0 obj\n{object}\nendobj\n", i + 1));
    }
    let start = out.len();
    push(&mut out, format_args!("{table}trailer\n<< /Size {} /Root 1 0 R >>\n", objects.len() + 1));
    push(&mut out, format_args!("startxref\n{start}\n%%EOF\n"));
    out.into_bytes()
}

fn push_mark(out: &mut String, mark: &Mark) {
    let b = &mark.bbox;
    let path = match b.width() > 0.0 && b.height() > 0.0 {
        true => format!(
            "{} {} {} {} re",
            number(b.x0),
            number(b.y0),
            number(b.width()),
            number(b.height())
        ),
        false => format!("{} {} m {} {} l", number(b.x0), number(b.y0), number(b.x1), number(b.y1)),
    };
    if let Some((colour, part)) = mark.style.fill {
        let state = (part.clamp(0.0, 1.0) * 100.0).round();
        push(out, format_args!("q /A{state} gs {} rg {path} f Q\n", rgb(colour)));
    }
    if let Some((colour, width)) = mark.style.stroke {
        let dashes = if mark.style.dashed { "[1.5 1] 0 d " } else { "" };
        push(out, format_args!("q {} RG {} w {dashes}{path} S Q\n", rgb(colour), number(width)));
    }
}

fn push_words(out: &mut String, words: &Words) {
    let (size, x, y) = (number(words.size), number(words.at.x), number(words.at.y));
    let text = literal(&words.text);
    push(
        out,
        format_args!(
            "q {} rg BT /F {size} Tf 1 0 0 -1 {x} {y} Tm ({text}) Tj ET Q\n",
            rgb(words.colour)
        ),
    );
}

/// A colour as three numbers from 0 to 1.
fn rgb(Colour(red, green, blue): Colour) -> String {
    let [red, green, blue] = [red, green, blue].map(|part| number(f32::from(part) / 255.0));
    format!("{red} {green} {blue}")
}

/// A string object (ISO 32000-2, 7.3.4.2) in WinAnsiEncoding; what it has no character for is a
/// question mark.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | ')' | '\\' => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            '×' => out.push_str("\\327"),
            '…' => out.push_str("\\205"),
            _ => out.push('?'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_leave_their_string() {
        assert_eq!(literal("a (b) \\ × ก\n…"), "a \\(b\\) \\\\ \\327 ??\\205");
    }
}
