//! What can be said to `raingan summary`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::reading::ReportArgs;

/// What the help says below the options.
const EXAMPLES: &str = "\
Examples:
  raingan summary plan-2568.pdf
  raingan summary reports/*.json --lang th
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

    /// Form of the output
    #[arg(short, long, value_enum, default_value = "table")]
    pub format: SummaryFormat,

    /// Where to write; standard output where it is left out, or -
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,

    #[command(flatten)]
    pub read: ReportArgs,
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
}
