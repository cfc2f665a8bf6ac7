//! A sheet from what its columns are: the same first columns everywhere, by which a row is traced to
//! its report, and those of its own.

use super::cell::Cell;
use super::sheet::Sheet;
use super::source::Source;
use crate::contract::output::Lang;
use crate::error::Error;

/// A column: its headings in English and in Thai, and what stands in it in a row.
pub type Column<R> = (&'static str, &'static str, fn(&R) -> Cell);

/// What stands in a column, of a report.
type OfSource = fn(Source<'_>) -> Cell;

/// The first columns of every sheet.
const OF_REPORT: &[(&str, &str, OfSource)] = &[
    ("report", "ลำดับรายงาน", |source| Cell::whole(source.number)),
    ("file", "ไฟล์", |source| Cell::text(source.file())),
    ("agency", "หน่วยงาน", |source| {
        Cell::of(source.report.agency.as_ref().map(|agency| agency.name.as_str()))
    }),
    ("fiscal year (BE)", "ปีงบประมาณ", |source| {
        source.report.fiscal_year.as_ref().map_or(Cell::Empty, |year| Cell::whole(year.be))
    }),
];

/// Makes a sheet: of each report the rows that `rows` says, in the columns given and those that stand
/// first everywhere.
///
/// # Errors
///
/// As [`Sheet::push`].
pub fn table<'r, R>(
    name: &'static str,
    columns: &[Column<R>],
    sources: &[Source<'r>],
    lang: Lang,
    rows: impl Fn(Source<'r>) -> Vec<R>,
) -> Result<Sheet, Error> {
    let mut sheet = Sheet::new(name, headings(columns), lang)?;
    for source in sources {
        for row in rows(*source) {
            sheet.push(cells(*source, columns.iter().map(|(_, _, cell)| cell(&row))))?;
        }
    }
    Ok(sheet)
}

/// The headings of the columns that stand first everywhere, and of these.
pub fn headings<R>(columns: &[Column<R>]) -> Vec<(String, String)> {
    let first = OF_REPORT.iter().map(|(en, th, _)| (*en, *th));
    let all = first.chain(columns.iter().map(|(en, th, _)| (*en, *th)));
    all.map(|(en, th)| (en.to_owned(), th.to_owned())).collect()
}

/// A row of a report: the cells that stand first everywhere, and these.
pub fn cells(source: Source<'_>, own: impl Iterator<Item = Cell>) -> Vec<Cell> {
    OF_REPORT.iter().map(|(_, _, cell)| cell(source)).chain(own).collect()
}
