//! What a page holds beside its text: what opaque boxes cover, what lines strike out, and what lies across
//! it as a watermark or a stamp. It is set aside and said.

use super::cover::Covers;
use super::model::Page;
use super::runs::Runs;
use super::struck::{Slant, strike_out};
use super::watermark::{self, Stamp};
use crate::finding::{Code, Finding, Region, Severity};
use crate::geom::Rect;

/// As many places are named; the text itself is listed whole.
const MOST_PLACES: usize = 20;

/// Marks the glyphs of a page, as displayed, that are no part of its text; the findings that say so.
pub(super) fn set_aside(page: &mut Page, covers: Covers, runs: &Runs) -> Vec<Finding> {
    let covered = covers.hide(&mut page.glyphs, page.width * page.height);
    let stamps = watermark::set_aside(&mut page.glyphs, &page.rulings, runs);
    covered_found(&covered, page.number)
        .into_iter()
        .chain(stamps_found(&stamps, page.number))
        .collect()
}

/// Marks the glyphs of a page in its reading frame that lines strike out; the finding that says so. What
/// was struck out is not quoted.
pub(super) fn set_struck_aside(page: &mut Page, slants: &[Slant]) -> Option<Finding> {
    let places = strike_out(page, slants);
    let displayed = places.iter().take(MOST_PLACES).map(|place| page.displayed(place));
    let regions: Vec<Region> = displayed.map(|place| Region::of(page.number, &place)).collect();
    let count = places.len();
    let th =
        format!("ข้อความของหน้านี้ถูกขีดฆ่า {count} แห่ง ข้อความที่ถูกขีดฆ่าจึงไม่ใช้เป็นข้อมูล แต่แสดงไว้ใน unclaimed");
    let en = format!(
        "text is struck out by a line: {count} places; it holds no longer, so it is listed, not used"
    );
    let finding = || Finding::new(Code::TextStruckOut, th, en).on_page(page.number);
    (count > 0).then(|| finding().seen("", &regions))
}

/// The finding that boxes lie over text; none without any. What they cover is not quoted.
fn covered_found(boxes: &[Rect], page: u32) -> Option<Finding> {
    let regions: Vec<Region> =
        boxes.iter().take(MOST_PLACES).map(|r| Region::of(page, r)).collect();
    let count = boxes.len();
    let th = format!(
        "มีกล่องทึบ {count} กล่องวาดทับข้อความของหน้านี้ ข้อความข้างใต้มองไม่เห็น จึงไม่ใช้เป็นข้อมูล แต่แสดงไว้ใน unclaimed"
    );
    let en = format!(
        "opaque boxes drawn over text: {count}; what they cover is not seen, so it is listed, not used"
    );
    (count > 0).then(|| Finding::new(Code::CoveredText, th, en).on_page(page).seen("", &regions))
}

/// The finding that text lies across the page; none without any. It only informs where all of it can
/// be nothing else.
fn stamps_found(stamps: &[Stamp], page: u32) -> Option<Finding> {
    if stamps.is_empty() {
        return None;
    }
    let th = "มีลายน้ำหรือตราประทับพาดทับข้อความของหน้านี้ จึงไม่นับเป็นข้อความของหน้า แต่แสดงไว้ใน unclaimed";
    let en = "a watermark or stamp lies across the text of this page; it is listed, not used";
    let mut finding = Finding::new(Code::TextAcross, th, en).on_page(page);
    let mut said: Vec<&str> = Vec::new();
    for stamp in stamps {
        if said.len() < MOST_PLACES && !said.contains(&stamp.text.as_str()) {
            said.push(&stamp.text);
            finding = finding.seen(&stamp.text, &[Region::of(page, &stamp.bbox)]);
        }
    }
    if stamps.iter().all(|stamp| stamp.sure) {
        finding.severity = Severity::Info;
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_and_what_is_sure_only_informs() {
        let at = Rect::new(1.0, 2.0, 3.004, 4.0);
        assert_eq!(covered_found(&[], 1), None);
        let covered = covered_found(&[at; 30], 2).unwrap();
        assert_eq!((covered.severity, covered.page), (Severity::Warning, Some(2)));
        assert_eq!(covered.evidence.len(), MOST_PLACES);
        assert_eq!(covered.evidence[0].region.unwrap().x1, 3.0);
        let stamp = |text: &str, sure| Stamp { text: text.to_owned(), bbox: at, sure };
        assert_eq!(stamps_found(&[], 1), None);
        let sure = stamps_found(&[stamp("ร่าง", true), stamp("ร่าง", true)], 1).unwrap();
        assert_eq!((sure.severity, sure.evidence.len()), (Severity::Info, 1));
        let unsure = stamps_found(&[stamp("ร่าง", true), stamp("ลับ", false)], 1).unwrap();
        assert_eq!((unsure.severity, unsure.evidence.len()), (Severity::Warning, 2));
    }
}
