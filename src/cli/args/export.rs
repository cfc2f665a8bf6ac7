//! What can be said to `raingan export`.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::reading::ReportArgs;

/// What the help says below the options.
const EXAMPLES: &str = "\
Examples:
  raingan export plan-2568.pdf -o plan-2568.xlsx
  raingan export reports/*.json -o all.xlsx
  raingan export 2567.json 2568.json --lang th -o both.xlsx
  raingan extract plan-2568.pdf | raingan export - -o plan-2568.xlsx

Sheets: documents (which files, how they were read, what the cells mean), summary, items, indicators, budgets, facts, findings
(those of raingan check, too). Amounts, figures and days are numbers and days, with what is printed beside them and the page and
box where it is. Text stays text: nothing in a document becomes a formula or a link. What a cell cannot hold (text of more than
32,767 characters) is told, and the JSON has it. The same reports make the same bytes.

Exit status: 0 clean, 2 something could not be done; the workbook has the other reports.";

/// Write reports as a workbook for Excel and LibreOffice (XLSX)
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct ExportArgs {
    /// Reports: JSON or NDJSON that extract wrote, or PDF files; - is standard input
    #[arg(value_name = "REPORT", required = true)]
    pub reports: Vec<PathBuf>,

    /// Where to write: a name that ends in .xlsx, or - for standard output
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,

    #[command(flatten)]
    pub read: ReportArgs,
}
