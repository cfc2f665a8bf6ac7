//! One sheet of a workbook: a heading row that stays, filters, columns as wide as what stands in
//! them, rows of cells.

use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::cell::{Cell, fitting};
use super::trouble::unmade;
use crate::contract::output::Lang;
use crate::error::{Error, ErrorKind};

/// Most rows of a sheet (Microsoft, "Excel specifications and limits").
const ROWS: u32 = 1_048_576;

/// The face of Thai official documents (the prime minister's office's rule on them); a machine
/// without it takes the one it has for Thai.
const FONT: &str = "TH Sarabun New";
/// Its letters are small: this is as large as 10 points of Tahoma.
const FONT_POINTS: f64 = 14.0;
/// What is behind the headings.
const HEADING_FILL: Color = Color::RGB(0x00DD_E7F0);

/// What Excel takes for the beginning of a formula where a cell is edited, even if nothing is changed.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r'];

/// Columns of a sheet are at least and at most so wide, in digits; longer text is broken.
const NARROWEST: usize = 8;
const WIDEST: usize = 60;
/// What stands beside a heading: the button of its filter.
const FILTER_BUTTON: usize = 3;

/// Paper of 210 × 297 mm, as page setups number it.
const A4: u8 = 9;

/// Digits that stand side by side on such a page, on its side, at six tenths of their size: smaller,
/// nobody reads them.
const ACROSS: usize = 250;

/// A sheet that is being filled.
pub struct Sheet {
    name: &'static str,
    sheet: Worksheet,
    formats: Formats,
    /// What stands over each column, for messages.
    headings: Vec<String>,
    /// How wide what stands in each column is, in digits.
    widths: Vec<usize>,
    /// Rows so far, the heading among them.
    rows: u32,
    notes: Vec<String>,
}

/// How cells look.
struct Formats {
    text: Format,
    /// Text that stays text when it is edited: Excel shows an apostrophe before it.
    quoted: Format,
    /// Text that begins and ends as the writer's own marks do is written as two pieces of this.
    piece: Format,
    whole: Format,
    figure: Format,
    money: Format,
    large: Format,
    day: Format,
    heading: Format,
}

impl Formats {
    fn new() -> Formats {
        let piece = Format::new().set_font_name(FONT).set_font_size(FONT_POINTS);
        let plain = piece.clone().set_align(FormatAlign::Top);
        let heading =
            piece.clone().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter);
        Formats {
            text: plain.clone().set_text_wrap(),
            quoted: plain.clone().set_text_wrap().set_quote_prefix(),
            piece,
            whole: plain.clone().set_num_format("0"),
            figure: plain.clone(),
            money: plain.clone().set_num_format("#,##0.00"),
            large: plain.clone().set_num_format("@").set_align(FormatAlign::Right),
            day: plain.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            heading: heading
                .set_background_color(HEADING_FILL)
                .set_border_bottom(FormatBorder::Thin),
        }
    }
}

impl Sheet {
    /// A sheet with a heading over each column, in English and in Thai.
    ///
    /// # Errors
    ///
    /// None that is known; so for all functions here that do not say so.
    pub fn new(
        name: &'static str,
        headings: impl IntoIterator<Item = (String, String)>,
        lang: Lang,
    ) -> Result<Sheet, Error> {
        let headings = headings.into_iter().map(|(en, th)| lang.pick(en, th)).collect::<Vec<_>>();
        let mut sheet = Worksheet::new();
        let formats = Formats::new();
        sheet.set_name(name).map_err(unmade)?;
        for (heading, column) in headings.iter().zip(0..) {
            sheet.write_string_with_format(0, column, heading, &formats.heading).map_err(unmade)?;
        }
        sheet.set_freeze_panes(1, 0).map_err(unmade)?;
        sheet.set_landscape().set_paper_size(A4).set_page_order(true);
        sheet.set_repeat_rows(0, 0).map_err(unmade)?;
        let widths = headings.iter().map(|heading| heading.width() + FILTER_BUTTON).collect();
        Ok(Sheet { name, sheet, formats, headings, widths, rows: 1, notes: Vec::new() })
    }

    /// Adds a row.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Limit`] where there are as many already as a spreadsheet program opens.
    pub fn push(&mut self, cells: Vec<Cell>) -> Result<(), Error> {
        if self.rows >= ROWS {
            return Err(Error::new(
                ErrorKind::Limit,
                format!(
                    "the sheet {} would have more than the {ROWS} rows that Excel opens: \
                     export fewer reports into one workbook",
                    self.name
                ),
            ));
        }
        for (at, cell) in cells.into_iter().enumerate() {
            let seen = cell.shown().lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
            self.widths[at] = self.widths[at].max(seen);
            let column = u16::try_from(at).unwrap_or(u16::MAX);
            self.write(column, cell).map_err(unmade)?;
        }
        self.rows += 1;
        Ok(())
    }

    fn write(&mut self, column: u16, cell: Cell) -> Result<(), XlsxError> {
        let (row, sheet, formats) = (self.rows, &mut self.sheet, &self.formats);
        match cell {
            Cell::Empty => return Ok(()),
            Cell::Text(text) => return self.write_text(column, &text),
            Cell::Whole(number) => {
                sheet.write_number_with_format(row, column, number as f64, &formats.whole)?
            }
            Cell::Figure(value) => {
                sheet.write_number_with_format(row, column, value, &formats.figure)?
            }
            Cell::Money(baht) => {
                sheet.write_number_with_format(row, column, baht, &formats.money)?
            }
            Cell::LargeMoney(digits) => {
                sheet.write_string_with_format(row, column, digits, &formats.large)?
            }
            Cell::Day(day) => {
                let [month, of_month] = [day.month(), day.day()].map(i8::unsigned_abs);
                let day = ExcelDateTime::from_ymd(day.year().unsigned_abs(), month, of_month)?;
                sheet.write_datetime_with_format(row, column, day, &formats.day)?
            }
        };
        Ok(())
    }

    /// Writes a text as text: no formula and no link is made of it.
    fn write_text(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        let (text, all) = fitting(text);
        if let Some(all) = all {
            let heading = &self.headings[usize::from(column)];
            self.notes.push(format!(
                "{}, row {}, {heading}: {all} characters are more than a cell holds; it has the first of them",
                self.name,
                self.rows + 1,
            ));
        }
        let formats = &self.formats;
        if text.starts_with("<r>") && text.ends_with("</r>") {
            // The writer would take the text for its own marks of text with several formats.
            let (first, rest) = text.split_at(1);
            let pieces = [(&formats.piece, first), (&formats.piece, rest)];
            self.sheet.write_rich_string_with_format(self.rows, column, &pieces, &formats.text)?;
        } else {
            let format = if text.starts_with(FORMULA) { &formats.quoted } else { &formats.text };
            self.sheet.write_string_with_format(self.rows, column, text, format)?;
        }
        Ok(())
    }

    /// Lines below the rows, which no filter hides.
    pub fn below(&mut self, lines: impl IntoIterator<Item = String>) -> Result<(), Error> {
        let first = self.rows + 1;
        for (line, row) in lines.into_iter().zip(first..ROWS) {
            let (line, _) = fitting(&line);
            self.sheet
                .write_string_with_format(row, 0, line, &self.formats.figure)
                .map_err(unmade)?;
        }
        Ok(())
    }

    /// What its cells could not hold.
    pub fn take_notes(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notes)
    }

    /// The sheet, whole.
    pub fn finish(mut self) -> Result<Worksheet, Error> {
        let last = u16::try_from(self.headings.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.sheet.autofilter(0, 0, self.rows - 1, last).map_err(unmade)?;
        let widths: Vec<usize> =
            self.widths.iter().map(|width| (*width).clamp(NARROWEST, WIDEST) + 1).collect();
        for (width, column) in widths.iter().zip(0..) {
            self.sheet.set_column_width(column, *width as f64).map_err(unmade)?;
        }
        self.sheet.set_print_fit_to_pages(pages_across(&widths), 0);
        Ok(self.sheet)
    }
}

/// On how many pages side by side columns as wide as this are printed.
fn pages_across(widths: &[usize]) -> u16 {
    let pages = widths.iter().sum::<usize>().div_ceil(ACROSS).max(1);
    u16::try_from(pages).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_sheet_is_printed_on_several_pages_side_by_side() {
        for (widths, pages) in [(&[][..], 1), (&[100, 150], 1), (&[100, 151], 2), (&[61; 29], 8)] {
            assert_eq!(pages_across(widths), pages, "{widths:?}");
        }
    }
}
