//! The types of the JSON, version 1 (`schemas/report.schema.json`): what is printed and what it
//! means, side by side.
//!
//! Field order here is key order there. Absent is `null`, never a made-up value.

mod budget;
mod facts;
mod identity;
mod item;
mod report;
mod section;
mod source;
mod text;

pub use crate::contract::text_layer::{RuleCount, TextLayer};
pub use crate::role::Role;
pub use budget::{Baht, Budget, BudgetStatus, ColumnBudget, Purpose};
pub use facts::{DateSpan, Facts, Money, Percentage, Precision, Quantity, Scheduled};
pub use identity::{
    Agency, AgencyKind, DocumentKind, DocumentSays, DocumentStatus, FiscalYear, Period, Place,
    PlanYears,
};
pub use item::{Comparator, Indicator, Item, ItemKind, Target};
pub use report::{Generator, Report, SCHEMA_VERSION, Unclaimed, UnclaimedReason};
pub use section::{
    ActionPlan, Column, Form, FormField, Measures, OtherTable, OtherTables, Section, Strategy,
    Tactic, Total,
};
pub use source::{Source, SourcePage, TextSource};
pub use text::{Corrected, Text};
