//! What can be said to `raingan check`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use raingan::finding::Severity;

use super::reading::ReportArgs;

/// What the help says below the options.
const EXAMPLES: &str = "\
Examples:
  raingan check plan-2568.pdf                    contradictions, one a line
  raingan check reports/*.json --format sarif    for tools that read SARIF 2.1.0
  raingan check plan-2568.pdf -o plan.html       a page for a browser, with filters
  raingan check plan-2568.pdf --pdf noted.pdf    a copy of the PDF with the findings as highlights
  raingan check plan.json --ignore year-mismatch,number-gap
  raingan check plan.json --select sum-mismatch -v
  raingan check plan.json --oit --fiscal-year 2569
  raingan check plan-2568.json --against plan-2567.json   results copied from last year, too
  raingan rule sum-mismatch                      what a code means, and its limits

Exit status: 0 clean, 1 findings at error level (or at the level of --fail-on), 2 something could not be done.";

/// Check reports: sums, counts, percentages, targets, dates, budgets
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct CheckArgs {
    /// Reports: JSON or NDJSON that extract wrote, or PDF files; - is standard input
    #[arg(value_name = "REPORT", required = true)]
    pub reports: Vec<PathBuf>,

    /// Form of the output [default: what the name of OUT ends in, else text]
    #[arg(short, long, value_enum)]
    pub format: Option<CheckFormat>,

    /// Where to write; standard output where it is left out, or -
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,

    /// Write a copy of the document with the findings as highlights, too: for one report, with its PDF
    /// named or beside it; the document's own bytes stay as they are, the notes are appended
    #[arg(long, value_name = "OUT.pdf")]
    pub pdf: Option<PathBuf>,

    /// In HTML, link every finding to its place in a page of `raingan review`: a folder with a page for
    /// each report (NAME.html), or a page; once for each report, in their order, where they differ
    #[arg(long, value_name = "DIR|FILE")]
    pub review: Vec<PathBuf>,

    /// Tell only findings with these codes, the merely informative ones too
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub select: Vec<String>,

    /// Do not tell findings with these codes
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub ignore: Vec<String>,

    /// A report of another year, JSON or PDF: tell results that are the same, word for word but for
    /// the year
    #[arg(long, value_name = "OTHER")]
    pub against: Option<PathBuf>,

    /// Exit with 1 from this level on
    #[arg(long, value_enum, default_value = "error", value_name = "LEVEL")]
    pub fail_on: Level,

    /// Tell which items of the OIT assessment a report serves, and which of their contents it has
    #[arg(long)]
    pub oit: bool,

    /// Class of the agency, for --oit: central, vocational
    #[arg(long, requires = "oit", default_value = "central", value_name = "CLASS")]
    pub agency_class: String,

    /// Fiscal year of the assessment, for --oit, as in 2569 [default: that of the report]
    #[arg(long, requires = "oit", value_name = "YEAR", value_parser = clap::value_parser!(i16).range(2500..=2700))]
    pub fiscal_year: Option<i16>,

    #[command(flatten)]
    pub read: ReportArgs,
}

/// Forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// One line a finding, with what it rests on
    Text,
    /// All findings with their places
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// One page for a browser, in both languages, with filters; it loads nothing
    Html,
}

impl CheckFormat {
    fn of_extension(extension: &str) -> Option<CheckFormat> {
        match extension.to_ascii_lowercase().as_str() {
            "txt" => Some(CheckFormat::Text),
            "json" => Some(CheckFormat::Json),
            "sarif" => Some(CheckFormat::Sarif),
            "html" | "htm" => Some(CheckFormat::Html),
            _ => None,
        }
    }
}

impl CheckArgs {
    /// The form to write: the one asked for, else the one that the output's name ends in, else text.
    pub fn form(&self) -> CheckFormat {
        let extension = self.output.as_ref().and_then(|out| out.extension()?.to_str());
        self.format.or_else(|| CheckFormat::of_extension(extension?)).unwrap_or(CheckFormat::Text)
    }
}

/// Levels of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Info,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Severity {
        match level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Info => Severity::Info,
        }
    }
}
