//! `raingan export`: reports as a workbook.

use std::io::Write as _;
use std::path::Path;

use raingan::contract::model::Report;
use raingan::publish::workbook::workbook;
use raingan::{Error, ErrorKind};

use super::args::export::ExportArgs;
use super::console::Console;
use super::escape::Syntax;
use super::input;
use super::reports::Reports;
use super::sink::{STDOUT, Sink, named_output, same_file, unwritable};
use super::status::Status;

/// Writes the workbook; a file that cannot be read does not keep the others from being in it.
pub fn run(args: &ExportArgs, console: &mut Console) -> Result<Status, Error> {
    let output = named_output(Some(&args.output));
    hold_output(output, console)?;
    let name = output.map_or(STDOUT.to_owned(), |path| path.display().to_string());
    if output.is_some_and(|path| args.reports.iter().any(|input| same_file(input, path))) {
        let message = "would replace an input: give another name";
        return Err(Error::new(ErrorKind::Usage, message).in_file(name));
    }
    let mut status = Status::Clean;
    let all = read_all(args, &mut status, console);
    if all.is_empty() {
        let message = "is not written: no report could be read";
        return Err(Error::new(ErrorKind::Empty, message).in_file(name));
    }
    let book = workbook(&all, console.data_lang()).map_err(|error| error.in_file(name.as_str()))?;
    book.notes.iter().for_each(|note| console.info(&name, note));
    let mut sink = match output {
        Some(path) => Sink::file(path)?,
        None => Sink::Stream(console.data(Syntax::Text)),
    };
    let written = sink.write_all(&book.bytes).map_err(unwritable).and_then(|()| sink.commit());
    written.map_err(|error| error.in_file(name))?;
    Ok(status)
}

/// The reports of all files; what cannot be read is printed.
fn read_all(args: &ExportArgs, status: &mut Status, console: &mut Console) -> Vec<Report> {
    let mut reports = Reports::new(&args.read);
    let mut all = Vec::new();
    for path in &args.reports {
        match reports.read(path) {
            Ok(read) => all.extend(read.into_iter().map(|report| named(report, path))),
            Err(error) => {
                console.error(&error);
                *status = Status::Failed;
            }
        }
    }
    args.read.corrections.tell_unmet(console);
    all
}

/// A report that does not say its file is called by the one it came from.
fn named(mut report: Report, path: &Path) -> Report {
    report.source.file_name.get_or_insert_with(|| input::name(path));
    report
}

/// Refuses what no workbook can be: a name by which no program would open it, a terminal.
fn hold_output(output: Option<&Path>, console: &Console) -> Result<(), Error> {
    let message = match output {
        Some(path) if !is_workbook(path) => {
            let message =
                "the name of a workbook ends in .xlsx: spreadsheet programs open no other";
            return Err(Error::new(ErrorKind::Usage, message).in_file(path.display().to_string()));
        }
        None if console.data_on_terminal() => {
            "a terminal cannot show a workbook: give -o book.xlsx, or send the output to a file"
        }
        _ => return Ok(()),
    };
    Err(Error::new(ErrorKind::Usage, message))
}

/// Whether the name is one of a workbook; a device or a pipe may be called as it likes.
fn is_workbook(path: &Path) -> bool {
    let is_named = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx"));
    is_named || (path.exists() && !path.is_file() && !path.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_is_told_by_its_name() {
        for (name, is) in [
            ("a.xlsx", true),
            ("b/a.XLSX", true),
            ("a.xls", false),
            ("a.csv", false),
            ("xlsx", false),
            ("/", false),
        ] {
            assert_eq!(is_workbook(Path::new(name)), is, "{name}");
        }
        assert!(cfg!(not(unix)) || is_workbook(Path::new("/dev/null")));
    }
}
