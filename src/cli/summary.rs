//! `raingan summary`: reports at a glance, as a table, a chart or JSON.

use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use raingan::audit::summary::{Summary, summary, svg, table};
use raingan::{Error, ErrorKind};

use super::console::Console;
use super::escape::Syntax;
use super::reports::{ReportArgs, Reports};
use super::sink::{STDOUT, Sink, unwritable};
use super::{Status, input};

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

/// Summarises every report; a file that cannot be read does not keep the others from being
/// summarised.
pub fn run(args: &SummaryArgs, console: &mut Console) -> Result<Status, Error> {
    let mut status = Status::Clean;
    let mut all: Vec<Summary> = Vec::new();
    let mut reports = Reports::new(&args.read);
    for path in &args.reports {
        match reports.read(path) {
            Ok(read) => all.extend(read.iter().map(|report| {
                let mut summary = summary(report);
                summary.file.get_or_insert_with(|| input::name(path));
                summary
            })),
            Err(error) => {
                console.error(&error);
                status = Status::Failed;
            }
        }
    }
    let (text, syntax) = shown(args, &all, console)?;
    write(args, &text, syntax, console)?;
    Ok(status)
}

fn shown(
    args: &SummaryArgs,
    all: &[Summary],
    console: &Console,
) -> Result<(String, Syntax), Error> {
    Ok(match args.format {
        SummaryFormat::Table => {
            let one = |summary: &Summary| {
                let file = summary.file.as_deref().unwrap_or("-");
                format!("{file}\n{}", table(summary, console.lang()))
            };
            (all.iter().map(one).collect::<Vec<_>>().join("\n"), Syntax::Text)
        }
        SummaryFormat::Json => {
            let json = serde_json::to_string_pretty(all).map_err(|e| {
                Error::new(ErrorKind::Internal, "a summary cannot be written as JSON").because(e)
            })?;
            (json + "\n", Syntax::Json)
        }
        SummaryFormat::Svg => match all {
            [one] => (svg(one, console.data_lang()), Syntax::Text),
            [] => return Err(Error::new(ErrorKind::Usage, "there is no report to draw")),
            _ => return Err(Error::new(ErrorKind::Usage, "a chart is of one report: name one")),
        },
    })
}

fn write(args: &SummaryArgs, text: &str, syntax: Syntax, console: &Console) -> Result<(), Error> {
    match args.output.as_deref().filter(|path| !input::is_stdin(path)) {
        None => {
            let mut out = console.data(syntax);
            out.write_all(text.as_bytes())
                .and_then(|()| out.flush())
                .map_err(|e| unwritable(e).in_file(STDOUT))
        }
        Some(path) => {
            if args.reports.iter().any(|report| same(report, path)) {
                let message = "would replace an input: give another name";
                return Err(Error::new(ErrorKind::Usage, message).in_file(input::name(path)));
            }
            let mut sink = Sink::file(path)?;
            sink.write_all(text.as_bytes())
                .map_err(|e| unwritable(e).in_file(input::name(path)))?;
            sink.commit()
        }
    }
}

/// Whether two names are of one file.
fn same(a: &std::path::Path, b: &std::path::Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}
