//! The sections of a report: the plan with its strategies and tactics, the measures, other tables.

use serde::{Deserialize, Serialize};

use super::identity::Period;
use super::item::Item;
use super::text::Text;
use crate::role::Role;

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
