//! `raingan summary`: reports at a glance, as a table, a chart or JSON.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use raingan::audit::page::summary_page;
use raingan::audit::summary::{Summary, summary, svg, table};
use raingan::contract::model::Report;
use raingan::contract::output::{Lang, Links};
use raingan::{Error, ErrorKind};

use super::args::summary::{SummaryArgs, SummaryFormat};
use super::console::Console;
use super::escape::Syntax;
use super::input;
use super::reports::Reports;
use super::review_pages;
use super::sink::{Sink, named_output, same_file, unwritable};
use super::status::Status;

/// Summarises every report; a file that cannot be read does not keep the others from being
/// summarised.
pub fn run(args: &SummaryArgs, console: &mut Console) -> Result<Status, Error> {
    let mut status = Status::Clean;
    let (mut all, mut files): (Vec<Summary>, Vec<PathBuf>) = (Vec::new(), Vec::new());
    let mut reports = Reports::new(&args.read);
    for path in &args.reports {
        match reports.read(path) {
            Ok(read) => {
                all.extend(read.iter().map(|report| summarise(report, path)));
                let several = read.len() > 1;
                files.extend(read.iter().map(|r| review_pages::file_of(path, several, r)));
            }
            Err(error) => {
                console.error(&error);
                status = Status::Failed;
            }
        }
    }
    args.read.corrections.tell_unmet(console);
    let output = named_output(args.output.as_deref());
    let text = match args.form() {
        SummaryFormat::Html => {
            let links = Links::of(review_pages::paths(&args.review, &files, output)?);
            let mut page = Vec::new();
            summary_page(&all, console.data_lang(), &links, &mut page).map_err(unwritable)?;
            String::from_utf8_lossy(&page).into_owned()
        }
        form => describe(form, &all, console)?,
    };
    match output {
        Some(path) => write_file(path, &text, &args.reports)?,
        None => console.print(&text, syntax(args.form()))?,
    }
    Ok(status)
}

/// The summary of a report; where the report does not say its file, the one it came from is named.
fn summarise(report: &Report, path: &Path) -> Summary {
    let mut summary = summary(report);
    summary.file.get_or_insert_with(|| input::name(path));
    summary
}

fn syntax(format: SummaryFormat) -> Syntax {
    match format {
        SummaryFormat::Json => Syntax::Json,
        SummaryFormat::Table | SummaryFormat::Svg | SummaryFormat::Html => Syntax::Text,
    }
}

fn describe(format: SummaryFormat, all: &[Summary], console: &Console) -> Result<String, Error> {
    match (format, all) {
        (SummaryFormat::Table | SummaryFormat::Html, _) => {
            let tables = all.iter().map(|summary| titled_table(summary, console.lang()));
            Ok(tables.collect::<Vec<_>>().join("\n"))
        }
        (SummaryFormat::Json, _) => {
            let json = serde_json::to_string_pretty(all).map_err(|e| {
                Error::new(ErrorKind::Internal, "a summary cannot be written as JSON").because(e)
            })?;
            Ok(json + "\n")
        }
        (SummaryFormat::Svg, [one]) => Ok(svg(one, console.data_lang())),
        (SummaryFormat::Svg, []) => Err(Error::new(ErrorKind::Usage, "there is no report to draw")),
        (SummaryFormat::Svg, _) => {
            Err(Error::new(ErrorKind::Usage, "a chart is of one report: name one"))
        }
    }
}

fn titled_table(summary: &Summary, lang: Lang) -> String {
    let file = summary.file.as_deref().unwrap_or("-");
    format!("{file}\n{}", table(summary, lang))
}

/// Writes to a file, which must be none of the inputs.
fn write_file(path: &Path, text: &str, inputs: &[PathBuf]) -> Result<(), Error> {
    if inputs.iter().any(|input| same_file(input, path)) {
        let message = "would replace an input: give another name";
        return Err(Error::new(ErrorKind::Usage, message).in_file(input::name(path)));
    }
    let mut sink = Sink::file(path)?;
    sink.write_all(text.as_bytes()).map_err(|e| unwritable(e).in_file(input::name(path)))?;
    sink.commit()
}
