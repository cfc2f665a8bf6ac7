//! Where an input is: a file, or an entry of a zip archive; and how text names it, so that there is
//! a way back.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Where an input is. Places are ordered by path, component by component, then by the entry's name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, as it was named or found.
    pub path: PathBuf,
    /// The entry, where the file is an archive.
    pub entry: Option<Entry>,
}

/// An entry of a zip archive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    /// Its name in the archive, as stored. It names nothing outside the archive, whatever it says.
    pub name: Vec<u8>,
    /// 1, or 2 for the second entry of the same name, and so on.
    pub copy: u32,
}

/// A place in words, as the ledger has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceName {
    /// The path; see `path_escaped`.
    pub path: String,
    /// Whether the path is not UTF-8: then `\xHH` in it is a byte and `\\` a backslash.
    pub path_escaped: bool,
    /// The entry of an archive.
    pub entry: Option<EntryName>,
}

/// An entry of an archive in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryName {
    /// The name; see `name_escaped`.
    pub name: String,
    /// Whether the name is not UTF-8: then `\xHH` in it is a byte and `\\` a backslash.
    pub name_escaped: bool,
    /// 1, or 2 for the second entry of the same name, and so on.
    pub copy: u32,
}

impl Place {
    /// A file.
    pub fn file(path: impl Into<PathBuf>) -> Place {
        Place { path: path.into(), entry: None }
    }

    /// The place in words; [`PlaceName::place`] leads back.
    pub fn name(&self) -> PlaceName {
        let (path, path_escaped) = escape(self.path.as_os_str().as_encoded_bytes());
        let entry = self.entry.as_ref().map(|entry| {
            let (name, name_escaped) = escape(&entry.name);
            EntryName { name, name_escaped, copy: entry.copy }
        });
        PlaceName { path, path_escaped, entry }
    }

    /// The last part of its name, without folders; `None` for a path that ends in `..`.
    pub fn file_name(&self) -> Option<String> {
        match &self.entry {
            None => self.path.file_name().map(|name| name.to_string_lossy().into_owned()),
            Some(entry) => {
                // Windows programs have written backslashes, which the format forbids.
                let last =
                    entry.name.rsplit(|b| matches!(b, b'/' | b'\\')).next().unwrap_or_default();
                Some(String::from_utf8_lossy(last).into_owned())
            }
        }
    }

    /// Whether its name ends in `.extension`, in whatever case.
    pub fn has_extension(&self, extension: &str) -> bool {
        let name = self.file_name().unwrap_or_default();
        name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(extension))
    }

    /// A number that depends on the place alone, the same on every machine and in every version.
    pub fn stable_hash(&self) -> u64 {
        let mut hasher = Sha256::new();
        hasher.update(self.path.as_os_str().as_encoded_bytes());
        if let Some(entry) = &self.entry {
            hasher.update([0]);
            hasher.update(&entry.name);
            hasher.update([0]);
            hasher.update(entry.copy.to_be_bytes());
        }
        hasher.finalize().iter().take(8).fold(0, |n, byte| n << 8 | u64::from(*byte))
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.name().fmt(f)
    }
}

impl std::fmt::Display for PlaceName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.path)?;
        if let Some(entry) = &self.entry {
            write!(f, "!{}", entry.name)?;
            if entry.copy > 1 {
                write!(f, " (copy {})", entry.copy)?;
            }
        }
        Ok(())
    }
}

impl PlaceName {
    /// The place; `None` where an escape is none.
    pub fn place(&self) -> Option<Place> {
        let path = PathBuf::from(path_of(&self.path, self.path_escaped)?);
        let entry = match &self.entry {
            None => None,
            Some(entry) => {
                Some(Entry { name: bytes_of(&entry.name, entry.name_escaped)?, copy: entry.copy })
            }
        };
        Some(Place { path, entry })
    }
}

/// Bytes as text, and whether they had to be escaped.
pub fn escape(bytes: &[u8]) -> (String, bool) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), false);
    }
    let mut text = String::with_capacity(bytes.len() * 2);
    for chunk in bytes.utf8_chunks() {
        text.push_str(&chunk.valid().replace('\\', "\\\\"));
        // Writing to a String cannot fail.
        chunk.invalid().iter().for_each(|byte| write!(text, "\\x{byte:02x}").unwrap_or_default());
    }
    (text, true)
}

/// The bytes that [`escape`] made text of; `None` where an escape is none.
pub fn bytes_of(text: &str, escaped: bool) -> Option<Vec<u8>> {
    if !escaped {
        return Some(text.as_bytes().to_vec());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        bytes.extend_from_slice(plain.as_bytes());
        rest = match escape.strip_prefix('\\') {
            Some(rest) => {
                bytes.push(b'\\');
                rest
            }
            None => {
                let hex = escape.strip_prefix('x')?;
                bytes.push(u8::from_str_radix(hex.get(..2)?, 16).ok()?);
                &hex[2..]
            }
        };
    }
    bytes.extend_from_slice(rest.as_bytes());
    Some(bytes)
}

#[cfg(unix)]
fn path_of(text: &str, escaped: bool) -> Option<std::ffi::OsString> {
    use std::os::unix::ffi::OsStrExt as _;
    Some(OsStr::from_bytes(&bytes_of(text, escaped)?).to_owned())
}

#[cfg(not(unix))]
fn path_of(text: &str, escaped: bool) -> Option<std::ffi::OsString> {
    String::from_utf8(bytes_of(text, escaped)?).ok().map(|text| OsStr::new(&text).to_owned())
}

/// A path in words, and whether they are escaped.
pub fn path_name(path: &Path) -> (String, bool) {
    escape(path.as_os_str().as_encoded_bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_that_are_not_utf8_are_escaped_and_say_so() {
        for (bytes, text, escaped) in [
            (&b"plan 2568.pdf"[..], "plan 2568.pdf", false),
            (b"a\\b\n.pdf", "a\\b\n.pdf", false),
            (b"a\\b\xff.pdf", "a\\\\b\\xff.pdf", true),
            ("รายงาน.pdf".as_bytes(), "รายงาน.pdf", false),
        ] {
            assert_eq!(escape(bytes), (text.to_owned(), escaped));
        }
        for broken in ["\\", "\\x", "\\xg0", "\\xก", "\\n"] {
            assert_eq!(bytes_of(broken, true), None, "{broken}");
        }
    }

    proptest! {
        #[test]
        fn every_place_finds_its_way_back(name: Vec<u8>, copy: u32, path in "[^\0]{1,20}") {
            let (text, escaped) = escape(&name);
            prop_assert_eq!(bytes_of(&text, escaped).unwrap(), name.clone());
            let place = Place { path: path.into(), entry: Some(Entry { name, copy }) };
            prop_assert_eq!(place.name().place(), Some(place));
        }
    }

    #[test]
    fn a_place_has_one_hash_for_ever() {
        let entry = Some(Entry { name: b"a.pdf".to_vec(), copy: 1 });
        assert_eq!(Place::file("a/b.pdf").stable_hash(), 0xe06332908d7e55f0);
        assert_ne!(
            Place::file("a.zip").stable_hash(),
            Place { path: "a.zip".into(), entry }.stable_hash()
        );
    }

    #[test]
    fn an_entry_is_named_by_its_last_part() {
        let of = |name: &str| Place {
            path: "a.zip".into(),
            entry: Some(Entry { name: name.into(), copy: 2 }),
        };
        assert_eq!(of("../../etc/plan.PDF").file_name().as_deref(), Some("plan.PDF"));
        assert_eq!(of("x\\plan.pdf").file_name().as_deref(), Some("plan.pdf"));
        assert!(of("../plan.PDF").has_extension("pdf") && !of("pdf").has_extension("pdf"));
        assert_eq!(of("b.pdf").to_string(), "a.zip!b.pdf (copy 2)");
    }
}
