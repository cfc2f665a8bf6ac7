//! `raingan columns`: what each column of each table was taken for, and why.

mod text;

use std::io::Write as _;
use std::path::Path;

use raingan::report::explain::TableExplained;
use raingan::{Error, ErrorKind, Options, Stage};
use serde::Serialize;

use super::apart::{Apart, Wanted};
use super::args::columns::{ColumnsArgs, ColumnsFormat};
use super::console::Console;
use super::escape::Syntax;
use super::input;
use super::render::Form;
use super::sink::{Sink, named_output, same_file, unwritable};
use super::status::Status;
use raingan::contract::output::Lang;

/// What the worker writes of a document.
const WANTED: Wanted = Wanted { form: Form::Stage(Stage::Columns), excel: false, lang: Lang::En };

/// A file with its tables.
#[derive(Debug, Serialize)]
struct Explained {
    file: String,
    tables: Vec<TableExplained>,
}

/// Explains the tables of every file; one that cannot be read does not keep the others from being
/// explained.
pub fn run(args: &ColumnsArgs, console: &mut Console) -> Result<Status, Error> {
    let output = named_output(args.output.as_deref());
    if let Some(path) = output.filter(|path| args.files.iter().any(|file| same_file(file, path))) {
        let message = "is an input and would be overwritten";
        return Err(Error::new(ErrorKind::Usage, message).in_file(input::name(path)));
    }
    let mut status = Status::Clean;
    let mut apart = Apart::new(args.limits.limits(None), WANTED, None)?;
    let mut all = Vec::new();
    for path in &args.files {
        let options = Options { file_name: input::file_name(path), ..args.read.options() };
        match explain(&mut apart, path, &options) {
            Ok(tables) => all.push(Explained { file: input::name(path), tables }),
            Err(error) => {
                console.error(&error.in_file(input::name(path)));
                status = Status::Failed;
            }
        }
    }
    let said = describe(args.format, &all, console.lang())?;
    match output {
        Some(path) => write_file(path, &said)?,
        None => console.print(&said, syntax(args.format))?,
    }
    Ok(status)
}

/// The tables of a document, which a worker reads.
fn explain(
    apart: &mut Apart,
    path: &Path,
    options: &Options,
) -> Result<Vec<TableExplained>, Error> {
    let written = apart.read(path, options, &mut |_| {})?;
    let json = std::fs::read(&written.file)
        .map_err(|e| Error::new(ErrorKind::Io, "what the worker wrote is not there").because(e))?;
    serde_json::from_slice(&json)
        .map_err(|e| Error::new(ErrorKind::Internal, "what the worker wrote").because(e))
}

fn describe(format: ColumnsFormat, all: &[Explained], lang: Lang) -> Result<String, Error> {
    match format {
        ColumnsFormat::Text => {
            let files = all.iter().map(|file| text::file(&file.file, &file.tables, lang));
            Ok(files.collect::<Vec<_>>().join("\n"))
        }
        ColumnsFormat::Words => {
            Ok(text::words(all.iter().map(|file| (file.file.as_str(), &*file.tables)), lang))
        }
        ColumnsFormat::Json => {
            let json = serde_json::to_string_pretty(all).map_err(|e| {
                Error::new(ErrorKind::Internal, "columns cannot be written as JSON").because(e)
            })?;
            Ok(json + "\n")
        }
    }
}

fn syntax(format: ColumnsFormat) -> Syntax {
    match format {
        ColumnsFormat::Json => Syntax::Json,
        ColumnsFormat::Text | ColumnsFormat::Words => Syntax::Text,
    }
}

fn write_file(path: &Path, said: &str) -> Result<(), Error> {
    let mut sink = Sink::file(path)?;
    sink.write_all(said.as_bytes()).map_err(|e| unwritable(e).in_file(input::name(path)))?;
    sink.commit()
}
