//! The tables of the relational model, one after the other.

use super::common::{
    CONFIDENCE, COUNTED, FIELD, IS_LEAF, ITEM, OF_ITEM, OF_READING, OF_SECTION, PATH, PATH_KEY,
    PERIOD, POSITION, RAW, READING, SECTION, TEXT, TITLE, TITLE_RAW,
};
use super::detail::{
    AGENCY_DETAILS, COLUMN_BUDGETS, FORM_FIELDS, LABELS, PROBLEMS, RESPONSIBLE, SCHEDULES,
    SECTION_COLUMNS, SELF_DESCRIPTIONS, SUGGESTIONS, TOTAL_BUDGETS, TOTAL_CELLS, TOTALS,
};
use super::keeping::{
    AGENCY_ALIASES, AGENCY_REGISTER, CHANGES, CORRECTIONS, DOCUMENT_SOURCES, INPUTS, OIT_CONTENTS,
    OIT_ITEMS, PROJECT_LINKS, READING_EVENTS,
};
use super::readings::{ABBREVIATIONS, AGENCIES, DOCUMENTS, FISCAL_YEARS, READINGS};
use super::shape::{Kind, Reference, Table, column, date, number, text, whole};

/// All tables; one that refers to another stands after it.
pub const TABLES: &[Table] = &[
    AGENCY_REGISTER,
    AGENCIES,
    AGENCY_DETAILS,
    AGENCY_ALIASES,
    FISCAL_YEARS,
    DOCUMENTS,
    DOCUMENT_SOURCES,
    INPUTS,
    CHANGES,
    READINGS,
    READING_EVENTS,
    PROJECT_LINKS,
    SELF_DESCRIPTIONS,
    ABBREVIATIONS,
    PAGES,
    SECTIONS,
    SECTION_COLUMNS,
    HEADINGS,
    NOTES,
    TOTALS,
    TOTAL_CELLS,
    TOTAL_BUDGETS,
    FORM_FIELDS,
    ITEMS,
    LABELS,
    CELLS,
    OTHER_CELLS,
    GOALS,
    OBJECTIVES,
    INDICATORS,
    TARGETS,
    BUDGETS,
    COLUMN_BUDGETS,
    SCHEDULES,
    RESPONSIBLE,
    PROBLEMS,
    SUGGESTIONS,
    DATE_SPANS,
    PERCENTAGES,
    QUANTITIES,
    MONEY,
    UNCLAIMED,
    FINDINGS,
    EVIDENCE,
    OIT_ITEMS,
    OIT_CONTENTS,
    CORRECTIONS,
    REGIONS,
];

/// Tables that no report fills by itself: what users say, and what loading finds out.
pub const LATER: &[&str] = &[
    "agency_register",
    "document_sources",
    "inputs",
    "changes",
    "reading_events",
    "project_links",
];

/// Indexes beside the keys: a table and the columns.
pub const INDEXES: &[(&str, &[&str])] = &[
    ("readings", &["document_key"]),
    ("readings", &["agency_key", "fiscal_year_be"]),
    ("readings", &["load_number"]),
    ("readings", &["alias_key"]),
    ("reading_events", &["reading_key"]),
    ("project_links", &["agency_key"]),
    ("changes", &["new_document_key"]),
];

const PAGES: Table = Table {
    name: "pages",
    en: "Pages that were read.",
    th: "หน้าที่อ่าน",
    columns: &[
        READING,
        whole("page", "Its number, from 1.", "เลขหน้า เริ่มจาก 1"),
        number("width", "Width in points, as displayed.", "ความกว้างเป็นพอยต์"),
        number("height", "Height in points, as displayed.", "ความสูงเป็นพอยต์"),
        whole("rotation", "Degrees clockwise it is turned by.", "องศาที่หมุนตามเข็มนาฬิกา"),
        text(
            "text_source",
            "Where its text came from: embedded, repaired, ocr, transcript, none.",
            "ที่มาของข้อความ: embedded repaired ocr transcript none",
        ),
        whole("glyphs", "Glyphs that show text.", "จำนวนรูปอักขระที่แสดงข้อความ"),
        whole(
            "unmapped_glyphs",
            "Glyphs whose character is not known.",
            "จำนวนรูปอักขระที่ไม่ทราบตัวอักษร",
        ),
        whole("hidden_glyphs", "Glyphs that are not shown.", "จำนวนรูปอักขระที่ไม่แสดง"),
        whole("images", "Pictures on it.", "จำนวนภาพ"),
        text("text_verdict", "What its text layer is worth.", "คุณภาพของชั้นข้อความ").or_null(),
    ],
    key: &["reading_key", "page"],
    references: &[OF_READING],
};

const SECTIONS: Table = Table {
    name: "sections",
    en: "Parts of a report: action_plan, measures, form, other tables.",
    th: "ส่วนของรายงาน: แผนปฏิบัติการ มาตรการ โครงการที่บอกเป็นหัวข้อ ตารางรูปแบบอื่น",
    columns: &[
        READING,
        PATH,
        POSITION,
        text(
            "kind",
            "action_plan, measures, form or other.",
            "action_plan measures form หรือ other",
        ),
        TITLE_RAW.or_null(),
        TITLE.or_null(),
        CONFIDENCE,
        PERIOD[0],
        PERIOD[1],
        PERIOD[2],
        PERIOD[3],
    ],
    key: PATH_KEY,
    references: &[OF_READING],
};

const HEADINGS: Table = Table {
    name: "headings",
    en: "Headings printed over the columns of a section, each wording once.",
    th: "หัวคอลัมน์ของส่วน แต่ละข้อความหนึ่งครั้ง",
    columns: &[
        READING,
        PATH,
        SECTION,
        whole("column_position", "The column's place, from 1.", "ลำดับคอลัมน์ เริ่มจาก 1"),
        text("role", "What the column holds.", "บทบาทของคอลัมน์"),
        POSITION,
        RAW.or_null(),
        TEXT.or_null(),
        CONFIDENCE,
    ],
    key: PATH_KEY,
    references: &[OF_SECTION],
};

const NOTES: Table = Table {
    name: "notes",
    en: "Notes below the tables of a section.",
    th: "หมายเหตุท้ายตารางของส่วน",
    columns: &[READING, PATH, SECTION, POSITION, RAW, TEXT, CONFIDENCE],
    key: PATH_KEY,
    references: &[OF_SECTION],
};

pub(in crate::load) const ITEMS: Table = Table {
    name: "items",
    en: "Strategies, tactics, projects, activities, sub-activities and measures: a tree.",
    th: "ยุทธศาสตร์ กลยุทธ์ โครงการ กิจกรรม กิจกรรมย่อย และมาตรการ เป็นลำดับชั้น",
    columns: &[
        READING,
        PATH,
        SECTION,
        text(
            "parent_path",
            "The item above it; null at the top.",
            "รายการที่อยู่เหนือขึ้นไป เป็น null เมื่ออยู่บนสุด",
        )
        .or_null(),
        whole("depth", "How many items are above it.", "จำนวนรายการที่อยู่เหนือขึ้นไป"),
        POSITION,
        text(
            "kind",
            "strategy, tactic, project, activity, sub_activity or measure.",
            "strategy (ยุทธศาสตร์) tactic (กลยุทธ์) project (โครงการ) activity (กิจกรรม) sub_activity (กิจกรรมย่อย) measure (มาตรการ)",
        ),
        text("number", "Its number in Arabic digits.", "หมายเลขเป็นเลขอารบิก").or_null(),
        TITLE_RAW.or_null(),
        TITLE.or_null(),
        CONFIDENCE,
        whole(
            "declared_project_count",
            "How many projects a tactic says it has.",
            "จำนวนโครงการที่กลยุทธ์ระบุไว้",
        )
        .or_null(),
        text(
            "top_path",
            "The project or measure that it belongs to or is; null above them.",
            "โครงการหรือมาตรการที่รายการนี้อยู่ในนั้นหรือเป็น เป็น null เมื่ออยู่เหนือขึ้นไป",
        )
        .or_null(),
    ],
    key: PATH_KEY,
    references: &[
        OF_SECTION,
        Reference { columns: &["reading_key", "parent_path"], table: "items" },
    ],
};

const CELLS: Table = Table {
    name: "cells",
    en: "What the row of an item prints, column by column.",
    th: "ข้อความในแถวของรายการ แยกตามคอลัมน์",
    columns: &[
        READING,
        PATH,
        ITEM,
        text("role", "What the column holds.", "บทบาทของคอลัมน์"),
        RAW,
        TEXT,
        CONFIDENCE,
    ],
    key: PATH_KEY,
    references: &[OF_ITEM],
};

pub(in crate::load) const OTHER_CELLS: Table = Table {
    name: "other_cells",
    en: "Cells of tables of another form.",
    th: "เซลล์ของตารางรูปแบบอื่น",
    columns: &[
        READING,
        PATH,
        SECTION,
        whole(
            "table_position",
            "The table's place in its section, from 1.",
            "ลำดับตารางในส่วน เริ่มจาก 1",
        ),
        whole("row_position", "The row, from 1; 0 for the headings.", "แถว เริ่มจาก 1 หัวคอลัมน์เป็น 0"),
        whole("column_position", "The column, from 1.", "คอลัมน์ เริ่มจาก 1"),
        RAW,
        TEXT,
        CONFIDENCE,
    ],
    key: PATH_KEY,
    references: &[OF_SECTION],
};

const GOALS: Table = Table {
    name: "goals",
    en: "Goals of tactics.",
    th: "เป้าหมายของกลยุทธ์",
    columns: &[READING, PATH, ITEM, POSITION, RAW, TEXT, CONFIDENCE],
    key: PATH_KEY,
    references: &[OF_ITEM],
};

const OBJECTIVES: Table = Table {
    name: "objectives",
    en: "Objectives of items.",
    th: "วัตถุประสงค์ของรายการ",
    columns: &[READING, PATH, ITEM, POSITION, RAW, TEXT, CONFIDENCE],
    key: PATH_KEY,
    references: &[OF_ITEM],
};

const INDICATORS: Table = Table {
    name: "indicators",
    en: "Indicators of items and tactics.",
    th: "ตัวชี้วัดของรายการและกลยุทธ์",
    columns: &[
        READING,
        PATH,
        ITEM,
        POSITION,
        RAW,
        TEXT,
        CONFIDENCE,
        text("target_raw", "What is aimed at, as printed.", "ค่าเป้าหมายตามที่พิมพ์").or_null(),
        text("target_text", "What is aimed at, normalised.", "ค่าเป้าหมายที่ปรับรูปแบบแล้ว").or_null(),
    ],
    key: PATH_KEY,
    references: &[OF_ITEM],
};

const TARGETS: Table = Table {
    name: "targets",
    en: "Numbers aimed at.",
    th: "ค่าเป้าหมายที่เป็นตัวเลข",
    columns: &[
        READING,
        PATH,
        ITEM,
        text("indicator_path", "The indicator.", "ตัวชี้วัด"),
        POSITION,
        RAW,
        text(
            "comparator",
            "eq, ge, gt, le or lt.",
            "eq เท่ากับ ge ไม่น้อยกว่า gt มากกว่า le ไม่เกิน lt น้อยกว่า",
        ),
        number("value", "The number.", "ตัวเลข"),
        text("unit", "percent, or the unit as printed.", "percent (ร้อยละ) หรือหน่วยตามที่พิมพ์")
            .or_null(),
        text(
            "verdict",
            "Held against the result when it was loaded: met, missed or undecided.",
            "เทียบกับผลเมื่อโหลด: met บรรลุ missed ไม่บรรลุ undecided ตัดสินไม่ได้",
        ),
        text("verdict_reason", "Why, in one word of a list.", "เหตุผลเป็นรหัส").or_null(),
        text(
            "result_raw",
            "The figures of the result it was held against, as printed.",
            "ตัวเลขในผลที่นำมาเทียบ ตามที่พิมพ์",
        )
        .or_null(),
        number("result_value", "Their value, where it is one figure.", "ค่าตัวเลขนั้น เมื่อมีตัวเดียว")
            .or_null(),
    ],
    key: PATH_KEY,
    references: &[
        OF_ITEM,
        Reference { columns: &["reading_key", "indicator_path"], table: "indicators" },
    ],
};

const BUDGETS: Table = Table {
    name: "budgets",
    en: "What the budget cells say.",
    th: "งบประมาณตามเซลล์งบประมาณ",
    columns: &[
        READING,
        PATH,
        ITEM,
        RAW,
        text(
            "status",
            "amount, none, other_source, not_allocated or not_stated.",
            "amount จำนวนเงิน none ไม่ใช้งบประมาณ other_source แหล่งอื่น not_allocated ไม่ได้รับจัดสรร not_stated ไม่ระบุ",
        ),
        column(
            "amount_thb",
            Kind::Money,
            "In baht, where it says an amount.",
            "จำนวนเงินเป็นบาท หากระบุ",
        )
        .or_null(),
        text("source", "The fund or unit that pays, as printed.", "แหล่งงบประมาณตามที่พิมพ์").or_null(),
        text("purpose", "planned, used or left.", "planned งบที่ตั้งไว้ used ใช้ไป left คงเหลือ")
            .or_null(),
        whole(
            "budget_year_be",
            "The fiscal year it is of, Buddhist Era.",
            "ปีงบประมาณ พ.ศ. ของเงินนี้",
        )
        .or_null(),
        whole("quarter", "The quarter it is of, from 1.", "ไตรมาสของเงินนี้ เริ่มจาก 1").or_null(),
        IS_LEAF,
        COUNTED,
    ],
    key: PATH_KEY,
    references: &[OF_ITEM],
};

const DATE_SPANS: Table = Table {
    name: "date_spans",
    en: "Dates and spans of dates in results and outcomes.",
    th: "วันที่และช่วงวันที่ในผลการดำเนินงานและผลลัพธ์",
    columns: &[
        READING,
        PATH,
        ITEM,
        FIELD,
        POSITION,
        RAW,
        date("start_date", "First day (Common Era).", "วันแรก (ค.ศ.)"),
        date("end_date", "Last day (Common Era).", "วันสุดท้าย (ค.ศ.)"),
        text(
            "precision",
            "day, month, year or fiscal_year.",
            "ความละเอียด: day month year fiscal_year",
        ),
        column(
            "inferred",
            Kind::Flag,
            "Whether month or year was taken from elsewhere.",
            "เดือนหรือปีนำมาจากที่อื่นหรือไม่",
        ),
    ],
    key: PATH_KEY,
    references: &[OF_ITEM],
};

const PERCENTAGES: Table = Table {
    name: "percentages",
    en: "Percentages in results and outcomes.",
    th: "ร้อยละในผลการดำเนินงานและผลลัพธ์",
    columns: &[
        READING,
        PATH,
        ITEM,
        FIELD,
        POSITION,
        RAW,
        number("value", "In per cent.", "ค่าร้อยละ"),
    ],
    key: PATH_KEY,
    references: &[OF_ITEM],
};

const QUANTITIES: Table = Table {
    name: "quantities",
    en: "Numbers with a unit in results and outcomes.",
    th: "จำนวนพร้อมหน่วยในผลการดำเนินงานและผลลัพธ์",
    columns: &[
        READING,
        PATH,
        ITEM,
        FIELD,
        POSITION,
        RAW,
        number("value", "The number.", "ตัวเลข"),
        text("unit", "The unit as printed.", "หน่วยตามที่พิมพ์"),
    ],
    key: PATH_KEY,
    references: &[OF_ITEM],
};

const MONEY: Table = Table {
    name: "money",
    en: "Amounts of money in results and outcomes.",
    th: "จำนวนเงินในผลการดำเนินงานและผลลัพธ์",
    columns: &[
        READING,
        PATH,
        ITEM,
        FIELD,
        POSITION,
        RAW,
        column("amount_thb", Kind::Money, "In baht.", "จำนวนเงินเป็นบาท"),
    ],
    key: PATH_KEY,
    references: &[OF_ITEM],
};

const UNCLAIMED: Table = Table {
    name: "unclaimed",
    en: "Text that no field claimed, and why.",
    th: "ข้อความที่ไม่มีเขตข้อมูลใดรับไว้ พร้อมเหตุผล",
    columns: &[READING, PATH, POSITION, text("reason", "Why.", "เหตุผล"), RAW, TEXT, CONFIDENCE],
    key: PATH_KEY,
    references: &[OF_READING],
};

const FINDINGS: Table = Table {
    name: "findings",
    en: "What is odd about a document.",
    th: "ข้อสังเกตเกี่ยวกับเอกสาร",
    columns: &[
        READING,
        PATH,
        POSITION,
        text("code", "What kind of oddity.", "รหัสข้อสังเกต"),
        text("severity", "info, warning or error.", "ระดับ: info warning error"),
        text("message_th", "For people, in Thai.", "คำอธิบายภาษาไทย"),
        text("message_en", "For people, in English.", "คำอธิบายภาษาอังกฤษ"),
        whole(
            "page",
            "The page it is on; null where it is about all.",
            "หน้าที่พบ เป็น null เมื่อเป็นทั้งเอกสาร",
        )
        .or_null(),
        text(
            "item_path",
            "The item it is about, as the report says.",
            "รายการที่เกี่ยวข้องตามที่รายงานระบุ",
        )
        .or_null(),
        text(
            "origin",
            "Who found it: extract, check or load.",
            "ผู้พบ: extract การอ่าน check การตรวจ load การโหลด",
        )
        .or_null(),
    ],
    key: PATH_KEY,
    references: &[OF_READING],
};

const EVIDENCE: Table = Table {
    name: "evidence",
    en: "Texts that findings rest on.",
    th: "ข้อความที่เป็นหลักฐานของข้อสังเกต",
    columns: &[
        READING,
        PATH,
        text("finding_path", "The finding.", "ข้อสังเกต"),
        POSITION,
        text("raw", "As printed; empty where it is a place only.", "ตามที่พิมพ์ ว่างเมื่อเป็นเพียงตำแหน่ง"),
    ],
    key: PATH_KEY,
    references: &[Reference { columns: &["reading_key", "finding_path"], table: "findings" }],
};

const REGIONS: Table = Table {
    name: "regions",
    en: "Where what has this path stands: boxes in PDF points, origin at the top left of the page as displayed, y down.",
    th: "ตำแหน่งของข้อมูลตามเส้นทาง: กรอบหน่วยเป็นพอยต์ จุดเริ่มที่มุมบนซ้ายของหน้าตามที่แสดง แกน y ชี้ลง",
    columns: &[
        READING,
        text(
            "path",
            "The path of what stands there, be it a row's or a part's.",
            "เส้นทางของข้อมูลที่อยู่ ณ ตำแหน่งนี้",
        ),
        POSITION,
        whole("page", "Page number, from 1.", "เลขหน้า เริ่มจาก 1"),
        number("x0", "Left edge.", "ขอบซ้าย"),
        number("y0", "Top edge.", "ขอบบน"),
        number("x1", "Right edge.", "ขอบขวา"),
        number("y1", "Bottom edge.", "ขอบล่าง"),
    ],
    key: &["reading_key", "path", "position"],
    references: &[OF_READING],
};

/// The table of a name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

#[cfg(test)]
mod tests {
    use super::super::shape::VALIDITY;
    use super::*;

    #[test]
    fn keys_and_references_name_columns_that_are_there_and_never_null() {
        for (i, table) in TABLES.iter().enumerate() {
            for name in table.key {
                let at = table.at(name).unwrap_or_else(|| panic!("{}.{name}", table.name));
                assert!(!table.columns[at].null, "{}.{name} is a key and may be null", table.name);
            }
            for reference in table.references {
                let to = TABLES[..=i]
                    .iter()
                    .find(|t| t.name == reference.table)
                    .expect("a table that stands before");
                let kind =
                    |table: &Table, name: &str| table.columns[table.at(name).expect(name)].kind;
                let here: Vec<Kind> =
                    reference.columns.iter().map(|name| kind(table, name)).collect();
                let there: Vec<Kind> = to.key.iter().map(|name| kind(to, name)).collect();
                assert_eq!(here, there, "{} to {}", table.name, to.name);
            }
        }
    }

    #[test]
    fn every_name_stands_once_and_is_explained_in_both_languages() {
        let thai = |text: &str| text.chars().any(|c| ('\u{e00}'..='\u{e7f}').contains(&c));
        let mut names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TABLES.len());
        for table in TABLES {
            let mut names: Vec<&str> = table.columns.iter().map(|c| c.name).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), table.columns.len(), "{}", table.name);
            for (en, th) in table.columns.iter().map(|c| (c.en, c.th)).chain([(table.en, table.th)])
            {
                // A few comments are lists of words of the data.
                assert!(
                    en.ends_with('.') && !thai(en) && !th.is_empty() && !th.contains('\n'),
                    "{en} {th}"
                );
            }
        }
    }

    #[test]
    fn the_year_that_parquet_folders_are_named_by_is_no_column_of_what_lies_in_them() {
        let inside = |table: &&Table| table.is_of_reading() && table.name != "readings";
        for table in TABLES.iter().filter(inside) {
            assert_eq!(table.at("fiscal_year_be"), None, "{}", table.name);
        }
    }

    #[test]
    fn the_last_columns_of_a_reading_say_when_it_is_valid() {
        let readings = table("readings").unwrap();
        let last = readings.columns.len() - VALIDITY;
        assert_eq!(readings.columns[last].name, "load_number");
        assert!(!readings.is_of_reading() || readings.key == ["reading_key"]);
    }
}
