//! A report against itself: nothing changed, whatever document it is of.

use std::fs;
use std::path::{Path, PathBuf};

use raingan::diff::compare;
use raingan::options::OcrMode;
use raingan::{Options, extract};

use crate::beside::shared;

/// Folders beside the project whose documents are read.
const BESIDE: [&str; 6] = ["corpus/pdf", "zoo", "cases", "desk", "real", "warehouse"];

/// All PDF files below a folder, in order.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(documents(&path));
        } else if path.extension().is_some_and(|e| e == "pdf") {
            found.push(path);
        }
    }
    found
}

/// What is told of documents against themselves; those that cannot be read are none.
fn told(documents: Vec<PathBuf>) -> (usize, Vec<String>) {
    let options = Options { ocr: OcrMode::Never, ..Options::default() };
    let (mut read, mut wrong) = (0, Vec::new());
    for path in documents {
        let Ok(report) = extract(&fs::read(&path).unwrap(), &options) else { continue };
        read += 1;
        let comparison = compare(&[report.clone(), report], false)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let pair = &comparison.pairs[0];
        let spelt = pair.matches.iter().any(|m| !m.spellings.is_empty());
        if !comparison.is_same() || !pair.expected.is_empty() || spelt {
            wrong.push(format!("{}: {:?} {:?}", path.display(), pair.counts, pair.expected));
        }
        let json = serde_json::to_value(&comparison).unwrap();
        assert_eq!(raingan::diff::schema::validate(&json), [], "{}", path.display());
    }
    (read, wrong)
}

#[test]
fn nothing_is_told_of_any_fixture() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let (read, wrong) = told(documents(&folder));
    assert!(read > 40, "{read} documents");
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn nothing_is_told_of_any_document_beside_the_project() {
    for name in BESIDE {
        let Some(folder) = shared(name) else { continue };
        let (_, wrong) = told(documents(&folder));
        assert_eq!(wrong, Vec::<String>::new(), "{name}");
    }
}
