//! What can be said to `raingan diff`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::reading::ReportArgs;

/// What the help says below the options.
const EXAMPLES: &str = "\
Examples:
  raingan diff plan-2567.pdf plan-2568.pdf              side by side, on the screen
  raingan diff 2567.json 2568.json -o changes.html      a page for a browser, with filters
  raingan diff 2566.json 2567.json 2568.json -o t.html  with a timeline of every project
  raingan diff 2567.json 2568.json -o c.html --review review/  each side links to its page in review/
  raingan diff both.ndjson --format csv --bom -o c.csv  one row for each change, for Excel

What is no change is not shown: the year itself, spacing, the script of digits. Spellings that are taken for each other when
a page is read are listed apart (--spellings). What a new year brings by itself (the same day a year on, running numbers) is
told in one line with a count (--all shows it). Exit status: 0 nothing changed but that, 1 changes, 2 something could not be
done.";

/// Compare the reports of two years or more: what became of every project, and what changed
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct DiffArgs {
    /// Reports, the oldest first: JSON or NDJSON that `extract` wrote, or PDF; - is standard input
    #[arg(value_name = "REPORT", required = true)]
    pub files: Vec<PathBuf>,

    /// Where to write; standard output where it is left out, or -
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,

    /// Form of the output [default: what the name of OUT ends in, else text]
    #[arg(short, long, value_enum)]
    pub format: Option<DiffFormat>,

    /// Compare reports of different agencies all the same
    #[arg(long)]
    pub force: bool,

    /// In text, list what is only spelt otherwise, too
    #[arg(long)]
    pub spellings: bool,

    /// In text, show what was to be expected, too: the same day a year on, running numbers, and money
    /// that another line tells as moved; the other forms have all of it
    #[arg(long)]
    pub all: bool,

    /// Columns of text [default: those of the terminal, else 140]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(60..=1000))]
    pub width: Option<u16>,

    /// In HTML, link every side to its place in a page of `raingan review`: a folder with a page for
    /// each report (NAME.html), or a page; once for each report, in their order, where they differ
    #[arg(long, value_name = "DIR|FILE")]
    pub review: Vec<PathBuf>,

    /// Write CSV for Excel: a byte-order mark, and ' before text that Excel would run as a formula
    #[arg(long)]
    pub bom: bool,

    #[command(flatten)]
    pub reports: ReportArgs,
}

/// Forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// Side by side, for a terminal
    Text,
    /// Everything, with reasons, scores and places (`raingan schema diff`)
    Json,
    /// One page for a browser, in both languages, with filters; it loads nothing
    Html,
    /// One row for each change
    Csv,
    /// For reading and pasting
    #[value(alias = "md")]
    Markdown,
}

impl DiffFormat {
    fn of_extension(extension: &str) -> Option<DiffFormat> {
        match extension.to_ascii_lowercase().as_str() {
            "txt" => Some(DiffFormat::Text),
            "json" => Some(DiffFormat::Json),
            "html" | "htm" => Some(DiffFormat::Html),
            "csv" => Some(DiffFormat::Csv),
            "md" | "markdown" => Some(DiffFormat::Markdown),
            _ => None,
        }
    }
}

impl DiffArgs {
    /// The form to write: the one asked for, else the one that the output's name ends in, else
    /// text.
    pub fn form(&self) -> DiffFormat {
        let extension = self.output.as_ref().and_then(|out| out.extension()?.to_str());
        self.format.or_else(|| DiffFormat::of_extension(extension?)).unwrap_or(DiffFormat::Text)
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::super::{Args, Command};
    use super::*;

    #[test]
    fn the_form_follows_the_name_unless_it_is_given() {
        for (line, form) in [
            ("raingan diff a.json b.json", DiffFormat::Text),
            ("raingan diff a.json b.json -o c.HTML", DiffFormat::Html),
            ("raingan diff a.json b.json -o c.md --format json", DiffFormat::Json),
            ("raingan diff a.json b.json -o c.csv", DiffFormat::Csv),
        ] {
            let Command::Diff(args) = Args::parse_from(line.split(' ')).command else {
                panic!("{line}")
            };
            assert_eq!(args.form(), form, "{line}");
        }
    }
}
