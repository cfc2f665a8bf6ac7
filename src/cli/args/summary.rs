//! What can be said to `raingan summary`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::reading::ReportArgs;

/// What the help says below the options.
const EXAMPLES: &str = "\
Examples:
  raingan summary plan-2568.pdf
  raingan summary reports/*.json --lang th
  raingan summary reports/*.json -o summary.html
  raingan summary plan.json --format svg -o plan.svg
  raingan summary reports/*.json --format json | jq .[].total

Whether a target is met is judged by the figures of the result; what the report does not say is undecided.
raingan check --select target-met,target-missed,target-undecided says why for each.";

/// Reports at a glance: projects, budgets and targets for each strategy
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct SummaryArgs {
    /// Reports: JSON or NDJSON that extract wrote, or PDF files; - is standard input
    #[arg(value_name = "REPORT", required = true)]
    pub reports: Vec<PathBuf>,

    /// Form of the output [default: what the name of OUT ends in, else table]
    #[arg(short, long, value_enum)]
    pub format: Option<SummaryFormat>,

    /// Where to write; standard output where it is left out, or -
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,

    /// In HTML, link every report to its page of `raingan review`: a folder with a page for each report
    /// (NAME.html), or a page; once for each report, in their order, where they differ
    #[arg(long, value_name = "DIR|FILE")]
    pub review: Vec<PathBuf>,

    #[command(flatten)]
    pub read: ReportArgs,
}

impl SummaryArgs {
    /// The form to write: the one asked for, else the one that the output's name ends in, else a table.
    pub fn form(&self) -> SummaryFormat {
        let extension = self.output.as_ref().and_then(|out| out.extension()?.to_str());
        let named = match extension.unwrap_or_default().to_ascii_lowercase().as_str() {
            "json" => Some(SummaryFormat::Json),
            "svg" => Some(SummaryFormat::Svg),
            "html" | "htm" => Some(SummaryFormat::Html),
            _ => None,
        };
        self.format.or(named).unwrap_or(SummaryFormat::Table)
    }
}

/// Forms of a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SummaryFormat {
    /// A table for a terminal
    Table,
    /// A list of summaries
    Json,
    /// A chart of one report
    Svg,
    /// One page for a browser, in both languages; it loads nothing
    Html,
}
