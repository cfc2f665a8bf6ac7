//! Any bytes as a zip archive. Law: no entry has another's name and copy; entries together take no
//! more bytes than the file has; each is read within its limits or refused, and twice as the same
//! bytes.
#![no_main]

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use raingan::batch::archive::Archive;
use raingan_fuzz::start;
use tempfile::NamedTempFile;

/// Where an archive lies to be opened.
static FILE: LazyLock<NamedTempFile> =
    LazyLock::new(|| NamedTempFile::new().expect("a temporary file"));

/// An archive with entries stored and deflated, one twice, a folder, a name that climbs; ISO/IEC
/// 21320-1.
const ARCHIVE: &[u8] = include_bytes!("archive/small.zip");

fn seeds() -> Vec<Vec<u8>> {
    vec![ARCHIVE.to_vec(), b"PK\x05\x06".iter().copied().chain([0; 18]).collect()]
}

fuzz_target!(init: start(seeds), |bytes: &[u8]| {
    fs::write(FILE.path(), bytes).expect("a file is written");
    let Ok(mut archive) = Archive::open(FILE.path()) else { return };
    let names: BTreeSet<_> = archive.entries().iter().map(|listed| &listed.entry).collect();
    assert_eq!(names.len(), archive.entries().len(), "two entries of one name");
    // An archive within it is kept open once it was read from.
    for listed in archive.entries().to_vec() {
        let mut read = Vec::new();
        let done = archive.read(&listed, |piece| {
            read.extend_from_slice(piece);
            true
        });
        match (done, archive.bytes(&listed.entry)) {
            (Ok(()), Ok(again)) => assert!(again.as_deref() == Some(read.as_slice()), "read twice, two contents"),
            (Err(_), Err(_)) => {}
            (first, again) => panic!("{first:?} at first, then {:?}", again.map(|bytes| bytes.map(|b| b.len()))),
        }
    }
});
