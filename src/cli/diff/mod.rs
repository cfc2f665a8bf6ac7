//! `raingan diff`: two reports or more held against each other.

mod columns;
mod terminal;

use std::io::{self, IsTerminal as _, Write};

use raingan::diff::compare;
use raingan::diff::model::Comparison;
use raingan::diff::output::{self, Links};
use raingan::{Error, ErrorKind};

use super::args::diff::{DiffArgs, DiffFormat};
use super::console::Console;
use super::escape::Syntax;
use super::input;
use super::reports::Reports;
use super::review_pages;
use super::sink::{STDOUT, Sink, named_output, same_file, unwritable};
use super::status::Status;

/// Widest lines of text where no terminal says how wide it is.
const USUAL_WIDTH: u16 = 140;
/// Fewest columns in which two years stand side by side.
const LEAST_WIDTH: u16 = 60;

/// Compares the reports.
pub fn run(args: &DiffArgs, console: &mut Console) -> Result<Status, Error> {
    if args.files.iter().filter(|path| input::is_stdin(path)).count() > 1 {
        let message = "- stands twice, but standard input can be read only once";
        return Err(Error::new(ErrorKind::Usage, message));
    }
    let output = named_output(args.output.as_deref());
    if let Some(path) = output.filter(|path| args.files.iter().any(|file| same_file(path, file))) {
        let message = "is one of the reports and would be overwritten";
        return Err(Error::new(ErrorKind::Usage, message).in_file(path.display().to_string()));
    }
    let mut reader = Reports::new(&args.reports);
    let (mut reports, mut files) = (Vec::new(), Vec::new());
    for file in &args.files {
        let read = reader.read(file)?;
        files.extend(read.iter().map(|report| review_pages::file_of(file, read.len() > 1, report)));
        reports.extend(read);
    }
    args.reports.corrections.tell_unmet(console);
    let links = Links::of(review_pages::paths(&args.review, &files, output)?);
    let comparison = compare(&reports, args.force)?;
    drop(reports);
    let target = output.map_or(STDOUT.to_owned(), |path| path.display().to_string());
    let mut sink = match output {
        Some(path) => Sink::file(path)?,
        None => Sink::Stream(stdout(args.form(), console)),
    };
    let written = write(args, &comparison, &links, console, &mut sink).map_err(unwritable);
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
    links: &Links,
    console: &Console,
    to: &mut Sink,
) -> io::Result<()> {
    let lang = console.data_lang();
    let on_stdout = named_output(args.output.as_deref()).is_none();
    match args.form() {
        DiffFormat::Json => output::json(comparison, to),
        DiffFormat::Html => output::html_linked(comparison, lang, links, to),
        DiffFormat::Csv => output::csv(comparison, args.bom, to),
        DiffFormat::Markdown => output::markdown(comparison, lang, to),
        DiffFormat::Text => {
            let (width, spellings) = (width(args, on_stdout), args.spellings);
            let view = terminal::View { lang, width, spellings, all: args.all };
            let text = view.text(comparison);
            // A file keeps no colours; a stream drops them by itself where nobody sees them.
            match on_stdout {
                true => to.write_all(text.as_bytes()),
                false => write!(to, "{}", anstream::adapter::strip_str(&text)),
            }
        }
    }
}

/// Columns of the text: those asked for, else those of the terminal.
fn width(args: &DiffArgs, on_stdout: bool) -> usize {
    let terminal = if on_stdout { terminal_width() } else { None };
    usize::from(args.width.or(terminal).unwrap_or(USUAL_WIDTH).max(LEAST_WIDTH))
}

/// Columns of the terminal that shows standard output, if one does.
fn terminal_width() -> Option<u16> {
    if !io::stdout().is_terminal() {
        return None;
    }
    terminal_size::terminal_size().map(|(width, _)| width.0)
}
