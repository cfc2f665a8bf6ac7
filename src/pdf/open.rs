//! Bytes → an opened document: what is not a PDF, locked or broken is refused by its
//! name, and what is broken is recovered.
//!
//! hayro reads the file, and recovers most broken ones by itself. Where it finds no page, lopdf's
//! recovery and then our own search for page objects are tried (`recover`). hayro does not say that
//! it repaired something, so that is found out here by looking at the end of the file
//! (`container_trouble`).

use std::sync::Arc;

use hayro_syntax::object::{Dict, Number};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use memchr::memmem;

use super::budget::{OverBudget, Trouble, with_deadline};
use super::limits::Limits;
use super::recover;
use crate::error::{Error, ErrorKind};
use crate::finding::{Code, Finding};
use crate::kind::{FileKind, HEAD_BYTES};

/// The end of the file, where `startxref` and `%%EOF` are looked for; readers look at 1,024 bytes,
/// writers pad more.
const TAIL: usize = 4096;
/// Bytes that the head of an object, `N G obj`, takes at most.
const OBJECT_HEAD: usize = 32;

/// A document that can be read.
pub struct Opened {
    /// The document, for hayro's interpreter.
    pub pdf: Arc<Pdf>,
    /// How many pages were found.
    pub page_count: u32,
    /// Whether it is encrypted (and open now).
    pub encrypted: bool,
    /// What was odd about the file: repaired, pages missing.
    pub findings: Vec<Finding>,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened")
            .field("page_count", &self.page_count)
            .field("encrypted", &self.encrypted)
            .field("findings", &self.findings)
            .finish_non_exhaustive()
    }
}

/// Opens a PDF: with `password`, or without where the document opens with the empty one.
///
/// # Errors
///
/// [`ErrorKind::Empty`], [`ErrorKind::NotPdf`], [`ErrorKind::Limit`] (too large, too many pages,
/// takes too long to load), [`ErrorKind::Encrypted`], [`ErrorKind::WrongPassword`],
/// [`ErrorKind::UnsupportedEncryption`], [`ErrorKind::Damaged`].
pub fn open(bytes: &[u8], password: Option<&str>, limits: &Limits) -> Result<Opened, Error> {
    let header = check_kind(bytes, limits)?;
    recover::check_object_streams(bytes, limits)?;
    let encrypted = memmem::find(bytes, b"/Encrypt").is_some();
    let mut repaired =
        if header { container_trouble(bytes) } else { Some("its header is missing") };
    let data = Arc::new(bytes.to_vec());
    let pdf = match load_any(&data, password, limits) {
        Ok(pdf) if !pdf.pages().is_empty() => pdf,
        Err(e) if !matches!(e.kind(), ErrorKind::Damaged) => return Err(e),
        _ if encrypted => return Err(locked_or_damaged(bytes, password, limits)),
        _ => {
            repaired.get_or_insert("its page tree is broken");
            recovered(bytes, limits)?
        }
    };
    finish(pdf, encrypted, repaired, limits)
}

fn finish(
    pdf: Pdf,
    encrypted: bool,
    repaired: Option<&str>,
    limits: &Limits,
) -> Result<Opened, Error> {
    let found = pdf.pages().len();
    if found > limits.pages {
        let message =
            format!("too many pages: {found}, at most {} are read (split the file)", limits.pages);
        return Err(Error::new(ErrorKind::Limit, message));
    }
    let mut findings: Vec<Finding> = repaired.map(repaired_finding).into_iter().collect();
    if let Some(promised) = promised_pages(&pdf).filter(|promised| *promised > found as f64) {
        findings.push(missing_finding(promised, found));
    }
    Ok(Opened { pdf: Arc::new(pdf), page_count: found as u32, encrypted, findings })
}

/// Whether the bytes can be a PDF at all, and have its header.
fn check_kind(bytes: &[u8], limits: &Limits) -> Result<bool, Error> {
    if bytes.is_empty() {
        return Err(Error::new(
            ErrorKind::Empty,
            "the file is empty (0 bytes); a PDF was expected",
        ));
    }
    if bytes.len() > limits.file_bytes {
        let message =
            format!("too large: {} bytes, at most {} are read", bytes.len(), limits.file_bytes);
        return Err(Error::new(ErrorKind::Limit, message));
    }
    let kind = FileKind::of(bytes);
    if kind == FileKind::Pdf {
        return Ok(true);
    }
    if kind == FileKind::Unknown && has_objects(bytes) {
        return Ok(false);
    }
    let kind = kind.advice().unwrap_or("data of an unknown kind");
    let message =
        format!("not a PDF: it looks like {kind}; no %PDF- in its first {HEAD_BYTES} bytes");
    Err(Error::new(ErrorKind::NotPdf, message))
}

/// Whether there are objects of a PDF in a file whose header is missing.
fn has_objects(bytes: &[u8]) -> bool {
    memmem::find(bytes, b" obj").is_some()
        && (memmem::find(bytes, b"/Page").is_some() || memmem::find(bytes, b"trailer").is_some())
}

/// Loads by hayro: with the password given, else with the empty one, which also opens what needs
/// none.
fn load_any(data: &Arc<Vec<u8>>, password: Option<&str>, limits: &Limits) -> Result<Pdf, Error> {
    match load(data, password.unwrap_or_default(), limits) {
        Err(e) if e.kind() == ErrorKind::Encrypted && password.is_some_and(|p| !p.is_empty()) => {
            load(data, "", limits).map_err(|_| wrong_password())
        }
        result => result,
    }
}

/// Loads by hayro, within the time that opening may take.
pub(super) fn load(data: &Arc<Vec<u8>>, password: &str, limits: &Limits) -> Result<Pdf, Error> {
    let (data, password) = (Arc::clone(data), password.to_owned());
    let loaded = with_deadline(limits.open_time, limits.stack_bytes, move || {
        Pdf::new_with_password(data, &password)
    });
    match loaded {
        Ok(Ok(pdf)) => Ok(pdf),
        Ok(Err(e)) => Err(load_error(e)),
        Err(trouble) => Err(trouble_error(&trouble)),
    }
}

fn load_error(error: LoadPdfError) -> Error {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            Error::new(ErrorKind::Encrypted, "encrypted: a password is needed")
        }
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => Error::new(
            ErrorKind::UnsupportedEncryption,
            "encrypted in a way that is not supported: RC4 and AES with a password are (ask for an open copy)",
        ),
        LoadPdfError::Decryption(_) => Error::new(
            ErrorKind::UnsupportedEncryption,
            "encrypted, and its encryption dictionary is damaged",
        ),
        LoadPdfError::Invalid => damaged(),
    }
}

fn trouble_error(trouble: &Trouble) -> Error {
    match trouble {
        Trouble::OverBudget(OverBudget::Time(t)) => Error::new(
            ErrorKind::Limit,
            format!(
                "takes longer than {} s to open: it is damaged, or made to be slow",
                t.as_secs_f32()
            ),
        ),
        Trouble::OverBudget(OverBudget::Items(n)) => {
            Error::new(ErrorKind::Limit, format!("has more than {n} items to open"))
        }
        Trouble::Panicked(words) => {
            Error::new(ErrorKind::Damaged, format!("damaged: reading it failed inside ({words})"))
        }
    }
}

fn damaged() -> Error {
    Error::new(
        ErrorKind::Damaged,
        "damaged beyond recovery: no page could be found (ask for another copy)",
    )
}

fn wrong_password() -> Error {
    Error::new(ErrorKind::WrongPassword, "encrypted: the password given does not open it")
}

/// hayro's recovery of broken files swallows what is wrong with the password: lopdf says whether it
/// is that.
fn locked_or_damaged(bytes: &[u8], password: Option<&str>, limits: &Limits) -> Error {
    match (recover::is_locked(bytes, password.unwrap_or_default(), limits), password) {
        (true, Some(_)) => wrong_password(),
        (true, None) => load_error(LoadPdfError::Decryption(DecryptionError::PasswordProtected)),
        (false, _) => damaged(),
    }
}

/// What lopdf or our own search can recover, as hayro reads it.
fn recovered(bytes: &[u8], limits: &Limits) -> Result<Pdf, Error> {
    for way in [recover::by_lopdf, recover::by_page_objects] as [recover::Way; 2] {
        let pdf = way(bytes, limits).and_then(|saved| load(&Arc::new(saved), "", limits).ok());
        if let Some(pdf) = pdf.filter(|pdf| !pdf.pages().is_empty()) {
            return Ok(pdf);
        }
    }
    Err(damaged())
}

/// `/Count` of the page tree's root (ISO 32000-2, 7.7.3.2).
fn promised_pages(pdf: &Pdf) -> Option<f64> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let count = root.get::<Dict<'_>>(b"Pages")?.get::<Number>(b"Count")?;
    Some(count.as_f64())
}

/// What is broken about the end of the file (ISO 32000-2, 7.5.5), where hayro must have repaired
/// it.
fn container_trouble(bytes: &[u8]) -> Option<&'static str> {
    let tail_at = bytes.len().saturating_sub(TAIL);
    let tail = bytes.get(tail_at..).unwrap_or_default();
    let Some(start) = memmem::rfind(tail, b"startxref") else {
        return Some("its end with the cross-reference table is missing");
    };
    let after = tail.get(start + b"startxref".len()..).unwrap_or_default();
    if memmem::find(after, b"%%EOF").is_none() {
        return Some("its end is cut off");
    }
    let digits: Vec<u8> =
        after.trim_ascii_start().iter().copied().take_while(u8::is_ascii_digit).collect();
    let offset = std::str::from_utf8(&digits).ok()?.parse::<usize>().unwrap_or(usize::MAX);
    let table = bytes.get(offset..).unwrap_or_default().trim_ascii_start();
    if !begins_object(table) && (!table.starts_with(b"xref") || !entries_hold(bytes, table)) {
        return Some("its cross-reference table is broken");
    }
    None
}

/// Whether the entries in use of a cross-reference table's first section point to where an object
/// can begin.
fn entries_hold(bytes: &[u8], table: &[u8]) -> bool {
    let table = table.get(b"xref".len()..).unwrap_or_default();
    let words = table.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    // A word that is no text ends the table.
    let mut words = words.map_while(|word| std::str::from_utf8(word).ok());
    let Some(count) = words.nth(1).and_then(|word| word.parse::<u32>().ok()) else {
        return false;
    };
    for _ in 0..count {
        let entry = (words.next(), words.next(), words.next());
        let (Some(offset), Some(_generation), Some(state)) = entry else { return false };
        let at = offset.parse::<usize>().ok().and_then(|o| bytes.get(o..));
        if state == "n" && !at.is_some_and(begins_object) {
            return false;
        }
    }
    true
}

/// Whether bytes begin with `N G obj`, white space before and between.
fn begins_object(bytes: &[u8]) -> bool {
    let head = bytes.get(..OBJECT_HEAD).unwrap_or(bytes).trim_ascii_start();
    let behind_number = behind_digits(head);
    let generation = behind_number.trim_ascii_start();
    behind_number.len() < head.len()
        && generation.len() < behind_number.len()
        && behind_digits(generation).trim_ascii_start().starts_with(b"obj")
}

/// What follows the digits that bytes begin with.
fn behind_digits(bytes: &[u8]) -> &[u8] {
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    bytes.get(digits..).unwrap_or_default()
}

fn repaired_finding(what: &str) -> Finding {
    Finding::new(
        Code::FileRepaired,
        "ไฟล์เสียหาย อ่านได้เท่าที่กู้คืนได้ (โครงสร้างตาราง xref ส่วนท้ายไฟล์ หรือโครงสร้างหน้า)",
        format!("the file is damaged ({what}); it was read as far as it could be recovered"),
    )
}

fn missing_finding(promised: f64, found: usize) -> Finding {
    Finding::new(
        Code::PagesMissing,
        format!("ไฟล์ระบุว่ามี {promised} หน้า แต่พบเพียง {found} หน้า"),
        format!("the file promises {promised} pages, {found} were found"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_an_object_is_known() {
        for (bytes, begins) in [
            ("12 0 obj", true),
            ("\n 7 0 obj<<>>", true),
            ("12 0 endobj", false),
            ("obj", false),
            ("", false),
        ] {
            assert_eq!(begins_object(bytes.as_bytes()), begins, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_broken_at_the_end_of_a_file_is_named() {
        let whole = "1 0 obj<<>>endobj\nxref\n0 2\n0000000000 65535 f \n0000000000 00000 n \n\
                     trailer<<>>\nstartxref\n18\n%%EOF";
        assert_eq!(container_trouble(whole.as_bytes()), None);
        for (broken, what) in [
            (whole.replace("startxref", ""), "is missing"),
            (whole.replace("%%EOF", ""), "is cut off"),
            (whole.replace("\n18\n", "\n9999\n"), "is broken"),
            (whole.replace("0000000000 00000 n", "0000000019 00000 n"), "is broken"),
            (whole.replace("0 2\n", "0 9\n"), "is broken"),
        ] {
            let trouble = container_trouble(broken.as_bytes());
            assert!(trouble.is_some_and(|trouble| trouble.ends_with(what)), "{trouble:?}: {what}");
        }
    }
}
