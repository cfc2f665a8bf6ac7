//! What stands in for workbooks where the program is built without them.

use crate::contract::model::Report;
use crate::contract::output::Lang;
use crate::error::{Error, ErrorKind};

/// A workbook, which this program cannot make: there is none.
#[derive(Debug)]
pub struct Book {
    /// The file.
    pub bytes: Vec<u8>,
    /// What a cell could not hold.
    pub notes: Vec<String>,
}

/// Makes no workbook.
///
/// # Errors
///
/// [`ErrorKind::Usage`], always.
pub fn workbook(_: &[Report], _: Lang) -> Result<Book, Error> {
    let message = "this program was built without workbooks: build with the feature `xlsx`";
    Err(Error::new(ErrorKind::Usage, message))
}
