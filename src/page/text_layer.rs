//! What is odd about a page's text layer: the findings that follow from its verdict.

use crate::contract::text_layer::TextLayer;
use crate::finding::{Code, Evidence, Finding, Severity};
use crate::layout::Frame;
use crate::layout::health::{Health, Verdict};

/// How many doubtful places a finding quotes; all are counted.
const QUOTED_DOUBTS: usize = 5;

/// What is odd about a page's text layer: that it is not to be relied on, with the places in doubt.
pub(super) fn findings(
    layer: &TextLayer,
    health: &Health,
    frame: Frame,
    first_words: impl Fn() -> String,
) -> Vec<Finding> {
    let (code, th, en) = match layer.verdict {
        Verdict::Junk => (
            Code::TextLayerJunk,
            "ชั้นข้อความของหน้านี้ไม่ใช่ข้อความที่พิมพ์อยู่",
            "the text layer of this page is not what is printed",
        ),
        Verdict::Suspect if !layer.shown => (
            Code::TextLayerSuspect,
            "ข้อความของหน้านี้มองไม่เห็น จึงไม่ใช้เป็นข้อมูล",
            "the text of this page is invisible; it is listed, not used",
        ),
        Verdict::Suspect => (
            Code::TextLayerSuspect,
            "ชั้นข้อความของหน้านี้เสียหาย และซ่อมได้ไม่ครบ",
            "the text layer of this page is damaged, and not all of it could be repaired",
        ),
        _ => return Vec::new(),
    };
    let (counts_th, counts_en) = layer.counts();
    let mut finding =
        Finding::new(code, format!("{th}: {counts_th}"), format!("{en}: {counts_en}"));
    if !layer.shown {
        // Nothing of it is used as data.
        finding.severity = Severity::Warning;
    }
    let doubts = health.doubts.iter().take(QUOTED_DOUBTS);
    finding.evidence = doubts
        .map(|d| Evidence { raw: d.raw.clone(), region: Some(frame.region(&d.bbox)) })
        .collect();
    if finding.evidence.is_empty() {
        finding = finding.seen(&first_words(), &[]);
    }
    vec![finding.on_page(frame.page)]
}
