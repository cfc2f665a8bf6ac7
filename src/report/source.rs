//! The file a report was read from, page by page, and what its pages hold beside good text.

use sha2::{Digest, Sha256};

use crate::Options;
use crate::finding::{Code, Finding};
use crate::pdf::{Page, Visibility};
use crate::report::model::{Source, SourcePage, TextSource};

/// An image over this part of the page makes invisible text above it a scanner's OCR layer.
const FULL_PAGE: f32 = 0.5;

/// What is known of the file itself.
pub(super) fn source(
    bytes: &[u8],
    options: &Options,
    media_type: &str,
    page_count: u32,
    pages: Vec<SourcePage>,
) -> Source {
    let digest = Sha256::digest(bytes);
    Source {
        file_name: options.file_name.clone(),
        sha256: digest.iter().map(|b| format!("{b:02x}")).collect(),
        bytes: bytes.len() as u64,
        media_type: media_type.to_owned(),
        page_count,
        pages,
    }
}

/// What is known of a page; `repaired`: whether its text was.
pub(super) fn page(page: &Page, repaired: bool) -> SourcePage {
    let count = |f: &dyn Fn(&crate::pdf::Glyph) -> bool| page.glyphs.iter().filter(|g| f(g)).count() as u32;
    let shown = count(&|g| g.visibility == Visibility::Shown && !g.text.trim().is_empty());
    let (width, height) = page.reading_turn.inverse().size(page.width, page.height);
    let round = |v: f32| (v * 100.0).round() / 100.0;
    SourcePage {
        number: page.number,
        width: round(width),
        height: round(height),
        rotation: page.rotation,
        text_source: match (shown, repaired) {
            (0, _) => TextSource::None,
            _ if page.glyphs.iter().any(|g| g.confidence.is_some()) => TextSource::Ocr,
            (_, true) => TextSource::Repaired,
            _ => TextSource::Embedded,
        },
        glyphs: shown,
        unmapped_glyphs: count(&|g| g.visibility == Visibility::Shown && g.text.contains('\u{FFFD}')),
        hidden_glyphs: count(&|g| g.visibility != Visibility::Shown && !g.text.trim().is_empty()),
        images: page.images.len() as u32,
    }
}

/// What is odd about the text of a page: none, only a scanner's, or glyphs without characters.
pub(super) fn findings(page: &Page, known: &SourcePage) -> Vec<Finding> {
    let covered: f32 = page.images.iter().map(|r| r.width() * r.height()).sum();
    let scanned = covered >= FULL_PAGE * page.width * page.height;
    let mut out = Vec::new();
    let read = known.text_source == TextSource::Ocr;
    if (known.glyphs == 0 || read && known.hidden_glyphs > 0) && scanned {
        let (code, th, en) = match known.hidden_glyphs {
            _ if read => (
                Code::OcrLayer,
                "ข้อความเดิมของหน้านี้มองไม่เห็นและซ้อนอยู่บนภาพสแกน จึงอ่านจากภาพแทน",
                "the text of this page is invisible and lies over a scan; it is listed, and the picture was read instead",
            ),
            0 => (Code::NoText, "หน้านี้เป็นภาพ ไม่มีข้อความ", "this page is a picture without text"),
            _ => (
                Code::OcrLayer,
                "ข้อความของหน้านี้มองไม่เห็นและซ้อนอยู่บนภาพสแกน จึงไม่ใช้เป็นข้อมูล",
                "the text of this page is invisible and lies over a scan; it is listed, not used",
            ),
        };
        out.push(Finding::new(code, th, en).on_page(page.number));
    }
    if known.unmapped_glyphs > 0 {
        let count = known.unmapped_glyphs;
        let th = format!("มีอักขระ {count} ตัวที่ไม่ทราบว่าเป็นตัวอักษรใด ข้อความส่วนนั้นขาดหาย");
        let en = format!("{count} glyphs without a known character; their text is missing");
        out.push(Finding::new(Code::UnmappedGlyphs, th, en).on_page(page.number));
    }
    out
}
