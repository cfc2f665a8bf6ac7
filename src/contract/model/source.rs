//! The file a report was read from, page by page.

use serde::{Deserialize, Serialize};

use crate::contract::text_layer::TextLayer;

/// The file a report was read from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Its name without folders; `null` for a stream.
    pub file_name: Option<String>,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its media type.
    pub media_type: String,
    /// How many pages the document has (not only the ones read).
    pub page_count: u32,
    /// The pages that were read.
    pub pages: Vec<SourcePage>,
    /// The pages that were to be read and are missing, as the document's time was up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread_pages: Vec<u32>,
}

/// One page of the source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourcePage {
    /// Page number, from 1.
    pub number: u32,
    /// Width in points, as displayed.
    pub width: f32,
    /// Height in points, as displayed.
    pub height: f32,
    /// The page's `/Rotate`: 0, 90, 180 or 270 degrees clockwise.
    pub rotation: u16,
    /// Where its text came from.
    pub text_source: TextSource,
    /// Glyphs that show text.
    pub glyphs: u32,
    /// Glyphs whose character is not known; their text is missing.
    pub unmapped_glyphs: u32,
    /// Glyphs that are not shown on the page (invisible, clipped away).
    pub hidden_glyphs: u32,
    /// Pictures on the page.
    pub images: u32,
    /// What its text layer is worth; `null` for what has none by its kind, as a transcript.
    pub text_layer: Option<TextLayer>,
}

/// Where a page's text came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextSource {
    /// The PDF's own text layer, as it is.
    Embedded,
    /// The PDF's own text layer, repaired.
    Repaired,
    /// Read from the picture.
    Ocr,
    /// Transcribed by another program.
    Transcript,
    /// The page has none.
    None,
}
