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

    /// Form of the output
    #[arg(short, long, value_enum, default_value = "text")]
    pub format: CheckFormat,

    /// Tell only findings with these codes, the merely informative ones too
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub select: Vec<String>,

    /// Do not tell findings with these codes
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub ignore: Vec<String>,

    /// A report of another year, JSON or PDF: results that are the same, word for word but for the
    /// year, are told
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
