//! What can be said to `raingan extract`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args as ClapArgs, ValueEnum};

use super::corrections::CorrectionsArgs;
use super::reading::{LimitArgs, ReadArgs};

/// What the help says below the options.
const EXAMPLES: &str = "\
Examples:
  raingan extract plan-2568.pdf | jq .agency
  curl -s https://example.org/plan.pdf | raingan extract - --format markdown
  raingan extract 2567.pdf 2568.pdf --format ndjson > both.ndjson
  raingan extract plan.pdf --pages 3-8 --stage rows
  raingan extract portfolio.pdf --attachment report-2568.pdf
  RAINGAN_PASSWORD=… raingan extract locked.pdf -o locked.json

Files are read one after the other, in a process of their own within --memory and --timeout; where
one fails, the others are still done.

Exit status: 0 all is read, 1 there are findings at error level (a page that failed, or partial:
pages are missing because the time was up), 2 a file could not be read.";

/// Read reports: PDF in, data out
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct ExtractArgs {
    /// PDF files to read; - is standard input. At most 256 MiB each
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// Where to write; standard output where it is left out, or -
    ///
    /// A directory (one that exists, or a name that ends in /) gets one file for each FILE, named
    /// after it. With several FILEs, json needs a directory, which is made if need be; ndjson, csv
    /// and markdown put all of them into one file. A file appears whole or not at all, and never
    /// replaces an input.
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,

    /// Form of the output [default: what the name of OUT ends in, else json]
    #[arg(short, long, value_enum)]
    pub format: Option<Format>,

    /// Print an intermediate stage instead of the report, to see why
    #[arg(long, value_enum, conflicts_with = "format")]
    pub stage: Option<StageName>,

    /// Print the text layer as it claims to be, without any repair, to compare
    ///
    /// What was repaired, and by which rule, stands under source.pages[].text_layer in the report.
    #[arg(long, requires = "stage")]
    pub raw: bool,

    /// Read only these pages, from 1, both ends included: 3 or 3-8
    #[arg(long, value_name = "PAGES")]
    pub pages: Option<Pages>,

    /// Read the file with this name that is attached to FILE, instead of FILE itself
    ///
    /// The finding attachments-unread names the attached files. The report then says the name and
    /// the digest of the attached file.
    #[arg(long, value_name = "NAME")]
    pub attachment: Option<String>,

    #[command(flatten)]
    pub read: ReadArgs,

    #[command(flatten)]
    pub corrections: CorrectionsArgs,

    /// Write CSV for Excel: a byte-order mark, and ' before text that Excel would run as a formula
    #[arg(long)]
    pub bom: bool,

    /// Threads that read the pages of a file [default: one for each processor]. The output is the
    /// same
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    #[command(flatten)]
    pub limits: LimitArgs,

    /// Read the files in this process, without limits on memory and time: a crash then ends all
    #[arg(long)]
    pub no_isolation: bool,
}

impl ExtractArgs {
    /// The form to write: the one asked for, else the one that the output's name ends in, else
    /// JSON.
    pub fn format(&self) -> Format {
        let extension = self.output.as_ref().and_then(|out| out.extension()?.to_str());
        self.format.or_else(|| Format::of_extension(extension?)).unwrap_or(Format::Json)
    }
}

/// Forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The whole report, indented
    Json,
    /// The whole report on one line
    #[value(alias = "jsonl")]
    Ndjson,
    /// One row for each project, activity, sub-activity and measure
    Csv,
    /// For reading
    #[value(alias = "md")]
    Markdown,
}

impl Format {
    /// The format that a file's name ends in.
    pub fn of_extension(extension: &str) -> Option<Format> {
        match extension.to_ascii_lowercase().as_str() {
            "json" => Some(Format::Json),
            "ndjson" | "jsonl" => Some(Format::Ndjson),
            "csv" => Some(Format::Csv),
            "md" | "markdown" => Some(Format::Markdown),
            _ => None,
        }
    }

    /// What the name of such a file ends in.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Ndjson => "ndjson",
            Format::Csv => "csv",
            Format::Markdown => "md",
        }
    }
}

/// Intermediate stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StageName {
    /// The text of each page, line by line in reading order
    Text,
    /// The tables of each page with their cells
    Tables,
    /// The logical rows, joined over pages
    Rows,
    /// What each column of each table was taken for, and why (see `raingan columns`)
    Columns,
}

impl From<StageName> for raingan::Stage {
    fn from(name: StageName) -> raingan::Stage {
        match name {
            StageName::Text => raingan::Stage::Text,
            StageName::Tables => raingan::Stage::Tables,
            StageName::Rows => raingan::Stage::Rows,
            StageName::Columns => raingan::Stage::Columns,
        }
    }
}

/// First and last page, from 1, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pages(pub u32, pub u32);

impl FromStr for Pages {
    type Err = String;

    fn from_str(text: &str) -> Result<Pages, String> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        match (first.trim().parse(), last.trim().parse()) {
            (Ok(0), _) => Err("pages count from 1".to_owned()),
            (Ok(first), Ok(last)) if first <= last => Ok(Pages(first, last)),
            (Ok(first), Ok(last)) => {
                Err(format!("the last page, {last}, is before the first, {first}"))
            }
            _ => Err("a page or two joined by - are expected, as in 3 or 3-8".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::super::{Args, Command};
    use super::*;

    #[test]
    fn pages_are_one_or_two_numbers_from_1() {
        for (text, pages) in
            [("3", Some(Pages(3, 3))), ("3-8", Some(Pages(3, 8))), ("3 - 8", Some(Pages(3, 8)))]
        {
            assert_eq!(text.parse::<Pages>().ok(), pages);
        }
        for text in ["", "0", "0-3", "8-3", "a", "3-", "-8", "1-2-3", "4294967296"] {
            assert!(text.parse::<Pages>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_format_follows_the_name_unless_it_is_given() {
        for (line, format) in [
            ("raingan extract a.pdf", Format::Json),
            ("raingan extract a.pdf -o b.CSV", Format::Csv),
            ("raingan extract a.pdf -o b.jsonl", Format::Ndjson),
            ("raingan extract a.pdf -o b.md --format json", Format::Json),
            ("raingan extract a.pdf -o b.txt", Format::Json),
        ] {
            let Command::Extract(args) = Args::parse_from(line.split(' ')).command else {
                panic!("{line}")
            };
            assert_eq!(args.format(), format, "{line}");
        }
    }
}
