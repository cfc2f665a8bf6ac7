//! Words that a user adds to the lists of the program, for an agency with words of its own.

use serde::{Deserialize, Serialize};

use super::catalogue::{FORM_LABELS, HEADINGS, LEVEL_LABELS};
use super::list::{Entry, List, invalid, parse};
use crate::digest::sha256;
use crate::error::Error;

/// The lists that a user's words can be added to.
pub const TAUGHT: &[&List] = &[&HEADINGS, &LEVEL_LABELS, &FORM_LABELS];

/// What stands before the lines of a list, with the list's name between: `[headings]`.
const SECTION: (char, char) = ('[', ']');
/// Some editors put this before a text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A user's own words, beside those of the program; where both say something of a word, the user's
/// counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// The words, each once in its list.
    entries: Vec<OwnEntry>,
}

/// An [`Entry`] of a list that keeps its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct OwnEntry {
    list: String,
    word: String,
    meanings: Vec<String>,
    attributes: Vec<(String, String)>,
}

impl Own {
    /// Reads a user's words: lines as [`parse`](parse()) reads them, of headings at first, and of
    /// another list behind its name in brackets.
    ///
    /// ```text
    /// ชื่องาน<TAB>project
    /// [level-labels]
    /// วาระ<TAB>strategy
    /// ```
    ///
    /// ```
    /// use raingan::words::{HEADINGS, Own};
    /// let own = Own::parse("สีของแสง\tnote\n").unwrap();
    /// assert_eq!(own.entries(&HEADINGS).next().unwrap().word, "สีของแสง");
    /// let error = Own::parse("[units]\nดวง\tcounted\n").unwrap_err();
    /// assert!(error.to_string().starts_with("line 1: \"[units]\" is no list to add to"));
    /// ```
    ///
    /// # Errors
    ///
    /// As [`parse`](parse()); also where a line in brackets names none of [`TAUGHT`].
    pub fn parse(text: &str) -> Result<Own, Error> {
        let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        let mut list = TAUGHT[0];
        let mut lines: Vec<(&List, &str)> = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim_end();
            match line.strip_prefix(SECTION.0) {
                Some(_) => {
                    list = section(line).ok_or_else(|| no_section(number, line))?;
                    lines.push((list, ""));
                }
                None => lines.push((list, line)),
            }
        }
        let mut own = Own::default();
        for list in TAUGHT {
            // The lines of other lists stay blank, so that each keeps its number.
            let of_list =
                lines.iter().map(|(of, line)| if of.name == list.name { line } else { "" });
            let text = of_list.collect::<Vec<_>>().join("\n");
            own.entries.extend(parse(list, &text)?.iter().map(|entry| OwnEntry::of(list, entry)));
        }
        Ok(own)
    }

    /// These words and those of a later list, which count where both say something of a word.
    #[must_use]
    pub fn and(self, mut later: Own) -> Own {
        for entry in self.entries {
            let said =
                later.entries.iter().any(|l| (&l.word, &l.list) == (&entry.word, &entry.list));
            if !said {
                later.entries.push(entry);
            }
        }
        later
    }

    /// The SHA-256 of all that they say: lists that differ in comments and spacing alone are the same.
    pub fn sha256(&self) -> String {
        let mut said = String::new();
        for OwnEntry { list, word, meanings, attributes } in &self.entries {
            let attributes: Vec<String> =
                attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
            // No tab or line end stands in any of them.
            said += &format!("{list}\t{word}\t{}\t{}\n", meanings.join(","), attributes.join("\t"));
        }
        sha256(said.as_bytes())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many words are the user's among those of a list.
    pub fn count(&self, list: &List) -> usize {
        self.entries.iter().filter(|entry| entry.list == list.name).count()
    }

    /// Whether a word of a list is the user's.
    fn has(&self, list: &List, word: &str) -> bool {
        self.entries.iter().any(|entry| entry.word == word && entry.list == list.name)
    }

    /// All words of a list: the user's first, then those of the program that the user does not name.
    pub fn entries(&self, list: &'static List) -> impl Iterator<Item = Entry<'_>> {
        let own = self.entries.iter().filter(|entry| entry.list == list.name);
        let others = list.entries().iter().filter(|other| !self.has(list, other.word));
        own.map(OwnEntry::entry).chain(others.cloned())
    }
}

/// The list that a line in brackets names.
fn section(line: &str) -> Option<&'static List> {
    let name = line.strip_prefix(SECTION.0)?.strip_suffix(SECTION.1)?;
    TAUGHT.iter().find(|list| list.name == name.trim()).copied()
}

fn no_section(number: usize, line: &str) -> Error {
    let known: Vec<String> = TAUGHT.iter().map(|list| format!("[{}]", list.name)).collect();
    invalid(number, &format!("\"{line}\" is no list to add to; known are {}", known.join(", ")))
}

impl OwnEntry {
    fn of(list: &List, entry: &Entry<'_>) -> OwnEntry {
        OwnEntry {
            list: list.name.to_owned(),
            word: entry.word.to_owned(),
            meanings: entry.meanings.iter().map(|meaning| (*meaning).to_owned()).collect(),
            attributes: entry
                .attributes
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        }
    }

    fn entry(&self) -> Entry<'_> {
        Entry {
            word: &self.word,
            meanings: self.meanings.iter().map(String::as_str).collect(),
            attributes: self.attributes.iter().map(|(name, value)| (&**name, &**value)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, list: &'static List) -> Vec<String> {
        let own = Own::parse(text).unwrap();
        own.entries(list).take(own.count(list)).map(|entry| entry.word.to_owned()).collect()
    }

    #[test]
    fn a_list_begins_with_headings_and_names_others() {
        let text = "\u{feff}# ours\r\nแสง\tnote\r\n\n[level-labels]\r\nหมุดหมาย\tstrategy\n[headings]\nเงา\tnote\n";
        assert_eq!(words(text, &HEADINGS), ["แสง", "เงา"]);
        assert_eq!(words(text, &LEVEL_LABELS), ["หมุดหมาย"]);
        assert_eq!(words("", &HEADINGS), [""; 0]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (text, said) in [
            ("# a\nแสง\tnotes", "line 2: \"notes\" is no meaning of headings; known are number, "),
            ("แสง note", "line 1: \"แสง note\" says no meaning behind a tab; known are number, "),
            ("แสง\tnote\n\nแสง\tproject", "line 3: \"แสง\" stands in line 1 already"),
            (
                "[units]",
                "line 1: \"[units]\" is no list to add to; known are [headings], [level-labels]",
            ),
            ("[headings", "line 1: \"[headings\" is no list"),
            ("\n[level-labels]\nหมุด\tlevel\trank=x", "line 3: \"rank=x\""),
            ("แสง\tnote\tunder=budget", "line 1: \"under=budget\""),
            ("แสง\tnote\tsize=2", "line 1: \"size=2\" is no attribute of headings"),
        ] {
            let error = Own::parse(text).unwrap_err().to_string();
            assert!(error.starts_with(said), "{text:?}: {error}");
        }
    }

    #[test]
    fn of_two_lists_the_later_counts() {
        let own = Own::parse("แสง\tnote").unwrap().and(Own::parse("แสง\tproject").unwrap());
        let first = own.entries(&HEADINGS).next().unwrap();
        assert!(first.means("project") && own.count(&HEADINGS) == 1);
    }
}
