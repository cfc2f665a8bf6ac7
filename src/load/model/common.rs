//! Columns, keys and references that stand in several tables.

use super::shape::{Column, Kind, Reference, column, date, number, text, whole};

pub(super) const READING: Column =
    text("reading_key", "The reading it belongs to.", "การอ่านที่ข้อมูลนี้เป็นของ");
pub(super) const PATH: Column = text("path", "Its path within the reading.", "เส้นทางภายในการอ่าน");
pub(super) const POSITION: Column =
    whole("position", "Its place among its neighbours, from 1.", "ลำดับในกลุ่มเดียวกัน เริ่มจาก 1");
pub(super) const SECTION: Column =
    text("section_path", "The section it belongs to.", "ส่วนของรายงานที่ข้อมูลนี้เป็นของ");
pub(super) const ITEM: Column = text("item_path", "The item it belongs to.", "รายการที่ข้อมูลนี้เป็นของ");
pub(super) const FIELD: Column = text(
    "field",
    "The column it was read from: result or outcome.",
    "คอลัมน์ที่อ่านมา: result (ผลการดำเนินงาน) หรือ outcome (ผลลัพธ์)",
);
pub(super) const RAW: Column = text("raw", "As printed.", "ตามที่พิมพ์");
pub(super) const TEXT: Column =
    text("text", "Normalised; digits as printed.", "ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์");
pub(super) const CONFIDENCE: Column = number(
    "confidence",
    "How sure the reading is, 0 to 1, where it was read from a picture.",
    "ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ",
)
.or_null();
pub(super) const TITLE_RAW: Column = text("title_raw", "Its title as printed.", "ชื่อตามที่พิมพ์");
pub(super) const TITLE: Column = text("title", "Its title, normalised.", "ชื่อที่ปรับรูปแบบแล้ว");
pub(super) const PERIOD: [Column; 4] = [
    text("period_raw", "The time it covers, as printed.", "ช่วงเวลาที่ครอบคลุมตามที่พิมพ์").or_null(),
    whole("period_months", "The months it covers, where it says so.", "จำนวนเดือนที่ครอบคลุม หากระบุ")
        .or_null(),
    date("period_start", "First day it covers (Common Era).", "วันแรกที่ครอบคลุม (ค.ศ.)").or_null(),
    date("period_end", "Last day it covers (Common Era).", "วันสุดท้ายที่ครอบคลุม (ค.ศ.)").or_null(),
];

pub(super) const AGENCY_KIND: Column = text(
    "kind",
    "ministry, department, province, municipality, subdistrict_administration, school, hospital, university, state_enterprise or other.",
    "ประเภท: ministry กระทรวง department กรม province จังหวัดหรือ อบจ. municipality เทศบาล subdistrict_administration อบต. school โรงเรียน hospital โรงพยาบาล university มหาวิทยาลัย state_enterprise รัฐวิสาหกิจ other อื่น ๆ",
);
pub(super) const IS_LEAF: Column = column(
    "is_leaf",
    Kind::Flag,
    "Whether no item below states an amount for this purpose.",
    "ไม่มีรายการย่อยที่ระบุจำนวนเงินของวัตถุประสงค์นี้หรือไม่",
)
.or_null();
pub(super) const COUNTED: Column = column(
    "counted",
    Kind::Flag,
    "Whether sums take it: no amount of the same money is taken elsewhere.",
    "นับในผลรวมหรือไม่ โดยเงินก้อนเดียวกันไม่ถูกนับซ้ำ",
)
.or_null();

pub(super) const OF_READING: Reference = Reference { columns: &["reading_key"], table: "readings" };
pub(super) const OF_SECTION: Reference =
    Reference { columns: &["reading_key", "section_path"], table: "sections" };
pub(super) const OF_ITEM: Reference =
    Reference { columns: &["reading_key", "item_path"], table: "items" };
pub(super) const PATH_KEY: &[&str] = &["reading_key", "path"];
