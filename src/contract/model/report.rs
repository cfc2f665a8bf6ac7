//! A report as a whole, and the text in it that no field claimed.

use serde::{Deserialize, Serialize};

use super::identity::{Agency, DocumentSays, FiscalYear, Period, PlanYears};
use super::section::Section;
use super::source::Source;
use super::text::Text;
use crate::finding::{Finding, Region};

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
    /// The fiscal years that a plan of several years covers.
    #[serde(default)]
    pub plan_years: Option<PlanYears>,
    /// The months it covers ("รอบ ๑๒ เดือน").
    pub period: Option<Period>,
    /// What the document says it is; `null` in reports of before.
    #[serde(default)]
    pub document: Option<DocumentSays>,
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
    /// SHA-256 of what it wrote, see [`crate::contract::seal`]: a report that says otherwise was
    /// changed since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_sha256: Option<String>,
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
    /// Under an opaque box that was drawn over it.
    Covered,
    /// A watermark or a stamp that lies across the text of the page.
    Watermark,
    /// Printed, but a line is drawn through it.
    StruckOut,
    /// What the page's text layer shows, though it is not what is printed: the page was read from
    /// its picture instead.
    Replaced,
}
