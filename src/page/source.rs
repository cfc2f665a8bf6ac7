//! What is known of a page beside its text, and what it holds beside good text.

use crate::contract::model::{SourcePage, TextSource};
use crate::contract::text_layer::TextLayer;
use crate::finding::{Code, Finding};
use crate::layout::repair::Rule;
use crate::pdf::{Glyph, Page, Visibility};

/// An image over this part of the page makes invisible text above it a scanner's OCR layer.
const FULL_PAGE: f32 = 0.5;

/// What is known of a page; `repaired`: whether the text it shows was.
pub(super) fn page(page: &Page, repaired: bool, layer: TextLayer) -> SourcePage {
    let Counts { shown, hidden, unmapped } = count(&page.glyphs);
    let (width, height) = page.reading_turn.inverse().size(page.width, page.height);
    let round = |v: f32| (v * 100.0).round() / 100.0;
    SourcePage {
        number: page.number,
        width: round(width),
        height: round(height),
        rotation: page.rotation,
        text_source: match (shown, repaired) {
            (0, _) => TextSource::None,
            _ if page.is_from_picture() => TextSource::Ocr,
            (_, true) => TextSource::Repaired,
            _ => TextSource::Embedded,
        },
        glyphs: shown,
        unmapped_glyphs: unmapped.saturating_sub(layer.repaired_by(Rule::UnknownRead)),
        hidden_glyphs: hidden,
        images: page.images.len() as u32,
        text_layer: Some(layer),
    }
}

/// Whether a page shows no text but holds some.
pub(super) fn is_only_hidden(page: &Page) -> bool {
    let printed = || page.glyphs.iter().filter(|g| g.says_something());
    printed().next().is_some() && printed().all(|g| g.visibility != Visibility::Shown)
}

/// How many glyphs of a page are what.
#[derive(Default)]
struct Counts {
    shown: u32,
    hidden: u32,
    unmapped: u32,
}

fn count(glyphs: &[Glyph]) -> Counts {
    let mut counts = Counts::default();
    for g in glyphs {
        let (shown, says) = (g.visibility == Visibility::Shown, g.says_something());
        counts.shown += u32::from(shown && says);
        counts.hidden += u32::from(!shown && says);
        counts.unmapped += u32::from(shown && g.text.chars().any(|c| c == '\u{FFFD}'));
    }
    counts
}

/// What is odd about the text of a page: none, only a scanner's, or glyphs without characters.
pub(super) fn findings(page: &Page, known: &SourcePage) -> Vec<Finding> {
    let covered: f32 = page.images.iter().map(|r| r.width() * r.height()).sum();
    let scanned = covered >= FULL_PAGE * page.width * page.height;
    let mut out = Vec::new();
    let read = known.text_source == TextSource::Ocr;
    let ocr_layer = known.text_layer.as_ref().filter(|_| known.hidden_glyphs > 0);
    if scanned && (known.glyphs == 0 || read && ocr_layer.is_some()) {
        let finding = match ocr_layer {
            None => Finding::new(
                Code::NoText,
                "หน้านี้เป็นภาพ ไม่มีข้อความ",
                "this page is a picture without text",
            ),
            Some(layer) => ocr_layer_found(layer, read),
        };
        out.push(finding.on_page(page.number));
    }
    if known.unmapped_glyphs > 0 {
        let count = known.unmapped_glyphs;
        let th = format!("มีอักขระ {count} ตัวที่ไม่ทราบว่าเป็นตัวอักษรใด ข้อความส่วนนั้นขาดหาย");
        let en = format!("{count} glyphs without a known character; their text is missing");
        out.push(Finding::new(Code::UnmappedGlyphs, th, en).on_page(page.number));
    }
    out
}

/// Says that the invisible text over a scan was not taken; `read`: the picture was read instead.
fn ocr_layer_found(layer: &TextLayer, read: bool) -> Finding {
    let (counts_th, counts_en) = layer.counts();
    let (done_th, done_en) = match read {
        true => ("จึงอ่านจากภาพแทน", "it is listed, and the picture was read instead"),
        false => ("จึงไม่ใช้เป็นข้อมูล", "it is listed, not used"),
    };
    let th = format!("ข้อความเดิมของหน้านี้มองไม่เห็นและซ้อนอยู่บนภาพสแกน {done_th}: {counts_th}");
    let en =
        format!("the text of this page is invisible and lies over a scan; {done_en}: {counts_en}");
    Finding::new(Code::OcrLayer, th, en)
}
