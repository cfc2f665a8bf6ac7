//! The tables of what is kept beside the reports: how agencies are spelt and who they are, where
//! files came from, what became of readings, which projects are one over the years, and which items
//! of the OIT assessment a report serves.

use super::common::{AGENCY_KIND, OF_READING, PATH, PATH_KEY, POSITION, READING};
use super::shape::{Kind, Reference, Table, column, date, number, text, whole};

const OF_AGENCY: Reference = Reference { columns: &["agency_key"], table: "agencies" };

pub(in crate::load) const AGENCY_REGISTER: Table = Table {
    name: "agency_register",
    en: "The user's register of agencies, as `raingan load --agencies` read it last.",
    th: "ทะเบียนหน่วยงานของผู้ใช้ ตามที่โหลดล่าสุดด้วย --agencies",
    columns: &[
        text("code", "The code of the agency.", "รหัสหน่วยงาน"),
        text("name", "Its name.", "ชื่อหน่วยงาน"),
        text("aliases", "Other names of it, with | between.", "ชื่ออื่น คั่นด้วย |").or_null(),
        AGENCY_KIND.or_null(),
        text("parent", "The ministry or body above it.", "กระทรวงหรือหน่วยงานต้นสังกัด").or_null(),
        text("province", "Its province.", "จังหวัด").or_null(),
    ],
    key: &["code"],
    references: &[],
};

pub(in crate::load) const AGENCY_ALIASES: Table = Table {
    name: "agency_aliases",
    en: "Every spelling of an agency's name, the agency that it was taken for, and why.",
    th: "ชื่อหน่วยงานทุกแบบที่สะกด หน่วยงานที่ตีความได้ และเหตุผล",
    columns: &[
        text(
            "alias_key",
            "First digits of the SHA-256 of the name and the place as they are spelt.",
            "ส่วนต้นของ SHA-256 ของชื่อและที่ตั้งตามที่สะกด",
        ),
        text("name", "As the reports spell it.", "ชื่อตามที่รายงานสะกด"),
        AGENCY_KIND.or_null(),
        text("subdistrict", "The subdistrict beside it.", "ตำบลหรือแขวงที่ระบุ").or_null(),
        text("district", "The district beside it.", "อำเภอหรือเขตที่ระบุ").or_null(),
        text("province", "The province beside it.", "จังหวัดที่ระบุ").or_null(),
        text(
            "abbreviations",
            "Abbreviations printed with it, with | between.",
            "ชื่อย่อที่พิมพ์คู่กัน คั่นด้วย |",
        )
        .or_null(),
        text(
            "longer",
            "The name with the word behind it in the title.",
            "ชื่อพร้อมคำที่ตามมาในชื่อเอกสาร",
        )
        .or_null(),
        column(
            "from_picture",
            Kind::Flag,
            "Whether it was read from pictures only, so that letters may be others.",
            "อ่านจากภาพเท่านั้นหรือไม่ ตัวอักษรจึงอาจผิด",
        ),
        text("agency_key", "The agency it was taken for.", "หน่วยงานที่ตีความได้"),
        text(
            "decided_by",
            "name, short_form, parent, abbreviation, letters, place, register, or pending until the load ends.",
            "ตัดสินจาก: name ชื่อ short_form คำย่อหน้าชื่อ parent ต้นสังกัด abbreviation ชื่อย่อ letters ตัวอักษรคล้าย place ที่ตั้ง register ทะเบียน pending จนจบการโหลด",
        ),
        number("score", "How sure that is, 0 to 1.", "ความแน่ใจ 0 ถึง 1"),
    ],
    key: &["alias_key"],
    references: &[OF_AGENCY],
};

pub(in crate::load) const DOCUMENT_SOURCES: Table = Table {
    name: "document_sources",
    en: "Where files came from: by `--source`, or the path in a batch's ledger.",
    th: "ที่มาของไฟล์ ตาม --source หรือที่อยู่ในบันทึกของ batch",
    columns: &[
        text("document_key", "SHA-256 of the file.", "SHA-256 ของไฟล์"),
        text("path", "Its path in the archive.", "ที่อยู่ในคลังไฟล์").or_null(),
        text("url", "Where it was published.", "ที่อยู่บนเว็บ").or_null(),
        date("published_on", "When it was published.", "วันที่เผยแพร่").or_null(),
    ],
    key: &["document_key"],
    references: &[],
};

pub(in crate::load) const INPUTS: Table = Table {
    name: "inputs",
    en: "What became of every input of a batch, by its ledger: also of those without a report.",
    th: "ผลของไฟล์นำเข้าทุกไฟล์ของ batch ตามบันทึก รวมไฟล์ที่ไม่มีรายงาน",
    columns: &[
        text("input_path", "Its path as the ledger says it.", "ที่อยู่ตามบันทึก"),
        text(
            "document_key",
            "SHA-256 of its bytes, where they were read.",
            "SHA-256 ของไฟล์ เมื่ออ่านได้",
        )
        .or_null(),
        text(
            "status",
            "done, partial, failed, skipped or duplicate.",
            "done เสร็จ partial บางส่วน failed ล้มเหลว skipped ข้าม duplicate ซ้ำ",
        ),
        text("reason", "Why it is not done, as a code.", "รหัสเหตุผลที่ไม่เสร็จ").or_null(),
        text("message", "Why, in words.", "เหตุผลเป็นข้อความ").or_null(),
        whole("bytes", "Its length in bytes.", "ขนาดเป็นไบต์").or_null(),
        whole("pages", "How many pages it has.", "จำนวนหน้า").or_null(),
        text("duplicate_of", "The input with the same content.", "ไฟล์ที่มีเนื้อหาเดียวกัน").or_null(),
        text("version", "The version of the program that read it.", "รุ่นของโปรแกรมที่อ่าน"),
    ],
    key: &["input_path"],
    references: &[],
};

pub(in crate::load) const READING_EVENTS: Table = Table {
    name: "reading_events",
    en: "What became of readings, and when: the history of what was current.",
    th: "เหตุการณ์ของการอ่านตามลำดับเวลา: ประวัติว่าอะไรเป็นปัจจุบัน",
    columns: &[
        whole("event_number", "Its place in the order of events, from 1.", "ลำดับเหตุการณ์ เริ่มจาก 1"),
        text("reading_key", "The reading.", "การอ่าน"),
        text(
            "event",
            "loaded, replaced, restored, retracted, pinned, unpinned or purged.",
            "loaded โหลด replaced ถูกแทน restored กลับมาเป็นปัจจุบัน retracted ถูกถอน pinned ปักหมุด unpinned ถอนหมุด purged ถูกลบ",
        ),
        text("other_key", "The reading that took its place.", "การอ่านที่มาแทนที่").or_null(),
        text(
            "reason",
            "Why, as in readings.replaced_because.",
            "เหตุผล เช่นเดียวกับ readings.replaced_because",
        )
        .or_null(),
        column("happened_at", Kind::Time, "When (UTC).", "เวลา (UTC)"),
    ],
    key: &["event_number"],
    references: &[OF_READING],
};

pub(in crate::load) const PROJECT_LINKS: Table = Table {
    name: "project_links",
    en: "Projects and measures over the years: rows with one project_key are one, as `raingan diff` aligns them.",
    th: "โครงการและมาตรการข้ามปี: แถวที่มี project_key เดียวกันคือโครงการเดียวกัน ตามการจับคู่ของ diff",
    columns: &[
        text("project_key", "The project over the years.", "โครงการข้ามปี"),
        whole("fiscal_year_be", "The fiscal year, Buddhist Era.", "ปีงบประมาณ พ.ศ."),
        text("agency_key", "The agency.", "หน่วยงาน"),
        text("reading_key", "The reading that counts for that year.", "การอ่านที่นับของปีนั้น"),
        text("item_path", "The project in it.", "โครงการในการอ่านนั้น"),
        number(
            "score",
            "How alike it is to the year before, 0 to 1; null in its first year.",
            "ความคล้ายกับปีก่อน 0 ถึง 1 เป็น null ในปีแรก",
        )
        .or_null(),
        text("reason", "By what it was known again.", "จับคู่จากอะไร").or_null(),
    ],
    key: &["project_key", "fiscal_year_be"],
    references: &[OF_AGENCY, OF_READING],
};

pub(in crate::load) const CHANGES: Table = Table {
    name: "changes",
    en: "What changed from one document to another, as `raingan diff` told it: `raingan load --changes`.",
    th: "สิ่งที่เปลี่ยนจากเอกสารหนึ่งไปอีกเอกสารหนึ่ง ตามที่ raingan diff บอก โหลดด้วย --changes",
    columns: &[
        text(
            "change_key",
            "First digits of the SHA-256 of both documents and the place of the change.",
            "ส่วนต้นของ SHA-256 ของเอกสารทั้งสองและลำดับของการเปลี่ยนแปลง",
        ),
        text("old_document_key", "SHA-256 of the older document.", "SHA-256 ของเอกสารฉบับก่อน"),
        text("new_document_key", "SHA-256 of the newer document.", "SHA-256 ของเอกสารฉบับใหม่"),
        whole(
            "position",
            "Its place among the changes of the two, from 1.",
            "ลำดับในการเปลี่ยนแปลงของคู่นี้ เริ่มจาก 1",
        ),
        text(
            "relation",
            "What became of the item: same, split, merged, added or dropped.",
            "รายการเป็นอย่างไร: same เดิม split แยก merged รวม added เพิ่ม dropped หายไป",
        ),
        text(
            "old_path",
            "The item in the older document; several joined by \" + \".",
            "รายการในฉบับก่อน หลายรายการคั่นด้วย \" + \"",
        )
        .or_null(),
        text(
            "new_path",
            "The item in the newer document; several joined by \" + \".",
            "รายการในฉบับใหม่ หลายรายการคั่นด้วย \" + \"",
        )
        .or_null(),
        text("title", "Its title, in the newer document if it is there.", "ชื่อรายการ ตามฉบับใหม่หากมี")
            .or_null(),
        text(
            "kind",
            "What kind of change, as in the JSON of `raingan diff`.",
            "ชนิดของการเปลี่ยนแปลง ตาม JSON ของ raingan diff",
        ),
        text("field", "Where in the item.", "ส่วนใดของรายการ"),
        text("old_text", "As it was.", "ค่าเดิม").or_null(),
        text("new_text", "As it is.", "ค่าใหม่").or_null(),
        number(
            "old_number",
            "The number that it was, where it is about one.",
            "ตัวเลขเดิม เมื่อเกี่ยวกับตัวเลข",
        )
        .or_null(),
        number("new_number", "The number that it is.", "ตัวเลขใหม่").or_null(),
        text("unit", "The unit of the newer number, or else of the older.", "หน่วยของตัวเลข")
            .or_null(),
        column("old_thb", Kind::Money, "The money that it was, in baht.", "จำนวนเงินเดิม (บาท)")
            .or_null(),
        column("new_thb", Kind::Money, "The money that it is.", "จำนวนเงินใหม่").or_null(),
        column(
            "difference_thb",
            Kind::Money,
            "The newer less the older money.",
            "จำนวนเงินใหม่ลบเดิม",
        )
        .or_null(),
        text(
            "expected",
            "Why it was to be expected; null where it is to be looked at.",
            "เหตุที่คาดได้ล่วงหน้า เป็น null เมื่อควรดู",
        )
        .or_null(),
        text(
            "doubt",
            "Why it may come from the reading and not from the agency.",
            "เหตุที่อาจเกิดจากการอ่าน ไม่ใช่จากหน่วยงาน",
        )
        .or_null(),
    ],
    key: &["change_key"],
    references: &[],
};

pub(super) const OIT_ITEMS: Table = Table {
    name: "oit_items",
    en: "Items of the OIT assessment of the report's year, and whether it is the document they ask for.",
    th: "ข้อของการประเมิน OIT ในปีของรายงาน และรายงานนี้ตอบข้อนั้นหรือไม่",
    columns: &[
        READING,
        PATH,
        text("agency_class", "The class of agency that is asked for it.", "กลุ่มหน่วยงานที่ถูกถาม"),
        text("number", "Its number.", "หมายเลขข้อ"),
        text("title_th", "What it is called, in Thai.", "ชื่อข้อภาษาไทย"),
        text("title_en", "What it is called, in English.", "ชื่อข้อภาษาอังกฤษ"),
        column(
            "served",
            Kind::Flag,
            "Whether the report is the document.",
            "รายงานนี้คือเอกสารที่ถามหรือไม่",
        ),
        text("why_not_en", "Why not, in English.", "เหตุผลที่ไม่ใช่ ภาษาอังกฤษ").or_null(),
        text("why_not_th", "Why not, in Thai.", "เหตุผลที่ไม่ใช่ ภาษาไทย").or_null(),
    ],
    key: PATH_KEY,
    references: &[OF_READING],
};

pub(super) const OIT_CONTENTS: Table = Table {
    name: "oit_contents",
    en: "Contents that items of the assessment ask for, and for how many rows they are there.",
    th: "เนื้อหาที่ข้อของการประเมินถาม และมีในกี่แถว",
    columns: &[
        READING,
        PATH,
        text("oit_path", "The item of the assessment.", "ข้อของการประเมิน"),
        text(
            "content",
            "projects, results, budget, period, measures or measure_results.",
            "projects โครงการ results ผล budget งบประมาณ period ระยะเวลา measures มาตรการ measure_results ผลของมาตรการ",
        ),
        text("presence", "present, partial or missing.", "present มี partial มีบางส่วน missing ไม่มี"),
        whole("found", "For how many rows it is there.", "มีในกี่แถว"),
        whole("asked", "Of how many.", "จากทั้งหมดกี่แถว"),
    ],
    key: PATH_KEY,
    references: &[Reference { columns: &["reading_key", "oit_path"], table: "oit_items" }],
};

pub(super) const CORRECTIONS: Table = Table {
    name: "corrections",
    en: "What people put right in a report, and what was read there.",
    th: "สิ่งที่คนแก้ไขในรายงาน และค่าที่อ่านได้เดิม",
    columns: &[
        READING,
        PATH,
        POSITION,
        text(
            "item_path",
            "The item it belongs to; null outside items.",
            "รายการที่ค่าเป็นของ เป็น null เมื่ออยู่นอกรายการ",
        )
        .or_null(),
        text(
            "pointer",
            "Where the value stands in the report's JSON (RFC 6901).",
            "ตำแหน่งของค่าใน JSON ของรายงาน (RFC 6901)",
        ),
        text("was", "What was read there.", "ค่าที่อ่านได้เดิม"),
        text("raw", "What stands there now.", "ค่าที่แก้แล้ว"),
        text("corrected_by", "Who put it right.", "ผู้แก้ไข"),
        column("corrected_at", Kind::Time, "When (UTC).", "เวลาที่แก้ไข (UTC)"),
        text("why", "Why, where they say.", "เหตุผล เมื่อระบุ").or_null(),
    ],
    key: PATH_KEY,
    references: &[OF_READING],
};
