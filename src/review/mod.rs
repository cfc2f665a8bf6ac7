//! A report beside the document it was read from, as one page for a browser that loads nothing: for
//! people who check values and put them right.
//!
//! ```text
//! Report ─▶ tree::tree ─▶ Node ─┬─▶ look::look ─▶ Look ─┐
//! bytes  ─▶ sheets::sheets ─▶ Sheet (picture, layers) ──┴─▶ page::write ─▶ HTML
//! ```
//!
//! The page changes no report. What people decide on it is a file of its own,
//! [`Corrections`](crate::corrections::Corrections).

pub mod index;
mod item;
mod look;
mod model;
mod name;
mod nodes;
pub mod page;
mod picture;
mod sheets;
mod tree;

use crate::contract::model::Report;

pub use model::{Both, Look, Node, Review};
pub use sheets::{Sheet, Sheets};

impl Review {
    /// What the page shows of a report: its values as a tree, and what of them deserves a look.
    pub fn of(report: &Report) -> Review {
        let tree = tree::tree(report);
        let look = look::look(report, &tree);
        Review { tree, look }
    }
}
