//! The sections of a report: the plan with its strategies and tactics, the measures, other tables.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::budget::ColumnBudget;
use super::identity::Period;
use super::item::Item;
use super::text::Text;
use crate::column::{Key, Span};
use crate::role::Role;

/// A part of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Section {
    /// Strategies, tactics and their projects.
    ActionPlan(ActionPlan),
    /// Measures.
    Measures(Measures),
    /// One project told by labels.
    Form(Form),
    /// Tables of another form.
    Other(OtherTables),
}

/// What one column of a section's tables is, and what its heading says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// What the cells of items are keyed by; `null` in reports of before.
    #[serde(default)]
    pub key: Option<Key>,
    /// The role its cells have.
    pub role: Role,
    /// The headings printed over it, each wording once, in document order.
    pub headings: Vec<Text>,
    /// The headings above these in a header of several levels, outermost first.
    #[serde(default)]
    pub group: Vec<Text>,
    /// The stretch of time that it stands for.
    #[serde(default)]
    pub span: Option<Span>,
}

impl Column {
    /// What the cells of items are keyed by, also in a report of before.
    pub fn key(&self) -> Key {
        self.key.unwrap_or(self.role.into())
    }
}

/// A row that sums others (รวม, รวมทั้งสิ้น, ยอดยกมา): never an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Total {
    /// What it says it is.
    pub label: Text,
    /// What it prints, column by column.
    pub cells: BTreeMap<Key, Text>,
    /// What its columns of money say.
    pub budgets: Vec<ColumnBudget>,
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
    /// The rows of its tables that sum others.
    #[serde(default)]
    pub totals: Vec<Total>,
}

/// A strategy (ยุทธศาสตร์).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Strategy {
    /// The printed word for this level, without its number: `ยุทธศาสตร์`, `แผนงาน`, `มิติ`, `ด้าน`.
    #[serde(default)]
    pub label: Option<String>,
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
    /// The printed word for this level, without its number: `กลยุทธ์`, `แผนงาน`, `ภารกิจตามมิติ`.
    #[serde(default)]
    pub label: Option<String>,
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
    /// The rows of its tables that sum others.
    #[serde(default)]
    pub totals: Vec<Total>,
}

/// A document, or pages of it, that tells one project by numbered or ruled labels
/// (`๑. ชื่อโครงการ … ๒. หลักการและเหตุผล …`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// The title as printed.
    pub title: Option<Text>,
    /// Its labels with what stands behind them, in document order.
    pub fields: Vec<FormField>,
    /// The project: one item.
    pub items: Vec<Item>,
}

/// A label of a form with what stands behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormField {
    /// Its number in Arabic digits; `null` where none is printed.
    pub number: Option<String>,
    /// The label, without its number.
    pub label: Text,
    /// What it says that stands behind it.
    pub role: Role,
    /// What stands behind it.
    pub value: Text,
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
    /// Its columns, with the roles that are known.
    #[serde(default)]
    pub columns: Vec<Column>,
    /// Its rows that sum others; they stand among `rows` too.
    #[serde(default)]
    pub totals: Vec<Total>,
}
