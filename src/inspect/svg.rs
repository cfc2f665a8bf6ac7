//! A scene as SVG 1.1: no script, no font and no picture from elsewhere.

use super::legend;
use super::paint::{Layer, Mark, Print, Words, number, push};
use super::scene::Scene;
use crate::contract::output::svg::{FONTS, xml};

/// Dashes and the gaps between them, in points.
const DASHES: &str = "1.5 1";
/// What lies around the page.
const DESK: &str = "#e9ebee";
/// The page's paper.
const PAPER: &str = "#ffffff";
/// The page's text.
const INK: &str = "#111111";
/// Text that the page does not show.
const FAINT_INK: &str = "#9aa0a8";

/// The scene as an SVG document.
pub(super) fn write(scene: &Scene) -> String {
    let mut out = String::new();
    let legend = legend::below(scene);
    let (width, height) = legend::canvas(scene);
    let (w, h) = (number(width), number(height));
    out.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" ",
    );
    out.push_str("xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" ");
    push(&mut out, format_args!("width=\"{w}pt\" height=\"{h}pt\" viewBox=\"0 0 {w} {h}\">\n"));
    push(&mut out, format_args!("<title>page {} of {}</title>\n", scene.page, scene.page_count));
    let (pw, ph) = (number(scene.size.0), number(scene.size.1));
    push(&mut out, format_args!("<rect width=\"100%\" height=\"100%\" fill=\"{DESK}\"/>\n"));
    push(
        &mut out,
        format_args!("<rect id=\"page\" width=\"{pw}\" height=\"{ph}\" fill=\"{PAPER}\"/>\n"),
    );
    // Fills lie below the text, outlines above it.
    let (below, above): (Vec<&Layer>, Vec<&Layer>) =
        scene.layers.iter().partition(|l| l.key.fill.is_some());
    below.into_iter().for_each(|layer| push_layer(&mut out, layer));
    push_prints(&mut out, &scene.prints);
    above.into_iter().for_each(|layer| push_layer(&mut out, layer));
    push_labels(&mut out, "labels", "names of rows", &scene.labels);
    push_labels(&mut out, "roles", "what columns hold", &scene.roles);
    group(&mut out, "legend", "legend", legend.words.len());
    legend.marks.iter().for_each(|mark| push_mark(&mut out, mark));
    legend.words.iter().for_each(|words| push_words(&mut out, std::slice::from_ref(words)));
    out.push_str("</g>\n</svg>\n");
    out
}

/// Adds words on tags as a group.
fn push_labels(out: &mut String, id: &str, name: &str, labels: &[(Mark, Vec<Words>)]) {
    group(out, id, name, labels.len());
    for (mark, words) in labels {
        push_mark(out, mark);
        push_words(out, words);
    }
    out.push_str("</g>\n");
}

/// Opens a group that viewers of Inkscape's layers show as one.
fn group(out: &mut String, id: &str, name: &str, count: usize) {
    let layer = "inkscape:groupmode=\"layer\" inkscape:label";
    push(out, format_args!("<g id=\"{id}\" {layer}=\"{name}\" data-count=\"{count}\">\n"));
}

/// Adds a layer as a group.
fn push_layer(out: &mut String, layer: &Layer) {
    group(out, layer.id, layer.name, layer.count);
    layer.marks.iter().for_each(|mark| push_mark(out, mark));
    out.push_str("</g>\n");
}

/// Adds a box, or a line where it has no width or no height.
fn push_mark(out: &mut String, mark: &Mark) {
    let b = &mark.bbox;
    let element = if b.width() > 0.0 && b.height() > 0.0 { "rect" } else { "line" };
    if element == "rect" {
        let (x, y, w, h) = (number(b.x0), number(b.y0), number(b.width()), number(b.height()));
        push(out, format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\""));
    } else {
        let (x1, y1, x2, y2) = (number(b.x0), number(b.y0), number(b.x1), number(b.y1));
        push(out, format_args!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\""));
    }
    push_style(out, mark);
    match mark.title.is_empty() {
        true => out.push_str("/>\n"),
        false => push(out, format_args!("><title>{}</title></{element}>\n", escape(&mark.title))),
    }
}

/// Adds the attributes that say how a mark looks.
fn push_style(out: &mut String, mark: &Mark) {
    let style = &mark.style;
    match style.fill {
        Some((colour, 1.0)) => push(out, format_args!(" fill=\"{}\"", colour.hex())),
        Some((colour, part)) => {
            push(out, format_args!(" fill=\"{}\" fill-opacity=\"{}\"", colour.hex(), number(part)));
        }
        // Its inside shows its title, too.
        None => out.push_str(" fill=\"none\" pointer-events=\"all\""),
    }
    if let Some((colour, width)) = style.stroke {
        push(out, format_args!(" stroke=\"{}\" stroke-width=\"{}\"", colour.hex(), number(width)));
    }
    if style.dashed {
        push(out, format_args!(" stroke-dasharray=\"{DASHES}\""));
    }
}

/// Adds the text of the page.
fn push_prints(out: &mut String, prints: &[Print]) {
    group(out, "text", "text", prints.len());
    push(out, format_args!("<g font-family=\"{FONTS}\" fill=\"{INK}\" pointer-events=\"none\">\n"));
    for p in prints {
        let (x, y) = (number(p.at.x), number(p.at.y));
        push(out, format_args!("<text x=\"{x}\" y=\"{y}\" font-size=\"{}\"", number(p.size)));
        if p.length > 0.0 {
            push(
                out,
                format_args!(
                    " textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"",
                    number(p.length)
                ),
            );
        }
        if p.degrees != 0 {
            push(out, format_args!(" transform=\"rotate({} {x} {y})\"", p.degrees));
        }
        if !p.shown {
            push(out, format_args!(" fill=\"{FAINT_INK}\""));
        }
        push(out, format_args!(">{}</text>\n", escape(&p.text)));
    }
    out.push_str("</g>\n</g>\n");
}

/// Adds words; those on lines of their own are one text: `row 7 (continues)`.
fn push_words(out: &mut String, words: &[Words]) {
    let Some(first) = words.first() else { return };
    let style = "font-family=\"Helvetica,Arial,sans-serif\" pointer-events=\"none\"";
    push(
        out,
        format_args!(
            "<text font-size=\"{}\" fill=\"{}\" {style}>",
            number(first.size),
            first.colour.hex()
        ),
    );
    for (i, w) in words.iter().enumerate() {
        let space = if i > 0 { " " } else { "" };
        let (x, y) = (number(w.at.x), number(w.at.y));
        push(out, format_args!("{space}<tspan x=\"{x}\" y=\"{y}\">{}</tspan>", escape(&w.text)));
    }
    out.push_str("</text>\n");
}

/// Text for XML; a character that it forbids is left out: nothing is drawn for it.
fn escape(text: &str) -> String {
    xml(text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_place() {
        for (text, escaped) in [
            ("ก<b> & \"c\"", "ก&lt;b&gt; &amp; &quot;c&quot;"),
            ("a\u{0}\u{8}\u{b}\u{1f}b\tc\n", "ab\tc\n"),
            ("\u{fffe}\u{ffff}\u{fffd}\u{10ffff}", "\u{fffd}\u{10ffff}"),
            ("]]>\r", "]]&gt;&#13;"),
        ] {
            assert_eq!(escape(text), escaped, "{text:?}");
        }
    }
}
