//! The sheets about whole reports: which documents they were read from and by what, each at a
//! glance, and what was found odd about them.

use std::collections::BTreeMap;

use super::cell::Cell;
use super::sheet::Sheet;
use super::source::Source;
use super::table::{Column, table};
use crate::audit::check::check;
use crate::audit::summary::{Group, summary as at_a_glance};
use crate::contract::model::{DocumentSays, Period, Report};
use crate::contract::output::Lang;
use crate::contract::output::words::word;
use crate::error::Error;
use crate::finding::Finding;

/// What stands in a column, of a report.
type OfReport = fn(&&Report) -> Cell;

/// What stands below the documents.
const MEANINGS: &[(&str, &str)] = &[
    ("Written by raingan VERSION.", "เขียนโดย raingan VERSION"),
    (
        "Amounts are in baht. One of more than 15 digits is text: a spreadsheet would round it.",
        "จำนวนเงินเป็นบาท จำนวนที่ยาวกว่า 15 หลักเขียนเป็นข้อความ เพราะโปรแกรมตารางจะปัดเศษ",
    ),
    (
        "Sums are in the sheet summary, where money counts once: in budgets a project may say again what its activities say.",
        "ยอดรวมอยู่ในแผ่น summary ซึ่งนับเงินครั้งเดียว ในแผ่น budgets โครงการอาจระบุเงินเดียวกับกิจกรรมข้างใต้ซ้ำ",
    ),
    (
        "Days are of the Common Era, fiscal years of the Buddhist Era (1 October to 30 September).",
        "วันที่เป็นคริสต์ศักราช ปีงบประมาณเป็นพุทธศักราช (1 ตุลาคม ถึง 30 กันยายน)",
    ),
    (
        "A place is a page of the file and boxes on it, in points from the top left corner: p. 3 [x0,y0,x1,y1].",
        "ตำแหน่งคือหน้าของไฟล์และกรอบบนหน้า หน่วยเป็นพอยต์จากมุมซ้ายบน เช่น p. 3 [x0,y0,x1,y1]",
    ),
];

/// The columns of documents.
const DOCUMENTS: &[(&str, &str, OfReport)] = &[
    ("title", "ชื่อรายงาน", |report| Cell::said(report.title.as_ref())),
    ("SHA-256", "SHA-256", |report| Cell::text(report.source.sha256.as_str())),
    ("bytes", "ขนาด (ไบต์)", |report| Cell::whole(report.source.bytes)),
    ("pages", "จำนวนหน้า", |report| Cell::whole(report.source.page_count)),
    ("text of the pages", "ที่มาของข้อความ", |report| {
        Cell::text(text_sources(report))
    }),
    ("pages not read", "หน้าที่ไม่ได้อ่าน", |report| {
        let pages = report.source.unread_pages.iter().map(u32::to_string);
        Cell::text(pages.collect::<Vec<_>>().join(", "))
    }),
    ("document", "ประเภทเอกสาร", |report| {
        Cell::of(report.document.as_ref().map(|says| word(&says.kind)))
    }),
    ("part", "ส่วน", |report| of_document(report, |says| says.part.clone())),
    ("status", "สถานะ", |report| {
        of_document(report, |says| says.status.as_ref().map(word))
    }),
    ("OIT item", "ข้อ OIT", |report| of_document(report, |says| says.oit_item.clone())),
    ("period as printed", "รอบตามที่พิมพ์", |report| {
        Cell::of(report.period.as_ref().map(|p| &p.raw))
    }),
    ("first day", "วันแรก", |report| Cell::day(day(report, |period| period.start))),
    ("last day", "วันสุดท้าย", |report| {
        Cell::day(day(report, |period| period.end))
    }),
    ("kind of agency", "ประเภทหน่วยงาน", |report| {
        Cell::of(report.agency.as_ref().and_then(|agency| agency.kind.as_ref().map(word)))
    }),
    ("province", "จังหวัด", |report| {
        let place = report.agency.as_ref().and_then(|agency| agency.place.as_ref());
        Cell::of(place.and_then(|place| place.province.as_ref()))
    }),
    ("read by", "อ่านโดย", |report| {
        Cell::text(format!("{} {}", report.generator.name, report.generator.version))
    }),
    ("schema", "รุ่นของ JSON", |report| Cell::text(report.schema_version.as_str())),
    ("findings of reading", "ข้อสังเกตจากการอ่าน", |report| {
        Cell::whole(report.findings.len())
    }),
];

/// The columns of reports at a glance.
const SUMMARY: &[Column<Group>] = &[
    ("group", "กลุ่ม", |group| Cell::text(word(&group.kind))),
    ("number", "ลำดับที่", |group| Cell::of(group.number.as_ref())),
    ("title", "ชื่อ", |group| Cell::of(group.title.as_ref())),
    ("projects", "โครงการ", |group| Cell::whole(group.projects)),
    ("activities", "กิจกรรม", |group| Cell::whole(group.activities)),
    ("measures", "มาตรการ", |group| Cell::whole(group.measures)),
    ("planned (baht)", "งบประมาณ (บาท)", |group| {
        Cell::money(Some(group.budget.amount_thb))
    }),
    ("used (baht)", "ใช้ไป (บาท)", |group| Cell::money(group.budget.used_thb)),
    ("left (baht)", "คงเหลือ (บาท)", |group| {
        Cell::money(group.budget.left_thb)
    }),
    ("targets met", "บรรลุเป้าหมาย", |group| {
        Cell::whole(group.targets.met)
    }),
    ("targets missed", "ไม่บรรลุเป้าหมาย", |group| {
        Cell::whole(group.targets.missed)
    }),
    ("targets undecided", "ตัดสินไม่ได้", |group| {
        Cell::whole(group.targets.undecided)
    }),
];

/// The columns of findings.
const FINDINGS: &[Column<Finding>] = &[
    ("severity", "ระดับ", |finding| Cell::text(finding.severity.as_str())),
    ("code", "รหัส", |finding| Cell::text(finding.code.as_str())),
    ("item", "รหัสรายการ", |finding| Cell::of(finding.item.as_ref())),
    ("message", "ข้อความ (อังกฤษ)", |finding| {
        Cell::text(finding.message_en.as_str())
    }),
    ("message (Thai)", "ข้อความ", |finding| Cell::text(finding.message_th.as_str())),
    ("evidence as printed", "หลักฐานตามที่พิมพ์", |finding| {
        Cell::lines(finding.evidence.iter().map(|evidence| evidence.raw.as_str()))
    }),
    ("page", "หน้า", |finding| finding.page.map_or(Cell::Empty, Cell::whole)),
    ("page and box", "หน้าและกรอบ", |finding| {
        Cell::place(finding.evidence.iter().filter_map(|evidence| evidence.region.as_ref()))
    }),
];

/// The sheet that says what the workbook is: its documents, and below them what its cells mean and
/// what they could not hold.
///
/// # Errors
///
/// As [`Sheet::push`].
pub fn documents(sources: &[Source<'_>], notes: &[String], lang: Lang) -> Result<Sheet, Error> {
    let mut sheet = table("documents", DOCUMENTS, sources, lang, |source| vec![source.report])?;
    let version = env!("CARGO_PKG_VERSION");
    let said = MEANINGS.iter().map(|(en, th)| lang.pick(*en, *th).replace("VERSION", version));
    sheet.below(said.chain(notes.iter().cloned()))?;
    Ok(sheet)
}

fn of_document(report: &Report, part: fn(&DocumentSays) -> Option<String>) -> Cell {
    Cell::of(report.document.as_ref().and_then(part))
}

fn day(report: &Report, of: fn(&Period) -> Option<jiff::civil::Date>) -> Option<jiff::civil::Date> {
    report.period.as_ref().and_then(of)
}

/// `9 embedded, 1 ocr`
fn text_sources(report: &Report) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in &report.source.pages {
        *counts.entry(word(&page.text_source)).or_default() += 1;
    }
    let said = counts.iter().map(|(source, count)| format!("{count} {source}"));
    said.collect::<Vec<_>>().join(", ")
}

/// The sheet of reports at a glance, as `raingan summary` tells them.
///
/// # Errors
///
/// As [`Sheet::push`].
pub fn summary(sources: &[Source<'_>], lang: Lang) -> Result<Sheet, Error> {
    table("summary", SUMMARY, sources, lang, |source| {
        let summary = at_a_glance(source.report);
        summary.groups.into_iter().chain([summary.total]).collect()
    })
}

/// The sheet of findings: those of reading, and those of `raingan check`.
///
/// # Errors
///
/// As [`Sheet::push`].
pub fn findings(sources: &[Source<'_>], lang: Lang) -> Result<Sheet, Error> {
    table("findings", FINDINGS, sources, lang, |source| check(source.report))
}
