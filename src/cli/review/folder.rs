//! A folder with a page for each document: names that do not meet, and the list in front.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use raingan::Error;
use raingan::contract::output::Lang;
use raingan::review::index::{self, Entry};

use super::super::sink::{Sink, unwritable};

/// The name of the list, without its ending.
pub const INDEX: &str = "index";

/// What an address must not hold as it is: all but letters, digits and what no address reads otherwise.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_');

/// A name of a file as an address relative to its folder.
pub fn address(name: &str) -> String {
    utf8_percent_encode(name, ESCAPED).to_string()
}

/// The names that are taken, as file systems that know no capitals tell them apart.
#[derive(Debug, Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// A name like this that no other page has.
    pub fn free(&mut self, name: &str) -> String {
        let candidates = (2..).map(|n| format!("{name}-{n}"));
        let first = std::iter::once(name.to_owned());
        for candidate in first.chain(candidates) {
            let known = candidate.to_lowercase();
            if known != INDEX && self.0.insert(known) {
                return candidate;
            }
        }
        name.to_owned()
    }
}

/// Writes the list.
///
/// # Errors
///
/// Where it cannot be written.
pub fn write_index(folder: &Path, entries: &[Entry], lang: Lang) -> Result<(), Error> {
    let path = folder.join(INDEX).with_extension("html");
    let mut sink = Sink::file(&path)?;
    let written = index::write(entries, lang, &mut sink).and_then(|()| sink.flush());
    written.map_err(|e| unwritable(e).in_file(path.display().to_string()))?;
    sink.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_pages_have_one_name() {
        let mut names = Names::default();
        let given = ["plan", "plan", "PLAN", "plan-2", "index", "Index", "แผน", "แผน"];
        let free = given.map(|name| names.free(name));
        let expected =
            ["plan", "plan-2", "PLAN-3", "plan-2-2", "index-2", "Index-3", "แผน", "แผน-2"];
        assert_eq!(free, expected);
    }
}
