//! What a caller can ask of the line and of the stages beneath it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::corrections::Corrections;
use crate::words::Own;

/// Dots an inch at which a page is drawn that has to be drawn to be read; a scan keeps its own.
pub const USUAL_DPI: u16 = 200;

/// What a caller can ask of [`extract()`](crate::extract()) and of the stages beneath it.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Options {
    /// The file's name as the report shall say it, without folders.
    pub file_name: Option<String>,
    /// The password of an encrypted document. `Debug` says only whether there is one.
    pub password: Option<String>,
    /// First and last page to read, from 1, both included; all where `None`.
    pub pages: Option<(u32, u32)>,
    /// Pages among them that are left out, as reading them ended a process before; the report says so.
    #[serde(default)]
    pub left_out: Vec<u32>,
    /// The name of an attached file that is to be read instead of the document itself.
    #[serde(default)]
    pub attachment: Option<String>,
    /// The text layer as it claims to be, without any repair.
    pub raw_text: bool,
    /// Whether pages are read from their pictures.
    pub ocr: OcrMode,
    /// Dots an inch of pages that have to be drawn to be read; [`USUAL_DPI`] where `None`.
    pub dpi: Option<u16>,
    /// A user's own words of headings, levels and labels, beside those of the program.
    #[serde(default)]
    pub words: Own,
    /// What people put right in this document; what is for another one is passed over.
    #[serde(default)]
    pub corrections: Vec<Corrections>,
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Options {
            file_name,
            password,
            pages,
            left_out,
            attachment,
            raw_text,
            ocr,
            dpi,
            words,
            corrections,
        } = self;
        f.debug_struct("Options")
            .field("file_name", file_name)
            .field("password", &password.as_ref().map(|_| "(hidden)"))
            .field("pages", pages)
            .field("left_out", left_out)
            .field("attachment", attachment)
            .field("raw_text", raw_text)
            .field("ocr", ocr)
            .field("dpi", dpi)
            .field("words", words)
            .field("corrections", corrections)
            .finish()
    }
}

/// Whether pages are read from their pictures.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum OcrMode {
    /// Where a page shows no text of its own, only a picture, or a text layer that cannot be
    /// relied on.
    #[default]
    Auto,
    /// Never.
    Never,
    /// Every page, whatever text it has.
    Always,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_not_shown() {
        let options = Options { password: Some("1234".to_owned()), ..Options::default() };
        let shown = format!("{options:?}");
        assert!(!shown.contains("1234") && shown.contains("hidden"), "{shown}");
        assert!(format!("{:?}", Options::default()).contains("password: None"));
    }
}
