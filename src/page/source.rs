//! What is known of a page beside its text, and what it holds beside good text.

use super::cover::{FULL_PAGE, pictures_cover};
use crate::contract::model::{SourcePage, TextSource};
use crate::contract::text_layer::TextLayer;
use crate::finding::{Code, Finding};
use crate::layout::repair::Rule;
use crate::pdf::{Glyph, Page, Visibility};

/// What stands for a character that is not known.
const UNKNOWN: char = '\u{FFFD}';

/// What is known of a page; `repaired`: whether the text it shows was.
pub(super) fn page(page: &Page, repaired: bool, layer: TextLayer) -> SourcePage {
    let Counts { shown, seen, hidden, unmapped } = Counts::of(&page.glyphs);
    let (width, height) = page.reading_turn.inverse().size(page.width, page.height);
    SourcePage {
        number: page.number,
        width: to_hundredths(width),
        height: to_hundredths(height),
        rotation: page.rotation,
        text_source: match (shown, repaired) {
            (0, _) => TextSource::None,
            _ if page.is_from_picture() || 2 * seen > shown => TextSource::Ocr,
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

/// A length in points, as exact as the JSON says it.
fn to_hundredths(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}

/// Whether a page shows no text but holds some.
pub(super) fn is_only_hidden(page: &Page) -> bool {
    let text = page.glyphs.iter().filter(|g| g.visibility != Visibility::Watermark);
    let mut printed = text.filter(|g| g.says_something()).peekable();
    printed.peek().is_some() && printed.all(|g| g.visibility != Visibility::Shown)
}

/// How many glyphs of a page are what.
#[derive(Default)]
struct Counts {
    /// Those that show text.
    shown: u32,
    /// Those of them that were read from a picture.
    seen: u32,
    /// Those that hold text and do not show it. Watermarks are neither.
    hidden: u32,
    /// Those that show a character which is not known.
    unmapped: u32,
}

impl Counts {
    fn of(glyphs: &[Glyph]) -> Counts {
        let mut counts = Counts::default();
        for glyph in glyphs.iter().filter(|g| g.visibility != Visibility::Watermark) {
            let shown = glyph.visibility == Visibility::Shown;
            let letter = is_letter(&glyph.text);
            let says = letter || glyph.says_something();
            counts.shown += u32::from(shown && says);
            counts.seen += u32::from(shown && says && glyph.confidence.is_some());
            counts.hidden += u32::from(!shown && says);
            counts.unmapped += u32::from(shown && !letter && glyph.text.contains(UNKNOWN));
        }
        counts
    }
}

/// Whether a text is one character of the Thai block or its neighbours, as nearly all are: then there
/// is no need to decode it.
fn is_letter(text: &str) -> bool {
    matches!(text.as_bytes(), [0xE0, _, _])
}

/// What is odd about the text of a page: none, only a scanner's, or glyphs without characters.
pub(super) fn findings(page: &Page, known: &SourcePage) -> Vec<Finding> {
    let mut found = Vec::new();
    if pictures_cover(page, FULL_PAGE) {
        found.extend(of_scan(known).map(|finding| finding.on_page(page.number)));
    }
    if known.unmapped_glyphs > 0 {
        let count = known.unmapped_glyphs;
        let th = format!("มีอักขระ {count} ตัวที่ไม่ทราบว่าเป็นตัวอักษรใด ข้อความส่วนนั้นขาดหาย");
        let en = format!("{count} glyphs without a known character; their text is missing");
        found.push(Finding::new(Code::UnmappedGlyphs, th, en).on_page(page.number));
    }
    found
}

/// What is odd about the text of a scan: that there is none, or that it is a scanner's.
fn of_scan(known: &SourcePage) -> Option<Finding> {
    let was_read = known.text_source == TextSource::Ocr;
    let ocr_layer = known.text_layer.as_ref().filter(|_| known.hidden_glyphs > 0);
    match ocr_layer {
        Some(layer) if known.glyphs == 0 || was_read => Some(ocr_layer_found(layer, was_read)),
        None if known.glyphs == 0 => {
            let th = "หน้านี้เป็นภาพ ไม่มีข้อความ";
            Some(Finding::new(Code::NoText, th, "this page is a picture without text"))
        }
        _ => None,
    }
}

/// The finding that the invisible text over a scan was not taken; `was_read`: its picture was read
/// instead.
fn ocr_layer_found(layer: &TextLayer, was_read: bool) -> Finding {
    let (counts_th, counts_en) = layer.counts();
    let (done_th, done_en) = match was_read {
        true => ("จึงอ่านจากภาพแทน", "it is listed, and the picture was read instead"),
        false => ("จึงไม่ใช้เป็นข้อมูล", "it is listed, not used"),
    };
    let th = format!("ข้อความเดิมของหน้านี้มองไม่เห็นและซ้อนอยู่บนภาพสแกน {done_th}: {counts_th}");
    let en =
        format!("the text of this page is invisible and lies over a scan; {done_en}: {counts_en}");
    Finding::new(Code::OcrLayer, th, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Rect;
    use crate::layout::health::Health;

    fn glyph(text: &str, visibility: Visibility) -> Glyph {
        Glyph { text: text.into(), visibility, ..Glyph::default() }
    }

    /// A scan with these glyphs: what is known of it, and the codes of what is odd.
    fn scan(glyphs: Vec<Glyph>) -> (SourcePage, Vec<String>) {
        let images = vec![Rect::new(0.0, 0.0, 100.0, 200.0)];
        let scan =
            Page { number: 1, width: 100.004, height: 200.0, images, glyphs, ..Page::default() };
        let layer = TextLayer::of(&Health::of(Vec::new(), false), !is_only_hidden(&scan));
        let known = page(&scan, false, layer);
        let odd = findings(&scan, &known).into_iter().map(|finding| finding.code).collect();
        (known, odd)
    }

    #[test]
    fn a_scan_without_text_and_one_with_a_scanners_text_are_odd() {
        let (known, odd) = scan(Vec::new());
        assert_eq!(
            (known.text_source, known.width, odd),
            (TextSource::None, 100.0, vec!["no-text".to_owned()])
        );
        let (known, odd) = scan(vec![glyph("ก", Visibility::Invisible); 3]);
        assert_eq!((known.glyphs, known.hidden_glyphs, odd), (0, 3, vec!["ocr-layer".to_owned()]));
    }

    #[test]
    fn glyphs_without_a_character_are_counted() {
        let (known, odd) =
            scan(vec![glyph("ก", Visibility::Shown), glyph("\u{FFFD}", Visibility::Shown)]);
        assert_eq!((known.text_source, known.unmapped_glyphs), (TextSource::Embedded, 1));
        assert_eq!(odd, ["unmapped-glyphs"]);
    }

    #[test]
    fn only_what_says_something_shows_or_hides_text() {
        let shows =
            |glyphs: Vec<Glyph>| !is_only_hidden(&Page { number: 1, glyphs, ..Page::default() });
        assert!(shows(Vec::new()), "no text at all");
        assert!(!shows(vec![glyph("ก", Visibility::Invisible), glyph(" ", Visibility::Shown)]));
        assert!(shows(vec![glyph("ก", Visibility::Invisible), glyph("ข", Visibility::Shown)]));
    }
}
