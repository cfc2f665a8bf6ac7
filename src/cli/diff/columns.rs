//! Text in columns of a terminal: as wide as it is shown, wrapped between words, Thai ones too.

use anstyle::Style;
use raingan::thai::text::is_thai_letter;
use raingan::thai::words::divide;
use unicode_width::UnicodeWidthStr as _;

/// Some text in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    pub style: Style,
    pub text: String,
}

impl Piece {
    pub fn new(style: Style, text: impl Into<String>) -> Piece {
        Piece { style, text: text.into() }
    }
}

/// One line of a column and the columns it takes.
#[derive(Debug, Clone, Default, PartialEq)]
struct Line {
    pieces: Vec<Piece>,
    width: usize,
}

/// How wide a text is shown; marks above and below a letter take no room.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Puts columns side by side, each with its width, `gap` between them.
pub fn beside(columns: &[(usize, Vec<Piece>)], gap: &str) -> String {
    let wrapped: Vec<Vec<Line>> =
        columns.iter().map(|(width, pieces)| wrap(pieces, *width)).collect();
    let rows = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::new();
    for row in 0..rows {
        let mut line = String::new();
        for (i, (lines, (width, _))) in wrapped.iter().zip(columns).enumerate() {
            if i > 0 {
                line.push_str(gap);
            }
            let shown = lines.get(row).cloned().unwrap_or_default();
            for piece in &shown.pieces {
                line.push_str(&format!("{}{}{:#}", piece.style, piece.text, piece.style));
            }
            line.push_str(&" ".repeat(width.saturating_sub(shown.width)));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// Breaks pieces into lines of at most `room` columns; a word longer than that is broken between
/// clusters.
fn wrap(pieces: &[Piece], room: usize) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    for piece in pieces {
        for word in words(&piece.text) {
            if word == "\n" {
                lines.push(Line::default());
                continue;
            }
            for part in fitting(word, room) {
                let wide = width(part);
                let full = lines
                    .last()
                    .is_some_and(|l| l.width > 0 && l.width + width(part.trim_end()) > room);
                if full {
                    lines.push(Line::default());
                }
                let part = if full { part.trim_start() } else { part };
                push(&mut lines, piece.style, part, if full { width(part) } else { wide });
            }
        }
    }
    lines
}

fn push(lines: &mut [Line], style: Style, text: &str, wide: usize) {
    let Some(line) = lines.last_mut() else { return };
    line.width += wide;
    match line.pieces.last_mut() {
        Some(last) if last.style == style => last.text.push_str(text),
        _ => line.pieces.push(Piece::new(style, text)),
    }
}

/// The words of a text with the spaces around them; a line end is a word of its own.
fn words(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let thai = rest.starts_with(is_thai_letter);
        let run: usize = rest
            .chars()
            .take_while(|c| is_thai_letter(*c) == thai && *c != '\n' && !(c.is_whitespace()))
            .map(char::len_utf8)
            .sum();
        if run == 0 {
            let space = rest.chars().next().map_or(1, char::len_utf8);
            all.push(&rest[..space]);
            start += space;
            continue;
        }
        match thai {
            true => all.extend(divide(&rest[..run]).into_iter().map(|range| &rest[range])),
            false => all.push(&rest[..run]),
        }
        start += run;
    }
    all
}

/// A word in parts that fit.
fn fitting(word: &str, room: usize) -> Vec<&str> {
    if width(word) <= room {
        return vec![word];
    }
    let mut parts = Vec::new();
    let (mut start, mut end) = (0, 0);
    for (at, c) in word.char_indices() {
        let next = at + c.len_utf8();
        if width(&word[start..next]) > room && width(&word[at..next]) > 0 && end > start {
            parts.push(&word[start..end]);
            start = end;
        }
        end = next;
    }
    parts.push(&word[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, room: usize) -> Vec<String> {
        let all = wrap(&[Piece::new(Style::new(), text)], room);
        all.into_iter().map(|l| l.pieces.into_iter().map(|p| p.text).collect()).collect()
    }

    #[test]
    fn marks_take_no_room_and_words_stay_whole() {
        assert_eq!((width("ที่"), width("น้ำ"), width("ก")), (1, 2, 1));
        assert_eq!(lines("ประเมินความเสี่ยง", 12), ["ประเมิน", "ความเสี่ยง"]);
        assert_eq!(lines("abc def", 4), ["abc ", "def"]);
        assert_eq!(lines("a\nb", 9), ["a", "b"]);
        assert_eq!(lines("abcdefgh", 3), ["abc", "def", "gh"]);
    }

    #[test]
    fn columns_stand_side_by_side() {
        let piece = |text: &str| vec![Piece::new(Style::new(), text)];
        assert_eq!(beside(&[(6, piece("ที่นี่")), (4, piece("x"))], "|"), "ที่นี่    |x\n");
        assert_eq!(beside(&[(3, piece("abcdef")), (3, piece("x"))], "|"), "abc|x\ndef|\n");
    }
}
