//! No fixture without its provenance: every file in `fixtures/` stands in the manifest with its
//! digest and size, and nothing else lies there.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest, Sha256};

/// Files that say something about the others and change on their own.
const NOT_LISTED: [&str; 2] = ["manifest.json", "floors.json"];

/// All fixtures together stay below this many bytes.
const MOST_BYTES: u64 = 3_000_000;

/// The folder of the fixtures.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The manifest's entries by their path.
fn manifest() -> BTreeMap<String, Value> {
    let text = fs::read_to_string(folder().join("manifest.json"))
        .expect("fixtures/manifest.json is there");
    let manifest: Value = serde_json::from_str(&text).expect("the manifest is JSON");
    let files = manifest["files"].as_array().expect("the manifest lists files");
    files.iter().map(|entry| (field(entry, "path").to_owned(), entry.clone())).collect()
}

/// A field of an entry that must be a text.
fn field<'a>(entry: &'a Value, key: &str) -> &'a str {
    entry[key].as_str().unwrap_or_else(|| panic!("{entry}: no {key}"))
}

/// Every file below a folder, by its path from `root` with `/` between the parts.
fn files_below(root: &Path, at: &Path, found: &mut BTreeMap<String, PathBuf>) {
    for entry in fs::read_dir(at).expect("a folder that can be read") {
        let path = entry.expect("an entry that can be read").path();
        if path.is_dir() {
            files_below(root, &path, found);
        } else {
            let relative = path.strip_prefix(root).expect("a file below its root");
            let name =
                relative.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            found.insert(name, path);
        }
    }
}

/// The files that lie in `fixtures/`, but for those of [`NOT_LISTED`].
fn present() -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    files_below(&folder(), &folder(), &mut found);
    found.retain(|name, _| !NOT_LISTED.contains(&name.as_str()));
    found
}

/// SHA-256 in lower-case hexadecimal.
fn sha256(data: &[u8]) -> String {
    Sha256::digest(data).iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a String");
        text
    })
}

#[test]
fn the_manifest_lists_what_is_there_and_nothing_else() {
    let listed: Vec<_> = manifest().into_keys().collect();
    let there: Vec<_> = present().into_keys().collect();
    assert_eq!(
        listed, there,
        "left: fixtures/manifest.json, right: fixtures/ (run scripts/fixtures)"
    );
}

#[test]
fn each_fixture_has_the_digest_and_size_of_its_entry() {
    let manifest = manifest();
    for (name, path) in present() {
        let data = fs::read(path).expect("a fixture that can be read");
        let entry = manifest.get(&name).unwrap_or_else(|| panic!("{name} is not in the manifest"));
        assert_eq!(field(entry, "sha256"), sha256(&data), "{name}: digest");
        assert_eq!(entry["bytes"].as_u64(), Some(data.len() as u64), "{name}: size");
    }
}

#[test]
fn each_fixture_says_why_it_is_here_and_under_what_licence() {
    for (name, entry) in manifest() {
        for key in ["why", "licence", "made_by"] {
            assert!(!field(&entry, key).is_empty(), "{name}: {key}");
        }
    }
}

#[test]
fn each_truth_that_is_named_is_there() {
    for (name, entry) in manifest() {
        if let Some(truth) = entry["truth"].as_str() {
            assert!(folder().join(truth).is_file(), "{name}: {truth}");
        }
    }
}

#[test]
fn the_fixtures_stay_small() {
    let bytes: u64 = manifest().values().filter_map(|entry| entry["bytes"].as_u64()).sum();
    assert!(bytes <= MOST_BYTES, "{bytes} bytes of fixtures");
}
