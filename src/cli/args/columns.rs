//! What can be said to `raingan columns`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::reading::{LimitArgs, ReadArgs};

/// What the help says below the options.
const EXAMPLES: &str = "\
Examples:
  raingan columns plan-2568.pdf
  raingan columns plan-2568.pdf --format words -o ours.txt
  raingan columns *.pdf --format json | jq '.[].tables[].columns[] | select(.role | startswith(\"other\"))'

Of each table: whether its rows are read as items, and by which column; of each column its heading, what its cells are keyed by,
how much speaks for that (what the words of the heading say, and what stands in the column adds), and what comes next. `?` marks
what is guessed by what stands in a column.

Where a heading is not known, or guessed, the line to add to a list of words stands below its table: the heading, a tab, what the
column holds. Where nothing says that, ROLE stands for it.";

/// Say what each column of each table was taken for, and why
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct ColumnsArgs {
    /// Documents to read; - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// Form of the output
    #[arg(short, long, value_enum, default_value = "text")]
    pub format: ColumnsFormat,

    /// Where to write; standard output where it is left out, or -
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,

    #[command(flatten, next_help_heading = "Reading PDF files")]
    pub read: ReadArgs,

    #[command(flatten, next_help_heading = "Reading PDF files")]
    pub limits: LimitArgs,
}

/// Forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColumnsFormat {
    /// A table for a terminal, with the lines to add below it
    Text,
    /// All of it, a list of files
    Json,
    /// Only the lines to add, each once: a list of words to be corrected and kept
    Words,
}
