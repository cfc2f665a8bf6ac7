//! What a list of words is, and its text as entries, or what is wrong with it and where.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::error::{Error, ErrorKind};
use crate::role::Role;

/// What begins a line that only people read.
const COMMENT: char = '#';

/// What stands between the fields of a line.
const FIELD: char = '\t';

/// How deep levels may stand.
const RANKS: std::ops::RangeInclusive<u8> = 1..=9;

/// Names with what each says, in English.
pub type Names = &'static [(&'static str, &'static str)];

/// One list of words: a file of `data/words`.
#[derive(Debug)]
pub struct List {
    /// The name of its file, without `.txt`.
    pub name: &'static str,
    /// What its words are for, in English.
    pub about: &'static str,
    /// What a word may mean; none where the words mean nothing further.
    pub meanings: Names,
    /// What else may be said of a word.
    pub attributes: Names,
    /// Its file as it is, with its comments.
    pub text: &'static str,
    pub(super) entries: LazyLock<Vec<Entry<'static>>>,
}

impl List {
    /// Its words, in the order of its file.
    pub fn entries(&self) -> &[Entry<'static>] {
        &self.entries
    }
}

/// One word of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'t> {
    /// The word as printed.
    pub word: &'t str,
    /// What it means, in the words of its list; most lists give a word one meaning or none.
    pub meanings: Vec<&'t str>,
    /// Further things to know of it: names and values.
    pub attributes: Vec<(&'t str, &'t str)>,
}

impl Entry<'_> {
    /// Whether it has this meaning, perhaps among others.
    pub fn means(&self, meaning: &str) -> bool {
        self.meanings.contains(&meaning)
    }

    /// What one of its attributes says.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

/// Reads the text of a list: a word a line, then what it means, then attributes, with tabs between.
///
/// ```text
/// # a comment
/// WORD<TAB>meaning[,meaning]<TAB>attribute=value…
/// ```
///
/// ```
/// use raingan::words::{HEADINGS, parse};
/// let entries = parse(&HEADINGS, "หัวข้อ\tproject\n").unwrap();
/// assert!(entries[0].means("project"));
/// let error = parse(&HEADINGS, "# of our own\nหัวข้อ\tprojct\n").unwrap_err();
/// assert!(error.to_string().starts_with("line 2: \"projct\" is no meaning of headings"));
/// ```
///
/// # Errors
///
/// [`ErrorKind::Invalid`], with the line (from 1) and the reason: a word that is missing, stands
/// twice or has white space at its ends; a meaning or an attribute that the list does not know.
pub fn parse<'t>(list: &List, text: &'t str) -> Result<Vec<Entry<'t>>, Error> {
    let mut entries: Vec<Entry<'t>> = Vec::new();
    let mut lines: HashMap<&str, usize> = HashMap::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.is_empty() || line.starts_with(COMMENT) {
            continue;
        }
        let entry = parse_line(list, line).map_err(|reason| invalid(number, &reason))?;
        if let Some(first) = lines.insert(entry.word, number) {
            let reason = format!("\"{}\" stands in line {first} already", entry.word);
            return Err(invalid(number, &reason));
        }
        entries.push(entry);
    }
    Ok(entries)
}

pub(super) fn invalid(line: usize, reason: &str) -> Error {
    Error::new(ErrorKind::Invalid, format!("line {line}: {reason}"))
}

/// One line that is no comment; else why it is none of the list's.
fn parse_line<'t>(list: &List, line: &'t str) -> Result<Entry<'t>, String> {
    let mut fields = line.split(FIELD);
    let word = fields.next().unwrap_or_default();
    if word.is_empty() || word.trim() != word {
        return Err(format!("\"{word}\" is no word: it is empty or begins or ends with a space"));
    }
    let meaning = fields.next().unwrap_or_default();
    let meanings: Vec<&str> = meaning.split(',').filter(|m| !m.is_empty()).collect();
    if meanings.is_empty() && !list.meanings.is_empty() {
        return Err(format!(
            "\"{word}\" says no meaning behind a tab; known are {}",
            names(list.meanings)
        ));
    }
    if let Some(other) = meanings.iter().find(|m| !has(list.meanings, m)) {
        let known = names(list.meanings);
        return Err(format!("\"{other}\" is no meaning of {}; known are {known}", list.name));
    }
    let mut attributes = Vec::new();
    for field in fields {
        let known = field.split_once('=').filter(|(name, _)| has(list.attributes, name));
        let Some(attribute) = known else {
            let known = names(list.attributes);
            return Err(format!("\"{field}\" is no attribute of {}; known are {known}", list.name));
        };
        if !is_sound(attribute) {
            return Err(format!("\"{field}\" says nothing that can be: see {}", list.name));
        }
        attributes.push(attribute);
    }
    Ok(Entry { word, meanings, attributes })
}

/// Whether an attribute has a value that its list can use: a rank is a small number, and what stands
/// under a group pairs two roles.
fn is_sound((name, value): (&str, &str)) -> bool {
    match name {
        "rank" => value.parse().is_ok_and(|rank: u8| RANKS.contains(&rank)),
        "under" => value.split(',').all(is_pair_of_roles),
        _ => !value.is_empty(),
    }
}

/// Whether a text is `ROLE:ROLE`.
fn is_pair_of_roles(pair: &str) -> bool {
    let both = pair.split_once(':').map(|(group, own)| [group, own]);
    both.is_some_and(|both| both.iter().all(|word| Role::of_word(word).is_some()))
}

fn has(known: &[(&str, &str)], name: &str) -> bool {
    known.iter().any(|(known, _)| *known == name)
}

/// The names of what is known, for people.
fn names(known: &[(&str, &str)]) -> String {
    if known.is_empty() {
        return "none".to_owned();
    }
    known.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list that no file is of.
    static UNITS: List = List {
        name: "units",
        about: "",
        meanings: &[("counted", ""), ("measured", "")],
        attributes: &[("decimal", ""), ("year", "")],
        text: "",
        entries: LazyLock::new(Vec::new),
    };

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (text, reason) in [
            ("คน\tcounted\nคน\tcounted", "line 2: \"คน\" stands in line 1 already"),
            ("\n คน\tcounted", "line 2: \" คน\" is no word"),
            ("คน", "line 1: \"คน\" says no meaning behind a tab; known are counted, measured"),
            (
                "คน\tcolour",
                "line 1: \"colour\" is no meaning of units; known are counted, measured",
            ),
            ("คน\tcounted\tcolour=red", "line 1: \"colour=red\" is no attribute of units"),
            ("คน\tcounted\tdecimal", "line 1: \"decimal\" is no attribute of units"),
        ] {
            let error = parse(&UNITS, text).expect_err(text);
            assert!(error.to_string().starts_with(reason), "{error}");
        }
    }

    #[test]
    fn a_word_may_have_two_meanings_and_attributes() {
        let text = "# ours\n\nรอบ\tcounted,measured\tyear=never\tdecimal=yes\n";
        let entries = parse(&UNITS, text).unwrap();
        assert!(entries[0].means("counted") && entries[0].means("measured"));
        assert_eq!(entries[0].attribute("decimal"), Some("yes"));
        assert_eq!(entries[0].attribute("listed"), None);
    }
}
