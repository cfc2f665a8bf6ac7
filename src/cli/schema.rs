//! `raingan schema`: prints the JSON Schema that the program carries.

use raingan::Error;

use super::Status;
use super::args::{SchemaArgs, SchemaName};
use super::console::Console;
use super::sink::{STDOUT, unwritable};

/// Prints the schema.
pub fn run(args: &SchemaArgs, console: &mut Console) -> Result<Status, Error> {
    let schema = match args.name {
        SchemaName::Report => raingan::contract::schema::schema(),
        SchemaName::Ledger => raingan::batch::schema::schema(),
        SchemaName::Diff => raingan::diff::schema::schema(),
    };
    let mut out = console.data(super::escape::Syntax::Json);
    out.write_all(schema.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|e| unwritable(e).in_file(STDOUT))?;
    Ok(Status::Clean)
}
