//! What a title says a document is.

use std::sync::LazyLock;

use crate::contract::model::DocumentKind;
use crate::words::{self, Words};

/// What a plan is called in a title.
const PLAN: &str = "แผน";

/// Words that say what a document is.
static KINDS: LazyLock<Words<DocumentKind>> = LazyLock::new(|| {
    Words::of(&words::DOCUMENT_KINDS, |entry| {
        Some(match entry.meanings[0] {
            "result" => DocumentKind::Result,
            "measures" => DocumentKind::Measures,
            "risk" => DocumentKind::Risk,
            "procurement" => DocumentKind::Procurement,
            "form" => DocumentKind::Form,
            "other" => DocumentKind::Other,
            _ => DocumentKind::Plan,
        })
    })
});

/// The kind of document that a title says it is the title of. A form, risks, procurement and what
/// only looks like plan or results are what they are wherever the title says so; of plan, measures
/// and results the first one counts, and results of measures without any plan are those of measures.
///
/// ```
/// use raingan::contract::model::DocumentKind;
/// use raingan::report::facts::document_kind_of;
/// let kind = document_kind_of("รายงานผลการดำเนินการตามมาตรการส่งเสริมความโปร่งใส");
/// assert_eq!(kind, Some(DocumentKind::MeasuresResult));
/// assert_eq!(document_kind_of("แผนปฏิบัติการป้องกันการทุจริต"), Some(DocumentKind::Plan));
/// ```
pub fn document_kind_of(title: &str) -> Option<DocumentKind> {
    use DocumentKind::{Form, Measures, MeasuresResult, Other, Procurement, Result, Risk};
    let all: Vec<(usize, DocumentKind)> =
        KINDS.iter().filter_map(|(word, kind)| Some((title.find(&**word)?, *kind))).collect();
    let says = |kind: DocumentKind| all.iter().any(|(_, said)| *said == kind);
    if let Some(plain) = [Form, Other, Procurement, Risk].into_iter().find(|kind| says(*kind)) {
        return Some(plain);
    }
    let first = all.iter().min_by_key(|(at, _)| *at).map(|(_, kind)| *kind)?;
    let of_measures = first == Result && says(Measures) && !title.contains(PLAN);
    Some(if of_measures { MeasuresResult } else { first })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_say_what_a_document_is() {
        for (title, kind) in [
            ("รายงานผลการดำเนินการตามแผนและมาตรการ", Some(DocumentKind::Result)),
            ("แผนบริหารความเสี่ยงการทุจริต", Some(DocumentKind::Risk)),
            ("รายงานสรุปผลการจัดซื้อจัดจ้าง", Some(DocumentKind::Procurement)),
            ("มาตรการส่งเสริมคุณธรรม\nจากผลการประเมิน ITA", Some(DocumentKind::Measures)),
            ("แบบรายงานโครงการตามแผน", Some(DocumentKind::Form)),
            ("สรุปการใช้จ่ายเงินตามแผนปฏิบัติการ", Some(DocumentKind::Result)),
            ("แผนการใช้จ่ายงบประมาณ", Some(DocumentKind::Plan)),
            ("แนวทางการนำผลวิเคราะห์ไปสู่การปฏิบัติ", Some(DocumentKind::Measures)),
            ("คู่มือการเบิกไม้", Some(DocumentKind::Other)),
            ("การเบิกไม้", None),
        ] {
            assert_eq!(document_kind_of(title), kind, "{title}");
        }
    }
}
