//! Projects, activities and measures, with what they aim at.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::budget::{Budget, ColumnBudget};
use super::facts::{Facts, Scheduled};
use super::text::Text;
use crate::column::Key;
use crate::finding::Region;
use crate::role::Role;

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
    pub cells: BTreeMap<Key, Text>,
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
    /// What every column of money says, in the order of the columns.
    #[serde(default)]
    pub budgets: Vec<ColumnBudget>,
    /// When it is carried out: the dates of its period columns, and the months, quarters and years
    /// that are marked.
    #[serde(default)]
    pub schedule: Vec<Scheduled>,
    /// Who is responsible: the paragraphs of these cells.
    #[serde(default)]
    pub responsible: Vec<Text>,
    /// What went wrong: the paragraphs of these cells.
    #[serde(default)]
    pub problems: Vec<Text>,
    /// What is suggested: the paragraphs of these cells.
    #[serde(default)]
    pub suggestions: Vec<Text>,
    /// Activities and sub-activities below it.
    pub children: Vec<Item>,
}

impl Item {
    /// The cell of its first column of this role.
    pub fn cell(&self, role: Role) -> Option<&Text> {
        self.cells.get(&role.into())
    }

    /// The cells of all its columns of this role.
    pub fn cells_of(&self, role: Role) -> impl Iterator<Item = &Text> {
        self.cells.iter().filter(move |(key, _)| key.role == role).map(|(_, cell)| cell)
    }
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
