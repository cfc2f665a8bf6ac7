//! What judges a finished report: its findings, its targets held against its results, what it
//! serves in the OIT assessment, and the whole at a glance.
//!
//! ```text
//! Report ─▶ figures::Figures ─▶ judge::Judgement ─┬─▶ check::check()      ─▶ Vec<Finding>
//!                                                 ├─▶ oit::checklist()    ─▶ Checklist
//!                                                 └─▶ summary::summary()  ─▶ Summary
//! ```
//!
//! Nothing here changes a report, and nothing that makes a report knows of this room.

mod called;
pub mod check;
pub mod figures;
pub mod judge;
pub mod oit;
mod order;
#[cfg(feature = "html")]
pub mod page;
#[cfg(not(feature = "html"))]
#[path = "page/absent.rs"]
pub mod page;
#[cfg(test)]
pub(crate) mod sample;
pub mod summary;
mod undone;
pub mod wording;
