//! Broken files: what is looked at before hayro loads them, and what is tried where it finds no
//! page.

use std::collections::BTreeSet;
use std::io::Write;

use hayro_syntax::Filter;
use hayro_syntax::object::{Dict, FromBytes, MaybeRef, Name, Object};
use lopdf::{Document, LoadOptions};
use memchr::memmem;

use super::budget::with_deadline;
use super::inflate;
use super::limits::Limits;
use crate::error::{Error, ErrorKind};

/// A way to recover a broken file: its bytes in, those of a file that hayro may read out.
pub(super) type Way = fn(&[u8], &Limits) -> Option<Vec<u8>>;

/// How far before `/ObjStm` its object's beginning is looked for; the dictionaries of such streams
/// are short.
const OBJECT_WITHIN: usize = 4096;
/// Bytes that the search for the ends of object streams may look at again and again, relative to
/// the file's length.
const SEARCH_FACTOR: u64 = 64;

/// Refuses a file whose object or cross-reference streams inflate beyond the limits, or take too
/// long to be found: these are what hayro inflates, without a bound, to load a file.
///
/// Streams of an encrypted file cannot be judged before it is open, and are let through.
///
/// # Errors
///
/// [`ErrorKind::Limit`].
pub(super) fn check_object_streams(bytes: &[u8], limits: &Limits) -> Result<(), Error> {
    let (mut inflated, mut searched) = (0usize, 0u64);
    for at in memmem::find_iter(bytes, b"/ObjStm").chain(memmem::find_iter(bytes, b"/XRef")) {
        let rest = bytes.get(at..).unwrap_or_default();
        let end = memmem::find(rest, b"endstream").unwrap_or(rest.len());
        searched += end as u64;
        if searched > (bytes.len() as u64).saturating_mul(SEARCH_FACTOR) {
            return Err(over_limit("its object streams have no end"));
        }
        let Some((filters, raw)) = stream_at(bytes, at, end) else { continue };
        if filters.len() > limits.filters {
            return Err(over_limit("an object stream has too many filters"));
        }
        if inflate::upper_bound(&filters, raw.len()) <= limits.stream_bytes as u64 / 16 {
            continue;
        }
        match inflate::expand(&filters, raw, limits.stream_bytes) {
            Ok(expanded) => inflated += expanded.len,
            Err(inflate::TooLarge) => {
                return Err(over_limit("an object stream inflates beyond the limit"));
            }
        }
        if inflated > limits.document_bytes / 2 {
            return Err(over_limit("its object streams inflate beyond the limit"));
        }
    }
    Ok(())
}

fn over_limit(what: &str) -> Error {
    Error::new(ErrorKind::Limit, format!("over a limit: {what}"))
}

/// Filters and bytes of the stream whose dictionary contains the bytes at `at`, and which ends at
/// `at + end`.
fn stream_at(bytes: &[u8], at: usize, end: usize) -> Option<(Vec<Filter>, &[u8])> {
    let from = at.saturating_sub(OBJECT_WITHIN);
    let before = bytes.get(from..at)?;
    let object = from + memmem::rfind(before, b"obj")? + 3;
    let dict_at = object + memmem::find(bytes.get(object..at)?, b"<<")?;
    let dict = Dict::from_bytes(bytes.get(dict_at..at + end)?)?;
    let data = bytes.get(dict_at + dict.data().len()..at + end)?;
    let data = data.get(memmem::find(data, b"stream")? + 6..)?;
    let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
    Some((filters(&dict), data))
}

/// The filters a dictionary names outright. One that it only refers to counts as deflate.
fn filters(dict: &Dict<'_>) -> Vec<Filter> {
    match dict.get_raw::<Object<'_>>(b"Filter") {
        None => Vec::new(),
        Some(MaybeRef::NotRef(Object::Name(name))) => vec![filter(&name)],
        Some(MaybeRef::NotRef(Object::Array(names))) => names
            .raw_iter()
            .map(|item| match item {
                MaybeRef::NotRef(Object::Name(name)) => filter(&name),
                _ => Filter::FlateDecode,
            })
            .collect(),
        Some(_) => vec![Filter::FlateDecode],
    }
}

/// The filter that a name stands for (ISO 32000-2, 7.4.1); any other counts as deflate.
fn filter(name: &Name<'_>) -> Filter {
    match name.as_ref() {
        b"ASCIIHexDecode" | b"AHx" => Filter::AsciiHexDecode,
        b"ASCII85Decode" | b"A85" => Filter::Ascii85Decode,
        b"LZWDecode" | b"LZW" => Filter::LzwDecode,
        b"RunLengthDecode" | b"RL" => Filter::RunLengthDecode,
        _ => Filter::FlateDecode,
    }
}

/// Whether lopdf may be given the file: it holds all objects in memory, and recurses.
pub(super) fn lopdf_may_try(bytes: &[u8], limits: &Limits) -> bool {
    bytes.len() <= limits.recovery_bytes && deepest(bytes, limits.nesting) < limits.nesting
}

/// How many `[` and `<<` follow upon one another at most without one being closed, up to `enough`.
/// Compressed data count, too, but close at random as often as they open.
fn deepest(bytes: &[u8], enough: usize) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    let mut before = 0u8;
    for byte in bytes {
        match (before, byte) {
            (_, b'[') | (b'<', b'<') => depth += 1,
            (_, b']') | (b'>', b'>') => depth = depth.saturating_sub(1),
            // Nothing is open between objects: `endobj`, `endstream`.
            (b'n', b'd') => depth = 0,
            _ => {}
        }
        before = *byte;
        deepest = deepest.max(depth);
        if deepest >= enough {
            break;
        }
    }
    deepest
}

pub(super) fn lopdf_options(password: &str, limits: &Limits) -> LoadOptions {
    let password = (!password.is_empty()).then(|| password.to_owned());
    LoadOptions {
        password,
        max_decompressed_size: Some(limits.stream_bytes),
        ..LoadOptions::default()
    }
}

/// lopdf's second opinion on whether a broken file is locked with another password.
pub(super) fn is_locked(bytes: &[u8], password: &str, limits: &Limits) -> bool {
    if !lopdf_may_try(bytes, limits) {
        return false;
    }
    let (data, options) = (bytes.to_vec(), lopdf_options(password, limits));
    let locked = with_deadline(limits.open_time, limits.stack_bytes, move || {
        match Document::load_mem_with_options(&data, options) {
            Ok(document) => document.is_encrypted() && document.get_pages().is_empty(),
            Err(e) => matches!(e, lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)),
        }
    });
    locked.unwrap_or(false)
}

/// The file as lopdf recovers and writes it, where it finds a page.
pub(super) fn by_lopdf(bytes: &[u8], limits: &Limits) -> Option<Vec<u8>> {
    if !lopdf_may_try(bytes, limits) {
        return None;
    }
    let (data, options) = (bytes.to_vec(), lopdf_options("", limits));
    with_deadline(limits.open_time, limits.stack_bytes, move || {
        let mut document = Document::load_mem_with_options(&data, options).ok()?;
        let mut saved = Vec::new();
        (!document.get_pages().is_empty() && document.save_to(&mut saved).is_ok()).then_some(saved)
    })
    .ok()
    .flatten()
}

/// The file with a page tree of all page objects that stand in it, in their order: for files that
/// were cut before their catalogue. Pages within object streams are not found.
pub(super) fn by_page_objects(bytes: &[u8], limits: &Limits) -> Option<Vec<u8>> {
    let mut pages: BTreeSet<usize> = BTreeSet::new();
    let mut kids = Vec::new();
    let mut highest = 0u32;
    for at in memmem::find_iter(bytes, b" obj") {
        let Some((number, generation)) = numbers_before(bytes, at) else { continue };
        highest = highest.max(number);
        let body = bytes.get(at + 4..).unwrap_or_default().trim_ascii_start();
        if kids.len() < limits.pages && is_page(body) && pages.insert(number as usize) {
            kids.push(format!("{number} {generation} R"));
        }
    }
    if kids.is_empty() || highest > u32::MAX - 2 {
        return None;
    }
    let (catalog, tree) = (highest + 1, highest + 2);
    let mut saved = bytes.to_vec();
    let (kids, count) = (kids.join(" "), kids.len());
    write!(
        saved,
        "\nendstream\nendobj\n{tree} 0 obj\n<</Type/Pages/Kids[{kids}]/Count {count}>>\nendobj\n\
         {catalog} 0 obj\n<</Type/Catalog/Pages {tree} 0 R>>\nendobj\ntrailer\n<</Root {catalog} 0 R>>\n"
    )
    .ok()?;
    Some(saved)
}

fn is_page(body: &[u8]) -> bool {
    // A page's dictionary is short; parsing the rest of the file for it would not be.
    let body = body.get(..OBJECT_WITHIN * 16).unwrap_or(body);
    body.starts_with(b"<<")
        && Dict::from_bytes(body).is_some_and(|d| {
            matches!(d.get_raw::<Object<'_>>(b"Type"), Some(MaybeRef::NotRef(Object::Name(n))) if n.as_ref() == b"Page")
        })
}

/// Object and generation number before ` obj`.
fn numbers_before(bytes: &[u8], at: usize) -> Option<(u32, u32)> {
    let before = bytes.get(at.saturating_sub(20)..at)?;
    let mut words = before.rsplit(u8::is_ascii_whitespace).filter(|w| !w.is_empty());
    let (generation, number) = (decimal(words.next()?)?, decimal(words.next()?)?);
    Some((number, generation))
}

fn decimal(word: &[u8]) -> Option<u32> {
    std::str::from_utf8(word).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_counted_within_objects_and_not_beyond_what_is_asked() {
        assert_eq!(deepest(b"<< /A [ [ 1 ] [ 2 ] ] >>", 99), 3);
        assert_eq!(deepest(b"1 0 obj [ [ endobj 2 0 obj [ endobj", 99), 2);
        assert_eq!(deepest(&[b'['; 1000], 64), 64);
    }

    #[test]
    fn pages_of_a_file_without_a_catalogue_get_a_tree() {
        let cut = b"%PDF-1.4\n3 0 obj <</Type/Page>> endobj\n7 0 obj <</Type/Font>> endobj\n";
        let saved = by_page_objects(cut, &Limits::default()).unwrap();
        let saved = String::from_utf8_lossy(&saved);
        assert!(saved.contains("9 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>"), "{saved}");
        assert!(saved.contains("/Root 8 0 R"));
        assert_eq!(by_page_objects(b"%PDF-1.4\n7 0 obj <<>> endobj", &Limits::default()), None);
    }

    #[test]
    fn an_object_stream_that_inflates_too_far_is_refused() {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&vec![0; 1 << 20]).unwrap();
        let bomb = encoder.finish().unwrap();
        let head = b"1 0 obj <</Type/ObjStm/Filter/FlateDecode>> stream\n";
        let file = [head.as_slice(), &bomb, b"\nendstream endobj"].concat();
        let small = Limits { stream_bytes: 1 << 16, ..Limits::default() };
        let refused = check_object_streams(&file, &small).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Limit);
        assert!(check_object_streams(&file, &Limits::default()).is_ok());
    }
}
