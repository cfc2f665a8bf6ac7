//! What the inputs are: each is looked at and hashed once, archives are opened, before anything is
//! planned.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::digest::hex;
use crate::error::{Error, ErrorKind};
use crate::kind::{self, FileKind, HEAD_BYTES};
use crate::pdf::limits::FILE_BYTES;

use super::archive::{Archive, Listed, inner_name};
use super::inputs::{Candidate, because_of_system};
use super::line::{Because, Status};
use super::place::{Entry, Place};
use super::shard::Shard;

/// How deep archives within archives are opened; people make two or three.
const MOST_DEEP: usize = 8;
/// Bytes of archives within archives that are taken out of one file: each is on the disk while it is
/// read.
const MOST_TAKEN_OUT: u64 = 4 << 30;
/// Bytes read at once.
const CHUNK: usize = 64 << 10;

/// An input as it was found: a document by its content, or why it is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where it is.
    pub place: Place,
    /// Its length; `None` where it is not known.
    pub bytes: Option<u64>,
    /// The hash of its content; `None` where it was not read.
    pub sha256: Option<String>,
    /// Why it is not to be read.
    pub trouble: Option<(Status, Because)>,
}

impl Input {
    /// An input that is not to be read.
    fn unread(place: &Place, bytes: Option<u64>, trouble: (Status, Because)) -> Input {
        Input { place: place.clone(), bytes, sha256: None, trouble: Some(trouble) }
    }
}

/// Looks at all candidates that belong to the shard, on rayon's current pool; the result is ordered
/// by place. Counts in `looked` how many it has seen, and stops early, with what there is, once
/// `stop` is set.
pub fn examine(
    candidates: Vec<Candidate>,
    shard: Option<Shard>,
    stop: &AtomicBool,
    looked: &AtomicUsize,
) -> Vec<Input> {
    let seen = candidates.into_par_iter().flat_map_iter(|candidate| {
        let inputs = if stop.load(Ordering::Relaxed) { Vec::new() } else { look(candidate, shard) };
        looked.fetch_add(1, Ordering::Relaxed);
        inputs
    });
    let mut inputs: Vec<Input> = seen.collect();
    inputs.sort_by(|a, b| a.place.cmp(&b.place));
    inputs
}

/// Looks once more at an input that changed.
pub fn again(place: &Place) -> Input {
    match &place.entry {
        None => look(Candidate { place: place.clone(), named: true, trouble: None }, None)
            .into_iter()
            .next(),
        Some(wanted) => {
            Archive::open(&place.path).ok().and_then(|archive| entry_again(&archive, wanted, place))
        }
    }
    .unwrap_or_else(|| gone(place.clone()))
}

/// Looks once more at an entry of an archive, or of one within it.
fn entry_again(archive: &Archive, wanted: &Entry, place: &Place) -> Option<Input> {
    if let Some(listed) = archive.entries().iter().find(|listed| listed.entry == *wanted) {
        return Some(entry(archive, listed, place.clone()));
    }
    let (listed, rest) = archive.leading_to(wanted)?;
    entry_again(&archive.within(listed).ok()?, &rest, place)
}

fn gone(place: Place) -> Input {
    let because = Because::new(ErrorKind::Io.code(), "it was there, and is no longer");
    Input::unread(&place, None, (Status::Failed, because))
}

/// What a candidate is: one input, or those of an archive that belong to the shard.
fn look(candidate: Candidate, shard: Option<Shard>) -> Vec<Input> {
    let Candidate { place, named, trouble } = candidate;
    if place.has_extension("zip") && trouble.is_none() && begins_as_zip(&place.path) {
        return entries(place, shard);
    }
    if !is_within(shard, &place) {
        return Vec::new();
    }
    let empty = Input { place, bytes: None, sha256: None, trouble };
    if empty.trouble.is_some() {
        return vec![empty];
    }
    let place = empty.place.clone();
    vec![file(&place, named).unwrap_or_else(|e| Input { trouble: Some(failed(&e)), ..empty })]
}

/// Whether a place belongs to the shard, or to all where there is none.
fn is_within(shard: Option<Shard>, place: &Place) -> bool {
    shard.is_none_or(|shard| shard.has(place))
}

fn begins_as_zip(path: &Path) -> bool {
    let is_file = fs::metadata(path).is_ok_and(|m| m.is_file());
    let head =
        is_file.then(|| File::open(path).ok().and_then(|mut file| head(&mut file).ok())).flatten();
    head.is_some_and(|head| FileKind::of(&head).is_zip())
}

/// The entries of an archive that belong to the shard, with those of archives within it.
fn entries(place: Place, shard: Option<Shard>) -> Vec<Input> {
    let mut walk = Walk { path: place.path.clone(), shard, taken_out: 0, inputs: Vec::new() };
    match Archive::open(&place.path) {
        Ok(archive) => walk.archive(&archive, &[], 0),
        Err(e) => walk.fail(&place, &e),
    }
    walk.inputs
}

/// A file while the archives in it are looked at.
struct Walk {
    path: PathBuf,
    shard: Option<Shard>,
    /// Bytes of archives within it that were taken out.
    taken_out: u64,
    inputs: Vec<Input>,
}

impl Walk {
    /// All entries of an archive, which stands so deep within others; their names begin with `before`.
    fn archive(&mut self, archive: &Archive, before: &[u8], depth: usize) {
        for listed in archive.entries() {
            let name = [before, &listed.entry.name].concat();
            let named = Some(Entry { name, copy: listed.entry.copy });
            let place = Place { path: self.path.clone(), entry: named };
            match place.has_extension("zip").then(|| is_archive(archive, listed)) {
                Some(Ok(true)) => self.inner(archive, listed, &place, depth),
                Some(Err(e)) => self.fail(&place, &e),
                Some(Ok(false)) | None => {
                    if is_within(self.shard, &place) {
                        self.inputs.push(entry(archive, listed, place));
                    }
                }
            }
        }
    }

    /// An archive within an archive.
    fn inner(&mut self, archive: &Archive, listed: &Listed, place: &Place, depth: usize) {
        self.taken_out = self.taken_out.saturating_add(listed.bytes);
        if depth >= MOST_DEEP || self.taken_out > MOST_TAKEN_OUT {
            return self.fail(place, &too_deep());
        }
        let before = place.entry.as_ref().map(inner_name).unwrap_or_default();
        match archive.within(listed) {
            Ok(inner) => self.archive(&inner, &before, depth + 1),
            Err(e) => self.fail(place, &e),
        }
    }

    /// What may have documents in it and cannot be looked into is a loss.
    fn fail(&mut self, place: &Place, error: &Error) {
        if is_within(self.shard, place) {
            self.inputs.push(Input::unread(place, None, failed(error)));
        }
    }
}

/// Whether an entry begins as an archive.
fn is_archive(archive: &Archive, listed: &Listed) -> Result<bool, Error> {
    let mut head = Vec::new();
    archive.read(listed, |piece| {
        head.extend_from_slice(&piece[..piece.len().min(HEAD_BYTES)]);
        head.len() < HEAD_BYTES
    })?;
    Ok(FileKind::of(&head).is_zip())
}

fn too_deep() -> Error {
    let message = format!(
        "archives within archives are opened {MOST_DEEP} deep, and {} MiB of them from one file: take this one out first",
        MOST_TAKEN_OUT >> 20
    );
    Error::new(ErrorKind::Limit, message)
}

/// What an entry of an archive is.
fn entry(archive: &Archive, listed: &Listed, place: Place) -> Input {
    let mut head = Vec::new();
    let mut hash = Hash::default();
    let mut document = None;
    let done = archive.read(listed, |piece| {
        if document.is_none() {
            head.extend_from_slice(&piece[..piece.len().min(HEAD_BYTES)]);
            if head.len() >= HEAD_BYTES {
                document = Some(is_document(&place, &head));
            }
        }
        hash.update(piece);
        document != Some(false)
    });
    let is_one = document.unwrap_or_else(|| is_document(&place, &head));
    let (bytes, trouble) = match done {
        // A document that cannot be taken out is a loss; anything else was never one.
        Err(e) if is_one => (Some(listed.bytes), Some(failed(&e))),
        _ if !is_one => (Some(listed.bytes), Some(skipped(&place, &head))),
        _ => (Some(hash.bytes), None),
    };
    Input { sha256: trouble.is_none().then(|| hash.hex()), place, bytes, trouble }
}

/// What a file is; `named` says whether the user named it.
fn file(place: &Place, named: bool) -> Result<Input, Error> {
    let metadata = fs::metadata(&place.path).map_err(unreadable)?;
    let because = match metadata.is_file() {
        true => because_of_system(&place.path),
        // Opening a named pipe would wait for ever.
        false => {
            Some(Because::new("not-a-file", "is no regular file but a pipe, a device or a socket"))
        }
    };
    if let Some(because) = because {
        let status = if named { Status::Failed } else { Status::Skipped };
        return Ok(Input::unread(place, None, (status, because)));
    }
    let mut from = File::open(&place.path).map_err(unreadable)?;
    let start = head(&mut from).map_err(unreadable)?;
    if !named && !is_document(place, &start) {
        return Ok(Input::unread(place, Some(metadata.len()), skipped(place, &start)));
    }
    if metadata.len() > FILE_BYTES as u64 {
        return Ok(Input::unread(place, Some(metadata.len()), failed(&too_large())));
    }
    let mut hash = Hash::default();
    hash.update(&start);
    let mut piece = vec![0; CHUNK];
    loop {
        match from.read(&mut piece) {
            Ok(0) => break,
            Ok(n) => hash.update(&piece[..n]),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(unreadable(e)),
        }
        if hash.bytes > FILE_BYTES as u64 {
            return Ok(Input::unread(place, Some(hash.bytes), failed(&too_large())));
        }
    }
    Ok(Input {
        place: place.clone(),
        bytes: Some(hash.bytes),
        sha256: Some(hash.hex()),
        trouble: None,
    })
}

/// The beginning of a file, as far as it has one.
fn head(file: &mut File) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD_BYTES);
    file.take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// Whether what was merely found is a document: it begins as a PDF or a picture, says to be a PDF,
/// or looks like a transcript.
fn is_document(place: &Place, head: &[u8]) -> bool {
    let kind = FileKind::of(head);
    kind == FileKind::Pdf
        || kind.is_picture()
        || place.has_extension("pdf")
        || place.has_extension("txt") && !head.contains(&0) && kind::has_rows(head)
}

/// Why what was merely found is no document, by its kind.
fn skipped(place: &Place, head: &[u8]) -> (Status, Because) {
    let message = match FileKind::of(head) {
        FileKind::Zip if place.entry.is_some() => {
            "is an archive within an archive: take it out first".to_owned()
        }
        kind => match kind.advice() {
            Some(advice) => format!("is no PDF and no picture of one: it looks like {advice}"),
            None => "is no PDF and no picture of one: neither its beginning nor its name says so"
                .to_owned(),
        },
    };
    (Status::Skipped, Because::new("not-a-document", message))
}

/// Why an input that is a document cannot be read.
pub fn failed(error: &Error) -> (Status, Because) {
    (Status::Failed, because(error))
}

/// An error and its causes as the ledger has them.
pub fn because(error: &Error) -> Because {
    use std::error::Error as _;
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        message.push_str(&format!(": {deeper}"));
        cause = deeper.source();
    }
    Because::new(error.kind().code(), message)
}

fn unreadable(cause: io::Error) -> Error {
    Error::new(ErrorKind::Io, "cannot be read").because(cause)
}

fn too_large() -> Error {
    Error::new(
        ErrorKind::Limit,
        format!("is larger than {} MiB, the limit for one document", FILE_BYTES >> 20),
    )
}

/// The hash and the length of bytes that come in pieces.
#[derive(Default)]
struct Hash {
    hasher: Sha256,
    bytes: u64,
}

impl Hash {
    fn update(&mut self, piece: &[u8]) {
        self.hasher.update(piece);
        self.bytes += piece.len() as u64;
    }

    fn hex(self) -> String {
        hex(&self.hasher.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::super::archive::made::zip;
    use super::super::inputs::gather;
    use super::*;
    use crate::digest::sha256;

    const PDF: &[u8] = b"%PDF-1.7\nand so on";

    fn seen(files: &[(&str, &[u8])], shard: Option<&str>) -> Vec<(String, String)> {
        let folder = tempfile::tempdir().unwrap();
        files.iter().for_each(|(name, bytes)| fs::write(folder.path().join(name), bytes).unwrap());
        let candidates = gather(&[folder.path().to_owned()], None).unwrap();
        let inputs = examine(
            candidates,
            shard.map(|s| s.parse().unwrap()),
            &AtomicBool::new(false),
            &AtomicUsize::new(0),
        );
        let root = format!("{}/", folder.path().display());
        let what = |input: &Input| match &input.trouble {
            Some((status, because)) => format!("{} {}", status.as_str(), because.reason),
            None => input.sha256.as_ref().unwrap()[..6].to_owned(),
        };
        inputs
            .iter()
            .map(|input| (input.place.to_string().replace(&root, ""), what(input)))
            .collect()
    }

    fn said(lines: &[(&str, &str)]) -> Vec<(String, String)> {
        lines.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect()
    }

    #[test]
    fn what_is_found_is_a_document_by_its_bytes_or_its_name() {
        let hash = &sha256(PDF)[..6];
        let late = [&[b' '; 1000][..], PDF].concat();
        let files: &[(&str, &[u8])] = &[
            ("a.pdf", PDF),
            ("b", PDF),
            ("c.pdf", b""),
            ("d.txt", b"1\tone\ttwo\n"),
            ("e.txt", b"a poem"),
            ("f.jpg", b"\xff\xd8"),
            ("g", &late),
        ];
        assert_eq!(
            seen(files, None),
            said(&[
                ("a.pdf", hash),
                ("b", hash),
                ("c.pdf", &sha256(b"")[..6]),
                ("d.txt", &sha256(b"1\tone\ttwo\n")[..6]),
                ("e.txt", "skipped not-a-document"),
                ("f.jpg", "skipped not-a-document"),
                ("g", &sha256(&late)[..6]),
            ])
        );
    }

    #[test]
    fn archives_are_opened_and_nothing_in_them_is_dropped() {
        let hash = &sha256(PDF)[..6];
        let inner = zip(&[("x.pdf", PDF)]);
        let bomb = vec![0; 40 << 20];
        let whole = zip(&[
            ("../up.pdf", PDF),
            ("up.pdf", PDF),
            ("up.pdf", b"%PDF-2"),
            ("i.zip", &inner),
            ("z.pdf", &bomb),
        ]);
        assert_eq!(
            seen(&[("a.zip", &whole), ("b.zip", &whole[..whole.len() / 2])], None),
            said(&[
                ("a.zip!../up.pdf", hash),
                ("a.zip!i.zip!/x.pdf", hash),
                ("a.zip!up.pdf", hash),
                ("a.zip!up.pdf (copy 2)", &sha256(b"%PDF-2")[..6]),
                ("a.zip!z.pdf", "failed limit"),
                ("b.zip", "failed damaged"),
            ])
        );
    }

    #[test]
    fn archives_within_archives_are_opened_to_a_depth_and_deeper_ones_are_a_loss() {
        let nested = |levels: usize| {
            (1..levels)
                .fold(zip(&[("x.pdf", PDF)]), |inner, n| zip(&[(&format!("{n}.zip"), &inner)]))
        };
        let seen = |levels| seen(&[("a.zip", &nested(levels))], None).remove(0).1;
        assert_eq!(seen(1 + MOST_DEEP), sha256(PDF)[..6]);
        assert_eq!(seen(2 + MOST_DEEP), "failed limit");
        let broken = zip(&[("b.zip", &zip(&[("x.pdf", PDF)])[..40]), ("c.zip", b"no archive")]);
        assert_eq!(
            self::seen(&[("a.zip", &broken)], None),
            said(&[("a.zip!b.zip", "failed damaged"), ("a.zip!c.zip", "skipped not-a-document")])
        );
    }

    #[test]
    fn shards_share_the_inputs_among_them() {
        let whole = zip(&[("1.pdf", PDF), ("2.pdf", PDF), ("3.pdf", PDF), ("4.pdf", PDF)]);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.zip");
        fs::write(&path, &whole).unwrap();
        let of = |shard: Option<&str>| {
            let candidates = gather(std::slice::from_ref(&path), None).unwrap();
            examine(
                candidates,
                shard.map(|s| s.parse().unwrap()),
                &AtomicBool::new(false),
                &AtomicUsize::new(0),
            )
        };
        let mut both = [of(Some("1/2")), of(Some("2/2"))].concat();
        both.sort_by(|a, b| a.place.cmp(&b.place));
        assert_eq!(both, of(None));
        assert_eq!(both.len(), 4);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe.pdf");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        for (named, status) in [(true, Status::Failed), (false, Status::Skipped)] {
            assert_eq!(file(&Place::file(&path), named).unwrap().trouble.unwrap().0, status);
        }
    }
}
