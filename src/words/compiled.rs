//! The words that one use wants of a list, ready to be found at a place of a text.

use super::list::{Entry, List};
use super::own::Own;

/// The first character of the Thai block, and how many places it has: words are looked up by their
/// first and last characters, and most are Thai.
const BLOCK: (char, usize) = ('\u{0E00}', 128);

/// Words, each with what it says to one use. Where several fit, the longest is found.
#[derive(Debug, Clone)]
pub struct Words<T> {
    /// The longest first, in characters; among equals in the order of their list.
    words: Vec<(Box<str>, T)>,
    /// Places in `words` by the first character.
    starts: Vec<Vec<usize>>,
    /// Places in `words` by the last character.
    ends: Vec<Vec<usize>>,
}

impl<T> Words<T> {
    /// The words of a list for which `pick` has something to say.
    pub fn of(list: &'static List, pick: impl Fn(&Entry<'_>) -> Option<T>) -> Words<T> {
        Words::among(&Own::default(), list, pick)
    }

    /// The same with a user's words, which count where a word stands twice.
    pub fn among(
        own: &Own,
        list: &'static List,
        pick: impl Fn(&Entry<'_>) -> Option<T>,
    ) -> Words<T> {
        let entries = own.entries(list);
        let picked = entries.filter_map(|entry| Some((entry.word.into(), pick(&entry)?)));
        let mut words: Vec<(Box<str>, T)> = picked.collect();
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
        let mut starts = vec![Vec::new(); BLOCK.1 + 1];
        let mut ends = starts.clone();
        for (at, (word, _)) in words.iter().enumerate() {
            starts[place(word.chars().next())].push(at);
            ends[place(word.chars().next_back())].push(at);
        }
        Words { words, starts, ends }
    }

    /// All of them, the longest first.
    pub fn iter(&self) -> impl Iterator<Item = &(Box<str>, T)> {
        self.words.iter()
    }

    /// The word that `text` starts with.
    pub fn at_start(&self, text: &str) -> Option<&(Box<str>, T)> {
        let near = self.starts[place(text.chars().next())].iter().map(|at| &self.words[*at]);
        near.into_iter().find(|(word, _)| text.starts_with(&**word))
    }

    /// The word that `text` ends with.
    pub fn at_end(&self, text: &str) -> Option<&(Box<str>, T)> {
        let near = self.ends[place(text.chars().next_back())].iter().map(|at| &self.words[*at]);
        near.into_iter().find(|(word, _)| text.ends_with(&**word))
    }

    /// The words that start with a character, the longest first.
    pub fn starting_with(&self, first: char) -> impl Iterator<Item = &(Box<str>, T)> {
        let near = self.starts[place(Some(first))].iter().map(|at| &self.words[*at]);
        near.filter(move |(word, _)| word.starts_with(first))
    }

    /// What the whole of `text` says, where it is one of the words.
    pub fn whole(&self, text: &str) -> Option<&T> {
        let near = self.starts[place(text.chars().next())].iter().map(|at| &self.words[*at]);
        near.into_iter().find(|(word, _)| **word == *text).map(|(_, says)| says)
    }

    /// Whether one of the words stands anywhere in `text`.
    pub fn stand_in(&self, text: &str) -> bool {
        self.words.iter().any(|(word, _)| text.contains(&**word))
    }

    /// Where the first of the words in `text` starts.
    pub fn first_in(&self, text: &str) -> Option<usize> {
        self.words.iter().filter_map(|(word, _)| text.find(&**word)).min()
    }
}

impl Words<()> {
    /// All words of a list.
    pub fn all(list: &'static List) -> Words<()> {
        Words::of(list, |_| Some(()))
    }

    /// The words of a list that have this meaning.
    pub fn meaning(list: &'static List, meaning: &str) -> Words<()> {
        Words::of(list, |entry| entry.means(meaning).then_some(()))
    }

    /// The words of a list that have this attribute, whatever its value.
    pub fn with(list: &'static List, attribute: &str) -> Words<()> {
        Words::of(list, |entry| entry.attribute(attribute).map(|_| ()))
    }
}

/// Where words with this first or last character are listed: a place for each character of the Thai
/// block, and one for all others.
fn place(c: Option<char>) -> usize {
    let (first, count) = BLOCK;
    c.map_or(count, |c| (c as usize).wrapping_sub(first as usize).min(count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::UNITS;

    #[test]
    fn the_longest_word_that_fits_is_found() {
        let units = Words::all(&UNITS);
        for (text, start, end) in [
            ("รายการ", Some("รายการ"), Some("รายการ")),
            ("รายงาน", Some("ราย"), None),
            ("วันทำการ", Some("วันทำการ"), Some("วันทำการ")),
            ("% ของคน", Some("%"), Some("คน")),
            ("abc", None, None),
            ("", None, None),
        ] {
            assert_eq!(units.at_start(text).map(|(word, _)| &**word), start, "{text}");
            assert_eq!(units.at_end(text).map(|(word, _)| &**word), end, "{text}");
        }
        assert!(units.whole("คน").is_some() && units.whole("คนละ").is_none());
        assert!(units.stand_in("มี ๕ คน") && !units.stand_in("มาก"));
        assert_eq!(Words::meaning(&UNITS, "percent").first_in("๕๐ %"), Some("๕๐ ".len()));
    }
}
