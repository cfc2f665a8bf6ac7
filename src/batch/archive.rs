//! Zip archives: which entries there are, and their bytes, within limits on size and on how much
//! they inflate.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek as _, Write as _};
use std::path::Path;

use flate2::read::DeflateDecoder;
use rawzip::{
    CompressionMethod, FileReader, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipArchiveEntryWayfinder,
};

use crate::error::{Error, ErrorKind};
use crate::pdf::limits::FILE_BYTES;

use super::entry_name::decoded;
use super::place::Entry;

/// Times its stored size that an entry may inflate to. PDFs are compressed inside and hardly
/// shrink: ten times is rare, and deflate cannot exceed 1,032.
pub const RATIO: u64 = 200;
/// Bytes up to which the ratio says nothing: a small bomb hurts nobody.
pub const HARMLESS_BYTES: u64 = 16 << 20;
/// Bytes read at once.
const CHUNK: usize = 64 << 10;

/// What stands between the name of an archive within an archive and that of its entry.
const WITHIN: &[u8] = b"!/";

/// A zip archive that is open.
pub struct Archive {
    zip: ZipArchive<FileReader>,
    entries: Vec<Listed>,
    /// The archive within it that was looked into last.
    inner: Option<Box<(Entry, Archive)>>,
}

/// An entry as the central directory lists it.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Which one.
    pub entry: Entry,
    /// Bytes it says to have.
    pub bytes: u64,
    stored: u64,
    way: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    encrypted: bool,
}

impl Archive {
    /// Opens an archive and lists its entries; folders are none.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or is no whole zip archive, and where its entries together
    /// claim more bytes than it has: entries that share their bytes are how a small file becomes
    /// terabytes.
    pub fn open(path: &Path) -> Result<Archive, Error> {
        Archive::of(File::open(path).map_err(unreadable)?)
    }

    /// Opens an archive that is an entry of this one: it is taken out into a file that nobody else
    /// sees and that is gone with it.
    ///
    /// # Errors
    ///
    /// As [`Archive::read`] and [`Archive::open`].
    pub fn within(&self, listed: &Listed) -> Result<Archive, Error> {
        let mut file = tempfile::tempfile().map_err(unreadable)?;
        let mut trouble = None;
        self.read(listed, |piece| {
            trouble = file.write_all(piece).err();
            trouble.is_none()
        })?;
        if let Some(cause) = trouble {
            let message = "the archive within the archive cannot be taken out";
            return Err(Error::new(ErrorKind::Io, message).because(cause));
        }
        file.rewind().map_err(unreadable)?;
        Archive::of(file)
    }

    fn of(file: File) -> Result<Archive, Error> {
        let length = file.metadata().map_err(unreadable)?.len();
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let zip = ZipArchive::from_file(file, &mut buffer).map_err(damaged)?;
        let entries = list(&zip, &mut buffer)?;
        let claimed = entries.iter().fold(0u64, |sum, listed| sum.saturating_add(listed.stored));
        if claimed > length {
            let message = format!(
                "its entries claim {claimed} of its {length} bytes: they overlap, as in a zip bomb"
            );
            return Err(Error::new(ErrorKind::Limit, message));
        }
        Ok(Archive { zip, entries, inner: None })
    }

    /// The entries in the archive's order.
    pub fn entries(&self) -> &[Listed] {
        &self.entries
    }

    /// Reads an entry piece by piece; `take` says whether it wants more.
    ///
    /// # Errors
    ///
    /// Where the entry is damaged, encrypted or too large, or compressed in a way that is not
    /// supported.
    pub fn read(&self, listed: &Listed, mut take: impl FnMut(&[u8]) -> bool) -> Result<(), Error> {
        if listed.encrypted {
            let message = "the archive's entry is encrypted: take it out of the archive first";
            return Err(Error::new(ErrorKind::UnsupportedEncryption, message));
        }
        if listed.bytes > FILE_BYTES as u64 {
            return Err(too_large());
        }
        let found = self.zip.get_entry(listed.way).map_err(damaged)?;
        match listed.method {
            CompressionMethod::STORE => {
                read_pieces(found.verifying_reader(found.reader()), listed, &mut take)
            }
            CompressionMethod::DEFLATE => read_pieces(
                found.verifying_reader(DeflateDecoder::new(found.reader())),
                listed,
                &mut take,
            ),
            other => {
                let message = format!(
                    "the archive's entry is compressed by a method ({other}) that is not supported"
                );
                Err(Error::new(ErrorKind::Invalid, message))
            }
        }
    }

    /// All bytes of an entry by its name, also of one in an archive within this one; `None` where there
    /// is none.
    ///
    /// # Errors
    ///
    /// As [`Archive::read`].
    pub fn bytes(&mut self, entry: &Entry) -> Result<Option<Vec<u8>>, Error> {
        if let Some(listed) = self.entries.iter().find(|listed| listed.entry == *entry) {
            let mut bytes = Vec::new();
            self.read(listed, |piece| {
                bytes.extend_from_slice(piece);
                true
            })?;
            return Ok(Some(bytes));
        }
        match self.leading_to(entry).map(|(listed, rest)| (listed.clone(), rest)) {
            Some((listed, rest)) => self.inner(&listed)?.bytes(&rest),
            None => Ok(None),
        }
    }

    /// The archive within this one that has an entry, and what the entry is there.
    pub fn leading_to(&self, entry: &Entry) -> Option<(&Listed, Entry)> {
        self.entries.iter().find_map(|listed| {
            let name = entry.name.strip_prefix(inner_name(&listed.entry).as_slice())?.to_vec();
            Some((listed, Entry { name, copy: entry.copy }))
        })
    }

    /// The archive within this one, opened once while nothing else is asked for.
    fn inner(&mut self, listed: &Listed) -> Result<&mut Archive, Error> {
        let known = self.inner.take().filter(|inner| inner.0 == listed.entry);
        let inner = match known {
            Some(inner) => inner,
            None => Box::new((listed.entry.clone(), self.within(listed)?)),
        };
        Ok(&mut self.inner.insert(inner).1)
    }
}

/// How the names of what stands in an archive within an archive begin.
pub fn inner_name(entry: &Entry) -> Vec<u8> {
    let mut name = entry.name.clone();
    if entry.copy > 1 {
        name.extend_from_slice(format!(" (copy {})", entry.copy).as_bytes());
    }
    name.extend_from_slice(WITHIN);
    name
}

fn list(zip: &ZipArchive<FileReader>, buffer: &mut [u8]) -> Result<Vec<Listed>, Error> {
    let mut listed = Vec::new();
    let mut copies: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
    let mut records = zip.entries(buffer);
    while let Some(record) = records.next_entry().map_err(damaged)? {
        if record.is_dir() {
            continue;
        }
        let name = decoded(record.file_path().as_bytes(), record.flags().is_utf8());
        let copy = copies.entry(name.clone()).or_default();
        *copy += 1;
        listed.push(Listed {
            entry: Entry { name, copy: *copy },
            bytes: record.uncompressed_size_hint(),
            stored: record.compressed_size_hint(),
            way: record.wayfinder(),
            method: record.compression_method(),
            encrypted: record.flags().is_encrypted(),
        });
    }
    Ok(listed)
}

/// Hands on what is read, piece by piece, until it is the end, too much, or enough.
fn read_pieces(
    mut from: impl Read,
    listed: &Listed,
    take: &mut impl FnMut(&[u8]) -> bool,
) -> Result<(), Error> {
    let mut piece = vec![0; CHUNK];
    let mut total = 0u64;
    loop {
        let n = match from.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(n) => n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(damaged(e)),
        };
        total += n as u64;
        if total > FILE_BYTES as u64 {
            return Err(too_large());
        }
        if total > HARMLESS_BYTES && total / RATIO > listed.stored {
            let message = format!(
                "the archive's entry inflates to more than {RATIO} times its size, as a zip bomb does"
            );
            return Err(Error::new(ErrorKind::Limit, message));
        }
        if !take(&piece[..n]) {
            return Ok(());
        }
    }
}

fn unreadable(cause: io::Error) -> Error {
    Error::new(ErrorKind::Io, "cannot be read").because(cause)
}

fn too_large() -> Error {
    let message = format!(
        "the archive's entry is larger than {} MiB, the limit for one document",
        FILE_BYTES >> 20
    );
    Error::new(ErrorKind::Limit, message)
}

fn damaged(cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::Damaged, "the zip archive is damaged here").because(cause)
}

#[cfg(test)]
pub mod made {
    //! Archives for tests.

    use std::io::Write as _;

    use rawzip::ZipArchiveWriter;

    use super::*;

    /// An archive with these entries, in this order, names as they are.
    pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut archive = ZipArchiveWriter::new(&mut bytes);
        for (name, content) in entries {
            let path = rawzip::path::EntryPath::verbatim(name.as_bytes());
            let builder = archive.new_file(path).compression_method(CompressionMethod::DEFLATE);
            let (mut entry, config) = builder.start().unwrap();
            let encoder =
                flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::best());
            let mut writer = config.wrap(encoder);
            writer.write_all(content).unwrap();
            let (encoder, descriptor) = writer.finish().unwrap();
            encoder.finish().unwrap();
            entry.finish(descriptor).unwrap();
        }
        archive.finish().unwrap();
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(bytes: &[u8]) -> Result<Archive, Error> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        Archive::open(file.path())
    }

    #[test]
    fn entries_are_read_by_name_and_copy() {
        let mut archive =
            opened(&made::zip(&[("a.pdf", b"one"), ("../b.pdf", b"two"), ("a.pdf", b"three")]))
                .unwrap();
        let entry = |name: &str, copy| Entry { name: name.into(), copy };
        let mut read = |name, copy| archive.bytes(&entry(name, copy)).unwrap();
        assert_eq!(read("a.pdf", 1).as_deref(), Some(&b"one"[..]));
        assert_eq!(read("a.pdf", 2).as_deref(), Some(&b"three"[..]));
        assert_eq!(read("../b.pdf", 1).as_deref(), Some(&b"two"[..]));
        assert_eq!(read("c.pdf", 1), None);
    }

    #[test]
    fn an_archive_within_an_archive_is_read_by_the_names_of_both() {
        let inner = made::zip(&[("x.pdf", b"one"), ("x.pdf", b"two")]);
        let middle = made::zip(&[("i.zip", &inner), ("i.zip", &made::zip(&[("y.pdf", b"three")]))]);
        let mut archive = opened(&made::zip(&[("m.zip", &middle), ("a!/b.pdf", b"four")])).unwrap();
        for (name, copy, bytes) in [
            ("m.zip!/i.zip!/x.pdf", 1, Some(&b"one"[..])),
            ("m.zip!/i.zip!/x.pdf", 2, Some(b"two")),
            ("m.zip!/i.zip (copy 2)!/y.pdf", 1, Some(b"three")),
            ("a!/b.pdf", 1, Some(b"four")),
            ("m.zip!/none.pdf", 1, None),
        ] {
            let read = archive.bytes(&Entry { name: name.into(), copy }).unwrap();
            assert_eq!(read.as_deref(), bytes, "{name}");
        }
    }

    #[test]
    fn a_bomb_is_not_inflated() {
        let archive = opened(&made::zip(&[("bomb.pdf", &vec![0; 40 << 20])])).unwrap();
        let mut taken = 0;
        let error = archive.read(&archive.entries()[0], |piece| {
            taken += piece.len();
            true
        });
        assert_eq!(error.unwrap_err().kind(), ErrorKind::Limit);
        assert!(taken as u64 <= HARMLESS_BYTES + CHUNK as u64, "{taken}");
    }

    #[test]
    fn a_damaged_archive_is_an_error_however_it_is_cut_or_flipped() {
        let whole = made::zip(&[("a.pdf", &b"%PDF-1.7 some text".repeat(50)), ("b.pdf", b"two")]);
        for n in 0..whole.len() {
            assert!(opened(&whole[..n]).is_err(), "{n}");
            let mut flipped = whole.clone();
            flipped[n] ^= 0x5a;
            // Whatever comes of it: no panic, and no bytes beyond the limits.
            if let Ok(archive) = opened(&flipped) {
                archive.entries().iter().for_each(|listed| drop(archive.read(listed, |_| true)));
            }
        }
    }
}
