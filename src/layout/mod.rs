//! Glyphs → clusters → lines → passages: what stands where becomes what is read in which order.
//!
//! A **cluster** is one user-perceived Thai character: a base with its marks, whatever order they
//! were drawn in. A **line** is clusters on one baseline from left to right. A **passage** is lines
//! composed into text, which knows of every character where it stands.

mod census;
mod cluster;
mod columns;
mod gather;
pub mod health;
mod line;
#[cfg(test)]
pub(crate) mod made;
mod paragraph;
mod passage;
mod raised;
pub mod repair;
mod setting;

pub use census::{Census, SaraAm};
pub use cluster::Cluster;
pub use columns::lines_in_columns;
pub use gather::{clusters, hidden, seen_so};
pub use line::{Frame, Line, as_drawn, lines};
pub use paragraph::{Paragraph, paragraphs};
pub use passage::{Passage, compose};
pub(crate) use setting::narrower_side;
pub use setting::{ended, is_list_item};
