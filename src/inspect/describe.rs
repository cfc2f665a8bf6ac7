//! Boxes and lines in words for people: what the titles of marks are made of.

use crate::geom::Rect;
use crate::layout::Line;

/// The longest excerpt, in characters.
const LONGEST: usize = 200;

/// A box for people: left, top, right, bottom.
pub(super) fn describe_box(r: &Rect) -> String {
    format!("[{:.1} {:.1} {:.1} {:.1}]", r.x0, r.y0, r.x1, r.y1)
}

/// The text of lines, cut where it grows long.
pub(super) fn excerpt<'a>(lines: impl IntoIterator<Item = &'a Line>) -> String {
    let text = lines.into_iter().map(Line::text).collect::<Vec<_>>().join(" / ");
    cut(&text, LONGEST)
}

/// A text with an ellipsis instead of what lies behind `most` characters.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The characters of a text by their numbers: marks and spaces cannot be seen by themselves.
pub(super) fn codes(text: &str) -> String {
    let codes: Vec<String> = text.chars().map(|c| format!("U+{:04X}", c as u32)).collect();
    codes.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(cut("กขค", 3), "กขค");
        assert_eq!(cut("กขคง", 3), "กขค…");
    }
}
