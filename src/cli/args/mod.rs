//! What can be said on the command line: one file a command. The help is the reference, so every
//! option says all that it does.
//!
//! Nothing here knows what a command does; the commands know what can be said to them.

pub mod batch;
pub mod check;
pub mod columns;
pub mod corrections;
pub mod diff;
pub mod export;
pub mod extract;
pub mod inspect;
pub mod load;
pub mod loads;
pub mod reading;
pub mod review;
pub mod rule;
pub mod schema;
pub mod summary;
pub mod validate;
pub mod worker;

use clap::{Parser, Subcommand, ValueEnum};
use raingan::contract::output::Lang;

use batch::BatchArgs;
use check::CheckArgs;
use columns::ColumnsArgs;
use diff::DiffArgs;
use export::ExportArgs;
use extract::ExtractArgs;
use inspect::InspectArgs;
use load::LoadArgs;
use loads::LoadsArgs;
use review::ReviewArgs;
use rule::RuleArgs;
use schema::SchemaArgs;
use summary::SummaryArgs;
use validate::ValidateArgs;
use worker::WorkerArgs;

/// What the help says below the options.
const EXAMPLES: &str = "\
Examples:
  raingan extract plan-2568.pdf                        the report as JSON, on the screen
  raingan extract plan-2568.pdf -o plan-2568.json      the same in a file
  raingan extract *.pdf -o reports/                    one JSON file for each PDF
  raingan extract *.pdf --format csv --bom -o all.csv  one table for Excel
  raingan batch archive/ -o out/                       thousands of PDFs, with a ledger
  raingan diff plan-2567.pdf plan-2568.pdf             what changed between two years
  raingan load out/ --to sqlite:reports.db             reports as tables of a database
  raingan export reports/*.json -o reports.xlsx        reports as a workbook for Excel
  raingan inspect plan-2568.pdf --page 3 -o page.png   what was seen on page 3
  raingan columns plan-2568.pdf                        what each column was taken for, and why
  raingan check plan-2568.json                         what contradicts itself in a report
  raingan summary plan-2568.json                       projects, budgets and targets at a glance
  raingan review plan-2568.pdf -o review.html          the report beside its pages, to check and correct
  raingan validate reports/*.json                      check files against the schema

Exit status: 0 clean, 1 findings at error level, invalid data or changes, 2 something could not be done.";

/// Heading of the options that every command has.
const GLOBAL: &str = "Messages";

/// Reads the yearly integrity reports of Thai government agencies (PDF) into data.
#[derive(Debug, Parser)]
#[command(name = "raingan", version, after_help = EXAMPLES, max_term_width = 100)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// Show errors only: no warnings, no progress, no `ok`
    #[arg(short, long, global = true, help_heading = GLOBAL)]
    pub quiet: bool,

    /// Show every finding, the merely informative ones too
    #[arg(short, long, global = true, help_heading = GLOBAL, conflicts_with = "quiet")]
    pub verbose: bool,

    /// Language of findings [default: th where LC_ALL, LC_MESSAGES or LANG begins with th, else en]
    ///
    /// The data never depend on the locale: only where this option is given, the headings of
    /// Markdown follow it too.
    #[arg(long, global = true, help_heading = GLOBAL, value_enum)]
    pub lang: Option<LangName>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    Batch(BatchArgs),
    Check(CheckArgs),
    Columns(ColumnsArgs),
    Diff(DiffArgs),
    Export(ExportArgs),
    Extract(ExtractArgs),
    Inspect(InspectArgs),
    Load(LoadArgs),
    Loads(LoadsArgs),
    Review(ReviewArgs),
    Rule(RuleArgs),
    Schema(SchemaArgs),
    Summary(SummaryArgs),
    Validate(ValidateArgs),
    #[command(hide = true)]
    Worker(WorkerArgs),
}

/// Languages there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangName {
    /// English
    En,
    /// Thai
    Th,
}

impl From<LangName> for Lang {
    fn from(name: LangName) -> Lang {
        match name {
            LangName::En => Lang::En,
            LangName::Th => Lang::Th,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }
}
