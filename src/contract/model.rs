//! The types of the JSON, version 1 (`schemas/report.schema.json`): what is printed and what it
//! means, side by side.
//!
//! Field order here is key order there. Absent is `null`, never a made-up value.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use crate::contract::text_layer::{RuleCount, TextLayer};
use crate::finding::{Finding, Region};
pub use crate::role::Role;

/// The version of the JSON this library writes.
pub const SCHEMA_VERSION: &str = "1.0";

/// One report, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Always [`SCHEMA_VERSION`].
    pub schema_version: String,
    /// What wrote this.
    pub generator: Generator,
    /// What it was read from.
    pub source: Source,
    /// The document's title as printed.
    pub title: Option<Text>,
    /// Whose report it is.
    pub agency: Option<Agency>,
    /// The fiscal year it is about.
    pub fiscal_year: Option<FiscalYear>,
    /// The months it covers ("รอบ ๑๒ เดือน").
    pub period: Option<Period>,
    /// The plan, the measures and tables of another form, in document order.
    pub sections: Vec<Section>,
    /// What is printed and no field above claimed.
    pub unclaimed: Vec<Unclaimed>,
    /// What is odd about it.
    pub findings: Vec<Finding>,
}

/// The program that wrote a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generator {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The file a report was read from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Its name without folders; `null` for a stream.
    pub file_name: Option<String>,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its media type.
    pub media_type: String,
    /// How many pages the document has (not only the ones read).
    pub page_count: u32,
    /// The pages that were read.
    pub pages: Vec<SourcePage>,
}

/// One page of the source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourcePage {
    /// Page number, from 1.
    pub number: u32,
    /// Width in points, as displayed.
    pub width: f32,
    /// Height in points, as displayed.
    pub height: f32,
    /// The page's `/Rotate`: 0, 90, 180 or 270 degrees clockwise.
    pub rotation: u16,
    /// Where its text came from.
    pub text_source: TextSource,
    /// Glyphs that show text.
    pub glyphs: u32,
    /// Glyphs whose character is not known; their text is missing.
    pub unmapped_glyphs: u32,
    /// Glyphs that are not shown on the page (invisible, clipped away).
    pub hidden_glyphs: u32,
    /// Pictures on the page.
    pub images: u32,
    /// What its text layer is worth; `null` for what has none by its kind, as a transcript.
    pub text_layer: Option<TextLayer>,
}

/// Where a page's text came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextSource {
    /// The PDF's own text layer, as it is.
    Embedded,
    /// The PDF's own text layer, repaired.
    Repaired,
    /// Read from the picture.
    Ocr,
    /// Transcribed by another program.
    Transcript,
    /// The page has none.
    None,
}

/// Text as printed, as normalised, and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// As printed; paragraphs and list items stand on lines of their own, a line that merely wraps
    /// is joined.
    pub raw: String,
    /// Normalised: marks in order, sara am composed, legacy code points mapped, spacing tidied.
    /// Digits stay as printed.
    pub text: String,
    /// One box a line or page piece.
    pub regions: Vec<Region>,
    /// 0 to 1 where it was read from a picture; `null` where it was not.
    pub confidence: Option<f32>,
}

/// Text that no field claimed, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unclaimed {
    /// As printed.
    pub raw: String,
    /// Normalised.
    pub text: String,
    /// Where it stands.
    pub regions: Vec<Region>,
    /// See [`Text::confidence`].
    pub confidence: Option<f32>,
    /// Why no field claimed it.
    pub reason: UnclaimedReason,
}

/// Why a text stands under `unclaimed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnclaimedReason {
    /// The number of the page.
    PageNumber,
    /// A running head or foot that repeats from page to page.
    RunningHead,
    /// A heading of a table that repeats on a later page and was matched to the first one.
    RepeatedHeader,
    /// Text of a cover page beside title, agency and year.
    Cover,
    /// A paragraph outside every table that is no heading known.
    Paragraph,
    /// Not shown on the page: invisible or clipped away.
    Hidden,
    /// What the page's text layer shows, though it is not what is printed: the page was read from
    /// its picture instead.
    Replaced,
}

/// The agency a report is from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agency {
    /// Its name.
    pub name: String,
    /// Its abbreviations as printed, most frequent first.
    pub abbreviations: Vec<String>,
}

/// A fiscal year: 1 October to 30 September, named by the year it ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiscalYear {
    /// The year it ends, Buddhist Era.
    pub be: i16,
    /// Its first day.
    pub start: Date,
    /// Its last day.
    pub end: Date,
}

/// The time a report or a section covers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Period {
    /// As printed.
    pub raw: String,
    /// Its length in months, where it says one.
    pub months: Option<u8>,
    /// Its first day.
    pub start: Option<Date>,
    /// Its last day.
    pub end: Option<Date>,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// A part of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Section {
    /// Strategies, tactics and their projects.
    ActionPlan(ActionPlan),
    /// Measures.
    Measures(Measures),
    /// Tables of another form.
    Other(OtherTables),
}

/// What one column of a section's tables is, and what its heading says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// The role its cells have.
    pub role: Role,
    /// The headings printed over it, each wording once, in document order.
    pub headings: Vec<Text>,
}

/// Strategies, tactics and their projects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActionPlan {
    /// The title as printed.
    pub title: Option<Text>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its strategies.
    pub strategies: Vec<Strategy>,
    /// Notes below its tables.
    pub notes: Vec<Text>,
}

/// A strategy (ยุทธศาสตร์).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Strategy {
    /// Its number, in Arabic digits.
    pub number: Option<String>,
    /// Its title, without the number.
    pub title: Option<Text>,
    /// Its tactics.
    pub tactics: Vec<Tactic>,
}

/// A tactic (กลยุทธ์, แนวทางการพัฒนา).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tactic {
    /// Its number, in Arabic digits.
    pub number: Option<String>,
    /// Its title, without the number.
    pub title: Option<Text>,
    /// Its goals (เป้าหมาย).
    pub goals: Vec<Text>,
    /// Its indicators (ตัวชี้วัด).
    pub indicators: Vec<Text>,
    /// How many projects it says it has.
    pub declared_project_count: Option<u32>,
    /// Its projects.
    pub projects: Vec<Item>,
}

/// Measures (มาตรการ).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measures {
    /// The title as printed.
    pub title: Option<Text>,
    /// The time they cover.
    pub period: Option<Period>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The measures.
    pub measures: Vec<Item>,
    /// Notes below its tables.
    pub notes: Vec<Text>,
}

/// Tables of another form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OtherTables {
    /// The heading above them, where there is one.
    pub title: Option<Text>,
    /// The tables.
    pub tables: Vec<OtherTable>,
}

/// One table of another form, its rows joined over pages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OtherTable {
    /// The heading of each column; empty where it has none.
    pub headings: Vec<Text>,
    /// Its rows: one text a column.
    pub rows: Vec<Vec<Text>>,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// โครงการ
    Project,
    /// กิจกรรม
    Activity,
    /// กิจกรรมย่อย
    SubActivity,
    /// มาตรการ
    Measure,
}

/// One project, activity, sub-activity or measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Path of numbers, stable over runs: `s1/t2/p2/a2.4/u1`, `m3`.
    pub id: String,
    /// What it is.
    pub kind: ItemKind,
    /// Its number in Arabic digits; `null` where none is printed.
    pub number: Option<String>,
    /// Its title, without the number.
    pub title: Text,
    /// What its own logical row prints, column by column.
    pub cells: BTreeMap<Role, Text>,
    /// Its objectives, from the objective cell.
    pub objectives: Vec<Text>,
    /// Its indicators and targets, from the indicator cell.
    pub indicators: Vec<Indicator>,
    /// Facts from the result cell.
    pub facts: Facts,
    /// Facts from the outcome cell; measures only.
    pub outcome_facts: Option<Facts>,
    /// What the budget cell says; `null` where its row has none.
    pub budget: Option<Budget>,
    /// Activities and sub-activities below it.
    pub children: Vec<Item>,
}

/// An indicator (ตัวชี้วัด) with its targets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// What is measured.
    pub name: Text,
    /// What is aimed at, as printed.
    pub target_text: Option<Text>,
    /// The numbers aimed at.
    pub targets: Vec<Target>,
}

/// How a result is held against a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Comparator {
    /// The number itself.
    Eq,
    /// At least (อย่างน้อย, ไม่น้อยกว่า, ไม่ต่ำกว่า, ขึ้นไป).
    Ge,
    /// More than (มากกว่า).
    Gt,
    /// At most (ไม่เกิน, ภายใน).
    Le,
    /// Less than (น้อยกว่า).
    Lt,
}

/// One number aimed at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// As printed, from the comparator to the unit.
    pub raw: String,
    /// How a result is held against it.
    pub comparator: Comparator,
    /// The number.
    pub value: f64,
    /// `percent` for ร้อยละ, % and เปอร์เซ็นต์; else as printed; `null` where none is.
    pub unit: Option<String>,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// Facts in a result or outcome cell.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// Dates and spans of dates.
    pub dates: Vec<DateSpan>,
    /// Percentages.
    pub percentages: Vec<Percentage>,
    /// Numbers with a unit.
    pub quantities: Vec<Quantity>,
    /// Amounts of money.
    pub money: Vec<Money>,
}

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
    /// A fiscal year.
    FiscalYear,
}

/// A date or a span of dates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DateSpan {
    /// As printed: the shortest date expression.
    pub raw: String,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// How exact it is.
    pub precision: Precision,
    /// Whether a month or a year was taken from elsewhere than printed beside it.
    pub inferred: bool,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// A percentage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Percentage {
    /// As printed.
    pub raw: String,
    /// In per cent.
    pub value: f64,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// As printed.
    pub raw: String,
    /// The number.
    pub value: f64,
    /// The unit as printed.
    pub unit: String,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Money {
    /// As printed.
    pub raw: String,
    /// In baht.
    pub amount_thb: Baht,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// What a budget cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BudgetStatus {
    /// An amount.
    Amount,
    /// None is used (ไม่ใช้งบประมาณ): a controlled value of the ITA form.
    None,
    /// Another fund or unit pays, without an amount.
    OtherSource,
    /// None was allocated (ไม่ได้รับการจัดสรรงบประมาณ).
    NotAllocated,
    /// Blank or a dash.
    NotStated,
}

/// A budget.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Budget {
    /// The whole cell as printed.
    pub raw: String,
    /// What it says.
    pub status: BudgetStatus,
    /// In baht, where it says an amount.
    pub amount_thb: Option<Baht>,
    /// The fund or unit that pays, as printed.
    pub source: Option<String>,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// Money in satang (1/100 baht); in the JSON a number of baht with at most two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Baht {
    /// Satang.
    pub satang: i64,
}

impl Baht {
    /// An amount of whole satang.
    pub fn from_satang(satang: i64) -> Baht {
        Baht { satang }
    }
}

impl fmt::Display for Baht {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, n) = if self.satang < 0 {
            ("-", self.satang.unsigned_abs())
        } else {
            ("", self.satang.unsigned_abs())
        };
        match n % 100 {
            0 => write!(f, "{sign}{}", n / 100),
            cents if cents % 10 == 0 => write!(f, "{sign}{}.{}", n / 100, cents / 10),
            cents => write!(f, "{sign}{}.{cents:02}", n / 100),
        }
    }
}

impl Serialize for Baht {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.satang % 100 {
            0 => s.serialize_i64(self.satang / 100),
            // Up to `MAX_SATANG` an f64 prints the same two decimals it was made from.
            _ => s.serialize_f64(self.satang as f64 / 100.0),
        }
    }
}

impl<'de> Deserialize<'de> for Baht {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Baht, D::Error> {
        let baht = f64::deserialize(d)?;
        let satang = (baht * 100.0).round();
        if (satang / 100.0 - baht).abs() > 1e-9 * baht.abs().max(1.0) {
            return Err(serde::de::Error::custom("an amount in baht has at most two decimals"));
        }
        Ok(Baht { satang: satang as i64 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn baht_prints_at_most_two_decimals_and_reads_itself_back() {
        for (satang, printed) in
            [(1_506_550, "15065.5"), (408_000, "4080"), (1, "0.01"), (-250, "-2.5"), (0, "0")]
        {
            let b = Baht::from_satang(satang);
            assert_eq!(b.to_string(), printed);
            assert_eq!(serde_json::to_string(&b).unwrap(), printed);
            assert_eq!(serde_json::from_str::<Baht>(printed).unwrap(), b);
        }
        assert!(serde_json::from_str::<Baht>("1.005").is_err());
    }
}
