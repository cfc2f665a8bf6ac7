//! Text from outside, made safe for a terminal: what could move the cursor, recolour, reorder or
//! hide is shown as escapes.

use std::borrow::Cow;
use std::io::{self, Write};

/// How an escape is spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// `\u{202e}`, for people.
    Text,
    /// `\u202e`, which within JSON still means the character.
    Json,
}

/// Whether a terminal must not see the character itself: a control, a direction override, a tag, an
/// odd line end.
fn is_unsafe(c: char) -> bool {
    match c {
        '\u{200e}' | '\u{200f}' | '\u{61c}' => true, // direction marks
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true, // embeddings, overrides, isolates
        '\u{2028}' | '\u{2029}' | '\u{feff}' => true, // line and paragraph separator, byte-order mark
        '\u{e0000}'..='\u{e007f}' => true,            // tags: text that is never shown
        c => c.is_control(),
    }
}

/// The text on one line, as a message shows it; line ends and tabs are escaped too.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            c if is_unsafe(c) => push_escape(&mut shown, c, Syntax::Text),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

fn push_escape(to: &mut String, c: char, syntax: Syntax) {
    use std::fmt::Write as _;
    let mut units = [0; 2];
    let _ = match syntax {
        Syntax::Text => write!(to, "\\u{{{:x}}}", c as u32),
        Syntax::Json => {
            c.encode_utf16(&mut units).iter().try_for_each(|unit| write!(to, "\\u{unit:04x}"))
        }
    };
}

/// Data on its way to a terminal: unsafe characters become escapes, line ends and tabs stay.
pub struct Visible<W: Write> {
    to: W,
    syntax: Syntax,
    /// The beginning of a character whose end is still to come.
    rest: Vec<u8>,
}

impl<W: Write> Visible<W> {
    /// Everything written to it goes to `to`.
    pub fn new(to: W, syntax: Syntax) -> Visible<W> {
        Visible { to, syntax, rest: Vec::new() }
    }
}

impl<W: Write> Write for Visible<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.rest.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.rest) {
            Ok(all) => all.len(),
            Err(e) if e.error_len().is_none() => e.valid_up_to(),
            Err(_) => self.rest.len(),
        };
        let rest = self.rest.split_off(whole);
        let text = String::from_utf8_lossy(&self.rest);
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            if is_unsafe(c) && !matches!(c, '\n' | '\t') {
                push_escape(&mut shown, c, self.syntax);
            } else {
                shown.push(c);
            }
        }
        self.rest = rest;
        self.to.write_all(shown.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_show_what_they_must_not_do() {
        for (text, shown) in [
            ("รายงาน ๒๕๖๘", "รายงาน ๒๕๖๘"),
            ("\u{1b}[31mred", "\\u{1b}[31mred"),
            ("a\nb\tc\r", "a\\nb\\tc\\r"),
            ("ab\u{202e}cd\u{2069}", "ab\\u{202e}cd\\u{2069}"),
            ("\u{9b}2J\u{7f}", "\\u{9b}2J\\u{7f}"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn data_for_a_terminal_keep_their_lines_and_their_meaning() {
        let mut shown = Vec::new();
        let mut to = Visible::new(&mut shown, Syntax::Json);
        // Byte by byte: a character may come in pieces.
        "\"ก\u{202e}\u{e0041}\"\n".bytes().for_each(|byte| to.write_all(&[byte]).unwrap());
        assert_eq!(String::from_utf8(shown.clone()).unwrap(), "\"ก\\u202e\\udb40\\udc41\"\n");
        assert_eq!(serde_json::from_slice::<String>(&shown).unwrap(), "ก\u{202e}\u{e0041}");
    }
}
