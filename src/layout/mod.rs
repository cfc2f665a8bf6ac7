//! Glyphs → clusters → lines → passages: what stands where becomes what is read in which order.
//!
//! A **cluster** is one user-perceived Thai character: a base with its marks, whatever order they
//! were drawn in. A **line** is clusters on one baseline from left to right. A **passage** is lines
//! composed into text, which knows of every character where it stands.

mod cluster;
pub mod health;
mod line;
mod passage;
pub mod repair;

pub use cluster::{Cluster, clusters, hidden};
pub use line::{Frame, Line, lines};
pub use passage::{Paragraph, Passage, compose, ended, is_list_item, paragraphs};
