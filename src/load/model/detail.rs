//! The tables of what the forms of agencies say beside what all of them say: columns with the time
//! they stand for, money by column, schedules, rows that sum others, labels and their values.

use super::common::{
    AGENCY_KIND, CONFIDENCE, COUNTED, IS_LEAF, ITEM, OF_ITEM, OF_READING, OF_SECTION, PATH,
    PATH_KEY, POSITION, RAW, READING, SECTION, TEXT,
};
use super::shape::{Column, Kind, Reference, Table, column, date, text, whole};

/// What a column is called within its section.
const COLUMN_KEY: Column = text(
    "column_key",
    "The key of the column: budget, budget_2568, schedule_2568_10.",
    "ชื่อของคอลัมน์ เช่น budget budget_2568 schedule_2568_10",
);
/// The columns on money that stands in one column, behind its raw text.
const MONEY_OF_COLUMN: [Column; 6] = [
    text("purpose", "planned, used or left.", "planned งบที่ตั้งไว้ used ใช้ไป left คงเหลือ"),
    whole(
        "column_fiscal_year_be",
        "The fiscal year that the column stands for, Buddhist Era.",
        "ปีงบประมาณ พ.ศ. ที่คอลัมน์นี้แทน",
    )
    .or_null(),
    whole(
        "quarter",
        "The quarter that the column stands for, from 1.",
        "ไตรมาสที่คอลัมน์นี้แทน เริ่มจาก 1",
    )
    .or_null(),
    text(
        "status",
        "amount, none, other_source, not_allocated or not_stated.",
        "amount จำนวนเงิน none ไม่ใช้งบประมาณ other_source แหล่งอื่น not_allocated ไม่ได้รับจัดสรร not_stated ไม่ระบุ",
    ),
    column("amount_thb", Kind::Money, "In baht, where it says an amount.", "จำนวนเงินเป็นบาท หากระบุ")
        .or_null(),
    text("source", "The fund or unit that pays, as printed.", "แหล่งงบประมาณตามที่พิมพ์").or_null(),
];
/// The table of another form that something belongs to.
const OF_TABLE: Column = whole(
    "table_position",
    "The table of another form that it belongs to, by its place in the section, from 1; null for the section's own tables.",
    "ลำดับของตารางรูปแบบอื่นที่ข้อมูลนี้เป็นของ เริ่มจาก 1 เป็น null เมื่อเป็นตารางของส่วนเอง",
)
.or_null();
const TOTAL: Column = text("total_path", "The row it belongs to.", "แถวที่ข้อมูลนี้เป็นของ");
const OF_TOTAL: Reference = Reference { columns: &["reading_key", "total_path"], table: "totals" };

pub(in crate::load) const AGENCY_DETAILS: Table = Table {
    name: "agency_details",
    en: "What kind of agency one is, and where, as far as its reports say it.",
    th: "ประเภทและที่ตั้งของหน่วยงาน เท่าที่รายงานระบุ",
    columns: &[
        text("agency_key", "The agency.", "หน่วยงาน"),
        AGENCY_KIND.or_null(),
        text("subdistrict", "Its subdistrict.", "ตำบลหรือแขวง").or_null(),
        text("district", "Its district.", "อำเภอหรือเขต").or_null(),
        text("province", "Its province.", "จังหวัด").or_null(),
    ],
    key: &["agency_key"],
    references: &[Reference { columns: &["agency_key"], table: "agencies" }],
};

pub(super) const SELF_DESCRIPTIONS: Table = Table {
    name: "self_descriptions",
    en: "What documents say they are, and the years that plans of several years cover.",
    th: "ประเภทของเอกสารตามที่เอกสารระบุ และช่วงปีของแผนหลายปี",
    columns: &[
        READING,
        text(
            "kind",
            "plan, result, measures, measures_result, risk, procurement, form or other.",
            "plan แผน result ผลการดำเนินงาน measures มาตรการ measures_result ผลของมาตรการ risk ความเสี่ยง procurement การจัดซื้อจัดจ้าง form โครงการที่บอกเป็นหัวข้อ other อื่น ๆ",
        )
        .or_null(),
        text("oit_item", "The item of the OIT assessment that it answers.", "ข้อของการประเมิน OIT ที่เอกสารตอบ")
            .or_null(),
        text("part", "Which part of several it is, as printed.", "ส่วนที่เท่าใดของเอกสาร ตามที่พิมพ์").or_null(),
        text("status", "draft or final.", "draft ร่าง final ฉบับสมบูรณ์").or_null(),
        whole("plan_first_be", "The first fiscal year of a plan of several, Buddhist Era.", "ปีงบประมาณแรกของแผน พ.ศ.")
            .or_null(),
        whole("plan_last_be", "The last fiscal year of it, Buddhist Era.", "ปีงบประมาณสุดท้ายของแผน พ.ศ.").or_null(),
        date("plan_start", "The first day of the plan (Common Era).", "วันแรกของแผน (ค.ศ.)").or_null(),
        date("plan_end", "The last day of the plan (Common Era).", "วันสุดท้ายของแผน (ค.ศ.)").or_null(),
    ],
    key: &["reading_key"],
    references: &[OF_READING],
};

pub(super) const SECTION_COLUMNS: Table = Table {
    name: "section_columns",
    en: "Columns of the tables of a section, each with what tells it from the others.",
    th: "คอลัมน์ของตารางในส่วน พร้อมสิ่งที่ทำให้ต่างจากคอลัมน์อื่น",
    columns: &[
        READING,
        PATH,
        SECTION,
        OF_TABLE,
        POSITION,
        COLUMN_KEY,
        text("role", "What the column holds.", "บทบาทของคอลัมน์"),
        text(
            "groups",
            "The headings above its own, outermost first, with › between.",
            "หัวคอลัมน์ที่อยู่เหนือขึ้นไป เรียงจากชั้นนอกสุด คั่นด้วย ›",
        )
        .or_null(),
        text(
            "span_unit",
            "What it stands for: fiscal_year, quarter or month.",
            "ช่วงเวลาที่คอลัมน์แทน: fiscal_year ปีงบประมาณ quarter ไตรมาส month เดือน",
        )
        .or_null(),
        whole(
            "span_fiscal_year_be",
            "The fiscal year of that, Buddhist Era.",
            "ปีงบประมาณ พ.ศ. ของช่วงเวลา",
        )
        .or_null(),
        whole(
            "span_number",
            "The quarter (1 to 4) or the calendar month (1 to 12).",
            "ไตรมาส (1 ถึง 4) หรือเดือนตามปฏิทิน (1 ถึง 12)",
        )
        .or_null(),
        date("span_start", "First day of that (Common Era).", "วันแรกของช่วงเวลา (ค.ศ.)").or_null(),
        date("span_end", "Last day of that (Common Era).", "วันสุดท้ายของช่วงเวลา (ค.ศ.)").or_null(),
    ],
    key: PATH_KEY,
    references: &[OF_SECTION],
};

pub(super) const LABELS: Table = Table {
    name: "labels",
    en: "The printed words for the levels of strategies and tactics, without their numbers.",
    th: "คำเรียกระดับยุทธศาสตร์และกลยุทธ์ตามที่พิมพ์ ไม่รวมหมายเลข",
    columns: &[READING, ITEM, text("label", "As printed.", "ตามที่พิมพ์ เช่น ยุทธศาสตร์ มิติ แผนงาน")],
    key: &["reading_key", "item_path"],
    references: &[OF_ITEM],
};

pub(super) const COLUMN_BUDGETS: Table = Table {
    name: "column_budgets",
    en: "What every column of money says of an item; budgets has the one of its own year.",
    th: "ข้อความในคอลัมน์เงินทุกคอลัมน์ของรายการ ส่วน budgets มีเฉพาะของปีของรายงาน",
    columns: &[
        READING,
        PATH,
        ITEM,
        POSITION,
        COLUMN_KEY,
        RAW,
        MONEY_OF_COLUMN[0],
        MONEY_OF_COLUMN[1],
        MONEY_OF_COLUMN[2],
        MONEY_OF_COLUMN[3],
        MONEY_OF_COLUMN[4],
        MONEY_OF_COLUMN[5],
        IS_LEAF,
        COUNTED,
    ],
    key: PATH_KEY,
    references: &[OF_ITEM],
};

pub(super) const SCHEDULES: Table = Table {
    name: "schedules",
    en: "When items are carried out: dates of periods, and months, quarters or years that are marked.",
    th: "กำหนดเวลาดำเนินการ: วันที่ของระยะเวลา และเดือน ไตรมาส หรือปีที่มีเครื่องหมาย",
    columns: &[
        READING,
        PATH,
        ITEM,
        POSITION,
        COLUMN_KEY,
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

/// A table of the paragraphs of a cell.
const fn paragraphs(name: &'static str, en: &'static str, th: &'static str) -> Table {
    Table {
        name,
        en,
        th,
        columns: &[READING, PATH, ITEM, POSITION, RAW, TEXT, CONFIDENCE],
        key: PATH_KEY,
        references: &[OF_ITEM],
    }
}

pub(super) const RESPONSIBLE: Table =
    paragraphs("responsible", "Who is responsible for items.", "ผู้รับผิดชอบรายการ");

pub(super) const PROBLEMS: Table =
    paragraphs("problems", "What went wrong with items.", "ปัญหาและอุปสรรคของรายการ");

pub(super) const SUGGESTIONS: Table =
    paragraphs("suggestions", "What is suggested for items.", "ข้อเสนอแนะของรายการ");

pub(super) const TOTALS: Table = Table {
    name: "totals",
    en: "Rows of a section's tables that sum others; they are no items.",
    th: "แถวที่รวมยอดของแถวอื่น ไม่นับเป็นรายการ",
    columns: &[READING, PATH, SECTION, OF_TABLE, POSITION, RAW, TEXT, CONFIDENCE],
    key: PATH_KEY,
    references: &[OF_SECTION],
};

pub(super) const TOTAL_CELLS: Table = Table {
    name: "total_cells",
    en: "What a row that sums others prints, column by column.",
    th: "ข้อความในแถวรวมยอด แยกตามคอลัมน์",
    columns: &[READING, PATH, TOTAL, COLUMN_KEY, RAW, TEXT, CONFIDENCE],
    key: PATH_KEY,
    references: &[OF_TOTAL],
};

pub(super) const TOTAL_BUDGETS: Table = Table {
    name: "total_budgets",
    en: "What the columns of money say in a row that sums others.",
    th: "จำนวนเงินในคอลัมน์เงินของแถวรวมยอด",
    columns: &[
        READING,
        PATH,
        TOTAL,
        POSITION,
        COLUMN_KEY,
        RAW,
        MONEY_OF_COLUMN[0],
        MONEY_OF_COLUMN[1],
        MONEY_OF_COLUMN[2],
        MONEY_OF_COLUMN[3],
        MONEY_OF_COLUMN[4],
        MONEY_OF_COLUMN[5],
    ],
    key: PATH_KEY,
    references: &[OF_TOTAL],
};

pub(super) const FORM_FIELDS: Table = Table {
    name: "form_fields",
    en: "Labels of a form that tells one project, with what stands behind them.",
    th: "หัวข้อของแบบที่บอกโครงการหนึ่ง พร้อมข้อความของหัวข้อ",
    columns: &[
        READING,
        PATH,
        SECTION,
        POSITION,
        text("number", "Its number in Arabic digits.", "หมายเลขเป็นเลขอารบิก").or_null(),
        text("label_raw", "The label as printed, without its number.", "หัวข้อตามที่พิมพ์ ไม่รวมหมายเลข"),
        text("label", "The label, normalised.", "หัวข้อที่ปรับรูปแบบแล้ว"),
        text("role", "What it says that stands behind it.", "สิ่งที่หัวข้อนี้บอก"),
        RAW,
        TEXT,
        CONFIDENCE,
    ],
    key: PATH_KEY,
    references: &[OF_SECTION],
};
