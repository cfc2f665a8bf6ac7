//! `raingan validate`: holds JSON and NDJSON files against the schema.

use std::io;

use raingan::Error;
use raingan::contract::input::{Checked, checked};
use raingan::contract::schema::Violation;

use super::args::validate::ValidateArgs;
use super::console::Console;
use super::escape::{Syntax, visible};
use super::input;
use super::sink::{STDOUT, unwritable};
use super::status::Status;

/// Checks every file; one that cannot be read does not keep the others from being checked.
pub fn run(args: &ValidateArgs, console: &mut Console) -> Result<Status, Error> {
    let mut status = Status::Clean;
    for path in &args.files {
        let name = input::name(path);
        let verdict = match input::read(path).and_then(|bytes| checked(&bytes)) {
            Ok(documents) => print_violations(&name, &documents, console)
                .map_err(|e| unwritable(e).in_file(STDOUT))?,
            Err(error) => {
                console.error(&error.in_file(name));
                Status::Failed
            }
        };
        status = status.max(verdict);
    }
    Ok(status)
}

/// Prints what is wrong with the documents of a file, or that nothing is.
fn print_violations(
    name: &str,
    documents: &[Checked],
    console: &mut Console,
) -> io::Result<Status> {
    let mut status = Status::Clean;
    let quiet = console.quiet();
    let mut out = console.data(Syntax::Text);
    let name = visible(name);
    for (i, document) in documents.iter().enumerate() {
        let which = if documents.len() > 1 {
            format!("{name}: document {}", i + 1)
        } else {
            name.to_string()
        };
        for Violation { place, reason } in &document.broken {
            let place = if place.is_empty() { "(whole document)" } else { place };
            writeln!(out, "{which}: {}: {}", visible(place), visible(reason))?;
            status = Status::Findings;
        }
    }
    if status == Status::Clean && !quiet {
        writeln!(out, "{name}: ok")?;
    }
    out.flush()?;
    Ok(status)
}
