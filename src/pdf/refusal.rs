//! Why a page is not interpreted, or not drawn, in the words of a finding.

use crate::finding::{Code, Finding};

/// Why a page is not interpreted, or not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// It is none of the pages that were looked at.
    NotVetted,
    /// A stream inflates beyond the limit.
    Stream,
    /// A stream has too many filters.
    Filters,
    /// A font has too many widths.
    Widths,
    /// A font begins with too high a code.
    FirstChar,
    /// The rows of a predictor are too long.
    Predictor,
    /// An object is nested too deep.
    Nesting,
    /// The document has too many objects.
    Objects,
    /// All that the document inflates is too much.
    Document,
    /// Forms within forms need too much memory.
    Forms,
    /// The page is too large.
    PageSize,
    /// An image has too many pixels.
    Image,
}

impl Reason {
    /// The finding to report instead of the page, counted from 1.
    pub(super) fn finding(self, page: u32) -> Finding {
        let (th, en) = self.words();
        Finding::new(
            Code::PageLimit,
            format!("ไม่อ่านหน้า {page}: {th}"),
            format!("page {page} was not read: {en}"),
        )
        .on_page(page)
    }

    /// In Thai and in English.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Reason::NotVetted => {
                ("อยู่นอกช่วงหน้าที่ตรวจ", "it is outside the range of pages that was vetted")
            }
            Reason::Stream => {
                ("ข้อมูลบีบอัดคลายออกแล้วใหญ่เกินกำหนด", "a compressed stream inflates beyond the limit")
            }
            Reason::Filters => {
                ("ข้อมูลถูกบีบอัดซ้อนกันเกินกำหนด", "a stream has more filters chained than the limit")
            }
            Reason::Widths => {
                ("ตารางความกว้างของแบบอักษรใหญ่เกินกำหนด", "a font has more widths than the limit")
            }
            Reason::FirstChar => (
                "รหัสอักขระตัวแรกของแบบอักษรเกินกำหนด",
                "a font's first character code is beyond the limit",
            ),
            Reason::Predictor => {
                ("แถวข้อมูลของการบีบอัดยาวเกินกำหนด", "a predictor's rows are longer than the limit")
            }
            Reason::Nesting => ("วัตถุซ้อนกันลึกเกินกำหนด", "an object is nested deeper than the limit"),
            Reason::Objects => {
                ("เอกสารมีวัตถุมากเกินกำหนด", "the document has more objects than the limit")
            }
            Reason::Document => {
                ("เอกสารคลายออกแล้วใหญ่เกินกำหนด", "the document inflates beyond the limit")
            }
            Reason::Forms => (
                "แบบฟอร์มซ้อนกันกินหน่วยความจำเกินกำหนด",
                "forms within forms need more memory than the limit",
            ),
            Reason::PageSize => ("ขนาดหน้าเกินกำหนด", "its size is beyond the limit"),
            Reason::Image => ("มีรูปภาพใหญ่เกินกำหนด", "an image has more pixels than the limit"),
        }
    }
}
