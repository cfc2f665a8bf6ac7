//! What can be said on the command line. The help is the reference, so every option says all that
//! it does.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use raingan::Options;
use raingan::contract::output::Lang;

use super::worker::limits::{Bytes, Limits, Time};

const EXAMPLES: &str = "\
Examples:
  raingan extract plan-2568.pdf                        the report as JSON, on the screen
  raingan extract plan-2568.pdf -o plan-2568.json      the same in a file
  raingan extract *.pdf -o reports/                    one JSON file for each PDF
  raingan extract *.pdf --format csv --bom -o all.csv  one table for Excel
  raingan batch archive/ -o out/                       thousands of PDFs, with a ledger
  raingan diff plan-2567.pdf plan-2568.pdf             what changed between two years
  raingan load out/ --to sqlite:reports.db             reports as tables of a database
  raingan inspect plan-2568.pdf --page 3 -o page.png   what was seen on page 3
  raingan check plan-2568.json                         what contradicts itself in a report
  raingan summary plan-2568.json                       projects, budgets and targets at a glance
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
    Batch(super::batch::args::BatchArgs),
    Check(super::check::CheckArgs),
    Diff(super::diff::DiffArgs),
    Extract(ExtractArgs),
    Inspect(super::inspect::InspectArgs),
    Load(super::load::LoadArgs),
    Rule(super::rule::RuleArgs),
    Schema(SchemaArgs),
    Summary(super::summary::SummaryArgs),
    Validate(ValidateArgs),
    #[command(hide = true)]
    Worker(super::worker::serve::WorkerArgs),
}

const EXTRACT_EXAMPLES: &str = "\
Examples:
  raingan extract plan-2568.pdf | jq .agency
  curl -s https://example.org/plan.pdf | raingan extract - --format markdown
  raingan extract 2567.pdf 2568.pdf --format ndjson > both.ndjson
  raingan extract plan.pdf --pages 3-8 --stage rows
  RAINGAN_PASSWORD=… raingan extract locked.pdf -o locked.json

Files are read one after the other, in a process of their own within --memory and --timeout; where
one fails, the others are still done and the exit status is 2.";

/// Read reports: PDF in, data out
#[derive(Debug, ClapArgs)]
#[command(after_help = EXTRACT_EXAMPLES)]
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

    #[command(flatten)]
    pub read: ReadArgs,

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

/// How documents are read.
#[derive(Debug, Clone, ClapArgs)]
pub struct ReadArgs {
    /// Password of encrypted files. Other users can see command lines: prefer the environment
    /// variable
    #[arg(long, env = "RAINGAN_PASSWORD", hide_env_values = true, value_name = "PASSWORD")]
    pub password: Option<String>,

    /// Read pages from their pictures
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    pub ocr: OcrName,

    /// Dots an inch of pages that must be drawn to be read [default: 200]. Scans keep their own, at
    /// most 300
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(72..=600))]
    pub dpi: Option<u16>,
}

impl ReadArgs {
    /// The same for the library; the file's name and the pages are the command's.
    pub fn options(&self) -> Options {
        // An empty environment variable is none.
        let password = self.password.clone().filter(|password| !password.is_empty());
        Options { password, ocr: self.ocr.into(), dpi: self.dpi, ..Options::default() }
    }
}

/// What one document may use.
#[derive(Debug, Clone, ClapArgs)]
pub struct LimitArgs {
    /// Most memory (address space) for one document, as in 512MiB or 4GiB
    #[arg(long, value_name = "BYTES", default_value = "1GiB")]
    pub memory: Bytes,

    /// Most time for one document, as in 60s or 5m
    #[arg(long, value_name = "TIME", default_value = "60s")]
    pub timeout: Time,
}

impl LimitArgs {
    /// The limits, for so many threads; one for each processor where `None`.
    pub fn limits(&self, threads: Option<usize>) -> Limits {
        let threads = threads.unwrap_or_else(super::batch::processors);
        Limits { memory: self.memory.0, timeout: self.timeout.0, threads }
    }
}

/// Print the JSON Schema of what `extract`, `batch` and `diff` write
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  raingan schema > report.schema.json\n  raingan schema ledger > ledger.schema.json\n  raingan schema diff > diff.schema.json"
)]
pub struct SchemaArgs {
    /// Which schema
    #[arg(value_enum, default_value = "report")]
    pub name: SchemaName,
}

const VALIDATE_EXAMPLES: &str = "\
Examples:
  raingan validate plan-2568.json
  raingan extract *.pdf --format ndjson | raingan validate -

Prints a line for each violation: FILE: PLACE: REASON, the place as a JSON pointer (RFC 6901). In a file with several
documents the line says which: FILE: document 3: PLACE: REASON. Exit status: 0 valid, 1 invalid, 2 unreadable or not JSON.";

/// Check JSON or NDJSON files against the schema
#[derive(Debug, ClapArgs)]
#[command(after_help = VALIDATE_EXAMPLES)]
pub struct ValidateArgs {
    /// Files to check; - is standard input. At most 256 MiB each
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
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
}

impl From<StageName> for raingan::Stage {
    fn from(name: StageName) -> raingan::Stage {
        match name {
            StageName::Text => raingan::Stage::Text,
            StageName::Tables => raingan::Stage::Tables,
            StageName::Rows => raingan::Stage::Rows,
        }
    }
}

/// When pages are read from their pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OcrName {
    /// Pages that are pictures, and pages whose text cannot be relied on
    Auto,
    /// No page
    Never,
    /// All pages, whatever text they have
    Always,
}

impl From<OcrName> for raingan::OcrMode {
    fn from(name: OcrName) -> raingan::OcrMode {
        match name {
            OcrName::Auto => raingan::OcrMode::Auto,
            OcrName::Never => raingan::OcrMode::Never,
            OcrName::Always => raingan::OcrMode::Always,
        }
    }
}

/// Schemas there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaName {
    /// What `extract` and `batch` write of a document
    Report,
    /// What a line of `batch`'s ledger says
    Ledger,
    /// What `diff` writes as JSON
    Diff,
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

impl ExtractArgs {
    /// The form to write: the one asked for, else the one that the output's name ends in, else
    /// JSON.
    pub fn format(&self) -> Format {
        let extension = || Format::of_extension(self.output.as_ref()?.extension()?.to_str()?);
        self.format.or_else(extension).unwrap_or(Format::Json)
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
