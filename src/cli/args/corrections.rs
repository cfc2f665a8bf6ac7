//! What people put right, as several commands take it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args as ClapArgs;
use clap::builder::{PathBufValueParser, TypedValueParser as _};
use raingan::contract::corrections::corrections;
use raingan::corrections::Corrections;
use raingan::digest::sha256;
use raingan::{Error, ErrorKind};
use walkdir::WalkDir;

use super::super::console::Console;
use super::super::input;

/// What the names of files of corrections in a folder end in.
const ENDING: &str = ".corrections.json";

/// What people put right.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct CorrectionsArgs {
    /// Apply what people put right: a file that `raingan review` saved, or a folder with files
    /// *.corrections.json
    ///
    /// Each file is of one document, known by its SHA-256. A correction is applied where the old text
    /// still stands in its place, and marked in the report (corrected: by, at, why, was); the finding
    /// correction-refused names what cannot be applied.
    #[arg(long = "corrections", value_name = "FILE|DIR", value_parser = PathBufValueParser::new().try_map(read))]
    corrections: Vec<Files>,
}

/// The files of corrections that one path names.
#[derive(Debug, Clone)]
struct Files(Vec<Arc<CorrectionsFile>>);

/// A file of corrections.
#[derive(Debug)]
struct CorrectionsFile {
    path: PathBuf,
    corrections: Corrections,
    /// Whether its document was among what was read.
    was_met: AtomicBool,
}

impl CorrectionsArgs {
    /// Whether there is nothing to apply.
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }

    /// What was put right in the document with this hash.
    pub fn of(&self, sha256: &str) -> Vec<Corrections> {
        let own = self.all().filter(|file| file.corrections.document.sha256 == sha256);
        own.map(|file| {
            file.was_met.store(true, Ordering::Relaxed);
            file.corrections.clone()
        })
        .collect()
    }

    /// What was put right in the document with these bytes.
    pub fn of_bytes(&self, bytes: &[u8]) -> Vec<Corrections> {
        if self.is_empty() { Vec::new() } else { self.of(&sha256(bytes)) }
    }

    /// What was put right in a document; none where it cannot be read, as who reads it says.
    pub fn of_file(&self, path: &Path) -> Vec<Corrections> {
        match self.is_empty() || input::is_stdin(path) {
            true => Vec::new(),
            false => input::read(path).map(|bytes| self.of_bytes(&bytes)).unwrap_or_default(),
        }
    }

    /// A digest of what was put right, for each document.
    pub fn digests(&self) -> BTreeMap<String, String> {
        let mut digests: BTreeMap<String, String> = BTreeMap::new();
        for file in self.all() {
            let digest = digests.entry(file.corrections.document.sha256.clone()).or_default();
            *digest = sha256(format!("{digest}{}", file.corrections.digest()).as_bytes());
        }
        digests
    }

    /// Tells the files whose document was not among what was read.
    pub fn tell_unmet(&self, console: &mut Console) {
        self.tell_unmet_but(&BTreeSet::new(), console);
    }

    /// Tells the files whose document is neither among those with these hashes nor was read.
    pub fn tell_unmet_but(&self, hashes: &BTreeSet<&str>, console: &mut Console) {
        let unmet = self.all().filter(|file| {
            let is_known = hashes.contains(file.corrections.document.sha256.as_str());
            !is_known && !file.was_met.load(Ordering::Relaxed)
        });
        for file in unmet {
            let document = &file.corrections.document;
            let name = document.file_name.as_deref().unwrap_or("a document");
            let (count, sha256) = (file.corrections.corrections.len(), &document.sha256);
            console.warning(
                &file.path.display().to_string(),
                &format!("its document was not read, so {count} corrections are not applied: {name}, SHA-256 {sha256}"),
            );
        }
    }

    fn all(&self) -> impl Iterator<Item = &Arc<CorrectionsFile>> {
        self.corrections.iter().flat_map(|files| &files.0)
    }
}

/// The files of corrections that a path names: itself, or those in a folder, by name.
fn read(path: PathBuf) -> Result<Files, Error> {
    if !path.is_dir() {
        return read_file(path).map(|file| Files(vec![file]));
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(&path).sort_by_file_name() {
        let entry = entry.map_err(|e| Error::new(ErrorKind::Io, "cannot be listed").because(e))?;
        let is_named = entry.file_name().to_string_lossy().ends_with(ENDING);
        if entry.file_type().is_file() && is_named {
            let path = entry.into_path();
            let name = input::name(&path);
            files.push(read_file(path).map_err(|error| error.in_file(name))?);
        }
    }
    if files.is_empty() {
        let message = format!("holds no file whose name ends in {ENDING}");
        return Err(Error::new(ErrorKind::Usage, message));
    }
    Ok(Files(files))
}

fn read_file(path: PathBuf) -> Result<Arc<CorrectionsFile>, Error> {
    let corrections = corrections(&input::read(&path)?)?;
    Ok(Arc::new(CorrectionsFile { path, corrections, was_met: AtomicBool::new(false) }))
}
