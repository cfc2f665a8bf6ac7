//! What judges a finished report: the rules of `check`, targets held against results, the figures
//! of a text, the OIT items, and the summary of many reports.

pub mod check;
pub mod figures;
pub mod judge;
pub mod summary;
