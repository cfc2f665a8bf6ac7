//! Reports as one workbook (XLSX) for Excel and LibreOffice: what stands in it, sheet by sheet.
//!
//! ```text
//! [Report] ─▶ documents, summary, items, indicators, budgets, facts, findings ─▶ sheet::Sheet ─▶ Book
//!               by table::table, rows of cell::Cell
//! ```
//!
//! Numbers and days are numbers and days, with what is printed beside them; text is text, whatever
//! it begins with. The same reports make the same bytes.

mod cell;
mod documents;
mod items;
mod sheet;
mod source;
mod table;
mod trouble;
mod values;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::contract::model::Report;
use crate::contract::output::Lang;
use crate::error::Error;
use sheet::Sheet;
use source::Source;
use trouble::unmade;

/// The day that every workbook says it was made on: that of the making would make other bytes each
/// time.
const MADE_ON: (u16, u8, u8) = (2000, 1, 1);

/// A workbook.
#[derive(Debug)]
pub struct Book {
    /// The file.
    pub bytes: Vec<u8>,
    /// What a cell could not hold, in words for people; the sheet of documents says the same.
    pub notes: Vec<String>,
}

/// Makes a workbook of reports, with headings in a language.
///
/// ```
/// # let schema: serde_json::Value = serde_json::from_str(raingan::contract::schema::schema()).unwrap();
/// # let json = schema["examples"][0].to_string();
/// use raingan::contract::output::Lang;
/// let reports = raingan::contract::input::reports(json.as_bytes())?;
/// let book = raingan::publish::workbook::workbook(&reports, Lang::En)?;
/// assert!(book.bytes.starts_with(b"PK") && book.notes.is_empty());
/// # Ok::<(), raingan::Error>(())
/// ```
///
/// # Errors
///
/// [`Limit`](crate::ErrorKind::Limit) where a sheet would have more rows than a spreadsheet program opens.
pub fn workbook(reports: &[Report], lang: Lang) -> Result<Book, Error> {
    let numbered = reports.iter().zip(1..);
    let sources: Vec<Source<'_>> =
        numbered.map(|(report, number)| Source { report, number }).collect();
    let mut sheets = vec![
        documents::summary(&sources, lang)?,
        items::items(&sources, lang)?,
        values::indicators(&sources, lang)?,
        values::budgets(&sources, lang)?,
        values::facts(&sources, lang)?,
        documents::findings(&sources, lang)?,
    ];
    let notes: Vec<String> = sheets.iter_mut().flat_map(Sheet::take_notes).collect();
    let first = documents::documents(&sources, &notes, lang)?;
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(MADE_ON.0, MADE_ON.1, MADE_ON.2).map_err(unmade)?;
    book.set_properties(&DocProperties::new().set_author("raingan").set_creation_datetime(&day));
    for sheet in [first].into_iter().chain(sheets) {
        book.push_worksheet(sheet.finish()?);
    }
    Ok(Book { bytes: book.save_to_buffer().map_err(unmade)?, notes })
}
