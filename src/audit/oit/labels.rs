//! What a checklist is called for people, in English and in Thai.

use super::model::{Content, Document, Presence};

/// English and Thai.
pub type Both = (&'static str, &'static str);

/// The assessment, before its year.
pub const ASSESSMENT: Both = ("OIT assessment of fiscal year", "การประเมิน OIT ปีงบประมาณ");
/// That nothing is known of its items.
pub const UNKNOWN: Both = ("its items are not known", "ไม่ทราบข้อที่ใช้ประเมิน");
/// That a report is not the document which an item asks for.
pub const NOT_SERVED: Both = ("not served", "ไม่ใช่เอกสารนี้");
/// That an item may ask for more.
pub const INCOMPLETE: Both = ("what else it asks for is not known", "ไม่ทราบว่าต้องมีสิ่งใดอีก");

/// What a document is.
pub fn document(document: Document) -> Both {
    match document {
        Document::Plan => ("a plan", "แผน"),
        Document::Progress => ("a report on six months", "รายงานรอบ 6 เดือน"),
        Document::Report => ("a report on the whole year", "รายงานผลทั้งปี"),
    }
}

/// Something an item asks for.
pub fn content(content: Content) -> Both {
    match content {
        Content::Projects => ("projects", "โครงการ/กิจกรรม"),
        Content::Results => ("result of each project", "ผลของแต่ละโครงการ"),
        Content::Budget => ("budget of each project", "งบประมาณของแต่ละโครงการ"),
        Content::Period => ("period of each project", "ระยะเวลาดำเนินการ"),
        Content::Measures => ("measures", "มาตรการ"),
        Content::MeasureResults => ("result of each measure", "ผลของแต่ละมาตรการ"),
    }
}

/// Whether it is there, as a sign.
pub fn sign(presence: Presence) -> char {
    match presence {
        Presence::Present => '+',
        Presence::Partial => '~',
        Presence::Missing => '-',
    }
}
