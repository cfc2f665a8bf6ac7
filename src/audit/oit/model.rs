//! The checklist of an assessment as data: what is asked for, and what a report has of it.

use serde::{Deserialize, Serialize};

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Document {
    /// A plan.
    Plan,
    /// What became of it after six months.
    Progress,
    /// What became of it in the whole year.
    Report,
}

/// Which part of a report an item is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The projects of the action plan.
    Projects,
    /// The measures.
    Measures,
}

/// Something an item asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Projects and activities.
    Projects,
    /// The result of each project.
    Results,
    /// The budget of each project.
    Budget,
    /// When each project is carried out.
    Period,
    /// Measures.
    Measures,
    /// The result of each measure.
    MeasureResults,
}

/// Whether a content is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// For every row that should have it.
    Present,
    /// For some.
    Partial,
    /// For none.
    Missing,
}

/// The checklist of one report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Checklist {
    /// The fiscal year of the assessment, Buddhist Era.
    pub fiscal_year: i16,
    /// The class of agency.
    pub agency_class: String,
    /// The fiscal year of the report.
    pub report_year: Option<i16>,
    /// What the report is.
    pub document: Document,
    /// Its items; `None` where nothing is known of this year and class.
    pub items: Option<Vec<CheckedItem>>,
}

/// One item of the assessment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckedItem {
    /// Its number: `O26`.
    pub number: String,
    /// What it is called, in Thai.
    pub title_th: String,
    /// What it is called, in English.
    pub title_en: String,
    /// Where its number and title are known from.
    pub source: String,
    /// Whether this report is the document it asks for.
    pub served: bool,
    /// Why not, in English; `None` where it is.
    pub why_not_en: Option<String>,
    /// Why not, in Thai.
    pub why_not_th: Option<String>,
    /// What it asks for.
    pub contents: Vec<CheckedContent>,
    /// Whether it is known that nothing else is asked for.
    pub contents_complete: bool,
}

/// One content of an item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckedContent {
    /// What.
    pub content: Content,
    /// Where it is known from that it is asked for.
    pub source: String,
    /// Whether it is there.
    pub presence: Presence,
    /// For how many rows.
    pub found: usize,
    /// Of how many.
    pub of: usize,
    /// The pages it stands on, in order.
    pub pages: Vec<u32>,
    /// The rows without it, by their ids; at most [`MOST_IDS`](super::MOST_IDS).
    pub without: Vec<String>,
}
