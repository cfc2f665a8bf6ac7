//! The tables of what reports share, agencies, years and files, and of their readings.

use super::common::{
    AGENCY_KIND, CONFIDENCE, OF_READING, PERIOD, POSITION, READING, TITLE, TITLE_RAW,
};
use super::shape::{Kind, Reference, Table, column, date, text, whole};

pub(in crate::load) const AGENCIES: Table = Table {
    name: "agencies",
    en: "Agencies: each once, however its reports spell it.",
    th: "หน่วยงาน หนึ่งแถวต่อหน่วยงาน ไม่ว่ารายงานจะสะกดอย่างไร",
    columns: &[
        text(
            "agency_key",
            "First digits of the SHA-256 of its name and, where it is known, of its place.",
            "ส่วนต้นของ SHA-256 ของชื่อ และของที่ตั้งเมื่อทราบ",
        ),
        text("name", "Its name.", "ชื่อหน่วยงาน"),
        AGENCY_KIND.or_null(),
        text("parent", "The ministry or body above it.", "กระทรวงหรือหน่วยงานต้นสังกัด").or_null(),
        text("subdistrict", "Its subdistrict.", "ตำบลหรือแขวง").or_null(),
        text("district", "Its district.", "อำเภอหรือเขต").or_null(),
        text("province", "Its province.", "จังหวัด").or_null(),
        text("code", "Its code in the register of agencies.", "รหัสในทะเบียนหน่วยงาน").or_null(),
    ],
    key: &["agency_key"],
    references: &[],
};

pub(super) const FISCAL_YEARS: Table = Table {
    name: "fiscal_years",
    en: "Fiscal years, named by the year they end.",
    th: "ปีงบประมาณ เรียกตามปีที่สิ้นสุด",
    columns: &[
        whole("fiscal_year_be", "The year, Buddhist Era.", "ปีงบประมาณ พ.ศ."),
        whole("fiscal_year_ce", "The same year, Common Era.", "ปีเดียวกัน ค.ศ."),
        date("start_date", "First day (Common Era).", "วันแรก (ค.ศ.)"),
        date("end_date", "Last day (Common Era).", "วันสุดท้าย (ค.ศ.)"),
    ],
    key: &["fiscal_year_be"],
    references: &[],
};

pub(in crate::load) const DOCUMENTS: Table = Table {
    name: "documents",
    en: "Files that reports were read from.",
    th: "ไฟล์ต้นทางของรายงาน",
    columns: &[
        text(
            "document_key",
            "SHA-256 of its bytes, lower-case hexadecimal.",
            "SHA-256 ของไฟล์ เลขฐานสิบหกตัวพิมพ์เล็ก",
        ),
        text("file_name", "Its name when it was first loaded.", "ชื่อไฟล์เมื่อโหลดครั้งแรก").or_null(),
        whole("bytes", "Its size in bytes.", "ขนาดเป็นไบต์"),
        text("media_type", "Its media type.", "ชนิดสื่อ"),
        whole("page_count", "How many pages it has.", "จำนวนหน้า"),
    ],
    key: &["document_key"],
    references: &[],
};

pub(in crate::load) const READINGS: Table = Table {
    name: "readings",
    en: "What one version of a program read in a document; current where valid_to is null.",
    th: "ผลการอ่านเอกสารหนึ่งครั้งโดยโปรแกรมรุ่นหนึ่ง เป็นปัจจุบันเมื่อ valid_to เป็น null",
    columns: &[
        text(
            "reading_key",
            "First digits of the document's SHA-256, a hyphen, first digits of the report's.",
            "ส่วนต้นของ SHA-256 ของเอกสาร ขีด ส่วนต้นของ SHA-256 ของรายงาน",
        ),
        text("document_key", "The document.", "เอกสาร"),
        text(
            "report_sha256",
            "SHA-256 of what the report says, without the file's name.",
            "SHA-256 ของเนื้อหารายงานที่ไม่รวมชื่อไฟล์",
        ),
        text("schema_version", "Version of the report's JSON.", "รุ่นของรูปแบบ JSON"),
        text("generator", "The program that read it.", "โปรแกรมที่อ่าน"),
        text("generator_version", "Its version.", "รุ่นของโปรแกรมที่อ่าน"),
        text(
            "agency_key",
            "Whose report it is; null where it does not say.",
            "หน่วยงานเจ้าของ เป็น null เมื่อไม่ระบุ",
        )
        .or_null(),
        whole("fiscal_year_be", "Its fiscal year, Buddhist Era.", "ปีงบประมาณ พ.ศ.").or_null(),
        text(
            "purpose",
            "By its title: plan, report or unknown.",
            "ตามชื่อเอกสาร: plan (แผน) report (รายงาน) หรือ unknown",
        ),
        TITLE_RAW.or_null(),
        TITLE.or_null(),
        CONFIDENCE,
        PERIOD[0],
        PERIOD[1],
        PERIOD[2],
        PERIOD[3],
        whole("load_number", "Its place in the order of loading, from 1.", "ลำดับการโหลด เริ่มจาก 1"),
        text("loaded_by_version", "Version of raingan that loaded it.", "รุ่นของ raingan ที่โหลด"),
        column("valid_from", Kind::Time, "When it was loaded (UTC).", "เวลาที่โหลด (UTC)"),
        column("valid_to", Kind::Time, "When another took its place (UTC).", "เวลาที่ถูกแทนที่ (UTC)")
            .or_null(),
        text("superseded_by", "The reading that took its place.", "การอ่านที่มาแทนที่").or_null(),
        text("alias_key", "The agency's name as this reading spells it.", "ชื่อหน่วยงานตามที่สะกดในการอ่านนี้")
            .or_null(),
        text(
            "document_kind",
            "What the document is, by what it says and holds: plan, result, measures, measures_result, risk, procurement, form or other.",
            "ประเภทเอกสารตามที่ระบุและที่มี: plan แผน result ผล measures มาตรการ measures_result ผลของมาตรการ risk ความเสี่ยง procurement จัดซื้อจัดจ้าง form โครงการที่บอกเป็นหัวข้อ other อื่น ๆ",
        )
        .or_null(),
        text("part", "Which part of several it is, as printed.", "ส่วนที่เท่าใดของเอกสาร ตามที่พิมพ์").or_null(),
        text("status", "draft or final, where it says so.", "draft ร่าง final ฉบับสมบูรณ์ เมื่อระบุ").or_null(),
        text(
            "medium",
            "What it was read from: born_digital, transcript, ocr_layer or scan.",
            "อ่านจาก: born_digital ไฟล์ดิจิทัล transcript บทถอดความ ocr_layer ชั้นข้อความจากการสแกน scan ภาพสแกน",
        )
        .or_null(),
        date("printed_on", "The day that it says it is of (Common Era).", "วันที่ที่เอกสารระบุ (ค.ศ.)").or_null(),
        column(
            "is_edited",
            Kind::Flag,
            "Whether the report says otherwise than what wrote it.",
            "รายงานถูกแก้หลังจากโปรแกรมเขียนหรือไม่",
        )
        .or_null(),
        text(
            "replaced_because",
            "Why it is not current: retracted, or what the one in its place has before it (pin, edited, corrected, medium, period, version, status, date, order).",
            "เหตุที่ไม่เป็นปัจจุบัน: retracted ถูกถอน หรือข้อที่ฉบับที่แทนดีกว่า (pin edited corrected medium period version status date order)",
        )
        .or_null(),
        column("pinned_at", Kind::Time, "When a user said that it counts (UTC).", "เวลาที่ผู้ใช้ปักหมุด (UTC)").or_null(),
        column("retracted_at", Kind::Time, "When a user took it back (UTC).", "เวลาที่ผู้ใช้ถอน (UTC)").or_null(),
        column("purged_at", Kind::Time, "When its rows were deleted (UTC).", "เวลาที่ลบข้อมูลของการอ่านนี้ (UTC)").or_null(),
        column(
            "corrected_at",
            Kind::Time,
            "When a person put something in it right, the last time (UTC).",
            "เวลาที่มีคนแก้ไขครั้งล่าสุด (UTC)",
        )
        .or_null(),
    ],
    key: &["reading_key"],
    references: &[
        Reference { columns: &["document_key"], table: "documents" },
        Reference { columns: &["agency_key"], table: "agencies" },
        Reference { columns: &["fiscal_year_be"], table: "fiscal_years" },
    ],
};

pub(super) const ABBREVIATIONS: Table = Table {
    name: "agency_abbreviations",
    en: "Abbreviations of the agency as printed, most frequent first.",
    th: "ชื่อย่อของหน่วยงานตามที่พิมพ์ เรียงจากที่พบบ่อยที่สุด",
    columns: &[READING, POSITION, text("abbreviation", "As printed.", "ตามที่พิมพ์")],
    key: &["reading_key", "position"],
    references: &[OF_READING],
};
