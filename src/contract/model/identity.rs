//! What a report says of itself: whose it is, and which time it covers.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::text::Corrected;
use crate::finding::Region;

/// The agency a report is from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agency {
    /// Its name.
    pub name: String,
    /// Its abbreviations as printed, most frequent first.
    pub abbreviations: Vec<String>,
    /// What kind of agency its name says it is.
    #[serde(default)]
    pub kind: Option<AgencyKind>,
    /// Where it is, as printed; the name stays without it.
    #[serde(default)]
    pub place: Option<Place>,
    /// Who put it right, where a person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Box<Corrected>>,
}

/// What kind of agency one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgencyKind {
    /// กระทรวง
    Ministry,
    /// กรม
    Department,
    /// จังหวัด, องค์การบริหารส่วนจังหวัด
    Province,
    /// เทศบาล
    Municipality,
    /// องค์การบริหารส่วนตำบล
    SubdistrictAdministration,
    /// โรงเรียน
    School,
    /// โรงพยาบาล
    Hospital,
    /// มหาวิทยาลัย
    University,
    /// รัฐวิสาหกิจ
    StateEnterprise,
    /// Another.
    Other,
}

/// Where an agency is, each part as printed without its word (อำเภอ, จังหวัด).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// ตำบล
    pub subdistrict: Option<String>,
    /// อำเภอ
    pub district: Option<String>,
    /// จังหวัด
    pub province: Option<String>,
}

/// The years that a plan of several years covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanYears {
    /// The first fiscal year, Buddhist Era.
    pub first_be: i16,
    /// The last one.
    pub last_be: i16,
    /// The first day of the first one.
    pub start: Date,
    /// The last day of the last one.
    pub end: Date,
}

/// What a document says it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentSays {
    /// What kind of document.
    pub kind: DocumentKind,
    /// The item of the assessment that it answers, as printed: `O35`.
    pub oit_item: Option<String>,
    /// Which part of several it is, as printed.
    pub part: Option<String>,
    /// Whether it says that it is a draft or final.
    pub status: Option<DocumentStatus>,
}

/// What kind of document one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// A plan.
    Plan,
    /// The results of a plan.
    Result,
    /// Measures to be taken.
    Measures,
    /// The results of measures.
    MeasuresResult,
    /// Risks and what is done about them.
    Risk,
    /// Procurement.
    Procurement,
    /// One project told by labels.
    Form,
    /// Another.
    Other,
}

/// How far a document says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentStatus {
    /// A draft.
    Draft,
    /// Final.
    Final,
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
    /// Who put it right, where a person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Box<Corrected>>,
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
