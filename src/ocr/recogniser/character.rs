//! A character that was read.

use compact_str::CompactString;

use crate::thai::text::{Class, class, is_thai_letter};

/// A character that was read, and how sure the network is of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Character {
    /// What was read, mostly one `char`; a space is a character too.
    pub text: CompactString,
    /// The greatest probability that the network gave it at any step, 0 to 1; less where another
    /// character was probable at one of its steps, and its share where several readings of the
    /// stretch were weighed. How often a character of some confidence is right stands with
    /// [`DOUBTFUL`](super::DOUBTFUL).
    pub confidence: f32,
    /// The most probable other character at its steps, and its probability; none where there is
    /// hardly any.
    pub runner_up: Option<(CompactString, f32)>,
    /// The first column of the window in which the network noticed it. It notices a character
    /// somewhere within its ink, most often in the middle; its box is wider.
    pub start: f32,
    /// Behind the last column in which the network noticed it; see [`Character::start`].
    pub end: f32,
}

impl Character {
    /// Whether it is white space.
    pub(in crate::ocr) fn is_space(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether it is Thai letters, vowel signs or marks and nothing else.
    pub(in crate::ocr) fn is_thai(&self) -> bool {
        !self.text.is_empty() && self.text.chars().all(is_thai_letter)
    }

    /// Whether it is Latin letters without accents and nothing else.
    pub(in crate::ocr) fn is_latin(&self) -> bool {
        is_latin(&self.text)
    }

    /// Whether there is a digit in it.
    pub(in crate::ocr) fn has_digit(&self) -> bool {
        self.text.contains(char::is_numeric)
    }

    /// Its Thai class, where it is a single Thai character.
    pub(in crate::ocr) fn class(&self) -> Option<Class> {
        single(&self.text).and_then(class)
    }

    /// Its letter, where it is a single `char`.
    pub(in crate::ocr) fn single(&self) -> Option<char> {
        single(&self.text)
    }
}

/// Whether a text is Latin letters without accents and nothing else.
pub(in crate::ocr) fn is_latin(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphabetic())
}

/// The one `char` of a text that has no other.
fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// The texts of characters, one after another.
pub(in crate::ocr) fn text_of<'a>(characters: impl IntoIterator<Item = &'a Character>) -> String {
    characters.into_iter().map(|c| c.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn character(text: &str) -> Character {
        Character { text: text.into(), confidence: 1.0, runner_up: None, start: 0.0, end: 3.0 }
    }

    #[test]
    fn kinds_of_characters_are_told_apart() {
        for (text, thai, latin, digit, space) in [
            ("ก", true, false, false, false),
            ("่", true, false, false, false),
            ("๑", false, false, true, false),
            ("A", false, true, false, false),
            ("(", false, false, false, false),
            (" ", false, false, false, true),
        ] {
            let c = character(text);
            let found = (c.is_thai(), c.is_latin(), c.has_digit(), c.is_space());
            assert_eq!(found, (thai, latin, digit, space), "{text:?}");
        }
        assert_eq!(character("ก").class(), Some(Class::Consonant));
        assert_eq!(character("ก่").class(), None, "two in one");
    }
}
