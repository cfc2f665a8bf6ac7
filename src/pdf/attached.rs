//! What a document holds beside its pages: files that are attached to it, and a form that only some
//! viewers build when the document is opened. Where the report is one of those, the pages say next to
//! nothing.

use std::collections::BTreeSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};

use super::actual_text;
use super::inflate;
use super::limits::Limits;
use super::open::{Opened, open};
use crate::error::{Error, ErrorKind};
use crate::finding::{Code, Finding};
use crate::kind::FileKind;

/// Nodes of the name tree of attached files within one another that are followed.
const DEPTH: usize = 16;
/// The most attached files that are looked at.
const MOST: usize = 1_000;
/// How many of them a message names; the evidence names all.
const NAMED: usize = 5;

/// A file that is attached to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// Its name, as the document says it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Takes the file with this name out of a document.
///
/// # Errors
///
/// As [`open`]; [`ErrorKind::NoSuchAttachment`] where the document has none with that name, with the
/// names of those it has; [`ErrorKind::Damaged`] or [`ErrorKind::Limit`] where its bytes cannot be had.
pub fn attached(bytes: &[u8], name: &str, password: Option<&str>) -> Result<Attached, Error> {
    if FileKind::of(bytes).is_picture() || FileKind::of(bytes) == FileKind::Transcript {
        return Err(none_of_that_name(name, &[]));
    }
    let limits = Limits::default();
    let Opened { pdf, .. } = open(bytes, password, &limits)?;
    let files = files(&pdf);
    let Some(file) = files.iter().find(|file| file.name == name) else {
        return Err(none_of_that_name(name, &files));
    };
    Ok(Attached { name: name.to_owned(), bytes: data(file, &limits)? })
}

/// What is odd about a document that holds more than its pages show.
pub(super) fn findings(pdf: &Pdf) -> Vec<Finding> {
    let mut found: Vec<Finding> = has_dynamic_form(pdf).then(form_unread).into_iter().collect();
    let files = files(pdf);
    if !files.is_empty() {
        found.push(attachments_unread(&files));
    }
    found
}

/// An attached file within the document.
struct File<'a> {
    name: String,
    stream: Stream<'a>,
}

/// The bytes of an attached file, as far as it may become large.
fn data(file: &File<'_>, limits: &Limits) -> Result<Vec<u8>, Error> {
    let (filters, raw) = (file.stream.filters(), file.stream.raw_data());
    if inflate::expand(&filters, &raw, limits.file_bytes).is_err() {
        let most = limits.file_bytes;
        let message =
            format!("the attached file {} has more than {most} bytes", quoted(&file.name));
        return Err(Error::new(ErrorKind::Limit, message));
    }
    file.stream.decoded_data().map(|data| data.into_owned()).map_err(|_| damaged(&file.name))
}

fn damaged(name: &str) -> Error {
    Error::new(ErrorKind::Damaged, format!("the attached file {} is damaged", quoted(name)))
}

/// The files of a document, each name once: those of its list (ISO 32000-2, 7.11.4) and those that
/// are pinned to its pages (12.5.6.15).
fn files(pdf: &Pdf) -> Vec<File<'_>> {
    let mut found = Vec::new();
    let names = catalogue(pdf).and_then(|root| root.get::<Dict<'_>>(b"Names"));
    if let Some(tree) = names.and_then(|names| names.get::<Dict<'_>>(b"EmbeddedFiles")) {
        walk(&tree, DEPTH, &mut found);
    }
    for page in pdf.pages().iter() {
        let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else { continue };
        for annotation in annotations.iter::<Dict<'_>>().take(MOST) {
            if is_named(&annotation, b"Subtype", b"FileAttachment") {
                found.extend(annotation.get::<Dict<'_>>(b"FS").and_then(|spec| file(&spec)));
            }
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|file| seen.insert(file.name.clone()));
    found
}

/// The files below a node of the name tree (ISO 32000-2, 7.9.6).
fn walk<'a>(node: &Dict<'a>, depth: usize, found: &mut Vec<File<'a>>) {
    if let Some(pairs) = node.get::<Array<'a>>(b"Names") {
        let specs = pairs.iter::<Object<'a>>().take(2 * MOST).filter_map(|each| match each {
            Object::Dict(spec) => Some(spec),
            _ => None,
        });
        found.extend(specs.filter_map(|spec| file(&spec)));
    }
    let Some(kids) = node.get::<Array<'a>>(b"Kids").filter(|_| depth > 0) else { return };
    for kid in kids.iter::<Dict<'a>>().take(MOST) {
        if found.len() < MOST {
            walk(&kid, depth - 1, found);
        }
    }
}

/// The file that a file specification embeds (ISO 32000-2, 7.11.3); `None` where it only names one
/// that lies elsewhere.
fn file<'a>(spec: &Dict<'a>) -> Option<File<'a>> {
    let embedded = spec.get::<Dict<'a>>(b"EF")?;
    let stream = [b"UF".as_slice(), b"F"].iter().find_map(|key| embedded.get::<Stream<'a>>(key))?;
    let name = [b"UF".as_slice(), b"F"].iter().find_map(|key| spec.get::<PdfString<'a>>(key));
    let name = name.map_or_else(String::new, |name| actual_text::decode(name.as_bytes()));
    Some(File { name, stream })
}

/// Whether the pages are only what is shown where the document's form cannot be built (ISO 32000-2,
/// annex K: `NeedsRendering`, or a form whose fields stand on no page).
fn has_dynamic_form(pdf: &Pdf) -> bool {
    let Some(root) = catalogue(pdf) else { return false };
    let Some(form) = root.get::<Dict<'_>>(b"AcroForm").filter(|form| form.contains_key(b"XFA"))
    else {
        return false;
    };
    let fields = form.get::<Array<'_>>(b"Fields");
    root.get::<bool>(b"NeedsRendering") == Some(true)
        || fields.is_none_or(|fields| fields.raw_iter().next().is_none())
}

fn catalogue(pdf: &Pdf) -> Option<Dict<'_>> {
    pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())
}

fn is_named(dict: &Dict<'_>, key: &[u8], name: &[u8]) -> bool {
    dict.get::<Name<'_>>(key).is_some_and(|n| n.as_ref() == name)
}

fn quoted(name: &str) -> String {
    format!("“{name}”")
}

/// The first names of some files.
fn listed(files: &[File<'_>]) -> String {
    let names: Vec<String> = files.iter().take(NAMED).map(|file| quoted(&file.name)).collect();
    let more = if files.len() > NAMED { ", …" } else { "" };
    format!("{}{more}", names.join(", "))
}

fn none_of_that_name(name: &str, files: &[File<'_>]) -> Error {
    let name = quoted(name);
    let message = match files {
        [] => format!("no attached file {name}: the document has no attached files"),
        files => format!("no attached file {name}: the document has {}", listed(files)),
    };
    Error::new(ErrorKind::NoSuchAttachment, message)
}

/// The finding that files are attached, which were not read.
fn attachments_unread(files: &[File<'_>]) -> Finding {
    let (count, names) = (files.len(), listed(files));
    let th = format!(
        "เอกสารมีไฟล์แนบ {count} ไฟล์ ซึ่งไม่ได้อ่าน: {names} อ่านได้ด้วย raingan extract --attachment ชื่อไฟล์"
    );
    let en = format!(
        "files attached to the document were not read ({count}): {names}; \
         raingan extract --attachment NAME reads one"
    );
    let finding = Finding::new(Code::AttachmentsUnread, th, en);
    files.iter().fold(finding, |finding, file| finding.seen(&file.name, &[]))
}

/// The finding that the pages are a stand-in for a form.
fn form_unread() -> Finding {
    Finding::new(
        Code::FormUnread,
        "เอกสารเป็นแบบฟอร์ม XFA ที่เปิดได้เฉพาะบางโปรแกรม หน้าที่อ่านได้ไม่ใช่ตัวรายงาน ให้พิมพ์เป็น PDF ใหม่แล้วอ่านอีกครั้ง",
        "the document is an XFA form, which only some viewers can show; its pages do not hold the \
         report (print it to a new PDF and read that)",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A document of one empty page, whose catalogue and further objects (from number 4) are given.
    fn document(catalogue: &str, objects: &[&str]) -> Vec<u8> {
        let fixed = [
            format!("<</Type/Catalog/Pages 2 0 R{catalogue}>>"),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Annots[9 0 R]>>".to_owned(),
        ];
        let mut out = b"%PDF-1.7\n".to_vec();
        let all = fixed.iter().map(String::as_str).chain(objects.iter().copied());
        let mut places = Vec::new();
        for (i, object) in all.enumerate() {
            places.push(out.len());
            out.extend(format!("{} 0 obj\n{object}\nendobj\n", i + 1).bytes());
        }
        let table = out.len();
        out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
        places.iter().for_each(|at| out.extend(format!("{at:010} 00000 n \n").bytes()));
        let size = places.len() + 1;
        let trailer = format!("trailer<</Root 1 0 R/Size {size}>>\nstartxref\n{table}\n%%EOF\n");
        out.extend(trailer.bytes());
        out
    }

    /// A document with a file in its list and one pinned to its page.
    fn with_files() -> Vec<u8> {
        document(
            "/Names<</EmbeddedFiles 4 0 R>>",
            &[
                "<</Kids[5 0 R]>>",
                "<</Names[(a) 6 0 R (b) 7 0 R]>>",
                "<</Type/Filespec/F(a.pdf)/EF<</F 8 0 R>>>>",
                "<</Type/Filespec/F(elsewhere.pdf)>>",
                "<</Length 5>>stream\nhello\nendstream",
                "<</Subtype/FileAttachment/Rect[0 0 9 9]/FS<</UF(b.xls)/EF<</F 8 0 R>>>>>>",
            ],
        )
    }

    fn codes(bytes: &[u8]) -> Vec<(String, Vec<String>)> {
        let pdf = open(bytes, None, &Limits::default()).unwrap().pdf;
        let names = |f: Finding| f.evidence.into_iter().map(|e| e.raw).collect();
        findings(&pdf).into_iter().map(|f| (f.code.clone(), names(f))).collect()
    }

    #[test]
    fn attached_files_are_named_and_can_be_had() {
        let bytes = with_files();
        let names = vec!["a.pdf".to_owned(), "b.xls".to_owned()];
        assert_eq!(codes(&bytes), [("attachments-unread".to_owned(), names)]);
        assert_eq!(attached(&bytes, "a.pdf", None).unwrap().bytes, b"hello");
        assert_eq!(attached(&bytes, "b.xls", None).unwrap().bytes, b"hello");
    }

    #[test]
    fn a_name_that_is_not_there_is_answered_with_those_that_are() {
        let error = attached(&with_files(), "elsewhere.pdf", None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NoSuchAttachment);
        assert!(error.to_string().ends_with("has “a.pdf”, “b.xls”"), "{error}");
        let error = attached(&document("", &[]), "a.pdf", None).unwrap_err();
        assert!(error.to_string().ends_with("has no attached files"), "{error}");
    }

    #[test]
    fn a_form_without_fields_on_pages_is_elsewhere() {
        let form = |catalogue: &str| codes(&document(catalogue, &[])).len();
        assert_eq!(form("/AcroForm<</XFA(x)/Fields[]>>"), 1);
        assert_eq!(form("/NeedsRendering true/AcroForm<</XFA(x)/Fields[3 0 R]>>"), 1);
        assert_eq!(form("/AcroForm<</XFA(x)/Fields[3 0 R]>>"), 0, "its fields are on pages");
        assert_eq!(form("/AcroForm<</Fields[]>>"), 0, "no such form");
    }
}
