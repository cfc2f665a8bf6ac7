//! `raingan diff`: two reports or more held against each other.

mod columns;
mod terminal;

use std::io::{self, IsTerminal as _, Write};
use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use raingan::diff::model::Comparison;
use raingan::diff::{compare, output};
use raingan::{Error, ErrorKind};

use super::console::Console;
use super::escape::Syntax;
use super::reports::{ReportArgs, Reports};
use super::sink::{STDOUT, Sink, same_file, unwritable};
use super::{Status, input};

const EXAMPLES: &str = "\
Examples:
  raingan diff plan-2567.pdf plan-2568.pdf              side by side, on the screen
  raingan diff 2567.json 2568.json -o changes.html      a page for a browser, with filters
  raingan diff 2566.json 2567.json 2568.json -o t.html  with a timeline of every project
  raingan diff both.ndjson --format csv --bom -o c.csv  one row for each change, for Excel

What is no change is not shown: the year itself, spacing, the script of digits. Spellings that are taken for each other when
a page is read are listed apart (--spellings). Exit status: 0 nothing changed, 1 changes, 2 something could not be done.";

/// Widest lines of text where no terminal says how wide it is.
const USUAL_WIDTH: u16 = 140;

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

    /// Columns of text [default: those of the terminal, else 140]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(60..=1000))]
    pub width: Option<u16>,

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
    fn form(&self) -> DiffFormat {
        let extension = || DiffFormat::of_extension(self.output.as_ref()?.extension()?.to_str()?);
        self.format.or_else(extension).unwrap_or(DiffFormat::Text)
    }
}

/// Compares the reports.
pub fn run(args: &DiffArgs, console: &mut Console) -> Result<Status, Error> {
    if args.files.iter().filter(|path| input::is_stdin(path)).count() > 1 {
        let message = "- stands twice, but standard input can be read only once";
        return Err(Error::new(ErrorKind::Usage, message));
    }
    let output = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    if let Some(path) = output.filter(|path| args.files.iter().any(|file| same_file(path, file))) {
        let message = "is one of the reports and would be overwritten";
        return Err(Error::new(ErrorKind::Usage, message).in_file(path.display().to_string()));
    }
    let mut reader = Reports::new(&args.reports);
    let mut reports = Vec::new();
    for file in &args.files {
        reports.extend(reader.read(file)?);
    }
    let comparison = compare(&reports, args.force)?;
    drop(reports);
    let target = output.map_or(STDOUT.to_owned(), |path| path.display().to_string());
    let mut sink = match output {
        Some(path) => Sink::file(path)?,
        None => Sink::Stream(stdout(args.form(), console)),
    };
    let written =
        write(args, &comparison, console, output.is_none(), &mut sink).map_err(unwritable);
    written.and_then(|()| sink.commit()).map_err(|error| error.in_file(target))?;
    Ok(if comparison.is_same() { Status::Clean } else { Status::Findings })
}

/// Standard output: text escapes what it shows itself and brings its colours, everything else is
/// data.
fn stdout(form: DiffFormat, console: &Console) -> Box<dyn Write> {
    match form {
        DiffFormat::Text => console.coloured(),
        DiffFormat::Json => console.data(Syntax::Json),
        _ => console.data(Syntax::Text),
    }
}

fn write(
    args: &DiffArgs,
    comparison: &Comparison,
    console: &Console,
    on_stdout: bool,
    to: &mut Sink,
) -> io::Result<()> {
    let lang = console.data_lang();
    match args.form() {
        DiffFormat::Json => output::json(comparison, to),
        DiffFormat::Html => output::html(comparison, lang, to),
        DiffFormat::Csv => output::csv(comparison, args.bom, to),
        DiffFormat::Markdown => output::markdown(comparison, lang, to),
        DiffFormat::Text => {
            let view =
                terminal::View { lang, width: width(args, on_stdout), spellings: args.spellings };
            let text = view.text(comparison);
            // A file keeps no colours; a stream drops them by itself where nobody sees them.
            match on_stdout {
                true => to.write_all(text.as_bytes()),
                false => write!(to, "{}", anstream::adapter::strip_str(&text)),
            }
        }
    }
}

fn width(args: &DiffArgs, on_stdout: bool) -> usize {
    let terminal = || match on_stdout && io::stdout().is_terminal() {
        true => terminal_size::terminal_size().map(|(width, _)| width.0),
        false => None,
    };
    usize::from(args.width.or_else(terminal).unwrap_or(USUAL_WIDTH).max(60))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::super::args::{Args, Command};
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
