//! What kind of file some bytes are, found once and for everybody: by how they begin, never by a
//! name.

use memchr::memmem;

/// Readers accept a PDF's header within the first 1,024 bytes (ISO 32000-1, annex H, note 13).
pub const HEAD_BYTES: usize = 1024;

/// A UTF-8 byte-order mark.
const BOM: &[u8] = "\u{FEFF}".as_bytes();
/// Fewest tabs in a row of a transcript.
const TABS: usize = 2;

/// What kind of file some bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A PDF, by its header.
    Pdf,
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
    /// A TIFF picture, of one page or several.
    Tiff,
    /// What another OCR system wrote of a report: text with tab-separated rows.
    Transcript,
    /// A ZIP archive that is none of the documents below.
    Zip,
    /// A Word file of today (.docx).
    Word,
    /// An Excel file of today (.xlsx).
    Excel,
    /// A file of LibreOffice and its like (.odt, .ods).
    OpenDocument,
    /// A Word or Excel file of before 2007 (.doc, .xls).
    OldOffice,
    /// An RTF text.
    Rtf,
    /// A page of the web.
    Html,
    /// Other XML, SVG among it.
    Xml,
    /// A GIF picture, which is not read.
    Gif,
    /// PostScript.
    PostScript,
    /// Data packed by gzip.
    Gzip,
    /// A RAR archive.
    Rar,
    /// A 7-Zip archive.
    SevenZip,
    /// Text of no other kind.
    Text,
    /// None of these; it may still be a PDF whose header is lost.
    Unknown,
}

/// How files of a kind begin.
const MAGIC: [(&[u8], FileKind); 13] = [
    (b"\x89PNG", FileKind::Png),
    (b"\xFF\xD8\xFF", FileKind::Jpeg),
    (b"II*\0", FileKind::Tiff),
    (b"MM\0*", FileKind::Tiff),
    (b"PK\x03\x04", FileKind::Zip),
    // An archive without entries is its end alone.
    (b"PK\x05\x06", FileKind::Zip),
    (b"GIF8", FileKind::Gif),
    (b"\xD0\xCF\x11\xE0", FileKind::OldOffice),
    (b"{\\rtf", FileKind::Rtf),
    (b"%!PS", FileKind::PostScript),
    (b"\x1F\x8B", FileKind::Gzip),
    (b"Rar!", FileKind::Rar),
    (b"7z\xBC\xAF", FileKind::SevenZip),
];

impl FileKind {
    /// The kind of some bytes: a whole file, or at least its first [`HEAD_BYTES`]. Of a part, text
    /// that is cut within a character is still text, and an archive is known to be one of an
    /// office program only where the part says so.
    ///
    /// ```
    /// use raingan::kind::FileKind;
    /// assert_eq!(FileKind::of(b"%PDF-1.7\n"), FileKind::Pdf);
    /// assert_eq!(FileKind::of("โครงการ\tผล\tงบประมาณ\n".as_bytes()), FileKind::Transcript);
    /// ```
    pub fn of(bytes: &[u8]) -> FileKind {
        let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
        let magic = MAGIC.iter().find(|(start, _)| head.starts_with(start)).map(|(_, kind)| *kind);
        match magic {
            Some(FileKind::Zip) => of_zip(bytes),
            Some(kind) if kind.is_picture() => kind,
            // A PDF's header may stand behind that of what it was wrapped in.
            _ if has(head, b"%PDF-") => FileKind::Pdf,
            Some(kind) => kind,
            None => of_text(bytes, head),
        }
    }

    /// The word for it between programs: `pdf`, `zip`, `word`.
    pub fn code(self) -> &'static str {
        match self {
            FileKind::Pdf => "pdf",
            FileKind::Png => "png",
            FileKind::Jpeg => "jpeg",
            FileKind::Tiff => "tiff",
            FileKind::Transcript => "transcript",
            FileKind::Zip => "zip",
            FileKind::Word => "word",
            FileKind::Excel => "excel",
            FileKind::OpenDocument => "open-document",
            FileKind::OldOffice => "old-office",
            FileKind::Rtf => "rtf",
            FileKind::Html => "html",
            FileKind::Xml => "xml",
            FileKind::Gif => "gif",
            FileKind::PostScript => "postscript",
            FileKind::Gzip => "gzip",
            FileKind::Rar => "rar",
            FileKind::SevenZip => "7-zip",
            FileKind::Text => "text",
            FileKind::Unknown => "unknown",
        }
    }

    /// Whether it is a picture that can be read as pages.
    pub fn is_picture(self) -> bool {
        matches!(self, FileKind::Png | FileKind::Jpeg | FileKind::Tiff)
    }

    /// Whether it is a ZIP archive, which the files of office programs are, too.
    pub fn is_zip(self) -> bool {
        use FileKind::{Excel, OpenDocument, Word, Zip};
        matches!(self, Zip | Word | Excel | OpenDocument)
    }

    /// The media type that a report says of its source.
    pub fn media_type(self) -> &'static str {
        match self {
            FileKind::Png => "image/png",
            FileKind::Jpeg => "image/jpeg",
            FileKind::Tiff => "image/tiff",
            FileKind::Transcript => "text/tab-separated-values",
            // What is read without a header was recovered as a PDF.
            _ => "application/pdf",
        }
    }

    /// What it is and what to do about it, for a message; `None` for [`FileKind::Unknown`].
    pub fn advice(self) -> Option<&'static str> {
        Some(match self {
            FileKind::Pdf => "a PDF",
            FileKind::Png => "a PNG picture (make a PDF of it first)",
            FileKind::Jpeg => "a JPEG picture (make a PDF of it first)",
            FileKind::Tiff => "a TIFF picture (make a PDF of it first)",
            FileKind::Transcript => "a transcript",
            FileKind::Zip => "a ZIP archive (unpack it first)",
            FileKind::Word => "a Word file (.docx; save it as PDF first)",
            FileKind::Excel => "an Excel file (.xlsx; save it as PDF first)",
            FileKind::OpenDocument => "an OpenDocument file (save it as PDF first)",
            FileKind::OldOffice => "an old Word or Excel file (save it as PDF first)",
            FileKind::Rtf => "an RTF text (save it as PDF first)",
            FileKind::Html => "a web page (HTML): the download may have failed",
            FileKind::Xml => "XML",
            FileKind::Gif => "a GIF picture (make a PDF of it first)",
            FileKind::PostScript => "PostScript (convert it with ps2pdf first)",
            FileKind::Gzip => "gzip-compressed data (unpack it first)",
            FileKind::Rar => "a RAR archive (unpack it first)",
            FileKind::SevenZip => "a 7-Zip archive (unpack it first)",
            FileKind::Text => "text",
            FileKind::Unknown => return None,
        })
    }
}

/// Which kind of archive it is: the office programs' files are ZIP archives, too.
fn of_zip(bytes: &[u8]) -> FileKind {
    match () {
        () if has(bytes, b"word/document.xml") => FileKind::Word,
        () if has(bytes, b"xl/workbook.xml") => FileKind::Excel,
        () if has(bytes, b"mimetypeapplication/vnd.oasis") => FileKind::OpenDocument,
        () => FileKind::Zip,
    }
}

fn of_text(bytes: &[u8], head: &[u8]) -> FileKind {
    if is_transcript(bytes, head) {
        return FileKind::Transcript;
    }
    let text = head.trim_ascii_start();
    let text = text.strip_prefix(BOM).unwrap_or(text).trim_ascii_start().to_ascii_lowercase();
    if text.starts_with(b"<!doctype html") || text.starts_with(b"<html") {
        return FileKind::Html;
    }
    if text.starts_with(b"<?xml") || text.starts_with(b"<svg") {
        return FileKind::Xml;
    }
    let may_be_pdf = has(bytes, b" obj");
    if !may_be_pdf && head.iter().all(is_text_byte) { FileKind::Text } else { FileKind::Unknown }
}

fn has(bytes: &[u8], needle: &[u8]) -> bool {
    memmem::find(bytes, needle).is_some()
}

/// Whether a byte is no control character, but for white space.
fn is_text_byte(byte: &u8) -> bool {
    *byte >= b' ' || byte.is_ascii_whitespace()
}

/// Whether it is text with a tab-separated row, and neither JSON nor markup.
fn is_transcript(bytes: &[u8], head: &[u8]) -> bool {
    let text = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let first = text.trim_ascii_start().first();
    !head.contains(&0) && is_utf8(bytes) && !matches!(first, Some(b'{' | b'<')) && has_rows(text)
}

/// Whether some bytes are meant as reports in JSON: no document that can be read begins with a
/// brace.
///
/// ```
/// use raingan::kind::is_json;
/// assert!(is_json(b" {}") && !is_json(b"%PDF-1.7"));
/// ```
pub fn is_json(bytes: &[u8]) -> bool {
    bytes.strip_prefix(BOM).unwrap_or(bytes).trim_ascii_start().starts_with(b"{")
}

/// Whether some bytes have a tab-separated row, whatever their encoding.
pub fn has_rows(bytes: &[u8]) -> bool {
    bytes.split(|b| *b == b'\n').any(|line| line.iter().filter(|b| **b == b'\t').count() >= TABS)
}

/// Whether the bytes are UTF-8, of which the end may be cut within a character.
fn is_utf8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(e) => e.error_len().is_none() && bytes.len() == HEAD_BYTES,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_known_by_how_a_file_begins() {
        let docx = b"PK\x03\x04....word/document.xml".as_slice();
        for (bytes, kind) in [
            (b"%PDF-1.7\n".as_slice(), FileKind::Pdf),
            (b"junk before it\n%PDF-1.7\n", FileKind::Pdf),
            (b"%!PS-Adobe-3.0\n%PDF-1.4\n", FileKind::Pdf),
            (b"%!PS-Adobe-3.0\n", FileKind::PostScript),
            (b"PK\x03\x04 a stored %PDF-1.4", FileKind::Zip),
            (b"\x89PNG\r\n\x1a\n", FileKind::Png),
            (b"\xFF\xD8\xFF\xE0 %PDF-1.7", FileKind::Jpeg),
            (b"II*\0", FileKind::Tiff),
            (b"MM\0*", FileKind::Tiff),
            (b"PK\x03\x04", FileKind::Zip),
            (b"PK\x05\x06", FileKind::Zip),
            (docx, FileKind::Word),
            (b"GIF89a", FileKind::Gif),
            (b"\xD0\xCF\x11\xE0", FileKind::OldOffice),
            (b"{\\rtf1 a\tb\tc", FileKind::Rtf),
            (b"a\tb\tc\n", FileKind::Transcript),
            (b"\xEF\xBB\xBFa\tb\tc\n", FileKind::Transcript),
            (b"a\tb\n", FileKind::Text),
            (b"{\"a\":\t\t1}", FileKind::Text),
            (b"<html>\t\t", FileKind::Html),
            (b"\xEF\xBB\xBF <!DOCTYPE html>", FileKind::Html),
            (b"<?xml version=\"1.0\"?>", FileKind::Xml),
            (b"a\tb\tc\n\0", FileKind::Unknown),
            // Thai of one byte a letter, from before UTF-8.
            (&[0xA1, 9, 9], FileKind::Text),
            (b"1 0 obj <</Type/Page>>", FileKind::Unknown),
            (b"plain words", FileKind::Text),
            (b"", FileKind::Text),
        ] {
            assert_eq!(FileKind::of(bytes), kind, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn the_head_of_a_transcript_may_end_within_a_character() {
        let text = "โครงการ\tผล\tงบ\n".repeat(60);
        for cut in [HEAD_BYTES - 2, HEAD_BYTES - 1] {
            let shifted = format!("{}{text}", "-".repeat(HEAD_BYTES - cut));
            assert_eq!(FileKind::of(&shifted.as_bytes()[..HEAD_BYTES]), FileKind::Transcript);
        }
    }
}
