//! Which items of the OIT assessment a report serves, and which of their contents it has, with the
//! page.
//!
//! The items and their numbers change every year; they are data (`data/oit-items.json`), each with
//! its source. What is not known there is said to be not known.

mod asked;
mod checklist;
pub mod labels;
mod model;

pub use asked::classes;
pub use checklist::{MOST_IDS, checklist};
pub use model::{CheckedContent, CheckedItem, Checklist, Content, Document, Part, Presence};
