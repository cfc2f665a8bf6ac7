//! What people take away: reports as a workbook for a spreadsheet program.

#[cfg(feature = "xlsx")]
pub mod workbook;
#[cfg(not(feature = "xlsx"))]
#[path = "absent.rs"]
pub mod workbook;
