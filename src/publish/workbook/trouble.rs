//! What goes wrong with workbooks in the library's words.

use rust_xlsxwriter::XlsxError;

use crate::error::{Error, ErrorKind};

/// The error for what the writer of workbooks refuses, which none of the cells here should be.
pub fn unmade(cause: XlsxError) -> Error {
    Error::new(ErrorKind::Internal, "the workbook cannot be made").because(cause)
}
